/* SPDX-License-Identifier: MIT
 * relations.c - linear relations between groups, by elimination modulo a prime.
 */
#include "rules/relations.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"

enum { PRIME_BITS = 31 };

struct relations {
	uint32_t *rows; /* a coefficient for each group */
	size_t count, groups;
};

/* x modulo the prime, which is 2^31 - 1: what stands above 31 bits is added to what stands below.
 */
static uint32_t
modulo(uint64_t x)
{
	x = (x & RELATIONS_PRIME) + (x >> PRIME_BITS);
	x = (x & RELATIONS_PRIME) + (x >> PRIME_BITS);
	return x == RELATIONS_PRIME ? 0 : (uint32_t)x;
}

static uint32_t
times(uint32_t a, uint32_t b)
{
	return modulo((uint64_t)a * b);
}

/* By Fermat. */
static uint32_t
inverse(uint32_t a)
{
	uint32_t result = 1;

	for (uint32_t n = RELATIONS_PRIME - 2; n > 0; n >>= 1, a = times(a, a))
		if ((n & 1) != 0)
			result = times(result, a);
	return result;
}

/* SplitMix64. */
uint32_t
relations_number(uint64_t person, size_t i)
{
	uint64_t z = person * UINT64_C(0x9E3779B97F4A7C15) + i * UINT64_C(0xD1B54A32D192ED03);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (uint32_t)((z ^ (z >> 31)) >> (64 - PRIME_BITS)) % RELATIONS_PRIME;
}

/* row -= factor * other */
static void
subtract(uint32_t *row, const uint32_t *other, uint32_t factor, size_t width)
{
	const uint32_t minus = RELATIONS_PRIME - factor;

	for (size_t i = 0; factor != 0 && i < width; i++)
		row[i] = modulo(row[i] + (uint64_t)minus * other[i]);
}

static void
swap(uint32_t *a, uint32_t *b, size_t width)
{
	for (size_t i = 0; a != b && i < width; i++) {
		uint32_t kept = a[i];

		a[i] = b[i];
		b[i] = kept;
	}
}

/* Make the column zero in every row from `first` on but row number `rank`, which gets a 1 there;
 * false: it is zero from that row on. */
static bool
clear_column(uint32_t *rows, size_t count, size_t width, size_t rank, size_t column, size_t first)
{
	uint32_t *pivot = rows + rank * width, factor;
	size_t at = rank;

	while (at < count && rows[at * width + column] == 0)
		at++;
	if (at == count)
		return false;
	swap(pivot, rows + at * width, width);
	factor = inverse(pivot[column]);
	for (size_t i = 0; i < width; i++)
		pivot[i] = times(pivot[i], factor);
	for (size_t i = first; i < count; i++)
		if (i != rank)
			subtract(rows + i * width, pivot, rows[i * width + column], width);
	return true;
}

struct relations *
relations_find(const uint32_t *sketches, size_t groups)
{
	const size_t own = relations_width(groups), width = own + groups;
	struct relations *r = xcalloc(1, sizeof(*r));
	uint32_t *rows = xcalloc(groups + 1, width * sizeof(*rows));
	size_t rank = 0;

	for (size_t i = 0; i < groups; i++) { /* each group, and which it is */
		memcpy(rows + i * width, sketches + i * own, own * sizeof(*rows));
		rows[i * width + own + i] = 1;
	}
	for (size_t column = 0; column < own && rank < groups; column++)
		rank += clear_column(rows, groups, width, rank, column, rank);
	r->groups = groups;
	r->count = groups - rank;
	r->rows = xcalloc(r->count + 1, groups * sizeof(*r->rows));
	for (size_t i = 0; i < r->count; i++) /* what is left of it is nothing */
		memcpy(
		    r->rows + i * groups, rows + (rank + i) * width + own, groups * sizeof(*rows));
	free(rows);
	return r;
}

void
relations_free(struct relations *r)
{
	if (r == NULL)
		return;
	free(r->rows);
	free(r);
}

static size_t
unknowns(const uint32_t *row, const bool *hidden, size_t groups)
{
	size_t count = 0;

	for (size_t i = 0; i < groups; i++)
		count += hidden[i] && row[i] != 0;
	return count;
}

bool
relations_follow(const struct relations *r, const bool *hidden, bool **tied)
{
	const size_t groups = r->groups;
	uint32_t *rows = xcalloc(r->count + 1, groups * sizeof(*rows));
	size_t rank = 0, at = 0;

	memcpy(rows, r->rows, r->count * groups * sizeof(*rows));
	for (size_t column = 0; column < groups && rank < r->count; column++)
		if (hidden[column])
			rank += clear_column(rows, r->count, groups, rank, column, 0);
	while (at < rank && unknowns(rows + at * groups, hidden, groups) != 1)
		at++;
	if (at < rank) {
		*tied = xcalloc(groups, sizeof(**tied));
		for (size_t i = 0; i < groups; i++)
			(*tied)[i] = rows[at * groups + i] != 0;
	}
	free(rows);
	return at < rank;
}
