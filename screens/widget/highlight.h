/* SPDX-License-Identifier: MIT
 * highlight.h - the words that were searched for, found again in what is shown.
 */
#ifndef SCREENS_HIGHLIGHT_H
#define SCREENS_HIGHLIGHT_H

#include "base/buf.h"

enum { HIGHLIGHT_WORDS = 16 };

struct highlight {
	char *words[HIGHLIGHT_WORDS]; /* as compare_put_query() made them */
	size_t lengths[HIGHLIGHT_WORDS];
	size_t count;
};

void highlight_set(struct highlight *f, const char *query); /* NULL or "": nothing is found */
void highlight_clear(struct highlight *f);

/* Called for each place a word stands in the text: bytes [from, from + len). */
typedef void highlight_fn(void *context, size_t from, size_t len);
void highlight_each(const struct highlight *f, const char *text, highlight_fn *fn, void *context);

/* Every word of the query is in the text, in any order. */
bool highlight_all(const struct highlight *f, const char *text);

#endif
