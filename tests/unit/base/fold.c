/* SPDX-License-Identifier: MIT
 * fold.c - words of a fixed set, the two layouts, look-alike letters.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/fold.h"
#include "base/utf8.h"

static void
yo_stands_after_ye(void **state)
{
	struct buf a = {0}, b = {0};

	(void)state;
	fold_put_yo(&a, slice_of("Семен Ежов"));
	fold_put_yo(&b, slice_of("Семён Ежов"));
	assert_true(slice_equal(buf_slice(&a), slice_of("\1\1\1")));
	assert_true(slice_compare(buf_slice(&a), buf_slice(&b)) < 0);
	buf_free(&a);
	buf_free(&b);
}

static void
texts_are_compared_forgivingly(void **state)
{
	(void)state;
	assert_true(
	    fold_equal(slice_of(" основное  и\xC2\xA0среднее "), slice_of("Основное и среднее")));
	assert_true(fold_equal(slice_of("не завершен"), slice_of("НЕ ЗАВЕРШЁН")));
	assert_false(fold_equal(slice_of("школа"), slice_of("школ")));
	assert_false(fold_equal(slice_of("школ"), slice_of("школа")));
	assert_false(fold_equal(slice_of("a b"), slice_of("ab")));
	assert_true(fold_equal(slice_of(""), slice_of("  ")));
	assert_true(fold_equal(slice_of("педагог–методист Ґ"), slice_of("ПЕДАГОГ-МЕТОДИСТ ґ")));
	assert_false(fold_equal(slice_of("педагог-методист"), slice_of("педагог методист")));
	assert_false(fold_equal(slice_of("«нет»"), slice_of("нет")));
	assert_true(fold_starts(slice_of("Озёрская"), slice_of("озер")));
	assert_true(fold_starts(slice_of("Озёрская"), slice_of("")));
	assert_false(fold_starts(slice_of("оз"), slice_of("озер")));
}

static void
the_other_layout(void **state)
{
	static const struct {
		const char *typed, *meant;
	} cases[] = {
	    {"bdfyjd", "иванов"},
	    {"Bdfyjd", "Иванов"},
	    {"j;jujd", "ожогов"},
	    {"`;brjd", "ёжиков"},
	    {"руддщ", "hello"},
	    {"куыщгксу 8", "resource 8"},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&b);
		assert_true(fold_put_other_layout(&b, slice_of(cases[i].typed)));
		assert_string_equal(buf_text(&b), cases[i].meant);
	}
	buf_clear(&b);
	assert_false(fold_put_other_layout(&b, slice_of("2025 8")));
	assert_int_equal(b.len, 0);
	buf_free(&b);
}

/* Every key of the letter block goes over and comes back. */
static void
layouts_mirror_each_other(void **state)
{
	static const char letters[] = "qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM";
	struct buf there = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(letters) - 1; i++) {
		const char *p;

		buf_clear(&there);
		assert_true(fold_put_other_layout(&there, slice_make(&letters[i], 1)));
		p = buf_text(&there);
		assert_int_equal(fold_key_position(utf8_next(&p, p + there.len)), letters[i]);
	}
	assert_int_equal(fold_key_position(0x439), 'q');
	assert_int_equal(fold_key_position(0x416), ':');
	assert_int_equal(fold_key_position('q'), 'q');
	buf_free(&there);
}

static void
mixed_alphabets_are_mended(void **state)
{
	struct buf b = {0};

	(void)state;
	assert_true(fold_put_mended(&b, slice_of("Ивaнoв Пётр"))); /* Latin a and o */
	assert_string_equal(buf_text(&b), "Иванов Пётр");
	buf_clear(&b);
	assert_true(fold_put_mended(&b, slice_of("ivаnov@mаil")));
	assert_string_equal(buf_text(&b), "ivanov@mail");
	buf_clear(&b);
	assert_false(fold_put_mended(&b, slice_of("Иванов Ivanov")));
	assert_false(fold_put_mended(&b, slice_of("дизайнR")));
	assert_int_equal(b.len, 0);
	buf_free(&b);
}

static void
look_alikes_are_pairs(void **state)
{
	(void)state;
	assert_int_equal(fold_look_alike('O'), 0x41E);
	assert_int_equal(fold_look_alike(0x41E), 'O');
	assert_int_equal(fold_look_alike('z'), 0);
	assert_int_equal(fold_look_alike(0x436), 0);
	for (uint32_t cp = 'A'; cp <= 'z'; cp++)
		if (fold_look_alike(cp) != 0)
			assert_int_equal(fold_look_alike(fold_look_alike(cp)), cp);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(yo_stands_after_ye),
	    cmocka_unit_test(texts_are_compared_forgivingly),
	    cmocka_unit_test(the_other_layout),
	    cmocka_unit_test(layouts_mirror_each_other),
	    cmocka_unit_test(mixed_alphabets_are_mended),
	    cmocka_unit_test(look_alikes_are_pairs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
