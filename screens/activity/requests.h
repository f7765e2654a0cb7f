/* SPDX-License-Identifier: MIT
 * requests.h - the board of requests for help (inside the room): what it shows, and what is done
 * with the request under the cursor.
 */
#ifndef SCREENS_REQUESTS_H
#define SCREENS_REQUESTS_H

#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "service/year/requests_board.h"

struct requests_screen {
	struct list_state base; /* first: list_screen.h; its rows are of struct request_row */
	enum request_column column;
	uint64_t sought; /* the request the cursor is to stand on; 0: none */
	size_t counts[REQUEST_COLUMNS];
	size_t in_time; /* of those done */
};

/* request_ask.c: what is asked about the request, and what came of it. */
void request_ask_helper(struct screen *sc, const void *row);
void request_ask_done(struct screen *sc, const void *row);
void request_ask_refused(struct screen *sc, const void *row);

#endif
