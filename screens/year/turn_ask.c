/* SPDX-License-Identifier: MIT
 * turn_ask.c - what is done with rows of a line of the turn: what is asked, and what came of it.
 */
#include "screens/year/turn_line.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "db/record/records.h"
#include "model/record.h"
#include "screens/app/ask.h"
#include "screens/widget/words.h"
#include "service/core/naming.h"
#include "service/corps/orders.h"
#include "service/people/mentoring.h"
#include "service/people/methodist_loads.h"
#include "service/people/pathways.h"
#include "service/people/turn_deeds.h"

enum { TURN_ROWS_MOST = 500 }; /* at once */

/* What a question about rows is about. */
struct asked {
	enum turn_line line;
	int32_t day;        /* the latest of theirs; then the one that was answered */
	uint64_t methodist; /* 0: nobody takes over */
	uint8_t outcome;
	uint64_t seen; /* the newest operation when they were shown */
	size_t count;
	uint64_t ids[TURN_ROWS_MOST];
};

/* The latest of the days of the rows marked. */
static int32_t
latest_day(const struct turn_line_screen *t)
{
	const struct turn_row *rows = t->base.rows.rows;
	int32_t latest = DATE_NONE;

	for (size_t i = 0; i < t->base.rows.count; i++)
		if (idset_has(&t->marks, rows[i].id) && rows[i].day > latest)
			latest = rows[i].day;
	return latest;
}

/* The marked ones, else the one under the cursor; false: too many, which is said. */
static bool
choose_rows(struct screen *sc, const struct turn_row *row, struct asked *out)
{
	const struct turn_line_screen *t = screen_state(sc);
	uint64_t *marked;

	*out = (struct asked){
	    .line = t->line, .day = row->day, .seen = t->seen, .count = 1, .ids = {row->id}};
	if (t->marks.count > TURN_ROWS_MOST) {
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "За один раз — не больше %d строк, а отмечено %zu.", TURN_ROWS_MOST,
		    t->marks.count);
		return false;
	}
	if (t->marks.count > 0) {
		marked = idset_ids(&t->marks);
		out->count = t->marks.count;
		out->day = latest_day(t);
		memcpy(out->ids, marked, out->count * sizeof(*marked));
		free(marked);
	}
	return true;
}

static struct shown_records
records_of(const struct asked *a)
{
	return (struct shown_records){.ids = a->ids, .count = a->count, .seen = a->seen};
}

static void
put_title(const struct asked *a, const char *what, struct buf *out)
{
	buf_puts(out, what);
	if (a->count > 1)
		buf_printf(out, ": отмечено %zu", a->count);
}

/* What was done, or why not. */
static void
tell(struct screen *sc, const struct asked *a, enum status st, const struct error *e,
    const char *what)
{
	struct turn_line_screen *t = screen_state(sc);

	if (st != ST_OK) {
		app_say_error(screen_app(sc), e);
		return;
	}
	app_say(screen_app(sc), MESSAGE_INFO, "%s: %zu. Ctrl-Z — отменить.", what, a->count);
	idset_free(&t->marks);
	app_reload(screen_app(sc));
}

static void
ask_last_day(
    struct screen *sc, const struct asked *a, answer_fn *then, const char *what, int32_t proposed)
{
	bool finished = a->line == TURN_PATHWAYS;
	struct buf title = {0};

	put_title(a, what, &title);
	ask_day(screen_app(sc), ABOUT(then, a), buf_text(&title),
	    finished ? "В какой день:" : "Последний день:", proposed);
	buf_free(&title);
}

/* --- Pathways. */

static void
take_finished(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked *a = about;
	struct error e = {0};
	int32_t day;

	assert(a != NULL);
	if (ask_read_day(answer, &day))
		tell(sc, a,
		    pathways_finish(
			app_session(screen_app(sc)), records_of(a), a->outcome, day, &e),
		    &e, "Маршрутов завершено");
}

static void
take_outcome(struct screen *sc, const void *about, const struct answer *answer)
{
	struct asked a;

	assert(about != NULL);
	if (answer->code == 0)
		return;
	a = *(const struct asked *)about;
	a.outcome = (uint8_t)answer->code;
	ask_last_day(sc, &a, take_finished, "Завершить ИОМ", clock_today());
}

static void
ask_outcome(struct screen *sc, const struct asked *a)
{
	const char *const *words = field_find(KIND_PATHWAYS, "outcome")->words;
	struct buf title = {0};
	size_t count = 0;

	while (words[count] != NULL)
		count++;
	put_title(a, "Завершить ИОМ: с каким итогом", &title);
	ask_numbered(screen_app(sc), ABOUT(take_outcome, a), buf_text(&title), words, count);
	buf_free(&title);
}

/* --- Support. */

static void
take_result(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked *a = about;
	struct error e = {0};

	assert(a != NULL);
	if (answer->code != 0)
		tell(sc, a,
		    support_end(
			app_session(screen_app(sc)), records_of(a), a->day, answer->text, &e),
		    &e, "Поддержка закончена");
}

static void
take_support_end(struct screen *sc, const void *about, const struct answer *answer)
{
	struct asked a;

	assert(about != NULL);
	a = *(const struct asked *)about;
	if (ask_read_day(answer, &a.day))
		ask_line(screen_app(sc), ABOUT(take_result, &a), "Закончить поддержку",
		    "Результат (можно пусто):", "");
}

static void
ask_support(struct screen *sc, const struct asked *a)
{
	ask_last_day(
	    sc, a, take_support_end, "Закончить поддержку", school_turn_of(turn_day_of(sc)).ended);
}

/* --- Attachments. */

static void
take_attachments_end(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked *a = about;
	struct error e = {0};
	int32_t day;

	assert(a != NULL);
	if (ask_read_day(answer, &day))
		tell(sc, a,
		    attachments_end(
			app_session(screen_app(sc)), records_of(a), day, a->methodist, &e),
		    &e, a->methodist != 0 ? "Передано закреплений" : "Закреплений закончено");
}

static void
take_methodist(struct screen *sc, const void *about, const struct answer *answer)
{
	struct asked a;

	assert(about != NULL);
	if (answer->code == 0)
		return;
	a = *(const struct asked *)about;
	a.methodist = answer->id;
	ask_last_day(sc, &a, take_attachments_end, "Передать другому методисту", a.day);
}

/* "Озерская И. Г. · закреплено 12" */
static char *
methodist_line(const struct view *v, const struct methodist_load *m)
{
	struct buf line = {0};

	register_put_short_name(v->txn, KIND_PEOPLE, m->person, &line);
	buf_printf(&line, " · закреплено %zu", m->people);
	return buf_detach(&line);
}

/* Those who are methodists in the new year, the least laden first. */
static void
ask_one_of(struct screen *sc, const struct asked *a, const struct methodist_loads *loads,
    char *const *texts)
{
	uint64_t *ids = xcalloc(loads->count, sizeof(*ids));
	const char **lines = xcalloc(loads->count, sizeof(*lines));
	struct buf title = {0};

	for (size_t i = 0; i < loads->count; i++) {
		ids[i] = loads->rows[loads->count - 1 - i].person;
		lines[i] = texts[loads->count - 1 - i];
	}
	put_title(a, "Передать кому", &title);
	ask_record(screen_app(sc), ABOUT(take_methodist, a), buf_text(&title), lines, ids,
	    loads->count, 0);
	buf_free(&title);
	free(lines);
	free(ids);
}

static void
ask_methodist(struct screen *sc, const struct asked *a)
{
	struct methodist_loads loads = {.count = 0};
	struct error e = {0};
	char **texts;
	enum status st;
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	st = methodist_loads_read(&v, school_turn_of(turn_day_of(sc)).begins, &loads, &e);
	texts = xcalloc(loads.count + 1, sizeof(*texts));
	for (size_t i = 0; i < loads.count; i++)
		texts[i] = methodist_line(&v, &loads.rows[i]);
	view_close(&v);
	if (st != ST_OK)
		app_say_error(screen_app(sc), &e);
	else if (loads.count > 0)
		ask_one_of(sc, a, &loads, texts);
	else
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "В новом году нет ни одного методиста: внесите статус или F8 — закончить.");
	for (size_t i = 0; i < loads.count; i++)
		free(texts[i]);
	free(texts);
	methodist_loads_free(&loads);
}

void
turn_ask_end_attachments(struct screen *sc, const void *row)
{
	struct asked a;

	if (choose_rows(sc, row, &a))
		ask_last_day(sc, &a, take_attachments_end, "Закончить закрепление", a.day);
}

/* --- Heads, rules. */

static void
order_heads(struct screen *sc, const struct asked *a)
{
	uint64_t *associations = xcalloc(a->count, sizeof(*associations));
	struct association_head *h = (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);
	size_t count = 0;
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	for (size_t i = 0; i < a->count; i++)
		if (records_get(v.txn, a->ids[i], &h->base))
			associations[count++] = h->association;
	view_close(&v);
	place_open(screen_app(sc), PLACE_ORDER, NO_QUESTION,
	    &(struct order_args){
		.purpose = ORDER_HEADS, .associations = associations, .count = count});
	record_free(&h->base);
	free(associations);
}

static void
open_rules(struct screen *sc, const struct asked *a)
{
	(void)a;
	app_say(screen_app(sc), MESSAGE_INFO,
	    "Правила дописывают в файл профиля и вводят здесь новой редакцией.");
	place_open(screen_app(sc), PLACE_MAINTENANCE, NO_QUESTION, NULL);
}

/* --- What a line asks. */

typedef void ask_fn(struct screen *sc, const struct asked *a);
static ask_fn *const deeds[TURN_LINES] = {
    [TURN_HEADS] = order_heads,
    [TURN_PATHWAYS] = ask_outcome,
    [TURN_SUPPORT] = ask_support,
    [TURN_ATTACHMENTS] = ask_methodist,
    [TURN_RULES] = open_rules,
};

bool
turn_has_deed(enum turn_line line)
{
	return deeds[line] != NULL;
}

void
turn_do(struct screen *sc, const void *row)
{
	struct asked a;

	if (choose_rows(sc, row, &a))
		deeds[a.line](sc, &a);
}
