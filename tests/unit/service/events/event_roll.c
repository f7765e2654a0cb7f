/* SPDX-License-Identifier: MIT
 * event_roll.c - who took part: roles given and taken, written as one operation or not at all; the
 * results of a contest; lists of names.
 */
#include "tests/lib/town.h"

#include "service/events/contest.h"
#include "service/events/event_people.h"
#include "service/events/event_roll_draft.h"
#include "service/record/undo.h"
#include "tests/lib/in_view.h"

enum { PEOPLE = 13 };

struct contest_town {
	struct town town;
	uint64_t people[PEOPLE], event;
};

/* Surnames in Russian order: Абаев, Ббаев and so on. */
static int
set_up(void **state)
{
	static const char *const letters[PEOPLE] = {
	    "А", "Б", "В", "Г", "Д", "Е", "Ж", "З", "И", "К", "Л", "М", "Н"};
	struct contest_town *c = calloc(1, sizeof(*c));
	struct session *s;

	assert_non_null(c);
	town_create(&c->town);
	s = c->town.s;
	town_school(s, "O001", "Школа № 1");
	for (int i = 0; i < PEOPLE; i++) {
		char code[8], surname[32];

		snprintf(code, sizeof(code), "P%03d", i + 1);
		snprintf(surname, sizeof(surname), "%sбаев", letters[i]);
		c->people[i] = town_person(s, code, surname, "Олег", "Иванович");
	}
	c->event = town_save(s,
	    RECORD(s, KIND_EVENTS, "code=K1", "title=Воспитатель года", "type=конкурс",
		"level=муниципальный", "planned=2026-04-11", "held=2026-04-11"));
	*state = c;
	return 0;
}

static int
tear_down(void **state)
{
	struct contest_town *c = *state;

	town_remove(&c->town);
	free(c);
	return 0;
}

static struct event_roll
roll_of(const struct contest_town *c)
{
	struct event_roll r;
	struct error e = {0};

	assert_int_equal(IN_VIEW(c->town.s, event_roll_read(&r, VIEW, c->event, &e)), ST_OK);
	return r;
}

/* Everybody takes part. */
static struct event_roll
everybody(const struct contest_town *c)
{
	struct event_roll r = roll_of(c);

	for (int i = 0; i < PEOPLE; i++)
		assert_true(event_roll_toggle(&r, c->town.s, c->people[i], "участник"));
	return r;
}

static void
save(const struct contest_town *c, struct event_roll *r, struct roll_saved *out)
{
	struct error e = {0};

	assert_int_equal(event_roll_save(c->town.s, r, NULL, out, &e), ST_OK);
	event_roll_free(r);
	*r = roll_of(c);
}

static void
assert_refused(const struct contest_town *c, const struct event_roll *r, const char *sentence)
{
	struct roll_saved saved;
	struct event_roll now;
	struct error e = {0};

	assert_int_equal(event_roll_save(c->town.s, r, NULL, &saved, &e), ST_INVALID);
	assert_string_equal(e.text, sentence);
	now = roll_of(c);
	assert_int_equal(now.count, 0);
	event_roll_free(&now);
}

static void
all_are_written_and_taken_back_as_one(void **state)
{
	const struct contest_town *c = *state;
	struct event_roll r = everybody(c);
	struct roll_saved saved;
	struct error e = {0};

	event_roll_toggle(&r, c->town.s, c->people[0], "выступающий");
	assert_true(event_roll_is_changed(&r));
	save(c, &r, &saved);
	assert_int_equal(saved.added, PEOPLE + 1);
	assert_false(event_roll_is_changed(&r));
	assert_int_equal(event_roll_people(&r, NULL), PEOPLE);

	event_roll_toggle(&r, c->town.s, c->people[0], "выступающий");
	event_roll_toggle(&r, c->town.s, c->people[0], "выступающий");
	assert_false(event_roll_is_changed(&r));
	event_roll_drop(&r, c->people[0]);
	assert_false(event_roll_has(&r, c->people[0], NULL));
	save(c, &r, &saved);
	assert_int_equal(saved.removed, 2);
	assert_int_equal(r.count, PEOPLE - 1);
	event_roll_free(&r);

	for (int i = 0; i < 2; i++)
		assert_int_equal(register_undo(c->town.s, 0, NULL, NULL, &e), ST_OK);
	r = roll_of(c);
	assert_int_equal(r.count, 0);
	event_roll_free(&r);
}

static void
a_headcount_below_the_names_is_refused(void **state)
{
	const struct contest_town *c = *state;
	struct event_roll r = everybody(c);
	struct roll_saved saved;
	struct error e = {0};

	assert_int_equal(event_roll_set_headcount(&r, c->town.s, "5", &e), ST_OK);
	assert_refused(c, &r,
	    "указано 5, а поимённо названо разных людей: 13; число участников не бывает меньше "
	    "числа названных");
	assert_int_equal(event_roll_set_headcount(&r, c->town.s, "пять", &e), ST_INVALID);
	assert_int_equal(event_roll_set_headcount(&r, c->town.s, "113", &e), ST_OK);
	save(c, &r, &saved);
	assert_int_equal(r.event->headcount, 113);
	event_roll_free(&r);
}

static void
two_winners_of_a_nomination_are_refused(void **state)
{
	const struct contest_town *c = *state;
	struct event_roll r = everybody(c);
	struct roll_saved saved;
	struct error e = {0};

	assert_int_equal(contest_set_place(&r, c->town.s, 0, "1", &e), ST_OK);
	assert_int_equal(contest_set_place(&r, c->town.s, 1, "1", &e), ST_OK);
	assert_refused(c, &r,
	    "у этого мероприятия уже есть победитель (Абаев Олег Иванович), двух без номинации не "
	    "бывает");
	assert_int_equal(event_roll_set(&r, c->town.s, 1, "nomination", "Дебют", &e), ST_OK);
	save(c, &r, &saved);
	assert_int_equal(saved.added, PEOPLE);
	event_roll_free(&r);
}

static void
assert_order(const struct contest_town *c, const struct event_roll *r, const char *codes)
{
	struct contest contest;
	struct buf text = {0};
	struct error e = {0};

	assert_int_equal(IN_VIEW(c->town.s, contest_read(&contest, r, VIEW, &e)), ST_OK);
	for (size_t i = 0; i < contest.count; i++)
		for (int p = 0; p < PEOPLE; p++)
			if (c->people[p] == contest_entry(&contest, i)->person)
				buf_printf(&text, "%s%d", i > 0 ? " " : "", p + 1);
	assert_string_equal(buf_text(&text), codes);
	buf_free(&text);
	contest_free(&contest);
}

/* A real one: a winner, a second and a third place, two laureates of thirteen. */
static void
a_contest_is_told_by_place_then_laureates_then_names(void **state)
{
	const struct contest_town *c = *state;
	struct event_roll r = everybody(c);
	struct contest contest;
	struct error e = {0};

	contest_set_place(&r, c->town.s, 12, "1", &e);
	contest_set_place(&r, c->town.s, 4, "3", &e);
	contest_set_place(&r, c->town.s, 7, "2", &e);
	event_roll_set_role(&r, 9, ROLE_LAUREATE);
	event_roll_set_role(&r, 2, ROLE_LAUREATE);
	assert_order(c, &r, "13 8 5 3 10 1 2 4 6 7 9 11 12");
	assert_int_equal(IN_VIEW(c->town.s, contest_read(&contest, &r, VIEW, &e)), ST_OK);
	assert_int_equal(contest.count, 13);
	assert_int_equal(contest_count(&contest, ROLE_WINNER), 1);
	assert_int_equal(contest_count(&contest, ROLE_PRIZE), 2);
	assert_int_equal(contest_count(&contest, ROLE_LAUREATE), 2);
	assert_int_equal(contest_count(&contest, ROLE_PARTICIPANT), 8);
	contest_free(&contest);
	assert_int_equal(contest_next_level(r.event), LEVEL_REGIONAL);
	event_roll_free(&r);
}

static void
set_scores(const struct contest_town *c, struct event_roll *r, const char *const *scores, size_t n)
{
	struct error e = {0};

	for (size_t i = 0; i < n; i++)
		assert_int_equal(event_roll_set(r, c->town.s, i, "score", scores[i], &e), ST_OK);
}

static void
places_are_those_of_the_scores(void **state)
{
	static const char *const scores[] = {"87", "91,5", "91.25", "", "87", "40"};
	static const char *const places[] = {"3", "1", "2", "", "3", "5"};
	static const uint8_t roles[] = {
	    ROLE_PRIZE, ROLE_WINNER, ROLE_PRIZE, ROLE_PARTICIPANT, ROLE_PRIZE, ROLE_PARTICIPANT};
	const struct contest_town *c = *state;
	struct event_roll r = everybody(c);

	set_scores(c, &r, scores, 6);
	assert_int_equal(contest_rank(&r, c->town.s), 0);
	for (size_t i = 0; i < 6; i++) {
		assert_string_equal(r.parts[i].now->place, places[i]);
		assert_int_equal(r.parts[i].now->role, roles[i]);
	}
	event_roll_free(&r);
}

static void
a_shared_first_place_is_for_the_jury(void **state)
{
	static const char *const scores[] = {"90", "90", "80", "70", "60"};
	const struct contest_town *c = *state;
	struct event_roll r = everybody(c);
	struct error e = {0};

	set_scores(c, &r, scores, 5);
	for (size_t i = 3; i < 5; i++)
		event_roll_set(&r, c->town.s, i, "nomination", "Дебют", &e);
	assert_int_equal(contest_rank(&r, c->town.s), 1);
	assert_int_equal(r.parts[0].now->role, ROLE_PARTICIPANT);
	assert_int_equal(r.parts[1].now->role, ROLE_PARTICIPANT);
	assert_string_equal(r.parts[2].now->place, "3");
	assert_int_equal(r.parts[3].now->role, ROLE_WINNER);
	event_roll_free(&r);
}

/* Places are read by their first number; words, and numbers that are none, stand behind. */
static void
places_are_read_from_words(void **state)
{
	static const char *const places[] = {"2 место", "без места", "0", "9999999", "-1", "1-2"};
	const struct contest_town *c = *state;
	struct event_roll r = roll_of(c);
	struct error e = {0};

	for (size_t i = 0; i < 6; i++) {
		event_roll_toggle(&r, c->town.s, c->people[i], "участник");
		assert_int_equal(event_roll_set(&r, c->town.s, i, "place", places[i], &e), ST_OK);
	}
	event_roll_toggle(&r, c->town.s, c->people[6], "жюри");
	event_roll_toggle(&r, c->town.s, c->people[7], "участник");
	event_roll_drop(&r, c->people[7]);
	roll_part_set_role(event_roll_add(&r, c->people[0]), c->town.s, "участник");
	event_roll_set(&r, c->town.s, r.count - 1, "place", "2", &e);
	assert_order(c, &r, "6 1 1 2 3 4 5");
	assert_int_equal(event_roll_people(&r, NULL), 7);
	event_roll_free(&r);
}

static void
awards_go_with_places(void **state)
{
	static const struct {
		const char *place;
		uint8_t before, after;
	} awards[] = {{"1", ROLE_PARTICIPANT, ROLE_WINNER}, {"3", ROLE_LAUREATE, ROLE_PRIZE},
	    {"4", ROLE_PRIZE, ROLE_PARTICIPANT}, {"4", ROLE_LAUREATE, ROLE_LAUREATE},
	    {"", ROLE_LAUREATE, ROLE_LAUREATE}, {"", ROLE_WINNER, ROLE_PARTICIPANT}};
	static char words[300];
	const struct contest_town *c = *state;
	struct event_roll r = everybody(c);
	struct error e = {0};

	for (size_t i = 0; i < sizeof(awards) / sizeof(awards[0]); i++) {
		event_roll_set_role(&r, 0, awards[i].before);
		assert_int_equal(contest_set_place(&r, c->town.s, 0, awards[i].place, &e), ST_OK);
		assert_int_equal(r.parts[0].now->role, awards[i].after);
	}
	memset(words, 'x', sizeof(words) - 1);
	assert_int_equal(contest_set_place(&r, c->town.s, 0, words, &e), ST_INVALID);
	assert_int_equal(r.parts[0].now->role, ROLE_PARTICIPANT);
	event_roll_free(&r);
}

/* Two nominations whose first place is shared; who is taken away or judges counts nowhere. */
static void
each_shared_first_place_is_told(void **state)
{
	static const char *const scores[] = {
	    "90", "90,0", "95", "70 баллов", "70,5 балла", "70.5", "х", "-5", "99"};
	const struct contest_town *c = *state;
	struct event_roll r = everybody(c);
	struct error e = {0};

	set_scores(c, &r, scores, 9);
	event_roll_drop(&r, c->people[2]);
	roll_part_set_role(&r.parts[8], c->town.s, "жюри");
	for (size_t i = 3; i < 6; i++)
		event_roll_set(&r, c->town.s, i, "nomination", "Дебют", &e);
	assert_int_equal(contest_rank(&r, c->town.s), 2);
	assert_string_equal(r.parts[0].now->place, "1");
	assert_string_equal(r.parts[3].now->place, "3");
	assert_string_equal(r.parts[6].now->place, "");
	assert_string_equal(r.parts[7].now->place, "");
	assert_string_equal(r.parts[8].now->place, "");
	event_roll_free(&r);
}

/* Of what is no contest there are no results, of the highest none to go on to; what has not been
 * held is about the day it is planned for. */
static void
another_event_has_no_results(void **state)
{
	struct contest_town *c = *state;
	struct event_roll r;
	struct contest contest;
	struct error e = {0};

	c->event = town_save(c->town.s,
	    RECORD(c->town.s, KIND_EVENTS, "code=K2", "title=Семинар", "type=семинар",
		"level=федеральный", "planned=2026-06-11"));
	r = roll_of(c);
	assert_int_equal(IN_VIEW(c->town.s, contest_read(&contest, &r, VIEW, &e)), ST_INVALID);
	assert_string_equal(e.text, "«Семинар» — не конкурс: итогов у него нет");
	contest_free(&contest);
	assert_int_equal(contest_next_level(r.event), 0);
	assert_int_equal(event_roll_day(&r), day_of("2026-06-11"));
	event_roll_free(&r);
}

/* A role of the town is written and read in its word, which stays while it counts as the same. */
static void
a_role_of_the_town_keeps_its_word(void **state)
{
	struct contest_town *c = *state;
	struct event_roll r;
	struct roll_saved saved;
	uint8_t counts_as;

	town_rule(&c->town, "words = {",
	    "vocabularies = { participant_roles = ( { word = \"знаток\"; counts_as = \"лауреат\"; "
	    "} "
	    "); }; words = {");
	r = roll_of(c);
	assert_true(event_roll_toggle(&r, c->town.s, c->people[0], "знаток"));
	save(c, &r, &saved);
	assert_true(event_roll_has(&r, c->people[0], "знаток"));
	assert_false(event_roll_has(&r, c->people[0], "лауреат"));
	counts_as = r.parts[0].now->role;
	assert_int_equal(counts_as, ROLE_LAUREATE);
	event_roll_set_role(&r, 0, ROLE_LAUREATE);
	assert_true(roll_part_is(&r.parts[0], "знаток"));
	assert_false(event_roll_is_changed(&r));
	assert_false(event_roll_toggle(&r, c->town.s, c->people[0], "знаток"));
	event_roll_free(&r);
}

/* The first fault is told, and whose it is. */
static void
a_part_without_a_role_is_refused(void **state)
{
	struct contest_town *c = *state;
	struct session *viewer = town_second(&c->town, "gost", "viewer");
	struct event_roll r = roll_of(c);
	struct roll_saved saved;
	struct error e = {0};
	const char *words[2];

	event_roll_add(&r, c->people[1]);
	event_roll_add(&r, c->people[0]);
	assert_int_equal(event_roll_save(c->town.s, &r, NULL, &saved, &e), ST_INVALID);
	assert_int_equal(
	    strncmp(e.text, "Ббаев Олег Иванович, ", strlen("Ббаев Олег Иванович, ")), 0);
	assert_int_equal(event_roll_save(viewer, &r, NULL, &saved, &e), ST_DENIED);
	assert_int_equal(event_roll_roles(c->town.s, words, 2), 2);
	event_roll_free(&r);
	town_second_close(viewer);
}

static void
a_draft_brings_back_what_was_changed(void **state)
{
	const struct contest_town *c = *state;
	struct event_roll r = everybody(c), other;
	struct draft draft = {.of = {.kind = KIND_EVENTS}};
	struct roll_saved saved;
	struct error e = {0};

	save(c, &r, &saved);
	contest_set_place(&r, c->town.s, 3, "1", &e);
	event_roll_drop(&r, c->people[0]);
	event_roll_toggle(&r, c->town.s, c->people[1], "жюри");
	event_roll_set(&r, c->town.s, PEOPLE, "topic", "председатель", &e);
	event_roll_set_headcount(&r, c->town.s, "40", &e);
	event_roll_put_draft(&r, &draft);
	other = roll_of(c);
	event_roll_take_draft(&other, c->town.s, &draft);
	assert_false(event_roll_has(&other, c->people[0], NULL));
	assert_true(event_roll_has(&other, c->people[1], "жюри"));
	assert_true(event_roll_has(&other, c->people[3], "победитель"));
	assert_int_equal(other.event->headcount, 40);
	save(c, &other, &saved);
	assert_int_equal(saved.added, 1);
	assert_int_equal(saved.changed, 1);
	assert_int_equal(saved.removed, 1);
	draft_free(&draft);
	event_roll_free(&r);
	event_roll_free(&other);
}

static void
what_somebody_else_changed_is_told(void **state)
{
	const struct contest_town *c = *state;
	struct event_roll mine = everybody(c), theirs;
	struct roll_saved saved;
	struct error e = {0};

	save(c, &mine, &saved);
	theirs = roll_of(c);
	contest_set_place(&theirs, c->town.s, 0, "1", &e);
	save(c, &theirs, &saved);
	contest_set_place(&mine, c->town.s, 0, "2", &e);
	assert_int_equal(event_roll_save(c->town.s, &mine, NULL, &saved, &e), ST_CONFLICT);
	assert_non_null(strstr(e.text, "запись тем временем изменена (boss"));
	event_roll_free(&mine);
	event_roll_free(&theirs);
}

static void
assert_line(const struct contest_town *c, const char *line, int person, size_t at_least)
{
	struct slice text = slice_of(line);
	struct slice rest = text, found;
	size_t alike;
	uint64_t id;

	assert_true(name_line_next(&rest, &found));
	id = IN_VIEW(c->town.s, name_line_person(VIEW, found, &alike));
	if (person == 0)
		assert_int_equal(id, 0);
	else
		assert_int_equal(id, c->people[person - 1]);
	assert_true(alike >= at_least);
}

static void
a_list_of_names_is_matched_as_an_import_matches(void **state)
{
	const struct contest_town *c = *state;
	struct slice rest = slice_of("\n  \n12.\n— \n"), line;
	struct record *other;

	town_person(c->town.s, "P100", "Абаев", "Олег", "Иванович");
	assert_false(name_line_next(&rest, &line));
	assert_line(c, "3) Ббаев  Олег Иванович", 2, 1);
	assert_line(c, "ББАЕВ ОЛЕГ ИВАНОВИЧ, учитель", 2, 1);
	assert_line(c, "1\tВбаев Олег Иванович\tШкола № 1", 3, 1);
	assert_line(c, "Вбаев О. И.", 0, 1);
	assert_line(c, "Вбаев Олег", 0, 1);
	assert_line(c, "Никто Олег Иванович", 0, 0);
	assert_line(c, "Абаев Олег Иванович", 0, 2);
	assert_line(c, "ббаев олег иванович", 2, 1);
	assert_line(c, "\r\nВбаев Олег Иванович\r\n", 3, 1);
	/* Of namesakes the rest of the line may tell which. */
	town_school(c->town.s, "O002", "Гимназия № 2");
	other = IN_VIEW(c->town.s, register_load_code(VIEW, KIND_PEOPLE, "P100"));
	SET(c->town.s, other, "organisation=O002");
	town_save(c->town.s, other);
	assert_line(c, "Абаев Олег Иванович; Школа № 1", 1, 2);
	assert_line(c, "Абаев Олег Иванович; Лицей", 0, 2);
}

static void
people_come_from_a_school_an_association_the_town(void **state)
{
	const struct contest_town *c = *state;
	struct session *s = c->town.s;
	int32_t day = day_of("2026-04-11");
	struct record *gone = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, c->people[0]));
	uint64_t *ids, association, school = town_id(s, KIND_ORGANISATIONS, "O001");

	association = town_save(s, RECORD(s, KIND_ASSOCIATIONS, "code=A01", "name=ММО"));
	town_save(s,
	    RECORD(s, KIND_ASSOCIATION_MEMBERS, "association=A01", "person=P002", "from=2020-01-01",
		"to=2026-04-10"));
	town_save(s,
	    RECORD(
		s, KIND_ASSOCIATION_MEMBERS, "association=A01", "person=P003", "from=2020-01-01"));
	assert_int_equal(
	    IN_VIEW(s, event_people(VIEW, KIND_ASSOCIATIONS, association, day, &ids)), 1);
	assert_int_equal(ids[0], c->people[2]);
	free(ids);
	assert_int_equal(
	    IN_VIEW(s, event_people(VIEW, KIND_ORGANISATIONS, school, day, &ids)), PEOPLE);
	assert_int_equal(IN_VIEW(s, event_people_sort(VIEW, ids, PEOPLE)), PEOPLE);
	assert_int_equal(ids[PEOPLE - 1], c->people[PEOPLE - 1]);
	free(ids);
	assert_int_equal(IN_VIEW(s, event_people(VIEW, KIND_PEOPLE, 0, day, &ids)), PEOPLE);
	free(ids);
	SET(s, gone, "dismissed=2026-04-10");
	town_save(s, gone);
	assert_int_equal(IN_VIEW(s, event_people(VIEW, KIND_PEOPLE, 0, day, &ids)), PEOPLE - 1);
	free(ids);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		all_are_written_and_taken_back_as_one, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		a_headcount_below_the_names_is_refused, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		two_winners_of_a_nomination_are_refused, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		a_contest_is_told_by_place_then_laureates_then_names, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(places_are_those_of_the_scores, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		a_shared_first_place_is_for_the_jury, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(places_are_read_from_words, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(awards_go_with_places, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(each_shared_first_place_is_told, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(another_event_has_no_results, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_role_of_the_town_keeps_its_word, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_part_without_a_role_is_refused, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		a_draft_brings_back_what_was_changed, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(what_somebody_else_changed_is_told, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		a_list_of_names_is_matched_as_an_import_matches, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		people_come_from_a_school_an_association_the_town, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
