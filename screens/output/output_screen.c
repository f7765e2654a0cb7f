/* SPDX-License-Identifier: MIT
 * output_screen.c - the window that asks where something goes, and sends it there.
 *
 * It owns what the screen below gave out when it was opened, or when other columns were asked for:
 * whatever changes meanwhile, what was seen is what goes. Each outlet is a row of one table, with
 * its own key, the same for everything.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/printer.h"
#include "base/utf8.h"
#include "document/printing.h"
#include "exchange/table/encoding.h"
#include "screens/app/ask.h"
#include "screens/app/output.h"
#include "screens/app/place_args.h"
#include "screens/output/document_viewer.h"
#include "screens/output/saving.h"
#include "screens/output/take_home.h"
#include "screens/term/clipboard.h"
#include "screens/widget/menu.h"
#include "screens/widget/window.h"
#include "service/core/taken.h"

/* What has to be there for an outlet to be offered. */
enum needs { NEEDS_ANYTHING, NEEDS_SHEET, NEEDS_TABLE, NEEDS_UNSEEN, NEEDS_COLUMNS };

enum { OUTLETS_MOST = 16 };

struct outgoing {
	struct screen *from;
	struct output out;
	struct menu *menu;
	const struct outlet *offered[OUTLETS_MOST];
	size_t count;
};

struct outlet {
	char key;
	enum needs needs;
	const char *label;
	const char *over_ssh; /* instead, where that is another thing; NULL: the same */
	void (*go)(struct screen *sc, const struct outlet *to);
	enum page_format sheet; /* what is no other: label, ending and format follow */
	const char *ending;     /* of a file's name */
	const char *format;     /* --format of the verb that makes it at home */
	enum status (*put)(struct outgoing *o, struct session *s, struct buf *out, struct error *e);
};

static bool
is_table(const struct outlet *to)
{
	return to->needs == NEEDS_TABLE;
}

/* What the journal says was taken, and how. */
static void
put_taken(const struct outgoing *o, const struct outlet *to, struct buf *what)
{
	if (!is_table(to) && o->out.page.command != NULL)
		printing_put(what, o->out.page.command, buf_text(&o->out.title), to->sheet,
		    o->out.page.operation);
	else
		buf_puts(what, buf_text(&o->out.title));
	if (is_table(to))
		buf_printf(what, ", строк: %zu", grid_rows(&o->out.grid));
}

static const char *
label_of(const struct outlet *to, bool over_ssh)
{
	if (over_ssh && to->over_ssh != NULL)
		return to->over_ssh;
	return to->label != NULL ? to->label : page_formats[to->sheet].about;
}

static const char *
ending_of(const struct outlet *to)
{
	return to->ending != NULL ? to->ending : page_formats[to->sheet].ending;
}

static const char *
format_of(const struct outlet *to)
{
	return to->format != NULL ? to->format : page_formats[to->sheet].name;
}

static const char *
operation_of(const struct outlet *to)
{
	return is_table(to) ? OPERATION_EXPORT : OPERATION_PAPER;
}

static void
leave(struct screen *sc)
{
	app_pop(screen_app(sc), NULL);
}

/* Bytes of a file. */

static enum status
put_sheet(struct outgoing *o, enum page_format format, struct buf *out, struct error *e)
{
	if (format == PAGE_TEXT) {
		output_put_text(&o->out, out);
		return ST_OK;
	}
	output_make_page(&o->out);
	return page_put(&o->out.page, format, out, e);
}

static enum status
put_xlsx(struct outgoing *o, struct session *s, struct buf *out, struct error *e)
{
	char *bytes = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&bytes, &size);
	enum status st;

	if (f == NULL)
		die("не хватает памяти");
	st = o->out.write_xlsx != NULL
	    ? o->out.write_xlsx(s, &o->out, f, e)
	    : grid_write_xlsx(&o->out.grid, s, buf_text(&o->out.title), f, e);
	fclose(f);
	if (st == ST_OK)
		buf_put(out, bytes, size);
	free(bytes);
	return st;
}

/* With the mark by which a spreadsheet knows UTF-8. */
static enum status
put_csv(struct outgoing *o, struct session *s, struct buf *out, struct error *e)
{
	(void)s;
	(void)e;
	buf_puts(out, "\uFEFF");
	grid_put_csv(&o->out.grid, out);
	return ST_OK;
}

static enum status
put_csv_1251(struct outgoing *o, struct session *s, struct buf *out, struct error *e)
{
	struct buf text = {0};
	size_t missing;

	(void)s;
	grid_put_csv(&o->out.grid, &text);
	missing = encoding_put_windows_1251(out, buf_text(&text));
	buf_free(&text);
	if (missing == 0)
		return ST_OK;
	return error_set(e, ST_REFUSED,
	    "в этой таблице есть знаки, которых в Windows-1251 нет (их %zu): возьмите CSV в UTF-8 "
	    "или "
	    "книгу Excel",
	    missing);
}

static enum status
put_bytes(struct screen *sc, const struct outlet *to, struct buf *out, struct error *e)
{
	struct outgoing *o = screen_state(sc);

	return to->put != NULL ? to->put(o, app_session(screen_app(sc)), out, e)
			       : put_sheet(o, to->sheet, out, e);
}

/* Where it goes. */

static void
show(struct screen *sc, const struct outlet *to)
{
	struct outgoing *o = screen_state(sc);
	struct app *app = screen_app(sc);
	struct output out = o->out;

	(void)to;
	output_make_page(&out);
	o->out = (struct output){0};
	leave(sc);
	open_document_page(app, buf_text(&out.title), buf_text(&out.name), &out.page);
	out.page = (struct page){0}; /* the viewer's now */
	output_free(&out);
}

/* As a PDF, which every print system takes and which looks as the file does; where the writers are
 * not there, as text. */
static enum status
put_print(struct screen *sc, struct buf *bytes, enum page_format *format, struct error *e)
{
	struct outgoing *o = screen_state(sc);

	*format = o->out.text.len > 0 ? PAGE_TEXT : PAGE_PDF;
	if (put_sheet(o, *format, bytes, e) == ST_OK)
		return ST_OK;
	if (e->status != ST_SYSTEM)
		return e->status;
	*format = PAGE_TEXT;
	return put_sheet(o, PAGE_TEXT, bytes, e);
}

static void
print_here(struct screen *sc, const struct outlet *to)
{
	struct outgoing *o = screen_state(sc);
	struct app *app = screen_app(sc);
	const char *printer = profile_word(app_session(app)->profile, "printer");
	struct outlet printed = *to;
	struct buf bytes = {0}, what = {0}, job = {0};
	struct error e = {0};
	enum status st = put_print(sc, &bytes, &printed.sheet, &e);

	put_taken(o, &printed, &what);
	if (st == ST_OK)
		st = taken_note_file(
		    app_session(app), operation_of(to), buf_text(&what), buf_slice(&bytes), &e);
	if (st == ST_OK)
		st = printer_send(printer, buf_text(&o->out.title), buf_slice(&bytes), &job, &e);
	if (st == ST_OK) {
		app_say(app, MESSAGE_INFO, "Отправлено на печать: %s%s%s.", buf_text(&o->out.title),
		    job.len > 0 ? ", задание " : "", buf_text(&job));
		leave(sc);
	} else {
		app_say_error(app, &e);
	}
	buf_free(&bytes);
	buf_free(&what);
	buf_free(&job);
}

/* Over SSH no program is started and no printer is known but that of the terminal. */
static void
print_there(struct screen *sc, const struct outlet *to)
{
	struct outgoing *o = screen_state(sc);
	struct app *app = screen_app(sc);
	struct buf text = {0}, what = {0};
	struct error e = {0};

	output_put_text(&o->out, &text);
	put_taken(o, to, &what);
	if (!app_can_print(app))
		error_set(&e, ST_REFUSED,
		    "у этого терминала своего принтера нет (печатают PuTTY и xterm, но не tmux и "
		    "не "
		    "screen): запишите файл у себя и напечатайте его");
	else if (taken_note_file(app_session(app), operation_of(to), buf_text(&what),
		     buf_slice(&text), &e) == ST_OK)
		app_print(app, buf_slice(&text));
	if (e.status == ST_OK) {
		app_say(app, MESSAGE_INFO,
		    "Отправлено принтеру вашего терминала. Если не печатается: в PuTTY принтер "
		    "выбирают в "
		    "Terminal › Remote-controlled printing.");
		leave(sc);
	} else {
		app_say_error(app, &e);
	}
	buf_free(&text);
	buf_free(&what);
}

static void
print(struct screen *sc, const struct outlet *to)
{
	(take_home_must(screen_app(sc)) ? print_there : print_here)(sc, to);
}

static void
put_for_clipboard(struct outgoing *o, struct buf *out)
{
	if (o->out.grid.ncolumns > 0)
		grid_put_tsv(&o->out.grid, out);
	else
		output_put_text(&o->out, out);
}

static void
copy(struct screen *sc, const struct outlet *to)
{
	struct outgoing *o = screen_state(sc);
	struct app *app = screen_app(sc);
	struct buf text = {0}, what = {0};
	struct error e = {0};

	put_for_clipboard(o, &text);
	buf_printf(&what, "%s, в буфер обмена", buf_text(&o->out.title));
	if (text.len > CLIPBOARD_MOST)
		error_set(&e, ST_REFUSED,
		    "для буфера обмена это слишком много (%zu КБ из %d): сузьте список",
		    text.len / 1000 + 1, CLIPBOARD_MOST / 1000);
	else if (taken_note_file(app_session(app), operation_of(to), buf_text(&what),
		     buf_slice(&text), &e) == ST_OK)
		app_copy(app, buf_slice(&text));
	if (e.status == ST_OK) {
		app_say(app, MESSAGE_INFO, TAKE_HOME_COPIED);
		leave(sc);
	} else {
		app_say_error(app, &e);
	}
	buf_free(&text);
	buf_free(&what);
}

static void
sent(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	(void)answer;
	leave(sc);
}

static void
take_home(struct screen *sc, const struct outlet *to, const char *name)
{
	struct outgoing *o = screen_state(sc);
	const char *verb = o->out.page.command;
	struct buf command = {0}, text = {0};

	if (is_table(to))
		verb = o->out.command.len > 0 ? buf_text(&o->out.command) : NULL;
	if (verb != NULL) {
		buf_printf(&command, "%s --format %s", verb, format_of(to));
		take_home_line(screen_app(sc), buf_text(&command), name, sent);
	} else {
		put_for_clipboard(o, &text);
		take_home_text(screen_app(sc), operation_of(to), buf_text(&o->out.title),
		    buf_slice(&text), sent);
	}
	buf_free(&command);
	buf_free(&text);
}

/* The outlet of that key among those offered. */
static const struct outlet *
outlet_of_key(const struct outgoing *o, uint32_t key)
{
	for (size_t i = 0; i < o->count; i++)
		if ((uint32_t)o->offered[i]->key == key)
			return o->offered[i];
	return NULL;
}

/* key: of the outlet, which was offered when the path was asked for. */
static void
write_file(struct screen *sc, int key, const char *path, bool replace)
{
	const struct outgoing *o = screen_state(sc);
	const struct outlet *to = outlet_of_key(o, (uint32_t)key);
	struct buf bytes = {0}, what = {0};
	struct error e = {0};

	assert(to != NULL);
	put_taken(o, to, &what);
	if (put_bytes(sc, to, &bytes, &e) != ST_OK)
		app_say_error(screen_app(sc), &e);
	else if (saving_write(screen_app(sc), operation_of(to), buf_text(&what), path, replace,
		     buf_slice(&bytes)))
		leave(sc);
	buf_free(&bytes);
	buf_free(&what);
}

static void
ask_file(struct screen *sc, const struct outlet *to)
{
	const struct outgoing *o = screen_state(sc);
	struct app *app = screen_app(sc);
	struct buf name = {0};

	buf_printf(&name, "%s%s", buf_text(&o->out.name), ending_of(to));
	if (take_home_must(app))
		take_home(sc, to, buf_text(&name));
	else
		saving_ask(app, write_file, to->key, buf_text(&o->out.title), buf_text(&name));
	buf_free(&name);
}

static void turn_columns(struct screen *sc, const struct outlet *to);

static const struct outlet outlets[] = {
    {.key = '1', .needs = NEEDS_UNSEEN, .label = "На экран: прочитать и полистать", .go = show},
    {.key = '2',
	.needs = NEEDS_ANYTHING,
	.label = "На принтер",
	.over_ssh = "На принтер вашего терминала",
	.go = print},
    {.key = '3',
	.needs = NEEDS_TABLE,
	.label = "Книга Excel (.xlsx)",
	.go = ask_file,
	.ending = ".xlsx",
	.format = "xlsx",
	.put = put_xlsx},
    {.key = '4',
	.needs = NEEDS_ANYTHING,
	.label = "В буфер обмена: вставить в Excel, в письмо",
	.go = copy},
    {.key = '5', .needs = NEEDS_SHEET, .go = ask_file, .sheet = PAGE_HTML},
    {.key = '6', .needs = NEEDS_ANYTHING, .go = ask_file, .sheet = PAGE_TEXT},
    {.key = '7', .needs = NEEDS_SHEET, .go = ask_file, .sheet = PAGE_PDF},
    {.key = '8', .needs = NEEDS_SHEET, .go = ask_file, .sheet = PAGE_ODT},
    {.key = '9', .needs = NEEDS_SHEET, .go = ask_file, .sheet = PAGE_DOCX},
    {.key = '0',
	.needs = NEEDS_TABLE,
	.label = "Таблица CSV в UTF-8 (.csv)",
	.go = ask_file,
	.ending = ".csv",
	.format = "csv",
	.put = put_csv},
    {.key = '-',
	.needs = NEEDS_TABLE,
	.label = "Таблица CSV в Windows-1251: для старых программ",
	.go = ask_file,
	.ending = ".csv",
	.format = "csv",
	.put = put_csv_1251},
    {.key = '=', .needs = NEEDS_COLUMNS, .go = turn_columns},
};

enum { OUTLETS = sizeof(outlets) / sizeof(outlets[0]) };
_Static_assert((int)OUTLETS <= (int)OUTLETS_MOST, "there is room for all of them");

/* The window. */

static bool
is_offered(const struct outlet *to, const struct output *out)
{
	switch (to->needs) {
	case NEEDS_UNSEEN:
		return !out->seen;
	case NEEDS_TABLE:
		return out->grid.ncolumns > 0;
	case NEEDS_COLUMNS:
		return out->columns_there > 0;
	case NEEDS_SHEET:
		return out->page.title != NULL || out->grid.ncolumns > 0;
	default:
		return true;
	}
}

/* Which columns go, and which might. */
static void
put_columns(const struct output *out, struct buf *line)
{
	if (out->all_columns)
		buf_printf(line, "Столбцы: все, их %zu. Взять только те, что в списке",
		    out->columns_there);
	else
		buf_printf(line, "Столбцы: те, что в списке, %zu из %zu. Взять все",
		    out->grid.ncolumns, out->columns_there);
}

static void
make_menu(struct outgoing *o, bool over_ssh)
{
	char *lines[OUTLETS];
	const char *pointers[OUTLETS];

	o->count = 0;
	for (size_t i = 0; i < OUTLETS; i++)
		if (is_offered(&outlets[i], &o->out))
			o->offered[o->count++] = &outlets[i];
	for (size_t i = 0; i < o->count; i++) {
		struct buf line = {0};

		buf_printf(&line, "%c  ", o->offered[i]->key);
		if (o->offered[i]->needs == NEEDS_COLUMNS)
			put_columns(&o->out, &line);
		else
			utf8_put_capital(&line, label_of(o->offered[i], over_ssh));
		pointers[i] = lines[i] = buf_detach(&line);
	}
	o->menu = menu_new(pointers, o->count);
	for (size_t i = 0; i < o->count; i++)
		free(lines[i]);
}

static enum status
output_open(struct screen *sc, const void *args, struct error *e)
{
	struct outgoing *o = screen_state(sc);
	enum status st;

	o->from = *(struct screen *const *)args;
	st = screen_of(o->from)->output(o->from, &o->out, e);
	if (st == ST_OK)
		make_menu(o, take_home_must(screen_app(sc)));
	return st;
}

/* The screen below is asked once more; it is there as long as this window is over it. */
static void
turn_columns(struct screen *sc, const struct outlet *to)
{
	struct outgoing *o = screen_state(sc);
	struct output other = {.all_columns = !o->out.all_columns};
	struct error e = {0};

	(void)to;
	if (screen_of(o->from)->output(o->from, &other, &e) != ST_OK) {
		output_free(&other);
		app_say_error(screen_app(sc), &e);
		return;
	}
	output_free(&o->out);
	o->out = other;
	menu_free(o->menu);
	make_menu(o, take_home_must(screen_app(sc)));
	menu_go(o->menu, o->count - 1);
}

static void
output_close(struct screen *sc)
{
	struct outgoing *o = screen_state(sc);

	output_free(&o->out);
	menu_free(o->menu);
}

static void
output_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct outgoing *o = screen_state(sc);
	struct window w = window_draw(
	    ui, row, rows, columns, (int)o->count, menu_width(o->menu), buf_text(&o->out.title));

	menu_draw(o->menu, ui, w.row + 1, w.column + 2, w.rows - 2, w.columns - 4);
}

static void
go(struct screen *sc, const struct outlet *to)
{
	struct outgoing *o = screen_state(sc);
	enum permit wanted = to->needs == NEEDS_UNSEEN || to->needs == NEEDS_COLUMNS ? PERMIT_READ
	    : is_table(to) && o->out.tables != 0                                     ? o->out.tables
										     : PERMIT_PRINT;
	struct error e = {0};

	if (session_require(app_session(screen_app(sc)), wanted, &e) == ST_OK)
		to->go(sc, to);
	else
		app_say_error(screen_app(sc), &e);
}

static void
output_act(struct screen *sc, int act)
{
	const struct outgoing *o = screen_state(sc);

	if (act == ACT_CHOOSE)
		go(sc, o->offered[menu_current(o->menu)]);
}

static bool
output_key(struct screen *sc, const struct key *key)
{
	struct outgoing *o = screen_state(sc);
	const struct outlet *to = key->code == K_CHARACTER ? outlet_of_key(o, key->ch) : NULL;

	if (to == NULL)
		return menu_key(o->menu, key);
	for (size_t i = 0; i < o->count; i++)
		if (o->offered[i] == to)
			menu_go(o->menu, i);
	go(sc, to);
	return true;
}

static bool
output_in_text(const struct screen *sc)
{
	(void)sc;
	return true;
}

static const struct action output_actions[] = {
    ACTION(
	ACT_CHOOSE, "Enter", "Вывести так, как сказано в строке под курсором", .word = "Вывести"),
    {.act = ACT_NONE},
};

const struct screen_ops output_screen = {
    .name = "output",
    .about = "Куда вывести: цифра перед строкой выбирает её сразу. Esc — никуда.",
    .state_size = sizeof(struct outgoing),
    .overlay = true,
    .actions = output_actions,
    .open = output_open,
    .close = output_close,
    .draw = output_draw,
    .act = output_act,
    .key = output_key,
    .in_text = output_in_text,
};
