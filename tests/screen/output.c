/* SPDX-License-Identifier: MIT
 * output.c - every list, card, figure and journal through every outlet of the one window, before a
 * terminal of this machine and in a session over SSH; the keys it takes are counted.
 */
#include "tests/lib/desk.h"

/* What gives something out: typed into the menu of places (NULL: it is the first screen), its
 * title, keys from there on to it, and what is seen then. */
static const struct thing {
	const char *typed, *title, *keys, *seen;
	bool large; /* too much for a clipboard */
} things[] = {
    {.typed = "список Люди", .title = "Люди", .large = true},
    {.typed = "список Люди", .title = "Люди", .keys = "<Space><Space>", .seen = "отмечено 2"},
    {.typed = "список Люди", .title = "Люди", .keys = "<Enter>", .seen = "Люди › "},
    {.typed = "список Заявления", .title = "Заявления"},
    {.typed = "список Заявления", .title = "Заявления", .keys = "<Enter>", .seen = "Заявления › "},
    {.typed = "список Голоса", .title = "Голоса", .large = true},
    {.typed = "Показатели на дату", .title = "Показатели: "},
    {.typed = "Показатели на дату",
	.title = "Показатели: ",
	.keys = "<Enter>",
	.seen = "Дорожная карта: "},
    {.typed = "Состав методического актива", .title = "Методический актив на "},
    {.typed = "Сомнительные записи", .title = "Стоит проверить", .large = true},
    {.typed = "Что ждёт внимания", .title = "Что ждёт на "},
    {.typed = "Журнал: кто, что", .title = "Журнал"},
    {.typed = "Журнал: кто, что",
	.title = "Журнал",
	.keys = "<Enter>",
	.seen = "Журнал › операция ",
	.large = true},
    {.typed = "Кто сейчас работает", .title = "Кто работает"},
    {.typed = "Учётные записи", .title = "Учётные записи"},
    {.title = "Методактив"},
    {.typed = "Составить приказ",
	.title = "Какой приказ составить",
	.keys = "1",
	.seen = "Приказ › "},
    {.typed = "Подготовить заседание", .title = "Новое заседание"},
};

enum { THINGS = sizeof(things) / sizeof(things[0]) };

/* A file of each ending begins so. */
static const struct outlet {
	const char *key, *ending, *begins;
	const char *format; /* of the verb over SSH */
} outlets[] = {
    {"3", ".xlsx", "PK", "xlsx"},
    {"5", ".html", "<!DOCTYPE html>", "html"},
    {"6", ".txt", "", "text"},
    {"7", ".pdf", "%PDF-", "pdf"},
    {"8", ".odt", "PK", "odt"},
    {"9", ".docx", "PK", "docx"},
    {"0", ".csv", "\xEF\xBB\xBF", "csv"},
};

enum { OUTLETS = sizeof(outlets) / sizeof(outlets[0]) };

/* A program of that name which keeps what it got. */
static void
set_false_printer(const struct desk *d)
{
	char *path = desk_shell("mkdir -p %s/bin %s/home && printf '%%s' \"%s/bin:$PATH\"",
	    d->folder, d->folder, d->folder);

	free(desk_shell("printf '#!/bin/sh\\necho \"$@\" >%s/asked\\ncat >%s/printed\\n"
			"echo request id is Office-12 \\\\(1 file\\\\)\\n' >%s/bin/lp && "
			"chmod +x %s/bin/lp",
	    d->folder, d->folder, d->folder, d->folder));
	setenv("PATH", path, 1);
	free(path);
	free(desk_shell("rm -f %s/home/* %s/printed", d->folder, d->folder));
	path = desk_shell("printf %%s %s/home", d->folder);
	setenv("HOME", path, 1);
	free(path);
}

static void
open_thing(vt *v, const struct thing *t)
{
	if (t->typed == NULL)
		return;
	desk_type(v, "<F9>", "Что сделать");
	desk_type(v, t->typed, "Найти:");
	desk_type(v, "<Enter>", t->title);
	desk_gone(v, "Что сделать");
	if (t->keys != NULL)
		desk_type(v, t->keys, t->seen);
}

static void
leave_thing(vt *v)
{
	vt_keys(v, "<C-q>");
	vt_close(v, WAIT);
}

/* The file just written, the only one of the home folder; a list in a workbook prints as wide as
 * a page. OUTPUT_FILES is a folder that keeps it, for those who open it with something else. */
static void
check_file(const struct desk *d, const struct outlet *o, int thing)
{
	char *head = desk_shell(
	    "cd %s/home && set -- *%s && [ $# = 1 ] && head -c %zu \"$1\" && "
	    "case \"$1\" in показатели-*) ;; *.xlsx) tail -c +\"$(($(grep -abo "
	    "xl/worksheets/sheet1.xml \"$1\" | "
	    "head -1 | cut -d: -f1) - 29))\" \"$1\" | gzip -dc 2>/dev/null | "
	    "grep -q 'fitToHeight=\"0\" orientation=\"landscape\"' ;; esac && "
	    "{ [ -z \"$OUTPUT_FILES\" ] || cp \"$1\" \"$OUTPUT_FILES/%02d-$1\"; } && rm \"$1\"",
	    d->folder, o->ending, strlen(o->begins), thing);

	assert_string_equal(head, o->begins);
	free(head);
}

static void
put_into_files(const struct desk *d, vt *v, int thing)
{
	for (int i = 0; i < OUTLETS; i++) {
		desk_type(v, "<C-t>", "На принтер");
		desk_type(v, outlets[i].key, "В какой файл записать");
		desk_type(v, "<Enter>", "Записано в файл");
		check_file(d, &outlets[i], thing);
	}
}

static void
print(const struct desk *d, vt *v)
{
	char *printed;

	desk_type(v, "<C-t>", "На принтер");
	desk_type(v, "2", "Отправлено на печать: ");
	printed = desk_shell("head -c 5 %s/printed; rm %s/printed", d->folder, d->folder);
	assert_string_equal(printed, "%PDF-");
	free(printed);
}

static void
everything_goes_out_every_way(void **state)
{
	const struct desk *d = *state;

	set_false_printer(d);
	for (int i = 0; i < THINGS; i++) {
		vt *v = desk_open(d, 24, 80);

		open_thing(v, &things[i]);
		put_into_files(d, v, i);
		print(d, v);
		desk_type(v, "<C-t>", "На принтер");
		desk_type(
		    v, "4", things[i].large ? "это слишком много" : "Отправлено в буфер обмена");
		if (!things[i].large)
			desk_type(v, "<C-t>", "На принтер");
		desk_type(v, "1", "F3 Дальше");
		leave_thing(v);
	}
}

static vt *
session_over_ssh(const struct desk *d)
{
	vt *v = desk_start_over_ssh(d, "lead", 24, 80);

	desk_see(v, "F10 Выход");
	return v;
}

/* No path is asked for: there is a line to type at home, or the text goes to the clipboard, or, of
 * what is too long for it, it is said. */
static void
no_file_is_named_over_ssh(void **state)
{
	const struct desk *d = *state;

	for (int i = 0; i < THINGS; i++) {
		vt *v = session_over_ssh(d);

		open_thing(v, &things[i]);
		for (int k = 0; k < OUTLETS; k++) {
			desk_type(v, "<C-t>", "На принтер вашего терминала");
			desk_type(v, outlets[k].key, "Файл по SSH");
			vt_keys(v, "<Esc>");
			desk_gone(v, "Файл по SSH");
			desk_gone(v, "На принтер");
		}
		desk_type(v, "<C-t>", "На принтер вашего терминала");
		desk_type(v, "2", "Отправлено принтеру вашего терминала");
		desk_type(v, "<C-t>", "На принтер вашего терминала");
		desk_type(v, "1", "F3 Дальше");
		leave_thing(v);
	}
}

/* Each from the screen before it: the card, the indicators. */
static void
few_keys_are_enough(void **state)
{
	const struct desk *d = *state;
	vt *v;

	set_false_printer(d);
	v = desk_open(d, 24, 80);
	open_thing(v, &things[4]);
	vt_keys(v, "<F2>");
	desk_type(v, "2", "Отправлено на печать: ");
	desk_see(v, "задание Office-12.");
	assert_int_equal(desk_journal_rows(d, "application AP.* --format pdf"), 1);
	leave_thing(v);
	v = desk_open(d, 24, 80);
	open_thing(v, &things[6]);
	desk_type(v, "<F2>", "Книга Excel");
	desk_type(v, "3", "В какой файл записать");
	desk_type(v, "<Enter>", "Записано в файл");
	desk_type(v, "<F2>", "Книга Excel");
	desk_type(v, "5", "В какой файл записать");
	desk_type(v, "<Enter>", "Записано в файл");
	free(desk_shell("test -s %s/home/показатели-*.xlsx && test -s %s/home/показатели-*.html",
	    d->folder, d->folder));
	assert_int_equal(desk_journal_rows(d, "\"operation\": \"export\""), 1);
	leave_thing(v);
}

/* A list shows what has room; a file may have the rest, long answers, too. */
static void
a_list_goes_with_all_its_columns_where_that_is_wanted(void **state)
{
	const struct desk *d = *state;
	vt *v;
	char *heads;

	set_false_printer(d);
	v = desk_open(d, 24, 80);
	open_thing(v, &things[3]);
	desk_type(v, "<C-t>", "Столбцы: те, что в списке, ");
	desk_type(v, "=", "Столбцы: все, их ");
	desk_type(v, "<Enter>", "Столбцы: те, что в списке, "); /* the cursor stays on that line */
	desk_type(v, "=", "Столбцы: все, их ");
	desk_type(v, "0", "В какой файл записать");
	desk_type(v, "<Enter>", "Записано в файл");
	heads = desk_shell("head -1 %s/home/*.csv", d->folder);
	assert_non_null(strstr(heads, "Иные достижения"));
	free(heads);
	leave_thing(v);
}

static void
what_may_not_be_taken_is_refused_by_its_name(void **state)
{
	const struct desk *d = *state;
	vt *v;

	free(desk_shell(
	    "%s --db '%s' --user lead user add glava --role viewer", desk_program(), d->db));
	set_false_printer(d);
	v = desk_open_as(d, "glava", 24, 80);
	open_thing(v, &things[0]);
	desk_type(v, "<C-t>", "На принтер");
	desk_type(v, "2", "не может печатать и записывать в файл");
	desk_type(v, "3", "не может выгружать таблицы");
	desk_type(v, "1", "F3 Дальше");
	leave_thing(v);
	free(desk_shell("! test -e %s/printed", d->folder));
}

/* What lp says against it is told, and the window stays. */
static void
a_printer_that_refuses_is_heard(void **state)
{
	const struct desk *d = *state;
	vt *v;

	set_false_printer(d);
	free(desk_shell(
	    "printf '#!/bin/sh\\necho lp: Error - no default destination >&2\\nexit 1\\n' "
	    ">%s/bin/lp",
	    d->folder));
	v = desk_open(d, 24, 80);
	open_thing(v, &things[0]);
	desk_type(v, "<C-t>", "На принтер");
	desk_type(v, "2", "Программа печати lp отказала: lp: Error - no default destination");
	desk_see(v, "На принтер");
	leave_thing(v);
}

/* A name is typed as in a shell; what is hidden, nameless or nowhere is refused; what is there is
 * written over only when that is said. */
static void
a_file_is_written_where_it_may_be(void **state)
{
	static const struct {
		const char *keys, *seen;
	} steps[] = {
	    {"<C-t>3", "В какой файл записать:"},
	    {"<Esc>", "Enter Вывести"},
	    {"<C-t>3<C-u><Enter>", "Имя файла не набрано: ничего не записано"},
	    {"3<C-u>~/.тайная.xlsx<Enter>", "скрытый файл или пап"},
	    {"3<C-u>~/.тайное/книга.xlsx<Enter>", "скрытый файл или пап"},
	    {"3<C-u>/нет/такой/книга.xlsx<Enter>", "Не удалось записать «/нет/такой/книга.xlsx»"},
	    {"3<C-u>~/./папка/../книга.xlsx<Enter>", "Записано в файл "},
	    {"<C-t>3<C-u>  ~/книга.xlsx <Enter>", "Файл уже есть"},
	    {"<Enter>", "Enter Вывести"},
	    {"3<C-u>~/книга.xlsx<Enter>", "Файл уже есть"},
	    {"<Right><Enter>", "Записано в файл "},
	    {"<C-t>1", "Организации › строки 1–"},
	};
	const struct desk *d = *state;
	char *home = strdup(getenv("HOME") != NULL ? getenv("HOME") : "/");
	vt *v;

	free(desk_shell("mkdir -p '%s/папка'; rm -f '%s/книга.xlsx'", d->folder, d->folder));
	setenv("HOME", d->folder, 1);
	v = desk_open(d, 24, 100);
	desk_type(v, "<F9>список Организации<Enter>", "Чтобы найти, начните набирать");
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		desk_type(v, steps[i].keys, steps[i].seen);
	vt_close(v, WAIT);
	setenv("HOME", home, 1);
	free(home);
	free(desk_shell(
	    "test ! -e '%s/.тайная.xlsx' && unzip -tq '%s/книга.xlsx'", d->folder, d->folder));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(everything_goes_out_every_way, desk_setup),
	    cmocka_unit_test_setup(no_file_is_named_over_ssh, desk_setup),
	    cmocka_unit_test_setup(few_keys_are_enough, desk_setup),
	    cmocka_unit_test_setup(
		a_list_goes_with_all_its_columns_where_that_is_wanted, desk_setup),
	    cmocka_unit_test_setup(what_may_not_be_taken_is_refused_by_its_name, desk_setup),
	    cmocka_unit_test_setup(a_printer_that_refuses_is_heard, desk_setup),
	    cmocka_unit_test_setup(a_file_is_written_where_it_may_be, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
