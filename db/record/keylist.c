/* SPDX-License-Identifier: MIT
 * keylist.c - a radix sort over ten bytes and, among equals, over the eight behind them.
 */
#include "db/record/keylist.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/die.h"

enum { HEAD = 2, LEAD = 8, DIGITS = HEAD + LEAD, RADIX = 256, FEW = 64, DEEPEST = 3 };

void
keylist_add_here(struct keylist *l, size_t at, size_t len)
{
	const char *p = l->bytes.data + at;

	assert(len >= DIGITS && len <= UINT32_MAX);
	ARRAY_ROOM(l->keys, l->count, l->size);
	l->keys[l->count++] = (struct listed_key){
	    .lead = be_read(p + HEAD, LEAD),
	    .at = at,
	    .head = (uint16_t)be_read(p, HEAD),
	    .len = (uint32_t)len,
	};
}

void
keylist_add(struct keylist *l, struct slice key)
{
	size_t at = l->bytes.len;

	buf_put_slice(&l->bytes, key);
	keylist_add_here(l, at, key.len);
}

struct slice
keylist_key(const struct keylist *l, size_t i)
{
	return slice_make(l->bytes.data + l->keys[i].at, l->keys[i].len);
}

static void
drop_taken_back(struct keylist *l)
{
	size_t kept = 0;

	for (size_t i = 0; i < l->count; i++)
		if (l->keys[i].len > 0)
			l->keys[kept++] = l->keys[i];
	l->count = kept;
}

/* Digit 0 is the last byte of the lead, digit 9 the first of the head. */
static unsigned
digit_of(const struct listed_key *k, int digit)
{
	if (digit < LEAD)
		return k->lead >> (8 * digit) & 0xFF;
	return k->head >> (8 * (digit - LEAD)) & 0xFF;
}

/* One stable pass; false when all keys agree in the digit and nothing was moved. */
static bool
sort_by_digit(const struct listed_key *from, struct listed_key *to, size_t count, int digit)
{
	size_t places[RADIX] = {0}, sum = 0;

	for (size_t i = 0; i < count; i++)
		places[digit_of(&from[i], digit)]++;
	if (places[digit_of(&from[0], digit)] == count)
		return false;
	for (int i = 0; i < RADIX; i++) {
		size_t n = places[i];

		places[i] = sum;
		sum += n;
	}
	for (size_t i = 0; i < count; i++)
		to[places[digit_of(&from[i], digit)]++] = from[i];
	return true;
}

static void
sort_by_digits(struct listed_key *keys, struct listed_key *spare, size_t count, int digits)
{
	struct listed_key *from = keys, *to = spare, *swap;

	for (int digit = 0; digit < digits; digit++) {
		if (!sort_by_digit(from, to, count, digit))
			continue;
		swap = from;
		from = to;
		to = swap;
	}
	if (from != keys)
		memcpy(keys, from, count * sizeof(*keys));
}

static int
compare_bytes(const void *a, const void *b, void *bytes)
{
	const struct listed_key *ka = a, *kb = b;
	const char *base = bytes;

	return slice_compare(
	    slice_make(base + ka->at, ka->len), slice_make(base + kb->at, kb->len));
}

/* Eight bytes from a place on, zeros behind the end. */
static uint64_t
lead_at(const struct listed_key *k, const char *bytes, size_t from)
{
	size_t left = k->len > from ? k->len - from : 0;
	int n = left < LEAD ? (int)left : LEAD;

	return n == 0 ? 0 : be_read(bytes + k->at + from, n) << 8 * (LEAD - n);
}

static void
sort_range(struct keylist *l, size_t start, size_t count, struct listed_key *spare, int depth);

/* Keys that agree so far: mostly they came in order and still are. Otherwise their next eight bytes
 * take the place of those they share. */
static void
sort_equals(struct keylist *l, size_t start, size_t count, struct listed_key *spare, int depth)
{
	struct listed_key *keys = l->keys + start;
	uint64_t shared = keys[0].lead;
	size_t i = 1;

	while (i < count && compare_bytes(&keys[i - 1], &keys[i], l->bytes.data) <= 0)
		i++;
	if (i == count)
		return;
	if (count < FEW || depth == DEEPEST) {
		qsort_r(keys, count, sizeof(*keys), compare_bytes, l->bytes.data);
		return;
	}
	for (i = 0; i < count; i++)
		keys[i].lead = lead_at(&keys[i], l->bytes.data, HEAD + LEAD * (size_t)(depth + 1));
	sort_range(l, start, count, spare, depth + 1);
	for (i = 0; i < count; i++)
		keys[i].lead = shared;
}

static void
sort_range(struct keylist *l, size_t start, size_t count, struct listed_key *spare, int depth)
{
	const struct listed_key *keys = l->keys + start;
	size_t i = 0, same;

	sort_by_digits(l->keys + start, spare, count, depth == 0 ? DIGITS : LEAD);
	for (; i < count; i += same) {
		same = 1;
		while (i + same < count && keys[i + same].lead == keys[i].lead &&
		    keys[i + same].head == keys[i].head)
			same++;
		if (same > 1)
			sort_equals(l, start + i, same, spare, depth);
	}
}

void
keylist_sort(struct keylist *l)
{
	struct listed_key *spare;

	drop_taken_back(l);
	if (l->count < FEW) {
		if (l->count > 1)
			qsort_r(l->keys, l->count, sizeof(*l->keys), compare_bytes, l->bytes.data);
		return;
	}
	spare = xmalloc(l->count * sizeof(*spare));
	sort_range(l, 0, l->count, spare, 0);
	free(spare);
}

void
keylist_free(struct keylist *l)
{
	buf_free(&l->bytes);
	free(l->keys);
	*l = (struct keylist){0};
}
