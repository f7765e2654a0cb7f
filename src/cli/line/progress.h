/* SPDX-License-Identifier: MIT
 * progress.h - long work at a terminal: how far, how fast, and Ctrl-C.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
	int64_t begun, told; /* clock_monotonic() */
	bool line;           /* there is one on the terminal */
};

/* From now on Ctrl-C and SIGTERM only ask for an end; progress_stopped() tells. */
void progress_begin(struct progress *p);
bool progress_stopped(void);

/* One line on standard error, where that is a terminal, a few times a second: "people.csv: 12000,
 * 45 %, 30000 в секунду". total 0: unknown. */
void progress_tell(struct progress *p, const char *name, size_t count, size_t done, size_t total);

/* The same line in these words, at once. */
void progress_say(struct progress *p, const char *text);

/* Take the line away and let Ctrl-C end the program again. */
void progress_end(struct progress *p);

#endif
