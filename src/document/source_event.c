/* SPDX-License-Identifier: MIT
 * source_event.c - an event with those who took part; a contest with its jury and its results.
 */
#include <stdlib.h>

#include "base/compare.h"
#include "base/date.h"
#include "document/source.h"
#include "document/told.h"
#include "service/events/contest.h"
#include "service/events/event_people.h"

enum { BLANK_ROWS = 20 };

struct telling {
	struct fact_row *root;
	struct record_as_of *src;
	struct event_roll roll;
};

static void
note_parts(const struct telling *t)
{
	for (size_t i = 0; i < t->roll.count; i++)
		record_as_of_note(t->src, KIND_PARTICIPANTS, t->roll.parts[i].now->base.id);
}

/* "МБОУ «СОШ № 8», актовый зал" */
static void
put_venue(const struct telling *t, struct buf *out)
{
	const struct event *e = t->roll.event;

	record_as_of_put_name(t->src, KIND_ORGANISATIONS, e->venue, out);
	if (out->len > 0 && e->venue_text[0] != '\0')
		buf_puts(out, ", ");
	buf_puts(out, e->venue_text);
}

static void
tell_event(const struct telling *t)
{
	static const char *const words[] = {"type", "level", "format"};
	const struct event *e = t->roll.event;
	struct buf text = {0};

	fact_text(t->root, "code", e->code);
	fact_text(t->root, "title", e->title);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		value_put_choice(&text, &e->base, field_find(KIND_EVENTS, words[i]));
		fact_buf(t->root, words[i], &text);
	}
	fact_day(t->root, "from", e->held != DATE_NONE ? e->held : e->planned);
	fact_day(t->root, "to", e->held_to != e->held ? e->held_to : DATE_NONE);
	fact_flag(t->root, "held", e->held != DATE_NONE);
	fact_flag(t->root, "cancelled", e->cancelled);
	put_venue(t, &text);
	fact_buf(t->root, "venue", &text);
	told_name(t->root, "association", t->src, KIND_ASSOCIATIONS, e->association);
	told_name(t->root, "responsible", t->src, KIND_PEOPLE, e->responsible);
	told_signature(t->root, "responsible_signature", t->src, e->responsible);
	fact_number(t->root, "headcount", e->headcount);
	fact_number(t->root, "named", (int64_t)event_roll_people(&t->roll, NULL));
	fact_lines(t->root, "topics", e->topics);
	fact_lines(t->root, "decisions", e->decisions);
	buf_free(&text);
}

/* Of an event. */

/* "участник, выступающий", and the first topic. */
static void
tell_roles(const struct telling *t, struct fact_row *row, uint64_t person)
{
	struct buf roles = {0};

	for (size_t i = 0; i < t->roll.count; i++) {
		const struct participant *p = t->roll.parts[i].now;

		if (p->person != person)
			continue;
		buf_puts(&roles, roles.len > 0 ? ", " : "");
		roll_part_put_role(&t->roll.parts[i], &roles);
		if (p->topic[0] != '\0')
			fact_text(row, "topic", p->topic);
	}
	fact_buf(row, "roles", &roles);
	buf_free(&roles);
}

static void
tell_people(const struct telling *t)
{
	uint64_t *people;
	size_t count = event_roll_people(&t->roll, &people);

	count = event_people_sort(&t->src->view, people, count);
	for (size_t i = 0; i < count; i++) {
		struct fact_row *row = fact_add(t->root, "people");

		told_person(row, "name", t->src, people[i]);
		tell_roles(t, row, people[i]);
	}
	for (int i = 0; count == 0 && i < BLANK_ROWS; i++)
		fact_add(t->root, "blanks");
	free(people);
}

/* Of a contest. */

static bool
is_chair(const struct participant *p)
{
	return compare_starts(slice_of(p->topic), slice_of("председатель"));
}

static void
tell_jury(const struct telling *t, bool chair)
{
	struct buf signature = {0};

	for (size_t i = 0; i < t->roll.count; i++) {
		const struct participant *p = t->roll.parts[i].now;
		struct fact_row *row;

		if (p->role != ROLE_JURY || is_chair(p) != chair)
			continue;
		row = fact_add(t->root, "jury");
		told_person(row, "name", t->src, p->person);
		record_as_of_put_signature(t->src, p->person, &signature);
		fact_buf(row, "signature", &signature);
		fact_text(row, "duty", p->topic);
	}
	buf_free(&signature);
}

static void
tell_entry(const struct telling *t, const struct roll_part *part, const char *group)
{
	struct fact_row *row = fact_add(t->root, group);
	struct buf award = {0};

	told_person(row, "name", t->src, part->now->person);
	fact_text(row, "nomination", part->now->nomination);
	fact_text(row, "score", part->now->score);
	fact_text(row, "place", part->now->place);
	if (part->now->role != ROLE_PARTICIPANT)
		roll_part_put_role(part, &award);
	fact_buf(row, "award", &award);
	buf_free(&award);
}

static void
tell_contest(const struct telling *t, const struct contest *c)
{
	static const struct {
		uint8_t role;
		const char *group;
	} awards[] = {
	    {ROLE_WINNER, "winners"}, {ROLE_PRIZE, "prizes"}, {ROLE_LAUREATE, "laureates"}};
	uint8_t next = contest_next_level(t->roll.event);

	tell_jury(t, true);
	tell_jury(t, false);
	for (size_t i = 0; i < c->count; i++) {
		const struct roll_part *part = &t->roll.parts[c->entries[i]];

		tell_entry(t, part, "entries");
		for (size_t a = 0; a < sizeof(awards) / sizeof(awards[0]); a++)
			if (part->now->role == awards[a].role)
				tell_entry(t, part, awards[a].group);
	}
	fact_number(t->root, "others", (int64_t)contest_count(c, ROLE_PARTICIPANT));
	if (next != 0)
		fact_text(t->root, "next_level", field_find(KIND_EVENTS, "level")->words[next - 1]);
}

static enum status
begin(struct telling *t, struct facts *f, const struct paper_question *q)
{
	struct record *event = record_new(KIND_EVENTS);
	enum status st;

	*t = (struct telling){.root = f->root, .src = q->src};
	st = event_roll_read(&t->roll, &q->src->view, q->call->record, q->e);
	if (st == ST_OK) {
		record_as_of_get(q->src, q->call->record, event);
		note_parts(t);
		tell_event(t);
	}
	record_free(event);
	return st;
}

enum status
source_event(struct facts *f, const struct paper_question *q)
{
	struct telling t;
	enum status st = begin(&t, f, q);

	if (st == ST_OK)
		tell_people(&t);
	event_roll_free(&t.roll);
	return st;
}

enum status
source_contest(struct facts *f, const struct paper_question *q)
{
	struct telling t;
	struct contest c = {.roll = NULL};
	enum status st = begin(&t, f, q);

	if (st == ST_OK)
		st = contest_read(&c, &t.roll, &q->src->view, q->e);
	if (st == ST_OK)
		tell_contest(&t, &c);
	contest_free(&c);
	event_roll_free(&t.roll);
	return st;
}
