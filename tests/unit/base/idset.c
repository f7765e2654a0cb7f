/* SPDX-License-Identifier: MIT
 * base_idset.c - sets of ids.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/idset.h"

static void
holds_what_was_added(void **state)
{
	struct idset set = {0};

	(void)state;
	assert_false(idset_has(&set, 1));
	idset_add(&set, 1);
	idset_add(&set, 1);
	idset_add(&set, 1000000);
	assert_int_equal(set.count, 2);
	assert_true(idset_has(&set, 1) && idset_has(&set, 1000000));
	assert_false(idset_has(&set, 2) || idset_has(&set, 100000000));
	idset_free(&set);
	assert_int_equal(set.count, 0);
	assert_false(idset_has(&set, 1));
}

static void
members_are_turned_over(void **state)
{
	struct idset set = {0};

	(void)state;
	idset_toggle(&set, 7);
	idset_toggle(&set, 64);
	assert_int_equal(set.count, 2);
	idset_toggle(&set, 7);
	assert_false(idset_has(&set, 7));
	assert_int_equal(set.count, 1);
	idset_free(&set);
}

static void
members_are_told_in_order(void **state)
{
	static const uint64_t ids[] = {3, 63, 64, 127, 128, 5000};
	struct idset set = {0};
	uint64_t *told, id = 0;

	(void)state;
	assert_false(idset_next(&set, &id));
	for (size_t i = 6; i > 0; i--)
		idset_add(&set, ids[i - 1]);
	told = idset_ids(&set);
	assert_memory_equal(told, ids, sizeof(ids));
	free(told);
	id = 65;
	assert_true(idset_next(&set, &id) && id == 127);
	id = 5001;
	assert_false(idset_next(&set, &id));
	idset_free(&set);
}

static void
what_both_have_is_kept(void **state)
{
	struct idset set = {0}, other = {0};

	(void)state;
	idset_add_bits(&set, 1, 7); /* 64, 65, 66 */
	idset_add(&set, 100000);
	idset_add(&other, 65);
	idset_add(&other, 5);
	idset_intersect(&set, &other);
	assert_int_equal(set.count, 1);
	assert_true(idset_has(&set, 65));
	idset_free(&set);
	idset_free(&other);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(holds_what_was_added),
	    cmocka_unit_test(members_are_turned_over),
	    cmocka_unit_test(members_are_told_in_order),
	    cmocka_unit_test(what_both_have_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
