/* SPDX-License-Identifier: MIT
 * source_destruction.c - what an operation "forget" has destroyed: the journal and the tombstones
 * tell how much, nothing tells what it said.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "db/record/account.h"
#include "db/record/history.h"
#include "db/record/journal.h"
#include "document/source.h"
#include "service/core/operations.h"

struct counting {
	struct txn *txn;
	int64_t records[KIND_COUNT], states[KIND_COUNT];
	int64_t cleared; /* of others, that lost the name */
};

/* A record that is no more was destroyed with every image it had before its tombstone, the last it
 * will ever have: what was destroyed later by another operation ends with that one's. */
static void
count(void *context, enum kind kind, uint64_t id, uint64_t stamp)
{
	struct counting *c = context;
	struct record *r = record_new(kind);
	bool deleted = false;
	uint64_t *stamps;
	size_t images = history_stamps(c->txn, kind, id, &stamps);

	history_get(c->txn, id, stamp, r, &deleted);
	if (deleted && images > 0 && stamps[images - 1] == stamp) {
		c->records[kind]++;
		c->states[kind] += (int64_t)images - 1;
	} else {
		c->cleared++;
	}
	free(stamps);
	record_free(r);
}

/* "Фамилия, Имя, Отчество" */
static void
put_labels(const struct profile *town, enum kind kind, struct buf *out)
{
	size_t n;
	const struct field *const *fields = profile_fields(town, kind, &n);

	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s%s", i > 0 ? ", " : "", profile_label(town, kind, fields[i]));
}

static void
tell_tables(struct fact_row *root, const struct paper_question *q, const struct counting *c)
{
	struct buf labels = {0};
	int64_t sum = 0;

	for (enum kind k = 0; k < KIND_COUNT; k++) {
		struct fact_row *row;

		if (c->records[k] == 0)
			continue;
		row = fact_add(root, "rows");
		fact_text(row, "table", entity_of(k)->many);
		put_labels(q->src->view.session->profile, k, &labels);
		fact_buf(row, "fields", &labels);
		fact_number(row, "count", c->records[k]);
		fact_number(row, "states", c->states[k]);
		sum += c->records[k];
	}
	fact_number(root, "records", sum);
	fact_number(root, "cleared", c->cleared);
	buf_free(&labels);
}

static void
tell_row(struct fact_row *root, struct txn *txn, const struct journal_row *row)
{
	char hash[2 * JOURNAL_HASH + 1];
	struct account account;
	struct buf time = {0};

	fact_number(root, "operation", (int64_t)row->sequence);
	fact_day(root, "date", clock_date_of(row->time));
	clock_put_russian(&time, row->time);
	fact_buf(root, "time", &time);
	fact_text(root, "account", row->account);
	if (account_get(txn, row->account, &account))
		fact_text(root, "executor", account.full_name);
	fact_text(root, "reason", row->reason);
	fact_text(root, "hash", sodium_bin2hex(hash, sizeof(hash), row->hash, JOURNAL_HASH));
	buf_free(&time);
}

static enum status
refuse(const struct journal_row *row, struct error *e)
{
	return error_set(e, ST_REFUSED,
	    "операция № %llu ничего не уничтожала: это «%s»; акт составляется об операции "
	    "«%s», её номер виден в log",
	    (unsigned long long)row->sequence, operation_word(row->operation),
	    operation_word(OPERATION_FORGET));
}

enum status
source_destruction(struct facts *f, const struct paper_question *q)
{
	struct counting c = {.txn = q->src->view.txn};
	uint64_t operation = q->call->record;
	enum status st = ST_OK;
	struct journal_row row;

	if (!journal_get(c.txn, operation, &row))
		return error_set(q->e, ST_NOTFOUND, "операции № %llu в журнале нет",
		    (unsigned long long)operation);
	if (strcmp(row.operation, OPERATION_FORGET) != 0) {
		st = refuse(&row, q->e);
	} else {
		history_of_operation(c.txn, operation, count, &c);
		tell_row(f->root, c.txn, &row);
		tell_tables(f->root, q, &c);
		f->operation = operation;
	}
	journal_row_free(&row);
	return st;
}
