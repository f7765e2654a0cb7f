/* SPDX-License-Identifier: MIT
 * reference.h - a listing against a plain reference: all records loaded, filtered and
 * sorted in memory. Each is opened as an array and, with a tiny limit, as places in the index.
 */
#ifndef TESTS_LIB_REFERENCE_H
#define TESTS_LIB_REFERENCE_H

#include "tests/lib/town.h"

#include "service/list/listing.h"

enum { TINY = 16, AS_ARRAY = 0 };

/* One town for all tests: they only read it. */
int town_fill(void **state);
typedef bool keep_fn(const struct record *r, const void *wanted);

typedef int compare_fn(struct session *s, const struct record *a, const struct record *b);

/* The reference: all records of a kind that are kept, in order. */
struct reference {
	struct record **rows;
	size_t count;
};

struct reference
reference_load(struct session *s, enum kind kind, keep_fn *keep, const void *wanted);
void reference_sort(struct session *s, struct reference *ref, compare_fn *compare);
void reference_reverse(struct reference *ref);
void reference_free(struct reference *ref);
int compare_folded(const char *a, const char *b);
int by_id(const struct record *a, const struct record *b);
int people_by_name(struct session *s, const struct record *left, const struct record *right);
struct listing *open_listing(struct session *s, const struct listing_spec *spec, size_t small);
void assert_same(
    struct session *s, const struct listing_spec *spec, const struct reference *ref, size_t small);
void
assert_same_both(struct session *s, const struct listing_spec *spec, const struct reference *ref);
/* The codes of its rows, in their order, with a blank between. */
void assert_listed(struct session *s, const struct listing_spec *spec, const char *codes);

#endif
