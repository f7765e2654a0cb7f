/* SPDX-License-Identifier: MIT
 * settings_read.c - a file by the table of settings: first its shape, then its values.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/fold.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "model/profile/settings.h"

enum { LARGEST_DENOMINATOR = 100, WORDS_OF_CHOICE = 200 };

void
file_blame(struct profile_file *in, const config_setting_t *at, const char *format, ...)
{
	unsigned line = at != NULL ? config_setting_source_line(at) : 0;
	struct buf text = {0};
	va_list args;

	if (in->faults++ >= FAULTS_TOLD)
		return;
	if (in->st != ST_OK)
		buf_printf(&text, "%s\n", error_text(in->e));
	buf_puts(&text, in->name);
	if (line > 0)
		buf_printf(&text, ", строка %u", line);
	buf_puts(&text, ": ");
	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	in->st = error_set(in->e, ST_INVALID, "%s", buf_text(&text));
	buf_free(&text);
}

config_setting_t *
file_member(const config_setting_t *group, const char *name)
{
	return group != NULL ? config_setting_get_member(group, name) : NULL;
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
file_text(struct profile_file *in, const config_setting_t *s)
{
	struct buf composed = {0};
	const char *kept;

	utf8_put_nfc(&composed, slice_of(config_setting_get_string(s)));
	kept = arena_strndup(&in->p.arena, buf_text(&composed), composed.len);
	buf_free(&composed);
	return kept;
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
	const struct kind_words *part = &in->p.vocabulary.kinds[kind];

	for (size_t i = 0; i < part->count; i++)
		if (strcmp(part->fields[i]->id, id) == 0)
			return part->fields[i];
	file_blame(in, at, "поля «%s» в таблице «%s» нет", id, entity_of(kind)->many);
	return NULL;
}

/* --- Shapes: what libconfig calls a value that may stand for a type. */

typedef bool fits_fn(const config_setting_t *s);

static bool
is_string(const config_setting_t *s)
{
	return config_setting_type(s) == CONFIG_TYPE_STRING;
}

static bool
is_number(const config_setting_t *s)
{
	return config_setting_type(s) == CONFIG_TYPE_INT && config_setting_get_int(s) >= 0;
}

static bool
is_flag(const config_setting_t *s)
{
	return config_setting_type(s) == CONFIG_TYPE_BOOL;
}

static bool
is_group(const config_setting_t *s)
{
	return config_setting_is_group(s);
}

/* An empty array is as good as an empty list. */
static bool
is_list(const config_setting_t *s)
{
	return config_setting_is_list(s) ||
	    (config_setting_is_array(s) && config_setting_length(s) == 0);
}

static bool
all_elements(const config_setting_t *s, fits_fn *fits)
{
	if (!config_setting_is_array(s) && !config_setting_is_list(s))
		return false;
	for (int i = 0; i < config_setting_length(s); i++)
		if (!fits(file_element(s, i)))
			return false;
	return true;
}

static bool
is_strings(const config_setting_t *s)
{
	return all_elements(s, is_string);
}

static bool
is_one_or_more(const config_setting_t *s)
{
	return is_string(s) || is_strings(s);
}

/* A word, or one with its last day. */
static bool
is_choice(const config_setting_t *s)
{
	const config_setting_t *word = file_member(is_group(s) ? s : NULL, "word");
	const config_setting_t *until = file_member(is_group(s) ? s : NULL, "until");

	return is_string(s) ||
	    (word != NULL && until != NULL && is_string(word) && is_string(until) &&
		file_length(s) == 2);
}

static bool
is_choices(const config_setting_t *s)
{
	return all_elements(s, is_choice);
}

static bool
is_registers(const config_setting_t *s)
{
	return all_elements(s, is_strings);
}

/* --- Values: from a setting of the right shape into its place. */

typedef void read_fn(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into);

static void
read_string(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	(void)about;
	*(const char **)into = s != NULL ? file_text(in, s) : "";
}

static void
read_id(struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	const char *id = s != NULL ? config_setting_get_string(s) : "";
	size_t len = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_");

	read_string(in, s, about, into);
	if (id[0] < 'a' || id[0] > 'z' || id[len] != '\0' || len > CODE_LENGTH)
		file_blame(in, s,
		    "«%s» не годится в %s: нужны строчные латинские буквы, цифры и _, первой — "
		    "буква, всего до %d знаков",
		    id, about->name, CODE_LENGTH);
}

static void
read_number(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	int number = s != NULL ? config_setting_get_int(s) : about->otherwise;

	*(int *)into = number;
	if (s != NULL && !in->stored && about->most > 0 &&
	    (number < about->least || number > about->most))
		file_blame(in, s, "%s: %d — нужно от %d до %d", about->name, number, about->least,
		    about->most);
}

static void
read_flag(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	(void)in;
	*(bool *)into = s != NULL ? config_setting_get_bool(s) : about->otherwise;
}

static int32_t
date_of(struct profile_file *in, const config_setting_t *s, const char *name)
{
	const char *text = config_setting_get_string(s);
	int32_t date = DATE_NONE;
	enum date_parse found = date_parse(slice_of(text), &date);

	if (found != DATE_PARSED)
		file_blame(in, s, "%s: «%s» — %s; %s", name, text,
		    found == DATE_NOT_EXISTING ? "такого дня нет" : "не дата",
		    setting_type_text(SET_DATE));
	return date;
}

static void
read_date(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	*(int32_t *)into = s != NULL ? date_of(in, s, about->name) : DATE_NONE;
}

/* "больше 1/2", "не меньше 2/3" */
static bool
parse_share(const char *text, struct share *out)
{
	static const char more[] = "больше ", not_less[] = "не меньше ";
	bool strict = strncmp(text, more, sizeof(more) - 1) == 0;
	int end = 0;

	if (!strict && strncmp(text, not_less, sizeof(not_less) - 1) != 0)
		return false;
	text += strict ? sizeof(more) - 1 : sizeof(not_less) - 1;
	if (text[0] < '0' || text[0] > '9' ||
	    sscanf(text, "%3d/%3d%n", &out->num, &out->den, &end) != 2 || text[end] != '\0')
		return false;
	out->strict = strict;
	return out->den >= 1 && out->den <= LARGEST_DENOMINATOR && out->num >= 1 &&
	    (strict ? out->num < out->den : out->num <= out->den);
}

static void
read_share(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	const char *text = s != NULL ? config_setting_get_string(s) : about->usual;

	if (!parse_share(text, into))
		file_blame(in, s, "%s — «%s» не доля; %s", about->name, text,
		    setting_type_text(SET_SHARE));
}

static void
read_word(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	int place = about->otherwise;

	if (s != NULL)
		place = file_word(in, s, config_setting_get_string(s), about->words) - 1;
	*(unsigned *)into = place > 0 ? (unsigned)place : 0;
}

static void
read_kind(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	const char *id = s != NULL ? config_setting_get_string(s) : "";
	enum kind kind = kind_find(slice_of(id));

	(void)about;
	if (kind == KIND_COUNT)
		file_blame(in, s, "таблицы «%s» нет", id);
	*(enum kind *)into = kind != KIND_COUNT ? kind : KIND_PEOPLE;
}

static void
read_field(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	(void)about;
	if (s != NULL)
		*(const struct field **)into =
		    file_field(in, s, KIND_APPLICATIONS, config_setting_get_string(s));
}

static void
read_strings(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	int count = file_length(s);
	const char **strings = arena_alloc(&in->p.arena, ((size_t)count + 1) * sizeof(*strings));

	(void)about;
	for (int i = 0; i < count; i++)
		strings[i] = file_text(in, file_element(s, i));
	*(const char ***)into = strings;
}

static void
read_one_or_more(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	const char **alone;

	if (s == NULL || !is_string(s)) {
		if (s != NULL)
			read_strings(in, s, about, into);
		return;
	}
	alone = arena_alloc(&in->p.arena, 2 * sizeof(*alone));
	alone[0] = file_text(in, s);
	*(const char ***)into = alone;
}

static void
read_staff(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	const char *const *words = field_find(KIND_PEOPLE, "staff_kind")->words;
	unsigned bits = 0;

	for (int i = 0; i < file_length(s); i++) {
		const config_setting_t *item = file_element(s, i);

		bits |= 1u << file_word(in, item, config_setting_get_string(item), words);
	}
	*(unsigned *)into = s != NULL ? bits : (unsigned)about->otherwise;
}

static void
read_days(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	size_t count = (size_t)file_length(s);
	int32_t *days = arena_alloc(&in->p.arena, count * sizeof(*days));

	for (size_t i = 0; i < count; i++)
		days[i] = date_of(in, file_element(s, (int)i), about->name);
	*(int32_t **)into = days;
}

/* One of `count` words, which may have a last day. */
static const char *
read_choice(struct profile_file *in, const config_setting_t *s, struct choices_setting *choices,
    int at, int count)
{
	if (!is_group(s))
		return file_text(in, s);
	if (choices->ends == NULL) {
		choices->ends = arena_alloc(&in->p.arena, (size_t)count * sizeof(*choices->ends));
		for (int i = 0; i < count; i++)
			choices->ends[i] = DATE_NONE;
	}
	choices->ends[at] = date_of(in, file_member(s, "until"), "until");
	return file_text(in, file_member(s, "word"));
}

/* The words of a choice: each a whole item of a list, none twice. */
static void
read_choices(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	struct choices_setting *choices = into;
	int count = file_length(s);
	const char **words = arena_alloc(&in->p.arena, ((size_t)count + 1) * sizeof(*words));

	choices->words = words;
	for (int i = 0; i < count; i++)
		words[i] = read_choice(in, file_element(s, i), choices, i, count);
	for (int i = 0; i < count; i++) {
		if (words[i][0] == '\0' || strchr(words[i], ',') != NULL)
			file_blame(in, file_element(s, i),
			    "%s: слово выбора пусто или с запятой: «%s»", about->name, words[i]);
		for (int j = 0; j < i; j++)
			if (fold_equal(slice_of(words[i]), slice_of(words[j])))
				file_blame(in, file_element(s, i), "%s: слово «%s» повторяется",
				    about->name, words[i]);
	}
	if (count > WORDS_OF_CHOICE)
		file_blame(in, s, "%s: больше %d слов", about->name, WORDS_OF_CHOICE);
}

/* Kinds of one list share the register of its first; what is not named is a register by itself. */
static void
read_registers(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	const char *const *words = field_find(KIND_ORDERS, "kind")->words;
	uint8_t *registers = into;

	for (int i = 0; i < file_length(s); i++) {
		const config_setting_t *list = file_element(s, i);

		for (int j = 0; j < file_length(list); j++) {
			const config_setting_t *at = file_element(list, j);
			const char *text = config_setting_get_string(at);
			uint8_t kind = file_word(in, at, text, words), first = kind;

			if (kind == 0 || kind > ORDER_KINDS_MOST)
				continue;
			if (registers[kind] != 0)
				file_blame(in, at, "%s: «%s» названо дважды", about->name, text);
			if (j > 0)
				first = file_word(in, at,
				    config_setting_get_string(file_element(list, 0)), words);
			registers[kind] = first;
		}
	}
}

static void
read_nothing(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	(void)in;
	(void)s;
	(void)about;
	(void)into;
}

static read_fn read_group, read_list;

/* --- The types, and how each is told. */

static const struct {
	fits_fn *fits;
	read_fn *read;
	const char *text;
} types[SETTING_TYPES] = {
    [SET_STRING] = {is_string, read_string, "нужна строка в кавычках"},
    [SET_ID] = {is_string, read_id, "нужно короткое имя латиницей, в кавычках"},
    [SET_NUMBER] = {is_number, read_number, "нужно целое число, 0 или больше"},
    [SET_FLAG] = {is_flag, read_flag, "нужно true или false"},
    [SET_DATE] = {is_string, read_date, "нужна дата в кавычках, \"ГГГГ-ММ-ДД\""},
    [SET_SHARE] = {is_string, read_share,
	"нужна доля в кавычках, например \"больше 1/2\" или \"не меньше 2/3\""},
    [SET_WORD] = {is_string, read_word, "нужно одно из слов, в кавычках"},
    [SET_KIND] = {is_string, read_kind, "нужно имя таблицы в кавычках, \"people\""},
    [SET_FIELD] = {is_string, read_field, "нужно имя поля заявления в кавычках"},
    [SET_STRINGS] = {is_strings, read_strings, "нужны строки в квадратных скобках, [\"…\", \"…\"]"},
    [SET_ONE_OR_MORE] = {is_one_or_more, read_one_or_more,
	"нужна строка в кавычках или несколько в квадратных скобках"},
    [SET_STAFF] = {is_strings, read_staff,
	"нужны категории персонала в квадратных скобках, [\"педагог\"]"},
    [SET_DAYS] = {is_strings, read_days, "нужны дни в квадратных скобках, [\"ГГГГ-ММ-ДД\", …]"},
    [SET_CHOICES] = {is_choices, read_choices,
	"нужны слова, [\"…\", \"…\"] или ( \"…\", { word = \"…\"; until = \"ГГГГ-ММ-ДД\"; } )"},
    [SET_REGISTERS] = {is_registers, read_registers,
	"нужны перечни видов приказов, ( [\"…\", \"…\"], [\"…\"] )"},
    [SET_LABELS] = {is_group, read_nothing, "нужна группа в фигурных скобках, { … }"},
    [SET_GROUP] = {is_group, read_group, "нужна группа в фигурных скобках, { … }"},
    [SET_LIST] = {is_list, read_list, "нужен список записей в круглых скобках, ( { … }, … )"},
};

const char *
setting_type_text(enum setting_type type)
{
	return types[type].text;
}

static void *
place_in(void *into, size_t at)
{
	return (char *)into + at;
}

/* Read one setting, present or not, and what it holds. */
static void
read_setting(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	types[about->type].read(in, s, about,
	    about->type == SET_GROUP || about->type == SET_LIST ? into : place_in(into, about->at));
	if (about->count > 0 && about->type != SET_LIST)
		*(size_t *)place_in(into, about->count) = (size_t)file_length(s);
	if (about->done != NULL && about->type != SET_LIST && s != NULL && in->st == ST_OK)
		about->done(in, s, into);
}

static void
read_members(struct profile_file *in, const config_setting_t *group, const struct setting *members,
    void *into)
{
	for (const struct setting *m = members; m->name != NULL && in->st == ST_OK; m++)
		read_setting(in, file_member(group, m->name), m, into);
}

static void
read_group(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	read_members(in, s, about->members, into);
}

/* No two elements of a list have one id, where an id is the first thing they say. */
static void
check_unique(struct profile_file *in, const config_setting_t *at, const struct setting *about,
    const char *items, size_t last)
{
	const struct setting *id = about->members;
	const char *mine, *other;

	if (id->type != SET_ID)
		return;
	mine = *(const char *const *)(items + last * about->size + id->at);
	for (size_t i = 0; i < last; i++) {
		other = *(const char *const *)(items + i * about->size + id->at);
		if (strcmp(mine, other) == 0)
			file_blame(in, at, "id «%s» повторяется", mine);
	}
}

static void
read_list(
    struct profile_file *in, const config_setting_t *s, const struct setting *about, void *into)
{
	size_t length = (size_t)file_length(s), *count = place_in(into, about->count);
	char *items = arena_alloc(&in->p.arena, length * about->size);

	*(void **)place_in(into, about->at) = items;
	for (*count = 0; *count < length && in->st == ST_OK; ++*count) {
		const config_setting_t *at = file_element(s, (int)*count);
		void *item = items + *count * about->size;

		read_members(in, at, about->members, item);
		if (in->st == ST_OK)
			check_unique(in, at, about, items, *count);
		if (in->st == ST_OK && about->done != NULL)
			about->done(in, at, item);
	}
}

/* --- The shape of the whole file, all faults of which are told at once. */

/* "order_sufix_head — нет такого слова; может быть, «order_suffix_head»?" */
static void
blame_unknown(struct profile_file *in, const config_setting_t *s, const struct setting *members,
    const char *where)
{
	struct suggest near = {.wanted = config_setting_name(s)};
	struct buf hint = {0};

	if (in->stored)
		return;
	for (const struct setting *m = members; m->name != NULL; m++)
		suggest_try(&near, m->name);
	suggest_put(&near, "", &hint);
	for (const struct setting *m = members; m->name != NULL && near.count == 0; m++)
		buf_printf(&hint, "%s%s", m == members ? "; бывают " : ", ", m->name);
	file_blame(in, s, "%s%s%s — нет %s%s", where, where[0] != '\0' ? ": " : "",
	    config_setting_name(s),
	    strcmp(where, "words") == 0 ? "такого слова" : "такой настройки", buf_text(&hint));
	buf_free(&hint);
}

/* Does the file, as far as it can be read, name the module? */
static bool
names_module(const config_setting_t *root, const char *module)
{
	const config_setting_t *modules = file_member(root, "modules");

	for (int i = 0; modules != NULL && is_strings(modules) && i < file_length(modules); i++)
		if (strcmp(config_setting_get_string(file_element(modules, i)), module) == 0)
			return true;
	return module[0] == '\0';
}

static void
blame_missing(struct profile_file *in, const config_setting_t *group, const struct setting *m,
    const char *where)
{
	struct buf why = {0};

	if (m->module[0] != '\0')
		buf_printf(&why, " (без неё нельзя с разделом %s)", m->module);
	file_blame(in, config_setting_is_root(group) ? NULL : group,
	    "%s%sнет обязательной настройки %s — %s%s; %s", where, where[0] != '\0' ? ": " : "",
	    m->name, m->about, buf_text(&why), types[m->type].text);
	buf_free(&why);
}

static void check_members(struct profile_file *in, const config_setting_t *root,
    const config_setting_t *group, const struct setting *members, const char *where);

static void
check_elements(struct profile_file *in, const config_setting_t *root, const config_setting_t *list,
    const struct setting *about)
{
	for (int i = 0; i < file_length(list); i++) {
		const config_setting_t *element = file_element(list, i);

		if (is_group(element))
			check_members(in, root, element, about->members, about->name);
		else
			file_blame(in, element, "%s: %s", about->name, types[SET_GROUP].text);
	}
}

static void
check_setting(struct profile_file *in, const config_setting_t *root, const config_setting_t *s,
    const struct setting *m, const char *where)
{
	if (!types[m->type].fits(s))
		file_blame(in, s, "%s%s%s — %s", where, where[0] != '\0' ? ": " : "", m->name,
		    types[m->type].text);
	else if (m->type == SET_GROUP)
		check_members(in, root, s, m->members, m->name);
	else if (m->type == SET_LIST)
		check_elements(in, root, s, m);
}

static void
check_members(struct profile_file *in, const config_setting_t *root, const config_setting_t *group,
    const struct setting *members, const char *where)
{
	for (int i = 0; i < file_length(group); i++) {
		const config_setting_t *s = file_element(group, i);
		const struct setting *m = members;

		while (m->name != NULL && strcmp(m->name, config_setting_name(s)) != 0)
			m++;
		if (m->name != NULL)
			check_setting(in, root, s, m, where);
		else
			blame_unknown(in, s, members, where);
	}
	for (const struct setting *m = members; m->name != NULL; m++) {
		const config_setting_t *s = file_member(group, m->name);

		if (m->module == NULL || !names_module(root, m->module))
			continue;
		if (s == NULL)
			blame_missing(in, group, m, where);
		else if (m->type == SET_LIST && is_list(s) && file_length(s) == 0)
			file_blame(in, s, "%s: нужна хотя бы одна запись", m->name);
	}
}

void
settings_read(struct profile_file *in, const config_setting_t *root, const struct setting *settings)
{
	check_members(in, root, root, settings, "");
	if (in->st == ST_OK)
		read_members(in, root, settings, in);
}
