/* SPDX-License-Identifier: MIT
 * others.h - who else is here: told to them what is before us, and kept of them what was read last.
 */
#ifndef SCREENS_OTHERS_H
#define SCREENS_OTHERS_H

#include "base/buf.h"
#include "service/core/presence.h"

struct app;

struct others {
	struct present *all;
	size_t count;
	int64_t looked;
	struct buf note; /* "Эту запись правит …" of the record that is seen */
};

/* Tell what is before us; written when it is something else than before. */
void others_tell(struct app *app);
/* Some seconds after the last time, or now, look who is here, where a screen that shows it is seen.
 */
void others_look(struct app *app, bool now);
void others_free(struct others *o);

#endif
