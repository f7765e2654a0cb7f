/* SPDX-License-Identifier: MIT
 * pairs.h - a text of lines "one = another": columns and what a school calls them, words and what
 * they are called now.
 */
#ifndef BASE_PAIRS_H
#define BASE_PAIRS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* A walk over the lines; begins as {.rest = the text}. Sides are trimmed and borrowed. */
struct pair_line {
	struct slice rest, whole, left, right; /* the last = divides */
	size_t number;
	bool paired; /* both sides are there */
};

/* The next line that says something: not empty, and not begun with #. false behind the last. */
bool pairs_next(struct pair_line *l);

#endif
