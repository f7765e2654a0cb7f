/* SPDX-License-Identifier: MIT
 * repair.h - an administrator has what is derived from the records made anew.
 */
#ifndef SERVICE_REPAIR_H
#define SERVICE_REPAIR_H

#include "db/admin/repair.h"
#include "service/core/session.h"

/* Mend what verify_store() has found, of which verify_can_be_repaired(); verify again afterwards.
 * The journal's row says what was mended. Wants PERMIT_UPKEEP. When it fails nothing was written.
 */
enum status repair_database(struct session *s, const struct verify_report *found, struct error *e);

#endif
