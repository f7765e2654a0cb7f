/* SPDX-License-Identifier: MIT
 * export.c - metodaktiv export: tables out of the register, to standard output, a file or a folder.
 */
#include "exchange/export.h"

#include <errno.h>
#include <string.h>

#include "base/reason.h"
#include "cli/command/command.h"
#include "cli/line/out.h"
#include "cli/line/progress.h"
#include "cli/line/reply.h"
#include "db/lmdb/pages.h"
#include "service/core/taken.h"

static struct export_options
options_of(const struct call *c)
{
	const char *headers = c->values[OPTION_HEADERS];

	return (struct export_options){
	    .format = call_format_is(c, "json") ? EXPORT_JSON
		: call_format_is(c, "xlsx")     ? EXPORT_XLSX
						: EXPORT_CSV,
	    .russian_headers = headers != NULL && strcmp(headers, "ru") == 0,
	};
}

static enum status
export_to(struct call *c, enum kind kind, FILE *f, size_t *rows, struct error *e)
{
	struct export_options how = options_of(c);
	enum status st = export_table(c->session, kind, &how, f, rows, e);

	if (ferror(f)) /* the disk's or the pipe's fault, not the database's */
		return error_set(e, ST_REFUSED, "не удалось записать таблицу %s: %s",
		    entity_of(kind)->id, reason_of(errno).text);
	if (st == ST_OK && progress_stopped())
		return error_set(e, ST_CANCELLED, "выгрузка прервана");
	return st;
}

/* The table into a reply that has been begun. */
static enum status
write_table(struct call *c, enum kind kind, struct reply *reply, struct error *e)
{
	struct progress progress;
	size_t rows = 0;
	enum status st;

	progress_begin(&progress);
	st = reply_end(reply, export_to(c, kind, reply->f, &rows, e), e);
	progress_end(&progress);
	if (st != ST_OK || reply->path == NULL)
		return st;
	out_shown(c->out, reply->path);
	fprintf(c->out, ": записей %zu\n", rows);
	return ST_OK;
}

/* To standard output or the file of --output. */
static enum status
export_one(struct call *c, struct error *e)
{
	struct reply reply;
	enum status st = call_format_is(c, "xlsx") ? reply_require_file(c, "книга xlsx", e) : ST_OK;

	if (st == ST_OK)
		st = reply_begin(&reply, c, OPERATION_EXPORT, entity_of(c->kind)->many, e);
	return st == ST_OK ? write_table(c, c->kind, &reply, e) : st;
}

static enum status
export_into(struct call *c, enum kind kind, const char *path, struct error *e)
{
	struct reply reply;
	enum status st = reply_open(&reply, c, path, e);

	return st == ST_OK ? write_table(c, kind, &reply, e) : st;
}

static void
put_path(const struct call *c, const char *folder, enum kind kind, struct buf *out)
{
	buf_clear(out);
	buf_printf(out, "%s/%s.%s", folder, entity_of(kind)->id,
	    c->values[OPTION_FORMAT] != NULL ? c->values[OPTION_FORMAT] : "csv");
}

/* Everything that stands in the way is told before the first file is written. */
static enum status
check_folder(struct call *c, const char *folder, struct error *e)
{
	bool replace = call_has(c, OPTION_FORCE);
	struct buf path = {0};
	enum status st = delivery_folder(folder, replace, e);

	for (enum kind kind = 0; kind < KIND_COUNT && st == ST_OK; kind++) {
		put_path(c, folder, kind, &path);
		st = delivery_check(buf_text(&path), replace, e);
	}
	buf_free(&path);
	return st;
}

static enum status
export_folder(struct call *c, const char *folder, struct error *e)
{
	struct buf path = {0};
	enum status st = check_folder(c, folder, e);

	if (st == ST_OK)
		st = pages_check(c->session->store, e);
	if (st == ST_OK)
		st = taken_note(c->session, OPERATION_EXPORT, "все таблицы", e);
	for (enum kind kind = 0; kind < KIND_COUNT && st == ST_OK; kind++) {
		if (!export_is_due(c->session, kind))
			continue;
		put_path(c, folder, kind, &path);
		st = export_into(c, kind, buf_text(&path), e);
	}
	buf_free(&path);
	return st;
}

enum status
command_export(struct call *c, struct error *e)
{
	if (call_has(c, OPTION_HEADERS) && call_format_is(c, "json"))
		return error_set(e, ST_USAGE, "--headers относится к CSV и книге xlsx");
	if (!call_has(c, OPTION_ALL))
		return export_one(c, e);
	if (call_has(c, OPTION_OUTPUT))
		return error_set(
		    e, ST_USAGE, "с --all таблицы записываются в папку; --output не нужен");
	return export_folder(c, c->operands[0], e);
}
