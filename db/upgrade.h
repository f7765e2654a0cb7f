/* SPDX-License-Identifier: MIT
 * upgrade.h - how a database of an older format becomes one of the present.
 *
 * Nothing else changes a format: who opens an older database to work is sent to the administrator.
 */
#ifndef DB_UPGRADE_H
#define DB_UPGRADE_H

#include "db/format.h"
#include "db/record/change.h"

/* Take all steps from the database's format to the present one, with their row in the journal, in
 * one transaction; st was opened by db_open_any(). *from is the format found; one that is present
 * already is left as it is. After an error st is good for nothing but closing.
 * ST_OLDER: there is no step from this format; else errors of a transaction. */
enum status upgrade_store(
    struct store *st, const struct actor *actor, const char *operation, struct format *from);

#endif
