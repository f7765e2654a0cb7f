/* SPDX-License-Identifier: MIT
 * program.c - a program with a file in memory as its input and another for what it says.
 */
#include "base/program.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"

enum { LOOK_EVERY = 5000 /* µs */, SAID_MOST = 400 };

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
start(pid_t *pid, const char *const *argv, int in, int out, int err)
{
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
	posix_spawn_file_actions_adddup2(&files, err, STDERR_FILENO);
	error = posix_spawnp(
	    pid, argv[0], &files, &attributes, (char *const *)(uintptr_t)argv, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attributes);
	return error;
}

static void
wait_for(pid_t pid, int waits, struct program_end *end)
{
	int64_t until = clock_monotonic() + waits;
	int how = 0;

	while (waitpid(pid, &how, WNOHANG) == 0) {
		if (clock_monotonic() >= until) {
			kill(-pid, SIGKILL);
			waitpid(pid, &how, 0);
			end->stopped = true;
			break;
		}
		usleep(LOOK_EVERY);
	}
	end->code = WIFEXITED(how) ? WEXITSTATUS(how) : -1;
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

/* out: where its answer goes; -1: where its complaints go. */
static void
run(const char *const *argv, struct slice input, int out, int waits, struct program_end *end)
{
	int in = memfd_create("in", MFD_CLOEXEC), said = memfd_create("said", MFD_CLOEXEC);
	pid_t pid = -1;

	*end = (struct program_end){.code = -1};
	if (in < 0 || said < 0 || !write_all(in, input))
		end->error = errno;
	else
		end->error = start(&pid, argv, in, out >= 0 ? out : said, said);
	if (end->error == 0) {
		wait_for(pid, waits, end);
		read_said(said, &end->said);
	}
	if (in >= 0)
		close(in);
	if (said >= 0)
		close(said);
}

void
program_run(const char *const *argv, struct slice input, int waits, struct program_end *end)
{
	run(argv, input, -1, waits, end);
}

void
program_fetch(const char *const *argv, int out, int waits, struct program_end *end)
{
	run(argv, slice_of(""), out, waits, end);
}

bool
program_went_well(const struct program_end *end)
{
	return end->error == 0 && !end->stopped && end->code == 0;
}
