/* SPDX-License-Identifier: MIT
 * heads.c - who heads the associations on a day.
 */
#include "service/corps/heads.h"

#include "base/array.h"
#include "base/date.h"
#include "base/idset.h"
#include "db/record/records.h"
#include "service/core/modules.h"

bool
head_is_over(const struct association_head *h, int32_t on)
{
	return h->to != DATE_NONE && h->to < on;
}

bool
association_is_open(const struct association *a, int32_t on)
{
	return (a->founded == DATE_NONE || a->founded <= on) &&
	    (a->closed == DATE_NONE || a->closed > on);
}

const char *
head_manner_brief(uint8_t manner)
{
	static const char *const words[] = {"", [MANNER_APPOINTED] = "назначен",
	    [MANNER_ELECTED] = "избран", [MANNER_ACTING] = "и. о."};

	return words[manner <= MANNER_ACTING ? manner : 0];
}

static struct walk *
walk_heads(struct txn *t, uint64_t association)
{
	return walk_referring(t, KIND_ASSOCIATION_HEADS,
	    field_find(KIND_ASSOCIATION_HEADS, "association"), association);
}

/* Is `a` rather the head on that day than `b`? Who is in force before who was, the head before who
 * stands in, who came last. */
static bool
goes_before(const struct association_head *a, const struct association_head *b, int32_t on)
{
	bool acting = a->manner == MANNER_ACTING;

	if (head_is_over(a, on) != head_is_over(b, on))
		return head_is_over(b, on);
	if (acting != (b->manner == MANNER_ACTING))
		return !acting;
	return a->from > b->from;
}

bool
heads_find(struct txn *t, uint64_t association, int32_t on, struct association_head *out)
{
	struct association_head *h = (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);
	struct walk *w = walk_heads(t, association);
	bool found = false;

	while (walk_record(w, &h->base)) {
		if (h->from > on)
			continue;
		if (!found || goes_before(h, out, on))
			record_copy(&out->base, &h->base);
		found = true;
	}
	walk_close(w);
	record_free(&h->base);
	return found;
}

struct heading {
	struct txn *t;
	int32_t on;
	struct headed *rows;
	size_t count, room;
	struct association_head *h;
};

static void
add_row(struct heading *g, const struct headed *row)
{
	ARRAY_ROOM(g->rows, g->count, g->room);
	g->rows[g->count++] = *row;
}

/* The heads of one, who stands in for the head behind the head. */
static void
add_heads(struct heading *g, uint64_t association)
{
	struct walk *w = walk_heads(g->t, association);
	size_t before = g->count;

	while (walk_record(w, &g->h->base)) {
		const struct association_head *h = g->h;
		struct headed last;

		if (h->from > g->on || head_is_over(h, g->on))
			continue;
		add_row(g,
		    &(struct headed){.association = association,
			.row = h->base.id,
			.person = h->person,
			.order = h->order,
			.from = h->from,
			.to = h->to,
			.manner = h->manner});
		last = g->rows[g->count - 1];
		if (g->count > before + 1 && last.manner != MANNER_ACTING) {
			g->rows[g->count - 1] = g->rows[before];
			g->rows[before] = last;
		}
	}
	walk_close(w);
	if (g->count == before)
		add_row(g,
		    &(struct headed){
			.association = association, .from = DATE_NONE, .to = DATE_NONE});
}

enum status
heads_on(const struct view *v, int32_t on, struct headed **out, size_t *count, struct error *e)
{
	struct heading g = {.t = v->txn, .on = on};
	enum status st = view_require(v, PERMIT_READ, e);
	struct association *a;
	struct walk *w;

	*out = NULL;
	*count = 0;
	if (st == ST_OK)
		st = module_require(v->session, "associations", e);
	if (st != ST_OK)
		return st;
	a = (struct association *)record_new(KIND_ASSOCIATIONS);
	g.h = (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);
	w = walk_sorted(v->txn, KIND_ASSOCIATIONS);
	while (walk_record(w, &a->base))
		if (association_is_open(a, on))
			add_heads(&g, a->base.id);
	walk_close(w);
	record_free(&g.h->base);
	record_free(&a->base);
	*out = g.rows;
	*count = g.count;
	return view_status(v, e);
}

static bool
works(struct txn *t, uint64_t person, int32_t on, struct person *scratch)
{
	return records_get(t, person, &scratch->base) && scratch->hired != DATE_NONE &&
	    scratch->hired <= on && (scratch->dismissed == DATE_NONE || scratch->dismissed > on);
}

size_t
association_size(struct txn *t, uint64_t association, int32_t on)
{
	struct association_member *m =
	    (struct association_member *)record_new(KIND_ASSOCIATION_MEMBERS);
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	struct walk *w = walk_referring(t, KIND_ASSOCIATION_MEMBERS,
	    field_find(KIND_ASSOCIATION_MEMBERS, "association"), association);
	struct idset people = {0};
	size_t count;

	while (walk_record(w, &m->base))
		if (m->from <= on && (m->to == DATE_NONE || m->to >= on) &&
		    works(t, m->person, on, p))
			idset_add(&people, m->person);
	count = people.count;
	walk_close(w);
	idset_free(&people);
	record_free(&p->base);
	record_free(&m->base);
	return count;
}
