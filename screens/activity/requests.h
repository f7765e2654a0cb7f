/* SPDX-License-Identifier: MIT
 * requests.h - the board of requests for help (inside the room): what it shows, and what is done
 * with the request under the cursor.
 */
#ifndef SCREENS_REQUESTS_H
#define SCREENS_REQUESTS_H

#include "screens/record/board.h"
#include "screens/app/place_args.h"
#include "service/year/requests_board.h"

struct requests_screen {
	/* first; its rows are of struct request_row, its views of enum request_column */
	struct board board;
	size_t counts[REQUEST_COLUMNS];
	size_t in_time; /* of those done */
};

/* request_ask.c: what is asked about the request, and what came of it. */
void request_ask_helper(struct screen *sc, const void *row);
void request_ask_done(struct screen *sc, const void *row);
void request_ask_refused(struct screen *sc, const void *row);

#endif
