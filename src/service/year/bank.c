/* SPDX-License-Identifier: MIT
 * bank.c - where each material stands on a day.
 */
#include "service/year/bank.h"

#include <assert.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/die.h"
#include "service/record/sheets.h"

enum { OLD_YEARS = 3 };

const char *
bank_view_word(enum bank_view view)
{
	static const char *const words[BANK_VIEWS] = {[BANK_OFFERED] = "предложены",
	    [BANK_EXAMINED] = "на экспертизе",
	    [BANK_RECOMMENDED] = "рекомендованы",
	    [BANK_REJECTED] = "отклонены",
	    [BANK_WITHOUT] = "без статуса",
	    [BANK_OLD] = "старше 3 лет"};

	assert(view < BANK_VIEWS);
	return words[view];
}

static int32_t
last_day(const struct bank_row *r)
{
	return r->reviewed != DATE_NONE && r->reviewed > r->added ? r->reviewed : r->added;
}

static unsigned
views_of(const struct bank_row *r, int32_t on)
{
	static const enum bank_view of[] = {[0] = BANK_WITHOUT,
	    [RESOURCE_OFFERED] = BANK_OFFERED,
	    [RESOURCE_EXAMINED] = BANK_EXAMINED,
	    [RESOURCE_RECOMMENDED] = BANK_RECOMMENDED,
	    [RESOURCE_REJECTED] = BANK_REJECTED};
	bool old = r->status != RESOURCE_REJECTED && date_add_years(last_day(r), OLD_YEARS) <= on;

	assert((size_t)r->status < sizeof(of) / sizeof(of[0]));
	return 1U << of[r->status] | (old ? 1U << BANK_OLD : 0);
}

/* The first that waits has waited longest. */
static int32_t
place_of(const struct bank_row *r)
{
	bool waits = r->status == RESOURCE_OFFERED || r->status == RESOURCE_EXAMINED;

	return waits ? r->added : -last_day(r);
}

static int
compare_rows(const void *left, const void *right)
{
	const struct bank_row *a = left, *b = right;

	if (place_of(a) != place_of(b))
		return place_of(a) < place_of(b) ? -1 : 1;
	return (a->resource > b->resource) - (a->resource < b->resource);
}

static void
add_row(struct bank *b, int32_t on, struct bank_row row)
{
	row.views = views_of(&row, on);
	for (int view = 0; view < BANK_VIEWS; view++)
		b->counts[view] += (row.views & 1U << view) != 0;
	b->rows[b->count++] = row;
}

static void
gather(struct sheets *s, int32_t on, struct bank *out)
{
	const int32_t *status = sheets_column(s, KIND_RESOURCES, "status");
	const int32_t *reviewer = sheets_column(s, KIND_RESOURCES, "reviewer");
	const int32_t *added = sheets_column(s, KIND_RESOURCES, "added");
	const int32_t *reviewed = sheets_column(s, KIND_RESOURCES, "reviewed");
	const bool *there = sheets_there(s, KIND_RESOURCES);

	out->rows = xcalloc(sheets_behind(s, KIND_RESOURCES) + 1, sizeof(*out->rows));
	for (EACH_RECORD(id, s, KIND_RESOURCES))
		if (there[id])
			add_row(out, on,
			    (struct bank_row){.resource = id,
				.reviewer = (uint64_t)reviewer[id],
				.status = status[id],
				.added = added[id],
				.reviewed = reviewed[id]});
	if (out->count > 0)
		qsort(out->rows, out->count, sizeof(*out->rows), compare_rows);
}

enum status
bank_read(const struct view *v, int32_t on, struct bank *out, struct error *e)
{
	enum status st = view_require(v, PERMIT_READ, e);
	struct sheets *s;

	*out = (struct bank){.count = 0};
	if (st != ST_OK)
		return st;
	s = sheets_open(v);
	gather(s, on, out);
	sheets_close(s);
	return view_status(v, e);
}

void
bank_free(struct bank *b)
{
	free(b->rows);
	*b = (struct bank){.count = 0};
}
