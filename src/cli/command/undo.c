/* SPDX-License-Identifier: MIT
 * undo.c - metodaktiv undo: take back one's own last operation, or any by its number.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "cli/command/command.h"
#include "cli/line/confirm.h"
#include "service/core/operations.h"
#include "service/record/register.h"

/* What is to be taken back. */
struct wanted {
	uint64_t operation; /* 0: there is nothing of one's own */
	bool by_number;
	size_t records;
	struct buf what; /* "12 (загрузка таблиц, ivanova, 18.02.2026 12:00)" */
};

static enum status
read_number(const char *typed, uint64_t *out, struct error *e)
{
	char *end;

	*out = strtoull(typed, &end, 10);
	if (typed[0] >= '0' && typed[0] <= '9' && *end == '\0' && *out > 0)
		return ST_OK;
	return error_set(e, ST_USAGE,
	    "«%s» — не номер операции: нужно число, с которого начинается её строка в metodaktiv "
	    "log",
	    typed);
}

static void
describe(struct wanted *w, const struct journal_row *row)
{
	w->operation = row->sequence;
	w->records = row->total;
	buf_printf(&w->what, "%llu (%s, ", (unsigned long long)row->sequence,
	    operation_word(row->operation));
	utf8_put_shown(&w->what, slice_of(row->account), false);
	buf_puts(&w->what, ", ");
	clock_put_russian(&w->what, row->time);
	buf_putc(&w->what, ')');
}

/* An operation that is not there is told by whoever would take it back. */
static enum status
find(const struct call *c, struct wanted *w, struct error *e)
{
	struct journal_row row;
	struct view v;
	bool found;

	w->by_number = c->count > 0;
	if (w->by_number && read_number(c->operands[0], &w->operation, e) != ST_OK)
		return ST_USAGE;
	view_open(&v, c->session);
	found =
	    w->by_number ? journal_get(v.txn, w->operation, &row) : register_undo_next(&v, &row);
	if (found) {
		describe(w, &row);
		journal_row_free(&row);
	}
	view_close(&v);
	return ST_OK;
}

static enum status
ask(const struct call *c, const struct wanted *w, struct error *e)
{
	struct buf question = {0};
	enum status st;

	if (w->records <= UNDO_ASKS_ABOVE)
		return ST_OK;
	buf_printf(
	    &question, "Отменить операцию %s, записей: %zu?", buf_text(&w->what), w->records);
	st = confirm(c, buf_text(&question), e);
	buf_free(&question);
	return st;
}

enum status
command_undo(struct call *c, struct error *e)
{
	struct wanted w = {.operation = 0};
	enum status st = find(c, &w, e);

	if (st == ST_OK)
		st = ask(c, &w, e);
	if (st == ST_OK)
		st = w.by_number ? register_undo_operation(c->session, w.operation, e)
				 : register_undo(c->session, w.operation, NULL, NULL, e);
	if (st == ST_OK)
		fprintf(
		    c->out, "Операция %s отменена, записей: %zu\n", buf_text(&w.what), w.records);
	buf_free(&w.what);
	return st;
}
