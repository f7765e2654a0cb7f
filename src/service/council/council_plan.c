/* SPDX-License-Identifier: MIT
 * council_plan.c - before a meeting: its number, people and agenda; and what the clerk does for
 * many applications at once.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "db/record/records.h"
#include "service/council/council.h"
#include "service/council/council_txn.h"
#include "service/core/naming.h"
#include "service/core/operations.h"
#include "service/record/register.h"
#include "service/council/application_statuses.h"

enum { REASONS = 30, DECISIONS_LOOKED_AT = 2000 };

/* The council on a day. */
struct council_on {
	int64_t seats;
	uint64_t chair, secretary;
	struct idset members;
};

static void
look_at_council(struct txn *t, int32_t day, struct council_on *out)
{
	struct council_member *m = (struct council_member *)record_new(KIND_COUNCIL_MEMBERS);
	struct walk *w = walk_by_id(t, KIND_COUNCIL_MEMBERS);
	uint64_t id;

	*out = (struct council_on){0};
	while (walk_next(w, &id)) {
		if (!records_get(t, id, &m->base) || m->from > day ||
		    (m->to != DATE_NONE && m->to < day))
			continue;
		idset_add(&out->members, m->person);
		if (m->duty == DUTY_CHAIR)
			out->chair = m->person;
		if (m->duty == DUTY_SECRETARY)
			out->secretary = m->person;
	}
	out->seats = (int64_t)out->members.count;
	walk_close(w);
	record_free(&m->base);
}

/* An application with the day it came in. */
struct dated {
	uint64_t id;
	int32_t day;
};

static int
compare_dated(const void *left, const void *right)
{
	const struct dated *a = left, *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

/* Those submitted by the day, oldest first; ids is put in order and shortened. */
static size_t
order_by_submission(struct txn *t, uint64_t *ids, size_t count, int32_t day)
{
	struct application *a = (struct application *)record_new(KIND_APPLICATIONS);
	struct dated *dated = xcalloc(count + 1, sizeof(*dated));
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (records_get(t, ids[i], &a->base) && a->submitted <= day)
			dated[kept++] = (struct dated){.id = ids[i], .day = a->submitted};
	qsort(dated, kept, sizeof(*dated), compare_dated);
	for (size_t i = 0; i < kept; i++)
		ids[i] = dated[i].id;
	free(dated);
	record_free(&a->base);
	return kept;
}

void
council_propose(const struct view *v, int32_t date, struct meeting_plan *plan, uint64_t **agenda)
{
	struct council_on council;
	struct application_statuses ways;
	size_t count = 0;

	*agenda = NULL;
	look_at_council(v->txn, date, &council);
	if (application_statuses_load(v, date, &ways) == ST_OK) {
		count = application_statuses_ids(
		    &ways, 1u << APPLICATION_READY | 1u << APPLICATION_POSTPONED, agenda);
		count = order_by_submission(v->txn, *agenda, count, date);
	}
	*plan = (struct meeting_plan){.date = date,
	    .chair = council.chair,
	    .secretary = council.secretary,
	    .seats = council.seats > 0 ? council.seats : NUMBER_NONE,
	    .agenda = *agenda,
	    .nagenda = count};
	application_statuses_free(&ways);
	idset_free(&council.members);
}

/* Preparing. */

/* One behind the highest number of the calendar year. */
static uint64_t
next_number(struct txn *t, int year)
{
	struct meeting *m = (struct meeting *)record_new(KIND_MEETINGS);
	struct walk *w = walk_by_id(t, KIND_MEETINGS);
	uint64_t highest = 0, id;

	while (walk_next(w, &id)) {
		uint64_t number;

		if (!records_get(t, id, &m->base) || date_year(m->date) != year)
			continue;
		number = strtoull(m->number, NULL, 10);
		if (number < INT32_MAX && number > highest)
			highest = number;
	}
	walk_close(w);
	record_free(&m->base);
	return highest + 1;
}

__attribute__((format(printf, 3, 4))) static enum status
refuse_application(struct council_txn *d, uint64_t application, const char *format, ...)
{
	struct buf sentence = {0};
	va_list args;

	buf_puts(&sentence, "заявление «");
	register_put_last_name(&d->view, KIND_APPLICATIONS, application, &sentence);
	buf_puts(&sentence, "» ");
	va_start(args, format);
	buf_vprintf(&sentence, format, args);
	va_end(args);
	error_set(d->e, ST_REFUSED, "%s", buf_text(&sentence));
	buf_free(&sentence);
	return ST_REFUSED;
}

static enum status
refuse_early(struct council_txn *d, const struct application *a, int32_t date)
{
	struct buf submitted = {0}, day = {0};

	date_put_russian(&submitted, a->submitted);
	date_put_russian(&day, date);
	refuse_application(d, a->base.id, "подано %s, позже заседания (%s); перенесите заседание",
	    buf_text(&submitted), buf_text(&day));
	buf_free(&submitted);
	buf_free(&day);
	return ST_REFUSED;
}

/* May it stand on the agenda of this meeting (0: a new one) on that day? */
static enum status
check_application(struct council_txn *d, const struct application_statuses *ways,
    uint64_t application, uint64_t meeting, int32_t date)
{
	const struct application_facts *f = application_statuses_of(ways, application);
	struct application *a;
	enum status st = ST_OK;

	if (f == NULL)
		return error_set(
		    d->e, ST_NOTFOUND, "заявления из повестки больше нет: его удалили");
	if (f->order != 0 || f->outcome == OUTCOME_ADMIT || f->outcome == OUTCOME_REFUSE)
		return refuse_application(d, application,
		    "уже рассмотрено советом: %s; снова его в повестку не вносят",
		    f->outcome == OUTCOME_REFUSE ? "отклонить" : "принять");
	if (f->meeting != 0 && f->meeting != meeting)
		return refuse_application(
		    d, application, "стоит в повестке другого заседания, ещё не проведённого");
	a = (struct application *)record_new(KIND_APPLICATIONS);
	records_get(d->view.txn, application, &a->base);
	if (a->submitted > date)
		st = refuse_early(d, a, date);
	record_free(&a->base);
	return st;
}

static enum status
check_agenda(struct council_txn *d, const struct meeting_plan *plan)
{
	struct idset seen = {0};
	struct application_statuses ways = {0};
	enum status st = ST_OK;

	if (plan->nagenda == 0)
		return error_set(
		    d->e, ST_REFUSED, "повестка пуста: внесите в неё хотя бы одно заявление");
	st = application_statuses_load(&d->view, plan->date, &ways);
	if (st != ST_OK)
		error_set(d->e, st, "%s", status_text(st));
	for (size_t i = 0; i < plan->nagenda && st == ST_OK; i++) {
		if (idset_has(&seen, plan->agenda[i]))
			st = refuse_application(d, plan->agenda[i], "внесено в повестку дважды");
		else
			st =
			    check_application(d, &ways, plan->agenda[i], plan->meeting, plan->date);
		idset_add(&seen, plan->agenda[i]);
	}
	idset_free(&seen);
	application_statuses_free(&ways);
	return st;
}

/* Who chairs has a seat; there are seats for all who have one. */
static enum status
check_council(struct council_txn *d, const struct meeting_plan *plan,
    const struct council_on *council, int64_t seats)
{
	struct buf name = {0};

	if (seats <= 0)
		return error_set(d->e, ST_INVALID,
		    "укажите, сколько членов в совете, или заполните список членов совета");
	if (council->seats == 0)
		return ST_OK;
	if (seats < council->seats)
		return error_set(d->e, ST_INVALID,
		    "мест в совете %lld, а членов на день заседания %lld", (long long)seats,
		    (long long)council->seats);
	if (plan->chair == 0 || idset_has(&council->members, plan->chair))
		return ST_OK;
	register_put_name(&d->view, KIND_PEOPLE, plan->chair, &name);
	error_set(d->e, ST_REFUSED,
	    "%s не входит в совет на день заседания; председательствует член совета",
	    buf_text(&name));
	buf_free(&name);
	return ST_REFUSED;
}

static void
give_number(struct council_txn *d, struct meeting *m)
{
	struct buf code = {0}, number = {0};

	register_next_code(&d->view, KIND_MEETINGS, &code);
	buf_printf(
	    &number, "%llu", (unsigned long long)next_number(d->view.txn, date_year(m->date)));
	record_set_text(&m->base, field_find(KIND_MEETINGS, "code"), buf_text(&code), code.len);
	record_set_text(
	    &m->base, field_find(KIND_MEETINGS, "number"), buf_text(&number), number.len);
	buf_free(&code);
	buf_free(&number);
}

/* The agenda becomes this list: rows of others go, positions follow the order. */
static void
put_agenda(struct council_txn *d, uint64_t meeting, const uint64_t *agenda, size_t count)
{
	struct record **rows = NULL;
	size_t nrows = d->sitting.meeting != NULL ? council_txn_records(d, KIND_AGENDA, &rows) : 0;

	for (size_t i = 0; i < count; i++) {
		struct agenda_item *item = (struct agenda_item *)record_new(KIND_AGENDA);

		item->meeting = meeting;
		item->application = agenda[i];
		for (size_t k = 0; k < nrows; k++) {
			const struct agenda_item *row = (const struct agenda_item *)rows[k];

			if (row == NULL || row->application != agenda[i])
				continue;
			record_copy(&item->base, &row->base);
			record_free(rows[k]);
			rows[k] = NULL;
			break;
		}
		if (item->base.id == 0 || item->position != (int64_t)i + 1) {
			item->position = (int64_t)i + 1;
			change_put(d->change, &item->base);
		}
		record_free(&item->base);
	}
	for (size_t k = 0; k < nrows; k++) {
		if (rows[k] != NULL)
			change_remove(d->change, KIND_AGENDA, rows[k]->id, rows[k]->stamp);
		record_free(rows[k]);
	}
	free(rows);
}

static enum status
require_prepared(struct council_txn *d)
{
	return d->sitting.state == MEETING_PREPARED
	    ? ST_OK
	    : error_set(d->e, ST_REFUSED,
		  "заседание уже начато: дату, состав и порядок повестки больше не меняют");
}

/* A meeting that stands already keeps its number, and therefore its year. */
static enum status
check_standing(struct council_txn *d, const struct meeting_plan *plan)
{
	const struct meeting *m = d->sitting.meeting;
	enum status st = require_prepared(d);

	if (st == ST_OK && plan->stamp != m->base.stamp)
		st = error_set(d->e, ST_CONFLICT,
		    "заседание тем временем изменил другой сотрудник; посмотрите его ещё раз");
	if (st == ST_OK && date_year(plan->date) != date_year(m->date))
		st = error_set(d->e, ST_REFUSED,
		    "номер %s дан на %d год: перенести заседание в другой год нельзя, подготовьте "
		    "новое",
		    m->number, date_year(m->date));
	return st;
}

static enum status
plan_meeting(struct council_txn *d)
{
	const struct meeting_plan *plan = d->wish;
	bool standing = plan->meeting != 0;
	struct council_on council;
	struct meeting *m;
	int64_t seats;
	enum status st;

	if (plan->date == DATE_NONE)
		return error_set(d->e, ST_INVALID, "укажите дату заседания");
	st = standing ? check_standing(d, plan) : ST_OK;
	if (st == ST_OK)
		st = check_agenda(d, plan);
	if (st != ST_OK)
		return st;
	look_at_council(d->view.txn, plan->date, &council);
	seats = plan->seats != NUMBER_NONE ? plan->seats : council.seats;
	st = check_council(d, plan, &council, seats);
	idset_free(&council.members);
	if (st != ST_OK)
		return st;
	m = (struct meeting *)(standing ? record_dup(&d->sitting.meeting->base)
					: record_new(KIND_MEETINGS));
	m->date = plan->date;
	m->chair = plan->chair;
	m->secretary = plan->secretary;
	if (!standing || m->seats != seats)
		m->quorum = council_quorum_for(profile_council(d->view.session->profile), seats);
	m->seats = seats;
	if (!standing)
		give_number(d, m);
	if (!standing || !record_equal(&m->base, &d->sitting.meeting->base))
		change_put(d->change, &m->base);
	d->result = m->base.id;
	put_agenda(d, m->base.id, plan->agenda, plan->nagenda);
	record_free(&m->base);
	return ST_OK;
}

enum status
council_prepare(
    struct session *s, const struct meeting_plan *plan, uint64_t *meeting, struct error *e)
{
	return council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_MEETING,
		.reason = "",
		.about = {KIND_MEETINGS, plan->meeting},
		.permit = PERMIT_COUNCIL,
		.meeting = plan->meeting,
		.plan = plan_meeting,
		.wish = plan},
	    meeting, e);
}

struct addition {
	uint64_t application;
	uint64_t stamp; /* as it was shown; 0: however it stands */
};

/* It is the one that was shown. */
static enum status
check_as_shown(struct council_txn *d, const struct addition *wish)
{
	struct record *r;
	enum status st = ST_OK;

	if (wish->stamp == 0)
		return ST_OK;
	r = register_load(&d->view, KIND_APPLICATIONS, wish->application);
	if (r == NULL)
		st = refuse_application(
		    d, wish->application, "удалил другой сотрудник: вносить в повестку нечего");
	else if (r->stamp != wish->stamp)
		st = refuse_application(d, wish->application,
		    "тем временем изменил другой сотрудник; посмотрите на него и повторите");
	record_free(r);
	return st;
}

static enum status
plan_addition(struct council_txn *d)
{
	const struct addition *wish = d->wish;
	uint64_t application = wish->application;
	const struct council_meeting *s = &d->sitting;
	struct application_statuses ways = {0};
	struct record *r;
	enum status st;

	if (council_meeting_item(s, application) < s->nitems)
		return ST_OK;
	st = check_as_shown(d, wish);
	if (st != ST_OK)
		return st;
	st = application_statuses_load(&d->view, s->meeting->date, &ways);
	if (st != ST_OK)
		error_set(d->e, st, "%s", status_text(st));
	else
		st =
		    check_application(d, &ways, application, s->meeting->base.id, s->meeting->date);
	application_statuses_free(&ways);
	if (st != ST_OK)
		return st;
	r = council_txn_record(d, KIND_AGENDA, application, 0);
	((struct agenda_item *)r)->position =
	    s->nitems > 0 ? s->items[s->nitems - 1].position + 1 : 1;
	council_txn_put(d, r);
	return ST_OK;
}

enum status
council_add_item(
    struct session *s, uint64_t meeting, uint64_t application, uint64_t stamp, struct error *e)
{
	const struct addition wish = {.application = application, .stamp = stamp};

	return council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_MEETING,
		.reason = "пункт внесён в повестку",
		.about = {KIND_APPLICATIONS, application},
		.permit = PERMIT_COUNCIL,
		.meeting = meeting,
		.plan = plan_addition,
		.wish = &wish},
	    NULL, e);
}

static enum status
plan_dropping(struct council_txn *d)
{
	uint64_t application = *(const uint64_t *)d->wish, *rest;
	const struct council_meeting *s = &d->sitting;
	struct meeting_item *item;
	size_t count = 0;
	enum status st = require_prepared(d);

	if (st == ST_OK)
		st = council_txn_item(d, application, &item);
	if (st == ST_OK && s->nitems == 1)
		st = error_set(
		    d->e, ST_REFUSED, "это единственный пункт: повестка не может остаться пустой");
	if (st != ST_OK)
		return st;
	rest = xcalloc(s->nitems, sizeof(*rest));
	for (size_t i = 0; i < s->nitems; i++)
		if (s->items[i].application != application)
			rest[count++] = s->items[i].application;
	put_agenda(d, s->meeting->base.id, rest, count);
	free(rest);
	return ST_OK;
}

enum status
council_drop_item(struct session *s, uint64_t meeting, uint64_t application, struct error *e)
{
	return council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_MEETING,
		.reason = "пункт снят с повестки",
		.about = {KIND_APPLICATIONS, application},
		.permit = PERMIT_COUNCIL,
		.meeting = meeting,
		.plan = plan_dropping,
		.wish = &application},
	    NULL, e);
}

/* The institutions' agreement. */

struct agreement {
	const uint64_t *applications;
	size_t count;
	uint64_t seen; /* the newest operation when they were shown */
	int32_t day;
};

static enum status
agree_one(struct council_txn *d, struct application *a, const struct agreement *wish)
{
	struct buf submitted = {0};
	int32_t day = wish->day;

	if (a->base.stamp > wish->seen)
		return refuse_application(d, a->base.id,
		    "тем временем изменил другой сотрудник; посмотрите на него и повторите");

	if (a->submitted > day) {
		date_put_russian(&submitted, a->submitted);
		refuse_application(d, a->base.id,
		    "подано %s: согласовать его раньше учреждение не могло", buf_text(&submitted));
		buf_free(&submitted);
		return ST_REFUSED;
	}
	if (a->agreed == day)
		return ST_OK;
	a->agreed = day;
	change_put(d->change, &a->base);
	d->result++;
	return ST_OK;
}

static enum status
plan_agreement(struct council_txn *d)
{
	const struct agreement *wish = d->wish;
	struct application *a;
	enum status st = ST_OK;

	if (wish->day == DATE_NONE || wish->day > clock_today())
		return error_set(
		    d->e, ST_INVALID, "день согласования нужен, и не позже сегодняшнего");
	a = (struct application *)record_new(KIND_APPLICATIONS);
	for (size_t i = 0; i < wish->count && st == ST_OK; i++) {
		bool found = records_get(d->view.txn, wish->applications[i], &a->base);

		st = found ? agree_one(d, a, wish)
			   : refuse_application(d, wish->applications[i],
				 "удалил другой сотрудник: согласовывать нечего");
	}
	record_free(&a->base);
	return st;
}

enum status
council_agree(struct session *s, const uint64_t *applications, size_t count, uint64_t seen,
    int32_t day, size_t *changed, struct error *e)
{
	struct agreement wish = {
	    .applications = applications, .count = count, .seen = seen, .day = day};
	struct buf reason = {0};
	uint64_t done = 0;
	enum status st;

	buf_puts(&reason, "согласовано ");
	date_put_russian(&reason, day);
	st = council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_AGREEMENT,
		.reason = buf_text(&reason),
		.about = {KIND_APPLICATIONS, count == 1 ? applications[0] : 0},
		.permit = PERMIT_EDIT,
		.plan = plan_agreement,
		.wish = &wish},
	    &done, e);
	buf_free(&reason);
	if (changed != NULL)
		*changed = (size_t)done;
	return st;
}

/* Reasons and people. */

static void
add_reason(char **reasons, size_t *count, const char *reason)
{
	if (reason[0] == '\0' || *count == REASONS)
		return;
	for (size_t i = 0; i < *count; i++)
		if (strcmp(reasons[i], reason) == 0)
			return;
	reasons[(*count)++] = xstrdup(reason);
}

size_t
council_reasons(const struct view *v, uint8_t outcome, char ***reasons)
{
	struct decision *d = (struct decision *)record_new(KIND_DECISIONS);
	struct walk *w = walk_by_id(v->txn, KIND_DECISIONS);
	bool may = view_may(v, PERMIT_READ);
	size_t count = 0, left = DECISIONS_LOOKED_AT;
	uint64_t id;

	*reasons = xcalloc(REASONS, sizeof(char *));
	for (const char *const *r = profile_reasons(v->session->profile, outcome); *r != NULL; r++)
		add_reason(*reasons, &count, *r);
	walk_to_last(w);
	while (may && count < REASONS && left-- > 0 && walk_prev(w, &id))
		if (records_get(v->txn, id, &d->base) && d->outcome == outcome)
			add_reason(*reasons, &count, d->reason);
	walk_close(w);
	record_free(&d->base);
	return count;
}

uint64_t
council_own_person(const struct view *v)
{
	struct viewer viewer = visibility_viewer(v);

	return viewer.own;
}
