/* SPDX-License-Identifier: MIT
 * way.c - how far an application has come: from the institution's agreement to membership.
 */
#include "tests/lib/chamber.h"

#include "tests/lib/in_view.h"

static void
agreement_for_many_is_one_operation(void **state)
{
	struct chamber *h = *state;
	struct application_statuses ways;
	size_t changed, undone;

	for (int i = 0; i < 5; i++)
		chamber_apply(h, "category=высшая", i == 0 ? "agreed=2026-05-05" : "agreed=");
	assert_int_equal(
	    IN_VIEW(h->s, application_statuses_load(VIEW, clock_today(), &ways)), ST_OK);
	assert_int_equal(ways.counts[APPLICATION_AGREEMENT], 4);
	application_statuses_free(&ways);
	assert_refused(h,
	    council_agree(
		h->s, h->applications, 5, UINT64_MAX, date_make(2026, 3, 31), NULL, &h->e),
	    ST_REFUSED, "подано 01.04.2026: согласовать его раньше учреждение не могло");
	assert_refused(h,
	    council_agree(h->s, h->applications, 5, UINT64_MAX, clock_today() + 1, NULL, &h->e),
	    ST_INVALID, "не позже сегодняшнего");
	assert_done(h,
	    council_agree(
		h->s, h->applications, 5, UINT64_MAX, date_make(2026, 5, 5), &changed, &h->e));
	assert_int_equal(changed, 4);
	chamber_last_reason(h, "согласовано 05.05.2026");
	assert_int_equal(
	    IN_VIEW(h->s, application_statuses_load(VIEW, clock_today(), &ways)), ST_OK);
	assert_int_equal(ways.counts[APPLICATION_READY], 5);
	application_statuses_free(&ways);
	assert_done(h, register_undo(h->s, 0, NULL, &undone, &h->e));
	assert_int_equal(undone, 4);
	assert_int_equal(
	    IN_VIEW(h->s, application_statuses_load(VIEW, clock_today(), &ways)), ST_OK);
	assert_int_equal(ways.counts[APPLICATION_AGREEMENT], 4);
	assert_int_equal(ways.counts[APPLICATION_READY], 1);
	application_statuses_free(&ways);
}

static enum application_status
status_on(struct chamber *h, size_t application, int32_t on)
{
	struct application_statuses ways;
	enum application_status status;

	assert_int_equal(IN_VIEW(h->s, application_statuses_load(VIEW, on, &ways)), ST_OK);
	status = application_statuses_find(&ways, h->applications[application]);
	application_statuses_free(&ways);
	return status;
}

static void
the_way_goes_on_with_the_facts(void **state)
{
	struct chamber *h = *state;
	struct application_statuses ways;
	struct buf lacking = {0};
	struct record *r;
	uint64_t *ids;

	chamber_sit(h, 3, 7);
	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	chamber_apply(h, "category=", "agreed=");
	chamber_votes(h, 0, "+++++++");
	chamber_votes(h, 1, "-------");
	assert_done(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""));
	assert_done(h, chamber_decide(h, 1, OUTCOME_REFUSE, "передумал"));
	assert_int_equal(
	    IN_VIEW(h->s, application_statuses_load(VIEW, clock_today(), &ways)), ST_OK);
	assert_int_equal(
	    application_statuses_find(&ways, h->applications[0]), APPLICATION_ADMITTED);
	assert_int_equal(application_statuses_find(&ways, h->applications[1]), APPLICATION_REFUSED);
	assert_int_equal(application_statuses_find(&ways, h->applications[2]), APPLICATION_AGENDA);
	assert_int_equal(application_statuses_find(&ways, h->applications[3]), APPLICATION_READY);
	assert_int_equal(application_statuses_find(&ways, h->applications[4]), APPLICATION_LACKING);
	assert_int_equal(application_statuses_find(&ways, 999), APPLICATION_DRAFT);
	assert_int_equal(application_statuses_ids(
			     &ways, 1u << APPLICATION_READY | 1u << APPLICATION_ADMITTED, &ids),
	    2);
	assert_int_equal(ids[0], h->applications[0]);
	assert_int_equal(ids[1], h->applications[3]);
	free(ids);
	application_statuses_free(&ways);
	assert_int_equal(
	    IN_VIEW(h->s, application_put_lacking(VIEW, h->applications[4], &lacking)), 1);
	assert_non_null(strstr(buf_text(&lacking), "Гимназия № 1: Квалификационная категория"));
	buf_free(&lacking);
	assert_done(h, council_close(h->s, h->meeting, true, &h->e));
	town_save(h->s,
	    RECORD(h->s, KIND_ORDERS, "code=R0001", "number=1", "date=2026-05-31",
		"kind=состав методактива", "subject=О составе"));
	r = RECORD(h->s, KIND_MEMBERSHIPS, "person=P0011", "from=2026-06-01", "to=2026-08-31",
	    "order=R0001", "application=AP0001");
	town_save(h->s, r);
	assert_int_equal(status_on(h, 0, clock_today()), APPLICATION_ORDERED);
	assert_int_equal(status_on(h, 2, clock_today()), APPLICATION_POSTPONED);
	assert_int_equal(status_on(h, 0, date_make(2026, 6, 1)), APPLICATION_MEMBER);
	assert_int_equal(status_on(h, 0, date_make(2026, 9, 1)), APPLICATION_FORMER);
	/* The postponed one comes to the next meeting, with the one that waited. */
	chamber_prepare(h, clock_today());
	assert_int_equal(
	    IN_VIEW(h->s, application_statuses_load(VIEW, clock_today(), &ways)), ST_OK);
	assert_int_equal(ways.counts[APPLICATION_AGENDA], 2);
	assert_int_equal(application_statuses_find(&ways, h->applications[2]), APPLICATION_AGENDA);
	application_statuses_free(&ways);
}

/* Minutes that came in closed, in a table, though an item of theirs has no decision: it waits for
 * another meeting. */
static void
closed_minutes_let_an_undecided_item_go(void **state)
{
	struct chamber *h = *state;
	struct change *c = change_new(h->s->store, &h->s->actor, "import", "");
	char meeting[64];
	struct buf code = {0};
	struct record *r;
	struct txn *t;

	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	chamber_prepare(h, clock_today());
	assert_int_equal(status_on(h, 0, clock_today()), APPLICATION_AGENDA);
	t = txn_read(h->s->store);
	records_put_code(t, KIND_MEETINGS, h->meeting, &code);
	txn_abort(t);
	snprintf(meeting, sizeof(meeting), "meeting=%s", buf_text(&code));
	r = RECORD(h->s, KIND_MINUTES, meeting, "state=закрыт", "closed=2026-05-31");
	change_put(c, r);
	record_free(r);
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	buf_free(&code);
	assert_int_equal(status_on(h, 0, clock_today()), APPLICATION_READY);
}

/* Submitted on this day. */
static void
submit_on(struct chamber *h, size_t application, const char *day)
{
	struct record *r = record_new(KIND_APPLICATIONS);
	struct txn *t = txn_read(h->s->store);

	assert_true(records_get(t, h->applications[application], r));
	txn_abort(t);
	SET(h->s, r, day);
	town_save(h->s, r);
}

static void
the_agenda_is_in_order_of_submission(void **state)
{
	struct chamber *h = *state;
	struct agenda_entry *agenda;
	struct meeting_plan plan;

	for (int i = 0; i < 4; i++)
		chamber_apply(h, "category=высшая", "agreed=2026-05-20");
	submit_on(h, 0, "submitted=2026-04-20");
	submit_on(h, 1, "submitted=2026-04-02");
	submit_on(h, 2, "submitted=2026-05-06"); /* behind the day of the meeting */
	submit_on(h, 3, "submitted=2026-04-02");
	IN_VIEW(h->s, council_propose(VIEW, date_make(2026, 5, 5), &plan, &agenda));
	assert_int_equal(plan.nagenda, 3);
	assert_int_equal(agenda[0].application, h->applications[1]);
	assert_int_equal(agenda[1].application, h->applications[3]);
	assert_int_equal(agenda[2].application, h->applications[0]);
	free(agenda);
}

#define CHAMBER(test) cmocka_unit_test_setup_teardown(test, chamber_open, chamber_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CHAMBER(agreement_for_many_is_one_operation),
	    CHAMBER(the_way_goes_on_with_the_facts),
	    CHAMBER(closed_minutes_let_an_undecided_item_go),
	    CHAMBER(the_agenda_is_in_order_of_submission),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
