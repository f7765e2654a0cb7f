/* SPDX-License-Identifier: MIT
 * indicator_cost.c - what indicators cost in a database, against the same rules over
 * columns lying in memory.
 *
 *   indicator_cost DIR        prints "name median p99 times" a line, in milliseconds, and the
 * memory at the end
 *
 * The time is the processor's: nothing here waits, and other programs shall not disturb the ratios.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/die.h"
#include "base/date.h"
#include "tests/lib/visitor_help.h"
#include "service/indicators/facts_read.h"
#include "service/indicators/indicators.h"
#include "service/list/listing.h"
#include "service/year/worklists.h"
#include "tests/lib/in_view.h"
#include "tests/lib/tally.h"

struct bench {
	struct session *s;
	struct people_columns people; /* all of them, each column in one array */
	struct fact_columns facts[FACT_TYPES];
	struct period period;
	struct indicator_question *parts; /* the city, every organisation and association */
	size_t nparts;
	struct indicators *answers;
	size_t missing, waiting;
};

static void
fail(const struct error *e)
{
	fprintf(stderr, "indicator_cost: %s\n", error_text(e));
	exit(1);
}

static void
measure(const char *name, struct bench *b, void (*fn)(struct bench *b))
{
	static struct tally times;

	fn(b);
	for (times.count = 0; !tally_is_enough(&times);) {
		double start = cpu_ms();

		fn(b);
		tally_add(&times, cpu_ms() - start);
	}
	printf("%s %.2f %.2f %zu\n", name, tally_middle(&times), tally_p99(&times), times.count);
}

/* A column that goes on: it is ours, though the rules only read it. */
static const int32_t *
held(const int32_t *column, size_t count, const int32_t *more, size_t n)
{
	int32_t *all = realloc((void *)(uintptr_t)column, (count + n) * sizeof(*all));

	if (all == NULL)
		exit(1);
	if (more != NULL)
		memcpy(all + count, more, n * sizeof(*all));
	else
		memset(all + count, 0, n * sizeof(*all));
	return all;
}

static void
hold_people(void *context, const struct people_columns *p)
{
	struct bench *b = context;
	struct people_columns *all = &b->people;

	if (all->count == 0)
		all->first = p->first;
	if (p->first != all->first + all->count) {
		fprintf(stderr, "indicator_cost: people are not in a row\n");
		exit(1);
	}
	all->staff_kind = held(all->staff_kind, all->count, p->staff_kind, p->count);
	all->level = held(all->level, all->count, p->level, p->count);
	all->organisation = held(all->organisation, all->count, p->organisation, p->count);
	all->birth_date = held(all->birth_date, all->count, p->birth_date, p->count);
	all->career_start = held(all->career_start, all->count, p->career_start, p->count);
	all->hired = held(all->hired, all->count, p->hired, p->count);
	all->dismissed = held(all->dismissed, all->count, p->dismissed, p->count);
	all->count += p->count;
}

static void
hold_facts(void *context, const struct fact_columns *f)
{
	struct fact_columns *all = &((struct bench *)context)->facts[f->type];

	all->type = f->type;
	all->person = held(all->person, all->count, f->person, f->count);
	all->from = held(all->from, all->count, f->from, f->count);
	all->to = held(all->to, all->count, f->to, f->count);
	all->ref = held(all->ref, all->count, f->ref, f->count);
	all->flags = held(all->flags, all->count, f->flags, f->count);
	all->count += f->count;
}

static void
hold_columns(struct bench *b)
{
	struct txn *t = txn_read(b->s->store);

	people_read(t, hold_people, b);
	for (enum fact_type type = 0; type < FACT_TYPES; type++)
		facts_read(t, type, hold_facts, b);
	txn_abort(t);
}

static void
ask(struct bench *b, const struct indicator_question *questions, size_t count)
{
	struct error e = {0};

	if (IN_VIEW(b->s, indicators_ask(VIEW, questions, count, b->answers, &e)) != ST_OK)
		fail(&e);
}

static void
ask_city(struct bench *b)
{
	ask(b, b->parts, 1);
}

static void
ask_parts(struct bench *b)
{
	ask(b, b->parts, b->nparts);
}

static void
ask_months(struct bench *b)
{
	struct indicators_table t;
	struct error e = {0};
	struct period year = {date_make(2025, 6, 1), date_make(2026, 5, 31)};

	if (IN_VIEW(b->s, indicators_table(VIEW, year, (struct scope){0}, BY_MONTH, &t, &e)) !=
	    ST_OK)
		fail(&e);
	indicators_table_free(&t);
}

static void
plain(struct bench *b, const struct indicator_question *questions, size_t count)
{
	struct indicator_rules rules = indicator_rules(b->s->profile);
	struct indicators_run *run = indicators_begin(&rules, questions, count);

	indicators_add_people(run, &b->people);
	for (enum fact_type type = 0; type < FACT_TYPES; type++)
		indicators_add_facts(run, &b->facts[type]);
	indicators_end(run, b->answers);
}

static void
plain_city(struct bench *b)
{
	plain(b, b->parts, 1);
}

static void
plain_parts(struct bench *b)
{
	plain(b, b->parts, b->nparts);
}

static void
list_missing(struct bench *b)
{
	struct indicator_names names;
	struct error e = {0};

	if (IN_VIEW(b->s,
		indicators_names(
		    VIEW, b->period, (struct scope){0}, INDICATOR_ASSESSED, &names, &e)) != ST_OK)
		fail(&e);
	b->missing = names.nmissing;
	indicator_names_free(&names);
}

/* The list and its first page by name, as a screen opens it. */
static void
open_missing(struct bench *b)
{
	struct listing_spec spec = {.kind = KIND_PEOPLE};
	struct indicator_names names;
	struct record *rows[22];
	struct listing *l;
	struct error e = {0};

	if (IN_VIEW(b->s,
		indicators_names(
		    VIEW, b->period, (struct scope){0}, INDICATOR_ASSESSED, &names, &e)) != ST_OK)
		fail(&e);
	spec.only = names.missing;
	spec.nonly = names.nmissing;
	if (IN_VIEW(b->s, listing_open(&l, VIEW, &spec, NULL, NULL)) != ST_OK)
		exit(1);
	for (int i = 0; i < 22; i++)
		rows[i] = record_new(KIND_PEOPLE);
	IN_VIEW(b->s, listing_page(l, VIEW, 0, 22, rows));
	for (int i = 0; i < 22; i++)
		record_free(rows[i]);
	listing_close(l);
	indicator_names_free(&names);
}

/* The dashboard: the city now and a year before, and its months. */
static void
open_dashboard(struct bench *b)
{
	struct indicator_question q[11] = {b->parts[0], {.period = period_year_before(b->period)}};
	int32_t *ends;
	size_t count = period_month_ends(b->period, &ends);

	for (size_t i = 0; i < count; i++)
		q[2 + i] = (struct indicator_question){.period = {b->period.from, ends[i]}};
	free(ends);
	ask(b, q, 2 + count);
}

static void
count_list(void *context, const struct worklist *list, const struct worklist_found *found)
{
	(void)list;
	*(size_t *)context += found->count;
}

/* What the first screen counts again when something has changed. */
static void
count_worklists(struct bench *b)
{
	struct error e = {0};

	b->waiting = 0;
	if (IN_VIEW(b->s, worklists_each(VIEW, b->period.to, count_list, &b->waiting, &e)) != ST_OK)
		fail(&e);
}

static void
make_questions(struct bench *b)
{
	struct txn *t = txn_read(b->s->store);
	size_t organisations = txn_count(t, table_of(KIND_ORGANISATIONS));
	size_t associations = txn_count(t, table_of(KIND_ASSOCIATIONS));

	txn_abort(t);
	b->period = (struct period){date_make(2025, 9, 1), date_make(2026, 5, 31)};
	b->parts = calloc(1 + organisations + associations, sizeof(*b->parts));
	b->answers = calloc(20 + organisations + associations, sizeof(*b->answers));
	if (b->parts == NULL || b->answers == NULL)
		exit(1);
	b->parts[b->nparts++].period = b->period;
	for (uint64_t i = 1; i <= organisations; i++)
		b->parts[b->nparts++] = (struct indicator_question){
		    .period = b->period, .scope = {SCOPE_ORGANISATION, i}};
	for (uint64_t i = 1; i <= associations; i++)
		b->parts[b->nparts++] = (struct indicator_question){
		    .period = b->period, .scope = {SCOPE_ASSOCIATION, i}};
}

int
main(int argc, char **argv)
{
	struct bench b = {0};
	struct error e = {0};
	struct rusage use;

	if (argc != 2)
		return 2;
	keep_memory(); /* as the screens do */
	if (session_open(&b.s, argv[1], AS(NULL), &e) != ST_OK)
		fail(&e);
	make_questions(&b);
	measure("city", &b, ask_city);
	measure("parts", &b, ask_parts);
	measure("months", &b, ask_months);
	measure("dashboard", &b, open_dashboard);
	measure("missing", &b, list_missing);
	measure("open_missing", &b, open_missing);
	measure("worklists", &b, count_worklists);
	getrusage(RUSAGE_SELF, &use);
	hold_columns(&b);
	measure("plain_city", &b, plain_city);
	measure("plain_parts", &b, plain_parts);
	measure("city_again", &b, ask_city);
	printf("parts_count %zu\nmissing_count %zu\nwaiting_count %zu\nrss_mb %.1f\n", b.nparts,
	    b.missing, b.waiting, (double)use.ru_maxrss / 1024);
	session_close(b.s);
	free(b.parts);
	free(b.answers);
	return 0;
}
