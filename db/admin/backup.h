/* SPDX-License-Identifier: MIT
 * backup.h - copies while clerks work, and the way back.
 */
#ifndef DB_BACKUP_H
#define DB_BACKUP_H

#include "db/lmdb/store.h"

/* A compact copy: written to a temporary file beside it, opened and verified, fsynced, renamed. An
 * existing file is refused. */
enum status backup_make(struct store *st, const char *file, struct error *e);

/* Put a backup into dir, which must hold no database. The backup is verified first. */
enum status backup_restore(const char *file, const char *dir, struct error *e);

#endif
