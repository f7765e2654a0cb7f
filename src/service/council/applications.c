/* SPDX-License-Identifier: MIT
 * applications.c - what is known of whom an application means, what the rules say.
 */
#include "service/council/applications.h"

#include <string.h>

#include "base/clock.h"
#include "base/compare.h"
#include "base/date.h"
#include "db/record/records.h"
#include "db/record/search.h"
#include "rules/schoolyear.h"
#include "service/core/naming.h"
#include "service/events/awards.h"

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

/* The area is the subject somebody teaches; of several the clerk knows which. */
static bool
take_subject(struct application *a, const struct person *p)
{
	const struct field *area = field_find(KIND_APPLICATIONS, "subject_area");
	struct slice rest = slice_of(p->subjects), only, second;

	if (!record_field_empty(&a->base, area) || !value_next_item(&rest, &only) ||
	    value_next_item(&rest, &second))
		return false;
	record_set_text(&a->base, area, only.data, only.len);
	return true;
}

/* The row that is to prove a prize at a contest takes those the register knows of; they are the
 * applicant's word only when the clerk leaves them there. */
static bool
take_awards(const struct view *v, struct application *a, uint64_t person)
{
	const struct term *ground = vocabulary_term(
	    profile_vocabulary(v->session->profile), TERMS_GROUNDS, slice_of("contest_winner"));
	const struct field *f =
	    ground != NULL ? field_find(KIND_APPLICATIONS, ground->evidence) : NULL;
	struct buf text = {0};
	bool taken;

	if (f == NULL || f->type != FIELD_LONG || !record_field_empty(&a->base, f))
		return false;
	taken = awards_put(
		    v, person, a->submitted != DATE_NONE ? a->submitted : clock_today(), &text) > 0;
	if (taken)
		record_set_text(&a->base, f, buf_text(&text), text.len);
	buf_free(&text);
	return taken;
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
	if (found && take_subject(a, p))
		filled++;
	if (found && take_awards(v, a, person))
		filled++;
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

enum status
applications_enrol(
    struct view *v, const struct application *a, struct saved *saved, struct error *e)
{
	struct record *person = applications_make_person(a);
	const struct save save = {.record = person};
	struct buf code = {0};
	enum status st;

	register_next_code(v, KIND_PEOPLE, &code);
	record_set_text(person, field_find(KIND_PEOPLE, "code"), buf_text(&code), code.len);
	st = register_save(v, &save, saved, e);
	buf_free(&code);
	record_free(person);
	return st;
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
	bool known = records_get(v->txn, a->person, &p->base);

	eligibility_judge(out, v->session->profile, a, known ? p : NULL, on);
	record_free(&p->base);
}
