/* SPDX-License-Identifier: MIT
 * source_association.c - what an association did in a period: who was in it, what became of its
 * plan, its events, contests and materials, its indicators beside those of a year before.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/date.h"
#include "db/record/records.h"
#include "document/source.h"
#include "document/told.h"
#include "model/value.h"
#include "rules/facts.h"
#include "service/corps/heads.h"
#include "service/events/event_people.h"
#include "service/year/year_figures.h"

struct telling {
	struct facts *facts;
	struct record_as_of *src;
	const struct association *association;
	struct period period;
};

static bool
is_within(const struct telling *t, int32_t day)
{
	return day != DATE_NONE && day >= t->period.from && day <= t->period.to;
}

/* --- Records in order of a day of theirs. */

struct dated {
	int32_t day;
	uint64_t id;
};

struct dated_list {
	struct dated *items;
	size_t count, room;
};

static void
note(struct dated_list *list, int32_t day, uint64_t id)
{
	ARRAY_ROOM(list->items, list->count, list->room);
	list->items[list->count++] = (struct dated){.day = day, .id = id};
}

static int
compare_dated(const void *left, const void *right)
{
	const struct dated *a = left, *b = right;

	return a->day != b->day ? (a->day > b->day) - (a->day < b->day)
				: (a->id > b->id) - (a->id < b->id);
}

static void
sort(struct dated_list *list)
{
	if (list->count > 0)
		qsort(list->items, list->count, sizeof(*list->items), compare_dated);
}

typedef void each_fn(const struct telling *t, const struct record *r, void *context);

static void
each_referring(const struct telling *t, enum kind kind, const char *field, uint64_t to,
    each_fn *each, void *context)
{
	struct record *r = record_new(kind);
	struct walk *w = walk_referring(t->src->view.txn, kind, field_find(kind, field), to);
	uint64_t id;

	while (walk_next(w, &id))
		if (record_as_of_get(t->src, id, r))
			each(t, r, context);
	walk_close(w);
	record_free(r);
}

/* --- Who. */

static void
tell_head(const struct telling *t)
{
	struct association_head *h = (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);
	struct fact_row *root = t->facts->root;

	if (heads_find(t->src->view.txn, t->association->base.id, t->period.to, h) &&
	    !head_is_over(h, t->period.to)) {
		told_name(root, "head", t->src, KIND_PEOPLE, h->person);
		told_signature(root, "head_signature", t->src, h->person);
		fact_flag(root, "acting", h->manner == MANNER_ACTING);
		record_as_of_note(t->src, KIND_ASSOCIATION_HEADS, h->base.id);
	}
	told_name(root, "base", t->src, KIND_ORGANISATIONS, t->association->base_organisation);
	told_name(root, "curator", t->src, KIND_PEOPLE, t->association->curator);
	record_free(&h->base);
}

struct coming {
	struct idset came, went;
};

static void
note_member(const struct telling *t, const struct record *r, void *context)
{
	const struct association_member *m = (const struct association_member *)r;
	struct coming *c = context;

	if (is_within(t, m->from))
		idset_add(&c->came, m->person);
	if (is_within(t, m->to))
		idset_add(&c->went, m->person);
}

static void
tell_people(const struct telling *t, const char *group, const struct idset *people)
{
	uint64_t *ids = idset_ids(people);
	size_t count = event_people_sort(&t->src->view, ids, people->count);
	struct buf text = {0};

	for (size_t i = 0; i < count; i++) {
		record_as_of_put_short_name(t->src, ids[i], &text);
		fact_add_line(t->facts->root, group, buf_text(&text));
		buf_clear(&text);
	}
	buf_free(&text);
	free(ids);
}

static void
tell_members(const struct telling *t)
{
	struct coming c = {.came = {0}};
	uint64_t id = t->association->base.id;

	each_referring(t, KIND_ASSOCIATION_MEMBERS, "association", id, note_member, &c);
	fact_number(t->facts->root, "members",
	    (int64_t)association_size(t->src->view.txn, id, t->period.to));
	fact_number(t->facts->root, "min_size", t->association->min_size);
	tell_people(t, "joined", &c.came);
	tell_people(t, "left", &c.went);
	idset_free(&c.came);
	idset_free(&c.went);
}

/* --- The plan. */

static void
note_item(const struct telling *t, const struct record *r, void *context)
{
	const struct plan_item *item = (const struct plan_item *)r;

	if (is_within(t, item->to))
		note(context, item->from, r->id);
}

static void
note_plan(const struct telling *t, const struct record *r, void *context)
{
	each_referring(t, KIND_PLAN_ITEMS, "plan", r->id, note_item, context);
}

static void
tell_item(const struct telling *t, const struct plan_item *item, const char *group)
{
	struct fact_row *row = fact_add(t->facts->root, group);
	struct buf term = {0};

	buf_puts(&term, item->term);
	if (term.len == 0) {
		date_put_russian(&term, item->from);
		buf_puts(&term, " – ");
		date_put_russian(&term, item->to);
	}
	fact_text(row, "number", item->number);
	fact_text(row, "title", item->title);
	fact_buf(row, "term", &term);
	fact_day(row, "postponed_to", item->postponed_to);
	fact_day(row, "cancelled", item->cancelled);
	fact_text(row, "reason", item->reason);
	buf_free(&term);
}

static void
tell_items(const struct telling *t)
{
	struct plan_item *item = (struct plan_item *)record_new(KIND_PLAN_ITEMS);
	struct dated_list items = {.count = 0};
	int32_t on = t->period.to;

	each_referring(t, KIND_PLANS, "association", t->association->base.id, note_plan, &items);
	sort(&items);
	for (size_t i = 0; i < items.count; i++) {
		if (!record_as_of_get(t->src, items.items[i].id, &item->base))
			continue;
		if (item->postponed_on != DATE_NONE && item->postponed_on <= on)
			tell_item(t, item, "postponed_items");
		if (item->cancelled != DATE_NONE && item->cancelled <= on)
			tell_item(t, item, "cancelled_items");
	}
	free(items.items);
	record_free(&item->base);
}

/* --- Events. */

static void
note_event(const struct telling *t, const struct record *r, void *context)
{
	const struct event *e = (const struct event *)r;

	if (!e->cancelled && is_within(t, event_last_day(e->held, e->held_to)))
		note(context, e->held, r->id);
}

static void
note_person(const struct telling *t, const struct record *r, void *context)
{
	(void)t;
	idset_add(context, ((const struct participant *)r)->person);
}

/* Its headcount; where it is empty, those who are named. */
static int64_t
count_people(const struct telling *t, const struct event *e)
{
	struct idset named = {0};
	size_t count;

	if (e->headcount != NUMBER_NONE)
		return e->headcount;
	each_referring(t, KIND_PARTICIPANTS, "event", e->base.id, note_person, &named);
	count = named.count;
	idset_free(&named);
	return (int64_t)count;
}

static void
tell_event(const struct telling *t, const struct event *e)
{
	struct fact_row *row = fact_add(t->facts->root, "events");
	struct buf text = {0};

	fact_text(row, "title", e->title);
	value_put_choice(&text, &e->base, field_find(KIND_EVENTS, "type"));
	fact_buf(row, "type", &text);
	value_put_choice(&text, &e->base, field_find(KIND_EVENTS, "level"));
	fact_buf(row, "level", &text);
	fact_day(row, "from", e->held);
	fact_day(row, "to", e->held_to != e->held ? e->held_to : DATE_NONE);
	record_as_of_put_name(t->src, KIND_ORGANISATIONS, e->venue, &text);
	buf_printf(
	    &text, "%s%s", text.len > 0 && *e->venue_text != '\0' ? ", " : "", e->venue_text);
	fact_buf(row, "venue", &text);
	fact_number(row, "people", count_people(t, e));
	buf_free(&text);
}

static void
tell_events(const struct telling *t)
{
	struct event *e = (struct event *)record_new(KIND_EVENTS);
	struct dated_list held = {.count = 0};

	each_referring(t, KIND_EVENTS, "association", t->association->base.id, note_event, &held);
	sort(&held);
	for (size_t i = 0; i < held.count; i++)
		if (record_as_of_get(t->src, held.items[i].id, &e->base))
			tell_event(t, e);
	free(held.items);
	record_free(&e->base);
}

/* --- Materials. */

static void
note_resource(const struct telling *t, const struct record *r, void *context)
{
	const struct resource *x = (const struct resource *)r;

	if (is_within(t, x->added))
		note(context, x->added, r->id);
}

static void
tell_resources(const struct telling *t)
{
	struct resource *x = (struct resource *)record_new(KIND_RESOURCES);
	struct dated_list added = {.count = 0};
	struct buf text = {0};

	each_referring(
	    t, KIND_RESOURCES, "association", t->association->base.id, note_resource, &added);
	sort(&added);
	for (size_t i = 0; i < added.count; i++) {
		struct fact_row *row;

		if (!record_as_of_get(t->src, added.items[i].id, &x->base))
			continue;
		row = fact_add(t->facts->root, "resources");
		fact_text(row, "title", x->title);
		value_put_choice(&text, &x->base, field_find(KIND_RESOURCES, "kind"));
		fact_buf(row, "kind", &text);
		told_short_name(row, "author", t->src, x->author);
		value_put_choice(&text, &x->base, field_find(KIND_RESOURCES, "status"));
		fact_buf(row, "status", &text);
		fact_day(row, "added", x->added);
	}
	free(added.items);
	buf_free(&text);
	record_free(&x->base);
}

/* --- Figures. */

static void
tell_words(const struct telling *t, const char *group, const char *field, const size_t *counts)
{
	const struct field *f = field_find(KIND_EVENTS, field);

	for (size_t i = 1; f->words[i - 1] != NULL; i++) {
		struct fact_row *row;

		if (counts[i] == 0)
			continue;
		row = fact_add(t->facts->root, group);
		fact_text(row, "name", f->words[i - 1]);
		fact_number(row, "count", (int64_t)counts[i]);
	}
}

static void
tell_year(const struct telling *t, const struct year_figures *y)
{
	struct fact_row *root = t->facts->root;
	const struct {
		const char *name;
		uint64_t count;
	} counts[] = {{"held", y->held}, {"participations", y->participations},
	    {"people", y->people}, {"organisations", y->organisations},
	    {"contests", y->contests.events}, {"entries", y->contests.entries},
	    {"winners", y->contests.winners}, {"prizes", y->contests.prizes},
	    {"laureates", y->contests.laureates}, {"items", y->plan.items}, {"done", y->plan.done},
	    {"late", y->plan.late}, {"postponed", y->plan.postponed},
	    {"cancelled", y->plan.cancelled}, {"overdue", y->plan.overdue}};

	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		fact_number(root, counts[i].name, (int64_t)counts[i].count);
	tell_words(t, "types", "type", y->by_type);
	tell_words(t, "levels", "level", y->by_level);
}

/* The figures that have a title of their own, beside those of the same days a year before. */
static void
tell_years(
    const struct telling *t, const struct year_figures *now, const struct year_figures *before)
{
	struct year_number *numbers = NULL;
	size_t count = year_numbers(now, before, &numbers);

	for (size_t i = 0; i < count; i++) {
		struct fact_row *row;

		if (year_what_info(numbers[i].what)->title == NULL)
			continue;
		row = fact_add(t->facts->root, "year");
		fact_text(row, "name", year_what_info(numbers[i].what)->title);
		fact_number(row, "count", (int64_t)year_number(now, numbers[i]));
		fact_number(row, "before", (int64_t)year_number(before, numbers[i]));
	}
	free(numbers);
}

static enum status
tell_figures(const struct telling *t, struct scope scope, struct error *e)
{
	struct year_figures now, before;
	enum status st = year_figures_compare(&t->src->view, t->period, scope, &now, &before, e);

	if (st != ST_OK)
		return st;
	tell_year(t, &now);
	tell_years(t, &now, &before);
	year_figures_free(&now);
	year_figures_free(&before);
	return ST_OK;
}

enum status
source_association(struct facts *f, const struct paper_question *q)
{
	struct association *a = (struct association *)record_new(KIND_ASSOCIATIONS);
	struct scope scope = {.type = SCOPE_ASSOCIATION, .id = q->call->record};
	struct telling t = {.facts = f,
	    .src = q->src,
	    .association = a,
	    .period = {.from = q->call->from, .to = q->call->until}};
	enum status st = ST_OK;

	if (!record_as_of_get(q->src, q->call->record, &a->base))
		st = error_set(q->e, ST_NOTFOUND, "такого объединения нет");
	if (st == ST_OK)
		st = tell_figures(&t, scope, q->e);
	if (st == ST_OK)
		st = source_tell_indicators(f, q, t.period, scope);
	if (st == ST_OK) {
		fact_text(f->root, "association", a->name);
		fact_day(f->root, "from", t.period.from);
		fact_day(f->root, "to", t.period.to);
		tell_head(&t);
		tell_members(&t);
		tell_items(&t);
		tell_events(&t);
		tell_resources(&t);
	}
	record_free(&a->base);
	return st;
}
