/* SPDX-License-Identifier: MIT
 * reports.c - who was asked to report on a period, and who has.
 */
#include "service/year/reports.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/date.h"
#include "base/die.h"
#include "db/record/records.h"
#include "rules/roster.h"
#include "service/core/modules.h"
#include "service/record/sheets.h"

/* --- Which requests there are. */

static int
compare_calls(const void *left, const void *right)
{
	const struct report_call *a = left, *b = right;

	if (a->asked != b->asked)
		return a->asked < b->asked ? 1 : -1;
	return a->request < b->request ? 1 : -1;
}

static struct report_call
call_of(struct sheets *sheets, uint64_t request)
{
	return (struct report_call){.request = request,
	    .asked = sheets_column(sheets, KIND_REPORT_REQUESTS, "asked")[request],
	    .from = sheets_column(sheets, KIND_REPORT_REQUESTS, "from")[request],
	    .to = sheets_column(sheets, KIND_REPORT_REQUESTS, "to")[request],
	    .due = sheets_column(sheets, KIND_REPORT_REQUESTS, "due")[request]};
}

static size_t
find_calls(struct sheets *sheets, struct report_call **out)
{
	const bool *there = sheets_there(sheets, KIND_REPORT_REQUESTS);
	struct report_call *calls = NULL;
	size_t count = 0, room = 0;

	for (EACH_RECORD(id, sheets, KIND_REPORT_REQUESTS)) {
		if (!there[id])
			continue;
		ARRAY_ROOM(calls, count, room);
		calls[count++] = call_of(sheets, id);
	}
	if (count > 0)
		qsort(calls, count, sizeof(*calls), compare_calls);
	*out = calls;
	return count;
}

enum status
reports_calls(const struct view *v, struct report_call **out, size_t *count, struct error *e)
{
	enum status st = view_require(v, PERMIT_READ, e);
	struct sheets *sheets;

	*out = NULL;
	*count = 0;
	if (st == ST_OK)
		st = module_require(v->session, "corps", e);
	if (st != ST_OK)
		return st;
	sheets = sheets_open(v);
	*count = find_calls(sheets, out);
	sheets_close(sheets);
	return view_status(v, e);
}

/* --- How they stand. */

struct report_reading {
	const struct view *v;
	struct sheets *sheets;
	struct reports *out;
	int32_t on;
};

/* Who is asked: everyone in the corps on the last day of the request. */
static void
mark_owing(struct report_reading *r, bool *owes)
{
	const int32_t *person = sheets_column(r->sheets, KIND_MEMBERSHIPS, "person");
	const int32_t *from = sheets_column(r->sheets, KIND_MEMBERSHIPS, "from");
	const int32_t *to = sheets_column(r->sheets, KIND_MEMBERSHIPS, "to");

	for (EACH_RECORD(id, r->sheets, KIND_MEMBERSHIPS))
		if (is_in_force(from[id], to[id], r->out->call.to))
			owes[person[id]] = true;
}

/* The row of member_reports of each person, by id of people; 0: none. */
static const int32_t *
find_rows(struct report_reading *r)
{
	const int32_t *report = sheets_column(r->sheets, KIND_MEMBER_REPORTS, "report");
	const int32_t *person = sheets_column(r->sheets, KIND_MEMBER_REPORTS, "person");
	int32_t *rows = sheets_numbers(r->sheets, KIND_PEOPLE);

	for (EACH_RECORD(id, r->sheets, KIND_MEMBER_REPORTS))
		if (report[id] != 0 && (uint64_t)report[id] == r->out->call.request)
			rows[person[id]] = (int32_t)id;
	return rows;
}

struct named {
	struct report_row row;
	struct buf key;
};

static int
compare_named(const void *left, const void *right)
{
	const struct named *a = left, *b = right;

	return slice_compare(buf_slice(&a->key), buf_slice(&b->key));
}

static void
put_order(const struct view *v, uint64_t person, struct buf *key)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	if (records_get(v->txn, person, &p->base))
		roster_put_order(key, p->surname, p->given_name, p->patronymic, p->code);
	record_free(&p->base);
}

static int32_t
by_day(int32_t day, int32_t on)
{
	return has_come(day, on) ? day : DATE_NONE;
}

static struct report_row
row_of(struct report_reading *r, size_t member, const bool *owes, const int32_t *rows)
{
	uint64_t person = r->out->figures.members[member].person;
	struct report_row row = {.person = person,
	    .owes = owes[person],
	    .report = (uint64_t)rows[person],
	    .received = DATE_NONE,
	    .accepted = DATE_NONE,
	    .member = member};
	struct member_report *m = (struct member_report *)record_new(KIND_MEMBER_REPORTS);

	if (records_get(r->v->txn, row.report, &m->base)) {
		row.stamp = m->base.stamp;
		row.received = by_day(m->received, r->on);
		row.accepted = by_day(m->accepted, r->on);
	}
	record_free(&m->base);
	return row;
}

static void
count_row(struct reports *out, const struct report_row *row)
{
	if (!row->owes)
		return;
	out->owing++;
	out->received += row->received != DATE_NONE;
	out->accepted += row->received != DATE_NONE && row->accepted != DATE_NONE;
}

static void
add_rows(struct report_reading *r)
{
	struct reports *out = r->out;
	size_t count = out->figures.count;
	struct named *named = xcalloc(count + 1, sizeof(*named));
	bool *owes = sheets_marks(r->sheets, KIND_PEOPLE);
	const int32_t *rows = find_rows(r);

	if (out->call.request != 0)
		mark_owing(r, owes);
	for (size_t i = 0; i < count; i++) {
		named[i].row = row_of(r, i, owes, rows);
		put_order(r->v, named[i].row.person, &named[i].key);
	}
	if (count > 0)
		qsort(named, count, sizeof(*named), compare_named);
	out->rows = arena_alloc(&out->figures.arena, (count + 1) * sizeof(*out->rows));
	for (size_t i = 0; i < count; i++) {
		out->rows[out->count++] = named[i].row;
		count_row(out, &named[i].row);
		buf_free(&named[i].key);
	}
	free(named);
}

/* call.request 0: only what was done. */
static enum status
read_reports(
    struct report_reading *r, struct period period, struct report_call call, struct error *e)
{
	enum status st = activity_figures_ask(r->v, period, &r->out->figures, e);

	r->out->call = call;
	if (st == ST_OK)
		add_rows(r);
	return view_confirm(r->v, st, e);
}

static bool
lies_in(int32_t day, struct period p)
{
	return day >= p.from && day <= p.to;
}

/* Calls are the newest first. */
static struct report_call
call_of_period(struct sheets *sheets, struct period p)
{
	struct report_call *calls, found = {.request = 0};
	size_t count = find_calls(sheets, &calls);

	for (size_t i = 0; i < count; i++)
		if (found.request == 0 && lies_in(calls[i].to, p))
			found = calls[i];
	for (size_t i = count; i-- > 0;)
		if (calls[i].from == p.from && calls[i].to == p.to)
			found = calls[i];
	free(calls);
	return found;
}

enum status
reports_of_period(
    const struct view *v, struct period period, int32_t on, struct reports *out, struct error *e)
{
	struct report_reading r = {.v = v, .sheets = sheets_open(v), .out = out, .on = on};
	enum status st;

	*out = (struct reports){.count = 0};
	st = read_reports(&r, period, call_of_period(r.sheets, period), e);
	sheets_close(r.sheets);
	return st;
}

enum status
reports_read(
    const struct view *v, uint64_t request, int32_t on, struct reports *out, struct error *e)
{
	struct report_reading r = {.v = v, .sheets = sheets_open(v), .out = out, .on = on};
	enum status st;

	*out = (struct reports){.count = 0};
	if (request >= sheets_behind(r.sheets, KIND_REPORT_REQUESTS) ||
	    !sheets_there(r.sheets, KIND_REPORT_REQUESTS)[request]) {
		st = error_set(e, ST_NOTFOUND, "запрос отчётов тем временем удалён");
	} else {
		struct report_call call = call_of(r.sheets, request);

		st = read_reports(&r, (struct period){.from = call.from, .to = call.to}, call, e);
	}
	sheets_close(r.sheets);
	return view_confirm(v, st, e);
}

void
reports_free(struct reports *r)
{
	activity_figures_free(&r->figures);
	*r = (struct reports){.count = 0};
}

bool
report_is_missing(const struct report_row *row)
{
	return row->owes && row->received == DATE_NONE;
}

const struct member_activity *
report_activity(const struct reports *r, const struct report_row *row)
{
	return &r->figures.members[row->member];
}
