/* SPDX-License-Identifier: MIT
 * orders_renew.c - a new school year: whose term ends, and who has applied again.
 */
#include <stdlib.h>

#include "base/date.h"
#include "base/die.h"
#include "rules/roster.h"
#include "service/corps/orders_parts.h"
#include "service/corps/roster.h"
#include "service/council/application_statuses.h"

const char *
renewal_word(enum renewal state)
{
	static const char *const words[] = {
	    [RENEWAL_SILENT] = "не обращался",
	    [RENEWAL_APPLIED] = "подал заявление",
	    [RENEWAL_ADMITTED] = "принят советом",
	    [RENEWAL_REFUSED] = "отклонён советом",
	    [RENEWAL_MEMBER] = "остаётся в активе",
	};

	return words[state];
}

/* The person's newest application submitted since the membership began, other than its own. */
static uint64_t
find_application(struct txn *t, const struct membership *m)
{
	struct application *a = (struct application *)record_new(KIND_APPLICATIONS);
	struct walk *w = walk_referring(
	    t, KIND_APPLICATIONS, field_find(KIND_APPLICATIONS, "person"), m->person);
	int32_t latest = DATE_NONE;
	uint64_t found = 0;

	while (walk_record(w, &a->base)) {
		if (a->base.id == m->application || a->submitted < m->from || a->submitted < latest)
			continue;
		latest = a->submitted;
		found = a->base.id;
	}
	walk_close(w);
	record_free(&a->base);
	return found;
}

/* Another membership of the person that goes on behind this one, of the same subject area. */
static bool
is_followed(struct txn *t, const struct membership *m)
{
	struct membership *next = (struct membership *)record_new(KIND_MEMBERSHIPS);
	struct membership beyond = {.person = m->person,
	    .subject_area = m->subject_area,
	    .from = m->to + 1,
	    .to = DATE_NONE};
	struct walk *w =
	    walk_referring(t, KIND_MEMBERSHIPS, field_find(KIND_MEMBERSHIPS, "person"), m->person);
	bool followed = false;

	while (!followed && walk_record(w, &next->base))
		followed = next->base.id != m->base.id && membership_overlaps(&beyond, next);
	walk_close(w);
	record_free(&next->base);
	return followed;
}

static enum renewal
state_of(const struct application_statuses *ways, uint64_t application)
{
	const struct application_facts *f = application_statuses_of(ways, application);

	if (application == 0 || f == NULL)
		return RENEWAL_SILENT;
	return f->outcome == OUTCOME_ADMIT ? RENEWAL_ADMITTED
	    : f->outcome == OUTCOME_REFUSE ? RENEWAL_REFUSED
					   : RENEWAL_APPLIED;
}

size_t
orders_renewals(const struct view *v, int32_t from, int32_t until, struct renewal_line **out)
{
	struct membership *m = (struct membership *)record_new(KIND_MEMBERSHIPS);
	struct roster ending;
	struct application_statuses ways;
	size_t count = 0;

	roster_changes(&ending, v, ROSTER_ENDING, from, until, NULL);
	application_statuses_load(v, until, &ways);
	*out = xcalloc(ending.count + 1, sizeof(**out));
	for (size_t i = 0; i < ending.count; i++) {
		struct renewal_line *line = &(*out)[count];

		if (!records_get(v->txn, ending.rows[i].membership, &m->base))
			continue;
		*line = (struct renewal_line){.membership = m->base.id,
		    .person = m->person,
		    .application = find_application(v->txn, m),
		    .ends = m->to};
		line->state =
		    is_followed(v->txn, m) ? RENEWAL_MEMBER : state_of(&ways, line->application);
		count++;
	}
	application_statuses_free(&ways);
	roster_free(&ending);
	record_free(&m->base);
	return count;
}
