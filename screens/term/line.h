/* SPDX-License-Identifier: MIT
 * line.h - the line to the terminal: its modes and size, what goes out, what comes in, its end.
 *
 * Nothing here ever waits for the terminal to take bytes but line_close(), and that not for long:
 * what it does not take at once is kept and sent when it has room. Signals come in only while
 * something is waited for or asked here, so that no work is ever interrupted.
 */
#ifndef SCREENS_LINE_H
#define SCREENS_LINE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"

enum { LINE_LAST_WORDS = 200 }; /* ms line_close() gives a terminal that takes nothing */

struct line;

/* Take the terminal of these two descriptors, which stay the caller's: bytes come as they are
 * typed, unseen and unchanged; SIGHUP, SIGTERM, SIGINT and SIGWINCH are looked for, what would stop
 * the program is ignored. NULL: one of the two is no terminal. */
struct line *line_open(int in, int out);

/* Send what is left, as far as it goes in LINE_LAST_WORDS, and give the terminal back as it was.
 * NULL is fine. */
void line_close(struct line *l);

/* What is sent besides, should a signal end the program before line_close() (base/crash.h). */
void line_guard(const struct line *l, const char *bytes);

/* Rows and columns; false when the terminal does not know. */
bool line_size(const struct line *l, int *rows, int *columns);

/* Put bytes behind those that wait to be sent. */
void line_put(struct line *l, const void *bytes, size_t n);
/* Send in one write(2) what the terminal takes of them; true when nothing is left. */
bool line_push(struct line *l);

/* What is known of the line; asking lets waiting signals in. */
bool line_is_closed(struct line *l);   /* hung up, or the program shall end: nothing follows */
bool line_was_resized(struct line *l); /* since it was asked last */
bool line_has_input(const struct line *l);

/* Wait at most that long (ms; -1: for ever) for input, a signal, or, when bytes wait, for the
 * terminal to take the last of them. */
void line_wait(struct line *l, int64_t milliseconds);

/* Take what has been typed; 0 when nothing has, or the line is closed. */
size_t line_take(struct line *l, char *bytes, size_t room);

#endif
