/* SPDX-License-Identifier: MIT
 * bank.h - the bank of materials (inside the room): what it shows, and what is done with the
 * material under the cursor.
 */
#ifndef SCREENS_BANK_H
#define SCREENS_BANK_H

#include "screens/record/board.h"
#include "screens/app/place_args.h"
#include "service/year/bank.h"

struct bank_screen {
	/* first; its rows are of struct bank_row, its views of enum bank_view */
	struct board board;
	size_t counts[BANK_VIEWS];
};

/* bank_ask.c: what is asked about the material, and what came of it. */
void bank_do_offer(struct screen *sc, const void *row);
void bank_ask_expert(struct screen *sc, const void *row);
void bank_ask_verdict(struct screen *sc, const void *row);

#endif
