/* SPDX-License-Identifier: MIT
 * profile_form.c - the town's forms: what fields are called and in which rows they stand.
 */

#include "base/fold.h"
#include "model/profile/settings.h"

enum { ROW_FIELDS = sizeof(((struct form_row *)0)->fields) / sizeof(struct field *) };

static size_t
place_of(const struct kind_words *part, const struct field *f)
{
	size_t i = 0;

	while (part->fields[i] != f)
		i++;
	return i;
}

static void
set_label(struct profile_file *in, const config_setting_t *at, enum kind kind,
    const struct field *f, const char *label)
{
	struct kind_words *part = &in->p.vocabulary.kinds[kind];
	size_t place = place_of(part, f);

	part->labels[place] = label;
	in->label_at[kind][place] = at;
}

static void
read_labels_of(struct profile_file *in, const config_setting_t *group, enum kind kind)
{
	for (int i = 0; i < file_length(group) && in->st == ST_OK; i++) {
		const config_setting_t *s = file_element(group, i);
		const char *id = config_setting_name(s);
		const struct field *f = file_field(in, s, kind, id);

		if (config_setting_type(s) != CONFIG_TYPE_STRING)
			file_blame(in, s, "labels: %s — %s", id, setting_type_text(SET_STRING));
		if (in->st == ST_OK)
			set_label(in, s, kind, f, file_text(in, s));
	}
}

void
labels_done(struct profile_file *in, const config_setting_t *at, void *into)
{
	(void)into;
	for (int i = 0; i < file_length(at); i++) {
		const config_setting_t *group = file_element(at, i);
		const char *id = config_setting_name(group);
		enum kind kind = kind_find(slice_of(id));

		if (kind == KIND_COUNT)
			file_blame(in, group, "labels: таблицы «%s» нет", id);
		else if (!config_setting_is_group(group))
			file_blame(in, group, "labels: %s — %s", id, setting_type_text(SET_GROUP));
		else
			read_labels_of(in, group, kind);
	}
}

/* The label of field i of the kind is not empty, and no field before it answers to the same name.
 */
static void
check_label(struct profile_file *in, enum kind kind, size_t i)
{
	const struct kind_words *part = &in->p.vocabulary.kinds[kind];
	const config_setting_t *at = in->label_at[kind][i];

	if (part->labels[i][0] == '\0')
		file_blame(in, at, "поле «%s» осталось без названия", part->fields[i]->id);
	for (size_t j = 0; j < i; j++)
		if (fold_equal(slice_of(part->labels[i]), slice_of(part->labels[j])))
			file_blame(in, at != NULL ? at : in->label_at[kind][j],
			    "название «%s» в таблице «%s» носят два поля: %s и %s", part->labels[i],
			    entity_of(kind)->many, part->fields[j]->id, part->fields[i]->id);
}

static void
check_labels(struct profile_file *in)
{
	for (int k = 0; k < KIND_COUNT; k++)
		for (size_t i = 0; i < in->p.vocabulary.kinds[k].count; i++)
			check_label(in, (enum kind)k, i);
}

static bool
stands_in(const struct form_row *rows, size_t count, const struct field *f)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < rows[i].count; j++)
			if (rows[i].fields[j] == f)
				return true;
	return false;
}

void
row_done(struct profile_file *in, const config_setting_t *at, void *into)
{
	struct row_setting *row = into;
	int count = file_length(file_member(at, "fields"));

	row->at = at;
	if (count < 1 || count > ROW_FIELDS)
		file_blame(in, at, "в строке формы — от 1 до %d полей", ROW_FIELDS);
}

/* Put the fields of one row; the row's own label becomes that of its single field. */
static void
put_row(struct profile_file *in, const struct row_setting *written, enum kind kind, bool paper)
{
	const struct kind_words *part = &in->p.vocabulary.kinds[kind];
	struct kind_form *form = &in->p.forms[kind];
	struct form_row *row = &form->rows[form->count];

	*row = (struct form_row){.label = written->label, .paper = paper, .note = written->note};
	for (int i = 0; written->fields[i] != NULL && in->st == ST_OK; i++) {
		const config_setting_t *s = file_element(file_member(written->at, "fields"), i);
		const struct field *f = file_field(in, s, kind, written->fields[i]);

		if (f != NULL && stands_in(form->rows, form->count + 1, f))
			file_blame(in, s, "поле «%s» стоит в форме дважды", f->id);
		row->fields[row->count++] = f;
	}
	if (in->st != ST_OK)
		return;
	if (row->label[0] == '\0')
		row->label = part->labels[place_of(part, row->fields[0])];
	else if (row->count == 1)
		set_label(in, written->at, kind, row->fields[0], row->label);
	form->count++;
}

static void
put_rows(struct profile_file *in, const struct row_setting *rows, size_t count, enum kind kind,
    bool paper)
{
	struct kind_form *form = &in->p.forms[kind];
	size_t most = in->p.vocabulary.kinds[kind].count;

	if (form->rows == NULL)
		form->rows = arena_alloc(&in->p.arena, (most + 1) * sizeof(*form->rows));
	for (size_t i = 0; i < count && in->st == ST_OK; i++)
		put_row(in, &rows[i], kind, paper);
}

/* A row of its own for every field that stands in none. */
static void
append_rows(const struct kind_words *part, struct kind_form *form, bool own_only, bool paper)
{
	for (size_t i = 0; i < part->count; i++) {
		const struct field *f = part->fields[i];

		if ((own_only && !f->own) || stands_in(form->rows, form->count, f))
			continue;
		form->rows[form->count++] = (struct form_row){.label = part->labels[i],
		    .fields = {f},
		    .count = 1,
		    .paper = paper,
		    .note = ""};
	}
}

void
form_done(struct profile_file *in, const config_setting_t *at, void *into)
{
	const struct form_setting *form = into;

	if (form->kind == KIND_APPLICATIONS)
		file_blame(in, at, "форма заявления описывается в application");
	else if (in->p.forms[form->kind].count > 0)
		file_blame(in, at, "форма таблицы «%s» уже описана", entity_of(form->kind)->many);
	else
		put_rows(in, form->rows, form->nrows, form->kind, true);
}

void
forms_finish(struct profile_file *in)
{
	bool paper = in->nrows[ROWS_OF_PAPER] > 0;

	for (int list = 0; list < ROW_LISTS; list++)
		put_rows(
		    in, in->rows[list], in->nrows[list], KIND_APPLICATIONS, list == ROWS_OF_PAPER);
	for (enum kind k = 0; k < KIND_COUNT; k++) {
		put_rows(in, NULL, 0, k, false);
		append_rows(&in->p.vocabulary.kinds[k], &in->p.forms[k],
		    k == KIND_APPLICATIONS && paper, k != KIND_APPLICATIONS);
	}
	if (in->st == ST_OK)
		check_labels(in);
}
