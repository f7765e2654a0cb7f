/* SPDX-License-Identifier: MIT
 * audience.c - people marked by what they are on a day, then read for their addresses.
 */
#include "service/year/audience.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "db/record/records.h"
#include "service/core/modules.h"
#include "service/year/worklists_find.h"

/* Who is meant: a mark for each. */

static const bool *
mark_at_work(struct finding *f)
{
	const int32_t *hired = sheets_column(f->sheets, KIND_PEOPLE, "hired");
	const int32_t *dismissed = sheets_column(f->sheets, KIND_PEOPLE, "dismissed");
	bool *marks = sheets_marks(f->sheets, KIND_PEOPLE);

	for (EACH_RECORD(id, f->sheets, KIND_PEOPLE))
		marks[id] = has_come(hired[id], f->on) && !has_come(dismissed[id], f->on);
	return marks;
}

/* Whom records in force on the day name, of that association or (0) of all open ones. */
static const bool *
mark_named(struct finding *f, enum kind kind, uint64_t association)
{
	const int32_t *of = sheets_column(f->sheets, kind, "association");
	const int32_t *person = sheets_column(f->sheets, kind, "person");
	const int32_t *from = sheets_column(f->sheets, kind, "from");
	const int32_t *to = sheets_column(f->sheets, kind, "to");
	const int32_t *closed = sheets_column(f->sheets, KIND_ASSOCIATIONS, "closed");
	bool *marks = sheets_marks(f->sheets, KIND_PEOPLE);

	for (EACH_RECORD(id, f->sheets, kind))
		if (is_in_force(from[id], to[id], f->on) &&
		    (association != 0 ? (uint64_t)of[id] == association
				      : !has_come(closed[of[id]], f->on)))
			marks[person[id]] = true;
	return marks;
}

static const bool *
mark_equal(struct finding *f, const char *field, uint64_t value)
{
	const int32_t *values = sheets_column(f->sheets, KIND_PEOPLE, field);
	bool *marks = sheets_marks(f->sheets, KIND_PEOPLE);

	for (EACH_RECORD(id, f->sheets, KIND_PEOPLE))
		marks[id] = (uint64_t)values[id] == value;
	return marks;
}

static const bool *
mark_part(struct finding *f, struct scope part)
{
	switch (part.type) {
	case SCOPE_ASSOCIATION:
		return mark_named(f, KIND_ASSOCIATION_MEMBERS, part.id);
	case SCOPE_ORGANISATION:
		return mark_equal(f, "organisation", part.id);
	case SCOPE_LEVEL:
		return mark_equal(f, "level", part.id);
	case SCOPE_CITY:
		break;
	}
	return mark_at_work(f);
}

static const bool *
mark_audience(struct finding *f, struct audience a)
{
	switch (a.type) {
	case AUDIENCE_CORPS:
		return worklist_corps(f);
	case AUDIENCE_HEADS:
		return mark_named(f, KIND_ASSOCIATION_HEADS, 0);
	case AUDIENCE_YOUNG:
		return worklist_young(f);
	case AUDIENCE_PART:
	case AUDIENCE_TYPES:
		break;
	}
	return mark_part(f, a.part);
}

/* Who has taken back the consent to processing, and has given no other that holds. */
static const bool *
mark_revoked(struct finding *f)
{
	const int32_t *person = sheets_column(f->sheets, KIND_CONSENTS, "person");
	const int32_t *kind = sheets_column(f->sheets, KIND_CONSENTS, "kind");
	const int32_t *given = sheets_column(f->sheets, KIND_CONSENTS, "given");
	const int32_t *until = sheets_column(f->sheets, KIND_CONSENTS, "until");
	const int32_t *revoked = sheets_column(f->sheets, KIND_CONSENTS, "revoked");
	bool *marks = sheets_marks(f->sheets, KIND_PEOPLE);

	for (EACH_RECORD(id, f->sheets, KIND_CONSENTS))
		if (kind[id] == CONSENT_PROCESSING && has_come(revoked[id], f->on))
			marks[person[id]] = true;
	for (EACH_RECORD(id, f->sheets, KIND_CONSENTS))
		if (kind[id] == CONSENT_PROCESSING && !has_come(revoked[id], f->on) &&
		    is_in_force(given[id], until[id], f->on))
			marks[person[id]] = false;
	return marks;
}

/* Their addresses. */

static int
compare_addresses(const void *left, const void *right)
{
	const struct addressee *a = *(struct addressee *const *)left;
	const struct addressee *b = *(struct addressee *const *)right;
	int order = strcasecmp(a->address, b->address);

	return order != 0 ? order : (a > b) - (a < b);
}

/* A school's own address stands with many people; the first of them has the letter. */
static void
mark_same(struct addressees *out)
{
	struct addressee **order = xcalloc(out->count + 1, sizeof(*order));
	size_t n = 0;

	for (size_t i = 0; i < out->count; i++)
		if (out->items[i].lack == ADDRESSEE_GETS)
			order[n++] = &out->items[i];
	qsort(order, n, sizeof(*order), compare_addresses);
	for (size_t i = 1; i < n; i++)
		if (strcasecmp(order[i]->address, order[i - 1]->address) == 0)
			order[i]->lack = ADDRESSEE_SAME;
	free(order);
	for (size_t i = 0; i < out->count; i++) {
		enum addressee_lack lack = out->items[i].lack;

		out->letters += lack == ADDRESSEE_GETS;
		out->without += lack == ADDRESSEE_NO_ADDRESS;
		out->revoked += lack == ADDRESSEE_REVOKED;
	}
}

static void
add(struct addressees *out, const struct person *p, bool revoked)
{
	struct addressee to = {
	    .person = p->base.id, .address = arena_strdup(&out->texts, p->email)};

	if (revoked)
		to.lack = ADDRESSEE_REVOKED;
	else if (p->email[0] == '\0')
		to.lack = ADDRESSEE_NO_ADDRESS;
	ARRAY_ROOM(out->items, out->count, out->room);
	out->items[out->count++] = to;
}

static void
read_people(struct finding *f, const bool *meant, struct addressees *out)
{
	const bool *at_work = mark_at_work(f), *revoked = mark_revoked(f);
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	struct walk *w = walk_sorted(f->view->txn, KIND_PEOPLE);
	uint64_t id;

	while (walk_next(w, &id))
		if (meant[id] && at_work[id] && records_get(f->view->txn, id, &p->base))
			add(out, p, revoked[id]);
	walk_close(w);
	record_free(&p->base);
}

enum status
addressees_read(
    const struct view *v, struct audience a, int32_t on, struct addressees *out, struct error *e)
{
	struct finding f = {.view = v, .town = v->session->profile, .on = on};
	enum status st = view_require(v, PERMIT_READ, e);

	*out = (struct addressees){.count = 0};
	if (st == ST_OK)
		st = module_require(v->session, audience_module(a), e);
	if (st != ST_OK)
		return st;
	f.sheets = sheets_open(v);
	read_people(&f, mark_audience(&f, a), out);
	mark_same(out);
	sheets_close(f.sheets);
	return view_status(v, e);
}

void
addressees_free(struct addressees *a)
{
	free(a->items);
	arena_free(&a->texts);
	*a = (struct addressees){.count = 0};
}
