/* SPDX-License-Identifier: MIT
 * record_rules.c - a change walked through: each record is asked for itself, then each circle of
 * records that any of them belongs to.
 */
#include "service/guard/namesakes.h"
#include "service/guard/record_rules_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "db/record/records.h"

/* Which circles a record belongs to: that of the record a field refers to, or its own. */
static const struct {
	enum kind kind;
	const char *by; /* NULL: the record itself */
	enum rule_circle circle;
} memberships[] = {
    {KIND_EVENTS, NULL, CIRCLE_EVENT},
    {KIND_PARTICIPANTS, "event", CIRCLE_EVENT},
    {KIND_PLANS, NULL, CIRCLE_PLAN},
    {KIND_PLAN_ITEMS, "plan", CIRCLE_PLAN},
    {KIND_PLAN_ITEMS, NULL, CIRCLE_ITEM},
    {KIND_EVENTS, "item", CIRCLE_ITEM},
    {KIND_ASSOCIATION_HEADS, "association", CIRCLE_ASSOCIATION},
    {KIND_PATHWAYS, "person", CIRCLE_PATHWAYS},
    {KIND_PATHWAY_ITEMS, "person", CIRCLE_PATHWAYS},
    {KIND_MEETINGS, NULL, CIRCLE_MEETING},
    {KIND_ATTENDANCE, "meeting", CIRCLE_MEETING},
    {KIND_ACTING_CHAIRS, "meeting", CIRCLE_MEETING},
    {KIND_AGENDA, "meeting", CIRCLE_MEETING},
    {KIND_TOPIC_DECISIONS, "meeting", CIRCLE_MEETING},
    {KIND_TOPIC_VOTES, "meeting", CIRCLE_MEETING},
    {KIND_DECISIONS, "application", CIRCLE_APPLICATION},
    {KIND_VOTES, "application", CIRCLE_APPLICATION},
    {KIND_RECUSALS, "application", CIRCLE_APPLICATION},
};

enum { MEMBERSHIPS = sizeof(memberships) / sizeof(memberships[0]) };

static void
note(struct asking *a, enum rule_circle circle, uint64_t id)
{
	if (id != 0)
		idset_add(&a->circles[circle], id);
}

/* A number once given stays: only an order that is new, or has become another, is looked at. */
static void
note_year(struct asking *a, const struct asked *r)
{
	const struct order *now = (const struct order *)r->now;
	const struct order *before = (const struct order *)r->before;
	int year, month, day;

	if (r->kind != KIND_ORDERS || now == NULL || now->date == DATE_NONE)
		return;
	if (before != NULL && before->date == now->date && before->kind == now->kind &&
	    strcmp(before->number, now->number) == 0)
		return;
	date_parts(now->date, &year, &month, &day);
	note(a, CIRCLE_YEAR, (uint64_t)year);
}

static void
note_circles(struct asking *a, const struct asked *r)
{
	const struct record *images[] = {r->before, r->now};

	for (int i = 0; i < MEMBERSHIPS; i++) {
		const struct field *by;

		if (memberships[i].kind != r->kind)
			continue;
		if (memberships[i].by == NULL)
			note(a, memberships[i].circle, r->id);
		by = memberships[i].by != NULL ? field_find(r->kind, memberships[i].by) : NULL;
		for (int k = 0; by != NULL && k < 2; k++)
			if (images[k] != NULL)
				note(a, memberships[i].circle, record_ref(images[k], by));
	}
	note_year(a, r);
}

static void
note_restored(void *context, const struct field *f, const char *sentence)
{
	void *const *both = context;

	rule_broken(both[0], both[1], f->id, "%s", sentence);
}

/* Does the door bring back records of another time? */
static bool
brings_back(const struct asking *a)
{
	return a->rules->door == RULES_UNDO || a->rules->door == RULES_COPY;
}

/* What is brought back was good in its day; it has to be so today. */
static void
check_restored(struct asking *a, const struct asked *r)
{
	struct session_refs refs;
	struct reading reading;
	void *both[2] = {a, (void *)(uintptr_t)r->now};

	if (!brings_back(a) || r->now == NULL)
		return;
	reading = view_reading(&a->view, &refs);
	record_check(r->now, &reading, note_restored, both);
}

static bool
has_rules(const struct asking *a, enum kind kind)
{
	for (int i = 0; i < MEMBERSHIPS; i++)
		if (memberships[i].kind == kind)
			return true;
	return brings_back(a) || rules_may_freeze(kind) || rules_of_mailings(kind) ||
	    rules_have_doubts(kind);
}

static void
ask_record(struct asking *a, const struct change_deed *deed)
{
	struct record *now = record_new(deed->kind), *before = record_new(deed->kind);
	struct asked r = {.kind = deed->kind, .id = deed->id};

	if (!deed->removed && records_get(a->view.txn, deed->id, now))
		r.now = now;
	if (rules_before(a, deed->kind, deed->id, before))
		r.before = before;
	check_restored(a, &r);
	rules_frozen(a, &r);
	rules_mailings(a, &r);
	note_circles(a, &r);
	if (r.now != NULL)
		rules_doubts(a, now);
	record_free(now);
	record_free(before);
}

static void
ask_circles(struct asking *a)
{
	for (int i = 0; i < CIRCLES; i++)
		for (uint64_t id = 1; idset_next(&a->circles[i], &id) && !rules_have_enough(a);
		     id++)
			rules_of_circles[i](a, id);
}

static enum status
check(void *context, struct txn *t, const struct change *c, uint64_t stamp)
{
	struct record_rules *x = context;
	struct asking a = {.rules = x,
	    .view = {.session = x->session, .txn = t},
	    .change = c,
	    .stamp = stamp,
	    .today = clock_latest_day()};

	for (size_t i = 0; i < change_size(c) && !rules_have_enough(&a); i++) {
		struct change_deed deed = change_deed(c, i);

		if (has_rules(&a, deed.kind))
			ask_record(&a, &deed);
	}
	ask_circles(&a);
	for (int i = 0; i < CIRCLES; i++)
		idset_free(&a.circles[i]);
	namesakes_free(a.namesakes);
	return x->refused.count > 0 ? ST_INVALID : ST_OK;
}

enum status
record_rules_commit(
    struct record_rules *x, struct change *c, uint64_t *stamp, struct change_obstacle *obstacle)
{
	x->refused.count = x->doubted.count = 0;
	arena_clear(&x->arena);
	change_set_check(c, check, x);
	return change_commit(c, stamp, obstacle);
}

enum status
record_rules_explain(const struct record_rules *x, const struct record *of, struct error *e)
{
	const struct rule_fault *first = &x->refused.items[0];
	bool its_own = of != NULL && of->kind == first->kind && of->id == first->id;
	const struct profile *profile = x->session->profile;
	struct buf text = {0};

	if (!its_own)
		buf_printf(&text, "%s «%s»: ", entity_of(first->kind)->one, first->name);
	buf_printf(
	    &text, "%s: %s", profile_label(profile, first->kind, first->field), first->sentence);
	if (x->refused.count > 1)
		buf_printf(&text, " (всего ошибок: %zu)", x->refused.count);
	error_set(e, ST_INVALID, "%s", buf_text(&text));
	buf_free(&text);
	return ST_INVALID;
}

void
record_rules_free(struct record_rules *x)
{
	free(x->refused.items);
	free(x->doubted.items);
	arena_free(&x->arena);
	x->refused = x->doubted = (struct rule_faults){0};
}

void
record_rules_doubts(const struct view *v, record_doubt_fn *told, void *context)
{
	struct asking a = {.view = *v,
	    .told = told,
	    .told_context = context,
	    .today = clock_latest_day(),
	    .stamp = UINT64_MAX};

	for (enum kind kind = 0; kind < KIND_COUNT; kind++) {
		struct walk *w;
		struct record *r;
		uint64_t id;

		if (!rules_have_doubts(kind))
			continue;
		w = walk_by_id(v->txn, kind);
		r = record_new(kind);
		while (walk_next(w, &id))
			if (records_get(v->txn, id, r))
				rules_doubts(&a, r);
		record_free(r);
		walk_close(w);
	}
	namesakes_free(a.namesakes);
}
