/* SPDX-License-Identifier: MIT
 * names.h - is this the person we know? Pure.
 */
#ifndef RULES_NAMES_H
#define RULES_NAMES_H

#include <stdbool.h>

#include "model/entity.h"

/* What has been typed of somebody; texts are never NULL, birth_date may be DATE_NONE. */
struct name_typed {
	const char *surname, *given_name, *patronymic;
	int32_t birth_date;
};

enum name_match {
	NAME_OTHER,           /* somebody else */
	NAME_CHANGED_SURNAME, /* same given name, patronymic and birth date (or no date typed: not
				 offered) */
	NAME_INITIALS,        /* surname begins alike, initials agree */
	NAME_BEGINS,          /* everything typed so far begins the person's names */
	NAME_SAME             /* all three equal (ё = е, case) */
};

/* How well the person fits what was typed; ё = е, case ignored, "А." is an initial. */
enum name_match name_compare(const struct name_typed *typed, const struct person *person);

#endif
