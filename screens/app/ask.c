/* SPDX-License-Identifier: MIT
 * ask.c - small windows: a question with buttons, a line to type, a choice.
 */
#include "screens/app/ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "base/utf8.h"
#include "screens/widget/menu.h"
#include "screens/widget/text.h"
#include "screens/widget/window.h"
#include "screens/widget/words.h"

enum { BUTTONS_MAX = 9, TEXT_WIDTH = 64, ASLEEP = 500 /* ms */ };

/* A question with buttons. */

struct buttons {
	char *title, *text, *words[BUTTONS_MAX];
	size_t count, current;
	struct ask_care care;
	int64_t awake_from; /* clock_monotonic */
	bool asleep;
};

struct buttons_args {
	const char *title, *text;
	const char *const *words;
	struct ask_care care;
};

static const struct action buttons_actions[] = {
    ACTION(ACT_CHOOSE, "Enter Space", "Нажать кнопку, на которой стоит курсор", .word = "Выбрать"),
    ACTION(ACT_NEXT, "Tab Right Down", "К следующей кнопке", .word = "Дальше"),
    ACTION(ACT_PREVIOUS, "S-Tab Left Up", "К предыдущей кнопке"),
    {.act = ACT_NONE},
};

static enum status
buttons_open(struct screen *sc, const void *args, struct error *e)
{
	struct buttons *b = screen_state(sc);
	const struct buttons_args *from = args;
	struct buf text = {0};

	(void)e;
	b->title = xstrdup(from->title);
	utf8_put_capital(&text, from->text);
	b->text = buf_detach(&text);
	while (b->count < BUTTONS_MAX && from->words[b->count] != NULL) {
		b->words[b->count] = xstrdup(from->words[b->count]);
		b->count++;
	}
	b->care = from->care;
	b->asleep = b->care.surprise || b->care.makes_way;
	b->awake_from = clock_monotonic() + ASLEEP;
	return ST_OK;
}

static void
buttons_close(struct screen *sc)
{
	struct buttons *b = screen_state(sc);

	free(b->title);
	free(b->text);
	for (size_t i = 0; i < b->count; i++)
		free(b->words[i]);
}

static bool
has_digit(const struct buttons *b, size_t i)
{
	return !b->care.makes_way && (b->care.careful & 1U << i) == 0;
}

/* "[1 Не удалять]": the digit presses it. */
static int
button_width(const struct buttons *b, size_t i)
{
	return (int)utf8_width(b->words[i]) + (has_digit(b, i) ? 4 : 2);
}

static int
all_buttons(const struct buttons *b)
{
	int width = 0;

	for (size_t i = 0; i < b->count; i++)
		width += button_width(b, i) + (i > 0 ? 2 : 0);
	return width;
}

static void
draw_button(const struct buttons *b, struct ui *ui, size_t i, int row, int column, int room)
{
	enum style style = i == b->current ? STYLE_FOCUS : STYLE_PLAIN;
	int width = button_width(b, i) < room ? button_width(b, i) : room;

	zones_add_spot(ui_zones(ui), row, column, width, (int)i, 0);
	if (has_digit(b, i))
		ui_printf(ui, row, column, width, style, "[%zu %s]", i + 1, b->words[i]);
	else
		ui_printf(ui, row, column, width, style, "[%s]", b->words[i]);
	if (i == b->current)
		ui_cursor(ui, row, column + 1);
}

static void
buttons_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct buttons *b = screen_state(sc);
	int across = all_buttons(b), text = text_widest(b->text), room = columns - WINDOW_FRAME - 2;
	bool stacked = across > room;
	int width = text < TEXT_WIDTH ? text : TEXT_WIDTH;
	int lines, buttons = stacked ? (int)b->count : 1;
	struct window w;

	for (size_t i = 0; stacked && i < b->count; i++)
		width = button_width(b, i) > width ? button_width(b, i) : width;
	width = !stacked && across > width ? across : width;
	width = width < room ? width : room;
	lines = text_height(b->text, width);
	w = window_draw(ui, row, rows, columns, lines + buttons + 3, width, b->title);
	text_draw(ui, w.row + 2, w.column + 3, w.rows - buttons - 4, width, STYLE_PLAIN, b->text);
	row = w.row + w.rows - buttons - 1 - (w.rows > lines + buttons + 4);
	for (size_t i = 0, column = 0; !b->asleep && i < b->count; i++) {
		draw_button(b, ui, i, row + (stacked ? (int)i : 0),
		    w.column + 3 + (stacked ? 0 : (int)column), room);
		column += (size_t)button_width(b, i) + 2;
	}
}

static void
press(struct screen *sc, size_t button)
{
	app_pop(screen_app(sc), &(struct answer){.code = (int)button + 1});
}

/* A key while it sleeps makes it sleep on. */
static bool
sleeps_on(struct buttons *b)
{
	if (b->asleep)
		b->awake_from = clock_monotonic() + ASLEEP;
	return b->asleep;
}

static void
buttons_act(struct screen *sc, int act)
{
	struct buttons *b = screen_state(sc);

	if (sleeps_on(b))
		return;
	if (act == ACT_CHOOSE)
		press(sc, b->current);
	else if (act == ACT_NEXT)
		b->current = (b->current + 1) % b->count;
	else if (act == ACT_PREVIOUS)
		b->current = (b->current + b->count - 1) % b->count;
}

static bool
buttons_key(struct screen *sc, const struct key *key)
{
	struct buttons *b = screen_state(sc);

	if (sleeps_on(b))
		return true;
	if (key->code != K_CHARACTER || key->ch < '1' || key->ch >= '1' + b->count ||
	    !has_digit(b, key->ch - '1'))
		return false;
	press(sc, key->ch - '1');
	return true;
}

/* A button that is drawn has been seen. */
static void
buttons_pressed(struct screen *sc, struct press at)
{
	press(sc, (size_t)at.spot);
}

/* Nothing was typed for a while: whoever sits there has seen it. */
static void
buttons_tick(struct screen *sc)
{
	struct buttons *b = screen_state(sc);

	if (!b->asleep || clock_monotonic() < b->awake_from)
		return;
	b->asleep = false;
	app_redraw(screen_app(sc));
}

/* A key that was on its way before the window was seen, or text, is not for it. */
static bool
buttons_make_way(const struct screen *sc, const struct key *key)
{
	const struct buttons *b = screen_state(sc);

	if (!b->care.makes_way || key->code == K_ESCAPE)
		return false;
	return b->asleep || key->code == K_PASTED || (key->code == K_CHARACTER && key->ch > ' ');
}

static bool
buttons_may_close(struct screen *sc)
{
	return !sleeps_on(screen_state(sc));
}

const struct screen_ops buttons_screen = {
    .name = "buttons",
    .about = "Вопрос: выберите кнопку стрелками или цифрой. Esc ничего не меняет.",
    .state_size = sizeof(struct buttons),
    .overlay = true,
    .actions = buttons_actions,
    .open = buttons_open,
    .close = buttons_close,
    .draw = buttons_draw,
    .act = buttons_act,
    .key = buttons_key,
    .pressed = buttons_pressed,
    .tick = buttons_tick,
    .may_close = buttons_may_close,
    .makes_way = buttons_make_way,
};

void
ask_buttons(struct app *app, struct question question, const char *title, const char *text,
    const char *const *buttons)
{
	ask_with_care(app, question, title, text, buttons, (struct ask_care){0});
}

void
ask_with_care(struct app *app, struct question question, const char *title, const char *text,
    const char *const *buttons, struct ask_care care)
{
	app_push(app, &buttons_screen,
	    &(struct buttons_args){.title = title, .text = text, .words = buttons, .care = care},
	    question);
}

/* A line to type. */

struct line_window {
	char *title, *prompt;
	struct editor *edit;
};

struct line_args {
	const char *title, *prompt, *initial;
	bool begun; /* the initial text is gone on with */
};

static const struct action question_actions[] = {
    ACTION(ACT_CHOOSE, "Enter F2", "Принять набранное", .word = "Готово"),
    {.act = ACT_NONE},
};

static enum status
question_open(struct screen *sc, const void *args, struct error *e)
{
	struct line_window *q = screen_state(sc);
	const struct line_args *from = args;

	(void)e;
	q->title = xstrdup(from->title);
	q->prompt = xstrdup(from->prompt);
	q->edit = editor_new(EDITOR_LINE, true);
	editor_set(q->edit, from->initial != NULL ? from->initial : "");
	if (!from->begun)
		editor_select(q->edit);
	return ST_OK;
}

static void
question_close(struct screen *sc)
{
	struct line_window *q = screen_state(sc);

	free(q->title);
	free(q->prompt);
	editor_free(q->edit);
}

static void
question_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct line_window *q = screen_state(sc);
	int width =
	    columns - WINDOW_FRAME - 2 < TEXT_WIDTH ? columns - WINDOW_FRAME - 2 : TEXT_WIDTH;
	int lines = text_height(q->prompt, width);
	struct window w = window_draw(ui, row, rows, columns, lines + 4, width, q->title);

	text_draw(ui, w.row + 2, w.column + 3, w.rows - 5, width, STYLE_LABEL, q->prompt);
	editor_draw(q->edit, ui, w.row + w.rows - 3, w.column + 3, width, true);
}

static void
question_act(struct screen *sc, int act)
{
	struct line_window *q = screen_state(sc);

	if (act == ACT_CHOOSE)
		app_pop(screen_app(sc), &(struct answer){.code = 1, .text = editor_text(q->edit)});
}

enum edited
ask_type(struct app *app, struct editor *ed, const struct key *key)
{
	struct error e = {0};
	enum edited edited = editor_type(ed, key, app_pasted(app), &e);

	if (edited == EDIT_REFUSED)
		app_say(app, MESSAGE_WARNING, "%s", error_text(&e));
	return edited;
}

static bool
question_key(struct screen *sc, const struct key *key)
{
	struct line_window *q = screen_state(sc);

	return ask_type(screen_app(sc), q->edit, key) != EDIT_PASSED;
}

static bool
always(const struct screen *sc)
{
	(void)sc;
	return true;
}

const struct screen_ops question_screen = {
    .name = "question",
    .about = "Строка для ответа: наберите его и нажмите Enter. Esc ничего не меняет.",
    .state_size = sizeof(struct line_window),
    .overlay = true,
    .actions = question_actions,
    .open = question_open,
    .close = question_close,
    .draw = question_draw,
    .act = question_act,
    .key = question_key,
    .in_text = always,
};

void
ask_line(struct app *app, struct question question, const char *title, const char *prompt,
    const char *initial)
{
	app_push(app, &question_screen,
	    &(struct line_args){.title = title, .prompt = prompt, .initial = initial}, question);
}

void
ask_rest(struct app *app, struct question question, const char *title, const char *prompt,
    const char *typed)
{
	app_push(app, &question_screen,
	    &(struct line_args){.title = title, .prompt = prompt, .initial = typed, .begun = true},
	    question);
}

/* One of several lines. */

struct choice {
	char *title;
	struct menu *menu;
	uint64_t *ids; /* of the lines; NULL: they have none */
	bool numbered; /* a digit picks its line */
};

struct choice_args {
	const char *title;
	const char *const *lines;
	const uint64_t *ids;
	size_t count, current;
	bool numbered;
};

static const struct action choice_actions[] = {
    ACTION(ACT_CHOOSE, "Enter", "Взять строку, на которой стоит курсор", .word = "Выбрать"),
    {.act = ACT_NONE},
};

enum { NUMBER = 3 /* bytes before a numbered line: "1  " */ };

static struct menu *
numbered_menu(const char *const *lines, size_t count)
{
	const char **numbered = xcalloc(count + 1, sizeof(*numbered));
	char **made = xcalloc(count + 1, sizeof(*made));
	struct menu *m;

	for (size_t i = 0; i < count; i++) {
		struct buf line = {0};

		buf_printf(&line, "%c  %s", i < 9 ? (char)('1' + i) : ' ', lines[i]);
		numbered[i] = made[i] = buf_detach(&line);
	}
	m = menu_new(numbered, count);
	for (size_t i = 0; i < count; i++)
		free(made[i]);
	free(made);
	free(numbered);
	return m;
}

static enum status
choice_open(struct screen *sc, const void *args, struct error *e)
{
	struct choice *c = screen_state(sc);
	const struct choice_args *from = args;

	if (from->count == 0)
		return error_set(
		    e, ST_NOTFOUND, "Выбирать не из чего: список «%s» пуст.", from->title);
	c->title = xstrdup(from->title);
	c->numbered = from->numbered;
	c->menu = c->numbered ? numbered_menu(from->lines, from->count)
			      : menu_new(from->lines, from->count);
	if (from->ids != NULL) {
		c->ids = xcalloc(from->count, sizeof(*c->ids));
		memcpy(c->ids, from->ids, from->count * sizeof(*c->ids));
	}
	if (from->current > 0)
		menu_go(c->menu, from->current - 1);
	return ST_OK;
}

static void
choice_close(struct screen *sc)
{
	struct choice *c = screen_state(sc);

	free(c->title);
	free(c->ids);
	menu_free(c->menu);
}

static void
choice_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct choice *c = screen_state(sc);
	int count = (int)menu_count(c->menu), inside = count < rows - 4 ? count : rows - 4;
	struct window w =
	    window_draw(ui, row, rows, columns, inside, menu_width(c->menu) + 2, c->title);

	ui_scrollbar(ui, w.row + 1, w.column + w.columns - 1, inside,
	    menu_current(c->menu) > (size_t)inside / 2 ? menu_current(c->menu) - (size_t)inside / 2
						       : 0,
	    (size_t)inside, (size_t)count);
	if (*menu_typed(c->menu) != '\0')
		ui_printf(ui, w.row + w.rows - 1, w.column + 3, 0, STYLE_STRONG, " %s ",
		    menu_typed(c->menu));
	menu_draw(c->menu, ui, w.row + 1, w.column + 2, inside, w.columns - 4);
}

static void
choice_act(struct screen *sc, int act)
{
	const struct choice *c = screen_state(sc);
	size_t line = menu_current(c->menu);

	if (act == ACT_CHOOSE)
		app_pop(screen_app(sc),
		    &(struct answer){.code = (int)line + 1,
			.id = c->ids != NULL ? c->ids[line] : 0,
			.text = menu_line(c->menu, line) + (c->numbered ? NUMBER : 0)});
}

static bool
choice_key(struct screen *sc, const struct key *key)
{
	struct choice *c = screen_state(sc);

	if (c->numbered && key->code == K_CHARACTER && key->ch >= '1' && key->ch <= '9') {
		if ((size_t)(key->ch - '1') < menu_count(c->menu)) {
			menu_go(c->menu, (size_t)(key->ch - '1'));
			choice_act(sc, ACT_CHOOSE);
		}
		return true;
	}
	return menu_key(c->menu, key);
}

const struct screen_ops choice_screen = {
    .name = "choice",
    .about = "Выбор одной строки: стрелками или первыми буквами. Esc ничего не меняет.",
    .state_size = sizeof(struct choice),
    .overlay = true,
    .actions = choice_actions,
    .open = choice_open,
    .close = choice_close,
    .draw = choice_draw,
    .act = choice_act,
    .key = choice_key,
    .in_text = always,
};

void
ask_choice(struct app *app, struct question question, const char *title, const char *const *lines,
    size_t count, size_t current)
{
	app_push(app, &choice_screen,
	    &(struct choice_args){
		.title = title, .lines = lines, .count = count, .current = current},
	    question);
}

void
ask_numbered(struct app *app, struct question question, const char *title, const char *const *lines,
    size_t count)
{
	app_push(app, &choice_screen,
	    &(struct choice_args){
		.title = title, .lines = lines, .count = count, .current = 1, .numbered = true},
	    question);
}

void
ask_record(struct app *app, struct question question, const char *title, const char *const *lines,
    const uint64_t *ids, size_t count, size_t current)
{
	app_push(app, &choice_screen,
	    &(struct choice_args){
		.title = title, .lines = lines, .ids = ids, .count = count, .current = current},
	    question);
}

/* A line for a day. */

enum { CALENDAR = ACT_OWN };

static const struct action day_actions[] = {
    ACTION(ACT_CHOOSE, "Enter F2", "Принять набранное", .word = "Готово"),
    ACTION(CALENDAR, "F4", "Выбрать день на листе месяца", .word = "Календарь"),
    {.act = ACT_NONE},
};

static enum date_parse
read_day(const char *typed, int32_t *day)
{
	return date_parse_typed(utf8_trim(slice_of(typed)), clock_today(), day);
}

static void
take_day(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct line_window *q = screen_state(sc);

	(void)about;
	if (answer->code == 0)
		return;
	editor_set(q->edit, answer->text);
	editor_select(q->edit);
}

static void
day_act(struct screen *sc, int act)
{
	const struct line_window *q = screen_state(sc);
	const char *typed = editor_text(q->edit);
	int32_t day = DATE_NONE;
	enum date_parse found = read_day(typed, &day);

	if (act == CALENDAR) {
		ask_calendar(screen_app(sc), THEN(take_day), q->title,
		    found == DATE_PARSED ? day : DATE_NONE);
	} else if (*typed != '\0' && found != DATE_PARSED) {
		app_say(
		    screen_app(sc), MESSAGE_ERROR, "«%s» — %s.", typed, date_typed_fault(found));
		editor_select(q->edit);
	} else {
		question_act(sc, act);
	}
}

const struct screen_ops day_screen = {
    .name = "day",
    .about = "Строка для даты: наберите её или выберите на календаре. Esc ничего не меняет.",
    .state_size = sizeof(struct line_window),
    .overlay = true,
    .actions = day_actions,
    .open = question_open,
    .close = question_close,
    .draw = question_draw,
    .act = day_act,
    .key = question_key,
    .in_text = always,
};

void
ask_day(struct app *app, struct question question, const char *title, const char *prompt,
    int32_t proposed)
{
	struct buf day = {0};

	if (proposed != DATE_NONE)
		date_put_russian(&day, proposed);
	app_push(app, &day_screen,
	    &(struct line_args){.title = title, .prompt = prompt, .initial = buf_text(&day)},
	    question);
	buf_free(&day);
}

bool
ask_read_day(const struct answer *answer, int32_t *day)
{
	return answer->code != 0 && read_day(answer->text, day) == DATE_PARSED;
}
