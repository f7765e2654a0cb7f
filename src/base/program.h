/* SPDX-License-Identifier: MIT
 * program.h - another program of this machine, given bytes as its input and waited for: what
 * prints, what sends letters, what fetches.
 */
#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H

#include "base/buf.h"

/* How it ended. */
struct program_end {
	int error;       /* errno of why it did not start; 0: it did */
	bool stopped;    /* it took too long, and was killed with all it had started */
	int code;        /* its exit status; -1: a signal ended it */
	struct buf said; /* the beginning of what it wrote, on one line; the caller frees it */
};

/* Run argv[0], found in PATH unless it is a path, with these bytes as its standard input, for at
 * most `waits` milliseconds. It has a session of its own, so that it can ask nothing on the
 * terminal, and no shell is between. */
void program_run(const char *const *argv, struct slice input, int waits, struct program_end *end);

/* The same without input, with what it writes to its standard output in a file, from the file's
 * beginning; `said` is of its standard error alone. */
void program_fetch(const char *const *argv, int out, int waits, struct program_end *end);

/* It started, and its exit status is 0. */
bool program_went_well(const struct program_end *end);

#endif
