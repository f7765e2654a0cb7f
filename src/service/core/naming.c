/* SPDX-License-Identifier: MIT
 * naming.c - records and values in the words of people.
 */
#include "service/core/naming.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "db/record/history.h"
#include "db/record/records.h"

static void put_short_name_of(struct txn *t, const struct record *r, struct buf *out);

/* People and applications are named surname, given name, patronymic: read as one name. */
static bool
is_named_as_person(enum kind kind)
{
	return strcmp(entity_of(kind)->names[0], "surname") == 0;
}

/* One naming field. Names are made of texts, dates, choices and references only. */
static void
put_part(struct txn *t, const struct record *r, const struct field *f, struct buf *out)
{
	if (field_is_text(f)) {
		buf_puts(out, record_text(r, f));
	} else if (f->type == FIELD_DATE) {
		date_put_russian(out, record_date(r, f));
	} else if (f->type == FIELD_CHOICE) {
		value_put_choice(out, r, f);
	} else if (f->type == FIELD_REF) {
		register_put_short_name(t, f->target, record_ref(r, f), out);
	}
}

static void
put_name(struct txn *t, const struct record *r, struct buf *out)
{
	const struct entity *entity = entity_of(r->kind);
	const char *separator = is_named_as_person(r->kind) ? " " : " · ";
	struct buf part = {0};
	bool begun = false;

	for (const char *const *id = entity->names; *id != NULL; id++) {
		buf_clear(&part);
		put_part(t, r, field_find(r->kind, *id), &part);
		if (part.len == 0)
			continue;
		if (begun)
			buf_puts(out, separator);
		buf_put_slice(out, buf_slice(&part));
		begun = true;
	}
	buf_free(&part);
}

static void
put_initial(struct buf *out, const char *name)
{
	buf_puts(out, name[0] != '\0' ? " " : "");
	utf8_put_initial(out, name);
}

static void
put_short_name_of(struct txn *t, const struct record *r, struct buf *out)
{
	if (!is_named_as_person(r->kind)) {
		put_name(t, r, out);
		return;
	}
	buf_puts(out, record_text(r, field_find(r->kind, "surname")));
	put_initial(out, record_text(r, field_find(r->kind, "given_name")));
	put_initial(out, record_text(r, field_find(r->kind, "patronymic")));
}

void
register_put_short_name(struct txn *t, enum kind kind, uint64_t id, struct buf *out)
{
	struct record *r;

	if (id == 0)
		return;
	r = record_new(kind);
	if (records_get(t, id, r))
		put_short_name_of(t, r, out);
	record_free(r);
}

void
register_put_name_of(const struct view *v, const struct record *r, struct buf *out)
{
	put_name(v->txn, r, out);
}

void
register_put_name(const struct view *v, enum kind kind, uint64_t id, struct buf *out)
{
	struct record *r;

	if (id == 0)
		return;
	r = record_new(kind);
	if (records_get(v->txn, id, r))
		put_name(v->txn, r, out);
	record_free(r);
}

/* The last image of a record that is no more; an old step of a history may still speak of it. */
static bool
last_image(struct txn *t, enum kind kind, uint64_t id, struct record *r)
{
	uint64_t *stamps;
	size_t count = history_stamps(t, kind, id, &stamps);
	bool found = false;

	while (!found && count > 0)
		found = history_get(t, id, stamps[--count], r, NULL);
	free(stamps);
	return found;
}

void
register_put_last_name(const struct view *v, enum kind kind, uint64_t id, struct buf *out)
{
	struct record *r = record_new(kind);

	if (records_get(v->txn, id, r) || last_image(v->txn, kind, id, r))
		put_name(v->txn, r, out);
	record_free(r);
}

static void
put_target(struct txn *t, enum kind kind, uint64_t id, struct buf *out)
{
	struct record *r;

	if (id == 0)
		return;
	r = record_new(kind);
	if (records_get(t, id, r)) {
		put_name(t, r, out);
	} else {
		if (last_image(t, kind, id, r))
			put_name(t, r, out);
		buf_puts(out, " (запись удалена)");
	}
	record_free(r);
}

void
register_put_field(
    const struct view *v, const struct record *r, const struct field *f, struct buf *out)
{
	struct session_refs refs;
	struct reading reading = view_reading(v, &refs);

	if (f->type == FIELD_REF && !f->own)
		put_target(v->txn, f->target, record_ref(r, f), out);
	else
		value_put_shown(out, r, f, &reading);
}

void
register_put_key(const struct view *v, const struct record *r, char between, struct buf *out)
{
	const struct entity *entity = entity_of(r->kind);
	struct session_refs refs;
	struct reading reading = view_reading(v, &refs);
	bool first = true;

	for (size_t i = 0; i < entity->count; i++) {
		if (!entity->fields[i].key)
			continue;
		if (!first)
			buf_putc(out, between);
		value_put_cell(out, r, &entity->fields[i], &reading);
		first = false;
	}
}
