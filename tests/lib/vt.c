/* SPDX-License-Identifier: MIT
 * vt.c - a terminal for tests.
 */
#include "tests/lib/vt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Of tinfo; declared here because term.h would bring a hundred macros along. */
struct term;
extern struct term *cur_term;
extern int setupterm(const char *term, int fd, int *result);
extern struct term *set_curterm(struct term *description);
extern int del_curterm(struct term *description);
extern char *tigetstr(const char *name);

enum { CELL_BYTES = VTERM_MAX_CHARS_PER_CELL * 4, KEYS_MAX = 65536 };

double
vt_milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
on_property(VTermProp property, VTermValue *value, void *user)
{
	vt *v = user;

	if (property == VTERM_PROP_MOUSE)
		v->mouse = value->number;
	else if (property == VTERM_PROP_ALTSCREEN)
		v->altscreen = value->boolean != 0;
	return 1;
}

static int
on_bell(void *user)
{
	vt *v = user;

	v->bells++;
	return 1;
}

static void
on_output(const char *bytes, size_t n, void *user)
{
	vt *v = user;

	v->pending = realloc(v->pending, v->npending + n);
	if (v->pending == NULL)
		abort();
	memcpy(v->pending + v->npending, bytes, n);
	v->npending += n;
}

static void
run_child(const char *term, const char *const *env, const char *const *argv)
{
	char *const *arguments;

	setenv("TERM", term, 1);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	for (; env != NULL && *env != NULL; env++) {
		const char *value = strchr(*env, '=');
		char *name = strndup(*env, value != NULL ? (size_t)(value - *env) : strlen(*env));

		if (value != NULL)
			setenv(name, value + 1, 1);
		else
			unsetenv(name);
		free(name);
	}
	memcpy(&arguments, &argv, sizeof(arguments));
	execvp(arguments[0], arguments);
	perror(arguments[0]);
	_exit(127);
}

vt *
vt_spawn(int rows, int cols, const char *term, const char *const *env, const char *const *argv)
{
	static const VTermScreenCallbacks callbacks = {.settermprop = on_property, .bell = on_bell};
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	vt *v = calloc(1, sizeof(*v));
	int found;

	if (v == NULL)
		return NULL;
	v->rows = rows;
	v->cols = cols;
	v->pid = forkpty(&v->fd, NULL, NULL, &size);
	if (v->pid < 0) {
		free(v);
		return NULL;
	}
	if (v->pid == 0)
		run_child(term, env, argv);
	fcntl(v->fd, F_SETFL, O_NONBLOCK);
	fcntl(v->fd, F_SETFD, FD_CLOEXEC);
	v->vt = vterm_new(rows, cols);
	vterm_set_utf8(v->vt, 1);
	v->screen = vterm_obtain_screen(v->vt);
	vterm_screen_enable_altscreen(v->screen, 1);
	vterm_screen_set_callbacks(v->screen, &callbacks, v);
	vterm_screen_reset(v->screen, 1);
	vterm_output_set_callback(v->vt, on_output, v);
	set_curterm(NULL);
	if (setupterm(term, v->fd, &found) == 0)
		v->description = cur_term;
	return v;
}

static void
write_pending(vt *v)
{
	ssize_t n = write(v->fd, v->pending, v->npending);

	if (n <= 0)
		return;
	v->npending -= (size_t)n;
	memmove(v->pending, v->pending + n, v->npending);
}

/* One look at the terminal: bytes read, 0 when none came, -1 when the program has ended. */
static ssize_t
pump(vt *v, int ms)
{
	struct pollfd p = {.fd = v->fd, .events = POLLIN};
	char bytes[65536];
	ssize_t n;

	if (v->eof)
		return -1;
	if (v->npending > 0)
		p.events |= POLLOUT;
	if (poll(&p, 1, ms) <= 0)
		return 0;
	if ((p.revents & POLLOUT) != 0 && v->npending > 0)
		write_pending(v);
	if ((p.revents & (POLLIN | POLLHUP)) == 0)
		return 0;
	n = read(v->fd, bytes, sizeof(bytes));
	if (n > 0) {
		v->bytes_in += (size_t)n;
		vterm_input_write(v->vt, bytes, (size_t)n);
		return n;
	}
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	v->eof = true;
	return -1;
}

void
vt_pump(vt *v, int ms)
{
	double end = vt_milliseconds() + ms;

	do {
		double left = end - vt_milliseconds();

		if (pump(v, left > 0 ? (int)left : 0) < 0)
			return;
	} while (vt_milliseconds() < end);
}

int
vt_quiet(vt *v, int quiet_ms, int limit_ms)
{
	double end = vt_milliseconds() + limit_ms, last = vt_milliseconds();

	for (;;) {
		ssize_t n = pump(v, 1);
		double now = vt_milliseconds();

		if (n < 0)
			return -1;
		if (n > 0)
			last = now;
		if (now - last >= quiet_ms && v->npending == 0)
			return 1;
		if (now > end)
			return 0;
	}
}

static int
wait_for(vt *v, const char *text, int ms, bool wanted)
{
	double end = vt_milliseconds() + ms;
	ssize_t n = 1;

	for (;;) {
		if (n != 0 && vt_has(v, text) == wanted)
			return 1;
		if (n < 0)
			return -1;
		if (vt_milliseconds() > end)
			return 0;
		n = pump(v, 10);
	}
}

int
vt_wait(vt *v, const char *text, int ms)
{
	return wait_for(v, text, ms, true);
}

int
vt_wait_gone(vt *v, const char *text, int ms)
{
	return wait_for(v, text, ms, false);
}

int
vt_wait_end(vt *v, int ms)
{
	double end = vt_milliseconds() + ms;

	while (!v->eof && vt_milliseconds() < end)
		pump(v, 10);
	return v->eof;
}

void
vt_raw(vt *v, const char *bytes, size_t n)
{
	double end = vt_milliseconds() + 10000;

	on_output(bytes, n, v);
	while (v->npending > 0 && vt_milliseconds() < end)
		if (pump(v, 50) < 0)
			return;
}

/* Keys by name: what terminfo calls them, and what xterm sends. */
static const struct {
	const char *name, *capability, *otherwise;
} keys[] = {
    {"Up", "kcuu1", "\033[A"},
    {"Down", "kcud1", "\033[B"},
    {"Right", "kcuf1", "\033[C"},
    {"Left", "kcub1", "\033[D"},
    {"Home", "khome", "\033[H"},
    {"End", "kend", "\033[F"},
    {"PgUp", "kpp", "\033[5~"},
    {"PgDn", "knp", "\033[6~"},
    {"Ins", "kich1", "\033[2~"},
    {"Del", "kdch1", "\033[3~"},
    {"BS", "kbs", "\177"},
    {"S-Tab", "kcbt", "\033[Z"},
    {"Enter", NULL, "\r"},
    {"Tab", NULL, "\t"},
    {"Esc", NULL, "\033"},
    {"Space", NULL, " "},
    {"lt", NULL, "<"},
    {"PasteOn", NULL, "\033[200~"},
    {"PasteOff", NULL, "\033[201~"},
    {"F1", "kf1", "\033OP"},
    {"F2", "kf2", "\033OQ"},
    {"F3", "kf3", "\033OR"},
    {"F4", "kf4", "\033OS"},
    {"F5", "kf5", "\033[15~"},
    {"F6", "kf6", "\033[17~"},
    {"F7", "kf7", "\033[18~"},
    {"F8", "kf8", "\033[19~"},
    {"F9", "kf9", "\033[20~"},
    {"F10", "kf10", "\033[21~"},
    {"F11", "kf11", "\033[23~"},
    {"F12", "kf12", "\033[24~"},
};

/* The bytes of a key; their number, 0 for an unknown name. */
static size_t
key_bytes(const char *name, size_t len, char *out, size_t room)
{
	if (len == 3 && name[0] == 'C' && name[1] == '-') {
		out[0] = (char)(name[2] & 31);
		return 1;
	}
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const char *s;

		if (strlen(keys[i].name) != len || memcmp(keys[i].name, name, len) != 0)
			continue;
		s = keys[i].capability != NULL && cur_term != NULL ? tigetstr(keys[i].capability)
								   : NULL;
		if (s == NULL || s == (char *)-1)
			s = keys[i].otherwise;
		len = strlen(s);
		if (len > room)
			return 0;
		memcpy(out, s, len);
		return len;
	}
	return 0;
}

int
vt_keys(vt *v, const char *spec)
{
	char out[KEYS_MAX];
	size_t n = 0;
	int sent = 0;

	set_curterm(v->description);
	for (; *spec != '\0' && n < sizeof(out) - 64; sent++) {
		const char *end = *spec == '<' ? strchr(spec, '>') : NULL;
		size_t len;

		if (end == NULL) {
			sent -= ((unsigned char)*spec & 0xC0) == 0x80; /* of a letter that counts */
			out[n++] = *spec++;
			continue;
		}
		len = key_bytes(spec + 1, (size_t)(end - spec - 1), out + n, sizeof(out) - n);
		if (len == 0) {
			fprintf(stderr, "unknown key %.*s\n", (int)(end - spec + 1), spec);
			return -1;
		}
		n += len;
		spec = end + 1;
	}
	vt_raw(v, out, n);
	return sent;
}

static size_t
put_utf8(char *out, uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 63));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 63));
		out[2] = (char)(0x80 | (c & 63));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 63));
	out[2] = (char)(0x80 | (c >> 6 & 63));
	out[3] = (char)(0x80 | (c & 63));
	return 4;
}

static size_t
put_cell(char *out, const VTermScreenCell *cell)
{
	size_t n = 0;

	if (cell->chars[0] == 0 || cell->chars[0] == (uint32_t)-1) {
		out[0] = ' ';
		return 1;
	}
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] != 0; i++)
		n += put_utf8(out + n, cell->chars[i]);
	return n;
}

char *
vt_row(vt *v, int row)
{
	char *out = malloc((size_t)v->cols * CELL_BYTES + 1);
	size_t n = 0, used = 0;
	VTermScreenCell cell;

	if (out == NULL)
		abort();
	for (int x = 0; x<v->cols; x += cell.width> 0 ? cell.width : 1) {
		vterm_screen_get_cell(v->screen, (VTermPos){row, x}, &cell);
		n += put_cell(out + n, &cell);
		if (out[n - 1] != ' ')
			used = n;
	}
	out[used] = '\0';
	return out;
}

char *
vt_text(vt *v)
{
	char *out = malloc((size_t)v->rows * ((size_t)v->cols * CELL_BYTES + 1) + 1);
	size_t n = 0;

	if (out == NULL)
		abort();
	for (int row = 0; row < v->rows; row++) {
		char *line = vt_row(v, row);
		size_t len = strlen(line);

		memcpy(out + n, line, len);
		n += len;
		out[n++] = '\n';
		free(line);
	}
	out[n] = '\0';
	return out;
}

char *
vt_attrs(vt *v, int row)
{
	char *out = malloc((size_t)v->cols + 1);
	VTermScreenCell cell;

	if (out == NULL)
		abort();
	for (int x = 0; x < v->cols; x++) {
		vterm_screen_get_cell(v->screen, (VTermPos){row, x}, &cell);
		out[x] =
		    !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg)
		    ? 'C'
		    : cell.attrs.reverse   ? 'R'
		    : cell.attrs.bold      ? 'B'
		    : cell.attrs.underline ? 'U'
					   : '.';
	}
	out[v->cols] = '\0';
	return out;
}

bool
vt_has(vt *v, const char *text)
{
	char *all = vt_text(v);
	bool has = strstr(all, text) != NULL;

	free(all);
	return has;
}

void
vt_cursor(vt *v, int *row, int *col)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(v->vt), &at);
	*row = at.row;
	*col = at.col;
}

bool
vt_marks_paste(vt *v)
{
	size_t before = v->npending;
	bool marks;

	vterm_keyboard_start_paste(v->vt);
	marks = v->npending > before;
	v->npending = before;
	return marks;
}

void
vt_resize(vt *v, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};

	v->rows = rows;
	v->cols = cols;
	vterm_set_size(v->vt, rows, cols);
	ioctl(v->fd, TIOCSWINSZ, &size);
}

int
vt_close(vt *v, int ms)
{
	double end = vt_milliseconds() + ms;
	int status = 0;

	close(v->fd);
	while (waitpid(v->pid, &status, WNOHANG) == 0) {
		if (vt_milliseconds() > end) {
			kill(v->pid, SIGKILL);
			waitpid(v->pid, &status, 0);
			break;
		}
		poll(NULL, 0, 1);
	}
	if (v->description != NULL)
		del_curterm(v->description);
	vterm_free(v->vt);
	free(v->pending);
	free(v);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}
