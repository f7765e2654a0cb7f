/* SPDX-License-Identifier: MIT
 * mailings.c - the methodist's digest at the screens: written from facts, to whom it goes, into the
 * queue, sent by a false sendmail.
 */
#include "tests/lib/desk.h"

/* The town's rules with an address to write from and a sendmail that keeps what it gets. */
static void
set_mail(const struct desk *d)
{
	free(desk_shell(
	    "cd %s && mkdir -p got && printf '#!/bin/sh\\ncat >%s/got/$$.eml\\n' >sendmail && "
	    "chmod +x sendmail && "
	    "sed 's|^words = {|&\\n  mail_from = \"metod@example.org\"; mail_command = "
	    "\"%s/sendmail -i -t\";|' %s/profiles/strezhevoy.conf >town.conf && "
	    "rm -f got/* && %s --db %s --user lead profile set town.conf",
	    d->folder, d->folder, d->folder, getenv("PWD"), desk_program(), d->db));
}

static vt *
mailings_opened(const struct desk *d)
{
	vt *v;

	set_mail(d);
	v = desk_start(d, 24, 80);
	desk_type(v, "<F9>рассылки", "Рассылки");
	desk_type(v, "<Enter>", "Рассылки");
	return v;
}

/* In the Russian layout: 9 keys from the list to letters that wait. */
static void
a_digest_goes_to_the_corps(void **state)
{
	struct desk *d = *state;
	vt *v = mailings_opened(d);
	char *sent;

	desk_type(v, "<C-k>", "Дайджест: за какой месяц");
	desk_type(v, "1", "Кому");
	desk_type(v, "1", "Рассылки: новая запись");
	desk_see(v, "Дайджест методической работы: май 2026");
	desk_see(v, "Конкурсы");
	desk_type(v, "<F2>", "пишется");
	desk_type(v, "<F2>", "методактив: ");
	desk_see(v, "без адреса");
	desk_type(v, "<F2>", "чужих адресов никто не увидит");
	desk_type(v, "2", "В очереди писем: ");
	desk_see(v, "в очереди, писем: ");
	desk_type(v, "<C-z>", "без адреса");
	desk_type(v, "<F2>2", "В очереди писем: ");
	desk_type(v, "<F2>", "Эта рассылка уже ушла");
	desk_type(v, "<F7>", "Эта рассылка уже ушла");
	sent = desk_shell("%s --db %s --user lead mailings send; ls %s/got | wc -l", desk_program(),
	    d->db, d->folder);
	assert_non_null(strstr(sent, "Отправлено: "));
	free(sent);
	desk_type(v, "<F10>", "ушла");
	vt_close(v, WAIT);
}

/* A colleague mends the letter while it is asked about: what nobody has looked at does not go. */
static void
what_was_looked_at_goes_or_nothing(void **state)
{
	struct desk *d = *state;
	vt *v;

	free(desk_shell("printf 'code;date;subject;text;audience\nML9;2026-05-31;Встреча;В три "
			"часа;corps\n' >%s/ml.csv && %s --db %s --user lead import mailings "
			"%s/ml.csv",
	    d->folder, desk_program(), d->db, d->folder));
	v = mailings_opened(d);
	desk_type(v, "<F2>", "методактив: ");
	desk_type(v, "<F2>", "чужих адресов никто не увидит");
	free(desk_shell("sed -i 's/три/два/' %s/ml.csv && %s --db %s --user lead import mailings "
			"%s/ml.csv",
	    d->folder, desk_program(), d->db, d->folder));
	desk_type(v, "2", "тем временем изменили, ничего не ушло");
	desk_see(v, "методактив: ");
	desk_type(v, "<F3>", "В два часа");
	desk_type(v, "<F10>", "методактив: ");
	desk_type(v, "<F2>", "чужих адресов никто не увидит");
	desk_type(v, "2", "В очереди писем: ");
	vt_close(v, WAIT);
}

/* Who it is for is chosen again; what is in the way is said in a sentence. */
static void
to_others_and_to_nobody(void **state)
{
	vt *v = mailings_opened(*state);

	desk_type(v, "<C-g>", "Кому");
	desk_type(v, "4", "ММО учителей математики");
	desk_type(v, "матем<Enter>", "Рассылки: новая запись");
	desk_type(v, "Встреча<Enter>", "Встреча");
	desk_type(v, "<F2>", "обязательное поле");
	desk_type(v, "<Enter>", "Текст *");
	desk_type(v, "<Esc>", "Рассылки");
	vt_close(v, WAIT);
}

/* Contacts by their role; what was sent to one is told by its card, and by Ctrl-K. */
static void
contacts_by_role_and_their_letters(void **state)
{
	struct desk *d = *state;
	vt *v;

	free(desk_shell("printf 'code;date;subject;text;audience;addresses\nML8;2026-05-03;Вам;"
			"Текст;city;Malysheva@example.org\nML9;2026-05-04;Не вам;Текст;city;"
			"a.malysheva@example.org\n' | %s --db %s --user lead import mailings -",
	    desk_program(), d->db));
	v = desk_start(d, 24, 80);
	desk_type(v, "<F9>список Контакты<Enter>", "Контакты");
	desk_see(v, "+7 (900) 001-00-02");
	desk_type(v, "<F2>", "ЦНППМ");
	desk_see(v, "Все контакты");
	desk_type(v, "регион<Enter>", "Роль: региональный методист");
	desk_type(v, "/малыш", "Малышева");
	desk_type(v, "<C-k>", "Рассылки");
	desk_see(v, "Вам");
	desk_gone(v, "Не вам");
	desk_type(v, "<F10>", "Контакты");
	desk_type(v, "<F3>", "1 · Ушли на этот адрес");
	desk_see(v, "+7 (900) 001-00-02");
	vt_close(v, WAIT);
}

/* Keys of a mailing that has not gone, one after another. */
static void
every_key_of_a_mailing_is_answered(void **state)
{
	static const struct {
		const char *keys, *seen;
	} steps[] = {
	    {"<C-g>1Тема письма<Enter>Текст<F2>", "Сохранено: Тема письма"},
	    {"<F2>", "Кому уйдёт › 1 из 84"},
	    {"<F2>", "┌─ Разослать"},
	    {"<Esc>", "Кому уйдёт › 1 из 84"},
	    {"<F7>3", "Кому уйдёт › 1 из 38"},
	    {"<F4>", "Рассылки: Тема письма"},
	    {"<Esc>", "Кому уйдёт › 1 из 38"},
	    {"<Enter>", "Люди › Артёмова"},
	    {"<Esc>", "Кому уйдёт › 1 из 38"},
	    {"<F7>4астрон<Enter>", "Писать некому: сегодня здесь никого нет"},
	    {"<F2>", "Писать некуда: ни одного адреса"},
	    {"<F5>", "Писать некуда: ни одного адреса"},
	    {"<Enter>", "Список пуст: выбирать не из чего"},
	    {"<C-z>", "Кому уйдёт › 1 из 38"},
	    {"<F5>", "┌─ Письмо для почтовой программы"},
	};
	const struct desk *d = *state;
	vt *v = mailings_opened(d);
	char path[400];

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		desk_type(v, steps[i].keys, steps[i].seen);
	snprintf(path, sizeof(path), "<C-u>%s/письмо.eml<Enter>", d->folder);
	desk_type(v, path, "Записано в файл ");
	desk_type(v, "<F5>", "┌─ Письмо для почтовой программы");
	desk_type(v, path, "уже есть");
	desk_type(v, "<Enter>", "Кому ушло › 1 из 33"); /* the safe answer: the file stays */
	desk_type(v, "<F2>", "Эта рассылка уже ушла");
	desk_type(v, "<F7>", "Эта рассылка уже ушла");
	vt_close(v, WAIT);
	free(desk_shell("grep -q '^Subject: ' %s/письмо.eml", d->folder));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_digest_goes_to_the_corps, desk_setup),
	    cmocka_unit_test_setup(what_was_looked_at_goes_or_nothing, desk_setup),
	    cmocka_unit_test_setup(contacts_by_role_and_their_letters, desk_setup),
	    cmocka_unit_test_setup(to_others_and_to_nobody, desk_setup),
	    cmocka_unit_test_setup(every_key_of_a_mailing_is_answered, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
