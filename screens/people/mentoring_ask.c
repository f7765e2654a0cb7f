/* SPDX-License-Identifier: MIT
 * mentoring_ask.c - a mentor given to the marked young teachers, other support, the result of
 * pairs: what is asked, and what came of it.
 */
#include "screens/people/mentoring.h"

#include <assert.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "screens/app/ask.h"

/* --- A mentor. */

static enum status
write_pairs(struct session *s, const struct record *pattern, const uint64_t *people, size_t count,
    uint64_t seen, const uint64_t *draft, struct error *e)
{
	const struct shown_records shown = {.ids = people, .count = count, .seen = seen};

	return mentoring_pair(s, shown, (const struct support *)pattern, draft, e);
}

static void
end_entering(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code != 1)
		return;
	views_mark_none(sc);
	app_reload(screen_app(sc));
}

/* Number, date and term of the order once for all of them. */
static void
take_mentor(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct views_asked *a = about;
	struct support *r;

	assert(a != NULL);
	if (answer->code == 0)
		return;
	r = (struct support *)record_new(KIND_SUPPORT);
	mentoring_propose(answer->id, mentoring_day(sc), r);
	place_open(screen_app(sc), PLACE_BULK, THEN(end_entering),
	    &(struct bulk_args){.kind = KIND_SUPPORT,
		.ids = a->ids,
		.count = a->count,
		.initial = &r->base,
		.focus = "order_number",
		.write = write_pairs,
		.seen = a->seen});
	record_free(&r->base);
}

void
mentoring_ask_mentor(struct screen *sc, const void *row)
{
	struct views_asked a;

	if (views_choose(sc, row, &a))
		place_open(screen_app(sc), PLACE_MENTORS, ABOUT(take_mentor, &a),
		    &(struct mentors_args){.ids = a.ids, .count = a.count});
}

/* --- Other support. */

void
mentoring_ask_support(struct screen *sc, const void *row)
{
	struct views_asked a;
	struct support *r;

	if (!views_choose(sc, row, &a))
		return;
	r = (struct support *)record_new(KIND_SUPPORT);
	r->from = mentoring_day(sc);
	place_open(screen_app(sc), PLACE_BULK, THEN(end_entering),
	    &(struct bulk_args){.kind = KIND_SUPPORT,
		.ids = a.ids,
		.count = a.count,
		.initial = &r->base,
		.focus = "form",
		.write = write_pairs,
		.seen = a.seen});
	record_free(&r->base);
}

/* --- The result. */

static void
take_result(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct views_asked *a = about;
	struct error e = {0};

	assert(a != NULL);
	if (answer->code == 0)
		return;
	if (utf8_says_nothing(answer->text))
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Итог нужно написать: он стоит в реестре пар. Ничего не изменено.");
	else
		views_tell(sc, a,
		    support_end(
			app_session(screen_app(sc)), views_records(a), a->day, answer->text, &e),
		    &e, "Итог записан");
}

static void
take_last_day(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct views_asked *asked = about;
	struct views_asked a;
	struct buf title = {0};

	assert(asked != NULL);
	a = *asked;
	if (!ask_read_day(answer, &a.day))
		return;
	views_put_title(&a, "Итог наставничества", &title);
	ask_line(screen_app(sc), ABOUT(take_result, &a), buf_text(&title),
	    "Итог («программа выполнена»):", "");
	buf_free(&title);
}

/* A pair that is over already keeps its last day: that is proposed. */
void
mentoring_ask_end(struct screen *sc, const void *row)
{
	const struct mentoring_row *r = row;
	int32_t today = clock_today();
	struct views_asked a;
	struct buf title = {0};

	if (!views_choose(sc, row, &a))
		return;
	views_put_title(&a, "Итог наставничества", &title);
	ask_day(screen_app(sc), ABOUT(take_last_day, &a), buf_text(&title),
	    "Последний день:", a.count == 1 && r->to != DATE_NONE && r->to < today ? r->to : today);
	buf_free(&title);
}
