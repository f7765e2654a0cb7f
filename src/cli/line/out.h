/* SPDX-License-Identifier: MIT
 * out.h - where answers go: standard output, never raw to a terminal.
 */
#ifndef CLI_OUT_H
#define CLI_OUT_H

#include <stdio.h>

#include "base/buf.h"
#include "base/status.h"

/* Standard output; where it is a terminal, a stream over it that shows unsafe characters escaped.
 */
FILE *out_open(void);
/* ST_REFUSED when not everything could be written. */
enum status out_close(FILE *f, struct error *e);

/* A value on one line, escaped, for text meant to be read. */
void out_shown(FILE *f, const char *s);
/* The same, filled with blanks up to that many columns. */
void out_padded(FILE *f, const char *s, size_t columns);
/* A buf as it is; the buf is emptied. */
void out_buf(FILE *f, struct buf *b);

/* A sentence to standard error, escaped, with a line feed. */
void out_complain(const char *sentence);
/* The same for those who call back. */
void out_tell(void *context, const char *sentence);

#endif
