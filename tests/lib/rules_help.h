/* SPDX-License-Identifier: MIT
 * rules_help.h - what the tests of indicators share.
 */
#ifndef TESTS_LIB_RULES_HELP_H
#define TESTS_LIB_RULES_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/die.h"
#include "rules/indicators.h"

extern const struct indicator_rules usual;

int32_t day(int number) /* 20250531 */;
int32_t end(int number);
void assert_value(const struct indicators *a, enum indicator which, uint64_t n, uint64_t d);
/* Equal in all but padding. */
void assert_same_indicators(const struct indicators *a, const struct indicators *b);

#endif
