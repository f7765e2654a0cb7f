/* SPDX-License-Identifier: MIT
 * keys.c - how many keys the common tasks of an office take, content letters included: each is
 * typed at 80x24 from the screen it begins at, and may take no more than its goal, or than it
 * takes today.
 */
#include "tests/lib/desk.h"

enum { STEPS = 16 };

struct step {
	const char *keys, *seen; /* keys NULL: only looked */
};

static struct task {
	const char *name;
	struct step way[6]; /* from the first screen to where the task begins: not counted */
	struct step steps[STEPS];
	int goal;
	int today; /* where it takes more as yet */
} tasks[] = {
    {.name = "application, known person, 12 rows",
	.way = {{"заяв", "► Заявления"}, {"<Enter>", "всего 100"}},
	.steps = {{"<Ins>", "Заявления: новая запись"}, {"31<Enter>Кож", "В реестре есть: 1"},
	    {"<F5>", "Взято из реестра: Кожевников Пётр Ильич"},
	    {"<Enter>12<Enter>5<Enter>", "ФИОКО"}, {"высокий уровень<Enter>", "высокий уровень"},
	    {"жюри ОГЭ<Enter><Enter>", "жюри ОГЭ"}, {"глава ШМО<Enter>", "глава ШМО"},
	    {"<Enter><Enter>д", "оснований 2"},
	    {"<F2>", "Сохранено: Кожевников Пётр Ильич. Предложены основания: 1, 5."}},
	.goal = 58},
    /* Nothing is typed twice any more. What is left are 54 letters of content (the three answers
     * are 32 of them, the surname 9) and 22 times Enter, for as many fields: the goal would leave
     * 6 for those. */
    {.name = "application, person not in the register",
	.way = {{"заяв", "► Заявления"}, {"<Enter>", "всего 100"}},
	.steps = {{"<Ins>", "Заявления: новая запись"},
	    {"31<Enter>Журавлёва<Enter>О", "→ взять серое"}, {"<Right><Enter>П", "→ взять серое"},
	    {"<Right><Enter>", "Журавлёва Ольга Петровна,"}, {"5<Enter>", "МБОУ «СОШ № 5»"},
	    {"у", "→ взять серое"}, {"<Right><Enter><Enter><Enter>4<Enter>", "высшая"},
	    {"<Enter>12<Enter>5<Enter>", "ФИОКО"}, {"высокий уровень<Enter>", "высокий уровень"},
	    {"жюри ОГЭ<Enter><Enter>", "жюри ОГЭ"}, {"глава ШМО<Enter>", "глава ШМО"},
	    {"<Enter><Enter>д<Enter><Enter>", "Образование (п. 2.4)"},
	    {"1<Enter>н", "→ взять серое"}, {"<Right>", "оснований 2"},
	    {"<Ins>", "В реестре: Журавлёва Ольга Петровна, дата приёма"},
	    {"<F2>", "Сохранено: Журавлёва Ольга Петровна"}},
	.goal = 60,
	.today = 82},
    {.name = "next application of the stack",
	.way = {{"заяв", "► Заявления"}, {"<Enter>", "всего 100"},
	    {"<Ins>", "Заявления: новая запись"}, {"20.5<Enter>Кож", "В реестре есть: 1"},
	    {"<F5>", "Взято из реестра: Кожевников Пётр Ильич"}},
	.steps = {{"<C-n>", "Сохранено: Кожевников Пётр Ильич"}, {.seen = "AP0102"},
	    {.seen = "20.05.2026"}},
	.goal = 1},
    {.name = "a person is found, to the card",
	.steps = {{"<F7>абр ел", "показано 1 из"}, {"<Enter>", "Люди › Абрамова Елена Ивановна"}},
	.goal = 8},
    {.name = "a date is corrected in an old application",
	.way = {{"заяв", "► Заявления"}, {"<Enter>", "всего 100"}},
	.steps = {{"майор", "показано 1 из"}, {"<F4>", "Заявления: Майорова Марина Алексеевна"},
	    {"<PgUp><Tab>15.4", "15.04.2026"}, {"<F2>", "Сохранено: Майорова Марина Алексеевна"}},
	.goal = 13},
    {.name = "a surname is changed",
	.way = {{"<F7>абр ел", "показано 1 из"}, {"<Enter>", "Люди › Абрамова Елена Ивановна"}},
	.steps = {{"<F4>", "Люди: Абрамова Елена Ивановна"},
	    {"<PgUp><PgUp><Tab>Сидорова<F2>", "Сохранено: Сидорова Елена Ивановна"}},
	.goal = 13},
    {.name = "consent for distribution, four of five fields",
	.way = {{"<F7>абр ел", "показано 1 из"}, {"<Enter>", "Люди › Абрамова Елена Ивановна"}},
	.steps = {{"<Ins>", "Что внести об этом человеке"}, {"<Enter>", "Согласия: новая запись"},
	    {"р<Enter>31<Enter><Enter><Enter>1234", "[x] предметная область"},
	    {"<F2>", "Сохранено"}},
	.goal = 20},
    {.name = "a school is added",
	.way = {{"орга", "► Организации"}, {"<Enter>", "Организации"}},
	.steps = {{"<Ins>", "Организации: новая запись"}, {"СОШ № 11<Enter><Enter>1", "школа"},
	    {"<F2>", "Сохранено: СОШ № 11"}},
	.goal = 13},
    {.name = "an application is printed",
	.way = {{"заяв", "► Заявления"}, {"<Enter>", "всего 100"}, {"<Enter>", "Заявления › "}},
	.steps = {{"<F2>", "На принтер"}, {"2", "Отправлено на печать: "}},
	.goal = 2},
    {.name = "the institution agreed, all that wait",
	.way = {{"заяв", "► Заявления"}, {"<Enter>", "всего 100"}},
	.steps = {{"<C-a>", "отмечено 100"}, {"<C-g>", "где день уже стоит, он останется"},
	    {"<Enter>", "Согласование записано: 1 заявление"}},
	.goal = 4},
    {.name = "the eight indicators",
	.steps = {{"<F2>", "Показатели: весь город на 31.05.2026"}},
	.goal = 1},
    {.name = "names behind one",
	.way = {{"<F2>", "Показатели: "}},
	.steps = {{"8", "► Молодые педагоги"}, {"<Enter>", "Молодые педагоги: 27 из 38"}},
	.goal = 2},
    {.name = "against last year",
	.way = {{"<F2>", "изм. за год"}},
	.steps = {{"п", "< 31.05.2025"}},
	.goal = 1},
    {.name = "workbook of the indicators",
	.way = {{"<F2>", "Показатели: "}},
	.steps = {{"<F2>", "Книга Excel"}, {"3", "В какой файл записать"},
	    {"<Enter>", "Записано в файл"}},
	.goal = 3},
    {.name = "HTML of the indicators",
	.way = {{"<F2>", "Показатели: "}},
	.steps = {{"<F2>", "Книга Excel"}, {"5", "В какой файл записать"},
	    {"<Enter>", "Записано в файл"}},
	.goal = 3},
    {.name = "a material is offered, given to an expert, recommended",
	.way = {{"<F9>Банк материалов", "Банк материалов: предложены"},
	    {"<Enter>", "Банк материалов · предложены"}},
	.steps = {{"<Ins>", "Банк педагогической информации: новая запись"},
	    {"Урок истории<Enter>м<Enter>", "методический"}, {"<F2>", "предложены › 9 из 9"},
	    {"<Enter>", "Кому поручить"}, {"<Enter>", "На экспертизе: "},
	    {"<Right>", "на экспертизе › "}, {"<End>", "Урок истории"}, {"<Enter>", "Отклонён"},
	    {"1", "Когда дано заключение"}, {"<Enter>", "Аннотация или вывод"},
	    {"<Enter>", "Материал рекомендован, работа эксперта записана"}},
	.goal = 25},
    {.name = "an error of one's own is undone, from the list",
	.way = {{"<Enter>", "всего 500"}, {"<F4>", "Люди: "},
	    {"<PgUp><PgUp><Tab>Сидорова<F2>", "Сохранено: Сидорова"}},
	.steps = {{"<C-z>", "Изменение отменено, прежний вид возвращён: "}},
	.goal = 1},
    {.name = "an error of one's own is undone, from the card",
	.way = {{"<Enter>", "всего 500"}, {"<Enter>", "Люди › "}, {"<F4>", "Люди: "},
	    {"<PgUp><PgUp><Tab>Сидорова<F2>", "Сохранено: Сидорова"}},
	.steps = {{"<C-z>", "Изменение отменено, прежний вид возвращён: "},
	    {.seen = "Люди › Абрамова"}},
	.goal = 1},
    {.name = "an error of a colleague is undone",
	.way = {{"<F6>", "Журнал › "}},
	.steps = {{"<F8>", "Отменить: загрузка таблиц, petrova, "},
	    {"2", "Изменение отменено, прежний вид возвращён: организация «"}},
	.goal = 3},
    /* The mentor offered first, number and date of the order; programme and other days are not
     * typed. */
    {.name = "a young teacher gets a mentor by an order",
	.way = {{"<F9>Молодые и нас", "Молодые и наставники: пары"}, {"<Enter>", "Пары › 1 из"},
	    {"<Left><Left>", "Без наставника › 1 из"}},
	.steps = {{"<Enter>", "Наставник 1 педагога"}, {"<Enter>", "внести сразу для"},
	    {"99<Enter>29.5", "29.5"}, {"<F2>", "будет внесено"}, {"<F2>", "1 запись внесена"}},
	.goal = 11},
    {.name = "an item of a pathway is done, with what shows it (7 letters)",
	.way = {{"<F9>ИОМ: в раб", "ИОМ: в работе"}, {"<Enter>", "В работе › 1 из"},
	    {"<Down><Enter>", "ИОМ: "}, {"<Down>", "2 из 3"}},
	.steps = {{"<Space>", "Когда:"}, {"<Enter>", "Чем подтверждается"},
	    {"справка<Enter>", "Пункт выполнен"}},
	.goal = 10},
    {.name = "a pathway is ended",
	.way = {{"<F9>ИОМ: в раб", "ИОМ: в работе"}, {"<Enter>", "В работе › 1 из"}},
	.steps = {{"<F6>", "Чем кончился маршрут"}, {"1", "Когда:"}, {"<Enter>", "ИОМ завершён"}},
	.goal = 3},
    {.name = "the new school year: three of its lines settled, all that wait in each",
	.steps = {{"<F9>сент", "Новый учебный год: что"}, {"<Enter>", "── 1 из 8"},
	    {"<Down><Down><Down><Down>", "── 5 из 8"}, {"<Enter>", "ИОМ · осталось "},
	    {"<C-a><Enter>", "с каким итогом"}, {"1", "В какой день"},
	    {"<Enter>", "Маршрутов завершено: "}, {"<F10><Down>", "── 6 из 8"},
	    {"<Enter>", "Поддержка · осталось "}, {"<C-a><Enter>", "Последний день"},
	    {"<Enter>", "Результат"}, {"<Enter>", "Поддержка закончена: "},
	    {"<F10><Down>", "── 7 из 8"}, {"<Enter>", "Закрепления · осталось "},
	    {"<C-a><Enter>", "Передать кому"}, {"<Enter><Enter>", "Передано закреплений: "}},
	.goal = 29},
    {.name = "the year against the last, an association's report as PDF, the workbook",
	.steps = {{"<F9>цифр", "Год в цифрах: рядом"}, {"<Enter>", "Год назад"},
	    {"<F2>наст", "ММО наставников"}, {"<Enter>", "ОТЧЁТ"}, {"<F2>", "Для печати и подписи"},
	    {"7", "отчёт-объединения-2026-05-31.pdf"}, {"<Enter>", "Записано в файл"},
	    {"<F10>", "Год в цифрах по"}, {"<C-t>", "Книга Excel"}, {"3", "В какой файл записать"},
	    {"<Enter>", "Записано в файл"}},
	.goal = 20},
};

enum { TASKS = sizeof(tasks) / sizeof(tasks[0]) };

static struct desk *desk; /* not the group's state: that of a test is its task */

/* A clerk renames a school; a printer takes what comes; files go to a home of their own. */
static int
open_office(void **state)
{
	char path[4096], home[400];

	if (desk_group_setup(state) != 0)
		return -1;
	desk = *state;
	*state = NULL;
	free(desk_shell("%s --db '%s/town' --user lead user add petrova --role clerk && "
			"printf 'code;name;type\\nO008;Ошибка;школа\\n' | "
			"%s --db '%s/town' --user petrova import organisations -",
	    desk_program(), desk->folder, desk_program(), desk->folder));
	free(desk_shell(
	    "cd '%s' && mkdir bin home && "
	    "printf '#!/bin/sh\\ncat >/dev/null\\necho request id is Office-12\\n' >bin/lp && "
	    "chmod +x bin/lp",
	    desk->folder));
	snprintf(path, sizeof(path), "%s/bin:%s", desk->folder, getenv("PATH"));
	snprintf(home, sizeof(home), "%s/home", desk->folder);
	return setenv("PATH", path, 1) | setenv("HOME", home, 1);
}

static int
close_office(void **state)
{
	*state = desk;
	return desk_group_teardown(state);
}

/* The keys the steps took. */
static int
take(vt *v, const struct step *steps, size_t most)
{
	int keys = 0;

	for (size_t i = 0; i < most && steps[i].seen != NULL; i++) {
		int n = steps[i].keys != NULL ? vt_keys(v, steps[i].keys) : 0;

		assert_true(n >= 0);
		keys += n;
		desk_see(v, steps[i].seen);
	}
	return keys;
}

static void
few_keys_are_enough(void **state)
{
	const struct task *t = *state;
	void *office = desk;
	int keys;
	vt *v;

	desk_setup(&office);
	v = desk_open(desk, 24, 80);
	take(v, t->way, sizeof(t->way) / sizeof(t->way[0]));
	keys = take(v, t->steps, STEPS);
	print_message("%d keys, the goal is %d\n", keys, t->goal);
	assert_true(keys <= (t->today > 0 ? t->today : t->goal));
	vt_close(v, WAIT);
}

int
main(void)
{
	struct CMUnitTest tests[TASKS];

	for (int i = 0; i < TASKS; i++)
		tests[i] = (struct CMUnitTest){.name = tasks[i].name,
		    .test_func = few_keys_are_enough,
		    .initial_state = &tasks[i]};
	return cmocka_run_group_tests(tests, open_office, close_office);
}
