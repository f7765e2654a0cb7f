/* SPDX-License-Identifier: MIT
 * journal.c - what was done in the register: every operation, newest first, and the records it
 * touched.
 *
 * Operations are numbered without gaps, so a page of the journal is a range of numbers.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/die.h"
#include "db/record/journal.h"
#include "screens/widget/list.h"
#include "screens/app/place_args.h"
#include "screens/widget/words.h"
#include "service/core/operations.h"

struct journal {
	struct list list;
	uint64_t last;            /* the newest operation */
	struct journal_row *page; /* of the rows seen */
	size_t first, loaded;     /* which they are */
};

static void
drop_page(struct journal *j)
{
	for (size_t i = 0; i < j->loaded; i++)
		journal_row_free(&j->page[i]);
	free(j->page);
	j->page = NULL;
	j->loaded = 0;
}

static void
fetch_page(struct screen *sc)
{
	struct journal *j = screen_state(sc);
	struct session *s = app_session(screen_app(sc));
	size_t wanted = list_page(&j->list);
	struct txn *t = txn_read(s->store);

	drop_page(j);
	j->first = j->list.top;
	j->page = xcalloc(wanted, sizeof(*j->page));
	while (j->loaded < wanted &&
	    journal_get(t, j->last - j->first - j->loaded, &j->page[j->loaded]))
		j->loaded++;
	txn_abort(t);
}

static void
journal_load(struct screen *sc)
{
	struct journal *j = screen_state(sc);
	struct txn *t = txn_read(app_session(screen_app(sc))->store);
	uint64_t last = journal_last(t);

	txn_abort(t);
	if (j->last != 0 && j->list.cursor > 0) /* stay on the same operation */
		j->list.cursor += (size_t)(last - j->last);
	j->last = last;
	list_fit(&j->list, screen_app(sc), (size_t)last);
	fetch_page(sc);
}

static void
journal_close(struct screen *sc)
{
	drop_page(screen_state(sc));
}

static void
journal_title(const struct screen *sc, struct buf *out)
{
	const struct journal *j = screen_state(sc);

	buf_puts(out, "Журнал › ");
	list_put_position(&j->list, out);
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

static const struct list_column journal_columns[] = {
    [COLUMN_NUMBER] = {.title = "№", .width = 7, .rank = 0, .right = true, .lead = true},
    [COLUMN_TIME] = {.title = "Когда", .width = 19, .rank = 0, .lead = true},
    [COLUMN_WHO] = {.title = "Кто", .width = 14, .rank = 1},
    [COLUMN_WHAT] = {.title = "Что сделано", .width = 18},
    [COLUMN_COUNT] = {.title = "Записей", .width = 9, .rank = 2, .right = true},
    [COLUMN_DETAIL] = {.title = "Каких", .width = 20, .rank = 3, .grows = true},
    [COLUMN_VIA] = {.title = "Откуда", .width = 16, .rank = 4},
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

static void
journal_cell(const void *context, size_t i, size_t column, struct buf *out)
{
	const struct journal *j = context;
	const struct journal_row *row;

	if (i < j->first || i - j->first >= j->loaded)
		return;
	row = &j->page[i - j->first];
	switch ((enum journal_column)column) {
	case COLUMN_NUMBER:
		buf_printf(out, "%llu", (unsigned long long)row->sequence);
		break;
	case COLUMN_TIME:
		clock_put_russian(out, row->time);
		break;
	case COLUMN_WHO:
		buf_puts(out, row->account);
		break;
	case COLUMN_WHAT:
		buf_puts(out, operation_word(row->operation));
		break;
	case COLUMN_COUNT:
		words_put_number(out, row->total);
		break;
	case COLUMN_DETAIL:
		put_detail(row, out);
		break;
	case COLUMN_VIA:
		buf_puts(out, row->via);
		break;
	}
}

static void
journal_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct journal *j = screen_state(sc);
	const struct list_view view = {.columns = journal_columns,
	    .ncolumns = sizeof(journal_columns) / sizeof(journal_columns[0]),
	    .context = j,
	    .cell = journal_cell,
	    .sorted = sizeof(journal_columns) / sizeof(journal_columns[0]),
	    .headings = true,
	    .focused = true};

	list_draw(&j->list, ui, row, 0, rows, columns, &view);
}

static void
journal_act(struct screen *sc, enum act act)
{
	struct journal *j = screen_state(sc);

	if (list_act(&j->list, act))
		fetch_page(sc);
	else if (act == ACT_OPEN && j->last > j->list.cursor)
		place_open(screen_app(sc), PLACE_OPERATION, NO_QUESTION,
		    &(struct operation_args){.sequence = j->last - j->list.cursor});
}

static const struct action journal_actions[] = {
    {.act = ACT_OPEN,
	.keys = "Enter",
	.word = "Записи",
	.help = "Показать записи, которых коснулась операция"},
    LIST_ACTIONS,
    {.act = ACT_NONE},
};

const struct screen_ops journal_screen = {
    .name = "journal",
    .about = "Журнал: кто, когда и что делал в базе, новое сверху",
    .state_size = sizeof(struct journal),
    .actions = journal_actions,
    .close = journal_close,
    .title = journal_title,
    .load = journal_load,
    .draw = journal_draw,
    .act = journal_act,
};
