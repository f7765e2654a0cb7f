/* SPDX-License-Identifier: MIT
 * order_numbers.c - whose numbers orders have, and which kinds count together: the town's rules.
 */
#include "tests/lib/town.h"

#include "service/corps/orders.h"
#include "tests/lib/in_view.h"

/* The town's rules with some settings behind them. */
static void
add_rules(struct town *town, const char *settings)
{
	char path[600], line[4096];
	FILE *from = fopen(TOWN_PROFILE, "r"), *to;

	snprintf(path, sizeof(path), "%s.conf", town->dir);
	to = fopen(path, "w");
	assert_true(from != NULL && to != NULL);
	while (fgets(line, sizeof(line), from) != NULL)
		fputs(line, to);
	fprintf(to, "%s\n", settings);
	fclose(from);
	assert_int_equal(fclose(to), 0);
	town_force_rules(town->s, path);
	unlink(path);
}

static int
set_up(void **state)
{
	struct town *town = town_new();

	town_school(town->s, "O001", "Школа № 1");
	town_person(town->s, "P1", "Яшина", "Анна", "Петровна");
	town_save(town->s, RECORD(town->s, KIND_ASSOCIATIONS, "code=A1", "name=РМО химиков"));
	*state = town;
	return 0;
}

static enum status
sign_head(struct session *s, const char *day, const char *number, struct error *e)
{
	struct signed_order done;
	struct order_project p;
	enum status st;

	assert_int_equal(IN_VIEW(s, orders_propose(&p, VIEW, ORDER_HEADS, day_of(day), e)), ST_OK);
	orders_add_head(&p, town_id(s, KIND_ASSOCIATIONS, "A1"), town_id(s, KIND_PEOPLE, "P1"));
	snprintf(p.number, sizeof(p.number), "%s", number);
	st = orders_sign(s, &p, 0, &done, e);
	if (st == ST_OK)
		assert_string_equal(done.number, number);
	order_project_free(&p);
	return st;
}

static void
the_office_gives_numbers(void **state)
{
	struct town *town = *state;
	struct error e = {0};

	add_rules(town, "orders = { numbers = \"office\"; };");
	assert_int_equal(sign_head(town->s, "2026-05-25", "", &e), ST_REFUSED);
	assert_non_null(strstr(error_text(&e), "впишите его в строку «Номер»"));
	assert_int_equal(sign_head(town->s, "2026-05-25", "187/3", &e), ST_OK);
	assert_int_equal(sign_head(town->s, "2026-05-26", "187/3", &e), ST_INVALID);
	assert_non_null(strstr(error_text(&e), "номер 187/3 в 2026 году уже есть"));
	/* the office's numbers need not follow each other in time */
	assert_int_equal(sign_head(town->s, "2026-05-27", "12", &e), ST_OK);
}

static void
put_number(struct session *s, enum order_purpose purpose, struct buf *out)
{
	buf_clear(out);
	IN_VIEW(s,
	    orders_put_number(VIEW,
		&(struct order_project){.purpose = purpose, .date = day_of("2026-05-25")}, out));
}

static void
kinds_of_one_register_share_its_numbers(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	struct buf number = {0};

	town_save(s,
	    RECORD(s, KIND_ORDERS, "code=R1", "number=1-ма", "date=2026-05-20",
		"kind=состав методактива", "subject=О составе"));
	put_number(s, ORDER_EXCLUSION, &number);
	assert_string_equal(buf_text(&number), "1-исх");
	add_rules(town,
	    "orders = { registers = ( [\"состав методактива\", \"исключение из методактива\"] ); "
	    "};");
	put_number(s, ORDER_EXCLUSION, &number);
	assert_string_equal(buf_text(&number), "2-исх");
	put_number(s, ORDER_HEADS, &number);
	assert_string_equal(buf_text(&number), "1-од");
	buf_free(&number);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(the_office_gives_numbers, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		kinds_of_one_register_share_its_numbers, set_up, town_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
