/* SPDX-License-Identifier: MIT
 * place_args.c - the places most often led to.
 */
#include "screens/app/place_args.h"

void
open_card(struct screen *sc, enum kind kind, uint64_t id)
{
	place_open(
	    screen_app(sc), PLACE_CARD, NO_QUESTION, &(struct card_args){.kind = kind, .id = id});
}

void
open_form(struct screen *sc, enum kind kind, uint64_t id)
{
	place_open(
	    screen_app(sc), PLACE_ENTRY, NO_QUESTION, &(struct entry_args){.kind = kind, .id = id});
}
