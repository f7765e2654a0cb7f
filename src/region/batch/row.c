/* SPDX-License-Identifier: MIT
 * row.c - rows and judges, from tables of what each may hold.
 */
#include "region/batch/row.h"

#include <string.h>

#include "base/date.h"
#include "model/entity.h"

enum form { FORM_TEXT, FORM_DATE, FORM_HEX, FORM_NUMBER, FORM_YES, FORM_WORD };

/* A word of the batch, and what stands for it in the region's tables. */
struct word {
	const char *word, *stands_for;
};

struct key {
	const char *name;
	int column; /* enum batch_column, of the roster enum batch_roster_column */
	enum form form;
	bool names;               /* part of the row's key: a removal has it as well */
	bool needed;              /* a row that is there cannot do without it */
	const struct word *words; /* FORM_WORD; NULL: see field */
	enum kind kind;           /* FORM_WORD: words are the choices of this kind's level */
};

static const struct word part_words[] = {{.word = "organisation", .stands_for = "o"},
    {.word = "association", .stands_for = "a"}, {.word = NULL}};
static const struct word young_words[] = {{.word = "known", .stands_for = "k"},
    {.word = "unknown", .stands_for = "u"}, {.word = "no", .stands_for = "n"}, {.word = NULL}};
static const struct word fact_words[] = {{.word = "member", .stands_for = "1"},
    {.word = "assessed", .stands_for = "2"}, {.word = "trained", .stands_for = "3"},
    {.word = "pathway", .stands_for = "4"}, {.word = "methodist", .stands_for = "5"},
    {.word = "attached", .stands_for = "6"}, {.word = "supported", .stands_for = "7"},
    {.word = NULL}};
static const struct word item_words[] = {
    {.word = "item", .stands_for = "i"}, {.word = "event", .stands_for = "e"}, {.word = NULL}};
static const char *const places[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9"};

static const struct key part_keys[] = {
    {.name = "kind", .column = BATCH_KIND, .form = FORM_WORD, .names = true, .words = part_words},
    {.name = "code", .column = BATCH_ID, .form = FORM_TEXT, .names = true},
    {.name = "name", .column = BATCH_NAME, .form = FORM_TEXT},
    {.name = "level", .column = BATCH_WORD_LEVEL, .form = FORM_WORD, .kind = KIND_PEOPLE},
    {.name = NULL},
};
static const struct key person_keys[] = {
    {.name = "id", .column = BATCH_ID, .form = FORM_HEX, .names = true},
    {.name = "organisation", .column = BATCH_ORGANISATION, .form = FORM_TEXT},
    {.name = "level", .column = BATCH_WORD_LEVEL, .form = FORM_WORD, .kind = KIND_PEOPLE},
    {.name = "hired", .column = BATCH_HIRED, .form = FORM_DATE},
    {.name = "dismissed", .column = BATCH_DISMISSED, .form = FORM_DATE},
    {.name = "young_since", .column = BATCH_SINCE, .form = FORM_DATE},
    {.name = "young_until", .column = BATCH_UNTIL, .form = FORM_DATE},
    {.name = "young",
	.column = BATCH_YOUNG,
	.form = FORM_WORD,
	.needed = true,
	.words = young_words},
    {.name = NULL},
};
static const struct key fact_keys[] = {
    {.name = "id", .column = BATCH_ID, .form = FORM_NUMBER, .names = true},
    {.name = "kind", .column = BATCH_KIND, .form = FORM_WORD, .names = true, .words = fact_words},
    {.name = "person", .column = BATCH_PERSON, .form = FORM_HEX, .needed = true},
    {.name = "since", .column = BATCH_SINCE, .form = FORM_DATE},
    {.name = "until", .column = BATCH_UNTIL, .form = FORM_DATE},
    {.name = "ref", .column = BATCH_ASSOCIATION, .form = FORM_TEXT},
    {.name = "methodist", .column = BATCH_METHODIST, .form = FORM_HEX},
    {.name = "ok", .column = BATCH_OK, .form = FORM_YES},
    {.name = NULL},
};
static const struct key item_keys[] = {
    {.name = "id", .column = BATCH_ID, .form = FORM_NUMBER, .names = true},
    {.name = "source", .column = BATCH_KIND, .form = FORM_WORD, .names = true, .words = item_words},
    {.name = "association", .column = BATCH_ASSOCIATION, .form = FORM_TEXT},
    {.name = "venue", .column = BATCH_ORGANISATION, .form = FORM_TEXT},
    {.name = "level", .column = BATCH_WORD_LEVEL, .form = FORM_WORD, .kind = KIND_EVENTS},
    {.name = "due", .column = BATCH_SINCE, .form = FORM_DATE, .needed = true},
    {.name = "done", .column = BATCH_UNTIL, .form = FORM_DATE},
    {.name = NULL},
};

static const struct key roster_keys[] = {
    {.name = "surname", .column = BATCH_SURNAME, .form = FORM_TEXT},
    {.name = "given_name", .column = BATCH_GIVEN_NAME, .form = FORM_TEXT},
    {.name = "patronymic", .column = BATCH_PATRONYMIC, .form = FORM_TEXT},
    {.name = "organisation", .column = BATCH_WORKPLACE, .form = FORM_TEXT},
    {.name = "position", .column = BATCH_POSITION, .form = FORM_TEXT},
    {.name = "subject_area", .column = BATCH_SUBJECT_AREA, .form = FORM_TEXT},
    {.name = "email", .column = BATCH_EMAIL, .form = FORM_TEXT},
    {.name = NULL},
};

static const struct {
	const char *type;
	enum batch_level level;
	const struct key *keys;
} types[] = {
    {.type = "part", .level = BATCH_FACTS, .keys = part_keys},
    {.type = "person", .level = BATCH_FACTS, .keys = person_keys},
    {.type = "fact", .level = BATCH_FACTS, .keys = fact_keys},
    {.type = "item", .level = BATCH_FACTS, .keys = item_keys},
    {.type = "roster", .level = BATCH_ROSTER, .keys = roster_keys},
};
enum { TYPES = sizeof(types) / sizeof(types[0]) };

/* The place of a word among the choices of a kind's level, from 1; 0: there is none. */
static size_t
place_of_level(enum kind kind, const char *word)
{
	const char *const *words = field_find(kind, "level")->words;

	for (size_t i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0)
			return i + 1;
	return 0;
}

static const char *
stands_for(const struct key *k, const char *word)
{
	size_t place;

	for (const struct word *w = k->words; w != NULL && w->word != NULL; w++)
		if (strcmp(w->word, word) == 0)
			return w->stands_for;
	place = k->words == NULL ? place_of_level(k->kind, word) : 0;
	return place > 0 ? places[place - 1] : NULL;
}

static bool
is_date(const char *text, int32_t *date)
{
	return strlen(text) == 10 && text[4] == '-' &&
	    date_parse(slice_of(text), date) == DATE_PARSED;
}

static bool
is_hex(const char *text, size_t digits)
{
	return strlen(text) == digits && strspn(text, "0123456789abcdef") == digits;
}

/* The value in its place, or NULL: it is not what it should be. */
static const char *
value_of(const struct key *k, const json_t *value, struct batch_row *row)
{
	const char *text = json_string_value(value);
	json_type type = json_typeof(value);
	int32_t date;

	switch (k->form) {
	case FORM_NUMBER:
		if (type != JSON_INTEGER || json_integer_value(value) < 0)
			return NULL;
		snprintf(
		    row->number, sizeof(row->number), "%lld", (long long)json_integer_value(value));
		return row->number;
	case FORM_YES:
		return type == JSON_TRUE ? "t" : type == JSON_FALSE ? "f" : NULL;
	case FORM_DATE:
		return text != NULL && is_date(text, &date) ? text : NULL;
	case FORM_HEX:
		return text != NULL && is_hex(text, 32) ? text : NULL;
	case FORM_WORD:
		return text != NULL ? stands_for(k, text) : NULL;
	default:
		return text != NULL && *text != '\0' && strlen(text) <= 4096 ? text : NULL;
	}
}

static const struct key *
find_key(const struct key *keys, const char *name)
{
	while (keys->name != NULL && strcmp(keys->name, name) != 0)
		keys++;
	return keys->name != NULL ? keys : NULL;
}

static const struct key *
keys_of(const char *type, enum batch_level level)
{
	for (size_t i = 0; type != NULL && i < TYPES; i++)
		if (types[i].level == level && strcmp(types[i].type, type) == 0)
			return types[i].keys;
	return NULL;
}

static bool
take_values(struct batch_row *row, const struct key *keys, const json_t *line, struct buf *why)
{
	json_t *members = (json_t *)(uintptr_t)line; /* which are only read */

	for (void *i = json_object_iter(members); i != NULL;
	     i = json_object_iter_next(members, i)) {
		const char *name = json_object_iter_key(i);
		const json_t *value = json_object_iter_value(i);
		const struct key *k = find_key(keys, name);

		if (strcmp(name, "op") == 0 || strcmp(name, "t") == 0 ||
		    json_typeof(value) == JSON_NULL)
			continue;
		if (k == NULL) {
			buf_printf(why, "лишнее «%s»: такого в строке быть не должно", name);
			return false;
		}
		row->values[k->column] = value_of(k, value, row);
		if (row->values[k->column] == NULL) {
			buf_printf(why, "негодное значение «%s»", name);
			return false;
		}
	}
	return true;
}

bool
row_read(struct batch_row *row, const json_t *line, enum batch_level level, struct buf *why)
{
	const char *op = json_string_value(json_object_get(line, "op"));
	const char *type = json_string_value(json_object_get(line, "t"));
	const struct key *keys = keys_of(type, level);

	*row = (struct batch_row){.values = {NULL}};
	if (op == NULL ||
	    (strcmp(op, "+") != 0 && (strcmp(op, "-") != 0 || level == BATCH_ROSTER)) ||
	    keys == NULL) {
		buf_puts(why, "строк такого вида в передаче этого уровня не бывает");
		return false;
	}
	if (level == BATCH_ROSTER)
		return take_values(row, keys, line, why);
	row->values[BATCH_OP] = op;
	row->values[BATCH_TYPE] = type;
	if (!take_values(row, keys, line, why))
		return false;
	for (; keys->name != NULL; keys++)
		if (row->values[keys->column] == NULL &&
		    (keys->names || (keys->needed && *op == '+'))) {
			buf_printf(why, "нет «%s»", keys->name);
			return false;
		}
	return true;
}

/* Nothing, or null. */
static bool
is_untold(const json_t *value)
{
	return value == NULL || json_typeof(value) == JSON_NULL;
}

static bool
read_count(const json_t *value, int64_t *out)
{
	*out = -1;
	if (is_untold(value))
		return true;
	if (json_typeof(value) == JSON_INTEGER)
		*out = (int64_t)json_integer_value(value);
	return *out >= 0;
}

static bool
read_counts(const json_t *list, int64_t *out)
{
	bool good = json_array_size(list) == BATCH_IDS;

	for (size_t i = 0; good && i < BATCH_IDS; i++)
		good = read_count(json_array_get(list, i), &out[i]);
	return good;
}

static bool
read_levels(const json_t *list, int *out)
{
	*out = -1;
	if (is_untold(list))
		return true;
	if (json_typeof(list) != JSON_ARRAY)
		return false;
	*out = 0;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *word = json_string_value(json_array_get(list, i));
		size_t place = word != NULL ? place_of_level(KIND_EVENTS, word) : 0;

		if (place == 0)
			return false;
		*out |= 1 << place;
	}
	return true;
}

/* "organisation:O001": scope holds the first part of it. */
static bool
read_scope(const char *text, char *scope, size_t size, struct batch_judge *j)
{
	static const char *const known[] = {"association", "organisation", "level"};
	const char *colon = text != NULL ? strchr(text, ':') : NULL;
	size_t place;

	j->scope = scope;
	j->code = "";
	snprintf(scope, size, "%.*s", colon != NULL ? (int)(colon - text) : 20,
	    text != NULL ? text : "");
	if (colon == NULL)
		return strcmp(scope, "city") == 0;
	j->code = colon + 1;
	if (strcmp(scope, "level") == 0) {
		place = place_of_level(KIND_PEOPLE, colon + 1);
		j->code = place > 0 ? places[place - 1] : "";
	}
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(scope, known[i]) == 0)
			return *j->code != '\0';
	return false;
}

static enum status
read_judge(const json_t *part, int32_t until, const struct batch_taker *taker, struct buf *why,
    struct error *e)
{
	const char *told = json_string_value(json_object_get(part, "scope"));
	struct batch_judge j = {.until = until};
	char scope[24];

	if (read_scope(told, scope, sizeof(scope), &j) &&
	    read_count(json_object_get(part, "staff"), &j.staff) &&
	    read_count(json_object_get(part, "unknown"), &j.unknown) &&
	    read_levels(json_object_get(part, "levels"), &j.levels) &&
	    read_counts(json_object_get(part, "num"), j.num) &&
	    read_counts(json_object_get(part, "den"), j.den))
		return taker != NULL ? taker->judge(taker->context, &j, e) : ST_OK;
	buf_printf(why, "негодные показатели «%s»", told != NULL ? told : "");
	return ST_INVALID;
}

enum status
judges_read(const json_t *line, const struct batch_taker *taker, struct buf *why, struct error *e)
{
	json_t *days = json_object_get(line, "figures");
	enum status st = ST_OK;

	if (json_typeof(days) != JSON_OBJECT) {
		buf_puts(why, "показатели стоят не по дням");
		return ST_INVALID;
	}
	for (void *day = json_object_iter(days); st == ST_OK && day != NULL;
	     day = json_object_iter_next(days, day)) {
		const json_t *parts = json_object_iter_value(day);
		const char *name = json_object_iter_key(day);
		int32_t until = DATE_NONE;

		if (!is_date(name, &until) || json_typeof(parts) != JSON_ARRAY) {
			buf_printf(why, "негодный день показателей «%s»", name);
			return ST_INVALID;
		}
		for (size_t i = 0; st == ST_OK && i < json_array_size(parts); i++)
			st = read_judge(json_array_get(parts, i), until, taker, why, e);
	}
	return st;
}
