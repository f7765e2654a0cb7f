/* SPDX-License-Identifier: MIT
 * model_value.c - text into values and back: every type, good and bad.
 */
#include <string.h>

#include "base/utf8.h"
#include "tests/lib/value_help.h"

struct good {
	enum kind kind;
	const char *field, *text, *cell, *shown; /* shown NULL: as the cell */
};

static const struct good goods[] = {
    {KIND_PEOPLE, "surname", " \xC2\xA0 Ковале\xCC\x88ва\t", "Ковалёва", NULL},
    {KIND_PEOPLE, "surname", "=SUM(A1)", "=SUM(A1)", NULL},
    {KIND_PEOPLE, "surname", "   ", "", NULL},
    {KIND_PEOPLE, "code", "Ш-1/2", "Ш-1/2", NULL},
    {KIND_PEOPLE, "birth_date", "31.05.1991", "1991-05-31", "31.05.1991"},
    {KIND_PEOPLE, "birth_date", "1991-05-31", "1991-05-31", "31.05.1991"},
    {KIND_PEOPLE, "organisation", "O1", "O1", NULL},
    {KIND_PEOPLE, "organisation", " О-Ш ", "О-Ш", NULL},
    {KIND_PEOPLE, "staff_kind", "СПЕЦИАЛИСТ   управления", "специалист управления", NULL},
    {KIND_PEOPLE, "level", "Основное и  среднее", "основное и среднее", NULL},
    {KIND_PATHWAYS, "outcome", "не завершен", "не завершён", NULL},
    {KIND_PEOPLE, "subjects", "физика , химия,, биология,", "физика,химия,биология",
	"физика, химия, биология"},
    {KIND_PEOPLE, "subjects", "физика", "физика", NULL},
    {KIND_PEOPLE, "titles", "Педагог-Наставник, педагог-методист",
	"педагог-наставник,педагог-методист", "педагог-наставник, педагог-методист"},
    {KIND_CONSENTS, "fields", "Email,name", "email,name",
	"электронная почта; фамилия, имя, отчество"},
    {KIND_PEOPLE, "email", "I.Ivanova+8@example.org", "I.Ivanova+8@example.org", NULL},
    {KIND_TRAININGS, "hours", "036", "36", NULL},
    {KIND_TRAININGS, "hours", "0", "0", NULL},
    {KIND_TRAININGS, "hours", "", "", NULL},
    {KIND_TRAININGS, "hours", "999999999999999", "999999999999999", NULL},
    {KIND_TRAININGS, "matched", "Да", "да", NULL},
    {KIND_TRAININGS, "matched", "1", "да", NULL},
    {KIND_TRAININGS, "matched", "TRUE", "да", NULL},
    {KIND_TRAININGS, "matched", "нет", "нет", NULL},
    {KIND_TRAININGS, "matched", "0", "нет", NULL},
    {KIND_TRAININGS, "matched", "false", "нет", NULL},
    {KIND_TRAININGS, "matched", "", "нет", NULL},
    {KIND_TRAININGS, "matched", "Истина", "да", NULL},
    {KIND_TRAININGS, "matched", "ЛОЖЬ", "нет", NULL},
    {KIND_PEOPLE, "subjects", "физика; химия ;", "физика,химия", "физика, химия"},
    {KIND_PEOPLE, "surname", "\xE2\x80\x8B Бе\xC2\xADло\xE2\x81\xA0ва", "Белова", NULL},
    {KIND_PEOPLE, "code",
	"N\xE2\x80\x8D"
	"1\xC2\xAD",
	"N1", NULL},
    {KIND_PEOPLE, "surname", "\xE2\x80\x8B", "", NULL},
    {KIND_PEOPLE, "patronymic", "—", "", NULL},
    {KIND_PEOPLE, "patronymic", " \xE2\x88\x92 ", "", NULL},
    {KIND_APPLICATIONS, "patronymic", ".", "", NULL},
    {KIND_PEOPLE, "position", "-", "-", NULL},
    {KIND_PEOPLE, "birth_date", "02.01.1900", "1900-01-02", "02.01.1900"},
    {KIND_PEOPLE, "category_until", "2100-12-31", "2100-12-31", "31.12.2100"},
    {KIND_PEOPLE, "code", "1E5", "1E5", NULL},
    {KIND_PEOPLE, "code", "12K-7", "12K-7", NULL},
    {KIND_PEOPLE, "code", "7E-", "7E-", NULL},
    {KIND_PEOPLE, "phone", "+7 900", "+7 900", NULL},
    {KIND_PEOPLE, "position", "7,9E+10", "7,9E+10", NULL},
    {KIND_REQUESTS, "text", "раз\n\tдва", "раз\n\tдва", NULL},
    {KIND_REQUESTS, "direction", "expertise", "expertise",
	"вовлечение педагогов в экспертную деятельность"},
    {KIND_APPLICATIONS, "grounds", "department_specialist , community_leader",
	"department_specialist,community_leader",
	"специалисты Управления образования; лидеры профессиональных предметных сообществ, "
	"ассоциаций"},
};

static void
good_values(void **state)
{
	const struct reading *reading = *state;
	struct buf b = {0};

	for (size_t i = 0; i < sizeof(goods) / sizeof(goods[0]); i++) {
		const struct good *c = &goods[i];
		const struct field *f = field_find(c->kind, c->field);
		struct record *r = record_new(c->kind), *again = record_new(c->kind);
		struct error e = {0};

		if (value_parse(r, f, slice_of(c->text), reading, &e) != ST_OK)
			fail_msg("%s: %s", c->field, e.text);
		buf_clear(&b);
		value_put_cell(&b, r, f, reading);
		assert_string_equal(buf_text(&b), c->cell);
		assert_int_equal(value_parse(again, f, buf_slice(&b), reading, &e), ST_OK);
		assert_true(record_equal(r, again));
		buf_clear(&b);
		value_put_shown(&b, r, f, reading);
		assert_string_equal(buf_text(&b), c->shown != NULL ? c->shown : c->cell);
		record_free(r);
		record_free(again);
	}
	buf_free(&b);
}

struct bad {
	enum kind kind;
	const char *field, *text, *sentence;
};

/* Each is refused with its sentence, and the record stays as it was. */
static void
assert_refused(const struct bad *cases, size_t count, const struct reading *reading)
{
	for (size_t i = 0; i < count; i++) {
		const struct field *f = field_find(cases[i].kind, cases[i].field);
		struct record *r = record_new(cases[i].kind), *before;
		struct error e = {0};

		if (field_is_text(f))
			record_set_text(r, f, "прежнее", strlen("прежнее"));
		before = record_dup(r);
		if (value_parse(r, f, slice_of(cases[i].text), reading, &e) != ST_INVALID)
			fail_msg("«%s» принято", cases[i].text);
		if (strstr(e.text, cases[i].sentence) == NULL)
			fail_msg("ждали «%s», получили «%s»", cases[i].sentence, e.text);
		assert_int_equal(
		    value_parse(r, f, slice_of(cases[i].text), reading, NULL), ST_INVALID);
		assert_true(record_equal(r, before));
		record_free(r);
		record_free(before);
	}
}

static void
bad_texts_and_codes(void **state)
{
	static const struct bad cases[] = {
	    {KIND_PEOPLE, "birth_date", "31.02.1985",
		"«31.02.1985» — такого дня нет; нужна дата ДД.ММ.ГГГГ или ГГГГ-ММ-ДД"},
	    {KIND_PEOPLE, "hired", "20.08.12",
		"«20.08.12» — не дата; нужна дата ДД.ММ.ГГГГ или ГГГГ-ММ-ДД"},
	    {KIND_PEOPLE, "hired", "сегодня", "не дата"},
	    {KIND_PEOPLE, "hired", "01.01.0001",
		"«01.01.0001» — это пустая дата программы 1С; если даты нет"},
	    {KIND_PEOPLE, "hired", "1899-12-30", "пустая дата программы Excel"},
	    {KIND_PEOPLE, "hired", "01.01.1900", "пустая дата программы Excel"},
	    {KIND_PEOPLE, "hired", "01.09.0202", "слишком давно; нужна дата с 02.01.1900"},
	    {KIND_PEOPLE, "hired", "2101-01-01", "слишком нескоро"},
	    {KIND_PEOPLE, "code", "1.2E+12", "цифры потеряны"},
	    {KIND_PEOPLE, "phone", "7,90012E+10", "«7,90012E+10» — число, которое сократила"},
	    {KIND_PEOPLE, "phone", "7E-3", "цифры потеряны"},
	    {KIND_PEOPLE, "surname", "Бе\xE2\x80\xA8лова", "U+2028"},
	    {KIND_PEOPLE, "surname", "Бе\xE2\x81\xA9лова", "U+2069"},
	    {KIND_PEOPLE, "code", "N 1", "«N 1» — внутри кода пробел; ждём: код до 64 знаков"},
	    {KIND_PEOPLE, "code",
		"N\xC2\xA0"
		"1",
		"внутри кода пробел"},
	    {KIND_PEOPLE, "code", "N:1", "внутри кода двоеточие"},
	    {KIND_PEOPLE, "code", "N,1", "внутри кода запятая"},
	    {KIND_PEOPLE, "code", "N\t1", "знак табуляции (U+0009)"},
	    {KIND_PEOPLE, "given_name", "Ан\x1B[31mна",
		"«Ан<U+001B>[31mна» — недопустимый невидимый знак U+001B; уберите его"},
	    {KIND_PEOPLE, "surname", "Бе\xE2\x80\xAEлова", "U+202E"},
	    {KIND_PEOPLE, "surname", "Бе\xEF\xBB\xBFлова", "U+FEFF"},
	    {KIND_PEOPLE, "position", "учи\nтель",
		"«учи¶тель» — внутри перевод строки (U+000A), а поле — в одну строку"},
	    {KIND_PEOPLE, "position", "учи\tтель", "знак табуляции"},
	    {KIND_REQUESTS, "text", "раз\rдва", "U+000D"},
	    {KIND_PEOPLE, "surname", "Бел\xD0", "«Бел<0xD0>» — байт 0xD0 — не текст UTF-8"},
	    {KIND_PEOPLE, "organisation", "O999",
		"«O999» — такого кода нет в таблице «Организации»; нужен код записи, которая там "
		"есть"},
	    {KIND_PEOPLE, "organisation", "О1",
		"«О1» — такого кода нет в таблице «Организации»: знак 1 — русская буква «О»; есть "
		"код «O1»"},
	    {KIND_PEOPLE, "organisation", "O-Ш", "знак 1 — латинская буква «O»; есть код «О-Ш»"},
	    {KIND_PEOPLE, "organisation", "o1",
		"заглавные и строчные буквы в коде различаются; есть код «O1»"},
	    {KIND_PEOPLE, "organisation", "р7", "знак 1 — русская буква «р»; есть код «P7»"},
	    {KIND_PEOPLE, "organisation", "Ш2", "различаются; есть код «ш2»"},
	    {KIND_PEOPLE, "organisation", "XY1", "знак 1 — латинская буква «X»; есть код «ху1»"},
	};

	assert_refused(cases, sizeof(cases) / sizeof(cases[0]), *state);
}

static void
bad_words_and_numbers(void **state)
{
	static const struct bad cases[] = {
	    {KIND_PEOPLE, "staff_kind", "учитель",
		"«учитель» — такого значения нет; ждём: педагог, руководитель или специалист "
		"управления"},
	    {KIND_PEOPLE, "category", "Педагог-методист", "это звание, а не категория"},
	    {KIND_PEOPLE, "titles", "педагог-новатор",
		"«педагог-новатор» — такого значения нет; ждём: через запятую из списка: "
		"педагог-методист или "
		"педагог-наставник"},
	    {KIND_PEOPLE, "titles", "педагог-методист, учёный", "«учёный»: такого значения нет"},
	    {KIND_PEOPLE, "titles", "педагог-методист,Педагог-Методист",
		"«Педагог-Методист»: названо дважды"},
	    {KIND_PEOPLE, "subjects", "физика,химия, физика", "«физика»: названо дважды"},
	    {KIND_PEOPLE, "subjects", "чтение; ЧТЕНИЕ", "«ЧТЕНИЕ»: названо дважды"},
	    {KIND_PEOPLE, "subjects", "музыка,«Музыка»", "«Музыка»»: названо дважды"},
	    {KIND_PEOPLE, "subjects", "ОБЖ – юноши,обж-юноши", "«обж-юноши»: названо дважды"},
	    {KIND_CONSENTS, "fields", "phone",
		"ждём: через запятую из списка: name (фамилия, имя, отчество), "},
	    {KIND_PEOPLE, "email", "kovаleva@example.org",
		"знак 4 — русская буква «а» (U+0430), а нужна латинская «a»"},
	    {KIND_PEOPLE, "email", "kovжleva@example.org",
		"знак 4, «ж» (U+0436), не из латинского алфавита"},
	    {KIND_PEOPLE, "email", "хохлова@mail.ru",
		"«хохлова@mail.ru» — адрес набран русскими буквами, а нужны латинские"},
	    {KIND_PEOPLE, "email", "kоvаleva@example.org", "знак 2 — русская буква «о»"},
	    {KIND_PEOPLE, "email", "a@b@example.org", "два знака @"},
	    {KIND_PEOPLE, "email", "a.example.org", "нет знака @"},
	    {KIND_PEOPLE, "email", "@example.org", "перед @ ничего нет"},
	    {KIND_PEOPLE, "email", "a@localhost", "после @ нет точки"},
	    {KIND_PEOPLE, "email", "a@.org", "точка стоит с краю"},
	    {KIND_PEOPLE, "email", "a@example.", "точка стоит с краю"},
	    {KIND_PEOPLE, "email", "a b@example.org", "знак 2, « », в адресе не бывает"},
	    {KIND_PEOPLE, "email", "a@example.org;", "знак 14, «;», в адресе не бывает"},
	    {KIND_TRAININGS, "hours", "-36",
		"«-36» — не целое неотрицательное число; ждём: целое число, 0 или больше"},
	    {KIND_TRAININGS, "hours", "36,5", "не целое"},
	    {KIND_TRAININGS, "hours", "+5", "не целое"},
	    {KIND_TRAININGS, "hours", "тридцать шесть", "не целое"},
	    {KIND_TRAININGS, "hours", "1000000000000000", "слишком большое число"},
	    {KIND_TRAININGS, "hours", "99999999999999999999999999", "слишком большое число"},
	    {KIND_EVENTS, "roadmap", "возможно", "«возможно» — не да и не нет; ждём: да или нет"},
	    {KIND_EVENTS, "cancelled", "2025-01-01", "не да и не нет"},
	    {KIND_ACTIVITIES, "direction", "наставничество",
		"«наставничество» — такого значения нет; ждём: consulting, contest_support, "},
	    {KIND_APPLICATIONS, "grounds", "community_leader,best_teacher",
		"«best_teacher»: такого значения нет"},
	};

	assert_refused(cases, sizeof(cases) / sizeof(cases[0]), *state);
}

/* n times the letter ж, then the tail. */
static struct slice
long_text(struct buf *b, size_t n, const char *tail)
{
	buf_clear(b);
	for (size_t i = 0; i < n; i++)
		buf_puts(b, "ж");
	buf_puts(b, tail);
	return buf_slice(b);
}

static void
lengths_are_counted_in_characters(void **state)
{
	static const struct {
		enum kind kind;
		const char *field;
		size_t most;
	} cases[] = {
	    {KIND_PEOPLE, "code", 64},
	    {KIND_PEOPLE, "surname", 255},
	    {KIND_PEOPLE, "subjects", 255},
	    {KIND_REQUESTS, "text", 65536},
	};
	const struct reading *reading = *state;
	struct buf b = {0};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct field *f = field_find(cases[i].kind, cases[i].field);
		struct record *r = record_new(cases[i].kind);
		struct error e = {0};

		assert_int_equal(
		    value_parse(r, f, long_text(&b, cases[i].most, " "), reading, &e), ST_OK);
		assert_int_equal(utf8_count(record_text(r, f)), cases[i].most);
		/* a letter and its mark are one character once composed */
		assert_int_equal(
		    value_parse(r, f, long_text(&b, cases[i].most - 1, "е\xCC\x88"), reading, &e),
		    ST_OK);
		assert_int_equal(
		    value_parse(r, f, long_text(&b, cases[i].most, "ж"), reading, &e), ST_INVALID);
		assert_non_null(strstr(e.text, "слишком длинн"));
		assert_non_null(strstr(e.text, "жжж…»"));
		assert_true(utf8_count(e.text) < 160);
		record_free(r);
	}
	buf_free(&b);
}

static void
a_nul_byte_is_refused(void **state)
{
	const struct field *f = field_find(KIND_PEOPLE, "given_name");
	struct record *r = record_new(KIND_PEOPLE);
	struct error e = {0};

	assert_int_equal(value_parse(r, f, slice_make("Ан\0на", 9), *state, &e), ST_INVALID);
	assert_non_null(strstr(e.text, "U+0000"));
	record_free(r);
}

static void
an_empty_cell_clears(void **state)
{
	(void)state;
	for (int k = 0; k < KIND_COUNT; k++) {
		const struct entity *entity = entity_of((enum kind)k);
		struct record *r = record_new(entity->kind), *empty = record_new(entity->kind);

		for (size_t i = 0; i < entity->count; i++) {
			struct error e = {0};

			if (field_is_text(&entity->fields[i]))
				record_set_text(r, &entity->fields[i], "x", 1);
			assert_int_equal(
			    value_parse(r, &entity->fields[i], slice_of(" \xC2\xA0"), *state, &e),
			    ST_OK);
		}
		assert_true(record_equal(r, empty));
		record_free(r);
		record_free(empty);
	}
}

/* A program of later words has written it: nothing is shown, and nothing read behind the words. */
static void
a_choice_of_a_newer_program_has_no_word(void **state)
{
	static const char *const words[] = {"педагог", NULL, "за концом"};
	struct field f = *field_find(KIND_PEOPLE, "staff_kind");
	struct record *r = record_new(KIND_PEOPLE);
	struct buf b = {0};

	f.words = words;
	record_set_choice(r, &f, 1);
	value_put_cell(&b, r, &f, *state);
	assert_string_equal(buf_text(&b), "педагог");
	buf_clear(&b);
	record_set_choice(r, &f, 3);
	value_put_cell(&b, r, &f, *state);
	assert_string_equal(buf_text(&b), "");
	buf_free(&b);
	record_free(r);
}

static void
typed_dates(void **state)
{
	struct reading reading = *(const struct reading *)*state;
	const struct field *f = field_find(KIND_PEOPLE, "hired");
	struct record *r = record_new(KIND_PEOPLE);
	struct error e = {0};

	reading.typed = true;
	assert_int_equal(value_parse(r, f, slice_of("1.9"), &reading, &e), ST_OK);
	assert_int_equal(record_date(r, f), date_make(2026, 9, 1));
	assert_int_equal(value_parse(r, f, slice_of("+1"), &reading, &e), ST_OK);
	assert_int_equal(record_date(r, f), date_make(2026, 6, 1));
	record_free(r);
}

static void
items_are_walked(void **state)
{
	struct slice rest = slice_of("а,,в"), item;

	(void)state;
	assert_true(value_next_item(&rest, &item) && slice_equal(item, slice_of("а")));
	assert_true(value_next_item(&rest, &item) && item.len == 0);
	assert_true(value_next_item(&rest, &item) && slice_equal(item, slice_of("в")));
	assert_false(value_next_item(&rest, &item));
	rest = slice_of("");
	assert_false(value_next_item(&rest, &item));
}

static void
every_field_says_what_it_wants(void **state)
{
	const struct reading *reading = *state;
	struct buf b = {0};

	for (int k = 0; k < KIND_COUNT; k++) {
		const struct entity *e = entity_of((enum kind)k);

		for (size_t i = 0; i < e->count; i++) {
			buf_clear(&b);
			value_put_expected(&b, &e->fields[i], reading->vocabulary);
			assert_true(b.len > strlen("ждём: "));
			assert_true(slice_starts(buf_slice(&b), slice_of("ждём: ")));
		}
	}
	buf_clear(&b);
	value_put_expected(&b, field_find(KIND_PEOPLE, "organisation"), reading->vocabulary);
	assert_string_equal(buf_text(&b), "ждём: код из таблицы «Организации»");
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(good_values),
	    cmocka_unit_test(bad_texts_and_codes),
	    cmocka_unit_test(bad_words_and_numbers),
	    cmocka_unit_test(lengths_are_counted_in_characters),
	    cmocka_unit_test(a_nul_byte_is_refused),
	    cmocka_unit_test(an_empty_cell_clears),
	    cmocka_unit_test(a_choice_of_a_newer_program_has_no_word),
	    cmocka_unit_test(typed_dates),
	    cmocka_unit_test(items_are_walked),
	    cmocka_unit_test(every_field_says_what_it_wants),
	};

	return cmocka_run_group_tests(tests, value_town_set_up, value_town_tear_down);
}
