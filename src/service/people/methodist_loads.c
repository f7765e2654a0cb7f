/* SPDX-License-Identifier: MIT
 * methodist_loads.c - methodists of the town and the teachers attached to them.
 */
#include "service/people/methodist_loads.h"

#include <stdlib.h>

#include "base/array.h"
#include "service/core/modules.h"
#include "service/people/people_order.h"
#include "service/record/sheets.h"
#include "service/year/worklists.h"

/* A methodist and a teacher; the row of `attachments`. */
struct tie {
	uint64_t methodist, person, attachment;
};

static int
compare_ties(const void *left, const void *right)
{
	const struct tie *a = left, *b = right;

	if (a->methodist != b->methodist)
		return a->methodist < b->methodist ? -1 : 1;
	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	return (a->attachment > b->attachment) - (a->attachment < b->attachment);
}

/* Who of the town's teachers is a methodist on the day, by id; the sheets' own. */
static const bool *
find_methodists(struct worklists_run *run, int32_t on)
{
	struct sheets *sheets = worklists_sheets(run);
	const int32_t *person = sheets_column(sheets, KIND_METHODISTS, "person");
	const int32_t *from = sheets_column(sheets, KIND_METHODISTS, "from");
	const int32_t *to = sheets_column(sheets, KIND_METHODISTS, "to");
	const bool *staff = worklists_staff(run);
	bool *methodists = sheets_marks(sheets, KIND_PEOPLE);

	for (EACH_RECORD(id, sheets, KIND_METHODISTS))
		if (is_in_force(from[id], to[id], on))
			methodists[person[id]] = staff[person[id]];
	return methodists;
}

static size_t
gather_ties(struct worklists_run *run, const bool *methodists, int32_t on, struct tie **out)
{
	struct sheets *sheets = worklists_sheets(run);
	const int32_t *methodist = sheets_column(sheets, KIND_ATTACHMENTS, "methodist");
	const int32_t *person = sheets_column(sheets, KIND_ATTACHMENTS, "person");
	const int32_t *from = sheets_column(sheets, KIND_ATTACHMENTS, "from");
	const int32_t *to = sheets_column(sheets, KIND_ATTACHMENTS, "to");
	const bool *staff = worklists_staff(run);
	struct tie *ties = NULL;
	size_t count = 0, room = 0;

	for (EACH_RECORD(id, sheets, KIND_ATTACHMENTS)) {
		if (!is_in_force(from[id], to[id], on) || !methodists[methodist[id]] ||
		    !staff[person[id]])
			continue;
		ARRAY_ROOM(ties, count, room);
		ties[count++] = (struct tie){.methodist = (uint64_t)methodist[id],
		    .person = (uint64_t)person[id],
		    .attachment = id};
	}
	*out = ties;
	return count;
}

/* Each pair once, those of a methodist one behind the other; the caller frees *out. */
static size_t
find_ties(struct worklists_run *run, const bool *methodists, int32_t on, struct tie **out)
{
	size_t all = gather_ties(run, methodists, on, out), count = 0;
	struct tie *ties = *out;

	if (all > 0)
		qsort(ties, all, sizeof(*ties), compare_ties);
	for (size_t i = 0; i < all; i++)
		if (count == 0 || ties[i].methodist != ties[count - 1].methodist ||
		    ties[i].person != ties[count - 1].person)
			ties[count++] = ties[i];
	return count;
}

static int
compare_loads(const void *left, const void *right)
{
	const struct methodist_load *a = left, *b = right;

	if (a->people != b->people)
		return a->people > b->people ? -1 : 1;
	return slice_compare(a->order, b->order);
}

static void
read_loads(const struct view *v, struct worklists_run *run, int32_t on, struct methodist_loads *out)
{
	struct sheets *sheets = worklists_sheets(run);
	const bool *methodists = find_methodists(run, on);
	int32_t *people = sheets_numbers(sheets, KIND_PEOPLE);
	struct tie *ties;
	size_t room = 0;

	out->attached = find_ties(run, methodists, on, &ties);
	for (size_t i = 0; i < out->attached; i++)
		people[ties[i].methodist]++;
	free(ties);
	for (EACH_RECORD(id, sheets, KIND_PEOPLE)) {
		if (!methodists[id])
			continue;
		ARRAY_ROOM(out->rows, out->count, room);
		out->rows[out->count++] = (struct methodist_load){.person = id,
		    .people = (size_t)people[id],
		    .order = people_order(v, id, 0, &out->arena)};
		out->idle += people[id] == 0;
	}
	if (out->count > 0)
		qsort(out->rows, out->count, sizeof(*out->rows), compare_loads);
}

enum status
methodist_loads_read(const struct view *v, int32_t on, struct methodist_loads *out, struct error *e)
{
	enum status st = view_require(v, PERMIT_READ, e);
	struct worklists_run *run;

	*out = (struct methodist_loads){.count = 0};
	if (st == ST_OK)
		st = module_require(v->session, "associations", e);
	if (st != ST_OK)
		return st;
	run = worklists_begin(v, on);
	read_loads(v, run, on, out);
	worklists_end(run);
	return view_status(v, e);
}

void
methodist_loads_free(struct methodist_loads *l)
{
	free(l->rows);
	arena_free(&l->arena);
	*l = (struct methodist_loads){.count = 0};
}

/* --- The lists behind the numbers. */

size_t
methodist_people(const struct view *v, uint64_t methodist, int32_t on, uint64_t **ids)
{
	struct worklists_run *run = worklists_begin(v, on);
	struct tie *ties;
	size_t all = find_ties(run, find_methodists(run, on), on, &ties), count = 0;

	*ids = xcalloc(all + 1, sizeof(**ids));
	for (size_t i = 0; i < all; i++)
		if (ties[i].methodist == methodist)
			(*ids)[count++] = ties[i].person;
	free(ties);
	worklists_end(run);
	return count;
}

size_t
methodist_attachments(const struct view *v, int32_t on, uint64_t **ids)
{
	struct worklists_run *run = worklists_begin(v, on);
	struct tie *ties;
	size_t count = find_ties(run, find_methodists(run, on), on, &ties);

	*ids = xcalloc(count + 1, sizeof(**ids));
	for (size_t i = 0; i < count; i++)
		(*ids)[i] = ties[i].attachment;
	free(ties);
	worklists_end(run);
	return count;
}
