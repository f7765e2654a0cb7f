/* SPDX-License-Identifier: MIT
 * seats.c - who has a seat at a meeting, who leads it, and what of members is only remembered.
 */
#include "tests/lib/chamber.h"
#include "tests/lib/in_view.h"

#include "service/council/under_way.h"

static const struct meeting_member *
member_in(const struct council_meeting *s, uint64_t person)
{
	size_t at = council_meeting_member(s, person);

	return at < s->nmembers ? &s->members[at] : NULL;
}

static void
seat(struct chamber *h, const char *person, const char *from, const char *to, const char *duty)
{
	struct record *r = record_new(KIND_COUNCIL_MEMBERS);
	char cells[4][64];

	snprintf(cells[0], sizeof(cells[0]), "person=%s", person);
	snprintf(cells[1], sizeof(cells[1]), "from=%s", from);
	snprintf(cells[2], sizeof(cells[2]), "to=%s", to);
	snprintf(cells[3], sizeof(cells[3]), "duty=%s", duty);
	SET(h->s, r, cells[0], cells[1], cells[2], cells[3]);
	town_save(h->s, r);
}

/* Seats are those of the meeting's day; of two that somebody has the higher one counts. */
static void
seats_are_those_of_the_day(void **state)
{
	struct chamber *h = *state;
	uint64_t was = town_person(h->s, "P0008", "Зотова", "Анна", "Ивановна");
	uint64_t will = town_person(h->s, "P0009", "Ильина", "Анна", "Ивановна");
	uint64_t is = town_person(h->s, "P0010", "Карпова", "Анна", "Ивановна");
	struct council_meeting s;

	seat(h, "P0008", "2025-09-01", "2026-05-30", "член");
	seat(h, "P0009", "2026-06-01", "", "член");
	seat(h, "P0010", "2026-01-01", "2026-05-31", "член");
	seat(h, "P0003", "2026-05-01", "", "заместитель");
	seat(h, "P0001", "2026-05-01", "", "член");
	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	chamber_prepare(h, clock_today());
	chamber_look(h, &s);
	assert_int_equal(s.meeting->seats, MEMBERS + 1);
	assert_null(member_in(&s, was));
	assert_null(member_in(&s, will));
	assert_non_null(member_in(&s, is));
	assert_int_equal(member_in(&s, h->members[2])->duty, DUTY_DEPUTY);
	assert_int_equal(member_in(&s, h->members[0])->duty, DUTY_CHAIR);
	assert_int_equal(s.members[1].person, h->members[2]); /* behind the chair */
	council_meeting_free(&s);
}

static uint64_t
leads(struct chamber *h, size_t item)
{
	struct council_meeting s;
	uint64_t chair;

	chamber_look(h, &s);
	chair = s.items[item].chair;
	council_meeting_free(&s);
	return chair;
}

static enum status
move(struct chamber *h, size_t item)
{
	return council_move(h->s, h->meeting, h->applications[item], &h->e);
}

static enum status
lead(struct chamber *h, size_t member)
{
	return council_lead(h->s, h->meeting, h->members[member], &h->e);
}

static enum status
postpone(struct chamber *h, size_t item)
{
	const struct council_decision d = {
	    .item = h->applications[item], .outcome = OUTCOME_POSTPONE, .reason = ""};

	return council_decide(h->s, h->meeting, &d, &h->e);
}

/* Who leads from now on leads what is undecided; what was decided keeps whoever led it. */
static void
a_decided_item_keeps_who_led_it(void **state)
{
	struct chamber *h = *state;

	chamber_sit(h, 3, 7);
	assert_done(h, move(h, 1));
	assert_done(h, lead(h, 3));
	assert_done(h, lead(h, 4)); /* they have thought better of it */
	assert_int_equal(leads(h, 1), h->members[4]);
	assert_done(h, postpone(h, 1));
	assert_done(h, move(h, 0));
	assert_done(h, lead(h, 5));
	assert_int_equal(leads(h, 0), h->members[5]);
	assert_int_equal(leads(h, 1), h->members[4]);
	assert_int_equal(leads(h, 2), h->members[5]);
}

/* The chair goes while the meeting still looks at what is decided: a deputy leads what is not. */
static void
a_deputy_leads_what_is_left(void **state)
{
	struct chamber *h = *state;

	seat(h, "P0003", "2026-05-01", "", "заместитель");
	chamber_sit(h, 2, 7);
	assert_done(h, postpone(h, 0));
	assert_done(h, council_leave(h->s, h->meeting, h->members[0], &h->e));
	assert_int_equal(leads(h, 0), h->members[0]);
	assert_int_equal(leads(h, 1), h->members[2]);
	assert_done(h, council_arrive(h->s, h->meeting, h->members[0], &h->e));
	assert_int_equal(leads(h, 1), h->members[0]);
	/* The same of whoever leads in the chair's place. */
	assert_done(h, council_leave(h->s, h->meeting, h->members[0], &h->e));
	assert_done(h, lead(h, 4));
	assert_int_equal(leads(h, 1), h->members[4]);
	assert_done(h, council_leave(h->s, h->meeting, h->members[4], &h->e));
	assert_int_equal(leads(h, 1), h->members[2]);
}

/* No deputy is there: nobody takes the chair's place until somebody is named. */
static void
nobody_leads_who_is_not_there(void **state)
{
	struct chamber *h = *state;

	seat(h, "P0003", "2026-05-01", "", "заместитель");
	for (int i = 0; i < 2; i++)
		chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	chamber_prepare(h, clock_today());
	assert_done(h, council_start(h->s, h->meeting, h->members + 3, 4, &h->e));
	assert_int_equal(leads(h, 0), h->members[0]);
	assert_done(h, lead(h, 4));
	assert_done(h, council_leave(h->s, h->meeting, h->members[4], &h->e));
	assert_int_equal(leads(h, 0), h->members[4]);
	assert_refused(h, lead(h, 4), ST_REFUSED, "сначала отметьте приход");
	for (size_t i = 0; i < 2; i++)
		assert_done(h, postpone(h, i));
	assert_done(h, lead(h, 5)); /* of what is still to come */
	assert_done(h, council_add_topic(h->s, h->meeting, "Разное", NULL, &h->e));
	assert_int_equal(leads(h, 1), h->members[4]);
	assert_int_equal(leads(h, 2), h->members[5]);
}

/* Without a chair nobody leads until somebody is named; the minutes want one. */
static void
a_meeting_may_begin_without_a_chair(void **state)
{
	struct chamber *h = *state;
	struct agenda_entry *agenda;
	struct meeting_plan plan;

	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	IN_VIEW(h->s, council_propose(VIEW, clock_today(), &plan, &agenda));
	plan.chair = 0;
	assert_done(h, council_prepare(h->s, &plan, &h->meeting, &h->e));
	free(agenda);
	assert_done(h, council_start(h->s, h->meeting, h->members, 7, &h->e));
	assert_int_equal(leads(h, 0), 0);
	assert_done(h, lead(h, 2));
	assert_int_equal(leads(h, 0), h->members[2]);
	assert_done(h, postpone(h, 0));
	assert_refused(h, council_close(h->s, h->meeting, false, &h->e), ST_REFUSED,
	    "укажите у заседания председателя");
}

/* Two secretaries press the key. */
static void
what_has_begun_does_not_begin_again(void **state)
{
	struct chamber *h = *state;
	uint64_t version;
	struct council_meeting s;

	chamber_sit(h, 1, 5);
	version = store_version(h->s->store);
	assert_done(h, council_start(h->s, h->meeting, h->members, 7, &h->e));
	assert_done(
	    h, council_resume_vote(h->s, h->meeting, h->applications[0], &h->e)); /* it goes on */
	assert_done(h, council_add_item(h->s, h->meeting, h->applications[0], 0, &h->e));
	assert_int_equal(store_version(h->s->store), version);
	chamber_look(h, &s);
	assert_int_equal(council_meeting_present(&s, 0), 5);
	council_meeting_free(&s);
}

static void
recusals_are_proposed_by_place_and_name(void **state)
{
	static const struct {
		const char *organisation, *surname, *why;
	} families[] = {
	    {"organisation=O001", "surname=Арбузова", "то же учреждение, та же фамилия"},
	    {"organisation=O002", "surname=Арбузов", "та же фамилия"},
	    {"organisation=O001", "surname=Ярцева", "то же учреждение"},
	    {"organisation=O002", "surname=Ярцева", ""},
	};
	enum { FAMILIES = sizeof(families) / sizeof(families[0]) };
	struct chamber *h = *state;
	struct council_meeting s;
	size_t chair;

	for (size_t i = 0; i < FAMILIES; i++) {
		uint64_t id = chamber_apply(h, "category=высшая", "agreed=2026-04-10");
		struct record *r = IN_VIEW(h->s, register_load(VIEW, KIND_APPLICATIONS, id));

		SET(h->s, r, families[i].organisation, families[i].surname);
		town_save(h->s, r);
	}
	chamber_sit(h, 0, 7);
	chamber_look(h, &s);
	chair = council_meeting_member(&s, h->members[0]);
	for (size_t i = 0; i < FAMILIES; i++) {
		assert_string_equal(s.items[i].ballots[chair].why, families[i].why);
		assert_int_equal(s.items[i].ballots[chair].recusal,
		    families[i].why[0] != '\0' ? RECUSAL_IS_PROPOSED : RECUSAL_NONE);
	}
	council_meeting_free(&s);
}

/* A recusal that only a record tells of, and one on what is not on this agenda. */
static void
recusals_written_by_hand(void **state)
{
	struct chamber *h = *state;
	struct council_meeting s;
	size_t third;

	chamber_sit(h, 1, 7);
	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	town_save(h->s,
	    RECORD(h->s, KIND_RECUSALS, "meeting=M001", "application=AP0001", "member=P0003",
		"state=взят", "reason=родня"));
	town_save(h->s,
	    RECORD(h->s, KIND_RECUSALS, "meeting=M001", "application=AP0002", "member=P0003",
		"state=взят", "reason=родня"));
	chamber_look(h, &s);
	third = council_meeting_member(&s, h->members[2]);
	assert_int_equal(s.nitems, 1);
	assert_int_equal(s.items[0].ballots[third].recusal, RECUSAL_IS_TAKEN);
	assert_string_equal(s.items[0].ballots[third].why, "родня");
	council_meeting_free(&s);
}

/* A step back lifts the dismissal, and leaves the vote that was there before. */
static void
a_dismissal_is_taken_back_alone(void **state)
{
	struct chamber *h = *state;

	chamber_sit(h, 1, 7); /* the chair is of the applicant's school */
	for (uint8_t vote = 0; vote <= VOTE_FOR; vote++) {
		struct council_meeting s;
		size_t chair;

		if (vote != 0)
			chamber_vote(h, 0, 0, vote);
		assert_done(h,
		    council_dismiss_recusal(h->s, h->meeting, h->applications[0], h->members[0],
			vote, "не подчинённый", &h->e));
		assert_done(h, council_undo(h->s, h->meeting, NULL, &h->e));
		chamber_look(h, &s);
		chair = council_meeting_member(&s, h->members[0]);
		assert_int_equal(s.items[0].ballots[chair].recusal, RECUSAL_IS_PROPOSED);
		assert_int_equal(s.items[0].ballots[chair].vote, vote);
		council_meeting_free(&s);
	}
}

/* The rest is for it: who has voted already, who is the applicant, who is gone are not. */
static void
the_rest_is_who_can_still_vote(void **state)
{
	struct chamber *h = *state;
	struct record *own;
	struct council_meeting s;
	size_t voted;

	chamber_sit(h, 1, 6);
	own = IN_VIEW(h->s, register_load(VIEW, KIND_APPLICATIONS, h->applications[0]));
	SET(h->s, own, "person=P0003", "organisation=O002");
	town_save(h->s, own);
	chamber_vote(h, 0, 3, VOTE_AGAINST);
	assert_done(h, council_vote_rest(h->s, h->meeting, h->applications[0], &voted, &h->e));
	assert_int_equal(voted, 3); /* not the secretary either, of the same school */
	chamber_look(h, &s);
	assert_int_equal(s.items[0].count.votes_for, 3);
	assert_int_equal(s.items[0].count.against, 1);
	council_meeting_free(&s);
}

/* Votes that came with a table have no history of their own: one step takes them all back. */
static void
imported_votes_are_taken_back(void **state)
{
	struct chamber *h = *state;
	struct council_meeting s;

	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	chamber_prepare(h, clock_today());
	town_save(h->s,
	    RECORD(
		h->s, KIND_VOTES, "meeting=M001", "application=AP0001", "member=P0003", "vote=за"));
	assert_done(h, council_start(h->s, h->meeting, h->members, 7, &h->e));
	assert_done(h, council_undo(h->s, h->meeting, NULL, &h->e));
	chamber_look(h, &s);
	assert_int_equal(s.items[0].cast, 0);
	council_meeting_free(&s);
	assert_refused(
	    h, council_undo(h->s, h->meeting, NULL, &h->e), ST_NOTFOUND, "отменять нечего");
}

/* A member's vote that the member took back is nobody's any more. */
static void
what_a_member_took_back_is_in_nobody_s_way(void **state)
{
	struct chamber *h = *state;
	struct session *member = chamber_account(h, "vish", "council_member", "P0003");
	uint64_t a, m = h->members[2];

	chamber_sit(h, 1, 7);
	a = h->applications[0];
	assert_done(h, council_vote(member, h->meeting, a, m, VOTE_FOR, 0, &h->e));
	assert_refused(
	    h, council_undo(h->s, h->meeting, NULL, &h->e), ST_REFUSED, "члены совета подали сами");
	assert_done(h, council_vote(member, h->meeting, a, m, 0, VOTE_FOR, &h->e));
	assert_refused(
	    h, council_undo(h->s, h->meeting, NULL, &h->e), ST_NOTFOUND, "отменять нечего");
	town_second_close(member);
}

static uint64_t
under_way(struct session *s)
{
	return IN_VIEW(s, meeting_under_way(VIEW));
}

/* Of several meetings under way it is that of the latest day; to nobody who may not look. */
static void
the_latest_meeting_is_under_way(void **state)
{
	struct chamber *h = *state;
	struct session *gone = chamber_account(h, "vish", "council_member", "P0003");
	struct account a = gone->account;
	uint64_t later, earlier;

	assert_int_equal(under_way(h->s), 0);
	for (int i = 0; i < 2; i++)
		chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	later = chamber_prepare(h, clock_today());
	assert_int_equal(under_way(h->s), 0); /* none has begun */
	assert_done(h, council_start(h->s, later, h->members, 7, &h->e));
	assert_int_equal(under_way(h->s), later);
	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	earlier = chamber_prepare(h, clock_today() - 1);
	assert_done(h, council_start(h->s, earlier, h->members, 7, &h->e));
	assert_int_equal(under_way(h->s), later);
	assert_done(h, council_close(h->s, later, true, &h->e));
	assert_int_equal(under_way(h->s), earlier);
	assert_int_equal(under_way(gone), earlier);
	a.disabled = true;
	assert_done(h, session_account_save(h->s, &a, false, &h->e));
	assert_int_equal(under_way(gone), 0);
	town_second_close(gone);
}

#define CHAMBER(test) cmocka_unit_test_setup_teardown(test, chamber_open, chamber_close)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    CHAMBER(seats_are_those_of_the_day),
	    CHAMBER(a_decided_item_keeps_who_led_it),
	    CHAMBER(a_deputy_leads_what_is_left),
	    CHAMBER(nobody_leads_who_is_not_there),
	    CHAMBER(a_meeting_may_begin_without_a_chair),
	    CHAMBER(what_has_begun_does_not_begin_again),
	    CHAMBER(recusals_are_proposed_by_place_and_name),
	    CHAMBER(recusals_written_by_hand),
	    CHAMBER(a_dismissal_is_taken_back_alone),
	    CHAMBER(the_rest_is_who_can_still_vote),
	    CHAMBER(imported_votes_are_taken_back),
	    CHAMBER(what_a_member_took_back_is_in_nobody_s_way),
	    CHAMBER(the_latest_meeting_is_under_way),
	};

	return cmocka_run_group_tests_name("seats", tests, NULL, NULL);
}
