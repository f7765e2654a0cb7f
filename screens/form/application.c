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
	CANDIDATES = 8,
	CANDIDATES_SHOWN = 3
};

struct application_screen {
	struct record_form_screen base;
	struct record *record; /* the form as it stands, as far as it can be read */
	struct verdict verdict;
	struct candidate candidates[CANDIDATES];
	size_t ncandidates;
	struct buf second;       /* another application of the same person this school year */
	size_t appeal;           /* part that names the applicant */
	const char *appeal_text; /* as the profile has it, with the place for the name */
	uint64_t person;         /* the register's person, as last seen */
	bool panel;              /* F3: the panel is open in a narrow window */
};

static struct application_screen *
state(const struct screen *sc)
{
	return screen_state(sc);
}

static const struct application *
application_of(const struct application_screen *as)
{
	return (const struct application *)as->record;
}

/* What follows from what was typed. */

static bool
is_name(const struct form_field *it)
{
	return strcmp(it->field->id, "surname") == 0 || strcmp(it->field->id, "given_name") == 0 ||
	    strcmp(it->field->id, "patronymic") == 0;
}

static void
look_for_people(struct application_screen *as)
{
	const struct application *a = application_of(as);
	struct name_typed typed = {.surname = a->surname,
	    .given_name = a->given_name,
	    .patronymic = a->patronymic,
	    .birth_date = DATE_NONE};
	struct view v;

	as->ncandidates = 0;
	if (a->person != 0 || utf8_count(a->surname) < 2 ||
	    !is_name(record_form_focused(as->base.sheet)))
		return;
	view_open(&v, as->base.sheet->session);
	as->ncandidates = applications_candidates(&v, &typed, as->candidates, CANDIDATES);
	view_close(&v);
}

/* What is missing or in the way is told once, when it comes to be known. */
static void
look_for_second(struct application_screen *as)
{
	struct record_form *sh = as->base.sheet;
	bool known = as->second.len > 0;
	struct view v;

	buf_clear(&as->second);
	if (application_of(as)->person == 0 && application_of(as)->patronymic[0] == '\0')
		return;
	view_open(&v, sh->session);
	if (applications_second(&v, application_of(as), &as->second) == 0)
		buf_clear(&as->second);
	else if (!known)
		app_say(sh->app, MESSAGE_WARNING,
		    "В этом учебном году от этого человека уже есть заявление: %s.",
		    buf_text(&as->second));
	view_close(&v);
}

static void
judge(struct application_screen *as)
{
	struct view v;

	verdict_free(&as->verdict);
	view_open(&v, as->base.sheet->session);
	applications_judge(&v, application_of(as), clock_today(), &as->verdict);
	view_close(&v);
}

/* Fill the empty fields from the register's person; says how many. */
static void
take_person(struct application_screen *as, uint64_t id)
{
	struct record_form *sh = as->base.sheet;
	struct record *before = record_dup(as->record);
	size_t filled;
	struct buf name = {0};
	struct view v;

	view_open(&v, sh->session);
	filled = applications_take_person(&v, (struct application *)as->record, id);
	register_put_name(&v, KIND_PEOPLE, id, &name);
	view_close(&v);
	record_form_fill(sh, as->record, before);
	as->person = id;
	app_say(sh->app, MESSAGE_INFO, "Взято из реестра: %s, заполнено полей: %zu.",
	    buf_text(&name), filled);
	buf_free(&name);
	record_free(before);
	record_form_touched(sh);
}

/* Called after everything that may have changed a text. */
static void
follow(struct application_screen *as)
{
	struct record_form *sh = as->base.sheet;
	uint64_t person;

	if (sh->finished)
		return;
	record_form_assemble(sh, as->record, NULL, NULL);
	person = application_of(as)->person;
	/* A person who comes with the draft was taken from the register when it was typed. */
	if (person != 0 && person != as->person && as->base.loaded && !sh->restored)
		take_person(as, person);
	sh->restored = false;
	as->person = person;
	application_fill_appeal(sh, as->appeal, as->appeal_text, application_of(as));
	look_for_people(as);
	look_for_second(as);
	judge(as);
}

/* The first empty field behind the names is where typing goes on. */
static void
go_on_typing(struct record_form *sh)
{
	for (size_t i = record_form_find(sh, "patronymic") + 1; i < sh->count; i++)
		if (form_field_text(sh, &sh->items[i])[0] == '\0') {
			record_form_focus(sh, i);
			return;
		}
}

/* What was typed of the name only served to find the person; a changed surname is kept. */
static void
take_candidate(struct application_screen *as, const struct candidate *c)
{
	static const char *const names[] = {"surname", "given_name", "patronymic"};
	struct record_form *sh = as->base.sheet;

	for (size_t i = 0; i < 3; i++) {
		if (i == 0 && c->match == NAME_CHANGED_SURNAME)
			continue;
		form_field_set_text(sh, record_form_item(sh, names[i]), "");
		record_clear_field(as->record, field_find(KIND_APPLICATIONS, names[i]));
	}
	take_person(as, c->id);
	go_on_typing(sh);
	follow(as);
}

/* The people shown, with how each was found. */
struct choice_of_candidates {
	size_t count;
	struct candidate candidates[CANDIDATES];
};

static void
take_chosen(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct choice_of_candidates *choice = about;
	struct application_screen *as = state(sc);
	const struct candidate *c = NULL;
	struct record *person;
	struct view v;

	assert(choice != NULL);
	for (size_t i = 0; i < choice->count; i++)
		if (choice->candidates[i].id == answer->id)
			c = &choice->candidates[i];
	if (answer->code == 0 || c == NULL)
		return;
	view_open(&v, as->base.sheet->session);
	person = register_load(&v, KIND_PEOPLE, c->id);
	view_close(&v);
	if (person != NULL)
		take_candidate(as, c);
	else
		app_say(screen_app(sc), MESSAGE_ERROR,
		    "«%s»: этого человека в реестре больше нет, запись удалил другой сотрудник; "
		    "ничего не взято.",
		    c->line);
	record_free(person);
}

static void
choose_candidate(struct application_screen *as)
{
	struct record_form *sh = as->base.sheet;
	struct choice_of_candidates choice = {.count = as->ncandidates};
	const char *lines[CANDIDATES];
	uint64_t ids[CANDIDATES];

	if (as->ncandidates == 0) {
		app_say(sh->app, MESSAGE_INFO,
		    application_of(as)->person != 0 ? "Человек в реестре уже указан."
						    : "Наберите фамилию: когда в реестре найдутся "
						      "похожие люди, F5 возьмёт их данные.");
		return;
	}
	if (as->ncandidates == 1) {
		take_candidate(as, &as->candidates[0]);
		return;
	}
	for (size_t i = 0; i < as->ncandidates; i++) {
		choice.candidates[i] = as->candidates[i];
		lines[i] = as->candidates[i].line;
		ids[i] = as->candidates[i].id;
	}
	ask_record(sh->app, ABOUT(take_chosen, &choice), "Взять из реестра", lines, ids,
	    as->ncandidates, 1);
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
	person = (struct person *)register_load(&v, KIND_PEOPLE, application_of(as)->person);
	view_close(&v);
	eligibility_missing(
	    sh->session->profile, application_of(as), person, clock_today(), note_missing, &m);
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
	ui_printf(ui, row, column, columns, STYLE_HEADER, "В реестре есть: %zu%s. F5 — взять",
	    as->ncandidates, as->ncandidates == CANDIDATES ? " и больше" : "");
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
		verdict_draw_line(ui, row, 1, columns - 2, &as->verdict, "F3");
}

static void
application_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct application_screen *as = state(sc);
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
    RECORD_FORM_MORE_ACTIONS,
    {.act = ACT_NONE},
};

static enum status
application_open(struct screen *sc, const void *args, struct error *e)
{
	const struct entry_args *a = args;
	struct application_screen *as = state(sc);
	enum status st = record_form_open(&as->base.sheet, screen_app(sc), KIND_APPLICATIONS, a->id,
	    a->initial, application_lay_out, e);

	if (st != ST_OK)
		return st;
	as->base.go_on = a->go_on;
	as->base.draft = a->draft;
	as->record = record_new(KIND_APPLICATIONS);
	as->appeal = application_find_appeal(as->base.sheet, &as->appeal_text);
	follow(as);
	return ST_OK;
}

static void
application_close(struct screen *sc)
{
	struct application_screen *as = state(sc);

	verdict_free(&as->verdict);
	buf_free(&as->second);
	record_free(as->record);
	record_form_screen_close(sc);
}

static void
application_load(struct screen *sc)
{
	record_form_screen_load(sc);
	follow(state(sc));
}

static void
application_act(struct screen *sc, int act)
{
	struct application_screen *as = state(sc);

	if (act == DO_TAKE)
		choose_candidate(as);
	else if (act == DO_MISSING)
		show_missing(as);
	else if (act == DO_VERDICT)
		as->panel = !as->panel;
	else
		record_form_screen_act(sc, act);
	follow(as);
}

static bool
application_key(struct screen *sc, const struct key *key)
{
	bool known = record_form_screen_key(sc, key);

	follow(state(sc));
	return known;
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
    .in_text = record_form_screen_in_text,
    .tick = record_form_screen_tick,
    .leave = record_form_screen_leave,
    .may_close = record_form_screen_may_close,
};
