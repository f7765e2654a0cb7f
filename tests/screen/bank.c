/* SPDX-License-Identifier: MIT
 * bank.c - a material put forward, examined, recommended, and read in the catalogue; two at work.
 */
#include "tests/lib/desk.h"

static vt *
bank(const struct desk *d, int rows, int columns)
{
	vt *v = desk_start(d, rows, columns);

	desk_type(v, "<F9>Банк материалов", "Банк материалов: предложены");
	desk_type(v, "<Enter>", "Банк материалов · предложены › 1 из 8");
	return v;
}

static void
assert_row(const struct desk *d, const char *kind, const char *mark, const char *part)
{
	char *row = desk_export(d, kind, mark);

	if (strstr(row, part) == NULL)
		fail_msg("%s: %s", part, row);
	free(row);
}

/* From the list: two keys to the expert, five and the words to the verdict. */
static void
a_material_is_offered_examined_and_recommended(void **state)
{
	vt *v = bank(*state, 24, 80);

	desk_type(v, "<Ins>", "Банк педагогической информации: новая запись");
	desk_type(v, "Урок истории<Enter>мет<Enter>", "методический");
	desk_type(v, "<F2>", "Банк материалов · предложены › 9 из 9");
	desk_type(v, "<Enter>", "Кому поручить");
	desk_see(v, "история, общест");
	desk_type(v, "<Enter>", "На экспертизе: ");
	desk_type(v, "<Right>", "на экспертизе › ");
	desk_type(v, "<End>", "Урок истории");
	desk_type(v, "<Enter>", "Отклонён");
	desk_type(v, "1", "Когда дано заключение");
	desk_type(v, "<Enter>", "Аннотация или вывод эксперта");
	desk_type(v, "готов к уроку<Enter>", "Материал рекомендован, работа эксперта записана");
	assert_row(*state, "resources", "Урок истории", "рекомендован");
	assert_row(*state, "activities", "«Урок истории»: рекомендован", ";expertise;");
	desk_type(v, "<C-z>", "Отменено: экспертиза материала");
	assert_row(*state, "resources", "Урок истории", "на экспертизе");
	vt_close(v, WAIT);
}

/* What a colleague has given to another expert is not taken from them. */
static void
what_a_colleague_has_changed_is_looked_at_again(void **state)
{
	struct desk *d = *state;
	vt *v = bank(d, 40, 120);

	desk_type(v, "<Enter>", "Кому поручить");
	free(desk_shell("%s --db %s --user lead export resources | sed "
			"'s/;предложен;;/;отклонён;;/' | %s --db %s --user lead import resources -",
	    desk_program(), d->db, desk_program(), d->db));
	desk_type(v, "<Enter>", "тем временем изменил другой сотрудник");
	desk_see(v, "Никто ничего не предложил");
	vt_close(v, WAIT);
}

static void
the_catalogue_is_seen_and_written_for_the_site(void **state)
{
	struct desk *d = *state;
	vt *v = bank(d, 24, 80);
	char *page, path[400];

	desk_type(v, "<F2>", "Каталог материалов › 1 из ");
	desk_type(v, "<F3>", "КАТАЛОГ МЕТОДИЧЕСКИХ МАТЕРИАЛОВ");
	desk_type(v, "<F10><F2>", "Страница каталога для сайта");
	snprintf(path, sizeof(path), "<C-u>%s/bank.html<Enter>", d->folder);
	desk_type(v, path, "Страница каталога — ");
	page =
	    desk_shell("stat -c %%a %s/bank.html; grep -c '<a href=\"https' %s/bank.html; %s --db "
		       "%s --user lead verify-paper %s/bank.html",
		d->folder, d->folder, desk_program(), d->db, d->folder);
	assert_non_null(strstr(page, "644"));
	if (strstr(page, "каталог материалов для сайта") == NULL)
		fail_msg("%s", page);
	free(page);
	desk_type(v, "<C-t>", "Таблица CSV в UTF-8");
	desk_type(v, "0", "В какой файл записать");
	snprintf(path, sizeof(path), "<C-u>%s/bank.csv<Enter>", d->folder);
	desk_type(v, path, "Записано в файл");
	page = desk_shell("head -1 %s/bank.csv; wc -l <%s/bank.csv", d->folder, d->folder);
	if (strstr(page, "Вид;Предметы;Материал;Автор;Где находится;Аннотация\n11") == NULL)
		fail_msg("%s", page);
	free(page);
	vt_close(v, WAIT);
}

/* What a list of work holds is settled in the bank, on that material. */
static void
a_work_list_leads_to_the_bank(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_type(v, "<F9>список Банк", "Банк педагогической информации");
	desk_type(v, "<Enter><F2>", "Материалы ждут экспертизы");
	desk_type(v, "<Down><Enter>", "назначить эксперта");
	desk_type(v, "<C-g>", "Банк материалов · ");
	desk_see(v, "старше 3 лет");
	desk_type(v, "<F10>", "назначить эксперта");
	desk_type(v, "<C-o>", "Банк материалов · ");
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_material_is_offered_examined_and_recommended, desk_setup),
	    cmocka_unit_test_setup(what_a_colleague_has_changed_is_looked_at_again, desk_setup),
	    cmocka_unit_test_setup(the_catalogue_is_seen_and_written_for_the_site, desk_setup),
	    cmocka_unit_test_setup(a_work_list_leads_to_the_bank, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
