/* SPDX-License-Identifier: MIT
 * reserve.h - the reserve of managers on a day, and what becomes of those in it.
 */
#ifndef SERVICE_RESERVE_H
#define SERVICE_RESERVE_H

#include "base/arena.h"
#include "service/core/view.h"
#include "service/people/deeds.h"

enum reserve_view {
	RESERVE_STANDING, /* no outcome yet, and the last day has not passed */
	RESERVE_EXPIRED,  /* no outcome, though it has */
	RESERVE_OF_APPOINTED,
	RESERVE_OF_EXCLUDED,
	RESERVE_VIEWS
};
/* "В резерве" */
const char *reserve_view_word(enum reserve_view view);

struct reserve_row {
	uint64_t id; /* of the row of `reserve` */
	uint64_t person;
	int32_t from, to;
	enum reserve_view view;
	struct slice order;
};
struct reserve_board {
	struct reserve_row *rows; /* by name, what is over by its day, the last first */
	size_t count, counts[RESERVE_VIEWS];
	struct arena arena;
};
/* ST_DENIED. Free with reserve_board_free in any case. */
enum status
reserve_board_read(const struct view *v, int32_t on, struct reserve_board *out, struct error *e);
void reserve_board_free(struct reserve_board *b);

/* They leave the reserve on the day, appointed or excluded (RESERVE_APPOINTED, RESERVE_EXCLUDED),
 * as one operation. ST_REFUSED: one has an outcome already, or has changed since it was shown. */
enum status reserve_settle(
    struct session *s, struct shown_records rows, uint8_t outcome, int32_t day, struct error *e);

#endif
