/* SPDX-License-Identifier: MIT
 * formats.c - the tables of docs/formats.md: every kind with its columns, from kinds.def.
 */
#include <string.h>

#include "cli/help.h"

static void
put_words(struct buf *b, const struct field *f)
{
	for (size_t i = 0; f->words[i] != NULL; i++)
		buf_printf(b, "%s`%s`", i == 0 ? "" : ", ", f->words[i]);
}

/* An earlier column of the same choices, whose words are not told again; *kind is then its kind. */
static const struct field *
same_words(const struct field *f, enum kind *kind)
{
	for (enum kind k = 0; k < KIND_COUNT; k++)
		for (size_t i = 0; i < entity_of(k)->count; i++)
			if (entity_of(k)->fields[i].words == f->words) {
				*kind = k;
				return &entity_of(k)->fields[i];
			}
	return NULL;
}

static void
put_choices(struct buf *b, const struct field *f)
{
	enum kind kind = KIND_COUNT;
	const struct field *first = same_words(f, &kind);

	if (first == f)
		put_words(b, f);
	else
		buf_printf(b, "as `%s.%s`", entity_of(kind)->id, first->id);
}

/* What a cell holds, where the name of the column does not say it. */
static void
put_type(struct buf *b, const struct field *f)
{
	static const char *const types[] = {[FIELD_DATE] = "date",
	    [FIELD_NUMBER] = "number",
	    [FIELD_YESNO] = "yes/no",
	    [FIELD_EMAIL] = "e-mail",
	    [FIELD_LIST] = "list",
	    [FIELD_CHOICES] = "list: ",
	    [FIELD_TERM] = "id of the profile",
	    [FIELD_TERMS] = "list of ids of the profile"};

	if (f->type < sizeof(types) / sizeof(types[0]) && types[f->type] != NULL)
		buf_puts(b, types[f->type]);
	if (f->words != NULL)
		put_choices(b, f);
	if (f->type == FIELD_REF)
		buf_printf(b, "→ `%s`", entity_of(f->target)->id);
}

static void
put_column(struct buf *b, const struct field *f)
{
	struct buf type = {0};

	put_type(&type, f);
	buf_printf(b, "%s%s%s%s", f->id, f->key ? "★" : "", field_required(f) ? "!" : "",
	    f->type == FIELD_LONG ? "¶" : "");
	if (f->note != NULL)
		buf_printf(&type, "%s%s", type.len > 0 ? "; " : "", f->note);
	if (type.len > 0)
		buf_printf(b, " (%s)", buf_text(&type));
	buf_free(&type);
}

static void
put_kind(struct buf *b, const struct entity *e)
{
	buf_printf(b, "| `%s`", e->id);
	if (e->note != NULL)
		buf_printf(b, " (%s)", e->note);
	for (size_t i = 0; i < e->count; i++) {
		buf_puts(b, i == 0 ? " | " : ", ");
		put_column(b, &e->fields[i]);
	}
	buf_puts(b, " |\n");
}

static void
put_labels(struct buf *b, const struct entity *e)
{
	buf_printf(b, "| `%s` ", e->id);
	for (size_t i = 0; i < e->count; i++)
		buf_printf(b, "%s%s", i == 0 ? "| " : " · ", e->fields[i].label);
	buf_puts(b, " |\n");
}

void
manual_put_formats(struct buf *b)
{
	buf_puts(b,
	    "★ = key, ! = required, ¶ = long text, → = the code of a row of that table.\n\n"
	    "| kind | columns |\n|---|---|\n");
	for (int k = 0; k < KIND_CONTRACT_COUNT; k++)
		put_kind(b, entity_of((enum kind)k));
	buf_puts(b,
	    "\nThe program's own tables stand behind these. They are imported and exported the "
	    "same way; `export --all` writes one only when it has rows.\n\n"
	    "| kind | columns |\n|---|---|\n");
	for (int k = KIND_CONTRACT_COUNT; k < KIND_COUNT; k++)
		put_kind(b, entity_of((enum kind)k));
	buf_puts(b,
	    "\nRussian labels, as on the forms and in `--headers ru`, in the order of the "
	    "columns:\n\n"
	    "| kind | labels |\n|---|---|\n");
	for (enum kind k = 0; k < KIND_COUNT; k++)
		put_labels(b, entity_of(k));
}
