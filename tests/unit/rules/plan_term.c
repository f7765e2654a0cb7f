/* SPDX-License-Identifier: MIT
 * plan_term.c - terms in the words of plans: each of the towns' plans, each way to say one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "rules/plan_term.h"
#include "rules/schoolyear.h"

static int32_t
day(const char *iso)
{
	int32_t date = DATE_NONE;

	date_parse(slice_of(iso), &date);
	return date;
}

static struct plan_days
school_year(void)
{
	return (struct plan_days){day("2025-09-01"), day("2026-08-31")};
}

static void
check(struct plan_days plan, const char *words, int32_t from, int32_t to)
{
	struct plan_days out = {DATE_NONE, DATE_NONE};
	struct error e = {0};
	struct buf told = {0};

	buf_printf(&told, "%s: ", words);
	if (plan_term_read(slice_of(words), plan, &out, &e) != ST_OK)
		fail_msg("%s%s", buf_text(&told), error_text(&e));
	date_put_iso(&told, out.from);
	buf_puts(&told, "..");
	date_put_iso(&told, out.to);
	if (out.from != from || out.to != to)
		fail_msg("%s", buf_text(&told));
	buf_free(&told);
}

static void
words_become_days(void **state)
{
	static const struct {
		const char *words, *from, *to;
	} cases[] = {
	    {"февраль 2026", "2026-02-01", "2026-02-28"},
	    {"январь – февраль 2026", "2026-01-01", "2026-02-28"},
	    {"IV квартал 2025", "2025-10-01", "2025-12-31"},
	    {"7–9 декабря 2025", "2025-12-07", "2025-12-09"},
	    {"в течение года", "2025-09-01", "2026-08-31"}, {"февраль", "2026-02-01", "2026-02-28"},
	    {"В феврале", "2026-02-01", "2026-02-28"}, {"сентябрь", "2025-09-01", "2025-09-30"},
	    {"август 2026 г.", "2026-08-01", "2026-08-31"},
	    {"сент. 2025г.", "2025-09-01", "2025-09-30"},
	    {"IV квартал", "2025-10-01", "2025-12-31"}, {"1 кв.", "2026-01-01", "2026-03-31"},
	    {"2-й квартал", "2026-04-01", "2026-06-30"},
	    {"I–II кварталы", "2026-01-01", "2026-06-30"},
	    {"IV – I квартал 2026", "2025-10-01", "2026-03-31"},
	    {"7–9 декабря", "2025-12-07", "2025-12-09"},
	    {"7-9 декабря", "2025-12-07", "2025-12-09"},
	    {"07.12.2025-09.12.2025", "2025-12-07", "2025-12-09"},
	    {"с 11.11.2025 по 12.12.2025", "2025-11-11", "2025-12-12"},
	    {"с 5 по 12 марта", "2026-03-05", "2026-03-12"},
	    {"с 5 марта по 3 апреля", "2026-03-05", "2026-04-03"},
	    {"15.05", "2026-05-15", "2026-05-15"}, {"15 мая", "2026-05-15", "2026-05-15"},
	    {"2025-12-07", "2025-12-07", "2025-12-07"}, {"10-12 мая", "2026-05-10", "2026-05-12"},
	    {"первая декада марта", "2026-03-01", "2026-03-10"},
	    {"3-я декада февраля", "2026-02-21", "2026-02-28"},
	    {"последняя декада мая", "2026-05-21", "2026-05-31"},
	    {"первая – вторая декада марта", "2026-03-01", "2026-03-20"},
	    {"вторая неделя октября", "2025-10-08", "2025-10-14"},
	    {"последняя неделя августа", "2026-08-25", "2026-08-31"},
	    {"начало марта", "2026-03-01", "2026-03-10"},
	    {"в конце апреля", "2026-04-21", "2026-04-30"},
	    {"до 15 мая", "2025-09-01", "2026-05-15"},
	    {"не позднее 15 мая", "2025-09-01", "2026-05-15"},
	    {"до мая", "2025-09-01", "2026-04-30"}, {"по май", "2025-09-01", "2026-05-31"},
	    {"до конца мая", "2025-09-01", "2026-05-31"},
	    {"до конца учебного года", "2025-09-01", "2026-08-31"},
	    {"с 15 мая", "2026-05-15", "2026-08-31"},
	    {"сентябрь–октябрь", "2025-09-01", "2025-10-31"},
	    {"сентябрь, октябрь", "2025-09-01", "2025-10-31"},
	    {"декабрь – январь", "2025-12-01", "2026-01-31"},
	    {"декабрь – январь 2026", "2025-12-01", "2026-01-31"},
	    {"декабрь 2025 – январь", "2025-12-01", "2026-01-31"},
	    {"1 полугодие", "2025-09-01", "2025-12-31"},
	    {"второе полугодие", "2026-01-01", "2026-08-31"},
	    {"I полугодие 2025/2026 учебного года", "2025-09-01", "2025-12-31"},
	    {"I полугодие 2026 года", "2026-01-01", "2026-06-30"},
	    {"2025/2026 учебный год", "2025-09-01", "2026-08-31"},
	    {"весь учебный год", "2025-09-01", "2026-08-31"},
	    {"2026 год", "2026-01-01", "2026-08-31"}, {"весна", "2026-03-01", "2026-05-31"},
	    {"зимой", "2025-12-01", "2026-02-28"}, {"ежегодно, май", "2026-05-01", "2026-05-31"},
	    {"март 2027", "2027-03-01", "2027-03-31"}, /* outside: for others to refuse */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check(school_year(), cases[i].words, day(cases[i].from), day(cases[i].to));
}

/* The first quarter is the shortest, and the half-year of a school has four months. */
static void
a_third_of_months_is_months(void **state)
{
	(void)state;
	check(school_year(), "начало I квартала", day("2026-01-01"), day("2026-01-31"));
	check(school_year(), "середина I квартала", day("2026-02-01"), day("2026-02-28"));
	check(school_year(), "конец I квартала", day("2026-03-01"), day("2026-03-31"));
	check(school_year(), "в начале 1 полугодия", day("2025-09-01"), day("2025-09-30"));
	check(school_year(), "в конце 1 полугодия", day("2025-12-01"), day("2025-12-31"));
}

static void
a_plan_of_a_calendar_year_has_its_own_halves(void **state)
{
	struct plan_days plan = {day("2026-01-01"), day("2026-12-31")};

	(void)state;
	check(plan, "1 полугодие", day("2026-01-01"), day("2026-06-30"));
	check(plan, "сентябрь", day("2026-09-01"), day("2026-09-30"));
	check(plan, "в течение года", day("2026-01-01"), day("2026-12-31"));
}

static void
what_reaches_beyond_the_plan_is_cut(void **state)
{
	struct plan_days plan = {day("2025-09-10"), day("2026-05-25")};

	(void)state;
	check(plan, "сентябрь", day("2025-09-10"), day("2025-09-30"));
	check(plan, "II квартал", day("2026-04-01"), day("2026-05-25"));
}

static void
of_several_years_the_first_is_meant(void **state)
{
	struct plan_days plan = {day("2025-05-12"), day("2027-05-11")};

	(void)state;
	check(plan, "13-14 мая", day("2025-05-13"), day("2025-05-14"));
	check(plan, "10-12 мая", day("2026-05-10"), day("2026-05-12"));
}

static void
words_without_days_give_one_sentence(void **state)
{
	static const char *const cases[][2] = {
	    {"ежегодно", "«ежегодно» дней не называет: нужен срок в этом плане"},
	    {"постоянно", "дней не называет: нужен срок в этом плане"},
	    {"по мере необходимости", "дней не называет: нужен срок в этом плане"},
	    {"по плану школы", "не понято как срок: нужен срок в этом плане"},
	    {"осенние каникулы", "не понято как срок: нужен срок в этом плане"},
	    {"31 февраля", "таких дней нет: нужен срок в этом плане"},
	    {"V квартал", "не понято как срок"},
	    {"5 мая 2026 a", "не понято как срок"}, /* the first and the last letters */
	    {"5 мая 2026 z", "не понято как срок"},
	    {"5 мая 2026 A", "не понято как срок"},
	    {"5 мая 2026 Z", "не понято как срок"},
	    {"5 квартал", "таких дней нет"},
	    {"7", "таких дней нет"},
	    {"квартал", "таких дней нет"},
	    {"май 2026 – сентябрь 2025", "кончается раньше, чем начинается"},
	    {"", "дней не называет"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct plan_days out = {1, 2};
		struct error e = {0};

		assert_int_equal(
		    plan_term_read(slice_of(cases[i][0]), school_year(), &out, &e), ST_INVALID);
		if (strstr(error_text(&e), cases[i][1]) == NULL)
			fail_msg("%s: %s", cases[i][0], error_text(&e));
		assert_int_equal(out.from, 1);
		assert_int_equal(out.to, 2);
	}
}

/* Cell i of a line without quotes. */
static struct slice
cell_of(const char *line, int i)
{
	for (; i > 0; i--)
		line = strchr(line, ';') + 1;
	return slice_make(line, strcspn(line, ";\r\n"));
}

static size_t
read_town(const char *path)
{
	enum { TERM = 7, FROM = 8, TO = 9 };
	FILE *f = fopen(path, "r");
	char line[4096];
	size_t count = 0;

	assert_non_null(f);
	assert_non_null(fgets(line, sizeof(line), f));
	while (fgets(line, sizeof(line), f) != NULL) {
		struct slice term = cell_of(line, TERM);
		struct buf words = {0};
		struct plan_days plan;
		int32_t from, to;

		if (strchr(line, '"') != NULL || term.len == 0)
			continue;
		assert_int_equal(date_parse(cell_of(line, FROM), &from), DATE_PARSED);
		assert_int_equal(date_parse(cell_of(line, TO), &to), DATE_PARSED);
		plan = (struct plan_days){schoolyear_start(to), schoolyear_end(to)};
		plan.from = from < plan.from ? from : plan.from; /* some begin in August */
		if (from == plan.from && to > from + 90 && to != plan.to)
			continue; /* "в течение года", and days that say less */
		buf_put_slice(&words, term);
		check(plan, buf_text(&words), from, to);
		buf_free(&words);
		count++;
	}
	fclose(f);
	return count;
}

static void
every_term_of_the_towns_is_read(void **state)
{
	(void)state;
	assert_true(read_town("tests/data/strezhevoy/plan_items.csv") > 150);
	assert_true(read_town("tests/data/kuznetsk/plan_items.csv") > 300);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_become_days),
	    cmocka_unit_test(a_third_of_months_is_months),
	    cmocka_unit_test(a_plan_of_a_calendar_year_has_its_own_halves),
	    cmocka_unit_test(what_reaches_beyond_the_plan_is_cut),
	    cmocka_unit_test(of_several_years_the_first_is_meant),
	    cmocka_unit_test(words_without_days_give_one_sentence),
	    cmocka_unit_test(every_term_of_the_towns_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
