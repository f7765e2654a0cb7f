/* SPDX-License-Identifier: MIT
 * service_indicators.c - questions about a whole town: lists as long as numbers, graphs, bars,
 * targets, doubts; and facts that follow saves, removals and undoing.
 */
#include "tests/lib/reference.h"

#include "db/admin/verify.h"
#include "service/indicators/indicators.h"
#include "tests/lib/in_view.h"

static struct session *
session_of(void **state)
{
	return ((struct town *)*state)->s;
}

static int32_t
day(int year, int month, int d)
{
	return date_make(year, month, d);
}

static const struct scope city = {.type = SCOPE_CITY};

static struct period
this_year(void)
{
	return (struct period){day(2025, 9, 1), day(2026, 5, 31)};
}

static struct indicators
ask(struct session *s, struct period p, struct scope scope)
{
	struct indicator_question q = {.period = p, .scope = scope};
	struct indicators answer;
	struct error e = {0};

	if (IN_VIEW(s, indicators_ask(VIEW, &q, 1, &answer, &e)) != ST_OK)
		fail_msg("%s", error_text(&e));
	return answer;
}

/* Equal in all but padding. */
static void
assert_same_answer(const struct indicators *a, const struct indicators *b)
{
	assert_memory_equal(a->values, b->values, sizeof(a->values));
	assert_int_equal(a->period.from, b->period.from);
	assert_int_equal(a->period.to, b->period.to);
	assert_int_equal(a->scope.type, b->scope.type);
	assert_int_equal(a->scope.id, b->scope.id);
	assert_int_equal(a->staff, b->staff);
	assert_int_equal(a->unknown, b->unknown);
	assert_int_equal(a->levels, b->levels);
	assert_int_equal(a->cancelled, b->cancelled);
	assert_int_equal(a->load_least, b->load_least);
	assert_int_equal(a->load_most, b->load_most);
}

static void
periods(void **state)
{
	struct period p = {DATE_NONE, DATE_NONE};
	struct error e = {0};

	(void)state;
	assert_int_equal(indicators_period(&p, &e), ST_OK);
	assert_int_equal(p.to, day(2026, 5, 31)); /* the stopped clock */
	assert_int_equal(p.from, day(2025, 9, 1));
	p = (struct period){DATE_NONE, day(2025, 8, 31)};
	assert_int_equal(indicators_period(&p, &e), ST_OK);
	assert_int_equal(p.from, day(2024, 9, 1));
	p = (struct period){day(2026, 6, 1), DATE_NONE};
	assert_int_equal(indicators_period(&p, &e), ST_REFUSED);
	assert_non_null(strstr(error_text(&e), "31.05.2026"));
	p = (struct period){DATE_NONE, day(1, 3, 1)};
	assert_int_equal(indicators_period(&p, &e), ST_OK);
	assert_int_equal(p.from, day(1, 1, 1));
}

static void
assert_scope(struct session *s, const char *text, const char *back, const char *name)
{
	struct scope scope;
	struct error e = {0};
	struct buf b = {0};

	if (IN_VIEW(s, scope_parse(VIEW, text, &scope, &e)) != ST_OK)
		fail_msg("%s", error_text(&e));
	IN_VIEW(s, scope_put(VIEW, scope, &b));
	assert_string_equal(buf_text(&b), back);
	buf_clear(&b);
	IN_VIEW(s, scope_put_name(VIEW, scope, &b));
	assert_string_equal(buf_text(&b), name);
	buf_free(&b);
}

static void
scopes(void **state)
{
	struct session *s = session_of(state);
	struct scope scope;
	struct error e = {0};

	assert_scope(s, "city", "city", "весь город");
	assert_scope(s, "association:A04", "association:A04", "ММО учителей математики");
	assert_scope(
	    s, "organisation:O001", "organisation:O001", "Управление образования г. Светлореченск");
	assert_scope(s, "level:Основное  и  среднее", "level:основное и среднее",
	    "основное и среднее образование");
	assert_int_equal(IN_VIEW(s, scope_parse(VIEW, "association:a04", &scope, &e)),
	    ST_NOTFOUND); /* exactly */
	assert_non_null(strstr(error_text(&e), "A01, A02"));
	assert_int_equal(IN_VIEW(s, scope_parse(VIEW, "", &scope, &e)), ST_NOTFOUND);
	assert_int_equal(IN_VIEW(s, scope_parse(VIEW, "level:", &scope, &e)), ST_NOTFOUND);
}

static bool
is_sorted_by_code(struct session *s, enum kind kind, const uint64_t *ids, size_t count)
{
	struct buf codes = {0};
	const char *code, *next;
	bool sorted = true;

	IN_VIEW(s, indicators_put_codes(VIEW, kind, ids, count, &codes));
	code = buf_text(&codes);
	for (size_t i = 1; i < count; i++, code = next) {
		next = code + strlen(code) + 1;
		sorted = sorted && strcmp(code, next) < 0;
	}
	buf_free(&codes);
	return sorted;
}

static void
check_order(struct session *s, const struct indicator_names *names)
{
	assert_true(is_sorted_by_code(s, names->kind, names->counted, names->ncounted));
	assert_true(is_sorted_by_code(s, names->kind, names->missing, names->nmissing));
}

/* What a number opens into is as long as the number. */
static void
check_lists(struct session *s, struct period p, struct scope scope)
{
	struct indicators a = ask(s, p, scope);

	for (enum indicator i = 0; i < INDICATOR_COUNT; i++) {
		struct indicator_names names;
		struct error e = {0};
		uint64_t counted, missing, load = 0;

		assert_int_equal(
		    IN_VIEW(s, indicators_names(VIEW, p, scope, i, &names, &e)), ST_OK);
		counted = names.ncounted;
		missing = names.nmissing;
		check_order(s, &names);
		assert_int_equal(names.events != NULL, i == INDICATOR_ROADMAP);
		if (names.events != NULL) {
			counted += names.events->ncounted;
			missing += names.events->nmissing;
			check_order(s, names.events);
		}
		assert_int_equal(counted + missing, a.values[i].denominator);
		for (size_t n = 0; i == INDICATOR_LOAD && n < names.ncounted; n++)
			load += names.loads[n];
		assert_int_equal(i == INDICATOR_LOAD ? load : counted, a.values[i].numerator);
		assert_int_equal(
		    names.kind, i == INDICATOR_ROADMAP ? KIND_PLAN_ITEMS : KIND_PEOPLE);
		indicator_names_free(&names);
	}
}

static void
lists_are_as_long_as_numbers(void **state)
{
	struct session *s = session_of(state);

	for (int month = 1; month <= 5; month++) {
		struct period p = {day(2025, 9, 1), day(2026, month, 28)};

		check_lists(s, p, city);
		for (uint64_t id = 1; id <= 4; id++) {
			check_lists(s, p, (struct scope){SCOPE_ASSOCIATION, id});
			check_lists(s, p, (struct scope){SCOPE_ORGANISATION, id});
			check_lists(s, p, (struct scope){SCOPE_LEVEL, id});
		}
	}
}

static void
months_of_a_school_year(void **state)
{
	struct session *s = session_of(state);
	struct indicators last = ask(s, this_year(), city);
	struct indicators_table t;
	struct error e = {0};

	assert_int_equal(
	    IN_VIEW(s, indicators_months(VIEW, day(2026, 5, 31), city, &t, &e)), ST_OK);
	assert_int_equal(t.count, 9);
	for (size_t i = 0; i < t.count; i++)
		assert_int_equal(t.rows[i].period.from, day(2025, 9, 1));
	assert_int_equal(t.rows[0].period.to, day(2025, 9, 30));
	assert_int_equal(t.rows[5].period.to, day(2026, 2, 28));
	assert_same_answer(&t.rows[8], &last);
	indicators_table_free(&t);
}

static void
bars_fall(void **state)
{
	struct session *s = session_of(state);
	struct indicators_table bars, table;
	struct error e = {0};
	bool ended = false;

	assert_int_equal(
	    IN_VIEW(
		s, indicators_bars(VIEW, this_year(), BY_ASSOCIATION, INDICATOR_YOUNG, &bars, &e)),
	    ST_OK);
	assert_int_equal(
	    IN_VIEW(s, indicators_table(VIEW, this_year(), city, BY_ASSOCIATION, &table, &e)),
	    ST_OK);
	assert_int_equal(bars.count, table.count);
	for (size_t i = 1; i < bars.count; i++) {
		struct fraction a = bars.rows[i - 1].values[INDICATOR_YOUNG];
		struct fraction b = bars.rows[i].values[INDICATOR_YOUNG];

		ended = ended || a.denominator == 0;
		assert_true(!ended || b.denominator == 0);
		assert_true(b.denominator == 0 ||
		    a.numerator * b.denominator >= b.numerator * a.denominator);
	}
	assert_true(ended); /* there are some without a figure */
	indicators_table_free(&bars);
	indicators_table_free(&table);
	assert_int_equal(IN_VIEW(s,
			     indicators_table(VIEW, this_year(), (struct scope){SCOPE_LEVEL, 1},
				 BY_ASSOCIATION, &table, &e)),
	    ST_REFUSED);
}

static void
words(void **state)
{
	struct session *s = session_of(state);
	struct buf b = {0};
	int target;

	assert_non_null(strstr(indicators_text(s, INDICATOR_LOAD), "методист"));
	indicators_put_rule(s, INDICATOR_YOUNG, &b);
	assert_non_null(strstr(buf_text(&b), "до 35 лет; лет работы меньше 3"));
	assert_false(indicators_target(s, INDICATOR_YOUNG, day(2026, 5, 31), &target));
	buf_free(&b);
	assert_non_null(
	    strstr(indicators_part_note(SCOPE_ORGANISATION), "где они работают сейчас"));
	assert_string_equal(indicators_part_note(SCOPE_ASSOCIATION), "");
}

/* A town's rules without words for an indicator, with its own for who is young. */
static void
words_of_another_town(void **state)
{
	struct session other = *session_of(state);
	char rules[600];
	struct buf b = {0};
	struct error e = {0};
	FILE *f;

	snprintf(rules, sizeof(rules), "%s.conf", ((struct town *)*state)->dir);
	f = fopen(rules, "w");
	assert_non_null(f);
	fputs("id = \"young\"; modules = [\"associations\"];\n"
	      "words = { name = \"Город\"; name_genitive = \"Города\"; department = \"Отдел\"; };\n"
	      "rules = { young_age = 30; young_age_inclusive = true; young_years = 2; };\n",
	    f);
	assert_int_equal(fclose(f), 0);
	assert_done(profile_load(&other.profile, rules, &e), &e);
	indicators_put_rule(&other, INDICATOR_YOUNG, &b);
	assert_non_null(strstr(buf_text(&b), "до 30 лет включительно; лет работы меньше 2"));
	assert_string_equal(
	    indicators_text(&other, INDICATOR_LOAD), indicator_info(INDICATOR_LOAD)->title);
	assert_string_equal(indicators_clause(&other, INDICATOR_LOAD), "");
	profile_free(other.profile);
	unlink(rules);
	buf_free(&b);
}

/* Each doubtful record is there, of its kind, and about the person. */
static void
doubts_open_their_records(void **state)
{
	static const enum kind of_doubts[DOUBTS_OF_FACTS] = {
	    [DOUBT_TRAINING] = KIND_TRAININGS,
	    [DOUBT_PATHWAY] = KIND_PATHWAYS,
	    [DOUBT_SUPPORT] = KIND_SUPPORT,
	    [DOUBT_METHODIST] = KIND_METHODISTS,
	    [DOUBT_ATTACHMENT] = KIND_ATTACHMENTS,
	};
	struct session *s = session_of(state);
	struct data_check_row *rows, *few;
	size_t count, nfew, totals[DOUBT_COUNT], sum = 0;
	struct error e = {0};

	assert_int_equal(
	    IN_VIEW(
		s, indicators_data_checks(VIEW, day(2026, 5, 31), 0, &rows, &count, totals, &e)),
	    ST_OK);
	assert_true(count > 20);
	for (size_t i = 0; i < count; i++) {
		struct record *r = IN_VIEW(s, register_load(VIEW, rows[i].kind, rows[i].id));

		assert_non_null(r);
		if (rows[i].doubt < DOUBTS_OF_FACTS) {
			assert_int_equal(
			    record_ref(r, field_find(rows[i].kind, "person")), rows[i].person);
			assert_int_equal(rows[i].kind, of_doubts[rows[i].doubt]);
		}
		if (rows[i].doubt == DOUBT_METHODIST)
			assert_string_equal(((struct methodist *)r)->document, "");
		if (rows[i].doubt == DOUBT_TRAINING)
			assert_true(((struct training *)r)->matched);
		assert_true(i == 0 || rows[i].doubt >= rows[i - 1].doubt);
		record_free(r);
	}
	for (int i = 0; i < DOUBT_COUNT; i++)
		sum += totals[i];
	assert_int_equal(sum, count);
	assert_int_equal(
	    IN_VIEW(s, indicators_data_checks(VIEW, day(2026, 5, 31), 2, &few, &nfew, totals, &e)),
	    ST_OK);
	assert_true(nfew <= 2 * DOUBT_COUNT && nfew < count);
	assert_memory_equal(few, rows, 2 * sizeof(*few));
	free(rows);
	free(few);
}

static void
assert_sound(struct session *s)
{
	struct verify_report report;

	assert_int_equal(verify_store(s->store, &report, NULL, NULL, NULL), ST_OK);
}

/* A figure moves with a save and comes back with undoing it. */
static void
follow_saves_and_undo(void **state)
{
	struct session *s = session_of(state);
	struct indicators before = ask(s, this_year(), city), after;
	struct indicator_names names;
	struct record *r = record_new(KIND_ASSESSMENTS), *person;
	struct error e = {0};

	assert_int_equal(
	    IN_VIEW(s, indicators_names(VIEW, this_year(), city, INDICATOR_ASSESSED, &names, &e)),
	    ST_OK);
	SET(s, r, "date=2026-05-31", "kind=иная");
	record_set_ref(r, field_find(KIND_ASSESSMENTS, "person"), names.missing[0]);
	town_save(s, r);
	after = ask(s, this_year(), city);
	assert_int_equal(after.values[INDICATOR_ASSESSED].numerator,
	    before.values[INDICATOR_ASSESSED].numerator + 1);
	assert_int_equal(after.staff, before.staff);
	assert_sound(s);
	assert_int_equal(register_undo(s, 0, NULL, NULL, &e), ST_OK);
	after = ask(s, this_year(), city);
	assert_same_answer(&after, &before);

	person = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, names.missing[0]));
	record_set_date(person, field_find(KIND_PEOPLE, "dismissed"), day(2026, 5, 31));
	town_save(s, person);
	after = ask(s, this_year(), city);
	assert_int_equal(after.staff, before.staff - 1);
	assert_int_equal(register_undo(s, 0, NULL, NULL, &e), ST_OK);
	after = ask(s, this_year(), city);
	assert_same_answer(&after, &before);
	assert_sound(s);
	indicator_names_free(&names);
}

static void
viewers_may_ask_and_strangers_not(void **state)
{
	struct session *viewer = town_second(*state, "guest", "viewer");
	struct indicators a = ask(viewer, this_year(), city);
	struct indicator_question q = {.period = this_year()};
	struct error e = {0};

	assert_int_equal(a.staff, 420);
	assert_int_equal(session_account_remove(session_of(state), "guest", &e), ST_OK);
	assert_int_equal(IN_VIEW(viewer, indicators_ask(VIEW, &q, 1, &a, &e)), ST_DENIED);
	town_second_close(viewer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(periods),
	    cmocka_unit_test(scopes),
	    cmocka_unit_test(lists_are_as_long_as_numbers),
	    cmocka_unit_test(months_of_a_school_year),
	    cmocka_unit_test(bars_fall),
	    cmocka_unit_test(words),
	    cmocka_unit_test(words_of_another_town),
	    cmocka_unit_test(doubts_open_their_records),
	    cmocka_unit_test(follow_saves_and_undo),
	    cmocka_unit_test(viewers_may_ask_and_strangers_not),
	};

	return cmocka_run_group_tests(tests, town_fill, town_tear_down);
}
