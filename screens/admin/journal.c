/* SPDX-License-Identifier: MIT
 * journal.c - what was done in the register: every operation, newest first, and the records it
 * touched.
 *
 * Operations are numbered without gaps: a row is a number.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "db/record/journal.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/widget/words.h"
#include "service/core/visitor.h"
#include "service/core/operations.h"

static bool
journal_read(struct screen *sc, struct list_rows *out)
{
	(void)sc;
	for (uint64_t n = journal_last(out->view->txn); n > 0; n--)
		list_rows_add(out, &n);
	return true;
}

enum journal_column {
	COLUMN_NUMBER,
	COLUMN_TIME,
	COLUMN_WHO,
	COLUMN_WHAT,
	COLUMN_COUNT,
	COLUMN_DETAIL,
	COLUMN_VIA
};

/* "Люди, Организации", then the reason */
static void
put_detail(const struct journal_row *row, struct buf *out)
{
	const char *comma = "";

	for (int kind = 0; kind < KIND_COUNT; kind++) {
		if (row->counts[kind] == 0)
			continue;
		buf_printf(out, "%s%s", comma, entity_of((enum kind)kind)->many);
		comma = ", ";
	}
	if (row->undoes != 0)
		buf_printf(out, "%sотменена операция %llu", comma[0] != '\0' ? "; " : "",
		    (unsigned long long)row->undoes);
	if (row->reason[0] != '\0')
		buf_printf(out, "%s%s", out->len > 0 ? "; " : "", row->reason);
}

/* "petrova", "petrova [root]" when it was root who said so */
static void
put_who(const struct journal_row *row, struct buf *out)
{
	buf_puts(out, row->account);
	if (row->os_user[0] != '\0' && strcmp(row->os_user, row->account) != 0)
		buf_printf(out, " [%s]", row->os_user);
}

static void
put_way(const struct journal_row *row, struct buf *out)
{
	buf_puts(out, visitor_via_word(row->via));
	if (row->address[0] != '\0')
		buf_printf(out, ", %s", row->address);
}

static void
put_operation(const void *row, struct list_cells *out)
{
	struct journal_row op = {0};

	if (!journal_get(out->view->txn, *(const uint64_t *)row, &op))
		return;
	buf_printf(&out->text[COLUMN_NUMBER], "%llu", (unsigned long long)op.sequence);
	clock_put_russian(&out->text[COLUMN_TIME], op.time);
	put_who(&op, &out->text[COLUMN_WHO]);
	buf_puts(&out->text[COLUMN_WHAT], operation_word(op.operation));
	words_put_number(&out->text[COLUMN_COUNT], op.total);
	put_detail(&op, &out->text[COLUMN_DETAIL]);
	put_way(&op, &out->text[COLUMN_VIA]);
	journal_row_free(&op);
}

static void
open_row(struct screen *sc, const void *row)
{
	place_open(screen_app(sc), PLACE_OPERATION, NO_QUESTION,
	    &(struct operation_args){.sequence = *(const uint64_t *)row});
}

const struct screen_ops journal_screen = {
    .name = "journal",
    .about = "Журнал: кто, когда и что делал в базе, новое сверху",
    .actions = LIST_WORK(ACTION(ACT_OPEN, "Enter", "Показать записи, которых коснулась операция",
	.word = "Записи", .on_row = open_row)),
    LIST_SCREEN(struct list_state, uint64_t,
	COLUMNS([COLUMN_NUMBER] = {.title = "№", .width = 7, .right = true, .lead = true},
	    [COLUMN_TIME] = {.title = "Когда", .width = 19, .lead = true},
	    [COLUMN_WHO] = {.title = "Кто", .width = 14, .rank = 1},
	    [COLUMN_WHAT] = {.title = "Что сделано", .width = 18},
	    [COLUMN_COUNT] = {.title = "Записей", .width = 9, .rank = 2, .right = true},
	    [COLUMN_DETAIL] = {.title = "Каких", .width = 20, .rank = 3, .grows = true},
	    [COLUMN_VIA] = {.title = "Откуда", .width = 16, .rank = 4}),
	.title = "Журнал", .read = journal_read, .put = put_operation, .key_size = sizeof(uint64_t),
	.follows_first = true, .empty = "Журнал пуст: в базе ещё ничего не сделано."),
};
