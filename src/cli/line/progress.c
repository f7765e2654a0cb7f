/* SPDX-License-Identifier: MIT
 * progress.c - long work at a terminal: how far, how fast, and Ctrl-C.
 */
#include "cli/line/progress.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "cli/line/out.h"

enum { BETWEEN_LINES = 200 }; /* milliseconds */

/* A signal handler has nobody to ask but the file it stands in. */
static volatile sig_atomic_t stop_asked;

static void
ask_to_stop(int signal_number)
{
	(void)signal_number;
	stop_asked = 1;
}

static void
handle_signals(void (*handler)(int))
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};

	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

void
progress_begin(struct progress *p)
{
	stop_asked = 0;
	*p = (struct progress){.begun = clock_monotonic()};
	p->told = p->begun;
	handle_signals(ask_to_stop);
}

bool
progress_stopped(void)
{
	return stop_asked != 0;
}

static void
put_line(const struct progress *p, const char *name, size_t count, size_t done, size_t total)
{
	int64_t elapsed = clock_monotonic() - p->begun;
	struct buf line = {0};

	buf_printf(&line, "\r%s: %zu", name, count);
	if (total > 0)
		buf_printf(&line, ", %zu %%", done * 100 / total);
	if (elapsed > 0)
		buf_printf(&line, ", %lld в секунду", (long long)count * 1000 / (long long)elapsed);
	buf_puts(&line, "\033[K");
	out_buf(stderr, &line);
	buf_free(&line);
}

void
progress_tell(struct progress *p, const char *name, size_t count, size_t done, size_t total)
{
	int64_t now = clock_monotonic();

	if (!isatty(STDERR_FILENO) || now - p->told < BETWEEN_LINES)
		return;
	p->told = now;
	p->line = true;
	put_line(p, name, count, done, total);
}

void
progress_say(struct progress *p, const char *text)
{
	struct buf line = {0};

	if (!isatty(STDERR_FILENO))
		return;
	p->line = true;
	buf_printf(&line, "\r%s\033[K", text);
	out_buf(stderr, &line);
	buf_free(&line);
}

void
progress_end(struct progress *p)
{
	if (p->line)
		fputs("\r\033[K", stderr);
	p->line = false;
	handle_signals(SIG_DFL);
}
