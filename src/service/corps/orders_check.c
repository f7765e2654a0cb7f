/* SPDX-License-Identifier: MIT
 * orders_check.c - what stands in the way of an order, line by line.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "rules/roster.h"
#include "service/core/modules.h"
#include "service/core/naming.h"
#include "service/corps/activity_figures.h"
#include "service/corps/heads.h"
#include "service/corps/orders_parts.h"
#include "service/council/meeting_order.h"

struct checking {
	const struct view *view;
	struct txn *t; /* the view's */
	struct order_project *project;
	struct membership *other;
	struct record *scratch[KIND_COUNT];
};

static struct record *
scratch(struct checking *c, enum kind kind)
{
	if (c->scratch[kind] == NULL)
		c->scratch[kind] = record_new(kind);
	return c->scratch[kind];
}

static bool load(struct checking *c, enum kind kind, uint64_t id, const void **out)
    __attribute__((warn_unused_result));

static bool
load(struct checking *c, enum kind kind, uint64_t id, const void **out)
{
	struct record *r = scratch(c, kind);

	*out = r;
	return records_get(c->t, id, r);
}

static void
blame(struct order_line *line, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void
blame(struct order_line *line, const char *format, ...)
{
	struct buf text = {0};
	va_list args;

	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	ORDERS_SET(line->problem, buf_text(&text));
	buf_free(&text);
}

/* "приказ № 5-ма от 20.05.2026" */
static void
put_order(struct checking *c, uint64_t id, struct buf *out)
{
	const void *found;
	const struct order *o;

	if (!load(c, KIND_ORDERS, id, &found))
		return;
	o = found;
	buf_printf(out, "приказ № %s от ", o->number);
	date_put_russian(out, o->date);
}

static bool
check_term(struct order_line *line)
{
	if (line->from == DATE_NONE)
		blame(line, "не указано, с какого дня");
	else if (line->to != DATE_NONE && line->to < line->from)
		blame(line, "последний день раньше первого");
	return line->problem[0] == '\0';
}

/* Another membership of the person, from the database or from a line of this order. */
static bool
check_against(struct checking *c, struct order_line *line, const struct membership *other)
{
	struct membership wanted = {.person = line->person,
	    .subject_area = line->subject_area,
	    .from = line->from,
	    .to = line->to};
	struct buf text = {0}, day = {0};

	if (other->person == line->person && other->from == line->from) {
		date_put_russian(&day, line->from);
		blame(line, "с этого дня (%s) у этого человека уже есть членство%s%s%s",
		    buf_text(&day), *other->subject_area != '\0' ? ": «" : "", other->subject_area,
		    *other->subject_area != '\0' ? "»" : "");
	} else if (membership_overlaps(&wanted, other)) {
		date_put_russian(&day, other->from);
		buf_printf(
		    &text, "уже состоит в активе по этой предметной области с %s", buf_text(&day));
		if (other->to != DATE_NONE) {
			buf_puts(&text, " по ");
			date_put_russian(&text, other->to);
		}
		if (other->order != 0) {
			buf_puts(&text, ", ");
			put_order(c, other->order, &text);
		}
		blame(line, "%s", buf_text(&text));
	}
	buf_free(&text);
	buf_free(&day);
	return line->problem[0] == '\0';
}

static bool
check_overlaps(struct checking *c, struct order_line *line)
{
	struct walk *w = walk_referring(
	    c->t, KIND_MEMBERSHIPS, field_find(KIND_MEMBERSHIPS, "person"), line->person);
	bool good = true;

	while (good && walk_record(w, &c->other->base))
		good = check_against(c, line, c->other);
	walk_close(w);
	for (const struct order_line *l = c->project->lines; good && l < line; l++) {
		struct membership twin = {.person = l->person,
		    .subject_area = l->subject_area,
		    .from = l->from,
		    .to = l->to};

		if (l->taken)
			good = check_against(c, line, &twin);
	}
	return good;
}

/* Is the meeting's decision still open to change? */
static bool
minutes_are_open(struct checking *c, uint64_t meeting)
{
	struct minutes *m = (struct minutes *)scratch(c, KIND_MINUTES);

	record_clear(&m->base);
	m->meeting = meeting;
	return records_get(c->t, records_find_same(c->t, &m->base), &m->base) &&
	    m->state != MINUTES_CLOSED;
}

/* The meeting that decided last on the application, and how. */
static uint8_t
last_outcome(struct checking *c, uint64_t application, uint64_t *meeting)
{
	struct decision *d = (struct decision *)scratch(c, KIND_DECISIONS);
	struct walk *w = walk_referring(
	    c->t, KIND_DECISIONS, field_find(KIND_DECISIONS, "application"), application);
	struct dated_meeting last = {.id = 0};
	uint8_t outcome = 0;
	const void *m;

	while (walk_record(w, &d->base)) {
		struct dated_meeting at;

		if (!load(c, KIND_MEETINGS, d->meeting, &m))
			continue;
		at = (struct dated_meeting){d->meeting, ((const struct meeting *)m)->date};
		if (!meeting_is_later(c->t, at, last))
			continue;
		last = at;
		outcome = d->outcome;
	}
	walk_close(w);
	*meeting = last.id;
	return outcome;
}

static bool
check_decision(struct checking *c, struct order_line *line)
{
	const struct field *from = field_find(KIND_MEMBERSHIPS, "application");
	struct walk *w = walk_referring(c->t, KIND_MEMBERSHIPS, from, line->application);
	struct buf text = {0};
	uint64_t meeting;
	bool ordered = walk_record(w, &c->other->base);

	walk_close(w);
	if (ordered) {
		put_order(c, c->other->order, &text);
		blame(line, "по этому заявлению уже есть %s",
		    text.len > 0 ? buf_text(&text) : "приказ");
	} else if (last_outcome(c, line->application, &meeting) != OUTCOME_ADMIT) {
		blame(line, "совет не принял этого кандидата");
	} else if (minutes_are_open(c, meeting)) {
		blame(line, "протокол заседания, на котором кандидат принят, ещё не закрыт");
	}
	buf_free(&text);
	return line->problem[0] == '\0';
}

struct period
orders_year_before(const struct order_line *line)
{
	return (struct period){.from = date_add_years(line->from, -1), .to = line->from - 1};
}

/* Who goes on without having done anything: the council may want to know. */
static void
note_idle(struct checking *c, struct order_line *line)
{
	line->note[0] = '\0';
	line->idle = line->from != DATE_NONE && line->person != 0 &&
	    activity_is_idle(c->view, orders_year_before(line), line->person);
	if (line->idle)
		ORDERS_SET(line->note, "за год ни одного дела");
}

static void
check_inclusion(struct checking *c, struct order_line *line)
{
	const void *found;

	note_idle(c, line);
	if (!load(c, KIND_PEOPLE, line->person, &found))
		blame(line,
		    "в заявлении не указан человек из списка людей; откройте заявление и "
		    "укажите, кто это");
	else if (check_decision(c, line) && check_term(line))
		check_overlaps(c, line);
}

static void
check_exclusion(struct checking *c, struct order_line *line)
{
	const struct membership *m;
	const void *found;
	struct buf day = {0};

	if (!load(c, KIND_MEMBERSHIPS, line->membership, &found)) {
		blame(line, "такого членства нет");
		return;
	}
	m = found;
	line->person = m->person;
	line->from = m->from;
	ORDERS_SET(line->subject_area, m->subject_area);
	if (m->end_order != 0) {
		put_order(c, m->end_order, &day);
		blame(line, "уже исключён: %s", buf_text(&day));
	} else if (line->ground[0] == '\0') {
		blame(line, "не указано основание исключения");
	} else if (line->to == DATE_NONE) {
		blame(line, "не указан последний день");
	} else if (line->to < m->from) {
		date_put_russian(&day, m->from);
		blame(line, "последний день раньше начала членства (%s)", buf_text(&day));
	} else if (m->to != DATE_NONE && m->to <= line->to) {
		date_put_russian(&day, m->to);
		blame(line, "членство и так кончается %s", buf_text(&day));
	}
	for (const struct order_line *l = c->project->lines; l < line; l++)
		if (l->taken && l->membership == line->membership)
			blame(line, "это членство уже стоит в приказе");
	buf_free(&day);
}

/* Somebody heads the association from the line's first day or a later one already: the new one
 * would head it beside him. */
static void
check_later_heads(struct checking *c, struct order_line *line)
{
	struct association_head *h = (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);
	struct walk *w = walk_referring(c->t, KIND_ASSOCIATION_HEADS,
	    field_find(KIND_ASSOCIATION_HEADS, "association"), line->association);
	struct buf day = {0};

	while (line->problem[0] == '\0' && walk_record(w, &h->base)) {
		if (h->from < orders_begins(c->project, line))
			continue;
		date_put_russian(&day, h->from);
		blame(line, "у объединения уже есть руководитель с %s", buf_text(&day));
	}
	walk_close(w);
	buf_free(&day);
	record_free(&h->base);
}

/* Who the proposed head is to the association already. */
static void
note_head(struct checking *c, struct order_line *line)
{
	struct association_head *h = (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);
	int32_t begins = orders_begins(c->project, line);
	struct buf text = {0};

	line->note[0] = '\0';
	if (heads_find(c->t, line->association, begins, h)) {
		bool over = head_is_over(h, begins);

		if (h->person != line->person)
			buf_printf(&text, "вместо прежнего");
		else if (!over)
			buf_puts(&text, "руководит и сейчас");
		else
			buf_puts(&text, "прежний, срок кончился ");
		if (h->person == line->person && over)
			date_put_russian(&text, h->to);
	} else {
		buf_puts(&text, "первый руководитель");
	}
	ORDERS_SET(line->note, buf_text(&text));
	buf_free(&text);
	record_free(&h->base);
}

static void
check_head(struct checking *c, struct order_line *line)
{
	const struct association *a;
	const struct person *head;
	int32_t closed, begins = orders_begins(c->project, line);
	const void *found;

	if (!load(c, KIND_ASSOCIATIONS, line->association, &found)) {
		blame(line, "не указано объединение");
		return;
	}
	a = found;
	ORDERS_SET(line->subject_area, a->name);
	closed = a->closed;
	if (!load(c, KIND_PEOPLE, line->person, &found)) {
		blame(line, "не указан руководитель");
		return;
	}
	head = found;
	note_head(c, line);
	if (closed != DATE_NONE && closed <= begins)
		blame(line, "к этому дню объединение закрыто");
	else if (head->dismissed != DATE_NONE && head->dismissed <= begins)
		blame(line, "к этому дню уже уволен");
	else if (line->to != DATE_NONE && line->to < begins)
		blame(line, "последний день раньше первого");
	check_later_heads(c, line);
	for (const struct order_line *l = c->project->lines; l < line; l++)
		if (l->taken && l->association == line->association)
			blame(line, "это объединение уже стоит в приказе");
}

/* A membership or a head changed since by a later order: that one is to be annulled first. */
static void
check_annulment(struct checking *c, struct order_line *line)
{
	const struct membership *m;
	const void *found;
	struct buf text = {0};

	if (!load(c, KIND_MEMBERSHIPS, line->membership, &found))
		return;
	m = found;
	if (m->end_order != 0 && m->end_order != c->project->annulled) {
		put_order(c, m->end_order, &text);
		blame(line, "это членство прекратил %s; сначала отмените его", buf_text(&text));
	} else if (m->end_order == c->project->annulled) {
		/* It becomes longer again: nobody may have taken the place meanwhile. */
		struct walk *w = walk_referring(
		    c->t, KIND_MEMBERSHIPS, field_find(KIND_MEMBERSHIPS, "person"), line->person);

		while (line->problem[0] == '\0' && walk_record(w, &c->other->base))
			if (c->other->base.id != line->membership)
				check_against(c, line, c->other);
		walk_close(w);
	}
	buf_free(&text);
}

/* The number has to follow the last one of its register in time, too. */
static enum status
check_date(struct checking *c, struct error *e)
{
	const struct order_project *p = c->project;
	struct order_register reg =
	    order_register_of(c->t, c->view->session->profile, orders_kind(p->purpose), p->date);
	struct buf day = {0};
	enum status st = ST_OK;

	date_put_russian(&day, p->date > clock_today() ? clock_today() : reg.last_date);
	if (p->date > clock_today())
		st = error_set(e, ST_REFUSED,
		    "номер дают в день подписания, а дата приказа ещё впереди; сегодня %s",
		    buf_text(&day));
	else if (orders_office_numbers(c->view->session))
		st = p->number[0] != '\0'
		    ? ST_OK
		    : error_set(e, ST_REFUSED,
			  "номер приказу даёт канцелярия: впишите его в строку «Номер»");
	else if (reg.last_date != DATE_NONE && p->date < reg.last_date)
		st = error_set(e, ST_REFUSED,
		    "последний номер этого ряда, %llu%s, дан %s; приказ со следующим номером не "
		    "может быть раньше",
		    (unsigned long long)reg.last_number, reg.suffix, buf_text(&day));
	buf_free(&day);
	return st;
}

static bool
is_annulling(struct checking *c, uint64_t order)
{
	struct walk *w =
	    walk_referring(c->t, KIND_ANNULMENTS, field_find(KIND_ANNULMENTS, "by"), order);
	uint64_t id;
	bool found = walk_next(w, &id);

	walk_close(w);
	return found;
}

static enum status
check_annulled(struct checking *c, struct error *e)
{
	const struct order_project *p = c->project;
	struct annulment *a = (struct annulment *)scratch(c, KIND_ANNULMENTS);
	const void *found;
	struct buf by = {0};

	if (!load(c, KIND_ORDERS, p->annulled, &found))
		return error_set(e, ST_REFUSED, "не указано, какой приказ отменить");
	if (((const struct order *)found)->date > p->date)
		return error_set(
		    e, ST_REFUSED, "отменяемый приказ подписан позже; проверьте дату отмены");
	if (p->reason[0] == '\0')
		return error_set(e, ST_REFUSED, "не указано, почему приказ отменяется");
	if (is_annulling(c, p->annulled))
		return error_set(e, ST_REFUSED,
		    "это приказ об отмене, его не отменяют; подпишите нужный приказ заново");
	record_clear(&a->base);
	a->order = p->annulled;
	if (!records_get(c->t, records_find_same(c->t, &a->base), &a->base))
		return ST_OK;
	put_order(c, a->by, &by);
	error_set(e, ST_REFUSED, "этот приказ уже отменил %s", buf_text(&by));
	buf_free(&by);
	return ST_REFUSED;
}

/* The first line that stands in the way, named. */
static enum status
refuse_line(struct checking *c, const struct order_line *line, struct error *e)
{
	struct buf name = {0};
	const void *found;

	if (load(c, KIND_ASSOCIATIONS, line->association, &found) ||
	    load(c, KIND_PEOPLE, line->person, &found) ||
	    load(c, KIND_APPLICATIONS, line->application, &found))
		register_put_name_of(c->view, found, &name);
	error_set(
	    e, ST_REFUSED, "%s%s%s", buf_text(&name), name.len > 0 ? ": " : "", line->problem);
	buf_free(&name);
	return ST_REFUSED;
}

typedef void check_line_fn(struct checking *c, struct order_line *line);

static enum status
check_lines(struct checking *c, struct error *e)
{
	static check_line_fn *const checks[ORDER_PURPOSES] = {
	    [ORDER_COMPOSITION] = check_inclusion,
	    [ORDER_INCLUSION] = check_inclusion,
	    [ORDER_EXCLUSION] = check_exclusion,
	    [ORDER_HEADS] = check_head,
	    [ORDER_ANNULMENT] = check_annulment,
	};
	struct order_project *p = c->project;
	enum status st = ST_OK;
	size_t taken = 0;

	for (size_t i = 0; i < p->count; i++) {
		struct order_line *line = &p->lines[i];

		line->problem[0] = '\0';
		checks[p->purpose](c, line);
		taken += line->taken;
		if (line->taken && line->problem[0] != '\0' && st == ST_OK)
			st = refuse_line(c, line, e);
	}
	if (st == ST_OK && taken == 0 && p->purpose != ORDER_ANNULMENT)
		st = error_set(e, ST_REFUSED, "в приказе никого нет");
	return st;
}

enum status
orders_check(const struct view *v, struct order_project *p, struct error *e)
{
	struct checking c = {.view = v,
	    .t = v->txn,
	    .project = p,
	    .other = (struct membership *)record_new(KIND_MEMBERSHIPS)};
	struct error later = {0};
	enum status st = view_require(v, PERMIT_READ, e);

	if (st == ST_OK)
		st = module_require(v->session, orders_module(p->purpose), e);
	if (st != ST_OK)
		goto done;
	st = check_date(&c, e);
	if (st == ST_OK && p->purpose == ORDER_ANNULMENT)
		st = check_annulled(&c, e);
	/* The lines' problems are told in any case. */
	if (st == ST_OK)
		st = check_lines(&c, e);
	else
		(void)check_lines(&c, &later);
done:
	record_free(&c.other->base);
	for (size_t i = 0; i < KIND_COUNT; i++)
		record_free(c.scratch[i]);
	return view_confirm(v, st, e);
}
