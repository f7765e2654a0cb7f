/* SPDX-License-Identifier: MIT
 * form.c - fuzz target: any bytes as an office's own form, or as the text in one.
 *
 * What begins as an archive is one, else it is the document's text, which is packed for it; the
 * number of bytes chooses .docx or .odt. A form is filled or refused with a sentence, and what was
 * filled is a document again.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "document/writers/form.h"
#include "document/writers/form_xml.h"
#include "document/writers/unzip.h"

enum { ROWS = 2, DEEPEST = 6, PART_MOST = 1 << 20, FORM_MOST = 1 << 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Everything has an answer but what begins with a "?". */
static bool
put_value(void *context, const void *scope, const char *mark, struct buf *out, struct buf *why)
{
	(void)context;
	(void)scope;
	if (mark[0] != '?') {
		buf_puts(out, "<Школа> & \"Ко\" }} {{x}}\nвторая строка\x01");
		return true;
	}
	buf_puts(why, "нет ответа");
	return false;
}

static bool
put_rows(void *context, const void *scope, const char *group, blank_row_fn *row, void *writing,
    struct buf *why)
{
	const int *depth = scope;
	int here = (depth != NULL ? *depth : 0) + 1;

	(void)context;
	(void)why;
	for (int i = 0; i < ROWS && group[0] != '0' && here < DEEPEST; i++)
		row(writing, &here);
	return true;
}

static void
pack(const char *part, struct slice text, struct buf *out)
{
	struct zip z;

	zip_begin(&z, out);
	zip_add(&z, part, text);
	zip_end(&z);
}

/* A part that was read as XML is XML still. */
static void
check_part(const struct zip_copy *file)
{
	struct arena arena = {.blocks = NULL};
	struct buf text = {0};

	if (!unzip_put(file, PART_MOST, &text) || xml_read(&arena, buf_slice(&text)) == NULL)
		abort();
	buf_free(&text);
	arena_free(&arena);
}

static void
fill(enum page_format format, const char *part, struct slice bytes)
{
	struct page_blank blank = {.answers = {.value = put_value, .rows = put_rows}};
	struct page page = {.title = "", .blank = &blank};
	struct buf out = {0};
	struct error e = {0};
	struct unzip z;
	bool filled;

	blank.forms[format].name = "form";
	blank.forms[format].bytes = bytes;
	if (form_put(&page, format, &out, &filled, &e) != ST_OK) {
		if (e.text[0] == '\0')
			abort();
	} else if (!unzip_open(&z, buf_slice(&out))) {
		abort();
	} else {
		for (size_t i = 0; i < z.count; i++)
			if (strcmp(z.files[i].name, part) == 0)
				check_part(&z.files[i]);
		unzip_free(&z);
	}
	buf_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum page_format format = size % 2 == 0 ? PAGE_DOCX : PAGE_ODT;
	const char *part = format == PAGE_DOCX ? "word/document.xml" : "content.xml";
	struct slice bytes = slice_make(data, size);
	struct buf archive = {0};

	if (size > FORM_MOST)
		return 0;
	if (!slice_starts(bytes, slice_of("PK"))) {
		pack(part, bytes, &archive);
		bytes = buf_slice(&archive);
	}
	fill(format, part, bytes);
	buf_free(&archive);
	return 0;
}
