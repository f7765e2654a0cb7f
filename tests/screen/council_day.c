/* SPDX-License-Identifier: MIT
 * council_day.c - a whole day of the council at three screens: who comes late and who goes, a
 * recusal, a tie, a quorum lost and back, two who decide one item, minutes closed, opened and
 * closed again, the order and the list for the site. On the way everything that is easily mistaken
 * is tried, and must not work.
 */
#include "tests/lib/desk.h"

static int
group_setup(void **state)
{
	static const char *const accounts[] = {"sekr --role secretary --person P0104",
	    "glav --role chair --person P0004", "member --role council_member --person P0006",
	    NULL};
	const struct desk *d;

	if (desk_council_setup(state, accounts) != 0)
		return -1;
	d = *state;
	free(desk_shell("printf 'person;from;to;duty\\nP0017;2025-09-01;;заместитель\\n' | "
			"%s --db %s/town --user lead import council_members -",
	    desk_program(), d->folder));
	return 0;
}

static vt *
start_as(const struct desk *d, const char *user)
{
	return desk_open_as(d, user, 24, 100);
}

/* Ten items; the last of the seven is late. */
static vt *
begin(const struct desk *d)
{
	vt *v = start_as(d, "sekr");

	desk_type(v, "засед", "► Заседания совета");
	desk_type(v, "<Enter>", "всего 15");
	desk_type(v, "<C-g>", "Повестка: 11 из 11");
	desk_type(v, "<Home><Down><Down><Down><Down><Down><Space>", "Повестка: 10 из 11");
	desk_type(v, "<F2>", "Заседание № 9 от 31.05.2026 записано");
	desk_type(v, "<F8>", "присутствуют 7 из 7, кворум есть: нужно 4");
	desk_type(v, "<End><Space>", "присутствуют 6 из 7");
	desk_type(v, "<Enter>", "пункт 1 из 10");
	return v;
}

static vt *
join(const struct desk *d, const char *user, const char *sees)
{
	vt *v = start_as(d, user);

	desk_seek(v, "Идёт заседание № 9");
	desk_type(v, "<Enter>", sees);
	return v;
}

/* In the window of who is there: the member of that row, from 0, comes or goes. */
static void
come_or_go(vt *v, int row, const char *sees)
{
	desk_type(v, "<F6>", "пришли и ушли");
	vt_keys(v, "<Home>");
	for (int i = 0; i < row; i++)
		vt_keys(v, "<Down>");
	desk_type(v, "<Space>", sees);
	vt_keys(v, "<Enter>");
	desk_gone(v, "пришли и ушли");
}

/* The chair's is the casting vote, at his own place or written down; the late one comes. */
static void
first_and_second(vt *v, vt *member)
{
	desk_type(member, "1", "Ваш голос по пункту 1");
	desk_see(v, "за•");
	desk_type(v, "+", "за 6 из 6");
	desk_type(v, "2", "цифра не принята"); /* the focus has gone to the outcome by itself */
	desk_type(v, "<Enter>", "пункт 2 из 10");
	desk_see(member, "П Р И Н Я Т О");
	desk_type(member, "2", "Пункт сменился"); /* it was meant for the first */
	desk_see(member, "Предыдущий: 1. Седова");
	come_or_go(v, 6, "Харитонов К. Н.: присутствует");
	desk_see(v, "присутствуют 7 из 7");
	vt_keys(v, "<End><Up><Up><Up><Up>4"); /* Галкина */
	desk_gone(v, "отвод?");
	desk_type(v, "+", "за 6 из 6");
	desk_type(v, "<Enter>", "пункт 3 из 10");
}

/* Refused: nobody's vote moves while the words are looked for, and two do not decide it twice. */
static void
third_by_two(vt *v, vt *chair, vt *member)
{
	desk_type(v, "22", "за 0 из 2");
	desk_see(member, "Ждём: ");
	desk_type(v, "22222", "за 0 из 7");
	desk_type(v, "<Enter>", "Почему отклонить");
	desk_see(chair, "акрыто");
	vt_quiet(member, 1100, WAIT); /* a digit at once would be said to be meant for the second */
	desk_type(member, "1", "закрыто: голос не принят");
	desk_type(chair, "<End><Enter>", "Почему отклонить");
	desk_type(v, "1", "пункт 4 из 10");
	desk_type(chair, "1", "по пункту 3 тем временем решено: отклонено");
	desk_see(chair, "пункт 4 из 10");
}

/* Three against three, one abstains: the chair's vote. */
static void
fourth_and_fifth(vt *v)
{
	desk_type(v, "<Home>111", "Предлагается отвод: то же");
	desk_type(v, "5", "голосует всё же (войдёт");
	vt_keys(v, "<Esc>");
	desk_gone(v, "голосует всё же"); /* not without a reason */
	vt_keys(v, "4");
	desk_gone(v, "отвод?");
	desk_type(v, "+", "за 6 из 6");
	desk_type(v, "<Enter>", "пункт 5 из 10");
	desk_type(v, "1122213", "решает голос");
	desk_see(v, "председателя — за: принять");
	desk_type(v, "<Enter>", "пункт 6 из 10");
}

/* The chair goes; the seventh is taken first and the sixth behind it: he is away from both. */
static void
out_of_order(vt *v, vt *chair)
{
	come_or_go(v, 0, "Власов А. Н.: отсутствует");
	desk_see(v, "присутствуют 6 из 7");
	desk_type(v, "<Right>", "пункт 7 из 10");
	desk_type(v, "+", "за 6 из 6");
	desk_type(v, "<Enter>", "пункт 8 из 10");
	desk_type(v, "<F7>", "Повестка");
	desk_type(v, "<Home><Down><Down><Down><Down><Down><Enter>", "пункт 6 из 10");
	desk_see(v, "присутствуют 6 из 7");
	desk_see(v, "П Воронцов"); /* the deputy leads */
	desk_see(chair, "П Воронцов");
	desk_type(v, "<Home>111222", "решает голос");
	desk_type(v, "<Enter>", "пункт 8 из 10");
}

/* Four are left, then three: nothing is voted until somebody is back. */
static void
without_a_quorum(vt *v)
{
	come_or_go(v, 5, "отсутствует с этого пункта");
	come_or_go(v, 6, "отсутствует с этого пункта");
	come_or_go(v, 4, "отсутствует с этого пункта");
	desk_see(v, "кворума нет: нужно 4");
	desk_type(v, "<Home>1", "голосовать нельзя");
	desk_type(v, "+", "голосовать нельзя");
	desk_type(v, "<End>1<Enter>", "Кворума нет");
	come_or_go(v, 5, "присутствует с этого пункта");
	come_or_go(v, 6, "присутствует с этого пункта");
	come_or_go(v, 4, "присутствует с этого пункта");
	come_or_go(v, 0, "Власов А. Н.: присутствует");
	desk_see(v, "П Власов");
	desk_type(v, "<Home>+", "за 7 из 7");
	desk_type(v, "<Enter>", "пункт 9 из 10");
}

/* A secret ballot, and the last one postponed by closing. */
static void
ninth_and_end(vt *v)
{
	desk_type(v, "<F4>", "Тайное голосование");
	desk_type(v, "9 0 0<Enter>", "голосов"); /* more than are there */
	desk_type(v, "<F4>", "Тайное голосование");
	desk_type(v, "2 5<Enter>", "за 2 из 7");
	desk_type(v, "<Enter>", "Почему отклонить");
	desk_type(v, "1", "пункт 10 из 10");
	desk_type(v, "+", "за 7 из 7");
	desk_type(v, "<F8>2", "по пункту 10 проголосовали"); /* a vote is not put off */
	desk_type(v, "<C-z>", "голосов нет");
	desk_type(v, "<F8>", "будут отложены");
	desk_type(v, "2", "Протокол закрыт");
	desk_type(v, "1", "голоса и решения не меняются");
}

/* As one line, for its own break where they are full. */
static char *
minutes_of(const struct desk *d)
{
	return desk_shell("%s --db %s --user lead document minutes M016 | tr -s '\\n ' ' '",
	    desk_program(), d->db);
}

static void
check_minutes(const struct desk *d)
{
	static const char *const wanted[] = {"Редакция 2, открыт 31.05.2026, причина: описка",
	    "«за» — 6, «против» — 0", "Голоса разделились поровну",
	    "Заседание ведёт Воронцов А. Г.", "Заседание ведёт Власов А. Н.",
	    "ГОЛОСОВАЛИ тайно: «за» — 2, «против» — 5"};
	char *text = minutes_of(d);

	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		if (strstr(text, wanted[i]) == NULL)
			fail_msg("no «%s» in\n%s", wanted[i], text);
	free(text);
	text = desk_shell("%s --db %s --user lead verify", desk_program(), d->db);
	assert_non_null(strstr(text, "База в порядке"));
	free(text);
}

static void
order_and_list(const struct desk *d)
{
	vt *v = start_as(d, "lead"), *sekr;

	desk_seek(v, "Нет приказа");
	desk_type(v, "<Enter>", "показано 9 из 110");
	desk_type(v, "<C-o>", "В приказе: 9 из 9");
	desk_type(v, "<F2>", "будет № 903-ма");
	desk_type(v, "<F2>", "Приказ № 903-ма зарегистрирован: 9 человек");
	desk_type(v, "<F10>", "Под этот отбор не подходит");
	desk_type(v, "<F10>", "F10 Выход");
	desk_seek(v, "В составе");
	desk_type(v, "<Enter>", "Состав: 96");
	desk_type(v, "<F2>", "Последняя публикация");
	desk_type(v, "<F2>", "список-2026-05-31.html");
	desk_type(v, "<Enter>", "Опубликовано: ");
	vt_close(v, WAIT);
	/* What an order rests on is not opened by who keeps the minutes. */
	sekr = start_as(d, "sekr");
	desk_type(sekr, "засед", "► Заседания совета");
	desk_type(sekr, "<Enter>", "всего 16");
	desk_type(sekr, "<Home><Down><F2>", "протокол закрыт");
	desk_type(sekr, "<F8>", "держатся");
	vt_close(sekr, WAIT);
}

static void
a_day_of_the_council(void **state)
{
	struct desk *d = *state;
	vt *v = begin(d), *member = join(d, "member", "пункт 1 из 10"),
	   *chair = join(d, "glav", "пункт 1 из 10");

	first_and_second(v, member);
	third_by_two(v, chair, member);
	fourth_and_fifth(v);
	out_of_order(v, chair);
	without_a_quorum(v);
	ninth_and_end(v);
	vt_close(member, WAIT);
	vt_close(chair, WAIT);
	desk_type(v, "<F8>", "Почему закрытый протокол");
	desk_type(v, "описка<Enter>", "открыт снова");
	desk_type(v, "<F8>2", "Протокол закрыт");
	vt_close(v, WAIT);
	check_minutes(d);
	order_and_list(d);
}

/* Begun on Sunday, closed on Monday: it is the meeting of the day it began on. */
static void
a_meeting_past_midnight(void **state)
{
	struct desk *d = *state;
	vt *v, *later;
	char *row;

	setenv("METODAKTIV_NOW", "2026-05-31T23:58:00", 1);
	v = begin(d);
	desk_type(v, "+", "за 6 из 6");
	desk_type(v, "<Enter>", "пункт 2 из 10");
	setenv("METODAKTIV_NOW", "2026-06-01T00:12:00", 1);
	later = join(d, "sekr", "пункт 2 из 10");
	vt_close(v, WAIT);
	desk_see(later, "присутствуют 6 из 7");
	desk_type(later, "+", "за 5 из 5");
	desk_type(later, "<Enter><Enter>", "Не голосовали: Галкина");
	desk_type(later, "<Enter>", "пункт 3 из 10");
	desk_type(later, "<F8>", "будут отложены");
	desk_type(later, "2", "Протокол закрыт");
	vt_close(later, WAIT);
	row = desk_export(d, "minutes", "M016");
	assert_non_null(strstr(row, "закрыт;2026-06-01"));
	free(row);
	row = desk_export(d, "vote_openings", "AP0201");
	assert_non_null(strstr(row, "2026-05-31 23:58"));
	free(row);
	setenv("METODAKTIV_NOW", "2026-05-31T12:00:00", 1);
	row = minutes_of(d);
	assert_null(strstr(row, "ПРОЕКТ"));
	free(row);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_day_of_the_council, desk_setup),
	    cmocka_unit_test_setup(a_meeting_past_midnight, desk_setup),
	};

	return cmocka_run_group_tests(tests, group_setup, desk_group_teardown);
}
