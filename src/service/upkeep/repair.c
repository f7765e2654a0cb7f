/* SPDX-License-Identifier: MIT
 * repair.c - what is derived from the records, made anew by an administrator.
 */
#include "service/upkeep/repair.h"

#include "service/core/operations.h"

enum status
repair_database(struct session *s, const struct verify_report *found, struct error *e)
{
	enum status st = session_require(s, PERMIT_UPKEEP, e);
	struct buf reason = {0};

	if (st != ST_OK)
		return st;
	repair_put_faults(found, &reason);
	st = repair_store(s->store, &s->actor, OPERATION_REPAIR, buf_text(&reason));
	if (st != ST_OK)
		store_not_done(s->store, st, e, "ничего не починено и не записано");
	buf_free(&reason);
	return st;
}
