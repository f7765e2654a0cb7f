/* SPDX-License-Identifier: MIT
 * record.h - one record of any kind in memory, its members reached by field.
 */
#ifndef MODEL_RECORD_H
#define MODEL_RECORD_H

#include "model/entity.h"

/* An empty record: texts "", dates DATE_NONE, numbers NUMBER_NONE. It is the struct of its kind:
 * (struct person *)record_new(KIND_PEOPLE). Free with record_free (NULL is fine). */
struct record *record_new(enum kind kind);
void record_free(struct record *r);

/* As new: every member empty, id and stamp 0; the memory is kept for the next use. */
void record_clear(struct record *r);

/* dst becomes an independent copy of src, id and stamp included; both of one kind. */
void record_copy(struct record *dst, const struct record *src);
struct record *record_dup(const struct record *src);

/* Members by field; f must be a field of the record's kind (or of the town's own) and of a type
 * that fits, which is asserted. Texts are copied into the record; texts returned live until the
 * record is cleared or the field is set again, and are never NULL. */
const char *record_text(const struct record *r, const struct field *f);
int32_t record_date(const struct record *r, const struct field *f);
int64_t record_number(const struct record *r, const struct field *f);
bool record_yes(const struct record *r, const struct field *f);
uint8_t record_choice(const struct record *r, const struct field *f);
uint64_t record_ref(const struct record *r, const struct field *f);
/* The town's own word of a choice of the program, which is stored beside the choice it counts as;
 * "" when it is the program's. */
const char *record_word(const struct record *r, const struct field *f);

void record_set_text(struct record *r, const struct field *f, const char *text, size_t len);
void record_set_date(struct record *r, const struct field *f, int32_t date);
void record_set_number(struct record *r, const struct field *f, int64_t number);
void record_set_yes(struct record *r, const struct field *f, bool yes);
void record_set_choice(struct record *r, const struct field *f, uint8_t choice);
/* The choice in a town's own word; record_set_choice() takes the word away again. */
void record_set_word(struct record *r, const struct field *f, uint8_t choice, const char *word);
void record_set_ref(struct record *r, const struct field *f, uint64_t id);

/* A town's own value by its id ("" when absent); setting "" removes it. The id is copied. */
const char *record_own(const struct record *r, const char *id);
void record_set_own(struct record *r, const char *id, const char *text, size_t len);

/* Set the struct member of src's field f into dst. */
void record_copy_field(struct record *dst, const struct record *src, const struct field *f);
void record_clear_field(struct record *r, const struct field *f);
bool record_field_empty(const struct record *r, const struct field *f);
bool record_field_equal(const struct record *a, const struct record *b, const struct field *f);

/* All fields, own values and unknown ones are equal; id and stamp are not looked at. */
bool record_equal(const struct record *a, const struct record *b);

#endif
