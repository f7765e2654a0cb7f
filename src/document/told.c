/* SPDX-License-Identifier: MIT
 * told.c - facts that are records of the register.
 */
#include "document/told.h"

#include "db/record/records.h"
#include "service/core/naming.h"

void
told_name(
    struct fact_row *row, const char *name, struct record_as_of *src, enum kind kind, uint64_t id)
{
	struct buf text = {0};

	record_as_of_put_name(src, kind, id, &text);
	fact_buf(row, name, &text);
	buf_free(&text);
}

static void
tell_person(struct fact_row *row, const char *name, struct record_as_of *src, uint64_t person,
    void (*put)(struct record_as_of *src, uint64_t person, struct buf *out))
{
	struct buf text = {0};

	put(src, person, &text);
	fact_buf(row, name, &text);
	buf_free(&text);
}

void
told_short_name(struct fact_row *row, const char *name, struct record_as_of *src, uint64_t person)
{
	tell_person(row, name, src, person, record_as_of_put_short_name);
}

void
told_signature(struct fact_row *row, const char *name, struct record_as_of *src, uint64_t person)
{
	tell_person(row, name, src, person, record_as_of_put_signature);
}

void
told_field(struct fact_row *row, const char *name, struct record_as_of *src, const struct record *r,
    const char *field)
{
	struct buf text = {0};

	register_put_field(&src->view, r, field_find(r->kind, field), &text);
	fact_buf(row, name, &text);
	buf_free(&text);
}

void
told_person(struct fact_row *row, const char *name, struct record_as_of *src, uint64_t person)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	if (record_as_of_get(src, person, &p->base)) {
		told_name(row, name, src, KIND_PEOPLE, person);
		fact_text(row, "position", p->position);
		told_name(row, "workplace", src, KIND_ORGANISATIONS, p->organisation);
	}
	record_free(&p->base);
}
