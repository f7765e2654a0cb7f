/* SPDX-License-Identifier: MIT
 * bank.c - materials of the bank: where each stands, who could examine it, what is done with it;
 * what the catalogue tells of it.
 */
#include "tests/lib/in_view.h"
#include "tests/lib/town.h"

#include "db/record/journal.h"
#include "service/record/undo.h"
#include "service/year/bank.h"
#include "service/year/catalogue.h"
#include "service/year/helpers.h"

static uint64_t
add(struct session *s, const char *code, const char *title, const char *status,
    const char *reviewer, const char *added, const char *reviewed)
{
	struct record *r = RECORD(s, KIND_RESOURCES, "kind=методический", "author=P3");

	SET(s, r, code, title, status, reviewer, added, reviewed);
	return town_save(s, r);
}

static void
join(struct session *s, const char *person, const char *area)
{
	struct record *m =
	    RECORD(s, KIND_MEMBERSHIPS, "from=2025-09-01", "to=2026-08-31", "order=R1");

	SET(s, m, person, area);
	town_save(s, m);
}

/* P1 looks after mathematics, P2 after history, P3 after mathematics as well; P4 is no member. */
static int
set_up(void **state)
{
	struct town *town = town_new();
	struct session *s = town->s;

	town_school(s, "O001", "Школа № 1");
	town_person(s, "P1", "Алёхина", "Анна", "");
	town_person(s, "P2", "Белов", "Борис", "");
	town_person(s, "P3", "Власова", "Вера", "Павловна");
	town_person(s, "P4", "Гусев", "Глеб", "");
	town_save(s,
	    RECORD(s, KIND_ORDERS, "code=R1", "number=1", "date=2025-09-01",
		"kind=состав методактива", "subject=Состав"));
	join(s, "person=P1", "subject_area=математика");
	join(s, "person=P2", "subject_area=история");
	join(s, "person=P3", "subject_area=математика");
	*state = town;
	return 0;
}

static struct bank_seen
look(struct session *s, uint64_t resource)
{
	struct record *r = IN_VIEW(s, register_load(VIEW, KIND_RESOURCES, resource));
	struct bank_seen seen = {.resource = resource, .stamp = r->stamp};

	record_free(r);
	return seen;
}

static void
each_stands_in_the_view_of_its_status(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t late = add(s, "code=B1", "title=Поздний", "status=предложен",
	    "reviewer=", "added=2026-03-01", "reviewed=");
	uint64_t early = add(s, "code=B2", "title=Ранний", "status=предложен",
	    "reviewer=", "added=2026-02-01", "reviewed=");
	uint64_t old = add(s, "code=B3", "title=Старый", "status=рекомендован", "reviewer=P1",
	    "added=2022-05-31", "reviewed=2023-05-31");
	uint64_t none = add(
	    s, "code=B4", "title=Просто", "status=", "reviewer=", "added=2023-06-01", "reviewed=");
	struct bank b;

	add(s, "code=B5", "title=Нет", "status=отклонён", "reviewer=P1", "added=2019-01-01",
	    "reviewed=2019-02-01");
	assert_int_equal(IN_VIEW(s, bank_read(VIEW, day_of("2026-05-31"), &b, NULL)), ST_OK);
	assert_int_equal(b.count, 5);
	assert_int_equal(b.counts[BANK_OFFERED], 2);
	assert_int_equal(b.counts[BANK_EXAMINED], 0);
	assert_int_equal(b.counts[BANK_RECOMMENDED], 1);
	assert_int_equal(b.counts[BANK_REJECTED], 1);
	assert_int_equal(b.counts[BANK_WITHOUT], 1);
	assert_int_equal(
	    b.counts[BANK_OLD], 1); /* three years to the day; what is rejected is not */
	for (size_t i = 0, place = 0; i < b.count; i++)
		if ((b.rows[i].views & 1U << BANK_OFFERED) != 0)
			assert_int_equal(b.rows[i].resource, place++ == 0 ? early : late);
		else if (b.rows[i].resource == old)
			assert_int_equal(b.rows[i].views, 1U << BANK_RECOMMENDED | 1U << BANK_OLD);
		else if (b.rows[i].resource == none)
			assert_int_equal(b.rows[i].views, 1U << BANK_WITHOUT);
	bank_free(&b);
	IN_VIEW(s, bank_read(VIEW, day_of("2026-06-01"), &b, NULL));
	assert_int_equal(b.counts[BANK_OLD], 2);
	bank_free(&b);
}

static void
experts_of_the_subject_come_first_and_never_the_author(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = add(s, "code=B1", "title=Урок математики", "status=предложен",
	    "reviewer=", "added=2026-03-01", "reviewed=");
	struct help_wanted wanted = {.kind = KIND_RESOURCES, .id = id};
	struct helpers h;
	struct error e = {0};

	add(s, "code=B2", "title=Другое", "status=на экспертизе", "reviewer=P1", "added=2026-02-01",
	    "reviewed=");
	assert_done(IN_VIEW(s, helpers_read(VIEW, wanted, day_of("2026-03-31"), &h, &e)), &e);
	assert_int_equal(h.count, 2); /* P3 is the author, P4 no member */
	assert_int_equal(h.rows[0].person, town_id(s, KIND_PEOPLE, "P1"));
	assert_true(h.rows[0].of_subject);
	assert_int_equal(h.rows[0].materials, 1);
	assert_int_equal(h.rows[1].person, town_id(s, KIND_PEOPLE, "P2"));
	assert_int_equal(h.rows[1].materials, 0);
	helpers_free(&h);
	wanted.id += 1000;
	assert_not_done(IN_VIEW(s, helpers_read(VIEW, wanted, day_of("2026-03-31"), &h, &e)), &e,
	    "материал тем временем удалён");
	helpers_free(&h);
}

static struct activity *
activity_of(struct session *s, const char *person)
{
	struct activity *a = (struct activity *)record_new(KIND_ACTIVITIES);
	struct view v;
	struct walk *w;
	uint64_t id;

	view_open(&v, s);
	w = walk_referring(v.txn, KIND_ACTIVITIES, field_find(KIND_ACTIVITIES, "person"),
	    town_id(s, KIND_PEOPLE, person));
	if (walk_next(w, &id))
		assert_true(records_get(v.txn, id, &a->base));
	walk_close(w);
	view_close(&v);
	return a;
}

static const struct bank_verdict recommended = {.recommended = true, .annotation = "полезно"};

static struct bank_verdict
on_day(struct bank_verdict v, const char *day)
{
	v.day = day_of(day);
	return v;
}

/* From offered to recommended, with the activity of the expert in the operation of the verdict. */
static void
what_an_expert_says_is_an_activity_of_the_same_operation(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = add(
	    s, "code=B1", "title=Урок", "status=", "reviewer=", "added=2026-03-01", "reviewed=");
	uint64_t p1 = town_id(s, KIND_PEOPLE, "P1");
	const struct bank_verdict verdict = on_day(recommended, "2026-05-12");
	struct error e = {0};
	struct activity *a;
	struct resource *r;
	bool written;
	size_t records;

	assert_done(bank_offer(s, look(s, id), &e), &e);
	assert_done(bank_examine(s, look(s, id), p1, &e), &e);
	assert_done(bank_judge(s, look(s, id), &verdict, &written, &e), &e);
	assert_true(written);
	r = (struct resource *)IN_VIEW(s, register_load(VIEW, KIND_RESOURCES, id));
	assert_int_equal(r->status, RESOURCE_RECOMMENDED);
	assert_int_equal(r->reviewer, p1);
	assert_int_equal(r->reviewed, verdict.day);
	assert_string_equal(r->annotation, "полезно");
	record_free(&r->base);
	a = activity_of(s, "P1");
	assert_int_equal(a->date, verdict.day);
	assert_string_equal(a->direction, "expertise");
	assert_string_equal(a->description, "Экспертиза материала B1 «Урок»: рекомендован");
	assert_int_equal(a->recipient_person, town_id(s, KIND_PEOPLE, "P3"));
	record_free(&a->base);
	assert_done(register_undo(s, 0, &(uint64_t){0}, &records, &e), &e);
	assert_int_equal(records, 2);
	a = activity_of(s, "P1");
	assert_int_equal(a->base.id, 0);
	record_free(&a->base);
	r = (struct resource *)IN_VIEW(s, register_load(VIEW, KIND_RESOURCES, id));
	assert_int_equal(r->status, RESOURCE_EXAMINED);
	record_free(&r->base);
}

static void
who_is_no_member_has_no_activity(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = add(s, "code=B1", "title=Урок", "status=на экспертизе", "reviewer=P4",
	    "added=2026-03-01", "reviewed=");
	const struct bank_verdict verdict = {
	    .recommended = false, .day = day_of("2026-05-12"), .annotation = ""};
	struct error e = {0};
	struct activity *a;
	struct resource *r;
	bool written;

	assert_done(bank_judge(s, look(s, id), &verdict, &written, &e), &e);
	assert_false(written);
	a = activity_of(s, "P4");
	assert_int_equal(a->base.id, 0);
	record_free(&a->base);
	r = (struct resource *)IN_VIEW(s, register_load(VIEW, KIND_RESOURCES, id));
	assert_int_equal(r->status, RESOURCE_REJECTED);
	record_free(&r->base);
}

/* Examined again on one day with the same end, it is the same work; with another, another. */
static void
the_same_work_is_written_once(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = add(s, "code=B1", "title=Урок", "status=на экспертизе", "reviewer=P1",
	    "added=2026-03-01", "reviewed=");
	uint64_t p1 = town_id(s, KIND_PEOPLE, "P1");
	static const bool ends[] = {false, false, true};
	static const size_t written_by_then[] = {1, 1, 2};

	for (size_t i = 0; i < 3; i++) {
		const struct bank_verdict verdict = {
		    .recommended = ends[i], .day = day_of("2026-05-12"), .annotation = ""};
		struct error e = {0};
		bool written;

		if (i > 0)
			assert_done(bank_examine(s, look(s, id), p1, &e), &e);
		assert_done(bank_judge(s, look(s, id), &verdict, &written, &e), &e);
		assert_true(written);
		assert_int_equal(
		    IN_VIEW(s, records_count(VIEW->txn, KIND_ACTIVITIES)), written_by_then[i]);
	}
}

static void
what_cannot_be_is_refused_in_a_sentence(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = add(s, "code=B1", "title=Урок", "status=предложен",
	    "reviewer=", "added=2026-03-01", "reviewed=");
	uint64_t p1 = town_id(s, KIND_PEOPLE, "P1");
	const struct bank_seen before = look(s, id);
	struct bank_verdict verdict = on_day(recommended, "2026-05-12");
	struct error e = {0};
	bool written;

	assert_not_done(bank_offer(s, before, &e), &e, "уже предлагали");
	assert_not_done(bank_judge(s, before, &verdict, &written, &e), &e, "не на экспертизе");
	assert_not_done(
	    bank_examine(s, before, town_id(s, KIND_PEOPLE, "P3"), &e), &e, "автор материала");
	assert_done(bank_examine(s, before, p1, &e), &e);
	assert_not_done(bank_examine(s, before, town_id(s, KIND_PEOPLE, "P2"), &e), &e,
	    "тем временем изменил другой сотрудник");
	assert_not_done(bank_judge(s, before, &verdict, &written, &e), &e,
	    "тем временем изменил другой сотрудник");
	verdict = on_day(recommended, "2026-02-28");
	assert_not_done(bank_judge(s, look(s, id), &verdict, &written, &e), &e, "Экспертиза от");
	verdict = on_day(recommended, "2099-02-28");
	assert_not_done(bank_judge(s, look(s, id), &verdict, &written, &e), &e, "ещё не наступил");
	id = add(s, "code=B2", "title=Урок", "status=на экспертизе",
	    "reviewer=", "added=2026-03-01", "reviewed=");
	verdict = on_day(recommended, "2026-05-12");
	assert_not_done(bank_judge(s, look(s, id), &verdict, &written, &e), &e, "нет эксперта");
	assert_not_done(bank_offer(s, (struct bank_seen){.resource = id + 1000}, &e), &e,
	    "тем временем удалён");
}

/* In a town without a corps anybody examines, and nobody's activity is written. */
static void
a_town_without_a_corps_has_experts_and_no_activity(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = add(s, "code=B1", "title=Урок", "status=предложен",
	    "reviewer=", "added=2026-03-01", "reviewed=");
	const struct bank_verdict verdict = on_day(recommended, "2026-05-12");
	struct error e = {0};
	bool written = true;

	town_force_rules(s, "tests/data/profiles/zarechny.conf");
	assert_done(bank_examine(s, look(s, id), town_id(s, KIND_PEOPLE, "P1"), &e), &e);
	assert_done(bank_judge(s, look(s, id), &verdict, &written, &e), &e);
	assert_false(written);
}

/* --- The catalogue. */

static void
consent(struct session *s, const char *given, const char *revoked, const char *fields)
{
	struct record *r = RECORD(s, KIND_CONSENTS, "person=P3", "kind=распространение");

	SET(s, r, given, revoked, fields);
	town_save(s, r);
}

static void
assert_author(struct session *s, const char *day, const char *by)
{
	struct catalogue c;

	assert_int_equal(IN_VIEW(s, catalogue_read(VIEW, day_of(day), &c, NULL)), ST_OK);
	assert_int_equal(c.count, 1);
	assert_string_equal(c.entries[0].by, by);
	assert_int_equal(c.entries[0].author != 0, by[0] != '\0');
	catalogue_free(&c);
}

static void
nothing_to_write(const void *context, FILE *f)
{
	(void)context;
	(void)f;
}

static void
last_reason_is(struct session *s, const char *reason)
{
	struct journal_row row;

	assert_true(IN_VIEW(s, journal_get(VIEW->txn, journal_last(VIEW->txn), &row)));
	assert_string_equal(row.reason, reason);
	journal_row_free(&row);
}

/* Its page is journalled, with its name where it has one; not for whoever only looks. */
static void
the_catalogue_goes_to_the_site(void **state)
{
	struct town *town = *state;
	struct session *viewer = town_second(town, "gost", "viewer");
	struct page_file page = {.path = "/dev/null", .write = nothing_to_write};
	struct error e = {0};

	assert_not_done(catalogue_publish(viewer, &page, &e), &e, "не может");
	assert_done(catalogue_publish(town->s, &page, &e), &e);
	last_reason_is(town->s, "каталог материалов для сайта");
	page.note = "";
	assert_done(catalogue_publish(town->s, &page, &e), &e);
	last_reason_is(town->s, "каталог материалов для сайта");
	page.note = "каталог.html";
	assert_done(catalogue_publish(town->s, &page, &e), &e);
	last_reason_is(town->s, "каталог материалов для сайта: каталог.html");
	town_second_close(viewer);
}

static void
an_author_is_named_as_far_as_they_agreed(void **state)
{
	struct session *s = ((struct town *)*state)->s;

	add(s, "code=B1", "title=Урок", "status=рекомендован", "reviewer=P1", "added=2026-03-01",
	    "reviewed=2026-03-02");
	add(s, "code=B2", "title=Другой", "status=предложен", "reviewer=", "added=2026-03-01",
	    "reviewed=");
	assert_author(s, "2026-03-09", "");
	consent(s, "given=2026-03-10", "revoked=", "fields=workplace,position");
	assert_author(s, "2026-03-10", ""); /* the name is not among them */
	consent(s, "given=2026-04-10", "revoked=2026-06-01", "fields=name,workplace");
	assert_author(s, "2026-04-10", "Власова Вера Павловна, Школа № 1");
	assert_author(s, "2026-06-01", "");
}

#define WITH_TOWN(test) cmocka_unit_test_setup_teardown(test, set_up, town_tear_down)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    WITH_TOWN(each_stands_in_the_view_of_its_status),
	    WITH_TOWN(experts_of_the_subject_come_first_and_never_the_author),
	    WITH_TOWN(what_an_expert_says_is_an_activity_of_the_same_operation),
	    WITH_TOWN(who_is_no_member_has_no_activity),
	    WITH_TOWN(the_same_work_is_written_once),
	    WITH_TOWN(what_cannot_be_is_refused_in_a_sentence),
	    WITH_TOWN(a_town_without_a_corps_has_experts_and_no_activity),
	    WITH_TOWN(the_catalogue_goes_to_the_site),
	    WITH_TOWN(an_author_is_named_as_far_as_they_agreed),
	};

	return cmocka_run_group_tests_name("the bank of materials", tests, NULL, NULL);
}
