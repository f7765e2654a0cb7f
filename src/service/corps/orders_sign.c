/* SPDX-License-Identifier: MIT
 * orders_sign.c - an order and everything it does, in one transaction; and what one has done.
 *
 * The order is worked out against one state of the database and written only if that is still the
 * state: a guard in the write transaction compares the journal's last row. Otherwise it is worked
 * out anew, so that numbers have no gaps and memberships do not overlap whoever signs beside.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "db/record/history.h"
#include "db/record/journal.h"
#include "service/guard/record_rules.h"
#include "service/record/save_errors.h"
#include "service/core/operations.h"
#include "service/corps/orders_parts.h"
#include "service/record/register.h"

struct signing {
	struct session *session;
	struct txn *t; /* the view's: what the order is worked out against */
	const struct order_project *project;
	struct change *change;
	struct order *order;
	uint64_t read; /* journal_changes of what the person has read; 0: not asked */
	uint64_t seen; /* journal_changes of t */
};

static void
set_text(struct record *r, const char *field, const char *text)
{
	record_set_text(r, field_find(r->kind, field), text, strlen(text));
}

static void
stage_membership(struct signing *g, const struct order_line *line)
{
	struct membership *m = (struct membership *)record_new(KIND_MEMBERSHIPS);

	m->person = line->person;
	m->application = line->application;
	m->order = g->order->base.id;
	m->from = line->from;
	m->to = line->to;
	set_text(&m->base, "subject_area", line->subject_area);
	change_put(g->change, &m->base);
	record_free(&m->base);
}

static void
stage_exclusion(struct signing *g, const struct order_line *line)
{
	struct membership *m = (struct membership *)record_new(KIND_MEMBERSHIPS);

	if (records_get(g->t, line->membership, &m->base)) {
		m->to = line->to;
		m->end_order = g->order->base.id;
		set_text(&m->base, "end_reason", line->ground);
		change_put(g->change, &m->base);
	}
	record_free(&m->base);
}

/* Whoever heads the association on the day does so until the day before. */
static void
stage_end_of_heads(struct signing *g, uint64_t association, int32_t day)
{
	struct association_head *h = (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);
	struct walk *w = walk_referring(g->t, KIND_ASSOCIATION_HEADS,
	    field_find(KIND_ASSOCIATION_HEADS, "association"), association);

	while (walk_record(w, &h->base)) {
		if (h->from >= day || (h->to != DATE_NONE && h->to < day))
			continue;
		h->to = day - 1;
		change_put(g->change, &h->base);
	}
	walk_close(w);
	record_free(&h->base);
}

static void
stage_head(struct signing *g, const struct order_line *line)
{
	struct association_head *h = (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);

	h->association = line->association;
	h->person = line->person;
	h->from = orders_begins(g->project, line);
	h->to = line->to;
	h->manner = MANNER_APPOINTED;
	h->order = g->order->base.id;
	set_text(&h->base, "basis",
	    g->project->reason[0] != '\0' ? g->project->reason : g->order->number);
	stage_end_of_heads(g, line->association, h->from);
	change_put(g->change, &h->base);
	record_free(&h->base);
}

static void
stage_effect(void *context, struct record *now, struct record *before)
{
	struct signing *g = context;

	if (before != NULL)
		change_put(g->change, before);
	else
		change_remove(g->change, now->kind, now->id, now->stamp);
	record_free(now);
	record_free(before);
}

static void
stage_annulment(struct signing *g)
{
	struct annulment *a = (struct annulment *)record_new(KIND_ANNULMENTS);
	struct order *annulled = (struct order *)record_new(KIND_ORDERS);

	a->order = g->project->annulled;
	a->by = g->order->base.id;
	set_text(&a->base, "reason", g->project->reason);
	change_put(g->change, &a->base);
	if (records_get(g->t, a->order, &annulled->base))
		orders_effects(g->t, annulled, stage_effect, g);
	record_free(&annulled->base);
	record_free(&a->base);
}

typedef void stage_line_fn(struct signing *g, const struct order_line *line);

static void
stage_lines(struct signing *g)
{
	static stage_line_fn *const stages[ORDER_PURPOSES] = {
	    [ORDER_COMPOSITION] = stage_membership,
	    [ORDER_INCLUSION] = stage_membership,
	    [ORDER_EXCLUSION] = stage_exclusion,
	    [ORDER_HEADS] = stage_head,
	};
	const struct order_project *p = g->project;

	for (size_t i = 0; i < p->count && stages[p->purpose] != NULL; i++)
		if (p->lines[i].taken)
			stages[p->purpose](g, &p->lines[i]);
	if (p->purpose == ORDER_ANNULMENT)
		stage_annulment(g);
}

static void
fill_order(struct signing *g, const struct view *v, const char *code)
{
	const struct order_project *p = g->project;
	struct buf number = {0};

	orders_put_number(v, p, &number);
	record_clear(&g->order->base);
	g->order->date = p->date;
	g->order->kind = orders_kind(p->purpose);
	set_text(&g->order->base, "code", code);
	set_text(&g->order->base, "number", buf_text(&number));
	set_text(&g->order->base, "subject", p->subject);
	set_text(&g->order->base, "signed_by", p->signed_by);
	set_text(&g->order->base, "control", p->control);
	buf_free(&number);
}

static void
note_fault(void *context, const struct field *f, const char *sentence)
{
	struct error *e = context;

	if (e != NULL && e->status == ST_OK)
		error_set(e, ST_INVALID, "%s: %s", f->label, sentence);
}

static enum status
check_order(struct signing *g, struct error *e)
{
	struct session_refs refs;
	struct reading reading = session_reading_in(g->session, &refs, g->t);
	struct error fault = {0};

	if (record_check(&g->order->base, &reading, note_fault, &fault) == 0)
		return ST_OK;
	return error_set(e, ST_INVALID, "%s", error_text(&fault));
}

static enum status
guard_unchanged(void *context, struct txn *t)
{
	const struct signing *g = context;

	return journal_changes(t) == g->seen ? ST_OK : ST_CONFLICT;
}

static enum status
work_out(struct signing *g, const struct view *v, struct order_project *p, struct error *e)
{
	enum status st = view_require(v, PERMIT_EDIT, e);
	struct buf code = {0};

	g->t = v->txn;
	g->seen = journal_changes(v->txn);
	if (st == ST_OK && g->read != 0 && g->read != g->seen)
		st = ST_CONFLICT;
	if (st == ST_OK)
		st = orders_check(v, p, e);
	if (st != ST_OK)
		return st;
	register_next_code(v, KIND_ORDERS, &code);
	fill_order(g, v, buf_text(&code));
	buf_free(&code);
	st = check_order(g, e);
	if (st != ST_OK)
		return st;
	g->change = change_new(g->session->store, &g->session->actor, OPERATION_ORDER, p->reason);
	change_set_guard(g->change, guard_unchanged, g);
	change_look_in(g->change, v->txn);
	change_put(g->change, &g->order->base);
	stage_lines(g);
	change_look_in(g->change, NULL);
	return view_status(v, e);
}

/* ST_CONFLICT: somebody wrote meanwhile; nothing is written. */
static enum status
attempt(struct signing *g, struct order_project *p, struct error *e)
{
	struct record_rules rules = {.session = g->session, .door = RULES_ORDER};
	struct change_obstacle obstacle = {0};
	struct view v;
	enum status st;

	view_open(&v, g->session);
	st = work_out(g, &v, p, e);
	view_close(&v);
	if (st != ST_OK) {
		change_free(g->change);
		g->change = NULL;
		return st;
	}
	st = record_rules_commit(&rules, g->change, NULL, &obstacle);
	g->change = NULL;
	if (rules.refused.count > 0)
		st = record_rules_explain(&rules, &g->order->base, e);
	else if (st != ST_OK && st != ST_CONFLICT)
		st = save_error_explain(g->session, st, &g->order->base, &obstacle, e);
	record_rules_free(&rules);
	return st;
}

enum status
orders_sign(struct session *s, struct order_project *p, uint64_t seen, struct signed_order *out,
    struct error *e)
{
	struct signing g = {.session = s, .project = p, .read = seen};
	enum status st = ST_CONFLICT;

	*out = (struct signed_order){0};
	g.order = (struct order *)record_new(KIND_ORDERS);
	if (seen != 0) /* whoever has seen it tries again, if at all */
		st = attempt(&g, p, e);
	for (unsigned tries = 0;
	     seen == 0 && st == ST_CONFLICT && store_next_try(s->store, &tries);)
		st = attempt(&g, p, e);
	if (seen == 0)
		store_leave_turn(s->store);
	if (st == ST_OK) {
		out->id = g.order->base.id;
		ORDERS_SET(out->code, g.order->code);
		ORDERS_SET(out->number, g.order->number);
	} else if (st == ST_CONFLICT) {
		error_set(e, st, "базу всё время меняют другие сотрудники; подпишите ещё раз");
	}
	record_free(&g.order->base);
	return st;
}

/* The newest image of a record that the order had not touched yet; false when there is none. */
typedef bool touched_fn(const struct record *r, const struct order *o);

static bool
image_before(struct txn *t, const struct record *now, const struct order *o, touched_fn *touched,
    struct record *out)
{
	uint64_t *stamps;
	size_t count = history_stamps(t, now->kind, now->id, &stamps);
	bool found = false, gone;

	while (!found && count > 0)
		found = history_get(t, now->id, stamps[--count], out, &gone) && !touched(out, o);
	free(stamps);
	return found;
}

static bool
ended_by(const struct record *r, const struct order *o)
{
	return ((const struct membership *)r)->end_order == o->base.id;
}

/* The record with some fields as they were before the order, or empty. */
static struct record *
restored(struct txn *t, const struct record *now, const struct order *o, touched_fn *touched,
    const char *const *fields)
{
	struct record *before = record_dup(now), *image = record_new(now->kind);

	if (!image_before(t, now, o, touched, image))
		record_clear(image);
	for (; *fields != NULL; fields++)
		record_copy_field(before, image, field_find(now->kind, *fields));
	record_free(image);
	return before;
}

static void
find_memberships(
    struct txn *t, const struct order *o, const char *field, effect_fn *fn, void *context)
{
	static const char *const fields[] = {"to", "end_order", "end_reason", NULL};
	bool ends = strcmp(field, "end_order") == 0;
	struct walk *w =
	    walk_referring(t, KIND_MEMBERSHIPS, field_find(KIND_MEMBERSHIPS, field), o->base.id);
	struct membership *m = (struct membership *)record_new(KIND_MEMBERSHIPS);

	while (walk_record(w, &m->base))
		if (!ends || m->order != o->base.id)
			fn(context, record_dup(&m->base),
			    ends ? restored(t, &m->base, o, ended_by, fields) : NULL);
	walk_close(w);
	record_free(&m->base);
}

/* The row as it was before the operation that signed the order gave it its last day; NULL when it
 * is not that operation that did, or another day stands there since. */
static struct record *
head_before(
    struct txn *t, const struct association_head *now, int32_t successor_from, uint64_t signing)
{
	struct association_head *before =
	    (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);
	uint64_t *stamps;
	size_t n = history_stamps(t, now->base.kind, now->base.id, &stamps), i = 1;
	struct record *out = NULL;

	while (i < n && stamps[i] != signing)
		i++;
	if (i < n && now->to == successor_from - 1 &&
	    history_get(t, now->base.id, stamps[i - 1], &before->base, NULL) &&
	    before->to != now->to) {
		out = record_dup(&now->base);
		((struct association_head *)out)->to = before->to;
	}
	free(stamps);
	record_free(&before->base);
	return out;
}

/* Those who headed the association before the one the order named go on. */
static void
find_former_heads(struct txn *t, const struct association_head *successor, uint64_t signing,
    effect_fn *fn, void *context)
{
	struct walk *w = walk_referring(t, KIND_ASSOCIATION_HEADS,
	    field_find(KIND_ASSOCIATION_HEADS, "association"), successor->association);
	struct association_head *now =
	    (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);

	while (walk_record(w, &now->base)) {
		struct record *before = head_before(t, now, successor->from, signing);

		if (before != NULL)
			fn(context, record_dup(&now->base), before);
	}
	walk_close(w);
	record_free(&now->base);
}

static void
find_heads(struct txn *t, const struct order *o, effect_fn *fn, void *context)
{
	struct walk *w = walk_referring(
	    t, KIND_ASSOCIATION_HEADS, field_find(KIND_ASSOCIATION_HEADS, "order"), o->base.id);
	struct association_head *h = (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);
	uint64_t *stamps;
	size_t n = history_stamps(t, KIND_ORDERS, o->base.id, &stamps);

	while (n > 0 && walk_record(w, &h->base)) {
		find_former_heads(t, h, stamps[0], fn, context);
		fn(context, record_dup(&h->base), NULL);
	}
	walk_close(w);
	record_free(&h->base);
	free(stamps);
}

void
orders_effects(struct txn *t, const struct order *o, effect_fn *fn, void *context)
{
	find_memberships(t, o, "order", fn, context);
	find_memberships(t, o, "end_order", fn, context);
	if (o->kind == ORDER_KIND_HEAD)
		find_heads(t, o, fn, context);
}
