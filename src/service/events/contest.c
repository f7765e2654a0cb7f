/* SPDX-License-Identifier: MIT
 * contest.c - entries, places, awards.
 */
#include "service/events/contest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/compare.h"
#include "base/die.h"
#include "db/record/records.h"
#include "rules/facts.h"

enum { NO_PLACE = 1 << 20, PRIZE_PLACES = 3 };

/* "1", "2 место", "1-2": by its first number; nothing, or words alone, stand behind. */
static int
place_of(const struct participant *p)
{
	char *end;
	long place = strtol(p->place, &end, 10);

	return end == p->place || place < 1 || place >= NO_PLACE ? NO_PLACE : (int)place;
}

/* The order of the sheet. */

struct entry {
	size_t part;
	const struct participant *now;
	struct buf nomination, name; /* as they are sorted */
};

static int
compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	int order = slice_compare(buf_slice(&a->nomination), buf_slice(&b->nomination));
	bool laureates[] = {a->now->role == ROLE_LAUREATE, b->now->role == ROLE_LAUREATE};

	if (order == 0)
		order = place_of(a->now) - place_of(b->now);
	if (order == 0)
		order = (int)laureates[1] - (int)laureates[0];
	if (order == 0)
		order = slice_compare(buf_slice(&a->name), buf_slice(&b->name));
	return order != 0 ? order : a->part < b->part ? -1 : a->part > b->part;
}

static size_t
gather(const struct event_roll *r, const struct view *v, struct entry *out)
{
	struct record *person = record_new(KIND_PEOPLE);
	size_t count = 0;

	for (size_t i = 0; i < r->count; i++) {
		struct entry *e = &out[count];

		if (r->parts[i].gone || !role_competes(r->parts[i].now->role))
			continue;
		*e = (struct entry){.part = i, .now = r->parts[i].now};
		compare_put_order(&e->nomination, slice_of(e->now->nomination));
		if (records_get(v->txn, e->now->person, person))
			walk_put_place_of(person, &e->name);
		count++;
	}
	record_free(person);
	return count;
}

enum status
contest_read(
    struct contest *out, const struct event_roll *roll, const struct view *v, struct error *e)
{
	struct entry *entries = xcalloc(roll->count + 1, sizeof(*entries));

	*out = (struct contest){.roll = roll};
	out->count = gather(roll, v, entries);
	out->entries = xcalloc(out->count + 1, sizeof(*out->entries));
	qsort(entries, out->count, sizeof(*entries), compare_entries);
	for (size_t i = 0; i < out->count; i++) {
		out->entries[i] = entries[i].part;
		buf_free(&entries[i].nomination);
		buf_free(&entries[i].name);
	}
	free(entries);
	if (roll->event->type != EVENT_CONTEST)
		return error_set(
		    e, ST_INVALID, "«%s» — не конкурс: итогов у него нет", roll->event->title);
	return ST_OK;
}

void
contest_free(struct contest *c)
{
	free(c->entries);
	*c = (struct contest){.roll = NULL};
}

size_t
contest_count(const struct contest *c, uint8_t role)
{
	size_t count = 0;

	for (size_t i = 0; i < c->count; i++)
		count += contest_entry(c, i)->role == role;
	return count;
}

uint8_t
contest_next_level(const struct event *e)
{
	return e->level < LEVEL_FEDERAL ? e->level + 1 : 0;
}

/* Places and awards. */

static uint8_t
award_of(int place, uint8_t now)
{
	if (place == 1)
		return ROLE_WINNER;
	if (place <= PRIZE_PLACES)
		return ROLE_PRIZE;
	return now == ROLE_LAUREATE ? ROLE_LAUREATE : ROLE_PARTICIPANT;
}

enum status
contest_set_place(
    struct event_roll *r, struct session *s, size_t part, const char *place, struct error *e)
{
	const struct participant *p = r->parts[part].now;
	enum status st = event_roll_set(r, s, part, "place", place, e);

	if (st == ST_OK)
		event_roll_set_role(r, part, award_of(place_of(p), p->role));
	return st;
}

/* "87", "87,5", "87.5"; negative: it is none. */
static double
score_of(const struct participant *p)
{
	double whole = 0, part = 0, unit = 1;
	const char *c = p->score;

	if (*c < '0' || *c > '9')
		return -1;
	for (; *c >= '0' && *c <= '9'; c++)
		whole = whole * 10 + (*c - '0');
	if (*c == ',' || *c == '.')
		for (c++; *c >= '0' && *c <= '9'; c++)
			part += (*c - '0') * (unit /= 10);
	return whole + part;
}

static bool
is_same_nomination(const struct participant *a, const struct participant *b)
{
	return compare_equal(slice_of(a->nomination), slice_of(b->nomination));
}

/* How many of the nomination have a better score, and how many the same. */
static void
look_around(const struct event_roll *r, const struct participant *p, size_t *better, size_t *same)
{
	double score = score_of(p);

	*better = *same = 0;
	for (size_t i = 0; i < r->count; i++) {
		const struct participant *other = r->parts[i].now;

		if (r->parts[i].gone || !role_competes(other->role) ||
		    !is_same_nomination(p, other))
			continue;
		*better += score_of(other) > score;
		*same += score_of(other) == score;
	}
}

static void
rank(struct event_roll *r, struct session *s, size_t part, size_t *ties)
{
	const struct participant *p = r->parts[part].now;
	struct error e = {0};
	size_t better, same;
	char place[24];

	if (score_of(p) < 0)
		return;
	look_around(r, p, &better, &same);
	snprintf(place, sizeof(place), "%zu", better + 1);
	(void)contest_set_place(r, s, part, place, &e); /* figures fit */
	if (p->role != ROLE_WINNER || same == 1)
		return;
	event_roll_set_role(r, part, ROLE_PARTICIPANT);
	ties[part] = same;
}

size_t
contest_rank(struct event_roll *r, struct session *s)
{
	size_t *ties = xcalloc(r->count + 1, sizeof(*ties)), nominations = 0;

	for (size_t i = 0; i < r->count; i++)
		if (!r->parts[i].gone && role_competes(r->parts[i].now->role))
			rank(r, s, i, ties);
	for (size_t i = 0; i < r->count; i++) {
		bool first = ties[i] > 0;

		for (size_t j = 0; j < i && first; j++)
			first =
			    ties[j] == 0 || !is_same_nomination(r->parts[i].now, r->parts[j].now);
		nominations += first;
	}
	free(ties);
	return nominations;
}
