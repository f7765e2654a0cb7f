/* SPDX-License-Identifier: MIT
 * reply.c - an answer to standard output or to a file.
 */
#include "cli/line/reply.h"

#include <unistd.h>

#include <string.h>

#include "cli/line/out.h"
#include "service/core/taken.h"

const char *
reply_path(const struct call *c)
{
	const char *path = c->values[OPTION_OUTPUT];

	return path != NULL && strcmp(path, "-") != 0 ? path : NULL;
}

enum status
reply_require_file(const struct call *c, const char *about, struct error *e)
{
	if (reply_path(c) != NULL || !isatty(STDOUT_FILENO))
		return ST_OK;
	return error_set(e, ST_USAGE,
	    "%s на экран не выводится: добавьте -o ФАЙЛ или перенаправьте вывод", about);
}

enum status
reply_open(struct reply *r, struct call *c, const char *path, struct error *e)
{
	enum status st;

	*r = (struct reply){.f = c->out, .path = path};
	if (path == NULL)
		return ST_OK;
	st = delivery_begin(&r->file, path, DELIVERY_PRIVATE, call_has(c, OPTION_FORCE), e);
	r->f = r->file.f;
	return st;
}

enum status
reply_begin(
    struct reply *r, struct call *c, const char *operation, const char *what, struct error *e)
{
	enum status st = reply_open(r, c, reply_path(c), e);

	if (st != ST_OK || operation == NULL)
		return st;
	st = taken_note(c->session, operation, what, e);
	if (st != ST_OK)
		outfile_drop(&r->file);
	return st;
}

enum status
reply_begin_paper(
    struct reply *r, struct call *c, const char *what, struct slice bytes, struct error *e)
{
	enum status st = reply_open(r, c, reply_path(c), e);

	if (st != ST_OK)
		return st;
	st = taken_note_file(c->session, OPERATION_PAPER, what, bytes, e);
	if (st != ST_OK)
		outfile_drop(&r->file);
	return st;
}

enum status
reply_end(struct reply *r, enum status st, struct error *e)
{
	return r->path != NULL ? delivery_finish(&r->file, st, e) : st;
}

enum status
reply_text(struct call *c, struct buf *text, enum status st, struct error *e)
{
	struct reply reply;

	if (st == ST_OK)
		st = reply_begin(&reply, c, NULL, NULL, e);
	if (st == ST_OK) {
		out_buf(reply.f, text);
		st = reply_end(&reply, ST_OK, e);
	}
	buf_free(text);
	return st;
}
