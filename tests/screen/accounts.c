/* SPDX-License-Identifier: MIT
 * accounts.c - accounts on their form: names, roles, keys, and what somebody else does to one
 * meanwhile.
 */
#include "base/utf8.h"
#include "tests/lib/desk.h"

static const char key[] =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBl+LW5KCA4Yjf/NnZXAHnyCpRwFkHyZu19yETDP07sG";
static const char mark[] = "SHA256:ndonCbLiwPGfyNvTH";

/* The same as somebody else, who works with commands. */
static void
elsewhere(const struct desk *d, const char *arguments)
{
	free(desk_shell("%s --db '%s' --user lead %s", desk_program(), d->db, arguments));
}

/* On the form of anna, whom somebody has entered. */
static vt *
on_form_of_anna(const struct desk *d)
{
	vt *v;

	elsewhere(d, "user add anna --role clerk --full-name 'Анна'");
	v = desk_open(d, 24, 100);
	desk_type(v, "<C-u>", "Учётные записи › 1 из 2");
	desk_type(v, "<Home><Enter>", "Учётная запись anna");
	return v;
}

/* Three keys besides the letters; who is not asked may only look. */
static void
an_account_is_made_and_may_only_what_its_role_may(void **state)
{
	static const char name[] = "petrova", full_name[] = "Петрова Анна Ивановна";
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	assert_int_equal(strlen("IEF") + utf8_count(name) + utf8_count(full_name), 31);
	desk_see(v, "F10 Выход");
	desk_type(v, "<C-u>", "Учётные записи › 1 из 1");
	vt_keys(v, "<Ins>");
	vt_keys(v, name);
	vt_keys(v, "<Enter>");
	vt_keys(v, full_name);
	desk_type(v, "<F2>", "«petrova» сохранена");
	desk_see(v, "Учётные записи › 1 из 2");
	vt_close(v, WAIT);

	v = desk_open_as(d, name, 24, 80);
	desk_see(v, full_name);
	desk_type(v, "<Enter>", "всего 500");
	desk_type(v, "<Ins>", "не может вносить");
	vt_close(v, WAIT);
}

static void
a_name_is_checked_where_it_is_typed(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);
	char *rows;

	desk_see(v, "F10 Выход");
	desk_type(v, "<C-u>", "Учётные записи › 1 из 1");
	desk_type(v, "<Ins>", "Новая учётная запись");
	desk_type(v, "петрова<Enter>", "Имя учётной записи: от 1 до 64");
	desk_type(v, "<C-u>lead<Enter>", "«lead» уже есть");
	desk_type(v, "<C-u>anna<Enter>", "в заголовке и в журнале");
	desk_type(v, "Абрамова Елена<Enter>", "самая осторожная");
	desk_see(v, "наблюдатель — только смотрит");
	desk_type(v, "2", "член совета — смотрит");
	desk_type(v, "<Enter>", "руководитель — видит всё");
	desk_type(v, "<Esc><Down><Enter>", "Абрамова Елена Ивановна"); /* found by the name typed */
	desk_type(v, "<Enter>", "Абрамова Елена Ивановна (P");
	desk_type(v, "<Down> ", "заседания в зале");
	desk_type(v, "<Esc>", "не записана");
	desk_type(v, "<Enter>", "Новая учётная запись · не записано");
	desk_type(v, "<F2>", "«anna» сохранена");
	rows = desk_shell("%s --db %s --user lead user list", desk_program(), d->db);
	assert_non_null(strstr(rows, "член совета"));
	assert_non_null(strstr(rows, "Абрамова Елена (P"));
	free(rows);
	vt_close(v, WAIT);
}

static void
keys_are_pasted_and_removed(void **state)
{
	static const char secret[] = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n";
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 100);
	char *rows;

	desk_see(v, "F10 Выход");
	desk_type(v, "<C-u>", "Учётные записи › 1 из 1");
	vt_keys(v, "<Ins>anna<Enter>");
	desk_type(v, "Анна<F2>", "«anna» сохранена");
	desk_type(v, "<Home><Enter>", "Учётная запись anna");
	desk_type(v, "<Ins>", "Вставьте строку");
	desk_paste(v, secret, strlen(secret));
	desk_see(v, "закрытый ключ");
	desk_paste(v, key, strlen(key));
	desk_see(v, mark);
	rows = desk_shell("%s --db %s --user lead user key list anna", desk_program(), d->db);
	assert_non_null(strstr(rows, mark));
	free(rows);
	desk_paste(v, key, strlen(key));
	desk_see(v, "уже есть");
	desk_type(v, "<Ins>", "Вставьте строку");
	vt_keys(v, key); /* typed behind one that is there */
	desk_type(v, "<Ins>", "уже есть");
	vt_keys(v, "<C-u>");
	desk_type(v, "<Up><F8>", "Удалить ключ?");
	desk_type(v, "2", "удалён");
	rows = desk_shell("%s --db %s --user lead user key list anna", desk_program(), d->db);
	assert_string_equal(rows, "");
	free(rows);
	vt_close(v, WAIT);
}

static void
a_key_that_was_typed_is_not_left_behind(void **state)
{
	const struct desk *d = *state;
	vt *v = desk_start(d, 24, 100);
	char *rows;

	desk_see(v, "F10 Выход");
	desk_type(v, "<C-u>", "Учётные записи › 1 из 1");
	vt_keys(v, "<Ins>anna<Enter>");
	desk_type(v, "Анна<Ins>", "Вставьте строку");
	desk_type(v, "ssh-ed25519 AAAA", "ssh-ed25519 AAAA");
	desk_type(v, "<F10>", "не записана");
	desk_type(v, "<Enter><F2>", "ключ");
	desk_see(v, "Новая учётная запись");
	desk_type(v, "<C-u>", "Новая учётная запись");
	vt_keys(v, key);
	desk_type(v, "<F2>", "«anna» сохранена");
	rows = desk_shell("%s --db '%s' --user lead user key list anna && "
			  "%s --db '%s' --user lead log | head -1",
	    desk_program(), d->db, desk_program(), d->db);
	assert_non_null(strstr(rows, mark));
	assert_non_null(strstr(rows, "заведена учётная запись anna")); /* and nothing after it */
	free(rows);
	vt_close(v, WAIT);
}

static void
the_key_of_another_makes_no_half_of_an_account(void **state)
{
	const struct desk *d = *state;
	vt *v;

	free(desk_shell("printf '%%s\\n' '%s' | %s --db '%s' --user lead user key add lead -", key,
	    desk_program(), d->db));
	v = desk_open(d, 24, 100);
	desk_type(v, "<C-u>", "Учётные записи › 1 из 1");
	vt_keys(v, "<Ins>anna<Enter>");
	desk_type(v, "Анна<Ins>", "Вставьте строку");
	desk_paste(v, key, strlen(key));
	desk_see(v, "Этот ключ уже у учётной записи «lead»");
	desk_type(v, "<F2>", "«anna» сохранена");
	vt_close(v, WAIT);
}

static void
what_somebody_changed_is_seen_before_it_is_written_over(void **state)
{
	const struct desk *d = *state;
	vt *v = on_form_of_anna(d);
	char *rows;

	desk_type(v, "<End> Петрова", "не записано");
	elsewhere(d, "user set anna --role secretary");
	desk_type(v, "<F2>", "тем временем изменили");
	desk_see(v, "секретарь совета"); /* what they did */
	desk_see(v, "Анна Петрова");     /* and what is wanted here */
	desk_type(v, "<F2>", "«anna» сохранена");
	rows = desk_shell("%s --db '%s' --user lead user list", desk_program(), d->db);
	assert_non_null(strstr(rows, "Анна Петрова"));
	assert_non_null(strstr(rows, "секретарь совета"));
	free(rows);
	vt_close(v, WAIT);
}

static void
an_account_somebody_removed_is_told(void **state)
{
	const struct desk *d = *state;
	vt *v = on_form_of_anna(d);

	elsewhere(d, "user remove anna");
	desk_see(v, "её тем временем удалили");
	desk_type(v, "!<F2>", "ничего не записано");
	desk_type(v, "<F10>", "не записана");
	desk_type(v, "2", "Учётные записи › 1 из 1");
	vt_close(v, WAIT);
}

#define CASE(test) cmocka_unit_test_setup(test, desk_setup)

/* Down its lines with a new one: what each is changed by, and what is refused there. */
static void
every_line_of_a_new_account_is_filled_in(void **state)
{
	static const char second[] =
	    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
	const struct desk *d = *state;
	static const struct {
		const char *keys, *seen;
	} steps[] = {
	    {"<Enter>", "Имя учётной записи"}, /* none is none */
	    {"<Up>anna<Enter>", "Как сотрудника показывать другим"},
	    {"Авдеева Надежда<Enter>", "цифра — сразу"},
	    {"3", "руководитель — видит всё"},
	    {"3", "руководитель — видит всё"},
	    {"9", "руководитель — видит всё"}, /* there are no nine */
	    {"<Enter>", "┌─ Роль"},
	    {"<Esc>", "Enter — выбрать; цифра — сразу"},
	    {"<Enter><Home><Enter>", "наблюдатель — только смотрит"},
	    {"<Down>", "За кого эта запись голосует"},
	    {"<Enter>", "1 из 1"}, /* found by the name that was typed */
	    {"<Esc>", "никто"},
	    {"<Enter><Enter>", "Авдеева Надежда Григорьевна (P0"},
	    {"<F8>", "никто"},
	    {"<Enter><Enter>", "Авдеева Надежда Григорьевна (P0"},
	    {"<Down><Space>", "заседания в зале"},
	    {"<Enter>", "первого экрана"},
	    {"<Down><Space>", "запрещён"},
	    {"<Enter>", "разрешён"},
	    {"<Down><F8>", "F8 удаляет ключ под курсором; встаньте на ключ"},
	    {"<Down><Up>", "Пробел или Enter меняет. Кому вход запрещён"},
	};
	vt *v = desk_start(d, 24, 100);
	char *rows;

	desk_see(v, "F10 Выход");
	desk_type(v, "<C-u><Ins>", "Новая учётная запись");
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		desk_type(v, steps[i].keys, steps[i].seen);
	vt_keys(v, "<Down>");
	desk_paste(v, key, strlen(key));
	desk_see(v, "будет записан с учётной записью (F2)");
	desk_paste(v, second, strlen(second));
	desk_type(v, "<Up><F8>", "Удалить ключ?");
	vt_keys(v, "<Esc>");
	desk_gone(v, "Удалить ключ?");
	desk_type(v, "<Up><F8>2", mark); /* the first goes, unwritten; the other stays */
	desk_gone(v, mark);
	desk_type(v, "<F10>", "изменена и не записана");
	desk_type(v, "<Esc>", "F2 Записать");
	desk_type(v, "<F2>", "«anna» сохранена");
	rows = desk_shell("%s --db %s --user lead user key list anna | grep -c SHA256; "
			  "%s --db %s --user lead user list | grep anna",
	    desk_program(), d->db, desk_program(), d->db);
	assert_non_null(strstr(rows, "1\n"));
	assert_non_null(strstr(rows, "наблюдатель"));
	free(rows);
	vt_close(v, WAIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(an_account_is_made_and_may_only_what_its_role_may),
	    CASE(a_name_is_checked_where_it_is_typed),
	    CASE(keys_are_pasted_and_removed),
	    CASE(a_key_that_was_typed_is_not_left_behind),
	    CASE(the_key_of_another_makes_no_half_of_an_account),
	    CASE(what_somebody_changed_is_seen_before_it_is_written_over),
	    CASE(an_account_somebody_removed_is_told),
	    cmocka_unit_test_setup(every_line_of_a_new_account_is_filled_in, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
