/* SPDX-License-Identifier: MIT
 * ui.c - the terminal: cells out, keys in. The one door to curses.
 *
 * Curses draws; the bytes of the keyboard are read and decoded here (screens/term/keys.h), because
 * curses' own decoding knows only the sequences of one TERM and loses text after a byte that is not
 * UTF-8.
 */
#include "screens/term/clipboard.h"
#include "screens/term/ui.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "base/clock.h"
#include "base/die.h"
#include "base/utf8.h"
#include "screens/term/keys.h"

enum { FRAME_DELAY = 100 }; /* ms a frame may be put off while input waits */

struct ui {
	SCREEN *screen;
	struct keys *keys;
	attr_t attributes[STYLE_COUNT];
	bool ascii; /* no line drawing, no marks beyond Cyrillic */
	bool mono;  /* no colours */
	int cursor_row, cursor_column;
	int64_t drawn; /* when the last frame was sent */
	struct buf shown;
	sigset_t before; /* signals let through while waiting for a key */
	struct sigaction old[4];
};

/* Set by the handlers and looked at between keys: a handler can be told nothing else. */
static volatile sig_atomic_t closed_flag, resized_flag;

static const int handled[] = {SIGHUP, SIGTERM, SIGINT, SIGWINCH};

static void
on_signal(int number)
{
	if (number == SIGWINCH)
		resized_flag = 1;
	else
		closed_flag = 1;
}

/* Signals are let in only while waiting for a key, so that no work is ever interrupted. */
static void
catch_signals(struct ui *ui)
{
	struct sigaction action = {.sa_handler = on_signal};
	sigset_t mine;

	closed_flag = resized_flag = 0;
	sigemptyset(&mine);
	for (size_t i = 0; i < sizeof(handled) / sizeof(handled[0]); i++) {
		sigaction(handled[i], &action, &ui->old[i]);
		sigaddset(&mine, handled[i]);
	}
	sigprocmask(SIG_BLOCK, &mine, &ui->before);
	signal(SIGTSTP, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
}

/* Ignoring drops a signal that waits: the line's end is told by a read as well, and the SIGHUP
 * behind it must not kill the program before its store is closed. */
static void
release_signals(struct ui *ui)
{
	for (size_t i = 0; i < sizeof(handled) / sizeof(handled[0]); i++)
		signal(handled[i], SIG_IGN);
	sigprocmask(SIG_SETMASK, &ui->before, NULL);
	for (size_t i = 0; i < sizeof(handled) / sizeof(handled[0]); i++)
		if (handled[i] != SIGHUP)
			sigaction(handled[i], &ui->old[i], NULL);
	signal(SIGTSTP, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
}

/* Colour and attributes of each style. Colours: -1 is the terminal's own. */
struct look {
	short front, back;
	attr_t more;
};

static const struct look dark[STYLE_COUNT] = {
    [STYLE_PLAIN] = {.front = -1, .back = -1},
    [STYLE_TITLE] = {.front = COLOR_WHITE, .back = COLOR_BLUE, .more = A_BOLD},
    [STYLE_KEY] = {.front = -1, .back = -1, .more = A_BOLD},
    [STYLE_WORD] = {.front = COLOR_BLACK, .back = COLOR_CYAN},
    [STYLE_HEADER] = {.front = COLOR_CYAN, .back = -1, .more = A_BOLD},
    [STYLE_CURSOR] = {.front = COLOR_BLACK, .back = COLOR_CYAN},
    [STYLE_MARKED] = {.front = COLOR_YELLOW, .back = -1, .more = A_BOLD},
    [STYLE_LABEL] = {.front = COLOR_CYAN, .back = -1},
    [STYLE_FIELD] = {.front = -1, .back = -1, .more = A_UNDERLINE},
    [STYLE_FOCUS] = {.front = COLOR_BLACK, .back = COLOR_CYAN},
    [STYLE_GOOD] = {.front = COLOR_GREEN, .back = -1},
    [STYLE_BAD] = {.front = COLOR_RED, .back = -1, .more = A_BOLD},
    [STYLE_WARNING] = {.front = COLOR_YELLOW, .back = -1},
    [STYLE_FAINT] = {.front = -1, .back = -1, .more = A_DIM},
    [STYLE_STRONG] = {.front = -1, .back = -1, .more = A_BOLD},
    [STYLE_FRAME] = {.front = COLOR_CYAN, .back = -1},
};

static const struct look light[STYLE_COUNT] = {
    [STYLE_PLAIN] = {.front = -1, .back = -1},
    [STYLE_TITLE] = {.front = COLOR_WHITE, .back = COLOR_BLUE, .more = A_BOLD},
    [STYLE_KEY] = {.front = -1, .back = -1, .more = A_BOLD},
    [STYLE_WORD] = {.front = COLOR_WHITE, .back = COLOR_BLUE},
    [STYLE_HEADER] = {.front = COLOR_BLUE, .back = -1, .more = A_BOLD},
    [STYLE_CURSOR] = {.front = COLOR_WHITE, .back = COLOR_BLUE},
    [STYLE_MARKED] = {.front = COLOR_MAGENTA, .back = -1, .more = A_BOLD},
    [STYLE_LABEL] = {.front = COLOR_BLUE, .back = -1},
    [STYLE_FIELD] = {.front = -1, .back = -1, .more = A_UNDERLINE},
    [STYLE_FOCUS] = {.front = COLOR_WHITE, .back = COLOR_BLUE},
    [STYLE_GOOD] = {.front = COLOR_GREEN, .back = -1, .more = A_BOLD},
    [STYLE_BAD] = {.front = COLOR_RED, .back = -1, .more = A_BOLD},
    [STYLE_WARNING] = {.front = COLOR_MAGENTA, .back = -1},
    [STYLE_FAINT] = {.front = -1, .back = -1, .more = A_DIM},
    [STYLE_STRONG] = {.front = -1, .back = -1, .more = A_BOLD},
    [STYLE_FRAME] = {.front = COLOR_BLUE, .back = -1},
};

static const attr_t mono[STYLE_COUNT] = {
    [STYLE_TITLE] = A_REVERSE,
    [STYLE_KEY] = A_BOLD,
    [STYLE_WORD] = A_REVERSE,
    [STYLE_HEADER] = A_BOLD,
    [STYLE_CURSOR] = A_REVERSE,
    [STYLE_MARKED] = A_BOLD,
    [STYLE_FIELD] = A_UNDERLINE,
    [STYLE_FOCUS] = A_REVERSE,
    [STYLE_BAD] = A_BOLD,
    [STYLE_WARNING] = A_BOLD,
    [STYLE_STRONG] = A_BOLD,
};

static void
choose_theme(struct ui *ui)
{
	const char *no_color = getenv("NO_COLOR"), *theme = getenv("METODAKTIV_THEME");
	const struct look *looks = theme != NULL && strcmp(theme, "light") == 0 ? light : dark;
	bool plain = (no_color != NULL && *no_color != '\0') ||
	    (theme != NULL && strcmp(theme, "mono") == 0) || !has_colors();

	memcpy(ui->attributes, mono, sizeof(mono));
	ui->mono = plain;
	if (plain || start_color() == ERR)
		return;
	use_default_colors();
	for (int i = 0; i < STYLE_COUNT; i++) {
		init_pair((short)(i + 1), looks[i].front, looks[i].back);
		ui->attributes[i] = looks[i].more;
		if (looks[i].front >= 0)
			ui->attributes[i] |= (attr_t)COLOR_PAIR(i + 1);
	}
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
open_terminal(void)
{
	static const char *const fallbacks[] = {"xterm-256color", "xterm", "vt100"};
	const char *term = getenv("TERM");
	SCREEN *screen = term != NULL && *term != '\0' ? newterm(term, stdout, stdin) : NULL;

	for (size_t i = 0; screen == NULL && i < sizeof(fallbacks) / sizeof(fallbacks[0]); i++)
		screen = newterm(fallbacks[i], stdout, stdin);
	if (screen != NULL && !can_place_cursor()) {
		reset_shell_mode(); /* newterm() has made the line raw */
		delscreen(screen);
		screen = NULL;
	}
	return screen;
}

/* What TERM itself says its keys send. */
static void
define_own_keys(struct keys *keys)
{
	static const struct {
		const char *name;
		struct key key;
	} own[] = {
	    {.name = "kcuu1", .key = {.code = K_ARROW_UP}},
	    {.name = "kcud1", .key = {.code = K_ARROW_DOWN}},
	    {.name = "kcub1", .key = {.code = K_ARROW_LEFT}},
	    {.name = "kcuf1", .key = {.code = K_ARROW_RIGHT}},
	    {.name = "khome", .key = {.code = K_TO_START}},
	    {.name = "kend", .key = {.code = K_TO_END}},
	    {.name = "kpp", .key = {.code = K_PAGE_UP}},
	    {.name = "knp", .key = {.code = K_PAGE_DOWN}},
	    {.name = "kich1", .key = {.code = K_INSERT}},
	    {.name = "kdch1", .key = {.code = K_DELETE}},
	    {.name = "kcbt", .key = {.code = K_BACKTAB}},
	};
	char name[16];

	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
		const char *s = tigetstr(own[i].name);

		if (s != NULL && s != (char *)-1)
			keys_define(keys, s, own[i].key);
	}
	for (uint32_t n = 1; n <= 12; n++) {
		const char *s;

		snprintf(name, sizeof(name), "kf%u", (unsigned)n);
		s = tigetstr(name);
		if (s != NULL && s != (char *)-1)
			keys_define(keys, s, (struct key){.code = K_FUNCTION, .ch = n});
	}
}

static int
escape_delay(void)
{
	const char *s = getenv("ESCDELAY");
	long n = s != NULL ? strtol(s, NULL, 10) : 0;

	return n > 0 && n <= 5000 ? (int)n : 100;
}

/* Past stdio, which would remember that the line was gone. */
static void
send_now(const char *s)
{
	if (write(STDOUT_FILENO, s, strlen(s)) < 0)
		closed_flag = 1;
}

bool
ui_copy(struct ui *ui, struct slice text)
{
	struct buf sequence = {0};
	bool put = clipboard_put(&sequence, text);

	(void)ui;
	if (put)
		send_now(buf_text(&sequence));
	buf_free(&sequence);
	return put;
}

static void
restore_terminal(void *context)
{
	ui_close(context);
}

enum status
ui_open(struct ui **out, struct error *e)
{
	struct ui *ui;
	const char *term = getenv("TERM"), *ascii = getenv("METODAKTIV_ASCII");

	*out = NULL;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return error_set(e, ST_REFUSED,
		    "Полноэкранной программе нужен терминал; команды работают и без него: "
		    "metodaktiv --help.");
	ui = xcalloc(1, sizeof(*ui));
	force_utf8();
	catch_signals(ui);
	ui->screen = open_terminal();
	if (ui->screen == NULL) {
		release_signals(ui);
		free(ui);
		return error_set(e, ST_REFUSED,
		    "Терминал «%s» не умеет ставить курсор в нужное место; откройте программу в "
		    "xterm, "
		    "PuTTY или консоли Linux (TERM=xterm, linux, vt100).",
		    term != NULL ? term : "");
	}
	set_term(ui->screen);
	raw();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	leaveok(stdscr, FALSE);
	curs_set(1);
	ui->ascii = ascii != NULL && *ascii != '\0';
	ui->keys = keys_new(escape_delay());
	define_own_keys(ui->keys);
	choose_theme(ui);
	/* UTF-8 both ways: PuTTY left at another encoding obeys, others have it already */
	send_now("\033%G\033[?2004h");
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
	send_now("\033[?2004l");
	clear_only_screen();
	endwin();
	delscreen(ui->screen);
	release_signals(ui);
	keys_free(ui->keys);
	buf_free(&ui->shown);
	free(ui);
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
	wattrset(stdscr, 0);
	werase(stdscr);
}

/* Marks beyond Cyrillic, and what stands for them where they cannot be shown. */
static uint32_t
plain_mark(uint32_t cp)
{
	static const struct {
		uint32_t mark, plain;
	} marks[] = {
	    {.mark = L'─', .plain = '-'},
	    {.mark = L'│', .plain = '|'},
	    {.mark = L'┌', .plain = '+'},
	    {.mark = L'┐', .plain = '+'},
	    {.mark = L'└', .plain = '+'},
	    {.mark = L'┘', .plain = '+'},
	    {.mark = L'├', .plain = '+'},
	    {.mark = L'┤', .plain = '+'},
	    {.mark = L'┬', .plain = '+'},
	    {.mark = L'┴', .plain = '+'},
	    {.mark = L'┼', .plain = '+'},
	    {.mark = L'█', .plain = '#'},
	    {.mark = L'▌', .plain = '#'},
	    {.mark = L'▄', .plain = '#'},
	    {.mark = L'░', .plain = '.'},
	    {.mark = L'▒', .plain = ':'},
	    {.mark = L'►', .plain = '>'},
	    {.mark = L'◄', .plain = '<'},
	    {.mark = L'▲', .plain = '^'},
	    {.mark = L'▼', .plain = 'v'},
	    {.mark = L'•', .plain = '*'},
	    {.mark = L'·', .plain = '.'},
	    {.mark = L'…', .plain = '~'},
	    {.mark = L'√', .plain = '+'},
	    {.mark = L'×', .plain = 'x'},
	    {.mark = L'→', .plain = '>'},
	    {.mark = L'←', .plain = '<'},
	    {.mark = L'↑', .plain = '^'},
	    {.mark = L'↓', .plain = 'v'},
	    {.mark = L'—', .plain = '-'},
	    {.mark = L'–', .plain = '-'},
	    {.mark = L'«', .plain = '"'},
	    {.mark = L'»', .plain = '"'},
	    {.mark = L'№', .plain = 'N'},
	    {.mark = L'¶', .plain = '|'},
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (marks[i].mark == cp)
			return marks[i].plain;
	return cp;
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

			if (mark == UTF8_BAD || utf8_columns(mark) != 0)
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

void
ui_cursor(struct ui *ui, int row, int column)
{
	ui->cursor_row = row;
	ui->cursor_column = column;
}

bool
ui_end(struct ui *ui)
{
	int64_t now = clock_monotonic();
	int rows, columns;

	if (ui_waiting(ui) && now - ui->drawn < FRAME_DELAY)
		return false;
	ui_size(ui, &rows, &columns);
	if (ui->cursor_row < rows && ui->cursor_column < columns)
		wmove(stdscr, ui->cursor_row, ui->cursor_column);
	wnoutrefresh(stdscr);
	doupdate();
	ui->drawn = now;
	return true;
}

void
ui_redraw(struct ui *ui)
{
	(void)ui;
	clearok(curscr, TRUE);
}

static bool
take_new_size(void)
{
	struct winsize size;

	resized_flag = 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
		return false;
	if (!is_term_resized(size.ws_row, size.ws_col))
		return false;
	resizeterm(size.ws_row, size.ws_col);
	return true;
}

/* Read what is there; false when the terminal is gone. */
static bool
take_bytes(struct ui *ui)
{
	char bytes[65536];
	ssize_t n = read(STDIN_FILENO, bytes, sizeof(bytes));

	if (n > 0)
		keys_feed(ui->keys, bytes, (size_t)n, clock_monotonic());
	return n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN));
}

/* Wait for bytes or a signal; false when the terminal is gone. */
static bool
wait_input(struct ui *ui, int64_t milliseconds)
{
	struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};
	struct timespec limit = {
	    .tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000};
	int n = ppoll(&p, 1, milliseconds < 0 ? NULL : &limit, &ui->before);

	if (n < 0)
		return errno == EINTR;
	if (n > 0 && (p.revents & POLLIN) != 0)
		return take_bytes(ui);
	return n == 0;
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
	struct key key;

	for (bool waited = false;; waited = true) {
		int64_t now = clock_monotonic();
		int64_t left = milliseconds < 0 ? -1 : now < end ? end - now : 0;

		if (closed_flag)
			return (struct key){.code = K_CLOSED};
		if (resized_flag && take_new_size())
			return (struct key){.code = K_RESIZED};
		if (keys_next(ui->keys, now, &key))
			return key;
		if (waited && left == 0)
			return (struct key){.code = K_NOTHING};
		if (!wait_input(ui, sooner(left, keys_wait(ui->keys, now))))
			closed_flag = 1;
	}
}

bool
ui_waiting(struct ui *ui)
{
	struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};

	return keys_wait(ui->keys, clock_monotonic()) >= 0 ||
	    (poll(&p, 1, 0) > 0 && (p.revents & POLLIN));
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
