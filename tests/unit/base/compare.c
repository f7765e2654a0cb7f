/* SPDX-License-Identifier: MIT
 * compare.c - what people call the same text, what they do not, and the frozen form.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/compare.h"
#include "base/utf8.h"

struct pair {
	const char *a, *b;
};

static const struct pair one_text[] = {
    {"", "  "},
    {"", "«—»"},
    {" Основное  и\u00A0среднее", "основное и среднее"},
    {"не завершён", "НЕ ЗАВЕРШЕН"},
    /* quotes and other marks */
    {"МБОУ «Школа \"Рост\"»", "МБОУ \"Школа „Рост“\""},
    {"‹Рост›", "'Рост'"},
    {"''Рост''", "Рост"},
    {"школа (вечерняя)", "Школа, вечерняя."},
    {"И.И. Иванов", "И. И. Иванов"},
    {"физика/химия", "физика; химия"},
    {"физика , химия", "физика,химия"},
    /* dashes */
    {"Анна-Мария", "Анна – Мария"},
    {"Анна—Мария", "анна\u2011мария"},
    {"2025\u22122026", "2025-2026"},
    {"Анна-Мария", "Анна Мария"},
    /* apostrophes */
    {"О’Нил", "О'Нил"},
    {"ОʼНил", "О`Нил"},
    {"О´Нил", "Онил"},
    {"Д‘Арк", "дарк"},
    /* numbers */
    {"Школа №3", "Школа № 3"},
    {"Школа N3", "школа №\u00A03"},
    {"школа n 3", "ШКОЛА №\u20093"},
    {"школа N. 3", "школа No 3"},
    {"школа No. 3", "школа Nо3"}, /* the second о is Cyrillic */
    {"№3", "N 3"},
    {"#3", "3"},
    {"«Гимназия» №3", "Гимназия 3"},
    {"школа№3", "школа № 3"},
    {"№ п/п", "п/п"},
    /* what is not seen */
    {"Гим\u00ADна\u00ADзия", "Гимназия"},
    {"Гим\u200Bназия", "гимназия\u2060"},
    {"за\u0301мок", "замок"},
    {"и\u0306од", "йод"},
    {"е\u0308лка", "ёлка"},
    /* one shape, two alphabets */
    {"ABCEHKMOPTXY", "АВСЕНКМОРТХУ"},
    {"abcehkmoptxy", "авсенкмортху"},
    {"5A", "5А"},
    {"МOУ", "МОУ"},
    {"XXII", "ХХІІ"},
    {"ХXІI", "xxii"},
    {"IV", "ІV"},
    {"Ⅳ", "IV"},
    {"Ӏ класс", "I класс"},
    /* neighbours */
    {"Ғайса Қожа", "гайса кожа"},
    {"Өлжас Үміт", "олжас умит"},
    {"Ұлы жүз", "улы жуз"},
    {"Һадия", "хадия"},
    {"Іваненко", "иваненко"},
    {"Їжак Євген Ґудзь", "ижак евген гудзь"},
    {"Әмир", "амир"},
    {"Ўладзімір", "уладзимир"},
    {"Müller", "MULLER"},
    {"Straße", "STRASSE"},
    {"５ класс", "5 класс"},
};

static void
the_same(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(one_text) / sizeof(one_text[0]); i++) {
		if (!compare_equal(slice_of(one_text[i].a), slice_of(one_text[i].b)))
			fail_msg("\"%s\" is not \"%s\"", one_text[i].a, one_text[i].b);
		assert_true(compare_equal(slice_of(one_text[i].b), slice_of(one_text[i].a)));
	}
}

static void
not_the_same(void **state)
{
	static const struct {
		const char *a, *b;
	} pairs[] = {
	    {"школа", "школ"},
	    {"школ", "школа"},
	    {"а б", "аб"},
	    {"Школа № 3", "Школа № 13"},
	    {"Школа № 1 3", "Школа № 13"},
	    {"и", "й"},
	    {"Ь", "Ъ"},
	    {"ш", "щ"},
	    {"э", "е"},
	    {"Школа Н3", "Школа 3"}, /* a Cyrillic letter is no sign of a number */
	    {"ДN3", "Д3"},           /* nor is a letter inside a word */
	    {"N а", "а"},
	    {"nota 3", "ta 3"},
	    {"S", "5"},
	    {"O", "0"},
	    {"XX", "XXI"},
	    {"Q", "К"},
	    {"О Нил", "О'Нил"}, /* a blank parts words, an apostrophe does not */
	    {"5класс", "5 класс"},
	    {"日本", "日"},
	    {"Иванов", "Иванова"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		if (compare_equal(slice_of(pairs[i].a), slice_of(pairs[i].b)))
			fail_msg("\"%s\" is \"%s\"", pairs[i].a, pairs[i].b);
		assert_false(compare_equal(slice_of(pairs[i].b), slice_of(pairs[i].a)));
	}
}

static void
beginnings(void **state)
{
	(void)state;
	assert_true(compare_starts(slice_of("Озёрская"), slice_of("озер")));
	assert_true(compare_starts(slice_of("«Школа» № 3"), slice_of("школа №")));
	assert_true(compare_starts(slice_of("«Школа» № 3"), slice_of("школа n3")));
	assert_true(compare_starts(slice_of("О’Нил"), slice_of("о'")));
	assert_true(compare_starts(slice_of("О’Нил"), slice_of("онил")));
	assert_true(compare_starts(slice_of("Анна"), slice_of("")));
	assert_true(compare_starts(slice_of("Анна"), slice_of("«")));
	assert_false(compare_starts(slice_of("оз"), slice_of("озер")));
	assert_false(compare_starts(slice_of(""), slice_of("о")));
	assert_true(compare_is_empty(slice_of(" «№»")));
	assert_false(compare_is_empty(slice_of("«5»")));
}

/* A search for words in one text. */
static void
words_are_found(void **state)
{
	static const struct {
		const char *text, *typed;
		bool found;
	} cases[] = {
	    {"МБОУ «Школа № 3»", "школа №3", true},
	    {"МБОУ «Школа № 3»", "школа № 3", true},
	    {"МБОУ «Школа № 3»", "№ 3 школа", true},
	    {"МБОУ «Школа № 3»", "школа n3", true},
	    {"МБОУ «Школа № 3»", "школа 3", true},
	    {"МБОУ «Школа № 3»", "мбоу«шк", true},
	    {"МБОУ \"Школа №4\"", "школа № 4", true},
	    {"МБОУ \"Школа №4\" O3", "школа №3", false}, /* not the 3 of a code */
	    {"Школа № 13", "школа №3", false},
	    {"Школа № 13", "школа 3", true},
	    {"Школа № 10", "школа №1", true}, /* on the way to №10 */
	    {"№3", "№3", true},
	    {"3", "n 3", true},
	    {"Гимназия 3", "гимназия №3", true},
	    {"МБОУ «СОШ № 10»", "сош №10", true},
	    {"МБОУ «СОШ № 10»", "сош№10", true},
	    {"Детский сад № 6 „Колокольчик“", "«колокольчик»", true},
	    {"Детский сад № 6 „Колокольчик“", "\"колокольчик\"", true},
	    {"Лицей N 5", "лицей №5", true},
	    {"О’Нил Юлия", "о'нил", true},
	    {"ОʼНил Юлия", "о’нил", true},
	    {"О'Нил Юлия", "оʼнил", true},
	    {"О'Нил Юлия", "нил", true},
	    {"Гим\u00ADна\u00ADзия 3", "гимназия", true},
	    {"+7 (900) 000-00-05", "000-00-05", true},
	    {"+7 (900) 000-05-00", "000-00-05", false}, /* as it stands, not its pieces */
	    {"Петрова-Водкина", "петрова-водкина", true},
	    {"Петрова Анна Водкина", "петрова-водкина", false},
	    {"Петрова Анна Водкина", "водкина петрова", true},
	    {"XXII олимпиада", "ххii", true},
	    {"Әхмәтов", "ахметов", true},
	    {"Әхмәтов", "әхмәтов", true},
	    {"Зәйнәп Әминә", "зейнеп", true},
	    {"Зәйнәп Әминә", "амине", true},
	    {"Зәйнәп Әминә", "зайнеп", true},
	    {"Зәйнәп Әминә", "эминэ", true},
	    {"что угодно", "", true},
	    {"что угодно", "« №", true},
	    {"", "а", false},
	    {"школа", "школы", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (compare_holds(slice_of(cases[i].text), slice_of(cases[i].typed)) !=
		    cases[i].found)
			fail_msg("\"%s\" in \"%s\"", cases[i].typed, cases[i].text);
}

static struct slice
ordered(struct buf *b, const char *text)
{
	buf_clear(b);
	compare_put_order(b, slice_of(text));
	return buf_slice(b);
}

static void
russian_order(void **state)
{
	static const char *const sorted[] = {"", "1", "Excel", "Python", "Zoom", "Анна",
	    "Анна Мария", "Анна-Мария", "Аннабель", "Әхмәд", "Бек", "Д'Арк", "Дʼарко", "Де Фриз",
	    "Дефриз", "Дима", "Елец", "Ёлкин", "Елкина", "Жук", "Іваненко", "Иванов", "Иванова",
	    "Йод", "Cидор", /* begins with a Latin C */
	    "Сидоров", "Яковлев", "Ярцев"};
	struct buf a = {0}, b = {0};

	(void)state;
	for (size_t i = 1; i < sizeof(sorted) / sizeof(sorted[0]); i++)
		if (slice_compare(ordered(&a, sorted[i - 1]), ordered(&b, sorted[i])) >= 0)
			fail_msg("\"%s\" is not before \"%s\"", sorted[i - 1], sorted[i]);
	assert_true(slice_equal(ordered(&a, "Семён"), ordered(&b, "СЕМЕН")));
	assert_true(slice_equal(ordered(&a, "Д’Арк"), ordered(&b, "Д'Арк")));
	buf_free(&a);
	buf_free(&b);
}

/* A text such as people type, and such as nobody does. */
static const char *const pieces[] = {"а", "Б", "ё", "и", "\u0306", "N", "n", "o", "№", "3", "10",
    " ", " ", "\u00A0", "-", "—", "'", "’", "«", "»", ".", ",", "I", "X", "ә", "І", "\u00AD", "é",
    "Ⅷ", "ß", "½", "ﷺ", "ﬃ", "日", "\xFF", "\xD0", "\t", "\x01", "#", "(", "ŉ", "q", "W"};

static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void
put_random(struct buf *b, uint32_t *seed)
{
	buf_clear(b);
	for (uint32_t n = next_random(seed) % 12; n > 0; n--)
		buf_puts(b, pieces[next_random(seed) % (sizeof(pieces) / sizeof(pieces[0]))]);
}

/* Write a form as a text of small letters that has this form. */
static void
put_unfolded(struct buf *b, struct slice form)
{
	const char *p = form.data, *end = p + form.len;

	while (p < end) {
		uint32_t letter = utf8_next(&p, end);

		if (letter == COMPARE_BLANK || letter == COMPARE_WORD)
			letter = ' ';
		else if (letter == COMPARE_HYPHEN)
			letter = '-';
		else if (letter < 0x2D)
			letter = '0' + (letter - 0x23);
		else if (letter < 0x47)
			letter = 'a' + (letter - 0x2D);
		else if (letter < 0x80)
			letter = 0x430 + (letter - 0x47);
		utf8_put(b, letter);
	}
}

static void
a_form_has_itself_as_its_form(void **state)
{
	struct buf text = {0}, form = {0}, plain = {0}, again = {0};
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		put_random(&text, &seed);
		buf_clear(&form);
		buf_clear(&plain);
		buf_clear(&again);
		compare_put(&form, buf_slice(&text));
		put_unfolded(&plain, buf_slice(&form));
		compare_put(&again, buf_slice(&plain));
		/* "n 3" is a form when the n came from a ŉ: such a text is not typed */
		if (strstr(buf_text(&plain), "n") == NULL &&
		    !slice_equal(buf_slice(&form), buf_slice(&again)))
			fail_msg("\"%s\"", buf_text(&text));
	}
	buf_free(&text);
	buf_free(&form);
	buf_free(&plain);
	buf_free(&again);
}

/* What is equal in order is equal at all; a search for a text finds it; a form has no blank at its
 * ends and no two together; places lie in the text and go forward. */
static void
forms_agree(void **state)
{
	struct buf a = {0}, b = {0}, fa = {0}, fb = {0};
	uint32_t seed = 7;
	int equal = 0;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		bool same;

		put_random(&a, &seed);
		put_random(&b, &seed);
		buf_clear(&fa);
		buf_clear(&fb);
		compare_put(&fa, buf_slice(&a));
		compare_put(&fb, buf_slice(&b));
		same = slice_equal(buf_slice(&fa), buf_slice(&fb));
		assert_int_equal(same, compare_equal(buf_slice(&a), buf_slice(&b)));
		assert_int_equal(slice_starts(buf_slice(&fa), buf_slice(&fb)),
		    compare_starts(buf_slice(&a), buf_slice(&b)));
		assert_true(fa.len == 0 || (fa.data[0] > 2 || fa.data[0] < 0));
		assert_true(fa.len == 0 || fa.data[fa.len - 1] != COMPARE_BLANK);
		assert_null(memmem(buf_text(&fa), fa.len, "\x02\x02", 2));
		buf_clear(&fa);
		buf_clear(&fb);
		compare_put_order(&fa, buf_slice(&a));
		compare_put_order(&fb, buf_slice(&b));
		if (slice_equal(buf_slice(&fa), buf_slice(&fb))) {
			equal++;
			assert_true(same);
		}
		if (!compare_holds(buf_slice(&a), buf_slice(&a)))
			fail_msg("\"%s\" is not found", buf_text(&a));
	}
	assert_true(equal > 100);
	buf_free(&a);
	buf_free(&b);
	buf_free(&fa);
	buf_free(&fb);
}

/* Letter by letter comes what is put at once, from places that go forward in the text. */
static void
places_are_told(void **state)
{
	static void (*const put[])(struct buf *, struct slice) = {
	    [COMPARE_PLAIN] = compare_put,
	    [COMPARE_QUERY] = compare_put_query,
	    [COMPARE_ORDER] = compare_put_order,
	};
	struct buf text = {0}, whole = {0}, letters = {0};
	uint32_t seed = 3;

	(void)state;
	for (int round = 0; round < 30000; round++) {
		enum compare_form form = (enum compare_form)(round % 3);
		struct comparing c;
		uint32_t letter;
		const char *last;

		put_random(&text, &seed);
		buf_clear(&whole);
		buf_clear(&letters);
		put[form](&whole, buf_slice(&text));
		last = buf_text(&text);
		c = compare_begin(buf_slice(&text), form);
		while ((letter = compare_next(&c)) != COMPARE_END) {
			assert_true(c.from >= buf_text(&text) && c.from <= c.to);
			assert_true(c.to <= buf_text(&text) + text.len && c.to >= last);
			last = c.to;
			utf8_put(&letters, letter);
		}
		if (!slice_equal(buf_slice(&whole), buf_slice(&letters)))
			fail_msg("\"%s\"", buf_text(&text));
	}
	buf_free(&text);
	buf_free(&whole);
	buf_free(&letters);
}

static void
queries_are_cut_into_words(void **state)
{
	struct buf query = {0};
	struct slice rest, word;

	(void)state;
	compare_put_query(&query, slice_of(" Сош  № 10, «а-б» "));
	rest = buf_slice(&query);
	assert_true(compare_next_word(&rest, &word));
	assert_true(slice_equal(word, slice_of("\x58\x55\x5F")));
	assert_true(compare_next_word(&rest, &word));
	assert_true(slice_equal(word, slice_of("\x02\x24\x23")));
	assert_true(compare_next_word(&rest, &word));
	assert_true(slice_equal(word, slice_of("\x47\x02\x48")));
	assert_false(compare_next_word(&rest, &word));
	buf_free(&query);
}

/* FNV-1a of the forms of the characters names are made of, which Unicode will add nothing to. */
static uint64_t
digest_of(enum compare_form form)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {{0x01, 0x52F}, {0x1E00, 0x1EFF}, {0x2000, 0x2063}, {0x2100, 0x2188}};
	uint64_t digest = UINT64_C(14695981039346656037);
	struct buf text = {0};

	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		for (uint32_t cp = ranges[i].first; cp <= ranges[i].last; cp++) {
			struct comparing c;
			uint32_t letter;

			buf_clear(&text);
			buf_puts(&text, "яN");
			utf8_put(&text, cp);
			buf_puts(&text, "N3 a");
			utf8_put(&text, cp);
			c = compare_begin(buf_slice(&text), form);
			do {
				letter = compare_next(&c);
				digest = (digest ^ letter) * UINT64_C(1099511628211);
			} while (letter != COMPARE_END);
		}
	buf_free(&text);
	return digest;
}

/* They stand on disk: when one of these differs, COMPARE_VERSION goes up with it. */
static void
the_forms_are_frozen(void **state)
{
	(void)state;
	assert_int_equal(COMPARE_VERSION, 1);
	assert_int_equal(digest_of(COMPARE_PLAIN), UINT64_C(0x901c40508d425e41));
	assert_int_equal(digest_of(COMPARE_ORDER), UINT64_C(0xb10b2bec6c28bcd5));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_same),
	    cmocka_unit_test(not_the_same),
	    cmocka_unit_test(beginnings),
	    cmocka_unit_test(words_are_found),
	    cmocka_unit_test(russian_order),
	    cmocka_unit_test(a_form_has_itself_as_its_form),
	    cmocka_unit_test(forms_agree),
	    cmocka_unit_test(places_are_told),
	    cmocka_unit_test(queries_are_cut_into_words),
	    cmocka_unit_test(the_forms_are_frozen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
