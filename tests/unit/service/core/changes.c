/* SPDX-License-Identifier: MIT
 * service_changes.c - what makes others read anew, and what does not.
 */
#include "tests/lib/town.h"

#include "db/record/draft.h"
#include "db/record/journal.h"
#include "service/core/changes.h"
#include "service/list/listing.h"
#include "tests/lib/in_view.h"

static int
set_up(void **state)
{
	struct town *town = town_new();

	*state = town;
	return 0;
}

static void
save_draft(struct session *s, const char *text)
{
	struct draft_field field = {.id = "surname", .text = text};
	struct draft d = {.of = draft_of_form(KIND_PEOPLE, 0), .fields = &field, .count = 1};
	struct error e = {0};

	assert_int_equal(draft_save(s->store, s->account.name, &d, &e), ST_OK);
}

static void
records_accounts_and_rules_are_changes_drafts_are_none(void **state)
{
	struct town *town = *state;
	struct session *other = town_second(town, "petya", "clerk");
	uint64_t before = changes_number(other);
	struct account a = other->account;
	struct error e = {0};

	assert_int_equal(changes_number(other), before);
	for (int i = 0; i < 5; i++)
		save_draft(town->s, "Ивано");
	draft_remove(town->s->store, town->s->account.name, draft_of_form(KIND_PEOPLE, 0));
	assert_int_equal(changes_number(other), before);
	town_school(town->s, "Ш1", "Школа");
	assert_int_equal(changes_number(other), before + 1);
	assert_int_equal(changes_number(other), before + 1);
	snprintf(a.full_name, sizeof(a.full_name), "Пётр");
	assert_int_equal(session_account_save(town->s, &a, false, &e), ST_OK);
	assert_int_equal(changes_number(other), before + 2);
	assert_string_equal(other->account.full_name, "Пётр");
	assert_int_equal(town_rules(town->s, "tests/data/profiles/third.conf", &e), ST_OK);
	other->profile = town->s->profile;
	assert_int_equal(changes_number(other), before + 3);
	town_second_close(other);
}

/* What is shown follows the database at the next look; what is done asks at once. */
static void
rights_are_shown_as_of_the_last_look(void **state)
{
	struct town *town = *state;
	struct session *clerk = town_second(town, "petya", "clerk");
	struct account a = clerk->account;
	struct error e = {0};

	changes_number(clerk);
	snprintf(a.role, sizeof(a.role), "viewer");
	assert_int_equal(session_account_save(town->s, &a, false, &e), ST_OK);
	assert_true(changes_permit(clerk, PERMIT_EDIT));
	assert_int_equal(session_require(clerk, PERMIT_EDIT, &e), ST_DENIED);
	changes_number(clerk);
	assert_false(changes_permit(clerk, PERMIT_EDIT));
	assert_true(changes_permit(clerk, PERMIT_READ));
	a.disabled = true;
	assert_int_equal(session_account_save(town->s, &a, false, &e), ST_OK);
	changes_number(clerk);
	assert_false(changes_permit(clerk, PERMIT_READ));
	town_second_close(clerk);
}

/* What is due and what is late were worked out for a day. */
static void
a_new_day_is_a_change(void **state)
{
	struct town *town = *state;
	uint64_t before;

	setenv("METODAKTIV_NOW", "2026-05-31T23:59:59", 1);
	before = changes_number(town->s);
	assert_int_equal(changes_number(town->s), before);
	setenv("METODAKTIV_NOW", "2026-06-01T00:00:00", 1);
	assert_int_equal(changes_number(town->s), before + 1);
	assert_int_equal(changes_number(town->s), before + 1);
	unsetenv("METODAKTIV_NOW");
}

static size_t
found(struct session *s, const char *words)
{
	const struct listing_spec spec = {.kind = KIND_ORGANISATIONS, .search = words};
	struct listing *l = NULL;
	size_t count;

	assert_int_equal(IN_VIEW(s, listing_open(&l, VIEW, &spec, NULL, NULL)), ST_OK);
	count = listing_count(l);
	listing_close(l);
	return count;
}

/* The order of a kind is known until an operation touches it. */
static void
what_is_known_of_the_lists_outlives_drafts_and_no_change(void **state)
{
	struct town *town = *state;
	const struct known_order *order = &town->s->orders[KIND_ORGANISATIONS];
	const uint64_t *known;

	town_school(town->s, "Ш1", "Школа");
	assert_int_equal(found(town->s, "школа"), 1);
	known = order->ids;
	assert_non_null(known);
	save_draft(town->s, "Шк");
	assert_int_equal(found(town->s, "школа "), 1);
	assert_ptr_equal(order->ids, known);
	town_school(town->s, "Ш2", "Школа");
	assert_int_equal(found(town->s, "школа"), 2);
	assert_int_equal(order->count, 2);
}

/* The codes of the organisations that hold the words, the greatest first. */
static void
assert_codes(struct session *s, const char *words, const char *codes)
{
	const struct listing_spec spec = {.kind = KIND_ORGANISATIONS,
	    .search = words,
	    .sort = field_find(KIND_ORGANISATIONS, "code"),
	    .descending = true};
	struct record *r = record_new(KIND_ORGANISATIONS);
	struct listing *l = NULL;
	struct buf got = {0};

	assert_int_equal(IN_VIEW(s, listing_open(&l, VIEW, &spec, NULL, NULL)), ST_OK);
	for (size_t i = 0; i < listing_count(l); i++) {
		assert_int_equal(IN_VIEW(s, listing_page(l, VIEW, i, 1, &r)), 1);
		buf_printf(&got, "%s ", ((const struct organisation *)r)->code);
	}
	assert_string_equal(buf_text(&got), codes);
	listing_close(l);
	record_free(r);
	buf_free(&got);
}

/* What a column of texts was sorted by is known until an operation touches the kind, and a part of
 * it is sorted by the same. */
static void
places_of_texts_are_known_until_the_kind_changes(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	const int64_t *known;

	town_school(s, "Ш5", "Школа на горе");
	town_school(s, "Ш7", "Школа у реки");
	assert_codes(s, "школа", "Ш7 Ш5 ");
	assert_codes(s, "горе", "Ш5 ");
	assert_codes(s, NULL, "Ш7 Ш5 ");
	known = s->texts.places;
	assert_non_null(known);
	town_school(s, "Ш6", "Школа в лесу");
	assert_codes(s, NULL, "Ш7 Ш6 Ш5 ");
	known = s->texts.places;
	save_draft(s, "Шк");
	assert_codes(s, "школа", "Ш7 Ш6 Ш5 ");
	assert_codes(s, "горе", "Ш5 ");
	assert_codes(s, NULL, "Ш7 Ш6 Ш5 ");
	assert_ptr_equal(s->texts.places, known);
	town_school(s, "Ш8", "Школа на горе");
	assert_codes(s, "горе", "Ш8 Ш5 ");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, town_tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(records_accounts_and_rules_are_changes_drafts_are_none),
	    TEST(rights_are_shown_as_of_the_last_look),
	    TEST(a_new_day_is_a_change),
	    TEST(what_is_known_of_the_lists_outlives_drafts_and_no_change),
	    TEST(places_of_texts_are_known_until_the_kind_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
