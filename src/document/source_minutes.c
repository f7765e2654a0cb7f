/* SPDX-License-Identifier: MIT
 * source_minutes.c - a meeting of the council, from its facts alone: all of it, or one item.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "db/record/history.h"
#include "db/record/journal.h"
#include "db/record/records.h"
#include "document/minutes_people.h"
#include "document/source.h"
#include "document/told.h"
#include "rules/eligibility.h"
#include "service/council/council_meeting.h"

struct telling {
	struct facts *facts;
	struct record_as_of *src;
	const struct council_meeting *sitting;
	struct buf quorum; /* what the item before said of it: told again only when it changes */
	uint64_t leads;    /* at the item before; likewise */
	const struct record *only; /* the one decision an extract is of; NULL: all */
};

/* The newest operation that wrote something about the meeting: what the minutes rest on. */
static uint64_t
last_operation(struct txn *t, uint64_t meeting)
{
	struct record *r = record_new(KIND_MEETINGS);
	uint64_t last = records_get(t, meeting, r) ? r->stamp : 0, id;

	record_free(r);
	for (enum kind k = 0; k < KIND_COUNT; k++) {
		const struct field *f = field_find(k, "meeting");
		struct walk *w;

		if (f == NULL || f->type != FIELD_REF || f->target != KIND_MEETINGS)
			continue;
		r = record_new(k);
		w = walk_referring(t, k, f, meeting);
		while (walk_next(w, &id))
			if (records_get(t, id, r) && r->stamp > last)
				last = r->stamp;
		walk_close(w);
		record_free(r);
	}
	return last;
}

/* --- An item. */

static void
tell_speeches(struct telling *t, const struct meeting_item *item, struct fact_row *into)
{
	struct buf name = {0};

	for (size_t i = 0; i < item->nspeeches; i++) {
		const struct meeting_speech *speech = &item->speeches[i];
		struct fact_row *row = fact_add(into, "speeches");

		record_as_of_put_short_name(t->src, speech->person, &name);
		fact_text(row, "speaker", name.len > 0 ? buf_text(&name) : speech->speaker);
		fact_text(row, "text", speech->text);
		buf_clear(&name);
	}
	buf_free(&name);
}

static void
tell_dissents(struct telling *t, const struct meeting_item *item, struct fact_row *into)
{
	struct dissent *d = (struct dissent *)record_new(KIND_DISSENTS);
	struct walk *w = minutes_walk(t->src, t->sitting, KIND_DISSENTS);
	struct buf name = {0};

	while (minutes_next(t->src, w, &d->base)) {
		struct fact_row *row;

		if (!council_meeting_is_of(item, &d->base))
			continue;
		row = fact_add(into, "dissents");
		record_as_of_put_short_name(t->src, d->member, &name);
		fact_buf(row, "member", &name);
		fact_text(row, "text", d->text);
	}
	walk_close(w);
	buf_free(&name);
	record_free(&d->base);
}

static void
tell_recusal(
    struct telling *t, size_t member, struct fact_row *into, const char *state, const char *why)
{
	struct fact_row *row = fact_add(into, "recusals");
	struct buf name = {0};

	record_as_of_put_short_name(t->src, t->sitting->members[member].person, &name);
	fact_buf(row, "name", &name);
	fact_text(row, "state", state);
	fact_text(row, "why", why);
	buf_free(&name);
}

/* One that was taken and lifted again is told twice, each with its reason. */
static void
tell_recusals(struct telling *t, const struct meeting_item *item, struct fact_row *into)
{
	for (size_t i = 0; i < t->sitting->nmembers; i++) {
		const struct meeting_ballot *b = &item->ballots[i];

		if (b->recusal == RECUSAL_IS_TAKEN)
			tell_recusal(t, i, into, "взят", b->why);
		if (b->recusal != RECUSAL_IS_DISMISSED)
			continue;
		if (b->why_taken != NULL)
			tell_recusal(t, i, into, "взят", b->why_taken);
		tell_recusal(t, i, into, b->why_taken != NULL ? "снят" : "отклонён", b->why);
	}
}

/* The verdict on the day of the meeting, by what was known when the minutes were closed. */
static void
tell_verdict(struct telling *t, const struct application *a, struct fact_row *row)
{
	struct person *person = (struct person *)record_new(KIND_PEOPLE);
	bool known = record_as_of_get(t->src, a->person, &person->base);
	struct verdict verdict;
	struct buf text = {0};

	eligibility_judge(&verdict, t->src->view.session->profile, a, known ? person : NULL,
	    t->sitting->meeting->date);
	fact_flag(row, "eligible", verdict.eligible);
	for (size_t i = 0; i < verdict.nmusts; i++)
		if (verdict.musts[i].state == MUST_UNMET ||
		    verdict.musts[i].state == MUST_UNKNOWN) {
			fact_add_line(row, "missing", verdict.musts[i].must->text);
			buf_printf(
			    &text, "%s%s", text.len > 0 ? "; " : "", verdict.musts[i].must->text);
		}
	fact_buf(row, "missing_text", &text);
	buf_free(&text);
	verdict_free(&verdict);
	record_free(&person->base);
}

static void
tell_applicant(struct telling *t, const struct meeting_item *item, struct fact_row *row)
{
	struct application *a = (struct application *)record_new(KIND_APPLICATIONS);

	if (record_as_of_get(t->src, item->application, &a->base)) {
		told_name(row, "applicant", t->src, KIND_APPLICATIONS, item->application);
		fact_text(row, "position_held", a->position);
		told_name(row, "workplace", t->src, KIND_ORGANISATIONS, a->organisation);
		fact_text(row, "subject_area", a->subject_area);
		tell_verdict(t, a, row);
	}
	record_free(&a->base);
}

static void
tell_votes(const struct council_rules *rules, const struct meeting_item *item, struct fact_row *row)
{
	const struct council_count *c = &item->count;
	int64_t cast = council_cast(c);
	int64_t silent = c->present - c->recused - cast;

	fact_flag(row, "hidden", item->hidden);
	if (item->hidden)
		return;
	fact_flag(row, "voted", cast > 0);
	if (cast == 0 && item->application == 0)
		return; /* taken note of without a vote */
	fact_number(row, "for", c->votes_for);
	fact_number(row, "against", c->against);
	fact_number(row, "abstained", c->abstained);
	if (silent > 0)
		fact_number(row, "not_voted", silent);
	fact_flag(row, "secret", item->secret);
	if (item->result.ground == COUNCIL_CASTING_VOTE) {
		fact_flag(row, "casting", true);
		fact_text(row, "settled_by", council_leader_genitive(c));
	}
	fact_flag(row, "contrary",
	    item->outcome != 0 && council_accord(rules, c, item->outcome) == COUNCIL_CONTRARY);
}

static void
tell_quorum(struct telling *t, size_t i, struct fact_row *row)
{
	struct buf now = {0};

	if (!minutes_attended(t->sitting, i))
		return;
	council_put_quorum(&now, &t->sitting->rules, &t->sitting->items[i].count);
	if (t->quorum.len > 0 && !slice_equal(buf_slice(&now), buf_slice(&t->quorum)))
		fact_text(row, "quorum_now", buf_text(&now));
	buf_clear(&t->quorum);
	buf_put_slice(&t->quorum, buf_slice(&now));
	buf_free(&now);
}

static void
tell_leader(struct telling *t, const struct meeting_item *item, struct fact_row *row)
{
	struct buf name = {0};

	if (item->chair == t->leads)
		return;
	t->leads = item->chair;
	record_as_of_put_short_name(t->src, item->chair, &name);
	fact_buf(row, "leads_now", &name);
	buf_free(&name);
}

static void
tell_decision(struct telling *t, const struct meeting_item *item, struct fact_row *row)
{
	const char *const *outcomes = field_find(meeting_item_decisions(item), "outcome")->words;

	fact_flag(row, "undecided", item->outcome == 0);
	if (item->outcome != 0)
		fact_text(row, "outcome", outcomes[item->outcome - 1]);
	fact_text(row, "reason", item->reason);
	fact_lines(row, "points", item->text);
	tell_votes(&t->sitting->rules, item, row);
}

static void
tell_item(struct telling *t, size_t i)
{
	const struct meeting_item *item = &t->sitting->items[i];
	struct fact_row *row = fact_add(t->facts->root, "items");

	fact_number(row, "position", item->position);
	fact_text(row, "topic", item->topic);
	fact_text(row, "speaker", item->speaker);
	tell_leader(t, item, row);
	tell_quorum(t, i, row);
	if (item->application != 0)
		tell_applicant(t, item, row);
	tell_decision(t, item, row);
	tell_recusals(t, item, row);
	tell_speeches(t, item, row);
	tell_dissents(t, item, row);
}

static void
tell_agenda(struct telling *t)
{
	for (size_t i = 0; i < t->sitting->nitems; i++)
		if (t->only == NULL || council_meeting_is_of(&t->sitting->items[i], t->only))
			tell_item(t, i);
}

/* How many times closed minutes were opened again: the day and the reason of the last. */
static void
tell_edition(struct telling *t)
{
	struct minutes *m = (struct minutes *)record_new(KIND_MINUTES);
	struct txn *txn = t->src->view.txn;
	uint64_t *stamps = NULL, opened = 0, id;
	struct journal_row row;
	int64_t edition = 1;
	bool closed = false;
	size_t count;

	m->meeting = t->sitting->meeting->base.id;
	id = records_find_same(txn, &m->base);
	count = id != 0 ? history_stamps(txn, KIND_MINUTES, id, &stamps) : 0;
	for (size_t i = 0; i < count; i++) {
		if (!history_get(txn, id, stamps[i], &m->base, NULL))
			continue;
		if (closed && m->state == MINUTES_OPEN) {
			edition++;
			opened = stamps[i];
		}
		closed = m->state == MINUTES_CLOSED;
	}
	if (opened != 0 && journal_get(txn, opened, &row)) {
		fact_number(t->facts->root, "edition", edition);
		fact_day(t->facts->root, "reopened", clock_date_of(row.time));
		fact_text(t->facts->root, "reopen_reason", row.reason);
		journal_row_free(&row);
	}
	free(stamps);
	record_free(&m->base);
}

static void
tell_meeting(struct telling *t)
{
	const struct council_meeting *s = t->sitting;
	struct fact_row *root = t->facts->root;
	struct buf text = {0};

	fact_text(root, "number", s->meeting->number);
	fact_day(root, "date", s->meeting->date);
	fact_number(root, "seats", s->meeting->seats);
	fact_flag(root, "draft", t->facts->draft);
	if (s->nitems > 0 && minutes_attended(s, 0))
		council_put_quorum(&text, &s->rules, &s->items[0].count);
	fact_buf(root, "quorum", &text);
	t->leads = s->meeting->chair;
	tell_edition(t);
	minutes_put_people(t->facts, t->src, s);
	tell_agenda(t);
	buf_free(&text);
	buf_free(&t->quorum);
}

/* Closed minutes are a signed paper: people are called as they were called when they were closed.
 */
static enum status
tell(struct facts *f, const struct paper_question *q, uint64_t meeting, const struct record *only)
{
	struct council_meeting sitting;
	struct telling t = {.facts = f, .src = q->src, .sitting = &sitting, .only = only};
	enum status st = council_meeting_load(&q->src->view, meeting, &sitting, q->e);

	if (st == ST_OK) {
		f->operation = last_operation(q->src->view.txn, meeting);
		f->draft = sitting.state != MEETING_CLOSED;
		if (!f->draft)
			q->src->as_of = f->operation;
		tell_meeting(&t);
	}
	council_meeting_free(&sitting);
	return st;
}

enum status
source_minutes(struct facts *f, const struct paper_question *q)
{
	return tell(f, q, q->call->record, NULL);
}

/* Of a decision on an application, or on a topic. */
enum status
source_extract(struct facts *f, const struct paper_question *q)
{
	struct record *decision = record_new(q->paper->source->kind);
	enum status st = record_as_of_get(q->src, q->call->record, decision)
	    ? tell(f, q, record_ref(decision, field_find(decision->kind, "meeting")), decision)
	    : error_set(q->e, ST_NOTFOUND, "такого решения нет");

	record_free(decision);
	return st;
}
