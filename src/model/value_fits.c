/* SPDX-License-Identifier: MIT
 * value_fits.c - what is stored against the rules in force: editions of a town's rules come and go,
 * records stay.
 */
#include <string.h>

#include "model/value.h"

/* The town's own word is still there, and still counts as what is stored with it. */
static bool
word_fits(const struct record *r, const struct field *f, const struct vocabulary *v)
{
	const char *word = record_word(r, f);
	const struct town_word *known =
	    word[0] != '\0' ? vocabulary_town_word(v, f, slice_of(word)) : NULL;

	return word[0] == '\0' || (known != NULL && known->counts_as == record_choice(r, f));
}

static bool
terms_fit(const struct record *r, const struct field *f, const struct vocabulary *v)
{
	struct slice rest = slice_of(record_text(r, f)), item;

	while (value_next_item(&rest, &item))
		if (vocabulary_term(v, f->terms, item) == NULL)
			return false;
	return true;
}

/* An own value is text: it fits when it would be taken today. */
static bool
own_fits(const struct record *r, const struct field *f, const struct vocabulary *v)
{
	const struct reading reading = {.vocabulary = v};
	const char *text = record_own(r, f->id);
	struct record *scratch;
	bool fits;

	if (text[0] == '\0')
		return true;
	scratch = record_new(r->kind);
	fits = value_parse(scratch, f, slice_of(text), &reading, NULL) == ST_OK;
	record_free(scratch);
	return fits;
}

bool
value_fits(const struct record *r, const struct field *f, const struct vocabulary *v)
{
	if (f->own)
		return own_fits(r, f, v);
	if (f->type == FIELD_CHOICE)
		return word_fits(r, f, v);
	return (f->type != FIELD_TERM && f->type != FIELD_TERMS) || terms_fit(r, f, v);
}

/* Own fields have ids that no field of the program has, so an id of one is that of its word. */
static bool
is_known(enum kind kind, const char *id, const struct vocabulary *v)
{
	const struct kind_words *known = &v->kinds[kind];

	for (size_t i = 0; i < known->count; i++)
		if (strcmp(known->fields[i]->id, id) == 0)
			return true;
	return false;
}

const struct own_value *
value_next_gone(const struct record *r, const struct own_value *last, const struct vocabulary *v)
{
	const struct own_value *own = last != NULL ? last->next : r->own;

	while (own != NULL && is_known(r->kind, own->id, v))
		own = own->next;
	return own;
}
