/* SPDX-License-Identifier: MIT
 * document_viewer.c - a document read on the screen and taken away as a file.
 */
#include "screens/output/document_viewer.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/die.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/app/output.h"

struct reading_paper {
	char *title, *name, *text;
	struct page page;   /* title NULL: there is none, only the text */
	const char **lines; /* into text, each ended by a NUL there was a line feed for */
	struct list list;
	int widest; /* columns of the longest line */
	int left;   /* columns scrolled away */
	char *sought;
	struct highlight found;
	size_t hit; /* the line last found, the count: none */
};

enum { DO_SIGN = ACT_OWN, DO_FIND_NEXT, SIDE_STEP = 8 };

#define READING_ACTIONS                                                                            \
	ACTION(ACT_SEARCH, "F7 /", "Найти в тексте", .word = "Найти"),                             \
	    ACTION(DO_FIND_NEXT, "F3 n", "Найти дальше", .word = "Дальше"),                        \
	    ACTION(ACT_LEFT, "Left", "Сдвинуть лист вправо"),                                      \
	    ACTION(ACT_RIGHT, "Right", "Сдвинуть лист влево: длинные строки"), LIST_ACTIONS

static const struct action document_viewer_actions[] = {
    OUTPUT_ACTION("F2 C-t F4", "Вывод"),
    READING_ACTIONS,
    {.act = ACT_NONE},
};

static const struct action signing_actions[] = {
    ACTION(DO_SIGN, "F2", "Зарегистрировать подписанный: номер даётся сейчас, и всё записывается",
	.word = "Зарегистрировать", .permit = PERMIT_EDIT),
    READING_ACTIONS,
    {.act = ACT_NONE},
};

static void
split_lines(struct reading_paper *p)
{
	size_t n = 1;
	char *at = p->text;

	for (const char *c = p->text; *c != '\0'; c++)
		n += *c == '\n';
	p->lines = xcalloc(n, sizeof(*p->lines));
	for (n = 0; *at != '\0'; n++) {
		size_t len = strcspn(at, "\n");
		bool more = at[len] != '\0';

		p->lines[n] = at;
		at[len] = '\0';
		if ((int)utf8_width(at) > p->widest)
			p->widest = (int)utf8_width(at);
		at += len + more;
	}
	list_set(&p->list, n, 1);
	p->hit = n;
}

static enum status
document_viewer_open(struct screen *sc, const void *args, struct error *e)
{
	struct reading_paper *p = screen_state(sc);
	const struct viewed_document *from = args;

	(void)e;
	p->title = xstrdup(from->title);
	p->name = xstrdup(from->name != NULL ? from->name : "");
	p->text = xstrndup(from->text.len > 0 ? from->text.data : "", from->text.len);
	if (from->page != NULL)
		p->page = *from->page;
	p->sought = xstrdup("");
	split_lines(p);
	return ST_OK;
}

static void
document_viewer_close(struct screen *sc)
{
	struct reading_paper *p = screen_state(sc);

	free(p->title);
	free(p->name);
	free(p->text);
	page_free(&p->page);
	free(p->sought);
	highlight_clear(&p->found);
	free(p->lines);
}

static void
document_viewer_title(const struct screen *sc, struct buf *out)
{
	const struct reading_paper *p = screen_state(sc);

	buf_puts(out, p->title);
	if (p->list.count > list_page(&p->list))
		buf_printf(out, " › строки %zu–%zu из %zu", p->list.top + 1,
		    p->list.top + list_page(&p->list), p->list.count);
}

/* Sideways, as far as the longest line asks for on a screen of so many columns. */
static void
shift(struct reading_paper *p, int columns, int by)
{
	int most = p->widest > columns ? p->widest - columns : 0;

	p->left += by;
	if (p->left > most)
		p->left = most;
	if (p->left < 0)
		p->left = 0;
}

static void
document_viewer_load(struct screen *sc)
{
	struct reading_paper *p = screen_state(sc);
	int rows, columns;

	app_size(screen_app(sc), &rows, &columns);
	list_set(&p->list, p->list.count, rows);
	shift(p, columns, 0);
}

/* A line from its column `left` on, what was found in it emphasised. */
struct drawn_line {
	struct ui *ui;
	int row, column, left;
	const char *text;
};

static void
draw_found(void *context, size_t from, size_t len)
{
	const struct drawn_line *line = context;
	char *before = xstrndup(line->text, from), *word = xstrndup(line->text + from, len);
	int at = (int)utf8_width(before) - line->left;

	if (at >= 0)
		ui_put(line->ui, line->row, line->column + at, 0, STYLE_STRONG, word);
	free(before);
	free(word);
}

static void
draw_line(const struct reading_paper *p, const struct drawn_line *line)
{
	const char *shown = line->text + utf8_fit(line->text, (size_t)line->left);

	if (*shown != '\0')
		ui_put(line->ui, line->row, line->column, 0, STYLE_PLAIN, shown);
	highlight_each(&p->found, line->text, draw_found, (void *)(uintptr_t)line);
}

static void
document_viewer_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct reading_paper *p = screen_state(sc);
	int left = columns > PAGE_COLUMNS + 2 ? (columns - PAGE_COLUMNS) / 2 : 0;

	if (p->widest > PAGE_COLUMNS)
		left = columns > p->widest + 2 ? (columns - p->widest) / 2 : 0;

	for (int i = 0; i < rows && p->list.top + (size_t)i < p->list.count; i++) {
		const char *line = p->lines[p->list.top + (size_t)i];

		if (*line == '\f') {
			ui_rule(ui, row + i, left, PAGE_COLUMNS - 2);
			line++;
		}
		draw_line(p,
		    &(struct drawn_line){
			.ui = ui, .row = row + i, .column = left, .left = p->left, .text = line});
	}
	if (columns > PAGE_COLUMNS) /* else a line may need the last column */
		ui_scrollbar(ui, row, columns - 1, rows, p->list.top, (size_t)rows, p->list.count);
	ui_cursor(ui, row + (int)(p->list.cursor - p->list.top), left);
}

/* What is saved is the text as it was given: the lines are joined again. */
static void
put_text(const struct reading_paper *p, struct buf *out)
{
	for (size_t i = 0; i < p->list.count; i++) {
		buf_puts(out, p->lines[i]);
		buf_putc(out, '\n');
	}
}

/* A copy: the viewer keeps its own. */
static void
copy_page(const struct reading_paper *p, struct page *out)
{
	*out = p->page;
	out->arena = out->facts = (struct arena){0};
}

static enum status
document_viewer_output(struct screen *sc, struct output *out, struct error *e)
{
	const struct reading_paper *p = screen_state(sc);

	(void)e;
	output_set_title(out, p->title);
	buf_clear(&out->name);
	buf_puts(&out->name, p->name);
	out->seen = true;
	copy_page(p, &out->page);
	if (p->page.title == NULL)
		put_text(p, &out->text);
	return ST_OK;
}

/* A line that holds every word sought, with the one below where a phrase is broken over both. */
static bool
holds_sought(const struct reading_paper *p, size_t line)
{
	struct buf text = {0};
	bool holds;

	buf_puts(&text, p->lines[line]);
	holds = highlight_all(&p->found, buf_text(&text));
	if (!holds && line + 1 < p->list.count) {
		buf_printf(&text, " %s", p->lines[line + 1]);
		holds = highlight_all(&p->found, buf_text(&text)) &&
		    !highlight_all(&p->found, p->lines[line + 1]);
	}
	buf_free(&text);
	return holds;
}

/* From the line on, round the end; false: it stands nowhere. */
static bool
find_from(struct reading_paper *p, size_t start)
{
	for (size_t i = 0; i < p->list.count; i++) {
		size_t line = (start + i) % p->list.count;

		if (!holds_sought(p, line))
			continue;
		p->hit = line;
		list_go(&p->list, p->list.count - 1); /* so that the line comes to the top */
		list_go(&p->list, line > 2 ? line - 2 : 0);
		return true;
	}
	return false;
}

/* As it was typed, else in the other layout. */
static void
find(struct screen *sc, size_t start)
{
	struct reading_paper *p = screen_state(sc);
	struct buf other = {0};
	bool found;

	highlight_set(&p->found, p->sought);
	found = find_from(p, start);
	if (!found && fold_put_other_layout(&other, slice_of(p->sought))) {
		highlight_set(&p->found, buf_text(&other));
		found = find_from(p, start);
	}
	if (!found)
		app_say(screen_app(sc), MESSAGE_WARNING, "«%s» в этом документе не встречается.",
		    p->sought);
	buf_free(&other);
}

static void
take_sought(struct screen *sc, const void *about, const struct answer *answer)
{
	struct reading_paper *p = screen_state(sc);

	(void)about;
	if (answer->code != 1 || answer->text[0] == '\0')
		return;
	free(p->sought);
	p->sought = xstrdup(answer->text);
	find(sc, p->list.top);
}

static void
seek(struct screen *sc, bool next)
{
	struct reading_paper *p = screen_state(sc);

	if (next && p->sought[0] != '\0' && p->list.count > 0)
		find(sc, p->hit < p->list.count ? p->hit + 1 : 0);
	else
		ask_line(screen_app(sc), THEN(take_sought), "Найти в документе",
		    "Что искать:", p->sought);
}

/* Reading moves the sheet, not a cursor on it. */
static void
scroll(struct reading_paper *p, int act)
{
	size_t shown = p->list.shown > 0 ? (size_t)p->list.shown : 1;

	if (act == ACT_DOWN && p->list.cursor < p->list.top + shown - 1)
		list_go(&p->list, p->list.top + shown);
	else if (act == ACT_UP && p->list.cursor > p->list.top)
		list_go(&p->list, p->list.top > 0 ? p->list.top - 1 : 0);
	else
		list_act(&p->list, act);
}

static void
document_viewer_act(struct screen *sc, int act)
{
	struct reading_paper *p = screen_state(sc);
	int rows, columns;

	app_size(screen_app(sc), &rows, &columns);
	if (act == ACT_SEARCH || act == DO_FIND_NEXT)
		seek(sc, act == DO_FIND_NEXT);
	else if (act == ACT_LEFT || act == ACT_RIGHT)
		shift(p, columns, act == ACT_LEFT ? -SIDE_STEP : SIDE_STEP);
	else if (act == DO_SIGN)
		app_pop(screen_app(sc), &(struct answer){.code = 1});
	else
		scroll(p, act);
}

const struct screen_ops document_viewer_screen = {
    .name = "paper",
    .about = "Документ: прочитать и записать в файл",
    .state_size = sizeof(struct reading_paper),
    .actions = document_viewer_actions,
    .open = document_viewer_open,
    .close = document_viewer_close,
    .title = document_viewer_title,
    .load = document_viewer_load,
    .draw = document_viewer_draw,
    .act = document_viewer_act,
    .output = document_viewer_output,
};

const struct screen_ops signing_screen = {
    .name = "signing",
    .about = "Текст приказа перед регистрацией. Номер даётся при регистрации.",
    .state_size = sizeof(struct reading_paper),
    .actions = signing_actions,
    .open = document_viewer_open,
    .close = document_viewer_close,
    .title = document_viewer_title,
    .load = document_viewer_load,
    .draw = document_viewer_draw,
    .act = document_viewer_act,
};

void
open_document(struct app *app, const struct viewed_document *paper)
{
	app_push(app, &document_viewer_screen, paper, NO_QUESTION);
}

void
open_document_page(struct app *app, const char *title, const char *name, struct page *page)
{
	struct buf text = {0};

	page_put_text(page, &text);
	open_document(app,
	    &(struct viewed_document){
		.title = title, .name = name, .text = buf_slice(&text), .page = page});
	buf_free(&text);
}

void
open_paper(struct app *app, const char *id, const struct paper_call *call, const char *title,
    const char *name)
{
	struct page page = {.title = ""};
	struct error e = {0};

	if (document_make(&page, app_session(app), id, call, &e) == ST_OK) {
		open_document_page(app, title, name, &page);
	} else {
		page_free(&page);
		app_say_error(app, &e);
	}
}

void
open_paper_of_day(struct app *app, const char *id, const struct paper_call *call, const char *title,
    const char *name)
{
	struct buf file = {0};

	buf_printf(&file, "%s-", name);
	date_put_iso(&file, call->on);
	open_paper(app, id, call, title, buf_text(&file));
	buf_free(&file);
}

void
open_signing(struct app *app, struct question question, const char *title, struct page *page)
{
	struct buf text = {0};

	page_put_text(page, &text);
	page_free(page);
	app_push(app, &signing_screen,
	    &(struct viewed_document){.title = title, .text = buf_slice(&text)}, question);
	buf_free(&text);
}
