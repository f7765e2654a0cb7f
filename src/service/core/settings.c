/* SPDX-License-Identifier: MIT
 * settings.c - what an account has settled for itself, read and written at once.
 */
#include "service/core/settings.h"

#include "db/record/meta.h"

void
settings_get(struct session *s, const char *name, struct buf *out)
{
	struct txn *t = txn_read(s->store);
	struct slice text;

	if (meta_setting(t, s->account.name, name, &text))
		buf_put_slice(out, text);
	txn_abort(t);
}

void
settings_put(struct session *s, const char *name, const char *text)
{
	struct txn *t = txn_write(s->store);

	meta_put_setting(t, s->account.name, name, text);
	txn_commit(t);
}
