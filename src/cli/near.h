/* SPDX-License-Identifier: MIT
 * near.h - what may have been meant: known words close to the one typed.
 */
#ifndef CLI_NEAR_H
#define CLI_NEAR_H

#include "base/buf.h"

enum { NEAR_WORDS = 3, NEAR_LENGTH = 64 };

/* {.wanted = text}: nothing tried yet. */
struct near {
	const char *wanted;
	size_t count;
	char words[NEAR_WORDS][NEAR_LENGTH * 4 + 1];
	size_t distances[NEAR_WORDS];
};

/* Keep the word if it is among the closest. Case and letters of the other alphabet that look or
 * are typed alike cost little. */
void near_try(struct near *n, const char *word);

/* Append "; может быть, «people» или «pathways»?", nothing when no word was near. */
void near_put(const struct near *n, const char *prefix, struct buf *out);

/* Letters to be changed, put in or taken out to make one word of the other. */
size_t near_distance(const char *a, const char *b);

#endif
