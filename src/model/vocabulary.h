/* SPDX-License-Identifier: MIT
 * vocabulary.h - the words of a town that values are read and shown with: its fields and what it
 * calls them, its terms. The profile fills one; the model asks nothing else of a town.
 */
#ifndef MODEL_VOCABULARY_H
#define MODEL_VOCABULARY_H

#include "model/entity.h"

struct validity {
	int32_t from, until; /* both days included; DATE_NONE: always */
};

bool validity_holds(struct validity v, int32_t on);

/* What an indicator shall reach at least: per cent, or people of a methodist. */
struct target {
	struct validity validity;
	int least;
};

/* A ground, a direction or an indicator. */
struct term {
	const char *id, *clause, *text;
	struct validity validity;
	const char
	    *evidence; /* grounds: id of the application's field that shows it; "" when none */
	const struct target *targets; /* indicators */
	size_t ntargets;
};

/* A kind's fields, the entity's first, then the town's own; each with the town's label. */
struct kind_words {
	const struct field **fields;
	const char **labels;
	size_t count;
};

/* Owns nothing. */
struct vocabulary {
	struct kind_words kinds[KIND_COUNT];
	struct term *terms[TERMS_COUNT];
	size_t nterms[TERMS_COUNT];
};

/* The town's label of a field, else the field's own. */
const char *vocabulary_label(const struct vocabulary *v, enum kind kind, const struct field *f);
/* NULL when there is none of that id. */
const struct term *vocabulary_term(const struct vocabulary *v, enum terms terms, struct slice id);

#endif
