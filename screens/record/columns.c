/* SPDX-License-Identifier: MIT
 * columns.c - the columns a list of a kind has.
 */
#include "screens/record/columns.h"

#include <string.h>

enum { FULL_NAME_WIDTH = 30 };

/* Width and rank of a column by the type of its field. */
static const struct {
	int width, rank;
} manners[] = {
    [FIELD_CODE] = {.width = 8, .rank = 60},
    [FIELD_TEXT] = {.width = 20, .rank = 20},
    [FIELD_LONG] = {.width = 40, .rank = 90},
    [FIELD_EMAIL] = {.width = 24, .rank = 60},
    [FIELD_DATE] = {.width = 10, .rank = 40},
    [FIELD_NUMBER] = {.width = 6, .rank = 40},
    [FIELD_YESNO] = {.width = 8, .rank = 50},
    [FIELD_CHOICE] = {.width = 14, .rank = 20},
    [FIELD_CHOICES] = {.width = 18, .rank = 40},
    [FIELD_LIST] = {.width = 18, .rank = 30},
    [FIELD_REF] = {.width = 24, .rank = 20},
    [FIELD_TERM] = {.width = 20, .rank = 20},
    [FIELD_TERMS] = {.width = 20, .rank = 40},
};

static bool
is_among(const char *const *ids, const char *id)
{
	for (; *ids != NULL; ids++)
		if (strcmp(*ids, id) == 0)
			return true;
	return false;
}

static bool
is_part_of_full_name(const struct entity *e, const struct field *f)
{
	return is_among(e->names, "surname") &&
	    (strcmp(f->id, "given_name") == 0 || strcmp(f->id, "patronymic") == 0);
}

/* What a list shows first beside the names, where the types alone would choose worse. */
static const struct {
	enum kind kind;
	const char *ids[4];
} favourites[] = {
    {.kind = KIND_PEOPLE, .ids = {"organisation", "category", "position"}},
    {.kind = KIND_APPLICATIONS, .ids = {"submitted", "organisation", "position"}},
    {.kind = KIND_EVENTS, .ids = {"planned", "held", "association"}},
    {.kind = KIND_ASSOCIATIONS, .ids = {"head", "level"}},
    {.kind = KIND_ORGANISATIONS, .ids = {"type", "head"}},
    {.kind = KIND_CONTACTS, .ids = {"role", "phone", "email", "organisation_name"}},
    {.kind = KIND_MEETINGS, .ids = {"chair", "secretary", "seats"}},
    {.kind = KIND_ORDERS, .ids = {"kind", "subject"}},
    {.kind = KIND_REQUESTS, .ids = {"direction", "assigned", "due"}},
};

static int
favourite_rank(enum kind kind, const char *id)
{
	for (size_t k = 0; k < sizeof(favourites) / sizeof(favourites[0]); k++)
		for (int i = 0; favourites[k].kind == kind && i < 4 && favourites[k].ids[i] != NULL;
		     i++)
			if (strcmp(favourites[k].ids[i], id) == 0)
				return 5 + i;
	return 0;
}

static int
rank_of(const struct entity *e, const struct field *f, int place)
{
	if (is_among(e->names, f->id))
		return place < 4 ? place : 4;
	if (favourite_rank(e->kind, f->id) > 0)
		return favourite_rank(e->kind, f->id);
	if (is_among(e->sorted, f->id))
		return 10;
	if (strcmp(f->id, "phone") == 0)
		return 60;
	return manners[f->type].rank + (f->own ? 30 : 0) + (field_required(f) ? -5 : 0);
}

static void
add(struct columns *c, const struct profile *profile, const struct entity *e, const struct field *f)
{
	struct list_column *column = &c->shown[c->count];
	bool names = is_among(e->names, f->id);

	c->fields[c->count] = f;
	c->full_name[c->count] = names && strcmp(f->id, "surname") == 0;
	*column = (struct list_column){
	    .title = c->full_name[c->count] ? "Фамилия, имя, отчество"
		: f->short_label != NULL    ? f->short_label
					    : profile_label(profile, e->kind, f),
	    .width = c->full_name[c->count] ? FULL_NAME_WIDTH
		: f->width > 0              ? f->width
					    : manners[f->type].width,
	    .rank = rank_of(e, f, (int)c->count),
	    .right = f->type == FIELD_NUMBER,
	    .lead = names,
	    .grows =
		names && f->type != FIELD_DATE && f->type != FIELD_CODE && f->type != FIELD_CHOICE,
	};
	c->count++;
}

static void
add_derived(struct columns *c, const struct derived *derived)
{
	c->derived = derived;
	for (size_t i = 0; i < derived->count && c->count < LIST_COLUMNS; i++)
		c->shown[c->count++] = (struct list_column){.title = derived->columns[i].title,
		    .width = derived->columns[i].width,
		    .rank = derived->columns[i].rank};
}

static void
make(struct columns *c, const struct profile *profile, enum kind kind,
    const struct derived *derived, bool longs)
{
	const struct entity *e = entity_of(kind);
	size_t n;
	const struct field *const *fields = profile_fields(profile, kind, &n);

	*c = (struct columns){.count = 0};
	for (size_t i = 0; i < n && c->count < LIST_COLUMNS; i++)
		if ((longs || fields[i]->type != FIELD_LONG) && !is_part_of_full_name(e, fields[i]))
			add(c, profile, e, fields[i]);
	c->nfields = c->count;
	if (derived != NULL)
		add_derived(c, derived);
}

void
columns_make(
    struct columns *c, const struct profile *profile, enum kind kind, const struct derived *derived)
{
	make(c, profile, kind, derived, false);
}

void
columns_make_every(
    struct columns *c, const struct profile *profile, enum kind kind, const struct derived *derived)
{
	make(c, profile, kind, derived, true);
}

static bool
is_listed(const char *ids, const char *id)
{
	size_t len = strlen(id);

	for (const char *p = ids; (p = strstr(p, id)) != NULL; p += len)
		if ((p == ids || p[-1] == ',') && (p[len] == ',' || p[len] == '\0'))
			return true;
	return false;
}

void
columns_keep(struct columns *c, const char *ids)
{
	struct columns kept = {.derived = c->derived, .chosen = true};

	for (size_t i = 0; i < c->count; i++) {
		bool derived = i >= c->nfields;

		if (!derived && !is_listed(ids, c->fields[i]->id))
			continue;
		kept.shown[kept.count] = c->shown[i];
		if (!derived)
			kept.shown[kept.count].rank = (int)kept.count;
		kept.fields[kept.count] = c->fields[i];
		kept.full_name[kept.count++] = c->full_name[i];
		kept.nfields += !derived;
	}
	if (kept.nfields > 0)
		*c = kept;
}

const char *
columns_label(const struct columns *c, const struct profile *profile, enum kind kind, size_t i)
{
	return c->full_name[i] ? c->shown[i].title : profile_label(profile, kind, c->fields[i]);
}

size_t
columns_find(const struct columns *c, const struct field *f)
{
	for (size_t i = 0; f != NULL && i < c->nfields; i++)
		if (c->fields[i] == f ||
		    (c->full_name[i] &&
			(strcmp(f->id, "given_name") == 0 || strcmp(f->id, "patronymic") == 0)))
			return i;
	return c->count;
}
