/* SPDX-License-Identifier: MIT
 * repair.c - what is derived from records, made anew.
 */
#include "db/admin/repair.h"

#include "db/record/journal.h"
#include "db/record/rebuild.h"

enum status
repair_store(struct store *st, const struct actor *actor, const char *operation, const char *reason)
{
	struct txn *t = txn_write(st);
	struct journal_row row = {.operation = operation, .reason = reason};

	journal_sign_row(&row, actor);
	derived_rebuild(t);
	if (txn_status(t) == ST_OK && journal_start_row(t, &row))
		journal_write_row(t, &row);
	return txn_commit(t);
}

void
repair_put_faults(const struct verify_report *r, struct buf *b)
{
	static const char *const names[VERIFY_PARTS] = {
	    [VERIFY_INDEX] = "указатели",
	    [VERIFY_SEARCH] = "поиск",
	    [VERIFY_COLUMNS] = "столбцы",
	    [VERIFY_COUNTERS] = "счётчики номеров",
	};
	const char *comma = "";

	for (int part = 0; part < VERIFY_PARTS; part++) {
		if (names[part] == NULL || r->faults_of[part] == 0)
			continue;
		buf_printf(
		    b, "%s%s: %llu", comma, names[part], (unsigned long long)r->faults_of[part]);
		comma = ", ";
	}
}
