/* SPDX-License-Identifier: MIT
 * source_digest.c - a month told to others: what was held, what the next month has, contests ahead,
 * what is new in the bank; for the office what is overdue, too.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/date.h"
#include "db/record/records.h"
#include "document/source_plan_items.h"
#include "rules/facts.h"
#include "rules/plan_term.h"
#include "service/year/plan_year.h"
#include "service/year/year_figures.h"

enum { CONTESTS_AHEAD = 60 /* days */ };

/* A line of one of the groups; sorted by its day. */
struct line {
	enum kind kind;
	uint64_t id, association;
	struct plan_days days;
};

struct lines {
	struct line *items;
	size_t count, room;
};

struct telling {
	struct fact_row *root;
	struct record_as_of *src;
	struct plan_days month, next;
	struct lines held, coming, contests, overdue, fresh;
};

static void
note(struct lines *to, enum kind kind, uint64_t id, uint64_t association, struct plan_days days)
{
	ARRAY_ROOM(to->items, to->count, to->room);
	to->items[to->count++] =
	    (struct line){.kind = kind, .id = id, .association = association, .days = days};
}

static int
compare_lines(const void *left, const void *right)
{
	const struct line *a = left, *b = right;

	if (a->days.from != b->days.from)
		return a->days.from < b->days.from ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

static struct plan_days
month_of(int32_t day)
{
	int year = date_year(day), month = date_month(day);
	int32_t first = date_make(year, month, 1);

	return (struct plan_days){first, first + date_month_days(year, month) - 1};
}

static bool
is_within(int32_t day, struct plan_days days)
{
	return day != DATE_NONE && day >= days.from && day <= days.to;
}

/* --- What there is to tell. */

static void
note_event(struct telling *t, const struct event *e)
{
	int32_t last = event_last_day(e->held, e->held_to);
	struct plan_days held = {e->held, last}, planned = {e->planned, e->planned};
	struct plan_days ahead = {t->next.from, t->month.to + CONTESTS_AHEAD};

	if (e->cancelled)
		return;
	if (is_within(last, t->month))
		note(&t->held, KIND_EVENTS, e->base.id, e->association, held);
	if (last != DATE_NONE && last <= t->month.to)
		return;
	if (e->type == EVENT_CONTEST && is_within(e->planned, ahead))
		note(&t->contests, KIND_EVENTS, e->base.id, e->association, planned);
	else if (e->item == 0 && is_within(e->planned, t->next))
		note(&t->coming, KIND_EVENTS, e->base.id, e->association, planned);
}

static void
note_events(struct telling *t)
{
	struct event *e = (struct event *)record_new(KIND_EVENTS);
	struct walk *w = walk_by_id(t->src->view.txn, KIND_EVENTS);
	uint64_t id;

	while (walk_next(w, &id))
		if (records_get(t->src->view.txn, id, &e->base))
			note_event(t, e);
	walk_close(w);
	record_free(&e->base);
}

/* Of the next month what ends or begins in it: an item of a whole year is in every month. */
static enum status
note_coming(struct telling *t, struct error *e)
{
	struct plan_year year;
	enum status st = plan_year_read(&t->src->view, (struct plan_part){.whose = PLANS_OF_ALL},
	    t->next.from, t->month.to, &year, e);

	for (size_t i = 0; i < year.count; i++) {
		const struct plan_row *r = &year.rows[i];
		struct plan_days days = {r->postponed ? r->due : r->from, r->due};

		if (r->done == DATE_NONE && !r->cancelled &&
		    (is_within(days.from, t->next) || is_within(days.to, t->next)))
			note(&t->coming, KIND_PLAN_ITEMS, r->item, r->association, days);
	}
	plan_year_free(&year);
	return st;
}

static enum status
note_overdue(struct telling *t, struct error *e)
{
	struct plan_year year;
	enum status st = plan_year_read(&t->src->view, (struct plan_part){.whose = PLANS_OF_ALL},
	    t->month.from, t->month.to, &year, e);

	for (size_t i = 0; i < year.count; i++) {
		const struct plan_row *r = &year.rows[i];

		if (r->overdue)
			note(&t->overdue, KIND_PLAN_ITEMS, r->item, r->association,
			    (struct plan_days){r->due, r->due});
	}
	plan_year_free(&year);
	return st;
}

/* What was put forward and is not recommended yet is nobody's to use. */
static void
note_fresh(struct telling *t)
{
	struct resource *r = (struct resource *)record_new(KIND_RESOURCES);
	struct walk *w = walk_by_id(t->src->view.txn, KIND_RESOURCES);
	uint64_t id;

	while (walk_next(w, &id)) {
		int32_t day;

		if (!records_get(t->src->view.txn, id, &r->base) ||
		    (r->status != 0 && r->status != RESOURCE_RECOMMENDED))
			continue;
		day = r->status != 0 && r->reviewed != DATE_NONE ? r->reviewed : r->added;
		if (is_within(day, t->month))
			note(&t->fresh, KIND_RESOURCES, id, r->association,
			    (struct plan_days){day, day});
	}
	walk_close(w);
	record_free(&r->base);
}

/* --- Told. */

static void
tell_item(const struct telling *t, const struct line *line, struct fact_row *row)
{
	struct plan_item *item = (struct plan_item *)record_new(KIND_PLAN_ITEMS);
	struct buf term = {0};

	if (record_as_of_get(t->src, line->id, &item->base)) {
		plan_item_tell(t->src, row, item, true);
		if (line->days.from != item->from || line->days.to != item->to)
			plan_term_put(&term, line->days);
		else
			plan_item_put_term(item, &term);
		fact_buf(row, "date", &term);
	}
	buf_free(&term);
	record_free(&item->base);
}

static void
tell_event(const struct telling *t, const struct line *line, struct fact_row *row)
{
	static const char *const words[] = {"type", "level"};
	struct event *e = (struct event *)record_new(KIND_EVENTS);
	struct buf text = {0};

	if (record_as_of_get(t->src, line->id, &e->base)) {
		fact_text(row, "title", e->title);
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
			value_put_choice(&text, &e->base, field_find(KIND_EVENTS, words[i]));
			fact_buf(row, words[i], &text);
		}
		record_as_of_put_name(t->src, KIND_ORGANISATIONS, e->venue, &text);
		if (e->venue_text[0] != '\0')
			buf_printf(&text, "%s%s", text.len > 0 ? ", " : "", e->venue_text);
		fact_buf(row, "venue", &text);
		fact_number(row, "headcount", e->headcount);
		plan_term_put(&text, line->days);
		fact_buf(row, "date", &text);
	}
	buf_free(&text);
	record_free(&e->base);
}

static void
tell_resource(const struct telling *t, const struct line *line, struct fact_row *row)
{
	struct resource *r = (struct resource *)record_new(KIND_RESOURCES);
	struct buf text = {0};

	if (record_as_of_get(t->src, line->id, &r->base)) {
		fact_text(row, "title", r->title);
		value_put_choice(&text, &r->base, field_find(KIND_RESOURCES, "kind"));
		fact_buf(row, "type", &text);
		fact_text(row, "location", r->location);
		fact_flag(row, "recommended", r->status == RESOURCE_RECOMMENDED);
	}
	buf_free(&text);
	record_free(&r->base);
}

static void
tell_lines(const struct telling *t, struct lines *lines, const char *group)
{
	struct buf owner = {0};

	if (lines->count > 0)
		qsort(lines->items, lines->count, sizeof(*lines->items), compare_lines);
	for (size_t i = 0; i < lines->count; i++) {
		const struct line *line = &lines->items[i];
		struct fact_row *row = fact_add(t->root, group);

		if (line->kind == KIND_PLAN_ITEMS)
			tell_item(t, line, row);
		else if (line->kind == KIND_EVENTS)
			tell_event(t, line, row);
		else
			tell_resource(t, line, row);
		record_as_of_put_name(t->src, KIND_ASSOCIATIONS, line->association, &owner);
		fact_buf(row, "owner", &owner);
	}
	buf_free(&owner);
	free(lines->items);
}

static enum status
tell_figures(const struct telling *t, struct error *e)
{
	struct year_figures figures;
	enum status st =
	    year_figures_ask(&t->src->view, (struct period){t->month.from, t->month.to},
		(struct scope){.type = SCOPE_CITY}, &figures, e);

	if (st == ST_OK) {
		fact_number(t->root, "events", (int64_t)figures.held);
		fact_number(t->root, "participations", (int64_t)figures.participations);
		fact_number(t->root, "organisations", (int64_t)figures.organisations);
	}
	year_figures_free(&figures);
	return st;
}

static void
tell_month(const struct telling *t, const char *name, int32_t day)
{
	struct buf text = {0};

	buf_printf(&text, "%s %d", date_month_name(date_month(day)), date_year(day));
	fact_buf(t->root, name, &text);
	buf_free(&text);
}

enum status
source_digest(struct facts *f, const struct paper_question *q)
{
	struct telling t = {.root = f->root, .src = q->src, .month = month_of(q->call->on)};
	enum status st;

	t.next = month_of(t.month.to + 1);
	tell_month(&t, "month", t.month.from);
	tell_month(&t, "next", t.next.from);
	fact_flag(f->root, "office", !q->call->publicly);
	note_events(&t);
	note_fresh(&t);
	st = note_coming(&t, q->e);
	if (st == ST_OK && !q->call->publicly)
		st = note_overdue(&t, q->e);
	if (st == ST_OK)
		st = tell_figures(&t, q->e);
	tell_lines(&t, &t.held, "held");
	tell_lines(&t, &t.coming, "coming");
	tell_lines(&t, &t.contests, "contests");
	tell_lines(&t, &t.fresh, "fresh");
	tell_lines(&t, &t.overdue, "overdue");
	return st;
}
