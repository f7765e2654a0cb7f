/* SPDX-License-Identifier: MIT
 * council_plan.c - before a meeting: its number, people and agenda; and what the clerk does for
 * many applications at once.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/compare.h"
#include "base/date.h"
#include "base/die.h"
#include "base/utf8.h"
#include "db/record/records.h"
#include "service/council/council.h"
#include "service/council/council_txn.h"
#include "service/core/naming.h"
#include "service/core/operations.h"
#include "service/record/register.h"
#include "service/council/application_statuses.h"

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

	*out = (struct council_on){0};
	while (walk_record(w, &m->base)) {
		if (m->from > day || (m->to != DATE_NONE && m->to < day))
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
council_propose(
    const struct view *v, int32_t date, struct meeting_plan *plan, struct agenda_entry **agenda)
{
	struct council_on council;
	struct application_statuses ways;
	uint64_t *ids = NULL;
	size_t count = 0;

	look_at_council(v->txn, date, &council);
	if (application_statuses_load(v, date, &ways) == ST_OK) {
		count = application_statuses_ids(
		    &ways, 1u << APPLICATION_READY | 1u << APPLICATION_POSTPONED, &ids);
		count = order_by_submission(v->txn, ids, count, date);
	}
	*agenda = xcalloc(count + 1, sizeof(**agenda));
	for (size_t i = 0; i < count; i++)
		(*agenda)[i].application = ids[i];
	free(ids);
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
	uint64_t highest = 0;

	while (walk_record(w, &m->base)) {
		uint64_t number;

		if (date_year(m->date) != year)
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

static const char *
words_of(const struct agenda_entry *entry)
{
	return entry->topic != NULL ? entry->topic : "";
}

static bool
is_same_entry(const struct agenda_entry *a, const struct agenda_entry *b)
{
	return a->application == b->application &&
	    compare_equal(slice_of(words_of(a)), slice_of(words_of(b)));
}

static enum status
check_once(struct council_txn *d, const struct meeting_plan *plan, size_t at)
{
	const struct agenda_entry *entry = &plan->agenda[at];

	for (size_t i = 0; i < at; i++) {
		if (!is_same_entry(&plan->agenda[i], entry))
			continue;
		if (entry->application != 0)
			return refuse_application(
			    d, entry->application, "внесено в повестку дважды");
		return error_set(
		    d->e, ST_REFUSED, "вопрос «%s» внесён в повестку дважды", entry->topic);
	}
	return ST_OK;
}

static enum status
check_agenda(struct council_txn *d, const struct meeting_plan *plan)
{
	struct application_statuses ways = {0};
	enum status st = ST_OK;

	if (plan->nagenda == 0)
		return error_set(d->e, ST_REFUSED,
		    "повестка пуста: внесите в неё хотя бы одно заявление или один вопрос");
	st = application_statuses_load(&d->view, plan->date, &ways);
	if (st != ST_OK)
		error_set(d->e, st, "%s", status_text(st));
	for (size_t i = 0; i < plan->nagenda && st == ST_OK; i++) {
		st = check_once(d, plan, i);
		if (st == ST_OK && plan->agenda[i].application != 0)
			st = check_application(
			    d, &ways, plan->agenda[i].application, plan->meeting, plan->date);
	}
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

/* The row of the agenda that is about the entry is this one's no more: the caller frees it. NULL:
 * there is none. */
static struct agenda_item *
take_row(struct council_rows *rows, const struct agenda_entry *entry)
{
	for (size_t i = 0; i < rows->count; i++) {
		struct agenda_item *row = (struct agenda_item *)rows->at[i];

		if (row == NULL || row->application != entry->application ||
		    strcmp(row->topic, words_of(entry)) != 0)
			continue;
		rows->at[i] = NULL;
		return row;
	}
	return NULL;
}

/* The entry's row at its place, its words as any clerk's are taken. */
static enum status
put_entry(struct council_txn *d, struct agenda_item *row, const struct agenda_entry *entry,
    int64_t position)
{
	struct record *before = record_dup(&row->base);
	enum status st = council_txn_set_text(d, &row->base, "topic", words_of(entry));

	row->application = entry->application;
	row->position = position;
	if (st == ST_OK)
		st = council_txn_set_text(
		    d, &row->base, "speaker", entry->speaker != NULL ? entry->speaker : "");
	if (st == ST_OK && (row->base.id == 0 || !record_equal(&row->base, before)))
		change_put(d->change, &row->base);
	record_free(before);
	return st;
}

/* The agenda becomes this list: rows of others go, positions follow the order. */
static enum status
put_agenda(struct council_txn *d, uint64_t meeting, const struct agenda_entry *agenda, size_t count)
{
	struct council_rows rows = {.count = 0};
	enum status st = ST_OK;

	if (d->sitting.meeting != NULL)
		council_txn_rows(d, KIND_AGENDA, &rows);
	for (size_t i = 0; i < count && st == ST_OK; i++) {
		struct agenda_item *row = take_row(&rows, &agenda[i]);

		if (row == NULL)
			row = (struct agenda_item *)record_new(KIND_AGENDA);
		row->meeting = meeting;
		st = put_entry(d, row, &agenda[i], (int64_t)i + 1);
		record_free(&row->base);
	}
	for (size_t i = 0; i < rows.count && st == ST_OK; i++)
		if (rows.at[i] != NULL)
			change_remove(d->change, KIND_AGENDA, rows.at[i]->id, rows.at[i]->stamp);
	council_rows_free(&rows);
	return st;
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
	st = put_agenda(d, m->base.id, plan->agenda, plan->nagenda);
	record_free(&m->base);
	return st;
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
	struct agenda_entry entry;
	uint64_t stamp; /* of the application as it was shown; 0: however it stands */
};

/* It is the one that was shown. */
static enum status
check_as_shown(struct council_txn *d, const struct addition *wish)
{
	uint64_t application = wish->entry.application;
	struct record *r;
	enum status st = ST_OK;

	if (wish->stamp == 0)
		return ST_OK;
	r = register_load(&d->view, KIND_APPLICATIONS, application);
	if (r == NULL)
		st = refuse_application(
		    d, application, "удалил другой сотрудник: вносить в повестку нечего");
	else if (r->stamp != wish->stamp)
		st = refuse_application(d, application,
		    "тем временем изменил другой сотрудник; посмотрите на него и повторите");
	record_free(r);
	return st;
}

static enum status
check_addition(struct council_txn *d, const struct addition *wish)
{
	const struct meeting *m = d->sitting.meeting;
	struct application_statuses ways = {0};
	enum status st;

	if (wish->entry.application == 0)
		return utf8_says_nothing(wish->entry.topic)
		    ? error_set(d->e, ST_INVALID, "напишите, о чём вопрос")
		    : ST_OK;
	st = check_as_shown(d, wish);
	if (st != ST_OK)
		return st;
	st = application_statuses_load(&d->view, m->date, &ways);
	if (st != ST_OK)
		error_set(d->e, st, "%s", status_text(st));
	else
		st = check_application(d, &ways, wish->entry.application, m->base.id, m->date);
	application_statuses_free(&ways);
	return st;
}

static enum status
plan_addition(struct council_txn *d)
{
	const struct addition *wish = d->wish;
	const struct council_meeting *s = &d->sitting;
	struct agenda_item *row;
	enum status st;

	for (size_t i = 0; i < s->nitems; i++) {
		const struct agenda_entry there = {
		    .application = s->items[i].application, .topic = s->items[i].topic};

		if (is_same_entry(&there, &wish->entry))
			return wish->entry.application != 0
			    ? ST_OK
			    : error_set(d->e, ST_REFUSED, "вопрос «%s» уже стоит в повестке: %lld",
				  there.topic, (long long)s->items[i].position);
	}
	st = check_addition(d, wish);
	if (st != ST_OK)
		return st;
	row = (struct agenda_item *)record_new(KIND_AGENDA);
	row->meeting = s->meeting->base.id;
	st = put_entry(
	    d, row, &wish->entry, s->nitems > 0 ? s->items[s->nitems - 1].position + 1 : 1);
	record_free(&row->base);
	return st;
}

static enum status
add_entry(struct session *s, uint64_t meeting, const struct addition *wish, struct error *e)
{
	struct buf reason = {0};
	enum status st;

	buf_puts(&reason, "пункт внесён в повестку");
	if (wish->entry.application == 0)
		buf_printf(&reason, ": %s", wish->entry.topic);
	st = council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_MEETING,
		.reason = buf_text(&reason),
		.about = {KIND_APPLICATIONS, wish->entry.application},
		.permit = PERMIT_COUNCIL,
		.meeting = meeting,
		.plan = plan_addition,
		.wish = wish},
	    NULL, e);
	buf_free(&reason);
	return st;
}

enum status
council_add_item(
    struct session *s, uint64_t meeting, uint64_t application, uint64_t stamp, struct error *e)
{
	return add_entry(s, meeting,
	    &(struct addition){.entry = {.application = application}, .stamp = stamp}, e);
}

enum status
council_add_topic(
    struct session *s, uint64_t meeting, const char *topic, const char *speaker, struct error *e)
{
	return add_entry(
	    s, meeting, &(struct addition){.entry = {.topic = topic, .speaker = speaker}}, e);
}

static enum status
plan_dropping(struct council_txn *d)
{
	const struct council_meeting *s = &d->sitting;
	struct agenda_entry *rest;
	struct meeting_item *item;
	size_t count = 0;
	enum status st = require_prepared(d);

	if (st == ST_OK)
		st = council_txn_item(d, *(const uint64_t *)d->wish, &item);
	if (st == ST_OK && s->nitems == 1)
		st = error_set(
		    d->e, ST_REFUSED, "это единственный пункт: повестка не может остаться пустой");
	if (st != ST_OK)
		return st;
	rest = xcalloc(s->nitems, sizeof(*rest));
	for (const struct meeting_item *i = s->items; i < s->items + s->nitems; i++)
		if (i != item)
			rest[count++] = (struct agenda_entry){.application = i->application,
			    .topic = i->topic,
			    .speaker = i->speaker};
	st = put_agenda(d, s->meeting->base.id, rest, count);
	free(rest);
	return st;
}

enum status
council_drop_item(struct session *s, uint64_t meeting, uint64_t item, struct error *e)
{
	return council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_MEETING,
		.reason = "пункт снят с повестки",
		.item = item,
		.permit = PERMIT_COUNCIL,
		.meeting = meeting,
		.plan = plan_dropping,
		.wish = &item},
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
	if (a->agreed == day || (wish->count > 1 && a->agreed != DATE_NONE))
		return ST_OK;
	if (a->submitted > day) {
		date_put_russian(&submitted, a->submitted);
		refuse_application(d, a->base.id,
		    "подано %s: согласовать его раньше учреждение не могло", buf_text(&submitted));
		buf_free(&submitted);
		return ST_REFUSED;
	}
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
