/* SPDX-License-Identifier: MIT
 * import_columns.c - header checks.
 */
#include "exchange/import_columns.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "exchange/import_heads.h"
#include "exchange/import_terms.h"
#include "exchange/import_map.h"
#include "exchange/import_plan.h"

enum { NAMES_SHOWN = 10, NAME_WORDS = 3 };

/* What a full name is split into. */
static const char *const name_ids[NAME_WORDS] = {"surname", "given_name", "patronymic"};

/* Names being read. */
struct reading_names {
	struct import_columns *columns;
	struct import_names names;
	struct import_place place;
	struct import_faults *faults;
	bool russian; /* the file speaks it */
	struct buf text;
	struct buf unknown, missing; /* those there were, shown */
	size_t nunknown, nmissing;
};

/* Equal without case and blanks. */
static bool
is_written(struct slice text, const char *name)
{
	const char *p = text.data, *end = p + text.len;
	struct buf packed = {0};
	bool equal;

	while (p < end) {
		const char *at = p;

		if (!utf8_is_blank(utf8_next(&p, end)))
			buf_put(&packed, at, (size_t)(p - at));
	}
	equal = fold_equal(buf_slice(&packed), slice_of(name));
	buf_free(&packed);
	return equal;
}

static bool
is_row_number(struct slice name)
{
	return is_written(name, "№п/п") || is_written(name, "Nп/п");
}

static bool
is_full_name(const struct import_names *names, struct slice name)
{
	return (is_written(name, "ФИО") || is_written(name, "Ф.И.О.")) &&
	    field_find(names->kind, name_ids[0]) != NULL;
}

/* The field of a name, also of one written with decomposed letters. */
static const struct field *
field_of(const struct import_names *names, struct slice name)
{
	struct buf text = {0};
	const struct field *f;

	if (utf8_bad_at(name) < name.len)
		return NULL;
	utf8_put_nfc(&text, name);
	f = profile_field(names->profile, names->kind, buf_slice(&text));
	buf_free(&text);
	return f;
}

bool
import_columns_know(const struct import_names *names, struct slice text)
{
	struct slice column;

	return import_map_find(names->map, text, &column) || is_row_number(text) ||
	    is_full_name(names, text) || import_heads_has(names->kind, text) ||
	    field_of(names, text) != NULL;
}

static void
tell_repeated(struct reading_names *r, const struct field *f, size_t first, size_t again)
{
	buf_clear(&r->text);
	buf_printf(&r->text, "назван дважды, %zu-м и %zu-м; нужен один раз", first + 1, again + 1);
	import_faults_add(r->faults, r->place, f->id,
	    profile_label(r->names.profile, r->names.kind, f), buf_text(&r->text));
}

static void
note_unknown(struct reading_names *r, struct slice name)
{
	if (++r->nunknown > NAMES_SHOWN)
		return;
	buf_puts(&r->unknown, r->nunknown > 1 ? ", " : "");
	import_put_value(&r->unknown, name);
}

static void
tell_unknown(struct reading_names *r)
{
	size_t count;
	const struct field *const *fields = profile_fields(r->names.profile, r->names.kind, &count);

	if (r->nunknown == 0)
		return;
	if (r->nunknown > NAMES_SHOWN)
		buf_printf(&r->unknown, " и ещё %zu", r->nunknown - NAMES_SHOWN);
	buf_clear(&r->text);
	buf_printf(&r->text,
	    "%s в таблице «%s» нет; есть:", r->nunknown > 1 ? "таких столбцов" : "такого столбца",
	    entity_of(r->names.kind)->many);
	for (size_t i = 0; i < count; i++)
		buf_printf(&r->text, "%s %s", i > 0 ? "," : "",
		    r->russian ? profile_label(r->names.profile, r->names.kind, fields[i])
			       : fields[i]->id);
	import_faults_add(r->faults, r->place, buf_text(&r->unknown), NULL, buf_text(&r->text));
}

static void
take(struct reading_names *r, const struct field *f, struct slice name, struct import_cell cell)
{
	struct import_columns *c = r->columns;
	size_t first = import_columns_find(c, f);

	if (first < c->count) {
		tell_repeated(r, f, c->cells[first].place, cell.place);
		return;
	}
	c->straight = c->straight && cell.word == 0 && cell.place == c->count;
	c->labelled[c->count] = !fold_equal(name, slice_of(f->id));
	c->cells[c->count] = cell;
	c->fields[c->count++] = f;
}

static void
take_full_name(struct reading_names *r, struct slice name, size_t place)
{
	for (int i = 0; i < NAME_WORDS; i++)
		take(r, field_find(r->names.kind, name_ids[i]), name,
		    (struct import_cell){.place = place, .word = i + 1});
}

/* A column of heads: what it is to one, or passed over until they are read. */
static void
read_head_name(struct reading_names *r, struct slice name, size_t place)
{
	const struct field *f = r->place.source->heads ? import_heads_field(name) : NULL;

	if (f != NULL)
		take(r, f, name, (struct import_cell){.place = place});
	else
		r->columns->heads = true;
}

static void
read_name(struct reading_names *r, struct slice name, size_t place)
{
	bool table = !r->place.source->json;
	const struct field *f;

	if (name.len == 0 && table) {
		r->columns->nameless[r->columns->nnameless++] = place;
		return;
	}
	import_map_find(r->names.map, name, &name);
	if (r->place.source->heads || import_heads_has(r->names.kind, name)) {
		read_head_name(r, name, place);
		return;
	}
	f = field_of(&r->names, name);
	if (f != NULL)
		take(r, f, name, (struct import_cell){.place = place});
	else if (table && is_full_name(&r->names, name))
		take_full_name(r, name, place);
	else if (!table || !is_row_number(name))
		note_unknown(r, name);
}

/* Columns as somebody has said; behind those of the file, what holds for all of it. */
static void
take_planned(struct reading_names *r, const struct import_plan *plan, const struct slice *names)
{
	size_t width = r->columns->width;

	for (size_t i = 0; i < width && i < plan->ncolumns; i++) {
		const struct plan_column *column = &plan->columns[i];

		if (column->use == PLAN_FIELD)
			take(r, column->field, names[i], (struct import_cell){.place = i});
		else if (column->use == PLAN_FULL_NAME)
			take_full_name(r, names[i], i);
	}
	for (size_t i = 0; i < plan->nvalues; i++)
		take(r, plan->values[i].field, slice_of(""),
		    (struct import_cell){.place = width + i});
	r->columns->straight = false;
}

/* People are found by their names when the file knows no codes; an item's days by its term. */
static bool
may_be_left_out(const struct reading_names *r, const struct field *f)
{
	return (r->names.kind == KIND_PEOPLE && f->type == FIELD_CODE) || r->place.source->heads ||
	    (import_terms_tells(f) &&
		import_columns_find(r->columns, field_find(KIND_PLAN_ITEMS, "term")) <
		    r->columns->count);
}

static void
check_required(struct reading_names *r)
{
	const struct field *last = NULL;
	size_t count;
	const struct field *const *fields = profile_fields(r->names.profile, r->names.kind, &count);

	for (size_t i = 0; i < count; i++) {
		if (!field_required(fields[i]) || may_be_left_out(r, fields[i]) ||
		    import_columns_find(r->columns, fields[i]) < r->columns->count)
			continue;
		last = fields[i];
		buf_printf(&r->missing, "%s%s («%s»)", r->nmissing++ > 0 ? ", " : "", last->id,
		    profile_label(r->names.profile, r->names.kind, last));
	}
	if (r->nmissing > 0)
		import_faults_add(r->faults, r->place, buf_text(&r->missing), NULL,
		    r->nmissing > 1 ? "обязательных столбцов нет; добавьте их"
				    : "обязательного столбца нет; добавьте его");
}

/* Room for a file of so many columns, one of which may become three. */
static void
make_room(struct import_columns *c, size_t count)
{
	size_t room = count + NAME_WORDS * 2;

	if (room <= c->room)
		return;
	c->fields = xrealloc(c->fields, room * sizeof(*c->fields));
	c->labelled = xrealloc(c->labelled, room * sizeof(*c->labelled));
	c->cells = xrealloc(c->cells, room * sizeof(*c->cells));
	c->nameless = xrealloc(c->nameless, room * sizeof(*c->nameless));
	c->room = room;
}

bool
import_columns_read(struct import_columns *c, const struct profile *profile,
    struct import_place place, const struct slice *names, size_t count,
    struct import_faults *faults)
{
	struct reading_names r = {.columns = c,
	    .names = {.profile = profile, .kind = place.source->kind, .map = place.source->map},
	    .place = place,
	    .faults = faults};
	const struct import_plan *plan = place.source->plan;
	size_t before = faults->count;

	make_room(c, count + (plan != NULL ? plan->nvalues : 0));
	c->count = c->nnameless = 0;
	c->width = count;
	c->straight = true;
	if (plan != NULL) { /* what is missing is told row by row */
		take_planned(&r, plan, names);
		return faults->count == before;
	}
	for (size_t i = 0; i < count; i++) {
		r.russian = r.russian || !utf8_is_ascii(names[i]);
		read_name(&r, names[i], i);
	}
	c->straight = c->straight && c->count == count;
	tell_unknown(&r);
	check_required(&r);
	buf_free(&r.text);
	buf_free(&r.unknown);
	buf_free(&r.missing);
	return faults->count == before;
}

void
import_columns_free(struct import_columns *c)
{
	free(c->fields);
	free(c->labelled);
	free(c->cells);
	free(c->nameless);
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

	place.field = f;
	place.column =
	    column < c->count && c->cells[column].place < c->width ? c->cells[column].place + 1 : 0;
	import_faults_add(faults, place, f->id,
	    labelled ? profile_label(profile, place.source->kind, f) : NULL, sentence);
}
