/* SPDX-License-Identifier: MIT
 * suggest.h - what may have been meant: known words close to the one typed.
 */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include "base/buf.h"

enum { SUGGEST_WORDS = 3, SUGGEST_LENGTH = 64 };

/* {.wanted = text}: nothing tried yet. */
struct suggest {
	const char *wanted;
	size_t count;
	char words[SUGGEST_WORDS][SUGGEST_LENGTH * 4 + 1];
	size_t distances[SUGGEST_WORDS];
};

/* Keep the word if it is among the closest. Case and letters of the other alphabet that look or
 * are typed alike cost little. */
void suggest_try(struct suggest *n, const char *word);

/* Append "; может быть, «people» или «pathways»?", nothing when no word was near. */
void suggest_put(const struct suggest *n, const char *prefix, struct buf *out);

/* Letters to be changed, put in or taken out to make one word of the other. */
size_t suggest_distance(const char *a, const char *b);

#endif
