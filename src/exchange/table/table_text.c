/* SPDX-License-Identifier: MIT
 * table_text.c - rows of delimited text are slices of the file; only cells with doubled quotes or
 * CRLF are copied.
 */
#include "exchange/table/table_parts.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/die.h"
#include "base/utf8.h"
#include "exchange/table/encoding.h"

struct text_reader {
	struct table_reader table;
	const struct buf *bytes;
	const char *p, *end;
	const char *start; /* of the header */
	size_t start_line;
	char separator;
	bool below_header;
	size_t line; /* where p stands */
	struct slice *cells;
	size_t count, room;
	struct buf unquoted; /* texts of the row that could not be borrowed from the file */
};

/* Behind the closing quote of the cell that opens at p; NULL when it is never closed. */
static const char *
skip_quoted(const char *p, const char *end)
{
	p++;
	while (p < end && (p = memchr(p, '"', (size_t)(end - p))) != NULL) {
		if (p + 1 == end || p[1] != '"')
			return p + 1;
		p += 2;
	}
	return NULL;
}

static size_t
count_lines(const char *p, const char *end)
{
	size_t n = 0;

	while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		n++;
		p++;
	}
	return n;
}

static void
push_cell(struct text_reader *t, const char *start, const char *end)
{
	ARRAY_ROOM(t->cells, t->count, t->room);
	t->cells[t->count++] = slice_make(start, (size_t)(end - start));
}

static bool
ends_cell(const struct text_reader *t, char c)
{
	return c == t->separator || c == '\n';
}

/* Does one of the eight bytes equal the byte that `eight_times` repeats? (a zero byte after xor) */
static bool
has_byte(uint64_t eight, uint64_t eight_times)
{
	uint64_t x = eight ^ eight_times;

	return ((x - UINT64_C(0x0101010101010101)) & ~x & UINT64_C(0x8080808080808080)) != 0;
}

/* The end of the unquoted cell at p, or of what stands behind a closing quote. */
static const char *
skip_unquoted(const struct text_reader *t, const char *p)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t separators = ones * (unsigned char)t->separator, line_feeds = ones * '\n', eight;

	for (; t->end - p >= 8; p += 8) {
		memcpy(&eight, p, 8);
		if (has_byte(eight, separators) || has_byte(eight, line_feeds))
			break;
	}
	while (p < t->end && !ends_cell(t, *p))
		p++;
	return p;
}

/* Find the raw cells of the row at t->p, quotes and blanks included, and step over it. A quote that
 * is never closed runs to the end of the file. */
static void
scan_row(struct text_reader *t)
{
	const char *p = t->p, *end = t->end;

	t->count = 0;
	for (;;) {
		const char *start = p;

		if (p < end && *p == '"') {
			p = skip_quoted(p, end);
			if (p == NULL)
				p = end;
			t->line += count_lines(start, p);
		}
		p = skip_unquoted(t, p);
		push_cell(t, start, p);
		if (p == end)
			break;
		if (*p++ == '\n') {
			t->line++;
			break;
		}
	}
	t->p = p;
}

/* What stands between the quotes of a raw cell. Blanks may follow the closing one; a cell that is
 * never closed, of which the search for the header knows nothing yet, is all that follows. */
static struct slice
unquote(struct text_reader *t, struct slice raw)
{
	const char *p = (const char *)raw.data + 1;
	const char *end = memrchr(p, '"', raw.len - 1);
	size_t start = t->unquoted.len;

	if (end == NULL)
		end = p + raw.len - 1;
	if (memchr(p, '"', (size_t)(end - p)) == NULL && memchr(p, '\r', (size_t)(end - p)) == NULL)
		return slice_make(p, (size_t)(end - p));
	for (; p < end; p++) {
		if (*p == '"')
			p++;
		else if (*p == '\r' && p + 1 < end && p[1] == '\n')
			p++;
		buf_putc(&t->unquoted, *p);
	}
	return slice_make(t->unquoted.data + start, t->unquoted.len - start);
}

/* Most cells neither begin nor end with a blank, nor with a byte a no-break space has there. */
static bool
may_have_blanks(struct slice s)
{
	const unsigned char *p = s.data;
	unsigned char first = p[0], last = p[s.len - 1];

	return first <= ' ' || first == 0xC2 || first == 0xE2 || last <= ' ' || last == 0xA0 ||
	    last == 0xAF || last == 0x87;
}

static bool
is_guarded(char c)
{
	return c == '=' || c == '+' || c == '-' || c == '@' || c == '\'' || c == '\t' || c == '\r';
}

static struct slice
clean_cell(struct text_reader *t, struct slice s)
{
	const char *p = s.data;

	if (s.len > 0 && p[0] == '"')
		s = unquote(t, s);
	if (s.len > 0 && may_have_blanks(s))
		s = utf8_trim(s);
	/* Blanks go first: a guard behind them guards all the same. */
	p = s.data;
	if (t->below_header && s.len > 1 && p[0] == '\'' && is_guarded(p[1]))
		s = slice_make(p + 1, s.len - 1);
	return s;
}

/* Clean the raw cells; false when nothing is left in any of them. */
static bool
clean_row(struct text_reader *t, size_t row_bytes)
{
	bool filled = false;

	/* Room for all of them at once: earlier cells must not move. */
	buf_clear(&t->unquoted);
	buf_reserve(&t->unquoted, row_bytes);
	for (size_t i = 0; i < t->count; i++) {
		t->cells[i] = clean_cell(t, t->cells[i]);
		filled = filled || t->cells[i].len > 0;
	}
	return filled;
}

static bool
text_next(struct table_reader *table, const struct slice **cells, size_t *count, size_t *line)
{
	struct text_reader *t = (struct text_reader *)table;

	while (t->p < t->end) {
		const char *start = t->p;

		*line = t->line;
		scan_row(t);
		if (!clean_row(t, (size_t)(t->p - start)))
			continue;
		*cells = t->cells;
		*count = t->count;
		t->below_header = true;
		return true;
	}
	return false;
}

static size_t
text_position(const struct table_reader *table)
{
	const struct text_reader *t = (const struct text_reader *)table;

	return (size_t)(t->p - t->bytes->data);
}

/* Separators of the header outside quotes. A comma with a blank behind it may belong to a label
 * ("Место работы, должность"): such commas count only where there is nothing else. */
static char
find_separator(const char *p, const char *end)
{
	size_t semicolons = 0, tabs = 0, commas = 0;
	bool quoted = false, something = false;

	for (; p < end && (quoted || *p != '\n' || !something); p++) {
		if (*p == '"')
			quoted = !quoted;
		else if (!something && *p == '\n')
			semicolons = tabs = commas = 0;
		else if (quoted)
			something = true;
		else if (*p == ';')
			semicolons++;
		else if (*p == '\t')
			tabs++;
		else if (*p == ',')
			commas += p + 1 < end && p[1] != ' ';
		else
			something = something || (*p != ' ' && *p != '\r');
	}
	if (tabs > semicolons && tabs >= commas)
		return '\t';
	if (semicolons > 0 && semicolons >= commas)
		return ';';
	return ',';
}

/* The line where the row that holds the offset begins. */
static size_t
row_line_of(struct text_reader *t, const char *at)
{
	size_t line;

	t->p = t->start;
	line = t->line = t->start_line;
	while (t->p <= at && t->p < t->end) {
		line = t->line;
		scan_row(t);
	}
	return line;
}

static enum status
unclosed(struct text_reader *t, const char *quote, struct table_fault *fault)
{
	return table_fault_set(fault, row_line_of(t, quote),
	    "кавычка, открытая в строке %zu, нигде не закрыта; в конце ячейки нужна вторая кавычка",
	    encoding_line_of(t->bytes, (size_t)(quote - t->bytes->data)));
}

static const char *
skip_blanks(const struct text_reader *t, const char *p)
{
	for (; p < t->end && *p != t->separator; p++) {
		if (*p == ' ' || *p == '\t' || *p == '\r')
			continue;
		if ((unsigned char)*p != 0xC2 || t->end - p < 2 || (unsigned char)p[1] != 0xA0)
			break;
		p++;
	}
	return p;
}

/* Look at every quoted cell of the file: from quote to quote, at the speed of memchr. */
static enum status
check_quotes(struct text_reader *t, struct table_fault *fault)
{
	const char *start = t->start, *p = start, *end = t->end;

	while (p < end && (p = memchr(p, '"', (size_t)(end - p))) != NULL) {
		const char *quote = p;

		if (p > start && !ends_cell(t, p[-1])) {
			p++; /* inside an unquoted cell it is a character like any other */
			continue;
		}
		p = skip_quoted(p, end);
		if (p == NULL)
			return unclosed(t, quote, fault);
		p = skip_blanks(t, p);
		if (p < end && !ends_cell(t, *p))
			return table_fault_set(fault, row_line_of(t, quote),
			    "после закрывающей кавычки стоит текст; кавычка внутри ячейки, "
			    "взятой в кавычки, пишется дважды");
	}
	return ST_OK;
}

static void
text_rewind(struct table_reader *table)
{
	struct text_reader *t = (struct text_reader *)table;

	t->p = t->start;
	t->line = t->start_line;
	t->below_header = false;
}

/* A first line "sep=;", as Excel writes and reads it: step over it. Its separator, or 0. */
static char
take_separator_line(struct text_reader *t, struct table_fault *fault, enum status *st)
{
	const char *p = t->p, *end = t->end, *line_end = memchr(p, '\n', (size_t)(end - p));
	bool quoted = p < end && *p == '"';
	char separator;

	p += quoted;
	if (end - p < 5 || strncasecmp(p, "sep=", 4) != 0)
		return 0;
	separator = p[4];
	if (separator != ';' && separator != ',' && separator != '\t') {
		*st = table_fault_set(fault, 1,
		    "строка «sep=» называет разделитель, которого здесь нет; разделителем бывает "
		    "точка с запятой, запятая или табуляция");
		return 0;
	}
	t->p = line_end != NULL ? line_end + 1 : end;
	t->line++;
	return separator;
}

/* Step to the header; separator 0: each row's own. */
static enum status
find_header(struct text_reader *t, char separator, const struct table_header *header,
    struct table_fault *fault)
{
	const struct slice *cells;
	size_t count, line;

	for (size_t above = 0; above <= table_rows_above(header); above++) {
		t->start = t->p;
		t->start_line = t->line;
		t->separator = separator != 0 ? separator : find_separator(t->p, t->end);
		if (!text_next(&t->table, &cells, &count, &line))
			return above > 0
			    ? ST_NOTFOUND
			    : table_fault_set(
				  fault, 1, "файл пуст; в первой строке нужны названия столбцов");
		t->below_header = false;
		if (count > MOST_COLUMNS)
			return table_refuse_width(count, line, fault);
		if (table_is_header(header, cells, count, line))
			return ST_OK;
	}
	return ST_NOTFOUND;
}

static void
text_close(struct table_reader *table)
{
	struct text_reader *t = (struct text_reader *)table;

	free(t->cells);
	buf_free(&t->unquoted);
	free(t);
}

static const struct table_ops text_ops = {
    .next = text_next, .rewind = text_rewind, .position = text_position, .close = text_close};

enum status
table_open_text(struct table_reader **out, struct buf *bytes, const struct table_header *header,
    struct table_fault *fault)
{
	enum status st = encoding_settle(bytes, fault);
	struct text_reader *t;
	char separator;

	if (st != ST_OK)
		return st;
	buf_reserve(bytes, 0);
	t = xcalloc(1, sizeof(*t));
	*t = (struct text_reader){.table = {.ops = &text_ops},
	    .bytes = bytes,
	    .p = bytes->data,
	    .end = bytes->data + bytes->len,
	    .start = bytes->data,
	    .line = 1,
	    .start_line = 1};
	separator = take_separator_line(t, fault, &st);
	if (st == ST_OK)
		st = find_header(t, separator, header, fault);
	if (st == ST_NOTFOUND) { /* an open quote may have hidden it */
		t->start = bytes->data;
		t->start_line = 1;
	}
	if ((st == ST_OK || st == ST_NOTFOUND) && check_quotes(t, fault) != ST_OK)
		st = ST_INVALID;
	if (st != ST_OK) {
		text_close(&t->table);
		return st;
	}
	text_rewind(&t->table);
	*out = &t->table;
	return ST_OK;
}

void
table_put_cell(struct buf *b, struct slice value)
{
	const char *p = value.data;
	bool guarded = value.len > 0 && is_guarded(p[0]), quoted = false;

	for (size_t i = 0; i < value.len && !quoted; i++)
		quoted = p[i] == ';' || p[i] == '"' || p[i] == '\r' || p[i] == '\n';
	if (!quoted) {
		if (guarded)
			buf_putc(b, '\'');
		buf_put_slice(b, value);
		return;
	}
	buf_puts(b, guarded ? "\"'" : "\"");
	for (size_t i = 0; i < value.len; i++) {
		if (p[i] == '"')
			buf_putc(b, '"');
		buf_putc(b, p[i]);
	}
	buf_putc(b, '"');
}
