/* SPDX-License-Identifier: MIT
 * open.h - a database of records: made, or opened as this program needs it.
 *
 * It tells that it is ours by rows of TABLE_META: "format"; "schema", a number (4 bytes,
 * big-endian); "features", two sets of bits (8 bytes each): what a program must know to read the
 * database, and what to write to it.
 */
#ifndef DB_OPEN_H
#define DB_OPEN_H

#include "db/lmdb/store.h"

/* Make a new, empty database in dir: errors as of store_create(). */
enum status db_create(struct store **out, const char *dir, struct error *e);

/* Open the database in dir; what an older program did not keep is made. Errors as of store_open();
 * ST_FOREIGN: it is another program's, ST_NEWER: this program is too old for it. */
enum status db_open(struct store **out, const char *dir, struct error *e);

#endif
