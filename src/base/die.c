/* SPDX-License-Identifier: MIT
 * die.c - ending early with the terminal restored.
 */
#include "base/die.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The single global of the program: the last words must be possible from any depth. */
static struct {
	die_hook *hook;
	void *context;
} last_words;

void
die_set_hook(die_hook *hook, void *context)
{
	last_words.hook = hook;
	last_words.context = context;
}

_Noreturn void
die(const char *format, ...)
{
	die_hook *hook = last_words.hook;
	va_list args;

	last_words.hook = NULL; /* a hook that dies itself must not come back here */
	if (hook != NULL)
		hook(last_words.context);
	fputs("metodaktiv: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(3);
}

static void *
or_die(void *p)
{
	if (p == NULL)
		die("не хватает памяти");
	return p;
}

void *
xmalloc(size_t size)
{
	return or_die(malloc(size > 0 ? size : 1));
}

void *
xcalloc(size_t count, size_t size)
{
	return or_die(calloc(count > 0 ? count : 1, size > 0 ? size : 1));
}

void *
xrealloc(void *p, size_t size)
{
	return or_die(realloc(p, size > 0 ? size : 1));
}

char *
xstrdup(const char *s)
{
	return or_die(strdup(s));
}

char *
xstrndup(const char *s, size_t len)
{
	return or_die(strndup(s, len));
}

void
keep_memory(void)
{
#ifdef M_TRIM_THRESHOLD
	mallopt(M_TRIM_THRESHOLD, 64 << 20);
	mallopt(M_MMAP_THRESHOLD, 32 << 20); /* the most there may be */
#endif
}
