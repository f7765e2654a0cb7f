/* SPDX-License-Identifier: MIT
 * import.c - metodaktiv import: tables into the register, one file or a whole folder.
 */
#include "exchange/import.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"
#include "base/reason.h"
#include "cli/commands.h"
#include "cli/out.h"
#include "cli/progress.h"

struct sources {
	struct import_source items[KIND_COUNT];
	char *names[KIND_COUNT];
	size_t count;
};

static bool
is_json(const struct call *c, const char *path)
{
	const char *end = strrchr(path, '.');

	return call_has(c, OPTION_FORMAT) ? call_format_is(c, "json")
					  : end != NULL && strcmp(end, ".json") == 0;
}

static enum status
cannot_read(const char *path, struct error *e)
{
	return error_set(
	    e, ST_NOTFOUND, "не удалось прочитать «%s»: %s", path, reason_of(errno).text);
}

/* Read one file whole; the transaction that follows never waits for a pipe or a disk. */
static enum status
add_source(struct sources *s, enum kind kind, const char *path, bool json, struct error *e)
{
	bool standard = strcmp(path, "-") == 0;
	FILE *f = standard ? stdin : fopen(path, "re");
	struct import_source *source = &s->items[s->count];
	const char *slash = strrchr(path, '/');
	enum status st = ST_OK;

	if (f == NULL)
		return cannot_read(path, e);
	s->names[s->count] = xstrdup(standard ? "стандартный ввод" : slash ? slash + 1 : path);
	*source = (struct import_source){.kind = kind, .name = s->names[s->count], .json = json};
	s->count++;
	if (!buf_read_file(&source->bytes, f))
		st = cannot_read(path, e);
	if (!standard)
		fclose(f);
	return st;
}

/* Every KIND.csv there is; other files are passed over. */
static enum status
add_folder(struct call *c, struct sources *s, const char *folder, struct error *e)
{
	bool json = call_format_is(c, "json");
	struct buf path = {0};
	enum status st = ST_OK;

	for (enum kind kind = 0; kind < KIND_COUNT && st == ST_OK; kind++) {
		buf_clear(&path);
		buf_printf(&path, "%s/%s.%s", folder, entity_of(kind)->id, json ? "json" : "csv");
		if (access(buf_text(&path), F_OK) == 0)
			st = add_source(s, kind, buf_text(&path), json, e);
	}
	if (st == ST_OK && s->count == 0)
		st = access(folder, F_OK) != 0
		    ? cannot_read(folder, e)
		    : error_set(e, ST_NOTFOUND,
			  "в папке «%s» нет ни одной таблицы (people.%s и других)", folder,
			  json ? "json" : "csv");
	buf_free(&path);
	return st;
}

static bool
tell_progress(void *context, const char *name, size_t rows, size_t bytes, size_t total_bytes)
{
	progress_tell(context, name, rows, bytes, total_bytes);
	return !progress_stopped();
}

static void
tell_unlisted(size_t unlisted)
{
	char sentence[200];

	snprintf(sentence, sizeof(sentence), "показаны первые %d ошибок, всего их %zu",
	    IMPORT_FAULTS, IMPORT_FAULTS + unlisted);
	out_complain(sentence);
}

static void
print_result(const struct call *c, const struct import_result *r)
{
	bool nothing = r->created == 0 && r->updated == 0;

	if (call_has(c, OPTION_DRY_RUN))
		fputs("Проверка, база не изменена. ", c->out);
	fprintf(c->out, "Внесено: %zu, изменено: %zu, без изменений: %zu", r->created, r->updated,
	    r->unchanged);
	if (r->faults > 0)
		fprintf(c->out, ", не принято: %zu", r->faults);
	fputs(nothing && !call_has(c, OPTION_DRY_RUN) ? "; ничего не изменилось\n" : "\n", c->out);
}

static enum status
run_import(struct call *c, struct sources *sources, struct error *e)
{
	struct progress progress;
	struct import_result result = {0};
	const struct import_options how = {
	    .dry_run = call_has(c, OPTION_DRY_RUN),
	    .keep_going = call_has(c, OPTION_KEEP_GOING),
	    .progress = tell_progress,
	    .told = out_tell,
	    .context = &progress,
	};
	enum status st;

	progress_begin(&progress);
	st = import_tables(c->session, sources->items, sources->count, &how, &result, e);
	progress_end(&progress);
	if (result.unlisted > 0)
		tell_unlisted(result.unlisted);
	if (st == ST_OK || (st == ST_INVALID && how.keep_going))
		print_result(c, &result);
	return st;
}

enum status
command_import(struct call *c, struct error *e)
{
	struct sources sources = {0};
	enum status st;

	if (call_has(c, OPTION_ALL))
		st = add_folder(c, &sources, c->operands[0], e);
	else
		st = add_source(&sources, c->kind, c->operands[1], is_json(c, c->operands[1]), e);
	if (st == ST_OK)
		st = run_import(c, &sources, e);
	for (size_t i = 0; i < sources.count; i++) {
		buf_free(&sources.items[i].bytes);
		free(sources.names[i]);
	}
	return st;
}
