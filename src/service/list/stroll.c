/* SPDX-License-Identifier: MIT
 * stroll.c - walking an index with remembered places.
 */
#include "service/list/stroll.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

void
stroll_free(struct stroll *s)
{
	for (size_t i = 0; i < s->nmarks; i++)
		buf_free(&s->marks[i].place);
	free(s->marks);
	buf_free(&s->first.place);
	buf_free(&s->last.place);
}

/* One entry that counts, towards higher positions or lower ones. */
static bool
step(const struct stroll *s, struct walk *w, bool up, uint64_t *id)
{
	bool backward = up == s->backward;

	if (s->set != NULL)
		return walk_within(w, backward, s->set, id);
	return backward ? walk_prev(w, id) : walk_next(w, id);
}

static void
mark_set(struct mark *m, const struct walk *w, size_t position)
{
	buf_clear(&m->place);
	walk_put_place(w, &m->place);
	m->position = position;
}

/* Index of the first mark at or behind the position. */
static size_t
mark_index(const struct stroll *s, size_t position)
{
	size_t low = 0, high = s->nmarks;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->marks[middle].position < position)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Keep the entry given last when it stands on the grid of marks. */
static void
note(struct stroll *s, const struct walk *w, size_t position)
{
	size_t at;

	if (position % s->every != 0)
		return;
	at = mark_index(s, position);
	if (at < s->nmarks && s->marks[at].position == position)
		return;
	ARRAY_ROOM(s->marks, s->nmarks, s->capacity);
	memmove(&s->marks[at + 1], &s->marks[at], (s->nmarks - at) * sizeof(*s->marks));
	s->marks[at] = (struct mark){0};
	mark_set(&s->marks[at], w, position);
	s->nmarks++;
}

/* The better of two starts for reaching a position; NULL and unset marks are none. */
static const struct mark *
nearer(const struct mark *a, const struct mark *b, size_t position)
{
	size_t from_a, from_b;

	if (b == NULL || b->place.len == 0)
		return a;
	if (a == NULL)
		return b;
	from_a = a->position > position ? a->position - position : position - a->position;
	from_b = b->position > position ? b->position - position : position - b->position;
	return from_b < from_a ? b : a;
}

static const struct mark *
nearest_mark(const struct stroll *s, size_t position)
{
	size_t at = mark_index(s, position);
	const struct mark *m = nearer(NULL, &s->first, position);

	m = nearer(m, &s->last, position);
	m = nearer(m, at < s->nmarks ? &s->marks[at] : NULL, position);
	return nearer(m, at > 0 ? &s->marks[at - 1] : NULL, position);
}

/* Stand on the entry at `from` (s->count: behind the last one); the next step up gives from + 1. */
static void
start_at(const struct stroll *s, struct walk *w, const struct mark *m)
{
	if (m != NULL)
		walk_to_place(w, buf_slice(&m->place));
	else if (s->backward)
		walk_to_first(w);
	else
		walk_to_last(w);
}

static void
start_before_all(const struct stroll *s, struct walk *w)
{
	if (s->backward)
		walk_to_last(w);
	else
		walk_to_first(w);
}

/* Go down from a start to the entry before `first`, and turn round there. */
static void
descend(struct stroll *s, struct walk *w, size_t from, size_t first)
{
	struct buf place = {0};
	bool moved = false;
	uint64_t id;

	while (from > first - 1 && step(s, w, false, &id)) {
		note(s, w, --from);
		moved = true;
	}
	if (!moved) { /* everything before was removed meanwhile */
		start_before_all(s, w);
		return;
	}
	walk_put_place(w, &place);
	walk_to_place(w, buf_slice(&place));
	buf_free(&place);
}

static void
climb(struct stroll *s, struct walk *w, size_t next, size_t first)
{
	uint64_t id;

	while (next < first && step(s, w, true, &id))
		note(s, w, next++);
}

/* Afterwards the next step up gives the entry at `first`. */
static void
go_to(struct stroll *s, struct walk *w, size_t first)
{
	const struct mark *m = nearest_mark(s, first);
	size_t from_mark = SIZE_MAX, from_end = s->count > first ? s->count - first : 0;

	if (m != NULL)
		from_mark = m->position < first ? first - m->position : m->position - first;
	if (first <= from_mark && first <= from_end) {
		start_before_all(s, w);
		climb(s, w, 0, first);
	} else if (from_end < from_mark) {
		start_at(s, w, NULL);
		descend(s, w, s->count, first);
	} else if (m->position < first) {
		start_at(s, w, m);
		climb(s, w, m->position + 1, first);
	} else {
		start_at(s, w, m);
		descend(s, w, m->position, first);
	}
}

size_t
stroll_page(struct stroll *s, struct txn *t, size_t first, size_t n, uint64_t *ids)
{
	struct walk *w;
	size_t got = 0;

	if (first >= s->count)
		return 0;
	w = walk_sorted(t, s->kind);
	go_to(s, w, first);
	while (got < n && first + got < s->count && step(s, w, true, &ids[got])) {
		note(s, w, first + got);
		if (got == 0)
			mark_set(&s->first, w, first);
		mark_set(&s->last, w, first + got);
		got++;
	}
	walk_close(w);
	return got;
}

/* Does the mark stand at or before the entry with that place? */
static bool
is_before(const struct stroll *s, const struct mark *m, struct slice place)
{
	int order = slice_compare(buf_slice(&m->place), place);

	return m->place.len > 0 && (s->backward ? order > 0 : order < 0);
}

/* The last mark before a place; NULL when there is none. */
static const struct mark *
mark_before(const struct stroll *s, struct slice place)
{
	size_t low = 0, high = s->nmarks;
	const struct mark *best, *page[] = {&s->first, &s->last};

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (is_before(s, &s->marks[middle], place))
			low = middle + 1;
		else
			high = middle;
	}
	best = low > 0 ? &s->marks[low - 1] : NULL;
	for (size_t i = 0; i < 2; i++)
		if (is_before(s, page[i], place) &&
		    (best == NULL || page[i]->position > best->position))
			best = page[i];
	return best;
}

static size_t
count_up_to(struct stroll *s, struct txn *t, struct slice place, uint64_t wanted)
{
	const struct mark *m = mark_before(s, place);
	size_t position = m != NULL ? m->position + 1 : 0;
	struct walk *w = walk_sorted(t, s->kind);
	bool found = false;
	uint64_t id;

	if (m != NULL)
		start_at(s, w, m);
	else
		start_before_all(s, w);
	while (!found && step(s, w, true, &id)) {
		note(s, w, position);
		found = id == wanted;
		position += found ? 0 : 1;
	}
	walk_close(w);
	return found ? position : s->count;
}

size_t
stroll_find(struct stroll *s, struct txn *t, uint64_t id)
{
	struct record *r = record_new(s->kind);
	size_t position = s->count;
	struct buf place = {0};

	if ((s->set == NULL || idset_has(s->set, id)) && records_get(t, id, r)) {
		walk_put_place_of(r, &place);
		position = count_up_to(s, t, buf_slice(&place), id);
	}
	buf_free(&place);
	record_free(r);
	return position;
}
