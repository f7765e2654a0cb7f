/* SPDX-License-Identifier: MIT
 * moved.h - the data file has gone from under an open session.
 */
#ifndef SERVICE_MOVED_H
#define SERVICE_MOVED_H

#include "service/core/session.h"

/* Is the data file still the one that was opened (store_in_place)? */
bool moved_away(const struct session *s);

/* Put what was typed into the state folder and say in e what happened and where it lies. Returns
 * ST_MOVED. */
enum status moved_tell(struct session *s, struct error *e);

#endif
