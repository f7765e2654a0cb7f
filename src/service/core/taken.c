/* SPDX-License-Identifier: MIT
 * taken.c - rows of the journal for what leaves the register.
 */
#include "service/core/taken.h"

#include <sodium.h>
#include <string.h>

#include "db/record/journal.h"

enum { DIGEST = 32 };
/* Between what was taken and the digest of its file. */
#define DIGEST_MARK "отпечаток "

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

void
taken_put_digest(struct buf *out, struct slice bytes)
{
	unsigned char digest[DIGEST];
	char hex[2 * DIGEST + 1];

	crypto_generichash(digest, DIGEST, bytes.data, bytes.len, NULL, 0);
	buf_puts(out, sodium_bin2hex(hex, sizeof(hex), digest, DIGEST));
}

void
taken_put_file(struct buf *out, const char *what, struct slice bytes)
{
	buf_printf(out, "%s%s" DIGEST_MARK, what, *what != '\0' ? ", " : "");
	taken_put_digest(out, bytes);
}

enum status
taken_note_file(
    struct session *s, const char *operation, const char *what, struct slice bytes, struct error *e)
{
	struct buf text = {0};
	enum status st;

	taken_put_file(&text, what, bytes);
	st = taken_note(s, operation, buf_text(&text), e);
	buf_free(&text);
	return st;
}

/* Rows that may tell of a file: the reason of others is somebody's own words. */
static bool
tells_of_files(struct txn *t, uint64_t sequence)
{
	static const char *const operations[] = {OPERATION_PAPER, OPERATION_PUBLISH};
	struct buf operation = {0};
	bool tells = false;

	if (journal_operation(t, sequence, &operation))
		for (size_t i = 0; i < sizeof(operations) / sizeof(operations[0]) && !tells; i++)
			tells = strcmp(buf_text(&operation), operations[i]) == 0;
	buf_free(&operation);
	return tells;
}

/* Does the row end with that mark and digest? Then what stands before it. */
static bool
row_is_of(struct txn *t, uint64_t sequence, struct slice ending, struct buf *what)
{
	struct journal_row row;
	size_t len;
	bool is;

	if (!journal_get(t, sequence, &row))
		return false;
	len = strlen(row.reason);
	is = len >= ending.len &&
	    slice_equal(slice_make(row.reason + len - ending.len, ending.len), ending);
	if (is && len > ending.len + strlen(", "))
		buf_put(what, row.reason, len - ending.len - strlen(", "));
	journal_row_free(&row);
	return is;
}

uint64_t
taken_find_file(struct txn *t, struct slice bytes, struct buf *what)
{
	struct buf ending = {0};
	uint64_t sequence = journal_last(t);

	taken_put_file(&ending, "", bytes);
	while (sequence > 0 &&
	    !(tells_of_files(t, sequence) && row_is_of(t, sequence, buf_slice(&ending), what)))
		sequence--;
	buf_free(&ending);
	return sequence;
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
