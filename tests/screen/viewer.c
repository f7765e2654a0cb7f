/* SPDX-License-Identifier: MIT
 * viewer.c - a document on the screen: words are found in it in either layout, one after another,
 * and a sheet wider than the screen is moved sideways.
 */
#include "tests/lib/desk.h"

/* The roster as a document, on the narrow screen. */
static vt *
open_roster(const struct desk *d)
{
	vt *v = desk_start(d, 24, 80);

	vt_keys(v, "<F9>");
	desk_type(v, "состав акт", "Состав методического актива на дату");
	desk_type(v, "<Enter>", "F3 Текст");
	desk_type(v, "<F3>", "строки 1–");
	return v;
}

static void
words_are_found(void **state)
{
	vt *v = open_roster(*state);

	desk_type(v, "<F7>", "Найти в документе");
	desk_type(v, ",fubhjd<Enter>", "строки 23–");
	desk_see(v, "Багиров Тимур");
	desk_type(v, "<F3>", "строки 28–");
	desk_type(v, "<F3>", "строки 23–"); /* round the end */
	desk_type(v, "<F7>", "Найти в документе");
	desk_type(v, "нетникого<Enter>", "«нетникого» в этом документе не встречается");
	vt_close(v, WAIT);
}

/* Of the member under the cursor: the school year up to today is proposed. */
static void
what_a_member_has_done_is_shown(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	vt_keys(v, "<F9>");
	desk_type(v, "состав акт", "Состав методического актива на дату");
	desk_type(v, "<Enter>", "F3 Текст");
	desk_type(v, "<C-r>", "С какого дня");
	desk_see(v, "01.09.2025");
	desk_type(v, "<Enter>", "По какой день");
	desk_type(v, "<Enter>", "Отчёт члена актива");
	desk_see(v, "с 01.09.2025 по 31.05.2026");
	vt_close(v, WAIT);
}

static void
a_wide_sheet_is_moved(void **state)
{
	vt *v = open_roster(*state);

	desk_gone(v, "────┤");
	desk_type(v, "<Right>", "────┤");
	desk_gone(v, "├───┼");
	desk_type(v, "<Left>", "├───┼");
	desk_type(v, "<Right>", "────┤");
	vt_resize(v, 40, 120); /* now all of it can be seen */
	desk_see(v, "├───┼");
	desk_see(v, "────┤");
	vt_close(v, WAIT);
}

/* What stands at the beginning of a file in the home folder. */
static void
file_begins(const struct desk *d, const char *name, const char *start)
{
	char *head = desk_shell("head -c %zu %s/%s", strlen(start), d->folder, name);

	assert_string_equal(head, start);
	free(head);
}

static void
a_paper_is_taken_in_an_office_format(void **state)
{
	const struct desk *d = *state;
	vt *v;

	setenv("HOME", d->folder, 1);
	v = open_roster(d);
	desk_type(v, "<F2>", "Документ Word");
	desk_type(v, "9", ".docx");
	desk_type(v, "<Enter>", "Записано в файл");
	file_begins(d, "состав-2026-05-31.docx", "PK");
	desk_type(v, "<F4>", "Документ Word");
	desk_type(v, "<Down><Down><Down><Down><Enter>", ".pdf");
	desk_type(v, "<Enter>", "Записано в файл");
	file_begins(d, "состав-2026-05-31.pdf", "%PDF-");
	vt_close(v, WAIT);
}

/* Keys in a document one after another: searched from where one stands, moved to either end. */
static void
every_key_of_a_document_is_answered(void **state)
{
	static const struct {
		const char *keys, *seen;
	} steps[] = {
	    {"<F3>", "Что искать:"}, /* there is nothing yet to go on with */
	    {"<Enter>", "строки 1–21 из "},
	    {"/<Esc>", "строки 1–21 из "},
	    {"/ничегошеньки<Enter>", "«ничегошеньки» в этом документе не встречается"},
	    {"<F3>", "«ничегошеньки» в этом документе не встречается"},
	    {"/ctvbyfh<Enter>", "строки 14–34 из "}, /* семинар, in the other layout */
	    {"<Home><Down>", "строки 2–22 из "},
	    {"<Up>", "строки 1–21 из "},
	    {"<Up>", "строки 1–21 из "},
	    {"<PgDn>", "строки 21–41 из "},
	    {"<PgUp>", "строки 1–21 из "},
	    {"<Left>", "строки 1–21 из "},
	    {"<End><PgDn>", "строки 2"},
	    {"<Home>", "строки 1–21 из "},
	    {"<F2>", "┌─ План на месяц"},
	    {"<Esc>", "строки 1–21 из "},
	};
	vt *v = desk_open(*state, 24, 80);

	desk_type(v, "<F9>План: год<Enter>", "План · весь город · май 2026");
	desk_type(v, "<F2>1", "План на месяц › строки 1–21 из ");
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		desk_type(v, steps[i].keys, steps[i].seen);
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(words_are_found, desk_setup),
	    cmocka_unit_test_setup(what_a_member_has_done_is_shown, desk_setup),
	    cmocka_unit_test_setup(a_wide_sheet_is_moved, desk_setup),
	    cmocka_unit_test_setup(a_paper_is_taken_in_an_office_format, desk_setup),
	    cmocka_unit_test_setup(every_key_of_a_document_is_answered, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
