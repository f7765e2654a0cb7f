/* SPDX-License-Identifier: MIT
 * book_parts.c - libarchive reads an archive from its start to its end; a workbook is read part by
 * part, so it is opened anew for each.
 */
#include "exchange/book/book_parts.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/library.h"

#define LIBRARY "libarchive.so.13" /* of Debian 12 and 13 */

#define ARCHIVE_FUNCTIONS(X)                                                                       \
	X(archive_read_new)                                                                        \
	X(archive_read_support_format_zip_seekable)                                                \
	X(archive_read_open_memory)                                                                \
	X(archive_read_next_header)                                                                \
	X(archive_read_data)                                                                       \
	X(archive_read_free)                                                                       \
	X(archive_entry_pathname)                                                                  \
	X(archive_entry_size)                                                                      \
	X(archive_entry_is_encrypted)

/* A directory of more files than any workbook has would be memory for nothing. */
enum { FILES_MOST = 10000, PIECE = 65536 };

struct book_parts {
	struct {
		ARCHIVE_FUNCTIONS(LIBRARY_MEMBER)
	} x;
	struct slice bytes;
	struct arena arena; /* of names */
	const char **names;
	size_t count, room;
	size_t unpacked; /* so far */
	char piece[PIECE];
};

enum status
book_damaged(struct error *e, const char *part, const char *what)
{
	return error_set(e, ST_INVALID,
	    "книга Excel повреждена: %s%s%s; откройте её в Excel и сохраните заново", part,
	    part[0] != '\0' ? ": " : "", what);
}

enum status
book_too_large(struct error *e)
{
	return error_set(e, ST_INVALID,
	    "книга Excel слишком велика: распакованной она занимает больше %d МБ; разделите её или "
	    "сохраните нужный лист как CSV",
	    BOOK_UNPACKED / 1024 / 1024);
}

static enum status
load(struct book_parts *parts, struct error *e)
{
#define PLACE(name) LIBRARY_PLACE(__typeof__(parts->x), name),
	static const struct library_function functions[] = {ARCHIVE_FUNCTIONS(PLACE)};

	if (library_load(LIBRARY, functions, sizeof(functions) / sizeof(functions[0]), &parts->x))
		return ST_OK;
	return error_set(e, ST_SYSTEM,
	    "книгу Excel не прочитать: нет библиотеки " LIBRARY
	    "; её даёт пакет libarchive13, его ставит администратор сервера. Без неё сохраните "
	    "таблицу как CSV");
}

/* Lines of the archive's directory, each begun by these four bytes. */
static bool
has_too_many(struct slice bytes)
{
	const char *p = bytes.data, *end = p + bytes.len;
	size_t count = 0;

	for (; (p = memmem(p, (size_t)(end - p), "PK\1\2", 4)) != NULL; p += 4)
		if (++count > FILES_MOST)
			return true;
	return false;
}

/* From its first file on; NULL: it is none. */
static struct archive *
begin(const struct book_parts *parts)
{
	struct archive *a = parts->x.archive_read_new();

	if (a != NULL && parts->x.archive_read_support_format_zip_seekable(a) == ARCHIVE_OK &&
	    parts->x.archive_read_open_memory(a, parts->bytes.data, parts->bytes.len) == ARCHIVE_OK)
		return a;
	if (a != NULL)
		parts->x.archive_read_free(a);
	return NULL;
}

/* As it is named in a workbook: some programs write \ between folders. */
static const char *
name_of(struct book_parts *parts, struct archive_entry *entry)
{
	const char *given = parts->x.archive_entry_pathname(entry);
	char *name = arena_strdup(&parts->arena, given != NULL ? given : "");

	for (char *p = name; *p != '\0'; p++)
		if (*p == '\\')
			*p = '/';
	return name[0] == '/' ? name + 1 : name;
}

static enum status
take_entry(
    struct book_parts *parts, struct archive_entry *entry, int64_t *promised, struct error *e)
{
	int64_t size = parts->x.archive_entry_size(entry);

	if (parts->x.archive_entry_is_encrypted(entry))
		return error_set(e, ST_INVALID,
		    "книга Excel закрыта паролем; снимите пароль и сохраните её заново");
	if (size < 0 || size > BOOK_UNPACKED || (*promised += size) > BOOK_UNPACKED)
		return book_too_large(e);
	ARRAY_ROOM(parts->names, parts->count, parts->room);
	parts->names[parts->count++] = name_of(parts, entry);
	return ST_OK;
}

/* What the directory says: names and sizes. */
static enum status
read_directory(struct book_parts *parts, struct error *e)
{
	struct archive *a = has_too_many(parts->bytes) ? NULL : begin(parts);
	struct archive_entry *entry;
	int64_t promised = 0;
	enum status st = ST_OK;
	int got = ARCHIVE_FATAL;

	while (a != NULL && st == ST_OK &&
	    (got = parts->x.archive_read_next_header(a, &entry)) >= ARCHIVE_WARN &&
	    got != ARCHIVE_EOF)
		st = take_entry(parts, entry, &promised, e);
	if (st == ST_OK && (got != ARCHIVE_EOF || parts->count == 0))
		st = book_damaged(e, "", "её архив не читается");
	if (a != NULL)
		parts->x.archive_read_free(a);
	return st;
}

enum status
book_parts_open(struct book_parts **out, struct slice bytes, struct error *e)
{
	struct book_parts *parts = xcalloc(1, sizeof(*parts));
	enum status st = load(parts, e);

	parts->bytes = bytes;
	if (st == ST_OK)
		st = read_directory(parts, e);
	*out = st == ST_OK ? parts : NULL;
	if (st != ST_OK)
		book_parts_close(parts);
	return st;
}

void
book_parts_close(struct book_parts *parts)
{
	if (parts == NULL)
		return;
	free(parts->names);
	arena_free(&parts->arena);
	free(parts);
}

/* The place of a name; count when there is none. */
static size_t
find(const struct book_parts *parts, const char *name)
{
	size_t i = 0;

	while (i < parts->count && strcasecmp(parts->names[i], name) != 0)
		i++;
	return i;
}

bool
book_parts_have(const struct book_parts *parts, const char *name)
{
	return find(parts, name) < parts->count;
}

/* Hand over the file the archive stands at. */
static enum status
read_file(struct book_parts *parts, struct archive *a, const char *name,
    enum status (*take)(void *context, struct slice piece, struct error *e), void *context,
    struct error *e)
{
	enum status st = ST_OK;
	la_ssize_t got = 0;

	while (st == ST_OK && (got = parts->x.archive_read_data(a, parts->piece, PIECE)) > 0) {
		parts->unpacked += (size_t)got;
		st = parts->unpacked > BOOK_UNPACKED
		    ? book_too_large(e)
		    : take(context, slice_make(parts->piece, (size_t)got), e);
	}
	return st == ST_OK && got < 0 ? book_damaged(e, name, "не распаковывается") : st;
}

enum status
book_parts_read(struct book_parts *parts, const char *name,
    enum status (*take)(void *context, struct slice piece, struct error *e), void *context,
    struct error *e)
{
	size_t place = find(parts, name);
	struct archive *a = place < parts->count ? begin(parts) : NULL;
	struct archive_entry *entry;
	bool there = a != NULL;
	enum status st;

	if (place == parts->count)
		return book_damaged(e, name, "такой части в ней нет");
	for (size_t i = 0; there && i <= place; i++)
		there = parts->x.archive_read_next_header(a, &entry) >= ARCHIVE_WARN;
	st = there ? read_file(parts, a, name, take, context, e)
		   : book_damaged(e, name, "не читается");
	if (a != NULL)
		parts->x.archive_read_free(a);
	return st;
}
