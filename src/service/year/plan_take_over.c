/* SPDX-License-Identifier: MIT
 * plan_take_over.c - last year's items in this year's plan.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "rules/schoolyear.h"
#include "service/year/plan_deeds.h"
#include "service/core/operations.h"
#include "service/year/staging.h"

enum { WEEKS_ON = 52 * 7, MONTHLY = 27 /* a term of more days is no days of a calendar */ };

struct taking {
	struct staging *staging;
	struct plan *old, *new;
	struct plan_taken *out;
};

static struct plan_days
days_of(const struct plan *p)
{
	return (struct plan_days){.from = p->from, .to = p->to};
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "2024/2025 учебный год" -> "2025/2026 учебный год" */
static void
put_years_on(const char *text, struct buf *out)
{
	while (*text != '\0') {
		size_t n = 0;

		while (is_digit(text[n]))
			n++;
		if (n == 4 && memcmp(text, "20", 2) == 0)
			buf_printf(out, "%d", atoi(text) + 1);
		else
			buf_put_slice(out, slice_make(text, n > 0 ? n : 1));
		text += n > 0 ? n : 1;
	}
}

static void
set_text(struct record *r, const char *id, const struct buf *text)
{
	record_set_text(r, field_find(r->kind, id), buf_text(text), text->len);
}

/* Do the words mean the days, and no few days of a calendar? */
static bool
is_by_words(const struct plan_item *item, const struct plan *old)
{
	struct plan_days days;

	return item->to - item->from >= MONTHLY &&
	    plan_term_read(slice_of(item->term), days_of(old), &days, NULL) == ST_OK &&
	    days.from == item->from && days.to == item->to;
}

/* The words go on with their years; where they name days, the days of the same weekday. */
static void
move_term(const struct taking *t, const struct plan_item *item, struct plan_item *copy)
{
	struct plan_days plan = days_of(t->new), days;
	struct buf words = {0};

	put_years_on(item->term, &words);
	if (!is_by_words(item, t->old) ||
	    plan_term_read(buf_slice(&words), plan, &days, NULL) != ST_OK) {
		days = (struct plan_days){item->from + WEEKS_ON, item->to + WEEKS_ON};
		buf_clear(&words);
		if (item->term[0] != '\0')
			plan_term_put(&words, days);
	}
	copy->from = days.from < plan.from ? plan.from : days.from > plan.to ? plan.to : days.from;
	copy->to = days.to > plan.to ? plan.to : days.to < copy->from ? copy->from : days.to;
	set_text(&copy->base, "term", &words);
	buf_free(&words);
}

/* What became of the item last year stays there. */
static enum status
take_item(const struct taking *t, const struct plan_item *item)
{
	static const char *const gone[] = {"postponed_to", "postponed_on", "cancelled", "reason"};
	struct plan_item *copy = (struct plan_item *)record_dup(&item->base);
	enum status st;

	copy->base.id = copy->base.stamp = 0;
	for (size_t i = 0; i < sizeof(gone) / sizeof(gone[0]); i++)
		record_clear_field(&copy->base, field_find(KIND_PLAN_ITEMS, gone[i]));
	copy->plan = t->new->base.id;
	move_term(t, item, copy);
	stage_code(t->staging, &copy->base);
	st = stage_put(t->staging, &copy->base);
	record_free(&copy->base);
	return st;
}

static struct walk *
walk_items(const struct taking *t, const struct plan *plan)
{
	return walk_referring(t->staging->view.txn, KIND_PLAN_ITEMS,
	    field_find(KIND_PLAN_ITEMS, "plan"), plan->base.id);
}

/* Has the new plan an item of that number and title? */
static bool
is_there(const struct taking *t, const struct plan_item *item)
{
	struct plan_item *other = (struct plan_item *)record_new(KIND_PLAN_ITEMS);
	struct walk *w = t->new->base.id != 0 ? walk_items(t, t->new) : NULL;
	bool there = false;

	while (w != NULL && !there && walk_record(w, &other->base))
		there = strcmp(other->number, item->number) == 0 &&
		    strcmp(other->title, item->title) == 0;
	if (w != NULL)
		walk_close(w);
	record_free(&other->base);
	return there;
}

/* Everything of the old plan but how far it came. */
static enum status
make_plan(struct taking *t)
{
	struct record *r = &t->new->base;
	struct buf title = {0};
	enum status st;

	record_copy(r, &t->old->base);
	r->id = r->stamp = 0;
	for (int step = 0; step < PLAN_STEPS; step++)
		record_clear_field(
		    r, field_find(KIND_PLANS, plan_step_field((enum plan_step)step)));
	record_clear_field(r, field_find(KIND_PLANS, "order"));
	record_clear_field(r, field_find(KIND_PLANS, "page"));
	t->new->from = date_add_years(t->old->from, 1);
	t->new->to = date_add_years(t->old->to, 1);
	put_years_on(t->old->title, &title);
	set_text(r, "title", &title);
	buf_free(&title);
	stage_code(t->staging, r);
	st = stage_put(t->staging, r);
	t->out->plan = r->id;
	t->staging->base = r;
	return st;
}

/* Items that are to be taken come before the plan they are for, which is not made for none. */
static enum status
take_items(struct taking *t, struct error *e)
{
	struct plan_item *item = (struct plan_item *)record_new(KIND_PLAN_ITEMS);
	struct walk *w = walk_items(t, t->old);
	enum status st = ST_OK;

	while (st == ST_OK && walk_record(w, &item->base)) {
		if (item->cancelled != DATE_NONE) {
			t->out->out++;
		} else if (is_there(t, item)) {
			t->out->there++;
		} else {
			if (t->new->base.id == 0)
				st = make_plan(t);
			if (st == ST_OK)
				st = take_item(t, item);
			t->out->items += st == ST_OK;
		}
	}
	walk_close(w);
	record_free(&item->base);
	if (st == ST_OK && t->out->items == 0)
		st = error_set(e, ST_NOTFOUND,
		    t->out->there > 0 ? "все пункты прошлого года уже в плане"
				      : "в плане прошлого года нет пунктов");
	return st;
}

struct whose {
	uint8_t kind;
	uint64_t association;
	int32_t day;
	struct plan_taken *out;
};

static enum status
stage_all(struct staging *p, const void *what, struct error *e)
{
	const struct whose *w = what;
	struct taking t = {.staging = p,
	    .old = (struct plan *)record_new(KIND_PLANS),
	    .new = (struct plan *)record_new(KIND_PLANS),
	    .out = w->out};
	struct plan_standing before, now = {.plan = 0};
	enum status st = plan_standing_of(
	    &p->view, w->kind, w->association, schoolyear_start(w->day) - 1, &before, e);

	*w->out = (struct plan_taken){.plan = 0};
	if (st == ST_OK)
		st = plan_standing_of(&p->view, w->kind, w->association, w->day, &now, e);
	if (st == ST_OK && !records_get(p->view.txn, before.plan, &t.old->base))
		st = error_set(e, ST_NOTFOUND, "плана прошлого года нет: брать пункты не из чего");
	if (st == ST_OK && records_get(p->view.txn, now.plan, &t.new->base) &&
	    t.new->approved != DATE_NONE)
		st = error_set(e, ST_REFUSED,
		    "план этого года утверждён: новое вносят отдельным планом со своим приказом");
	w->out->plan = now.plan;
	if (st == ST_OK)
		st = take_items(&t, e);
	record_free(&t.old->base);
	record_free(&t.new->base);
	return st;
}

enum status
plan_take_over(struct session *s, uint8_t kind, uint64_t association, int32_t day,
    struct plan_taken *out, struct error *e)
{
	const struct whose w = {.kind = kind, .association = association, .day = day, .out = out};

	return stage_records(s,
	    &(struct staged){.operation = OPERATION_PLAN,
		.note = "пункты прошлого года",
		.fn = stage_all,
		.what = &w},
	    e);
}
