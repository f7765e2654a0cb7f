/* SPDX-License-Identifier: MIT
 * typed_ahead.h - keys typed while something long was running, for when it is over.
 */
#ifndef SCREENS_TYPED_AHEAD_H
#define SCREENS_TYPED_AHEAD_H

#include "screens/term/ui.h"

enum { TYPED_AHEAD = 64 };

/* {0} is empty; what does not fit is lost. */
struct typed_ahead {
	struct key keys[TYPED_AHEAD];
	size_t count, next;
};

bool typed_ahead_is_empty(const struct typed_ahead *t);
void typed_ahead_keep(struct typed_ahead *t, const struct key *key);
/* The oldest; false: there is none. */
bool typed_ahead_take(struct typed_ahead *t, struct key *out);

#endif
