/* SPDX-License-Identifier: MIT
 * source_justification.c - how many members the corps needs: the figures of clause 2.3.
 */
#include "document/source.h"

static void
tell_part(struct fact_row *root, const char *group, const struct justification_part *part)
{
	for (size_t i = 0; i < part->count; i++) {
		struct fact_row *row = fact_add(root, group);

		fact_text(row, "name", part->lines[i].name);
		fact_number(row, "count", (int64_t)part->lines[i].count);
	}
}

/* What the town does not say is empty. */
static void
tell_rule(struct fact_row *root, const char *name, int each)
{
	if (each > 0)
		fact_number(root, name, each);
}

enum status
source_justification(struct facts *f, const struct paper_question *q)
{
	const struct town_rules *rules = profile_rules(q->src->view.session->profile);
	struct justification j;
	enum status st = orders_justify(&j, &q->src->view, q->call->on, q->e);

	if (st == ST_OK) {
		fact_day(f->root, "on", j.on);
		fact_day(f->root, "from", j.from);
		fact_day(f->root, "until", j.until);
		tell_part(f->root, "events", &j.events);
		tell_part(f->root, "requests", &j.requests);
		tell_part(f->root, "institutions", &j.institutions);
		fact_number(f->root, "events_sum", (int64_t)j.events.sum);
		fact_number(f->root, "institutions_sum", (int64_t)j.institutions.sum);
		tell_rule(f->root, "events_each", rules->events_per_member);
		tell_rule(f->root, "supported_each", rules->supported_per_member);
		fact_number(f->root, "need_events", j.need_events);
		fact_number(f->root, "need_support", j.need_support);
		fact_number(f->root, "need", j.need);
		fact_number(f->root, "members", (int64_t)j.members);
	}
	justification_free(&j);
	return st;
}
