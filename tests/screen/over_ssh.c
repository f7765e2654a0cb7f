/* SPDX-License-Identifier: MIT
 * over_ssh.c - the screens of a session over SSH: nothing is written to files, what is taken away
 * is a line to type at home or a text for the clipboard, and leaves its row in the journal.
 */
#include "tests/lib/desk.h"

static vt *
session_over_ssh(const struct desk *d)
{
	vt *v = desk_start_over_ssh(d, "lead", 24, 100);

	desk_see(v, "F10 Выход");
	return v;
}

static void
a_publication_is_asked_about_first(void **state)
{
	const struct desk *d = *state;
	vt *v = session_over_ssh(d);

	vt_keys(v, "<F9>");
	desk_type(v, "напоминания", "Публикация списка на сайте");
	desk_type(v, "<Enter>", "Публикация списка на ");
	desk_type(v, "<F2>", "войдёт в журнал публикаций");
	desk_type(v, "<Enter>", "Enter Открыть");
	assert_int_equal(desk_journal_rows(d, "\"operation\": \"publish\""), 0);
	desk_type(v, "<F2>", "войдёт в журнал публикаций");
	desk_type(v, "2", "ssh город document roster --on ");
	assert_int_equal(desk_journal_rows(d, "\"operation\": \"publish\""), 1);
	vt_close(v, WAIT);
}

static void
the_catalogue_is_a_line_to_type(void **state)
{
	const struct desk *d = *state;
	vt *v = session_over_ssh(d);

	desk_type(v, "<F9>", "Найти:");
	desk_type(v, "каталог материалов", "Каталог");
	desk_type(v, "<Enter>", "Каталог материалов › 1 из ");
	desk_type(v, "<F2>", "ssh город document catalogue --on 20");
	desk_see(v, " --format html >");
	desk_see(v, "каталог-материалов.html");
	vt_close(v, WAIT);
}

static void
a_paper_without_a_verb_is_copied_as_text(void **state)
{
	const struct desk *d = *state;
	vt *v = session_over_ssh(d);

	desk_type(v, "<F8>", "Обслуживание");
	desk_type(v, "<F8>", "По SSH файлы не называют");
	desk_type(v, "<F7>", "Редакций: 1");
	desk_type(v, "<F2>", "Текст (.txt)");
	desk_type(v, "6", "скопируйте его текст");
	desk_type(v, "2", "Отправлено в буфер обмена");
	assert_int_equal(desk_journal_rows(d, "\"reason\": \"Правила города\""), 1);
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_publication_is_asked_about_first, desk_setup),
	    cmocka_unit_test_setup(the_catalogue_is_a_line_to_type, desk_setup),
	    cmocka_unit_test_setup(a_paper_without_a_verb_is_copied_as_text, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
