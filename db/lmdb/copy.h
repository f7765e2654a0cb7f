/* SPDX-License-Identifier: MIT
 * copy.h - the database as it is now, in a file of its own.
 */
#ifndef DB_COPY_H
#define DB_COPY_H

#include "db/lmdb/store.h"

/* A consistent copy into a new file, synced. The file must not exist (ST_REFUSED); nothing is left
 * of one that fails. */
enum status store_copy(struct store *st, const char *file, struct error *e);

#endif
