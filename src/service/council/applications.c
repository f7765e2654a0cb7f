/* SPDX-License-Identifier: MIT
 * applications.c - whom an application means, what is known of them, what the rules say.
 */
#include "service/council/applications.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/compare.h"
#include "base/date.h"
#include "base/utf8.h"
#include "db/record/records.h"
#include "db/record/search.h"
#include "rules/schoolyear.h"
#include "service/core/naming.h"
#include "service/list/former.h"

/* So many people are looked at for one name: all Ivanovs of a town, a part of the country's. */
enum { LOOKED_AT = 1000 };

/* People who may be meant, gathered from several sources. */
struct gathering {
	const struct name_typed *typed;
	struct person *person; /* scratch */
	struct found *found;
	size_t count, capacity;
};

struct found {
	uint64_t id;
	enum name_match match;
	struct buf order; /* its place among people */
	const char
	    *former; /* the surname by which they were found, when it is not theirs any more */
};

static void
add_found(struct gathering *g, enum name_match match, const char *former)
{
	struct found *f;

	if (match == NAME_OTHER)
		return;
	for (size_t i = 0; i < g->count; i++)
		if (g->found[i].id == g->person->base.id)
			return;
	ARRAY_ROOM(g->found, g->count, g->capacity);
	f = &g->found[g->count++];
	*f = (struct found){.id = g->person->base.id, .match = match, .former = former};
	walk_put_place_of(&g->person->base, &f->order);
}

static void
consider(struct gathering *g)
{
	add_found(g, name_compare(g->typed, g->person), NULL);
}

/* The rest of the name agrees; the surname is taken for the one of today. */
struct formerly {
	struct gathering *g;
	struct txn *t;
};

static void
consider_former(void *context, uint64_t id, const char *surname)
{
	const struct formerly *x = context;
	struct name_typed typed = *x->g->typed;

	if (!compare_starts(slice_of(surname), slice_of(typed.surname)) ||
	    !records_get(x->t, id, &x->g->person->base))
		return;
	typed.surname = x->g->person->surname;
	add_found(x->g,
	    name_compare(&typed, x->g->person) != NAME_OTHER ? NAME_INITIALS : NAME_OTHER, surname);
}

/* "И." or "И" stands for any name that begins so. */
static bool
is_initial(const char *name)
{
	const char *p = name, *end = name + strlen(name);

	if (p < end)
		utf8_next(&p, end);
	return p == end || *p == '.';
}

/* Set a text with е for ё: in the order of the list a name with е stands before its twin with ё. */
static void
set_earliest(struct person *start, const char *id, const char *name)
{
	const char *p = name, *end = name + strlen(name);
	struct buf text = {0};
	bool initial = is_initial(name);

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		utf8_put(&text, cp == 0x0451 ? 0x0435 : cp == 0x0401 ? 0x0415 : cp);
		if (initial)
			break;
	}
	record_set_text(&start->base, field_find(KIND_PEOPLE, id), buf_text(&text), text.len);
	buf_free(&text);
}

/* Everybody whose surname begins as typed, from the typed given name on, along the order of the
 * list. Returns false when there were more than could be looked at. */
static bool
gather_by_surname(struct gathering *g, struct txn *t)
{
	const struct name_typed *typed = g->typed;
	struct person *start = (struct person *)record_new(KIND_PEOPLE);
	struct walk *w = walk_sorted(t, KIND_PEOPLE);
	struct buf place = {0};
	uint64_t id;
	size_t left = LOOKED_AT;

	set_earliest(start, "surname", typed->surname);
	set_earliest(start, "given_name", typed->given_name);
	walk_put_place_of(&start->base, &place);
	walk_to_place(w, buf_slice(&place));
	for (; left > 0 && walk_next(w, &id); left--) {
		if (!records_get(t, id, &g->person->base))
			continue;
		if (!compare_starts(slice_of(g->person->surname), slice_of(typed->surname)))
			break;
		consider(g);
	}
	walk_close(w);
	buf_free(&place);
	record_free(&start->base);
	return left > 0;
}

static void
gather_by_words(struct gathering *g, struct txn *t, const char *words)
{
	struct idset hits = {0};
	uint64_t id = 0;

	if (!search_words(t, KIND_PEOPLE, slice_of(words), &hits))
		return;
	for (size_t left = LOOKED_AT; left > 0 && idset_next(&hits, &id); left--, id++)
		if (records_get(t, id, &g->person->base))
			consider(g);
	idset_free(&hits);
}

static void
gather(struct gathering *g, struct txn *t)
{
	const struct name_typed *typed = g->typed;
	struct buf words = {0};
	bool all = gather_by_surname(g, t);

	if (!all && !is_initial(typed->given_name)) {
		buf_printf(&words, "%s %s", typed->surname, typed->given_name);
		if (!is_initial(typed->patronymic))
			buf_printf(&words, " %s", typed->patronymic);
		gather_by_words(g, t, buf_text(&words));
	}
	/* A surname changes with a marriage; the rest stays, and the date of birth makes it sure.
	 */
	if (typed->birth_date != DATE_NONE && !is_initial(typed->given_name) &&
	    !is_initial(typed->patronymic)) {
		buf_clear(&words);
		buf_printf(&words, "%s %s", typed->given_name, typed->patronymic);
		gather_by_words(g, t, buf_text(&words));
	}
	buf_free(&words);
}

static int
compare_found(const void *left, const void *right)
{
	const struct found *a = left, *b = right;

	if (a->match != b->match)
		return a->match > b->match ? -1 : 1;
	return slice_compare(buf_slice(&a->order), buf_slice(&b->order));
}

static void
put_line(const struct view *v, const struct person *p, const char *former, struct candidate *out)
{
	static const char *const shown[] = {"birth_date", "organisation", "position"};
	struct buf line = {0}, part = {0};

	register_put_name_of(v, &p->base, &line);
	if (former != NULL)
		buf_printf(&line, " (ранее %s)", former);
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		buf_clear(&part);
		register_put_field(v, &p->base, field_find(KIND_PEOPLE, shown[i]), &part);
		if (part.len > 0)
			buf_printf(&line, " · %s", buf_text(&part));
	}
	utf8_copy(out->line, sizeof(out->line), buf_text(&line));
	buf_free(&line);
	buf_free(&part);
}

size_t
applications_candidates(
    const struct view *v, const struct name_typed *typed, struct candidate *out, size_t max)
{
	struct gathering g = {.typed = typed};
	size_t count = 0;

	if (typed->surname[0] == '\0' || !view_may(v, PERMIT_READ))
		return 0;
	g.person = (struct person *)record_new(KIND_PEOPLE);
	gather(&g, v->txn);
	former_each(v, consider_former, &(struct formerly){.g = &g, .t = v->txn});
	if (g.count > 0)
		qsort(g.found, g.count, sizeof(*g.found), compare_found);
	for (size_t i = 0; i < g.count && count < max; i++) {
		if (!records_get(v->txn, g.found[i].id, &g.person->base))
			continue;
		out[count] = (struct candidate){.id = g.found[i].id, .match = g.found[i].match};
		put_line(v, g.person, g.found[i].former, &out[count++]);
	}
	for (size_t i = 0; i < g.count; i++)
		buf_free(&g.found[i].order);
	free(g.found);
	record_free(&g.person->base);
	return count;
}

/* Copy the value of a field from a record of another kind that has the same field. */
static void
take_value(
    struct record *to, const struct field *f, const struct record *from, const struct field *g)
{
	const char *text;

	if (field_is_text(f)) {
		text = record_text(from, g);
		record_set_text(to, f, text, strlen(text));
	} else if (f->type == FIELD_CHOICE) {
		record_set_choice(to, f, record_choice(from, g));
	} else {
		record_set_ref(to, f, record_ref(from, g));
	}
}

/* Does the person's field say something the application's may take over? */
static bool
may_take(const struct application *a, const struct field *f, const struct person *p,
    const struct field *g)
{
	if (g == NULL || g->type != f->type || f->type == FIELD_CODE || f->type == FIELD_DATE)
		return false;
	if (!record_field_empty(&a->base, f) || record_field_empty(&p->base, g))
		return false;
	return strcmp(f->id, "titles") != 0 || a->category == p->category;
}

size_t
applications_take_person(const struct view *v, struct application *a, uint64_t person)
{
	const struct entity *entity = entity_of(KIND_APPLICATIONS);
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	bool found = view_may(v, PERMIT_READ) && records_get(v->txn, person, &p->base);
	size_t filled = 0;

	if (found && a->person == 0) {
		a->person = person;
		filled++;
	}
	/* Field by field, by name: the category comes before the titles. */
	for (size_t i = 0; found && i < entity->count; i++) {
		const struct field *f = &entity->fields[i], *g = field_find(KIND_PEOPLE, f->id);

		if (!may_take(a, f, p, g))
			continue;
		take_value(&a->base, f, &p->base, g);
		filled++;
	}
	record_free(&p->base);
	return filled;
}

struct record *
applications_make_person(const struct application *a)
{
	const struct entity *entity = entity_of(KIND_PEOPLE);
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	for (size_t i = 0; i < entity->count; i++) {
		const struct field *f = &entity->fields[i];
		const struct field *g = field_find(KIND_APPLICATIONS, f->id);

		if (g != NULL && g->type == f->type && f->type != FIELD_CODE)
			take_value(&p->base, f, &a->base, g);
	}
	p->staff_kind = STAFF_TEACHER;
	p->hired = a->submitted;
	return &p->base;
}

static bool
is_same_person(const struct application *a, const struct application *b)
{
	if (a->person != 0 && b->person != 0)
		return a->person == b->person;
	return compare_equal(slice_of(a->surname), slice_of(b->surname)) &&
	    compare_equal(slice_of(a->given_name), slice_of(b->given_name)) &&
	    compare_equal(slice_of(a->patronymic), slice_of(b->patronymic));
}

/* Applications that may be of the same person: those of the register's one, and namesakes. */
static void
find_applications(struct txn *t, const struct application *a, struct idset *out)
{
	struct buf words = {0};
	struct walk *w;
	uint64_t id;

	if (a->surname[0] != '\0') {
		buf_printf(&words, "%s %s %s", a->surname, a->given_name, a->patronymic);
		search_words(t, KIND_APPLICATIONS, buf_slice(&words), out);
		buf_free(&words);
	}
	if (a->person == 0)
		return;
	w = walk_referring(
	    t, KIND_APPLICATIONS, field_find(KIND_APPLICATIONS, "person"), a->person);
	while (walk_next(w, &id))
		idset_add(out, id);
	walk_close(w);
}

uint64_t
applications_second(const struct view *v, const struct application *a, struct buf *name_and_date)
{
	int32_t day = a->submitted != DATE_NONE ? a->submitted : clock_today();
	int32_t from = schoolyear_start(day), until = schoolyear_end(day), latest = DATE_NONE;
	struct application *other = (struct application *)record_new(KIND_APPLICATIONS);
	struct idset hits = {0};
	struct buf line = {0};
	uint64_t found = 0;

	find_applications(v->txn, a, &hits);
	for (uint64_t id = 0; idset_next(&hits, &id); id++) {
		if (id == a->base.id || !records_get(v->txn, id, &other->base) ||
		    !is_same_person(a, other))
			continue;
		if (other->submitted < from || other->submitted > until ||
		    other->submitted <= latest)
			continue;
		found = id;
		latest = other->submitted;
		buf_clear(&line);
		register_put_name_of(v, &other->base, &line);
		buf_puts(&line, " · ");
		date_put_russian(&line, other->submitted);
	}
	if (name_and_date != NULL)
		buf_put_slice(name_and_date, buf_slice(&line));
	buf_free(&line);
	idset_free(&hits);
	record_free(&other->base);
	return found;
}

void
applications_judge(
    const struct view *v, const struct application *a, int32_t on, struct verdict *out)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	bool known = a->person != 0 && records_get(v->txn, a->person, &p->base);

	eligibility_judge(out, v->session->profile, a, known ? p : NULL, on);
	record_free(&p->base);
}
