/* SPDX-License-Identifier: MIT
 * exchange_help.c - a throwaway database, tables in and out of it.
 */
#include "tests/lib/exchange_help.h"

#include "tests/lib/visitor_help.h"

void
place_make(struct place *p)
{
	struct error e = {0};
	struct buf dir = {0};

	setenv("METODAKTIV_NOW", "2026-05-31T12:00:00", 1);
	strcpy(p->dir, "/tmp/metodaktiv-test-XXXXXX");
	assert_non_null(mkdtemp(p->dir));
	buf_printf(&dir, "%s/db", p->dir);
	if (session_create(&p->session,
		&(struct new_database){
		    .dir = dir.data, .profile = "profiles/strezhevoy.conf", .rehearsal = true},
		AS("clerk"), &e) != ST_OK)
		fail_msg("%s", error_text(&e));
	buf_free(&dir);
}

static int
remove_entry(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

void
place_close(struct place *p)
{
	session_close(p->session);
	assert_int_equal(nftw(p->dir, remove_entry, 8, FTW_DEPTH | FTW_PHYS), 0);
}

/* Go on as somebody who may only look. */
void
place_become_viewer(struct place *p)
{
	struct account guest = {.name = "guest", .full_name = "Гость", .role = "viewer"};
	struct buf dir = {0};
	struct error e = {0};

	assert_int_equal(session_account_save(p->session, &guest, true, &e), ST_OK);
	session_close(p->session);
	buf_printf(&dir, "%s/db", p->dir);
	assert_int_equal(session_open(&p->session, dir.data, AS("guest"), &e), ST_OK);
	buf_free(&dir);
}

uint64_t
place_version(const struct place *p)
{
	return store_version(p->session->store);
}

bool
read_whole(const char *path, struct buf *out)
{
	FILE *f = fopen(path, "rb");

	buf_clear(out);
	if (f == NULL)
		return false;
	assert_true(buf_read_file(out, f));
	fclose(f);
	return true;
}

static void
keep_sentence(void *context, const char *sentence)
{
	struct outcome *o = context;

	buf_printf(&o->told, "%s\n", sentence);
	o->sentences++;
}

void
outcome_free(struct outcome *o)
{
	buf_free(&o->told);
	*o = (struct outcome){0};
}

/* Import sources (their bytes are freed) with the options' flags; o is filled anew. */
void
import_sources(struct place *p, struct import_source *sources, size_t count,
    struct import_options options, struct outcome *o)
{
	outcome_free(o);
	if (options.told == NULL) {
		options.told = keep_sentence;
		options.context = o;
	}
	o->status = import_tables(p->session, sources, count, &options, &o->result, &o->e);
	for (size_t i = 0; i < count; i++)
		buf_free(&sources[i].bytes);
}

void
import_bytes(struct place *p, enum kind kind, const char *name, struct slice bytes,
    struct import_options options, struct outcome *o)
{
	struct import_source source = {
	    .kind = kind, .name = name, .json = strstr(name, ".json") != NULL};

	buf_put_slice(&source.bytes, bytes);
	import_sources(p, &source, 1, options, o);
}

/* A table given in the test. */
void
import_text(struct place *p, enum kind kind, const char *text, struct outcome *o)
{
	char name[64];

	snprintf(name, sizeof(name), "%s.%s", entity_of(kind)->id,
	    text[strspn(text, " ")] == '[' ? "json" : "csv");
	import_bytes(p, kind, name, slice_of(text), (struct import_options){0}, o);
}

/* Every KIND.csv there is in a folder. */
size_t
read_folder(const char *folder, struct import_source sources[KIND_COUNT])
{
	size_t count = 0;

	for (int k = 0; k < KIND_COUNT; k++) {
		struct import_source *s = &sources[count];
		char path[300];

		*s = (struct import_source){
		    .kind = (enum kind)k, .name = entity_of((enum kind)k)->id};
		snprintf(path, sizeof(path), "%s/%s.csv", folder, s->name);
		count += read_whole(path, &s->bytes);
	}
	return count;
}

void
import_folder(struct place *p, const char *folder, struct outcome *o)
{
	struct import_source sources[KIND_COUNT];
	size_t count = read_folder(folder, sources);

	assert_true(count > 0);
	import_sources(p, sources, count, (struct import_options){0}, o);
}

/* The table as bytes; returns the number of rows. */
size_t
export_bytes(struct place *p, enum kind kind, struct export_options options, struct buf *out)
{
	struct error e = {0};
	char *bytes = NULL;
	size_t len = 0, rows = 0;
	FILE *f = open_memstream(&bytes, &len);

	assert_int_equal(export_table(p->session, kind, &options, f, &rows, &e), ST_OK);
	fclose(f);
	buf_clear(out);
	buf_put(out, bytes, len);
	free(bytes);
	return rows;
}

void
assert_accepted(const struct outcome *o)
{
	if (o->status != ST_OK)
		fail_msg("%s\n%s", error_text(&o->e), buf_text(&o->told));
}

/* Refused, and the sentences hold the part. */
void
assert_refused(const struct outcome *o, const char *part)
{
	if (o->status == ST_OK || strstr(buf_text(&o->told), part) == NULL)
		fail_msg("expected «%s»; got: %s\n%s", part, error_text(&o->e), buf_text(&o->told));
	assert_false(o->result.written);
}

void
assert_same_bytes(const char *what, const struct buf *got, const struct buf *expected)
{
	size_t i = 0;

	if (slice_equal(buf_slice(got), buf_slice(expected)))
		return;
	while (i < got->len && i < expected->len && got->data[i] == expected->data[i])
		i++;
	i = i > 80 ? i - 80 : 0;
	fail_msg("%s: differs near byte %zu:\n%.160s\nexpected:\n%.160s", what, i,
	    i < got->len ? got->data + i : "", i < expected->len ? expected->data + i : "");
}
