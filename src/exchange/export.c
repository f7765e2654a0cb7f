/* SPDX-License-Identifier: MIT
 * export.c - rows are collected as text with their sort keys, then sorted, then written.
 */
#include "exchange/export.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "base/die.h"
#include "base/reason.h"
#include "db/lmdb/pages.h"
#include "db/record/records.h"
#include "exchange/table/table.h"
#include "exchange/workbook.h"
#include "service/core/modules.h"
#include "service/core/visibility.h"

/* From this size on it pays to have the data file in memory first. */
enum { LARGE_TABLE = 100000 };

/* One row of the output. */
struct line {
	uint64_t prefix; /* the first bytes of the key, big-endian: settles most comparisons */
	size_t key, key_len, text, text_len;
};

struct exporting {
	struct session *session;
	enum kind kind;
	const struct field *const *fields;
	size_t count;
	size_t nkeys; /* the order is settled by so many columns */
	const struct export_options *options;
	struct reading reading;
	struct buf cell, text, keys;
	struct line *lines;
	size_t nlines, room;
};

static void
put_json_items(struct buf *b, struct slice list)
{
	struct slice item;
	const char *between = "[";

	while (value_next_item(&list, &item)) {
		char *text = xstrndup(item.data, item.len);

		buf_puts(b, between);
		json_put_string(b, text);
		between = ",";
		free(text);
	}
	buf_putc(b, ']');
}

/* What a cell of the field holds, as JSON. */
static void
put_json_cell(struct buf *b, const struct field *f, const struct buf *cell)
{
	if (f->type == FIELD_YESNO)
		buf_puts(b, strcmp(buf_text(cell), "да") == 0 ? "true" : "false");
	else if (cell->len == 0)
		buf_puts(b, "null");
	else if (f->type == FIELD_NUMBER)
		buf_put_slice(b, buf_slice(cell));
	else if (field_is_list(f))
		put_json_items(b, buf_slice(cell));
	else
		json_put_string(b, buf_text(cell));
}

static void
put_cell(struct exporting *x, size_t column)
{
	const struct field *f = x->fields[column];

	if (x->options->format == EXPORT_XLSX) { /* no cell holds a NUL */
		buf_put_slice(&x->text, buf_slice(&x->cell));
		buf_putc(&x->text, '\0');
		return;
	}
	if (x->options->format == EXPORT_CSV) {
		if (column > 0)
			buf_putc(&x->text, ';');
		table_put_cell(&x->text, buf_slice(&x->cell));
		return;
	}
	buf_putc(&x->text, column > 0 ? ',' : '{');
	json_put_string(&x->text, f->id);
	buf_putc(&x->text, ':');
	put_json_cell(&x->text, f, &x->cell);
}

/* Append the record's row to x->text, and its sort key to x->keys: the cells before guard and
 * quotes, each with a NUL behind it, which no cell holds, so that memcmp is the order of code
 * points, column by column. */
static void
put_row(struct exporting *x, const struct record *r)
{
	for (size_t i = 0; i < x->count; i++) {
		buf_clear(&x->cell);
		value_put_cell(&x->cell, r, x->fields[i], &x->reading);
		put_cell(x, i);
		if (i < x->nkeys) {
			buf_put_slice(&x->keys, buf_slice(&x->cell));
			buf_putc(&x->keys, '\0');
		}
	}
	if (x->options->format == EXPORT_JSON)
		buf_putc(&x->text, '}');
}

/* The first bytes as a number that compares like them. */
static uint64_t
prefix_of(const char *key, size_t len)
{
	char bytes[8] = {0};

	memcpy(bytes, key, len < sizeof(bytes) ? len : sizeof(bytes));
	return be_read(bytes, sizeof(bytes));
}

static void
add_line(struct exporting *x, const struct record *r)
{
	struct line *line;

	ARRAY_ROOM(x->lines, x->nlines, x->room);
	line = &x->lines[x->nlines++];
	*line = (struct line){.key = x->keys.len, .text = x->text.len};
	put_row(x, r);
	line->key_len = x->keys.len - line->key;
	line->text_len = x->text.len - line->text;
	line->prefix = prefix_of(x->keys.data + line->key, line->key_len);
}

static int
compare_lines(const void *a, const void *b, void *context)
{
	const struct line *x = a, *y = b;
	const struct buf *keys = context;

	if (x->prefix != y->prefix)
		return x->prefix < y->prefix ? -1 : 1;
	return slice_compare(slice_make(keys->data + x->key, x->key_len),
	    slice_make(keys->data + y->key, y->key_len));
}

/* What was imported in order is in order already. */
static void
sort_lines(struct exporting *x)
{
	for (size_t i = 1; i < x->nlines; i++)
		if (compare_lines(&x->lines[i - 1], &x->lines[i], &x->keys) > 0) {
			qsort_r(x->lines, x->nlines, sizeof(*x->lines), compare_lines, &x->keys);
			return;
		}
}

static enum status
collect(struct exporting *x, struct error *e)
{
	struct session_refs refs;
	struct record *r = record_new(x->kind);
	struct view v;
	struct viewer viewer;
	struct walk *w;
	enum status st;
	uint64_t id;

	view_open(&v, x->session);
	viewer = visibility_viewer(&v);
	w = walk_by_id(v.txn, x->kind);
	x->reading = view_reading(&v, &refs);
	walk_to_first(w);
	while (walk_next(w, &id) && records_get(v.txn, id, r))
		if (visibility_of(&viewer, v.txn, r))
			add_line(x, r);
	walk_close(w);
	st = txn_status(v.txn);
	view_close(&v);
	record_free(r);
	return st == ST_OK ? ST_OK
			   : error_set(e, st, "таблица «%s» не читается: %s",
				 entity_of(x->kind)->many, status_text(st));
}

static const char *
heading(const struct exporting *x, size_t column)
{
	return x->options->russian_headers
	    ? profile_label(x->session->profile, x->kind, x->fields[column])
	    : x->fields[column]->id;
}

static void
write_header(const struct exporting *x, FILE *f)
{
	struct buf header = {0};

	for (size_t i = 0; i < x->count; i++) {
		buf_puts(&header, i > 0 ? ";" : "");
		table_put_cell(&header, slice_of(heading(x, i)));
	}
	fprintf(f, "%s\n", buf_text(&header));
	buf_free(&header);
}

static enum status
write_lines(const struct exporting *x, FILE *f, struct error *e)
{
	bool json = x->options->format == EXPORT_JSON;

	errno = 0;
	if (json)
		fputs("[", f);
	else
		write_header(x, f);
	for (size_t i = 0; i < x->nlines && !ferror(f); i++) {
		if (json)
			fputs(i > 0 ? ",\n" : "\n", f);
		fwrite(x->text.data + x->lines[i].text, 1, x->lines[i].text_len, f);
		if (!json)
			fputc('\n', f);
	}
	if (json)
		fputs(x->nlines > 0 ? "\n]\n" : "]\n", f);
	if (fflush(f) != 0 || ferror(f))
		return error_set(e, ST_SYSTEM, "таблица «%s» не записалась: %s",
		    entity_of(x->kind)->many, reason_of(errno).text);
	return ST_OK;
}

/* What a cell holds, as its type. */
static void
write_cell(const struct workbook *w, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
    const struct field *f, const char *cell)
{
	int32_t day;

	if (f->type == FIELD_DATE && date_parse(slice_of(cell), &day) == DATE_PARSED)
		workbook_day(w, sheet, row, col, day);
	else if (f->type == FIELD_NUMBER && *cell != '\0')
		workbook_number(w, sheet, row, col, strtoll(cell, NULL, 10));
	else
		workbook_text(w, sheet, row, col, cell);
}

/* The headings, then a row for each record. */
static void
write_sheet(const struct exporting *x, const struct workbook *w, const char *const *heads)
{
	lxw_worksheet *sheet = w->x.workbook_add_worksheet(w->book, entity_of(x->kind)->id);

	workbook_heads(w, sheet, 0, heads);
	for (lxw_col_t i = 0; i < x->count; i++)
		w->x.worksheet_set_column(
		    sheet, i, i, x->fields[i]->width > 0 ? x->fields[i]->width + 2 : 14, NULL);
	for (size_t row = 0; row < x->nlines; row++) {
		const char *cell = x->text.data + x->lines[row].text;

		for (lxw_col_t i = 0; i < x->count; i++, cell += strlen(cell) + 1)
			write_cell(w, sheet, (lxw_row_t)row + 1, i, x->fields[i], cell);
	}
	workbook_print_set_up(w, sheet, (lxw_row_t)x->nlines, (lxw_col_t)x->count);
}

static enum status
write_workbook(const struct exporting *x, FILE *f, struct error *e)
{
	const char **heads = xcalloc(x->count + 1, sizeof(*heads));
	struct workbook w;
	enum status st = workbook_fits(x->nlines, e);

	for (size_t i = 0; i < x->count; i++)
		heads[i] = heading(x, i);
	if (st == ST_OK)
		st = workbook_begin(&w, x->session, e);
	if (st == ST_OK) {
		write_sheet(x, &w, heads);
		st = workbook_finish(&w, f, e);
	}
	free(heads);
	return st;
}

static size_t
rows_of(struct session *s, enum kind kind)
{
	struct txn *t = txn_read(s->store);
	size_t count = records_count(t, kind);

	txn_abort(t);
	return count;
}

bool
export_is_due(struct session *s, enum kind kind)
{
	return module_require_kind(s, kind, NULL) == ST_OK &&
	    ((int)kind < KIND_CONTRACT_COUNT || rows_of(s, kind) > 0);
}

static struct exporting
exporting_of(struct session *s, enum kind kind, const struct export_options *options)
{
	struct exporting x = {.session = s, .kind = kind, .options = options};

	x.fields = profile_fields(s->profile, kind, &x.count);
	x.nkeys = x.fields[0]->type == FIELD_CODE ? 1 : x.count;
	return x;
}

static void
exporting_free(struct exporting *x)
{
	buf_free(&x->cell);
	buf_free(&x->text);
	buf_free(&x->keys);
	free(x->lines);
}

enum status
export_table(struct session *s, enum kind kind, const struct export_options *options, FILE *f,
    size_t *rows, struct error *e)
{
	struct exporting x = exporting_of(s, kind, options);
	enum status st = session_require(s, PERMIT_EXPORT, e);

	if (st == ST_OK)
		st = module_require_kind(s, kind, e);
	if (st != ST_OK)
		return st;
	if (rows_of(s, kind) >= LARGE_TABLE)
		pages_warm(s->store);
	st = collect(&x, e);
	if (st == ST_OK) {
		sort_lines(&x);
		st = options->format == EXPORT_XLSX ? write_workbook(&x, f, e)
						    : write_lines(&x, f, e);
	}
	if (rows != NULL)
		*rows = x.nlines;
	exporting_free(&x);
	return st;
}

void
export_put_json(struct session *s, const struct record *r, struct buf *out)
{
	struct export_options options = {.format = EXPORT_JSON};
	struct exporting x = exporting_of(s, r->kind, &options);
	struct session_refs refs;

	x.reading = session_reading(s, &refs);
	put_row(&x, r);
	buf_put_slice(out, buf_slice(&x.text));
	exporting_free(&x);
}
