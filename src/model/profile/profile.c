/* SPDX-License-Identifier: MIT
 * profile.c - what is asked of a profile.
 */
#include "model/profile/profile_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"

void
profile_free(struct profile *p)
{
	if (p == NULL)
		return;
	arena_free(&p->arena);
	free(p);
}

struct slice
profile_source(const struct profile *p)
{
	return p->source;
}

const char *
profile_id(const struct profile *p)
{
	return p->id;
}

const char *
profile_word(const struct profile *p, const char *id)
{
	static const struct {
		const char *id;
		size_t at;
	} words[] = {
#define WORD(id, module, about, sample) {#id, offsetof(struct town_words, id)},
#include "model/profile/words.def"
#undef WORD
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].id, id) == 0)
			return *(const char *const *)((const char *)&p->words + words[i].at);
	return "";
}

bool
profile_has_module(const struct profile *p, const char *module)
{
	return vocabulary_has_module(&p->vocabulary, module);
}

const struct vocabulary *
profile_vocabulary(const struct profile *p)
{
	return &p->vocabulary;
}

const struct field *const *
profile_fields(const struct profile *p, enum kind kind, size_t *count)
{
	*count = p->vocabulary.kinds[kind].count;
	return p->vocabulary.kinds[kind].fields;
}

/* Ids exactly, then the town's labels, the field's own, and ids in any case. */
const struct field *
profile_field(const struct profile *p, enum kind kind, struct slice id_or_label)
{
	const struct kind_words *part = &p->vocabulary.kinds[kind];

	for (size_t i = 0; i < part->count; i++)
		if (slice_equal(slice_of(part->fields[i]->id), id_or_label))
			return part->fields[i];
	for (size_t i = 0; i < part->count; i++)
		if (fold_equal(slice_of(part->labels[i]), id_or_label))
			return part->fields[i];
	for (size_t i = 0; i < part->count; i++)
		if (fold_equal(slice_of(part->fields[i]->label), id_or_label) ||
		    fold_equal(slice_of(part->fields[i]->id), id_or_label))
			return part->fields[i];
	return NULL;
}

const char *
profile_label(const struct profile *p, enum kind kind, const struct field *f)
{
	return vocabulary_label(&p->vocabulary, kind, f);
}

const struct form_row *
profile_form(const struct profile *p, enum kind kind, size_t *count)
{
	*count = p->forms[kind].count;
	return p->forms[kind].rows;
}

const char *const *
profile_heading(const struct profile *p)
{
	return p->heading;
}

const char *
profile_consent_sentence(const struct profile *p)
{
	return p->consent;
}

const struct must *
profile_musts(const struct profile *p, size_t *count)
{
	*count = p->nmusts;
	return p->musts;
}

const struct term *
profile_terms(const struct profile *p, enum terms terms, size_t *count)
{
	*count = p->vocabulary.nterms[terms];
	return p->vocabulary.terms[terms];
}

const struct term *
profile_term(const struct profile *p, enum terms terms, struct slice id)
{
	return vocabulary_term(&p->vocabulary, terms, id);
}

bool
profile_target(const struct profile *p, const char *indicator, int32_t on, int *least)
{
	const struct term *t = profile_term(p, TERMS_INDICATORS, slice_of(indicator));

	for (size_t i = 0; t != NULL && i < t->ntargets; i++) {
		if (!validity_holds(t->targets[i].validity, on))
			continue;
		*least = t->targets[i].least;
		return true;
	}
	return false;
}

const struct town_rules *
profile_rules(const struct profile *p)
{
	return &p->rules;
}

const struct feed_rules *
profile_feed(const struct profile *p)
{
	return &p->feed;
}

enum order_numbers
profile_order_numbers(const struct profile *p)
{
	return p->order_numbers;
}

uint8_t
profile_order_register(const struct profile *p, uint8_t kind)
{
	return kind <= ORDER_KINDS_MOST && p->registers[kind] != 0 ? p->registers[kind] : kind;
}

const struct council_rules *
profile_council(const struct profile *p)
{
	return &p->council;
}

const char *const *
profile_reasons(const struct profile *p, uint8_t outcome)
{
	static const char *const none[] = {NULL};

	return outcome >= OUTCOME_ADMIT && outcome <= OUTCOME_POSTPONE ? p->reasons[outcome] : none;
}
