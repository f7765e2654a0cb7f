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
    {KIND_EVENTS,
	{"code=E2", "item=I1", "title=Семинар", "type=семинар", "level=муниципальный",
	    "planned=2025-10-19", "held=2025-10-19", "held_to=2025-10-22"},
	"22.10.2025, а пункт плана отменён 20.10.2025"},
    {KIND_EVENTS,
	{"code=E2", "item=I1", "title=Семинар", "type=семинар", "level=муниципальный",
	    "planned=2025-10-19", "held=2025-10-19", "held_to=2025-10-20"},
	""},
    {KIND_EVENTS,
	{"code=E3", "item=I1", "title=Семинар", "type=семинар", "level=муниципальный",
	    "planned=2025-10-21", "cancelled=да"},
	""},
    {KIND_EVENTS,
	{"code=E4", "item=I1", "title=Семинар", "type=семинар", "level=муниципальный",
	    "planned=2025-10-21"},
	""},
    {KIND_PLAN_ITEMS,
	{"code=I2", "plan=L1", "number=2", "title=Семинар", "type=семинар", "level=муниципальный",
	    "from=2025-08-01", "to=2025-10-31"},
	"выходит за срок плана (01.09.2025 – 31.05.2026)"},
    {KIND_ASSOCIATION_HEADS, {"association=A1", "person=P2", "from=2026-01-01", "manner=назначен"},
	"уже руководит Яшина Анна Петровна"},
    {KIND_ASSOCIATION_HEADS,
	{"association=A1", "person=P2", "from=2026-01-01", "manner=исполняет обязанности"}, ""},
    {KIND_ASSOCIATION_HEADS,
	{"association=A1", "person=P3", "from=2025-01-01", "to=2025-06-30", "manner=избран"}, ""},
    {KIND_ASSOCIATION_HEADS,
	{"association=A1", "person=P2", "from=2025-06-01", "to=2025-06-15", "manner=избран"},
	"уже руководит Белова Инна Ивановна (с 01.01.2025 по 30.06.2025)"},
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

/* Saved by hand it is refused with that, or let in. */
static void
assert_said(struct session *s, const struct saved_by_hand *one, size_t i)
{
	struct record *r = town_record(s, one->kind, one->fields);
	struct saved saved;
	struct error e = {.text = ""};
	enum status st = save_record(s, r, &saved, &e);

	if (st != (one->said[0] == '\0' ? ST_OK : ST_INVALID) || strstr(e.text, one->said) == NULL)
		fail_msg("case %zu: expected «%s», got %d «%s»", i, one->said, (int)st, e.text);
	record_free(r);
}

static void
a_form_is_refused_with_the_reason(void **state)
{
	struct session *s = ((struct town *)*state)->s;

	for (size_t i = 0; i < sizeof(by_hand) / sizeof(by_hand[0]); i++)
		assert_said(s, &by_hand[i], i);
}

/* A meeting of the council is not before what stands on its agenda was handed in. */
static void
an_agenda_follows_its_applications(void **state)
{
	static const struct saved_by_hand table[] = {
	    {KIND_MEETINGS, {"code=M1", "number=1", "date=2025-10-05", "seats=7"}, ""},
	    {KIND_APPLICATIONS,
		{"code=AP1", "submitted=2025-10-01", "person=P1", "surname=Яшина",
		    "given_name=Анна", "organisation=O001", "position=учитель"},
		""},
	    {KIND_APPLICATIONS,
		{"code=AP2", "submitted=2025-10-03", "person=P2", "surname=Абрамов",
		    "given_name=Олег", "organisation=O001", "position=учитель"},
		""},
	    {KIND_APPLICATIONS,
		{"code=AP3", "submitted=2025-10-06", "person=P3", "surname=Белова",
		    "given_name=Инна", "organisation=O001", "position=учитель"},
		""},
	    {KIND_VOTES, {"meeting=M1", "application=AP3", "member=P1", "vote=за"}, ""},
	    {KIND_AGENDA, {"meeting=M1", "application=AP2", "position=1"}, ""},
	    {KIND_AGENDA, {"meeting=M1", "application=AP1", "position=2"}, ""},
	    {KIND_AGENDA, {"meeting=M1", "topic=Разное", "position=3"}, ""},
	    {KIND_AGENDA, {"meeting=M1", "application=AP3", "position=4"},
		"заседание раньше, чем подано заявление из его повестки (06.10.2025)"},
	    /* once there is an agenda */
	    {KIND_VOTES, {"meeting=M1", "application=AP3", "member=P2", "vote=за"},
		"этого заявления нет в повестке заседания"},
	    {KIND_TOPIC_VOTES, {"meeting=M1", "topic=О плане", "member=P2", "vote=за"},
		"такого вопроса нет в повестке заседания"},
	    {KIND_VOTES, {"meeting=M1", "application=AP1", "member=P2", "vote=за"}, ""},
	};
	struct session *s = ((struct town *)*state)->s;
	struct error e;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		assert_said(s, &table[i], i);
	assert_int_equal(change_one(s, KIND_MEETINGS, 1, "date=2025-10-02", &e), ST_INVALID);
	assert_non_null(strstr(e.text, "из его повестки (03.10.2025)"));
	assert_int_equal(change_one(s, KIND_MEETINGS, 1, "date=2025-10-03", &e), ST_OK);
}

/* What is there already is told to whoever changes what it rests on. */
static void
a_change_is_held_against_what_rests_on_it(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t item, pathway;
	const struct {
		enum kind kind;
		uint64_t *id, one;
		const char *pair, *said;
	} table[] = {
	    {KIND_PLANS, NULL, 1, "from=2025-10-05",
		"срок плана (05.10.2025 – 31.05.2026) меньше, чем срок его пункта 1"},
	    {KIND_PLANS, NULL, 1, "to=2025-10-15",
		"срок плана (01.09.2025 – 15.10.2025) меньше, чем срок его пункта 1"},
	    {KIND_PLANS, NULL, 1, "to=2025-11-30", ""},
	    {KIND_PLAN_ITEMS, &item, 0, "cancelled=2025-10-09",
		"а мероприятие этого пункта (E5) проведено 10.10.2025"},
	    {KIND_PLAN_ITEMS, &item, 0, "cancelled=2025-10-10", ""},
	    {KIND_EVENTS, NULL, 1, "headcount=0", "поимённо названо разных людей: 1"},
	    {KIND_PATHWAYS, &pathway, 0, "developed=2025-09-11",
		"у ИОМ от 10.09.2025 есть пункты; сначала удалите их"},
	    {KIND_PATHWAYS, &pathway, 0, "person=P3",
		"у ИОМ от 10.09.2025 есть пункты; сначала удалите их"},
	    {KIND_PATHWAYS, &pathway, 0, "basis=диагностика", ""},
	};

	item = town_save(s,
	    RECORD(s, KIND_PLAN_ITEMS, "code=I5", "plan=L1", "number=5", "title=Конкурс",
		"type=конкурс", "level=муниципальный", "from=2025-10-01", "to=2025-10-31"));
	town_save(s,
	    RECORD(s, KIND_EVENTS, "code=E5", "item=I5", "title=Конкурс", "type=конкурс",
		"level=муниципальный", "planned=2025-10-10", "held=2025-10-10"));
	town_save(s, RECORD(s, KIND_PATHWAYS, "person=P2", "developed=2025-08-10"));
	pathway = town_save(s, RECORD(s, KIND_PATHWAYS, "person=P2", "developed=2025-09-10"));
	town_save(s,
	    RECORD(s, KIND_PATHWAY_ITEMS, "person=P2", "developed=2025-09-10", "number=1",
		"deficit=цели", "form=курсы"));
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct error e = {.text = ""};
		enum status st = change_one(s, table[i].kind,
		    table[i].id != NULL ? *table[i].id : table[i].one, table[i].pair, &e);

		if (st != (table[i].said[0] == '\0' ? ST_OK : ST_INVALID) ||
		    strstr(error_text(&e), table[i].said) == NULL)
			fail_msg("%s: %d %s", table[i].pair, (int)st, error_text(&e));
	}
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

/* The last day of a membership comes with an order; an approved plan gets no items, from nowhere
 * and from no other plan, and its approval is not taken back over what was done with them since. */
static void
what_an_order_or_an_approval_says_stays(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t plan = town_id(s, KIND_PLANS, "L1"), approval, other, moved;
	struct record *r = IN_VIEW(s, register_load(VIEW, KIND_MEMBERSHIPS, 1));
	struct saved saved;
	struct error e;

	town_save(s,
	    RECORD(s, KIND_ORDERS, "code=R8", "number=8-ма", "date=2025-12-30",
		"kind=состав методактива", "subject=об исключении"));
	SET(s, r, "to=2025-12-31", "end_order=R8");
	assert_done(save_record(s, r, &saved, &e), &e);
	record_free(r);

	town_save(s,
	    RECORD(s, KIND_PLANS, "code=L2", "kind=план работы", "from=2025-09-01", "to=2026-05-31",
		"title=Другой план"));
	other = town_save(s,
	    RECORD(s, KIND_PLAN_ITEMS, "code=I8", "plan=L2", "number=8", "title=Конкурс",
		"type=конкурс", "level=муниципальный", "from=2025-10-01", "to=2025-10-31"));
	moved = town_save(s,
	    RECORD(s, KIND_PLAN_ITEMS, "code=I9", "plan=L1", "number=9", "title=Конкурс",
		"type=конкурс", "level=муниципальный", "from=2025-10-01", "to=2025-10-31"));
	assert_int_equal(change_one(s, KIND_PLANS, plan, "approved=2025-09-02", &e), ST_OK);
	approval = IN_VIEW(s, journal_last(VIEW->txn));
	assert_said(s,
	    &(struct saved_by_hand){KIND_PLAN_ITEMS,
		{"code=I7", "plan=L1", "number=7", "title=Конкурс", "type=конкурс",
		    "level=муниципальный", "from=2025-10-01", "to=2025-10-31"},
		"план утверждён, новых пунктов в него не вносят"},
	    0);
	assert_not_done(change_one(s, KIND_PLAN_ITEMS, other, "plan=L1", &e), &e,
	    "план утверждён, новых пунктов в него не вносят");
	assert_done(change_one(s, KIND_PLAN_ITEMS, other, "title=Смотр", &e), &e);
	assert_done(change_one(s, KIND_PLAN_ITEMS, moved, "cancelled=2025-09-20", &e), &e);
	assert_not_done(register_undo_operation(s, approval, &e), &e,
	    "после утверждения пункты плана уже переносили или отменяли");
}

/* What has gone before the plan was approved does not come back into it. */
static void
an_undo_brings_nothing_into_an_approved_plan(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t removal;
	struct error e;

	town_delete(s, KIND_PLAN_ITEMS, town_id(s, KIND_PLAN_ITEMS, "I1"));
	removal = IN_VIEW(s, journal_last(VIEW->txn));
	town_change(s, KIND_PLANS, town_id(s, KIND_PLANS, "L1"), "approved=2025-09-02");
	assert_not_done(register_undo_operation(s, removal, &e), &e,
	    "план утверждён, новых пунктов в него не вносят");
}

/* The code by which a mailing says for whom it is does not go, though nothing refers to it. */
static void
what_a_mailing_names_is_not_removed(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t named = town_school(s, "O007", "Лицей");
	uint64_t other = town_school(s, "O008", "Гимназия");
	struct record *r;
	struct error e;

	town_save(s,
	    RECORD(s, KIND_MAILINGS, "code=ML7", "date=2025-10-01", "subject=Встреча", "text=В три",
		"audience=ORGANISATION:O007"));
	r = IN_VIEW(s, register_load(VIEW, KIND_ORGANISATIONS, named));
	assert_not_done(register_remove(s, r, &e), &e,
	    "этим кодом (O007) названо, кому рассылка ML7: он остаётся");
	record_free(r);
	town_delete(s, KIND_ORGANISATIONS, other);
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
	    WITH_TOWN(an_agenda_follows_its_applications),
	    WITH_TOWN(a_change_is_held_against_what_rests_on_it),
	    WITH_TOWN(what_an_order_or_an_approval_says_stays),
	    WITH_TOWN(an_undo_brings_nothing_into_an_approved_plan),
	    WITH_TOWN(what_a_mailing_names_is_not_removed),
	    WITH_TOWN(what_stood_is_frozen),
	    WITH_TOWN(an_undo_is_asked_as_well),
	    WITH_TOWN(an_undo_takes_away_what_it_brought),
	    WITH_TOWN(an_undo_takes_back_what_has_gone),
	    WITH_TOWN(an_undo_leaves_an_approved_plan_alone),
	    WITH_TOWN(the_unlikely_is_let_in_and_told),
	};

	return cmocka_run_group_tests_name("rules between records", tests, NULL, NULL);
}
