/* SPDX-License-Identifier: MIT
 * typed.h - what comes from the keyboard or a paste, made fit for a field. No curses.
 */
#ifndef SCREENS_TYPED_H
#define SCREENS_TYPED_H

#include <stdbool.h>

#include "base/buf.h"

/* What was changed on the way in; all counted in characters. */
struct cleaned {
	size_t breaks;    /* line ends and tabs that became blanks */
	size_t controls;  /* control characters left out */
	size_t invisible; /* bidirectional and zero-width characters left out */
	size_t broken;    /* bytes that are not UTF-8 left out */
	size_t cut;       /* characters beyond the limit left out */
};

/* Append text in NFC without what no field may hold. lines: line feeds and tabs stay (CR LF becomes
 * LF); else each run of them becomes one blank. Adds to *what. */
void typed_clean(struct buf *out, struct slice text, bool lines, struct cleaned *what);

/* Shorten b to at most `limit` characters; what was cut is added to what->cut. */
void typed_limit(struct buf *b, size_t limit, struct cleaned *what);

/* Append a sentence that tells it: "Не вставлено: управляющих знаков — 2." Nothing when nothing
 * was. */
void typed_put_told(struct buf *out, const struct cleaned *what);

/* The single character that `base` and a combining mark make together, or 0 when there is none. */
uint32_t typed_compose(uint32_t base, uint32_t mark);

/* A mark that stands on the character before it: it has no column of its own. */
bool typed_is_mark(uint32_t cp);

/* Byte offset of the n-th character of s (its end when there are fewer). */
size_t typed_offset(const char *s, size_t n);

#endif
