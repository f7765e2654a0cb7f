/* SPDX-License-Identifier: MIT
 * record_form_draw.c - how the items of a sheet look.
 */
#include "screens/form/record_form_layout.h"

#include <string.h>

#include "base/fold.h"
#include "base/utf8.h"
#include "base/wrap.h"

/* Drawing. An item at `row` of the screen; rows outside [first, last) are not drawn. */

struct frame {
	struct ui *ui;
	int first, last, column;
	bool focused, selected; /* of the item that is being drawn */
};

static bool
is_inside(const struct frame *fr, int row)
{
	return row >= fr->first && row < fr->last;
}

static void
draw_field(const struct frame *fr, int row, int column, int width, const char *seen)
{
	enum field_look look = !fr->focused ? FIELD_AT_REST
	    : fr->selected                  ? FIELD_SELECTED
					    : FIELD_TYPED_IN;

	field_draw(fr->ui, row, column, width, look, seen);
}

/* A row of an item that a click is for. */
static void
tell_spot(const struct record_form *sh, const struct frame *fr, const struct form_field *it,
    int row, int line, int column, int width)
{
	zones_add_spot(ui_zones(fr->ui), row, column, width, (int)(it - sh->items), line);
}

static void
draw_label(
    const struct record_form *sh, const struct frame *fr, const struct form_field *it, int row)
{
	struct buf label = {0};
	const char *mark = it->fault.len > 0 ? "!" : it->told.len > 0 ? "~" : "";
	const char *s;
	struct slice part;
	int shown = 0;

	form_field_put_label(it, &label);
	s = buf_text(&label);
	if (is_inside(fr, row))
		ui_put(fr->ui, row, fr->column + MARK_COLUMN, 1,
		    it->fault.len > 0 ? STYLE_BAD : STYLE_WARNING, mark);
	for (; shown < it->rows && wrap_line(&s, (size_t)sh->label_width, &part); shown++) {
		struct buf line = {0};

		buf_put(&line, part.data, shown + 1 == it->rows ? strlen(part.data) : part.len);
		if (is_inside(fr, row + shown))
			ui_put(fr->ui, row + shown, fr->column + LABEL_COLUMN, sh->label_width,
			    it->fault.len > 0 ? STYLE_BAD
				: fr->focused ? STYLE_STRONG
					      : STYLE_LABEL,
			    buf_text(&line));
		buf_free(&line);
	}
	buf_free(&label);
}

/* What a choice will become when it is left: the rest of the word behind what was typed. */
static void
draw_completion(
    const struct record_form *sh, const struct frame *fr, struct form_field *it, int row)
{
	size_t others;
	const char *word = form_field_completion(sh, it, &others), *text = form_field_text(sh, it);
	int typed = (int)utf8_width(text), column = fr->column + it->column;

	if (!fr->focused || word == NULL || strcmp(word, text) == 0)
		return;
	if (typed < it->width && fold_starts(slice_of(word), slice_of(text)))
		ui_put(fr->ui, row, column + typed, it->width - typed, STYLE_FAINT,
		    word + typed_offset(word, utf8_count(text)));
	else
		ui_printf(fr->ui, row, column + it->width + 2, 0, STYLE_FAINT, "→ %s", word);
}

/* The rest of what was typed here before; → takes it. */
static void
draw_recalled(
    const struct record_form *sh, const struct frame *fr, const struct form_field *it, int row)
{
	const char *text = form_field_text(sh, it), *word = buf_text(&it->recalled);
	int typed = (int)utf8_width(text);

	if (fr->focused && it->recalled.len > 0 && typed < it->width)
		ui_put(fr->ui, row, fr->column + it->column + typed, it->width - typed, STYLE_FAINT,
		    word + typed_offset(word, utf8_count(text)));
}

/* A line libform cannot hold, scrolled so that the cursor is seen. */
static int
draw_edited_line(const struct frame *fr, const struct form_field *it, int row)
{
	struct slice text = editor_line(it->editor, 0);
	struct buf shown = {0};
	size_t line, skip = 0;
	int column, width = it->width, cut;

	editor_cursor(it->editor, &line, &column);
	buf_put_slice(&shown, text);
	if (fr->focused && column >= width)
		skip = utf8_fit(buf_text(&shown), (size_t)(column - width + 1));
	cut = (int)utf8_width(buf_text(&shown));
	draw_field(fr, row, fr->column + it->column, width, buf_text(&shown) + skip);
	cut -= (int)utf8_width(buf_text(&shown) + skip);
	buf_free(&shown);
	return column - cut;
}

/* A reference that is known and not typed in leaves its room to the name behind the code. */
static int
shown_width(const struct record_form *sh, const struct frame *fr, const struct form_field *it)
{
	int needed = (int)utf8_width(form_field_text(sh, it)) + 1;

	if (it->field->type != FIELD_REF || fr->focused || it->ref == 0 || needed > it->width)
		return it->width;
	return larger(needed, REF_LEAST);
}

static void
draw_line(const struct record_form *sh, const struct frame *fr, struct form_field *it, int row)
{
	int column = fr->column + it->column, at = 0, width = shown_width(sh, fr, it);
	int behind = column + width + 2;
	bool left = false, right = false;
	struct buf text = {0};

	if (!is_inside(fr, row))
		return;
	tell_spot(sh, fr, it, row, 0, column, width);
	if (it->editor != NULL) {
		at = draw_edited_line(fr, it, row);
	} else {
		form_line(sh->form, it->slot, &text, &left, &right);
		draw_field(fr, row, column, width, buf_text(&text));
		at = form_cursor(sh->form);
	}
	if (left)
		ui_put(fr->ui, row, column - 1, 1, STYLE_FAINT, "‹");
	if (right)
		ui_put(fr->ui, row, column + width, 1, STYLE_FAINT, "›");
	if (it->field->type == FIELD_CHOICE)
		draw_completion(sh, fr, it, row);
	else if (it->recalled.len > 0)
		draw_recalled(sh, fr, it, row);
	else if (it->beside.len > 0 && behind < fr->column + sh->columns - 2)
		ui_put(fr->ui, row, behind,
		    it->field->type == FIELD_DATE ? WEEKDAY : fr->column + sh->columns - 2 - behind,
		    STYLE_FAINT, buf_text(&it->beside));
	if (fr->focused)
		ui_cursor(fr->ui, row, column + smaller(at, it->width));
	buf_free(&text);
}

/* A tab has no width of its own: it is shown as a blank. */
static void
draw_text_line(
    const struct frame *fr, const struct form_field *it, size_t i, int row, int column, int width)
{
	struct buf line = {0};

	if (i < editor_lines(it->editor))
		buf_put_slice(&line, editor_line(it->editor, i));
	for (size_t k = 0; k < line.len; k++)
		if (line.data[k] == '\t')
			line.data[k] = ' ';
	draw_field(fr, row, column, width, buf_text(&line));
	buf_free(&line);
}

static void
draw_text(const struct record_form *sh, const struct frame *fr, const struct form_field *it,
    int row, int column, int width, int rows)
{
	size_t top = editor_top(it->editor), all = editor_lines(it->editor), line;
	int at;

	for (int i = 0; i < rows; i++)
		if (is_inside(fr, row + i)) {
			tell_spot(sh, fr, it, row + i, i, column, width);
			draw_text_line(fr, it, top + (size_t)i, row + i, column, width);
		}
	if (all > (size_t)rows && row >= fr->first && row + rows <= fr->last)
		ui_scrollbar(fr->ui, row, column + width, rows, top, (size_t)rows, all);
	if (!fr->focused)
		return;
	editor_cursor(it->editor, &line, &at);
	ui_cursor(fr->ui, row + (int)(line - top), column + smaller(at, width - 1));
}

/* Two options that begin alike cannot be told apart by their beginnings. */
static bool
begins_like_another(const struct record_form *sh, const struct form_field *it, size_t i, size_t len)
{
	const char *text = form_field_option_text(sh, it, i);

	for (size_t k = 0; k < form_field_options(sh, it); k++)
		if (k != i && strncmp(form_field_option_text(sh, it, k), text, len) == 0)
			return true;
	return false;
}

/* The text of an option in so many columns: cut at its end by ui, or in the middle by us. */
static void
put_option(
    const struct record_form *sh, const struct form_field *it, size_t i, int width, struct buf *out)
{
	const char *text = form_field_option_text(sh, it, i), *tail = text,
		   *end = text + strlen(text);
	int half = width / 2;

	if (width < 8 || (int)utf8_width(text) <= width ||
	    !begins_like_another(sh, it, i, utf8_fit(text, (size_t)width - 1))) {
		buf_puts(out, text);
		return;
	}
	while ((int)utf8_width(tail) > width - half - 1)
		utf8_next(&tail, end);
	buf_put(out, text, utf8_fit(text, (size_t)half));
	buf_printf(out, "…%s", tail);
}

/* Behind the label, where it has a row of its own: what other fields have ticked. */
static void
draw_proposed(
    const struct record_form *sh, const struct frame *fr, const struct form_field *it, int row)
{
	struct buf label = {0}, proposed = {0};
	int at = LABEL_COLUMN + form_field_put_label(it, &label) + GAP;

	form_field_put_proposed(it, &proposed);
	if (checks_offset(it) > 0 && is_inside(fr, row))
		ui_put(fr->ui, row, fr->column + at, sh->columns - 2 - at, STYLE_FAINT,
		    buf_text(&proposed));
	buf_free(&label);
	buf_free(&proposed);
}

static void
draw_checks(
    const struct record_form *sh, const struct frame *fr, const struct form_field *it, int row)
{
	size_t n = form_field_options(sh, it);
	bool one = it->field->type == FIELD_TERM;

	draw_proposed(sh, fr, it, row);
	row += checks_offset(it);
	for (size_t i = 0; i < n; i++) {
		bool on = form_field_option_is_on(sh, it, i), here = fr->focused && i == it->option;
		int at = row + (int)i;
		struct buf text = {0};

		if (!is_inside(fr, at))
			continue;
		put_option(sh, it, i, it->width - 4, &text);
		tell_spot(sh, fr, it, at, (int)i, fr->column + it->column, it->width);
		ui_printf(fr->ui, at, fr->column + it->column, it->width,
		    here     ? STYLE_FOCUS
			: on ? STYLE_STRONG
			     : STYLE_PLAIN,
		    "%s %s", one ? (on ? "(•)" : "( )") : (on ? "[x]" : "[ ]"), buf_text(&text));
		buf_free(&text);
		if (here)
			ui_cursor(fr->ui, at, fr->column + it->column + 1);
	}
	if (n == 0 && is_inside(fr, row))
		ui_put(fr->ui, row, fr->column + it->column, it->width, STYLE_FAINT,
		    "в правилах города здесь ничего нет");
}

static void
draw_yesno(
    const struct record_form *sh, const struct frame *fr, const struct form_field *it, int row)
{
	if (!is_inside(fr, row))
		return;
	tell_spot(sh, fr, it, row, 0, fr->column + it->column, it->width);
	draw_field(fr, row, fr->column + it->column, it->width, form_field_text(sh, it));
	if (fr->focused)
		ui_cursor(fr->ui, row, fr->column + it->column);
}

static void
draw_item(const struct record_form *sh, struct frame *fr, struct form_field *it, int row)
{
	fr->focused = it == record_form_focused(sh);
	fr->selected = fr->focused && form_field_is_selected(sh, it);
	if (!it->beside_previous || it->column <= LABEL_COLUMN + sh->label_width + GAP)
		draw_label(sh, fr, it, row);
	else if (is_inside(fr, row) && it->field->type == FIELD_NUMBER)
		ui_put(fr->ui, row, fr->column + it->column - 2, 1, STYLE_FAINT, "/");
	switch (it->input) {
	case INPUT_LINE:
		draw_line(sh, fr, it, row);
		break;
	case INPUT_TEXT:
		draw_text(sh, fr, it, row, fr->column + it->column, it->width, it->rows);
		break;
	case INPUT_CHECKS:
		draw_checks(sh, fr, it, row);
		break;
	default:
		draw_yesno(sh, fr, it, row);
		break;
	}
}

/* A line of words: drawn into the rows that are visible. */
static void
draw_words(const struct record_form *sh, const struct frame *fr, const struct part *part, int row)
{
	if (row >= fr->first && row + part->rows <= fr->last)
		record_form_wrap(fr->ui, row, fr->column + LABEL_COLUMN,
		    sh->columns - 2 - LABEL_COLUMN, part->rows, part->style, part->align,
		    part->text);
}

static void
draw_zoomed(struct record_form *sh, struct ui *ui, int row, int rows, int column, int columns)
{
	struct form_field *it = record_form_focused(sh);
	struct frame fr = {
	    .ui = ui, .first = row, .last = row + rows, .column = column, .focused = true};

	editor_resize(it->editor, smaller(columns - 4, TEXT_MOST), rows - 2);
	ui_box(ui, row, column, rows, smaller(columns, TEXT_MOST + 4), it->label);
	draw_text(sh, &fr, it, row + 1, column + 2, smaller(columns - 4, TEXT_MOST), rows - 2);
}

/* The form and the editors are laid out for the window here: the size is only known now. */
void
record_form_draw(struct record_form *sh, struct ui *ui, int row, int rows, int column, int columns)
{
	struct frame fr = {.ui = ui, .first = row, .last = row + rows, .column = column};

	record_form_lay_out(sh, rows, columns);
	if (sh->zoomed && record_form_focused(sh)->input == INPUT_TEXT) {
		draw_zoomed(sh, ui, row, rows, column, columns);
		return;
	}
	for (size_t i = 0; i < sh->nparts; i++) {
		struct part *part = &sh->parts[i];
		int at = row + part->row - sh->top;

		if (at + part->rows <= row || at >= row + rows)
			continue;
		if (part->item == RECORD_FORM_NONE)
			draw_words(sh, &fr, part, at);
		else
			draw_item(sh, &fr, &sh->items[part->item], at);
	}
	if (sh->height > rows)
		ui_scrollbar(ui, row, column + columns - 1, rows, (size_t)sh->top, (size_t)rows,
		    (size_t)sh->height);
}
