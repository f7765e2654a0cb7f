/* SPDX-License-Identifier: MIT
 * doubles.c - pairs of records that may be one.
 */
#include "service/record/doubles.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/compare.h"
#include "base/date.h"
#include "db/record/columns.h"
#include "db/record/history.h"
#include "db/record/records.h"
#include "service/guard/namesakes.h"

static const char *const reasons[DOUBLE_REASONS] = {
    [DOUBLE_BIRTH] = "одно имя, одна дата рождения",
    [DOUBLE_PLACE] = "одно имя, одна организация",
    [DOUBLE_FORMER] = "прежняя фамилия, одна дата рождения",
    [DOUBLE_SURNAME] = "одни имя, отчество и дата рождения",
    [DOUBLE_OVERLAP] = "одни и те же дни",
};

const char *
double_because(enum double_because because)
{
	return reasons[because];
}

struct search {
	const struct view *view;
	struct double_pair *pairs;
	size_t count, room;
	uint64_t first; /* whose namesakes are looked at */
};

static void
add(struct search *x, enum double_because because, enum kind kind, uint64_t a, uint64_t b)
{
	ARRAY_ROOM(x->pairs, x->count, x->room);
	x->pairs[x->count++] = (struct double_pair){
	    .because = because, .kind = kind, .first = a < b ? a : b, .second = a < b ? b : a};
}

/* People of one name. */

static int32_t
birth_date(const struct search *x, uint64_t id)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	int32_t day = records_get(x->view->txn, id, &p->base) ? p->birth_date : DATE_NONE;

	record_free(&p->base);
	return day;
}

static bool
note_namesake(void *context, uint64_t id)
{
	struct search *x = context;
	int32_t day;

	if (id > x->first)
		return true; /* the pair is told of its later one */
	day = birth_date(x, x->first);
	add(x, day != DATE_NONE && day == birth_date(x, id) ? DOUBLE_BIRTH : DOUBLE_PLACE,
	    KIND_PEOPLE, id, x->first);
	return true;
}

static void
find_namesakes(struct search *x)
{
	struct namesakes *n = namesakes_read(x->view->txn);
	struct walk *w = walk_by_id(x->view->txn, KIND_PEOPLE);

	while (walk_next(w, &x->first))
		namesakes_each(n, x->first, note_namesake, x);
	walk_close(w);
	namesakes_free(n);
}

/* People born on one day whose surnames differ. */

struct born {
	int64_t day;
	uint64_t id;
};

static int
compare_born(const void *left, const void *right)
{
	const struct born *a = left, *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

static bool
is_same(const char *a, const char *b)
{
	return compare_equal(slice_of(a), slice_of(b));
}

/* A surname changes; the given name, the patronymic and the day of birth stay. */
static bool
may_have_changed_surname(const struct person *a, const struct person *b)
{
	return a->patronymic[0] != '\0' && is_same(a->given_name, b->given_name) &&
	    is_same(a->patronymic, b->patronymic) && !is_same(a->surname, b->surname);
}

/* So many of the newest images of somebody are looked at for a former surname. */
enum { IMAGES = 64 };

static bool
was_called(const struct view *v, uint64_t id, const char *surname)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	uint64_t stamps[IMAGES];
	size_t count = history_stamps_before(v->txn, KIND_PEOPLE, id, UINT64_MAX, IMAGES, stamps);
	bool was = false;

	for (size_t i = 0; !was && i < count; i++)
		was = history_get(v->txn, id, stamps[i], &p->base, NULL) &&
		    is_same(p->surname, surname);
	record_free(&p->base);
	return was;
}

static enum double_because
because_of_surnames(const struct view *v, const struct person *a, const struct person *b)
{
	return was_called(v, a->base.id, b->surname) || was_called(v, b->base.id, a->surname)
	    ? DOUBLE_FORMER
	    : DOUBLE_SURNAME;
}

static void
compare_day(struct search *x, const struct born *born, size_t count)
{
	struct person **people = xcalloc(count, sizeof(struct person *));

	for (size_t i = 0; i < count; i++) {
		people[i] = (struct person *)record_new(KIND_PEOPLE);
		records_get(x->view->txn, born[i].id, &people[i]->base);
		for (size_t k = 0; k < i; k++)
			if (may_have_changed_surname(people[k], people[i]))
				add(x, because_of_surnames(x->view, people[k], people[i]),
				    KIND_PEOPLE, born[k].id, born[i].id);
	}
	for (size_t i = 0; i < count; i++)
		record_free(&people[i]->base);
	free(people);
}

static void
find_changed_surnames(struct search *x)
{
	const struct field *f = field_find(KIND_PEOPLE, "birth_date");
	uint64_t behind, id;
	struct walk *w = walk_by_id(x->view->txn, KIND_PEOPLE);
	struct born *born = NULL;
	size_t count = 0, room = 0;
	int64_t *days;

	walk_to_last(w);
	behind = walk_prev(w, &id) ? id + 1 : 0;
	walk_to_first(w);
	days = xcalloc(behind + 1, sizeof(*days));
	columns_read_field(x->view->txn, KIND_PEOPLE, f, DATE_NONE, days, behind);
	while (walk_next(w, &id)) {
		if (days[id] == DATE_NONE)
			continue;
		ARRAY_ROOM(born, count, room);
		born[count++] = (struct born){.day = days[id], .id = id};
	}
	walk_close(w);
	free(days);
	if (count > 0)
		qsort(born, count, sizeof(*born), compare_born);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && born[end].day == born[i].day; end++)
			;
		if (end - i > 1)
			compare_day(x, &born[i], end - i);
	}
	free(born);
}

/* Memberships of one person. */

struct span {
	uint64_t person, id;
	int32_t from, to;
};

static int
compare_spans(const void *left, const void *right)
{
	const struct span *a = left, *b = right;

	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	return (a->from > b->from) - (a->from < b->from); /* nobody has two since one day */
}

static void
find_overlaps(struct search *x)
{
	struct membership *m = (struct membership *)record_new(KIND_MEMBERSHIPS);
	struct walk *w = walk_by_id(x->view->txn, KIND_MEMBERSHIPS);
	struct span *spans = NULL;
	size_t count = 0, room = 0;
	uint64_t id;

	while (walk_next(w, &id)) {
		if (!records_get(x->view->txn, id, &m->base))
			continue;
		ARRAY_ROOM(spans, count, room);
		spans[count++] =
		    (struct span){.person = m->person, .id = id, .from = m->from, .to = m->to};
	}
	walk_close(w);
	record_free(&m->base);
	if (count > 0)
		qsort(spans, count, sizeof(*spans), compare_spans);
	for (size_t i = 0; i < count; i++)
		for (size_t k = i + 1; k < count && spans[k].person == spans[i].person; k++)
			if (date_spans_meet(spans[i].from, spans[i].to, spans[k].from, spans[k].to))
				add(x, DOUBLE_OVERLAP, KIND_MEMBERSHIPS, spans[i].id, spans[k].id);
	free(spans);
}

static int
compare_pairs(const void *left, const void *right)
{
	const struct double_pair *a = left, *b = right;

	if (a->because != b->because)
		return a->because < b->because ? -1 : 1;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return (a->second > b->second) - (a->second < b->second);
}

size_t
doubles_read(const struct view *v, struct double_pair **out)
{
	struct search x = {.view = v};

	*out = NULL;
	if (!view_may(v, PERMIT_READ))
		return 0;
	find_namesakes(&x);
	find_changed_surnames(&x);
	find_overlaps(&x);
	if (x.count > 0)
		qsort(x.pairs, x.count, sizeof(*x.pairs), compare_pairs);
	*out = x.pairs;
	return x.count;
}
