/* SPDX-License-Identifier: MIT
 * reserve.c - who is in the reserve of managers, for how long, and how it ended.
 */
#include "service/people/reserve.h"

#include <assert.h>
#include <stdlib.h>

#include "base/die.h"
#include "service/core/naming.h"
#include "service/core/operations.h"
#include "service/people/people_order.h"
#include "service/people/shown_before.h"
#include "service/record/sheets.h"

const char *
reserve_view_word(enum reserve_view view)
{
	static const char *const words[RESERVE_VIEWS] = {[RESERVE_STANDING] = "В резерве",
	    [RESERVE_EXPIRED] = "Срок вышел",
	    [RESERVE_OF_APPOINTED] = "Назначены",
	    [RESERVE_OF_EXCLUDED] = "Исключены"};

	assert(view < RESERVE_VIEWS);
	return words[view];
}

static enum reserve_view
view_of(int32_t outcome, int32_t to, int32_t on)
{
	if (outcome == RESERVE_APPOINTED)
		return RESERVE_OF_APPOINTED;
	if (outcome == RESERVE_EXCLUDED)
		return RESERVE_OF_EXCLUDED;
	return to != DATE_NONE && to < on ? RESERVE_EXPIRED : RESERVE_STANDING;
}

static int
compare_rows(const void *left, const void *right)
{
	const struct reserve_row *a = left, *b = right;
	int order = slice_compare(a->order, b->order);

	if (a->view != b->view)
		return a->view < b->view ? -1 : 1;
	if (a->view >= RESERVE_OF_APPOINTED && a->to != b->to)
		return a->to > b->to ? -1 : 1;
	return order != 0 ? order : (a->id > b->id) - (a->id < b->id);
}

static void
read_rows(const struct view *v, struct sheets *sheets, int32_t on, struct reserve_board *out)
{
	const int32_t *person = sheets_column(sheets, KIND_RESERVE, "person");
	const int32_t *from = sheets_column(sheets, KIND_RESERVE, "from");
	const int32_t *to = sheets_column(sheets, KIND_RESERVE, "to");
	const int32_t *outcome = sheets_column(sheets, KIND_RESERVE, "outcome");
	const bool *there = sheets_there(sheets, KIND_RESERVE);

	out->rows = xcalloc(sheets_behind(sheets, KIND_RESERVE) + 1, sizeof(*out->rows));
	for (EACH_RECORD(id, sheets, KIND_RESERVE)) {
		struct reserve_row row = {.id = id, .from = from[id], .to = to[id]};

		if (!there[id])
			continue;
		row.person = (uint64_t)person[id];
		row.view = view_of(outcome[id], to[id], on);
		row.order = people_order(v, row.person, 0, &out->arena);
		out->counts[row.view]++;
		out->rows[out->count++] = row;
	}
	if (out->count > 0)
		qsort(out->rows, out->count, sizeof(*out->rows), compare_rows);
}

enum status
reserve_board_read(const struct view *v, int32_t on, struct reserve_board *out, struct error *e)
{
	enum status st = view_require(v, PERMIT_READ, e);
	struct sheets *sheets;

	*out = (struct reserve_board){.count = 0};
	if (st != ST_OK)
		return st;
	sheets = sheets_open(v);
	read_rows(v, sheets, on, out);
	sheets_close(sheets);
	return view_status(v, e);
}

void
reserve_board_free(struct reserve_board *b)
{
	free(b->rows);
	arena_free(&b->arena);
	*b = (struct reserve_board){.count = 0};
}

struct settling {
	uint8_t outcome;
	int32_t day;
};

static enum status
settle(struct staging *p, struct record *r, const void *what)
{
	const struct settling *w = what;
	const struct field *outcome = field_find(KIND_RESERVE, "outcome");
	struct reserve *row = (struct reserve *)r;
	struct buf text = {0};

	if (row->outcome != 0) {
		register_put_field(&p->view, r, outcome, &text);
		error_set(p->e, ST_REFUSED, "итог уже записан: %s", buf_text(&text));
		buf_free(&text);
		return ST_REFUSED;
	}
	record_set_choice(r, outcome, w->outcome);
	row->to = w->day;
	return stage_put(p, r);
}

enum status
reserve_settle(
    struct session *s, struct shown_records rows, uint8_t outcome, int32_t day, struct error *e)
{
	const struct settling w = {.outcome = outcome, .day = day};

	return shown_deed_do(s,
	    &(struct shown_deed){.operation = OPERATION_RESERVE,
		.note = "итог резерва",
		.kind = KIND_RESERVE,
		.records = rows,
		.fn = settle,
		.what = &w},
	    e);
}
