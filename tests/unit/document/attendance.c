/* SPDX-License-Identifier: MIT
 * attendance.c - who comes, goes and leads is an event in time: what is decided stays as it was,
 * whatever the order of the items.
 */
#include "tests/lib/chamber.h"

#include "db/admin/verify.h"
#include "db/record/records.h"
#include "document/document.h"
#include "tests/lib/in_view.h"

/* A character an item: is the member there? "++-+" */
static void
assert_presence(struct chamber *h, size_t member, const char *wanted)
{
	struct council_meeting s;
	char found[20];
	size_t i;

	chamber_look(h, &s);
	for (i = 0; i < s.nitems; i++)
		found[i] =
		    s.items[i].ballots[council_meeting_member(&s, h->members[member])].present
		    ? '+'
		    : '-';
	found[i] = '\0';
	council_meeting_free(&s);
	assert_string_equal(found, wanted);
}

/* Index of who leads at an item. */
static size_t
leader(struct chamber *h, size_t item)
{
	struct council_meeting s;
	size_t i = 0;

	chamber_look(h, &s);
	while (i < MEMBERS && h->members[i] != s.items[item].chair)
		i++;
	council_meeting_free(&s);
	return i;
}

static void
decide_all_for(struct chamber *h, size_t item)
{
	size_t voted;

	assert_done(h, council_move(h->s, h->meeting, h->applications[item], &h->e));
	assert_done(h, council_vote_rest(h->s, h->meeting, h->applications[item], &voted, &h->e));
	assert_done(h, chamber_decide(h, item, OUTCOME_ADMIT, ""));
}

static void
leave(struct chamber *h, size_t member)
{
	assert_done(h, council_leave(h->s, h->meeting, h->members[member], &h->e));
}

static void
arrive(struct chamber *h, size_t member)
{
	assert_done(h, council_arrive(h->s, h->meeting, h->members[member], &h->e));
}

static size_t
count_records(struct chamber *h, enum kind kind)
{
	struct txn *t = txn_read(h->s->store);
	size_t count = records_count(t, kind);

	txn_abort(t);
	return count;
}

/* The deputy of this council; who is what is known on the day of the meeting. */
static void
make_deputy(struct chamber *h, const char *person)
{
	char who[32];

	snprintf(who, sizeof(who), "person=%s", person);
	town_save(
	    h->s, RECORD(h->s, KIND_COUNCIL_MEMBERS, who, "from=2025-09-02", "duty=заместитель"));
}

/* Items 1, 3 and 4 are decided; the seventh goes and what is left is taken out of order. */
static void
what_is_decided_keeps_who_was_there(void **state)
{
	struct chamber *h = *state;

	chamber_sit(h, 5, 7);
	for (size_t item = 0; item < 4; item++)
		if (item != 1)
			decide_all_for(h, item);
	assert_done(h, council_move(h->s, h->meeting, h->applications[4], &h->e));
	leave(h, 6);
	assert_presence(h, 6, "+-++-");
	assert_done(h, council_move(h->s, h->meeting, h->applications[1], &h->e));
	assert_presence(h, 6, "+-++-"); /* going back makes nobody come */
	decide_all_for(h, 1);
	arrive(h, 6);
	assert_presence(h, 6, "+-+++");
	assert_int_equal(count_records(h, KIND_ARRIVALS), 2);
	decide_all_for(h, 4);
	leave(h, 6); /* when all is decided it changes nothing but who is there */
	assert_presence(h, 6, "+-+++");
	assert_done(h, council_close(h->s, h->meeting, false, &h->e));
}

static void
whoever_has_voted_on_it_was_there(void **state)
{
	struct chamber *h = *state;

	chamber_sit(h, 2, 7);
	chamber_vote(h, 0, 6, VOTE_FOR);
	assert_refused(h, council_leave(h->s, h->meeting, h->members[6], &h->e), ST_REFUSED,
	    "уже голосует по этому пункту");
	assert_done(h, council_move(h->s, h->meeting, h->applications[1], &h->e));
	leave(h, 6);
	assert_presence(h, 6, "+-");
}

static void
a_deputy_leads_while_the_chair_is_away(void **state)
{
	struct chamber *h = *state;
	struct buf text = {0};
	struct page page;

	make_deputy(h, "P0004");
	chamber_sit(h, 3, 6);
	assert_int_equal(leader(h, 0), 0);
	decide_all_for(h, 1);
	leave(h, 0);
	assert_int_equal(leader(h, 0), 3);
	assert_int_equal(leader(h, 1), 0); /* what is decided was led by the chair */
	assert_int_equal(leader(h, 2), 3);
	/* A tie on the third: the deputy settles it. */
	assert_done(h, council_move(h->s, h->meeting, h->applications[2], &h->e));
	chamber_votes(h, 2, " ++--");
	assert_done(
	    h, council_vote(h->s, h->meeting, h->applications[2], h->members[5], 0, 0, &h->e));
	assert_done(h, chamber_decide(h, 2, OUTCOME_REFUSE, "решил голос ведущего"));
	arrive(h, 0);
	assert_int_equal(leader(h, 0), 0);
	assert_int_equal(leader(h, 2), 3);
	decide_all_for(h, 0);
	assert_done(h, council_close(h->s, h->meeting, false, &h->e));
	assert_done(h, document_of_record(&page, h->s, "minutes", h->meeting, &h->e));
	page_put_text(&page, &text);
	page_free(&page);
	assert_non_null(strstr(text.data, "Заседание ведёт Громова А. И."));
	assert_null(strstr(text.data, "Заседание ведёт Арбузова А. И."));
	assert_non_null(strstr(text.data, "Председатель (пункты 1–2): Арбузова А. И."));
	assert_non_null(strstr(text.data, "Председательствующий (пункт 3): Громова А. И."));
	buf_free(&text);
}

/* For a while, with the chair in the room: her own school's application, say. */
static void
anybody_there_can_lead_in_the_chair_s_place(void **state)
{
	struct chamber *h = *state;

	chamber_sit(h, 2, 6);
	assert_refused(h, council_lead(h->s, h->meeting, h->members[6], &h->e), ST_REFUSED,
	    "отсутствует и вести заседание не может");
	assert_done(h, council_lead(h->s, h->meeting, h->members[4], &h->e));
	assert_int_equal(leader(h, 0), 4);
	leave(h, 5); /* nobody's coming or going but theirs changes it */
	assert_int_equal(leader(h, 0), 4);
	decide_all_for(h, 0);
	assert_done(h, council_lead(h->s, h->meeting, h->members[0], &h->e));
	assert_int_equal(leader(h, 0), 4);
	assert_int_equal(leader(h, 1), 0);
	leave(h, 0); /* no deputy: the secretary says who */
	assert_int_equal(leader(h, 1), 0);
}

static void
a_meeting_begins_with_who_is_there(void **state)
{
	struct chamber *h = *state;

	make_deputy(h, "P0004");
	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	chamber_prepare(h, clock_today());
	assert_done(h, council_start(h->s, h->meeting, h->members + 1, 5, &h->e));
	assert_int_equal(leader(h, 0), 3);
}

#define CHAMBER(test) cmocka_unit_test_setup_teardown(test, chamber_open, chamber_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CHAMBER(what_is_decided_keeps_who_was_there),
	    CHAMBER(whoever_has_voted_on_it_was_there),
	    CHAMBER(a_deputy_leads_while_the_chair_is_away),
	    CHAMBER(anybody_there_can_lead_in_the_chair_s_place),
	    CHAMBER(a_meeting_begins_with_who_is_there),
	};

	return cmocka_run_group_tests_name("attendance", tests, NULL, NULL);
}
