/* SPDX-License-Identifier: MIT
 * page.c - a page as text and as HTML: widths, blanks that hold, escapes, every tag closed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/die.h"
#include "base/utf8.h"
#include "document/page/page.h"

static void
number_cell(struct page *p, struct page_table *t, size_t number)
{
	char text[24];

	snprintf(text, sizeof(text), "%zu", number);
	page_cell(p, t, text);
}

static void
add_table(struct page *p, size_t rows, const char *name)
{
	struct page_table *t = page_table(p, "Состав");

	page_column(p, t, "№", 1, true);
	page_column(p, t, "Имя", 3, false);
	for (size_t i = 1; i <= rows; i++) {
		number_cell(p, t, i);
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

/* An address of the web is a link, the point behind it is not; nothing else is. */
static void
html_leads_to_addresses(void **state)
{
	static const struct {
		const char *text, *html;
	} cases[] = {
	    {"см. https://a.example/b?c=1&d=2.",
		"см. <a href=\"https://a.example/b?c=1&amp;d=2\">https://a.example/"
		"b?c=1&amp;d=2</a>."},
	    {"(http://a.example), http://b.example",
		"(<a href=\"http://a.example\">http://a.example</a>), <a "
		"href=\"http://b.example\">http://b.example</a>"},
	    {"https:// и http", "https:// и http"},
	    {"https://a.example/\"><script>",
		"<a href=\"https://a.example/\">https://a.example/</a>&quot;&gt;&lt;script&gt;"},
	    {"javascript:alert(1)", "javascript:alert(1)"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = {0};
		struct page p;

		page_begin(&p, "");
		page_paragraph(&p, PAGE_LEFT, cases[i].text);
		page_put_html(&p, &out);
		if (strstr(buf_text(&out), cases[i].html) == NULL)
			fail_msg("%s", strstr(buf_text(&out), "<p>"));
		buf_free(&out);
		page_free(&p);
	}
}

/* What stands of one paragraph in HTML: "_" for a blank at which no line ends. */
static void
assert_held(const char *text, const char *expected)
{
	struct buf out = {0}, shown = {0};
	struct page p;

	page_begin(&p, "");
	page_paragraph(&p, PAGE_LEFT, text);
	page_put_html(&p, &out);
	for (const char *at = strstr(buf_text(&out), "<p>"); *at != '\0'; at++)
		if (strncmp(at, "\u00A0", 2) == 0) {
			buf_putc(&shown, '_');
			at++;
		} else {
			buf_putc(&shown, *at);
		}
	if (strstr(buf_text(&shown), expected) == NULL)
		fail_msg("%s", buf_text(&shown));
	buf_clear(&out);
	page_put_text(&p, &out);
	assert_int_equal(strlen(text) + 1, out.len);
	assert_memory_equal(buf_text(&out), text, strlen(text));
	buf_free(&out);
	buf_free(&shown);
	page_free(&p);
}

static void
blanks_hold_where_russian_wants_it(void **state)
{
	(void)state;
	assert_held("МБОУ «СОШ № 3», § 5", "<p>МБОУ «СОШ №_3», §_5</p>");
	assert_held("И. О. Власов и Рябинина Н. П., Ким Л.",
	    "<p>И._О._Власов и Рябинина_Н._П., Ким_Л.</p>");
	assert_held("Власов А. Н., Ким Л.", "<p>Власов_А._Н., Ким_Л.</p>");
	assert_held("(Н.П. Рябинина)", "<p>(Н.П._Рябинина)</p>");
	assert_held("г. Стрежевой, ул. Мира, д. 5", "<p>г._Стрежевой, ул._Мира, д._5</p>");
	assert_held("согласно п. 2.4 и ст. 10.1", "<p>согласно п._2.4 и ст._10.1</p>");
	assert_held("1 сентября 2025 года, 2026 г.", "<p>1_сентября 2025_года, 2026_г.</p>");
	assert_held("2 из 3, и так далее", "<p>2 из 3, и так далее</p>");
	assert_held("п. а", "<p>п. а</p>");
}

static void
a_held_blank_breaks_before_a_word_is_cut(void **state)
{
	struct page p;
	struct page_table *t;
	struct buf text = {0}, out = {0};

	(void)state;
	for (int i = 0; i < 100; i++)
		buf_puts(&text, i == 0 ? "№ " : "ы");
	page_begin(&p, "");
	page_paragraph(&p, PAGE_LEFT, buf_text(&text));
	page_put_text(&p, &out);
	assert_non_null(strstr(buf_text(&out), "№\nыы"));
	page_free(&p);
	/* the headings of columns break at any blank */
	buf_clear(&out);
	page_begin(&p, "");
	t = page_table(&p, "");
	page_column(&p, t, "№ п/п", 1, true);
	page_column(&p, t, "Имя", 1, false);
	page_cell(&p, t, "1");
	page_cell(&p, t, buf_text(&text));
	page_put_text(&p, &out);
	assert_non_null(strstr(buf_text(&out), "│№  │"));
	page_free(&p);
	buf_free(&text);
	buf_free(&out);
}

static void
html_says_what_is_what(void **state)
{
	static const char *const wanted[] = {"<title>№ 5 &quot;о пробе&quot;</title>",
	    "<meta name=\"author\" content=\"Отдел &quot;А&quot;\" />", "size:A4 landscape",
	    "<p class=\"draft\">ПРОЕКТ</p>", "<h2>До заголовка</h2>",
	    "<h1 class=\"centre\">ПРИКАЗ</h1>", "<h2 class=\"centre\">Приложение</h2>",
	    "<h3>Раздел</h3>",
	    "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Состав\"><table>",
	    "<th scope=\"row\">ABC</th>", "<footer class=\"note\">Подпись в журнале</footer>"};
	struct page p;
	struct buf out = {0};

	(void)state;
	page_begin(&p, "№ 5 \"о пробе\"");
	page_set_author(&p, "Отдел \"А\"");
	page_set_foot(&p, "Подпись в журнале");
	p.draft = p.landscape = true;
	page_subheading(&p, "До заголовка");
	page_heading(&p, 1, "ПРИКАЗ");
	page_heading(&p, 2, "Приложение");
	page_subheading(&p, "Раздел");
	page_approval(&p, "СОГЛАСОВАНО", "УТВЕРЖДАЮ");
	add_table(&p, 1, "A\uFFFEB\uFFFFC");
	page_put_html(&p, &out);
	check_markup(buf_text(&out));

	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		if (strstr(buf_text(&out), wanted[i]) == NULL)
			fail_msg("%s", wanted[i]);
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
	    cmocka_unit_test(html_leads_to_addresses),
	    cmocka_unit_test(blanks_hold_where_russian_wants_it),
	    cmocka_unit_test(a_held_blank_breaks_before_a_word_is_cut),
	    cmocka_unit_test(html_says_what_is_what),
	    cmocka_unit_test(an_empty_page_is_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
