/* SPDX-License-Identifier: MIT
 * mentoring.c - young teachers and their mentors: pairs in force on a day, who has none, who has
 * too many, whose time ends; the school of young teachers.
 */
#include "screens/people/mentoring.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "db/record/journal.h"
#include "screens/app/ask.h"
#include "screens/output/document_viewer.h"

enum {
	DO_END = ACT_OWN,
	DO_MENTOR,
	DO_PAIRS,
	DO_CARD,
	DO_SUPPORT,
	DO_SESSIONS,
	DO_ATTENDED,
	DO_PEOPLE
};

/* What holds of the row under the cursor. */
enum { IS_PAIR = 1 << 0, IS_YOUNG = 1 << 1, IS_MENTOR = 1 << 2, IS_SETTLED = 1 << 3 };

int32_t
mentoring_day(const struct screen *sc)
{
	const struct mentoring_screen *m = screen_state(sc);

	return m->on != DATE_NONE ? m->on : clock_today();
}

static struct mentoring_screen *
state(struct screen *sc)
{
	return screen_state(sc);
}

/* --- What is shown. */

static void
take_rows(struct screen *sc, struct mentoring fresh, struct list_rows *out)
{
	struct mentoring_screen *m = state(sc);

	mentoring_free(&m->data);
	m->data = fresh;
	m->base.views.seen = journal_last(out->view->txn);
	for (size_t i = 0; i < fresh.count; i++)
		if ((fresh.rows[i].views & 1U << m->base.board.now) != 0)
			board_add_row(sc, out, &fresh.rows[i]);
}

static bool
read_rows(struct screen *sc, struct list_rows *out)
{
	struct mentoring fresh;
	struct error e = {0};
	enum status st = mentoring_read(out->view, mentoring_day(sc), &fresh, &e);

	if (st == ST_OK) {
		take_rows(sc, fresh, out);
	} else {
		mentoring_free(&fresh);
		app_say_error(screen_app(sc), &e);
	}
	return st == ST_OK;
}

static void
put_title(const struct screen *sc, struct buf *out)
{
	const struct mentoring_screen *m = screen_state(sc);

	buf_puts(out, "Молодые и наставники");
	if (mentoring_day(sc) != clock_today()) {
		buf_puts(out, " на ");
		date_put_russian(out, mentoring_day(sc));
	}
	buf_printf(out, " · %s › ", mentoring_view_word((enum mentoring_view)m->base.board.now));
	list_put_position(&m->base.board.list.list, out);
}

/* --- Where to. */

static void
show_card(struct screen *sc, const void *row)
{
	bool pair = mentoring_view_is_of_pairs((enum mentoring_view)state(sc)->base.board.now);

	open_card(sc, pair ? KIND_SUPPORT : KIND_PEOPLE, ((const struct mentoring_row *)row)->id);
}

static void
edit_pair(struct screen *sc, const void *row)
{
	open_form(sc, KIND_SUPPORT, ((const struct mentoring_row *)row)->id);
}

static void
show_pairs(struct screen *sc, const void *row)
{
	uint64_t *ids;
	size_t count;
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	count = mentoring_pairs_of(
	    &v, ((const struct mentoring_row *)row)->mentor, mentoring_day(sc), &ids);
	view_close(&v);
	views_open_list(sc, KIND_SUPPORT, ids, count, "Этих пар больше нет.");
	free(ids);
}

static void
show_people(struct screen *sc)
{
	uint64_t *ids;
	size_t count;
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	count = mentoring_people(&v, mentoring_day(sc), &ids);
	view_close(&v);
	views_open_list(sc, KIND_PEOPLE, ids, count, "В этот день ни одной пары нет.");
	free(ids);
}

static void
open_sessions(struct screen *sc, uint64_t person, const char *none)
{
	uint64_t *ids;
	size_t count;
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	count = mentoring_sessions(&v, person, mentoring_day(sc), &ids);
	view_close(&v);
	views_open_list(sc, KIND_EVENTS, ids, count, none);
	free(ids);
}

static void
show_sessions(struct screen *sc)
{
	open_sessions(sc, 0,
	    "Занятий школы молодого педагога с 1 сентября не было: это проведённые мероприятия "
	    "объединения такого вида.");
}

static void
show_attended(struct screen *sc, const void *row)
{
	open_sessions(sc, ((const struct mentoring_row *)row)->person,
	    "С 1 сентября на занятиях школы молодого педагога не был: участники записываются в "
	    "мероприятии.");
}

static void
take_day(struct screen *sc, const void *about, const struct answer *answer)
{
	int32_t day;

	(void)about;
	if (!ask_read_day(answer, &day))
		return;
	state(sc)->on = day;
	idset_free(&state(sc)->base.views.marks);
	app_reload(screen_app(sc));
}

static void
ask_other_day(struct screen *sc)
{
	ask_day(screen_app(sc), THEN(take_day), "Молодые и наставники",
	    "На какой день:", mentoring_day(sc));
}

static void
show_paper(struct screen *sc)
{
	open_paper_of_day(screen_app(sc), "mentoring",
	    &(struct paper_call){.on = mentoring_day(sc)}, "Реестр наставнических пар",
	    "наставничество");
}

/* --- Marks. */

static void
mark_all(struct screen *sc)
{
	struct mentoring_screen *m = state(sc);
	const struct mentoring_row *rows = m->base.board.list.rows.rows;

	for (size_t i = 0; i < m->base.board.list.rows.count; i++)
		if (!rows[i].settled)
			idset_add(&m->base.views.marks, rows[i].id);
}

static unsigned
mentoring_now(const struct screen *sc)
{
	const struct mentoring_screen *m = screen_state(sc);
	const struct mentoring_row *r = list_screen_here(sc);

	if (r == NULL)
		return 0;
	if (mentoring_view_is_of_pairs((enum mentoring_view)m->base.board.now))
		return IS_PAIR | (r->settled ? IS_SETTLED : 0);
	return r->mentor != 0 ? IS_MENTOR : IS_YOUNG;
}

/* The view of a work list. */
static int
view_of_list(const char *list)
{
	static const struct {
		const char *list;
		enum mentoring_view view;
	} views[] = {{"mentor_overload", MENTORING_OVERLOADED},
	    {"young_no_mentor", MENTORING_NO_MENTOR}, {"young_unsupported", MENTORING_UNSUPPORTED}};

	for (size_t i = 0; list != NULL && i < sizeof(views) / sizeof(views[0]); i++)
		if (strcmp(views[i].list, list) == 0)
			return (int)views[i].view;
	return MENTORING_PAIRS;
}

static enum status
mentoring_open(struct screen *sc, const void *args, struct error *e)
{
	const struct people_args *a = args;
	struct mentoring_screen *m = state(sc);

	(void)e;
	m->on = DATE_NONE;
	m->base.board.count = MENTORING_VIEWS;
	m->base.board.now = view_of_list(a != NULL ? a->list : NULL);
	for (size_t i = 0; a != NULL && i < a->count; i++)
		idset_add(&m->base.views.marks, a->marked[i]);
	if (a != NULL)
		m->base.board.sought = a->sought;
	return ST_OK;
}

static void
mentoring_close(struct screen *sc)
{
	struct mentoring_screen *m = state(sc);

	mentoring_free(&m->data);
	views_close(sc);
}

const struct screen_ops mentoring_screen = {
    .name = "mentoring",
    .about =
	"Молодые педагоги и их наставники: ← → — пары, кто без наставника, у кого наставляемых "
	"больше нормы, чей срок кончается. Enter закрепляет наставника, а у пары записывает итог.",
    .open = mentoring_open,
    .now = mentoring_now,
    .actions =
	LIST_WORK_STILL(ACTION(DO_MENTOR, "Enter",
			    "Закрепить наставника за отмеченными: предлагаются те, чей это предмет",
			    .word = "Наставник", .permit = PERMIT_EDIT, .when = IS_YOUNG,
			    .unless = IS_PAIR | IS_MENTOR, .on_row = mentoring_ask_mentor),
	    ACTION(DO_END, "Enter", "Итог: чем и когда кончилось наставничество отмеченных пар",
		.word = "Итог", .permit = PERMIT_EDIT, .when = IS_PAIR,
		.unless = IS_SETTLED | IS_MENTOR, .on_row = mentoring_ask_end),
	    ACTION(ACT_OPEN, "Enter", "Карточка пары", .word = "Карточка", .permit = PERMIT_READ,
		.when = IS_PAIR | IS_SETTLED, .unless = IS_MENTOR, .on_row = show_card),
	    ACTION(DO_PAIRS, "Enter", "Пары этого наставника", .word = "Пары",
		.permit = PERMIT_READ, .when = IS_MENTOR, .on_row = show_pairs),
	    ACTION(DO_CARD, "F3", "Карточка пары или человека", .word = "Карточка",
		.permit = PERMIT_READ, .unless = IS_SETTLED, .on_row = show_card),
	    ACTION(ACT_EDIT, "F4", "Исправить запись о паре: срок, приказ, программу",
		.word = "Исправить", .permit = PERMIT_EDIT, .when = IS_PAIR, .on_row = edit_pair),
	    ACTION(DO_SUPPORT, "Ins", "Внести отмеченным другую поддержку: школу, клуб, стажировку",
		.word = "Поддержка", .permit = PERMIT_EDIT, .when = IS_YOUNG,
		.on_row = mentoring_ask_support),
	    ACTION(ACT_TEXT, "F2 C-p", "Реестр наставнических пар на бумаге", .word = "Реестр",
		.permit = PERMIT_PRINT, .on_screen = show_paper),
	    ACTION(ACT_AS_OF, "F6 d", "На другой день", .word = "Дата", .on_screen = ask_other_day),
	    ACTION(DO_SESSIONS, "F7", "Занятия школы молодого педагога с 1 сентября",
		.word = "Занятия", .permit = PERMIT_READ, .on_screen = show_sessions),
	    ACTION(DO_ATTENDED, "C-k", "На каких занятиях школы был этот педагог",
		.permit = PERMIT_READ, .when = IS_YOUNG, .on_row = show_attended),
	    ACTION(DO_PEOPLE, "C-o", "Все наставляемые списком", .permit = PERMIT_READ,
		.on_screen = show_people),
	    ACTION(ACT_MARK, "Space", "Отметить или снять отметку", .permit = PERMIT_EDIT,
		.unless = IS_MENTOR, .on_row = views_toggle_mark),
	    ACTION(ACT_MARK_ALL, "C-a", "Отметить всё, что показано; пары — ещё без итога",
		.permit = PERMIT_EDIT, .unless = IS_MENTOR, .on_screen = mark_all),
	    VIEWS_ACTIONS),
    LIST_SCREEN(struct mentoring_screen, struct mentoring_row, .columns_of = mentoring_columns,
	.put_title = put_title, .read = read_rows, .put = mentoring_put, .close = mentoring_close,
	.marked = views_is_marked, .key_size = sizeof(uint64_t), .why_empty = mentoring_empty,
	.head = MENTORING_HEAD, .draw_head = mentoring_draw_head, .foot = 5),
};
