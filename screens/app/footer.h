/* SPDX-License-Identifier: MIT
 * footer.h - the row of keys at the bottom, made of the action tables.
 */
#ifndef SCREENS_FOOTER_H
#define SCREENS_FOOTER_H

#include "screens/widget/action.h"

enum { FOOTER_MAX = 24 };

struct footer {
	const struct action *items[FOOTER_MAX];
	size_t count;
	const struct action *own;
	bool in_text;
};

/* Choose what fits in the columns: F1, F10 and F9 always, then the screen's own actions in the
 * order of their table (the most used first), then F5; set in the order F1..F8, other keys, F9,
 * F10. `permits`: bits of enum permit the account has. in_text: what only a letter or a mark does
 * is not offered while these are text. */
void footer_choose(
    struct footer *f, const struct action *own, unsigned permits, bool in_text, int columns);

/* Append the key an item is shown with; false when none of its keys works here. */
bool footer_put_key(const struct footer *f, const struct action *a, struct buf *out);

/* Columns an item takes, the blank behind it not counted; 0: none of its keys works here. */
int footer_width(const struct footer *f, const struct action *a);

void footer_draw(const struct footer *f, struct ui *ui, int row);

#endif
