/* SPDX-License-Identifier: MIT
 * crash.c - handlers that say why, and end.
 */
#include "base/crash.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum { STACK = 1 << 16, BYTES = 256, STATUS = 3 };

/* A handler is told nothing but the number of its signal: what it needs lies here. */
static struct {
	const char *volatile words[CRASH_CAUSES];
	volatile sig_atomic_t terminal, crashed;
	int fd;
	struct termios modes;
	char bytes[BYTES];
	char stack[STACK]; /* the usual one may be what has run out */
} last;

static const char no_memory[] =
    "не хватает памяти: закройте другие программы или снимите её ограничение (ulimit -v)";

static void
put(int fd, const char *text)
{
	size_t left = strlen(text);

	while (left > 0) {
		ssize_t n = write(fd, text, left);

		if (n <= 0)
			return;
		text += n;
		left -= (size_t)n;
	}
}

/* A terminal that takes nothing is not waited for. */
static void
give_terminal_back(void)
{
	int flags = fcntl(last.fd, F_GETFL);

	fcntl(last.fd, F_SETFL, flags | O_NONBLOCK);
	put(last.fd, last.bytes);
	fcntl(last.fd, F_SETFL, flags);
	tcsetattr(last.fd, TCSANOW, &last.modes);
}

const char *
crash_words(void)
{
	const char *words = "ошибка в самой программе, она остановлена: сообщите её разработчикам, "
			    "что вы делали";

	for (int i = 0; i < CRASH_CAUSES; i++)
		if (last.words[i] != NULL)
			words = last.words[i];
	return words;
}

static _Noreturn void
end(const char *words)
{
	if (last.crashed++ > 0) /* while it was speaking */
		_exit(STATUS);
	if (last.terminal)
		give_terminal_back();
	put(STDERR_FILENO, "metodaktiv: ");
	put(STDERR_FILENO, words);
	put(STDERR_FILENO, "\n");
	_exit(STATUS);
}

/* Who got no memory and did not look walks into it at once. */
static void
on_crash(int number)
{
	(void)number;
	end(errno == ENOMEM && last.words[CRASH_LIBRARY] == NULL ? no_memory : crash_words());
}

/* Some libraries end the program themselves, in English. */
static void
on_exit_of_library(void)
{
	if (last.words[CRASH_LIBRARY] != NULL)
		end(crash_words());
}

void
crash_watch(void)
{
	static const int numbers[] = {SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
	struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK | SA_NODEFER};
	const stack_t stack = {.ss_sp = last.stack, .ss_size = sizeof(last.stack)};

	if (SANITIZED || sigaltstack(&stack, NULL) != 0)
		return;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		sigaction(numbers[i], &action, NULL);
	atexit(on_exit_of_library);
}

void
crash_set_words(enum crash_cause cause, const char *words)
{
	last.words[cause] = words;
}

void
crash_take_words(enum crash_cause cause, const char *words)
{
	if (last.words[cause] == words)
		last.words[cause] = NULL;
}

void
crash_set_terminal(int fd, const struct termios *modes, const char *bytes)
{
	last.terminal = 0;
	if (bytes == NULL)
		return;
	last.fd = fd;
	last.modes = *modes;
	strncpy(last.bytes, bytes, BYTES - 1);
	last.bytes[BYTES - 1] = '\0';
	last.terminal = 1;
}
