/* SPDX-License-Identifier: MIT
 * company.c - several at work: who is here, who is changing the record that is seen, and the ends
 * of a session that nobody has left.
 */
#include "tests/lib/desk.h"

static vt *
start_as(const struct desk *d, const char *account)
{
	return desk_start_as(d, account, 30, 100);
}

static void
let_in_vera(const struct desk *d)
{
	free(desk_shell(
	    "%s --db %s --user lead user add vera --role clerk --full-name 'Иванова Вера'",
	    desk_program(), d->db));
}

/* To the card of the first person of the list. */
static void
open_card(vt *v)
{
	desk_see(v, "► ");
	desk_type(v, "люди", "► Люди");
	desk_type(v, "<Enter>", "1 из ");
	desk_type(v, "<Enter>", "Сведения");
}

static void
an_editor_stands_beside_the_record(void **state)
{
	struct desk *d = *state;
	vt *lead, *vera;
	char *told;

	let_in_vera(d);
	vera = start_as(d, "vera");
	lead = desk_start(d, 30, 100);
	desk_see(lead, "Ещё работает: Иванова Вера, сегодня 12:00, экран");
	open_card(vera);
	desk_type(vera, "<F4>", "Фамилия *");
	open_card(lead);
	desk_see(lead, "Эту запись правит Иванова Вера, с 12:00");
	desk_type(lead, "<F4>", "Фамилия *");
	desk_see(lead, "Эту запись правит Иванова Вера, с 12:00");
	desk_see(vera, "Эту запись правит lead, с 12:00");
	told = desk_shell("%s --db %s --user lead sessions", desk_program(), d->db);
	assert_non_null(strstr(told, "vera (Иванова Вера)  31.05.2026 12:00:00  экран"));
	assert_non_null(strstr(told, "Люди; правит: "));
	free(told);
	desk_type(vera, "<F10>", "Сведения");
	desk_gone(lead, "Эту запись правит");
	vt_close(vera, WAIT);
	vt_close(lead, WAIT);
}

/* What the clerk saves while the head looks: told in the list, in the card and in the form, and
 * kept in the log. */
static void
anothers_save_names_the_record(void **state)
{
	static const char *const told =
	    ": запись тем временем изменена (vera, 31.05.2026 12:00:00).";
	static const char change[] =
	    "printf 'code;surname;given_name;organisation;position;staff_kind;hired\\n"
	    "P0001;Озерская;%s;O003;учитель;педагог;2025-04-26\\n' | "
	    "%s --db %s --user vera import people -";
	const struct desk *d = *state;
	vt *v;

	let_in_vera(d);
	v = desk_start(d, 30, 120);
	desk_see(v, "► ");
	desk_type(v, "люди", "► Люди");
	desk_type(v, "<Enter>", "1 из ");
	desk_type(v, "озерская", "1 из 1");
	free(desk_shell(change, "Арина", desk_program(), d->db));
	desk_see(v, "«Озерская Арина");
	desk_see(v, told);
	desk_type(v, "<Enter>", "Сведения");
	desk_gone(v, told);
	free(desk_shell(change, "Дарина", desk_program(), d->db));
	desk_see(v, "«Озерская Дарина");
	desk_see(v, told);
	desk_type(v, "<F4>", "Фамилия *");
	desk_gone(v, told);
	free(desk_shell(change, "Карина", desk_program(), d->db));
	desk_see(v, "«Озерская Карина");
	desk_see(v, "(vera, 31.05.2026 12:00:00). F2 покажет различия.");
	vt_keys(v, "<F10>");
	desk_gone(v, "Фамилия *");
	vt_quiet(v, 300, WAIT);
	assert_false(vt_has(v, told)); /* once is enough */
	desk_type(v, "<C-l>", "Сведения");
	free(desk_shell("%s --db %s --user vera undo", desk_program(), d->db));
	desk_see(v, "«Озерская Дарина");
	desk_type(v, "<C-e>", "«Озерская Карина"); /* the log has kept what was told before */
	desk_see(v, "«Озерская Арина");
	vt_close(v, WAIT);
}

static void
anothers_removal_names_the_record(void **state)
{
	const struct desk *d = *state;
	vt *v;

	let_in_vera(d);
	free(desk_shell("printf 'code;surname;given_name;organisation;position;staff_kind;hired\n"
			"P9001;Ааронова;Альфа;O001;учитель;педагог;2020-09-01\n' | "
			"%s --db %s --user vera import people -",
	    desk_program(), d->db));
	v = desk_start(d, 30, 120);
	desk_see(v, "► ");
	desk_type(v, "люди", "► Люди");
	desk_type(v, "<Enter>", "1 из ");
	desk_see(v, "Ааронова");
	free(desk_shell("%s --db %s --user vera undo", desk_program(), d->db));
	desk_see(v,
	    "«Ааронова Альфа»: запись тем временем удалена (vera, 31.05.2026 12:00:00). "
	    "Курсор теперь на другой записи.");
	vt_close(v, WAIT);
}

static void
who_is_here_is_a_list(void **state)
{
	struct desk *d = *state;
	vt *lead, *vera;

	let_in_vera(d);
	lead = desk_start(d, 30, 100);
	desk_see(lead, "► ");
	vera = start_as(d, "vera");
	desk_see(lead, "Ещё работает: Иванова Вера");
	desk_seek(lead, "Ещё работает");
	desk_type(lead, "<Enter>", "Кто работает › 1 из 1");
	desk_see(vera, "► ");
	desk_type(vera, "люди", "► Люди");
	desk_type(vera, "<Enter>", "1 из ");
	desk_see(lead, "сегодня 12:00     экран   Люди");
	vt_close(vera, WAIT);
	desk_see(lead, "Кроме вас с базой сейчас никто не работает.");
	vt_close(lead, WAIT);
}

static void
a_disabled_account_ends_and_keeps_its_draft(void **state)
{
	struct desk *d = *state;
	vt *v;

	let_in_vera(d);
	v = start_as(d, "vera");
	desk_new(v, "Организации");
	desk_type(v, "O777", "O777");
	free(desk_shell("%s --db %s --user lead user set vera --disable", desk_program(), d->db));
	desk_see(v, "сеанс закрыт: вашу учётную запись отключили");
	vt_close(v, WAIT);
	free(desk_shell("%s --db %s --user lead user set vera --enable", desk_program(), d->db));
	v = start_as(d, "vera");
	desk_see(v, "1 черновик: организация");
	vt_close(v, WAIT);
}

static void
set_idle(const struct desk *d, int minutes)
{
	free(desk_shell("%s --db %s --user lead profile show | "
			"sed 's/^rules = {/&\\n    idle_minutes = %d;/' >%s.conf && "
			"%s --db %s --user lead profile set %s.conf",
	    desk_program(), d->db, minutes, d->db, desk_program(), d->db, d->db));
}

static void
nobody_at_the_keys_is_the_end(void **state)
{
	struct desk *d = *state;
	vt *v;

	set_idle(d, 20);
	setenv("METODAKTIV_MINUTE", "100", 1);
	v = desk_start(d, 30, 100);
	unsetenv("METODAKTIV_MINUTE");
	desk_new(v, "Организации");
	desk_type(v, "O778", "O778");
	desk_see(v, "сеанс закрыт: 20 минут не было нажатий");
	desk_gone(v, "Название");
	vt_close(v, WAIT);
	v = desk_start(d, 30, 100);
	desk_see(v, "1 черновик: организация");
	vt_close(v, WAIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(an_editor_stands_beside_the_record, desk_setup),
	    cmocka_unit_test_setup(anothers_save_names_the_record, desk_setup),
	    cmocka_unit_test_setup(anothers_removal_names_the_record, desk_setup),
	    cmocka_unit_test_setup(who_is_here_is_a_list, desk_setup),
	    cmocka_unit_test_setup(a_disabled_account_ends_and_keeps_its_draft, desk_setup),
	    cmocka_unit_test_setup(nobody_at_the_keys_is_the_end, desk_setup),
	};

	return cmocka_run_group_tests_name("company", tests, desk_group_setup, desk_group_teardown);
}
