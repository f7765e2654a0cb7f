/* SPDX-License-Identifier: MIT
 * readings.c - whatever is read of a town: refused to whom it is not for, empty where there is
 * nothing, and told when it cannot be read - never shown with a part left out.
 */
#include "tests/lib/town.h"

#include "db/record/records.h"
#include "service/corps/heads.h"
#include "service/corps/orders.h"
#include "service/corps/publishing.h"
#include "service/corps/roster.h"
#include "service/council/application_statuses.h"
#include "service/council/council.h"
#include "service/council/under_way.h"
#include "service/events/event_roll.h"
#include "service/people/mentoring.h"
#include "service/people/methodist_loads.h"
#include "service/people/pathways.h"
#include "service/people/reserve.h"
#include "service/year/audience.h"
#include "service/year/bank.h"
#include "service/year/catalogue.h"
#include "service/year/helpers.h"
#include "service/year/plan_year.h"
#include "service/year/reports.h"
#include "service/year/requests_board.h"
#include "service/year/school_turn.h"
#include "service/year/worklists.h"
#include "service/year/year_calendar.h"
#include "service/year/year_figures.h"
#include "tests/lib/in_view.h"

static int32_t today;
static struct period whole_year;

/* What is read, and how many it holds. */
typedef enum status read_fn(const struct view *v, size_t *count, struct error *e);

#define READING(name, type, call, many, release)                                                   \
	static enum status name(const struct view *v, size_t *count, struct error *e)              \
	{                                                                                          \
		type out = {0};                                                                    \
		enum status st = call;                                                             \
                                                                                                   \
		*count = many;                                                                     \
		release;                                                                           \
		return st;                                                                         \
	}

READING(sitting, struct council_meeting, council_meeting_load(v, 1, &out, e), out.nitems,
    council_meeting_free(&out))
READING(roster, struct roster, roster_open(&out, v, today, false, e), out.count, roster_free(&out))
READING(public_roster, struct roster, roster_open(&out, v, today, true, e), out.count,
    roster_free(&out))
READING(joined, struct roster, roster_changes(&out, v, ROSTER_JOINED, 0, today, e), out.count,
    roster_free(&out))
READING(gaps, struct roster_gaps, roster_find_gaps(&out, v, today, e),
    out.nsubjects + out.ninstitutions, roster_gaps_free(&out))
READING(activities, struct activity_figures, activity_figures_ask(v, whole_year, &out, e),
    out.count, activity_figures_free(&out))
READING(justification, struct justification, orders_justify(&out, v, today, e), out.events.count,
    justification_free(&out))
READING(order_on_heads, struct order_project, orders_propose_heads(&out, v, NULL, 0, today, e),
    out.count, order_project_free(&out))
READING(annulment, struct order_project, orders_propose_annulment(&out, v, 1, today, e), out.count,
    order_project_free(&out))
READING(roll, struct event_roll, event_roll_read(&out, v, 1, e), out.count, event_roll_free(&out))
READING(
    mentoring, struct mentoring, mentoring_read(v, today, &out, e), out.count, mentoring_free(&out))
READING(mentors, struct mentor_candidates,
    mentor_candidates_read(v, (const uint64_t[]){1}, 1, today, &out, e), out.count,
    mentor_candidates_free(&out))
READING(loads, struct methodist_loads, methodist_loads_read(v, today, &out, e), out.count,
    methodist_loads_free(&out))
READING(pathways, struct pathways_board, pathways_board_read(v, 0, today, &out, e), out.count,
    pathways_board_free(&out))
READING(reserve, struct reserve_board, reserve_board_read(v, today, &out, e), out.count,
    reserve_board_free(&out))
READING(addressees, struct addressees,
    addressees_read(v, (struct audience){.type = AUDIENCE_CORPS}, today, &out, e), out.count,
    addressees_free(&out))
READING(to_heads, struct addressees,
    addressees_read(v, (struct audience){.type = AUDIENCE_HEADS}, today, &out, e), out.count,
    addressees_free(&out))
READING(to_young, struct addressees,
    addressees_read(v, (struct audience){.type = AUDIENCE_YOUNG}, today, &out, e), out.count,
    addressees_free(&out))
READING(to_all, struct addressees,
    addressees_read(
	v, (struct audience){.type = AUDIENCE_PART, .part = {.type = SCOPE_CITY}}, today, &out, e),
    out.count, addressees_free(&out))
READING(bank, struct bank, bank_read(v, today, &out, e), out.count, bank_free(&out))
READING(
    catalogue, struct catalogue, catalogue_read(v, today, &out, e), out.count, catalogue_free(&out))
READING(helpers, struct helpers,
    helpers_read(v, (struct help_wanted){KIND_REQUESTS, 1}, today, &out, e), out.count,
    helpers_free(&out))
READING(plan, struct plan_year,
    plan_year_read(v, (struct plan_part){PLANS_OF_ALL, 0}, today, today, &out, e), out.count,
    plan_year_free(&out))
READING(standing, struct plan_standing, plan_standing_of(v, PLAN_OF_WORK, 0, today, &out, e),
    out.plan != 0, (void)0)
READING(reports, struct reports, reports_read(v, 1, today, &out, e), out.count, reports_free(&out))
READING(reports_of, struct reports, reports_of_period(v, whole_year, today, &out, e), out.count,
    reports_free(&out))
READING(requests, struct requests_board, requests_board_read(v, today, &out, e), out.count,
    requests_board_free(&out))
READING(turn_members, struct turn_rows, turn_read(v, today, TURN_MEMBERS, &out, e), out.count,
    turn_rows_free(&out))
READING(turn_plans, struct turn_rows, turn_read(v, today, TURN_PLANS, &out, e), out.count,
    turn_rows_free(&out))
READING(figures, struct year_figures,
    year_figures_ask(v, whole_year, (struct scope){.type = SCOPE_CITY}, &out, e), out.held,
    year_figures_free(&out))

/* The one that leaves the sentence to whoever asks. */
static enum status
statuses(const struct view *v, size_t *count, struct error *e)
{
	struct application_statuses ways;
	enum status st = application_statuses_load(v, today, &ways);

	*count = ways.count;
	application_statuses_free(&ways);
	return st == ST_OK ? st : error_set(e, st, "%s", status_text(st));
}

#define ROWS(name, type, call)                                                                     \
	static enum status name(const struct view *v, size_t *count, struct error *e)              \
	{                                                                                          \
		type *rows = NULL;                                                                 \
		enum status st;                                                                    \
                                                                                                   \
		*count = 0;                                                                        \
		st = call;                                                                         \
		free(rows);                                                                        \
		return st;                                                                         \
	}

ROWS(heads, struct headed, heads_on(v, today, &rows, count, e))
ROWS(standings, struct plan_standing,
    plan_standings_read(v, PLAN_OF_WORK, today, today, &rows, count, e))
ROWS(calls, struct report_call, reports_calls(v, &rows, count, e))
ROWS(behind, uint64_t,
    year_behind(v, whole_year, (struct scope){.type = SCOPE_CITY},
	(struct year_number){.what = YEAR_HELD}, &rows, count, e))

static enum status
calendar(const struct view *v, size_t *count, struct error *e)
{
	struct buf out = {0};
	enum status st = year_calendar_put(v, today, today + 365, &out, e);

	*count = 0;
	for (const char *p = buf_text(&out); (p = strstr(p, "BEGIN:VEVENT")) != NULL; p++)
		++*count;
	buf_free(&out);
	return st;
}

static void
count_list(void *context, const struct worklist *list, const struct worklist_found *found)
{
	(void)list;
	*(size_t *)context += found->count;
}

static enum status
worklists(const struct view *v, size_t *count, struct error *e)
{
	*count = 0;
	return worklists_each(v, today, count_list, count, e);
}

static enum status
turn(const struct view *v, size_t *count, struct error *e)
{
	struct turn_count lines[TURN_LINES];
	enum status st = turn_count(v, today, lines, e);

	*count = 0;
	for (size_t i = 0; i < TURN_LINES && st == ST_OK; i++)
		*count += i != TURN_RULES ? lines[i].count : 0;
	return st;
}

enum { COLUMNS = KIND_COUNT }; /* of all kinds, packed */

static const struct told {
	const char *name;
	read_fn *fn;
	int rests_on;  /* records without which there is nothing to tell */
	size_t always; /* there in any town */
	bool of_one;   /* record that has to be there */
	bool corps;    /* comes with it */
} readings[] = {
    {.name = "ways of applications", .fn = statuses, .corps = true, .rests_on = KIND_APPLICATIONS},
    {.name = "a meeting", .fn = sitting, .corps = true, .rests_on = KIND_VOTES, .of_one = true},
    {.name = "the roster", .fn = roster, .corps = true, .rests_on = KIND_MEMBERSHIPS},
    {.name = "the public roster", .fn = public_roster, .corps = true, .rests_on = KIND_CONSENTS},
    {.name = "who joined", .fn = joined, .corps = true, .rests_on = KIND_MEMBERSHIPS},
    {.name = "gaps of the roster", .fn = gaps, .corps = true, .rests_on = KIND_ORGANISATIONS},
    {.name = "activities", .fn = activities, .corps = true, .rests_on = KIND_ACTIVITIES},
    {.name = "the need of members", .fn = justification, .corps = true, .rests_on = KIND_EVENTS},
    {.name = "heads", .fn = heads, .rests_on = KIND_ASSOCIATION_HEADS},
    {.name = "an order on heads", .fn = order_on_heads, .rests_on = KIND_ASSOCIATIONS},
    {.name = "an annulment", .fn = annulment, .rests_on = KIND_ORDERS, .of_one = true},
    {.name = "a roll", .fn = roll, .rests_on = KIND_PARTICIPANTS, .of_one = true},
    {.name = "mentoring", .fn = mentoring, .rests_on = KIND_SUPPORT},
    {.name = "mentors", .fn = mentors, .rests_on = KIND_PEOPLE, .of_one = true},
    {.name = "loads of methodists", .fn = loads, .rests_on = KIND_PEOPLE},
    {.name = "pathways", .fn = pathways, .rests_on = KIND_PEOPLE},
    {.name = "the reserve", .fn = reserve, .rests_on = KIND_PEOPLE},
    {.name = "addressees", .fn = addressees, .corps = true, .rests_on = KIND_PEOPLE},
    {.name = "heads to write to", .fn = to_heads, .rests_on = KIND_PEOPLE},
    {.name = "the young to write to", .fn = to_young, .rests_on = KIND_PEOPLE},
    {.name = "everybody to write to", .fn = to_all, .rests_on = KIND_PEOPLE},
    {.name = "the bank", .fn = bank, .rests_on = COLUMNS},
    {.name = "the catalogue", .fn = catalogue, .rests_on = KIND_RESOURCES},
    {.name = "helpers", .fn = helpers, .rests_on = KIND_PEOPLE, .of_one = true},
    {.name = "the year's plan", .fn = plan, .rests_on = COLUMNS},
    {.name = "plans", .fn = standings, .rests_on = COLUMNS, .always = 1},
    {.name = "the service's plan", .fn = standing, .rests_on = COLUMNS},
    {.name = "calls for reports", .fn = calls, .corps = true, .rests_on = COLUMNS},
    {.name = "reports", .fn = reports, .corps = true, .rests_on = KIND_PEOPLE, .of_one = true},
    {.name = "reports of a period", .fn = reports_of, .corps = true, .rests_on = COLUMNS},
    {.name = "requests", .fn = requests, .rests_on = COLUMNS},
    {.name = "members at the turn",
	.fn = turn_members,
	.corps = true,
	.rests_on = KIND_MEMBERSHIPS},
    {.name = "plans at the turn", .fn = turn_plans, .rests_on = COLUMNS, .always = 1},
    {.name = "the turn", .fn = turn, .rests_on = COLUMNS, .always = 1},
    {.name = "work lists", .fn = worklists, .rests_on = COLUMNS},
    {.name = "the calendar", .fn = calendar, .rests_on = KIND_MEETINGS},
    {.name = "the year's figures", .fn = figures, .rests_on = COLUMNS},
    {.name = "events behind a figure", .fn = behind, .rests_on = COLUMNS},
};
enum { READINGS = sizeof(readings) / sizeof(readings[0]) };

static int
full_town(void **state)
{
	today = day_of("2026-05-31");
	whole_year = (struct period){.from = day_of("2025-09-01"), .to = today};
	return town_full(state);
}

static int
found_town(void **state)
{
	*state = town_new();
	return 0;
}

static void
a_town_has_something_of_everything(void **state)
{
	struct town *town = *state;

	for (size_t i = 0; i < READINGS; i++) {
		struct error e = {0};
		size_t count = 0;

		if (IN_VIEW(town->s, readings[i].fn(VIEW, &count, &e)) != ST_OK || count == 0)
			fail_msg("%s: %zu, %s", readings[i].name, count, error_text(&e));
	}
}

static void
a_new_town_has_nothing(void **state)
{
	struct town *town = *state;

	for (size_t i = 0; i < READINGS; i++) {
		const struct told *r = &readings[i];
		struct error e = {0};
		size_t count = 0;
		enum status st = IN_VIEW(town->s, r->fn(VIEW, &count, &e));

		if (st != (r->of_one ? ST_NOTFOUND : ST_OK) || count != r->always)
			fail_msg("%s: %zu, %s", r->name, count, error_text(&e));
	}
}

static void
a_town_without_a_corps_has_the_rest(void **state)
{
	struct town *town = *state;
	struct error e = {0};

	town_force_rules(town->s, "tests/data/profiles/zarechny.conf");
	for (size_t i = 0; i < READINGS; i++) {
		const struct told *r = &readings[i];
		size_t count = 0;
		enum status st = IN_VIEW(town->s, r->fn(VIEW, &count, &e));

		if (st != (r->corps ? ST_REFUSED : ST_OK) || (count == 0) != r->corps)
			fail_msg("%s: %zu, %s", r->name, count, error_text(&e));
	}
}

/* Whose account was switched off while they were at work. */
static void
nothing_is_shown_to_whom_it_is_not_for(void **state)
{
	struct town *town = *state;
	struct session *s = town_second(town, "ivanova", "viewer");
	struct account a = s->account;
	struct error e = {0};

	a.disabled = true;
	assert_done(session_account_save(town->s, &a, false, &e), &e);
	for (size_t i = 0; i < READINGS; i++) {
		size_t count = 0;

		e = (struct error){0};
		if (IN_VIEW(s, readings[i].fn(VIEW, &count, &e)) != ST_DENIED || count != 0)
			fail_msg("%s: %zu, %s", readings[i].name, count, error_text(&e));
	}
	town_second_close(s);
}

/* Whoever came upon what is spoilt says so in a sentence, and whoever rests on it comes upon it. */
static bool
is_told(const struct told *r, struct session *s, int what)
{
	struct view v = {.session = s, .txn = txn_write(s->store)};
	struct error e = {0};
	size_t count;
	enum status st, met;

	town_spoil(v.txn, what == COLUMNS ? TABLE_COLUMNS : table_of((enum kind)what));
	st = r->fn(&v, &count, &e);
	met = txn_status(v.txn);
	view_close(&v);
	if (st == met && st == e.status && (what != r->rests_on || st == ST_DAMAGED))
		return true;
	print_error("%s, %s: «%s» (%s), met: «%s»\n", r->name,
	    what == COLUMNS ? "columns" : entity_of((enum kind)what)->id, status_text(st),
	    error_text(&e), status_text(met));
	return false;
}

/* Records that others still tell of may be lost with a damaged page: the rest is shown. */
static bool
goes_without(const struct told *r, struct session *s, int kind)
{
	struct view v = {.session = s, .txn = txn_write(s->store)};
	struct error e = {0};
	size_t count;
	enum status st;

	town_lose(v.txn, table_of((enum kind)kind));
	st = r->fn(&v, &count, &e);
	view_close(&v);
	if (st == ST_OK || (st == ST_NOTFOUND && r->of_one))
		return true;
	print_error("%s, %s: «%s» (%s)\n", r->name, entity_of((enum kind)kind)->id, status_text(st),
	    error_text(&e));
	return false;
}

static void
what_is_lost_leaves_the_rest(void **state)
{
	struct town *town = *state;
	size_t wrong = 0;

	for (size_t i = 0; i < READINGS; i++)
		for (int kind = 0; kind < KIND_COUNT; kind++)
			wrong += !goes_without(&readings[i], town->s, kind);
	assert_int_equal(wrong, 0);
}

static void
what_cannot_be_read_is_told(void **state)
{
	struct town *town = *state;
	size_t untold = 0;

	for (size_t i = 0; i < READINGS; i++)
		for (int what = 0; what <= COLUMNS; what++)
			untold += !is_told(&readings[i], town->s, what);
	assert_int_equal(untold, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_town_has_something_of_everything),
	    cmocka_unit_test(what_cannot_be_read_is_told),
	    cmocka_unit_test(what_is_lost_leaves_the_rest),
	    cmocka_unit_test(nothing_is_shown_to_whom_it_is_not_for),
	    cmocka_unit_test(a_town_without_a_corps_has_the_rest), /* from here on it has none */
	    cmocka_unit_test_setup_teardown(a_new_town_has_nothing, found_town, town_tear_down),
	};

	return cmocka_run_group_tests(tests, full_town, town_tear_down);
}
