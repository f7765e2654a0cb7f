/* SPDX-License-Identifier: MIT
 * people_move.h - people of the list moved to another institution.
 */
#ifndef SCREENS_PEOPLE_MOVE_H
#define SCREENS_PEOPLE_MOVE_H

struct screen;

/* Ask where to and from which day on, and move those marked, else the one under the cursor. */
void people_ask_move(struct screen *sc);

#endif
