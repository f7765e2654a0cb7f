/* SPDX-License-Identifier: MIT
 * log.h - what has been said in the message line: the newest LOG_KEPT sentences.
 */
#ifndef SCREENS_LOG_H
#define SCREENS_LOG_H

#include <stddef.h>
#include <stdint.h>

enum message { MESSAGE_INFO, MESSAGE_WARNING, MESSAGE_ERROR };

struct message_row {
	int64_t time; /* seconds since 1970 */
	enum message kind;
	const char *text;
};

enum { LOG_KEPT = 500 };

struct log {
	struct log_entry {
		int64_t time;
		enum message kind;
		char *text;
	} entries[LOG_KEPT]; /* a ring */
	size_t first, count;
};

void log_add(struct log *l, enum message kind, const char *text);
struct message_row log_row(const struct log *l, size_t i); /* 0 is the oldest */
void log_free(struct log *l);

#endif
