/* SPDX-License-Identifier: MIT
 * upgrade.c - the steps from format to format.
 */
#include "db/upgrade.h"

#include "db/record/facts.h"
#include "db/record/journal.h"
#include "db/record/tables.h"

/*
 * From the first format there was to the one before the present. A step leaves the format the next
 * one begins from, the last one format_present; what is derived from records (facts_rebuild and its
 * like) is made anew by the step that changes it. Steps are never changed once they were released:
 * they are how the oldest copy in a drawer is brought up to date.
 */
static const struct step {
	struct format from;
	void (*run)(struct txn *t);
} steps[] = {
    {.from = {.number = 1}, .run = facts_rebuild},
};
enum { STEPS = sizeof(steps) / sizeof(steps[0]) };

static size_t
first_step(const struct format *from)
{
	size_t i = 0;

	while (i < STEPS && !format_equal(&steps[i].from, from))
		i++;
	return i;
}

static void
write_journal(
    struct txn *t, const struct actor *actor, const char *operation, const struct format *from)
{
	struct journal_row row = {
	    .account = actor->account, .via = actor->via, .operation = operation};
	struct buf reason = {0};

	buf_puts(&reason, "формат базы ");
	format_put_name(from, &reason);
	buf_puts(&reason, " → ");
	format_put_name(&format_present, &reason);
	row.reason = buf_text(&reason);
	if (journal_start_row(t, &row))
		journal_write_row(t, &row);
	buf_free(&reason);
}

enum status
upgrade_store(
    struct store *st, const struct actor *actor, const char *operation, struct format *from)
{
	struct txn *t = txn_upgrade(st);
	enum format_age age = format_read(t, from);
	size_t at = first_step(from);

	if (txn_status(t) != ST_OK || age == FORMAT_PRESENT)
		return txn_commit(t);
	if (age != FORMAT_OLDER || at == STEPS) {
		txn_fail(t, age == FORMAT_NEWER ? ST_UPGRADED : ST_OLDER);
		return txn_commit(t);
	}
	for (; at < STEPS; at++)
		steps[at].run(t);
	format_write(t, &format_present);
	write_journal(t, actor, operation, from);
	return txn_commit(t);
}
