/* SPDX-License-Identifier: MIT
 * helpers.c - who could help with a request or a material: what they look after, and how much they
 * have in hand.
 */
#include "service/year/helpers.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/compare.h"
#include "db/record/records.h"
#include "model/profile/profile.h"
#include "rules/subject_match.h"
#include "service/core/naming.h"
#include "service/year/requests_board.h"
#include "service/record/sheets.h"

struct gathering {
	const struct view *v;
	struct sheets *sheets;
	struct helpers *out;
	int32_t on;
	size_t room;
	int32_t *places; /* by id of people: from 1; 0: not there yet */
	struct person *person;
	struct buf sought; /* what it is about */
	uint64_t author;   /* who is not asked about their own; 0: nobody */
};

static struct helper *
helper_of(struct gathering *g, uint64_t person)
{
	struct helpers *h = g->out;

	if (g->places[person] == 0) {
		ARRAY_ROOM(h->rows, h->count, g->room);
		h->rows[h->count++] = (struct helper){.person = person, .area = ""};
		g->places[person] = (int32_t)h->count;
	}
	return &h->rows[g->places[person] - 1];
}

/* Several memberships of one person are several areas. */
static void
add_area(struct gathering *g, struct helper *h, const char *area)
{
	struct buf both = {0};

	if (area[0] == '\0')
		return;
	buf_printf(&both, "%s%s%s", h->area, h->area[0] != '\0' ? ", " : "", area);
	h->area = arena_strdup(&g->out->arena, buf_text(&both));
	buf_free(&both);
}

static void
add_corps(struct gathering *g)
{
	const int32_t *person = sheets_column(g->sheets, KIND_MEMBERSHIPS, "person");
	const int32_t *from = sheets_column(g->sheets, KIND_MEMBERSHIPS, "from");
	const int32_t *to = sheets_column(g->sheets, KIND_MEMBERSHIPS, "to");
	struct membership *m = (struct membership *)record_new(KIND_MEMBERSHIPS);

	for (EACH_RECORD(id, g->sheets, KIND_MEMBERSHIPS))
		if (is_in_force(from[id], to[id], g->on) && records_get(g->v->txn, id, &m->base))
			add_area(g, helper_of(g, (uint64_t)person[id]), m->subject_area);
	record_free(&m->base);
}

static void
add_methodists(struct gathering *g)
{
	const int32_t *person = sheets_column(g->sheets, KIND_METHODISTS, "person");
	const int32_t *from = sheets_column(g->sheets, KIND_METHODISTS, "from");
	const int32_t *to = sheets_column(g->sheets, KIND_METHODISTS, "to");

	for (EACH_RECORD(id, g->sheets, KIND_METHODISTS))
		if (is_in_force(from[id], to[id], g->on))
			helper_of(g, (uint64_t)person[id]);
}

static struct helper *
find_helper(struct gathering *g, int32_t person)
{
	int32_t place = person != 0 ? g->places[person] : 0;

	return place != 0 ? &g->out->rows[place - 1] : NULL;
}

static void
count_requests(struct gathering *g)
{
	const int32_t *received = sheets_column(g->sheets, KIND_REQUESTS, "received");
	const int32_t *due = sheets_column(g->sheets, KIND_REQUESTS, "due");
	const int32_t *done = sheets_column(g->sheets, KIND_REQUESTS, "done");
	const int32_t *refused = sheets_column(g->sheets, KIND_REQUESTS, "refused");
	const int32_t *assigned = sheets_column(g->sheets, KIND_REQUESTS, "assigned");

	for (EACH_RECORD(id, g->sheets, KIND_REQUESTS)) {
		struct request_days days = {received[id], due[id], done[id], refused[id]};
		unsigned columns = request_columns(&days, assigned[id] != 0, g->on);
		struct helper *h = find_helper(g, assigned[id]);

		if (h == NULL)
			continue;
		h->open += (columns & 1U << REQUESTS_UNDER_WAY) != 0;
		h->overdue += (columns & 1U << REQUESTS_OVERDUE) != 0;
	}
}

static void
count_materials(struct gathering *g)
{
	const int32_t *status = sheets_column(g->sheets, KIND_RESOURCES, "status");
	const int32_t *reviewer = sheets_column(g->sheets, KIND_RESOURCES, "reviewer");

	for (EACH_RECORD(id, g->sheets, KIND_RESOURCES)) {
		struct helper *h = find_helper(g, reviewer[id]);

		if (h != NULL)
			h->materials += status[id] == RESOURCE_EXAMINED;
	}
}

static bool
get_person(struct gathering *g, uint64_t id)
{
	return records_get(g->v->txn, id, &g->person->base);
}

/* What the person who asks teaches, and the words of the request. */
static enum status
read_request(struct gathering *g, uint64_t request, struct error *e)
{
	struct request *r = (struct request *)record_new(KIND_REQUESTS);
	enum status st = ST_OK;

	if (!records_get(g->v->txn, request, &r->base))
		st = error_set(e, ST_NOTFOUND, "запрос тем временем удалён");
	else if (get_person(g, r->person))
		buf_printf(&g->sought, "%s ", g->person->subjects);
	if (st == ST_OK)
		buf_puts(&g->sought, r->text);
	record_free(&r->base);
	return st;
}

static enum status
read_resource(struct gathering *g, uint64_t resource, struct error *e)
{
	struct resource *r = (struct resource *)record_new(KIND_RESOURCES);
	enum status st = ST_OK;

	if (records_get(g->v->txn, resource, &r->base))
		buf_printf(&g->sought, "%s %s %s", r->subjects, r->title, r->annotation);
	else
		st = error_set(e, ST_NOTFOUND, "материал тем временем удалён");
	g->author = r->author;
	record_free(&r->base);
	return st;
}

static void
set_name(struct gathering *g, struct helper *h)
{
	struct buf name = {0};

	register_put_name(g->v, KIND_PEOPLE, h->person, &name);
	h->name = arena_strdup(&g->out->arena, buf_text(&name));
	buf_free(&name);
}

/* Who looks after nothing in particular is known by what he teaches. */
static void
describe_all(struct gathering *g)
{
	for (size_t i = 0; i < g->out->count; i++) {
		struct helper *h = &g->out->rows[i];

		set_name(g, h);
		if (h->area[0] == '\0' && get_person(g, h->person))
			add_area(g, h, g->person->subjects);
		h->of_subject = subject_is_named(slice_of(h->area), buf_slice(&g->sought));
	}
}

static int
compare_names(const char *a, const char *b)
{
	struct buf one = {0}, other = {0};
	int order;

	compare_put_order(&one, slice_of(a));
	compare_put_order(&other, slice_of(b));
	order = slice_compare(buf_slice(&one), buf_slice(&other));
	buf_free(&one);
	buf_free(&other);
	return order;
}

static size_t
load_of(const struct helper *h)
{
	return h->open + h->materials;
}

static int
compare_helpers(const void *left, const void *right)
{
	const struct helper *a = left, *b = right;

	if (a->of_subject != b->of_subject)
		return a->of_subject ? -1 : 1;
	if (load_of(a) != load_of(b))
		return load_of(a) < load_of(b) ? -1 : 1;
	return compare_names(a->name, b->name);
}

/* Before anything is counted: the last takes the place of who goes. */
static void
leave_out(struct gathering *g, uint64_t person)
{
	struct helpers *out = g->out;
	struct helper *h = find_helper(g, (int32_t)person);

	if (h == NULL)
		return;
	*h = out->rows[--out->count];
	g->places[h->person] = g->places[person];
	g->places[person] = 0;
}

static void
gather(struct gathering *g)
{
	if (profile_has_module(g->v->session->profile, "corps"))
		add_corps(g);
	else
		add_methodists(g);
	leave_out(g, g->author);
	count_requests(g);
	count_materials(g);
	describe_all(g);
	if (g->out->count > 0)
		qsort(g->out->rows, g->out->count, sizeof(*g->out->rows), compare_helpers);
}

enum status
helpers_read(const struct view *v, struct help_wanted wanted, int32_t on, struct helpers *out,
    struct error *e)
{
	struct gathering g = {.v = v, .out = out, .on = on};
	enum status st = view_require(v, PERMIT_READ, e);

	*out = (struct helpers){.count = 0};
	if (st != ST_OK)
		return st;
	g.person = (struct person *)record_new(KIND_PEOPLE);
	g.sheets = sheets_open(v);
	g.places = sheets_numbers(g.sheets, KIND_PEOPLE);
	st = wanted.kind == KIND_REQUESTS ? read_request(&g, wanted.id, e)
					  : read_resource(&g, wanted.id, e);
	if (st == ST_OK)
		gather(&g);
	sheets_close(g.sheets);
	record_free(&g.person->base);
	buf_free(&g.sought);
	return view_confirm(v, st, e);
}

void
helpers_free(struct helpers *h)
{
	free(h->rows);
	arena_free(&h->arena);
	*h = (struct helpers){.count = 0};
}
