/* SPDX-License-Identifier: MIT
 * year_figures.c - counting the year from columns.
 */
#include "service/year/year_figures.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/date.h"
#include "base/die.h"
#include "base/idset.h"
#include "rules/facts.h"
#include "service/record/sheets.h"

struct counting {
	struct sheets *sheets;
	struct period p;
	uint64_t association; /* 0: all */
	struct year_figures *out;
	bool *held;                /* by id of events */
	struct year_number wanted; /* whose records are asked for */
	struct idset *found;       /* they; NULL: nobody asks */
};

/* --- The figures by name. */

#define AT(member) offsetof(struct year_figures, member)
static const struct what {
	struct year_what_info info;
	size_t at; /* a size_t there, of types and levels the first of several */
} whats[YEAR_WHATS] = {
    [YEAR_HELD] = {{"Проведено мероприятий", .kind = KIND_EVENTS}, AT(held)},
    [YEAR_TYPE] = {{.kind = KIND_EVENTS}, AT(by_type)},
    [YEAR_LEVEL] = {{.kind = KIND_EVENTS}, AT(by_level)},
    [YEAR_MONTH] = {{.kind = KIND_EVENTS}, 0},
    [YEAR_PARTICIPATIONS] = {{"Участий", .kind = KIND_EVENTS, .sum = true}, 0},
    [YEAR_PEOPLE] = {{"Людей", .kind = KIND_PEOPLE}, AT(people)},
    [YEAR_ORGANISATIONS] = {{"Организаций", .kind = KIND_ORGANISATIONS}, AT(organisations)},
    [YEAR_CONTESTS] = {{"Конкурсов", .kind = KIND_EVENTS}, AT(contests.events)},
    [YEAR_ENTRIES] = {{"Заявок на конкурсы", .kind = KIND_PARTICIPANTS}, AT(contests.entries)},
    [YEAR_WINNERS] = {{"Победителей", .kind = KIND_PARTICIPANTS}, AT(contests.winners)},
    [YEAR_PRIZES] = {{"Призёров", .kind = KIND_PARTICIPANTS}, AT(contests.prizes)},
    [YEAR_LAUREATES] = {{"Лауреатов", .kind = KIND_PARTICIPANTS}, AT(contests.laureates)},
    [YEAR_ITEMS] = {{"Пунктов планов", .kind = KIND_PLAN_ITEMS}, AT(plan.items)},
    [YEAR_DONE] = {{"Выполнено", .kind = KIND_PLAN_ITEMS}, AT(plan.done)},
    [YEAR_LATE] = {{"Выполнено позже срока", .kind = KIND_PLAN_ITEMS}, AT(plan.late)},
    [YEAR_POSTPONED] = {{"Перенесено", .kind = KIND_PLAN_ITEMS}, AT(plan.postponed)},
    [YEAR_CANCELLED] = {{"Отменено", .kind = KIND_PLAN_ITEMS}, AT(plan.cancelled)},
    [YEAR_OVERDUE] = {{"Просрочено", .kind = KIND_PLAN_ITEMS}, AT(plan.overdue)},
#define OF_REQUESTS .kind = KIND_REQUESTS, .requests = true
    [YEAR_REQUESTS] = {{"Запросов", OF_REQUESTS}, AT(requests.received)},
    [YEAR_REQUESTS_DONE] = {{"Запросов выполнено", OF_REQUESTS}, AT(requests.done)},
    [YEAR_REQUESTS_IN_TIME] = {{"Запросов выполнено в срок", OF_REQUESTS}, AT(requests.in_time)},
    [YEAR_REQUESTS_LATE] = {{"Запросов выполнено позже", OF_REQUESTS}, AT(requests.late)},
    [YEAR_REQUESTS_REFUSED] = {{"Отказов по запросам", OF_REQUESTS}, AT(requests.refused)},
    [YEAR_REQUESTS_OPEN] = {{"Запросов открыто", OF_REQUESTS}, AT(requests.open)},
    [YEAR_REQUESTS_OVERDUE] = {{"Запросов просрочено", OF_REQUESTS}, AT(requests.overdue)},
#undef OF_REQUESTS
};
#undef AT

const struct year_what_info *
year_what_info(enum year_what what)
{
	return &whats[what].info;
}

/* Where a figure stands that is a size_t. */
static size_t *
place_of(struct year_figures *f, struct year_number n)
{
	size_t *first = (size_t *)((char *)f + whats[n.what].at);

	assert(n.what != YEAR_PARTICIPATIONS);
	if (n.what == YEAR_MONTH)
		return &f->months[n.which].held;
	return n.what == YEAR_TYPE || n.what == YEAR_LEVEL ? first + n.which : first;
}

uint64_t
year_number(const struct year_figures *f, struct year_number n)
{
	struct year_figures copy = *f; /* its months are shared */

	if (n.what == YEAR_PARTICIPATIONS)
		return f->participations;
	if (n.what == YEAR_MONTH && n.which >= f->nmonths)
		return 0;
	return *place_of(&copy, n);
}

static const char *const *
words_of(enum year_what what)
{
	return field_find(KIND_EVENTS, what == YEAR_TYPE ? "type" : "level")->words;
}

void
year_number_put_title(const struct year_figures *f, struct year_number n, struct buf *out)
{
	int year, month, day;

	if (n.what == YEAR_MONTH) {
		date_parts(f->months[n.which].first, &year, &month, &day);
		buf_printf(out, "%s %d", date_month_name(month), year);
	} else if (whats[n.what].info.title != NULL) {
		buf_puts(out, whats[n.what].info.title);
	} else {
		buf_puts(out, words_of(n.what)[n.which - 1]);
	}
}

/* From which to which number there may be of one. */
static void
find_range(const struct year_figures *f, enum year_what what, unsigned *first, unsigned *behind)
{
	*first = 0;
	*behind = 1;
	if (what == YEAR_MONTH)
		*behind = (unsigned)f->nmonths;
	if (what != YEAR_TYPE && what != YEAR_LEVEL)
		return;
	for (*first = 1; words_of(what)[*behind - 1] != NULL;)
		++*behind;
}

static bool
is_shown(const struct year_figures *f, const struct year_figures *before, struct year_number n)
{
	if (whats[n.what].info.requests && !f->has_requests)
		return false;
	if (n.what != YEAR_TYPE && n.what != YEAR_LEVEL)
		return true;
	return year_number(f, n) > 0 || (before != NULL && year_number(before, n) > 0);
}

size_t
year_numbers(
    const struct year_figures *f, const struct year_figures *before, struct year_number **out)
{
	size_t room = 0, count = 0;

	*out = NULL;
	for (struct year_number n = {.what = 0}; n.what < YEAR_WHATS; n.what++) {
		unsigned behind;

		for (find_range(f, n.what, &n.which, &behind); n.which < behind; n.which++)
			if (is_shown(f, before, n)) {
				ARRAY_ROOM(*out, count, room);
				(*out)[count++] = n;
			}
	}
	return count;
}

/* --- Counting. */

/* It counts in a figure: the one place where numbers and the lists behind them come from. */
static void
find(struct counting *c, enum year_what what, unsigned which, uint64_t id)
{
	if (c->found != NULL && c->wanted.what == what && c->wanted.which == which)
		idset_add(c->found, id);
}

static void
count(struct counting *c, enum year_what what, unsigned which, uint64_t id)
{
	++*place_of(c->out, (struct year_number){what, which});
	find(c, what, which, id);
}

static void
count_if(struct counting *c, bool counts, enum year_what what, uint64_t id)
{
	if (counts)
		count(c, what, 0, id);
}

static bool
is_within(const struct counting *c, int32_t day)
{
	return day != DATE_NONE && day >= c->p.from && day <= c->p.to;
}

static bool
is_in_scope(const struct counting *c, int32_t association)
{
	return c->association == 0 || (uint64_t)association == c->association;
}

/* --- Events. */

static void
begin_months(struct counting *c)
{
	struct year_figures *f = c->out;
	int y, m, d;

	date_parts(c->p.from, &y, &m, &d);
	f->months = xcalloc((size_t)(date_year(c->p.to) - y + 1) * 12, sizeof(*f->months));
	for (int32_t first = date_make(y, m, 1); first <= c->p.to;
	     first = date_make(y + m / 12, m % 12 + 1, 1)) {
		date_parts(first, &y, &m, &d);
		f->months[f->nmonths++].first = first;
	}
}

static void
count_month(struct counting *c, int32_t day, uint64_t id)
{
	size_t i = c->out->nmonths;

	while (i > 0 && c->out->months[i - 1].first > day)
		i--;
	if (i > 0)
		count(c, YEAR_MONTH, (unsigned)i - 1, id);
}

static void
count_events(struct counting *c)
{
	const int32_t *association = sheets_column(c->sheets, KIND_EVENTS, "association");
	const int32_t *held = sheets_column(c->sheets, KIND_EVENTS, "held");
	const int32_t *held_to = sheets_column(c->sheets, KIND_EVENTS, "held_to");
	const int32_t *cancelled = sheets_column(c->sheets, KIND_EVENTS, "cancelled");
	const int32_t *type = sheets_column(c->sheets, KIND_EVENTS, "type");
	const int32_t *level = sheets_column(c->sheets, KIND_EVENTS, "level");

	for (EACH_RECORD(id, c->sheets, KIND_EVENTS)) {
		int32_t last = event_last_day(held[id], held_to[id]);

		if (cancelled[id] != 0 || !is_within(c, last) || !is_in_scope(c, association[id]))
			continue;
		c->held[id] = true;
		count(c, YEAR_HELD, 0, id);
		count(c, YEAR_TYPE, (unsigned)type[id] % YEAR_WORDS_MOST, id);
		count(c, YEAR_LEVEL, (unsigned)level[id] % YEAR_WORDS_MOST, id);
		count_if(c, type[id] == EVENT_CONTEST, YEAR_CONTESTS, id);
		find(c, YEAR_PARTICIPATIONS, 0, id);
		count_month(c, last, id);
	}
}

static void
count_organisations(struct counting *c, const bool *people)
{
	const int32_t *organisation = sheets_column(c->sheets, KIND_PEOPLE, "organisation");
	bool *seen = sheets_marks(c->sheets, KIND_ORGANISATIONS);

	for (EACH_RECORD(id, c->sheets, KIND_PEOPLE)) {
		count_if(c, people[id], YEAR_PEOPLE, id);
		if (people[id] && organisation[id] != 0)
			seen[organisation[id]] = true;
	}
	for (EACH_RECORD(place, c->sheets, KIND_ORGANISATIONS))
		count_if(c, seen[place], YEAR_ORGANISATIONS, place);
}

/* The headcount of an event, where it is empty the people named. */
static void
count_participations(struct counting *c, const int32_t *named)
{
	const int32_t *headcount = sheets_column(c->sheets, KIND_EVENTS, "headcount");

	for (EACH_RECORD(id, c->sheets, KIND_EVENTS))
		if (c->held[id])
			c->out->participations += headcount[id] != (int32_t)NUMBER_NONE
			    ? (uint64_t)headcount[id]
			    : (uint64_t)named[id];
}

/* A person at an event, and the row that says so. */
struct entry {
	uint64_t pair, id;
};

static int
compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	if (a->pair != b->pair)
		return a->pair < b->pair ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

/* Of the rows of one person at one event the first alone is left. */
static size_t
sort_entries(struct entry *entries, size_t n)
{
	size_t kept = 0;

	if (n > 0)
		qsort(entries, n, sizeof(*entries), compare_entries);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || entries[i].pair != entries[i - 1].pair)
			entries[kept++] = entries[i];
	return kept;
}

/* Who takes part for an award, and gets one. */
static void
count_awards(struct counting *c, const struct entry *named, size_t nnamed)
{
	const int32_t *type = sheets_column(c->sheets, KIND_EVENTS, "type");
	const int32_t *role = sheets_column(c->sheets, KIND_PARTICIPANTS, "role");
	struct entry *entries = xcalloc(nnamed + 1, sizeof(*entries));
	size_t n = 0;

	for (size_t i = 0; i < nnamed; i++) {
		uint64_t id = named[i].id;

		if (type[named[i].pair >> 32] != EVENT_CONTEST)
			continue;
		count_if(c, role[id] == ROLE_WINNER, YEAR_WINNERS, id);
		count_if(c, role[id] == ROLE_PRIZE, YEAR_PRIZES, id);
		count_if(c, role[id] == ROLE_LAUREATE, YEAR_LAUREATES, id);
		if (role_competes((uint8_t)role[id]))
			entries[n++] = named[i];
	}
	n = sort_entries(entries, n);
	for (size_t i = 0; i < n; i++)
		count(c, YEAR_ENTRIES, 0, entries[i].id);
	free(entries);
}

static void
count_people(struct counting *c)
{
	const int32_t *event = sheets_column(c->sheets, KIND_PARTICIPANTS, "event");
	const int32_t *person = sheets_column(c->sheets, KIND_PARTICIPANTS, "person");
	uint64_t behind = sheets_behind(c->sheets, KIND_PARTICIPANTS);
	struct entry *named = xcalloc(behind + 1, sizeof(*named));
	bool *people = sheets_marks(c->sheets, KIND_PEOPLE);
	int32_t *at_event = sheets_numbers(c->sheets, KIND_EVENTS);
	size_t n = 0;

	for (EACH_RECORD(id, c->sheets, KIND_PARTICIPANTS)) {
		if (!c->held[event[id]])
			continue;
		people[person[id]] = true;
		named[n++] = (struct entry){(uint64_t)event[id] << 32 | (uint32_t)person[id], id};
	}
	count_awards(c, named, n);
	n = sort_entries(named, n);
	for (size_t i = 0; i < n; i++)
		at_event[named[i].pair >> 32]++;
	count_participations(c, at_event);
	count_organisations(c, people);
	free(named);
}

/* --- Plans. */

static void
count_plan(struct counting *c)
{
	const int32_t *association = sheets_column(c->sheets, KIND_PLANS, "association");
	const int32_t *plan = sheets_column(c->sheets, KIND_PLAN_ITEMS, "plan");
	const int32_t *to = sheets_column(c->sheets, KIND_PLAN_ITEMS, "to");
	const int32_t *postponed_to = sheets_column(c->sheets, KIND_PLAN_ITEMS, "postponed_to");
	const int32_t *postponed_on = sheets_column(c->sheets, KIND_PLAN_ITEMS, "postponed_on");
	const int32_t *cancelled_on = sheets_column(c->sheets, KIND_PLAN_ITEMS, "cancelled");
	const int32_t *done = sheets_done(c->sheets);

	for (EACH_RECORD(id, c->sheets, KIND_PLAN_ITEMS)) {
		bool is_done = done[id] <= c->p.to;
		bool postponed = has_come(postponed_on[id], c->p.to);
		bool cancelled = has_come(cancelled_on[id], c->p.to);
		int32_t due = postponed ? postponed_to[id] : to[id];

		if (!is_within(c, to[id]) || !is_in_scope(c, association[plan[id]]))
			continue;
		count(c, YEAR_ITEMS, 0, id);
		count_if(c, is_done, YEAR_DONE, id);
		count_if(c, is_done && done[id] > to[id], YEAR_LATE, id);
		count_if(c, postponed, YEAR_POSTPONED, id);
		count_if(c, cancelled, YEAR_CANCELLED, id);
		count_if(c, !is_done && !cancelled && due < c->p.to, YEAR_OVERDUE, id);
	}
}

static void
count_requests(struct counting *c)
{
	const int32_t *received = sheets_column(c->sheets, KIND_REQUESTS, "received");
	const int32_t *done_on = sheets_column(c->sheets, KIND_REQUESTS, "done");
	const int32_t *refused_on = sheets_column(c->sheets, KIND_REQUESTS, "refused");
	const int32_t *due = sheets_column(c->sheets, KIND_REQUESTS, "due");

	for (EACH_RECORD(id, c->sheets, KIND_REQUESTS)) {
		bool done = has_come(done_on[id], c->p.to);
		bool refused = has_come(refused_on[id], c->p.to);
		bool in_time = due[id] == DATE_NONE || done_on[id] <= due[id];
		bool open = !done && !refused;

		if (!is_within(c, received[id]))
			continue;
		count(c, YEAR_REQUESTS, 0, id);
		count_if(c, done, YEAR_REQUESTS_DONE, id);
		count_if(c, done && in_time, YEAR_REQUESTS_IN_TIME, id);
		count_if(c, done && !in_time, YEAR_REQUESTS_LATE, id);
		count_if(c, refused, YEAR_REQUESTS_REFUSED, id);
		count_if(c, open, YEAR_REQUESTS_OPEN, id);
		count_if(c, open && due[id] != DATE_NONE && due[id] < c->p.to,
		    YEAR_REQUESTS_OVERDUE, id);
	}
}

static enum status
ask(const struct view *v, struct counting *c, struct scope scope, struct error *e)
{
	enum status st = view_require(v, PERMIT_READ, e);

	*c->out = (struct year_figures){.period = c->p, .scope = scope};
	if (st == ST_OK && scope.type != SCOPE_CITY && scope.type != SCOPE_ASSOCIATION)
		st = error_set(e, ST_REFUSED,
		    "год в цифрах бывает для всего города (city) и для объединения "
		    "(association:КОД)");
	if (st != ST_OK)
		return st;
	c->association = scope.id;
	c->sheets = sheets_open(v);
	c->held = sheets_marks(c->sheets, KIND_EVENTS);
	begin_months(c);
	count_events(c);
	count_people(c);
	count_plan(c);
	c->out->has_requests = scope.type == SCOPE_CITY;
	if (c->out->has_requests)
		count_requests(c);
	sheets_close(c->sheets);
	return view_status(v, e);
}

enum status
year_figures_ask(const struct view *v, struct period period, struct scope scope,
    struct year_figures *out, struct error *e)
{
	struct counting c = {.p = period, .out = out};

	return ask(v, &c, scope, e);
}

enum status
year_figures_compare(const struct view *v, struct period period, struct scope scope,
    struct year_figures *now, struct year_figures *before, struct error *e)
{
	enum status st = year_figures_ask(v, period, scope, now, e);

	*before = (struct year_figures){.months = NULL};
	if (st == ST_OK)
		st = year_figures_ask(v, period_year_before(period), scope, before, e);
	if (st != ST_OK) {
		year_figures_free(now);
		year_figures_free(before);
	}
	return st;
}

enum status
year_behind(const struct view *v, struct period period, struct scope scope, struct year_number n,
    uint64_t **ids, size_t *count, struct error *e)
{
	struct year_figures figures = {.months = NULL};
	struct idset found = {0};
	struct counting c = {.p = period, .out = &figures, .wanted = n, .found = &found};
	enum status st = ask(v, &c, scope, e);

	*ids = idset_ids(&found);
	*count = found.count;
	idset_free(&found);
	year_figures_free(&figures);
	return st;
}

void
year_figures_free(struct year_figures *f)
{
	free(f->months);
	*f = (struct year_figures){.months = NULL};
}
