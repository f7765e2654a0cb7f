/* SPDX-License-Identifier: MIT
 * plan_deeds.c - items held, postponed, cancelled; a plan a step further.
 */
#include "service/year/plan_deeds.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "rules/facts.h"
#include "service/core/naming.h"
#include "service/core/operations.h"
#include "service/year/staging.h"

/* What is done with one item: staged, or refused by a sentence whose end will name it. */
typedef enum status item_fn(struct staging *p, const void *what, struct plan_item *item);

struct deed_of_items {
	struct plan_items items;
	item_fn *fn;
	const void *what;
};

/* "проведён 12.10.2025 (пункт 2.1 «Семинар»)": what is wrong first, for titles are long. */
static enum status
refuse_item(const struct plan_item *item, enum status st, struct error *e)
{
	struct error why = *e;

	return error_set(e, st, "%s (пункт %s «%s»)", error_text(&why), item->number, item->title);
}

static enum status
stage_item(struct staging *p, const struct deed_of_items *d, uint64_t id, struct error *e)
{
	struct plan_item *item = (struct plan_item *)record_new(KIND_PLAN_ITEMS);
	enum status st;

	if (!records_get(p->view.txn, id, &item->base)) {
		record_free(&item->base);
		return error_set(e, ST_NOTFOUND, "пункт плана тем временем удалён");
	}
	p->e = e;
	st = d->fn(p, d->what, item);
	if (st != ST_OK)
		refuse_item(item, st, e);
	record_free(&item->base);
	return st;
}

static enum status
stage_items(struct staging *p, const void *what, struct error *e)
{
	const struct deed_of_items *d = what;
	enum status st = ST_OK;

	for (size_t i = 0; i < d->items.count && st == ST_OK; i++)
		st = stage_item(p, d, d->items.ids[i], e);
	return st;
}

static enum status
do_items(struct session *s, struct plan_items items, item_fn *fn, const void *what,
    const char *note, struct error *e)
{
	const struct deed_of_items d = {.items = items, .fn = fn, .what = what};

	if (items.count == 0)
		return error_set(e, ST_REFUSED, "не отмечен ни один пункт");
	return stage_records(s,
	    &(struct staged){
		.operation = OPERATION_PLAN, .note = note, .fn = stage_items, .what = &d},
	    e);
}

/* The event of an item that stands: the one that was held, else one that waits. */
static bool
find_event(struct staging *p, const struct plan_item *item, struct event *out)
{
	struct event *other = (struct event *)record_new(KIND_EVENTS);
	struct walk *w = walk_referring(
	    p->view.txn, KIND_EVENTS, field_find(KIND_EVENTS, "item"), item->base.id);
	bool found = false;

	while (walk_record(w, &other->base)) {
		if (other->cancelled || (found && other->held == DATE_NONE))
			continue;
		record_copy(&out->base, &other->base);
		found = true;
	}
	walk_close(w);
	record_free(&other->base);
	return found;
}

static enum status
require_not_held(struct staging *p, const struct plan_item *item, struct event *ev)
{
	struct buf day = {0};

	if (!find_event(p, item, ev) || ev->held == DATE_NONE)
		return ST_OK;
	date_put_russian(&day, event_last_day(ev->held, ev->held_to));
	error_set(p->e, ST_REFUSED, "пункт уже проведён %s", buf_text(&day));
	buf_free(&day);
	return ST_REFUSED;
}

static enum status
require_open(struct staging *p, const struct plan_item *item, struct event *ev)
{
	struct buf day = {0};

	if (item->cancelled == DATE_NONE)
		return require_not_held(p, item, ev);
	date_put_russian(&day, item->cancelled);
	error_set(p->e, ST_REFUSED, "пункт отменён %s", buf_text(&day));
	buf_free(&day);
	return ST_REFUSED;
}

/* --- Held. */

static void
copy_text(struct record *to, const struct record *from, const char *id)
{
	const char *text = record_text(from, field_find(from->kind, id));

	record_set_text(to, field_find(to->kind, id), text, strlen(text));
}

/* A choice, in the town's own word where it has one. */
static void
copy_choice(struct record *to, const struct record *from, const char *id)
{
	const struct field *f = field_find(from->kind, id), *t = field_find(to->kind, id);
	const char *word = record_word(from, f);

	if (word[0] != '\0')
		record_set_word(to, t, record_choice(from, f), word);
	else
		record_set_choice(to, t, record_choice(from, f));
}

static void
make_event(struct staging *p, const struct plan_item *item, struct event *ev)
{
	static const char *const texts[] = {"title", "venue_text"};
	static const char *const choices[] = {"type", "level"};
	struct plan *plan = (struct plan *)record_new(KIND_PLANS);

	record_clear(&ev->base);
	stage_code(p, &ev->base);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		copy_text(&ev->base, &item->base, texts[i]);
	for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++)
		copy_choice(&ev->base, &item->base, choices[i]);
	ev->item = item->base.id;
	ev->venue = item->venue;
	ev->responsible = item->responsible;
	if (records_get(p->view.txn, item->plan, &plan->base)) {
		ev->association = plan->association;
		ev->roadmap = plan->kind == PLAN_ROADMAP;
	}
	record_free(&plan->base);
}

/* The day it was planned for: that it was held on, while it lies within the term. */
static int32_t
planned_day(const struct plan_item *item, int32_t held)
{
	int32_t due = item->postponed_to != DATE_NONE ? item->postponed_to : item->to;

	return held < item->from ? item->from : held > due ? due : held;
}

static enum status
hold(struct staging *p, const void *what, struct plan_item *item)
{
	const struct plan_days *days = what;
	struct event *ev = (struct event *)record_new(KIND_EVENTS);
	enum status st = require_open(p, item, ev);

	if (st == ST_OK) {
		if (ev->base.id == 0) {
			make_event(p, item, ev);
			ev->planned = planned_day(item, days->from);
		}
		ev->held = days->from;
		ev->held_to = days->to > days->from ? days->to : DATE_NONE;
		st = stage_put(p, &ev->base);
	}
	record_free(&ev->base);
	return st;
}

enum status
plan_items_held(struct session *s, struct plan_items items, struct plan_days days, struct error *e)
{
	return do_items(s, items, hold, &days, "проведено", e);
}

/* --- Postponed and cancelled. */

struct put_off {
	int32_t day;
	const char *reason;
};

static void
set_reason(struct plan_item *item, const char *reason)
{
	record_set_text(&item->base, field_find(KIND_PLAN_ITEMS, "reason"), reason, strlen(reason));
}

static enum status
require_still_open(struct staging *p, const struct plan_item *item)
{
	struct event *ev = (struct event *)record_new(KIND_EVENTS);
	enum status st = require_open(p, item, ev);

	record_free(&ev->base);
	return st;
}

static enum status
postpone(struct staging *p, const void *what, struct plan_item *item)
{
	const struct put_off *w = what;
	enum status st = require_still_open(p, item);

	if (st != ST_OK)
		return st;
	item->postponed_to = w->day;
	item->postponed_on = clock_today();
	set_reason(item, w->reason);
	return stage_put(p, &item->base);
}

enum status
plan_items_postpone(
    struct session *s, struct plan_items items, int32_t day, const char *reason, struct error *e)
{
	return do_items(
	    s, items, postpone, &(struct put_off){.day = day, .reason = reason}, "перенос", e);
}

static enum status
cancel(struct staging *p, const void *what, struct plan_item *item)
{
	const struct put_off *w = what;
	enum status st = require_still_open(p, item);

	if (st != ST_OK)
		return st;
	item->cancelled = w->day;
	set_reason(item, w->reason);
	return stage_put(p, &item->base);
}

enum status
plan_items_cancel(struct session *s, struct plan_items items, const char *reason, struct error *e)
{
	return do_items(s, items, cancel, &(struct put_off){.day = clock_today(), .reason = reason},
	    "отмена пункта", e);
}

/* --- A step further. */

struct step_taken {
	uint64_t plan;
	enum plan_step step;
	int32_t day;
};

static enum status
stage_step(struct staging *p, const void *what, struct error *e)
{
	const struct step_taken *t = what;
	struct record *plan = record_new(KIND_PLANS);
	enum status st = ST_OK;

	p->e = e;
	if (!records_get(p->view.txn, t->plan, plan))
		st = error_set(e, ST_NOTFOUND, "план тем временем удалён");
	if (st == ST_OK) {
		record_set_date(plan, field_find(KIND_PLANS, plan_step_field(t->step)), t->day);
		st = stage_put(p, plan);
	}
	record_free(plan);
	return st;
}

enum status
plan_take_step(struct session *s, uint64_t plan, enum plan_step step, int32_t day, struct error *e)
{
	const struct step_taken t = {.plan = plan, .step = step, .day = day};
	struct buf note = {0};
	enum status st;

	buf_printf(&note, "план %s", plan_step_word(PLAN_OF_WORK, step));
	st = stage_records(s,
	    &(struct staged){
		.operation = OPERATION_PLAN, .note = buf_text(&note), .fn = stage_step, .what = &t},
	    e);
	buf_free(&note);
	return st;
}

/* --- Handed in. */

struct handing_in {
	const uint64_t *plans;
	size_t count;
	int32_t day;
};

static enum status
hand_in(struct staging *p, const struct handing_in *h, struct plan *plan)
{
	struct buf name = {0}, day = {0};

	if (plan->handed_in == DATE_NONE) {
		plan->handed_in = h->day;
		return stage_put(p, &plan->base);
	}
	register_put_name_of(&p->view, &plan->base, &name);
	date_put_russian(&day, plan->handed_in);
	error_set(p->e, ST_REFUSED, "план уже сдан %s (%s); ничего не изменено", buf_text(&day),
	    buf_text(&name));
	buf_free(&name);
	buf_free(&day);
	return ST_REFUSED;
}

static enum status
stage_handed_in(struct staging *p, const void *what, struct error *e)
{
	const struct handing_in *h = what;
	struct plan *plan = (struct plan *)record_new(KIND_PLANS);
	enum status st = ST_OK;

	p->e = e;
	for (size_t i = 0; i < h->count && st == ST_OK; i++)
		st = records_get(p->view.txn, h->plans[i], &plan->base)
		    ? hand_in(p, h, plan)
		    : error_set(e, ST_NOTFOUND, "план тем временем удалён");
	record_free(&plan->base);
	return st;
}

enum status
plans_hand_in(struct session *s, const uint64_t *plans, size_t count, int32_t day, struct error *e)
{
	const struct handing_in h = {.plans = plans, .count = count, .day = day};

	return stage_records(s,
	    &(struct staged){.operation = OPERATION_PLAN,
		.note = count == 1 ? "план сдан" : "планы сданы",
		.fn = stage_handed_in,
		.what = &h},
	    e);
}

/* --- Published. */

struct publishing {
	struct session *session;
	uint64_t plan;
	const char *note;
};

static enum status
stage_published(struct staging *p, const void *what, struct error *e)
{
	const struct publishing *w = what;
	struct plan *plan = (struct plan *)record_new(KIND_PLANS);
	enum status st = ST_OK;

	p->e = e;
	if (!records_get(p->view.txn, w->plan, &plan->base))
		st = error_set(e, ST_NOTFOUND, "план тем временем удалён");
	else if (plan->approved == DATE_NONE)
		st = error_set(
		    e, ST_REFUSED, "публикуют утверждённый план, а этот ещё не утверждён");
	if (st == ST_OK) {
		plan->published = clock_today();
		st = stage_put(p, &plan->base);
	}
	record_free(&plan->base);
	return st;
}

static enum status
record_published(void *context, struct error *e)
{
	const struct publishing *w = context;

	return stage_records(w->session,
	    &(struct staged){
		.operation = OPERATION_PLAN, .note = w->note, .fn = stage_published, .what = w},
	    e);
}

enum status
plan_publish(struct session *s, uint64_t plan, const struct page_file *page, struct error *e)
{
	struct buf note = {0};
	struct publishing w = {.session = s, .plan = plan};
	bool recorded;
	enum status st;

	buf_puts(&note, "план опубликован");
	if (page->note != NULL && page->note[0] != '\0')
		buf_printf(&note, ": %s", page->note);
	w.note = buf_text(&note);
	st = publishing_page(page, record_published, &w, &recorded, e);
	buf_free(&note);
	return st;
}
