/* SPDX-License-Identifier: MIT
 * query.h - which records of a kind, and in which order: what a list, a figure or a paper is made
 * of.
 */
#ifndef SERVICE_QUERY_H
#define SERVICE_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/entity.h"

enum { LISTING_FILTERS = 8 };

enum filter_test {
	FILTER_EQUAL, /* choice, reference, yes/no, date, number: value; term, list, text: text */
	FILTER_EMPTY,
	FILTER_FILLED,
	FILTER_FROM,    /* date or number >= value */
	FILTER_UNTIL,   /* <= value */
	FILTER_IN_FORCE /* on the day `value`; the field is the one it begins with (`from`, `given`,
			   `hired`): begun by then, and neither ended, revoked nor dismissed */
};

struct filter {
	const struct field *field;
	enum filter_test test;
	int64_t value;
	const char
	    *text; /* an id of the profile, an item, a text; borrowed while the listing is opened */
};

struct listing_spec {
	enum kind kind;
	const char *search; /* words typed; NULL or "" for all */
	const struct field
	    *sort;       /* NULL: the kind's own order. Empty values come last either way. */
	bool descending; /* against the order's natural direction */
	struct filter filters[LISTING_FILTERS];
	size_t nfilters;
	const uint64_t *only; /* NULL, or the ids to be shown (marked ones) */
	size_t nonly;
	size_t small; /* hold an array up to so many rows; 0: LISTING_SMALL */
};

/* Asked now and then during long work, with no transaction open; false stops it. */
typedef bool listing_progress(void *context, size_t done, size_t total);

#endif
