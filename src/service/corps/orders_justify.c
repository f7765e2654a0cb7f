/* SPDX-License-Identifier: MIT
 * orders_justify.c - how many members the corps needs: counts, and what follows from them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "db/record/records.h"
#include "base/idset.h"
#include "rules/roster.h"
#include "rules/schoolyear.h"
#include "service/core/modules.h"
#include "service/corps/orders_parts.h"
#include "service/council/tally.h"

struct counting {
	const struct view *view;
	struct justification *out;
	struct tallies events, requests, institutions;
	struct idset supported, members;
};

typedef void each_fn(struct counting *c, const struct record *r);

static void
walk_all(struct counting *c, enum kind kind, each_fn *each)
{
	struct record *r = record_new(kind);
	struct walk *w = walk_by_id(c->view->txn, kind);

	while (walk_record(w, r))
		each(c, r);
	walk_close(w);
	record_free(r);
}

static void
count_event(struct counting *c, const struct record *r)
{
	const struct event *event = (const struct event *)r;
	struct association *a;

	if (event->cancelled || event->planned < c->out->from || event->planned > c->out->until)
		return;
	a = (struct association *)record_new(KIND_ASSOCIATIONS);
	if (records_get(c->view->txn, event->association, &a->base))
		tally_of(&c->events, slice_of(a->name), a->base.id)->people++;
	else
		tally_of(&c->events, slice_of("вне объединений"), 0)->people++;
	record_free(&a->base);
}

static void
count_request(struct counting *c, const struct record *r)
{
	const struct request *request = (const struct request *)r;
	const struct term *direction =
	    profile_term(c->view->session->profile, TERMS_DIRECTIONS, slice_of(request->direction));

	if (request->received < schoolyear_start(c->out->from - 1) ||
	    request->received > c->out->until)
		return;
	tally_of(
	    &c->requests, slice_of(direction != NULL ? direction->text : request->direction), 0)
	    ->people++;
}

static bool
shares_a_day(const struct counting *c, int32_t from, int32_t to)
{
	return date_spans_meet(from, to, c->out->from, c->out->until);
}

static void
note_support(struct counting *c, const struct record *r)
{
	const struct support *x = (const struct support *)r;

	if (shares_a_day(c, x->from, x->to))
		idset_add(&c->supported, x->person);
}

static void
note_pathway(struct counting *c, const struct record *r)
{
	const struct pathway *x = (const struct pathway *)r;

	if (shares_a_day(c, x->developed, x->finished))
		idset_add(&c->supported, x->person);
}

static void
note_attachment(struct counting *c, const struct record *r)
{
	const struct attachment *x = (const struct attachment *)r;

	if (shares_a_day(c, x->from, x->to))
		idset_add(&c->supported, x->person);
}

static void
note_member(struct counting *c, const struct record *r)
{
	const struct membership *m = (const struct membership *)r;

	if (!membership_in_force(m, c->out->on) || idset_has(&c->members, m->person))
		return;
	idset_add(&c->members, m->person);
	c->out->members++;
}

/* Who is to be supported and still at work when the year begins, by institution. */
static void
count_supported(struct counting *c, const struct record *r)
{
	const struct person *p = (const struct person *)r;
	struct organisation *o;

	if (!idset_has(&c->supported, r->id) ||
	    (p->dismissed != DATE_NONE && p->dismissed <= c->out->from))
		return;
	o = (struct organisation *)record_new(KIND_ORGANISATIONS);
	if (records_get(c->view->txn, p->organisation, &o->base))
		tally_of(&c->institutions, slice_of(o->name), o->base.id)->people++;
	record_free(&o->base);
}

static void
take(struct counting *c, struct tallies *list, struct justification_part *part)
{
	struct arena *arena = &c->out->arena;

	tallies_sort(list);
	part->lines = arena_alloc(arena, (list->count + 1) * sizeof(*part->lines));
	for (size_t i = 0; i < list->count; i++) {
		const struct tally *t = &list->items[i];

		part->lines[part->count++] = (struct justification_line){
		    .name = arena_strdup(arena, t->name), .count = t->people};
		part->sum += t->people;
	}
	tallies_free(list);
}

/* One member carries so many. */
static int64_t
need_for(int each, size_t sum)
{
	return each > 0 ? ((int64_t)sum + each - 1) / each : NUMBER_NONE;
}

static void
conclude(struct counting *c)
{
	struct justification *j = c->out;
	const struct town_rules *rules = profile_rules(c->view->session->profile);

	take(c, &c->events, &j->events);
	take(c, &c->requests, &j->requests);
	take(c, &c->institutions, &j->institutions);
	j->need_events = need_for(rules->events_per_member, j->events.sum);
	j->need_support = need_for(rules->supported_per_member, j->institutions.sum);
	j->need = j->need_events > j->need_support ? j->need_events : j->need_support;
}

enum status
orders_justify(struct justification *out, const struct view *v, int32_t on, struct error *e)
{
	struct counting c = {.view = v, .out = out};
	enum status st = view_require(v, PERMIT_READ, e);

	*out = (struct justification){
	    .on = on, .from = schoolyear_start(on), .until = schoolyear_end(on)};
	if (st == ST_OK)
		st = module_require(v->session, "corps", e);
	if (st != ST_OK)
		return st;
	walk_all(&c, KIND_EVENTS, count_event);
	walk_all(&c, KIND_REQUESTS, count_request);
	walk_all(&c, KIND_SUPPORT, note_support);
	walk_all(&c, KIND_PATHWAYS, note_pathway);
	walk_all(&c, KIND_ATTACHMENTS, note_attachment);
	walk_all(&c, KIND_MEMBERSHIPS, note_member);
	walk_all(&c, KIND_PEOPLE, count_supported);
	conclude(&c);
	idset_free(&c.supported);
	idset_free(&c.members);
	return view_status(v, e);
}

void
justification_free(struct justification *j)
{
	arena_free(&j->arena);
	*j = (struct justification){0};
}
