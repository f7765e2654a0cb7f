/* SPDX-License-Identifier: MIT
 * council.c - the council decides: from ready applications to closed minutes, the order, the corps
 * and the page for the site; a second screen follows, a killed program comes back to its item.
 *
 * tests/data/council: a council of seven and ten applications that are ready. Галкина Д. С. works
 * where the fourth applicant does; the ninth has not the category clause 2.4 asks for; Андрианова
 * and Калинина have not agreed to be on the site.
 */
#include "tests/lib/desk.h"

/* What fingers on the same keys send in either layout. */
struct layout {
	const char *meetings; /* the beginning of «Заседания» */
	const char *items, *totals;
};
static const struct layout russian = {"засед", ".", "е"}, latin = {"pfctl", "/", "t"};

static int
council_group_setup(void **state)
{
	static const char *const accounts[] = {
	    "guest --role viewer", "gorshkova --role council_member --person P0006", NULL};

	return desk_council_setup(state, accounts);
}

/* The line is gone: the program ends well. */
static void
leave(vt *v)
{
	assert_int_equal(vt_close(v, WAIT), 0);
}

/* The number on the first screen is the length of the list it opens. */
static void
opens_its_list(vt *v, const char *label, const char *shown)
{
	desk_seek(v, label);
	desk_type(v, "<Enter>", shown);
	desk_type(v, "<F10>", "F10 Выход");
}

static void
press(vt *v, const char *keys, int times)
{
	for (int i = 0; i < times; i++)
		assert_true(vt_keys(v, keys) >= 0);
}

/* A meeting of today with the ten on its agenda, seven present, the first under discussion. */
static void
prepare_and_begin(vt *v, const struct layout *layout)
{
	desk_type(v, layout->meetings, "► Заседания совета");
	desk_type(v, "<Enter>", "всего 15");
	desk_type(v, "<C-g>", "Повестка: 11 из 11");
	desk_see(v, "Членов совета    7");
	desk_type(v, "<Home><Down><Down><Down><Down><Down><Space>", "Повестка: 10 из 11");
	desk_type(v, "<F2>", "Заседание № 9 от 31.05.2026 записано");
	desk_type(v, "<F8>", "присутствуют 7 из 7, кворум есть: нужно 4");
	desk_type(v, "<Enter>", "пункт 1 из 10");
}

/* As many digits as there are voters, then Enter: the next item is there. */
static void
pass(vt *v, const char *votes, int item)
{
	char next[64];

	press(v, votes, 1);
	desk_see(v, "[принять]");
	vt_keys(v, "<Enter>");
	snprintf(next, sizeof(next), "пункт %d из 10", item + 1);
	desk_see(v, next);
}

/* A member bears half of the applicant's surname: chance, which is said. */
static void
dismiss_at_the_second(vt *v)
{
	desk_type(v, "111", "Предлагается отвод: та же");
	desk_type(v, "5", "войдёт в протокол");
	desk_type(v, "однофамилица<Enter>", "Отвод отклонён: однофамилица");
	desk_type(v, "1131", "за 6 из 7 голосовавших");
	desk_type(v, "<Enter>", "пункт 3 из 10");
}

static void
refuse_the_third(vt *v)
{
	press(v, "2222221", 1);
	desk_see(v, "[отклонить]");
	desk_type(v, "<Enter>", "1  состав по направлению уже набран"); /* he meets clause 2.4 */
	desk_type(v, "1", "пункт 4 из 10");
}

static void
recuse_at_the_fourth(vt *v)
{
	desk_type(v, "111", "Предлагается отвод: то же");
	vt_keys(v, "4");
	desk_gone(v, "отвод?");
	desk_type(v, "111", "за 6 из 6 голосовавших, нужно 4");
	desk_type(v, "<Enter>", "пункт 5 из 10");
}

static void
tie_at_the_fifth(vt *v)
{
	desk_type(v, "<F6>", "пришли и ушли");
	desk_type(v, "<End><Space>", "Харитонов К. Н.: отсутствует с этого пункта");
	vt_keys(v, "<Enter>");
	desk_see(v, "присутствуют 6 из 7, кворум есть: нужно 4");
	desk_type(v, "121212", "решает голос");
	desk_see(v, "председателя — за: принять");
	desk_type(v, "<Enter>", "пункт 6 из 10");
}

static void
postpone_the_sixth(vt *v)
{
	desk_type(v, "<End>3", "[отложить]");
	desk_type(v, "<Enter>", "Почему отложить");
	desk_type(v, "<Enter>", "пункт 7 из 10");
}

/* The ninth, against the verdict: a reason that is typed. */
static void
admit_against_the_verdict(vt *v)
{
	desk_see(v, "не соответствует");
	desk_type(v, "111111", "[принять]");
	desk_type(v, "<Enter>", "Почему принять");
	desk_type(v, "<End><Enter>", "войдёт в протокол");
	vt_keys(v, "лучший учитель года<Enter>");
	desk_see(v, "пункт 10 из 10");
}

/* One decision by totals instead of names. */
static void
decide_the_tenth_by_totals(vt *v, const struct layout *layout)
{
	desk_type(v, layout->totals, "три числа через пробел");
	desk_type(v, "9 0 0<Enter>", "голосов");
	desk_type(v, layout->totals, "три числа через пробел");
	desk_type(v, "5 1<Enter>", "за 5 из 6 голосовавших");
	desk_type(v, "<Enter>", "Решено по всем пунктам");
}

/* over: the meeting was opened from the first screen, not from the list of meetings. */
static void
close_the_minutes(vt *v, bool over)
{
	desk_type(v, "<F8>", "Решено по всем.");
	desk_type(v, "<Enter>", "пункт 10 из 10"); /* the safe button */
	desk_type(v, "<F8>2", "Протокол закрыт");
	desk_type(v, "1", "голоса и решения не меняются");
	desk_type(v, "<F2>", "ПРОТОКОЛ");
	desk_type(v, "<F2>", "На принтер");
	desk_type(v, "6", "В какой файл записать");
	desk_type(v, "<Enter>", "Записано в файл");
	desk_type(v, "<F10>", "протокол закрыт");
	press(v, "<F10>", over ? 1 : 2);
	desk_see(v, "F10 Выход");
}

static void
sign_the_order(vt *v)
{
	desk_seek(v, "Нет приказа");
	desk_type(v, "<Enter>", "показано 10 из 110");
	desk_type(v, "<C-o>", "В приказе: 10 из 10");
	desk_type(v, "<F2>", "будет № 903-ма");
	desk_type(v, "<F2>", "Приказ № 903-ма зарегистрирован: 10 человек");
	desk_type(v, "<F10>", "Под этот отбор не подходит"); /* they are on their way */
	desk_type(v, "<F10>", "F10 Выход");
}

static void
publish_the_list(vt *v)
{
	desk_seek(v, "В составе");
	desk_type(v, "<Enter>", "Состав: 97");
	desk_type(v, "<F2>", "Последняя публикация");
	desk_see(v, "не публиковался");
	desk_type(v, "<F2>", "список-2026-05-31.html");
	desk_type(v, "<Enter>", "Опубликовано: 67 в списке");
	desk_see(v, "Отозванных согласий, после которых список не обновлён, нет");
	press(v, "<F10>", 2);
	desk_see(v, "F10 Выход");
}

/* What a screen has written is known again, and still holds. */
static void
holds(const struct desk *d, const char *file)
{
	char *told = desk_shell(
	    "%s --db %s --user lead verify-paper %s/%s", desk_program(), d->db, d->folder, file);

	assert_non_null(strstr(told, "Файл напечатан из этой базы"));
	assert_non_null(strstr(told, "(экран)"));
	assert_non_null(strstr(told, "Сведения с тех пор не изменились"));
	free(told);
}

static void
check_what_was_written(const struct desk *d)
{
	static const struct {
		const char *application, *end;
	} decisions[] = {
	    {"AP0201", ";принять;7;0;0;"},
	    {"AP0203", ";отклонить;1;6;0;состав по направлению уже набран"},
	    {"AP0204", ";принять;6;0;0;"},
	    {"AP0205", ";принять;3;3;0;"},
	    {"AP0206", ";отложить;0;0;0;нет согласования образовательной организации"},
	    {"AP0209", ";принять;6;0;0;лучший учитель года"},
	    {"AP0210", ";принять;5;1;0;"},
	};
	char *html, *minutes;

	for (size_t i = 0; i < sizeof(decisions) / sizeof(decisions[0]); i++) {
		char *row = desk_export(d, "decisions", decisions[i].application);

		assert_non_null(strstr(row, decisions[i].end));
		free(row);
	}
	minutes = desk_shell("cat %s/протокол-2026-05-31.txt", d->folder);
	assert_non_null(strstr(minutes, "Харитонов К. Н., ведущий специалист"));
	assert_non_null(strstr(minutes, "(убыл в 12:00; отсутствовал при рассмотрении пунктов 5–"));
	free(minutes);
	holds(d, "протокол-2026-05-31.txt");
	holds(d, "список-2026-05-31.html");
	html = desk_shell("cat %s/список-2026-05-31.html", d->folder);
	assert_non_null(strstr(html, "Седова Екатерина"));
	assert_non_null(strstr(html, "Кожевников Пётр"));
	assert_null(strstr(html, "Калинина Мария"));
	assert_null(strstr(html, "Андрианова Дарья"));
	free(html);
	free(desk_shell("%s --db %s --user lead verify", desk_program(), d->db));
}

/* How the way is gone. */
struct manner {
	const struct layout *layout;
	int rows, columns;
	bool killed; /* the program, after every step: what was done is there when it comes back */
};

/* Killed at an item: back at it. Killed at the first screen (item 0): back there. */
static vt *
next_step(const struct desk *d, const struct manner *m, vt *v, int item)
{
	char seen[64];

	if (!m->killed)
		return v;
	kill(v->pid, SIGKILL);
	vt_close(v, WAIT);
	v = desk_open(d, m->rows, m->columns);
	if (item == 0)
		return v;
	snprintf(seen, sizeof(seen), "пункт %d из 10", item);
	desk_seek(v, "Идёт заседание № 9");
	desk_type(v, "<Enter>", "Члены совета");
	desk_see(v, seen);
	return v;
}

static vt *
hold_the_meeting(const struct desk *d, const struct manner *m, vt *v)
{
	static const struct {
		void (*decide)(vt *v);
		const char *votes; /* where it is admitted as voted */
	} items[] = {{.votes = "1111111"}, {.decide = dismiss_at_the_second},
	    {.decide = refuse_the_third}, {.decide = recuse_at_the_fourth},
	    {.decide = tie_at_the_fifth}, {.decide = postpone_the_sixth}, {.votes = "111111"},
	    {.votes = "111111"}, {.decide = admit_against_the_verdict}};

	for (int i = 0; i < (int)(sizeof(items) / sizeof(items[0])); i++) {
		if (items[i].decide != NULL)
			items[i].decide(v);
		else
			pass(v, items[i].votes, i + 1);
		v = next_step(d, m, v, i + 2);
	}
	decide_the_tenth_by_totals(v, m->layout);
	return next_step(d, m, v, 10);
}

static void
the_whole_way(const struct desk *d, const struct manner *m)
{
	vt *v = desk_open(d, m->rows, m->columns), *guest = desk_open_as(d, "guest", 24, 80);

	opens_its_list(v, "К совету", "показано 10 из 110");
	prepare_and_begin(v, m->layout);
	v = next_step(d, m, v, 1);
	desk_seek(guest, "Идёт заседание № 9");
	desk_type(guest, "<Enter>", "пункт 1 из 10");
	v = hold_the_meeting(d, m, v);
	desk_see(guest, "пункт 10 из 10");
	desk_type(v, m->layout->items, "3  Филимонов Илья Геннадьевич — отклонено");
	vt_keys(v, "<F10>");
	close_the_minutes(v, m->killed);
	desk_see(guest, "протокол закрыт");
	v = next_step(d, m, v, 0);
	opens_its_list(v, "Отложены", "показано 2 из 110");
	sign_the_order(v);
	v = next_step(d, m, v, 0);
	publish_the_list(v);
	v = next_step(d, m, v, 0);
	check_what_was_written(d);
	leave(guest);
	leave(v);
	free(desk_shell("rm -f %s/список* %s/протокол*", d->folder, d->folder));
}

static void
the_whole_way_in_russian_letters(void **state)
{
	the_whole_way(*state, &(struct manner){.layout = &russian, .rows = 24, .columns = 80});
}

static void
the_whole_way_in_latin_letters(void **state)
{
	the_whole_way(*state, &(struct manner){.layout = &latin, .rows = 40, .columns = 120});
}

static void
the_whole_way_killed_after_every_step(void **state)
{
	the_whole_way(*state,
	    &(struct manner){.layout = &russian, .rows = 24, .columns = 80, .killed = true});
}

static void
a_member_votes_from_the_own_screen(void **state)
{
	struct desk *d = *state;
	vt *v = desk_open(d, 24, 80), *member = desk_open_as(d, "gorshkova", 40, 120);
	vt *guest = desk_open_as(d, "guest", 24, 80);

	prepare_and_begin(v, &russian);
	desk_seek(member, "Идёт заседание № 9");
	desk_type(member, "<Enter>", "Ваш голос: 1 за");
	desk_cursor_on(member, "Горшкова");
	desk_type(member, "2", "Седова Екатерина Геннадьевна: против");
	assert_int_equal(vt_wait(v, "за 0 из 1 голосовавших", 1500), 1); /* within a second or so */
	desk_type(member, "1", "Седова Екатерина Геннадьевна: за");
	desk_see(v, "за 1 из 1 голосовавших");
	desk_seek(guest, "Идёт заседание № 9");
	desk_type(guest, "<Enter>", "пункт 1 из 10");
	desk_type(guest, "1", "за заседанием только следит");
	desk_type(guest, "<F8>", "здесь ничего не значит");
	assert_false(vt_has(guest, "F8 Закрыть"));
	leave(guest);
	leave(member);
	leave(v);
}

/* After every vote the program is killed; what was seen is there again, at the same item. */
static void
a_killed_session_comes_back(void **state)
{
	struct desk *d = *state;
	vt *v = desk_open(d, 24, 80);

	prepare_and_begin(v, &russian);
	for (int votes = 1; votes <= 7; votes++) {
		char seen[64];

		snprintf(seen, sizeof(seen), "за %d из %d голосовавших", votes, votes);
		desk_type(v, "1", seen);
		kill(v->pid, SIGKILL);
		vt_close(v, WAIT);
		v = desk_open(d, 24, 80);
		desk_seek(v, "Идёт заседание № 9 от 31.05.2026: пункт 1 из 10");
		desk_type(v, "<Enter>", seen);
		desk_see(v, "пункт 1 из 10");
	}
	desk_type(v, "<Enter>", "пункт 2 из 10");
	kill(v->pid, SIGKILL);
	vt_close(v, WAIT);
	free(desk_shell("%s --db %s --user lead verify", desk_program(), d->db));
	v = desk_open(d, 24, 80);
	desk_see(v, "пункт 2 из 10");
	leave(v);
}

static void
steps_are_taken_back(void **state)
{
	vt *v = desk_open(*state, 24, 80);

	prepare_and_begin(v, &russian);
	pass(v, "1111111", 1);
	desk_type(v, "<C-z>", "Шаг назад: пункт 1");
	desk_see(v, "за 7 из 7 голосовавших");
	desk_type(v, "<C-z>", "за 6 из 6 голосовавших");
	desk_type(v, "<C-z>", "за 5 из 5 голосовавших");
	pass(v, "13", 1);
	leave(v);
}

static void
closed_minutes_are_opened_with_a_reason(void **state)
{
	struct desk *d = *state;
	vt *v = desk_open(d, 24, 80);

	prepare_and_begin(v, &russian);
	pass(v, "1111111", 1);
	desk_type(v, "<F8>", "Без решения: 9");
	desk_type(v, "2", "Протокол закрыт");
	desk_see(v, "отложено 9");
	desk_type(v, "<F8>", "Почему закрытый протокол");
	desk_type(v, "описка в фамилии<Enter>", "Протокол заседания № 9 открыт снова");
	leave(v);
}

/* Without a quorum nothing is voted on. */
static void
no_quorum_no_vote(void **state)
{
	vt *v = desk_open(*state, 24, 80);

	desk_type(v, "засед<Enter>", "всего 15");
	desk_type(v, "<C-g>", "Повестка: 11 из 11");
	desk_type(v, "<F2>", "записано");
	desk_type(v, "<F8>", "присутствуют 7 из 7");
	desk_type(v, "<Space><Space><Space><Space>", "присутствуют 3 из 7, кворума нет: нужно 4");
	desk_type(v, "<Enter>", "пункт 1 из 11");
	desk_see(v, "кворума нет, голосовать нельзя");
	desk_type(v, "1", "Голосовать нельзя: присутствуют 3 из 7");
	desk_type(v, "<End><Enter>", "3 — отложить, F6 — кто присутствует");
	leave(v);
}

/* Twenty at once: what is written is shown before, and taken back as one. */
static void
agreement_is_recorded_for_many(void **state)
{
	struct desk *d = *state;
	vt *v;

	free(desk_shell(
	    "sed 's/;2026-05-25$/;/' tests/data/council/applications.csv | %s --db %s --user "
	    "lead import applications -",
	    desk_program(), d->db));
	v = desk_open(d, 24, 80);
	opens_its_list(v, "К совету       0", "Под этот отбор не подходит");
	desk_seek(v, "Согласовать");
	desk_type(v, "<Enter>", "показано 10 из 110");
	desk_type(v, "<C-a>", "отмечено 10");
	desk_type(v, "<C-g>", "согласовало отмеченное (отмечено 10)");
	desk_type(v, "<Enter>", "Согласование записано: 10 заявлений");
	desk_type(v, "<F10>", "К совету      10");
	desk_type(v, "<C-z>", "Согласовать   10");
	leave(v);
}

static void
the_corps_is_looked_at_from_all_sides(void **state)
{
	vt *v = desk_open(*state, 24, 80);

	desk_seek(v, "В составе     87");
	desk_type(v, "<Enter>", "Состав: 87");
	desk_type(v, "<Tab>", "По предметным областям: ");
	desk_type(v, "<Enter>", "Состав: 18 из 87 · наставничество");
	desk_type(v, "<Esc>", "По предметным областям: ");
	desk_type(v, "<F7>", "Не войдут в список для сайта");
	desk_type(v, "<End><Enter>", "Почему не в списке для сайта");
	desk_type(v, "<Left>", "Методический актив на 30.04.2026");
	desk_type(v, "<F6>", "Состав на день");
	desk_type(v, "<C-u>1.9.2025<Enter>", "Методический актив на 01.09.2025");
	desk_type(v, "<F6><C-u>31.2.2025<Enter>", "такого дня нет");
	leave(v);
}

/* The order of the agenda is the clerk's; the papers of all candidates are one text. */
static void
the_agenda_is_put_in_order(void **state)
{
	struct desk *d = *state;
	vt *v = desk_open(d, 24, 80);
	char *pack;

	desk_type(v, "засед<Enter>", "всего 15");
	desk_type(v, "<C-g>", " 2  Седова");
	desk_type(v, "<Home><Down><Down><Down><Down><Down><Down><F6>", " 1  Седова");
	desk_type(v, "<F7><F7>", " 3  Седова");
	desk_type(v, "<F3>", "Материалы к заседанию");
	desk_type(v, "<F2>6<Enter>", "Записано в файл");
	pack = desk_shell("cat %s/материалы-2026-05-31.txt", d->folder);
	assert_true(strstr(pack, "Майорова") < strstr(pack, "Игнатова-Галкина"));
	assert_true(strstr(pack, "Игнатова-Галкина") < strstr(pack, "Седова"));
	free(pack);
	desk_type(v, "<F10>", "не записано");
	desk_type(v, "<Home><Enter>", "День заседания");
	desk_type(v, "<C-u>1.5.2026<Enter><F2>", "подан");
	desk_type(v, "<F10>", "Заседание не записано");
	desk_type(v, "2", "всего 15");
	leave(v);
}

/* Out with a ground, and back by annulling the order, which keeps its number. */
static void
a_member_goes_out_and_the_order_is_annulled(void **state)
{
	struct desk *d = *state;
	vt *v = desk_open(d, 24, 80);
	char *row;

	desk_type(v, "прик<Enter>", "всего 34");
	desk_type(v, "<C-g>3", "выбрать члена актива");
	desk_type(v, "<F2>", "приказ");
	desk_type(v, "<Ins>Балашова Ирина", "1 из 1");
	desk_type(v, "<Enter>", "Основание исключения");
	desk_type(v, "по заявлению<Enter>", "Последний день в составе");
	desk_type(v, "<Enter>", "В приказе: 1 из 1");
	desk_type(v, "<F2>", "основание: по заявлению");
	desk_type(v, "<F2>", "Приказ № 705-исх зарегистрирован");
	row = desk_export(d, "memberships", "P0416");
	assert_non_null(strstr(row, ";2026-05-31;"));
	assert_non_null(strstr(row, ";по заявлению"));
	free(row);
	desk_type(v, "<F10>", "всего 35");
	desk_type(v, "<C-g>5", "Отменяет приказ");
	desk_type(v, "<End><Up><Enter>", "Найти:");
	desk_type(v, "705-исх", "1 из 2"); /* the newer one first */
	desk_type(v, "<Enter>", "705-исх");
	desk_type(v, "<Down><Enter>", "Почему приказ отменяется");
	desk_type(v, "ошибка в фамилии<Enter>", "ошибка в фамилии");
	desk_type(v, "<F2>", "До регистрации › будет № ");
	desk_type(v, "<F2>", "Приказ № 1 зарегистрирован");
	row = desk_export(d, "memberships", "P0416");
	assert_null(strstr(row, "по заявлению"));
	free(row);
	leave(v);
}

/* Who only looks neither prepares nor composes, and does not see whose consent is missing. */
static void
a_viewer_only_looks(void **state)
{
	vt *v = desk_open_as(*state, "guest", 24, 80);

	assert_false(vt_has(v, "Снять с сайта"));
	desk_type(v, "засед<Enter>", "всего 15");
	assert_false(vt_has(v, "Подготовить"));
	desk_type(v, "<C-g>", "не может");
	desk_type(v, "<F2>", "Заседание № 8 от 01.06.2026");
	desk_see(v, "принято: 6 за, 0 против, 0");
	desk_type(v, "<F10><F10>", "F10 Выход");
	desk_seek(v, "В составе");
	desk_type(v, "<Enter>", "1 из 9 видов");
	desk_type(v, "<F2>", "не может");
	desk_type(v, "<C-o>", "не может");
	leave(v);
}

#define COUNCIL_TEST(name) cmocka_unit_test_setup(name, desk_setup)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    COUNCIL_TEST(the_whole_way_in_russian_letters),
	    COUNCIL_TEST(the_whole_way_in_latin_letters),
	    COUNCIL_TEST(the_whole_way_killed_after_every_step),
	    COUNCIL_TEST(a_member_votes_from_the_own_screen),
	    COUNCIL_TEST(a_killed_session_comes_back),
	    COUNCIL_TEST(steps_are_taken_back),
	    COUNCIL_TEST(closed_minutes_are_opened_with_a_reason),
	    COUNCIL_TEST(no_quorum_no_vote),
	    COUNCIL_TEST(agreement_is_recorded_for_many),
	    COUNCIL_TEST(the_corps_is_looked_at_from_all_sides),
	    COUNCIL_TEST(the_agenda_is_put_in_order),
	    COUNCIL_TEST(a_member_goes_out_and_the_order_is_annulled),
	    COUNCIL_TEST(a_viewer_only_looks),
	};

	return cmocka_run_group_tests(tests, council_group_setup, desk_group_teardown);
}
