/* SPDX-License-Identifier: MIT
 * record_rules.c - the rules between records at the doors of the service: form, removal, undo. The
 * door of an import is tests/unit/exchange/import_rules.c.
 */
#include "tests/lib/town.h"

#include "tests/lib/in_view.h"

enum { MOST_FIELDS = 12 };

/* A record saved by hand, and what is said to it: "" is let in. */
struct saved_by_hand {
	enum kind kind;
	const char *fields[MOST_FIELDS];
	const char *said;
};

static int
set_up(void **state)
{
	struct town *town = town_new();
	struct session *s = town->s;

	*state = town;
	town_school(s, "O001", "Школа № 1");
	town_person(s, "P1", "Яшина", "Анна", "Петровна");
	town_person(s, "P2", "Абрамов", "Олег", "");
	town_person(s, "P3", "Белова", "Инна", "Ивановна");
	town_save(s, RECORD(s, KIND_ASSOCIATIONS, "code=A1", "name=ММО математики"));
	town_save(s,
	    RECORD(s, KIND_ORDERS, "code=R1", "number=1-ма", "date=2025-10-01",
		"kind=состав методактива", "subject=о составе"));
	town_save(s,
	    RECORD(s, KIND_PLANS, "code=L1", "kind=план работы", "from=2025-09-01", "to=2026-05-31",
		"title=План"));
	town_save(s,
	    RECORD(s, KIND_PLAN_ITEMS, "code=I1", "plan=L1", "number=1", "title=Семинар",
		"type=семинар", "level=муниципальный", "from=2025-10-01", "to=2025-10-31",
		"cancelled=2025-10-20"));
	town_save(s,
	    RECORD(s, KIND_EVENTS, "code=E1", "title=Конкурс", "type=конкурс",
		"level=муниципальный", "planned=2025-10-10", "held=2025-10-10", "headcount=2"));
	town_save(s, RECORD(s, KIND_PARTICIPANTS, "event=E1", "person=P1", "role=победитель"));
	town_save(s,
	    RECORD(s, KIND_ASSOCIATION_HEADS, "association=A1", "person=P1", "from=2025-09-01",
		"manner=назначен"));
	town_save(s, RECORD(s, KIND_MEMBERSHIPS, "person=P1", "from=2025-10-01", "order=R1"));
	town_save(s,
	    RECORD(s, KIND_MAILINGS, "code=ML1", "date=2025-10-01", "subject=Встреча", "text=В три",
		"audience=organisation:O001"));
	return 0;
}

static const struct saved_by_hand by_hand[] = {
    {KIND_PARTICIPANTS, {"event=E1", "person=P2", "role=победитель"}, "уже есть победитель"},
    {KIND_PARTICIPANTS, {"event=E1", "person=P2", "role=победитель", "nomination=Дебют"}, ""},
    {KIND_PARTICIPANTS, {"event=E1", "person=P3", "role=участник"},
	"в мероприятии указано участников: 2"},
    {KIND_EVENTS,
	{"code=E2", "item=I1", "title=Семинар", "type=семинар", "level=муниципальный",
	    "planned=2025-10-21", "held=2025-10-21"},
	"а пункт плана отменён 20.10.2025"},
    {KIND_PLAN_ITEMS,
	{"code=I2", "plan=L1", "number=2", "title=Семинар", "type=семинар", "level=муниципальный",
	    "from=2025-08-01", "to=2025-10-31"},
	"выходит за срок плана (01.09.2025 – 31.05.2026)"},
    {KIND_ASSOCIATION_HEADS, {"association=A1", "person=P2", "from=2026-01-01", "manner=назначен"},
	"уже руководит Яшина Анна Петровна"},
    {KIND_ASSOCIATION_HEADS,
	{"association=A1", "person=P2", "from=2026-01-01", "manner=исполняет обязанности"}, ""},
    {KIND_PATHWAY_ITEMS,
	{"person=P1", "developed=2025-09-10", "number=1", "deficit=цели", "form=курсы"},
	"у этого педагога нет ИОМ от 10.09.2025"},
    {KIND_ORDERS,
	{"code=R2", "number=1-МА", "date=2025-11-01", "kind=состав методактива",
	    "subject=о составе"},
	"уже есть у приказа R1"},
    {KIND_MAILINGS,
	{"code=ML2", "date=2025-10-01", "subject=Встреча", "text=В три", "audience=никому"},
	"неизвестно, кому это; бывает методактив (corps)"},
    {KIND_MAILINGS,
	{"code=ML2", "date=2025-10-01", "subject=Встреча", "text=В три",
	    "audience=молодые педагоги"},
	"пишется словом young"},
    {KIND_MAILINGS,
	{"code=ML2", "date=2025-10-01", "subject=Встреча", "text=В три", "audience=association:A9"},
	"объединения с кодом «A9» нет; есть A1"},
    {KIND_MAILINGS,
	{"code=ML2", "date=2025-10-01", "subject=Встреча", "text=В три", "audience=association:A1"},
	""},
    {KIND_ORDERS,
	{"code=R3", "number=1-ма", "date=2026-01-11", "kind=состав методактива",
	    "subject=о составе"},
	""},
};

static void
a_form_is_refused_with_the_reason(void **state)
{
	struct session *s = ((struct town *)*state)->s;

	for (size_t i = 0; i < sizeof(by_hand) / sizeof(by_hand[0]); i++) {
		struct record *r = town_record(s, by_hand[i].kind, by_hand[i].fields);
		struct saved saved;
		struct error e = {.text = ""};
		enum status st = save_record(s, r, &saved, &e);

		if (st != (by_hand[i].said[0] == '\0' ? ST_OK : ST_INVALID) ||
		    strstr(e.text, by_hand[i].said) == NULL)
			fail_msg("case %zu: expected «%s», got %d «%s»", i, by_hand[i].said,
			    (int)st, e.text);
		record_free(r);
	}
}

/* Change a stored record of a code by hand. */
static enum status
change_one(struct session *s, enum kind kind, uint64_t id, const char *pair, struct error *e)
{
	struct record *r = IN_VIEW(s, register_load(VIEW, kind, id));
	struct saved saved;
	enum status st;

	SET(s, r, pair);
	st = save_record(s, r, &saved, e);
	record_free(r);
	return st;
}

static void
what_stood_is_frozen(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t order = town_id(s, KIND_ORDERS, "R1"), plan = town_id(s, KIND_PLANS, "L1");
	uint64_t item = town_id(s, KIND_PLAN_ITEMS, "I1");
	uint64_t school = town_id(s, KIND_ORGANISATIONS, "O001");
	const struct {
		enum kind kind;
		uint64_t id;
		const char *pair;
		bool held;
	} table[] = {
	    {KIND_ORDERS, order, "number=2-ма", true},
	    {KIND_ORDERS, order, "date=2025-10-02", true},
	    {KIND_ORDERS, order, "subject=о составе актива", false},
	    {KIND_MEMBERSHIPS, 1, "from=2025-10-02", true},
	    {KIND_MEMBERSHIPS, 1, "to=2025-12-31", true},
	    {KIND_MEMBERSHIPS, 1, "subject_area=математика", false},
	    {KIND_ASSOCIATION_HEADS, 1, "person=P2", false}, /* named by no order */
	    {KIND_PLANS, plan, "approved=2025-09-02", false},
	    {KIND_PLANS, plan, "to=2026-06-30", true},
	    {KIND_PLAN_ITEMS, item, "title=Вебинар", true},
	    {KIND_PLAN_ITEMS, item, "result=проведён", false},
	    {KIND_ORGANISATIONS, school, "code=O002", true}, /* a mailing names it */
	    {KIND_ORGANISATIONS, school, "name=Гимназия", false},
	    {KIND_MAILINGS, 1, "subject=Совещание", false},
	    {KIND_MAILINGS, 1, "addresses=a@example.org", false}, /* it has gone */
	    {KIND_MAILINGS, 1, "subject=Встреча", true},
	    {KIND_MAILINGS, 1, "date=2025-10-02", true},
	    {KIND_MAILINGS, 1, "text=В два", true},
	    {KIND_MAILINGS, 1, "audience=city", true},
	    {KIND_MAILINGS, 1, "addresses=b@example.org", true},
	    {KIND_MAILINGS, 1, "addresses=", true},
	    {KIND_MAILINGS, 1, "code=ML7", false},
	};
	struct record *r;
	struct error e;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		enum status st = change_one(s, table[i].kind, table[i].id, table[i].pair, &e);

		if (st != (table[i].held ? ST_INVALID : ST_OK))
			fail_msg("%s: %d %s", table[i].pair, (int)st, error_text(&e));
	}
	r = IN_VIEW(s, register_load(VIEW, KIND_PLAN_ITEMS, item));
	assert_int_equal(register_remove(s, r, &e), ST_INVALID);
	assert_non_null(strstr(e.text, "из утверждённого плана пункты не удаляют"));
	record_free(r);
	r = IN_VIEW(s, register_load(VIEW, KIND_MEMBERSHIPS, 1));
	assert_int_equal(
	    register_remove_all(s, KIND_MEMBERSHIPS, &r->id, 1, UINT64_MAX, &e), ST_INVALID);
	assert_non_null(strstr(e.text, "членство названо приказом"));
	record_free(r);
	r = IN_VIEW(s, register_load(VIEW, KIND_MAILINGS, 1));
	assert_int_equal(register_remove(s, r, &e), ST_INVALID);
	assert_non_null(strstr(e.text, "рассылка ушла и не удаляется"));
	record_free(r);
}

static void
an_undo_is_asked_as_well(void **state)
{
	struct session *s = ((struct town *)*state)->s, *other;
	struct error e;
	struct record *r;
	uint64_t undone;

	/* Mine makes room for another's head; then it cannot come back. */
	assert_int_equal(change_one(s, KIND_ASSOCIATION_HEADS, 1, "to=2025-12-31", &e), ST_OK);
	other = town_second(*state, "ivanova", "clerk");
	town_save(other,
	    RECORD(other, KIND_ASSOCIATION_HEADS, "association=A1", "person=P2", "from=2026-01-01",
		"manner=избран"));
	town_second_close(other);
	assert_int_equal(register_undo(s, 0, &undone, NULL, &e), ST_REFUSED);
	assert_non_null(strstr(e.text, "вернуть нельзя, "));
	assert_non_null(strstr(e.text, "уже руководит Абрамов Олег"));
	r = IN_VIEW(s, register_load(VIEW, KIND_ASSOCIATION_HEADS, 1));
	assert_int_equal(((struct association_head *)r)->to, day_of("2025-12-31"));
	record_free(r);
}

static void
an_undo_takes_away_what_it_brought(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t plan = town_id(s, KIND_PLANS, "L1"), undone;
	struct error e;

	assert_int_equal(change_one(s, KIND_PLANS, plan, "approved=2025-09-02", &e), ST_OK);
	assert_int_equal(register_undo(s, 0, &undone, NULL, &e), ST_OK);
	assert_int_equal(change_one(s, KIND_PLANS, plan, "to=2026-06-30", &e), ST_OK);
}

static void
an_undo_takes_back_what_has_gone(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct error e;
	uint64_t undone;

	assert_int_equal(change_one(s, KIND_MAILINGS, 1, "addresses=a@example.org", &e), ST_OK);
	assert_int_equal(change_one(s, KIND_MAILINGS, 1, "subject=Совещание", &e), ST_INVALID);
	assert_int_equal(register_undo(s, 0, &undone, NULL, &e), ST_OK);
	assert_int_equal(change_one(s, KIND_MAILINGS, 1, "subject=Совещание", &e), ST_OK);
}

/* What was approved since is not changed by taking back an older operation. */
static void
an_undo_leaves_an_approved_plan_alone(void **state)
{
	struct session *s = ((struct town *)*state)->s, *other;
	uint64_t plan = town_id(s, KIND_PLANS, "L1"), undone;
	struct error e;

	assert_int_equal(
	    change_one(s, KIND_PLAN_ITEMS, town_id(s, KIND_PLAN_ITEMS, "I1"), "title=Вебинар", &e),
	    ST_OK);
	other = town_second(*state, "ivanova", "clerk");
	assert_int_equal(change_one(other, KIND_PLANS, plan, "approved=2025-09-02", &e), ST_OK);
	town_second_close(other);
	assert_int_equal(register_undo(s, 0, &undone, NULL, &e), ST_REFUSED);
	assert_non_null(strstr(e.text, "в пункте утверждённого плана не меняется"));
}

static void
the_unlikely_is_let_in_and_told(void **state)
{
	static const struct saved_by_hand table[] = {
	    {KIND_MEMBERSHIPS, {"person=P1", "from=2026-01-01", "order=R1"},
		"в эти дни человек уже состоит в активе (с 01.10.2025)"},
	    {KIND_MEMBERSHIPS, {"person=P2", "from=2026-01-01", "order=R1"}, ""},
	    {KIND_PEOPLE,
		{"code=P4", "surname=ЯШИНА", "given_name=Анна", "patronymic=Петровна",
		    "organisation=O001", "position=учитель", "staff_kind=педагог",
		    "hired=2020-09-01"},
		"похоже, это человек с кодом P1"},
	    {KIND_PEOPLE,
		{"code=P5", "surname=Новикова", "given_name=Анна", "organisation=O001",
		    "position=учитель", "staff_kind=педагог", "birth_date=1915-01-01",
		    "hired=2020-09-01"},
		"меньше 14 или больше 100"},
	    {KIND_ACTIVITIES,
		{"person=P3", "date=2025-11-01", "direction=consulting", "description=помощь"},
		"в этот день человек не состоял в активе"},
	    {KIND_ASSESSMENTS, {"person=P3", "date=2031-01-01", "kind=ФИОКО"},
		"01.01.2031 ещё не наступило"},
	};
	struct session *s = ((struct town *)*state)->s;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct record *r = town_record(s, table[i].kind, table[i].fields);
		struct saved saved = {0};
		struct error e = {.text = ""};

		if (save_record(s, r, &saved, &e) != ST_OK ||
		    (table[i].said[0] == '\0' ? saved.doubt[0] != '\0'
					      : strstr(saved.doubt, table[i].said) == NULL))
			fail_msg("case %zu: expected «%s», got «%s» %s", i, table[i].said,
			    saved.doubt, e.text);
		record_free(r);
	}
}

#define WITH_TOWN(test) cmocka_unit_test_setup_teardown(test, set_up, town_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_TOWN(a_form_is_refused_with_the_reason),
	    WITH_TOWN(what_stood_is_frozen),
	    WITH_TOWN(an_undo_is_asked_as_well),
	    WITH_TOWN(an_undo_takes_away_what_it_brought),
	    WITH_TOWN(an_undo_takes_back_what_has_gone),
	    WITH_TOWN(an_undo_leaves_an_approved_plan_alone),
	    WITH_TOWN(the_unlikely_is_let_in_and_told),
	};

	return cmocka_run_group_tests_name("rules between records", tests, NULL, NULL);
}
