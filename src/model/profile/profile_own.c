/* SPDX-License-Identifier: MIT
 * profile_own.c - the fields of every kind: the program's, and the town's own behind them.
 */
#include <string.h>

#include "model/profile/settings.h"

enum { OWN_FIELDS = 64 }; /* of one kind: more is a mistake */

/* Types whose value is text by itself. */
const char *const own_type_words[] = {
    "text", "long", "email", "date", "number", "yesno", "choice", "choices", "list", NULL};

static const enum field_type own_types[] = {FIELD_TEXT, FIELD_LONG, FIELD_EMAIL, FIELD_DATE,
    FIELD_NUMBER, FIELD_YESNO, FIELD_CHOICE, FIELD_CHOICES, FIELD_LIST};

void
kinds_begin(struct profile_file *in)
{
	struct arena *arena = &in->p.arena;

	for (int k = 0; k < KIND_COUNT; k++) {
		const struct entity *entity = entity_of((enum kind)k);
		struct kind_words *part = &in->p.vocabulary.kinds[k];
		size_t most = entity->count + OWN_FIELDS;

		part->fields = arena_alloc(arena, most * sizeof(*part->fields));
		part->labels = arena_alloc(arena, most * sizeof(*part->labels));
		in->label_at[k] = arena_alloc(arena, most * sizeof(*in->label_at[k]));
		for (part->count = 0; part->count < entity->count; part->count++) {
			part->fields[part->count] = &entity->fields[part->count];
			part->labels[part->count] = entity->fields[part->count].label;
		}
	}
}

static void
check_own(struct profile_file *in, const config_setting_t *at, const struct own_setting *own)
{
	const struct kind_words *part = &in->p.vocabulary.kinds[own->kind];
	const char *many = entity_of(own->kind)->many;
	enum field_type type = own_types[own->type];
	bool wanted = type == FIELD_CHOICE || type == FIELD_CHOICES;

	if (wanted && own->choices.words[0] == NULL)
		file_blame(in, at, "поле «%s»: для выбора нужны words", own->id);
	if (!wanted && own->choices.words[0] != NULL)
		file_blame(in, file_member(at, "words"),
		    "поле «%s»: words бывают только у типов choice и choices", own->id);
	if (own->not_after_today && type != FIELD_DATE)
		file_blame(in, file_member(at, "not_after_today"),
		    "поле «%s»: not_after_today бывает только у даты", own->id);
	for (size_t i = 0; i < part->count; i++)
		if (strcmp(part->fields[i]->id, own->id) == 0)
			file_blame(in, at, "поле «%s» в таблице «%s» уже есть", own->id, many);
	if (part->count == entity_of(own->kind)->count + OWN_FIELDS)
		file_blame(in, at, "в таблице «%s» больше %d своих полей", many, OWN_FIELDS);
}

void
own_field_done(struct profile_file *in, const config_setting_t *at, void *into)
{
	const struct own_setting *own = into;
	struct kind_words *part = &in->p.vocabulary.kinds[own->kind];
	struct arena *arena = &in->p.arena;
	struct field *f = arena_alloc(arena, sizeof(*f));

	check_own(in, at, own);
	if (in->st != ST_OK)
		return;
	*f = (struct field){
	    .id = own->id,
	    .label = own->label,
	    .type = own_types[own->type],
	    .own = true,
	    .words = own->choices.words[0] != NULL ? own->choices.words : NULL,
	    .ends = own->choices.ends,
	    .required = own->required,
	    .not_after_today = own->not_after_today,
	    .width = (uint8_t)own->width,
	};
	in->label_at[own->kind][part->count] = at;
	part->labels[part->count] = f->label;
	part->fields[part->count++] = f;
}
