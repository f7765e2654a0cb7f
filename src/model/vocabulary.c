/* SPDX-License-Identifier: MIT
 * vocabulary.c - a label, a term and a word of a town looked up.
 */
#include "model/vocabulary.h"

#include <string.h>

#include "base/date.h"
#include "base/fold.h"

bool
validity_holds(struct validity v, int32_t on)
{
	return (v.from == DATE_NONE || v.from <= on) && (v.until == DATE_NONE || v.until >= on);
}

bool
vocabulary_has_module(const struct vocabulary *v, const char *module)
{
	for (size_t i = 0; v->modules != NULL && v->modules[i] != NULL; i++)
		if (strcmp(v->modules[i], module) == 0)
			return true;
	return module[0] == '\0';
}

bool
vocabulary_requires(const struct vocabulary *v, const struct field *f)
{
	return field_required(f) ||
	    (f->required_with != NULL && vocabulary_has_module(v, f->required_with));
}

const char *
vocabulary_label(const struct vocabulary *v, enum kind kind, const struct field *f)
{
	const struct kind_words *words = &v->kinds[kind];

	for (size_t i = 0; i < words->count; i++)
		if (words->fields[i] == f)
			return words->labels[i];
	return f->label;
}

const struct term *
vocabulary_term(const struct vocabulary *v, enum terms terms, struct slice id)
{
	for (size_t i = 0; i < v->nterms[terms]; i++)
		if (slice_equal(slice_of(v->terms[terms][i].id), id))
			return &v->terms[terms][i];
	return NULL;
}

static const struct {
	enum kind kind;
	const char *field;
} lists[TOWN_WORD_LISTS] = {
    [WORDS_EVENT_TYPES] = {.kind = KIND_EVENTS, .field = "type"},
    [WORDS_SUPPORT_FORMS] = {.kind = KIND_SUPPORT, .field = "form"},
    [WORDS_PARTICIPANT_ROLES] = {.kind = KIND_PARTICIPANTS, .field = "role"},
    [WORDS_RESOURCE_KINDS] = {.kind = KIND_RESOURCES, .field = "kind"},
    [WORDS_ASSESSMENT_LEVELS] = {.kind = KIND_ASSESSMENTS, .field = "level"},
};

const struct field *
town_words_field(enum town_words_of list)
{
	return field_find(lists[list].kind, lists[list].field);
}

/* Fields of one set of words share a list, whichever kind they are of. */
enum town_words_of
town_words_of(const struct field *f)
{
	int list = 0;

	if (f->own || f->type != FIELD_CHOICE)
		return TOWN_WORD_LISTS;
	while (
	    list < TOWN_WORD_LISTS && town_words_field((enum town_words_of)list)->words != f->words)
		list++;
	return (enum town_words_of)list;
}

const struct town_word *
vocabulary_town_word(const struct vocabulary *v, const struct field *f, struct slice word)
{
	enum town_words_of list = town_words_of(f);

	for (size_t i = 0; list < TOWN_WORD_LISTS && i < v->nwords[list]; i++)
		if (fold_equal(slice_of(v->words[list][i].word), word))
			return &v->words[list][i];
	return NULL;
}

static bool
has_ended(int32_t last, int32_t today)
{
	return last != DATE_NONE && last < today;
}

const char *
vocabulary_offered(const struct vocabulary *v, const struct field *f, size_t at, int32_t today)
{
	enum town_words_of list = town_words_of(f);

	for (size_t i = 0; f->words[i] != NULL; i++)
		if ((f->ends == NULL || !has_ended(f->ends[i], today)) && at-- == 0)
			return f->words[i];
	for (size_t i = 0; list < TOWN_WORD_LISTS && i < v->nwords[list]; i++)
		if (!has_ended(v->words[list][i].until, today) && at-- == 0)
			return v->words[list][i].word;
	return NULL;
}

int32_t
vocabulary_word_ends(const struct vocabulary *v, const struct field *f, struct slice word)
{
	const struct town_word *own = vocabulary_town_word(v, f, word);

	for (size_t i = 0; f->ends != NULL && f->words[i] != NULL; i++)
		if (slice_equal(slice_of(f->words[i]), word))
			return f->ends[i];
	return own != NULL ? own->until : DATE_NONE;
}
