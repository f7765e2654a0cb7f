/* SPDX-License-Identifier: MIT
 * council_txn.c - read, plan, write if nothing has happened since.
 */
#include "service/council/council_txn.h"

#include <string.h>

#include "base/clock.h"
#include "db/record/journal.h"
#include "db/record/records.h"
#include "service/guard/minutes_lock.h"
#include "service/guard/record_rules.h"
#include "service/core/naming.h"

static enum status
nothing_since(void *context, struct txn *t)
{
	const struct council_txn *d = context;

	return journal_changes(t) == d->seen ? ST_OK : ST_CONFLICT;
}

/* The change, its reason naming whom it is about. */
static struct change *
begin_change(struct council_txn *d, const struct council_txn_terms *terms)
{
	const struct session *s = d->view.session;
	size_t at =
	    terms->item != 0 ? council_meeting_item(&d->sitting, terms->item) : d->sitting.nitems;
	struct buf reason = {0};
	struct change *c;

	buf_puts(&reason, terms->reason);
	if (reason.len > 0 && (terms->about.id != 0 || at < d->sitting.nitems))
		buf_puts(&reason, ": ");
	if (terms->about.id != 0)
		register_put_short_name(d->view.txn, terms->about.kind, terms->about.id, &reason);
	if (at < d->sitting.nitems)
		council_txn_put_item(d, &d->sitting.items[at], &reason);
	c = change_new(s->store, &s->actor, terms->operation, buf_text(&reason));
	buf_free(&reason);
	return c;
}

/* Read and plan upon what was read; the change is staged when it returns ST_OK. */
static enum status
plan(struct council_txn *d, const struct council_txn_terms *terms)
{
	enum status st;

	d->seen = journal_changes(d->view.txn);
	st = view_require(&d->view, terms->permit, d->e);
	if (st == ST_OK && terms->meeting != 0)
		st = council_meeting_load(&d->view, terms->meeting, &d->sitting, d->e);
	if (st == ST_OK && d->sitting.state == MEETING_CLOSED && !terms->closed_too)
		st = minutes_lock_refuse(&d->view, terms->meeting, d->e);
	if (st != ST_OK)
		return st;
	d->viewer = visibility_viewer(&d->view);
	d->change = begin_change(d, terms);
	change_look_in(d->change, d->view.txn);
	st = view_confirm(&d->view, terms->plan(d), d->e);
	change_look_in(d->change, NULL);
	return st;
}

static enum status
attempt(struct council_txn *d, const struct council_txn_terms *terms, bool *again)
{
	struct record_rules rules = {.session = d->view.session, .door = RULES_SITTING};
	enum status st = plan(d, terms);

	*again = false;
	view_close(&d->view);
	if (d->change == NULL)
		return st;
	if (st != ST_OK || change_size(d->change) == 0) {
		change_free(d->change);
		return st;
	}
	change_set_guard(d->change, nothing_since, d);
	st = record_rules_commit(&rules, d->change, NULL, NULL);
	*again = st == ST_CONFLICT;
	if (rules.refused.count > 0)
		st = record_rules_explain(&rules, NULL, d->e);
	else if (st != ST_OK)
		store_not_done(d->view.session->store, st, d->e, "ничего не записано");
	record_rules_free(&rules);
	return st;
}

enum status
council_txn_do(
    struct session *s, const struct council_txn_terms *terms, uint64_t *result, struct error *e)
{
	enum status st = ST_CONFLICT;
	bool again = true;

	for (unsigned tries = 0; again && store_next_try(s->store, &tries);) {
		struct council_txn d = {.wish = terms->wish, .e = e};

		view_open(&d.view, s);
		st = attempt(&d, terms, &again);
		if (st == ST_OK && result != NULL)
			*result = d.result;
		council_meeting_free(&d.sitting);
	}
	store_leave_turn(s->store);
	return st;
}

static void
set_ref(struct record *r, const char *id, uint64_t value)
{
	const struct field *f = field_find(r->kind, id);

	if (f != NULL && value != 0)
		record_set_ref(r, f, value);
}

void
council_txn_refer(
    struct council_txn *d, struct record *r, const struct meeting_item *item, uint64_t person)
{
	const struct field *topic = field_find(r->kind, "topic");

	set_ref(r, "meeting", d->sitting.meeting->base.id);
	set_ref(r, "application", item != NULL ? item->application : 0);
	set_ref(r, "person", person);
	set_ref(r, "member", person);
	if (topic != NULL && item != NULL)
		record_set_text(r, topic, item->topic, strlen(item->topic));
}

bool
council_txn_find(struct council_txn *d, struct record *r)
{
	uint64_t id = records_find_same(d->view.txn, r);

	return id != 0 && records_get(d->view.txn, id, r);
}

struct record *
council_txn_record(
    struct council_txn *d, enum kind kind, const struct meeting_item *item, uint64_t person)
{
	struct record *r = record_new(kind);

	council_txn_refer(d, r, item, person);
	council_txn_find(d, r);
	return r;
}

void
council_txn_put(struct council_txn *d, struct record *r)
{
	change_put(d->change, r);
	record_free(r);
}

void
council_txn_remove(
    struct council_txn *d, enum kind kind, const struct meeting_item *item, uint64_t person)
{
	struct record *r = council_txn_record(d, kind, item, person);

	if (r->id != 0)
		change_remove(d->change, kind, r->id, r->stamp);
	record_free(r);
}

struct meeting_item *
council_txn_current(struct council_txn *d)
{
	if (d->sitting.current < d->sitting.nitems)
		return &d->sitting.items[d->sitting.current];
	error_set(d->e, ST_REFUSED, "повестка пуста: внесите в неё заявления или вопросы");
	return NULL;
}

enum status
council_txn_item(struct council_txn *d, uint64_t id, struct meeting_item **item)
{
	size_t at = council_meeting_item(&d->sitting, id);
	struct buf name = {0};

	if (at < d->sitting.nitems) {
		*item = &d->sitting.items[at];
		return ST_OK;
	}
	if ((id & ITEM_TOPIC) != 0)
		return error_set(d->e, ST_REFUSED, "этого вопроса в повестке заседания больше нет");
	register_put_name(&d->view, KIND_APPLICATIONS, id, &name);
	error_set(d->e, ST_REFUSED,
	    "заявления «%s» в повестке заседания нет; сначала внесите его в повестку",
	    buf_text(&name));
	buf_free(&name);
	return ST_REFUSED;
}

void
council_txn_put_item(struct council_txn *d, const struct meeting_item *item, struct buf *out)
{
	if (item->application != 0)
		register_put_short_name(d->view.txn, KIND_APPLICATIONS, item->application, out);
	else
		buf_puts(out, item->topic);
}

enum status
council_txn_require_started(struct council_txn *d)
{
	return d->sitting.started ? ST_OK
				  : error_set(d->e, ST_REFUSED,
					"заседание ещё не начато; начните его и отметьте, кто "
					"присутствует");
}

enum status
council_txn_require_undecided(struct council_txn *d, const struct meeting_item *item)
{
	if (item->outcome == 0)
		return ST_OK;
	return error_set(d->e, ST_REFUSED,
	    "по пункту %lld уже решено: %s; чтобы изменить голос, сначала отмените решение",
	    (long long)item->position, council_outcome_word(item->outcome));
}

enum status
council_txn_require_quorum(struct council_txn *d, const struct meeting_item *item)
{
	struct buf words = {0};

	if (council_quorum(&d->sitting.rules, &item->count).reached)
		return ST_OK;
	council_put_quorum(&words, &d->sitting.rules, &item->count);
	error_set(d->e, ST_REFUSED, "голосовать нельзя: %s", buf_text(&words));
	buf_free(&words);
	return ST_REFUSED;
}

enum status
council_txn_require_seen(struct council_txn *d, const struct meeting_item *item, uint64_t seen)
{
	if (seen == 0 || seen == item->roll)
		return ST_OK;
	return error_set(d->e, ST_CONFLICT,
	    "%s: голоса или явка по пункту %lld тем временем изменились. Решение не записано: "
	    "посмотрите и решите ещё раз",
	    item->title, (long long)item->position);
}

void
council_txn_rows(struct council_txn *d, enum kind kind, struct council_rows *rows)
{
	council_rows_read(d->view.txn, kind, d->sitting.meeting->base.id, rows);
}

void
council_txn_set_moment(struct record *r, const char *field)
{
	struct buf moment = {0};

	clock_put_moment(&moment, clock_now());
	record_set_text(r, field_find(r->kind, field), buf_text(&moment), moment.len);
	buf_free(&moment);
}

enum status
council_txn_set_text(struct council_txn *d, struct record *r, const char *field, const char *text)
{
	struct session_refs refs;
	struct reading reading = view_reading(&d->view, &refs);

	return value_parse(r, field_find(r->kind, field), slice_of(text), &reading, d->e);
}

enum status
council_txn_refuse_stranger(struct council_txn *d, uint64_t person)
{
	struct buf name = {0};

	register_put_name(&d->view, KIND_PEOPLE, person, &name);
	error_set(d->e, ST_REFUSED,
	    "%s не входит в совет на день заседания; внесите в список членов совета",
	    buf_text(&name));
	buf_free(&name);
	return ST_REFUSED;
}

/* Where nobody has voted a topic has no numbers. */
static void
set_numbers(struct record *r, const struct council_count *c)
{
	const struct {
		const char *field;
		int64_t votes;
	} numbers[] = {{"votes_for", c->votes_for}, {"votes_against", c->against},
	    {"abstained", c->abstained}};
	bool none = r->kind == KIND_TOPIC_DECISIONS && council_cast(c) == 0;

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		record_set_number(r, field_find(r->kind, numbers[i].field),
		    none ? NUMBER_NONE : numbers[i].votes);
}

enum status
council_txn_put_decision(struct council_txn *d, const struct meeting_item *item, uint8_t outcome,
    const char *reason, const char *text)
{
	struct record *r = council_txn_record(d, meeting_item_decisions(item), item, 0);
	enum status st = council_txn_set_text(d, r, "reason", reason);

	if (st == ST_OK && field_find(r->kind, "text") != NULL)
		st = council_txn_set_text(d, r, "text", text);
	record_set_choice(r, field_find(r->kind, "outcome"), outcome);
	set_numbers(r, &item->count);
	if (st == ST_OK)
		change_put(d->change, r);
	record_free(r);
	return st;
}
