/* SPDX-License-Identifier: MIT
 * key_told.h - what is said of keys that mean nothing, and the trace of all.
 */
#ifndef SCREENS_KEY_TOLD_H
#define SCREENS_KEY_TOLD_H

#include "screens/app/app.h"

/* Keys that mean nothing on any screen, which is said; false: another key. */
bool key_refused(struct app *app, const struct key *key, bool in_text);

/* The screen knows it not. */
void key_say_unknown(struct app *app, const struct key *key);

/* A line of METODAKTIV_TRACE (base/trace.h). */
void key_trace(const struct key *key);

#endif
