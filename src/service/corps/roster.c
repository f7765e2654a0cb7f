/* SPDX-License-Identifier: MIT
 * roster.c - memberships with their people, in one look at the database.
 */
#include "service/corps/roster.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "base/die.h"
#include "db/record/records.h"
#include "rules/roster.h"
#include "service/core/modules.h"
#include "service/corps/agreements.h"
#include "service/record/sheets.h"

/* Records read over and over while rows are gathered. */
struct gathering {
	const struct view *view;
	struct txn *t; /* the view's */
	struct roster *roster;
	size_t capacity;
	struct membership *membership;
	struct person *person;
	struct organisation *organisation;
};

static void
gathering_begin(struct gathering *g, struct roster *roster, const struct view *v)
{
	*g = (struct gathering){.view = v,
	    .t = v->txn,
	    .roster = roster,
	    .membership = (struct membership *)record_new(KIND_MEMBERSHIPS),
	    .person = (struct person *)record_new(KIND_PEOPLE),
	    .organisation = (struct organisation *)record_new(KIND_ORGANISATIONS)};
}

static void
gathering_end(struct gathering *g)
{
	record_free(&g->membership->base);
	record_free(&g->person->base);
	record_free(&g->organisation->base);
}

static const char *
keep(struct gathering *g, const char *text)
{
	return arena_strdup(&g->roster->arena, text);
}

static const char *
keep_code(struct gathering *g, enum kind kind, uint64_t id)
{
	struct buf code = {0};
	const char *kept;

	if (id != 0)
		records_put_code(g->t, kind, id, &code);
	kept = keep(g, buf_text(&code));
	buf_free(&code);
	return kept;
}

/* The membership in hand becomes a row. */
static void
add_row(struct gathering *g)
{
	struct roster *r = g->roster;
	const struct membership *m = g->membership;
	struct roster_row *row;

	if (!records_get(g->t, m->person, &g->person->base))
		return;
	if (!records_get(g->t, g->person->organisation, &g->organisation->base))
		record_clear(&g->organisation->base);
	ARRAY_ROOM(r->rows, r->count, g->capacity);
	row = &r->rows[r->count++];
	*row = (struct roster_row){
	    .membership = m->base.id,
	    .person = m->person,
	    .organisation = g->person->organisation,
	    .order = m->order,
	    .code = keep(g, g->person->code),
	    .surname = keep(g, g->person->surname),
	    .given_name = keep(g, g->person->given_name),
	    .patronymic = keep(g, g->person->patronymic),
	    .organisation_name = keep(g, g->organisation->name),
	    .position = keep(g, g->person->position),
	    .subject_area = keep(g, m->subject_area),
	    .email = keep(g, g->person->email),
	    .order_code = keep_code(g, KIND_ORDERS, m->order),
	    .from = m->from,
	    .to = m->to,
	    .publish = agreements_judge(g->view, m->person, r->on),
	};
}

/* A row and the bytes it is sorted by. */
struct sorting {
	struct roster_row row;
	struct buf order;
};

static int
compare_rows(const void *left, const void *right)
{
	const struct sorting *a = left, *b = right;
	int order = slice_compare(buf_slice(&a->order), buf_slice(&b->order));

	return order != 0 ? order : (a->row.from > b->row.from) - (a->row.from < b->row.from);
}

static void
sort_rows(struct roster *r)
{
	struct sorting *list = xcalloc(r->count + 1, sizeof(*list));

	for (size_t i = 0; i < r->count; i++) {
		const struct roster_row *row = &r->rows[i];

		list[i].row = *row;
		roster_put_order(
		    &list[i].order, row->surname, row->given_name, row->patronymic, row->code);
	}
	qsort(list, r->count, sizeof(*list), compare_rows);
	for (size_t i = 0; i < r->count; i++) {
		r->rows[i] = list[i].row;
		buf_free(&list[i].order);
	}
	free(list);
}

/* A person stands on the public list once, with the membership that began last. */
static void
keep_latest(struct roster *r)
{
	size_t kept = 0;

	for (size_t i = 0; i < r->count; i++)
		if (i + 1 == r->count || r->rows[i + 1].person != r->rows[i].person)
			r->rows[kept++] = r->rows[i];
	r->count = kept;
}

/* Nothing stays of a text the person did not agree to. */
static void
withhold(struct roster_row *row)
{
	unsigned fields = row->publish.fields;

	if ((fields & PUBLISH_WORKPLACE) == 0)
		row->organisation_name = "";
	if ((fields & PUBLISH_POSITION) == 0)
		row->position = "";
	if ((fields & PUBLISH_SUBJECT_AREA) == 0)
		row->subject_area = "";
	if ((fields & PUBLISH_EMAIL) == 0)
		row->email = "";
}

static void
leave_out(struct roster *r)
{
	size_t shown = 0;

	keep_latest(r);
	r->left_out = xcalloc(r->count + 1, sizeof(*r->left_out));
	for (size_t i = 0; i < r->count; i++) {
		if (r->rows[i].publish.reason != PUBLISH_YES) {
			r->left_out[r->nleft_out++] = r->rows[i];
			continue;
		}
		withhold(&r->rows[i]);
		r->rows[shown++] = r->rows[i];
	}
	r->count = shown;
}

/* Which memberships become rows. */
typedef bool wanted_fn(const struct membership *m, int32_t from, int32_t until);

/* person 0: everybody's. */
static enum status
gather(struct roster *out, const struct view *v, uint64_t person, wanted_fn *wanted, int32_t from,
    int32_t until, struct error *e)
{
	const struct field *whose = field_find(KIND_MEMBERSHIPS, "person");
	struct gathering g;
	struct walk *w;
	enum status st = view_require(v, PERMIT_READ, e);

	*out = (struct roster){.on = until};
	if (st == ST_OK)
		st = module_require(v->session, "corps", e);
	if (st != ST_OK)
		return st;
	gathering_begin(&g, out, v);
	w = person == 0 ? walk_by_id(g.t, KIND_MEMBERSHIPS)
			: walk_referring(g.t, KIND_MEMBERSHIPS, whose, person);
	while (walk_record(w, &g.membership->base))
		if (wanted(g.membership, from, until))
			add_row(&g);
	walk_close(w);
	gathering_end(&g);
	sort_rows(out);
	return view_status(v, e);
}

static bool
is_there(const struct membership *m, int32_t from, int32_t until)
{
	(void)from;
	return membership_in_force(m, until);
}

static bool
is_ending(const struct membership *m, int32_t from, int32_t until)
{
	return m->to != DATE_NONE && m->to >= from && m->to <= until;
}

enum status
roster_open(struct roster *out, const struct view *v, int32_t on, bool publicly, struct error *e)
{
	enum status st = gather(out, v, 0, is_there, on, on, e);

	if (st == ST_OK && publicly)
		leave_out(out);
	return st;
}

enum status
roster_changes(struct roster *out, const struct view *v, enum roster_change what, int32_t from,
    int32_t until, struct error *e)
{
	static wanted_fn *const wanted[] = {
	    [ROSTER_JOINED] = membership_joined,
	    [ROSTER_LEFT] = membership_left,
	    [ROSTER_ENDING] = is_ending,
	};

	return gather(out, v, 0, wanted[what], from, until, e);
}

size_t
roster_count(const struct view *v, int32_t on)
{
	struct sheets *s = sheets_open(v);
	const int32_t *from = sheets_column(s, KIND_MEMBERSHIPS, "from");
	const int32_t *to = sheets_column(s, KIND_MEMBERSHIPS, "to");
	size_t count = 0;

	for (EACH_RECORD(id, s, KIND_MEMBERSHIPS))
		count += is_in_force(from[id], to[id], on);
	sheets_close(s);
	return count;
}

bool
roster_has(const struct view *v, uint64_t person, int32_t day)
{
	struct membership *m = (struct membership *)record_new(KIND_MEMBERSHIPS);
	struct walk *w = walk_referring(
	    v->txn, KIND_MEMBERSHIPS, field_find(KIND_MEMBERSHIPS, "person"), person);
	bool has = false;

	while (!has && walk_record(w, &m->base))
		has = membership_in_force(m, day);
	walk_close(w);
	record_free(&m->base);
	return has;
}

bool
roster_would_list(const struct view *v, uint64_t person, int32_t day)
{
	struct roster r;
	bool listed;

	gather(&r, v, person, is_there, day, day, NULL);
	leave_out(&r);
	listed = r.count > 0;
	roster_free(&r);
	return listed;
}

void
roster_free(struct roster *r)
{
	free(r->rows);
	free(r->left_out);
	arena_free(&r->arena);
	*r = (struct roster){0};
}
