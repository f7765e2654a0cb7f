/* SPDX-License-Identifier: MIT
 * log.c - what has been said in the message line.
 */
#include "screens/app/log.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/die.h"

void
log_add(struct log *l, enum message kind, const char *text)
{
	struct log_entry *entry = &l->entries[(l->first + l->count) % LOG_KEPT];

	if (l->count == LOG_KEPT) {
		free(entry->text);
		l->first = (l->first + 1) % LOG_KEPT;
	} else {
		l->count++;
	}
	*entry = (struct log_entry){.time = clock_now(), .kind = kind, .text = xstrdup(text)};
}

struct message_row
log_row(const struct log *l, size_t i)
{
	const struct log_entry *entry = &l->entries[(l->first + i) % LOG_KEPT];

	return (struct message_row){.time = entry->time, .kind = entry->kind, .text = entry->text};
}

void
log_free(struct log *l)
{
	for (size_t i = 0; i < l->count; i++)
		free(l->entries[(l->first + i) % LOG_KEPT].text);
	*l = (struct log){.count = 0};
}
