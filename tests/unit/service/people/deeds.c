/* SPDX-License-Identifier: MIT
 * deeds.c - whatever is done: by nobody who may not, with nothing that is gone, upon nothing that
 * cannot be read. What is refused says why and writes nothing.
 */
#include "tests/lib/town.h"

#include "base/clock.h"
#include "db/record/tables.h"
#include "service/corps/orders.h"
#include "service/council/council.h"
#include "service/events/event_roll.h"
#include "service/people/mentoring.h"
#include "service/people/pathways.h"
#include "service/people/reserve.h"
#include "service/people/turn_deeds.h"
#include "service/year/bank.h"
#include "service/year/catalogue.h"
#include "service/year/mailings.h"
#include "service/year/moves.h"
#include "service/year/plan_deeds.h"
#include "service/year/reports.h"
#include "service/year/request_deeds.h"
#include "tests/lib/in_view.h"

enum { GONE = 900000 }; /* behind all ids */

/* What is done with the record of that id: a meeting, a plan, a person. */
typedef enum status deed_fn(struct session *s, uint64_t id, struct error *e);

#define DEED(name, call)                                                                           \
	static enum status name(struct session *s, uint64_t id, struct error *e)                   \
	{                                                                                          \
		return call;                                                                       \
	}
#define SEEN     ((struct shown_records){.ids = &id, .count = 1, .seen = UINT64_MAX})
#define ITEMS    ((struct plan_items){.ids = &id, .count = 1})
#define MATERIAL ((struct bank_seen){.resource = id})
#define REQUEST  ((struct request_seen){.request = id})
#define LETTER   ((struct mailing_seen){.mailing = id})

DEED(start, council_start(s, id, NULL, 0, e))
DEED(arrive, council_arrive(s, id, 1, e))
DEED(leave, council_leave(s, id, 1, e))
DEED(lead, council_lead(s, id, 1, e))
DEED(move, council_move(s, id, 1, e))
DEED(vote, council_vote(s, id, 1, 1, VOTE_FOR, 0, e))
DEED(change_vote, council_change_vote(s, id, 1, 1, VOTE_FOR, 0, "описка", e))
DEED(vote_rest, council_vote_rest(s, id, 1, &(size_t){0}, e))
DEED(recuse, council_recuse(s, id, 1, 1, 0, "родня", e))
DEED(dismiss, council_dismiss_recusal(s, id, 1, 1, 0, "не родня", e))
DEED(open_vote, council_open_vote(s, id, 1, e))
DEED(close_vote, council_close_vote(s, id, 1, 0, e))
DEED(resume_vote, council_resume_vote(s, id, 1, e))
DEED(decide,
    council_decide(
	s, id, &(struct council_decision){.item = 1, .outcome = OUTCOME_POSTPONE, .reason = ""}, e))
DEED(undo, council_undo(s, id, NULL, e))
DEED(speak,
    council_put_speech(s, id, 1, &(struct council_speech){.speaker = "Гость", .text = "Да"}, e))
DEED(unsay, council_drop_speech(s, id, 1, 1, 0, e))
DEED(reporter, council_set_reporter(s, id, 1, "", "Гость", e))
DEED(add_item, council_add_item(s, id, 1, 0, e))
DEED(add_topic, council_add_topic(s, id, "Разное", NULL, e))
DEED(drop_item, council_drop_item(s, id, 1, e))
DEED(close_minutes, council_close(s, id, true, e))
DEED(reopen, council_reopen(s, id, "описка", true, e))
DEED(agree, council_agree(s, &id, 1, UINT64_MAX, clock_today(), &(size_t){0}, e))
DEED(pair,
    mentoring_pair(s, SEEN, &(struct support){.mentor = 1, .base.kind = KIND_SUPPORT}, NULL, e))
DEED(end_support, support_end(s, SEEN, clock_today(), "", e))
DEED(items_done, pathway_items_done(s, SEEN, clock_today(), "", e))
DEED(finish, pathways_finish(s, SEEN, 1, clock_today(), e))
DEED(settle, reserve_settle(s, SEEN, RESERVE_APPOINTED, clock_today(), e))
DEED(detach, attachments_end(s, SEEN, clock_today(), 0, e))
DEED(offer, bank_offer(s, MATERIAL, e))
DEED(examine, bank_examine(s, MATERIAL, 1, e))
DEED(judge,
    bank_judge(s, MATERIAL, &(struct bank_verdict){.day = clock_today(), .annotation = ""},
	&(bool){false}, e))
DEED(letter_queued, mailing_queue(s, LETTER, &(struct mailing_letters){0}, e))
DEED(letter_taken, mailing_take(s, LETTER, &(struct buf){0}, &(struct mailing_letters){0}, e))
DEED(letter_for_others, mailing_readdress(s, id, (struct audience){.type = AUDIENCE_CORPS}, e))
DEED(person_moved, people_move(s, &(struct move){.person = id}, 1, 2, clock_today(), e))
DEED(item_held, plan_items_held(s, ITEMS, (struct plan_days){clock_today(), clock_today()}, e))
DEED(item_postponed, plan_items_postpone(s, ITEMS, clock_today(), "болезнь", e))
DEED(item_cancelled, plan_items_cancel(s, ITEMS, "болезнь", e))
DEED(step, plan_take_step(s, id, PLAN_AGREED, clock_today(), e))
DEED(hand_in, plans_hand_in(s, &id, 1, clock_today(), e))
DEED(publish_plan, plan_publish(s, id, &(struct page_file){.path = NULL}, e))
DEED(report_in,
    reports_mark(s,
	&(struct report_marking){.request = id,
	    .day = clock_today(),
	    .seen = &(struct report_seen){.person = 1},
	    .count = 1},
	&(size_t){0}, e))
DEED(assign, request_assign(s, REQUEST, 1, &(int32_t){0}, e))
DEED(answer,
    request_done(s, REQUEST,
	&(struct request_answer){.day = clock_today(), .result = "да", .hours = NUMBER_NONE},
	&(bool){false}, e))
DEED(refuse, request_refuse(s, id, clock_today(), "не по адресу", e))

#define NAMED(name_) REFUSED(name_, ST_NOTFOUND)
#define REFUSED(name_, gone_)                                                                      \
	{                                                                                          \
		.name = #name_, .fn = name_, .gone = gone_                                         \
	}
static const struct deed {
	const char *name;
	deed_fn *fn;
	enum status gone; /* what comes of a record that is gone */
} deeds[] = {NAMED(start), NAMED(arrive), NAMED(leave), NAMED(lead), NAMED(move), NAMED(vote),
    NAMED(change_vote), NAMED(vote_rest), NAMED(recuse), NAMED(dismiss), NAMED(open_vote),
    NAMED(close_vote), NAMED(resume_vote), NAMED(decide), NAMED(undo), NAMED(speak), NAMED(unsay),
    NAMED(reporter), NAMED(add_item), NAMED(add_topic), NAMED(drop_item), NAMED(close_minutes),
    NAMED(reopen), REFUSED(agree, ST_REFUSED), NAMED(pair), NAMED(end_support), NAMED(items_done),
    NAMED(finish), NAMED(settle), NAMED(detach), NAMED(offer), NAMED(examine), NAMED(judge),
    NAMED(letter_queued), NAMED(letter_taken), NAMED(letter_for_others), NAMED(person_moved),
    NAMED(item_held), NAMED(item_postponed), NAMED(item_cancelled), NAMED(step), NAMED(hand_in),
    NAMED(publish_plan), NAMED(report_in), NAMED(assign), NAMED(answer), NAMED(refuse)};
enum { DEEDS = sizeof(deeds) / sizeof(deeds[0]) };

/* It comes to that with a sentence, and nothing is written. */
static bool
comes_to(
    const struct deed *d, struct session *s, uint64_t id, enum status wanted, const char *words)
{
	uint64_t version = store_version(s->store);
	struct error e = {0};
	enum status st = d->fn(s, id, &e);

	if (st == wanted && strstr(error_text(&e), words) != NULL &&
	    store_version(s->store) == version)
		return true;
	print_error("%s: «%s», %s\n", d->name, status_text(st), error_text(&e));
	return false;
}

static void
nobody_does_what_he_may_not(void **state)
{
	struct session *s = town_second(*state, "ivanova", "viewer");
	size_t wrong = 0;

	for (size_t i = 0; i < DEEDS; i++)
		wrong += !comes_to(&deeds[i], s, 1, ST_DENIED, "не может");
	town_second_close(s);
	assert_int_equal(wrong, 0);
}

static void
nothing_is_done_with_what_is_gone(void **state)
{
	struct town *town = *state;
	size_t wrong = 0;

	for (size_t i = 0; i < DEEDS; i++)
		wrong += !comes_to(&deeds[i], town->s, GONE, deeds[i].gone, "");
	assert_int_equal(wrong, 0);
}

static void
nothing_is_done_upon_what_cannot_be_read(void **state)
{
	struct town *town = *state;
	struct txn *t = txn_write(town->s->store);
	size_t wrong = 0;

	for (int kind = 0; kind < KIND_COUNT; kind++)
		town_spoil(t, table_of((enum kind)kind));
	assert_int_equal(txn_commit(t), ST_OK);
	for (size_t i = 0; i < DEEDS; i++)
		wrong += !comes_to(&deeds[i], town->s, 1, ST_DAMAGED, "повреждена");
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nobody_does_what_he_may_not),
	    cmocka_unit_test(nothing_is_done_with_what_is_gone),
	    cmocka_unit_test(nothing_is_done_upon_what_cannot_be_read), /* nothing can, from here */
	};

	return cmocka_run_group_tests(tests, town_full, town_tear_down);
}
