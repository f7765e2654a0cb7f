/* SPDX-License-Identifier: MIT
 * agreements.c - somebody's consents and applications looked through.
 */
#include "service/corps/agreements.h"

#include <stdlib.h>

#include "base/array.h"
#include "db/record/records.h"

struct agreed {
	struct agreement *items;
	size_t count, room;
};

static void
add(struct agreed *all, const struct agreement *a)
{
	ARRAY_ROOM(all->items, all->count, all->room);
	all->items[all->count++] = *a;
}

static void
add_consents(const struct view *v, uint64_t person, struct agreed *all)
{
	struct consent *c = (struct consent *)record_new(KIND_CONSENTS);
	struct walk *w =
	    walk_referring(v->txn, KIND_CONSENTS, field_find(KIND_CONSENTS, "person"), person);
	struct agreement a;

	while (walk_record(w, &c->base))
		if (agreement_of_consent(c, &a))
			add(all, &a);
	walk_close(w);
	record_free(&c->base);
}

static void
add_applications(const struct view *v, uint64_t person, struct agreed *all)
{
	struct application *r = (struct application *)record_new(KIND_APPLICATIONS);
	struct walk *w = walk_referring(
	    v->txn, KIND_APPLICATIONS, field_find(KIND_APPLICATIONS, "person"), person);
	struct agreement a;

	while (walk_record(w, &r->base))
		if (agreement_of_application(r, &a))
			add(all, &a);
	walk_close(w);
	record_free(&r->base);
}

struct publish_verdict
agreements_judge(const struct view *v, uint64_t person, int32_t on)
{
	struct agreed all = {.count = 0};
	struct publish_verdict verdict;

	add_consents(v, person, &all);
	add_applications(v, person, &all);
	verdict = publish_judge(v->session->profile, all.items, all.count, on);
	free(all.items);
	return verdict;
}
