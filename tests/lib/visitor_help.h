/* SPDX-License-Identifier: MIT
 * visitor_help.h - who runs the test, as an account: folders of tests are its own.
 */
#ifndef TESTS_LIB_VISITOR_HELP_H
#define TESTS_LIB_VISITOR_HELP_H

#include "base/die.h"
#include "service/core/visitor.h"

static inline struct visitor
visitor_as(const char *account)
{
	struct visitor visitor;
	struct error e = {0};

	if (visitor_make(&visitor, WAY_COMMAND, account, &e) != ST_OK)
		die("%s", error_text(&e));
	return visitor;
}

/* One that is made where it is called for; NULL: of the name of whoever runs the test. */
#define AS(account) ((struct visitor[]){visitor_as(account)})

#endif
