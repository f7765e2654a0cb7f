/* SPDX-License-Identifier: MIT
 * orders.c - orders as they are prepared: what is proposed, which number comes next.
 */
#include "service/corps/orders_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "base/die.h"
#include "base/fold.h"
#include "rules/roster.h"
#include "rules/schoolyear.h"
#include "service/core/modules.h"
#include "service/council/application_statuses.h"

/* What an order of a purpose is, and is called on the screen and in its title; %s is the profile's
 * word. */
static const struct {
	uint8_t kind;
	const char *name, *subject, *word, *module;
} purposes[ORDER_PURPOSES] = {
    [ORDER_COMPOSITION] = {.name = "Состав актива: все принятые советом",
	.kind = ORDER_KIND_COMPOSITION,
	.subject = "Об утверждении состава %s",
	.word = "corps_genitive",
	.module = "corps"},
    [ORDER_INCLUSION] = {.name = "Включение в состав среди года",
	.kind = ORDER_KIND_COMPOSITION,
	.subject = "О внесении изменений в состав %s",
	.word = "corps_genitive",
	.module = "corps"},
    [ORDER_EXCLUSION] = {.name = "Исключение из состава",
	.kind = ORDER_KIND_EXCLUSION,
	.subject = "Об исключении из %s",
	.word = "corps_genitive",
	.module = "corps"},
    [ORDER_HEADS] = {.name = "Руководители объединений",
	.kind = ORDER_KIND_HEAD,
	.subject = "О назначении руководителей %s",
	.word = "association_short",
	.module = "associations"},
    [ORDER_ANNULMENT] = {.name = "Отмена приказа",
	.kind = ORDER_KIND_OTHER,
	.subject = "Об отмене приказа %s",
	.word = "",
	.module = ""},
};

/* Words of the profile: how the numbers of a kind of orders end. */
static const char *const suffixes[] = {
    [ORDER_KIND_COMPOSITION] = "order_suffix_composition",
    [ORDER_KIND_EXCLUSION] = "order_suffix_exclusion",
    [ORDER_KIND_HEAD] = "order_suffix_head",
    [ORDER_KIND_REGULATION] = "order_suffix_regulation",
    [ORDER_KIND_OTHER] = "order_suffix_other",
};

const char *
orders_purpose_word(enum order_purpose purpose)
{
	return purposes[purpose].name;
}

uint8_t
orders_kind(enum order_purpose purpose)
{
	return purposes[purpose].kind;
}

const char *
orders_module(enum order_purpose purpose)
{
	return purposes[purpose].module;
}

bool
orders_has_purpose(const struct profile *p, enum order_purpose purpose)
{
	return profile_has_module(p, purposes[purpose].module);
}

/* The number before the suffix; 0: the order is of another register. */
static uint64_t
number_in_register(const char *number, const char *suffix)
{
	size_t digits = strspn(number, "0123456789");

	if (digits == 0 || digits > 15 || !fold_equal(slice_of(number + digits), slice_of(suffix)))
		return 0;
	return strtoull(number, NULL, 10);
}

static bool
shares_register(const struct profile *p, uint8_t kind, uint8_t other)
{
	return other > 0 && other < sizeof(suffixes) / sizeof(suffixes[0]) &&
	    profile_order_register(p, other) == profile_order_register(p, kind);
}

struct order_register
order_register_of(struct txn *t, const struct profile *p, uint8_t kind, int32_t date)
{
	struct order_register reg = {
	    .suffix = profile_word(p, suffixes[kind]), .last_date = DATE_NONE};
	struct order *o = (struct order *)record_new(KIND_ORDERS);
	struct walk *w = walk_by_id(t, KIND_ORDERS);

	while (walk_record(w, &o->base)) {
		uint64_t number;

		if (date_year(o->date) != date_year(date))
			continue;
		number = number_in_register(o->number, reg.suffix);
		if (number == 0 && shares_register(p, kind, o->kind))
			number = number_in_register(o->number, profile_word(p, suffixes[o->kind]));
		if (number == 0)
			continue;
		if (number > reg.last_number)
			reg.last_number = number;
		if (o->date > reg.last_date)
			reg.last_date = o->date;
	}
	walk_close(w);
	record_free(&o->base);
	return reg;
}

bool
orders_office_numbers(const struct session *s)
{
	return profile_order_numbers(s->profile) == ORDER_NUMBERS_OFFICE;
}

void
orders_put_number(const struct view *v, const struct order_project *p, struct buf *out)
{
	struct order_register reg;

	if (orders_office_numbers(v->session)) {
		buf_puts(out, p->number);
		return;
	}
	reg = order_register_of(v->txn, v->session->profile, orders_kind(p->purpose), p->date);
	buf_printf(out, "%llu%s", (unsigned long long)reg.last_number + 1, reg.suffix);
}

struct order_line *
orders_add_line(struct order_project *p)
{
	ARRAY_ROOM(p->lines, p->count, p->capacity);
	p->lines[p->count] = (struct order_line){.taken = true, .from = DATE_NONE, .to = DATE_NONE};
	return &p->lines[p->count++];
}

/* Who signed the last order, and who oversees it, as a beginning. */
static void
take_signatures(struct txn *t, struct order_project *p)
{
	struct order *o = (struct order *)record_new(KIND_ORDERS);
	struct walk *w = walk_sorted(t, KIND_ORDERS);
	bool done = false;
	uint64_t id;

	walk_to_last(w);
	while (!done && walk_prev(w, &id)) {
		if (!records_get(t, id, &o->base))
			continue;
		if (p->signed_by[0] == '\0')
			ORDERS_SET(p->signed_by, o->signed_by);
		if (p->control[0] == '\0')
			ORDERS_SET(p->control, o->control);
		done = p->signed_by[0] != '\0' && p->control[0] != '\0';
	}
	walk_close(w);
	record_free(&o->base);
}

static void
set_subject(struct order_project *p, const char *format, const char *word)
{
	const char *gap = strstr(format, "%s");
	struct buf subject = {0};

	buf_put(&subject, format, (size_t)(gap - format));
	buf_puts(&subject, word);
	buf_puts(&subject, gap + 2);
	ORDERS_SET(p->subject, buf_text(&subject));
	buf_free(&subject);
}

enum status
orders_begin(struct order_project *p, const struct view *v, enum order_purpose purpose,
    int32_t date, struct error *e)
{
	enum status st = view_require(v, PERMIT_READ, e);

	*p = (struct order_project){.purpose = purpose, .date = date};
	if (st == ST_OK)
		st = module_require(v->session, purposes[purpose].module, e);
	if (st != ST_OK)
		return st;
	set_subject(p, purposes[purpose].subject,
	    profile_word(v->session->profile, purposes[purpose].word));
	take_signatures(v->txn, p);
	return view_status(v, e);
}

/* An admitted applicant and the place in Russian order. */
struct admitted {
	struct order_line line;
	struct buf order;
};

static int
compare_admitted(const void *left, const void *right)
{
	const struct admitted *a = left, *b = right;

	return slice_compare(buf_slice(&a->order), buf_slice(&b->order));
}

static void
set_admitted(struct admitted *out, const struct application *a, int32_t date)
{
	out->line = (struct order_line){.taken = true,
	    .person = a->person,
	    .application = a->base.id,
	    .from = date,
	    .to = schoolyear_end(date)};
	ORDERS_SET(out->line.subject_area, a->subject_area);
	roster_put_order(&out->order, a->surname, a->given_name, a->patronymic, a->code);
}

static void
add_admitted(struct order_project *p, const struct view *v, const uint64_t *ids, size_t count)
{
	struct application *a = (struct application *)record_new(KIND_APPLICATIONS);
	struct admitted *list = xcalloc(count + 1, sizeof(*list));
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (records_get(v->txn, ids[i], &a->base))
			set_admitted(&list[n++], a, p->date);
	qsort(list, n, sizeof(*list), compare_admitted);
	for (size_t i = 0; i < n; i++) {
		*orders_add_line(p) = list[i].line;
		buf_free(&list[i].order);
	}
	free(list);
	record_free(&a->base);
}

static void
propose_admitted(struct order_project *p, const struct view *v)
{
	struct application_statuses ways;
	uint64_t *ids;
	size_t count;

	application_statuses_load(v, p->date, &ways);
	count = application_statuses_ids(&ways, 1u << APPLICATION_ADMITTED, &ids);
	application_statuses_free(&ways);
	add_admitted(p, v, ids, count);
	free(ids);
}

enum status
orders_propose(struct order_project *out, const struct view *v, enum order_purpose purpose,
    int32_t date, struct error *e)
{
	enum status st = orders_begin(out, v, purpose, date, e);

	if (st == ST_OK && (purpose == ORDER_COMPOSITION || purpose == ORDER_INCLUSION)) {
		propose_admitted(out, v);
		(void)orders_check(v, out, NULL); /* the problems beside the lines */
	}
	return view_confirm(v, st, e);
}

static void
note_effect(void *context, struct record *now, struct record *before)
{
	struct order_line *line = orders_add_line(context);

	if (now->kind == KIND_MEMBERSHIPS) {
		const struct membership *m = (const struct membership *)now;

		line->membership = now->id;
		line->person = m->person;
		line->application = m->application;
		line->from = m->from;
		line->to = before != NULL ? ((const struct membership *)before)->to : DATE_NONE;
		ORDERS_SET(line->subject_area, m->subject_area);
	} else {
		const struct association_head *h = (const struct association_head *)now;

		line->association = h->association;
		line->person = h->person;
		line->from = h->from;
		line->to =
		    before != NULL ? ((const struct association_head *)before)->to : DATE_NONE;
	}
	record_free(now);
	record_free(before);
}

enum status
orders_propose_annulment(
    struct order_project *out, const struct view *v, uint64_t order, int32_t date, struct error *e)
{
	struct order *o = (struct order *)record_new(KIND_ORDERS);
	struct buf name = {0};
	bool found;
	enum status st = orders_begin(out, v, ORDER_ANNULMENT, date, e);

	out->annulled = order;
	found = st == ST_OK && records_get(v->txn, order, &o->base);
	if (found) {
		buf_puts(&name, "от ");
		date_put_russian(&name, o->date);
		buf_printf(&name, " № %s", o->number);
		set_subject(out, purposes[ORDER_ANNULMENT].subject, buf_text(&name));
		orders_effects(v->txn, o, note_effect, out);
	}
	buf_free(&name);
	record_free(&o->base);
	if (st == ST_OK && !found)
		st = error_set(e, ST_NOTFOUND, "такого приказа нет");
	return view_confirm(v, st, e);
}

void
order_project_free(struct order_project *p)
{
	free(p->lines);
	*p = (struct order_project){0};
}

void
orders_add_exclusion(
    struct order_project *p, uint64_t membership, const char *ground, int32_t last_day)
{
	struct order_line *line = orders_add_line(p);

	line->membership = membership;
	line->to = last_day;
	ORDERS_SET(line->ground, ground);
}

void
orders_add_head(struct order_project *p, uint64_t association, uint64_t person)
{
	struct order_line *line = orders_add_line(p);

	if (p->count > 1) { /* the term of the others */
		line->from = p->lines[p->count - 2].from;
		line->to = p->lines[p->count - 2].to;
	}
	line->association = association;
	line->person = person;
}

void
orders_set_term(struct order_project *p, int32_t from, int32_t to)
{
	for (size_t i = 0; i < p->count; i++) {
		p->lines[i].from = from;
		p->lines[i].to = to;
	}
}

int32_t
orders_begins(const struct order_project *p, const struct order_line *line)
{
	return line->from != DATE_NONE ? line->from : p->date;
}

/* The annulment of an order into `a`; false: it stands. */
static bool
find_annulment(struct txn *t, uint64_t order, struct annulment *a)
{
	uint64_t id;

	a->order = order;
	id = records_find_same(t, &a->base);
	return records_get(t, id, &a->base);
}

uint64_t
orders_annulled_by(const struct view *v, uint64_t order)
{
	struct annulment *a = (struct annulment *)record_new(KIND_ANNULMENTS);
	uint64_t by = find_annulment(v->txn, order, a) ? a->by : 0;

	record_free(&a->base);
	return by;
}
