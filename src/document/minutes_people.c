/* SPDX-License-Identifier: MIT
 * minutes_people.c - who was at a meeting, from when to when, and who led it.
 */
#include "document/minutes_people.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "db/record/records.h"
#include "document/told.h"

struct people {
	struct facts *facts;
	struct record_as_of *src;
	const struct council_meeting *sitting;
};

struct walk *
minutes_walk(struct record_as_of *src, const struct council_meeting *s, enum kind kind)
{
	return walk_referring(
	    src->view.txn, kind, field_find(kind, "meeting"), s->meeting->base.id);
}

bool
minutes_next(struct record_as_of *src, struct walk *w, struct record *r)
{
	uint64_t id;

	while (walk_next(w, &id))
		if (record_as_of_get(src, id, r))
			return true;
	return false;
}

/* --- Items by their numbers. */

/* "пункт 2", "пункты 1, 3–5"; forms: of one, of several. */
static void
put_items(
    struct buf *out, const struct council_meeting *s, const bool *which, const char *const forms[2])
{
	size_t count = 0;

	for (size_t i = 0; i < s->nitems; i++)
		count += which[i];
	buf_printf(out, "%s ", forms[count > 1]);
	for (size_t i = 0, told = 0; i < s->nitems; i++) {
		size_t first = i;

		if (!which[i])
			continue;
		while (i + 1 < s->nitems && which[i + 1])
			i++;
		buf_printf(
		    out, "%s%lld", told++ > 0 ? ", " : "", (long long)s->items[first].position);
		if (i > first)
			buf_printf(out, "–%lld", (long long)s->items[i].position);
	}
}

/* --- Coming and going. */

bool
minutes_attended(const struct council_meeting *s, size_t item)
{
	for (size_t i = 0; i < s->nmembers; i++)
		if (s->items[item].ballots[i].present)
			return true;
	return false;
}

static bool
was_there(const struct council_meeting *s, size_t member)
{
	for (size_t i = 0; i < s->nitems; i++)
		if (s->items[i].ballots[member].present)
			return true;
	return false;
}

/* What was missed, for such an ending of the verb: "отсутствовала при рассмотрении пункта 4". */
static void
put_missed(struct people *p, size_t member, const char *ending, struct buf *out)
{
	static const char *const forms[] = {"пункта", "пунктов"};
	const struct council_meeting *s = p->sitting;
	bool *missed = xcalloc(s->nitems + 1, sizeof(*missed)), any = false;

	for (size_t i = 0; i < s->nitems; i++) {
		missed[i] = !s->items[i].ballots[member].present && minutes_attended(s, i);
		any = any || missed[i];
	}
	if (any) {
		buf_printf(
		    out, "%sотсутствовал%s при рассмотрении ", out->len > 0 ? "; " : "", ending);
		put_items(out, s, missed, forms);
	}
	free(missed);
}

/* Somebody's events at the meeting. */
struct events {
	struct arrival **at; /* in their order */
	size_t count, room;
};

static int
compare_events(const void *left, const void *right)
{
	const struct arrival *a = *(struct arrival *const *)left;
	const struct arrival *b = *(struct arrival *const *)right;

	return (a->number > b->number) - (a->number < b->number);
}

static void
read_events(struct people *p, uint64_t person, struct events *out)
{
	struct arrival *a = (struct arrival *)record_new(KIND_ARRIVALS);
	struct walk *w = minutes_walk(p->src, p->sitting, KIND_ARRIVALS);

	while (minutes_next(p->src, w, &a->base)) {
		if (a->person != person)
			continue;
		ARRAY_ROOM(out->at, out->count, out->room);
		out->at[out->count++] = (struct arrival *)record_dup(&a->base);
	}
	walk_close(w);
	record_free(&a->base);
	if (out->count > 0)
		qsort(out->at, out->count, sizeof(*out->at), compare_events);
}

static void
events_free(struct events *e)
{
	for (size_t i = 0; i < e->count; i++)
		record_free(&e->at[i]->base);
	free(e->at);
}

/* Where the minute of "2026-05-31 10:20:00" ends, and its time begins. */
enum { MOMENT_TIME = 11, MOMENT_MINUTE = 16 };

/* Two keys within a minute are a mistake and its mending. */
static bool
is_slip(const struct events *e, size_t i)
{
	return i + 1 < e->count && e->at[i]->what != e->at[i + 1]->what &&
	    strncmp(e->at[i]->at, e->at[i + 1]->at, MOMENT_MINUTE) == 0;
}

/* " в 10:20", and with its day when that is another than the meeting's. */
static void
put_moment(const char *at, int32_t meeting, struct buf *out)
{
	int32_t day;

	if (strlen(at) < MOMENT_MINUTE ||
	    date_parse(slice_make(at, MOMENT_TIME - 1), &day) != DATE_PARSED) {
		buf_printf(out, " %s", at);
		return;
	}
	if (day != meeting) {
		buf_putc(out, ' ');
		date_put_russian(out, day);
	}
	buf_printf(out, " в %.*s", MOMENT_MINUTE - MOMENT_TIME, at + MOMENT_TIME);
}

static void
put_events(struct people *p, uint64_t person, const char *ending, struct buf *out)
{
	static const char *const verbs[] = {[ARRIVAL_CAME] = "прибыл", [ARRIVAL_LEFT] = "убыл"};
	struct events events = {.count = 0};

	read_events(p, person, &events);
	for (size_t i = 0; i < events.count; i++) {
		const struct arrival *a = events.at[i];

		if (is_slip(&events, i)) {
			i++;
			continue;
		}
		buf_printf(out, "%s%s%s", out->len > 0 ? ", " : "", verbs[a->what], ending);
		put_moment(a->at, p->sitting->meeting->date, out);
	}
	events_free(&events);
}

/* How a verb of the past ends by whom it is about, as far as the patronymic tells. */
static const char *
verb_ending(const char *patronymic)
{
	static const struct {
		const char *patronymic, *verb;
	} endings[] = {{"вна", "а"}, {"чна", "а"}, {"кызы", "а"}, {"ич", ""}, {"оглы", ""}};
	size_t len = strlen(patronymic);

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t end = strlen(endings[i].patronymic);

		if (len >= end && strcmp(patronymic + len - end, endings[i].patronymic) == 0)
			return endings[i].verb;
	}
	return "(а)";
}

/* "прибыла в 10:20, убыла в 11:05; отсутствовала при рассмотрении пунктов 1–3"; of who was there
 * all the time nothing. */
static void
put_stay(struct people *p, size_t member, const struct person *person, struct buf *out)
{
	const char *ending = verb_ending(person->patronymic);

	put_events(p, p->sitting->members[member].person, ending, out);
	put_missed(p, member, ending, out);
}

/* --- Members. */

static void
put_absence(struct people *p, uint64_t person, struct buf *out)
{
	struct absence *a = (struct absence *)record_new(KIND_ABSENCES);
	struct walk *w = minutes_walk(p->src, p->sitting, KIND_ABSENCES);

	while (out->len == 0 && minutes_next(p->src, w, &a->base))
		if (a->person == person)
			buf_puts(out, a->reason);
	walk_close(w);
	record_free(&a->base);
}

static void
tell_member(struct people *p, const struct meeting_member *m, struct fact_row *row)
{
	struct buf text = {0};

	record_as_of_put_short_name(p->src, m->person, &text);
	fact_text(row, "name", text.len > 0 ? buf_text(&text) : m->name);
	buf_free(&text);
	told_person(row, "full_name", p->src, m->person);
}

/* A meeting whose attendance nobody noted tells of nobody that they were absent. */
static void
tell_member_there(struct people *p, size_t i)
{
	const struct council_meeting *s = p->sitting;
	struct person *person = (struct person *)record_new(KIND_PEOPLE);
	struct buf text = {0};
	struct fact_row *row;

	if (was_there(s, i)) {
		row = fact_add(p->facts->root, "present");
		tell_member(p, &s->members[i], row);
		record_as_of_get(p->src, s->members[i].person, &person->base);
		put_stay(p, i, person, &text);
		fact_buf(row, "stay", &text);
	} else if (s->started && s->members[i].duty > 0) {
		row = fact_add(p->facts->root, "absent");
		tell_member(p, &s->members[i], row);
		put_absence(p, s->members[i].person, &text);
		fact_buf(row, "reason", &text);
	}
	buf_free(&text);
	record_free(&person->base);
}

/* So many are named among the words of the minutes; more are a list behind them. */
enum { PRESENT_MOST = 10 };

static size_t
count_present(const struct council_meeting *s)
{
	size_t count = 0;

	for (size_t i = 0; i < s->nmembers; i++)
		count += was_there(s, i);
	return count;
}

static void
tell_invited(struct people *p)
{
	struct invited *one = (struct invited *)record_new(KIND_INVITED);
	struct walk *w = minutes_walk(p->src, p->sitting, KIND_INVITED);

	while (minutes_next(p->src, w, &one->base)) {
		struct fact_row *row = fact_add(p->facts->root, "invited");

		fact_text(row, "name", one->name);
		fact_text(row, "position", one->position);
	}
	walk_close(w);
	record_free(&one->base);
}

/* --- Who led. */

/* The items whoever led the `first` led, and how many; 0: nobody did, or that is told by now. */
static size_t
find_led(const struct council_meeting *s, size_t first, bool *led)
{
	uint64_t chair = s->items[first].chair;
	size_t count = 0;

	for (size_t i = 0; i < s->nitems; i++) {
		led[i] = s->items[i].chair == chair;
		if (chair == 0 || (i < first && led[i]))
			return 0;
		count += led[i];
	}
	return count;
}

static void
tell_leader(struct people *p, uint64_t person, const char *items)
{
	struct fact_row *row = fact_add(p->facts->root, "leaders");

	told_short_name(row, "name", p->src, person);
	told_signature(row, "signature", p->src, person);
	fact_text(row, "duty",
	    person == p->sitting->meeting->chair ? "Председатель" : "Председательствующий");
	fact_text(row, "items", items);
}

static void
tell_leaders(struct people *p)
{
	static const char *const forms[] = {"пункт", "пункты"};
	const struct council_meeting *s = p->sitting;
	bool *led = xcalloc(s->nitems + 1, sizeof(*led));
	struct buf items = {0};

	for (size_t i = 0; i < s->nitems; i++) {
		uint64_t chair = s->items[i].chair;
		size_t count = find_led(s, i, led);

		if (count == 0)
			continue;
		if (count < s->nitems)
			put_items(&items, s, led, forms);
		tell_leader(p, chair, buf_text(&items));
		buf_clear(&items);
	}
	if (s->nitems == 0 && s->meeting->chair != 0)
		tell_leader(p, s->meeting->chair, "");
	buf_free(&items);
	free(led);
}

static void
tell_officer(struct people *p, uint64_t person, const char *name, const char *signature)
{
	struct fact_row *root = p->facts->root;
	struct buf text = {0};

	record_as_of_put_short_name(p->src, person, &text);
	fact_buf(root, name, &text);
	record_as_of_put_signature(p->src, person, &text);
	fact_buf(root, signature, &text);
	buf_free(&text);
}

void
minutes_put_people(struct facts *f, struct record_as_of *src, const struct council_meeting *s)
{
	struct people p = {.facts = f, .src = src, .sitting = s};

	tell_officer(&p, s->meeting->chair, "chair", "chair_signature");
	tell_officer(&p, s->meeting->secretary, "secretary", "secretary_signature");
	tell_leaders(&p);
	for (size_t i = 0; i < s->nmembers; i++)
		tell_member_there(&p, i);
	fact_flag(f->root, "present_apart", count_present(s) > PRESENT_MOST);
	tell_invited(&p);
}
