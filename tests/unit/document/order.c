/* SPDX-License-Identifier: MIT
 * document_order.c - an order on paper: prepared, signed, annulled; later changes of names aside.
 */
#include "tests/lib/town.h"

#include "document/document.h"
#include "tests/lib/in_view.h"

static int
set_up(void **state)
{
	struct town *town = town_new();
	struct session *s;

	s = town->s;
	town_school(s, "O001", "Школа № 1");
	town_person(s, "P1", "Яшина", "Анна", "Петровна");
	town_save(s,
	    RECORD(s, KIND_APPLICATIONS, "code=AP1", "submitted=2026-04-01", "organisation=O001",
		"position=учитель", "person=P1", "surname=Яшина", "given_name=Анна",
		"subject_area=математика"));
	town_save(s, RECORD(s, KIND_MEETINGS, "code=M1", "number=3", "date=2026-05-20", "seats=5"));
	town_save(s,
	    RECORD(s, KIND_DECISIONS, "meeting=M1", "application=AP1", "outcome=принять",
		"votes_for=3", "votes_against=0", "abstained=0", "reason=есть"));
	*state = town;
	return 0;
}

static uint64_t
sign(struct session *s, struct order_project *p)
{
	struct signed_order done;
	struct error e = {0};

	if (orders_sign(s, p, 0, &done, &e) != ST_OK)
		fail_msg("%s", error_text(&e));
	order_project_free(p);
	return done.id;
}

static uint64_t
sign_composition(struct session *s)
{
	struct order_project p;
	struct error e = {0};

	assert_int_equal(
	    IN_VIEW(s, orders_propose(&p, VIEW, ORDER_COMPOSITION, day_of("2026-05-25"), &e)),
	    ST_OK);
	return sign(s, &p);
}

static uint64_t
annul(struct session *s, uint64_t order)
{
	struct order_project p;
	struct error e = {0};

	assert_int_equal(
	    IN_VIEW(s, orders_propose_annulment(&p, VIEW, order, day_of("2026-05-30"), &e)), ST_OK);
	snprintf(p.reason, sizeof(p.reason), "ошибка в списке");
	return sign(s, &p);
}

static void
print(struct session *s, uint64_t order, struct buf *out)
{
	struct page page;
	struct error e = {0};

	buf_clear(out);
	if (document_of_record(&page, s, "order", order, &e) != ST_OK)
		fail_msg("%s", error_text(&e));
	page_put_text(&page, out);
	page_free(&page);
}

static void
assert_says(const struct buf *text, const char *words)
{
	if (strstr(buf_text(text), words) == NULL)
		fail_msg("нет «%s» в:\n%s", words, buf_text(text));
}

/* The table of the annex alone. */
static void
annex_of(struct buf *text)
{
	const char *start = strstr(buf_text(text), "Состав муниципального"), *end;
	struct buf annex = {0};

	assert_non_null(start);
	end = strchr(start, '\f');
	assert_non_null(end);
	buf_put(&annex, start, (size_t)(end - start));
	buf_free(text);
	*text = annex;
}

static void
what_is_prepared_is_what_is_signed(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct order_project p;
	struct page page;
	struct buf before = {0}, after = {0};
	struct error e = {0};

	assert_int_equal(
	    IN_VIEW(s, orders_propose(&p, VIEW, ORDER_COMPOSITION, day_of("2026-05-25"), &e)),
	    ST_OK);
	assert_int_equal(document_order_project(&page, s, &p, &e), ST_OK);
	page_put_text(&page, &before);
	page_free(&page);
	assert_says(&before, "20.05.2026 № 3)");
	assert_says(&before, "№ _____");
	assert_says(&before, "Яшина Анна");
	print(s, sign(s, &p), &after);
	assert_says(&after, "№ 1-ма");
	assert_says(&before, "ПРОЕКТ\n");
	assert_null(strstr(buf_text(&after), "ПРОЕКТ"));
	assert_non_null(strstr(buf_text(&after), "\nЭлектронная копия. Запись журнала № "));
	annex_of(&before);
	annex_of(&after);
	assert_string_equal(buf_text(&before), buf_text(&after));
	buf_free(&before);
	buf_free(&after);
}

static void
a_signed_order_does_not_change(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t order = sign_composition(s);
	struct buf before = {0}, after = {0};
	struct order_project p;
	struct record *person;
	struct error e = {0};

	print(s, order, &before);
	person = IN_VIEW(s, register_load_code(VIEW, KIND_PEOPLE, "P1"));
	SET(s, person, "surname=Яшина-Новая", "position=методист");
	town_save(s, person);
	assert_int_equal(
	    IN_VIEW(s, orders_propose(&p, VIEW, ORDER_EXCLUSION, day_of("2026-05-28"), &e)), ST_OK);
	orders_add_exclusion(&p, 1, "личное заявление", day_of("2026-05-28"));
	sign(s, &p);
	print(s, order, &after);
	assert_string_equal(buf_text(&before), buf_text(&after));
	buf_free(&before);
	buf_free(&after);
}

static void
an_annulled_order_says_so_and_keeps_its_annex(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t order = sign_composition(s), annulling = annul(s, order);
	struct buf text = {0};

	print(s, order, &text);
	assert_says(&text, "ОТМЕНЁН приказом от 30.05.2026 № 1\n");
	assert_says(&text, "│   1 │ Яшина Анна");
	print(s, annulling, &text);
	assert_says(&text, "Об отмене приказа от 25.05.2026 № 1-ма");
	assert_says(&text,
	    "1. Отменить приказ Управления образования от 25.05.2026 № 1-ма; номер за ним\n   "
	    "сохраняется.");
	assert_says(&text, "2. Причина отмены: ошибка в списке.");
	buf_free(&text);
}

/* Who was in the corps when it was signed was: what is annulled later makes no other paper of it.
 */
static void
an_inclusion_stays_one_when_the_order_before_it_is_annulled(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t first = sign_composition(s), second;
	struct buf before = {0}, after = {0};
	struct order_project p;
	struct error e = {0};

	town_person(s, "P2", "Борисова", "Вера", "Ильинична");
	town_save(s,
	    RECORD(s, KIND_APPLICATIONS, "code=AP2", "submitted=2026-04-02", "organisation=O001",
		"position=учитель", "person=P2", "surname=Борисова", "given_name=Вера",
		"subject_area=физика"));
	town_save(s,
	    RECORD(s, KIND_DECISIONS, "meeting=M1", "application=AP2", "outcome=принять",
		"votes_for=3", "votes_against=0", "abstained=0", "reason=есть"));
	assert_int_equal(
	    IN_VIEW(s, orders_propose(&p, VIEW, ORDER_INCLUSION, day_of("2026-05-27"), &e)), ST_OK);
	second = sign(s, &p);
	print(s, second, &before);
	assert_says(&before, "Изменения в составе");
	annul(s, first);
	print(s, second, &after);
	assert_string_equal(buf_text(&before), buf_text(&after));
	buf_free(&before);
	buf_free(&after);
}

static void
there_is_no_paper_of_nothing(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct buf text = {0};
	struct page page;
	struct error e = {0};

	assert_int_equal(document_of_record(&page, s, "order", 99, &e), ST_NOTFOUND);
	page_put_text(&page, &text); /* an empty page */
	page_put_html(&page, &text);
	assert_null(strstr(buf_text(&text), "ПРИКАЗ"));
	buf_free(&text);
	page_free(&page);
	assert_int_equal(document_of_record(&page, s, "application", 99, &e), ST_NOTFOUND);
	page_free(&page);
	assert_int_equal(document_of_record(&page, s, "minutes", 99, &e), ST_NOTFOUND);
	page_free(&page);
}

#define WITH_TOWN(test) cmocka_unit_test_setup_teardown(test, set_up, town_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_TOWN(what_is_prepared_is_what_is_signed),
	    WITH_TOWN(a_signed_order_does_not_change),
	    WITH_TOWN(an_annulled_order_says_so_and_keeps_its_annex),
	    WITH_TOWN(an_inclusion_stays_one_when_the_order_before_it_is_annulled),
	    WITH_TOWN(there_is_no_paper_of_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
