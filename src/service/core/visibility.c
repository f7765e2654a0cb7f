/* SPDX-License-Identifier: MIT
 * visibility.c - votes that are not shown yet.
 */
#include "service/core/visibility.h"

#include <string.h>

#include "db/record/records.h"
#include "model/profile/profile_council.h"

struct viewer
visibility_viewer(const struct view *view)
{
	struct viewer v = {0};
	struct account now;
	const struct role *role = NULL;

	if (account_get(view->txn, view->session->account.name, &now) && !now.disabled)
		role = role_find(now.role);
	if (role == NULL)
		return v;
	v.role = role;
	v.keeps_meetings = (role->permits & PERMIT_COUNCIL) != 0;
	v.votes = (role->permits & PERMIT_VOTE) != 0;
	v.sees_everything = v.keeps_meetings || (role->permits & PERMIT_EXPORT) != 0 ||
	    profile_council(view->session->profile)->votes_shown == VOTES_AT_ONCE;
	v.own = account_person(view->txn, &now);
	return v;
}

bool
visibility_of_vote(const struct viewer *v, bool decided, uint64_t member, uint8_t vote)
{
	return v->sees_everything || decided || vote == VOTE_RECUSED ||
	    (member != 0 && member == v->own);
}

/* Is there a decision on what the record is about: an application, or a topic? */
static bool
is_decided(struct txn *t, const struct record *r)
{
	const struct field *application = field_find(r->kind, "application"),
			   *topic = field_find(r->kind, "topic");
	bool of_topic = application == NULL || record_ref(r, application) == 0;
	struct record *d = record_new(of_topic ? KIND_TOPIC_DECISIONS : KIND_DECISIONS);
	bool decided;

	record_set_ref(
	    d, field_find(d->kind, "meeting"), record_ref(r, field_find(r->kind, "meeting")));
	if (of_topic)
		record_set_text(d, field_find(d->kind, "topic"), record_text(r, topic),
		    strlen(record_text(r, topic)));
	else
		record_set_ref(d, field_find(d->kind, "application"), record_ref(r, application));
	decided = records_find_same(t, d) != 0;
	record_free(d);
	return decided;
}

bool
visibility_concerns(enum kind kind)
{
	return kind == KIND_VOTES || kind == KIND_TOPIC_VOTES || kind == KIND_VOTE_CASTS;
}

bool
visibility_of(const struct viewer *v, struct txn *t, const struct record *r)
{
	if (v->sees_everything || !visibility_concerns(r->kind))
		return true;
	return visibility_of_vote(v, is_decided(t, r), record_ref(r, field_find(r->kind, "member")),
	    record_choice(r, field_find(r->kind, "vote")));
}

bool
visibility_hidden(const struct viewer *v, struct txn *t, enum kind kind, struct idset *out)
{
	struct record *r;
	struct walk *w;
	uint64_t id;

	if (v->sees_everything || !visibility_concerns(kind))
		return false;
	r = record_new(kind);
	w = walk_by_id(t, kind);
	while (walk_next(w, &id))
		if (records_get(t, id, r) && !visibility_of(v, t, r))
			idset_add(out, id);
	walk_close(w);
	record_free(r);
	return true;
}

size_t
visibility_count(const struct view *view, enum kind kind)
{
	size_t count = records_count(view->txn, kind);
	struct idset hidden = {0};
	struct viewer v;

	if (!visibility_concerns(kind))
		return count;
	v = visibility_viewer(view);
	if (visibility_hidden(&v, view->txn, kind, &hidden))
		count -= hidden.count;
	idset_free(&hidden);
	return count;
}
