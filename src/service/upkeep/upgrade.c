/* SPDX-License-Identifier: MIT
 * upgrade.c - a copy first, then the steps.
 */
#include "service/upkeep/upgrade.h"

#include "base/clock.h"
#include "base/date.h"
#include "db/admin/backup.h"
#include "db/upgrade.h"
#include "service/core/operations.h"
#include "service/upkeep/copies.h"

/* A second one of a day has a number: what an upgrade that was cut has left is a good copy, too. */
static void
put_copy_name(struct buf *out, const char *dir, uint32_t format)
{
	buf_printf(out, "%s/before-upgrade-%u-", dir, format);
	date_put_iso(out, clock_today());
	copies_put_free(out);
}

static bool
is_present(struct session *s, struct upgrade *out)
{
	struct txn *t = txn_read(s->store);
	enum format_age age = format_read(t, &out->from);

	txn_abort(t);
	return age == FORMAT_PRESENT;
}

enum status
upgrade_database(struct session *s, struct upgrade *out, struct error *e)
{
	enum status st = session_require(s, PERMIT_UPKEEP, e);

	*out = (struct upgrade){0};
	if (st != ST_OK || is_present(s, out))
		return st;
	put_copy_name(&out->copy, store_dir(s->store), out->from.number);
	st = backup_make(s->store, buf_text(&out->copy), NULL, NULL, e);
	if (st != ST_OK)
		return st;
	st = upgrade_store(s->store, &s->actor, OPERATION_UPGRADE, &out->from);
	return st == ST_OK
	    ? ST_OK
	    : store_not_done(s->store, st, e, "база не обновлена и осталась прежней");
}

void
upgrade_put_done(const struct upgrade *u, struct buf *out)
{
	if (u->copy.len == 0) {
		buf_printf(out, "Обновлять нечего: база уже в формате этой программы (%u).",
		    format_present.number);
		return;
	}
	buf_puts(out, "База обновлена: формат ");
	format_put_name(&u->from, out);
	buf_puts(out, " → ");
	format_put_name(&format_present, out);
	buf_printf(out,
	    ". Прежняя база осталась в копии %s. Тем, у кого открыта прежняя программа, нужно "
	    "выйти и войти снова.",
	    buf_text(&u->copy));
}
