/* SPDX-License-Identifier: MIT
 * listing.c - opening a view: which records, in which order, held how.
 */
#include "service/list/listing.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/fold.h"
#include "db/record/records.h"
#include "db/record/search.h"
#include "service/core/modules.h"
#include "service/list/filter.h"
#include "service/list/natural.h"
#include "service/list/sort.h"
#include "service/list/sought.h"
#include "service/core/visibility.h"

struct listing {
	enum kind kind;
	char *layout;
	struct sought sought;
	size_t total, count;
	struct idset set; /* which records; counts only when narrowed */
	bool narrowed;
	bool backward;
	uint64_t *ids; /* all rows in order; NULL: not needed yet */
	size_t nids;   /* fewer than count when some went before they were needed */
};

void
listing_close(struct listing *l)
{
	if (l == NULL)
		return;
	idset_free(&l->set);
	free(l->layout);
	sought_free(&l->sought);
	free(l->ids);
	free(l);
}

/* Keep only what is in the set, too; takes its memory over. */
static void
narrow(struct listing *l, struct idset *set)
{
	if (l->narrowed) {
		idset_intersect(&l->set, set);
		idset_free(set);
	} else {
		l->set = *set;
		l->narrowed = true;
	}
}

static bool
find(struct listing *l, const struct view *v, const char *typed, struct idset *found)
{
	bool narrows = search_words(v->txn, l->kind, slice_of(typed), found);

	if (narrows)
		sought_add(&l->sought, v, l->kind, typed, found);
	return narrows;
}

static void
narrow_to_words(struct listing *l, const struct view *v, const char *words)
{
	struct idset found = {0};
	struct buf typed = {0};

	if (!find(l, v, words, &found))
		return;
	if (found.count == 0 && fold_put_other_layout(&typed, slice_of(words))) {
		idset_free(&found); /* where words have nothing in common it is empty, not none */
		if (find(l, v, buf_text(&typed), &found) && found.count > 0)
			l->layout = buf_detach(&typed);
	}
	narrow(l, &found);
	buf_free(&typed);
}

static void
narrow_to_marked(struct listing *l, const uint64_t *ids, size_t count)
{
	struct idset marked = {0};

	for (size_t i = 0; i < count; i++)
		idset_add(&marked, ids[i]);
	narrow(l, &marked);
}

/* "All of this person": the index knows them without a look at the other records. */
static void
narrow_to_referring(struct listing *l, struct txn *t, const struct filter *f)
{
	struct walk *w = walk_referring(t, l->kind, f->field, (uint64_t)f->value);
	struct idset referring = {0};
	uint64_t id;

	while (walk_next(w, &id))
		idset_add(&referring, id);
	walk_close(w);
	narrow(l, &referring);
}

static bool
is_reference_filter(const struct filter *f)
{
	return f->test == FILTER_EQUAL && f->field->type == FIELD_REF && f->value != 0;
}

/* What this session may not see is neither listed nor counted. */
static void
narrow_to_visible(struct listing *l, const struct view *v)
{
	struct viewer viewer = visibility_viewer(v);
	struct idset hidden = {0}, visible = {0};
	struct walk *w;
	uint64_t id;

	if (!visibility_hidden(&viewer, v->txn, l->kind, &hidden) || hidden.count == 0) {
		idset_free(&hidden);
		return;
	}
	w = walk_by_id(v->txn, l->kind);
	while (walk_next(w, &id))
		if (!idset_has(&hidden, id))
			idset_add(&visible, id);
	walk_close(w);
	l->total -= hidden.count;
	idset_free(&hidden);
	narrow(l, &visible);
}

/* What needs no look at single records; filters that do are left in spec. */
static enum status
narrow_by_index(struct listing *l, const struct view *v, struct listing_spec *spec)
{
	struct txn *t = v->txn;
	size_t left = 0;

	l->total = records_count(t, l->kind);
	narrow_to_visible(l, v);
	if (spec->search != NULL)
		narrow_to_words(l, v, spec->search);
	if (spec->only != NULL)
		narrow_to_marked(l, spec->only, spec->nonly);
	for (size_t i = 0; i < spec->nfilters; i++) {
		if (is_reference_filter(&spec->filters[i]))
			narrow_to_referring(l, t, &spec->filters[i]);
		else
			spec->filters[left++] = spec->filters[i];
	}
	spec->nfilters = left;
	return txn_status(t);
}

static enum status
narrow_by_scan(struct listing *l, struct view *v, const struct listing_spec *spec,
    listing_progress *progress, void *context)
{
	struct idset passed = {0};
	enum status st =
	    filter_scan(v, spec, l->narrowed ? &l->set : NULL, &passed, progress, context);

	if (st != ST_OK) {
		idset_free(&passed);
		return st;
	}
	idset_free(&l->set);
	l->set = passed;
	l->narrowed = true;
	return ST_OK;
}

/* A part of a large list may stand together anywhere in it, as surnames do that begin with a
 * letter: a walk to its first page then passes by most of the others, for every letter typed. An
 * eighth of all is met soon enough. */
enum { WALKED_SHARE = 8 };

static bool
is_worth_ids(const struct listing *l, struct session *s, struct txn *t)
{
	return l->narrowed &&
	    (l->set.count < l->total / WALKED_SHARE || natural_is_known(s, t, l->kind));
}

/* All ids: of a list that was looked at near its ends only. */
static void
need_ids(struct listing *l, const struct view *v)
{
	const struct idset *set = l->narrowed ? &l->set : NULL;

	if (l->ids == NULL)
		l->nids = natural_ids(v, l->kind, set, l->backward, &l->ids);
}

static enum status
arrange(struct listing *l, struct view *v, const struct listing_spec *spec,
    listing_progress *progress, void *context)
{
	const struct idset *set = l->narrowed ? &l->set : NULL;
	size_t small = spec->small > 0 ? spec->small : LISTING_SMALL;
	bool newest_first = entity_of(l->kind)->newest_first;
	enum status st;

	l->backward = spec->sort == NULL ? newest_first != spec->descending : newest_first;
	l->count = set != NULL ? set->count : l->total;
	if (spec->sort == NULL && l->count > small && !is_worth_ids(l, v->session, v->txn))
		return ST_OK;
	need_ids(l, v);
	l->count = l->nids;
	st = txn_status(v->txn);
	if (st == ST_OK && spec->sort != NULL)
		st = sort_by_column(v, spec, l->ids, l->count, progress, context);
	return st;
}

enum status
listing_open(struct listing **out, struct view *v, const struct listing_spec *spec,
    listing_progress *progress, void *context)
{
	struct listing_spec rest = *spec;
	enum status st = view_require(v, PERMIT_READ, NULL);
	struct listing *l;

	*out = NULL;
	if (st == ST_OK)
		st = module_require_kind(v->session, spec->kind, NULL);
	if (st != ST_OK)
		return st;
	l = xcalloc(1, sizeof(*l));
	l->kind = spec->kind;
	st = narrow_by_index(l, v, &rest);
	if (st == ST_OK && rest.nfilters > 0)
		st = narrow_by_scan(l, v, &rest, progress, context);
	if (st == ST_OK)
		st = arrange(l, v, &rest, progress, context);
	if (st != ST_OK) {
		listing_close(l);
		return st;
	}
	*out = l;
	return ST_OK;
}

const char *
listing_layout(const struct listing *l)
{
	return l->layout;
}

const char *
listing_former(const struct listing *l, uint64_t id)
{
	for (size_t i = 0; i < l->sought.count; i++)
		if (l->sought.former[i].id == id)
			return l->sought.former[i].surname;
	return NULL;
}

size_t
listing_count(const struct listing *l)
{
	return l->count;
}

size_t
listing_total(const struct listing *l)
{
	return l->total;
}

/* The ids at n positions; ids has room for them. */
static size_t
page_ids(struct listing *l, const struct view *v, size_t first, size_t n, uint64_t *ids)
{
	const struct idset *set = l->narrowed ? &l->set : NULL;
	size_t got;

	if (l->ids == NULL && !natural_is_known(v->session, v->txn, l->kind) &&
	    natural_page(v->txn, l->kind, set, l->backward, l->count, first, n, ids, &got))
		return got;
	need_ids(l, v);
	if (l->ids == NULL || first >= l->nids)
		return 0;
	if (n > l->nids - first)
		n = l->nids - first;
	memcpy(ids, l->ids + first, n * sizeof(*ids));
	return n;
}

size_t
listing_page(struct listing *l, const struct view *v, size_t first, size_t n, struct record **rows)
{
	uint64_t *ids = xcalloc(n, sizeof(*ids));
	size_t count = page_ids(l, v, first, n, ids), loaded = 0;

	for (size_t i = 0; i < count; i++)
		if (records_get(v->txn, ids[i], rows[loaded]))
			loaded++;
	free(ids);
	return loaded;
}

size_t
listing_find(struct listing *l, const struct view *v, uint64_t id)
{
	size_t at = 0;

	need_ids(l, v);
	while (at < l->nids && l->ids[at] != id)
		at++;
	return at < l->nids ? at : l->count;
}

size_t
listing_ids(struct listing *l, const struct view *v, uint64_t **ids)
{
	need_ids(l, v);
	*ids = xcalloc(l->count + 1, sizeof(**ids));
	return page_ids(l, v, 0, l->count, *ids);
}
