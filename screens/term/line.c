/* SPDX-License-Identifier: MIT
 * line.c - the line to the terminal.
 */
#include "screens/term/line.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/crash.h"
#include "base/die.h"
#include "base/trace.h"

struct line {
	int in, out;
	struct termios before;
	sigset_t let_in; /* the mask before ours: with it signals come */
	struct sigaction old[4];
	struct buf waiting; /* to be sent, from `sent` on */
	size_t sent;
	bool broken; /* a read or a write has told that nobody is there */
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

static void
catch_signals(struct line *l)
{
	struct sigaction action = {.sa_handler = on_signal};
	sigset_t mine;

	closed_flag = resized_flag = 0;
	sigemptyset(&mine);
	for (size_t i = 0; i < sizeof(handled) / sizeof(handled[0]); i++) {
		sigaction(handled[i], &action, &l->old[i]);
		sigaddset(&mine, handled[i]);
	}
	sigprocmask(SIG_BLOCK, &mine, &l->let_in);
	signal(SIGTSTP, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
}

/* Ignoring drops a signal that waits: the line's end is told by a read as well, and the SIGHUP
 * behind it must not kill the program before its store is closed. */
static void
release_signals(struct line *l)
{
	for (size_t i = 0; i < sizeof(handled) / sizeof(handled[0]); i++)
		signal(handled[i], SIG_IGN);
	sigprocmask(SIG_SETMASK, &l->let_in, NULL);
	for (size_t i = 0; i < sizeof(handled) / sizeof(handled[0]); i++)
		if (handled[i] != SIGHUP)
			sigaction(handled[i], &l->old[i], NULL);
	signal(SIGTSTP, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
}

struct line *
line_open(int in, int out)
{
	struct line *l;
	struct termios modes;

	if (!isatty(in) || !isatty(out) || tcgetattr(out, &modes) != 0)
		return NULL;
	l = xcalloc(1, sizeof(*l));
	*l = (struct line){.in = in, .out = out, .before = modes};
	catch_signals(l);
	cfmakeraw(&modes);
	modes.c_cc[VMIN] = 1;
	modes.c_cc[VTIME] = 0;
	tcsetattr(out, TCSANOW, &modes);
	line_guard(l, "");
	return l;
}

void
line_guard(const struct line *l, const char *bytes)
{
	crash_set_terminal(l->out, &l->before, bytes);
}

bool
line_size(const struct line *l, int *rows, int *columns)
{
	struct winsize size;

	if (ioctl(l->out, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
		return false;
	*rows = size.ws_row;
	*columns = size.ws_col;
	return true;
}

void
line_put(struct line *l, const void *bytes, size_t n)
{
	buf_put(&l->waiting, bytes, n);
}

/* The descriptor is shared with whoever started the program, who may not expect it to be without
 * waiting: it is so for this one call. */
static ssize_t
write_without_waiting(int fd, const char *bytes, size_t n)
{
	int flags = fcntl(fd, F_GETFL), error;
	ssize_t written;

	if (flags >= 0)
		fcntl(fd, F_SETFL, flags | O_NONBLOCK);
	written = write(fd, bytes, n);
	error = errno;
	if (flags >= 0)
		fcntl(fd, F_SETFL, flags);
	errno = error;
	return written;
}

static void
trace_sent(ssize_t n)
{
	char text[32];

	snprintf(text, sizeof(text), "%zd", n);
	trace("send", text);
}

bool
line_push(struct line *l)
{
	size_t left = l->waiting.len - l->sent;
	ssize_t n;

	if (left == 0)
		return true;
	n = write_without_waiting(l->out, buf_text(&l->waiting) + l->sent, left);
	if (n < 0) {
		l->broken = l->broken || (errno != EAGAIN && errno != EINTR);
		return false;
	}
	trace_sent(n);
	l->sent += (size_t)n;
	if (l->sent < l->waiting.len)
		return false;
	buf_clear(&l->waiting);
	l->sent = 0;
	return true;
}

static bool
is_backed_up(const struct line *l)
{
	return l->waiting.len > l->sent;
}

/* The last words of a program whose terminal is slow to take them, or gone. */
static void
push_to_the_end(struct line *l)
{
	int64_t end = clock_monotonic() + LINE_LAST_WORDS, left;
	struct pollfd p = {.fd = l->out, .events = POLLOUT};

	while (!line_push(l) && !l->broken && (left = end - clock_monotonic()) > 0)
		if (poll(&p, 1, (int)left) < 0 && errno != EINTR)
			return;
}

void
line_close(struct line *l)
{
	if (l == NULL)
		return;
	push_to_the_end(l);
	line_guard(l, NULL);
	tcsetattr(l->out, TCSANOW, &l->before); /* TCSADRAIN would wait for a stalled terminal */
	release_signals(l);
	buf_free(&l->waiting);
	free(l);
}

/* Let signals in until something may be done; `events` of the input. */
static void
look(struct line *l, short events, const struct timespec *limit)
{
	struct pollfd p[] = {
	    {.fd = l->in, .events = events},
	    {.fd = l->out, .events = POLLOUT},
	};

	if (ppoll(p, is_backed_up(l) && events != 0 ? 2 : 1, limit, &l->let_in) < 0)
		return;
	if ((p[0].revents & (POLLIN | POLLHUP | POLLERR | POLLNVAL)) == POLLHUP ||
	    (p[0].revents & (POLLERR | POLLNVAL)) != 0)
		l->broken = true;
	if (p[1].revents != 0)
		line_push(l);
}

bool
line_is_closed(struct line *l)
{
	look(l, 0, &(struct timespec){0});
	return closed_flag || l->broken;
}

bool
line_was_resized(struct line *l)
{
	bool was = resized_flag != 0;

	(void)l;
	resized_flag = 0;
	return was;
}

bool
line_has_input(const struct line *l)
{
	struct pollfd p = {.fd = l->in, .events = POLLIN};

	return poll(&p, 1, 0) > 0 && (p.revents & POLLIN) != 0;
}

void
line_wait(struct line *l, int64_t milliseconds)
{
	struct timespec limit = {
	    .tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000};

	look(l, POLLIN, milliseconds < 0 ? NULL : &limit);
}

size_t
line_take(struct line *l, char *bytes, size_t room)
{
	ssize_t n;

	if (!line_has_input(l))
		return 0;
	n = read(l->in, bytes, room);
	if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
		l->broken = true;
	return n > 0 ? (size_t)n : 0;
}
