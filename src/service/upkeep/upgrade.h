/* SPDX-License-Identifier: MIT
 * upgrade.h - an administrator brings the database to the format of this program.
 */
#ifndef SERVICE_UPGRADE_H
#define SERVICE_UPGRADE_H

#include "db/format.h"
#include "service/core/session.h"

/* What was done; a database that is of the present format already gives no copy. */
struct upgrade {
	struct format from;
	struct buf copy; /* the file with the database as it was before; to be freed */
};

/* Take a copy (before-upgrade-FORMAT-DAY.copy in the folder of the database; never over an older
 * one), then all steps in one transaction with their row in the journal. s is of
 * session_open_any(); it is closed and opened anew before anything else is done with it.
 * Wants PERMIT_UPKEEP. When it fails the database is as it was, and e says so. */
enum status upgrade_database(struct session *s, struct upgrade *out, struct error *e);

/* "База обновлена: формат 1 → 2. ..." in sentences, for whoever shows it. */
void upgrade_put_done(const struct upgrade *u, struct buf *out);

#endif
