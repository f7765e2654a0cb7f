/* SPDX-License-Identifier: MIT
 * form.c - the parts of a form that have marks are written anew, the others copied as they are
 * packed.
 */
#include "document/writers/form.h"

#include <string.h>

#include "base/utf8.h"
#include "document/page/page_parts.h"
#include "document/writers/form_marks.h"
#include "document/writers/unzip.h"

enum { PART_MOST = 16 * 1024 * 1024, SAID_MOST = 60 };

static const struct form_words words[PAGE_FORMATS] = {
    [PAGE_DOCX] = {.part = "word/document.xml",
	.edge = "word/",
	.paragraph = (const char *const[]){"w:p", NULL},
	.row = (const char *const[]){"w:tr", NULL},
	.container = (const char *const[]){"w:tc", "w:body", "w:txbxContent", "w:hdr", "w:ftr",
	    "w:tbl", NULL},
	.letters = (const char *const[]){"w:t", NULL},
	.kept = "<w:t xml:space=\"preserve\">",
	.line = "</w:t><w:br/><w:t xml:space=\"preserve\">",
	.cell = "w:tc",
	.rest = "<w:p/>",
	.table = "w:tbl"},
    [PAGE_ODT] = {.part = "content.xml",
	.edge = "styles.xml",
	.paragraph = (const char *const[]){"text:p", "text:h", NULL},
	.row = (const char *const[]){"table:table-row", NULL},
	.container = (const char *const[]){"table:table-cell", "office:text", "draw:text-box",
	    "style:header", "style:footer", "table:table", NULL},
	.letters = (const char *const[]){"text:p", "text:h", "text:span", "text:a", NULL},
	.line = "<text:line-break/>",
	.table = "table:table"},
};

struct filling {
	const struct form_words *words;
	const struct blank_answers *answers;
	const void *scope;
	struct buf *out;
	struct buf why;            /* the first mark that has no answer */
	const struct xml_node *at; /* its paragraph */
	const struct xml_node *repeat;
	const struct xml_node *last; /* element written */
	size_t row;                  /* of the innermost group, from 1 */
	bool copied;                 /* within a row that is not the first */
	bool empty;                  /* in place of no rows: marks say nothing */
	bool tells_draft;
};

/* --- One part. */

static void
put_value(struct filling *f, const struct xml_node *mark)
{
	struct buf value = {0}, clean = {0}, spaced = {0};

	if (form_opens_group(mark->mark) || form_closes_group(mark->mark))
		return;
	f->tells_draft |= strcmp(mark->mark, "draft") == 0 || strncmp(mark->mark, "draft:", 6) == 0;
	if (f->why.len == 0 &&
	    !f->answers->value(f->answers->context, f->scope, mark->mark, &value, &f->why))
		f->at = mark->paragraph;
	page_put_clean(&clean, buf_text(&value));
	page_put_spaced(&spaced, buf_text(&clean));
	if (!f->empty)
		page_put_escaped(f->out, buf_text(&spaced), f->words->line);
	buf_free(&value);
	buf_free(&clean);
	buf_free(&spaced);
}

static void put_node(struct filling *f, const struct xml_node *node);

static void
put_children(struct filling *f, const struct xml_node *node)
{
	for (const struct xml_node *n = node->first; n != NULL; n = n->next)
		if (!n->silent)
			put_node(f, n);
}

/* Marks of lines that stand for a group alone are not written, but looked at they are. */
static void
put_row(void *writing, const void *scope)
{
	struct filling *f = writing;
	const struct xml_node *repeat = f->repeat;
	const void *outer = f->scope;
	size_t row = ++f->row;
	bool copied = f->copied;

	f->scope = scope;
	f->copied = copied || row > 1;
	put_children(f, repeat);
	f->copied = copied;
	f->row = row;
	f->repeat = repeat;
	f->scope = outer;
}

static bool
has_other_rows(const struct xml_node *repeat, const struct form_words *w)
{
	for (const struct xml_node *n = repeat->parent->first; n != NULL;
	     n = xml_after(n, repeat->parent))
		if (n == repeat && n->last != NULL) {
			while (n->last != NULL)
				n = n->last;
		} else if (form_is(n, w->row)) {
			return true;
		}
	return false;
}

/* A table has at least one row, or it is none. */
static void
put_repeat(struct filling *f, const struct xml_node *repeat)
{
	const struct xml_node *outer = f->repeat;
	size_t row = f->row;
	bool empty = f->empty;

	f->repeat = repeat;
	f->row = 0;
	if (f->why.len == 0 &&
	    !f->answers->rows(f->answers->context, f->scope, repeat->mark, put_row, f, &f->why))
		f->at = repeat->paragraph;
	if (f->row == 0 && f->why.len == 0 && xml_is(repeat->parent, f->words->table) &&
	    !has_other_rows(repeat, f->words)) {
		f->empty = true;
		put_children(f, repeat);
		f->empty = empty;
	}
	f->row = row;
	f->repeat = outer;
}

/* Behind an attribute that may stand once in a document, should one begin there, else NULL. */
static const char *
pass_once(const char *at, const char *end)
{
	static const char *const once[] = {" w14:paraId=\"", " w14:textId=\"", " xml:id=\""};
	const char *close = NULL;

	for (size_t i = 0; i < sizeof(once) / sizeof(once[0]) && close == NULL; i++) {
		size_t len = strlen(once[i]);

		if (slice_starts(slice_make(at, (size_t)(end - at)), slice_of(once[i])))
			close = memchr(at + len, '"', (size_t)(end - at) - len);
	}
	/* what is glued to it would be glued to what stands before it */
	return close != NULL && close + 1 < end && strchr(" \t\r\n/>", close[1]) != NULL ? close + 1
											 : NULL;
}

/* The first tag without those. What stands in quotes is a value, whatever it looks like. */
static void
put_copied_tag(struct buf *out, struct slice tag)
{
	const char *at = tag.data, *end = at + tag.len, *behind;
	char quote = '\0';

	while (at < end) {
		behind = quote == '\0' ? pass_once(at, end) : NULL;
		if (behind != NULL) {
			at = behind;
			continue;
		}
		if (quote != '\0' ? *at == quote : *at == '"' || *at == '\'')
			quote = quote != '\0' ? '\0' : *at;
		buf_putc(out, *at++);
	}
}

static void
put_element(struct filling *f, const struct xml_node *node)
{
	bool is_cell = f->words->cell != NULL && xml_is(node, f->words->cell);

	if (f->copied)
		put_copied_tag(f->out, node->raw);
	else
		buf_put_slice(f->out, node->raw);
	f->last = NULL;
	put_children(f, node);
	if (is_cell && !form_is(f->last, f->words->paragraph))
		buf_puts(f->out, f->words->rest);
	buf_put_slice(f->out, node->close);
	f->last = node;
}

static void
put_node(struct filling *f, const struct xml_node *node)
{
	switch (node->type) {
	case XML_ELEMENT:
		put_element(f, node);
		break;
	case XML_MARK:
		put_value(f, node);
		break;
	case XML_REPEAT:
		put_repeat(f, node);
		break;
	case XML_TEXT:
	case XML_OTHER:
		buf_put_slice(f->out, node->raw);
		break;
	}
}

/* --- The whole. */

struct whole {
	const char *name; /* of the form */
	struct slice bytes;
	const struct form_words *words;
	const struct blank_answers *answers;
	struct buf *out;
	bool tells_draft;
	struct error *e;
};

static enum status
blame_mark(
    const struct whole *w, const struct zip_copy *file, const struct xml_node *at, const char *why)
{
	struct buf said = {0};
	enum status st;

	form_put_said(&said, at, w->words);
	if (utf8_fit(buf_text(&said), SAID_MOST) < said.len) {
		buf_truncate(&said, utf8_fit(buf_text(&said), SAID_MOST));
		buf_puts(&said, "…");
	}
	st = error_set(w->e, ST_INVALID, "бланк «%s», %sабзац %u («%s»): %s", w->name,
	    strcmp(file->name, w->words->part) == 0 ? "" : "колонтитул или сноска, ", at->number,
	    buf_text(&said), why);
	buf_free(&said);
	return st;
}

/* Append a part filled. */
static enum status
fill_part(struct whole *w, const struct zip_copy *file, struct slice text, struct buf *out)
{
	struct arena arena = {.blocks = NULL};
	struct filling f = {.words = w->words, .answers = w->answers, .out = out};
	struct xml_node *root = xml_read(&arena, text);
	enum status st = ST_OK;

	if (root == NULL)
		st = error_set(w->e, ST_INVALID, "бланк «%s» не читается: %s в нём испорчен",
		    w->name, file->name);
	else if (form_find_marks(&arena, root, w->words, &f.why, &f.at))
		put_children(&f, root);
	if (f.why.len > 0)
		st = blame_mark(w, file, f.at, buf_text(&f.why));
	w->tells_draft |= f.tells_draft;
	buf_free(&f.why);
	arena_free(&arena);
	return st;
}

/* What people type into stands in the document itself, heads, feet and notes. */
static bool
may_have_marks(const struct zip_copy *file, const struct form_words *w)
{
	size_t len = strlen(file->name);

	return strcmp(file->name, w->part) == 0 ||
	    (strncmp(file->name, w->edge, strlen(w->edge)) == 0 && len > 4 &&
		strcmp(file->name + len - 4, ".xml") == 0 &&
		strchr(file->name + strlen(w->edge), '/') == NULL);
}

static enum status
fill_file(struct whole *w, struct zip *z, const struct zip_copy *file)
{
	struct buf text = {0}, filled = {0};
	enum status st = ST_OK;

	if (!may_have_marks(file, w->words)) {
		zip_add_copy(z, file);
		return ST_OK;
	}
	if (!unzip_put(file, PART_MOST, &text))
		st = error_set(w->e, ST_INVALID, "бланк «%s» не читается: %s в нём испорчен",
		    w->name, file->name);
	else
		st = fill_part(w, file, buf_slice(&text), &filled);
	if (st == ST_OK && slice_equal(buf_slice(&text), buf_slice(&filled)))
		zip_add_copy(z, file);
	else if (st == ST_OK)
		zip_add(z, file->name, buf_slice(&filled));
	buf_free(&text);
	buf_free(&filled);
	return st;
}

static bool
has_part(const struct unzip *from, const char *name)
{
	for (size_t i = 0; i < from->count; i++)
		if (strcmp(from->files[i].name, name) == 0)
			return true;
	return false;
}

static enum status
fill(struct whole *w)
{
	struct unzip from;
	struct zip z;
	enum status st = ST_OK;

	zip_begin(&z, w->out);
	if (!unzip_open(&from, w->bytes) || !has_part(&from, w->words->part))
		st = error_set(w->e, ST_INVALID,
		    "бланк «%s» не читается: это не документ %s или он зашифрован", w->name,
		    w->words == &words[PAGE_DOCX] ? "DOCX" : "ODT");
	for (size_t i = 0; i < from.count && st == ST_OK; i++)
		st = fill_file(w, &z, &from.files[i]);
	zip_end(&z);
	unzip_free(&from);
	return st;
}

static struct whole
whole_of(const struct page_blank *blank, enum page_format format, struct buf *out, struct error *e)
{
	return (struct whole){.name = blank->forms[format].name,
	    .bytes = blank->forms[format].bytes,
	    .words = &words[format],
	    .answers = &blank->answers,
	    .out = out,
	    .e = e};
}

enum status
form_put(
    const struct page *p, enum page_format format, struct buf *out, bool *filled, struct error *e)
{
	size_t before = out->len;
	struct whole w;
	enum status st;

	*filled = p->blank != NULL && p->blank->forms[format].name != NULL;
	if (!*filled)
		return ST_OK;
	w = whole_of(p->blank, format, out, e);
	st = fill(&w);
	*filled = st == ST_OK && (!p->draft || w.tells_draft);
	if (!*filled)
		buf_truncate(out, before);
	return st;
}

enum status
form_check(const struct page_blank *blank, enum page_format format, struct error *e)
{
	struct buf out = {0};
	struct whole w = whole_of(blank, format, &out, e);
	enum status st = fill(&w);

	buf_free(&out);
	return st;
}
