/* SPDX-License-Identifier: MIT
 * log.h - what has been said in the message line: the newest LOG_KEPT sentences.
 */
#ifndef SCREENS_LOG_H
#define SCREENS_LOG_H

#include "screens/app/app.h"

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
