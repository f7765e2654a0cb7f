/* SPDX-License-Identifier: MIT
 * mentoring.c - young teachers and their mentors on a day.
 */
#include "service/people/mentoring.h"

#include <assert.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/ids.h"
#include "db/record/records.h"
#include "model/profile/profile.h"
#include "rules/schoolyear.h"
#include "service/people/people_order.h"
#include "service/people/young_school.h"
#include "service/year/mentor_pairs.h"
#include "service/year/worklists.h"

enum { NOTICE = 60 /* days before the end of a pair */ };

static const struct view_traits {
	const char *word;
	bool of_pairs;
} views[MENTORING_VIEWS] = {
    [MENTORING_PAIRS] = {"Пары", true},
    [MENTORING_MENTORS] = {"Наставники", false},
    [MENTORING_OVERLOADED] = {"Сверх нормы", false},
    [MENTORING_ENDING] = {"Кончаются", true},
    [MENTORING_GROWN] = {"После трёх лет", true},
    [MENTORING_ENDED] = {"Завершены", true},
    [MENTORING_YOUNG] = {"Молодые", false},
    [MENTORING_NO_MENTOR] = {"Без наставника", false},
    [MENTORING_UNSUPPORTED] = {"Без поддержки", false},
};

const char *
mentoring_view_word(enum mentoring_view view)
{
	assert(view < MENTORING_VIEWS);
	return views[view].word;
}

bool
mentoring_view_is_of_pairs(enum mentoring_view view)
{
	assert(view < MENTORING_VIEWS);
	return views[view].of_pairs;
}

struct gathering {
	const struct view *v;
	struct worklists_run *run;
	struct sheets *sheets;
	int32_t on;
	struct mentoring *out;
	size_t room;
};

/* --- Rows. */

static unsigned
bit(enum mentoring_view view, bool holds)
{
	return holds ? 1U << view : 0;
}

static void
add_row(struct gathering *g, struct mentoring_row row, uint64_t first, uint64_t second)
{
	struct mentoring *m = g->out;

	row.order = people_order(g->v, first, second, &m->arena);
	ARRAY_ROOM(m->rows, m->count, g->room);
	m->rows[m->count++] = row;
	for (int i = 0; i < MENTORING_VIEWS; i++)
		m->counts[i] += (row.views & 1U << i) != 0;
}

/* Has a result been written down? */
static bool
has_result(const struct gathering *g, uint64_t id)
{
	struct support *r = (struct support *)record_new(KIND_SUPPORT);
	bool has = records_get(g->v->txn, id, &r->base) && r->result[0] != '\0';

	record_free(&r->base);
	return has;
}

static void
add_pair(struct gathering *g, const struct mentor_pair *p, size_t people)
{
	const int32_t *began = sheets_column(g->sheets, KIND_PEOPLE, "career_start");
	int years = profile_rules(g->v->session->profile)->young_years;
	int32_t to = sheets_column(g->sheets, KIND_SUPPORT, "to")[p->support];
	bool settled = has_result(g, p->support);
	bool ending = to != DATE_NONE && to <= g->on + NOTICE && !settled;
	bool grown =
	    began[p->person] != DATE_NONE && began[p->person] < date_first_within(g->on, years);

	add_row(g,
	    (struct mentoring_row){.id = p->support,
		.mentor = p->mentor,
		.person = p->person,
		.from = p->from,
		.to = to,
		.settled = settled,
		.people = people,
		.views = bit(MENTORING_PAIRS, true) | bit(MENTORING_ENDING, ending) |
		    bit(MENTORING_GROWN, grown)},
	    p->mentor, p->person);
}

static void
add_mentor(struct gathering *g, uint64_t mentor, size_t people)
{
	add_row(g,
	    (struct mentoring_row){.id = mentor,
		.mentor = mentor,
		.people = people,
		.views = bit(MENTORING_MENTORS, true) |
		    bit(MENTORING_OVERLOADED, people > g->out->most)},
	    mentor, 0);
}

static void
add_pairs(struct gathering *g)
{
	struct mentor_pair *pairs;
	size_t count = mentor_pairs_find(g->sheets, g->on, &pairs), people;
	bool *there = sheets_marks(g->sheets, KIND_PEOPLE);

	for (size_t i = 0; i < count; i += people) {
		for (people = 0; i + people < count && pairs[i + people].mentor == pairs[i].mentor;)
			people++;
		add_mentor(g, pairs[i].mentor, people);
		for (size_t k = i; k < i + people; k++) {
			add_pair(g, &pairs[k], people);
			g->out->people += !there[pairs[k].person];
			there[pairs[k].person] = true;
		}
	}
	free(pairs);
}

/* Those whose last day lies in the school year, before the day. */
static void
add_ended(struct gathering *g)
{
	const int32_t *person = sheets_column(g->sheets, KIND_SUPPORT, "person");
	const int32_t *form = sheets_column(g->sheets, KIND_SUPPORT, "form");
	const int32_t *mentor = sheets_column(g->sheets, KIND_SUPPORT, "mentor");
	const int32_t *from = sheets_column(g->sheets, KIND_SUPPORT, "from");
	const int32_t *to = sheets_column(g->sheets, KIND_SUPPORT, "to");
	int32_t year = schoolyear_start(g->on);

	for (EACH_RECORD(id, g->sheets, KIND_SUPPORT))
		if (form[id] == SUPPORT_MENTORING && mentor[id] != 0 && to[id] >= year &&
		    to[id] < g->on)
			add_row(g,
			    (struct mentoring_row){.id = id,
				.mentor = (uint64_t)mentor[id],
				.person = (uint64_t)person[id],
				.from = from[id],
				.to = to[id],
				.settled = has_result(g, id),
				.views = bit(MENTORING_ENDED, true)},
			    (uint64_t)mentor[id], (uint64_t)person[id]);
}

/* --- The young. */

/* Whom a work list of people holds, by id. */
static enum status
mark_list(struct gathering *g, const char *list, const bool **out, struct error *e)
{
	bool *marks = sheets_marks(g->sheets, KIND_PEOPLE);
	struct worklist_found found;
	enum status st = worklists_ask(g->run, worklist_find(list), &found, e);

	for (size_t i = 0; i < found.count; i++)
		marks[found.ids[i]] = true;
	worklist_found_free(&found);
	*out = marks;
	return st;
}

static void
add_young(struct gathering *g, const bool *no_mentor, const bool *unsupported)
{
	const bool *young = worklists_young(g->run);
	const int32_t *attended = young_school_attended(g->sheets, g->on);

	for (EACH_RECORD(id, g->sheets, KIND_PEOPLE))
		if (young[id])
			add_row(g,
			    (struct mentoring_row){.id = id,
				.person = id,
				.attended = (size_t)attended[id],
				.views = bit(MENTORING_YOUNG, true) |
				    bit(MENTORING_NO_MENTOR, no_mentor[id]) |
				    bit(MENTORING_UNSUPPORTED, unsupported[id])},
			    id, 0);
}

static int
compare_rows(const void *left, const void *right)
{
	const struct mentoring_row *a = left, *b = right;
	int order = slice_compare(a->order, b->order);

	return order != 0 ? order : (a->id > b->id) - (a->id < b->id);
}

static enum status
gather(struct gathering *g, struct error *e)
{
	const bool *no_mentor, *unsupported;
	struct mentoring *m = g->out;
	enum status st = mark_list(g, "young_no_mentor", &no_mentor, e);

	if (st == ST_OK)
		st = mark_list(g, "young_unsupported", &unsupported, e);
	if (st != ST_OK)
		return st;
	m->most = (size_t)profile_rules(g->v->session->profile)->mentor_max;
	add_pairs(g);
	add_ended(g);
	add_young(g, no_mentor, unsupported);
	m->sessions = young_school_count(g->sheets, g->on);
	if (m->count > 0)
		qsort(m->rows, m->count, sizeof(*m->rows), compare_rows);
	return view_status(g->v, e);
}

enum status
mentoring_read(const struct view *v, int32_t on, struct mentoring *out, struct error *e)
{
	struct gathering g = {.v = v, .run = worklists_begin(v, on), .on = on, .out = out};
	enum status st;

	*out = (struct mentoring){.on = on};
	g.sheets = worklists_sheets(g.run);
	st = gather(&g, e);
	worklists_end(g.run);
	return st;
}

void
mentoring_free(struct mentoring *m)
{
	free(m->rows);
	arena_free(&m->arena);
	*m = (struct mentoring){.count = 0};
}

/* --- The lists behind the numbers. */

size_t
mentoring_pairs_of(const struct view *v, uint64_t mentor, int32_t on, uint64_t **ids)
{
	struct sheets *sheets = sheets_open(v);
	struct mentor_pair *pairs;
	size_t all = mentor_pairs_find(sheets, on, &pairs), count = 0;

	*ids = xcalloc(all + 1, sizeof(**ids));
	for (size_t i = 0; i < all; i++)
		if (pairs[i].mentor == mentor)
			(*ids)[count++] = pairs[i].support;
	free(pairs);
	sheets_close(sheets);
	return count;
}

size_t
mentoring_people(const struct view *v, int32_t on, uint64_t **ids)
{
	struct sheets *sheets = sheets_open(v);
	struct mentor_pair *pairs;
	size_t count = mentor_pairs_find(sheets, on, &pairs);

	*ids = xcalloc(count + 1, sizeof(**ids));
	for (size_t i = 0; i < count; i++)
		(*ids)[i] = pairs[i].person;
	free(pairs);
	sheets_close(sheets);
	return ids_sort_unique(*ids, count);
}

size_t
mentoring_sessions(const struct view *v, uint64_t person, int32_t on, uint64_t **ids)
{
	struct sheets *sheets = sheets_open(v);
	size_t count = young_school_sessions(sheets, person, on, ids);

	sheets_close(sheets);
	return count;
}
