/* SPDX-License-Identifier: MIT
 * shell_words.h - one line split into words as a POSIX shell splits it, and nothing else of a
 * shell: no variable, no pattern, no command is put in anybody's place.
 */
#ifndef CLI_SHELL_WORDS_H
#define CLI_SHELL_WORDS_H

#include "base/buf.h"
#include "base/status.h"

/* {0} has none. */
struct shell_words {
	char **word; /* count of them, then NULL: as argv */
	size_t count;
};

/* Blanks part words; '…' holds everything, "…" everything but a backslash before one of $ ` " \ or
 * the end of a line, and a backslash outside holds the next byte. ST_USAGE: a quote is not closed,
 * or nothing follows the last backslash. ST_DENIED: one of ; & | < > ( ) outside of quotes, behind
 * which a shell would begin something else. shell_words_free in any case. */
enum status shell_words_split(struct shell_words *out, const char *line, struct error *e);
void shell_words_free(struct shell_words *words);

#endif
