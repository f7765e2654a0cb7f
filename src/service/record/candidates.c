/* SPDX-License-Identifier: MIT
 * candidates.c - people by their name as it was typed, along the order of the list, by words, by
 * former surnames.
 */
#include "service/record/candidates.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/compare.h"
#include "base/date.h"
#include "base/utf8.h"
#include "db/record/records.h"
#include "db/record/search.h"
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
candidates_find(
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
