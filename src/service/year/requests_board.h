/* SPDX-License-Identifier: MIT
 * requests_board.h - requests for help as a board: where each stands on a day.
 */
#ifndef SERVICE_REQUESTS_BOARD_H
#define SERVICE_REQUESTS_BOARD_H

#include "service/core/view.h"

/* One that is open may stand in several: what is under way may be overdue. */
enum request_column {
	REQUESTS_UNASSIGNED,
	REQUESTS_UNDER_WAY, /* open and somebody's */
	REQUESTS_OVERDUE,
	REQUESTS_SOON, /* due from the day to a week later */
	REQUESTS_DONE, /* both since the school year of the day began */
	REQUESTS_REFUSED,
	REQUEST_COLUMNS
};
/* "не поручено" */
const char *request_column_word(enum request_column column);

/* The days of a request, DATE_NONE where it has none. */
struct request_days {
	int32_t received, due, done, refused;
};
/* The columns it stands in on a day, as bits 1 << column; 0: in none (not received yet, closed in
 * another school year). */
unsigned request_columns(const struct request_days *days, bool assigned, int32_t on);

struct request_row {
	uint64_t request, assigned; /* 0: nobody's yet */
	struct request_days days;
	unsigned columns;
};

struct requests_board {
	struct request_row *rows; /* by due day, those closed by when they were */
	size_t count, counts[REQUEST_COLUMNS];
};
/* ST_DENIED. Free with requests_board_free in any case. */
enum status
requests_board_read(const struct view *v, int32_t on, struct requests_board *out, struct error *e);
void requests_board_free(struct requests_board *b);

#endif
