/* SPDX-License-Identifier: MIT
 * data_checks.c - doubtful records found through the facts.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/die.h"
#include "db/record/facts.h"
#include "db/record/records.h"
#include "service/guard/record_rules.h"
#include "service/indicators/indicators.h"

struct found {
	uint64_t person, id; /* id 0: the nth record of the person */
	size_t nth;
	enum data_check doubt;
	enum kind kind;
};

struct search {
	struct data_checks_run *run;
	bool sound;
	size_t most;
	size_t *totals;
	struct found *found;
	size_t count, size;
};

static void
keep(struct search *x, const struct found *found)
{
	if (x->totals[found->doubt]++ >= x->most && x->most > 0)
		return;
	ARRAY_ROOM(x->found, x->count, x->size);
	x->found[x->count++] = *found;
}

static void
keep_of_person(void *context, enum data_check which, uint64_t person, size_t nth)
{
	keep(context,
	    &(struct found){.doubt = which,
		.person = person,
		.nth = nth,
		.kind = fact_kind(data_check_info(which)->type)});
}

static void
keep_record(void *context, enum data_check which, enum kind kind, uint64_t id, uint64_t person)
{
	keep(context, &(struct found){.doubt = which, .person = person, .kind = kind, .id = id});
}

static bool
take_people(void *context, struct slice block)
{
	struct search *x = context;

	return x->sound = data_checks_add_people(x->run, block);
}

static int
compare_found(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->doubt != y->doubt)
		return x->doubt < y->doubt ? -1 : 1;
	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return x->nth < y->nth ? -1 : x->nth > y->nth;
}

/* The nth record of the kind that names the person. */
static uint64_t
record_of(struct txn *t, enum kind kind, uint64_t person, size_t nth)
{
	struct walk *w = walk_referring(t, kind, field_find(kind, "person"), person);
	uint64_t id = 0;

	for (size_t i = 0; i <= nth && walk_next(w, &id); i++)
		;
	walk_close(w);
	return id;
}

static struct data_check_row *
rows_of(struct txn *t, const struct search *x)
{
	struct data_check_row *rows = xcalloc(x->count + 1, sizeof(*rows));

	if (x->count > 0)
		qsort(x->found, x->count, sizeof(*x->found), compare_found);
	for (size_t i = 0; i < x->count; i++) {
		const struct found *f = &x->found[i];

		rows[i] = (struct data_check_row){.doubt = f->doubt,
		    .kind = f->kind,
		    .id = f->id != 0 ? f->id : record_of(t, f->kind, f->person, f->nth),
		    .person = f->person};
	}
	return rows;
}

enum status
indicators_data_checks(const struct view *v, int32_t on, size_t most, struct data_check_row **rows,
    size_t *count, size_t totals[DOUBT_COUNT], struct error *e)
{
	struct search x = {.most = most, .totals = totals, .sound = true};
	enum status st = view_require(v, PERMIT_READ, e);

	*rows = NULL;
	*count = 0;
	for (int i = 0; i < DOUBT_COUNT; i++)
		totals[i] = 0;
	if (st != ST_OK)
		return st;
	x.run = data_checks_begin(
	    on, indicator_rules(v->session->profile).young_years, keep_of_person, &x);
	facts_scan(v->txn, KIND_PEOPLE, take_people, &x);
	data_checks_end(x.run);
	record_rules_doubts(v, keep_record, &x);
	if (!x.sound)
		txn_fail(v->txn, ST_DAMAGED);
	if (txn_status(v->txn) == ST_OK) {
		*rows = rows_of(v->txn, &x);
		*count = x.count;
	}
	st = txn_status(v->txn) == ST_OK ? ST_OK
					 : store_explain(v->session->store, txn_status(v->txn), e);
	free(x.found);
	return st;
}
