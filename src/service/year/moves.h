/* SPDX-License-Identifier: MIT
 * moves.h - people moved from one institution of the town to another, many at once.
 *
 * A person has the institution of the present; where they worked before stands in the history, and
 * the day of the move in the journal.
 */
#ifndef SERVICE_MOVES_H
#define SERVICE_MOVES_H

#include "service/core/view.h"

enum { MOVED_MOST = 500 }; /* people at once */

/* Somebody, and where they worked when it was asked. */
struct move {
	uint64_t person, from;
};

/* All of them work in the institution from that day on, as one operation; or none. ST_REFUSED:
 * the day is still to come, nobody or too many, somebody works there already, or elsewhere by now
 * than when it was asked; ST_NOTFOUND. The sentence names the first. */
enum status people_move(struct session *s, const struct move *moves, size_t count,
    uint64_t organisation, int32_t day, struct error *e);

/* Everybody whom an operation of that kind moved on the days [from, until], by the clock, and that
 * stands; each once, the last move first. */
typedef void moved_fn(void *context, uint64_t person, int32_t day);
void people_moved(const struct view *v, int32_t from, int32_t until, moved_fn *told, void *context);

#endif
