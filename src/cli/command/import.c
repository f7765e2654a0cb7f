/* SPDX-License-Identifier: MIT
 * import.c - metodaktiv import: tables into the register, one file or a whole folder.
 */
#include "exchange/import.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "base/infile.h"
#include "cli/command/command.h"
#include "cli/line/out.h"
#include "cli/line/progress.h"
#include "exchange/import_map.h"
#include "exchange/table/encoding.h"

struct sources {
	struct import_source items[KIND_COUNT];
	char *names[KIND_COUNT], *paths[KIND_COUNT];
	size_t count;
	struct import_map map;
};

static bool
is_json(const struct call *c, const char *path)
{
	const char *end = strrchr(path, '.');

	return call_has(c, OPTION_FORMAT) ? call_format_is(c, "json")
					  : end != NULL && strcmp(end, ".json") == 0;
}

/* A pipe or a terminal is read once. */
static bool
is_file(const char *path)
{
	struct stat st;

	return strcmp(path, "-") != 0 && stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static enum status
add_source(struct sources *s, enum kind kind, const char *path, bool json, struct error *e)
{
	struct import_source *source = &s->items[s->count];
	const char *slash = strrchr(path, '/');

	s->names[s->count] = xstrdup(strcmp(path, "-") == 0 ? "стандартный ввод"
		: slash != NULL                             ? slash + 1
							    : path);
	*source = (struct import_source){
	    .kind = kind, .name = s->names[s->count], .json = json, .map = &s->map};
	if (is_file(path)) {
		source->again = infile_read_table;
		source->path = s->paths[s->count] = xstrdup(path);
	}
	s->count++;
	return infile_read_table(path, &source->bytes, e);
}

/* What the file of --map calls the columns; without it the map is empty. */
static enum status
add_map(const struct call *c, struct sources *s, struct error *e)
{
	const char *path = c->values[OPTION_MAP];
	enum kind kinds[KIND_COUNT];
	enum status st;

	if (path == NULL)
		return ST_OK;
	s->map.name = path;
	for (size_t i = 0; i < s->count; i++)
		kinds[i] = s->items[i].kind;
	st = encoding_read_file(path, &s->map.text, e);
	return st != ST_OK ? st
			   : import_map_check(&s->map, c->session->profile, kinds, s->count, e);
}

/* So many files are named; a folder with more is no folder of tables. */
enum { PASSED_OVER = 50 };

static bool
is_taken(const struct sources *s, const char *name)
{
	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->names[i], name) == 0)
			return true;
	return false;
}

/* A table under another name, or of another format, would be missed in silence. */
static void
tell_passed_over(const struct sources *s, const char *folder)
{
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, NULL, alphasort), told = 0;
	struct buf names = {0};

	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;

		if (name[0] != '.' && !is_taken(s, name) && told++ < PASSED_OVER)
			buf_printf(
			    &names, "%s%s", names.len > 0 ? ", " : "не таблицы, пропущены: ", name);
		free(entries[i]);
	}
	free(entries);
	if (told > PASSED_OVER)
		buf_printf(&names, " и ещё %d", told - PASSED_OVER);
	if (told > 0)
		out_complain(buf_text(&names));
	buf_free(&names);
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
		    ? infile_unreadable(folder, e)
		    : error_set(e, ST_NOTFOUND,
			  "в папке «%s» нет ни одной таблицы (people.%s и других)", folder,
			  json ? "json" : "csv");
	if (st == ST_OK)
		tell_passed_over(s, folder);
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
tell_writing(void *context, size_t records)
{
	char line[120];

	snprintf(line, sizeof(line), "Проверка и запись: %zu. Ctrl-C — прервать, ничего не записав",
	    records);
	progress_say(context, line);
}

static bool
is_stopped(void *context)
{
	(void)context;
	return progress_stopped();
}

/* Ctrl-C came when there was nothing to stop any more. */
static void
tell_too_late(const struct import_result *r)
{
	char sentence[200];

	if (!progress_stopped() || !r->written)
		return;
	snprintf(sentence, sizeof(sentence),
	    "прервать не удалось, всё уже записано; вернуть: metodaktiv undo %llu",
	    (unsigned long long)r->operation);
	out_complain(sentence);
}

static void
tell_unlisted(const char *what, size_t count)
{
	char sentence[200];

	if (count <= IMPORT_FAULTS)
		return;
	snprintf(sentence, sizeof(sentence), "показаны первые %d %s, всего их %zu", IMPORT_FAULTS,
	    what, count);
	out_complain(sentence);
}

static void
warn(void *context, const char *sentence)
{
	struct buf text = {0};

	(void)context;
	buf_printf(&text, "проверьте: %s", sentence);
	out_complain(buf_text(&text));
	buf_free(&text);
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
	    .writing = tell_writing,
	    .stopped = is_stopped,
	    .told = out_tell,
	    .warned = warn,
	    .context = &progress,
	};
	enum status st;

	progress_begin(&progress);
	st = import_tables(c->session, sources->items, sources->count, &how, &result, e);
	progress_end(&progress);
	tell_unlisted("ошибок", result.sentences);
	tell_unlisted("сомнений", result.doubts);
	tell_too_late(&result);
	if (st == ST_OK || (st == ST_INVALID && how.keep_going))
		print_result(c, &result);
	return st;
}

enum status
command_import(struct call *c, struct error *e)
{
	struct sources sources = {0};
	enum status st;

	if (call_has(c, OPTION_ALL) && call_has(c, OPTION_SHEET))
		return error_set(
		    e, ST_USAGE, "--sheet называет лист одной книги и с --all не годится");
	if (call_has(c, OPTION_SHEET) && is_json(c, c->operands[1]))
		return error_set(
		    e, ST_USAGE, "--sheet называет лист книги Excel, у таблицы JSON листов нет");
	if (call_has(c, OPTION_ALL))
		st = add_folder(c, &sources, c->operands[0], e);
	else
		st = add_source(&sources, c->kind, c->operands[1], is_json(c, c->operands[1]), e);
	sources.items[0].sheet = c->values[OPTION_SHEET];
	if (st == ST_OK)
		st = add_map(c, &sources, e);
	if (st == ST_OK)
		st = run_import(c, &sources, e);
	for (size_t i = 0; i < sources.count; i++) {
		buf_free(&sources.items[i].bytes);
		free(sources.names[i]);
		free(sources.paths[i]);
	}
	buf_free(&sources.map.text);
	return st;
}
