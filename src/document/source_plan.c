/* SPDX-License-Identifier: MIT
 * source_plan.c - a plan of work or a road map: what it is for, its items, what became of each.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/date.h"
#include "db/record/records.h"
#include "document/source.h"
#include "document/source_plan_items.h"
#include "document/told.h"
#include "service/corps/heads.h"
#include "service/core/naming.h"

enum { LEVELS = 8, LONG_TERM = 93 /* days; a longer one is of no month */ };

/* An item and where it stands. */
struct placed {
	struct plan_item *item;
	size_t part;  /* of the first item of its section, or its month */
	int32_t done; /* DATE_NONE: not yet */
};

struct telling {
	struct fact_row *root;
	struct record_as_of *src;
	const struct plan *plan;
	struct placed *items;
	size_t count, room;
	bool sections, publicly;
};

static void
read_items(struct telling *t)
{
	struct walk *w = walk_referring(t->src->view.txn, KIND_PLAN_ITEMS,
	    field_find(KIND_PLAN_ITEMS, "plan"), t->plan->base.id);
	uint64_t id;

	while (walk_next(w, &id)) {
		struct plan_item *item = (struct plan_item *)record_new(KIND_PLAN_ITEMS);

		if (!records_get(t->src->view.txn, id, &item->base)) {
			record_free(&item->base);
			continue;
		}
		record_as_of_note(t->src, KIND_PLAN_ITEMS, id);
		ARRAY_ROOM(t->items, t->count, t->room);
		t->items[t->count++] =
		    (struct placed){.item = item, .done = plan_item_done(t->src, item)};
		t->sections |= item->section[0] != '\0';
	}
	walk_close(w);
}

/* By sections in the order they begin, where there are any; else by months, what takes long last.
 */
static size_t
part_of(const struct telling *t, size_t i)
{
	const struct plan_item *item = t->items[i].item;

	if (!t->sections)
		return item->to - item->from >= LONG_TERM
		    ? SIZE_MAX
		    : (size_t)date_year(item->to) * 12 + (size_t)date_month(item->to);
	for (size_t k = 0; k < i; k++)
		if (strcmp(t->items[k].item->section, item->section) == 0)
			return t->items[k].part;
	return i;
}

static int
compare_items(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	int by_number = plan_number_compare(a->item->number, b->item->number);

	if (a->part != b->part)
		return a->part < b->part ? -1 : 1;
	return by_number != 0
	    ? by_number
	    : (a->item->base.id > b->item->base.id) - (a->item->base.id < b->item->base.id);
}

static void
place_items(struct telling *t)
{
	for (size_t i = 0; i < t->count; i++)
		t->items[i].part = part_of(t, i);
	if (t->count > 0)
		qsort(t->items, t->count, sizeof(*t->items), compare_items);
}

static void
tell_part(const struct telling *t, struct fact_row *row, const struct plan_item *item)
{
	struct buf text = {0};

	if (t->sections)
		buf_puts(&text, item->section);
	else if (item->to - item->from >= LONG_TERM)
		buf_puts(&text, "в течение года");
	else
		buf_printf(
		    &text, "%s %d", date_month_name(date_month(item->to)), date_year(item->to));
	fact_buf(row, "part", &text);
	buf_free(&text);
}

static void
tell_item(const struct telling *t, const struct placed *p)
{
	struct fact_row *row = fact_add(t->root, "items");
	struct buf text = {0};

	tell_part(t, row, p->item);
	fact_text(row, "number", p->item->number);
	plan_item_tell(t->src, row, p->item, t->publicly);
	plan_item_put_term(p->item, &text);
	fact_buf(row, "term", &text);
	fact_text(row, "document", p->item->document);
	fact_text(row, "result", p->item->result);
	plan_item_put_mark(p->item, p->done, &text);
	fact_buf(row, "mark", &text);
	buf_free(&text);
}

/* --- How it goes. */

static void
tell_levels(const struct telling *t)
{
	int64_t items[LEVELS] = {0}, done[LEVELS] = {0};
	struct buf text = {0};

	for (size_t i = 0; i < t->count; i++) {
		items[t->items[i].item->level % LEVELS]++;
		done[t->items[i].item->level % LEVELS] += t->items[i].done != DATE_NONE;
	}
	for (size_t i = 0; i < t->count; i++) { /* each word once, from an item that has it */
		uint8_t level = t->items[i].item->level % LEVELS;
		struct fact_row *row;

		if (items[level] == 0)
			continue;
		row = fact_add(t->root, "levels");
		value_put_choice(
		    &text, &t->items[i].item->base, field_find(KIND_PLAN_ITEMS, "level"));
		fact_buf(row, "level", &text);
		fact_number(row, "items", items[level]);
		fact_number(row, "done", done[level]);
		items[level] = 0;
	}
	buf_free(&text);
}

static void
tell_course(const struct telling *t)
{
	int64_t done = 0, late = 0, postponed = 0, cancelled = 0;

	for (size_t i = 0; i < t->count; i++) {
		const struct placed *p = &t->items[i];

		done += p->done != DATE_NONE;
		late += p->done != DATE_NONE && p->done > p->item->to;
		postponed += p->item->postponed_to != DATE_NONE;
		cancelled += p->item->cancelled != DATE_NONE;
	}
	fact_number(t->root, "done", done);
	fact_number(t->root, "late", late > 0 ? late : NUMBER_NONE);
	fact_number(t->root, "postponed", postponed > 0 ? postponed : NUMBER_NONE);
	fact_number(t->root, "cancelled", cancelled > 0 ? cancelled : NUMBER_NONE);
}

/* --- The plan itself. */

static void
tell_head(const struct telling *t)
{
	struct association_head *head =
	    (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);
	int32_t today = clock_today(), on = t->plan->to < today ? t->plan->to : today;

	if (t->plan->association != 0 &&
	    heads_find(t->src->view.txn, t->plan->association, on, head) &&
	    !head_is_over(head, on)) {
		record_as_of_note(t->src, KIND_ASSOCIATION_HEADS, head->base.id);
		told_name(t->root, "head", t->src, KIND_PEOPLE, head->person);
		told_signature(t->root, "head_signature", t->src, head->person);
	}
	record_free(&head->base);
}

/* "от 26.05.2026 № 3" */
static void
tell_order(const struct telling *t)
{
	struct order *o = (struct order *)record_new(KIND_ORDERS);
	struct buf text = {0};

	if (t->plan->order != 0 && record_as_of_get(t->src, t->plan->order, &o->base)) {
		buf_puts(&text, "от ");
		date_put_russian(&text, o->date);
		buf_printf(&text, " № %s", o->number);
		fact_buf(t->root, "approved_by", &text);
	}
	buf_free(&text);
	record_free(&o->base);
}

static void
tell_plan(const struct telling *t)
{
	const struct plan *p = t->plan;

	fact_text(t->root, "code", p->code);
	fact_text(t->root, "title", p->title);
	told_name(t->root, "association", t->src, KIND_ASSOCIATIONS, p->association);
	if (!t->publicly)
		tell_head(t);
	fact_day(t->root, "from", p->from);
	fact_day(t->root, "to", p->to);
	fact_text(t->root, "topic", p->topic);
	fact_text(t->root, "goal", p->goal);
	fact_lines(t->root, "tasks", p->tasks);
	fact_day(t->root, "handed_in", p->handed_in);
	fact_day(t->root, "agreed", p->agreed);
	fact_text(t->root, "agreed_with", p->agreed_with);
	fact_day(t->root, "approved", p->approved);
	tell_order(t);
}

static void
tell(struct telling *t)
{
	tell_plan(t);
	read_items(t);
	place_items(t);
	for (size_t i = 0; i < t->count; i++)
		tell_item(t, &t->items[i]);
	tell_course(t);
	tell_levels(t);
	for (size_t i = 0; i < t->count; i++)
		record_free(&t->items[i].item->base);
	free(t->items);
}

enum status
source_plan(struct facts *f, const struct paper_question *q)
{
	struct plan *p = (struct plan *)record_new(KIND_PLANS);
	struct telling t = {
	    .root = f->root, .src = q->src, .plan = p, .publicly = q->call->publicly};
	bool found = record_as_of_get(q->src, q->call->record, &p->base);

	if (found) {
		f->draft = p->approved == DATE_NONE;
		fact_flag(f->root, "draft", f->draft);
		tell(&t);
	}
	record_free(&p->base);
	return found ? ST_OK : error_set(q->e, ST_NOTFOUND, "такого плана нет");
}
