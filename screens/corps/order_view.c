/* SPDX-License-Identifier: MIT
 * order_view.c - the screen that composes an order: how it looks.
 */
#include "screens/corps/order.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/die.h"
#include "screens/widget/text.h"
#include "service/record/register.h"

enum { LABEL = 18 };

static const char *const head_labels[HEAD_MOST] = {
    [HEAD_NUMBER] = "Номер",
    [HEAD_DATE] = "Дата",
    [HEAD_SUBJECT] = "О чём",
    [HEAD_SIGNED_BY] = "Кто подписывает",
    [HEAD_CONTROL] = "Контроль",
    [HEAD_ANNULLED] = "Отменяет приказ",
    [HEAD_REASON] = "Почему",
};

/* The lines above, from the top. */
struct heads {
	enum order_head at[HEAD_MOST];
	size_t count;
};

static const struct heads *
heads_of(const struct order_screen *o)
{
	static const struct heads usual = {.at = {HEAD_NUMBER, HEAD_DATE, HEAD_SUBJECT,
					       HEAD_SIGNED_BY, HEAD_CONTROL},
				      .count = 5},
				  of_heads = {.at = {HEAD_NUMBER, HEAD_DATE, HEAD_SUBJECT,
						  HEAD_SIGNED_BY, HEAD_CONTROL, HEAD_REASON},
				      .count = 6},
				  annulling = {
				      .at = {HEAD_NUMBER, HEAD_DATE, HEAD_SUBJECT, HEAD_SIGNED_BY,
					  HEAD_CONTROL, HEAD_ANNULLED, HEAD_REASON},
				      .count = 7};

	return o->purpose == ORDER_HEADS    ? &of_heads
	    : o->purpose == ORDER_ANNULMENT ? &annulling
					    : &usual;
}

size_t
order_heads(const struct order_screen *o)
{
	return heads_of(o)->count;
}

enum order_head
order_head_at(const struct order_screen *o, size_t place)
{
	return heads_of(o)->at[place];
}

enum line_column { LINE_MARK, LINE_WHO, LINE_AREA, LINE_FROM, LINE_TO, LINE_NOTE };

static const struct list_column inclusion_columns[] = {
    [LINE_MARK] = {.title = "✓", .width = 1, .rank = 0, .lead = true},
    [LINE_WHO] = {.title = "Кого включить", .width = 30, .rank = 0, .grows = true, .lead = true},
    [LINE_AREA] = {.title = "Предметная область", .width = 18, .rank = 2, .grows = true},
    [LINE_FROM] = {.title = "С", .width = 10, .rank = 1},
    [LINE_TO] = {.title = "По", .width = 10, .rank = 1},
    [LINE_NOTE] = {.title = "Замечание", .width = 24, .rank = 3, .grows = true},
};

static const struct list_column exclusion_columns[] = {
    [LINE_MARK] = {.title = "✓", .width = 1, .rank = 0, .lead = true},
    [LINE_WHO] = {.title = "Кого исключить", .width = 28, .rank = 0, .grows = true, .lead = true},
    [LINE_AREA] = {.title = "Предметная область", .width = 16, .rank = 4, .grows = true},
    [LINE_FROM] = {.title = "Состоит с", .width = 10, .rank = 5},
    [LINE_TO] = {.title = "Последний день", .width = 14, .rank = 1},
    [LINE_NOTE] = {.title = "Основание", .width = 22, .rank = 2, .grows = true},
};

static const struct list_column head_columns[] = {
    [LINE_MARK] = {.title = "✓", .width = 1, .rank = 0, .lead = true},
    [LINE_WHO] = {.title = "Кто руководит", .width = 24, .rank = 0, .grows = true, .lead = true},
    [LINE_AREA] = {.title = "Объединение", .width = 24, .rank = 0, .grows = true},
    [LINE_FROM] = {.title = "С", .width = 10, .rank = 8},
    [LINE_TO] = {.title = "По", .width = 10, .rank = 9},
    [LINE_NOTE] = {.title = "Прежде или что мешает", .width = 24, .rank = 3, .grows = true},
};

size_t
order_taken(const struct order_screen *o)
{
	size_t n = 0;

	for (size_t i = 0; i < o->project.count; i++)
		n += o->project.lines[i].taken;
	return n;
}

/* Texts. */

static const char *
keep(struct order_screen *o, const char *text)
{
	return arena_strdup(&o->texts, text);
}

static const char *
keep_date(struct order_screen *o, int32_t day)
{
	struct buf text = {0};
	const char *kept;

	if (day != DATE_NONE)
		date_put_russian(&text, day);
	kept = keep(o, buf_text(&text));
	buf_free(&text);
	return kept;
}

static const char *
keep_name(struct order_screen *o, const struct view *v, enum kind kind, uint64_t id)
{
	struct buf text = {0};
	const char *kept;

	if (id != 0)
		register_put_name(v, kind, id, &text);
	kept = keep(o, buf_text(&text));
	buf_free(&text);
	return kept;
}

static void
make_line(struct order_screen *o, const struct view *v, size_t i)
{
	const struct order_line *line = &o->project.lines[i];
	const char **cells = o->cells[i];

	cells[LINE_MARK] = line->taken ? "✓" : "—";
	cells[LINE_WHO] = line->person != 0 ? keep_name(o, v, KIND_PEOPLE, line->person)
					    : keep_name(o, v, KIND_APPLICATIONS, line->application);
	cells[LINE_AREA] = line->association != 0
	    ? keep_name(o, v, KIND_ASSOCIATIONS, line->association)
	    : keep(o, line->subject_area);
	cells[LINE_FROM] =
	    keep_date(o, o->purpose == ORDER_HEADS ? orders_begins(&o->project, line) : line->from);
	cells[LINE_TO] = keep_date(o, line->to);
	cells[LINE_NOTE] = keep(o,
	    line->problem[0] != '\0'    ? line->problem
		: line->note[0] != '\0' ? line->note
					: line->ground);
}

void
order_make_texts(struct order_screen *o, const struct view *v)
{
	const struct order_project *p = &o->project;
	struct buf number = {0};

	arena_clear(&o->texts);
	orders_put_number(v, p, &number);
	o->heads[HEAD_NUMBER] = keep(o, buf_text(&number));
	buf_free(&number);
	o->heads[HEAD_DATE] = keep_date(o, p->date);
	o->heads[HEAD_SUBJECT] = p->subject;
	o->heads[HEAD_SIGNED_BY] = p->signed_by;
	o->heads[HEAD_CONTROL] = p->control;
	o->heads[HEAD_ANNULLED] = keep_name(o, v, KIND_ORDERS, p->annulled);
	o->heads[HEAD_REASON] = p->reason;
	free(o->cells);
	o->cells = xcalloc(p->count + 1, sizeof(*o->cells));
	for (size_t i = 0; i < p->count; i++)
		make_line(o, v, i);
}

/* Drawing. */

static void
line_cell(const void *context, size_t row, size_t column, struct buf *out)
{
	const struct order_screen *o = context;

	buf_puts(out, o->cells[row][column]);
}

static enum style
line_style(const void *context, size_t row)
{
	const struct order_screen *o = context;
	const struct order_line *line = &o->project.lines[row];

	return !line->taken                          ? STYLE_FAINT
	    : line->problem[0] != '\0' || line->idle ? STYLE_WARNING
						     : STYLE_PLAIN;
}

int
order_list_rows(const struct order_screen *o, int rows)
{
	return rows - (int)order_heads(o) - 3; /* blank, the rule, the heading */
}

static void
draw_heads(const struct order_screen *o, struct ui *ui, int row, int columns)
{
	if (!o->office) {
		ui_put(ui, row, 1, LABEL, STYLE_LABEL, head_labels[HEAD_NUMBER]);
		ui_printf(ui, row, LABEL + 2, columns - LABEL - 3, STYLE_FAINT,
		    "%s — даётся при регистрации", o->heads[HEAD_NUMBER]);
	}
	for (size_t i = order_first_head(o); i < order_heads(o); i++) {
		enum order_head head = order_head_at(o, i);
		bool here = o->head == i, empty = o->heads[head][0] == '\0';
		bool protocol = head == HEAD_REASON && o->purpose == ORDER_HEADS;
		int at = row + (int)i;

		ui_put(ui, at, 1, LABEL, here ? STYLE_CURSOR : STYLE_LABEL,
		    protocol ? "На основании" : head_labels[head]);
		ui_put(ui, at, LABEL + 2, columns - LABEL - 3,
		    !empty         ? STYLE_PLAIN
			: protocol ? STYLE_FAINT
				   : STYLE_WARNING,
		    !empty ? o->heads[head]
			: protocol ? "можно указать: протокол, представление"
				   : "не указано");
		if (here)
			ui_cursor(ui, at, 1);
	}
}

static const char *
why_empty(enum order_purpose purpose)
{
	static const char *const reasons[ORDER_PURPOSES] = {
	    [ORDER_COMPOSITION] = "Принятых советом, которых ещё нет в приказе, сейчас нет.",
	    [ORDER_INCLUSION] = "Принятых советом, которых ещё нет в приказе, сейчас нет.",
	    [ORDER_EXCLUSION] = "Ins — выбрать члена актива, которого исключить.",
	    [ORDER_HEADS] = "Открытых объединений нет. Ins — выбрать объединение.",
	    [ORDER_ANNULMENT] =
		"Что сделал отменяемый приказ, берётся назад; номер остаётся за ним.",
	};

	return reasons[purpose];
}

size_t
order_idle(const struct order_screen *o)
{
	size_t n = 0;

	for (size_t i = 0; i < o->project.count; i++)
		n += o->project.lines[i].taken && o->project.lines[i].idle;
	return n;
}

/* How many are in the order, who of them did nothing, and the term of heads: what a narrow list has
 * no room for. */
static void
draw_rule_words(const struct order_screen *o, struct ui *ui, int row)
{
	const struct order_project *p = &o->project;
	struct buf text = {0};

	buf_printf(&text, " В приказе: %zu из %zu ", order_taken(o), p->count);
	if (order_idle(o) > 0)
		buf_printf(&text, "· за год ни одного дела: %zu ", order_idle(o));
	if (o->purpose == ORDER_HEADS && p->count > 0) {
		buf_puts(&text, "· с ");
		date_put_russian(&text, orders_begins(p, &p->lines[0]));
		buf_puts(&text, p->lines[0].to != DATE_NONE ? " по " : " без срока");
		if (p->lines[0].to != DATE_NONE)
			date_put_russian(&text, p->lines[0].to);
		buf_putc(&text, ' ');
	}
	ui_put(ui, row, 2, 0, STYLE_HEADER, buf_text(&text));
	buf_free(&text);
}

static const struct list_column *
line_columns(const struct order_screen *o)
{
	return o->purpose == ORDER_EXCLUSION ? exclusion_columns
	    : o->purpose == ORDER_HEADS      ? head_columns
					     : inclusion_columns;
}

void
order_put_lines(const struct order_screen *o, struct output *out)
{
	output_set_columns(out, line_columns(o), ORDER_CELLS);
	for (size_t i = 0; i < o->project.count; i++)
		for (int c = 0; c < ORDER_CELLS; c++)
			output_cell(out, o->cells[i][c]);
}

void
order_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct order_screen *o = screen_state(sc);
	int list_row = row + (int)order_heads(o) + 1;
	struct list_view view = {.columns = line_columns(o),
	    .ncolumns = ORDER_CELLS,
	    .context = o,
	    .cell = line_cell,
	    .style = line_style,
	    .sorted = ORDER_CELLS,
	    .headings = true,
	    .focused = o->head == order_heads(o)};

	ui_rule(ui, list_row, 0, columns);
	if (o->purpose != ORDER_ANNULMENT)
		draw_rule_words(o, ui, list_row);
	if (o->project.count == 0)
		text_draw(ui, list_row + 2, 4, rows - list_row, columns - 8, STYLE_PLAIN,
		    why_empty(o->purpose));
	else
		list_draw(&o->list, ui, list_row + 1, 0, row + rows - list_row - 1, columns, &view);
	draw_heads(o, ui, row, columns);
}
