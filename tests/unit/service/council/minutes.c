/* SPDX-License-Identifier: MIT
 * minutes.c - closed minutes, many people at one meeting, what each may see, imported meetings.
 */
#include "tests/lib/chamber.h"

#include <sys/wait.h>

#include "db/record/journal.h"
#include "service/core/visibility.h"
#include "service/record/merge.h"
#include "tests/lib/in_view.h"

/* Freezing. */

/* Two items decided, minutes closed. */
static void
hold_and_close(struct chamber *h)
{
	chamber_sit(h, 2, 7);
	chamber_votes(h, 0, "+++++++");
	assert_done(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""));
	chamber_votes(h, 1, "+++----");
	assert_refused(h, council_close(h->s, h->meeting, false, &h->e), ST_REFUSED,
	    "не решены пункты 2; решите или отложите");
	assert_refused(h, council_close(h->s, h->meeting, true, &h->e), ST_REFUSED,
	    "по пункту 2 проголосовали (за 3, против 4), а решение не записано");
	assert_done(h, chamber_decide(h, 1, OUTCOME_REFUSE, "нужны документы"));
	assert_done(h, council_close(h->s, h->meeting, true, &h->e));
}

static struct record *
first_of_meeting(struct chamber *h, enum kind kind)
{
	struct record *r = record_new(kind);
	struct txn *t = txn_read(h->s->store);
	struct walk *w = walk_referring(t, kind, field_find(kind, "meeting"), h->meeting);
	uint64_t id;

	assert_true(walk_next(w, &id));
	assert_true(records_get(t, id, r));
	walk_close(w);
	txn_abort(t);
	return r;
}

static void
closed_minutes_freeze_the_meeting(void **state)
{
	static const struct {
		enum kind kind;
		const char *change;
	} frozen[] = {
	    {KIND_VOTES, "vote=воздержался"},
	    {KIND_DECISIONS, "reason=иначе"},
	    {KIND_AGENDA, "position=7"},
	    {KIND_ATTENDANCE, "until_item=1"},
	};
	struct chamber *h = *state;
	struct council_meeting sitting;
	struct saved saved;
	struct record *r;

	hold_and_close(h);
	chamber_look(h, &sitting);
	assert_int_equal(sitting.state, MEETING_CLOSED);
	assert_int_equal(sitting.closed, clock_today());
	assert_int_equal(sitting.items[1].outcome, OUTCOME_REFUSE);
	assert_int_equal(sitting.items[1].count.against, 4);
	council_meeting_free(&sitting);
	for (size_t i = 0; i < sizeof(frozen) / sizeof(frozen[0]); i++) {
		r = first_of_meeting(h, frozen[i].kind);
		assert_refused(
		    h, register_remove(h->s, r, &h->e), ST_REFUSED, "заседания № 1 от 31.05.2026");
		SET(h->s, r, frozen[i].change);
		assert_refused(h, save_record(h->s, r, &saved, &h->e), ST_REFUSED, "закрыт");
		record_free(r);
	}
	r = IN_VIEW(h->s, register_load(VIEW, KIND_MEETINGS, h->meeting));
	SET(h->s, r, "seats=9");
	assert_refused(h, save_record(h->s, r, &saved, &h->e), ST_REFUSED, "закрыт");
	record_free(r);
	r = RECORD(h->s, KIND_VOTES, "meeting=M001", "application=AP0001", "vote=за");
	((struct vote *)r)->member = town_id(h->s, KIND_PEOPLE, "P0011");
	assert_refused(h, save_record(h->s, r, &saved, &h->e), ST_REFUSED, "закрыт");
	record_free(r);
	r = first_of_meeting(h, KIND_MINUTES);
	SET(h->s, r, "state=идёт");
	assert_refused(h, save_record(h->s, r, &saved, &h->e), ST_REFUSED, "на экране заседания");
	record_free(r);
}

static void
closed_minutes_stop_every_deed(void **state)
{
	struct chamber *h = *state;
	uint64_t a, m;
	struct council_decision d = {.outcome = OUTCOME_ADMIT, .reason = "x"};

	hold_and_close(h);
	a = h->applications[1];
	m = h->members[0];
	d.item = a;
	assert_refused(h, council_vote(h->s, h->meeting, a, m, 2, 1, &h->e), ST_REFUSED, "закрыт");
	assert_refused(h, council_decide(h->s, h->meeting, &d, &h->e), ST_REFUSED, "закрыт");
	assert_refused(h, council_undo(h->s, h->meeting, NULL, &h->e), ST_REFUSED, "закрыт");
	assert_refused(h, council_leave(h->s, h->meeting, m, &h->e), ST_REFUSED, "закрыт");
	assert_refused(h, council_move(h->s, h->meeting, a, &h->e), ST_REFUSED, "закрыт");
	assert_refused(
	    h, council_recuse(h->s, h->meeting, a, m, 2, "x", &h->e), ST_REFUSED, "закрыт");
	assert_refused(h, council_add_item(h->s, h->meeting, a, 0, &h->e), ST_REFUSED, "закрыт");
	assert_refused(h, council_close(h->s, h->meeting, true, &h->e), ST_REFUSED, "закрыт");
	/* The last operation but the closing is a decision: it is not taken back either. */
	assert_refused(h, register_undo(h->s, 0, NULL, NULL, &h->e), ST_REFUSED, "закрыт");
}

static void
reopening_takes_a_reason_for_the_journal(void **state)
{
	struct chamber *h = *state;
	struct journal_row row;
	struct council_meeting sitting;
	struct txn *t;

	hold_and_close(h);
	assert_refused(
	    h, council_reopen(h->s, h->meeting, "", false, &h->e), ST_INVALID, "с причиной");
	assert_done(h, council_reopen(h->s, h->meeting, "описка в решении", false, &h->e));
	t = txn_read(h->s->store);
	assert_true(journal_get(t, journal_last(t), &row));
	txn_abort(t);
	assert_string_equal(row.operation, "minutes_reopen");
	assert_string_equal(row.reason, "описка в решении");
	journal_row_free(&row);
	chamber_look(h, &sitting);
	assert_int_equal(sitting.state, MEETING_UNDER_WAY);
	assert_int_equal(sitting.closed, DATE_NONE);
	council_meeting_free(&sitting);
	assert_refused(h, council_reopen(h->s, h->meeting, "ещё раз", false, &h->e), ST_REFUSED,
	    "и так открыт");
	assert_done(h, council_move(h->s, h->meeting, h->applications[1], &h->e));
	assert_done(h, council_undo(h->s, h->meeting, NULL, &h->e));
	assert_done(h, chamber_decide(h, 1, OUTCOME_REFUSE, "ещё подумать"));
	assert_done(h, council_close(h->s, h->meeting, false, &h->e));
}

static void
minutes_are_signed_by_two(void **state)
{
	struct chamber *h = *state;
	struct record *r;

	chamber_sit(h, 1, 7);
	r = IN_VIEW(h->s, register_load(VIEW, KIND_MEETINGS, h->meeting));
	SET(h->s, r, "secretary=");
	town_save(h->s, r);
	assert_refused(h, council_close(h->s, h->meeting, true, &h->e), ST_REFUSED, "секретаря");
}

static void
a_record_saved_by_hand_fits_its_meeting(void **state)
{
	struct chamber *h = *state;
	struct saved saved;
	struct record *r;

	chamber_sit(h, 1, 7);
	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	r = RECORD(h->s, KIND_DECISIONS, "meeting=M001", "application=AP0002", "outcome=принять",
	    "votes_for=7", "votes_against=0", "abstained=0");
	assert_refused(h, save_record(h->s, r, &saved, &h->e), ST_INVALID, "нет в повестке");
	record_free(r);
	r = IN_VIEW(h->s, register_load(VIEW, KIND_MEETINGS, h->meeting));
	SET(h->s, r, "date=2026-03-01");
	assert_refused(h, save_record(h->s, r, &saved, &h->e), ST_INVALID,
	    "заседание раньше, чем подано заявление");
	record_free(r);
}

/* Many people. */

static void
two_secretaries_lose_no_vote(void **state)
{
	struct chamber *h = *state;
	struct session *other = town_second(&h->town, "vtoroy", "secretary");
	struct council_decision d;
	struct council_meeting sitting;

	chamber_sit(h, 1, 7);
	chamber_votes(h, 0, "++++");
	assert_done(h,
	    council_vote(
		other, h->meeting, h->applications[0], h->members[4], VOTE_AGAINST, 0, &h->e));
	/* The first has not seen it and types another vote for the same member. */
	assert_refused(h,
	    council_vote(h->s, h->meeting, h->applications[0], h->members[4], VOTE_FOR, 0, &h->e),
	    ST_CONFLICT, "уже голосует: против");
	d = (struct council_decision){
	    .item = h->applications[0], .outcome = OUTCOME_ADMIT, .reason = ""};
	assert_done(h, council_decide(other, h->meeting, &d, &h->e));
	assert_refused(
	    h, council_decide(h->s, h->meeting, &d, &h->e), ST_CONFLICT, "уже решено: принять");
	chamber_look(h, &sitting);
	assert_int_equal(sitting.items[0].count.votes_for, 4);
	assert_int_equal(sitting.items[0].count.against, 1);
	council_meeting_free(&sitting);
	town_second_close(other);
}

enum { RACED_ITEMS = 12 };

/* A person at another computer types the votes of some members, as fast as it goes. */
static _Noreturn void
race(const struct chamber *h, size_t first, size_t count)
{
	struct session *s;
	struct error e = {0};
	int failed = 0;

	if (session_open(&s, h->town.dir, AS("boss"), &e) != ST_OK)
		_exit(99);
	for (size_t item = 0; item < RACED_ITEMS; item++)
		for (size_t i = first; i < first + count; i++)
			failed += council_vote(s, h->meeting, h->applications[item], h->members[i],
				      VOTE_FOR, 0, &e) != ST_OK;
	session_close(s);
	_exit(failed);
}

static void
votes_from_two_places_all_arrive(void **state)
{
	struct chamber *h = *state;
	struct council_meeting sitting;
	pid_t pids[2];

	chamber_sit(h, RACED_ITEMS, 7);
	town_shut(&h->town);
	for (size_t i = 0; i < 2; i++) {
		pids[i] = fork();
		assert_true(pids[i] >= 0);
		if (pids[i] == 0)
			race(h, i * 3, i == 0 ? 3 : 4);
	}
	for (size_t i = 0; i < 2; i++) {
		int status;

		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
	town_reopen(&h->town);
	h->s = h->town.s;
	chamber_look(h, &sitting);
	for (size_t i = 0; i < RACED_ITEMS; i++)
		assert_int_equal(sitting.items[i].count.votes_for, 7);
	council_meeting_free(&sitting);
}

static void
a_council_member_votes_for_nobody_else(void **state)
{
	struct chamber *h = *state;
	struct session *member = chamber_account(h, "vish", "council_member", "P0003");
	struct session *nobody = town_second(&h->town, "nikto", "council_member");
	struct session *viewer = town_second(&h->town, "gost", "viewer");
	struct council_decision d;

	chamber_sit(h, 1, 7);
	assert_done(h,
	    council_vote(
		member, h->meeting, h->applications[0], h->members[2], VOTE_FOR, 0, &h->e));
	assert_refused(h,
	    council_vote(member, h->meeting, h->applications[0], h->members[3], VOTE_FOR, 0, &h->e),
	    ST_DENIED, "только за себя");
	assert_refused(h,
	    council_vote(nobody, h->meeting, h->applications[0], h->members[3], VOTE_FOR, 0, &h->e),
	    ST_DENIED, "не связана с карточкой человека");
	assert_refused(h,
	    council_vote(viewer, h->meeting, h->applications[0], h->members[3], VOTE_FOR, 0, &h->e),
	    ST_DENIED, "не может голосовать");
	d = (struct council_decision){
	    .item = h->applications[0], .outcome = OUTCOME_POSTPONE, .reason = ""};
	assert_refused(h, council_decide(member, h->meeting, &d, &h->e), ST_DENIED,
	    "не может вести заседания");
	assert_refused(h,
	    council_dismiss_recusal(
		member, h->meeting, h->applications[0], h->members[2], 0, "x", &h->e),
	    ST_DENIED, "не может вести заседания");
	assert_refused(h, council_prepare(member, &(struct meeting_plan){0}, NULL, &h->e),
	    ST_DENIED, "не может вести заседания");
	assert_int_equal(IN_VIEW(member, council_own_person(VIEW)), h->members[2]);
	assert_int_equal(IN_VIEW(viewer, council_own_person(VIEW)), 0);
	{
		struct account a = viewer->account;

		snprintf(a.person, sizeof(a.person), "P9999");
		assert_refused(h, session_account_save(h->s, &a, false, &h->e), ST_INVALID,
		    "человека с кодом «P9999» в реестре нет");
	}
	town_second_close(member);
	town_second_close(nobody);
	town_second_close(viewer);
}

static size_t
votes_listed(struct session *s, size_t *total, uint64_t *any)
{
	struct listing_spec spec = {.kind = KIND_VOTES};
	struct listing *l;
	struct txn *t;
	uint64_t *ids;
	size_t count;

	assert_int_equal(IN_VIEW(s, listing_open(&l, VIEW, &spec, NULL, NULL)), ST_OK);
	count = listing_count(l);
	*total = listing_total(l);
	t = txn_read(s->store);
	assert_int_equal(IN_VIEW(s, visibility_count(VIEW, KIND_VOTES)), count);
	txn_abort(t);
	assert_int_equal(IN_VIEW(s, listing_ids(l, VIEW, &ids)), count);
	*any = count > 0 ? ids[0] : 0;
	free(ids);
	listing_close(l);
	return count;
}

/* Of a vote one may see what it was, too. */
static void
assert_history_is_told(struct session *s, uint64_t vote)
{
	struct step *steps;
	struct record *r;

	assert_int_equal(
	    IN_VIEW(s, register_history(VIEW, KIND_VOTES, vote, UINT64_MAX, 1000, &steps)), 1);
	assert_true(steps[0].row.sequence > 0);
	register_history_free(steps, 1);
	r = IN_VIEW(s, register_as_of(VIEW, KIND_VOTES, vote, clock_today()));
	assert_non_null(r);
	record_free(r);
}

/* In the meeting a member sees the own vote and the recusal, which was declared. */
static void
assert_item_is_hidden(struct chamber *h, struct session *member)
{
	struct council_meeting seen;
	size_t me, other;

	assert_done(h, IN_VIEW(member, council_meeting_load(VIEW, h->meeting, &seen, &h->e)));
	me = council_meeting_member(&seen, h->members[2]);
	other = council_meeting_member(&seen, h->members[1]);
	assert_int_equal(seen.own, h->members[2]);
	assert_false(seen.leads);
	assert_true(seen.items[0].hidden);
	assert_int_equal(seen.items[0].cast, 4);
	assert_int_equal(seen.items[0].ballots[me].vote, VOTE_FOR);
	assert_false(seen.items[0].ballots[me].hidden);
	assert_int_equal(seen.items[0].ballots[other].vote, 0);
	assert_true(seen.items[0].ballots[other].hidden);
	assert_int_equal(seen.items[0].count.votes_for, 0);
	assert_int_equal(seen.items[0].count.recused, 1);
	assert_int_equal(seen.items[0].result.outcome, 0);
	council_meeting_free(&seen);
}

/* Nor is the row of a vote to be had by any other way. */
static void
assert_vote_is_hidden(struct chamber *h, struct session *member, uint64_t vote)
{
	struct referrer *referrers;
	struct step *steps;
	size_t count;

	assert_null(IN_VIEW(member, register_load(VIEW, KIND_VOTES, vote)));
	assert_int_equal(
	    IN_VIEW(member, register_history(VIEW, KIND_VOTES, vote, UINT64_MAX, 1000, &steps)), 0);
	register_history_free(steps, 0);
	assert_null(IN_VIEW(member, register_as_of(VIEW, KIND_VOTES, vote, clock_today())));
	count = IN_VIEW(member, register_referrers(VIEW, KIND_PEOPLE, h->members[0], &referrers));
	for (size_t i = 0; i < count; i++)
		assert_int_not_equal(referrers[i].kind, KIND_VOTES);
	free(referrers);
}

static void
assert_item_is_shown(struct chamber *h, struct session *member, uint64_t vote)
{
	struct council_meeting seen;
	struct record *r;

	assert_done(h, IN_VIEW(member, council_meeting_load(VIEW, h->meeting, &seen, &h->e)));
	assert_false(seen.items[0].hidden);
	assert_int_equal(seen.items[0].count.votes_for, 2);
	assert_int_equal(
	    seen.items[0].ballots[council_meeting_member(&seen, h->members[1])].vote, VOTE_FOR);
	council_meeting_free(&seen);
	r = IN_VIEW(member, register_load(VIEW, KIND_VOTES, vote));
	assert_non_null(r);
	record_free(r);
}

static void
votes_are_hidden_everywhere_until_decided(void **state)
{
	struct chamber *h = *state;
	struct session *member, *secretary;
	struct record *r;
	uint64_t any, hidden;
	size_t total;

	chamber_rule(h, "\"at_once\"", "\"after\"");
	member = chamber_account(h, "vish", "council_member", "P0003");
	secretary = town_second(&h->town, "sekr", "secretary");
	chamber_sit(h, 1, 7);
	chamber_votes(h, 0, "-++-x");
	assert_item_is_hidden(h, member);
	assert_int_equal(votes_listed(member, &total, &any), 2);
	assert_int_equal(total, 2);
	assert_history_is_told(member, any);
	assert_int_equal(votes_listed(secretary, &total, &hidden), 5);
	r = first_of_meeting(h, KIND_VOTES); /* the chair's */
	hidden = r->id;
	record_free(r);
	assert_vote_is_hidden(h, member, hidden);
	assert_done(h, chamber_decide(h, 0, OUTCOME_REFUSE, "решил председатель"));
	assert_item_is_shown(h, member, hidden);
	assert_int_equal(votes_listed(member, &total, &any), 5);
	town_second_close(member);
	town_second_close(secretary);
}

/* Whoever may take tables out sees all that is in them, and so must who reads what was done or
 * takes copies. */
static void
no_role_exports_what_it_may_not_see(void **state)
{
	size_t count;
	const struct role *roles = role_list(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		if ((roles[i].permits & (PERMIT_BACKUP | PERMIT_JOURNAL)) != 0)
			assert_true(roles[i].permits & (PERMIT_COUNCIL | PERMIT_EXPORT));
		if ((roles[i].permits & PERMIT_COUNCIL) != 0)
			assert_true(roles[i].permits & PERMIT_VOTE);
	}
}

/* Imported history. */

static int
open_town(void **state)
{
	static const enum kind kinds[] = {KIND_ORGANISATIONS, KIND_PEOPLE, KIND_APPLICATIONS,
	    KIND_MEETINGS, KIND_VOTES, KIND_DECISIONS, KIND_ORDERS, KIND_MEMBERSHIPS};
	struct chamber *h = calloc(1, sizeof(*h));

	assert_non_null(h);
	town_create(&h->town);
	h->s = h->town.s;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		town_load(h->s, kinds[i]);
	*state = h;
	return 0;
}

static size_t
compare_with_decisions(struct chamber *h, uint64_t meeting)
{
	struct decision *d = (struct decision *)record_new(KIND_DECISIONS);
	struct council_meeting sitting;
	size_t decided = 0;

	h->meeting = meeting;
	chamber_look(h, &sitting);
	assert_false(sitting.started);
	assert_int_equal(sitting.state, MEETING_UNDER_WAY);
	for (size_t i = 0; i < sitting.nitems; i++) {
		const struct meeting_item *item = &sitting.items[i];
		struct txn *t = txn_read(h->s->store);

		d->meeting = meeting;
		d->application = item->application;
		assert_true(records_get(t, records_find_same(t, &d->base), &d->base));
		txn_abort(t);
		assert_int_equal(item->outcome, d->outcome);
		assert_int_equal(item->count.votes_for, d->votes_for);
		assert_int_equal(item->count.against, d->votes_against);
		assert_int_equal(item->count.abstained, d->abstained);
		assert_true(item->outcome == OUTCOME_POSTPONE ||
		    council_quorum(&sitting.rules, &item->count).reached);
		assert_int_equal(item->position, i + 1);
		decided++;
	}
	council_meeting_free(&sitting);
	record_free(&d->base);
	return decided;
}

static void
imported_meetings_have_their_tallies(void **state)
{
	struct chamber *h = *state;
	struct listing_spec spec = {.kind = KIND_MEETINGS};
	struct listing *l;
	uint64_t *ids;
	size_t count, decided = 0;

	assert_int_equal(IN_VIEW(h->s, listing_open(&l, VIEW, &spec, NULL, NULL)), ST_OK);
	count = IN_VIEW(h->s, listing_ids(l, VIEW, &ids));
	listing_close(l);
	assert_int_equal(count, 15);
	for (size_t i = 0; i < count; i++)
		decided += compare_with_decisions(h, ids[i]);
	free(ids);
	spec.kind = KIND_DECISIONS;
	assert_int_equal(IN_VIEW(h->s, listing_open(&l, VIEW, &spec, NULL, NULL)), ST_OK);
	assert_int_equal(decided, listing_count(l));
	listing_close(l);
}

static void
an_imported_meeting_is_taken_up_again(void **state)
{
	struct chamber *h = *state;
	struct council_meeting before, after;

	h->meeting = town_id(h->s, KIND_MEETINGS, "M013");
	chamber_look(h, &before);
	assert_done(h, council_start(h->s, h->meeting, NULL, 0, &h->e));
	chamber_look(h, &after);
	assert_true(after.started);
	assert_int_equal(after.nitems, before.nitems);
	for (size_t i = 0; i < after.nitems; i++) {
		assert_int_equal(after.items[i].application, before.items[i].application);
		assert_memory_equal(
		    &after.items[i].count, &before.items[i].count, sizeof(after.items[i].count));
	}
	council_meeting_free(&before);
	council_meeting_free(&after);
	assert_done(h, council_close(h->s, h->meeting, false, &h->e));
}

static void
ways_of_a_town_count_every_application_once(void **state)
{
	struct chamber *h = *state;
	struct application_statuses ways;
	size_t sum = 0, listed = 0;

	assert_int_equal(
	    IN_VIEW(h->s, application_statuses_load(VIEW, clock_today(), &ways)), ST_OK);
	assert_int_equal(ways.count, 100);
	for (int w = 0; w < APPLICATION_COUNT; w++) {
		struct listing_spec spec = {.kind = KIND_APPLICATIONS};
		struct listing *l;
		uint64_t *ids;

		spec.nonly = application_statuses_ids(&ways, 1u << w, &ids);
		spec.only = ids;
		assert_int_equal(spec.nonly, ways.counts[w]);
		assert_int_equal(IN_VIEW(h->s, listing_open(&l, VIEW, &spec, NULL, NULL)), ST_OK);
		assert_int_equal(listing_count(l), ways.counts[w]);
		listed += listing_count(l);
		sum += ways.counts[w];
		listing_close(l);
		free(ids);
	}
	assert_int_equal(sum, ways.count);
	assert_int_equal(listed, ways.count);
	assert_true(ways.counts[APPLICATION_MEMBER] > 0);
	assert_true(ways.counts[APPLICATION_REFUSED] > 0);
	assert_int_equal(ways.counts[APPLICATION_DRAFT], 0);
	application_statuses_free(&ways);
}

static enum status
merge(struct chamber *h, uint64_t kept, uint64_t gone, struct merged *out)
{
	struct record *a = IN_VIEW(h->s, register_load(VIEW, KIND_PEOPLE, kept));
	struct record *b = IN_VIEW(h->s, register_load(VIEW, KIND_PEOPLE, gone));
	enum status st =
	    merge_records(h->s, &(struct merge){.kept = a, .gone = b}, false, out, &h->e);

	record_free(a);
	record_free(b);
	return st;
}

/* Who voted is one person under two codes: the vote stays, and its minutes are closed. Two votes do
 * not become one in them. */
static void
closed_minutes_let_a_person_be_one(void **state)
{
	struct chamber *h = *state;
	struct merged merged;
	uint64_t again;

	chamber_sit(h, 1, 6);
	again = town_person(h->s, "P9", "Другая", "Анна", "Петровна");
	chamber_votes(h, 0, "++++++");
	assert_done(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""));
	assert_done(h, council_close(h->s, h->meeting, true, &h->e));
	assert_refused(h, merge(h, h->members[4], h->members[5], &merged), ST_REFUSED, "закрыт");
	assert_done(h, merge(h, again, h->members[5], &merged));
	assert_true(merged.moved >= 2); /* the vote and the attendance */
}

#define CHAMBER(test) cmocka_unit_test_setup_teardown(test, chamber_open, chamber_close)
#define TOWN(test)    cmocka_unit_test_setup_teardown(test, open_town, chamber_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CHAMBER(closed_minutes_freeze_the_meeting),
	    CHAMBER(closed_minutes_let_a_person_be_one),
	    CHAMBER(closed_minutes_stop_every_deed),
	    CHAMBER(reopening_takes_a_reason_for_the_journal),
	    CHAMBER(minutes_are_signed_by_two),
	    CHAMBER(a_record_saved_by_hand_fits_its_meeting),
	    CHAMBER(two_secretaries_lose_no_vote),
	    CHAMBER(votes_from_two_places_all_arrive),
	    CHAMBER(a_council_member_votes_for_nobody_else),
	    CHAMBER(votes_are_hidden_everywhere_until_decided),
	    cmocka_unit_test(no_role_exports_what_it_may_not_see),
	    TOWN(imported_meetings_have_their_tallies),
	    TOWN(an_imported_meeting_is_taken_up_again),
	    TOWN(ways_of_a_town_count_every_application_once),
	};

	return cmocka_run_group_tests_name("minutes", tests, NULL, NULL);
}
