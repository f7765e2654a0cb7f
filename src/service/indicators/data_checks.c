/* SPDX-License-Identifier: MIT
 * data_checks.c - doubtful records found through the facts.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/die.h"
#include "db/record/codec.h"
#include "db/record/columns.h"
#include "db/record/records.h"
#include "service/guard/record_rules.h"
#include "service/indicators/facts_read.h"
#include "service/indicators/indicators.h"

struct search {
	struct txn *t;
	struct data_checks_run *run;
	size_t most;
	size_t *totals;
	struct data_check_row *found;
	size_t count, size;
};

static void
keep(void *context, enum data_check which, enum kind kind, uint64_t id, uint64_t person)
{
	struct search *x = context;

	if (x->totals[which]++ >= x->most && x->most > 0)
		return;
	ARRAY_ROOM(x->found, x->count, x->size);
	x->found[x->count++] =
	    (struct data_check_row){.doubt = which, .kind = kind, .id = id, .person = person};
}

static void
take_people(void *context, const struct people_columns *people)
{
	data_checks_add_people(((struct search *)context)->run, people);
}

static void
take_facts(void *context, const struct fact_columns *facts)
{
	data_checks_add_facts(((struct search *)context)->run, facts);
}

/* Whether there is a document stands in a text of the record. */
static void
take_methodists(void *context, const struct fact_columns *facts)
{
	const struct field *document = field_find(KIND_METHODISTS, "document");
	int32_t flags[COLUMNS_BLOCK] = {0};
	struct fact_columns with = *facts;
	struct search *x = context;
	struct slice image, text;

	for (size_t i = 0; i < facts->count; i++)
		if (facts->person[i] != 0 &&
		    records_image(x->t, KIND_METHODISTS, facts->first + i, &image) &&
		    codec_find_text(image, document->number, &text))
			flags[i] = FACT_DOCUMENT;
	with.flags = flags;
	data_checks_add_facts(x->run, &with);
}

static int
compare_found(const void *a, const void *b)
{
	const struct data_check_row *x = a, *y = b;

	if (x->doubt != y->doubt)
		return x->doubt < y->doubt ? -1 : 1;
	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static void
look_at_facts(struct search *x)
{
	static const enum fact_type looked_at[] = {
	    FACT_ASSESSED, FACT_TRAINED, FACT_PATHWAY, FACT_SUPPORTED, FACT_ATTACHED};

	people_read(x->t, take_people, x);
	for (size_t i = 0; i < sizeof(looked_at) / sizeof(looked_at[0]); i++)
		facts_read(x->t, looked_at[i], take_facts, x);
	facts_read(x->t, FACT_METHODIST, take_methodists, x);
}

enum status
indicators_data_checks(const struct view *v, int32_t on, size_t most, struct data_check_row **rows,
    size_t *count, size_t totals[DOUBT_COUNT], struct error *e)
{
	struct search x = {.t = v->txn, .most = most, .totals = totals};
	enum status st = view_require(v, PERMIT_READ, e);

	*rows = NULL;
	*count = 0;
	for (int i = 0; i < DOUBT_COUNT; i++)
		totals[i] = 0;
	if (st != ST_OK)
		return st;
	x.run = data_checks_begin(on, indicator_rules(v->session->profile).young_years, keep, &x);
	look_at_facts(&x);
	data_checks_end(x.run);
	record_rules_doubts(v, keep, &x);
	st = txn_status(v->txn) == ST_OK ? ST_OK
					 : store_explain(v->session->store, txn_status(v->txn), e);
	if (st != ST_OK) {
		free(x.found);
		return st;
	}
	if (x.count > 0)
		qsort(x.found, x.count, sizeof(*x.found), compare_found);
	*rows = x.found != NULL ? x.found : xcalloc(1, sizeof(*x.found));
	*count = x.count;
	return ST_OK;
}
