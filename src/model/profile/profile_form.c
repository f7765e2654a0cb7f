/* SPDX-License-Identifier: MIT
 * profile_form.c - the town's forms: what fields are called and in which rows they stand.
 */
#include "model/profile/profile_file.h"

#include <string.h>

#include "base/fold.h"

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
	struct kind_words *part = &in->p->vocabulary.kinds[kind];
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
			file_blame(in, s, "labels: %s — нужна строка в кавычках", id);
		if (in->st == ST_OK)
			set_label(in, s, kind, f, file_string(in, group, id));
	}
}

static void
read_labels(struct profile_file *in, const config_setting_t *labels)
{
	for (int k = 0; k < KIND_COUNT; k++) {
		struct kind_words *part = &in->p->vocabulary.kinds[k];

		part->labels = arena_alloc(&in->p->arena, part->count * sizeof(*part->labels));
		for (size_t i = 0; i < part->count; i++)
			part->labels[i] = part->fields[i]->label;
	}
	for (int i = 0; i < file_length(labels); i++) {
		const config_setting_t *group = file_element(labels, i);
		enum kind kind = kind_find(slice_of(config_setting_name(group)));

		if (kind == KIND_COUNT)
			file_blame(
			    in, group, "labels: таблицы «%s» нет", config_setting_name(group));
		else if (!config_setting_is_group(group))
			file_blame(in, group, "labels: %s — нужна группа в фигурных скобках, { … }",
			    config_setting_name(group));
		else
			read_labels_of(in, group, kind);
	}
}

/* The label of field i of the kind is not empty, and no field before it answers to the same name.
 */
static void
check_label(struct profile_file *in, enum kind kind, size_t i)
{
	const struct kind_words *part = &in->p->vocabulary.kinds[kind];
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
		for (size_t i = 0; i < in->p->vocabulary.kinds[k].count; i++)
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

/* Put the fields of one row; the row's own label becomes that of its single field. */
static void
read_row(struct profile_file *in, const config_setting_t *group, enum kind kind, bool paper)
{
	static const struct setting_rule rules[] = {
	    {.name = "label", .type = SET_STRING},
	    {.name = "fields", .type = SET_STRINGS, .required = true},
	    {.name = "note", .type = SET_STRING},
	    {.name = NULL, .type = SET_STRING},
	};
	const struct kind_words *part = &in->p->vocabulary.kinds[kind];
	struct kind_form *form = &in->p->forms[kind];
	struct form_row *row = &form->rows[form->count];
	const config_setting_t *ids = file_member(group, "fields");

	if (!file_check_group(in, group, rules, "строка формы"))
		return;
	if (file_length(ids) < 1 || file_length(ids) > ROW_FIELDS) {
		file_blame(in, ids, "в строке формы — от 1 до %d полей", ROW_FIELDS);
		return;
	}
	*row = (struct form_row){.label = file_string(in, group, "label"),
	    .paper = paper,
	    .note = file_string(in, group, "note")};
	for (int i = 0; i < file_length(ids) && in->st == ST_OK; i++) {
		const config_setting_t *s = file_element(ids, i);
		const struct field *f = file_field(in, s, kind, config_setting_get_string(s));

		if (f != NULL && stands_in(form->rows, form->count + 1, f))
			file_blame(in, s, "поле «%s» стоит в форме дважды", f->id);
		row->fields[row->count++] = f;
	}
	if (in->st != ST_OK)
		return;
	if (row->label[0] == '\0')
		row->label = part->labels[place_of(part, row->fields[0])];
	else if (row->count == 1)
		set_label(in, group, kind, row->fields[0], row->label);
	form->count++;
}

static void
read_rows(struct profile_file *in, const config_setting_t *list, enum kind kind, bool paper)
{
	for (int i = 0; i < file_length(list) && in->st == ST_OK; i++)
		read_row(in, file_element(list, i), kind, paper);
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

static void
read_application(struct profile_file *in, const config_setting_t *group)
{
	static const struct setting_rule rules[] = {
	    {.name = "heading", .type = SET_STRINGS, .required = true},
	    {.name = "rows", .type = SET_LIST, .required = true},
	    {.name = "needed", .type = SET_LIST},
	    {.name = "consent", .type = SET_STRING},
	    {.name = NULL, .type = SET_STRING},
	};

	if (!file_check_group(in, group, rules, "application"))
		return;
	in->p->heading = file_strings(in, group, "heading");
	in->p->consent = file_string(in, group, "consent");
	read_rows(in, file_member(group, "rows"), KIND_APPLICATIONS, true);
	read_rows(in, file_member(group, "needed"), KIND_APPLICATIONS, false);
}

static void
read_form(struct profile_file *in, const config_setting_t *group)
{
	static const struct setting_rule rules[] = {
	    {.name = "kind", .type = SET_STRING, .required = true},
	    {.name = "rows", .type = SET_LIST, .required = true},
	    {.name = NULL, .type = SET_STRING},
	};
	const char *id = file_string(in, group, "kind");
	enum kind kind = kind_find(slice_of(id));

	if (!file_check_group(in, group, rules, "forms"))
		return;
	if (kind == KIND_COUNT)
		file_blame(in, group, "forms: таблицы «%s» нет", id);
	else if (kind == KIND_APPLICATIONS)
		file_blame(in, group, "форма заявления описывается в application");
	else if (in->p->forms[kind].count > 0)
		file_blame(in, group, "форма таблицы «%s» уже описана", id);
	else
		read_rows(in, file_member(group, "rows"), kind, true);
}

void
profile_read_forms(struct profile_file *in, const config_setting_t *root)
{
	const config_setting_t *application = file_member(root, "application");
	const config_setting_t *forms = file_member(root, "forms");
	struct profile *p = in->p;

	p->heading = arena_alloc(&p->arena, sizeof(*p->heading));
	p->consent = "";
	if (in->st == ST_OK)
		read_labels(in, file_member(root, "labels"));
	for (int k = 0; k < KIND_COUNT; k++)
		p->forms[k].rows =
		    arena_alloc(&p->arena, p->vocabulary.kinds[k].count * sizeof(struct form_row));
	if (in->st == ST_OK && application != NULL)
		read_application(in, application);
	else if (in->st == ST_OK && profile_has_module(p, "corps"))
		file_blame(in, file_member(root, "modules"),
		    "в профиле с разделом corps нужна форма заявления (application)");
	for (int i = 0; i < file_length(forms) && in->st == ST_OK; i++)
		read_form(in, file_element(forms, i));
	if (in->st != ST_OK)
		return;
	for (int k = 0; k < KIND_COUNT; k++)
		append_rows(&p->vocabulary.kinds[k], &p->forms[k],
		    k == KIND_APPLICATIONS && application != NULL, k != KIND_APPLICATIONS);
	check_labels(in);
}
