/* SPDX-License-Identifier: MIT
 * editor.c - a small editor for texts of paragraphs.
 *
 * The text is one buffer; the wrapped lines are found anew after each change (65,536 characters
 * take well under a millisecond), so there is nothing that could get out of step with it.
 */
#include "screens/widget/editor.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/die.h"
#include "base/utf8.h"
#include "base/wrap.h"
#include "screens/widget/text_history.h"

enum { NEVER_WRAPPED = 1 << 30 };

struct line {
	size_t start, len; /* bytes; the line feed or the blank it was broken at is not counted */
};

struct editor {
	struct buf text;
	size_t at;    /* cursor, byte offset */
	size_t limit; /* characters */
	size_t count; /* characters now */
	bool one_line;
	int columns, rows;
	int goal; /* column Up and Down aim at; -1: take the cursor's own */
	bool selected;
	struct text_history history;
	size_t top;
	struct line *lines;
	size_t nlines, room;
};

static const char *
text_of(const struct editor *ed)
{
	return buf_text(&ed->text);
}

/* Wrapped lines. */

static void
add_line(struct editor *ed, size_t start, size_t end)
{
	ARRAY_ROOM(ed->lines, ed->nlines, ed->room);
	ed->lines[ed->nlines++] = (struct line){.start = start, .len = end - start};
}

/* Columns a character takes in a line: what is shown escaped never gets in, a tab is one blank. */
static int
columns_of(uint32_t cp)
{
	return cp == '\t' ? 1 : utf8_columns(cp);
}

/* The paragraph [start, end) as lines. Blanks it ends with hang behind the last. */
static void
wrap_paragraph(struct editor *ed, size_t start, size_t end)
{
	const char *s = text_of(ed);
	size_t last = end;

	while (last > start && s[last - 1] == ' ')
		last--;
	while (start < last) {
		size_t n = wrap_fit(slice_make(s + start, last - start), (size_t)ed->columns);

		if (start + n == last)
			break;
		add_line(ed, start, start + n);
		start += n + (s[start + n] == ' ');
	}
	add_line(ed, start, end);
}

/* Which line the offset is in: the last one that begins at or before it. */
static size_t
line_at(const struct editor *ed, size_t at)
{
	size_t low = 0, high = ed->nlines;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;

		if (ed->lines[mid].start <= at)
			low = mid;
		else
			high = mid;
	}
	return low;
}

static void
keep_visible(struct editor *ed)
{
	size_t line = line_at(ed, ed->at), rows = (size_t)ed->rows;

	if (line < ed->top)
		ed->top = line;
	else if (line >= ed->top + rows)
		ed->top = line - rows + 1;
	if (ed->top + rows > ed->nlines)
		ed->top = ed->nlines > rows ? ed->nlines - rows : 0;
}

static void
wrap(struct editor *ed)
{
	const char *s = text_of(ed), *p = s, *end = s + ed->text.len;

	ed->nlines = 0;
	for (;;) {
		const char *feed = memchr(p, '\n', (size_t)(end - p));
		const char *stop = feed != NULL ? feed : end;

		wrap_paragraph(ed, (size_t)(p - s), (size_t)(stop - s));
		if (feed == NULL)
			break;
		p = feed + 1;
	}
	keep_visible(ed);
}

/* Offsets. */

static size_t
before(const struct editor *ed, size_t at)
{
	const char *s = text_of(ed);

	while (at > 0 && ((unsigned char)s[--at] & 0xC0) == 0x80)
		;
	return at;
}

static size_t
after(const struct editor *ed, size_t at)
{
	const char *s = text_of(ed), *p = s + at;

	if (at < ed->text.len)
		utf8_next(&p, s + ed->text.len);
	return (size_t)(p - s);
}

/* A mark and the character it stands on are passed over as one. */
static size_t
whole_before(const struct editor *ed, size_t at)
{
	size_t to = before(ed, at);
	const char *p = text_of(ed) + to;

	while (to > 0 && typed_is_mark(utf8_next(&p, text_of(ed) + ed->text.len))) {
		to = before(ed, to);
		p = text_of(ed) + to;
	}
	return to;
}

static size_t
whole_after(const struct editor *ed, size_t at)
{
	size_t to = after(ed, at);

	while (to < ed->text.len) {
		const char *p = text_of(ed) + to;

		if (!typed_is_mark(utf8_next(&p, text_of(ed) + ed->text.len)))
			break;
		to = (size_t)(p - text_of(ed));
	}
	return to;
}

static bool
is_gap(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

static size_t
word_left(const struct editor *ed, size_t at)
{
	const char *s = text_of(ed);

	while (at > 0 && is_gap(s[at - 1]))
		at--;
	while (at > 0 && !is_gap(s[at - 1]))
		at--;
	return at;
}

static size_t
word_right(const struct editor *ed, size_t at)
{
	const char *s = text_of(ed);

	while (at < ed->text.len && !is_gap(s[at]))
		at++;
	while (at < ed->text.len && is_gap(s[at]))
		at++;
	return at;
}

static int
column_of(const struct editor *ed, size_t line, size_t at)
{
	const char *p = text_of(ed) + ed->lines[line].start, *end = text_of(ed) + at;
	int n = 0;

	while (p < end)
		n += columns_of(utf8_next(&p, end));
	return n;
}

static size_t
at_column(const struct editor *ed, size_t line, int column)
{
	const char *s = text_of(ed), *p = s + ed->lines[line].start, *end = p + ed->lines[line].len;
	int n = 0;

	while (p < end) {
		const char *next = p;

		n += columns_of(utf8_next(&next, end));
		if (n > column)
			break;
		p = next;
	}
	return (size_t)(p - s);
}

static void
put_text(struct editor *ed, const char *text, size_t at)
{
	buf_clear(&ed->text);
	buf_puts(&ed->text, text);
	ed->at = at;
	ed->count = utf8_count(text);
	ed->goal = -1;
	wrap(ed);
}

/* Changes: replace [from, to) by bytes, the cursor behind them. */
static void
splice(struct editor *ed, size_t from, size_t to, struct slice bytes)
{
	size_t tail = ed->text.len - to;

	if (bytes.len > to - from)
		buf_reserve(&ed->text, bytes.len - (to - from));
	if (ed->text.data == NULL)
		return;
	memmove(ed->text.data + from + bytes.len, ed->text.data + to, tail);
	if (bytes.len > 0)
		memcpy(ed->text.data + from, bytes.data, bytes.len);
	ed->text.len = from + bytes.len + tail;
	ed->text.data[ed->text.len] = '\0';
	ed->at = from + bytes.len;
	ed->count = utf8_count(ed->text.data);
	ed->goal = -1;
	wrap(ed);
}

static enum edited
cut(struct editor *ed, size_t from, size_t to)
{
	if (from == to)
		return EDIT_MOVED;
	splice(ed, from, to, (struct slice){0});
	return EDIT_CHANGED;
}

void
editor_place(struct editor *ed, size_t at)
{
	ed->at = at;
	ed->goal = -1;
	keep_visible(ed);
}

static enum edited
move(struct editor *ed, size_t to)
{
	editor_place(ed, to);
	return EDIT_MOVED;
}

static enum edited
move_lines(struct editor *ed, bool down, size_t lines)
{
	size_t line = line_at(ed, ed->at), to;

	if (down ? line + 1 >= ed->nlines : line == 0)
		return lines == 1 ? EDIT_PASSED : move(ed, down ? ed->text.len : 0);
	if (ed->goal < 0)
		ed->goal = column_of(ed, line, ed->at);
	if (down)
		to = line + lines < ed->nlines ? line + lines : ed->nlines - 1;
	else
		to = line > lines ? line - lines : 0;
	ed->at = at_column(ed, to, ed->goal);
	/* behind the last letter of a line broken inside a word the next line begins already */
	if (to + 1 < ed->nlines && ed->at == ed->lines[to + 1].start)
		ed->at = whole_before(ed, ed->at);
	keep_visible(ed);
	return EDIT_MOVED;
}

/* A mark typed behind a letter: й typed as и and U+0306 becomes one character. */
static bool
compose(struct editor *ed, uint32_t mark)
{
	size_t from = before(ed, ed->at);
	const char *p = text_of(ed) + from;
	struct buf whole = {0};
	uint32_t cp;

	if (ed->at == 0 || (cp = typed_compose(utf8_next(&p, text_of(ed) + ed->at), mark)) == 0)
		return false;
	utf8_put(&whole, cp);
	splice(ed, from, ed->at, buf_slice(&whole));
	buf_free(&whole);
	return true;
}

static enum edited
type(struct editor *ed, uint32_t cp, struct error *e)
{
	struct buf bytes = {0};

	if (utf8_is_forbidden(cp, !ed->one_line))
		return error_set(e, ST_REFUSED, "Такой знак в тексте не набирается."), EDIT_REFUSED;
	if (typed_is_mark(cp)) {
		if (compose(ed, cp))
			return EDIT_CHANGED;
		error_set(e, ST_REFUSED, "Этот надстрочный знак не сочетается с буквой перед ним.");
		return EDIT_REFUSED;
	}
	if (ed->count >= ed->limit) {
		error_set(e, ST_REFUSED, "Больше %zu знаков сюда не поместится.", ed->limit);
		return EDIT_REFUSED;
	}
	utf8_put(&bytes, cp);
	splice(ed, ed->at, ed->at, buf_slice(&bytes));
	buf_free(&bytes);
	return EDIT_CHANGED;
}

static size_t
line_end(const struct editor *ed)
{
	size_t line = line_at(ed, ed->at);

	return ed->lines[line].start + ed->lines[line].len;
}

static enum edited
control(struct editor *ed, uint32_t letter)
{
	size_t start = ed->lines[line_at(ed, ed->at)].start;

	switch (letter) {
	case 'a':
		return move(ed, 0);
	case 'x':
		return move(ed, ed->text.len);
	case 'b':
		return move(ed, word_left(ed, ed->at));
	case 'f':
		return move(ed, word_right(ed, ed->at));
	case 'w':
		return cut(ed, word_left(ed, ed->at), ed->at);
	case 'k':
		return cut(ed, ed->at, line_end(ed));
	case 'u':
		return cut(ed, start, line_end(ed));
	default:
		return EDIT_PASSED;
	}
}

enum edited
editor_key(struct editor *ed, const struct key *key, struct error *e)
{
	size_t page = (size_t)(ed->rows > 1 ? ed->rows - 1 : 1);

	switch (key->code) {
	case K_CHARACTER:
		return type(ed, key->ch, e);
	case K_ENTER:
	case K_NEW_LINE:
		return ed->one_line ? EDIT_PASSED : type(ed, '\n', e);
	case K_BACK:
		return cut(ed, whole_before(ed, ed->at), ed->at);
	case K_DELETE:
		return cut(ed, ed->at, whole_after(ed, ed->at));
	case K_ARROW_LEFT:
		return move(ed, whole_before(ed, ed->at));
	case K_ARROW_RIGHT:
		return move(ed, whole_after(ed, ed->at));
	case K_ARROW_UP:
		return move_lines(ed, false, 1);
	case K_ARROW_DOWN:
		return move_lines(ed, true, 1);
	case K_PAGE_UP:
		return move_lines(ed, false, page);
	case K_PAGE_DOWN:
		return move_lines(ed, true, page);
	case K_TO_START:
		return move(ed, ed->lines[line_at(ed, ed->at)].start);
	case K_TO_END:
		return move(ed, line_end(ed));
	case K_CONTROL:
		return control(ed, key->ch);
	default:
		return EDIT_PASSED;
	}
}

size_t
editor_paste(struct editor *ed, struct slice text, struct cleaned *what)
{
	struct buf clean = {0};
	size_t before_paste = ed->count;

	typed_clean(&clean, text, !ed->one_line, what);
	typed_limit(&clean, ed->limit - ed->count, what);
	if (clean.len > 0)
		splice(ed, ed->at, ed->at, buf_slice(&clean));
	buf_free(&clean);
	return ed->count - before_paste;
}

bool
editor_key_replaces(const struct key *key)
{
	return key->code == K_CHARACTER || key->code == K_PASTED || key->code == K_BACK ||
	    key->code == K_DELETE;
}

/* Ctrl-Z and Ctrl-Y. */
static enum edited
go_along(struct editor *ed, bool forth, struct error *e)
{
	size_t at;

	if (!text_history_go(&ed->history, forth, &at)) {
		error_set(
		    e, ST_REFUSED, forth ? "Возвращать больше нечего." : "Отменять больше нечего.");
		return EDIT_REFUSED;
	}
	put_text(ed, buf_text(&ed->history.text), at);
	return EDIT_CHANGED;
}

static enum edited
edit(struct editor *ed, const struct key *key, struct slice pasted, struct error *e)
{
	struct cleaned what = {0};

	if (key->code != K_PASTED)
		return editor_key(ed, key, e);
	editor_paste(ed, pasted, &what);
	return EDIT_CHANGED;
}

enum edited
editor_type(struct editor *ed, const struct key *key, struct slice pasted, struct error *e)
{
	bool replaces = ed->selected && editor_key_replaces(key);
	enum edited edited;

	ed->selected = false;
	if (key->code == K_CONTROL && (key->ch == 'z' || key->ch == 'y'))
		return go_along(ed, key->ch == 'y', e);
	if (replaces)
		put_text(ed, "", 0);
	edited = edit(ed, key, pasted, e);
	if (replaces && edited == EDIT_REFUSED) {
		put_text(ed, buf_text(&ed->history.text), ed->history.text.len);
		ed->selected = true;
	} else if (replaces) {
		edited = EDIT_CHANGED;
	}
	if (edited == EDIT_CHANGED)
		text_history_note(
		    &ed->history, text_of(ed), editor_key_replaces(key) && key->code != K_PASTED);
	return edited;
}

void
field_draw(struct ui *ui, int row, int column, int width, enum field_look look, const char *seen)
{
	int used = (int)utf8_width(seen);

	ui_put(ui, row, column, width, look == FIELD_TYPED_IN ? STYLE_FOCUS : STYLE_FIELD, seen);
	if (look == FIELD_SELECTED && used > 0)
		ui_put(ui, row, column, used < width ? used : width, STYLE_FOCUS, seen);
}

void
editor_draw(const struct editor *ed, struct ui *ui, int row, int column, int width, bool focused)
{
	int at = column_of(ed, 0, ed->at), left = at >= width ? at - width + 1 : 0;
	size_t from = at_column(ed, 0, left);
	char *seen;

	assert(ed->one_line);
	if (column_of(ed, 0, from) < left) /* of a wide character a half would be seen */
		from = after(ed, from);
	seen = xstrndup(text_of(ed) + from, utf8_fit(text_of(ed) + from, (size_t)width));
	field_draw(ui, row, column, width,
	    !focused           ? FIELD_AT_REST
		: ed->selected ? FIELD_SELECTED
			       : FIELD_TYPED_IN,
	    seen);
	free(seen);
	if (focused)
		ui_cursor(ui, row, column + at - column_of(ed, 0, from));
}

struct editor *
editor_new(size_t limit, bool one_line)
{
	struct editor *ed = xcalloc(1, sizeof(*ed));

	*ed = (struct editor){.limit = limit,
	    .one_line = one_line,
	    .columns = one_line ? NEVER_WRAPPED : 40,
	    .rows = 3,
	    .goal = -1};
	wrap(ed);
	return ed;
}

void
editor_free(struct editor *ed)
{
	if (ed == NULL)
		return;
	buf_free(&ed->text);
	text_history_free(&ed->history);
	free(ed->lines);
	free(ed);
}

void
editor_set(struct editor *ed, const char *text)
{
	ed->top = 0;
	ed->selected = false;
	put_text(ed, text, strlen(text));
	text_history_begin(&ed->history, text);
}

void
editor_select(struct editor *ed)
{
	ed->selected = ed->text.len > 0;
	editor_place(ed, ed->text.len);
}

const char *
editor_text(const struct editor *ed)
{
	return text_of(ed);
}

void
editor_resize(struct editor *ed, int columns, int rows)
{
	columns = ed->one_line ? NEVER_WRAPPED : columns > 0 ? columns : 1;
	rows = rows > 0 ? rows : 1;
	if (ed->columns == columns && ed->rows == rows)
		return;
	ed->columns = columns;
	ed->rows = rows;
	wrap(ed);
}

size_t
editor_lines(const struct editor *ed)
{
	return ed->nlines;
}

struct slice
editor_line(const struct editor *ed, size_t i)
{
	return slice_make(text_of(ed) + ed->lines[i].start, ed->lines[i].len);
}

size_t
editor_top(const struct editor *ed)
{
	return ed->top;
}

void
editor_cursor(const struct editor *ed, size_t *line, int *column)
{
	*line = line_at(ed, ed->at);
	*column = column_of(ed, *line, ed->at);
}

size_t
editor_count(const struct editor *ed)
{
	return ed->count;
}
