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
	const char *proposed_by; /* grounds: id of the field that, filled, proposes it; "": none */
	const char **unless;     /* words with which the field does not; ends with NULL, or NULL */
	const struct target *targets; /* indicators */
	size_t ntargets;
};

/* A town's own word of a choice, and the one it counts as. */
struct town_word {
	const char *word;
	const char *counted; /* its word as the program knows it */
	uint8_t counts_as;   /* the place of that word, from 1 */
	int32_t until;       /* the last day it is written; DATE_NONE: no end */
};

/* The choices to which a town may add words. */
enum town_words_of {
	WORDS_EVENT_TYPES,
	WORDS_SUPPORT_FORMS,
	WORDS_PARTICIPANT_ROLES,
	WORDS_RESOURCE_KINDS,
	WORDS_ASSESSMENT_LEVELS,
	TOWN_WORD_LISTS
};

/* A kind's fields, the entity's first, then the town's own; each with the town's label. */
struct kind_words {
	const struct field **fields;
	const char **labels;
	size_t count;
};

/* Owns nothing. */
struct vocabulary {
	const char *
	    *modules; /* those the town has; ends with NULL, and is NULL in a town of none */
	struct kind_words kinds[KIND_COUNT];
	struct term *terms[TERMS_COUNT];
	size_t nterms[TERMS_COUNT];
	struct town_word *words[TOWN_WORD_LISTS];
	size_t nwords[TOWN_WORD_LISTS];
};

/* Parts of the program a town may do without; "" is always there. */
bool vocabulary_has_module(const struct vocabulary *v, const char *module);
/* May the field not be empty in this town? */
bool vocabulary_requires(const struct vocabulary *v, const struct field *f);

/* The town's label of a field, else the field's own. */
const char *vocabulary_label(const struct vocabulary *v, enum kind kind, const struct field *f);
/* NULL when there is none of that id. */
const struct term *vocabulary_term(const struct vocabulary *v, enum terms terms, struct slice id);

/* The list a choice of the program takes a town's words from; TOWN_WORD_LISTS when it takes none.
 */
enum town_words_of town_words_of(const struct field *f);
/* A field that takes its words from that list. */
const struct field *town_words_field(enum town_words_of list);

/* The town's own word of that choice, in any case, ё as е; NULL when the town has no such word, or
 * f takes none. */
const struct town_word *
vocabulary_town_word(const struct vocabulary *v, const struct field *f, struct slice word);

/* The words a choice is made from on a day, one after another: the program's, then the town's own,
 * without those that have ended. NULL behind the last. */
const char *
vocabulary_offered(const struct vocabulary *v, const struct field *f, size_t at, int32_t today);
/* The last day a word of the field is written (its exact spelling); DATE_NONE: no end. */
int32_t vocabulary_word_ends(const struct vocabulary *v, const struct field *f, struct slice word);

#endif
