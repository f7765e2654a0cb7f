/* SPDX-License-Identifier: MIT
 * source_requests.c - the requests for help received in a period, each with what became of it by
 * its last day.
 */
#include "base/date.h"
#include "db/record/records.h"
#include "document/source.h"
#include "document/told.h"
#include "service/year/requests_board.h"

struct telling {
	struct fact_row *root;
	struct record_as_of *src;
	int32_t from, to;
	size_t received, done, in_time, refused, open, overdue, unassigned;
};

static bool
holds(unsigned columns, enum request_column column)
{
	return (columns & 1U << column) != 0;
}

/* By the last day: what was done or refused later is open. */
static void
count(struct telling *t, const struct request *r)
{
	const struct request_days days = {r->received, r->due, r->done, r->refused};
	unsigned columns = request_columns(&days, r->assigned != 0, t->to);
	bool done = r->done != DATE_NONE && r->done <= t->to;
	bool refused = r->refused != DATE_NONE && r->refused <= t->to;

	t->received++;
	t->done += done;
	t->in_time += done && (r->due == DATE_NONE || r->done <= r->due);
	t->refused += refused;
	t->open += !done && !refused;
	t->overdue += holds(columns, REQUESTS_OVERDUE);
	t->unassigned += holds(columns, REQUESTS_UNASSIGNED);
}

static void
tell_names(struct telling *t, const struct request *r, struct fact_row *row)
{
	told_name(row, "organisation", t->src, KIND_ORGANISATIONS, r->organisation);
	told_short_name(row, "person", t->src, r->person);
	told_short_name(row, "assigned", t->src, r->assigned);
	told_field(row, "direction", t->src, &r->base, "direction");
}

static void
tell_request(struct telling *t, const struct request *r)
{
	struct fact_row *row = fact_add(t->root, "rows");

	fact_text(row, "code", r->code);
	fact_text(row, "incoming_number", r->incoming_number);
	fact_day(row, "received", r->received);
	tell_names(t, r, row);
	fact_text(row, "text", r->text);
	fact_day(row, "due", r->due);
	fact_day(row, "done", r->done <= t->to ? r->done : DATE_NONE);
	fact_day(row, "refused", r->refused <= t->to ? r->refused : DATE_NONE);
	if ((r->done != DATE_NONE && r->done <= t->to) ||
	    (r->refused != DATE_NONE && r->refused <= t->to))
		fact_text(row, "result", r->result);
	if (r->done != DATE_NONE && r->due != DATE_NONE && r->done <= t->to && r->done > r->due)
		fact_number(row, "days_late", r->done - r->due);
}

static void
tell_totals(const struct telling *t)
{
	const struct {
		const char *name;
		size_t count;
	} totals[] = {{"received", t->received}, {"done", t->done}, {"in_time", t->in_time},
	    {"late", t->done - t->in_time}, {"refused", t->refused}, {"open", t->open},
	    {"overdue", t->overdue}, {"unassigned", t->unassigned}};

	fact_day(t->root, "from", t->from);
	fact_day(t->root, "to", t->to);
	for (size_t i = 0; i < sizeof(totals) / sizeof(totals[0]); i++)
		fact_number(t->root, totals[i].name, (int64_t)totals[i].count);
}

enum status
source_requests(struct facts *f, const struct paper_question *q)
{
	struct telling t = {
	    .root = f->root, .src = q->src, .from = q->call->from, .to = q->call->until};
	struct request *r = (struct request *)record_new(KIND_REQUESTS);
	struct walk *w = walk_by_code(q->src->view.txn, KIND_REQUESTS);
	uint64_t id;

	while (walk_next(w, &id))
		if (record_as_of_get(q->src, id, &r->base) && r->received >= t.from &&
		    r->received <= t.to) {
			count(&t, r);
			tell_request(&t, r);
		}
	walk_close(w);
	record_free(&r->base);
	tell_totals(&t);
	return ST_OK;
}
