/* SPDX-License-Identifier: MIT
 * profile_parts.h - what a profile is made of; for profile.c and profile_parse.c only.
 */
#ifndef MODEL_PROFILE_PARTS_H
#define MODEL_PROFILE_PARTS_H

#include "model/profile/profile.h"

/* A number, a yes/no (0, 1) or a date of the rules. */
struct rule_value {
	const char *id;
	int32_t value;
};

struct word {
	const char *id, *text;
};

/* The rows of a kind's form. */
struct kind_form {
	struct form_row *rows;
	size_t count;
};

struct profile {
	struct arena arena; /* owns everything below */
	struct slice source;
	const char *id;
	struct word *words;
	size_t nwords;
	const char **modules;
	size_t nmodules;
	struct rule_value *rules;
	size_t nrules;
	unsigned indicator_staff;
	struct vocabulary vocabulary;
	struct kind_form forms[KIND_COUNT];
	const char **heading;
	const char *consent;
	struct must *musts;
	size_t nmusts;
	int32_t *days[DAY_LISTS];
	size_t ndays[DAY_LISTS];
	struct council_rules *council;
	const char **reasons[OUTCOME_POSTPONE + 1]; /* by outcome; NULL: none */
};

#endif
