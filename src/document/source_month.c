/* SPDX-License-Identifier: MIT
 * source_month.c - what a town has in mind for a month: by weeks, then what was postponed to it,
 * then what may happen on any day of it.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/date.h"
#include "db/record/records.h"
#include "document/source_plan_items.h"
#include "document/told.h"
#include "rules/facts.h"
#include "rules/plan_term.h"
#include "service/year/plan_year.h"

enum { WEEK = 7, PARTS_POSTPONED = 100, PARTS_ANY_DAY, FEW_DAYS = 9 };

/* A line: an item of a plan, or an event of none. */
struct line {
	enum kind kind;
	uint64_t id, association;
	struct plan_days days; /* when it was held, or is to be */
	int part;              /* from 0 the week, or PARTS_... */
};

struct telling {
	struct fact_row *root;
	struct record_as_of *src;
	struct plan_days month;
	struct line *lines;
	size_t count, room;
};

static int
part_of(const struct telling *t, const struct line *line, bool postponed)
{
	int32_t from = line->days.from, monday = t->month.from - date_weekday(t->month.from);

	if (postponed)
		return PARTS_POSTPONED;
	if (line->days.to - from >= FEW_DAYS || from < t->month.from || from > t->month.to)
		return PARTS_ANY_DAY;
	return (from - monday) / WEEK;
}

static void
add(struct telling *t, struct line line, bool postponed)
{
	line.part = part_of(t, &line, postponed);
	ARRAY_ROOM(t->lines, t->count, t->room);
	t->lines[t->count++] = line;
}

static bool
meets(struct plan_days a, struct plan_days b)
{
	return a.from <= b.to && a.to >= b.from;
}

/* What was done stands on its day; what was done in another month or cancelled does not stand. */
static void
add_item(struct telling *t, const struct plan_row *r)
{
	struct line line = {.kind = KIND_PLAN_ITEMS,
	    .id = r->item,
	    .association = r->association,
	    .days = {r->from, r->to}};

	if (r->done != DATE_NONE)
		line.days = (struct plan_days){r->done, r->done};
	else if (r->postponed)
		line.days = (struct plan_days){r->due, r->due};
	if (!r->cancelled && meets(line.days, t->month))
		add(t, line, r->postponed && r->done == DATE_NONE);
}

/* Was to be in this month, and is not to be any more. */
static void
tell_moved(const struct telling *t, const struct plan_row *r)
{
	struct plan_item *item = (struct plan_item *)record_new(KIND_PLAN_ITEMS);
	struct fact_row *row;

	if (r->postponed && !r->cancelled && r->done == DATE_NONE &&
	    meets((struct plan_days){r->from, r->to}, t->month) && r->due > t->month.to &&
	    records_get(t->src->view.txn, r->item, &item->base)) {
		row = fact_add(t->root, "moved");
		fact_text(row, "title", item->title);
		fact_day(row, "to", r->due);
		fact_text(row, "reason", item->reason);
		told_name(row, "owner", t->src, KIND_ASSOCIATIONS, r->association);
	}
	record_free(&item->base);
}

static enum status
add_items(struct telling *t, struct error *e)
{
	struct plan_year year;
	enum status st = plan_year_read(&t->src->view, (struct plan_part){.whose = PLANS_OF_ALL},
	    t->month.from, clock_today(), &year, e);

	for (size_t i = 0; i < year.count; i++) {
		add_item(t, &year.rows[i]);
		tell_moved(t, &year.rows[i]);
	}
	plan_year_free(&year);
	return st;
}

static void
add_events(struct telling *t)
{
	struct event *e = (struct event *)record_new(KIND_EVENTS);
	struct walk *w = walk_by_id(t->src->view.txn, KIND_EVENTS);
	uint64_t id;

	while (walk_next(w, &id)) {
		struct line line = {.kind = KIND_EVENTS, .id = id};

		if (!records_get(t->src->view.txn, id, &e->base) || e->item != 0 || e->cancelled)
			continue;
		line.association = e->association;
		line.days.from = e->held != DATE_NONE ? e->held : e->planned;
		line.days.to =
		    e->held != DATE_NONE ? event_last_day(e->held, e->held_to) : e->planned;
		if (meets(line.days, t->month))
			add(t, line, false);
	}
	walk_close(w);
	record_free(&e->base);
}

static int
compare_lines(const void *left, const void *right)
{
	const struct line *a = left, *b = right;

	if (a->part != b->part)
		return a->part < b->part ? -1 : 1;
	if (a->part == PARTS_ANY_DAY && a->days.to != b->days.to) /* what ends first is first */
		return a->days.to < b->days.to ? -1 : 1;
	if (a->part == PARTS_ANY_DAY && a->days.from != b->days.from)
		return a->days.from > b->days.from ? -1 : 1;
	if (a->days.from != b->days.from)
		return a->days.from < b->days.from ? -1 : 1;
	if (a->days.to != b->days.to)
		return a->days.to < b->days.to ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

/* "2–8 февраля" */
static void
put_week(const struct telling *t, int week, struct buf *out)
{
	int32_t monday = t->month.from - date_weekday(t->month.from) + week * WEEK;
	struct plan_days days = {monday, monday + WEEK - 1};

	days.from = days.from < t->month.from ? t->month.from : days.from;
	days.to = days.to > t->month.to ? t->month.to : days.to;
	plan_term_put(out, days);
}

static void
tell_part(const struct telling *t, struct fact_row *row, int part)
{
	struct buf text = {0};

	if (part == PARTS_ANY_DAY)
		buf_puts(&text, "В течение месяца");
	else if (part == PARTS_POSTPONED)
		buf_puts(&text, "Перенесено на этот месяц");
	else
		put_week(t, part, &text);
	fact_buf(row, "part", &text);
	buf_free(&text);
}

/* "12.02.2026, чт" */
static void
put_days(struct plan_days days, struct buf *out)
{
	static const char *const weekdays[] = {"пн", "вт", "ср", "чт", "пт", "сб", "вс"};

	if (days.from != days.to) {
		plan_term_put(out, days);
		return;
	}
	date_put_russian(out, days.from);
	buf_printf(out, ", %s", weekdays[date_weekday(days.from)]);
}

/* An event in the words of an item. */
static void
read_event(struct record_as_of *src, uint64_t id, struct plan_item *out)
{
	static const char *const texts[] = {"title", "venue_text"};
	static const char *const choices[] = {"type", "level"};
	struct event *e = (struct event *)record_new(KIND_EVENTS);

	if (record_as_of_get(src, id, &e->base)) {
		for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
			const char *text = record_text(&e->base, field_find(KIND_EVENTS, texts[i]));

			record_set_text(&out->base, field_find(KIND_PLAN_ITEMS, texts[i]), text,
			    slice_of(text).len);
		}
		for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++) {
			const struct field *f = field_find(KIND_EVENTS, choices[i]);

			record_set_word(&out->base, field_find(KIND_PLAN_ITEMS, choices[i]),
			    record_choice(&e->base, f), record_word(&e->base, f));
		}
		out->venue = e->venue;
		out->responsible = e->responsible;
	}
	record_free(&e->base);
}

static void
tell_line(const struct telling *t, const struct line *line)
{
	struct plan_item *item = (struct plan_item *)record_new(KIND_PLAN_ITEMS);
	struct fact_row *row = fact_add(t->root, "rows");
	struct buf text = {0};

	if (line->kind == KIND_EVENTS)
		read_event(t->src, line->id, item);
	else
		record_as_of_get(t->src, line->id, &item->base);
	tell_part(t, row, line->part);
	if (line->part == PARTS_ANY_DAY && line->kind == KIND_PLAN_ITEMS)
		plan_item_put_term(item, &text);
	else
		put_days(line->days, &text);
	fact_buf(row, "date", &text);
	plan_item_tell(t->src, row, item, false);
	buf_puts(&text, item->audience);
	if (text.len > 0 && line->association != 0)
		buf_puts(&text, "; ");
	record_as_of_put_name(t->src, KIND_ASSOCIATIONS, line->association, &text);
	fact_buf(row, "invited", &text);
	buf_free(&text);
	record_free(&item->base);
}

enum status
source_month(struct facts *f, const struct paper_question *q)
{
	int year = date_year(q->call->on), month = date_month(q->call->on);
	int32_t first = date_make(year, month, 1);
	struct telling t = {.root = f->root,
	    .src = q->src,
	    .month = {first, first + date_month_days(year, month) - 1}};
	struct buf text = {0};
	enum status st;

	buf_printf(&text, "%s %d", date_month_name(month), year);
	fact_buf(f->root, "month", &text);
	fact_day(f->root, "from", t.month.from);
	fact_day(f->root, "to", t.month.to);
	st = add_items(&t, q->e);
	add_events(&t);
	if (t.count > 0)
		qsort(t.lines, t.count, sizeof(*t.lines), compare_lines);
	for (size_t i = 0; i < t.count; i++)
		tell_line(&t, &t.lines[i]);
	free(t.lines);
	buf_free(&text);
	return st;
}
