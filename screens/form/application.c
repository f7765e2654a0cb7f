/* SPDX-License-Identifier: MIT
 * application.c - the form of an application: the paper's rows in its order and words, and beside
 * them, always current, what the rules say and whom the register knows by that name.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "screens/form/application_form.h"
#include "screens/form/application_person.h"
#include "screens/app/ask.h"
#include "screens/app/place_args.h"
#include "screens/form/record_form_screen.h"
#include "screens/form/verdict_panel.h"
#include "service/council/applications.h"

enum {
	WIDE = 110, /* from so many columns on the panel stands beside the form */
	PANEL_LEAST = 40,
	PANEL_MOST = 56,
	STRIP_OPEN = 10, /* rows of the panel below the form, opened by F3 */
	CANDIDATES_SHOWN = 3
};

/* What follows from what was typed. */

static void
judge(struct application_screen *as)
{
	struct view v;

	verdict_free(&as->verdict);
	view_open(&v, as->base.sheet->session);
	applications_judge(&v, application_typed(as), clock_today(), &as->verdict);
	view_close(&v);
}

/* all: the row that is being typed counts, too. */
static void
propose(struct application_screen *as, bool all)
{
	struct record_form *sh = as->base.sheet;

	if (application_propose(sh, &as->proposals, application_typed(as), all))
		record_form_assemble(sh, as->record, NULL, NULL);
}

void
application_follow(struct application_screen *as)
{
	struct record_form *sh = as->base.sheet;
	uint64_t person;

	if (sh->finished)
		return;
	record_form_assemble(sh, as->record, NULL, NULL);
	person = application_typed(as)->person;
	/* A person who comes with the draft was taken from the register when it was typed. */
	if (person != 0 && person != as->person && sh->drafting.begun && !sh->restored)
		application_take_person(as, person);
	as->person = person;
	propose(as, false);
	sh->restored = false;
	application_fill_appeal(sh, as->appeal, as->appeal_text, application_typed(as));
	application_look_for_people(as);
	application_look_for_second(as);
	judge(as);
}

/* What the institution is to be asked for. */

struct missing {
	struct record_form *sh;
	char *lines[64];
	size_t items[64];
	size_t count;
};

static void
note_missing(void *context, const struct field *f, const char *line)
{
	struct missing *m = context;

	if (m->count == 64)
		return;
	m->items[m->count] = f != NULL ? record_form_find(m->sh, f->id) : RECORD_FORM_NONE;
	m->lines[m->count++] = strdup(line);
}

static void
show_missing(struct application_screen *as)
{
	struct record_form *sh = as->base.sheet;
	struct missing m = {.sh = sh};
	struct person *person;
	const char *lines[64];
	struct view v;

	view_open(&v, sh->session);
	person = (struct person *)register_load(&v, KIND_PEOPLE, application_typed(as)->person);
	view_close(&v);
	eligibility_missing(
	    sh->session->profile, application_typed(as), person, clock_today(), note_missing, &m);
	for (size_t i = 0; i < m.count; i++)
		lines[i] = m.lines[i];
	if (m.count == 0)
		app_say(
		    sh->app, MESSAGE_INFO, "Всё, что нужно бланку и пункту положения, заполнено.");
	else
		record_form_list(sh, "Чего не хватает — спросить у учреждения. Enter — к полю",
		    lines, m.items, m.count);
	for (size_t i = 0; i < m.count; i++)
		free(m.lines[i]);
	record_free((struct record *)person);
}

/* Drawing. */

static int
draw_candidates(
    const struct application_screen *as, struct ui *ui, int row, int rows, int column, int columns)
{
	size_t shown = (size_t)(rows - 1) < as->ncandidates ? (size_t)(rows - 1) : as->ncandidates;

	if (as->ncandidates == 0 || rows < 2)
		return 0;
	ui_printf(ui, row, column, columns, STYLE_HEADER, "В реестре есть: %zu%s. F5 — взять%s%s%s",
	    as->ncandidates, as->ncandidates == CANDIDATES ? " и больше" : "",
	    as->layout.len > 0 ? ". Искали: " : "", buf_text(&as->layout),
	    as->layout.len > 0 ? " (другая раскладка)" : "");
	for (size_t i = 0; i < shown; i++)
		ui_put(ui, row + 1 + (int)i, column, columns, STYLE_PLAIN, as->candidates[i].line);
	return (int)shown + 1;
}

static int
draw_second(
    const struct application_screen *as, struct ui *ui, int row, int rows, int column, int columns)
{
	struct buf line = {0};
	int used = 0;

	if (as->second.len == 0 || rows < 1)
		return 0;
	buf_printf(&line, "Второе заявление за учебный год: %s", buf_text(&as->second));
	used = record_form_wrap(
	    ui, row, column, columns, rows, STYLE_WARNING, ALIGN_LEFT, buf_text(&line));
	buf_free(&line);
	return used;
}

/* One under the other, a blank row between. */
static void
draw_panel(
    const struct application_screen *as, struct ui *ui, int row, int rows, int column, int columns)
{
	int last = row + rows, used;

	used = draw_candidates(as, ui, row, rows, column, columns);
	row += used > 0 ? used + 1 : 0;
	used = draw_second(as, ui, row, last - row, column, columns);
	row += used > 0 ? used + 1 : 0;
	if (last - row > 1)
		verdict_draw(ui, row, last - row, column, columns, &as->verdict);
}

static void
draw_wide(const struct application_screen *as, struct ui *ui, int row, int rows, int columns)
{
	int panel = columns * 2 / 5;

	panel = panel > PANEL_MOST ? PANEL_MOST : panel < PANEL_LEAST ? PANEL_LEAST : panel;
	record_form_draw(as->base.sheet, ui, row, rows, 0, columns - panel - 3);
	ui_vertical(ui, row, columns - panel - 2, rows);
	draw_panel(as, ui, row, rows, columns - panel, panel - 1);
}

/* Ins is for the person, not for what the field refers to. */
static bool
makes_person(const struct application_screen *as)
{
	const struct field *here = record_form_focused(as->base.sheet)->field;

	return here->type != FIELD_REF || here->target == KIND_PEOPLE;
}

/* Nobody of the register is named, and the application says enough to put somebody there. */
static bool
may_be_enrolled(const struct application_screen *as)
{
	const struct application *a = application_typed(as);

	return makes_person(as) && a->person == 0 && a->surname[0] != '\0' &&
	    a->given_name[0] != '\0' && a->organisation != 0 && a->position[0] != '\0' &&
	    a->submitted != DATE_NONE;
}

/* Below the form: the panel when it is open, people while a name is typed, else one line. */
static void
draw_narrow(const struct application_screen *as, struct ui *ui, int row, int rows, int columns)
{
	int strip = as->panel ? STRIP_OPEN : 1;

	if (!as->panel && as->ncandidates > 0)
		strip = 1 +
		    (int)(as->ncandidates < CANDIDATES_SHOWN ? as->ncandidates : CANDIDATES_SHOWN);
	record_form_draw(as->base.sheet, ui, row, rows - strip - 1, 0, columns);
	row += rows - strip - 1;
	ui_rule(ui, row++, 0, columns);
	if (as->panel)
		draw_panel(as, ui, row, strip, 1, columns - 2);
	else if (as->ncandidates > 0)
		draw_candidates(as, ui, row, strip, 1, columns - 2);
	else
		verdict_draw_line(ui, row, 1, columns - 2, &as->verdict,
		    may_be_enrolled(as) ? "Ins — завести в реестре · F3" : "F3");
}

static void
application_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct application_screen *as = application_state(sc);
	int hint = record_form_hint_rows(as->base.sheet);

	if (columns >= WIDE)
		draw_wide(as, ui, row, rows - hint, columns);
	else
		draw_narrow(as, ui, row, rows - hint, columns);
	record_form_draw_hint(as->base.sheet, ui, row + rows - hint, hint, columns);
}

/* The screen. */

enum { DO_VERDICT = RECORD_FORM_OWN, DO_MISSING, DO_TAKE };

static const struct action actions[] = {
    RECORD_FORM_ACTIONS,
    ACTION(DO_TAKE, "F5", "Взять данные человека из реестра", .word = "Взять"),
    ACTION(DO_VERDICT, "F3", "Показать или убрать соответствие пункту положения", .word = "Пункт",
	.synonyms = "проверка соответствие подходит пункт"),
    ACTION(DO_MISSING, "F7", "Список того, что надо спросить у учреждения", .word = "Чего нет",
	.synonyms = "не хватает пустые спросить"),
    ACTION(ACT_NEW, "Ins",
	"Завести человека в реестре по заявлению, ещё раз — его карточка; у учреждения — новое "
	"учреждение",
	.synonyms = "новый человек карточка реестр", .permit = PERMIT_EDIT),
    RECORD_FORM_MORE_ACTIONS,
    {.act = ACT_NONE},
};

static enum status
application_open(struct screen *sc, const void *args, struct error *e)
{
	const struct entry_args *a = args;
	struct application_screen *as = application_state(sc);
	enum status st = record_form_open(&as->base.sheet, screen_app(sc), KIND_APPLICATIONS, a->id,
	    a->initial, application_lay_out, e);

	if (st != ST_OK)
		return st;
	drafting_choose(&as->base.sheet->drafting, a->draft);
	as->record = record_new(KIND_APPLICATIONS);
	as->appeal = application_find_appeal(as->base.sheet, &as->appeal_text);
	application_follow(as);
	return ST_OK;
}

static void
application_close(struct screen *sc)
{
	struct application_screen *as = application_state(sc);

	verdict_free(&as->verdict);
	application_free_person(as);
	record_free(as->record);
	record_form_screen_close(sc);
}

static void
application_load(struct screen *sc)
{
	record_form_screen_load(sc);
	application_follow(application_state(sc));
}

static void
application_act(struct screen *sc, int act)
{
	struct application_screen *as = application_state(sc);
	bool in_names = application_in_names(as);

	if (act == ACT_SAVE || act == RECORD_FORM_SAVE_NEXT) {
		propose(as, true);
		application_ask_whose(as, act);
		return;
	}
	if (act == DO_TAKE)
		application_choose_candidate(as);
	else if (act == DO_MISSING)
		show_missing(as);
	else if (act == DO_VERDICT)
		as->panel = !as->panel;
	else if (act == ACT_NEW && makes_person(as))
		application_make_person(as);
	else
		record_form_screen_act(sc, act);
	application_follow(as);
	if (in_names && act != DO_TAKE && !application_in_names(as))
		application_ask_whose(as, 0);
}

static bool
application_key(struct screen *sc, const struct key *key)
{
	struct application_screen *as = application_state(sc);
	bool in_names = application_in_names(as), known = record_form_screen_key(sc, key);

	application_follow(as);
	if (in_names && !application_in_names(as))
		application_ask_whose(as, 0);
	return known;
}

static void
application_pressed(struct screen *sc, struct press press)
{
	struct application_screen *as = application_state(sc);
	bool in_names = application_in_names(as);

	record_form_screen_pressed(sc, press);
	application_follow(as);
	if (in_names && !application_in_names(as))
		application_ask_whose(as, 0);
}

const struct screen_ops application_screen = {
    .name = "application",
    .about =
	"Заявление: строки бланка в его порядке и его словами, рядом — соответствие положению. "
	"Enter, Tab и стрелки ведут от поля к полю, F2 сохраняет.",
    .state_size = sizeof(struct application_screen),
    .actions = actions,
    .open = application_open,
    .close = application_close,
    .title = record_form_screen_title,
    .edits = true,
    .record = record_form_screen_record,
    .load = application_load,
    .draw = application_draw,
    .act = application_act,
    .key = application_key,
    .pressed = application_pressed,
    .in_text = record_form_screen_in_text,
    .tick = record_form_screen_tick,
    .leave = record_form_screen_leave,
    .lines = true,
    .unsaved = record_form_screen_unsaved,
    .may_close = record_form_screen_may_close,
};
