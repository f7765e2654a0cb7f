/* SPDX-License-Identifier: MIT
 * journal.c - what was done in the register: every operation, newest first, and the records it
 * touched.
 *
 * Operations are numbered without gaps: a row is a number. What changed nothing (somebody came,
 * took something out) is shown on demand.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/compare.h"
#include "db/record/journal.h"
#include "screens/app/ask.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/app/undo.h"
#include "screens/widget/words.h"
#include "service/core/visitor.h"
#include "service/core/operations.h"

struct journal {
	struct list_state base; /* first: list_screen.h; its rows are numbers of operations */
	bool all;               /* those that changed nothing, too */
	struct buf sought;      /* words its rows shall hold; "": any */
	struct sorted *sorted;  /* of each row; rows stay what they are */
	size_t count, room;
	size_t searched; /* so many were looked at for what is sought */
};

struct sorted {
	bool note; /* it changed nothing */
	bool found;
};

static void
journal_close(struct screen *sc)
{
	struct journal *j = screen_state(sc);

	free(j->sorted);
	buf_free(&j->sought);
}

static void
show_all(struct screen *sc)
{
	struct journal *j = screen_state(sc);

	j->all = !j->all;
	list_screen_begin(sc);
	app_say(screen_app(sc), MESSAGE_INFO,
	    j->all ? "Показано всё: и входы, отказы, выгрузки, документы. F4 — только изменения."
		   : "Показаны изменения. F4 — ещё и кто входил, смотрел и выгружал.");
}

static void
journal_title(const struct screen *sc, struct buf *out)
{
	const struct journal *j = screen_state(sc);

	buf_puts(out, j->all ? "Журнал, все строки › " : "Журнал › ");
	list_put_position(&j->base.list, out);
	if (j->sought.len > 0)
		buf_printf(out, " › поиск: %s", buf_text(&j->sought));
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
put_cells(const struct journal_row *op, struct buf *text)
{
	buf_printf(&text[COLUMN_NUMBER], "%llu", (unsigned long long)op->sequence);
	clock_put_russian(&text[COLUMN_TIME], op->time);
	put_who(op, &text[COLUMN_WHO]);
	buf_puts(&text[COLUMN_WHAT], operation_word(op->operation));
	words_put_number(&text[COLUMN_COUNT], op->total);
	put_detail(op, &text[COLUMN_DETAIL]);
	put_way(op, &text[COLUMN_VIA]);
}

/* As a search has it, of all that is written of the row. */
static bool
holds(struct txn *t, uint64_t sequence, const char *sought)
{
	struct journal_row op = {0};
	struct buf text[LIST_COLUMNS] = {{0}}, all = {0};
	bool found;

	if (!journal_get(t, sequence, &op))
		return false;
	put_cells(&op, text);
	for (int i = 0; i <= COLUMN_VIA; i++) {
		buf_printf(&all, "%s ", buf_text(&text[i]));
		buf_free(&text[i]);
	}
	found = compare_holds(buf_slice(&all), slice_of(sought));
	journal_row_free(&op);
	buf_free(&all);
	return found;
}

/* The rows that have come since. */
static void
sort_out(struct journal *j, struct txn *t)
{
	struct buf operation = {0};

	for (uint64_t last = journal_last(t); j->count < last; j->count++) {
		ARRAY_ROOM(j->sorted, j->count, j->room);
		buf_clear(&operation);
		journal_operation(t, j->count + 1, &operation);
		j->sorted[j->count].note = operation_is_note(buf_text(&operation));
	}
	for (; j->sought.len > 0 && j->searched < j->count; j->searched++)
		j->sorted[j->searched].found = holds(t, j->searched + 1, buf_text(&j->sought));
	buf_free(&operation);
}

static bool
journal_read(struct screen *sc, struct list_rows *out)
{
	struct journal *j = screen_state(sc);

	sort_out(j, out->view->txn);
	for (uint64_t n = j->count; n > 0; n--)
		if ((j->all || !j->sorted[n - 1].note) &&
		    (j->sought.len == 0 || j->sorted[n - 1].found))
			list_rows_add(out, &n);
	return true;
}

/* Words its rows shall hold from now on. */
static void
seek(struct screen *sc, const char *words)
{
	struct journal *j = screen_state(sc);

	buf_clear(&j->sought);
	buf_puts(&j->sought, words);
	j->searched = 0;
	list_screen_begin(sc);
}

static void
take_sought(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code == 1)
		seek(sc, answer->text);
}

static void
search(struct screen *sc)
{
	const struct journal *j = screen_state(sc);

	ask_line(screen_app(sc), THEN(take_sought), "Найти в журнале",
	    "Кто, когда, что: слова в любом порядке (petrova 31.05.2026 удаление). Пусто — все:",
	    buf_text(&j->sought));
}

/* As in any list: what narrows it goes first. */
static void
clear_or_leave(struct screen *sc)
{
	const struct journal *j = screen_state(sc);

	if (j->sought.len == 0)
		app_pop(screen_app(sc), NULL);
	else
		seek(sc, "");
}

static void
put_operation(const void *row, struct list_cells *out)
{
	struct journal_row op = {0};

	if (journal_get(out->view->txn, *(const uint64_t *)row, &op))
		put_cells(&op, out->text);
	journal_row_free(&op);
}

static void
open_row(struct screen *sc, const void *row)
{
	place_open(screen_app(sc), PLACE_OPERATION, NO_QUESTION,
	    &(struct operation_args){.sequence = *(const uint64_t *)row});
}

static const char *
why_empty(const struct screen *sc)
{
	const struct journal *j = screen_state(sc);

	return j->sought.len > 0 ? "Таких строк в журнале нет. Esc — убрать поиск."
				 : "Журнал пуст: в базе ещё ничего не сделано.";
}

static void
take_back_row(struct screen *sc, const void *row)
{
	undo_ask(screen_app(sc), *(const uint64_t *)row);
}

const struct screen_ops journal_screen = {
    .name = "journal",
    .about = "Журнал: кто, когда и что делал в базе, новое сверху",
    .actions = LIST_WORK(ACTION(ACT_OPEN, "Enter", "Показать записи, которых коснулась операция",
			     .word = "Записи", .on_row = open_row),
	ACTION(ACT_REMOVE, "F8", "Вернуть операцию: чью угодно — администратору, свою — каждому",
	    .word = "Вернуть", .synonyms = "отменить отмена вернуть откатить операцию",
	    .on_row = take_back_row),
	ACTION(ACT_OWN, "F4",
	    "Показать и то, что не меняло базу: входы, отказы, выгрузки, документы",
	    .word = "Все строки", .on_screen = show_all),
	ACTION(ACT_SEARCH, "F7 /", "Найти в журнале: кто, когда, что", .word = "Найти",
	    .on_screen = search),
	ACTION(ACT_FILTER_CLEAR, "Esc -", "Убрать поиск; если его нет — назад",
	    .on_screen = clear_or_leave)),
    LIST_SCREEN(struct journal, uint64_t,
	COLUMNS([COLUMN_NUMBER] = {.title = "№", .width = 7, .right = true, .lead = true},
	    [COLUMN_TIME] = {.title = "Когда", .width = 19, .lead = true},
	    [COLUMN_WHO] = {.title = "Кто", .width = 14, .rank = 1},
	    [COLUMN_WHAT] = {.title = "Что сделано", .width = 18},
	    [COLUMN_COUNT] = {.title = "Записей", .width = 9, .rank = 2, .right = true},
	    [COLUMN_DETAIL] = {.title = "Какие записи", .width = 20, .rank = 3, .grows = true},
	    [COLUMN_VIA] = {.title = "Откуда", .width = 16, .rank = 4}),
	.put_title = journal_title, .close = journal_close, .read = journal_read,
	.put = put_operation, .key_size = sizeof(uint64_t), .follows_first = true,
	.why_empty = why_empty),
};
