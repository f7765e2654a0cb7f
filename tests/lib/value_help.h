/* SPDX-License-Identifier: MIT
 * value_help.h - a town that values are read against, without a database. Run from the root of the
 * sources.
 */
#ifndef TESTS_LIB_VALUE_HELP_H
#define TESTS_LIB_VALUE_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/date.h"
#include "model/profile/profile.h"
#include "model/value.h"

/* The town all tests read against. */
struct value_town {
	struct reading reading; /* first: tests take the state for a reading */
	struct profile *profile;
};

/* For a group of tests: on 31.05.2026, under the rules of Strezhevoy, with codes O1, О-Ш
 * (Cyrillic), P7, ш2. */
int value_town_set_up(void **state);
int value_town_tear_down(void **state);

#endif
