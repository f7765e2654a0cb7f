/* SPDX-License-Identifier: MIT
 * export.c - metodaktiv export: tables out of the register, to standard output, a file or a folder.
 */
#include "exchange/export.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/reason.h"
#include "cli/commands.h"
#include "cli/out.h"
#include "cli/progress.h"

static struct export_options
options_of(const struct call *c)
{
	const char *headers = c->values[OPTION_HEADERS];

	return (struct export_options){
	    .format = call_format_is(c, "json") ? EXPORT_JSON : EXPORT_CSV,
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

static enum status
export_file(struct call *c, enum kind kind, const char *path, struct error *e)
{
	struct outfile file;
	struct progress progress;
	size_t rows = 0;
	enum status st = out_file_open(&file, path, e);

	if (st != ST_OK)
		return st;
	progress_begin(&progress);
	st = export_to(c, kind, file.f, &rows, e);
	st = out_file_finish(&file, st, e);
	progress_end(&progress);
	if (st == ST_OK) {
		out_shown(c->out, path);
		fprintf(c->out, ": записей %zu\n", rows);
	}
	return st;
}

static enum status
export_folder(struct call *c, const char *folder, struct error *e)
{
	const char *extension = call_format_is(c, "json") ? "json" : "csv";
	struct buf path = {0};
	enum status st = ST_OK;

	if (mkdir(folder, 0777) != 0 && errno != EEXIST)
		return error_set(e, ST_REFUSED, "не удалось создать папку «%s»: %s", folder,
		    reason_of(errno).text);
	for (enum kind kind = 0; kind < KIND_COUNT && st == ST_OK; kind++) {
		if (!export_is_due(c->session, kind))
			continue;
		buf_clear(&path);
		buf_printf(&path, "%s/%s.%s", folder, entity_of(kind)->id, extension);
		st = export_file(c, kind, buf_text(&path), e);
	}
	buf_free(&path);
	return st;
}

enum status
command_export(struct call *c, struct error *e)
{
	const char *path = c->values[OPTION_OUTPUT];

	if (call_has(c, OPTION_HEADERS) && call_format_is(c, "json"))
		return error_set(e, ST_USAGE, "--headers относится только к CSV");
	if (call_has(c, OPTION_ALL)) {
		if (path != NULL)
			return error_set(
			    e, ST_USAGE, "с --all таблицы записываются в папку; --output не нужен");
		return export_folder(c, c->operands[0], e);
	}
	if (path != NULL && strcmp(path, "-") != 0)
		return export_file(c, c->kind, path, e);
	return export_to(c, c->kind, c->out, NULL, e);
}
