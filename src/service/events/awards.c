/* SPDX-License-Identifier: MIT
 * awards.c - awards of a person by their participations.
 */
#include "service/events/awards.h"

#include "base/date.h"
#include "db/record/records.h"
#include "rules/facts.h"

static bool
counts(const struct participant *p, const struct event *e, int32_t on)
{
	int32_t last = event_last_day(e->held, e->held_to);

	return (p->role == ROLE_WINNER || p->role == ROLE_PRIZE) && e->type == EVENT_CONTEST &&
	    e->level >= LEVEL_REGIONAL && !e->cancelled && last != DATE_NONE && last <= on;
}

static void
put_award(const struct participant *p, const struct event *e, struct buf *out)
{
	value_put_choice(out, &p->base, field_find(KIND_PARTICIPANTS, "role"));
	buf_printf(out, ": %s", e->title);
	if (p->nomination[0] != '\0')
		buf_printf(out, ", номинация «%s»", p->nomination);
	buf_puts(out, ", ");
	value_put_choice(out, &e->base, field_find(KIND_EVENTS, "level"));
	buf_puts(out, " уровень, ");
	date_put_russian(out, event_last_day(e->held, e->held_to));
}

size_t
awards_put(const struct view *v, uint64_t person, int32_t on, struct buf *out)
{
	struct participant *p = (struct participant *)record_new(KIND_PARTICIPANTS);
	struct event *e = (struct event *)record_new(KIND_EVENTS);
	struct walk *w = walk_referring(
	    v->txn, KIND_PARTICIPANTS, field_find(KIND_PARTICIPANTS, "person"), person);
	size_t count = 0;

	while (walk_record(w, &p->base)) {
		if (!records_get(v->txn, p->event, &e->base) || !counts(p, e, on))
			continue;
		buf_puts(out, count++ > 0 ? "\n" : "");
		put_award(p, e, out);
	}
	walk_close(w);
	record_free(&p->base);
	record_free(&e->base);
	return count;
}
