/* SPDX-License-Identifier: MIT
 * requests_board.c - where each request stands on a day.
 */
#include "service/year/requests_board.h"

#include <assert.h>
#include <stdlib.h>

#include "base/die.h"
#include "rules/schoolyear.h"
#include "service/record/sheets.h"

enum { WEEK = 7 };

const char *
request_column_word(enum request_column column)
{
	static const char *const words[REQUEST_COLUMNS] = {[REQUESTS_UNASSIGNED] = "не поручено",
	    [REQUESTS_UNDER_WAY] = "в работе",
	    [REQUESTS_OVERDUE] = "просрочено",
	    [REQUESTS_SOON] = "срок на неделе",
	    [REQUESTS_DONE] = "выполнено",
	    [REQUESTS_REFUSED] = "отказано"};

	assert(column < REQUEST_COLUMNS);
	return words[column];
}

static unsigned
bit(enum request_column column, bool stands)
{
	return stands ? 1U << column : 0;
}

unsigned
request_columns(const struct request_days *d, bool assigned, int32_t on)
{
	int32_t year = schoolyear_start(on);

	if (!has_come(d->received, on))
		return 0;
	if (has_come(d->done, on))
		return bit(REQUESTS_DONE, d->done >= year);
	if (has_come(d->refused, on))
		return bit(REQUESTS_REFUSED, d->refused >= year);
	return bit(assigned ? REQUESTS_UNDER_WAY : REQUESTS_UNASSIGNED, true) |
	    bit(REQUESTS_OVERDUE, d->due != DATE_NONE && d->due < on) |
	    bit(REQUESTS_SOON, d->due >= on && d->due <= on + WEEK);
}

/* What is open stands by its term, without one behind; what was closed last stands before the rest.
 */
static int32_t
place_of(const struct request_row *r)
{
	if ((r->columns & 1U << REQUESTS_DONE) != 0)
		return -r->days.done;
	if ((r->columns & 1U << REQUESTS_REFUSED) != 0)
		return -r->days.refused;
	return r->days.due != DATE_NONE ? r->days.due : INT32_MAX;
}

static int
compare_rows(const void *left, const void *right)
{
	const struct request_row *a = left, *b = right;
	const int32_t days[][2] = {
	    {place_of(a), place_of(b)}, {a->days.received, b->days.received}};

	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++)
		if (days[i][0] != days[i][1])
			return days[i][0] < days[i][1] ? -1 : 1;
	return (a->request > b->request) - (a->request < b->request);
}

static void
add_row(struct requests_board *b, const struct request_row *row)
{
	b->rows[b->count++] = *row;
	for (int i = 0; i < REQUEST_COLUMNS; i++)
		b->counts[i] += (row->columns & 1U << i) != 0;
}

static void
gather(struct sheets *s, int32_t on, struct requests_board *out)
{
	const int32_t *received = sheets_column(s, KIND_REQUESTS, "received");
	const int32_t *due = sheets_column(s, KIND_REQUESTS, "due");
	const int32_t *done = sheets_column(s, KIND_REQUESTS, "done");
	const int32_t *refused = sheets_column(s, KIND_REQUESTS, "refused");
	const int32_t *assigned = sheets_column(s, KIND_REQUESTS, "assigned");

	out->rows = xcalloc(sheets_behind(s, KIND_REQUESTS) + 1, sizeof(*out->rows));
	for (EACH_RECORD(id, s, KIND_REQUESTS)) {
		struct request_row row = {.request = id,
		    .assigned = (uint64_t)assigned[id],
		    .days = {received[id], due[id], done[id], refused[id]}};

		row.columns = request_columns(&row.days, assigned[id] != 0, on);
		if (row.columns != 0)
			add_row(out, &row);
	}
	if (out->count > 0)
		qsort(out->rows, out->count, sizeof(*out->rows), compare_rows);
}

enum status
requests_board_read(const struct view *v, int32_t on, struct requests_board *out, struct error *e)
{
	enum status st = view_require(v, PERMIT_READ, e);
	struct sheets *s;

	*out = (struct requests_board){.count = 0};
	if (st != ST_OK)
		return st;
	s = sheets_open(v);
	gather(s, on, out);
	sheets_close(s);
	return view_status(v, e);
}

void
requests_board_free(struct requests_board *b)
{
	free(b->rows);
	*b = (struct requests_board){.count = 0};
}
