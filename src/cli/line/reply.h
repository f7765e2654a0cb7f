/* SPDX-License-Identifier: MIT
 * reply.h - an answer that goes to standard output or to the file of --output, and its row in the
 * journal.
 */
#ifndef CLI_REPLY_H
#define CLI_REPLY_H

#include "base/delivery.h"
#include "cli/line/call.h"

struct reply {
	FILE *f; /* to be written to */
	struct outfile file;
	const char *path; /* NULL: standard output */
};

/* The file of --output; NULL when there is none, or when it is "-". */
const char *reply_path(const struct call *c);

/* What is bytes and no text goes to a file or a pipe: ST_USAGE where it would come to a terminal.
 * about: "книга Excel". */
enum status reply_require_file(const struct call *c, const char *about, struct error *e);

/* Begin one at path, NULL: on standard output (base/delivery.h says where a file may be; --force
 * replaces). When it cannot be, nothing is left of it. */
enum status reply_open(struct reply *r, struct call *c, const char *path, struct error *e);

/* Begin it where --output asks for it. With an operation of service/core/operations.h a row of the
 * journal says that `what` was taken; when the row cannot be written nothing is. operation NULL:
 * nobody need know. */
enum status reply_begin(
    struct reply *r, struct call *c, const char *operation, const char *what, struct error *e);

/* The same of a paper: OPERATION_PAPER, with the digest of its bytes. */
enum status reply_begin_paper(
    struct reply *r, struct call *c, const char *what, struct slice bytes, struct error *e);

/* The whole of it, which nobody need know of: the text, when st is ST_OK. Returns st, or what went
 * wrong; the text is freed. */
enum status reply_text(struct call *c, struct buf *text, enum status st, struct error *e);

/* Put a file in its place when st is ST_OK, else take it away. Returns st, or what went wrong. */
enum status reply_end(struct reply *r, enum status st, struct error *e);

#endif
