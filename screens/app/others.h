/* SPDX-License-Identifier: MIT
 * others.h - who else is here, as it was read last.
 */
#ifndef SCREENS_OTHERS_H
#define SCREENS_OTHERS_H

#include "service/core/session.h"

struct others {
	struct present *all;
	size_t count;
	int64_t looked, read; /* clock_monotonic() */
	int64_t stamp;        /* presence_stamp() as they were read */
	struct buf note; /* "Эту запись правит …" of the record that is seen */
};

/* It is time to look again: some seconds have gone by. */
bool others_are_due(const struct others *o);
/* Read who is here, unless nobody can have told anything since; true: it is another company than
 * before. */
bool others_read(struct others *o, const struct session *s);
/* Nobody need be read now: as if they had been. */
void others_skip(struct others *o);
/* The note is of that record (id 0: of none); true: it is another than before. */
bool others_note(struct others *o, enum kind kind, uint64_t id);
void others_free(struct others *o);

#endif
