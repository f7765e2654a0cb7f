/* SPDX-License-Identifier: MIT
 * changes.c - what has been seen of the changes in the database.
 */
#include "service/core/changes.h"

#include "base/clock.h"
#include "db/record/journal.h"
#include "service/core/account_keys.h"

/* A key that is none of the account's now was one before: sshd may take others' word for one, too.
 */
static void
look_at_key(struct session *s, struct txn *t)
{
	const char *fingerprint = s->visitor.fingerprint;
	bool has = *fingerprint != '\0' && account_has_fingerprint(t, s->account.name, fingerprint);

	if (s->by_key && !has && txn_status(t) == ST_OK)
		s->ended = SESSION_KEY_REMOVED;
	s->by_key = has;
}

/* The role and the name to be shown, as they are now; no role: disabled, removed or unknown. */
static void
look_at_account(struct session *s, struct txn *t)
{
	struct account now;
	bool known = account_get(t, s->account.name, &now);

	if (txn_status(t) != ST_OK)
		return;
	s->role = known && !now.disabled ? role_find(now.role) : NULL;
	look_at_key(s, t);
	if (!known)
		s->ended = SESSION_REMOVED;
	else if (now.disabled)
		s->ended = SESSION_DISABLED;
	if (known)
		s->account = now; /* the name stays: it was looked up by it */
}

/* Something was committed: was it a change? */
static void
look(struct session *s)
{
	struct txn *t = txn_read(s->store);
	uint64_t changes = journal_changes(t);
	bool changed = changes != s->seen.changes;

	if (changed)
		look_at_account(s, t);
	if (txn_status(t) == ST_OK) {
		s->seen.version = txn_version(t);
		s->seen.changes = changes;
		s->seen.number += changed;
	}
	txn_abort(t);
}

uint64_t
changes_number(struct session *s)
{
	int32_t today = clock_today();

	if (today != s->seen.day)
		s->seen.number++;
	s->seen.day = today;
	if (store_version(s->store) != s->seen.version)
		look(s);
	return s->seen.number;
}

bool
changes_permit(const struct session *s, enum permit permit)
{
	return s->role != NULL && (s->role->permits & (unsigned)permit) != 0;
}

const char *
changes_why_ended(const struct session *s)
{
	static const char *const why[] = {
	    [SESSION_REMOVED] = "вашу учётную запись удалили",
	    [SESSION_DISABLED] = "вашу учётную запись отключили",
	    [SESSION_KEY_REMOVED] = "ключ SSH, по которому вы вошли, удалили",
	};

	return why[s->ended];
}
