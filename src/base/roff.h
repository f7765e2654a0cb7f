/* SPDX-License-Identifier: MIT
 * roff.h - text of a manual page, in the macros of man(7).
 */
#ifndef BASE_ROFF_H
#define BASE_ROFF_H

#include "base/buf.h"

/* The text with what roff would take for its own escaped: backslashes and hyphens. A line of it
 * must not begin with a dot or a quote. */
void roff_put(struct buf *b, const char *text);

void roff_put_section(struct buf *b, const char *title);

/* A line of running text. */
void roff_put_paragraph(struct buf *b, const char *text);

/* "создать базу" as the sentence "Создать базу.": what a command is about. */
void roff_put_sentence(struct buf *b, const char *text);

/* .TP: the term in bold, then what it means. */
void roff_put_term(struct buf *b, const char *term, const char *meaning);

#endif
