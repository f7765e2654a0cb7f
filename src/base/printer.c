/* SPDX-License-Identifier: MIT
 * printer.c - lp with a file in memory as its input and another for what it says.
 */
#include "base/printer.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/reason.h"

enum { LOOK_EVERY = 5000 /* µs */, SAID_MOST = 400 };

extern char **environ;

static bool
write_all(int fd, struct slice bytes)
{
	const char *p = bytes.data;

	for (size_t left = bytes.len; left > 0;) {
		ssize_t n = write(fd, p, left);

		if (n < 0 && errno != EINTR)
			return false;
		p += n > 0 ? n : 0;
		left -= n > 0 ? (size_t)n : 0;
	}
	return lseek(fd, 0, SEEK_SET) == 0;
}

/* A session of its own, without a terminal it could ask anything on, and signals as they are
 * everywhere: this program ignores some. Returns 0 or what went wrong. */
static int
start(pid_t *pid, const char *name, const char *title, int in, int out)
{
	const char *const argv[] = {
	    "lp", "-t", title, *name != '\0' ? "-d" : NULL, *name != '\0' ? name : NULL, NULL};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t none, all;
	int error;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setflags(&attributes,
	    (short)(POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF));
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&files, out, STDERR_FILENO);
	error = posix_spawnp(
	    pid, argv[0], &files, &attributes, (char *const *)(uintptr_t)argv, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attributes);
	return error;
}

/* How it ended; -1: it did not, and was stopped. */
static int
wait_for(pid_t pid)
{
	int64_t until = clock_monotonic() + PRINTER_WAITS;
	int how = 0;

	while (waitpid(pid, &how, WNOHANG) == 0) {
		if (clock_monotonic() >= until) {
			kill(-pid, SIGKILL);
			waitpid(pid, &how, 0);
			return -1;
		}
		usleep(LOOK_EVERY);
	}
	return how;
}

static void
read_said(int fd, struct buf *out)
{
	char text[SAID_MOST];
	ssize_t n = pread(fd, text, sizeof(text), 0);

	while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == ' '))
		n--;
	for (ssize_t i = 0; i < n; i++)
		buf_putc(out, (unsigned char)text[i] < ' ' ? ' ' : text[i]);
}

static enum status
explain_start(int error, struct error *e)
{
	if (error == ENOENT)
		return error_set(e, ST_SYSTEM,
		    "печатать нечем: программы lp здесь нет. Её ставит администратор (пакет "
		    "cups-client); бумагу можно записать в файл");
	return error_set(
	    e, ST_SYSTEM, "программа печати lp не запустилась: %s", reason_of(error).text);
}

static enum status
explain_end(int how, const struct buf *said, struct error *e)
{
	if (how == -1)
		return error_set(e, ST_SYSTEM,
		    "программа печати lp молчит больше %d секунд и остановлена: не напечатано",
		    PRINTER_WAITS / 1000);
	return error_set(e, ST_SYSTEM, "программа печати lp отказала: %s",
	    said->len > 0 ? buf_text(said) : "без объяснений");
}

/* "request id is Office-12 (1 file(s))" */
static void
put_job(const char *said, struct buf *out)
{
	static const char before[] = "request id is ";
	const char *id = strstr(said, before);

	if (id != NULL)
		buf_put(out, id + strlen(before), strcspn(id + strlen(before), " \n"));
}

enum status
printer_send(
    const char *name, const char *title, struct slice bytes, struct buf *job, struct error *e)
{
	struct buf said = {0};
	int in = memfd_create("job", MFD_CLOEXEC), out = memfd_create("said", MFD_CLOEXEC);
	enum status st = ST_OK;
	int error, how;
	pid_t pid;

	if (in < 0 || out < 0 || !write_all(in, bytes))
		st = error_set(e, ST_SYSTEM, "не напечатано: %s", reason_of(errno).text);
	error = st == ST_OK ? start(&pid, name, title, in, out) : 0;
	if (error != 0)
		st = explain_start(error, e);
	if (st == ST_OK) {
		how = wait_for(pid);
		read_said(out, &said);
		put_job(buf_text(&said), job);
		if (how == -1 || !WIFEXITED(how) || WEXITSTATUS(how) != 0)
			st = explain_end(how, &said, e);
		buf_free(&said);
	}
	if (in >= 0)
		close(in);
	if (out >= 0)
		close(out);
	return st;
}
