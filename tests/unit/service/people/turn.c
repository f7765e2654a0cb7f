/* SPDX-License-Identifier: MIT
 * turn.c - the turn of the school year: what each line holds and what of it is left, what is done
 * with its rows as one operation, and that one undone.
 */
#include "tests/lib/in_view.h"
#include "tests/lib/town.h"

#include "service/people/methodist_loads.h"
#include "service/people/pathways.h"
#include "service/people/mentoring.h"
#include "service/people/turn_deeds.h"
#include "service/record/undo.h"
#include "db/record/journal.h"
#include "service/year/moves.h"
#include "service/year/plan_deeds.h"
#include "service/year/school_turn.h"

#define DAY "2026-09-01"

static int
set_up(void **state)
{
	struct town *town = town_new();
	struct session *s = town->s;

	setenv("METODAKTIV_NOW", DAY "T12:00:00", 1);
	town_school(s, "S1", "СОШ № 1");
	town_school(s, "S2", "СОШ № 2");
	town_save(s, RECORD(s, KIND_ASSOCIATIONS, "code=A1", "name=ММО математиков"));
	*state = town;
	return 0;
}

static int
tear_down(void **state)
{
	setenv("METODAKTIV_NOW", "2026-05-31T12:00:00", 1);
	return town_tear_down(state);
}

static uint64_t
person(struct session *s, const char *code, const char *surname, const char *more)
{
	char fields[2][60];

	snprintf(fields[0], sizeof(fields[0]), "code=%s", code);
	snprintf(fields[1], sizeof(fields[1]), "surname=%s", surname);
	return town_save(s,
	    RECORD(s, KIND_PEOPLE, fields[0], fields[1], "given_name=Анна", "organisation=S1",
		"position=учитель", "staff_kind=педагог", "birth_date=2000-02-02",
		"hired=2023-08-01", more));
}

static struct turn_count
counted(struct session *s, enum turn_line line, const char *on)
{
	struct turn_count counts[TURN_LINES];
	struct turn_rows rows;
	struct error e = {0};

	if (IN_VIEW(s, turn_count(VIEW, day_of(on), counts, &e)) != ST_OK)
		fail_msg("%s", error_text(&e));
	assert_int_equal(IN_VIEW(s, turn_read(VIEW, day_of(on), line, &rows, &e)), ST_OK);
	assert_int_equal(rows.count, counts[line].count);
	assert_int_equal(rows.left, counts[line].left);
	turn_rows_free(&rows);
	return counts[line];
}

static void
holds(struct session *s, enum turn_line line, size_t count, size_t left)
{
	struct turn_count c = counted(s, line, DAY);

	assert_int_equal(c.count, count);
	assert_int_equal(c.left, left);
}

static void
take_back(struct session *s)
{
	struct error e = {0};
	uint64_t undone;
	size_t records;

	assert_done(register_undo(s, 0, &undone, &records, &e), &e);
}

/* As they stand now. */
static struct shown_records
shown(struct session *s, const uint64_t *ids, size_t count)
{
	return (struct shown_records){
	    .ids = ids, .count = count, .seen = IN_VIEW(s, journal_last(VIEW->txn))};
}

static size_t
load_of(struct session *s, uint64_t methodist)
{
	struct methodist_loads loads;
	size_t people = SIZE_MAX;

	assert_int_equal(IN_VIEW(s, methodist_loads_read(VIEW, day_of(DAY), &loads, NULL)), ST_OK);
	for (size_t i = 0; i < loads.count; i++)
		if (loads.rows[i].person == methodist)
			people = loads.rows[i].people;
	methodist_loads_free(&loads);
	return people;
}

static void
the_year_is_the_nearest(void **state)
{
	(void)state;
	assert_int_equal(school_turn_of(day_of("2026-03-01")).begins, day_of("2026-09-01"));
	assert_int_equal(school_turn_of(day_of("2026-08-31")).begins, day_of("2026-09-01"));
	assert_int_equal(school_turn_of(day_of("2026-09-01")).begins, day_of("2026-09-01"));
	assert_int_equal(school_turn_of(day_of("2027-02-28")).begins, day_of("2026-09-01"));
	assert_int_equal(school_turn_of(day_of("2027-03-01")).ended, day_of("2027-08-31"));
}

/* What is with the first of the members who are left. */
static const char *
state_of_first(struct session *s, const char *on)
{
	struct turn_rows rows;
	const char *state = "";

	assert_int_equal(IN_VIEW(s, turn_read(VIEW, day_of(on), TURN_MEMBERS, &rows, NULL)), ST_OK);
	assert_true(rows.left > 0 && rows.rows[0].left);
	state = rows.rows[0].state;
	turn_rows_free(&rows);
	return state;
}

/* Applied again, silent, taken out by an order, going on already. */
static void
members_who_end(void **state)
{
	struct session *s = ((struct town *)*state)->s;

	person(s, "P1", "Аева", NULL);
	person(s, "P2", "Баева", NULL);
	person(s, "P3", "Ваева", NULL);
	person(s, "P4", "Гаева", NULL);
	town_save(s,
	    RECORD(s, KIND_ORDERS, "code=R1", "number=1", "date=2025-09-01",
		"kind=состав методактива", "subject=О составе"));
	town_save(s,
	    RECORD(s, KIND_ORDERS, "code=R2", "number=2", "date=2026-01-15",
		"kind=исключение из методактива", "subject=Об исключении"));
	town_save(s,
	    RECORD(s, KIND_MEMBERSHIPS, "person=P1", "subject_area=физика", "from=2025-09-01",
		"to=2026-08-31", "order=R1"));
	town_save(s,
	    RECORD(s, KIND_MEMBERSHIPS, "person=P2", "subject_area=физика", "from=2025-09-01",
		"to=2026-08-31", "order=R1"));
	town_save(s,
	    RECORD(s, KIND_MEMBERSHIPS, "person=P2", "subject_area=физика", "from=2026-09-01",
		"to=2027-08-31", "order=R1"));
	town_save(s,
	    RECORD(s, KIND_MEMBERSHIPS, "person=P3", "subject_area=химия", "from=2025-09-01",
		"to=2026-01-31", "order=R1", "end_order=R2", "end_reason=перевод"));
	town_save(s,
	    RECORD(s, KIND_MEMBERSHIPS, "person=P4", "subject_area=химия", "from=2025-09-01",
		"order=R1"));
	holds(s, TURN_MEMBERS, 2, 1);
	assert_int_equal(counted(s, TURN_MEMBERS, "2025-09-01").count, 0);
	assert_string_equal(state_of_first(s, DAY), "не обращался");
	assert_int_equal(counted(s, TURN_MEMBERS, DAY).begun, 0);
	town_save(s,
	    RECORD(s, KIND_APPLICATIONS, "code=AP1", "submitted=2026-08-20", "person=P1",
		"surname=Аева", "given_name=Анна", "organisation=S1", "position=учитель"));
	town_save(s, RECORD(s, KIND_MEETINGS, "code=M1", "number=1", "date=2026-09-01", "seats=3"));
	town_save(s,
	    RECORD(s, KIND_DECISIONS, "meeting=M1", "application=AP1", "outcome=принять",
		"votes_for=3", "votes_against=0", "abstained=0", "reason=опыт"));
	assert_string_equal(state_of_first(s, DAY), "принят советом");
	assert_int_equal(counted(s, TURN_MEMBERS, DAY).begun, 1);
	holds(s, TURN_MEMBERS, 2, 1);
}

/* One row an association, whoever stood in: settled by whoever heads it in the new year. */
static void
heads_who_end(void **state)
{
	struct session *s = ((struct town *)*state)->s;

	person(s, "P1", "Аева", NULL);
	person(s, "P2", "Баева", NULL);
	town_save(s,
	    RECORD(s, KIND_ASSOCIATION_HEADS, "association=A1", "person=P1", "from=2025-09-01",
		"to=2026-08-31", "manner=назначен"));
	town_save(s,
	    RECORD(s, KIND_ASSOCIATION_HEADS, "association=A1", "person=P2", "from=2026-02-01",
		"to=2026-03-01", "manner=исполняет обязанности"));
	holds(s, TURN_HEADS, 1, 1);
	town_save(s,
	    RECORD(s, KIND_ASSOCIATION_HEADS, "association=A1", "person=P2", "from=2026-09-01",
		"manner=назначен"));
	holds(s, TURN_HEADS, 1, 0);
	take_back(s);
	holds(s, TURN_HEADS, 1, 1);
	/* Of another year, of one closed by then; whoever ends last is the row. */
	town_save(
	    s, RECORD(s, KIND_ASSOCIATIONS, "code=A2", "name=ММО труда", "closed=2026-09-01"));
	town_save(s,
	    RECORD(s, KIND_ASSOCIATION_HEADS, "association=A2", "person=P1", "from=2025-09-01",
		"to=2026-08-31", "manner=назначен"));
	town_save(s, RECORD(s, KIND_ASSOCIATIONS, "code=A3", "name=ММО ИЗО"));
	town_save(s,
	    RECORD(s, KIND_ASSOCIATION_HEADS, "association=A3", "person=P1", "from=2024-09-01",
		"to=2025-08-31", "manner=назначен"));
	holds(s, TURN_HEADS, 1, 1);
	town_save(s,
	    RECORD(s, KIND_ASSOCIATION_HEADS, "association=A3", "person=P1", "from=2025-09-01",
		"to=2026-01-31", "manner=назначен"));
	town_save(s,
	    RECORD(s, KIND_ASSOCIATION_HEADS, "association=A3", "person=P2", "from=2026-02-01",
		"to=2027-08-31", "manner=назначен"));
	holds(s, TURN_HEADS, 2, 1);
}

/* The service's and an association's; in August the plans of the year to come. */
static void
plans_to_be_handed_in(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct error e = {0};
	uint64_t plan = town_save(s,
	    RECORD(s, KIND_PLANS, "code=L1", "kind=план работы", "association=A1",
		"from=2026-09-01", "to=2027-08-31", "title=План"));

	holds(s, TURN_PLANS, 2, 2);
	assert_done(plan_take_step(s, plan, PLAN_HANDED_IN, day_of("2026-08-25"), &e), &e);
	holds(s, TURN_PLANS, 2, 1);
	assert_int_equal(counted(s, TURN_PLANS, "2026-08-26").left, 1);
	assert_int_equal(counted(s, TURN_PLANS, "2026-08-24").left, 2);
	assert_not_done(
	    plans_hand_in(s, &plan, 1, day_of("2026-08-30"), &e), &e, "план уже сдан 25.08.2026");
	take_back(s);
	holds(s, TURN_PLANS, 2, 2);
	assert_done(plans_hand_in(s, &plan, 1, day_of("2026-08-30"), &e), &e);
	holds(s, TURN_PLANS, 2, 1);
	take_back(s);
	holds(s, TURN_PLANS, 2, 2);
}

/* All marked are moved in one operation, or nobody; who has moved meanwhile is not moved unseen. */
static void
people_are_moved_together(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t from = town_id(s, KIND_ORGANISATIONS, "S1"),
		 to = town_id(s, KIND_ORGANISATIONS, "S2");
	struct move moves[] = {
	    {person(s, "P1", "Аева", NULL), from}, {person(s, "P2", "Баева", NULL), from}};
	struct error e = {0};
	struct person *p;

	assert_not_done(
	    people_move(s, moves, 2, to, day_of("2099-09-01"), &e), &e, "ещё не настал");
	assert_not_done(people_move(s, moves, 0, to, day_of(DAY), &e), &e, "не отмечен");
	assert_not_done(people_move(s, moves, MOVED_MOST + 1, to, day_of(DAY), &e), &e,
	    "за один раз переводят не больше 500 человек, а отмечено 501");
	holds(s, TURN_MOVES, 0, 0);
	assert_done(people_move(s, moves, 2, to, day_of(DAY), &e), &e);
	p = (struct person *)IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, moves[1].person));
	assert_int_equal(p->organisation, to);
	record_free(&p->base);
	holds(s, TURN_MOVES, 2, 0);
	assert_int_equal(counted(s, TURN_MOVES, "2026-08-31").count, 0); /* nobody had, by then */
	assert_not_done(
	    people_move(s, moves, 2, from, day_of(DAY), &e), &e, "тем временем перешёл");
	assert_not_done(people_move(s, moves, 2, to, day_of(DAY), &e), &e, "уже работает");
	moves[0].from = to;
	assert_done(people_move(s, moves, 1, from, day_of(DAY), &e), &e);
	holds(s, TURN_MOVES, 2, 0); /* two people, one of them twice */
	take_back(s);
	take_back(s);
	holds(s, TURN_MOVES, 0, 0);
	p = (struct person *)IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, moves[0].person));
	assert_int_equal(p->organisation, from);
	record_free(&p->base);
}

static uint64_t
pathway(struct session *s, const char *who, const char *developed, const char *until)
{
	char fields[3][60];

	snprintf(fields[0], sizeof(fields[0]), "person=%s", who);
	snprintf(fields[1], sizeof(fields[1]), "developed=%s", developed);
	snprintf(fields[2], sizeof(fields[2]), "until=%s", until);
	return town_save(s, RECORD(s, KIND_PATHWAYS, fields[0], fields[1], fields[2]));
}

static void
pathways_are_finished_together(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct error e = {0};
	struct pathway *w;
	uint64_t ids[2];

	person(s, "P1", "Аева", NULL);
	person(s, "P2", "Баева", NULL);
	ids[0] = pathway(s, "P1", "2025-10-01", "2026-06-30");
	ids[1] = pathway(s, "P2", "2024-10-01", "2025-06-30");
	pathway(s, "P2", "2026-03-01", "2026-12-31");
	holds(s, TURN_PATHWAYS, 2, 2);
	w = (struct pathway *)IN_VIEW(s, register_load(VIEW, KIND_PATHWAYS, ids[0]));
	w->finished = day_of("2026-09-15");
	town_save(s, &w->base);
	holds(s, TURN_PATHWAYS, 2, 1); /* written already, though the day is to come */
	assert_int_equal(counted(s, TURN_PATHWAYS, "2026-08-31").left, 2);
	take_back(s);
	assert_done(pathways_finish(s, shown(s, ids, 2), 1, day_of("2026-08-31"), &e), &e);
	holds(s, TURN_PATHWAYS, 2, 0);
	w = (struct pathway *)IN_VIEW(s, register_load(VIEW, KIND_PATHWAYS, ids[0]));
	assert_int_equal(w->finished, day_of("2026-08-31"));
	assert_int_equal(w->outcome, 1);
	record_free(&w->base);
	assert_not_done(pathways_finish(s, shown(s, ids, 1), 2, day_of(DAY), &e), &e,
	    "маршрут уже завершён 31.08.2026");
	take_back(s);
	holds(s, TURN_PATHWAYS, 2, 2);
	assert_not_done(
	    pathways_finish(s, shown(s, ids, 2), 1, day_of("2025-01-01"), &e), &e, "раньше, чем");
	holds(s, TURN_PATHWAYS, 2, 2);
}

/* Three years since 10.02.2023 have passed by September, since 10.02.2024 they have not. */
static void
support_ends_with_the_first_years(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct error e = {0};
	struct shown_records before;
	struct support *of;
	uint64_t id;

	person(s, "P1", "Аева", "career_start=2023-02-10");
	person(s, "P2", "Баева", "career_start=2024-02-10");
	id = town_save(
	    s, RECORD(s, KIND_SUPPORT, "person=P1", "form=стажировка", "from=2023-09-01"));
	town_save(s, RECORD(s, KIND_SUPPORT, "person=P2", "form=стажировка", "from=2024-09-01"));
	holds(s, TURN_SUPPORT, 1, 1);
	/* What begins with the new year and what was over before the old one. */
	town_save(s, RECORD(s, KIND_SUPPORT, "person=P1", "form=стажировка", "from=2026-09-01"));
	town_save(s,
	    RECORD(s, KIND_SUPPORT, "person=P1", "form=стажировка", "from=2023-10-01",
		"to=2025-08-31"));
	holds(s, TURN_SUPPORT, 1, 1);
	before = shown(s, &id, 1);
	of = (struct support *)IN_VIEW(s, register_load(VIEW, KIND_SUPPORT, id));
	SET(s, &of->base, "programme=другая");
	town_save(s, &of->base);
	assert_not_done(
	    support_end(s, before, day_of("2026-08-31"), "", &e), &e, "посмотрите, что теперь");
	assert_done(support_end(s, shown(s, &id, 1), day_of("2026-08-31"), "аттестована", &e), &e);
	holds(s, TURN_SUPPORT, 1, 0);
	of = (struct support *)IN_VIEW(s, register_load(VIEW, KIND_SUPPORT, id));
	assert_string_equal(of->result, "аттестована");
	record_free(&of->base);
	assert_not_done(support_end(s, shown(s, &id, 1), day_of(DAY), "", &e), &e,
	    "поддержка уже закончена 31.08.2026");
	take_back(s);
	holds(s, TURN_SUPPORT, 1, 1);
}

static void
put_methodist(struct session *s, const char *who, const char *to)
{
	char fields[2][60];

	snprintf(fields[0], sizeof(fields[0]), "person=%s", who);
	snprintf(fields[1], sizeof(fields[1]), "to=%s", to);
	town_save(s, RECORD(s, KIND_METHODISTS, fields[0], "from=2024-09-01", fields[1]));
}

/* Of one whose status has ended and of one who was dismissed; not of one who goes on. */
static void
attachments_are_handed_over(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct error e = {0};
	uint64_t ids[2], next, nobody;
	struct attachment *a;

	person(s, "M1", "Маева", NULL);
	person(s, "M2", "Наева", "dismissed=2026-07-01");
	next = person(s, "M3", "Оаева", NULL);
	nobody = person(s, "P1", "Аева", NULL);
	put_methodist(s, "M1", "2026-08-31");
	put_methodist(s, "M2", "");
	put_methodist(s, "M3", "");
	ids[0] = town_save(
	    s, RECORD(s, KIND_ATTACHMENTS, "methodist=M1", "person=P1", "from=2025-09-01"));
	ids[1] = town_save(
	    s, RECORD(s, KIND_ATTACHMENTS, "methodist=M2", "person=P1", "from=2025-10-01"));
	town_save(s, RECORD(s, KIND_ATTACHMENTS, "methodist=M3", "person=M1", "from=2025-09-01"));
	holds(s, TURN_ATTACHMENTS, 2, 2);
	assert_int_equal(load_of(s, next), 1);
	assert_not_done(attachments_end(s, shown(s, ids, 1), day_of("2026-08-31"),
			    town_id(s, KIND_PEOPLE, "M1"), &e),
	    &e, "не методист");
	assert_not_done(attachments_end(s, shown(s, ids, 1), day_of("2026-08-31"), nobody, &e), &e,
	    "за самим собой");
	assert_done(attachments_end(s, shown(s, ids, 1), day_of("2026-08-31"), next, &e), &e);
	assert_not_done(attachments_end(s, shown(s, ids, 1), day_of("2026-08-31"), next, &e), &e,
	    "закрепление уже закончено 31.08.2026");
	holds(s, TURN_ATTACHMENTS, 2, 1);
	assert_int_equal(load_of(s, next), 2);
	assert_done(attachments_end(s, shown(s, ids + 1, 1), day_of("2026-06-30"), 0, &e), &e);
	holds(s, TURN_ATTACHMENTS, 2, 0);
	take_back(s);
	take_back(s);
	holds(s, TURN_ATTACHMENTS, 2, 2);
	assert_done(attachments_end(s, shown(s, ids, 2), day_of("2025-09-30"), next, &e), &e);
	a = (struct attachment *)IN_VIEW(s, register_load(VIEW, KIND_ATTACHMENTS, ids[1]));
	assert_int_equal(a->to, day_of("2025-10-01")); /* its own first day */
	record_free(&a->base);
	take_back(s);
	assert_int_equal(IN_VIEW(s, records_count(VIEW->txn, KIND_ATTACHMENTS)), 3);
}

/* Who is named anew is a methodist still; what was settled long ago, and what only begins, is not
 * of this turn. */
static void
attachments_of_another_turn(void **state)
{
	struct session *s = ((struct town *)*state)->s;

	person(s, "M1", "Маева", NULL);
	person(s, "M2", "Наева", "dismissed=2026-12-31");
	person(s, "P1", "Аева", NULL);
	put_methodist(s, "M1", "2025-08-31");
	town_save(s, RECORD(s, KIND_METHODISTS, "person=M1", "from=2025-09-01"));
	put_methodist(s, "M2", "2026-08-31");
	town_save(s, RECORD(s, KIND_ATTACHMENTS, "methodist=M1", "person=P1", "from=2024-09-01"));
	holds(s, TURN_ATTACHMENTS, 0, 0);
	town_save(s, RECORD(s, KIND_ATTACHMENTS, "methodist=M2", "person=P1", "from=2026-09-01"));
	town_save(s,
	    RECORD(s, KIND_ATTACHMENTS, "methodist=M2", "person=P1", "from=2024-09-01",
		"to=2025-08-30"));
	holds(s, TURN_ATTACHMENTS, 0, 0);
	town_save(s, RECORD(s, KIND_ATTACHMENTS, "methodist=M2", "person=P1", "from=2024-09-02"));
	holds(s, TURN_ATTACHMENTS, 1, 1);
}

/* The town's rules with a direction that ends, and another that begins the day after or not. */
static void
put_rules(struct town *town, const char *until, const char *from)
{
	char path[600], line[4096];
	FILE *in = fopen(TOWN_PROFILE, "r"), *out;

	snprintf(path, sizeof(path), "%s.conf", town->dir);
	out = fopen(path, "w");
	assert_true(in != NULL && out != NULL);
	while (fgets(line, sizeof(line), in) != NULL) {
		char *id = strstr(line, "{ id = \"informing\";"),
		     *last = strstr(line, "{ id = \"expertise\";");

		if (id != NULL)
			fprintf(out, "  { until = \"%s\"; %s", until, id + 2);
		else if (last != NULL && from != NULL)
			fprintf(out, "  { from = \"%s\"; %s", from, last + 2);
		else
			fputs(line, out);
	}
	fclose(in);
	assert_int_equal(fclose(out), 0);
	town_force_rules(town->s, path);
	unlink(path);
}

static void
rules_that_end_are_named(void **state)
{
	struct town *town = *state;
	struct turn_rows rows;

	holds(town->s, TURN_RULES, 0, 0);
	assert_int_equal(
	    counted(town->s, TURN_RULES, "2027-09-01").left, 1); /* no days off in 2028 */
	put_rules(town, "2026-08-31", NULL);
	holds(town->s, TURN_RULES, 1, 1);
	assert_int_equal(
	    IN_VIEW(town->s, turn_read(VIEW, day_of(DAY), TURN_RULES, &rows, NULL)), ST_OK);
	assert_true(strstr(rows.rows[0].name, "направление «информирование") != NULL);
	assert_string_equal(rows.rows[0].state, "дальше ничего нет");
	turn_rows_free(&rows);
	put_rules(town, "2026-08-31", "2026-09-01");
	holds(town->s, TURN_RULES, 1, 0);
	put_rules(town, "2027-08-31", NULL); /* holds all of the new year */
	holds(town->s, TURN_RULES, 0, 0);
	put_rules(town, "2025-08-31", NULL); /* was told a year ago */
	holds(town->s, TURN_RULES, 0, 0);
}

/* A condition of the regulation that ends, followed by another or by none. */
static void
conditions_that_end_are_named(void **state)
{
	struct town *town = *state;
	struct turn_rows rows;

	town_rule(
	    town, "{ id = \"experience_5\";", "{ until = \"2026-08-31\"; id = \"experience_5\";");
	holds(town->s, TURN_RULES, 1, 1);
	assert_int_equal(
	    IN_VIEW(town->s, turn_read(VIEW, day_of(DAY), TURN_RULES, &rows, NULL)), ST_OK);
	assert_non_null(
	    strstr(rows.rows[0].name, "условие «стаж работы по специальности не менее 5 лет»"));
	turn_rows_free(&rows);
	town_rule(town, "{ id = \"pedagogical_degree\";",
	    "{ from = \"2026-09-01\"; id = \"pedagogical_degree\";");
	holds(town->s, TURN_RULES, 1, 0);
}

/* A town without a corps has no line of it. */
static void
lines_are_of_the_towns_modules(void **state)
{
	struct town *town = *state;
	struct turn_count counts[TURN_LINES];
	struct turn_rows rows;
	struct error e = {0};

	town_force_rules(town->s, "tests/data/profiles/zarechny.conf");
	assert_int_equal(IN_VIEW(town->s, turn_count(VIEW, day_of(DAY), counts, &e)), ST_OK);
	assert_false(counts[TURN_MEMBERS].there);
	assert_true(counts[TURN_HEADS].there);
	assert_int_equal(
	    IN_VIEW(town->s, turn_read(VIEW, day_of(DAY), TURN_MEMBERS, &rows, &e)), ST_REFUSED);
}

int
main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_year_is_the_nearest),
	    CASE(members_who_end),
	    CASE(heads_who_end),
	    CASE(plans_to_be_handed_in),
	    CASE(people_are_moved_together),
	    CASE(pathways_are_finished_together),
	    CASE(support_ends_with_the_first_years),
	    CASE(attachments_are_handed_over),
	    CASE(attachments_of_another_turn),
	    CASE(rules_that_end_are_named),
	    CASE(conditions_that_end_are_named),
	    CASE(lines_are_of_the_towns_modules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
