/* SPDX-License-Identifier: MIT
 * council_points.c - what was decided on a topic and was taken back: history has it.
 */
#include "db/record/history.h"
#include "service/council/council.h"

struct search {
	struct txn *txn;
	uint64_t meeting, newest;
	const struct meeting_item *item;
	struct topic_decision *image;
	struct buf *points;
};

static void
take_newer(void *context, uint64_t id, uint64_t stamp)
{
	struct search *s = context;
	const struct topic_decision *d = s->image;

	if (stamp <= s->newest || !history_get(s->txn, id, stamp, &s->image->base, NULL) ||
	    d->meeting != s->meeting || !council_meeting_is_of(s->item, &d->base))
		return;
	s->newest = stamp;
	buf_clear(s->points);
	buf_puts(s->points, d->text);
}

void
council_put_former_points(
    const struct view *v, uint64_t meeting, const struct meeting_item *item, struct buf *out)
{
	struct search s = {.txn = v->txn, .meeting = meeting, .item = item, .points = out};

	if (item->application != 0)
		return;
	s.image = (struct topic_decision *)record_new(KIND_TOPIC_DECISIONS);
	history_each(v->txn, KIND_TOPIC_DECISIONS, take_newer, &s);
	record_free(&s.image->base);
}
