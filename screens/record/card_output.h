/* SPDX-License-Identifier: MIT
 * card_output.h - a card on its way out: the paper it stands for, else what it says.
 */
#ifndef SCREENS_CARD_OUTPUT_H
#define SCREENS_CARD_OUTPUT_H

#include "screens/app/output.h"
#include "screens/record/card_lines.h"

struct card_given {
	enum kind kind;
	uint64_t id;
	const char *name;
	const struct card_lines *lines;
	bool present; /* as it is now, not on an earlier day */
};

/* An application, a meeting, an order as its paper; in any case its fields and who refers to it as
 * a table. */
enum status card_give_out(
    const struct card_given *card, struct session *s, struct output *out, struct error *e);

#endif
