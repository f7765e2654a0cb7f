/* SPDX-License-Identifier: MIT
 * ui.c - the terminal: cells out, keys in. The one door to curses.
 *
 * Curses draws into a file in memory, and a frame goes out from there in one piece
 * (screens/term/line.h): curses itself would write it in fifty, and block in any of them. While the
 * terminal has not taken one frame curses makes no other, so that what it believes to be on the
 * screen is what will be there. The bytes of the keyboard are decoded here (screens/term/keys.h),
 * because curses knows only the sequences of one TERM and loses text after a byte that is not
 * UTF-8.
 */
#include "screens/term/clipboard.h"
#include "screens/term/ui.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

#include "base/clock.h"
#include "base/die.h"
#include "base/reason.h"
#include "base/utf8.h"
#include "screens/term/keys.h"
#include "screens/term/line.h"
#include "screens/term/looks.h"
#include "screens/term/plain.h"
#include "screens/term/print_through.h"
#include "screens/term/shorten.h"

enum {
	FRAME_DELAY = 100,    /* ms a frame may be put off while input waits */
	MEASURE_AFTER = 60000 /* ms without a key after which the line is measured anew */
};

#define PASTE_ON  "\033[?2004h" /* what is pasted comes marked */
#define PASTE_OFF "\033[?2004l"

struct ui {
	SCREEN *screen;
	FILE *sheet; /* what curses writes, frame by frame */
	struct shortener shortener;
	struct line *line;
	struct keys *keys;
	bool measures; /* how fast the line is decides how long a lone Esc waits */
	bool asks;     /* with the next frame */
	attr_t attributes[STYLE_COUNT];
	bool ascii; /* no line drawing, no marks beyond Cyrillic */
	bool mono;  /* no colours */
	enum ui_theme theme;
	bool told; /* the theme, by the environment */
	enum keys_background background;
	int cursor_row, cursor_column;
	int64_t drawn;   /* when the last frame was sent */
	int64_t pressed; /* when the last key came */
	bool mouse;
	struct zones zones;
	struct buf shown;
};

/* Colours are numbered as curses numbers them. */
static attr_t
attribute_of(const struct look *look, int style)
{
	static const struct {
		enum look_more more;
		attr_t attribute;
	} meanings[] = {{LOOK_BOLD, A_BOLD}, {LOOK_UNDERLINE, A_UNDERLINE}, {LOOK_DIM, A_DIM},
	    {LOOK_REVERSE, A_REVERSE}};
	attr_t attribute = look->front >= 0 ? (attr_t)COLOR_PAIR(style + 1) : 0;

	for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
		attribute |= (look->more & meanings[i].more) != 0 ? meanings[i].attribute : 0;
	return attribute;
}

static void
apply_theme(struct ui *ui)
{
	const struct look *looks = looks_of(ui->theme, ui->background);

	ui->mono = ui->theme == THEME_MONO || start_color() == ERR;
	if (ui->mono)
		looks = looks_of(THEME_MONO, ui->background);
	else
		use_default_colors();
	for (int i = 0; i < STYLE_COUNT; i++) {
		if (!ui->mono)
			init_pair((short)(i + 1), looks[i].front, looks[i].back);
		ui->attributes[i] = attribute_of(&looks[i], i);
	}
}

enum ui_theme
ui_theme(const struct ui *ui)
{
	return ui->theme;
}

bool
ui_set_theme(struct ui *ui, enum ui_theme theme)
{
	if (ui->told)
		return false;
	ui->theme = theme;
	apply_theme(ui);
	clearok(curscr, TRUE);
	return true;
}

/* The terminal has said what its background is. */
static bool
take_background(struct ui *ui)
{
	enum keys_background now = keys_background(ui->keys);

	if (now == ui->background)
		return false;
	ui->background = now;
	apply_theme(ui);
	clearok(curscr, TRUE);
	return true;
}

/* Only the type of characters: numbers and dates are written the same in every locale. */
static void
force_utf8(void)
{
	setlocale(LC_CTYPE, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
}

static bool
can_place_cursor(void)
{
	const char *cup = tigetstr("cup"), *clear_all = tigetstr("clear");

	return cup != NULL && cup != (char *)-1 && clear_all != NULL && clear_all != (char *)-1;
}

/* A terminal curses has no description of is most likely a relation of xterm; one that it knows to
 * be unable to place the cursor is believed. */
static SCREEN *
open_terminal(FILE *sheet)
{
	static const char *const fallbacks[] = {"xterm-256color", "xterm", "vt100"};
	const char *term = getenv("TERM");
	SCREEN *screen = term != NULL && *term != '\0' ? newterm(term, sheet, stdin) : NULL;

	for (size_t i = 0; screen == NULL && i < sizeof(fallbacks) / sizeof(fallbacks[0]); i++)
		screen = newterm(fallbacks[i], sheet, stdin);
	if (screen != NULL && !can_place_cursor()) {
		delscreen(screen);
		screen = NULL;
	}
	return screen;
}

static const char *
capability(const char *name)
{
	const char *s = tigetstr(name);

	return s != (const char *)-1 ? s : NULL;
}

/* What curses has written goes to the line, behind what waits there. */
static void
collect(struct ui *ui)
{
	int fd = fileno(ui->sheet);
	struct stat sheet;
	struct buf frame = {0}, shorter = {0};
	ssize_t n;

	if (fstat(fd, &sheet) != 0 || sheet.st_size == 0)
		return;
	buf_reserve(&frame, (size_t)sheet.st_size);
	n = pread(fd, frame.data, (size_t)sheet.st_size, 0);
	if (n > 0)
		shorten(&ui->shortener, slice_make(frame.data, (size_t)n), &shorter);
	line_put(ui->line, shorter.data, shorter.len);
	buf_free(&shorter);
	buf_free(&frame);
	if (ftruncate(fd, 0) != 0)
		die("не обрезать файл в памяти");
}

static void
put_text(struct ui *ui, const char *s)
{
	line_put(ui->line, s, strlen(s));
}

bool
ui_copy(struct ui *ui, struct slice text)
{
	struct buf sequence = {0};
	bool put = clipboard_put(&sequence, text);

	if (put) {
		line_put(ui->line, sequence.data, sequence.len);
		line_push(ui->line);
	}
	buf_free(&sequence);
	return put;
}

void
ui_set_mouse(struct ui *ui, bool on)
{
	if (on != ui->mouse)
		put_text(ui, on ? KEYS_MOUSE_ON : KEYS_MOUSE_OFF);
	ui->mouse = on;
	keys_set_mouse(ui->keys, on);
}

bool
ui_mouse(const struct ui *ui)
{
	return ui->mouse;
}

struct zones *
ui_zones(struct ui *ui)
{
	return &ui->zones;
}

void
ui_ring(struct ui *ui)
{
	put_text(ui, "\a");
}

void
ui_print(struct ui *ui, struct slice text)
{
	struct buf sequence = {0};

	print_through_put(&sequence, text);
	line_put(ui->line, sequence.data, sequence.len);
	line_push(ui->line);
	buf_free(&sequence);
	ui_redraw(ui);
}

bool
ui_can_print(const struct ui *ui)
{
	const char *on = tigetstr("mc5");

	(void)ui;
	return on != NULL && on != (const char *)-1 && strcmp(on, PRINT_THROUGH_ON) == 0;
}

static void
restore_terminal(void *context)
{
	ui_close(context);
}

/* ESCDELAY says it, as it does to other programs; here (no SSH_CONNECTION) a sequence is never
 * split; on a line from elsewhere the terminal is asked. */
static int
escape_delay(struct ui *ui)
{
	const char *s = getenv("ESCDELAY");
	long n = s != NULL ? strtol(s, NULL, 10) : 0;

	if (n > 0 && n <= 5000)
		return (int)n;
	ui->measures = ui->asks = getenv("SSH_CONNECTION") != NULL;
	return ui->measures ? KEYS_FAR_DELAY : KEYS_NEAR_DELAY;
}

/* A file that never blocks and has no end, unlike a pipe; behind O_APPEND curses writes from the
 * beginning again once it is cut. */
static FILE *
open_sheet(void)
{
	int fd = memfd_create("frame", MFD_CLOEXEC);
	FILE *sheet;

	if (fd < 0)
		return NULL;
	fcntl(fd, F_SETFL, O_APPEND);
	sheet = fdopen(fd, "w");
	if (sheet == NULL)
		close(fd);
	return sheet;
}

/* Curses takes the sheet for no terminal: the size it is told here, now and whenever it changes. */
static bool
take_size(struct ui *ui)
{
	int rows, columns;

	if (!line_size(ui->line, &rows, &columns) || !is_term_resized(rows, columns))
		return false;
	resizeterm(rows, columns);
	return true;
}

static void
set_up_curses(struct ui *ui)
{
	const char *ascii = getenv("METODAKTIV_ASCII");

	set_term(ui->screen);
	take_size(ui);
	noecho();
	nonl();
	typeahead(-1); /* whether a frame is put off is decided before it is made, in ui_end() */
	leaveok(stdscr, FALSE);
	curs_set(1);
	ui->ascii = ascii != NULL && *ascii != '\0';
	ui->keys = keys_new(escape_delay(ui));
	keys_describe(ui->keys, capability);
	ui->told = looks_told(has_colors(), &ui->theme);
	apply_theme(ui);
}

/* What ui_open() has made so far. */
static void
give_up(struct ui *ui)
{
	line_close(ui->line);
	if (ui->sheet != NULL)
		fclose(ui->sheet);
	free(ui);
}

static enum status
open_line(struct ui *ui, struct error *e)
{
	ui->line = line_open(STDIN_FILENO, STDOUT_FILENO);
	if (ui->line == NULL)
		return error_set(e, ST_REFUSED,
		    "Полноэкранной программе нужен терминал; команды работают и без него: "
		    "metodaktiv --help.");
	ui->sheet = open_sheet();
	if (ui->sheet == NULL)
		return error_set(e, ST_SYSTEM, "Нет памяти для экрана: %s.", reason_of(errno).text);
	ui->screen = open_terminal(ui->sheet);
	if (ui->screen == NULL)
		return error_set(e, ST_REFUSED,
		    "Терминал «%s» не умеет ставить курсор в нужное место; откройте программу в "
		    "xterm, "
		    "PuTTY или консоли Linux (TERM=xterm, linux, vt100).",
		    getenv("TERM") != NULL ? getenv("TERM") : "");
	return ST_OK;
}

/* What ui_close() would send, for a program that cannot come so far. */
static void
guard_terminal(struct ui *ui)
{
	static const char *const names[] = {"sgr0", "cnorm", "rmcup"};
	struct buf bytes = {0};

	buf_puts(&bytes, KEYS_MOUSE_OFF PASTE_OFF);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		buf_puts(&bytes, capability(names[i]) != NULL ? capability(names[i]) : "");
	buf_puts(&bytes, "\r\n");
	line_guard(ui->line, buf_text(&bytes));
	buf_free(&bytes);
}

enum status
ui_open(struct ui **out, struct error *e)
{
	struct ui *ui = xcalloc(1, sizeof(*ui));
	enum status st;

	*out = NULL;
	force_utf8();
	st = open_line(ui, e);
	if (st != ST_OK) {
		give_up(ui);
		return st;
	}
	set_up_curses(ui);
	ui->pressed = clock_monotonic();
	ui->shortener.opaque = true;
	/* UTF-8 both ways: PuTTY left at another encoding obeys, others have it already */
	put_text(ui, "\033%G" PASTE_ON);
	if (looks_may_ask(ui->theme))
		put_text(ui, KEYS_ASK_BACKGROUND);
	guard_terminal(ui);
	die_set_hook(restore_terminal, ui);
	*out = ui;
	return ST_OK;
}

/* A terminal without a second screen keeps ours: the prompt would stand amid the footer. */
static void
clear_only_screen(void)
{
	const char *leave = tigetstr("rmcup");

	if (leave != NULL && leave != (char *)-1)
		return;
	wattrset(stdscr, 0);
	erase();
	refresh();
}

void
ui_close(struct ui *ui)
{
	if (ui == NULL)
		return;
	die_set_hook(NULL, NULL);
	ui_set_mouse(ui, false);
	put_text(ui, PASTE_OFF);
	clear_only_screen();
	endwin();
	collect(ui);
	delscreen(ui->screen);
	keys_free(ui->keys);
	buf_free(&ui->shown);
	give_up(ui);
}

const char *
ui_library(void)
{
	return curses_version();
}

void
ui_size(const struct ui *ui, int *rows, int *columns)
{
	(void)ui;
	getmaxyx(stdscr, *rows, *columns);
}

bool
ui_is_plain(const struct ui *ui)
{
	return ui->ascii || ui->mono;
}

void
ui_begin(struct ui *ui)
{
	ui->cursor_row = ui->cursor_column = 0;
	zones_clear(&ui->zones);
	wattrset(stdscr, 0);
	werase(stdscr);
}

/* One character with the combining marks that follow it, at the cursor of the window. */
static void
put_cell(const struct ui *ui, const wchar_t *text, enum style style)
{
	wchar_t shown[CCHARW_MAX + 1];
	cchar_t cell;
	attr_t attributes = ui->attributes[style];

	wcsncpy(shown, text, CCHARW_MAX);
	shown[CCHARW_MAX] = L'\0';
	if (ui->ascii)
		shown[0] = (wchar_t)plain_mark((uint32_t)shown[0]);
	setcchar(&cell, shown, attributes, (short)PAIR_NUMBER(attributes), NULL);
	wadd_wch(stdscr, &cell);
}

/* Draw the characters of [p, end) that fit in `room` columns from the cursor on; columns used. */
static int
put_cells(const struct ui *ui, const char *p, const char *end, int room, enum style style)
{
	int used = 0;

	while (p < end) {
		wchar_t text[CCHARW_MAX + 1] = {0};
		uint32_t cp = utf8_next(&p, end);
		int columns = utf8_columns(cp);
		size_t n = 0;

		if (columns == 0 || used + columns > room) {
			if (columns == 0)
				continue;
			break;
		}
		text[n++] = (wchar_t)cp;
		while (p < end && n < CCHARW_MAX) {
			const char *next = p;
			uint32_t mark = utf8_next(&next, end);

			if (utf8_columns(mark) != 0)
				break;
			text[n++] = (wchar_t)mark;
			p = next;
		}
		put_cell(ui, text, style);
		used += columns;
	}
	return used;
}

int
ui_put(struct ui *ui, int row, int column, int width, enum style style, const char *text)
{
	int rows, columns, room, used;
	const char *shown;
	bool cut;

	ui_size(ui, &rows, &columns);
	if (row < 0 || row >= rows || column < 0 || column >= columns)
		return 0;
	room = columns - column;
	if (width > 0 && width < room)
		room = width;
	buf_clear(&ui->shown);
	utf8_put_shown(&ui->shown, slice_of(text), false);
	shown = buf_text(&ui->shown);
	cut = utf8_width(shown) > (size_t)room;
	wmove(stdscr, row, column);
	used = put_cells(ui, shown, shown + ui->shown.len, cut ? room - 1 : room, style);
	if (cut && room > 0) {
		put_cell(ui, L"…", style);
		used++;
	}
	for (; width > 0 && used < room; used++)
		put_cell(ui, L" ", style);
	return used;
}

int
ui_printf(struct ui *ui, int row, int column, int width, enum style style, const char *format, ...)
{
	char *text = NULL;
	va_list args;
	int used;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		die("не хватает памяти");
	va_end(args);
	used = ui_put(ui, row, column, width, style, text);
	free(text);
	return used;
}

bool
ui_is_blank(const struct ui *ui, int row)
{
	int columns = getmaxx(stdscr);
	bool blank = row >= 0;

	(void)ui;
	for (int i = 0; blank && i < columns; i++)
		blank = mvwinch(stdscr, row, i) == ' ';
	return blank;
}

void
ui_cursor(struct ui *ui, int row, int column)
{
	ui->cursor_row = row;
	ui->cursor_column = column;
}

/* Asked before the frame, whose drawing would be measured otherwise. Where the cursor is before the
 * first frame is not known: at the left edge the answer cannot be taken for a key. Later curses
 * knows, and it is never in the line of the title. */
static void
ask_for_cursor(struct ui *ui)
{
	put_text(ui, ui->drawn == 0 ? "\r\033[6n" : "\033[6n");
}

static void
send_frame(struct ui *ui)
{
	if (ui->asks)
		ask_for_cursor(ui);
	wnoutrefresh(stdscr);
	doupdate();
	collect(ui);
	line_push(ui->line);
	if (ui->asks)
		keys_asked(ui->keys, clock_monotonic());
	ui->asks = false;
}

bool
ui_end(struct ui *ui)
{
	int64_t now = clock_monotonic();
	int rows, columns;

	if (ui_waiting(ui) && now - ui->drawn < FRAME_DELAY)
		return false;
	if (ui->drawn != 0 && !line_push(ui->line))
		return false;
	ui_size(ui, &rows, &columns);
	if (ui->cursor_row < rows && ui->cursor_column < columns)
		wmove(stdscr, ui->cursor_row, ui->cursor_column);
	send_frame(ui);
	ui->drawn = now;
	return true;
}

void
ui_redraw(struct ui *ui)
{
	(void)ui;
	clearok(curscr, TRUE);
}

static void
take_bytes(struct ui *ui)
{
	char bytes[65536];
	size_t n = line_take(ui->line, bytes, sizeof(bytes));

	if (n > 0)
		keys_feed(ui->keys, bytes, n, clock_monotonic());
}

/* A line that has been idle may have become another one: roaming, a laptop carried home. */
static void
note_key(struct ui *ui, int64_t now)
{
	ui->asks = ui->asks || (ui->measures && now - ui->pressed >= MEASURE_AFTER);
	ui->pressed = now;
}

static int64_t
sooner(int64_t a, int64_t b)
{
	return a < 0 ? b : b < 0 ? a : a < b ? a : b;
}

struct key
ui_key(struct ui *ui, int milliseconds)
{
	int64_t end = clock_monotonic() + milliseconds;
	bool backed_up = !line_push(ui->line);
	struct key key;

	for (bool waited = false;; waited = true) {
		int64_t now = clock_monotonic();
		int64_t left = milliseconds < 0 ? -1 : now < end ? end - now : 0;

		if (line_is_closed(ui->line))
			return (struct key){.code = K_CLOSED};
		if (line_was_resized(ui->line) && take_size(ui))
			return (struct key){.code = K_RESIZED};
		if (keys_next(ui->keys, now, &key)) {
			note_key(ui, now);
			return key;
		}
		if (take_background(ui))
			return (struct key){.code = K_RESIZED};
		if (waited && (left == 0 || (backed_up && line_push(ui->line))))
			return (struct key){.code = K_NOTHING};
		line_wait(ui->line, sooner(left, keys_wait(ui->keys, now)));
		take_bytes(ui);
	}
}

bool
ui_waiting(struct ui *ui)
{
	return keys_wait(ui->keys, clock_monotonic()) >= 0 || line_has_input(ui->line);
}

struct slice
ui_pasted(const struct ui *ui)
{
	return keys_pasted(ui->keys);
}

void *
ui_window(struct ui *ui)
{
	(void)ui;
	return stdscr;
}

int
ui_attributes(const struct ui *ui, enum style style)
{
	return (int)ui->attributes[style];
}
