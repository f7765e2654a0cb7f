/* SPDX-License-Identifier: MIT
 * card.c - one record: its fields, who refers to it, its history, and itself on an earlier date.
 *
 * Everything is a line; a line may lead somewhere (Enter follows, Esc comes back). On a narrow
 * terminal the three sections stand under each other, on a wide one the fields stand left of the
 * others.
 */
#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "base/wrap.h"
#include "screens/app/shown.h"
#include "screens/app/ask.h"
#include "screens/app/undo.h"
#include "screens/record/browser.h"
#include "screens/record/card_deeds.h"
#include "screens/record/card_output.h"
#include "screens/widget/list.h"
#include "screens/app/place_args.h"
#include "screens/widget/text.h"
#include "service/core/modules.h"
#include "service/record/register.h"

enum { DO_HISTORY = ACT_OWN, DO_RESTORE };

enum { WIDE = 110, LABEL_NARROW = 30, LABEL_WIDE = 32, LABEL_ROWS = 2 };

struct card {
	enum kind kind;
	uint64_t id;
	int32_t on;            /* the date it is shown for; DATE_NONE: as it is */
	struct record *record; /* NULL: it does not exist (then) */
	struct buf name;       /* for the title */
	struct card_lines lines;
	uint64_t before;       /* the history goes on before this operation; 0: all of it is read */
	size_t cursor, top[2]; /* first line shown in each column */
};

static enum status
card_open(struct screen *sc, const void *args, struct error *e)
{
	const struct card_args *a = args;
	struct card *c = screen_state(sc);

	*c = (struct card){.kind = a->kind, .id = a->id, .on = DATE_NONE};
	return module_require_kind(app_session(screen_app(sc)), a->kind, e);
}

static void
card_close(struct screen *sc)
{
	struct card *c = screen_state(sc);

	record_free(c->record);
	card_lines_free(&c->lines);
	buf_free(&c->name);
}

static uint64_t
card_record(const struct screen *sc, enum kind *kind)
{
	const struct card *c = screen_state(sc);

	*kind = c->kind;
	return c->id;
}

static void
card_title(const struct screen *sc, struct buf *out)
{
	const struct card *c = screen_state(sc);

	buf_printf(out, "%s › %s", entity_of(c->kind)->many, buf_text(&c->name));
	if (c->on != DATE_NONE) {
		buf_puts(out, " — как было записано ");
		date_put_russian(out, c->on);
	}
}

/* The lines [first, end) that stand in one column of the screen. */
struct column {
	size_t first, end;
	int left, width, label_width, row, rows;
	size_t top;
};

static int
text_width(const struct column *col)
{
	return col->width - col->label_width - 1;
}

/* A heading has a blank row above it, but for the first line of its column. */
static bool
has_blank_above(const struct line *line, const struct column *col, size_t i)
{
	return line->heading && i > col->first;
}

/* The label of an empty field has the row to itself; beside a value it may take two. */
static int
label_rows(const struct line *line, const struct column *col)
{
	int rows = text_height(line->label, col->label_width - 1);

	return line->text[0] == '\0' || rows < 1 ? 1 : rows < LABEL_ROWS ? rows : LABEL_ROWS;
}

/* How many rows line i takes in a column. */
static int
line_rows(const struct card *c, const struct column *col, size_t i)
{
	const struct line *line = &c->lines.lines[i];
	int rows = line->heading ? 1 : text_height(line->text, text_width(col));
	int label = line->heading ? 1 : label_rows(line, col);

	return (rows > label ? rows : label) + has_blank_above(line, col, i);
}

/* What does not fit into the last of its rows is cut by ui_put with its dots. */
static void
draw_label(struct ui *ui, const struct line *line, const struct column *col, int row, int room,
    enum style style)
{
	const char *rest = line->label;
	int rows = label_rows(line, col);

	if (line->text[0] == '\0') {
		ui_put(ui, row, col->left, col->width, style, rest);
		return;
	}
	for (int i = 0; i < rows && i < room; i++) {
		const char *at = rest;
		struct slice part = {0};

		wrap_line(&rest, (size_t)col->label_width - 1, &part);
		if (i + 1 < rows)
			ui_printf(ui, row + i, col->left, col->label_width, style, "%.*s",
			    (int)part.len, (const char *)part.data);
		else
			ui_put(
			    ui, row + i, col->left, col->label_width - (*rest != '\0'), style, at);
	}
}

static void
draw_line(struct ui *ui, const struct line *line, const struct column *col, int row, bool current)
{
	int room = col->row + col->rows - row, column = col->left + col->label_width;
	enum style label = current ? STYLE_CURSOR : STYLE_LABEL;
	enum style style = current ? STYLE_CURSOR : line->style;

	if (line->heading) {
		ui_put(ui, row, col->left, col->width, STYLE_HEADER, line->label);
		return;
	}
	draw_label(ui, line, col, row, room, label);
	if (line->lead != LEAD_NOWHERE)
		ui_put(ui, row, column, 1, style, "›");
	if (current && line->text[0] != '\0')
		ui_put(ui, row, column + 1, text_width(col), style, "");
	text_draw(ui, row, column + 1, room, text_width(col), style, line->text);
	if (current)
		ui_cursor(ui, row, col->left);
}

static void
draw_column(const struct card *c, struct ui *ui, const struct column *col)
{
	int row = col->row;
	size_t i;

	for (i = col->top; i < col->end && row < col->row + col->rows; i++) {
		const struct line *line = &c->lines.lines[i];
		int blank = i > col->top && has_blank_above(line, col, i);

		if (row + blank < col->row + col->rows)
			draw_line(ui, line, col, row + blank, i == c->cursor);
		row += line_rows(c, col, i) - (has_blank_above(line, col, i) - blank);
	}
	ui_scrollbar(ui, col->row, col->left + col->width, col->rows, col->top - col->first,
	    i - col->top, col->end - col->first);
}

/* The columns of this terminal; returns how many there are. */
static int
lay_out(const struct card *c, int row, int rows, int columns, struct column out[2])
{
	size_t split = card_lines_section(&c->lines, SECTION_REFERRERS), count = c->lines.count;
	int left = columns * 11 / 20;
	bool wide = columns >= WIDE && split > 0 && split < count;

	out[0] = (struct column){.end = wide ? split : count,
	    .width = (wide ? left : columns) - 2,
	    .label_width = wide ? LABEL_WIDE : LABEL_NARROW,
	    .row = row,
	    .rows = rows,
	    .top = c->top[0]};
	if (!wide)
		return 1;
	out[1] = (struct column){.first = split,
	    .end = count,
	    .left = left + 1,
	    .width = columns - left - 2,
	    .label_width = LABEL_NARROW,
	    .row = row,
	    .rows = rows,
	    .top = c->top[1] < split ? split : c->top[1]};
	if (out[0].top >= split)
		out[0].top = 0;
	return 2;
}

/* The first line of a column that lets the cursor's line be seen, as near to the present one as can
 * be. */
static size_t
settled_top(const struct card *c, const struct column *col)
{
	size_t top = c->cursor;
	int used = line_rows(c, col, top);

	if (c->cursor <= col->top) /* its heading comes along */
		return c->cursor > col->first && c->lines.lines[c->cursor - 1].heading
		    ? c->cursor - 1
		    : c->cursor;
	while (top > col->top && used + line_rows(c, col, top - 1) <= col->rows)
		used += line_rows(c, col, --top);
	return top;
}

/* Move the first line of the cursor's column so that the cursor's line is seen. */
static void
settle(struct screen *sc)
{
	struct card *c = screen_state(sc);
	struct column cols[2];
	int rows, columns, n;

	app_size(screen_app(sc), &rows, &columns);
	n = lay_out(c, 1, rows, columns, cols);
	for (int i = 0; i < n; i++)
		if (c->cursor >= cols[i].first && c->cursor < cols[i].end)
			c->top[i] = settled_top(c, &cols[i]);
}

static void
card_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct card *c = screen_state(sc);
	struct column cols[2];
	int n = lay_out(c, row, rows, columns, cols);

	for (int i = 0; i < n; i++)
		draw_column(c, ui, &cols[i]);
	if (n == 2)
		ui_vertical(ui, row, cols[1].left - 2, rows);
}

/* The cursor stays on what it stood on. Where that led to records and they have all gone, Enter
 * would follow another line, which is said. */
static void
keep_cursor(struct screen *sc, const struct line *was)
{
	struct card *c = screen_state(sc);
	size_t at = was->heading ? c->lines.count : card_lines_find(&c->lines, was);

	if (at < c->lines.count)
		c->cursor = at;
	else if (was->lead == LEAD_LIST && c->record != NULL && c->on == DATE_NONE)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Строки, на которой стоял курсор, больше нет: таких записей не осталось. "
		    "Курсор "
		    "теперь на другой.");
	if (c->cursor >= c->lines.count)
		c->cursor = c->lines.count - 1;
	if (c->lines.lines[c->cursor].heading && c->cursor + 1 < c->lines.count)
		c->cursor++;
}

static void
add_steps(struct card *c, const struct view *v)
{
	c->before = card_lines_add_history(&c->lines, v, c->kind, c->id, c->before);
}

/* Read the history on until so many lines stand behind the cursor: of the changes of many years
 * what is looked at is read. */
static void
read_on(struct screen *sc, size_t lines)
{
	struct card *c = screen_state(sc);
	struct view v;

	if (c->before == 0 || c->lines.count - c->cursor > lines)
		return;
	view_open(&v, app_session(screen_app(sc)));
	while (c->before != 0 && c->lines.count - c->cursor <= lines)
		add_steps(c, &v);
	view_close(&v);
}

static size_t
rows_shown(struct screen *sc)
{
	int rows, columns;

	app_size(screen_app(sc), &rows, &columns);
	return (size_t)rows;
}

static void
card_load(struct screen *sc)
{
	struct card *c = screen_state(sc);
	struct session *s = app_session(screen_app(sc));
	bool present = c->on == DATE_NONE;
	uint64_t stamp = present && c->record != NULL ? c->record->stamp : 0;
	struct line was = {.heading = true};
	struct view v;

	if (c->lines.count > 0)
		was = c->lines.lines[c->cursor];
	record_free(c->record);
	card_lines_clear(&c->lines);
	view_open(&v, s);
	c->record =
	    present ? register_load(&v, c->kind, c->id) : register_as_of(&v, c->kind, c->id, c->on);
	buf_clear(&c->name);
	if (c->record != NULL)
		register_put_name_of(&v, c->record, &c->name);
	else
		register_put_name(&v, c->kind, c->id, &c->name);
	if (present && c->record != NULL)
		card_lines_add_derived(
		    &c->lines, &v, browser_derived_of(screen_app(sc), c->kind), c->record);
	if (c->record != NULL)
		card_lines_add_fields(&c->lines, &v, c->record);
	else
		card_lines_add_notice(&c->lines,
		    present ? "Запись удалена; ниже её история."
			    : "В тот день этой записи ещё не было.");
	if (present && c->record != NULL)
		card_lines_add_referrers(&c->lines, &v, c->record);
	if (present && c->record != NULL && c->kind == KIND_PEOPLE)
		card_lines_add_activity(&c->lines, &v, c->id);
	c->before = UINT64_MAX;
	add_steps(c, &v);
	while (was.section == SECTION_HISTORY && !was.heading && c->before > was.id)
		add_steps(c, &v);
	shown_tell(screen_app(sc), &v, c->kind, c->id, stamp, "");
	view_close(&v);
	keep_cursor(sc, &was);
	read_on(sc, rows_shown(sc));
	settle(sc);
}

/* The nearest line that is no heading, going by `step`. */
static void
move(struct screen *sc, int step, size_t times)
{
	struct card *c = screen_state(sc);

	if (step > 0)
		read_on(sc, times + rows_shown(sc));
	while (times-- > 0) {
		size_t at = c->cursor;

		do {
			if ((step < 0 && at == 0) || (step > 0 && at + 1 >= c->lines.count))
				goto done;
			at = step < 0 ? at - 1 : at + 1;
		} while (c->lines.lines[at].heading);
		c->cursor = at;
	}
done:
	settle(sc);
}

static bool
fits_whole(const struct card *c, const struct column *col)
{
	int used = 0;

	for (size_t i = col->first; i < col->end; i++)
		used += line_rows(c, col, i);
	return used <= col->rows;
}

/* Let a line be the first that is seen of its column, where that shows more than before. */
static void
show_from(struct screen *sc, size_t at)
{
	struct card *c = screen_state(sc);
	struct column cols[2];
	int rows, columns, n;

	app_size(screen_app(sc), &rows, &columns);
	n = lay_out(c, 1, rows, columns, cols);
	for (int i = 0; i < n; i++)
		if (at >= cols[i].first && at < cols[i].end && !fits_whole(c, &cols[i]))
			c->top[i] = at;
}

static void
go_to_section(struct screen *sc, enum section section)
{
	struct card *c = screen_state(sc);
	size_t at = card_lines_section(&c->lines, section);

	if (at + 1 >= c->lines.count)
		return;
	c->cursor = c->lines.lines[at].heading ? at + 1 : at;
	read_on(sc, rows_shown(sc));
	show_from(sc, at);
	settle(sc);
}

static void
go_to_next_section(struct screen *sc)
{
	struct card *c = screen_state(sc);
	enum section now = c->lines.lines[c->cursor].section, next = (now + 1) % SECTION_COUNT;

	while (next != now &&
	    (card_lines_section(&c->lines, next) == c->lines.count ||
		c->lines.lines[card_lines_section(&c->lines, next)].section != next))
		next = (next + 1) % SECTION_COUNT;
	go_to_section(sc, next);
}

static void
follow(struct screen *sc)
{
	struct card *c = screen_state(sc);
	struct app *app = screen_app(sc);
	const struct line *line = &c->lines.lines[c->cursor];

	if (line->lead == LEAD_CARD) {
		open_card(sc, line->kind, line->id);
	} else if (line->lead == LEAD_LIST) {
		struct listing_spec spec = {.kind = line->kind,
		    .filters = {{.field = line->field,
			.test = FILTER_EQUAL,
			.value = (int64_t)c->id}},
		    .nfilters = 1};

		place_open(app, PLACE_BROWSER, NO_QUESTION, &(struct browser_args){.spec = spec});
	} else if (line->lead == LEAD_ENTRIES) {
		card_show_entries(app, c->id, line->part);
	} else if (line->lead == LEAD_LETTERS) {
		card_show_letters(app, c->kind, c->id);
	} else {
		app_say(app, MESSAGE_INFO,
		    "Эта строка никуда не ведёт; строки со знаком › открываются клавишей Enter.");
	}
}

static void
show_on(struct screen *sc, const void *about, const struct answer *answer)
{
	struct card *c = screen_state(sc);
	int32_t on;

	(void)about;
	if (!ask_read_day(answer, &on))
		return;
	c->on = on;
	c->cursor = 0;
}

static void
ask_date(struct screen *sc)
{
	struct card *c = screen_state(sc);

	if (c->on != DATE_NONE) { /* the same key leads back to the present */
		c->on = DATE_NONE;
		card_load(sc);
		return;
	}
	ask_day(screen_app(sc), THEN(show_on), "Карточка на дату",
	    "Как была записана в конце дня (31.05.2026, 31.5, вчера, -7):", DATE_NONE);
}

static void
remove_record(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct shown *a = about;
	struct app *app = screen_app(sc);
	struct error e = {0};

	assert(a != NULL);
	if (answer->code != 2)
		return;
	if (shown_remove(app, a, &e) != ST_OK) {
		app_say_error(app, &e);
	} else {
		app_say(app, MESSAGE_INFO,
		    "Удалено: %s. История осталась; отменить — Ctrl-Z в списке.", a->name);
		app_pop(app, NULL);
	}
}

static size_t
page(struct screen *sc)
{
	size_t rows = rows_shown(sc);

	return rows > 1 ? rows - 1 : 1;
}

/* Only the record as it is now can be changed. */
static bool
is_present(struct screen *sc)
{
	const struct card *c = screen_state(sc);

	if (c->record != NULL && c->on == DATE_NONE)
		return true;
	app_say(screen_app(sc), MESSAGE_WARNING,
	    "Изменить можно только запись, как она есть сейчас (F6 — вернуться к ней).");
	return false;
}

static void
act_edit(struct screen *sc)
{
	const struct card *c = screen_state(sc);

	if (is_present(sc))
		open_form(sc, c->kind, c->id);
}

static void
act_remove(struct screen *sc)
{
	static const char *const buttons[] = {"Оставить", "Удалить", NULL};
	const struct card *c = screen_state(sc);
	struct shown a;
	struct buf text = {0};
	struct view v;

	if (!is_present(sc))
		return;
	view_open(&v, app_session(screen_app(sc)));
	a = shown_of(&v, c->record);
	view_close(&v);
	buf_printf(&text, "Удалить эту запись: %s?\n%s\n\nЕё история останется в журнале.",
	    entity_of(a.kind)->one, a.name);
	ask_buttons(screen_app(sc), ABOUT(remove_record, &a), "Удаление", buf_text(&text), buttons);
	buf_free(&text);
}

static void
act_new(struct screen *sc)
{
	const struct card *c = screen_state(sc);

	if (c->kind == KIND_EVENTS)
		place_open(screen_app(sc), PLACE_EVENT_PEOPLE, NO_QUESTION,
		    &(struct event_args){.event = c->id});
	else if (c->kind != KIND_PEOPLE)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Отсюда вносят записи о человеке и участников мероприятия; остальное вносят в "
		    "списках.");
	else if (is_present(sc))
		card_ask_about(screen_app(sc), c->id);
}

/* The view of another day, else that of the step of the history under the cursor. */
static void
act_restore(struct screen *sc)
{
	const struct card *c = screen_state(sc);
	const struct line *line = &c->lines.lines[c->cursor];
	uint64_t stamp = line->section == SECTION_HISTORY ? line->id : 0;

	if (c->on != DATE_NONE)
		stamp = c->record != NULL ? c->record->stamp : 0;
	card_ask_restore(screen_app(sc), c->kind, c->id, stamp);
}

static void
act_history(struct screen *sc)
{
	go_to_section(sc, SECTION_HISTORY);
}

static void
card_act(struct screen *sc, int act)
{
	static const struct {
		int act;
		void (*run)(struct screen *sc);
	} deeds[] = {{.act = ACT_OPEN, .run = follow}, {.act = ACT_EDIT, .run = act_edit},
	    {.act = ACT_AS_OF, .run = ask_date}, {.act = DO_HISTORY, .run = act_history},
	    {.act = ACT_REMOVE, .run = act_remove}, {.act = ACT_NEW, .run = act_new},
	    {.act = ACT_NEXT, .run = go_to_next_section}, {.act = DO_RESTORE, .run = act_restore},
	    {.act = ACT_UNDO, .run = undo_here}, {.act = ACT_REDO, .run = redo_here}};
	const struct card *c = screen_state(sc);
	const struct {
		int act;
		int step;
		size_t times;
	} moves[] = {{.act = ACT_UP, .step = -1, .times = 1},
	    {.act = ACT_DOWN, .step = 1, .times = 1},
	    {.act = ACT_PAGE_UP, .step = -1, .times = page(sc)},
	    {.act = ACT_PAGE_DOWN, .step = 1, .times = page(sc)},
	    {.act = ACT_FIRST, .step = -1, .times = c->lines.count},
	    {.act = ACT_LAST, .step = 1, .times = SIZE_MAX / 2}};

	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++)
		if (deeds[i].act == act)
			deeds[i].run(sc);
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (moves[i].act == act)
			move(sc, moves[i].step, moves[i].times);
}

static enum status
card_output(struct screen *sc, struct output *out, struct error *e)
{
	const struct card *c = screen_state(sc);
	const struct card_given given = {.kind = c->kind,
	    .id = c->id,
	    .name = buf_text(&c->name),
	    .lines = &c->lines,
	    .present = c->record != NULL && c->on == DATE_NONE};

	return card_give_out(&given, app_session(screen_app(sc)), out, e);
}

static const struct action card_actions[] = {
    OUTPUT_ACTION("F2 C-t", "Вывод"),
    ACTION(ACT_OPEN, "Enter", "Перейти по строке со знаком ›: к записи или к списку",
	.word = "Перейти"),
    ACTION(DO_HISTORY, "F3 h", "Перейти к истории записи", .word = "История",
	.synonyms = "история изменения кто менял журнал"),
    ACTION(ACT_EDIT, "F4 e", "Исправить запись", .word = "Правка", .permit = PERMIT_EDIT),
    ACTION(ACT_AS_OF, "F6 d", "Показать запись, какой она была на дату; ещё раз — как есть",
	.word = "На дату"),
    ACTION(ACT_REMOVE, "F8 Del", "Удалить запись", .word = "Удалить", .permit = PERMIT_EDIT),
    ACTION(ACT_NEW, "Ins",
	"Внести о человеке: согласие, диагностику, обучение; в мероприятии — участников",
	.word = "Внести", .permit = PERMIT_EDIT),
    ACTION(DO_RESTORE, "F7",
	"Вернуть запись к виду на дату (F6) или после шага истории, на котором стоит курсор",
	.word = "Вернуть", .synonyms = "восстановить вернуть откатить прежний вид версия",
	.permit = PERMIT_EDIT),
    ACTION(ACT_UNDO, "C-z", "Отменить своё последнее сохранение или другую свою операцию",
	.permit = PERMIT_EDIT),
    ACTION(ACT_REDO, "C-y", "Сделать снова то, что отменено", .permit = PERMIT_EDIT),
    ACTION(ACT_NEXT, "Tab", "Следующий раздел карточки"),
    LIST_ACTIONS,
    {.act = ACT_NONE},
};

const struct screen_ops card_screen = {
    .name = "card",
    .about = "Карточка записи: сведения, связи, история",
    .state_size = sizeof(struct card),
    .actions = card_actions,
    .open = card_open,
    .close = card_close,
    .title = card_title,
    .record = card_record,
    .load = card_load,
    .draw = card_draw,
    .act = card_act,
    .output = card_output,
};
