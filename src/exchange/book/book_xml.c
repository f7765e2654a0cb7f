/* SPDX-License-Identifier: MIT
 * book_xml.c - expat, held to what a workbook needs: a document type would let a file of a kilobyte
 * name gigabytes, and a tag that does not end is kept whole.
 */
#include "exchange/book/book_xml.h"

#include <expat.h>
#include <string.h>

#include "base/library.h"

#define LIBRARY "libexpat.so.1"

#define EXPAT_FUNCTIONS(X)                                                                         \
	X(XML_ParserCreate)                                                                        \
	X(XML_ParserFree)                                                                          \
	X(XML_SetUserData)                                                                         \
	X(XML_SetElementHandler)                                                                   \
	X(XML_SetCharacterDataHandler)                                                             \
	X(XML_SetStartDoctypeDeclHandler)                                                          \
	X(XML_StopParser)                                                                          \
	X(XML_Parse)                                                                               \
	X(XML_GetCurrentByteIndex)

enum { DEPTH_MOST = 64, TAG_MOST = 1024 * 1024 };

struct xml_reading {
	struct {
		EXPAT_FUNCTIONS(LIBRARY_MEMBER)
	} x;
	XML_Parser parser;
	const char *part;
	const struct book_xml_taker *taker;
	void *context;
	struct error *error;
	int depth;
	int64_t fed;
	enum status st; /* what has ended the reading */
};

static enum status
load(struct xml_reading *r, struct error *e)
{
#define PLACE(name) LIBRARY_PLACE(__typeof__(r->x), name),
	static const struct library_function functions[] = {EXPAT_FUNCTIONS(PLACE)};

	if (library_load(LIBRARY, functions, sizeof(functions) / sizeof(functions[0]), &r->x))
		return ST_OK;
	return error_set(e, ST_SYSTEM,
	    "книгу Excel не прочитать: нет библиотеки " LIBRARY
	    "; её даёт пакет libexpat1, его ставит администратор сервера. Без неё сохраните "
	    "таблицу как CSV");
}

/* Once it has ended expat may call a last time. */
static bool
has_ended(struct xml_reading *r, enum status st)
{
	if (r->st == ST_OK && st != ST_OK) {
		r->st = st;
		r->x.XML_StopParser(r->parser, XML_FALSE);
	}
	return r->st != ST_OK;
}

static const char *
local_name(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon != NULL ? colon + 1 : name;
}

static void XMLCALL
open_element(void *data, const char *name, const char **attributes)
{
	struct xml_reading *r = data;

	if (has_ended(r,
		++r->depth > DEPTH_MOST
		    ? book_damaged(r->error, r->part, "элементы вложены слишком глубоко")
		    : ST_OK))
		return;
	has_ended(r, r->taker->open(r->context, local_name(name), attributes, r->error));
}

static void XMLCALL
close_element(void *data, const char *name)
{
	struct xml_reading *r = data;

	r->depth--;
	if (!has_ended(r, ST_OK))
		has_ended(r, r->taker->close(r->context, local_name(name), r->error));
}

static void XMLCALL
take_text(void *data, const char *text, int len)
{
	struct xml_reading *r = data;

	if (!has_ended(r, ST_OK))
		has_ended(r, r->taker->text(r->context, slice_make(text, (size_t)len), r->error));
}

static void XMLCALL
refuse_doctype(void *data, const char *name, const char *system, const char *public, int internal)
{
	struct xml_reading *r = data;

	(void)name, (void)system, (void)public, (void)internal;
	has_ended(r,
	    error_set(r->error, ST_INVALID,
		"в части %s книги Excel есть DOCTYPE; Excel его не пишет, и такая книга не "
		"читается: откройте её в Excel и сохраните заново",
		r->part));
}

static enum status
parse(struct xml_reading *r, struct slice piece, bool last)
{
	enum XML_Status parsed;

	r->fed += (int64_t)piece.len;
	parsed = r->x.XML_Parse(r->parser, piece.data, (int)piece.len, last);
	if (r->st == ST_OK && parsed != XML_STATUS_OK)
		r->st = book_damaged(r->error, r->part, "это не XML");
	if (r->st == ST_OK && !last && r->fed - r->x.XML_GetCurrentByteIndex(r->parser) > TAG_MOST)
		r->st = book_damaged(r->error, r->part, "тег длиннее, чем бывают");
	return r->st;
}

static enum status
take_piece(void *context, struct slice piece, struct error *e)
{
	(void)e;
	return parse(context, piece, false);
}

enum status
book_xml_read(struct book_parts *parts, const char *part, const struct book_xml_taker *taker,
    void *context, struct error *e)
{
	struct xml_reading r = {.part = part, .taker = taker, .context = context, .error = e};
	enum status st = load(&r, e);

	if (st != ST_OK)
		return st;
	r.parser = r.x.XML_ParserCreate(NULL);
	r.x.XML_SetUserData(r.parser, &r);
	r.x.XML_SetElementHandler(r.parser, open_element, close_element);
	if (taker->text != NULL)
		r.x.XML_SetCharacterDataHandler(r.parser, take_text);
	r.x.XML_SetStartDoctypeDeclHandler(r.parser, refuse_doctype);
	st = book_parts_read(parts, part, take_piece, &r, e);
	if (st == ST_OK)
		st = parse(&r, slice_make("", 0), true);
	r.x.XML_ParserFree(r.parser);
	return st;
}

const char *
book_xml_attribute(const char **attributes, const char *name)
{
	for (; *attributes != NULL; attributes += 2)
		if (strcmp(local_name(attributes[0]), name) == 0 &&
		    strncmp(attributes[0], "xmlns", 5) != 0)
			return attributes[1];
	return NULL;
}

uint32_t
book_xml_number(const char **attributes, const char *name, uint32_t missing)
{
	const char *p = book_xml_attribute(attributes, name);
	size_t len = p != NULL ? strspn(p, "0123456789") : 0;
	uint32_t number = 0;

	if (len == 0 || len > 9 || p[len] != '\0')
		return missing;
	while (*p != '\0')
		number = number * 10 + (uint32_t)(*p++ - '0');
	return number;
}

bool
book_xml_truth(const char **attributes, const char *name)
{
	const char *value = book_xml_attribute(attributes, name);

	return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}
