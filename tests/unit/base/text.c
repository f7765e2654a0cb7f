/* SPDX-License-Identifier: MIT
 * base_text.c - UTF-8, growing bytes, arenas, sentences of errors.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/status.h"
#include "base/utf8.h"

static void
ill_formed_bytes_are_found(void **state)
{
	static const struct {
		const char *text;
		size_t bad_at;
	} cases[] = {
	    {"Озерская", 16},
	    {"a\xFFz", 1},
	    {"ж\xD0", 2},            /* cut off */
	    {"\xC0\x80", 0},         /* overlong NUL */
	    {"\xE0\x80\xAF", 0},     /* overlong */
	    {"\xED\xA0\x80", 0},     /* a surrogate */
	    {"\xF4\x90\x80\x80", 0}, /* beyond U+10FFFF */
	    {"\xF0\x9F\x98\x80", 4},
	    {"\x80", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct slice s = slice_of(cases[i].text);

		assert_int_equal(utf8_bad_at(s), cases[i].bad_at);
		assert_int_equal(utf8_look(s, false).bad_at, cases[i].bad_at);
	}
}

static void
every_code_point_comes_back(void **state)
{
	struct buf b = {0};

	(void)state;
	for (uint32_t cp = 0; cp < 0x110000; cp += cp < 0x3000 ? 1 : 61) {
		const char *p;

		if (cp >= 0xD800 && cp < 0xE000)
			continue;
		buf_clear(&b);
		utf8_put(&b, cp);
		p = buf_text(&b);
		assert_int_equal(utf8_next(&p, p + b.len), cp);
		assert_ptr_equal(p, buf_text(&b) + b.len);
	}
	buf_free(&b);
}

static struct slice
nfc(struct buf *b, const char *text)
{
	buf_clear(b);
	utf8_put_nfc(b, slice_of(text));
	return buf_slice(b);
}

static void
texts_are_composed(void **state)
{
	struct buf b = {0};

	(void)state;
	assert_true(slice_equal(nfc(&b, "Ковале\xCC\x88ва Зои\xCC\x86"), slice_of("Ковалёва Зой")));
	assert_true(
	    slice_equal(nfc(&b, "\xCE\x87"), slice_of("\xC2\xB7"))); /* U+0387 is the middle dot */
	assert_true(slice_equal(nfc(&b, "\xE2\x84\xA6"), slice_of("\xCE\xA9"))); /* Ohm */
	assert_true(slice_equal(nfc(&b, "МБОУ «СОШ № 8» — 5"), slice_of("МБОУ «СОШ № 8» — 5")));
	buf_free(&b);
}

/* What utf8_look calls composed is what composition leaves alone. */
static void
composed_means_composed(void **state)
{
	struct buf text = {0};
	int composed = 0;

	(void)state;
	for (uint32_t cp = 0x20; cp < 0x3000; cp++) {
		utf8proc_uint8_t *result;

		buf_clear(&text);
		buf_puts(&text, "aе");
		utf8_put(&text, cp);
		if (!utf8_look(buf_slice(&text), true).composed)
			continue;
		composed++;
		result = utf8proc_NFC((const utf8proc_uint8_t *)buf_text(&text));
		assert_string_equal((const char *)result, buf_text(&text));
		free(result);
	}
	assert_true(composed > 900);
	assert_false(utf8_look(slice_of("\xCC\x88"), true).composed);
	buf_free(&text);
}

static void
one_look_tells_all(void **state)
{
	struct utf8_facts facts = utf8_look(slice_of("Озерская-8 ё№"), false);

	(void)state;
	assert_int_equal(facts.count, 13);
	assert_int_equal(facts.forbidden, UTF8_BAD);
	assert_true(facts.composed);
	assert_int_equal(utf8_look(slice_make("a\0b", 3), true).forbidden, 0);
	assert_int_equal(utf8_look(slice_of("a\nb"), false).forbidden, '\n');
	assert_int_equal(utf8_look(slice_of("a\nb\tc"), true).forbidden, UTF8_BAD);
	assert_int_equal(utf8_look(slice_of("a\rb"), true).forbidden, '\r');
	assert_int_equal(utf8_look(slice_of("a\x7F"), true).forbidden, 0x7F);
	assert_int_equal(utf8_look(slice_of("a\xC2\x85"), true).forbidden, 0x85);
	assert_int_equal(utf8_look(slice_of("a\xE2\x80\xAE"), true).forbidden, 0x202E);
	assert_int_equal(utf8_look(slice_of("\xEF\xBB\xBF"), true).forbidden, 0xFEFF);
	assert_int_equal(utf8_look(slice_of("\xE2\x81\xA9"), true).forbidden, 0x2069);
}

static void
blanks_are_trimmed(void **state)
{
	static const struct {
		const char *text, *trimmed;
	} cases[] = {
	    {"", ""},
	    {"  ", ""},
	    {"\xC2\xA0", ""},
	    {" \xC2\xA0\tа б\xE2\x80\xAF\r\n", "а б"},
	    {"а", "а"},
	    {"\xFF ", "\xFF"},
	    {" \xA0", "\xA0"}, /* half of a no-break space is no blank */
	    {"\xE2\x80\x87x\xE2\x80\x87", "x"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_true(
		    slice_equal(utf8_trim(slice_of(cases[i].text)), slice_of(cases[i].trimmed)));
	assert_int_equal(utf8_trim((struct slice){0}).len, 0);
}

static void
widths(void **state)
{
	(void)state;
	assert_int_equal(utf8_count("Ёж № 8"), 6);
	assert_int_equal(utf8_width("Ёж № 8"), 6);
	assert_int_equal(utf8_width("и\xCC\x86"), 1);
	assert_int_equal(utf8_width("中"), 2);
	assert_int_equal(utf8_fit("Озерская", 3), 6);
	assert_int_equal(utf8_fit("a中b", 2), 1);
	assert_int_equal(utf8_fit("ab", 80), 2);
}

static void
no_character_is_cut_in_two(void **state)
{
	char to[6];

	(void)state;
	assert_int_equal(utf8_cut(slice_of("Ёж"), 3).len, 2);
	assert_int_equal(utf8_cut(slice_of("Ёж"), 4).len, 4);
	assert_int_equal(utf8_cut(slice_of("中"), 2).len, 0);
	utf8_copy(to, sizeof(to), "Совет");
	assert_string_equal(to, "Со");
	utf8_copy_trimmed(to, sizeof(to), " a Совет ");
	assert_string_equal(to, "a С");
	utf8_copy_trimmed(to, sizeof(to), " ёж ");
	assert_string_equal(to, "ёж");
}

static void
terminals_are_safe(void **state)
{
	struct buf b = {0};

	(void)state;
	utf8_put_shown(&b, slice_of("a\x1B[31m\xFFж\xE2\x80\xAE\n\tz\xE2\x80\x8B"), false);
	assert_string_equal(buf_text(&b), "a<U+001B>[31m<0xFF>ж<U+202E>¶ z<U+200B>");
	buf_clear(&b);
	utf8_put_shown(&b, slice_of("a\nb"), true);
	assert_string_equal(buf_text(&b), "a\nb");
	buf_free(&b);
}

static void
bytes_grow(void **state)
{
	struct buf b = {0};
	char *detached;

	(void)state;
	assert_string_equal(buf_text(&b), "");
	for (int i = 0; i < 1000; i++)
		buf_printf(&b, "%d,", i);
	assert_int_equal(b.len, 3890);
	assert_string_equal(buf_text(&b) + 3886, "999,");
	buf_truncate(&b, 4);
	assert_string_equal(buf_text(&b), "0,1,");
	buf_printf(&b, "%0500d", 7);
	assert_int_equal(b.len, 504);
	buf_clear(&b);
	buf_put_be(&b, 0x0102030405, 5);
	assert_memory_equal(buf_text(&b), "\1\2\3\4\5", 5);
	assert_int_equal(be_read(buf_text(&b), 5), 0x0102030405);
	detached = buf_detach(&b);
	assert_null(b.data);
	free(detached);
	detached = buf_detach(&b);
	assert_string_equal(detached, "");
	free(detached);
}

static void
slices_are_compared_by_bytes(void **state)
{
	(void)state;
	assert_true(slice_compare(slice_of("a"), slice_of("ab")) < 0);
	assert_true(slice_compare(slice_of("b"), slice_of("ab")) > 0);
	assert_true(slice_compare(slice_of("а"), slice_of("z")) > 0);
	assert_int_equal(slice_compare(slice_of("ab"), slice_of("ab")), 0);
	assert_true(slice_starts(slice_of("abc"), slice_of("")));
	assert_false(slice_starts(slice_of("a"), slice_of("ab")));
	assert_true(slice_equal((struct slice){0}, slice_of("")));
}

static void
a_file_is_read_whole(void **state)
{
	struct buf b = {0};
	FILE *f = tmpfile();

	(void)state;
	for (int i = 0; i < 100000; i++)
		fputs("строка\n", f);
	rewind(f);
	assert_true(buf_read_file(&b, f));
	assert_int_equal(b.len, 1300000);
	fclose(f);
	buf_free(&b);
}

static void
arenas_keep_what_they_gave(void **state)
{
	struct arena a = {0};
	char *texts[500];

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < 500; i++) {
			char text[64];

			snprintf(text, sizeof(text), "текст %zu", i);
			texts[i] = arena_strndup(&a, text, strlen(text));
			assert_int_equal((uintptr_t)arena_alloc(&a, i) % _Alignof(max_align_t), 0);
		}
		assert_string_equal(texts[499], "текст 499");
		assert_string_equal(texts[0], "текст 0");
		arena_clear(&a);
	}
	memset(arena_alloc(&a, 1000000), 1, 1000000);
	arena_free(&a);
	assert_null(a.blocks);
}

static void
a_long_sentence_is_cut_between_characters(void **state)
{
	struct error e = {0};
	char text[1600] = "";

	(void)state;
	for (int shift = 0; shift < 2; shift++) {
		size_t n = (size_t)shift;

		text[0] = 'x';
		while (n + 2 < sizeof(text)) {
			memcpy(text + n, "ж", 3);
			n += 2;
		}
		assert_int_equal(error_set(&e, ST_REFUSED, "%s", text), ST_REFUSED);
		assert_int_equal(utf8_bad_at(slice_of(e.text)), strlen(e.text));
		assert_true(strlen(e.text) >= sizeof(e.text) - 2);
	}
	error_set(&e, ST_FULL, "%s", "коротко");
	assert_string_equal(error_text(&e), "коротко");
	assert_int_equal(error_set(NULL, ST_DENIED, "x"), ST_DENIED);
}

static void
every_status_has_a_meaning(void **state)
{
	struct error e = {.status = ST_FULL};

	(void)state;
	assert_string_equal(status_text(ST_OK), "");
	assert_int_equal(status_exit_code(ST_OK), 0);
	for (int st = 1; st < ST_COUNT; st++) {
		assert_true(status_text((enum status)st)[0] != '\0');
		assert_in_range(status_exit_code((enum status)st), 1, 4);
	}
	assert_int_equal(status_exit_code(ST_DENIED), 4);
	assert_string_equal(error_text(&e), status_text(ST_FULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ill_formed_bytes_are_found),
	    cmocka_unit_test(every_code_point_comes_back),
	    cmocka_unit_test(texts_are_composed),
	    cmocka_unit_test(composed_means_composed),
	    cmocka_unit_test(one_look_tells_all),
	    cmocka_unit_test(blanks_are_trimmed),
	    cmocka_unit_test(widths),
	    cmocka_unit_test(no_character_is_cut_in_two),
	    cmocka_unit_test(terminals_are_safe),
	    cmocka_unit_test(bytes_grow),
	    cmocka_unit_test(slices_are_compared_by_bytes),
	    cmocka_unit_test(a_file_is_read_whole),
	    cmocka_unit_test(arenas_keep_what_they_gave),
	    cmocka_unit_test(a_long_sentence_is_cut_between_characters),
	    cmocka_unit_test(every_status_has_a_meaning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
