/* SPDX-License-Identifier: MIT
 * key_told.h - what is said of keys that mean nothing, and the trace of all.
 */
#ifndef SCREENS_KEY_TOLD_H
#define SCREENS_KEY_TOLD_H

#include "screens/widget/action.h"

/* Keys that mean nothing on any screen, and why; false: another key. */
bool key_is_refused(const struct key *key, bool in_text, struct buf *why);

/* The screen knows it not. */
void key_put_unknown(const struct key *key, struct buf *out);

/* A line of METODAKTIV_TRACE (base/trace.h). */
void key_trace(const struct key *key);

#endif
