/* SPDX-License-Identifier: MIT
 * verify_journal.c - the chain of the journal, and everything that its rows promise.
 */
#include "db/admin/verify_parts.h"

#include <sodium.h>
#include <string.h>

#include "db/record/codec.h"
#include "db/record/key.h"
#include "db/record/meta.h"
#include "db/record/standing.h"

static void
note_promises(struct check *c, const struct journal_row *row)
{
	if (row->stands) {
		c->standing_by = row->sequence;
		memcpy(c->standing, row->standing, JOURNAL_HASH);
	}
	if (row->identifies) {
		c->identity_by = row->sequence;
		memcpy(c->identity, row->identity, JOURNAL_IDENTITY);
	}
}

/* Accounts and rules are what the last operation that changed any has left, and the identity is
 * that of the journal. Formats before promised nothing. */
static void
check_promises(struct check *c, const unsigned char last[JOURNAL_HASH])
{
	unsigned char sum[JOURNAL_HASH], head[JOURNAL_HASH], identity[JOURNAL_IDENTITY];
	struct buf blank = {0};

	standing_sum(c->t, sum);
	if (c->standing_by > 0 && memcmp(sum, c->standing, JOURNAL_HASH) != 0)
		verify_fault(c,
		    "Учётные записи или правила города не те, какими их оставила операция № %llu: "
		    "какая-то из них изменена или пропала.",
		    (unsigned long long)c->standing_by);
	if (meta_blanks_differ(c->t, &blank))
		verify_fault(c, "Правила города: бланк «%s» изменён или пропал.", buf_text(&blank));
	buf_free(&blank);
	if (!journal_identity(c->t, identity) || c->identity_by == 0 ||
	    memcmp(identity, c->identity, JOURNAL_IDENTITY) != 0)
		verify_fault(c, "Опознавательный номер базы не тот, что в журнале.");
	else
		sodium_bin2hex(
		    c->out->identity, sizeof(c->out->identity), identity, sizeof(identity));
	if (!journal_head(c->t, head) || memcmp(head, last, JOURNAL_HASH) != 0)
		verify_fault(c, "Журнал: последняя строка изменена или пропала.");
}

/* The rows of the window: there, readable, each holding the hash of the one before, and each with
 * the images it wrote. previous is the hash the first of them must hold. */
static void
check_rows(struct check *c, unsigned char previous[JOURNAL_HASH])
{
	struct journal_row row;

	for (uint64_t n = c->first; n < c->behind && verify_step(c); n++) {
		if (!journal_get(c->t, n, &row)) {
			verify_fault(c, "Журнал: строка № %llu %s.", (unsigned long long)n,
			    txn_status(c->t) == ST_OK ? "пропала"
						      : "не читается; дальше журнал не проверен");
			continue;
		}
		c->out->operations++;
		if (memcmp(row.previous, previous, JOURNAL_HASH) != 0)
			verify_fault(c,
			    "Журнал: цепочка порвана перед строкой № %llu: строка до неё изменена.",
			    (unsigned long long)n);
		if (memcmp(row.images, c->sums[n - c->first], JOURNAL_HASH) != 0)
			verify_fault(c,
			    "Журнал: записи операции № %llu не те, какими она их записала: "
			    "какая-то из них "
			    "изменена или пропала.",
			    (unsigned long long)n);
		memcpy(previous, row.hash, JOURNAL_HASH);
		note_promises(c, &row);
		journal_row_free(&row);
	}
}

/* The images once more, only for the sums of a later window. */
static void
add_all_images(struct check *c)
{
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		struct cursor *cursor = cursor_open(c->t, table_of((enum kind)kind));

		for (bool more = cursor_first(cursor); more && verify_step(c);
		     more = cursor_next(cursor))
			verify_add_image(c, (enum kind)kind, key_id(cursor_key(cursor)),
			    codec_stamp(cursor_value(cursor)), cursor_value(cursor));
		cursor_close(cursor);
	}
	struct cursor *cursor = cursor_open(c->t, TABLE_HISTORY);
	for (bool more = cursor_first(cursor); more && verify_step(c); more = cursor_next(cursor)) {
		uint64_t id, stamp;
		enum kind kind;

		if (key_read_history(cursor_key(cursor), &kind, &id, &stamp))
			verify_add_image(c, kind, id, stamp, cursor_value(cursor));
	}
	cursor_close(cursor);
}

void
verify_open_window(struct check *c, uint64_t first)
{
	c->first = first;
	c->behind = c->last < first + VERIFY_WINDOW ? c->last + 1 : first + VERIFY_WINDOW;
	memset(c->sums, 0, (size_t)(c->behind - c->first) * sizeof(*c->sums));
}

void
verify_journal(struct check *c)
{
	unsigned char previous[JOURNAL_HASH] = {0};

	check_rows(c, previous);
	while (c->behind <= c->last && !c->stopped && txn_status(c->t) == ST_OK) {
		verify_open_window(c, c->behind);
		add_all_images(c);
		check_rows(c, previous);
	}
	if (!c->out->older && c->last > 0 && !c->stopped)
		check_promises(c, previous);
	sodium_bin2hex(c->out->chain_head, sizeof(c->out->chain_head), previous, JOURNAL_HASH);
}
