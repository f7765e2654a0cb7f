/* SPDX-License-Identifier: MIT
 * application_statuses.c - gathering what the ways of applications are computed from.
 */
#include "service/council/application_statuses.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "db/record/records.h"
#include "rules/eligibility.h"
#include "service/core/modules.h"
#include "service/core/naming.h"
#include "service/council/meeting_order.h"

struct known_meeting {
	struct dated_meeting at;
	bool closed;
};

struct gathering {
	struct session *session;
	struct txn *txn;
	struct application_statuses *ways;
	struct known_meeting *meetings; /* by id */
	size_t nmeetings;
};

static int
compare_ids(const void *key, const void *element)
{
	uint64_t a = *(const uint64_t *)key, b = *(const uint64_t *)element;

	return (a > b) - (a < b);
}

static struct application_facts *
facts_of(const struct application_statuses *w, uint64_t application)
{
	_Static_assert(offsetof(struct application_facts, application) == 0, "searched by it");
	return w->count == 0
	    ? NULL
	    : bsearch(&application, w->facts, w->count, sizeof(*w->facts), compare_ids);
}

static struct known_meeting *
meeting_of(const struct gathering *g, uint64_t id)
{
	_Static_assert(offsetof(struct known_meeting, at.id) == 0, "searched by it");
	return bsearch(&id, g->meetings, g->nmeetings, sizeof(*g->meetings), compare_ids);
}

/* Every record of a kind, by id. */
typedef void each_fn(struct gathering *g, const struct record *r);

static void
walk_all(struct gathering *g, enum kind kind, each_fn *each)
{
	struct record *r = record_new(kind);
	struct walk *w = walk_by_id(g->txn, kind);

	while (walk_record(w, r))
		each(g, r);
	walk_close(w);
	record_free(r);
}

static void
note_application(struct gathering *g, const struct record *r)
{
	const struct application *a = (const struct application *)r;

	g->ways->facts[g->ways->count++] =
	    (struct application_facts){.application = r->id, .agreed = a->agreed != DATE_NONE};
}

static void
note_meeting(struct gathering *g, const struct record *r)
{
	g->meetings[g->nmeetings++] =
	    (struct known_meeting){.at = {r->id, ((const struct meeting *)r)->date}};
}

static void
note_minutes(struct gathering *g, const struct record *r)
{
	const struct minutes *m = (const struct minutes *)r;
	struct known_meeting *meeting = meeting_of(g, m->meeting);

	if (meeting != NULL)
		meeting->closed = m->state == MINUTES_CLOSED;
}

/* The decision of the latest meeting counts. */
static void
note_decision(struct gathering *g, const struct record *r)
{
	const struct decision *d = (const struct decision *)r;
	struct application_facts *f = facts_of(g->ways, d->application);
	const struct known_meeting *at = meeting_of(g, d->meeting), *before;

	if (f == NULL || at == NULL)
		return;
	before = meeting_of(g, f->decided);
	if (before != NULL && meeting_is_later(g->txn, before->at, at->at))
		return;
	f->outcome = d->outcome;
	f->decided = d->meeting;
}

static void
note_agenda(struct gathering *g, const struct record *r)
{
	const struct agenda_item *item = (const struct agenda_item *)r;
	struct application_facts *f = facts_of(g->ways, item->application);
	const struct known_meeting *at = meeting_of(g, item->meeting);
	struct decision *d;

	if (f == NULL || at == NULL || at->closed)
		return;
	d = (struct decision *)record_new(KIND_DECISIONS);
	d->meeting = item->meeting;
	d->application = item->application;
	if (records_find_same(g->txn, &d->base) == 0)
		f->meeting = item->meeting;
	record_free(&d->base);
}

static void
note_membership(struct gathering *g, const struct record *r)
{
	const struct membership *m = (const struct membership *)r;
	struct application_facts *f = facts_of(g->ways, m->application);

	if (f == NULL || (f->order != 0 && f->from > m->from))
		return;
	f->order = m->order;
	f->from = m->from;
	f->to = m->to;
}

/* Looked at only where the way depends on it. */
static void
note_lacking(struct gathering *g)
{
	struct application *a = (struct application *)record_new(KIND_APPLICATIONS);
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	for (size_t i = 0; i < g->ways->count; i++) {
		struct application_facts *f = &g->ways->facts[i];
		struct verdict verdict;
		bool known;

		if (f->order != 0 || f->outcome != 0 || f->meeting != 0 ||
		    !records_get(g->txn, f->application, &a->base))
			continue;
		known = records_get(g->txn, a->person, &p->base);
		eligibility_judge(&verdict, g->session->profile, a, known ? p : NULL, g->ways->on);
		f->lacking = verdict_lacks(&verdict);
		verdict_free(&verdict);
	}
	record_free(&a->base);
	record_free(&p->base);
}

static enum status
gather(const struct view *v, struct application_statuses *out)
{
	struct gathering g = {.session = v->session, .ways = out, .txn = v->txn};

	out->facts = xcalloc(records_count(g.txn, KIND_APPLICATIONS) + 1, sizeof(*out->facts));
	g.meetings = xcalloc(records_count(g.txn, KIND_MEETINGS) + 1, sizeof(*g.meetings));
	walk_all(&g, KIND_APPLICATIONS, note_application);
	walk_all(&g, KIND_MEETINGS, note_meeting);
	walk_all(&g, KIND_MINUTES, note_minutes);
	walk_all(&g, KIND_DECISIONS, note_decision);
	walk_all(&g, KIND_AGENDA, note_agenda);
	walk_all(&g, KIND_MEMBERSHIPS, note_membership);
	note_lacking(&g);
	free(g.meetings);
	return txn_status(v->txn);
}

enum status
application_statuses_load(const struct view *v, int32_t on, struct application_statuses *out)
{
	enum status st = view_require(v, PERMIT_READ, NULL);

	*out = (struct application_statuses){.on = on};
	if (st == ST_OK)
		st = module_require_kind(v->session, KIND_APPLICATIONS, NULL);
	if (st == ST_OK)
		st = gather(v, out);
	for (size_t i = 0; i < out->count; i++)
		out->counts[application_status_of(&out->facts[i], on)]++;
	return st;
}

void
application_statuses_free(struct application_statuses *w)
{
	free(w->facts);
	*w = (struct application_statuses){0};
}

const struct application_facts *
application_statuses_of(const struct application_statuses *w, uint64_t application)
{
	return facts_of(w, application);
}

enum application_status
application_statuses_find(const struct application_statuses *w, uint64_t application)
{
	const struct application_facts *f = facts_of(w, application);

	return f != NULL ? application_status_of(f, w->on) : APPLICATION_DRAFT;
}

size_t
application_statuses_ids(const struct application_statuses *w, unsigned which, uint64_t **ids)
{
	size_t count = 0;

	*ids = xcalloc(w->count + 1, sizeof(**ids));
	for (size_t i = 0; i < w->count; i++)
		if ((which & 1u << application_status_of(&w->facts[i], w->on)) != 0)
			(*ids)[count++] = w->facts[i].application;
	return count;
}

/* Lines under the name of whom to ask. */
struct lines {
	struct buf *out;
	const char *asked;
};

static void
put_line(void *context, const struct field *field, const char *line)
{
	struct lines *lines = context;

	(void)field;
	buf_printf(lines->out, "%s: %s\n", lines->asked, line);
}

size_t
application_put_lacking(const struct view *v, uint64_t application, struct buf *out)
{
	struct application *a = (struct application *)record_new(KIND_APPLICATIONS);
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	bool found = view_may(v, PERMIT_READ) && records_get(v->txn, application, &a->base);
	bool known = found && records_get(v->txn, a->person, &p->base);
	struct buf asked = {0};
	struct lines lines = {.out = out};
	size_t count = 0;

	if (found)
		register_put_short_name(v->txn, KIND_ORGANISATIONS, a->organisation, &asked);
	lines.asked = buf_text(&asked);
	if (found)
		count = eligibility_missing(
		    v->session->profile, a, known ? p : NULL, clock_today(), put_line, &lines);
	buf_free(&asked);
	record_free(&a->base);
	record_free(&p->base);
	return count;
}
