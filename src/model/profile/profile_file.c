/* SPDX-License-Identifier: MIT
 * profile_file.c - settings by their rules, faults by file and line.
 */
#include "model/profile/profile_file.h"

#include <stdarg.h>
#include <string.h>

#include "base/date.h"
#include "base/fold.h"
#include "base/utf8.h"

void
file_blame(struct profile_file *in, const config_setting_t *at, const char *format, ...)
{
	unsigned line = at != NULL ? config_setting_source_line(at) : 0;
	struct buf sentence = {0};
	va_list args;

	if (in->st != ST_OK)
		return;
	va_start(args, format);
	buf_vprintf(&sentence, format, args);
	va_end(args);
	in->st = error_set(in->e, ST_INVALID, "%s, строка %u: %s", in->name, line > 0 ? line : 1,
	    buf_text(&sentence));
	buf_free(&sentence);
}

static bool
is_string(const config_setting_t *s)
{
	return config_setting_type(s) == CONFIG_TYPE_STRING;
}

static bool
is_strings(const config_setting_t *s)
{
	if (!config_setting_is_array(s) && !config_setting_is_list(s))
		return false;
	for (int i = 0; i < config_setting_length(s); i++)
		if (!is_string(file_element(s, i)))
			return false;
	return true;
}

static bool
is_of_type(const config_setting_t *s, enum setting_type type)
{
	switch (type) {
	case SET_STRING:
	case SET_DATE:
		return is_string(s);
	case SET_NUMBER:
		return config_setting_type(s) == CONFIG_TYPE_INT && config_setting_get_int(s) >= 0;
	case SET_FLAG:
		return config_setting_type(s) == CONFIG_TYPE_BOOL;
	case SET_STRINGS:
		return is_strings(s);
	case SET_GROUP:
		return config_setting_is_group(s);
	default:
		/* an empty array is as good as an empty list */
		return config_setting_is_list(s) ||
		    (config_setting_is_array(s) && config_setting_length(s) == 0);
	}
}

static const char *
type_text(enum setting_type type)
{
	static const char *const texts[] = {
	    [SET_STRING] = "нужна строка в кавычках",
	    [SET_NUMBER] = "нужно целое число, 0 или больше",
	    [SET_FLAG] = "нужно true или false",
	    [SET_DATE] = "нужна дата в кавычках, \"ГГГГ-ММ-ДД\"",
	    [SET_STRINGS] = "нужны строки в квадратных скобках, [\"…\", \"…\"]",
	    [SET_GROUP] = "нужна группа в фигурных скобках, { … }",
	    [SET_LIST] = "нужен список в круглых скобках, ( … )",
	};

	return texts[type];
}

static void
put_rule_names(struct buf *b, const struct setting_rule *rules)
{
	for (const struct setting_rule *r = rules; r->name != NULL; r++)
		buf_printf(b, "%s%s", r == rules ? "" : ", ", r->name);
}

static void
check_setting(struct profile_file *in, const config_setting_t *s, const struct setting_rule *rules,
    const char *what)
{
	const struct setting_rule *r = rules;
	struct buf names = {0};

	while (r->name != NULL && strcmp(r->name, config_setting_name(s)) != 0)
		r++;
	if (r->name == NULL) {
		put_rule_names(&names, rules);
		file_blame(in, s, "%s: настройки «%s» нет; бывают %s", what, config_setting_name(s),
		    buf_text(&names));
		buf_free(&names);
	} else if (!is_of_type(s, r->type)) {
		file_blame(in, s, "%s: %s — %s", what, r->name, type_text(r->type));
	}
}

bool
file_check_group(struct profile_file *in, const config_setting_t *group,
    const struct setting_rule *rules, const char *what)
{
	if (!config_setting_is_group(group)) {
		file_blame(in, group, "%s: %s", what, type_text(SET_GROUP));
		return false;
	}
	for (int i = 0; i < config_setting_length(group); i++)
		check_setting(in, file_element(group, i), rules, what);
	for (const struct setting_rule *r = rules; r->name != NULL; r++)
		if (r->required && file_member(group, r->name) == NULL)
			file_blame(in, group, "%s: нет обязательной настройки %s (%s)", what,
			    r->name, type_text(r->type));
	return in->st == ST_OK;
}

static const char *
keep_string(struct profile_file *in, const config_setting_t *s)
{
	struct slice text = slice_of(config_setting_get_string(s));
	struct buf composed = {0};
	const char *kept;

	utf8_put_nfc(&composed, text);
	kept = arena_strndup(&in->p->arena, buf_text(&composed), composed.len);
	buf_free(&composed);
	return kept;
}

config_setting_t *
file_member(const config_setting_t *group, const char *name)
{
	return config_setting_get_member(group, name);
}

config_setting_t *
file_element(const config_setting_t *list, int i)
{
	return config_setting_get_elem(list, (unsigned)i);
}

int
file_length(const config_setting_t *list)
{
	return list != NULL ? config_setting_length(list) : 0;
}

const char *
file_string(struct profile_file *in, const config_setting_t *group, const char *name)
{
	const config_setting_t *s = file_member(group, name);

	return s != NULL && is_string(s) ? keep_string(in, s) : "";
}

const char **
file_strings(struct profile_file *in, const config_setting_t *group, const char *name)
{
	const config_setting_t *s = file_member(group, name);
	int count = file_length(s);
	const char **strings;

	if (s == NULL || !is_strings(s))
		return NULL;
	strings = arena_alloc(&in->p->arena, ((size_t)count + 1) * sizeof(*strings));
	for (int i = 0; i < count; i++)
		strings[i] = keep_string(in, file_element(s, i));
	return strings;
}

int
file_number(const config_setting_t *group, const char *name, int otherwise)
{
	const config_setting_t *s = file_member(group, name);

	return s != NULL ? config_setting_get_int(s) : otherwise;
}

bool
file_flag(const config_setting_t *group, const char *name)
{
	const config_setting_t *s = file_member(group, name);

	return s != NULL && config_setting_get_bool(s);
}

int32_t
file_date(struct profile_file *in, const config_setting_t *group, const char *name)
{
	const config_setting_t *s = file_member(group, name);
	int32_t date = DATE_NONE;
	enum date_parse found;

	if (s == NULL || !is_string(s))
		return DATE_NONE;
	found = date_parse(slice_of(config_setting_get_string(s)), &date);
	if (found != DATE_PARSED)
		file_blame(in, s, "%s: «%s» — %s; %s", name, config_setting_get_string(s),
		    found == DATE_NOT_EXISTING ? "такого дня нет" : "не дата", type_text(SET_DATE));
	return date;
}

static bool
is_id(const char *id)
{
	size_t len = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return id[0] >= 'a' && id[0] <= 'z' && id[len] == '\0' && len <= CODE_LENGTH;
}

const char *
file_id(struct profile_file *in, const config_setting_t *group)
{
	const char *id = file_string(in, group, "id");

	if (!is_id(id))
		file_blame(in, file_member(group, "id"),
		    "«%s» не годится в id: нужны строчные латинские буквы, цифры и _, первой — "
		    "буква, "
		    "всего до %d знаков",
		    id, CODE_LENGTH);
	return id;
}

uint8_t
file_word(
    struct profile_file *in, const config_setting_t *at, const char *text, const char *const *words)
{
	struct buf names = {0};

	for (int i = 0; words[i] != NULL; i++)
		if (fold_equal(slice_of(words[i]), slice_of(text)))
			return (uint8_t)(i + 1);
	for (int i = 0; words[i] != NULL; i++)
		buf_printf(&names, "%s%s", i == 0 ? "" : ", ", words[i]);
	file_blame(in, at, "значения «%s» нет; бывают: %s", text, buf_text(&names));
	buf_free(&names);
	return 0;
}

const struct field *
file_field(struct profile_file *in, const config_setting_t *at, enum kind kind, const char *id)
{
	const struct kind_words *part = &in->p->vocabulary.kinds[kind];

	for (size_t i = 0; i < part->count; i++)
		if (strcmp(part->fields[i]->id, id) == 0)
			return part->fields[i];
	file_blame(in, at, "поля «%s» в таблице «%s» нет", id, entity_of(kind)->many);
	return NULL;
}
