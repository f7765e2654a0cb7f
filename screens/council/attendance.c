/* SPDX-License-Identifier: MIT
 * attendance.c - who is at the meeting: marked before it begins, and as members come and go.
 */
#include <stdlib.h>

#include "base/die.h"
#include "base/utf8.h"
#include "screens/app/place_args.h"
#include "screens/widget/list.h"
#include "screens/widget/text.h"
#include "service/council/council.h"

enum { NAME = 30, FRAME = 4, EXTRA = 5, WIDTH_MOST = 96 };

struct roll_call {
	uint64_t meeting;
	bool loaded, beginning; /* beginning: nothing is written until Enter */
	struct council_meeting sitting;
	bool *present; /* of each member */
	struct list list;
};

enum { DO_LEAD = ACT_OWN };

static const struct action attendance_actions[] = {
    ACTION(ACT_SAVE, "Enter F2", "Начать заседание, если оно не начато; закрыть список",
	.word = "Готово", .permit = PERMIT_COUNCIL),
    ACTION(ACT_MARK, "Space", "Отметить, что член совета пришёл или ушёл", .word = "Пришёл/ушёл",
	.permit = PERMIT_COUNCIL),
    ACTION(DO_LEAD, "F4", "Передать ведение с этого пункта: вместо председателя или обратно ему",
	.word = "Ведёт", .permit = PERMIT_COUNCIL, .synonyms = "председательствует заместитель"),
    LIST_ACTIONS,
    {.act = ACT_NONE},
};

/* Who leads now; 0: nobody before the meeting begins. */
static uint64_t
leader_of(const struct roll_call *a)
{
	const struct council_meeting *s = &a->sitting;

	return a->beginning || s->current >= s->nitems ? 0 : s->items[s->current].chair;
}

/* The marks as they were, by person: others may have come into the council, or gone. Whoever is new
 * to the list has been seen by nobody yet. */
static bool *
marks_of(const struct roll_call *a, const struct council_meeting *fresh)
{
	bool *marks = xcalloc(fresh->nmembers + 1, sizeof(*marks));

	for (size_t i = 0; i < fresh->nmembers; i++) {
		size_t before =
		    a->loaded ? council_meeting_member(&a->sitting, fresh->members[i].person) : 0;

		if (!a->loaded)
			marks[i] = fresh->members[i].duty != 0;
		else if (before < a->sitting.nmembers)
			marks[i] = a->present[before];
	}
	return marks;
}

static void
keep_cursor(struct roll_call *a, const struct council_meeting *fresh)
{
	size_t at;

	if (!a->loaded || a->list.cursor >= a->sitting.nmembers)
		return;
	at = council_meeting_member(fresh, a->sitting.members[a->list.cursor].person);
	if (at < fresh->nmembers)
		a->list.cursor = at;
}

static void
take_sitting(struct roll_call *a, struct council_meeting *fresh)
{
	bool *marks = marks_of(a, fresh);

	keep_cursor(a, fresh);
	if (a->loaded)
		council_meeting_free(&a->sitting);
	a->sitting = *fresh;
	a->loaded = true;
	a->beginning = !fresh->started;
	free(a->present);
	a->present = marks;
	for (size_t i = 0; !a->beginning && i < a->sitting.nmembers; i++)
		marks[i] = council_meeting_is_here(&a->sitting, i);
}

static void
attendance_load(struct screen *sc)
{
	struct roll_call *a = screen_state(sc);
	struct app *app = screen_app(sc);
	struct council_meeting fresh = {.nitems = 0};
	struct error e = {0};
	int rows, columns;
	enum status st;
	struct view v;

	view_open(&v, app_session(app));
	st = council_meeting_load(&v, a->meeting, &fresh, &e);
	view_close(&v);
	if (st != ST_OK) {
		council_meeting_free(&fresh);
		app_say_error(app, &e);
		return;
	}
	take_sitting(a, &fresh);
	app_size(app, &rows, &columns);
	list_set(&a->list, fresh.nmembers,
	    (int)fresh.nmembers < rows - EXTRA - 2 ? (int)fresh.nmembers : rows - EXTRA - 2);
}

static enum status
attendance_open(struct screen *sc, const void *args, struct error *e)
{
	struct roll_call *a = screen_state(sc);

	(void)e;
	a->meeting = ((const struct meeting_args *)args)->meeting;
	return ST_OK;
}

static void
attendance_close(struct screen *sc)
{
	struct roll_call *a = screen_state(sc);

	if (a->loaded)
		council_meeting_free(&a->sitting);
	free(a->present);
}

/* The quorum as it will be with those marked. */
static void
put_quorum(const struct roll_call *a, struct buf *out)
{
	struct council_count count = {
	    .seats = a->sitting.meeting->seats, .quorum = a->sitting.meeting->quorum};

	for (size_t i = 0; i < a->sitting.nmembers; i++)
		count.present += a->present[i];
	council_put_quorum(out, &a->sitting.rules, &count);
}

static void
draw_member(const struct roll_call *a, struct ui *ui, int row, int column, int width, size_t i)
{
	const struct meeting_member *m = &a->sitting.members[i];
	bool here = i == a->list.cursor;

	ui_put(ui, row, column, 3, a->present[i] ? STYLE_GOOD : STYLE_FAINT,
	    a->present[i] ? "[*]" : "[ ]");
	ui_put(ui, row, column + 4, NAME, here ? STYLE_CURSOR : STYLE_PLAIN, m->full_name);
	ui_printf(ui, row, column + 5 + NAME, width - 5 - NAME, STYLE_FAINT, "%s%s",
	    m->person == leader_of(a) ? "ведёт · " : "", m->workplace);
	if (here)
		ui_cursor(ui, row, column + 1);
}

static void
attendance_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct roll_call *a = screen_state(sc);
	int wide = columns - 4 < WIDTH_MOST ? columns - 4 : WIDTH_MOST, tall, top, left;
	size_t page = list_page(&a->list);
	struct buf text = {0};

	if (!a->loaded)
		return;
	tall = a->list.shown + EXTRA;
	top = row + (rows - tall) / 2;
	left = (columns - wide) / 2;
	ui_box(ui, top, left, tall, wide,
	    a->beginning ? "Кто присутствует на заседании" : "Кто присутствует: пришли и ушли");
	for (size_t i = 0; i < page; i++)
		draw_member(a, ui, top + 2 + (int)i, left + 2, wide - FRAME, a->list.top + i);
	if (a->sitting.nmembers == 0) {
		ui_put(ui, top + 2, left + 2, wide - FRAME, STYLE_WARNING,
		    "Членов совета нет: внесите их в список «Члены совета».");
		ui_cursor(ui, top + 2, left + 2);
	}
	put_quorum(a, &text);
	ui_put(ui, top + tall - 2, left + 2, wide - FRAME, STYLE_STRONG, buf_text(&text));
	buf_free(&text);
}

/* Come or go: at once while the meeting goes on, a mark before it begins. */
static void
toggle(struct screen *sc)
{
	struct roll_call *a = screen_state(sc);
	struct app *app = screen_app(sc);
	struct session *s = app_session(app);
	size_t i = a->list.cursor;
	struct error e = {0};
	enum status st;

	if (i >= a->sitting.nmembers)
		return;
	if (a->beginning) {
		a->present[i] = !a->present[i];
		list_act(&a->list, ACT_DOWN);
		return;
	}
	st = a->present[i] ? council_leave(s, a->meeting, a->sitting.members[i].person, &e)
			   : council_arrive(s, a->meeting, a->sitting.members[i].person, &e);
	if (st != ST_OK)
		app_say_error(app, &e);
	else
		app_say(app, MESSAGE_INFO, "%s: %s с этого пункта.", a->sitting.members[i].name,
		    a->present[i] ? "отсутствует" : "присутствует");
	app_reload(app);
}

static void
lead(struct screen *sc)
{
	struct roll_call *a = screen_state(sc);
	struct app *app = screen_app(sc);
	size_t i = a->list.cursor;
	struct error e = {0};

	if (i >= a->sitting.nmembers)
		return;
	if (a->beginning)
		app_say(app, MESSAGE_INFO,
		    "Заседание ещё не начато: его ведёт председатель, а без него — заместитель.");
	else if (council_lead(app_session(app), a->meeting, a->sitting.members[i].person, &e) !=
	    ST_OK)
		app_say_error(app, &e);
	else
		app_say(app, MESSAGE_INFO, "Заседание с этого пункта ведёт %s.",
		    a->sitting.members[i].name);
	app_reload(app);
}

static void
finish(struct screen *sc)
{
	struct roll_call *a = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};
	uint64_t *present;
	size_t n = 0;
	enum status st = ST_OK;

	if (a->beginning) {
		present = xcalloc(a->sitting.nmembers + 1, sizeof(*present));
		for (size_t i = 0; i < a->sitting.nmembers; i++)
			if (a->present[i])
				present[n++] = a->sitting.members[i].person;
		st = council_start(app_session(app), a->meeting, present, n, &e);
		free(present);
	}
	if (st != ST_OK)
		app_say_error(app, &e);
	else
		app_pop(app, &(struct answer){.code = 1});
}

static void
attendance_act(struct screen *sc, int act)
{
	struct roll_call *a = screen_state(sc);

	if (!a->loaded || list_act(&a->list, act))
		return;
	if (act == ACT_MARK)
		toggle(sc);
	else if (act == DO_LEAD)
		lead(sc);
	else if (act == ACT_SAVE)
		finish(sc);
}

const struct screen_ops attendance_screen = {
    .name = "attendance",
    .about = "Кто присутствует на заседании. Пробел — пришёл или ушёл.",
    .state_size = sizeof(struct roll_call),
    .overlay = true,
    .actions = attendance_actions,
    .open = attendance_open,
    .close = attendance_close,
    .load = attendance_load,
    .draw = attendance_draw,
    .act = attendance_act,
};
