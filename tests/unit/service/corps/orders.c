/* SPDX-License-Identifier: MIT
 * orders.c - orders proposed, refused, numbered, signed, and taken back.
 */
#include "tests/lib/corps_help.h"

#include <sys/wait.h>

#include "db/record/journal.h"
#include "service/corps/roster.h"
#include "tests/lib/in_view.h"

static size_t
count_of(struct session *s, enum kind kind)
{
	struct txn *t = txn_read(s->store);
	size_t count = records_count(t, kind);

	txn_abort(t);
	return count;
}

static void
refused(struct session *s, struct order_project *p, const char *sentence)
{
	size_t orders = count_of(s, KIND_ORDERS), members = count_of(s, KIND_MEMBERSHIPS);
	struct signed_order done;
	struct error e = {0};

	assert_int_equal(orders_sign(s, p, 0, &done, &e), ST_REFUSED);
	if (strstr(error_text(&e), sentence) == NULL)
		fail_msg("ждали «%s», получили «%s»", sentence, error_text(&e));
	assert_int_equal(count_of(s, KIND_ORDERS), orders);
	assert_int_equal(count_of(s, KIND_MEMBERSHIPS), members);
}

static size_t
members_on(struct session *s, const char *on)
{
	struct roster r;
	struct error e = {0};
	size_t count;

	assert_int_equal(IN_VIEW(s, roster_open(&r, VIEW, day_of(on), false, &e)), ST_OK);
	count = r.count;
	roster_free(&r);
	assert_int_equal(IN_VIEW(s, roster_count(VIEW, day_of(on))), count);
	return count;
}

static void
the_admitted_are_proposed(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct order_project p = corps_propose(s, ORDER_COMPOSITION, "2026-05-25");

	assert_int_equal(p.count, 3);
	assert_string_equal(
	    p.subject, "Об утверждении состава муниципального методического актива");
	assert_int_equal(p.lines[0].person, town_id(s, KIND_PEOPLE, "P2")); /* Абрамов */
	assert_string_equal(p.lines[0].problem, "");
	assert_string_equal(p.lines[0].subject_area, "математика");
	assert_int_equal(p.lines[0].from, day_of("2026-05-25"));
	assert_int_equal(p.lines[0].to, day_of("2026-08-31"));
	assert_int_equal(p.lines[1].person, 0);
	assert_non_null(strstr(p.lines[1].problem, "не указан человек"));
	refused(s, &p, "Никто Имя: в заявлении не указан человек");
	for (size_t i = 0; i < p.count; i++)
		p.lines[i].taken = false;
	refused(s, &p, "в приказе никого нет");
	orders_set_term(&p, day_of("2026-09-01"), day_of("2027-08-31"));
	assert_int_equal(p.lines[2].to, day_of("2027-08-31"));
	order_project_free(&p);
}

static void
signing_makes_members_once(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct signed_order done = corps_sign_composition(s, "2026-05-25");
	struct order_project again = corps_propose(s, ORDER_INCLUSION, "2026-05-26");
	struct membership *m;
	struct order *o = (struct order *)IN_VIEW(s, register_load(VIEW, KIND_ORDERS, done.id));
	uint64_t stamp;

	assert_string_equal(done.number, "1-ма");
	assert_string_equal(o->number, "1-ма");
	assert_int_equal(o->kind, ORDER_KIND_COMPOSITION);
	assert_int_equal(count_of(s, KIND_MEMBERSHIPS), 2);
	m = (struct membership *)IN_VIEW(s, register_load(VIEW, KIND_MEMBERSHIPS, 1));
	assert_int_equal(m->order, done.id);
	stamp = m->base.stamp;
	assert_int_equal(o->base.stamp, stamp); /* one transaction */
	assert_int_equal(members_on(s, "2026-05-24"), 0);
	assert_int_equal(members_on(s, "2026-05-25"), 2);
	assert_int_equal(members_on(s, "2026-09-01"), 0);
	assert_int_equal(again.count, 1); /* who is not of the register waits on */
	record_free(&m->base);
	record_free(&o->base);
	order_project_free(&again);
}

static void
next_is(struct session *s, enum order_purpose purpose, const char *day, const char *number)
{
	const struct order_project p = {.purpose = purpose, .date = day_of(day)};
	struct buf next = {0};

	IN_VIEW(s, orders_put_number(VIEW, &p, &next));
	assert_string_equal(buf_text(&next), number);
	buf_free(&next);
}

static void
numbers_run_in_their_register_and_year(void **state)
{
	static const char *const earlier[] = {"7-ма", "8-исх", "12", "x-ма", "5-маx"};
	struct session *s = ((struct town *)*state)->s;
	struct order_project p;

	for (size_t i = 0; i < 5; i++) {
		struct record *r = RECORD(s, KIND_ORDERS, "kind=иное", "subject=о разном");
		char code[32], text[32];

		snprintf(code, sizeof(code), "code=R%zu", i);
		snprintf(text, sizeof(text), "number=%s", earlier[i]);
		SET(s, r, code, text, i == 0 ? "date=2025-11-01" : "date=2026-01-15");
		town_save(s, r);
	}
	next_is(s, ORDER_COMPOSITION, "2026-05-25", "1-ма"); /* 7-ма is last year's */
	next_is(s, ORDER_COMPOSITION, "2025-12-01", "8-ма");
	next_is(s, ORDER_EXCLUSION, "2026-05-25", "9-исх");
	next_is(s, ORDER_ANNULMENT, "2026-05-25", "13");

	assert_string_equal(corps_sign_composition(s, "2026-05-25").number, "1-ма");
	p = corps_propose(s, ORDER_COMPOSITION, "2026-05-24");
	refused(s, &p, "1-ма, дан 25.05.2026");
	p.date = day_of("2026-06-01");
	refused(s, &p, "дата приказа ещё впереди; сегодня 31.05.2026");
	order_project_free(&p);
}

static void
overlapping_memberships_are_refused(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct order_project p;
	struct membership *m;
	struct record *r;

	town_save(s,
	    RECORD(s, KIND_ORDERS, "code=R1", "number=5-од", "date=2026-01-10", "kind=иное",
		"subject=о разном"));
	r = RECORD(s, KIND_MEMBERSHIPS, "person=P2", "subject_area=Математика", "from=2026-01-10",
	    "order=R1");
	town_save(s, r);
	p = corps_propose(s, ORDER_COMPOSITION, "2026-05-25");
	assert_non_null(strstr(p.lines[0].problem, "уже состоит в активе"));
	p.lines[1].taken = false;
	refused(s, &p,
	    "Абрамов Олег: уже состоит в активе по этой предметной области с "
	    "10.01.2026, приказ № 5-од от 10.01.2026");
	/* Another subject is another membership. */
	snprintf(p.lines[0].subject_area, sizeof(p.lines[0].subject_area), "информатика");
	p.lines[0].from = day_of("2026-01-10");
	refused(s, &p, "с этого дня (10.01.2026) у этого человека уже есть членство");
	p.lines[0].from = day_of("2026-05-25");
	p.lines[0].to = day_of("2026-05-24");
	refused(s, &p, "последний день раньше первого");
	p.lines[0].to = DATE_NONE;
	corps_sign(s, &p);
	m = (struct membership *)IN_VIEW(s, register_load(VIEW, KIND_MEMBERSHIPS, 2));
	assert_string_equal(m->subject_area, "информатика");
	record_free(&m->base);
}

static void
open_minutes_hold_the_order_back(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct minutes *m = (struct minutes *)record_new(KIND_MINUTES);
	struct order_project p;
	struct change *c;

	m->meeting = town_id(s, KIND_MEETINGS, "M1");
	m->state = MINUTES_OPEN;
	m->current = 1;
	m->closed = DATE_NONE;
	c = change_new(s->store, &s->actor, "minutes", "");
	change_put(c, &m->base);
	record_free(&m->base);
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	p = corps_propose(s, ORDER_COMPOSITION, "2026-05-25");
	refused(s, &p, "протокол заседания, на котором кандидат принят, ещё не закрыт");
	order_project_free(&p);
}

static void
exclusion_ends_a_membership_with_its_ground(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct order_project p;
	struct signed_order done;
	struct membership *m;

	corps_sign_composition(s, "2026-05-25");
	p = corps_propose(s, ORDER_EXCLUSION, "2026-05-28");
	refused(s, &p, "в приказе никого нет");
	orders_add_exclusion(&p, 1, "", day_of("2026-05-28"));
	refused(s, &p, "Абрамов Олег: не указано основание");
	snprintf(p.lines[0].ground, sizeof(p.lines[0].ground), "личное заявление");
	p.lines[0].to = day_of("2026-05-24");
	refused(s, &p, "раньше начала членства (25.05.2026)");
	p.lines[0].to = day_of("2026-08-31");
	refused(s, &p, "и так кончается 31.08.2026");
	p.lines[0].to = day_of("2026-05-28");
	orders_add_exclusion(&p, 1, "ещё раз", day_of("2026-05-28"));
	refused(s, &p, "уже стоит в приказе");
	p.lines[1].taken = false;
	done = corps_sign(s, &p);
	assert_string_equal(done.number, "1-исх");
	m = (struct membership *)IN_VIEW(s, register_load(VIEW, KIND_MEMBERSHIPS, 1));
	assert_int_equal(m->to, day_of("2026-05-28"));
	assert_int_equal(m->end_order, done.id);
	assert_string_equal(m->end_reason, "личное заявление");
	record_free(&m->base);
	assert_int_equal(members_on(s, "2026-05-29"), 1);
	p = corps_propose(s, ORDER_EXCLUSION, "2026-05-29");
	orders_add_exclusion(&p, 1, "снова", day_of("2026-05-27"));
	refused(s, &p, "уже исключён: приказ № 1-исх от 28.05.2026");
	order_project_free(&p);
}

/* The row of the association, person and first day; it must be there. */
static struct association_head *
head_row(struct session *s, uint64_t association, uint64_t person, const char *from)
{
	struct association_head *h = (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);
	struct txn *t = txn_read(s->store);
	uint64_t id;

	h->association = association;
	h->person = person;
	h->from = day_of(from);
	id = records_find_same(t, &h->base);
	assert_true(id != 0 && records_get(t, id, &h->base));
	txn_abort(t);
	return h;
}

static void
an_order_names_heads_of_associations(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t p1 = town_id(s, KIND_PEOPLE, "P1"), id, order;
	struct order_project p = corps_propose(s, ORDER_HEADS, "2026-05-25");
	struct association_head *h;

	id = town_save(s, RECORD(s, KIND_ASSOCIATIONS, "code=A1", "name=ММО математики"));
	orders_add_head(&p, id, 0);
	refused(s, &p, "ММО математики: не указан руководитель");
	p.lines[0].person = p1;
	order = corps_sign(s, &p).id;
	h = head_row(s, id, p1, "2026-05-25");
	assert_int_equal(h->order, order);
	assert_int_equal(h->manner, MANNER_APPOINTED);
	assert_string_equal(h->basis, "1-од");
	assert_int_equal(h->to, DATE_NONE);
	record_free(&h->base);
	p = corps_propose(s, ORDER_HEADS, "2026-05-25");
	orders_add_head(&p, id, town_id(s, KIND_PEOPLE, "P2"));
	refused(s, &p, "у объединения уже есть руководитель с 25.05.2026");
	order_project_free(&p);
}

static struct order_project
propose_heads(struct session *s, const uint64_t *associations, size_t count, const char *date)
{
	struct order_project p;
	struct error e = {0};

	assert_int_equal(
	    IN_VIEW(s, orders_propose_heads(&p, VIEW, associations, count, day_of(date), &e)),
	    ST_OK);
	return p;
}

static uint64_t
association_headed(struct session *s, const char *code, const char *name, const char *person,
    const char *from, const char *to, const char *manner)
{
	char fields[6][64];
	uint64_t id;

	snprintf(fields[0], sizeof(fields[0]), "code=%s", code);
	snprintf(fields[1], sizeof(fields[1]), "name=%s", name);
	id = town_save(s, RECORD(s, KIND_ASSOCIATIONS, fields[0], fields[1]));
	snprintf(fields[0], sizeof(fields[0]), "association=%s", code);
	snprintf(fields[1], sizeof(fields[1]), "person=%s", person);
	snprintf(fields[2], sizeof(fields[2]), "from=%s", from);
	snprintf(fields[3], sizeof(fields[3]), "to=%s", to);
	snprintf(fields[4], sizeof(fields[4]), "manner=%s", manner);
	if (*person != '\0')
		town_save(s,
		    RECORD(s, KIND_ASSOCIATION_HEADS, fields[0], fields[1], fields[2], fields[3],
			fields[4]));
	return id;
}

/* In autumn all of them are named again: who heads them, or did until the summer. */
static void
heads_of_all_associations_by_one_order(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t p1 = town_id(s, KIND_PEOPLE, "P1"), p2 = town_id(s, KIND_PEOPLE, "P2");
	uint64_t chemistry = association_headed(
		     s, "A3", "ММО химии", "P1", "2024-09-01", "2026-05-20", "назначен"),
		 art = association_headed(s, "A1", "ММО ИЗО", "P2", "2025-09-09", "", "избран"),
		 music = association_headed(s, "A2", "ММО музыки", "", "", "", "");
	struct order_project p = propose_heads(s, NULL, 0, "2026-05-25");
	struct association_head *h;

	assert_int_equal(p.count, 3); /* by name */
	assert_int_equal(p.lines[0].association, art);
	assert_int_equal(p.lines[0].person, p2);
	assert_string_equal(p.lines[0].note, "руководит и сейчас");
	assert_int_equal(p.lines[1].association, music);
	assert_string_equal(p.lines[1].problem, "не указан руководитель");
	assert_int_equal(p.lines[2].person, p1);
	assert_string_equal(p.lines[2].note, "прежний, срок кончился 20.05.2026");
	refused(s, &p, "ММО музыки: не указан руководитель");
	p.lines[1].person = p1;
	orders_set_term(&p, day_of("2026-06-01"), day_of("2026-05-31"));
	refused(s, &p, "последний день раньше первого");
	orders_set_term(&p, day_of("2026-06-01"), day_of("2027-05-31"));
	snprintf(p.reason, sizeof(p.reason), "протокола ММС № 4");
	corps_sign(s, &p);
	h = head_row(s, art, p2, "2026-06-01");
	assert_int_equal(h->to, day_of("2027-05-31"));
	assert_string_equal(h->basis, "протокола ММС № 4");
	record_free(&h->base);
	h = head_row(s, art, p2, "2025-09-09");
	assert_int_equal(h->to, day_of("2026-05-31"));
	record_free(&h->base);
	h = head_row(s, chemistry, p1, "2024-09-01");
	assert_int_equal(h->to, day_of("2026-05-20")); /* which was over already */
	record_free(&h->base);
}

/* A town without a corps has orders on heads, and none on a corps. */
static void
a_town_without_a_corps_orders_heads(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	struct order_project p;
	struct error e = {0};

	association_headed(s, "A1", "РМО музыки", "P1", "2024-09-01", "", "назначен");
	town_force_rules(s, "tests/data/profiles/zarechny.conf");
	assert_true(orders_has_purpose(s->profile, ORDER_HEADS));
	assert_false(orders_has_purpose(s->profile, ORDER_INCLUSION));
	assert_int_equal(
	    IN_VIEW(s, orders_propose(&p, VIEW, ORDER_INCLUSION, day_of("2026-05-25"), &e)),
	    ST_REFUSED);
	p = propose_heads(s, NULL, 0, "2026-05-25");
	assert_string_equal(p.subject, "О назначении руководителей РМО");
	snprintf(p.number, sizeof(p.number), "18-р"); /* the office's there */
	corps_sign(s, &p);
	assert_int_equal(count_of(s, KIND_ASSOCIATION_HEADS), 2);
}

/* The marked ones alone; who has left the town is proposed no more. */
static void
heads_of_some_associations(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t some[2] = {association_headed(s, "A1", "ММО музыки", "P1", "2024-09-01", "",
				"исполняет обязанности"),
	    association_headed(s, "A2", "ММО ИЗО", "P3", "2024-09-01", "", "назначен")};
	struct record *r = IN_VIEW(s, register_load_code(VIEW, KIND_PEOPLE, "P3"));
	struct order_project p;

	association_headed(s, "A3", "ММО химии", "P2", "2024-09-01", "", "назначен");
	SET(s, r, "dismissed=2026-05-01");
	town_save(s, r);
	p = propose_heads(s, some, 2, "2026-05-25");
	assert_int_equal(p.count, 2);
	assert_int_equal(p.lines[0].association, some[1]);
	assert_int_equal(p.lines[0].person, 0);
	assert_int_equal(p.lines[1].person, town_id(s, KIND_PEOPLE, "P1"));
	order_project_free(&p);
}

static struct order_project
annul(struct session *s, uint64_t order, const char *date, const char *reason)
{
	struct order_project p;
	struct error e = {0};

	if (IN_VIEW(s, orders_propose_annulment(&p, VIEW, order, day_of(date), &e)) != ST_OK)
		fail_msg("%s", error_text(&e));
	snprintf(p.reason, sizeof(p.reason), "%s", reason);
	return p;
}

static void
annulment_takes_back_what_the_order_did(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t composition = corps_sign_composition(s, "2026-05-25").id, exclusion, annulling;
	struct order_project p = corps_propose(s, ORDER_EXCLUSION, "2026-05-28");
	struct membership *m;

	orders_add_exclusion(&p, 1, "ошибка", day_of("2026-05-28"));
	exclusion = corps_sign(s, &p).id;
	p = annul(s, composition, "2026-05-30", "подписан не тот список");
	assert_int_equal(p.count, 2);
	assert_string_equal(p.subject, "Об отмене приказа от 25.05.2026 № 1-ма");
	refused(s, &p, "это членство прекратил приказ № 1-исх от 28.05.2026; сначала отмените его");
	order_project_free(&p);

	p = annul(s, exclusion, "2026-05-30", "");
	refused(s, &p, "не указано, почему");
	order_project_free(&p);
	p = annul(s, exclusion, "2026-05-30", "перепутан человек");
	annulling = corps_sign(s, &p).id;
	assert_int_equal(IN_VIEW(s, orders_annulled_by(VIEW, exclusion)), annulling);
	assert_int_equal(IN_VIEW(s, orders_annulled_by(VIEW, composition)), 0);
	m = (struct membership *)IN_VIEW(s, register_load(VIEW, KIND_MEMBERSHIPS, 1));
	assert_int_equal(m->to, day_of("2026-08-31")); /* as before */
	assert_int_equal(m->end_order, 0);
	assert_string_equal(m->end_reason, "");
	record_free(&m->base);

	p = annul(s, exclusion, "2026-05-31", "ещё раз");
	refused(s, &p, "этот приказ уже отменил приказ № 1 от 30.05.2026");
	order_project_free(&p);
	p = annul(s, annulling, "2026-05-31", "передумали");
	refused(s, &p, "приказ об отмене");
	order_project_free(&p);

	p = annul(s, composition, "2026-05-31", "подписан не тот список");
	corps_sign(s, &p);
	assert_int_equal(count_of(s, KIND_MEMBERSHIPS), 0);
	/* The number stays used, the candidates wait again. */
	p = corps_propose(s, ORDER_COMPOSITION, "2026-05-31");
	assert_int_equal(p.count, 3);
	order_project_free(&p);
	assert_string_equal(corps_sign_composition(s, "2026-05-31").number, "2-ма");
}

static void
annulled_heads_give_way_to_those_before(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t p1 = town_id(s, KIND_PEOPLE, "P1"), p2 = town_id(s, KIND_PEOPLE, "P2"), id, order;
	struct association_head *h, *past;
	struct order_project p;

	id = town_save(s, RECORD(s, KIND_ASSOCIATIONS, "code=A1", "name=ММО математики"));
	town_save(s,
	    RECORD(s, KIND_ASSOCIATION_HEADS, "association=A1", "person=P2", "from=2025-09-09",
		"manner=назначен", "basis=3-од"));
	town_save(s,
	    RECORD(s, KIND_ASSOCIATION_HEADS, "association=A1", "person=P1", "from=2024-09-09",
		"to=2025-09-08", "manner=избран"));
	p = corps_propose(s, ORDER_HEADS, "2026-05-25");
	orders_add_head(&p, id, p1);
	orders_set_term(&p, day_of("2026-06-01"), DATE_NONE);
	order = corps_sign(s, &p).id;
	h = head_row(s, id, p2, "2025-09-09");
	assert_int_equal(h->to, day_of("2026-05-31"));
	SET(s, &h->base, "basis=приказ № 3-од"); /* an unrelated change stays */
	town_save(s, &h->base);
	/* from another day than the order's, what it ended is found all the same */
	p = annul(s, order, "2026-05-26", "руководитель отказался");
	corps_sign(s, &p);
	h = head_row(s, id, p2, "2025-09-09");
	assert_int_equal(h->to, DATE_NONE);
	assert_string_equal(h->basis, "приказ № 3-од");
	past = head_row(s, id, p1, "2024-09-09");
	assert_int_equal(past->to, day_of("2025-09-08")); /* the order never touched it */
	record_free(&past->base);
	record_free(&h->base);
	past = (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);
	past->association = id;
	past->person = p1;
	past->from = day_of("2026-06-01");
	assert_false(IN_VIEW(s, records_find_same(VIEW->txn, &past->base)));
	record_free(&past->base);
}

static void
signed_orders_are_not_undone(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t undone;
	struct error e = {0};

	corps_sign_composition(s, "2026-05-25");
	/* What is taken back is the save before, if anything. */
	register_undo(s, 0, &undone, NULL, &e);
	assert_int_equal(count_of(s, KIND_ORDERS), 1);
	assert_int_equal(count_of(s, KIND_MEMBERSHIPS), 2);
}

enum { SIGNERS = 3, SIGNED_BY_EACH = 8 };

/* A process of its own that names the heads of associations one after another. */
static _Noreturn void
keep_signing(const char *dir, const uint64_t *associations)
{
	struct session *s;
	struct error e = {0};
	bool good = session_open(&s, dir, AS("boss"), &e) == ST_OK;

	for (int i = 0; good && i < SIGNED_BY_EACH; i++) {
		struct order_project p;
		struct signed_order done;

		good =
		    IN_VIEW(s, orders_propose(&p, VIEW, ORDER_HEADS, day_of("2026-05-25"), &e)) ==
		    ST_OK;
		orders_add_head(&p, associations[i], 1 + (uint64_t)i % 2);
		good = good && orders_sign(s, &p, 0, &done, &e) == ST_OK;
		order_project_free(&p);
	}
	if (!good)
		fprintf(stderr, "%s\n", error_text(&e));
	session_close(s);
	_exit(good ? 0 : 1);
}

static void
many_may_sign_at_once_without_a_gap(void **state)
{
	struct town *town = *state;
	uint64_t associations[SIGNERS * SIGNED_BY_EACH];
	bool given[SIGNERS * SIGNED_BY_EACH + 1] = {false};
	struct order *o;

	for (int i = 0; i < SIGNERS * SIGNED_BY_EACH; i++) {
		char code[16];

		snprintf(code, sizeof(code), "code=A%d", i);
		associations[i] =
		    town_save(town->s, RECORD(town->s, KIND_ASSOCIATIONS, code, "name=ММО"));
	}
	town_shut(town); /* an environment does not outlive a fork */
	for (int i = 0; i < SIGNERS; i++)
		if (fork() == 0)
			keep_signing(town->dir, &associations[(ptrdiff_t)i * SIGNED_BY_EACH]);
	for (int i = 0; i < SIGNERS; i++) {
		int status;

		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	town_reopen(town);
	assert_int_equal(count_of(town->s, KIND_ORDERS), SIGNERS * SIGNED_BY_EACH);
	for (uint64_t id = 1; id <= SIGNERS * SIGNED_BY_EACH; id++) {
		int number;

		o = (struct order *)IN_VIEW(town->s, register_load(VIEW, KIND_ORDERS, id));
		number = atoi(o->number);
		assert_true(number >= 1 && number <= SIGNERS * SIGNED_BY_EACH && !given[number]);
		given[number] = true;
		record_free(&o->base);
	}
}

static void
a_hand_does_not_unsettle_what_is_signed(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct signed_order done = corps_sign_composition(s, "2026-05-25");
	struct record *order;
	struct saved saved;
	struct error e = {0};

	order = IN_VIEW(s, register_load(VIEW, KIND_ORDERS, done.id));
	assert_int_equal(register_remove(s, order, &e), ST_REFUSED);
	assert_non_null(strstr(error_text(&e), "подписанный приказ не удаляют"));
	record_free(order);
	order = IN_VIEW(s, register_load(VIEW, KIND_ORDERS, done.id));
	SET(s, order, "subject=о другом");
	assert_int_equal(save_record(s, order, &saved, &e), ST_INVALID);
	assert_non_null(strstr(error_text(&e), "у подписанного приказа не меняют"));
	record_free(order);
	/* An order typed by hand has no number of ours. */
	town_save(s,
	    RECORD(s, KIND_ORDERS, "code=R77", "number=77", "date=2026-01-10", "kind=иное",
		"subject=о разном"));
	order = IN_VIEW(s, register_load_code(VIEW, KIND_ORDERS, "R77"));
	assert_int_equal(register_remove(s, order, &e), ST_OK);
	record_free(order);
}

static void
what_was_read_is_signed_while_nothing_has_changed(void **state)
{
	struct town *town = *state;
	struct order_project p = corps_propose(town->s, ORDER_COMPOSITION, "2026-05-25");
	uint64_t seen = IN_VIEW(town->s, journal_changes(VIEW->txn));
	size_t orders = count_of(town->s, KIND_ORDERS);
	struct signed_order done;
	struct error e = {0};

	for (size_t i = 0; i < p.count; i++)
		p.lines[i].taken = p.lines[i].person != 0;
	town_school(town->s, "S99", "Школа 99");
	assert_int_equal(orders_sign(town->s, &p, seen, &done, &e), ST_CONFLICT);
	assert_int_equal(count_of(town->s, KIND_ORDERS), orders);
	seen = IN_VIEW(town->s, journal_changes(VIEW->txn));
	assert_int_equal(orders_sign(town->s, &p, seen, &done, &e), ST_OK);
	order_project_free(&p);
}

static void
only_who_may_edit_may_sign(void **state)
{
	struct town *town = *state;
	struct session *viewer = town_second(town, "viewer", "viewer");
	struct order_project p = corps_propose(viewer, ORDER_COMPOSITION, "2026-05-25");
	struct signed_order done;
	struct error e = {0};

	assert_int_equal(orders_sign(viewer, &p, 0, &done, &e), ST_DENIED);
	assert_int_equal(count_of(town->s, KIND_ORDERS), 0);
	order_project_free(&p);
	town_second_close(viewer);
}

#define WITH_TOWN(test) cmocka_unit_test_setup_teardown(test, corps_town, town_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_TOWN(the_admitted_are_proposed),
	    WITH_TOWN(signing_makes_members_once),
	    WITH_TOWN(numbers_run_in_their_register_and_year),
	    WITH_TOWN(overlapping_memberships_are_refused),
	    WITH_TOWN(open_minutes_hold_the_order_back),
	    WITH_TOWN(exclusion_ends_a_membership_with_its_ground),
	    WITH_TOWN(an_order_names_heads_of_associations),
	    WITH_TOWN(heads_of_all_associations_by_one_order),
	    WITH_TOWN(heads_of_some_associations),
	    WITH_TOWN(a_town_without_a_corps_orders_heads),
	    WITH_TOWN(annulment_takes_back_what_the_order_did),
	    WITH_TOWN(annulled_heads_give_way_to_those_before),
	    WITH_TOWN(signed_orders_are_not_undone),
	    WITH_TOWN(many_may_sign_at_once_without_a_gap),
	    WITH_TOWN(a_hand_does_not_unsettle_what_is_signed),
	    WITH_TOWN(what_was_read_is_signed_while_nothing_has_changed),
	    WITH_TOWN(only_who_may_edit_may_sign),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
