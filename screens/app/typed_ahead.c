/* SPDX-License-Identifier: MIT
 * typed_ahead.c - keys kept in their order.
 */
#include "screens/app/typed_ahead.h"

bool
typed_ahead_is_empty(const struct typed_ahead *t)
{
	return t->next == t->count;
}

void
typed_ahead_keep(struct typed_ahead *t, const struct key *key)
{
	if (t->count < TYPED_AHEAD)
		t->keys[t->count++] = *key;
}

bool
typed_ahead_take(struct typed_ahead *t, struct key *out)
{
	if (typed_ahead_is_empty(t))
		return false;
	*out = t->keys[t->next++];
	if (typed_ahead_is_empty(t))
		t->next = t->count = 0;
	return true;
}
