/* SPDX-License-Identifier: MIT
 * doubles.c - two cards of one person: asked about while the second is typed, listed, made one.
 */
#include "tests/lib/desk.h"

/* How many cards she has. */
static int
cards(const struct desk *d)
{
	char *count =
	    desk_shell("%s --db '%s' --user lead export people | grep -c Елисеева\\;Алина",
		desk_program(), d->db);
	int n = atoi(count);

	free(count);
	return n;
}

static void
a_pair_is_merged_and_taken_back(void **state)
{
	struct desk *d = *state;
	vt *v = desk_open(d, 24, 80);

	desk_type(v, "<F9>двойники<Enter>", "Похоже, один человек › 1 из ");
	desk_see(v, "Елисеева Алина Евгеньевна");
	desk_type(v, "<Enter>", "Останется P0177, уйдёт P0252.");
	desk_see(v, "▸ P0177");
	desk_type(v, "<F6>", "Останется P0252, уйдёт P0177.");
	desk_type(v, "<Down> ", "▸ МОУ ДО");
	desk_type(v, "<F2>", "Объединено; перешло записей: ");
	desk_gone(v, "Елисеева");
	assert_int_equal(cards(d), 1);
	desk_type(v, "<F10>", "F10 Выход");
	desk_type(v, "<C-z>", "Отменено: объединение записей");
	assert_int_equal(cards(d), 2);
	vt_close(v, WAIT);
}

/* In the list a merge comes back to, which it names as the place for it. */
static void
a_merge_is_taken_back_where_it_was_done(void **state)
{
	struct desk *d = *state;
	vt *v = desk_open(d, 24, 80);

	desk_type(v, "<F9>двойники<Enter>", "Похоже, один человек › 1 из ");
	desk_type(v, "<Enter>", "Останется P0177, уйдёт P0252.");
	desk_type(v, "<F2>", "Отменить — Ctrl-Z в списке");
	desk_gone(v, "Елисеева");
	desk_type(v, "<C-z>", "Отменено: объединение записей");
	desk_see(v, "Елисеева");
	assert_int_equal(cards(d), 2);
	desk_type(v, "<C-y>", "Сделано снова: объединение записей");
	desk_gone(v, "Елисеева");
	assert_int_equal(cards(d), 1);
	vt_close(v, WAIT);
}

static void
two_marked_records_are_merged(void **state)
{
	vt *v = desk_open(*state, 24, 80);

	desk_type(v, "<F7>елисеева алина е", "показано 2 из");
	desk_type(v, "<C-x>", "Отметьте пробелом две записи");
	desk_type(v, "<C-a><C-x>", "Объединить: Елисеева");
	vt_close(v, WAIT);
}

static void
a_second_card_is_asked_about(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_new(v, "Люди");
	vt_keys(v, "Озерская<Enter>Ирина<Enter>Григорьевна<Enter>");
	desk_see(v, "Похоже, этот человек уже есть:");
	desk_see(v, "Озерская Ирина Григорьевна · 31.05.1991");
	desk_see(v, "[Это другой человек]");
	desk_type(v, "1.2.1990<Enter>", "01.02.1990"); /* born on another day: somebody else */
	vt_keys(v, "<Up><Up>");
	desk_gone(v, "Похоже, этот");
	/* The surname alone is another. */
	vt_keys(v, "<Up><Up><C-u>Щукарёва<Enter><Enter><Enter><C-u>31.5.1991<Enter>");
	desk_see(v, "Похоже, этот человек уже есть:");
	desk_see(v, "[Открыть карточку]");
	desk_type(v, "<Enter>", "Люди › Озерская Ирина Григорьевна");
	vt_close(v, WAIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_pair_is_merged_and_taken_back, desk_setup),
	    cmocka_unit_test_setup(a_merge_is_taken_back_where_it_was_done, desk_setup),
	    cmocka_unit_test_setup(two_marked_records_are_merged, desk_setup),
	    cmocka_unit_test_setup(a_second_card_is_asked_about, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
