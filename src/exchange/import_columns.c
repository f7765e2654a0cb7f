/* SPDX-License-Identifier: MIT
 * import_columns.c - header checks.
 */
#include "exchange/import_columns.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/fold.h"
#include "base/utf8.h"

/* Names being read. */
struct reading_names {
	struct import_columns *columns;
	const struct profile *profile;
	struct import_place place;
	struct import_faults *faults;
	struct buf text;
};

static void
tell_unknown(struct reading_names *r, struct slice name)
{
	enum kind kind = r->place.source->kind;
	struct buf shown = {0};
	size_t count;
	const struct field *const *fields = profile_fields(r->profile, kind, &count);

	import_put_value(&shown, name);
	buf_clear(&r->text);
	buf_printf(&r->text, "такого столбца в таблице «%s» нет; есть:", entity_of(kind)->many);
	for (size_t i = 0; i < count; i++)
		buf_printf(&r->text, "%s %s", i > 0 ? "," : "", fields[i]->id);
	import_faults_add(r->faults, r->place, buf_text(&shown), NULL, buf_text(&r->text));
	buf_free(&shown);
}

static void
tell_repeated(struct reading_names *r, const struct field *f, size_t first, size_t again)
{
	buf_clear(&r->text);
	buf_printf(&r->text, "назван дважды, %zu-м и %zu-м; нужен один раз", first + 1, again + 1);
	import_faults_add(r->faults, r->place, f->id,
	    profile_label(r->profile, r->place.source->kind, f), buf_text(&r->text));
}

/* The field of a name, also of one written with decomposed letters. */
static const struct field *
field_of(struct reading_names *r, struct slice name)
{
	if (utf8_bad_at(name) < name.len)
		return NULL;
	buf_clear(&r->text);
	utf8_put_nfc(&r->text, name);
	return profile_field(r->profile, r->place.source->kind, buf_slice(&r->text));
}

static void
read_name(struct reading_names *r, struct slice name)
{
	struct import_columns *c = r->columns;
	const struct field *f = field_of(r, name);
	size_t first;

	if (f == NULL) {
		tell_unknown(r, name);
		return;
	}
	first = import_columns_find(c, f);
	if (first < c->count) {
		tell_repeated(r, f, first, c->count);
		return;
	}
	c->labelled[c->count] = !fold_equal(name, slice_of(f->id));
	c->fields[c->count++] = f;
}

static void
check_required(struct reading_names *r)
{
	enum kind kind = r->place.source->kind;
	size_t count;
	const struct field *const *fields = profile_fields(r->profile, kind, &count);

	for (size_t i = 0; i < count; i++)
		if (field_required(fields[i]) &&
		    import_columns_find(r->columns, fields[i]) == r->columns->count)
			import_faults_add(r->faults, r->place, fields[i]->id,
			    profile_label(r->profile, kind, fields[i]),
			    "обязательного столбца нет; добавьте его");
}

bool
import_columns_read(struct import_columns *c, const struct profile *profile,
    struct import_place place, const struct slice *names, size_t count,
    struct import_faults *faults)
{
	struct reading_names r = {
	    .columns = c, .profile = profile, .place = place, .faults = faults};
	size_t before = faults->count;

	c->count = 0;
	if (count > c->room) {
		c->fields = xrealloc(c->fields, count * sizeof(*c->fields));
		c->labelled = xrealloc(c->labelled, count * sizeof(*c->labelled));
		c->room = count;
	}
	for (size_t i = 0; i < count; i++)
		read_name(&r, names[i]);
	check_required(&r);
	buf_free(&r.text);
	return faults->count == before;
}

void
import_columns_free(struct import_columns *c)
{
	free(c->fields);
	free(c->labelled);
	*c = (struct import_columns){0};
}

size_t
import_columns_find(const struct import_columns *c, const struct field *f)
{
	size_t i = 0;

	while (i < c->count && c->fields[i] != f)
		i++;
	return i;
}

void
import_columns_fault(const struct import_columns *c, const struct profile *profile,
    struct import_place place, const struct field *f, const char *sentence,
    struct import_faults *faults)
{
	size_t column = import_columns_find(c, f);
	bool labelled = column < c->count && c->labelled[column];

	import_faults_add(faults, place, f->id,
	    labelled ? profile_label(profile, place.source->kind, f) : NULL, sentence);
}
