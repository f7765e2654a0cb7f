/* SPDX-License-Identifier: MIT
 * council_txn.c - what makes a deed of the council be planned anew, and what does not.
 */
#include "tests/lib/chamber.h"

#include "db/record/draft.h"
#include "service/core/operations.h"
#include "service/council/council_txn.h"

/* What happens beside a deed between its reading and its writing. */
struct beside {
	void (*happens)(struct session *s);
	const char *code, *name; /* of the school the deed makes */
	int plans;
};

static enum status
plan_with_others(struct council_txn *d)
{
	/* the wish is the test's own */
	struct beside *b = *(struct beside *const *)d->wish;
	struct record *r =
	    RECORD(d->view.session, KIND_ORGANISATIONS, b->code, b->name, "type=школа");

	if (b->plans++ == 0)
		b->happens(d->view.session);
	change_put(d->change, r);
	record_free(r);
	return ST_OK;
}

static void
a_draft_is_written(struct session *s)
{
	struct draft_field field = {.id = "surname", .text = "Ивано"};
	struct draft d = {.of = draft_of_form(KIND_PEOPLE, 0), .fields = &field, .count = 1};
	struct error e = {0};

	assert_int_equal(draft_save(s->store, s->account.name, &d, &e), ST_OK);
}

static void
a_school_is_saved(struct session *s)
{
	town_school(s, "O098", "Школа 98");
}

static int
plans_when(
    struct chamber *h, const char *code, const char *name, void (*happens)(struct session *s))
{
	struct beside beside = {.happens = happens, .code = code, .name = name}, *wish = &beside;

	assert_done(h,
	    council_txn_do(h->s,
		&(struct council_txn_terms){.operation = OPERATION_MEETING,
		    .reason = "",
		    .permit = PERMIT_COUNCIL,
		    .plan = plan_with_others,
		    .wish = &wish},
		NULL, &h->e));
	return beside.plans;
}

static void
only_a_change_makes_a_deed_plan_anew(void **state)
{
	struct chamber *h = *state;

	assert_int_equal(plans_when(h, "code=O096", "name=Школа 96", a_draft_is_written), 1);
	assert_int_equal(plans_when(h, "code=O097", "name=Школа 97", a_school_is_saved), 2);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		only_a_change_makes_a_deed_plan_anew, chamber_open, chamber_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
