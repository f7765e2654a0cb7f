/* SPDX-License-Identifier: MIT
 * import_guess.c - what is surer goes first, and takes its field from what follows.
 */
#include "exchange/import_guess.h"

#include <string.h>

#include "base/compare.h"
#include "base/utf8.h"

/* What columns are called that the labels do not name; "": a full name. */
static const struct {
	const char *field;
	const char *const names[12];
} synonyms[] = {
    {.field = "",
	.names = {"ФИО", "ФИО педагога", "ФИО учителя", "ФИО сотрудника", "ФИО работника",
	    "Фамилия имя отчество", "Фамилия имя отчество педагога", "Педагог", "Сотрудник",
	    "Педагогический работник"}},
    {.field = "code", .names = {"Код сотрудника", "Табельный номер", "Таб №", "id"}},
    {.field = "given_name", .names = {"Имя педагога"}},
    {.field = "birth_date", .names = {"Дата рожд", "Д р", "ДР", "Родился", "Год рождения"}},
    {.field = "organisation",
	.names = {"Место работы", "ОУ", "ОО", "Учреждение", "Школа", "Образовательная организация",
	    "Образовательное учреждение", "Наименование организации", "Код организации"}},
    {.field = "position", .names = {"Занимаемая должность", "Кем работает", "Специальность"}},
    {.field = "staff_kind", .names = {"Персонал", "Тип персонала"}},
    {.field = "category",
	.names = {"Категория", "Кв категория", "Квалификация", "Аттестация", "КК",
	    "Квал категория"}},
    {.field = "category_until",
	.names = {"Срок категории", "Категория до", "Действует до", "Срок действия категории"}},
    {.field = "education", .names = {"Уровень образования педагога", "Образование педагога"}},
    {.field = "subjects", .names = {"Предмет", "Преподаваемый предмет", "Преподаваемые предметы"}},
    {.field = "career_start", .names = {"Начало стажа", "Педагогический стаж с", "Стаж с"}},
    {.field = "hired", .names = {"Принят", "Принята", "Дата приема на работу", "Работает с"}},
    {.field = "dismissed", .names = {"Уволен", "Уволена"}},
    {.field = "phone",
	.names = {"Тел", "Мобильный", "Сотовый", "Номер телефона", "Контактный телефон",
	    "Мобильный телефон", "Контакты"}},
    {.field = "email", .names = {"E-mail", "email", "Почта", "Эл почта", "Адрес эл почты"}},
    {.field = "name", .names = {"Наименование", "Название", "Краткое наименование"}},
    {.field = "full_name", .names = {"Полное наименование", "Полное название"}},
    {.field = "head", .names = {"Директор", "Руководитель", "Заведующий"}},
    {.field = "person", .names = {"Педагог", "Код человека", "Код педагога"}},
};

static const struct plan_column full_name = {.use = PLAN_FULL_NAME};

static struct plan_column
column_of(const struct field *f)
{
	return (struct plan_column){.use = f != NULL ? PLAN_FIELD : PLAN_SKIP, .field = f};
}

/* What a name is called elsewhere. */
static struct plan_column
by_synonym(enum kind kind, struct slice name)
{
	for (size_t i = 0; i < sizeof(synonyms) / sizeof(synonyms[0]); i++)
		for (size_t n = 0; n < sizeof(synonyms[i].names) / sizeof(synonyms[i].names[0]) &&
		     synonyms[i].names[n] != NULL;
		     n++) {
			const struct field *f = field_find(kind, synonyms[i].field);
			bool whole = synonyms[i].field[0] == '\0';

			if ((whole ? plan_may_have_full_name(kind) : f != NULL) &&
			    compare_equal(name, slice_of(synonyms[i].names[n])))
				return whole ? full_name : column_of(f);
		}
	return column_of(NULL);
}

static struct plan_column
by_name(const struct import_names *names, struct slice name)
{
	return column_of(profile_field(names->profile, names->kind, name));
}

bool
guess_knows(const struct import_names *names, struct slice text)
{
	return import_columns_know(names, text) || by_synonym(names->kind, text).use != PLAN_SKIP;
}

/* Three words, the last of them a patronymic. */
static bool
is_full_name(struct slice cell)
{
	static const char *const ends[] = {"вич", "вна", "ична", "ьич", "оглы", "кызы"};
	size_t words = 1;
	const char *p = cell.data;

	for (size_t i = 0; i < cell.len; i++)
		words += p[i] == ' ' && (i == 0 || p[i - 1] != ' ');
	for (size_t i = 0; words >= 3 && i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t len = strlen(ends[i]);

		if (cell.len > len && memcmp(p + cell.len - len, ends[i], len) == 0)
			return true;
	}
	return false;
}

/* Ten or eleven figures and nothing but marks. */
static bool
is_phone(struct slice cell)
{
	const char *p = cell.data;
	size_t figures = 0;

	for (size_t i = 0; i < cell.len; i++) {
		if (strchr("0123456789+-() ", p[i]) == NULL)
			return false;
		figures += p[i] >= '0' && p[i] <= '9';
	}
	return figures == 10 || figures == 11;
}

/* What a value of the field looks like, where it looks like anything. */
static bool
looks_like(
    const struct field *f, struct record *scratch, const struct reading *reading, struct slice cell)
{
	struct error e = {0};

	if (strcmp(f->id, "phone") == 0)
		return is_phone(cell);
	if (f->type != FIELD_EMAIL && f->type != FIELD_CHOICE && f->type != FIELD_REF)
		return false;
	return value_parse(scratch, f, cell, reading, &e) == ST_OK;
}

/* Do nearly all cells say so? */
static bool
is_most(size_t found, size_t count)
{
	return count > 0 && found * 5 >= count * 4;
}

static struct plan_column
by_content(const struct import_names *names, const struct reading *reading,
    const struct import_plan *plan, const struct guess_sample *sample)
{
	size_t count, found = 0;
	const struct field *const *fields = profile_fields(names->profile, names->kind, &count);
	struct record *scratch = record_new(names->kind);
	struct plan_column guess = {.use = PLAN_SKIP};

	for (size_t n = 0; plan_may_have_full_name(names->kind) && n < sample->count; n++)
		found += is_full_name(sample->cells[n]);
	if (is_most(found, sample->count))
		guess = full_name;
	for (size_t i = 0; guess.use == PLAN_SKIP && i < count; i++) {
		if (plan_find_column(plan, fields[i]) < plan->ncolumns)
			continue;
		found = 0;
		for (size_t n = 0; n < sample->count; n++)
			found += looks_like(fields[i], scratch, reading, sample->cells[n]);
		if (is_most(found, sample->count))
			guess = column_of(fields[i]);
	}
	record_free(scratch);
	return guess;
}

static bool
is_free(const struct import_plan *plan, enum kind kind, struct plan_column guess)
{
	const struct field *f =
	    guess.use == PLAN_FULL_NAME ? field_find(kind, "surname") : guess.field;

	return plan_find_column(plan, f) == plan->ncolumns;
}

static struct plan_column
guess_by(enum guess_by how, const struct import_names *names, const struct reading *reading,
    const struct import_plan *plan, const struct guess_sample *sample)
{
	if (how == GUESS_NAME)
		return by_name(names, sample->name);
	if (how == GUESS_SYNONYM)
		return by_synonym(names->kind, sample->name);
	return by_content(names, reading, plan, sample);
}

void
guess_columns(struct import_plan *plan, const struct import_names *names,
    const struct reading *reading, const struct guess_sample *samples, enum guess_by *by)
{
	for (size_t i = 0; i < plan->ncolumns; i++)
		by[i] = GUESS_NONE;
	for (enum guess_by how = GUESS_NAME; how <= GUESS_CONTENT; how++)
		for (size_t i = 0; i < plan->ncolumns; i++) {
			struct plan_column guess;

			if (by[i] != GUESS_NONE)
				continue;
			guess = guess_by(how, names, reading, plan, &samples[i]);
			if (guess.use == PLAN_SKIP || !is_free(plan, names->kind, guess))
				continue;
			plan_use_column(plan, i, guess);
			by[i] = how;
		}
}
