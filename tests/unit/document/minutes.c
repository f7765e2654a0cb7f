/* SPDX-License-Identifier: MIT
 * document_minutes.c - the minutes of a whole meeting of seven: somebody goes midway, a recusal, a
 * tie with the chair's vote, a refusal, a postponement. Held against a text a person can read.
 */
#include "tests/lib/chamber.h"

#include "document/document.h"
#include "tests/lib/golden.h"
#include "tests/lib/in_view.h"

static void
hold_meeting(struct chamber *h)
{
	chamber_sit(h, 4, 7);
	chamber_votes(h, 0, "+++-0++");
	assert_done(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""));
	assert_done(h,
	    council_recuse(h->s, h->meeting, h->applications[1], h->members[0], 0,
		"та же организация", &h->e));
	chamber_votes(h, 1, " -----+");
	assert_done(h, chamber_decide(h, 1, OUTCOME_REFUSE, "состав по направлению набран"));
	assert_done(h, council_leave(h->s, h->meeting, h->members[6], &h->e));
	chamber_votes(h, 2, "+++---");
	assert_done(h, chamber_decide(h, 2, OUTCOME_ADMIT, ""));
	assert_done(h, chamber_decide(h, 3, OUTCOME_POSTPONE, "нет согласования"));
}

static void
print_paper(struct chamber *h, const char *paper, uint64_t record, struct buf *out)
{
	struct page page;

	buf_clear(out);
	assert_done(h, document_of_record(&page, h->s, paper, record, &h->e));
	page_put_text(&page, out);
	page_free(&page);
}

static void
print(struct chamber *h, struct buf *out)
{
	print_paper(h, "minutes", h->meeting, out);
}

/* The journal's hash hangs on every byte of the database. */
static void
mask_seal(struct buf *text)
{
	char *seal = strstr(text->data, "\nЭлектронная копия. Запись журнала № ");

	assert_non_null(seal);
	buf_truncate(text, (size_t)(seal - text->data));
}

static void
minutes_tell_the_meeting(void **state)
{
	struct chamber *h = *state;
	struct buf got = {0};

	hold_meeting(h);
	assert_done(h, council_close(h->s, h->meeting, false, &h->e));
	print(h, &got);
	mask_seal(&got);
	assert_golden("tests/data/documents/meeting.txt", &got);
	buf_free(&got);
}

static void
at(const char *time)
{
	char moment[32];

	snprintf(moment, sizeof(moment), "2026-05-31T%s:00", time);
	setenv("METODAKTIV_NOW", moment, 1);
}

static void
decide_all_for(struct chamber *h, size_t item)
{
	size_t voted;

	assert_done(h, council_vote_rest(h->s, h->meeting, h->applications[item], &voted, &h->e));
	assert_done(h, chamber_decide(h, item, OUTCOME_ADMIT, ""));
}

/* One comes late, one goes and comes back, a third is marked by mistake; the deputy leads the third
 * item and settles its tie. */
static void
hold_led_by_another(struct chamber *h)
{
	town_save(h->s,
	    RECORD(
		h->s, KIND_COUNCIL_MEMBERS, "person=P0004", "from=2025-09-02", "duty=заместитель"));
	chamber_sit(h, 4, 6);
	decide_all_for(h, 0);
	at("12:20");
	assert_done(h, council_arrive(h->s, h->meeting, h->members[6], &h->e));
	assert_done(h, council_leave(h->s, h->meeting, h->members[4], &h->e));
	assert_done(h, council_arrive(h->s, h->meeting, h->members[4], &h->e));
	decide_all_for(h, 1);
	at("12:40");
	assert_done(h, council_leave(h->s, h->meeting, h->members[0], &h->e));
	chamber_votes(h, 2, " +++---");
	assert_done(h, chamber_decide(h, 2, OUTCOME_ADMIT, ""));
	at("13:05");
	assert_done(h, council_arrive(h->s, h->meeting, h->members[0], &h->e));
	decide_all_for(h, 3);
	at("12:00");
}

static void
minutes_tell_when_and_who_led(void **state)
{
	struct chamber *h = *state;
	struct buf got = {0};

	hold_led_by_another(h);
	assert_done(h, council_close(h->s, h->meeting, false, &h->e));
	print(h, &got);
	mask_seal(&got);
	assert_golden("tests/data/documents/acting.txt", &got);
	buf_free(&got);
}

/* The person gets another surname. */
static void
marry(struct chamber *h, uint64_t person)
{
	struct record *r = IN_VIEW(h->s, register_load(VIEW, KIND_PEOPLE, person));
	const char *surname = "Новофамильная";
	struct saved saved;

	record_set_text(r, field_find(KIND_PEOPLE, "surname"), surname, strlen(surname));
	assert_done(h, save_record(h->s, r, &saved, &h->e));
	record_free(r);
}

/* The first line of open minutes, and the empty one below. */
static void
drop_draft(struct buf *text)
{
	const char *behind = strstr(buf_text(text), "ПРОЕКТ\n\n");
	struct buf rest = {0};

	assert_non_null(behind);
	buf_puts(&rest, behind + strlen("ПРОЕКТ\n\n"));
	buf_free(text);
	*text = rest;
}

static void
closed_minutes_are_the_same_bytes(void **state)
{
	struct chamber *h = *state;
	struct buf before = {0}, after = {0};

	hold_meeting(h);
	print(h, &before);
	assert_done(h, council_close(h->s, h->meeting, false, &h->e));
	print(h, &after);
	drop_draft(&before);
	assert_null(strstr(buf_text(&after), "ПРОЕКТ"));
	assert_string_not_equal(buf_text(&before), buf_text(&after)); /* another seal */
	mask_seal(&before);
	buf_put_slice(
	    &before, slice_of(strstr(buf_text(&after), "\nЭлектронная копия. Запись журнала № ")));
	assert_string_equal(buf_text(&before), buf_text(&after)); /* and nothing else */
	town_school(h->s, "O009", "Школа № 9");                   /* somebody goes on working */
	print(h, &before);
	assert_string_equal(buf_text(&before), buf_text(&after));
	marry(h, h->members[1]);
	print(h, &before);
	assert_string_equal(buf_text(&before), buf_text(&after));
	buf_free(&before);
	buf_free(&after);
}

static void
an_empty_meeting_has_minutes(void **state)
{
	struct chamber *h = *state;
	struct buf text = {0};

	h->meeting = town_save(
	    h->s, RECORD(h->s, KIND_MEETINGS, "code=M9", "number=9", "date=2026-05-30", "seats=7"));
	print(h, &text);
	assert_non_null(strstr(buf_text(&text), "Повестка пуста."));
	buf_free(&text);
}

enum { TOPIC = 1, OTHER = 3 };

static uint64_t
id_of(struct chamber *h, size_t item)
{
	struct council_meeting s;
	uint64_t id;

	chamber_look(h, &s);
	id = s.items[item].id;
	council_meeting_free(&s);
	return id;
}

/* An application, a topic that is voted on, an application, a topic that is taken note of. */
static void
hold_topics(struct chamber *h)
{
	struct agenda_entry agenda[] = {{.application = 0},
	    {.topic = "О плане работы совета на год", .speaker = "Седова Н. П., методист"},
	    {.application = 0}, {.topic = "Разное"}};
	struct agenda_entry *proposed;
	struct meeting_plan plan;

	agenda[0].application = chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	agenda[2].application = chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	IN_VIEW(h->s, council_propose(VIEW, clock_today(), &plan, &proposed));
	free(proposed);
	plan.agenda = agenda;
	plan.nagenda = sizeof(agenda) / sizeof(agenda[0]);
	assert_done(h, council_prepare(h->s, &plan, &h->meeting, &h->e));
	assert_done(h, council_start(h->s, h->meeting, h->members, MEMBERS, &h->e));
	assert_done(h,
	    council_put_speech(h->s, h->meeting, id_of(h, TOPIC),
		&(struct council_speech){.person = h->members[3], .text = "Сроки малы."}, &h->e));
	assert_done(h, council_move(h->s, h->meeting, id_of(h, TOPIC), &h->e));
	for (size_t i = 0; i < 6; i++)
		assert_done(h,
		    council_vote(h->s, h->meeting, id_of(h, TOPIC), h->members[i],
			i < 4 ? VOTE_FOR : VOTE_AGAINST, 0, &h->e));
	assert_done(h,
	    council_decide(h->s, h->meeting,
		&(struct council_decision){.item = id_of(h, TOPIC),
		    .outcome = OUTCOME_ADMIT,
		    .reason = "",
		    .text = "Утвердить план.\nОпубликовать его до 1 июня."},
		&h->e));
	assert_done(h,
	    council_decide(h->s, h->meeting,
		&(struct council_decision){
		    .item = id_of(h, OTHER), .outcome = OUTCOME_NOTED, .reason = ""},
		&h->e));
}

/* One meeting, one protocol: numbers follow the agenda over applications and topics. */
static void
minutes_tell_topics_in_their_place(void **state)
{
	struct chamber *h = *state;
	struct buf got = {0};

	hold_topics(h);
	assert_done(h, council_close(h->s, h->meeting, true, &h->e));
	print(h, &got);
	mask_seal(&got);
	assert_golden("tests/data/documents/topics.txt", &got);
	buf_free(&got);
}

/* The description of one serves the other. */
static void
a_topic_has_an_extract_as_an_application_has(void **state)
{
	struct chamber *h = *state;
	struct council_meeting s;
	struct buf got = {0};

	hold_topics(h);
	assert_done(h, council_close(h->s, h->meeting, true, &h->e));
	chamber_look(h, &s);
	print_paper(h, "topic-extract", s.items[TOPIC].decision, &got);
	mask_seal(&got);
	assert_golden("tests/data/documents/topic-extract.txt", &got);
	print_paper(h, "extract", s.items[0].decision, &got);
	assert_non_null(strstr(buf_text(&got), "Рассмотрение отложить: Кандидат01"));
	assert_null(strstr(buf_text(&got), "Утвердить план"));
	council_meeting_free(&s);
	buf_free(&got);
}

#define WITH_COUNCIL(test) cmocka_unit_test_setup_teardown(test, chamber_open, chamber_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_COUNCIL(minutes_tell_the_meeting),
	    WITH_COUNCIL(minutes_tell_when_and_who_led),
	    WITH_COUNCIL(minutes_tell_topics_in_their_place),
	    WITH_COUNCIL(a_topic_has_an_extract_as_an_application_has),
	    WITH_COUNCIL(closed_minutes_are_the_same_bytes),
	    WITH_COUNCIL(an_empty_meeting_has_minutes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
