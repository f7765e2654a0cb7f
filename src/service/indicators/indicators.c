/* SPDX-License-Identifier: MIT
 * indicators.c - questions to the facts, and the lists behind the answers.
 */
#include "service/indicators/indicators.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "db/record/columns.h"
#include "db/record/counter.h"
#include "db/record/records.h"
#include "rules/schoolyear.h"
#include "service/core/modules.h"
#include "service/indicators/facts_read.h"
#include "service/core/code_order.h"

enum { MOST_MONTHS = 600 };

enum status
indicators_period(struct period *p, struct error *e)
{
	return period_settle(p, clock_today(), e);
}

static void
take_people(void *context, const struct people_columns *people)
{
	indicators_add_people(context, people);
}

static void
take_facts(void *context, const struct fact_columns *facts)
{
	indicators_add_facts(context, facts);
}

static void
take_measure(void *context, const struct measure *measure)
{
	indicators_add_measure(context, measure);
}

static void
take_level(void *context, uint64_t association, uint8_t level)
{
	indicators_add_association(context, association, level);
}

/* Give everything to the run. */
static enum status
pass_over(struct session *s, struct txn *t, struct indicators_run *run, struct error *e)
{
	uint64_t people = counter_next(t, KIND_PEOPLE);

	levels_read(t, take_level, run);
	if (people < UINT32_MAX)
		indicators_expect(run, people + COLUMNS_BLOCK);
	people_read(t, take_people, run);
	for (enum fact_type type = 0; type < FACT_TYPES; type++)
		facts_read(t, type, take_facts, run);
	measures_read(t, take_measure, run);
	return txn_status(t) == ST_OK ? ST_OK : store_explain(s->store, txn_status(t), e);
}

/* How many of the questions, from the first on, are about at most so many periods: each period
 * holds some bytes a person while it is counted. */
enum { PERIODS_AT_ONCE = 16 };

static size_t
questions_at_once(const struct indicator_question *questions, size_t count)
{
	size_t periods = 0, i = 0;

	for (; i < count; i++) {
		bool fresh = i == 0 || questions[i].period.from != questions[i - 1].period.from ||
		    questions[i].period.to != questions[i - 1].period.to;

		if (fresh && ++periods > PERIODS_AT_ONCE)
			break;
	}
	return i;
}

enum status
indicators_ask(const struct view *v, const struct indicator_question *questions, size_t count,
    struct indicators *out, struct error *e)
{
	struct indicator_rules rules = indicator_rules(v->session->profile);
	enum status st = view_require(v, PERMIT_READ, e);

	if (st == ST_OK)
		st = module_require(v->session, "associations", e);
	for (size_t n; st == ST_OK && count > 0; questions += n, out += n, count -= n) {
		struct indicators_run *run;

		n = questions_at_once(questions, count);
		run = indicators_begin(&rules, questions, n);
		st = pass_over(v->session, v->txn, run, e);
		indicators_end(run, st == ST_OK ? out : NULL);
	}
	return st;
}

/* Questions of a period about every record of a kind, in order of code. */
static size_t
divide_by_kind(const struct view *v, struct period p, enum scope_type type,
    struct indicator_question **questions)
{
	enum kind kind = type == SCOPE_ASSOCIATION ? KIND_ASSOCIATIONS : KIND_ORGANISATIONS;
	uint64_t *ids;
	size_t count = code_order(v->txn, kind, NULL, &ids);

	*questions = xcalloc(count + 1, sizeof(**questions));
	for (size_t i = 0; i < count; i++)
		(*questions)[i] =
		    (struct indicator_question){.period = p, .scope = {.type = type, .id = ids[i]}};
	free(ids);
	return count;
}

static size_t
divide_by_nothing(struct period p, struct scope scope, struct indicator_question **questions)
{
	*questions = xcalloc(1, sizeof(**questions));
	**questions = (struct indicator_question){.period = p, .scope = scope};
	return 1;
}

static size_t
divide_by_month(struct period p, struct scope scope, struct indicator_question **questions)
{
	int32_t *ends;
	size_t count = period_month_ends(p, &ends);

	*questions = xcalloc(count, sizeof(**questions));
	for (size_t i = 0; i < count; i++)
		(*questions)[i] = (struct indicator_question){
		    .period = {.from = p.from, .to = ends[i]}, .scope = scope};
	free(ends);
	return count;
}

static enum status
check_division(struct period p, struct scope scope, enum indicators_by by, struct error *e)
{
	if ((by == BY_ASSOCIATION || by == BY_ORGANISATION) && scope.type != SCOPE_CITY)
		return error_set(e, ST_REFUSED,
		    "по объединениям и организациям делится только весь город (city)");
	if (by == BY_MONTH && (p.to - p.from) / 31 > MOST_MONTHS)
		return error_set(
		    e, ST_REFUSED, "период длиннее %d месяцев: возьмите короче", MOST_MONTHS);
	return ST_OK;
}

enum status
indicators_table(const struct view *v, struct period p, struct scope scope, enum indicators_by by,
    struct indicators_table *out, struct error *e)
{
	struct indicator_question *questions = NULL;
	enum status st = check_division(p, scope, by, e);

	*out = (struct indicators_table){0};
	if (st != ST_OK)
		return st;
	if (by == BY_MONTH)
		out->count = divide_by_month(p, scope, &questions);
	else if (by == BY_NOTHING)
		out->count = divide_by_nothing(p, scope, &questions);
	else
		out->count = divide_by_kind(v, p,
		    by == BY_ASSOCIATION ? SCOPE_ASSOCIATION : SCOPE_ORGANISATION, &questions);
	out->rows = xcalloc(out->count + 1, sizeof(*out->rows));
	st = indicators_ask(v, questions, out->count, out->rows, e);
	free(questions);
	if (st != ST_OK)
		indicators_table_free(out);
	return st;
}

void
indicators_table_free(struct indicators_table *t)
{
	free(t->rows);
	*t = (struct indicators_table){0};
}

enum status
indicators_months(const struct view *v, int32_t on, struct scope scope,
    struct indicators_table *out, struct error *e)
{
	struct period p = {.from = DATE_NONE, .to = on};
	enum status st = indicators_period(&p, e);

	*out = (struct indicators_table){0};
	return st == ST_OK ? indicators_table(v, p, scope, BY_MONTH, out, e) : st;
}

/* A row of bars with its name folded. */
struct bar {
	struct indicators answer;
	struct fraction f;
	size_t at, len;
};

static int
compare_bars(const void *a, const void *b, void *context)
{
	const struct bar *x = a, *y = b;
	const struct buf *names = context;
	bool none_x = x->f.denominator == 0, none_y = y->f.denominator == 0;
	uint64_t left = x->f.numerator * y->f.denominator,
		 right = y->f.numerator * x->f.denominator;

	if (none_x != none_y)
		return none_x ? 1 : -1;
	if (left != right)
		return left > right ? -1 : 1;
	return slice_compare(slice_make(buf_text(names) + x->at, x->len),
	    slice_make(buf_text(names) + y->at, y->len));
}

/* Names of all rows under the place each has in the list of its kind. */
static void
put_places(const struct view *v, struct bar *bars, size_t count, struct buf *places)
{
	for (size_t i = 0; i < count; i++) {
		struct scope scope = bars[i].answer.scope;
		struct record *r = record_new(
		    scope.type == SCOPE_ASSOCIATION ? KIND_ASSOCIATIONS : KIND_ORGANISATIONS);

		bars[i].at = places->len;
		if (records_get(v->txn, scope.id, r))
			walk_put_place_of(r, places);
		bars[i].len = places->len - bars[i].at;
		record_free(r);
	}
}

enum status
indicators_bars(const struct view *v, struct period p, enum indicators_by by, enum indicator which,
    struct indicators_table *out, struct error *e)
{
	enum status st = indicators_table(v, p, (struct scope){0}, by, out, e);
	struct buf places = {0};
	struct bar *bars;

	if (st != ST_OK)
		return st;
	bars = xcalloc(out->count + 1, sizeof(*bars));
	for (size_t i = 0; i < out->count; i++)
		bars[i] = (struct bar){.answer = out->rows[i], .f = out->rows[i].values[which]};
	put_places(v, bars, out->count, &places);
	qsort_r(bars, out->count, sizeof(*bars), compare_bars, &places);
	for (size_t i = 0; i < out->count; i++)
		out->rows[i] = bars[i].answer;
	buf_free(&places);
	free(bars);
	return ST_OK;
}

/* Who is told of, as sets: events apart; loads beside their ids. */
struct told {
	struct idset counted, missing, events_counted, events_missing;
	struct methodist_load *loads;
	size_t nloads, size;
};

struct methodist_load {
	uint64_t id, people;
};

static void
take_told(void *context, enum kind kind, uint64_t id, bool counted, uint64_t load)
{
	struct told *told = context;

	if (kind == KIND_EVENTS)
		idset_add(counted ? &told->events_counted : &told->events_missing, id);
	else
		idset_add(counted ? &told->counted : &told->missing, id);
	if (load == 0)
		return;
	ARRAY_ROOM(told->loads, told->nloads, told->size);
	told->loads[told->nloads++] = (struct methodist_load){.id = id, .people = load};
}

static int
compare_loads(const void *a, const void *b)
{
	const struct methodist_load *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

static void
put_loads(struct told *told, struct indicator_names *out)
{
	out->loads = xcalloc(out->ncounted + 1, sizeof(*out->loads));
	if (told->nloads > 0)
		qsort(told->loads, told->nloads, sizeof(*told->loads), compare_loads);
	for (size_t i = 0; i < out->ncounted; i++) {
		struct methodist_load wanted = {.id = out->counted[i]};
		const struct methodist_load *found = told->nloads == 0
		    ? NULL
		    : bsearch(&wanted, told->loads, told->nloads, sizeof(wanted), compare_loads);

		out->loads[i] = found != NULL ? found->people : 0;
	}
}

static void
put_lists(const struct view *v, const struct idset *counted, const struct idset *missing,
    struct indicator_names *out)
{
	out->ncounted = code_order(v->txn, out->kind, counted, &out->counted);
	out->nmissing = code_order(v->txn, out->kind, missing, &out->missing);
}

static void
put_told(const struct view *v, enum indicator which, struct told *told, struct indicator_names *out)
{
	put_lists(v, &told->counted, &told->missing, out);
	if (which == INDICATOR_LOAD)
		put_loads(told, out);
	if (which != INDICATOR_ROADMAP)
		return;
	out->events = xcalloc(1, sizeof(*out->events));
	out->events->kind = KIND_EVENTS;
	put_lists(v, &told->events_counted, &told->events_missing, out->events);
}

static void
told_free(struct told *told)
{
	idset_free(&told->counted);
	idset_free(&told->missing);
	idset_free(&told->events_counted);
	idset_free(&told->events_missing);
	free(told->loads);
}

enum status
indicators_names(const struct view *v, struct period p, struct scope scope, enum indicator which,
    struct indicator_names *out, struct error *e)
{
	struct indicator_question question = {.period = p, .scope = scope};
	struct indicator_rules rules = indicator_rules(v->session->profile);
	enum status st = view_require(v, PERMIT_READ, e);
	struct told told = {0};
	struct indicators_run *run;

	*out = (struct indicator_names){
	    .kind = which == INDICATOR_ROADMAP ? KIND_PLAN_ITEMS : KIND_PEOPLE};
	if (st == ST_OK)
		st = module_require(v->session, "associations", e);
	if (st != ST_OK)
		return st;
	run = indicators_begin(&rules, &question, 1);
	indicators_watch(run, which, take_told, &told);
	st = pass_over(v->session, v->txn, run, e);
	indicators_end(run, NULL);
	if (st == ST_OK)
		put_told(v, which, &told, out);
	told_free(&told);
	return st;
}

void
indicator_names_free(struct indicator_names *n)
{
	free(n->counted);
	free(n->missing);
	free(n->loads);
	if (n->events != NULL)
		indicator_names_free(n->events);
	free(n->events);
	*n = (struct indicator_names){0};
}

void
indicators_put_codes(
    const struct view *v, enum kind kind, const uint64_t *ids, size_t count, struct buf *out)
{

	for (size_t i = 0; i < count; i++) {
		records_put_code(v->txn, kind, ids[i], out);
		buf_putc(out, '\0');
	}
}

const char *
indicators_text(const struct session *s, enum indicator which)
{
	const struct indicator_info *info = indicator_info(which);
	const struct term *term = profile_term(s->profile, TERMS_INDICATORS, slice_of(info->id));

	return term != NULL ? term->text : info->title;
}

const char *
indicators_clause(const struct session *s, enum indicator which)
{
	const struct term *term =
	    profile_term(s->profile, TERMS_INDICATORS, slice_of(indicator_info(which)->id));

	return term != NULL ? term->clause : "";
}

void
indicators_put_rule(const struct session *s, enum indicator which, struct buf *out)
{
	const struct indicator_info *info = indicator_info(which);
	struct indicator_rules rules = indicator_rules(s->profile);

	buf_puts(out, info->rule);
	if (which == INDICATOR_YOUNG)
		buf_printf(out, " (до %d лет%s; лет работы меньше %d)", rules.young_age,
		    rules.young_age_inclusive ? " включительно" : "", rules.young_years);
}

bool
indicators_target(const struct session *s, enum indicator which, int32_t on, int *target)
{
	return profile_target(s->profile, indicator_info(which)->id, on, target);
}

const char *
indicators_part_note(enum scope_type of)
{
	return of == SCOPE_ORGANISATION ? "Люди считаются в организации, где они работают сейчас."
					: "";
}
