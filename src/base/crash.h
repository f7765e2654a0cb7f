/* SPDX-License-Identifier: MIT
 * crash.h - the last words of a program that a signal of its own would end: one sentence, the
 * terminal given back, status 3.
 *
 * LMDB follows the page numbers of its file: bytes that changed by themselves can lead it anywhere,
 * however much was looked at before. Everything here may be done in a handler of signals.
 */
#ifndef BASE_CRASH_H
#define BASE_CRASH_H

#include <termios.h>

/* What is at work and would be the cause; what comes last here is asked first. */
enum crash_cause {
	CRASH_DATABASE, /* a store that is open */
	CRASH_LIBRARY,  /* one that does not look whether memory was there */
	CRASH_CAUSES
};

/* From now on SIGSEGV, SIGBUS, SIGFPE and SIGABRT end the program so, and a library at work
 * (CRASH_LIBRARY) that calls exit(). Behind memory that was refused, that is what is told. Not
 * under a sanitizer, which tells more. */
void crash_watch(void);

/* The sentence for a cause; NULL: it is not at work. The text stays the caller's, and stays. */
void crash_set_words(enum crash_cause cause, const char *words);
/* The same, when these are the words that stand. */
void crash_take_words(enum crash_cause cause, const char *words);

/* What would be said now. */
const char *crash_words(void);

/* The terminal the program has changed: the modes it had, and what is sent to make its screen as it
 * was, of which no more than 255 bytes are kept. bytes NULL: the terminal is as it was. */
void crash_set_terminal(int fd, const struct termios *modes, const char *bytes);

#endif
