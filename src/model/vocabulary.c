/* SPDX-License-Identifier: MIT
 * vocabulary.c - a label and a term looked up.
 */
#include "model/vocabulary.h"

#include "base/date.h"

bool
validity_holds(struct validity v, int32_t on)
{
	return (v.from == DATE_NONE || v.from <= on) && (v.until == DATE_NONE || v.until >= on);
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
