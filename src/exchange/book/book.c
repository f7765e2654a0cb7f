/* SPDX-License-Identifier: MIT
 * book.c - what a file that looks like a workbook is, and what its parts are to each other.
 */
#include "exchange/book/book_outline.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* Old workbooks, and new ones that are encrypted, are a file system of their own in one file. */
static const struct slice compound = {.data = "\xD0\xCF\x11\xE0", .len = 4};
static const struct slice archive = {.data = "PK\x03\x04", .len = 4};

bool
book_is(struct slice bytes)
{
	return slice_starts(bytes, archive) || slice_starts(bytes, compound);
}

/* Names in it are UTF-16. */
static bool
holds_wide(struct slice bytes, const char *name)
{
	struct buf wide = {0};
	bool holds;

	for (; *name != '\0'; name++) {
		buf_putc(&wide, *name);
		buf_putc(&wide, '\0');
	}
	holds = memmem(bytes.data, bytes.len, wide.data, wide.len) != NULL;
	buf_free(&wide);
	return holds;
}

static enum status
refuse_compound(struct slice bytes, struct error *e)
{
	if (holds_wide(bytes, "EncryptedPackage"))
		return error_set(e, ST_INVALID,
		    "книга Excel закрыта паролем; снимите пароль и сохраните её заново");
	return error_set(e, ST_INVALID,
	    "это книга Excel старого вида (.xls); откройте её и сохраните как «Книга Excel» "
	    "(.xlsx) "
	    "или CSV");
}

/* Other files that are archives, too, by a part each has. */
static const struct {
	const char *part, *what;
} others[] = {
    {.part = "xl/workbook.bin", .what = "это двоичная книга Excel (.xlsb)"},
    {.part = "xl/vbaProject.bin", .what = "это книга Excel с макросами (.xlsm)"},
    {.part = "content.xml", .what = "это таблица LibreOffice (.ods)"},
    {.part = "word/document.xml", .what = "это документ Word, а не таблица"},
    {.part = "ppt/presentation.xml", .what = "это презентация, а не таблица"},
};

static enum status
refuse_others(const struct book_parts *parts, struct error *e)
{
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (book_parts_have(parts, others[i].part))
			return error_set(e, ST_INVALID,
			    "%s; откройте её и сохраните как «Книга Excel» (.xlsx) или CSV",
			    others[i].what);
	if (!book_parts_have(parts, "[Content_Types].xml"))
		return error_set(e, ST_INVALID,
		    "это архив, а не книга Excel; распакуйте его и дайте файл таблицы");
	return ST_OK;
}

/* A workbook with macros may have lost them, and is named by its type alone. */
static enum status
open_type(void *context, const char *name, const char **attributes, struct error *e)
{
	const char *type = book_xml_attribute(attributes, "ContentType");

	(void)context;
	if (strcmp(name, "Override") == 0 && type != NULL && strstr(type, "macroEnabled") != NULL)
		return error_set(e, ST_INVALID,
		    "это книга Excel с макросами (.xlsm); откройте её и сохраните как «Книга "
		    "Excel» (.xlsx) или CSV");
	return ST_OK;
}

static enum status
close_nothing(void *context, const char *name, struct error *e)
{
	(void)context, (void)name, (void)e;
	return ST_OK;
}

/* The parts a part is related to. */
struct relations {
	struct book_outline *outline;
	const char *folder; /* their targets are named from */
};

/* What is looked for, by the end of its type. */
static const char **
place_of_type(struct book_outline *o, const char *type)
{
	const char *kind = strrchr(type, '/');

	if (kind == NULL)
		return NULL;
	if (strcmp(kind, "/officeDocument") == 0)
		return &o->workbook;
	if (strcmp(kind, "/sharedStrings") == 0)
		return &o->strings;
	return strcmp(kind, "/styles") == 0 ? &o->styles : NULL;
}

static bool
is_sheet(const char *type)
{
	const char *kind = strrchr(type, '/');

	return kind != NULL && strcmp(kind, "/worksheet") == 0;
}

/* A target from the folder of the part that names it; / begins at the archive's root, ../ and ./
 * step. */
static const char *
resolve(struct book_outline *o, const char *folder, const char *target)
{
	struct buf path = {0};
	const char *resolved;

	if (target[0] == '/')
		target++;
	else
		buf_puts(&path, folder);
	for (; strncmp(target, "../", 3) == 0 || strncmp(target, "./", 2) == 0; target += 2) {
		bool up = target[1] == '.';
		const char *slash;

		target += up;
		if (!up || path.len == 0)
			continue;
		slash = memrchr(path.data, '/', path.len - 1);
		buf_truncate(&path, slash != NULL ? (size_t)(slash - path.data) + 1 : 0);
	}
	buf_puts(&path, target);
	resolved = arena_strdup(&o->arena, buf_text(&path));
	buf_free(&path);
	return resolved;
}

static enum status
open_relation(void *context, const char *name, const char **attributes, struct error *e)
{
	const struct relations *r = context;
	struct book_outline *o = r->outline;
	const char *id = book_xml_attribute(attributes, "Id");
	const char *type = book_xml_attribute(attributes, "Type");
	const char *target = book_xml_attribute(attributes, "Target");
	const char **place;

	(void)e;
	assert(o != NULL);
	if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL || target == NULL)
		return ST_OK;
	place = place_of_type(o, type);
	if (place != NULL && *place == NULL)
		*place = resolve(o, r->folder, target);
	if (!is_sheet(type) || o->nrelated >= BOOK_SHEETS)
		return ST_OK;
	ARRAY_ROOM(o->related, o->nrelated, o->related_room);
	o->related[o->nrelated++] = (struct book_part){
	    .id = arena_strdup(&o->arena, id), .part = resolve(o, r->folder, target)};
	return ST_OK;
}

/* FOLDER/_rels/NAME.rels of FOLDER/NAME */
static enum status
read_relations(struct book_outline *o, const char *part, struct error *e)
{
	static const struct book_xml_taker taker = {.open = open_relation, .close = close_nothing};
	const char *slash = strrchr(part, '/'), *name = slash != NULL ? slash + 1 : part;
	const char *folder = arena_strndup(&o->arena, part, (size_t)(name - part));
	struct relations r = {.outline = o, .folder = folder};
	struct buf path = {0};
	enum status st;

	buf_printf(&path, "%s_rels/%s.rels", folder, name);
	st = book_xml_read(o->parts, buf_text(&path), &taker, &r, e);
	buf_free(&path);
	return st;
}

static const char *
related_part(const struct book_outline *o, const char *id)
{
	for (size_t i = 0; i < o->nrelated; i++)
		if (strcmp(o->related[i].id, id) == 0)
			return o->related[i].part;
	return NULL;
}

/* Sheets of charts are none. */
static enum status
open_workbook(void *context, const char *name, const char **attributes, struct error *e)
{
	struct book_outline *o = context;
	const char *id = book_xml_attribute(attributes, "id");
	const char *title = book_xml_attribute(attributes, "name");
	const char *part = id != NULL ? related_part(o, id) : NULL;

	(void)e;
	if (strcmp(name, "workbookPr") == 0)
		o->from_1904 = book_xml_truth(attributes, "date1904");
	if (strcmp(name, "sheet") != 0 || title == NULL || part == NULL ||
	    o->nsheets >= BOOK_SHEETS)
		return ST_OK;
	ARRAY_ROOM(o->sheets, o->nsheets, o->sheets_room);
	o->sheets[o->nsheets++] =
	    (struct book_part){.id = arena_strdup(&o->arena, title), .part = part};
	return ST_OK;
}

static enum status
read_outline(struct book_outline *o, struct error *e)
{
	static const struct book_xml_taker types = {.open = open_type, .close = close_nothing};
	static const struct book_xml_taker workbook = {
	    .open = open_workbook, .close = close_nothing};
	enum status st = refuse_others(o->parts, e);

	if (st == ST_OK)
		st = book_xml_read(o->parts, "[Content_Types].xml", &types, o, e);
	if (st == ST_OK)
		st = read_relations(o, "", e);
	if (st != ST_OK)
		return st;
	if (o->workbook == NULL)
		return book_damaged(e, "", "в ней нет самой книги");
	st = read_relations(o, o->workbook, e);
	if (st == ST_OK)
		st = book_xml_read(o->parts, o->workbook, &workbook, o, e);
	if (st == ST_OK && o->nsheets == 0)
		st = book_damaged(e, "", "в ней нет ни одного листа");
	return st;
}

enum status
book_outline_read(struct book_outline *o, struct slice bytes, struct error *e)
{
	enum status st;

	*o = (struct book_outline){.from_1904 = false};
	if (slice_starts(bytes, compound))
		return refuse_compound(bytes, e);
	st = book_parts_open(&o->parts, bytes, e);
	return st == ST_OK ? read_outline(o, e) : st;
}

void
book_outline_free(struct book_outline *o)
{
	book_parts_close(o->parts);
	free(o->related);
	free(o->sheets);
	arena_free(&o->arena);
	*o = (struct book_outline){.from_1904 = false};
}

enum status
book_names_read(struct book_names *names, struct slice bytes, struct error *e)
{
	struct book_outline o;
	enum status st = book_outline_read(&o, bytes, e);

	for (size_t i = 0; st == ST_OK && i < o.nsheets; i++) {
		ARRAY_ROOM(names->items, names->count, names->room);
		names->items[names->count++] = arena_strdup(&names->arena, o.sheets[i].id);
	}
	book_outline_free(&o);
	return st;
}

void
book_names_free(struct book_names *names)
{
	free(names->items);
	arena_free(&names->arena);
	*names = (struct book_names){.count = 0};
}
