/* SPDX-License-Identifier: MIT
 * document_page.c - a page as text and as HTML: widths, escapes, every tag closed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/die.h"
#include "base/utf8.h"
#include "document/page/page.h"

static void
add_table(struct page *p, size_t rows, const char *name)
{
	struct page_table *t = page_table(p, "Состав");

	page_column(p, t, "№", 1, true);
	page_column(p, t, "Имя", 3, false);
	for (size_t i = 1; i <= rows; i++) {
		page_number_cell(p, t, (int64_t)i);
		page_row_heading(p, t, name);
	}
}

/* One of everything. */
static void
build(struct page *p, const char *text)
{
	page_begin(p, "Проба");
	page_heading(p, 1, "ПРИКАЗ");
	page_sides(p, "31.05.2026", "№ 1-ма");
	page_subheading(p, "О пробе");
	page_paragraph(p, PAGE_CENTRE, text);
	page_point(p, "1.", text);
	page_point(p, "1.1.", "второй");
	add_table(p, 2, text);
	page_signature(p, "Начальник", "Н. П. Рябинина");
	page_break(p);
	page_note(p, "Запись");
}

static void
text_is_as_a_person_would_type_it(void **state)
{
	static const char expected[] =
	    "                                     ПРИКАЗ\n"
	    "\n"
	    "31.05.2026                                                                "
	    "№ 1-ма\n"
	    "\n"
	    "О пробе\n"
	    "\n"
	    "                                     первый\n"
	    "\n"
	    "1. первый\n"
	    "1.1. второй\n"
	    "\n"
	    "Состав\n"
	    "┌───┬────────┐\n"
	    "│ № │ Имя    │\n"
	    "├───┼────────┤\n"
	    "│ 1 │ первый │\n"
	    "├───┼────────┤\n"
	    "│ 2 │ первый │\n"
	    "└───┴────────┘\n"
	    "\n"
	    "\n"
	    "Начальник                                                         Н. П. Рябинина\n"
	    "\fЗапись\n";
	struct page p;
	struct buf out = {0};

	(void)state;
	build(&p, "первый");
	page_put_text(&p, &out);
	assert_string_equal(buf_text(&out), expected);
	buf_free(&out);
	page_free(&p);
}

static void
assert_narrow(const struct buf *text, size_t columns)
{
	const char *line = buf_text(text);

	while (*line != '\0') {
		size_t len = strcspn(line, "\n");
		char *copy = xstrndup(line, len);

		if (utf8_width(copy) > columns)
			fail_msg("%zu столбцов: %s", utf8_width(copy), copy);
		free(copy);
		line += len + (line[len] == '\n');
	}
}

static void
long_texts_are_broken_at_blanks(void **state)
{
	struct page p;
	struct buf text = {0}, out = {0};

	(void)state;
	for (int i = 0; i < 40; i++)
		buf_puts(&text, "МБОУ «СОШ № 8» ");
	build(&p, buf_text(&text));
	page_put_text(&p, &out);
	assert_narrow(&out, PAGE_COLUMNS);
	assert_null(strstr(buf_text(&out), "№\n")); /* a number stays with its sign */
	buf_free(&out);
	page_free(&p);

	/* A word that fits nowhere is cut, in a table, too. */
	buf_clear(&text);
	for (int i = 0; i < 300; i++)
		buf_puts(&text, "ы");
	build(&p, buf_text(&text));
	page_put_text(&p, &out);
	assert_narrow(&out, 120);
	buf_free(&out);
	page_free(&p);
	buf_free(&text);
}

static void
a_table_grows_before_its_words_are_cut(void **state)
{
	struct page p;
	struct page_table *t;
	struct buf out = {0};

	(void)state;
	page_begin(&p, "");
	t = page_table(&p, "");
	for (int i = 0; i < 4; i++)
		page_column(&p, t, "Почта", 1, false);
	for (int i = 0; i < 4; i++)
		page_cell(&p, t, "berestova.p0381@example.org");
	page_put_text(&p, &out);
	assert_non_null(strstr(buf_text(&out), "│berestova.p0381@example.org│"));
	buf_free(&out);
	page_free(&p);
}

/* Every tag that opens is closed in its order; entities are whole; returns how many elements. */
static size_t
check_markup(const char *html)
{
	char open[64][16];
	size_t depth = 0, count = 0;

	for (const char *p = html; *p != '\0'; p++) {
		size_t name;
		const char *end;

		if (*p == '&')
			assert_non_null(memchr(p, ';', strlen(p) < 7 ? strlen(p) : 7));
		if (*p != '<' || p[1] == '!')
			continue;
		end = strchr(p, '>');
		assert_non_null(end);
		name = strcspn(p + 1 + (p[1] == '/'), " >");
		assert_true(name > 0 && name < 16);
		if (p[1] == '/') {
			assert_true(depth > 0);
			depth--;
			assert_int_equal(strlen(open[depth]), name);
			assert_memory_equal(open[depth], p + 2, name);
		} else if (end[-1] != '/') {
			assert_true(depth < 64);
			memcpy(open[depth], p + 1, name);
			open[depth++][name] = '\0';
			count++;
		}
		p = end;
	}
	assert_int_equal(depth, 0);
	return count;
}

static void
html_is_well_formed_and_alone(void **state)
{
	struct page p;
	struct buf out = {0};

	(void)state;
	build(&p, "<script>alert(\"&\")</script>\nвторая строка\x1b[31m");
	page_put_html(&p, &out);
	assert_true(check_markup(buf_text(&out)) > 30);
	assert_null(strstr(buf_text(&out), "<script"));
	assert_null(strstr(buf_text(&out), "\x1b"));
	assert_non_null(strstr(buf_text(&out),
	    "&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;<br />\nвторая строка[31m"));
	assert_non_null(strstr(buf_text(&out), "<html lang=\"ru\">"));
	assert_non_null(strstr(buf_text(&out), "<caption>Состав</caption>"));
	assert_non_null(strstr(buf_text(&out), "<th scope=\"col\">Имя</th>"));
	assert_non_null(strstr(buf_text(&out), "<th scope=\"row\">&lt;script"));
	assert_null(strstr(buf_text(&out), "http"));
	buf_free(&out);
	page_free(&p);
}

static void
an_empty_page_is_one(void **state)
{
	struct page p;
	struct buf out = {0};

	(void)state;
	page_begin(&p, "");
	page_put_text(&p, &out);
	assert_int_equal(out.len, 0);
	page_put_html(&p, &out);
	assert_true(check_markup(buf_text(&out)) >= 6);
	buf_free(&out);
	page_free(&p);
	page_free(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_is_as_a_person_would_type_it),
	    cmocka_unit_test(long_texts_are_broken_at_blanks),
	    cmocka_unit_test(a_table_grows_before_its_words_are_cut),
	    cmocka_unit_test(html_is_well_formed_and_alone),
	    cmocka_unit_test(an_empty_page_is_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
