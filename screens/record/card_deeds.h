/* SPDX-License-Identifier: MIT
 * card_deeds.h - what is done from a card with questions of its own.
 */
#ifndef SCREENS_CARD_DEEDS_H
#define SCREENS_CARD_DEEDS_H

#include "model/entity.h"
#include "screens/app/app.h"

/* Ask what to enter about a person, and open the form of it. */
void card_ask_about(struct app *app, uint64_t person);

/* Ask whether the record shall be as it was with the operation `stamp` (0: none was chosen, which
 * is said), naming the fields that will change, and do it. */
void card_ask_restore(struct app *app, enum kind kind, uint64_t id, uint64_t stamp);

/* The mailings that went to the record's address, or that there are none. */
void card_show_letters(struct app *app, enum kind kind, uint64_t id);

/* The entries behind a number of a member's activity; direction: its place from 1, 0: all. */
void card_show_entries(struct app *app, uint64_t person, size_t direction);

#endif
