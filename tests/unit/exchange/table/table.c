/* SPDX-License-Identifier: MIT
 * exchange_table.c - every rule of reading delimited text, and that what is written is read back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "exchange/table/table.h"

/* The rows as "line:[cell|cell]" one after another; "! line: text" for a fault. */
static const char *
read_bytes(struct buf *shown, const char *bytes, size_t len)
{
	struct table_fault fault;
	struct table_reader *t;
	struct buf file = {0};
	const struct slice *cells;
	size_t count, line;

	buf_clear(shown);
	buf_put(&file, bytes, len);
	if (table_open(&t, &file, NULL, &fault) != ST_OK) {
		buf_printf(shown, "! %zu: %s", fault.line, fault.text);
		buf_free(&file);
		return buf_text(shown);
	}
	while (table_next(t, &cells, &count, &line)) {
		buf_printf(shown, "%zu:[", line);
		for (size_t i = 0; i < count; i++) {
			buf_puts(shown, i > 0 ? "|" : "");
			buf_put_slice(shown, cells[i]);
		}
		buf_putc(shown, ']');
	}
	assert_int_equal(table_position(t), file.len);
	table_close(t);
	buf_free(&file);
	return buf_text(shown);
}

static void
check(const char *text, const char *rows)
{
	struct buf shown = {0};

	assert_string_equal(read_bytes(&shown, text, strlen(text)), rows);
	buf_free(&shown);
}

static void
check_fault(const char *text, size_t len, size_t line, const char *part)
{
	struct buf shown = {0}, place = {0};
	const char *got = read_bytes(&shown, text, len);

	buf_printf(&place, "! %zu: ", line);
	if (!slice_starts(slice_of(got), buf_slice(&place)) || strstr(got, part) == NULL)
		fail_msg("%s: expected line %zu and «%s»", got, line, part);
	buf_free(&shown);
	buf_free(&place);
}

#define FAULT(bytes, line, part) check_fault(bytes, sizeof(bytes) - 1, line, part)

static void
separators_come_from_the_header(void **state)
{
	(void)state;
	check("a;b\n1;2,3\n", "1:[a|b]2:[1|2,3]");
	check("a,b\n1,2;3\n", "1:[a|b]2:[1|2;3]");
	check("a\tb\n1;2\t3,4\n", "1:[a|b]2:[1;2|3,4]");
	check("a\n1;2\n", "1:[a]2:[1;2]");
	check("\"a;b;c\",d\n1,2\n", "1:[a;b;c|d]2:[1|2]");
	check("Код;Место работы, должность\n1;2\n", "1:[Код|Место работы, должность]2:[1|2]");
	check("a, b, c\n1, 2, 3\n", "1:[a|b|c]2:[1|2|3]");
	check("\n;;;;;\n;a;b\n;1;2\n", "3:[|a|b]4:[|1|2]");
	check("\"a\nx;y\",b\n1,2\n", "1:[a\nx;y|b]3:[1|2]");
}

static void
lines_end_with_lf_or_crlf(void **state)
{
	(void)state;
	check("a;b\r\n1;2\r\n", "1:[a|b]2:[1|2]");
	check("a;b\n1;2", "1:[a|b]2:[1|2]");
	check("a;b\n1;", "1:[a|b]2:[1|]");
	check("a;b\r\n\"1\";\"2\"\r\n3;4\r\n", "1:[a|b]2:[1|2]3:[3|4]");
}

static void
quotes_are_those_of_rfc_4180(void **state)
{
	(void)state;
	check("a;b\n\"x;y\";\"он сказал \"\"да\"\"\"\n", "1:[a|b]2:[x;y|он сказал \"да\"]");
	check("a;b\nшкола \"Ромашка\";2\n", "1:[a|b]2:[школа \"Ромашка\"|2]");
	check("a;b\n\"1\" ;\"2\"\xC2\xA0\n", "1:[a|b]2:[1|2]");
	check("a;b\n\"\";\"\"\"\"\n", "1:[a|b]2:[|\"]");
	check("a;b\n\"1\n\n2\";3\n4;5\n", "1:[a|b]2:[1\n\n2|3]5:[4|5]");
	check("a;b\n\"1\r\n2\"\"\r\n3\";4\n5;6\n", "1:[a|b]2:[1\n2\"\n3|4]5:[5|6]");
	check("a;b\n\"x\"\"y\";\"z\"\"w\"\n", "1:[a|b]2:[x\"y|z\"w]");
}

static void
a_broken_quote_is_named_with_its_row(void **state)
{
	(void)state;
	FAULT("a;b\n1;2\n3;\"4\n5;6\n", 3, "нигде не закрыта");
	FAULT("a;b\n\"x\ny\";\"4\n5;6\n", 2, "открытая в строке 3, нигде не закрыта");
	FAULT("a;b\n1;\"2", 2, "нигде не закрыта");
	FAULT("a;b\n1;\"2\"\"", 2, "нигде не закрыта");
	FAULT("a;\"b\n1;2\n", 1, "нигде не закрыта");
	FAULT("\"", 1, "файл пуст");
	FAULT("a;b\n1;2\n\"3\" 4;5\n", 3, "после закрывающей кавычки");
	FAULT("a;b\n\"1\n2\"x;3\n", 2, "после закрывающей кавычки");
	FAULT("a\tb\n1\t\"2\"3\n", 2, "после закрывающей кавычки");
}

static void
cells_are_trimmed_and_empty_rows_passed_over(void **state)
{
	(void)state;
	check(" a ;\xC2\xA0"
	      "b\n  1\xC2\xA0;\xC2\xA0 2 3\xE2\x80\xAF\n",
	    "1:[a|b]2:[1|2 3]");
	check("a;b\n\n;\n \t;\xC2\xA0\n\"\";\n1;2\n\n", "1:[a|b]6:[1|2]");
	check("a;b\nР;ч\nЯ;Р\n", "1:[a|b]2:[Р|ч]3:[Я|Р]");
	check("a;b\n1\n1;2;3\n", "1:[a|b]2:[1]3:[1|2|3]");
}

static void
one_apostrophe_before_a_formula_sign_is_a_guard(void **state)
{
	(void)state;
	check("a;b\n'=1;'+7\n", "1:[a|b]2:[=1|+7]");
	check("a;b\n'-1;'@x\n", "1:[a|b]2:[-1|@x]");
	check("a;b\n''Анна;'Анна\n", "1:[a|b]2:['Анна|'Анна]");
	check("a;b\n \"'=1\" ; '+7\n", "1:[a|b]2:[\"'=1\"|+7]");
	check("a;b\n\"'=1\";'\n", "1:[a|b]2:[=1|']");
	check("a;b\n=1;+7\n", "1:[a|b]2:[=1|+7]");
	check("'=a;b\n1;2\n", "1:['=a|b]2:[1|2]");
}

static void
utf8_is_never_taken_for_something_else(void **state)
{
	(void)state;
	check("\xEF\xBB\xBF"
	      "a;b\nя;№\n",
	    "1:[a|b]2:[я|№]");
	check("a;b\n№;é\n", "1:[a|b]2:[№|é]");
	FAULT("a;b\nпривет;1\n\xD0;2\n", 3, "0xD0");
	FAULT("\xEF\xBB\xBF"
	      "a;b\n1;\xFF\n",
	    2, "0xFF");
	FAULT("", 1, "пуст");
	FAULT("\xEF\xBB\xBF", 1, "пуст");
	FAULT("\n \n\n", 1, "пуст");
}

static void
windows_1251_is_recognized(void **state)
{
	(void)state;
	check("a;b\n\xCA\xEE\xE2\xE0\xEB\xB8\xE2\xE0;\xB9 5\xA0\n", "1:[a|b]2:[Ковалёва|№ 5]");
	check("\xCA\xEE\xE4;b\n\xA8;\xFF\n", "1:[Код|b]2:[Ё|я]");
	FAULT("a;b\n\xCA\xEE\xE4;1\n\xCA\x98\xE4;2\n", 3, "0x98");
}

static void
other_encodings_are_named(void **state)
{
	(void)state;
	FAULT("a;b\n\xE9\xD7\xC1\xCE;\xE1\xCE\xCE\xC1\n", 1, "KOI8-R");
	FAULT("a;b\n\x88\xA2\xA0\xAD;\x80\xAD\xAD\xA0\n", 1, "CP866");
	FAULT("a;b\n\x8F\xE5\xF2\xF0;\x80\xED\xED\xE0\n", 1, "Mac Cyrillic");
	/* "Петрова Анна Сергеевна, учитель математики", all in capitals, all in small letters */
	FAULT("a\n"
	      "\xF0\xE5\xF4\xF2\xEF\xF7\xE1 "
	      "\xE1\xEE\xEE\xE1 "
	      "\xF3\xE5\xF2\xE7\xE5\xE5\xF7\xEE\xE1 "
	      "\xF5\xFE\xE9\xF4\xE5\xEC\xF8 "
	      "\xED\xE1\xF4\xE5\xED\xE1\xF4\xE9\xEB\xE9 "
	      "\n",
	    1, "KOI8-R");
	FAULT("a\n"
	      "\xD0\xC5\xD4\xD2\xCF\xD7\xC1 "
	      "\xC1\xCE\xCE\xC1 "
	      "\xD3\xC5\xD2\xC7\xC5\xC5\xD7\xCE\xC1 "
	      "\xD5\xDE\xC9\xD4\xC5\xCC\xD8 "
	      "\xCD\xC1\xD4\xC5\xCD\xC1\xD4\xC9\xCB\xC9 "
	      "\n",
	    1, "KOI8-R");
	check("a;b\n\xD6\xCD\xCF\xCF\xCC;\xD9\xE5\xEB\xE8\xED\xE0\n", "1:[a|b]2:[ЦНППМ|Щелина]");
	/* abbreviations, signs beside capitals, and a letter of the neighbours are Windows-1251 */
	check(
	    "a;b\n\xCA\xF3\xE7\xC3\xCF\xC0;\xCE\xCE\xCE\xAB\xD1\xBB\n", "1:[a|b]2:[КузГПА|ООО«С»]");
	check("a;b\n\xCA\xE8\xBF\xE2;\xC0\xB2\n", "1:[a|b]2:[Київ|АІ]");
}

static void
other_kinds_of_files_are_named(void **state)
{
	(void)state;
	FAULT("PK\x03\x04...", 0, "книга Excel повреждена");
	FAULT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 0, ".xls");
	FAULT("%PDF-1.4\n", 1, "PDF");
	FAULT("\xEF\xBB\xBF \n<HTML><table>", 1, "HTML");
	FAULT("<!DOCTYPE html>", 1, "HTML");
	FAULT("<?xml version=\"1.0\"?>", 1, "XML");
}

static void
a_first_line_may_name_the_separator(void **state)
{
	(void)state;
	check("sep=;\r\na;b,c\r\n1;2\r\n", "2:[a|b,c]3:[1|2]");
	check("\xEF\xBB\xBF\"sep=,\"\na,b;c;d\n1,2\n", "2:[a|b;c;d]3:[1|2]");
	check("SEP=\t\na\tb\n", "2:[a|b]");
	FAULT("sep=|\na|b\n", 1, "разделителем бывает");
	FAULT("sep=;\n", 1, "файл пуст");
	FAULT("sep=;\n\na;b\n1;\"2\n", 4, "нигде не закрыта");
}

static void
what_is_not_seen_is_dropped(void **state)
{
	(void)state;
	check("a;b\n1;2\x1A", "1:[a|b]2:[1|2]");
	check("a;b\n1;2\n\x1A", "1:[a|b]2:[1|2]");
	check("a;b\n1\x1A;2\n", "1:[a|b]2:[1\x1A|2]");
	check(
	    "a\xC2\xAD;b\n\xE2\x80\x8B '=1;\xE2\x81\xA0\"2\"\n\xE2\x80\x8D;\n", "1:[a|b]2:[=1|2]");
	check("\xCA\xEE\xAD\xE4;b\n", "1:[Код|b]");
}

/* A cell of capitals names a column. */
static bool
is_capital(const void *context, struct slice cell)
{
	(void)context;
	return *(const char *)cell.data >= 'A' && *(const char *)cell.data <= 'Z';
}

static void
the_header_is_looked_for(void **state)
{
	const struct table_header header = {.is_name = is_capital};
	struct table_fault fault;
	struct table_reader *t;
	struct buf file = {0}, many = {0};
	const struct slice *cells;
	size_t count, line;

	(void)state;
	buf_puts(&file, "list, of\n\n;;\n\"of\n2025\" x\nA;b\n1;\"2\n");
	assert_int_equal(table_open(&t, &file, &header, &fault), ST_INVALID);
	assert_int_equal(fault.line, 7);
	buf_puts(&file, "\"\n");
	assert_int_equal(table_open(&t, &file, &header, &fault), ST_OK);
	for (int again = 0; again < 2; again++) {
		assert_true(table_next(t, &cells, &count, &line));
		assert_int_equal(line, 6);
		assert_int_equal(count, 2);
		assert_true(table_next(t, &cells, &count, &line));
		assert_int_equal(line, 7);
		table_rewind(t);
	}
	table_close(t);
	for (int i = 0; i < TABLE_ROWS_ABOVE; i++)
		buf_puts(&many, "x\n\n");
	buf_puts(&many, "A\n");
	assert_int_equal(table_open(&t, &many, &header, &fault), ST_OK);
	table_close(t);
	buf_clear(&file);
	buf_printf(&file, "x\n%s", buf_text(&many));
	assert_int_equal(table_open(&t, &file, &header, &fault), ST_NOTFOUND);
	buf_free(&file);
	buf_free(&many);
}

static void
columns_are_counted(void **state)
{
	const struct table_header header = {.is_name = is_capital};
	struct table_fault fault;
	struct table_reader *t;
	struct buf file = {0};

	(void)state;
	for (int i = 0; i < 1000000; i++)
		buf_puts(&file, "a;");
	check_fault(buf_text(&file), file.len, 1, "столбцов 1000001, а можно не больше 5000");
	assert_int_equal(table_open(&t, &file, &header, &fault), ST_INVALID);
	assert_non_null(strstr(fault.text, "1000001"));
	buf_free(&file);
}

static void
utf16_is_refused_by_name(void **state)
{
	(void)state;
	FAULT("\xFF\xFE"
	      "a\0;\0",
	    1, "UTF-16");
	FAULT("\xFE\xFF"
	      "\0a\0;",
	    1, "UTF-16");
	FAULT("a\0;\0b\0\n\0", 1, "UTF-16");
	FAULT("\x04\x1a\x04\x3e\x04\x34\0;", 1, "UTF-16");
}

static void
a_nul_byte_is_data(void **state)
{
	struct buf shown = {0};

	(void)state;
	read_bytes(&shown, "a;b\n1\0x;2\n", 10);
	assert_int_equal(shown.len, 16);
	assert_memory_equal(shown.data, "1:[a|b]2:[1\0x|2]", 16);
	buf_free(&shown);
}

static void
rows_may_be_of_any_width(void **state)
{
	struct buf file = {0}, shown = {0};
	size_t separators = 0;

	(void)state;
	for (int i = 0; i < 1000; i++)
		buf_printf(&file, "%sc%d", i > 0 ? ";" : "", i);
	buf_puts(&file, "\n\"x\"\"y\"");
	for (int i = 1; i < 1000; i++)
		buf_puts(&file, ";\"u\"\"v\"");
	read_bytes(&shown, file.data, file.len);
	assert_non_null(strstr(shown.data, "|c999]2:[x\"y|u\"v|"));
	for (const char *p = shown.data; (p = strchr(p, '|')) != NULL; p++)
		separators++;
	assert_int_equal(separators, 2 * 999);
	buf_free(&file);
	buf_free(&shown);
}

static void
check_written(const char *value, const char *cell)
{
	struct buf b = {0}, file = {0}, shown = {0}, rows = {0};

	table_put_cell(&b, slice_of(value));
	assert_string_equal(buf_text(&b), cell);
	buf_printf(&file, "a;b\n%s;x\n", cell);
	buf_printf(&rows, "1:[a|b]2:[%s|x]", value);
	assert_string_equal(read_bytes(&shown, file.data, file.len), rows.data);
	buf_free(&b);
	buf_free(&file);
	buf_free(&shown);
	buf_free(&rows);
}

static void
what_is_written_is_read_back(void **state)
{
	(void)state;
	check_written("Анна", "Анна");
	check_written("a,b", "a,b");
	check_written("a\tb", "a\tb");
	check_written("a;b", "\"a;b\"");
	check_written("«\"»", "\"«\"\"»\"");
	check_written("1\n2", "\"1\n2\"");
	check_written("=1;\"2\"", "\"'=1;\"\"2\"\"\"");
	check_written("+7", "'+7");
	check_written("-", "'-");
	check_written("@", "'@");
	check_written("'Анна", "''Анна");
	check_written("'", "''");
	check_written("''", "'''");
	check_written("' =", "'' =");
	check_written("", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(separators_come_from_the_header),
	    cmocka_unit_test(lines_end_with_lf_or_crlf),
	    cmocka_unit_test(quotes_are_those_of_rfc_4180),
	    cmocka_unit_test(a_broken_quote_is_named_with_its_row),
	    cmocka_unit_test(cells_are_trimmed_and_empty_rows_passed_over),
	    cmocka_unit_test(one_apostrophe_before_a_formula_sign_is_a_guard),
	    cmocka_unit_test(utf8_is_never_taken_for_something_else),
	    cmocka_unit_test(windows_1251_is_recognized),
	    cmocka_unit_test(other_encodings_are_named),
	    cmocka_unit_test(other_kinds_of_files_are_named),
	    cmocka_unit_test(a_first_line_may_name_the_separator),
	    cmocka_unit_test(what_is_not_seen_is_dropped),
	    cmocka_unit_test(the_header_is_looked_for),
	    cmocka_unit_test(columns_are_counted),
	    cmocka_unit_test(utf16_is_refused_by_name),
	    cmocka_unit_test(a_nul_byte_is_data),
	    cmocka_unit_test(rows_may_be_of_any_width),
	    cmocka_unit_test(what_is_written_is_read_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
