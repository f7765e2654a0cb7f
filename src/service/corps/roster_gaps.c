/* SPDX-License-Identifier: MIT
 * roster_gaps.c - where the corps has nobody: subject areas, institutions.
 */
#include <string.h>

#include "base/date.h"
#include "db/record/records.h"
#include "rules/roster.h"
#include "service/core/modules.h"
#include "service/corps/roster.h"
#include "service/council/tally.h"

enum { DEPARTMENT = 4, OTHER_TYPE = 5 }; /* types of organisations nobody is looked for in */

/* Everything the gaps are seen from. */
struct survey {
	struct txn *t;
	int32_t on;
	struct tallies subjects, institutions;
	struct person *person;
};

static void
count_subjects(struct survey *v, const char *subjects, size_t people)
{
	struct slice rest = slice_of(subjects), item;

	while (value_next_item(&rest, &item))
		tally_of(&v->subjects, item, 0)->people += people;
}

static void
survey_institutions(struct survey *v)
{
	struct organisation *o = (struct organisation *)record_new(KIND_ORGANISATIONS);
	struct walk *w = walk_by_id(v->t, KIND_ORGANISATIONS);

	while (walk_record(w, &o->base))
		if (o->type != DEPARTMENT && o->type != OTHER_TYPE)
			tally_of(&v->institutions, slice_of(o->name), o->base.id);
	walk_close(w);
	record_free(&o->base);
}

static void
survey_associations(struct survey *v)
{
	struct association *a = (struct association *)record_new(KIND_ASSOCIATIONS);
	struct walk *w = walk_by_id(v->t, KIND_ASSOCIATIONS);

	while (walk_record(w, &a->base))
		count_subjects(v, a->subjects, 0);
	walk_close(w);
	record_free(&a->base);
}

static struct tally *
institution_of(struct survey *v, uint64_t organisation)
{
	for (size_t i = 0; i < v->institutions.count; i++)
		if (v->institutions.items[i].id == organisation)
			return &v->institutions.items[i];
	return NULL;
}

static void
survey_people(struct survey *v)
{
	struct walk *w = walk_by_id(v->t, KIND_PEOPLE);
	const struct person *p = v->person;
	struct tally *at;

	while (walk_record(w, &v->person->base)) {
		if (p->hired > v->on || (p->dismissed != DATE_NONE && p->dismissed <= v->on))
			continue;
		count_subjects(v, p->subjects, 1);
		at = institution_of(v, p->organisation);
		if (at != NULL)
			at->people++;
	}
	walk_close(w);
}

static void
survey_members(struct survey *v)
{
	struct membership *m = (struct membership *)record_new(KIND_MEMBERSHIPS);
	struct walk *w = walk_by_id(v->t, KIND_MEMBERSHIPS);
	struct tally *at;

	while (walk_record(w, &m->base)) {
		if (!membership_in_force(m, v->on))
			continue;
		for (size_t i = 0; i < v->subjects.count; i++)
			v->subjects.items[i].members +=
			    area_covers(m->subject_area, slice_of(v->subjects.items[i].name));
		if (!records_get(v->t, m->person, &v->person->base))
			continue;
		at = institution_of(v, v->person->organisation);
		if (at != NULL)
			at->members++;
	}
	walk_close(w);
	record_free(&m->base);
}

static size_t
take_gaps(struct roster_gaps *out, struct tallies *list, struct roster_gap **gaps)
{
	size_t count = 0;

	*gaps = arena_alloc(&out->arena, (list->count + 1) * sizeof(**gaps));
	tallies_sort(list);
	for (size_t i = 0; i < list->count; i++) {
		const struct tally *t = &list->items[i];

		if (t->members == 0)
			(*gaps)[count++] =
			    (struct roster_gap){.name = arena_strdup(&out->arena, t->name),
				.organisation = t->id,
				.people = t->people};
	}
	return count;
}

enum status
roster_find_gaps(struct roster_gaps *out, const struct view *view, int32_t on, struct error *e)
{
	struct survey v = {.t = view->txn, .on = on};
	enum status st = view_require(view, PERMIT_READ, e);

	*out = (struct roster_gaps){0};
	if (st == ST_OK)
		st = module_require(view->session, "corps", e);
	if (st != ST_OK)
		return st;
	v.person = (struct person *)record_new(KIND_PEOPLE);
	survey_institutions(&v);
	survey_associations(&v);
	survey_people(&v);
	survey_members(&v);
	out->nsubjects = take_gaps(out, &v.subjects, &out->subjects);
	out->ninstitutions = take_gaps(out, &v.institutions, &out->institutions);
	tallies_free(&v.subjects);
	tallies_free(&v.institutions);
	record_free(&v.person->base);
	return view_status(view, e);
}

void
roster_gaps_free(struct roster_gaps *g)
{
	arena_free(&g->arena);
	*g = (struct roster_gaps){0};
}
