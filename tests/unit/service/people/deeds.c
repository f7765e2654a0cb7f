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

/* What is done with the record of that id: a meeting, a plan, a person. about: the item or the
 * member of a meeting. */
typedef enum status deed_fn(struct session *s, uint64_t id, uint64_t about, struct error *e);

#define DEED(name, call)                                                                           \
	static enum status name(struct session *s, uint64_t id, uint64_t about, struct error *e)   \
	{                                                                                          \
		(void)about;                                                                       \
		return call;                                                                       \
	}
#define SEEN     ((struct shown_records){.ids = &id, .count = 1, .seen = UINT64_MAX})
#define ITEMS    ((struct plan_items){.ids = &id, .count = 1})
#define MATERIAL ((struct bank_seen){.resource = id})
#define REQUEST  ((struct request_seen){.request = id})
#define LETTER   ((struct mailing_seen){.mailing = id})

DEED(start, council_start(s, id, NULL, 0, e))
DEED(arrive, council_arrive(s, id, about, e))
DEED(leave, council_leave(s, id, about, e))
DEED(lead, council_lead(s, id, about, e))
DEED(move, council_move(s, id, about, e))
DEED(vote, council_vote(s, id, about, 1, VOTE_FOR, 0, e))
DEED(change_vote, council_change_vote(s, id, about, 1, VOTE_FOR, 0, "описка", e))
DEED(vote_rest, council_vote_rest(s, id, about, &(size_t){0}, e))
DEED(recuse, council_recuse(s, id, about, 1, 0, "родня", e))
DEED(dismiss, council_dismiss_recusal(s, id, about, 1, 0, "не родня", e))
DEED(open_vote, council_open_vote(s, id, about, e))
DEED(close_vote, council_close_vote(s, id, about, 0, e))
DEED(resume_vote, council_resume_vote(s, id, about, e))
DEED(decide,
    council_decide(s, id,
	&(struct council_decision){.item = about, .outcome = OUTCOME_POSTPONE, .reason = ""}, e))
DEED(undo, council_undo(s, id, NULL, e))
DEED(speak,
    council_put_speech(s, id, about, &(struct council_speech){.speaker = "Гость", .text = "Да"}, e))
DEED(unsay, council_drop_speech(s, id, about, 1, 0, e))
DEED(reporter, council_set_reporter(s, id, about, "", "Гость", e))
DEED(add_item, council_add_item(s, id, about, 0, e))
DEED(add_topic, council_add_topic(s, id, "Разное", NULL, e))
DEED(drop_item, council_drop_item(s, id, about, e))
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

/* What of a sitting it is about. */
enum about { NO_SITTING, A_SITTING, AN_ITEM, A_MEMBER };

#define DO(name_)          WITH(name_, NO_SITTING, ST_NOTFOUND)
#define SIT(name_, about_) WITH(name_, about_, ST_NOTFOUND)
#define WITH(name_, about_, gone_)                                                                 \
	{                                                                                          \
		.name = #name_, .fn = name_, .about = about_, .gone = gone_                        \
	}
static const struct deed {
	const char *name;
	deed_fn *fn;
	enum about about;
	enum status gone; /* what comes of a record that is gone */
} deeds[] = {SIT(arrive, A_MEMBER), SIT(leave, A_MEMBER), SIT(lead, A_MEMBER), SIT(move, AN_ITEM),
    SIT(vote, AN_ITEM), SIT(change_vote, AN_ITEM), SIT(vote_rest, AN_ITEM), SIT(recuse, AN_ITEM),
    SIT(dismiss, AN_ITEM), SIT(open_vote, AN_ITEM), SIT(close_vote, AN_ITEM),
    SIT(resume_vote, AN_ITEM), SIT(decide, AN_ITEM), SIT(speak, AN_ITEM), SIT(unsay, AN_ITEM),
    SIT(undo, A_SITTING), SIT(close_minutes, A_SITTING), DO(start), DO(reporter), DO(add_item),
    DO(add_topic), DO(drop_item), DO(reopen), WITH(agree, NO_SITTING, ST_REFUSED), DO(pair),
    DO(end_support), DO(items_done), DO(finish), DO(settle), DO(detach), DO(offer), DO(examine),
    DO(judge), DO(letter_queued), DO(letter_taken), DO(letter_for_others), DO(person_moved),
    DO(item_held), DO(item_postponed), DO(item_cancelled), DO(step), DO(hand_in), DO(publish_plan),
    DO(report_in), DO(assign), DO(answer), DO(refuse)};
enum { DEEDS = sizeof(deeds) / sizeof(deeds[0]) };

/* It comes to that with a sentence, and nothing is written. */
static bool
comes_to(const struct deed *d, struct session *s, uint64_t id, uint64_t about, enum status wanted,
    const char *words)
{
	uint64_t version = store_version(s->store);
	struct error e = {0};
	enum status st = d->fn(s, id, about, &e);

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
		wrong += !comes_to(&deeds[i], s, 1, 1, ST_DENIED, "не может");
	town_second_close(s);
	assert_int_equal(wrong, 0);
}

static void
nothing_is_done_with_what_is_gone(void **state)
{
	struct town *town = *state;
	size_t wrong = 0;

	for (size_t i = 0; i < DEEDS; i++)
		wrong += !comes_to(&deeds[i], town->s, GONE, 1, deeds[i].gone, "");
	assert_int_equal(wrong, 0);
}

/* A meeting that has not begun, though votes and decisions came with a table; then about what is no
 * item of it, and nobody of its council. */
static void
a_sitting_is_held_in_its_order(void **state)
{
	static const char *const strange[] = {
	    [AN_ITEM] = "в повестке заседания нет", [A_MEMBER] = "не входит в совет"};
	struct town *town = *state;
	struct error e = {0};
	size_t wrong = 0;

	for (size_t i = 0; i < DEEDS; i++)
		if (deeds[i].about != NO_SITTING)
			wrong += !comes_to(&deeds[i], town->s, 1, 1, ST_REFUSED, "ещё не начато");
	assert_done(council_start(town->s, 1, NULL, 0, &e), &e);
	wrong += !comes_to(&(const struct deed)DO(reporter), town->s, 1, GONE, ST_REFUSED,
	    "в повестке заседания нет");
	for (size_t i = 0; i < DEEDS; i++) {
		if (deeds[i].about != AN_ITEM && deeds[i].about != A_MEMBER)
			continue;
		wrong +=
		    !comes_to(&deeds[i], town->s, 1, GONE, ST_REFUSED, strange[deeds[i].about]);
		if (deeds[i].about == AN_ITEM)
			wrong += !comes_to(&deeds[i], town->s, 1, ITEM_TOPIC | GONE, ST_REFUSED,
			    "этого вопроса в повестке заседания больше нет");
	}
	assert_int_equal(wrong, 0);
}

/* Nobody of a council, no item. */
static void
of_an_empty_meeting_there_is_nothing_to_do(void **state)
{
	static const struct deed begin = SIT(start, A_SITTING), come = SIT(arrive, A_MEMBER),
				 undone = SIT(undo, A_SITTING);
	struct town *town = *state;
	uint64_t id = town_save(town->s,
	    RECORD(town->s, KIND_MEETINGS, "code=M900", "number=90", "date=2026-05-31", "seats=7"));
	struct council_meeting sitting;
	struct error e = {0};

	assert_true(comes_to(&begin, town->s, id, 1, ST_REFUSED, "повестка пуста"));
	assert_true(comes_to(&come, town->s, id, 1, ST_REFUSED, "ещё не начато"));
	assert_true(comes_to(&undone, town->s, id, 1, ST_REFUSED, "ещё не начато"));
	assert_done(council_add_topic(town->s, id, "О плане", NULL, &e), &e);
	assert_done(IN_VIEW(town->s, council_meeting_load(VIEW, id, &sitting, &e)), &e);
	assert_int_equal(sitting.nmembers, 0);
	assert_int_equal(sitting.nitems, 1);
	assert_int_equal(sitting.items[0].position, 1);
	council_meeting_free(&sitting);
}

/* Of a meeting that came with a table only the decisions are known: nobody reports on them. */
static void
a_decision_without_an_agenda_has_no_reporter(void **state)
{
	struct town *town = *state;
	struct council_meeting sitting;
	struct error e = {0};
	uint64_t item;

	assert_done(IN_VIEW(town->s, council_meeting_load(VIEW, 2, &sitting, &e)), &e);
	item = sitting.items[0].id;
	council_meeting_free(&sitting);
	assert_true(comes_to(&(const struct deed)DO(reporter), town->s, 2, item, ST_REFUSED,
	    "о нём известно только решение"));
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
		wrong += !comes_to(&deeds[i], town->s, 1, 1, ST_DAMAGED, "повреждена");
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nobody_does_what_he_may_not),
	    cmocka_unit_test(nothing_is_done_with_what_is_gone),
	    cmocka_unit_test(a_sitting_is_held_in_its_order),
	    cmocka_unit_test(of_an_empty_meeting_there_is_nothing_to_do),
	    cmocka_unit_test(a_decision_without_an_agenda_has_no_reporter),
	    cmocka_unit_test(nothing_is_done_upon_what_cannot_be_read), /* nothing can, from here */
	};

	return cmocka_run_group_tests(tests, town_full, town_tear_down);
}
