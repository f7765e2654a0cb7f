/* SPDX-License-Identifier: MIT
 * taken.c - rows of the journal for what leaves the register.
 */
#include "service/core/taken.h"

/* The disk's fault, and not the database's state. */
static bool
is_shortage(enum status st)
{
	return st == ST_FULL || st == ST_NOSPACE || st == ST_SYSTEM;
}

enum status
taken_note(struct session *s, const char *operation, const char *what, struct error *e)
{
	enum status st = session_note(s, operation, what, e);

	if (is_shortage(st))
		st = e->status = ST_REFUSED;
	return st;
}

enum status
taken_note_copy(struct session *s, const char *what, bool *unnoted, struct error *e)
{
	bool owner = visitor_owns(store_dir(s->store));
	enum status st;

	*unnoted = s->older && owner;
	if (s->older)
		return owner ? ST_OK
			     : error_set(e, ST_OLDER,
				   "база записана прежней версией программы, и записать в её "
				   "журнал, что сделана копия, нельзя: копию сделает владелец "
				   "папки базы, или сначала metodaktiv upgrade");
	st = taken_note(s, OPERATION_EXPORT, what, e);
	*unnoted = st != ST_OK && owner;
	return *unnoted ? ST_OK : st;
}
