/* SPDX-License-Identifier: MIT
 * import_map.h - what a school calls its columns: lines "their header = our id".
 */
#ifndef EXCHANGE_IMPORT_MAP_H
#define EXCHANGE_IMPORT_MAP_H

#include "base/buf.h"
#include "base/status.h"
#include "model/profile/profile.h"

struct import_map {
	const char *name; /* of the file, for messages */
	struct buf text;  /* UTF-8 */
};

/* Check it against the kinds that are imported: every line is empty, begins with #, or has a
 * header, = and a column of one of the kinds; no header twice. ST_INVALID with the line named. */
enum status import_map_check(const struct import_map *m, const struct profile *profile,
    const enum kind *kinds, size_t count, struct error *e);

/* Our column for their header (case and runs of blanks ignored); false when it is not there. m may
 * be NULL. *column is borrowed from the map. */
bool import_map_find(const struct import_map *m, struct slice header, struct slice *column);

#endif
