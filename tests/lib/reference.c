/* SPDX-License-Identifier: MIT
 * reference.c - listings against a plain reference.
 */
#include "tests/lib/reference.h"
#include "tests/lib/in_view.h"

#include "base/compare.h"

/* One town for all tests: they only read it. */
int
town_fill(void **state)
{
	struct town *town = calloc(1, sizeof(*town));

	assert_non_null(town);
	town_create(town);
	for (enum kind k = KIND_ORGANISATIONS; k <= KIND_APPLICATIONS; k++)
		if (k != KIND_PARTICIPANTS)
			town_load(town->s, k);
	*state = town;
	return 0;
}

struct reference
reference_load(struct session *s, enum kind kind, keep_fn *keep, const void *wanted)
{
	struct reference ref = {0};
	struct txn *t = txn_read(s->store);
	struct walk *w = walk_by_id(t, kind);
	uint64_t id;

	ref.rows = calloc(records_count(t, kind) + 1, sizeof(*ref.rows));
	assert_non_null(ref.rows);
	while (walk_next(w, &id)) {
		struct record *r = record_new(kind);

		assert_true(records_get(t, id, r));
		if (keep == NULL || keep(r, wanted))
			ref.rows[ref.count++] = r;
		else
			record_free(r);
	}
	walk_close(w);
	txn_abort(t);
	return ref;
}

void
reference_sort(struct session *s, struct reference *ref, compare_fn *compare)
{
	for (size_t i = 1; i < ref->count; i++) {
		struct record *r = ref->rows[i];
		size_t at = i;

		for (; at > 0 && compare(s, r, ref->rows[at - 1]) < 0; at--)
			ref->rows[at] = ref->rows[at - 1];
		ref->rows[at] = r;
	}
}

void
reference_reverse(struct reference *ref)
{
	for (size_t i = 0; i < ref->count / 2; i++) {
		struct record *r = ref->rows[i];

		ref->rows[i] = ref->rows[ref->count - 1 - i];
		ref->rows[ref->count - 1 - i] = r;
	}
}

void
reference_free(struct reference *ref)
{
	for (size_t i = 0; i < ref->count; i++)
		record_free(ref->rows[i]);
	free(ref->rows);
}

int
compare_folded(const char *a, const char *b)
{
	struct buf left = {0}, right = {0};
	int order;

	compare_put_order(&left, slice_of(a));
	compare_put_order(&right, slice_of(b));
	order = slice_compare(buf_slice(&left), buf_slice(&right));
	buf_free(&left);
	buf_free(&right);
	return order;
}

int
by_id(const struct record *a, const struct record *b)
{
	return a->id < b->id ? -1 : a->id > b->id;
}

static int
compare_yo(const struct person *a, const struct person *b)
{
	struct buf left = {0}, right = {0};
	int order;

	fold_put_yo(&left, slice_of(a->surname));
	fold_put_yo(&left, slice_of(a->given_name));
	fold_put_yo(&left, slice_of(a->patronymic));
	fold_put_yo(&right, slice_of(b->surname));
	fold_put_yo(&right, slice_of(b->given_name));
	fold_put_yo(&right, slice_of(b->patronymic));
	order = slice_compare(buf_slice(&left), buf_slice(&right));
	buf_free(&left);
	buf_free(&right);
	return order;
}

int
people_by_name(struct session *s, const struct record *left, const struct record *right)
{
	const struct person *a = (const struct person *)left, *b = (const struct person *)right;
	int order = compare_folded(a->surname, b->surname);

	(void)s;
	if (order == 0)
		order = compare_folded(a->given_name, b->given_name);
	if (order == 0)
		order = compare_folded(a->patronymic, b->patronymic);
	if (order == 0)
		order = compare_yo(a, b);
	return order != 0 ? order : by_id(left, right);
}

struct listing *
open_listing(struct session *s, const struct listing_spec *spec, size_t small)
{
	struct listing_spec wanted = *spec;
	struct listing *l;

	wanted.small = small;
	assert_int_equal(IN_VIEW(s, listing_open(&l, VIEW, &wanted, NULL, NULL)), ST_OK);
	return l;
}

static void
assert_page(
    struct session *s, struct listing *l, const struct reference *ref, size_t first, size_t n)
{
	struct record *rows[64];
	size_t expected = first >= ref->count ? 0 : ref->count - first < n ? ref->count - first : n;

	assert_true(n <= 64 && ref->count > 0);
	for (size_t i = 0; i < n; i++)
		rows[i] = record_new(ref->rows[0]->kind);
	assert_int_equal(IN_VIEW(s, listing_page(l, VIEW, first, n, rows)), expected);
	for (size_t i = 0; i < expected; i++) {
		assert_int_equal(rows[i]->id, ref->rows[first + i]->id);
		assert_true(record_equal(rows[i], ref->rows[first + i]));
	}
	for (size_t i = 0; i < n; i++)
		record_free(rows[i]);
}

/* Pages in every manner of walking: on, back, from the end, by leaps, past the end. */
static void
assert_pages(struct session *s, struct listing *l, const struct reference *ref)
{
	size_t page = 22, last = ref->count > page ? ref->count - page : 0;

	for (size_t first = 0; first < ref->count; first += page)
		assert_page(s, l, ref, first, page);
	for (size_t first = last; first > 0; first = first > page ? first - page : 0)
		assert_page(s, l, ref, first, page);
	assert_page(s, l, ref, 0, page);
	assert_page(s, l, ref, last, page);
	for (size_t i = 1; i < 60; i++)
		assert_page(s, l, ref, i * 7919 % ref->count, i % 5 + 1);
	assert_page(s, l, ref, ref->count - 1, page);
	assert_page(s, l, ref, ref->count, page);
	assert_page(s, l, ref, ref->count + 100, page);
}

void
assert_same(
    struct session *s, const struct listing_spec *spec, const struct reference *ref, size_t small)
{
	struct listing *l = open_listing(s, spec, small);
	uint64_t *ids;

	assert_int_equal(listing_count(l), ref->count);
	assert_pages(s, l, ref);
	assert_int_equal(IN_VIEW(s, listing_ids(l, VIEW, &ids)), ref->count);
	for (size_t i = 0; i < ref->count; i++)
		assert_int_equal(ids[i], ref->rows[i]->id);
	for (size_t i = 0; i < ref->count; i += 37)
		assert_int_equal(IN_VIEW(s, listing_find(l, VIEW, ref->rows[i]->id)), i);
	assert_int_equal(IN_VIEW(s, listing_find(l, VIEW, 999999)), ref->count);
	free(ids);
	listing_close(l);

	l = open_listing(s, spec, small); /* finding first, with no place known yet */
	assert_int_equal(
	    IN_VIEW(s, listing_find(l, VIEW, ref->rows[ref->count - 1]->id)), ref->count - 1);
	assert_int_equal(
	    IN_VIEW(s, listing_find(l, VIEW, ref->rows[ref->count / 2]->id)), ref->count / 2);
	assert_page(s, l, ref, ref->count / 2, 10);
	listing_close(l);

	l = open_listing(
	    s, spec, small); /* from the end back, so that places are met on the way down */
	for (size_t at = ref->count; at > 0; at = at > 31 ? at - 31 : 0)
		assert_page(s, l, ref, at - 1, 7);
	for (size_t at = 0; at < ref->count; at += 17)
		assert_page(s, l, ref, at, 3);
	listing_close(l);
}

void
assert_same_both(struct session *s, const struct listing_spec *spec, const struct reference *ref)
{
	assert_same(s, spec, ref, AS_ARRAY);
	assert_same(s, spec, ref, TINY);
}

void
assert_listed(struct session *s, const struct listing_spec *spec, const char *codes)
{
	struct listing *l = open_listing(s, spec, AS_ARRAY);
	struct buf told = {0};
	uint64_t *ids;
	size_t n = IN_VIEW(s, listing_ids(l, VIEW, &ids));

	for (size_t i = 0; i < n; i++) {
		buf_puts(&told, i > 0 ? " " : "");
		IN_VIEW(s, records_put_code(VIEW->txn, spec->kind, ids[i], &told));
	}
	assert_string_equal(buf_text(&told), codes);
	buf_free(&told);
	free(ids);
	listing_close(l);
}
