/* SPDX-License-Identifier: MIT
 * record_form_layout.c - where the items of a sheet stand.
 */
#include "screens/form/record_form_layout.h"

#include <string.h>

#include "base/utf8.h"
#include "base/wrap.h"

/* Text in lines. */

static int
aligned(int column, int columns, enum align align, const char *line)
{
	int free_columns = columns - (int)utf8_width(line);

	if (align == ALIGN_LEFT || free_columns < 0)
		return column;
	return column + (align == ALIGN_RIGHT ? free_columns : free_columns / 2);
}

int
record_form_wrap(struct ui *ui, int row, int column, int columns, int rows, enum style style,
    enum align align, const char *text)
{
	struct slice line = {.data = text};
	int used = 0;

	while (used < rows && (wrap_line(&text, (size_t)columns, &line) || used == 0)) {
		struct buf shown = {0};

		/* What does not fit any more is cut by ui_put with its dots. */
		buf_put(&shown, line.data, used + 1 == rows ? strcspn(line.data, "\n") : line.len);
		if (ui != NULL)
			ui_put(ui, row + used, aligned(column, columns, align, buf_text(&shown)),
			    (int)utf8_width(buf_text(&shown)) > columns ? columns : 0, style,
			    buf_text(&shown));
		buf_free(&shown);
		used++;
	}
	return used;
}

/* Layout. */

int
form_field_put_label(const struct form_field *it, struct buf *out)
{
	buf_puts(out, it->label);
	if (it->required && it->input != INPUT_YESNO)
		buf_puts(out, " *");
	if (it->note[0] != '\0') /* "п. 2.4: why": the why is in the hint */
		buf_printf(out, " (%.*s)", (int)strcspn(it->note, ":"), it->note);
	return (int)utf8_width(buf_text(out));
}

static int
label_lines(const struct form_field *it, int width)
{
	struct buf label = {0};
	int lines;

	form_field_put_label(it, &label);
	lines = record_form_wrap(NULL, 0, 0, width, 20, STYLE_LABEL, ALIGN_LEFT, buf_text(&label));
	buf_free(&label);
	return lines;
}

static int
widest_label(const struct record_form *sh, int most)
{
	int widest = 12;

	for (size_t i = 0; i < sh->count; i++) {
		struct buf label = {0};
		int width = form_field_put_label(&sh->items[i], &label);

		widest = width > widest ? width : widest;
		buf_free(&label);
	}
	return widest < most ? widest : most;
}

static int
widest_word(const struct form_field *it)
{
	int widest = (int)utf8_width(it->loaded);

	for (int i = 0; it->words[i] != NULL; i++)
		if ((int)utf8_width(it->words[i]) > widest)
			widest = (int)utf8_width(it->words[i]);
	return larger(widest, 6) + 1;
}

static int
width_of(const struct form_field *it, int area)
{
	switch (it->field->type) {
	case FIELD_DATE:
		return 12;
	case FIELD_NUMBER:
		return 8;
	case FIELD_YESNO:
		return 4;
	case FIELD_CODE:
		return smaller(area, 24);
	case FIELD_CHOICE:
		return smaller(area, widest_word(it));
	case FIELD_REF:
		return area >= LINE_MOST ? 24 : 16;
	case FIELD_LONG:
		return smaller(area, TEXT_MOST);
	case FIELD_CHOICES:
	case FIELD_TERM:
	case FIELD_TERMS:
		return area;
	default:
		return smaller(area, LINE_MOST);
	}
}

static int
rows_of(const struct record_form *sh, struct form_field *it, int width)
{
	bool focused = it == record_form_focused(sh);
	int labels = label_lines(it, sh->label_width), lines;

	it->label_cut = false;
	switch (it->input) {
	case INPUT_TEXT:
		editor_resize(it->editor, width, TEXT_ROWS);
		lines = (int)smaller((int)editor_lines(it->editor), TEXT_FOCUSED_ROWS);
		lines = larger(
		    TEXT_LEAST_ROWS, smaller(lines, focused ? TEXT_FOCUSED_ROWS : TEXT_ROWS));
		it->label_cut = labels > larger(lines, 3);
		lines = larger(lines, smaller(labels, 3));
		editor_resize(it->editor, width, lines);
		return lines;
	case INPUT_CHECKS:
		lines = (int)form_field_options(sh, it) + checks_offset(it);
		it->label_cut = labels > lines;
		return lines > 0 ? lines : 1;
	default:
		it->label_cut = labels > 2;
		return smaller(labels, 2);
	}
}

/* Beside the item before it, when there is room; false: on a row of its own. */
static bool
place_beside(const struct form_field *before, struct form_field *it, int right)
{
	int gap = before->field->type == FIELD_DATE ? WEEKDAY + GAP : GAP + 1;

	it->width = width_of(it, right);
	it->column = before->column + before->width + gap;
	it->row = before->row;
	it->rows = before->rows;
	it->label_cut = before->label_cut;
	return it->column + it->width + (it->field->type == FIELD_DATE ? WEEKDAY : 0) <= right;
}

static void
place(struct record_form *sh, struct part *part, int *y, int right)
{
	struct form_field *it;

	if (part->item == RECORD_FORM_NONE) {
		part->row = *y;
		part->rows = record_form_wrap(
		    NULL, 0, 0, right - LABEL_COLUMN, 20, part->style, part->align, part->text);
		*y += part->rows;
		return;
	}
	it = &sh->items[part->item];
	if (!(it->beside_previous && part->item > 0 && place_beside(it - 1, it, right))) {
		it->column = LABEL_COLUMN + sh->label_width + GAP;
		if (it->input == INPUT_CHECKS && checks_offset(it) > 0)
			it->column = LABEL_COLUMN;
		it->width = width_of(it, right - it->column);
		it->row = *y;
		it->rows = rows_of(sh, it, it->width);
		*y += it->rows;
	}
	part->row = it->row;
	part->rows = it->rows;
	if (it->input == INPUT_LINE)
		form_resize(sh->form, it->slot, it->width);
}

/* The row the cursor is on, counted from the item's first. */
static int
cursor_row(const struct form_field *it)
{
	size_t line;
	int column;

	if (it->input == INPUT_CHECKS)
		return (int)it->option + checks_offset(it);
	if (it->input != INPUT_TEXT)
		return 0;
	editor_cursor(it->editor, &line, &column);
	return (int)(line - editor_top(it->editor));
}

static void
scroll(struct record_form *sh)
{
	const struct form_field *it = record_form_focused(sh);
	int cursor = it->row + cursor_row(it), last = it->row + it->rows - 1;

	if (sh->focus == 0)
		sh->top = 0;
	if (last >= sh->top + sh->rows)
		sh->top = last - sh->rows + 1;
	if (it->row - 1 < sh->top)
		sh->top = larger(it->row - 1, 0);
	if (cursor >= sh->top + sh->rows)
		sh->top = cursor - sh->rows + 1;
	sh->top = larger(0, smaller(sh->top, sh->height - sh->rows));
}

void
record_form_lay_out(struct record_form *sh, int rows, int columns)
{
	int y = 0, right = columns - 2;

	sh->columns = columns;
	sh->rows = rows;
	sh->label_width = widest_label(sh, columns < NARROW ? LABEL_NARROW : LABEL_MOST);
	for (size_t i = 0; i < sh->nparts; i++)
		place(sh, &sh->parts[i], &y, right);
	sh->height = y;
	if (record_form_focused(sh)->input == INPUT_LINE)
		form_focus(sh->form,
		    record_form_focused(sh)->slot); /* built anew, when a width has changed */
	scroll(sh);
}
