/* SPDX-License-Identifier: MIT
 * keep_memory.c - what was freed is there again without a page of it taken from the system.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <cmocka.h>

#include "base/die.h"

enum { SIZE = 8 << 20, PAGE = 4096 };

static long
faults(void)
{
	struct rusage use;

	getrusage(RUSAGE_SELF, &use);
	return use.ru_minflt;
}

static void
use_much(void)
{
	char *much = xmalloc(SIZE);

	for (size_t i = 0; i < SIZE; i += PAGE)
		*(volatile char *)(much + i) = 1;
	free(much);
}

static void
second_time_is_free(void **state)
{
	long before;

	(void)state;
#ifdef __SANITIZE_ADDRESS__
	skip(); /* memory is the sanitizer's there */
#endif
	keep_memory();
	use_much();
	before = faults();
	use_much();
	assert_true(faults() - before < SIZE / PAGE / 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(second_time_is_free)};

	return cmocka_run_group_tests_name("base/keep_memory", tests, NULL, NULL);
}
