/* SPDX-License-Identifier: MIT
 * open.h - a database of records: made, or opened as this program needs it.
 */
#ifndef DB_OPEN_H
#define DB_OPEN_H

#include "db/lmdb/store.h"

/* Make a new database in dir with what fill (may be NULL) puts there, whole or not at all: errors
 * as of store_create(). */
enum status
db_create(struct store **out, const char *dir, store_fill *fill, void *context, struct error *e);

/* Open the database in dir to work with it. Errors as of store_open(); ST_FOREIGN: it is another
 * program's, ST_NEWER: this program is too old for it, ST_OLDER: it has to be upgraded first. */
enum status db_open(struct store **out, const char *dir, struct error *e);

/* The same for those that an older format does not stop (upgrade, copy, verify, stat): nothing is
 * made in it, and what it lacks is empty. It can be written to once it is of the present format. */
enum status db_open_any(struct store **out, const char *dir, struct error *e);

#endif
