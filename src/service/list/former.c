/* SPDX-License-Identifier: MIT
 * former.c - surnames people had before.
 */
#include "service/list/former.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/compare.h"
#include "db/record/history.h"
#include "db/record/journal.h"
#include "db/record/records.h"
#include "service/list/natural.h"

struct gathering {
	struct txn *t;
	struct known_surnames *known;
	struct person *then, *now;
};

static bool
is_same(const char *a, const char *b)
{
	return compare_equal(slice_of(a), slice_of(b));
}

static bool
is_known(const struct known_surnames *k, uint64_t id, const char *surname)
{
	for (size_t i = k->count; i > 0 && k->items[i - 1].id == id; i--)
		if (is_same(k->items[i - 1].surname, surname))
			return true;
	return false;
}

/* Images of one person come one behind the other. */
static void
note_image(void *context, uint64_t id, uint64_t stamp)
{
	struct gathering *g = context;
	struct known_surnames *k = g->known;

	if (g->now->base.id != id && !records_get(g->t, id, &g->now->base))
		record_clear(&g->now->base);
	if (g->now->base.id != id || !history_get(g->t, id, stamp, &g->then->base, NULL) ||
	    is_same(g->then->surname, g->now->surname) || is_known(k, id, g->then->surname))
		return;
	ARRAY_ROOM(k->items, k->count, k->room);
	k->items[k->count++] =
	    (struct known_surname){.id = id, .surname = xstrdup(g->then->surname)};
}

static void
read_all(struct session *s, struct txn *t)
{
	struct gathering g = {.t = t,
	    .known = &s->surnames,
	    .then = (struct person *)record_new(KIND_PEOPLE),
	    .now = (struct person *)record_new(KIND_PEOPLE)};

	known_surnames_free(&s->surnames);
	history_each(t, KIND_PEOPLE, note_image, &g);
	s->surnames.sequence = journal_last(t);
	record_free(&g.then->base);
	record_free(&g.now->base);
}

void
former_each(const struct view *v, former_fn *fn, void *context)
{
	struct session *s = v->session;

	if (!natural_is_good(v->txn, KIND_PEOPLE, &s->surnames.sequence))
		read_all(s, v->txn);
	for (size_t i = 0; i < s->surnames.count; i++)
		fn(context, s->surnames.items[i].id, s->surnames.items[i].surname);
}
