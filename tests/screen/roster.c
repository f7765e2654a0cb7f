/* SPDX-License-Identifier: MIT
 * roster.c - the corps on any day in its ten views: what each row opens, what is left out, who came
 * and went; and the list for the site.
 */
#include "tests/lib/desk.h"

static vt *
at_roster(const struct desk *d)
{
	vt *v = desk_open(d, 24, 80);

	desk_type(v, "<F9>Состав методического<Enter>", "Методический актив на 31.05.2026");
	desk_see(v, "1 из 10 видов");
	return v;
}

/* Each view, forward and round; what Enter opens there and what one comes back to by Esc. */
static const struct {
	const char *view, *opened, *back;
} views[] = {
    {"Состав: 87", "Люди › ", "Состав: 87"},
    {"По предметным областям: 24", "Состав: 18 из 87 · наставничество",
	"По предметным областям: 24"},
    {"По организациям: 10", "Состав: 15 из 87 · МБОУ «Гимназия", "По организациям: 10"},
    {"Пришли после 30.04.2026: 8", "Люди › ", "Пришли после 30.04.2026: 8"},
    {"Ушли с 30.04.2026: 3", "Люди › ", "Ушли с 30.04.2026: 3"},
    {"Срок кончается до 31.08.2026: 3", "Люди › ", "Срок кончается до 31.08.2026: 3"},
    {"Предметы без члена актива: 7", "Предметы: ", "Предметы без члена актива: 7"},
};

static void
rows_of_every_view_are_opened(void **state)
{
	vt *v = at_roster(*state);

	for (size_t i = 0; i < sizeof(views) / sizeof(views[0]); i++) {
		desk_see(v, views[i].view);
		desk_type(v, "<Enter>", views[i].opened);
		if (vt_has(v, "Методический актив на"))
			vt_keys(v, "<Esc>");
		else
			vt_keys(v, "<F10>");
		desk_see(v, views[i].back);
		vt_keys(v, "<Tab>");
	}
	desk_see(v, "В каждой организации есть член актива");
	desk_type(v, "<Enter>", "Список пуст");
	desk_type(v, "<C-r>", "Отчёт — о человеке: станьте на его строку");
	desk_type(v, "<Tab>", "9 из 10 видов");
	desk_type(v, "<Tab>", "10 из 10 видов");
	desk_type(v, "<Tab>", "1 из 10 видов");
	desk_type(v, "<S-Tab>", "10 из 10 видов");
	desk_type(v, "<F7><Home><Enter>", "1 из 10 видов");
	desk_type(v, "<Esc>", "F10 Выход");
	vt_close(v, WAIT);
}

/* Of a person within a subject: narrowed once more is none; a view leaves it. */
static void
what_is_narrowed_is_left(void **state)
{
	vt *v = at_roster(*state);

	desk_type(v, "<Tab><Enter>", "из 87 · наставничество");
	desk_type(v, "<C-r>", "С какого дня:");
	desk_type(v, "<Esc>", "из 87 · наставничество");
	desk_type(v, "<Tab>", "По предметным областям: 24");
	desk_type(v, "<Enter>", "из 87 · наставничество");
	desk_type(v, "<F7>", "Что показать");
	desk_type(v, "<Home><Enter>", "Состав: 87 ");
	vt_close(v, WAIT);
}

/* Since when is asked in the views of who came and went; it must lie before. */
static void
who_came_and_went_since_a_day(void **state)
{
	vt *v = at_roster(*state);

	desk_type(v, "<F7>пришли<Enter>", "Пришли после 30.04.2026: 8");
	desk_type(v, "<F4>30.04.2025<Enter>", "Пришли после 30.04.2025: 30");
	desk_type(v, "<F4>31.05.2026<Enter>", "должен быть раньше даты состава");
	desk_see(v, "Пришли после 30.04.2025: 30");
	desk_type(v, "<Tab>", "Ушли с 30.04.2025: 7");
	desk_type(v, "<F6>01.03.2025<Enter>", "Методический актив на 01.03.2025");
	desk_see(v, "Ушли с 01.02.2025"); /* a month before, where the day asked lies behind */
	vt_close(v, WAIT);
}

/* Months end as they end, and years go over. */
static void
days_go_by_months(void **state)
{
	static const struct {
		const char *keys, *day;
	} steps[] = {
	    {"<Left>", "30.04.2026"},
	    {"<Right>", "30.05.2026"},
	    {"<F6>31.03.2026<Enter>", "31.03.2026"},
	    {"<Left>", "28.02.2026"},
	    {"<Left>", "28.01.2026"},
	    {"<Left>", "28.12.2025"},
	    {"<Right>", "28.01.2026"},
	};
	vt *v = at_roster(*state);
	char title[100];

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		snprintf(title, sizeof(title), "Методический актив на %s", steps[i].day);
		desk_type(v, steps[i].keys, title);
	}
	vt_close(v, WAIT);
}

/* Of the site's list the paper is the site's, of any other the roster. */
static void
papers_are_of_the_view(void **state)
{
	vt *v = at_roster(*state);

	desk_type(v, "<F3>", "Состав методического актива");
	desk_type(v, "<F10>", "1 из 10 видов");
	desk_type(v, "<F7>сайт<Enter>", "Список для сайта: 61");
	desk_type(v, "<F3>", "Список для сайта");
	desk_type(v, "<F10><C-k>", "Сколько членов актива нужно");
	desk_type(v, "<F10>", "9 из 10 видов");
	desk_type(v, "<F5>", "Отчёты актива за ");
	desk_type(v, "<F10><C-o>", "Какой приказ составить");
	vt_close(v, WAIT);
}

/* Each line leads to what it speaks of; what has no record yet is told. */
static void
lines_of_the_publication_lead_on(void **state)
{
	const struct desk *d = *state;
	vt *v = at_roster(d);
	char path[400];

	desk_type(v, "<F2>", "Публикация списка на 31.05.2026");
	desk_type(v, "<Enter>", "Список для сайта: 61");
	desk_type(v, "<F10><Down><Enter>", "согласие не разрешает");
	desk_type(v, "<F10><Down><Enter>", "Список ещё не публиковали. F2 — опубликовать");
	desk_type(v, "<Ins>", "Согласия: новая запись");
	desk_type(v, "<Esc><End><Enter>", "Согласия › Лопатина З. А.");
	desk_type(v, "<F10><Ins>", "Согласия: Лопатина З. А.");
	desk_type(v, "<Esc><F3>", "Список для сайта");
	desk_type(v, "<F10><F2>", "Публикация списка");
	snprintf(path, sizeof(path), "<C-u>%s/list.html<Enter>", d->folder);
	desk_type(v, path, "Опубликовано: 61 в списке");
	desk_type(v, "<Home><Down><Down><Enter>", "Публикации списка › ");
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(rows_of_every_view_are_opened, desk_setup),
	    cmocka_unit_test_setup(what_is_narrowed_is_left, desk_setup),
	    cmocka_unit_test_setup(who_came_and_went_since_a_day, desk_setup),
	    cmocka_unit_test_setup(days_go_by_months, desk_setup),
	    cmocka_unit_test_setup(papers_are_of_the_view, desk_setup),
	    cmocka_unit_test_setup(lines_of_the_publication_lead_on, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
