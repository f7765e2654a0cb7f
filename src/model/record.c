/* SPDX-License-Identifier: MIT
 * record.c - members by offset, texts in the record's arena.
 */
#include "model/record.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/die.h"

/* The member of f inside r. The cast is the one place where a typed struct is seen as bytes. */
static void *
member(struct record *r, const struct field *f)
{
	return (char *)r + f->offset;
}

static const void *
const_member(const struct record *r, const struct field *f)
{
	return (const char *)r + f->offset;
}

static void
set_defaults(struct record *r)
{
	const struct entity *e = entity_of(r->kind);

	for (size_t i = 0; i < e->count; i++)
		record_clear_field(r, &e->fields[i]);
}

struct record *
record_new(enum kind kind)
{
	struct record *r = xcalloc(1, entity_of(kind)->size);

	r->kind = kind;
	set_defaults(r);
	return r;
}

void
record_free(struct record *r)
{
	if (r == NULL)
		return;
	arena_free(&r->arena);
	free(r);
}

void
record_clear(struct record *r)
{
	struct arena arena = r->arena;

	arena_clear(&arena);
	*r = (struct record){.kind = r->kind, .arena = arena};
	set_defaults(r);
}

void
record_copy(struct record *dst, const struct record *src)
{
	const struct entity *e = entity_of(src->kind);

	assert(dst->kind == src->kind && dst != src);
	record_clear(dst);
	dst->id = src->id;
	dst->stamp = src->stamp;
	for (size_t i = 0; i < e->count; i++)
		record_copy_field(dst, src, &e->fields[i]);
	for (const struct own_value *own = src->own; own != NULL; own = own->next)
		record_set_own(dst, own->id, own->text, strlen(own->text));
	dst->unknown_pairs = src->unknown_pairs;
	dst->unknown.len = src->unknown.len;
	dst->unknown.data = arena_strndup(&dst->arena, src->unknown.data, src->unknown.len);
}

struct record *
record_dup(const struct record *src)
{
	struct record *r = record_new(src->kind);

	record_copy(r, src);
	return r;
}

const char *
record_text(const struct record *r, const struct field *f)
{
	assert(field_is_text(f));
	return f->own ? record_own(r, f->id) : *(const char *const *)const_member(r, f);
}

int32_t
record_date(const struct record *r, const struct field *f)
{
	assert(f->type == FIELD_DATE && !f->own);
	return *(const int32_t *)const_member(r, f);
}

int64_t
record_number(const struct record *r, const struct field *f)
{
	assert(f->type == FIELD_NUMBER && !f->own);
	return *(const int64_t *)const_member(r, f);
}

bool
record_yes(const struct record *r, const struct field *f)
{
	assert(f->type == FIELD_YESNO && !f->own);
	return *(const bool *)const_member(r, f);
}

uint8_t
record_choice(const struct record *r, const struct field *f)
{
	assert(f->type == FIELD_CHOICE && !f->own);
	return *(const uint8_t *)const_member(r, f);
}

/* Own fields have ids that no field of the program has, so the field's own id is free for its word.
 */
const char *
record_word(const struct record *r, const struct field *f)
{
	assert(f->type == FIELD_CHOICE && !f->own);
	return r->own != NULL ? record_own(r, f->id) : "";
}

uint64_t
record_ref(const struct record *r, const struct field *f)
{
	assert(f->type == FIELD_REF && !f->own);
	return *(const uint64_t *)const_member(r, f);
}

void
record_set_text(struct record *r, const struct field *f, const char *text, size_t len)
{
	assert(field_is_text(f));
	if (f->own)
		record_set_own(r, f->id, text, len);
	else
		*(const char **)member(r, f) = len > 0 ? arena_strndup(&r->arena, text, len) : "";
}

void
record_set_date(struct record *r, const struct field *f, int32_t date)
{
	assert(f->type == FIELD_DATE && !f->own);
	*(int32_t *)member(r, f) = date;
}

void
record_set_number(struct record *r, const struct field *f, int64_t number)
{
	assert(f->type == FIELD_NUMBER && !f->own);
	*(int64_t *)member(r, f) = number;
}

void
record_set_yes(struct record *r, const struct field *f, bool yes)
{
	assert(f->type == FIELD_YESNO && !f->own);
	*(bool *)member(r, f) = yes;
}

void
record_set_choice(struct record *r, const struct field *f, uint8_t choice)
{
	record_set_word(r, f, choice, "");
}

void
record_set_word(struct record *r, const struct field *f, uint8_t choice, const char *word)
{
	assert(f->type == FIELD_CHOICE && !f->own);
	*(uint8_t *)member(r, f) = choice;
	if (r->own != NULL || word[0] != '\0')
		record_set_own(r, f->id, word, strlen(word));
}

void
record_set_ref(struct record *r, const struct field *f, uint64_t id)
{
	assert(f->type == FIELD_REF && !f->own);
	*(uint64_t *)member(r, f) = id;
}

/* The link that holds the own value of id, or where it belongs. */
static struct own_value **
own_place(struct record *r, const char *id)
{
	struct own_value **at = &r->own;

	while (*at != NULL && strcmp((*at)->id, id) < 0)
		at = &(*at)->next;
	return at;
}

const char *
record_own(const struct record *r, const char *id)
{
	for (const struct own_value *own = r->own; own != NULL; own = own->next)
		if (strcmp(own->id, id) == 0)
			return own->text;
	return "";
}

void
record_set_own(struct record *r, const char *id, const char *text, size_t len)
{
	struct own_value **at = own_place(r, id);
	bool found = *at != NULL && strcmp((*at)->id, id) == 0;

	if (len == 0) {
		if (found)
			*at = (*at)->next;
		return;
	}
	if (!found) {
		struct own_value *own = arena_alloc(&r->arena, sizeof(*own));

		own->id = arena_strndup(&r->arena, id, strlen(id));
		own->next = *at;
		*at = own;
	}
	(*at)->text = arena_strndup(&r->arena, text, len);
}

void
record_copy_field(struct record *dst, const struct record *src, const struct field *f)
{
	const char *text;

	if (field_is_text(f)) {
		text = record_text(src, f);
		record_set_text(dst, f, text, strlen(text));
		return;
	}
	switch (f->type) {
	case FIELD_DATE:
		record_set_date(dst, f, record_date(src, f));
		break;
	case FIELD_NUMBER:
		record_set_number(dst, f, record_number(src, f));
		break;
	case FIELD_YESNO:
		record_set_yes(dst, f, record_yes(src, f));
		break;
	case FIELD_CHOICE:
		record_set_word(dst, f, record_choice(src, f), record_word(src, f));
		break;
	default:
		record_set_ref(dst, f, record_ref(src, f));
		break;
	}
}

void
record_clear_field(struct record *r, const struct field *f)
{
	if (field_is_text(f)) {
		record_set_text(r, f, "", 0);
		return;
	}
	switch (f->type) {
	case FIELD_DATE:
		record_set_date(r, f, DATE_NONE);
		break;
	case FIELD_NUMBER:
		record_set_number(r, f, NUMBER_NONE);
		break;
	case FIELD_YESNO:
		record_set_yes(r, f, false);
		break;
	case FIELD_CHOICE:
		record_set_choice(r, f, 0);
		break;
	default:
		record_set_ref(r, f, 0);
		break;
	}
}

bool
record_field_empty(const struct record *r, const struct field *f)
{
	if (field_is_text(f))
		return record_text(r, f)[0] == '\0';
	switch (f->type) {
	case FIELD_DATE:
		return record_date(r, f) == DATE_NONE;
	case FIELD_NUMBER:
		return record_number(r, f) == NUMBER_NONE;
	case FIELD_YESNO:
		return !record_yes(r, f);
	case FIELD_CHOICE:
		return record_choice(r, f) == 0;
	default:
		return record_ref(r, f) == 0;
	}
}

bool
record_field_equal(const struct record *a, const struct record *b, const struct field *f)
{
	if (field_is_text(f))
		return strcmp(record_text(a, f), record_text(b, f)) == 0;
	switch (f->type) {
	case FIELD_DATE:
		return record_date(a, f) == record_date(b, f);
	case FIELD_NUMBER:
		return record_number(a, f) == record_number(b, f);
	case FIELD_YESNO:
		return record_yes(a, f) == record_yes(b, f);
	case FIELD_CHOICE:
		return record_choice(a, f) == record_choice(b, f) &&
		    strcmp(record_word(a, f), record_word(b, f)) == 0;
	default:
		return record_ref(a, f) == record_ref(b, f);
	}
}

static bool
own_equal(const struct own_value *a, const struct own_value *b)
{
	while (a != NULL && b != NULL) {
		if (strcmp(a->id, b->id) != 0 || strcmp(a->text, b->text) != 0)
			return false;
		a = a->next;
		b = b->next;
	}
	return a == b;
}

bool
record_equal(const struct record *a, const struct record *b)
{
	const struct entity *e = entity_of(a->kind);

	if (a->kind != b->kind || !own_equal(a->own, b->own) ||
	    !slice_equal(a->unknown, b->unknown))
		return false;
	for (size_t i = 0; i < e->count; i++)
		if (!record_field_equal(a, b, &e->fields[i]))
			return false;
	return true;
}
