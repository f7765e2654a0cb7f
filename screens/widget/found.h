/* SPDX-License-Identifier: MIT
 * found.h - the words that were searched for, found again in what is shown.
 */
#ifndef SCREENS_FOUND_H
#define SCREENS_FOUND_H

#include "base/buf.h"

enum { FOUND_WORDS = 16 };

struct found {
	char *words[FOUND_WORDS]; /* folded */
	size_t lengths[FOUND_WORDS];
	size_t count;
};

void found_set(struct found *f, const char *query); /* NULL or "": nothing is found */
void found_clear(struct found *f);

/* Called for each place a word stands in the text: bytes [from, from + len). */
typedef void found_fn(void *context, size_t from, size_t len);
void found_each(const struct found *f, const char *text, found_fn *fn, void *context);

/* Every word of the query is in the text, in any order. */
bool found_all(const struct found *f, const char *text);

#endif
