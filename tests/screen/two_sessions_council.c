/* SPDX-License-Identifier: MIT
 * two_sessions_council.c - while a window is open a second session adds, removes and changes what
 * it is about: the answer is written to what was shown, or is refused in words.
 */
#include "tests/lib/desk.h"

static int
group_setup(void **state)
{
	static const char *const accounts[] = {"guest --role viewer",
	    "member --role council_member --person P0006", "sekr --role secretary --person P0104",
	    NULL};

	return desk_council_setup(state, accounts);
}

/* What the second session does: rows of a table, the column names first, lines parted by \n. */
static void
import(const struct desk *d, const char *user, const char *kind, const char *rows)
{
	free(desk_shell("printf '%s' | %s --db %s --user %s import %s -", rows, desk_program(),
	    d->db, user, kind));
}

/* The institution takes its agreement back. */
static void
disagree(const struct desk *d, const char *application)
{
	free(desk_shell("%s --db %s --user lead export applications >%s/all.csv && "
			"(head -1 %s/all.csv; grep '^%s;' %s/all.csv | "
			"sed 's/;2026-[0-9-]*$/;/') | "
			"%s --db %s --user lead import applications -",
	    desk_program(), d->db, d->folder, d->folder, application, d->folder, desk_program(),
	    d->db));
}

static vt *
start_as(const struct desk *d, const char *user)
{
	return desk_open_as(d, user, 24, 100);
}

static vt *
start(const struct desk *d)
{
	return start_as(d, "lead");
}

static void
open_preparation(vt *v)
{
	desk_type(v, "засед", "► Заседания совета");
	desk_type(v, "<Enter>", "всего 15");
	desk_type(v, "<C-g>", "Повестка: 11 из 11");
	desk_see(v, "Членов совета    7");
}

/* A meeting under way with the last six on its agenda; five more could come. */
static void
begin_with_six(vt *v)
{
	open_preparation(v);
	desk_type(v, "<Home><Down><Down><Down><Down><Down><Space><Space><Space><Space><Space>",
	    "Повестка: 6 из 11");
	desk_type(v, "<F2>", "Заседание № 9 от 31.05.2026 записано");
	desk_type(v, "<F8>", "присутствуют 7 из 7");
	desk_type(v, "<Enter>", "пункт 1 из 6");
}

static void
the_application_chosen_goes_on_the_agenda(void **state)
{
	struct desk *d = *state;
	vt *v = start(d);
	char *row;

	begin_with_six(v);
	desk_type(v, "<Ins>1", "что внести в повестку");
	disagree(d, "AP0201"); /* above the one that is chosen */
	desk_type(v, "Филимонов<Enter>", "Внесено в повестку: Филимонов");
	desk_see(v, "пункт 7");
	row = desk_export(d, "agenda", "AP0203");
	assert_non_null(strstr(row, ";7"));
	free(row);
	vt_close(v, WAIT);
}

static void
a_changed_application_is_refused(void **state)
{
	struct desk *d = *state;
	vt *v = start(d);
	char *row;

	begin_with_six(v);
	desk_type(v, "<Ins>1", "что внести в повестку");
	disagree(d, "AP0203");
	row = desk_export(d, "applications", "AP0203");
	assert_non_null(strstr(row, ";\n")); /* it has been changed by now */
	free(row);
	desk_type(v, "Филимонов<Enter>", "тем временем изменил другой");
	row = desk_export(d, "agenda", "AP0203");
	assert_string_equal(row, "");
	free(row);
	vt_close(v, WAIT);
}

/* An unsaved plan shows what each application is by now, and keeps what was decided. */
static void
an_unsaved_plan_follows_the_register(void **state)
{
	struct desk *d = *state;
	vt *v = start(d);

	open_preparation(v);
	desk_type(v, "<Home><Down><Down><Down><Down><Down><Space>", "Повестка: 10 из 11");
	disagree(d, "AP0203");
	desk_see(v, "ждёт соглас");
	desk_see(v, "Повестка: 10 из 11");
	desk_type(v, "<F2>", "не готово к совету: ждёт согласования");
	vt_close(v, WAIT);
}

/* Another puts the agenda in another order: the cursor stays on its item. */
static void
the_cursor_of_a_plan_stays_on_its_item(void **state)
{
	struct desk *d = *state;
	vt *v = start(d), *other;

	open_preparation(v);
	desk_type(v, "<F2>", "Заседание № 9 от 31.05.2026 записано");
	vt_keys(v, "<Home><Down><Down><Down><Down><Down><Down>");
	desk_cursor_on(v, " 2  Седова Екатерина");
	other = start(d);
	desk_type(other, "засед", "► Заседания совета");
	desk_type(other, "<Enter>", "всего 16");
	desk_type(other, "<Down><F2>", "Повестка: 11 из 11");
	desk_type(other, "<Home><Down><Down><Down><Down><Down><F7><F7>", " 3  Майорова");
	desk_type(other, "<F2>", "Заседание № 9 от 31.05.2026 записано");
	vt_close(other, WAIT);
	desk_see(v, " 1  Седова Екатерина");
	desk_cursor_on(v, " 1  Седова Екатерина");
	vt_close(v, WAIT);
}

static void
the_person_chosen_leads(void **state)
{
	struct desk *d = *state;
	vt *v = start(d);

	open_preparation(v);
	desk_type(v, "<Home><Down><Enter>", "Кто председательствует");
	import(d, "lead", "council_members",
	    "person;from;to;duty\\nP0001;2025-09-01;;член\\n"); /* Озерская, before the last line */
	desk_type(v, "<End><Enter>", "Найти:");
	vt_keys(v, "<Esc>");
	desk_gone(v, "Найти:");
	desk_see(v, "Членов совета    8");
	desk_type(v, "<Enter>", "Кто председательствует");
	import(d, "lead", "council_members", /* above him one comes, one after the other goes */
	    "person;from;to;duty\\nP0002;2025-09-01;;член\\nP0006;2025-09-01;2026-05-01;член\\n"
	    "P0104;2025-09-01;2026-05-01;секретарь\\n");
	desk_see(v, "Членов совета    7"); /* the lines behind the window are read anew */
	desk_type(v, "Воронцов<Enter>", "Председатель: Воронцов");
	vt_close(v, WAIT);
}

static void
marks_of_attendance_belong_to_people(void **state)
{
	struct desk *d = *state;
	vt *v = start(d);

	open_preparation(v);
	desk_type(v, "<F2>", "Заседание № 9 от 31.05.2026 записано");
	desk_type(v, "<F8>", "присутствуют 7 из 7");
	desk_type(v, "<End><Space>", "присутствуют 6 из 7"); /* the last one is away */
	import(d, "lead", "council_members",
	    "person;from;to;duty\\nP0001;2025-09-01;;член\\nP0002;2025-09-01;;член\\n");
	desk_see(v, "Озерская Ирина"); /* new: nobody has marked her */
	desk_see(v, "присутствуют 6 из 7");
	desk_type(v, "<Enter>", "пункт 1 из 11");
	desk_see(v, "присутствуют 6 из 7");
	vt_close(v, WAIT);
}

static void
another_agenda_is_not_closed(void **state)
{
	struct desk *d = *state;
	vt *a = start(d), *b;

	begin_with_six(a);
	b = start(d);
	desk_see(b, "Идёт заседание № 9");
	desk_type(a, "<F8>", "Пунктов в повестке: 6");
	desk_seek(b, "Идёт заседание № 9");
	desk_type(b, "<Enter>", "пункт 1 из 6");
	desk_type(b, "<Ins>1", "что внести в повестку");
	desk_type(b, "<Enter>", "Внесено в повестку");
	desk_type(a, "2", "Протокол не закрыт: повестка тем временем изменилась");
	vt_close(a, WAIT);
	vt_close(b, WAIT);
}

/* The second chair at the meeting that the first has begun. */
static vt *
join(const struct desk *d)
{
	vt *v = start(d);

	desk_seek(v, "Идёт заседание № 9");
	desk_type(v, "<Enter>", "пункт 1 из 6");
	return v;
}

/* Questions are open at one screen while the other votes, decides and adds. */
static void
what_is_asked_at_a_meeting_is_about_its_item(void **state)
{
	struct desk *d = *state;
	vt *a = start(d), *b, *member;

	begin_with_six(a);
	b = join(d);
	member = start_as(d, "member");
	desk_seek(member, "Идёт заседание № 9");
	desk_type(member, "<Enter>", "Ваш голос: 1 за");
	desk_type(a, "2222221", "[отклонить]");
	desk_see(a, "за 1 из 7");
	desk_type(a, "<Enter>", "Почему отклонить");
	desk_see(b, "за 1 из 7"); /* all seven: four are enough for the proposal */
	desk_type(b, "<End><Up><Up>1", "F5 — открыть его снова"); /* it rests while one is asked */
	desk_type(b, "<F5>", "Голосование по пункту 1 открыто");
	desk_type(b, "1", "за 2 из 7");
	desk_type(a, "<Enter>", "голоса или явка по пункту 1 тем временем изменились");
	desk_type(a, "е", "три числа через пробел");
	desk_type(b, "<Enter>", "Почему отклонить");
	desk_type(b, "<Enter>", "пункт 2 из 6");
	desk_see(member, "пункт 2 из 6");
	desk_type(member, "1", "Пункт сменился"); /* at once it would have been meant for item 1 */
	vt_quiet(member, 1100, WAIT);
	desk_type(member, "1", "Ваш голос по пункту 2");
	desk_type(a, "5 1 0<Enter>", "по пункту 1 тем временем решено");
	desk_type(a, "<F7>", "Повестка");
	desk_type(b, "<Ins>1", "что внести в повестку");
	desk_type(b, "<Enter>", "Внесено в повестку");
	desk_type(a, "<End><Enter>", "пункт 6 из 7"); /* the last that was shown */
	vt_close(member, WAIT);
	vt_close(a, WAIT);
	vt_close(b, WAIT);
}

/* The account is no longer a secretary's: the next item is refused in words, and nothing moves. */
static void
who_leads_no_longer_does_not_move_on(void **state)
{
	struct desk *d = *state;
	vt *v = start_as(d, "sekr");

	begin_with_six(v);
	desk_type(v, "<Right>", "пункт 2 из 6");
	free(desk_shell(
	    "%s --db %s --user lead user set sekr --role viewer", desk_program(), d->db));
	desk_type(v, "<Right>", "«sekr» (наблюдатель) не может вести заседания совета");
	desk_see(v, "пункт 2 из 6");
	vt_close(v, WAIT);
}

static void
withdraw(const struct desk *d, const char *person, const char *given, const char *revoked)
{
	char rows[300];

	snprintf(rows, sizeof(rows),
	    "person;kind;given;until;revoked;fields;document\\n%s;распространение;%s;;%s;;\\n",
	    person, given, revoked);
	import(d, "lead", "consents", rows);
}

/* Consents are taken back while the file is asked for, and while a reminder is under the cursor. */
static void
a_publication_holds_who_agrees_when_it_is_written(void **state)
{
	struct desk *d = *state;
	vt *v = start(d);
	char *rows;

	desk_seek(v, "В составе");
	desk_type(v, "<Enter>", "Состав: 87");
	desk_type(v, "<F2>", "Последняя публикация");
	desk_type(v, "<F2>", "список-2026-05-31.html");
	desk_type(v, "<Enter>", "Опубликовано: ");
	desk_type(v, "<F2>", "список-2026-05-31.html");
	withdraw(d, "P0010", "2025-10-23", "2026-05-31");
	desk_type(v, "<Enter>", "Такой файл есть");
	desk_type(v, "2", "Опубликовано: ");
	rows = desk_shell("cat %s/список-2026-05-31.html", d->folder);
	assert_non_null(strstr(rows, "Широкова Наталия"));
	assert_null(strstr(rows, "Каримова Зарина"));
	free(rows);
	withdraw(d, "P0103", "2025-09-04", "2026-05-31");
	desk_see(v, "Елисеева Мария");
	vt_keys(v, "<End>");
	withdraw(d, "P0038", "2025-09-14", "2026-05-31"); /* a line above */
	desk_see(v, "Широкова Наталия");
	desk_type(v, "<Enter>", "Разрешённые сведения");
	desk_see(v, "Елисеева Мария");
	vt_close(v, WAIT);
}

static void
an_order_is_signed_as_it_was_read(void **state)
{
	struct desk *d = *state;
	vt *v = start(d);

	desk_type(v, "прик<Enter>", "всего 34");
	desk_type(v, "<C-g>3", "выбрать члена актива");
	desk_type(v, "<Ins>Балашова Ирина", "1 из 1");
	desk_type(v, "<Enter>", "Основание исключения");
	desk_type(v, "по заявлению<Enter>", "Последний день в составе");
	desk_type(v, "<Enter>", "В приказе: 1 из 1");
	desk_type(v, "<F2>", "будет № 705-исх");
	import(d, "lead", "orders",
	    "code;number;date;kind;subject;signed_by;control\\nR0033;705-исх;2026-05-31;"
	    "исключение из методактива;Об исключении;А. Б. Власов;\\n");
	desk_type(v, "<F2>", "изменился и будет № 706-исх");
	desk_type(v, "<F2>", "будет № 706-исх");
	desk_type(v, "<F2>", "Приказ № 706-исх зарегистрирован");
	vt_close(v, WAIT);
}

static void
an_undo_is_for_what_was_asked(void **state)
{
	struct desk *d = *state;
	vt *v;
	char *row;

	import(d, "lead", "council_members",
	    "person;from;to;duty\\nP0001;2025-09-01;;член\\nP0002;2025-09-01;;член\\n");
	v = start(d);
	desk_type(v, "<F6>", "Журнал › ");
	desk_type(v, "<F8>", "Отменить: загрузка таблиц");
	import(d, "lead", "council_members",
	    "person;from;to;duty\\nP0003;2025-09-01;;член\\nP0005;2025-09-01;;член\\n");
	desk_type(v, "2", "Отменено: загрузка таблиц, ");
	row = desk_export(d, "council_members", "P0003");
	assert_string_not_equal(row, "");
	free(row);
	free(desk_shell("! %s --db '%s' --user lead export council_members | grep P0001",
	    desk_program(), d->db));
	vt_close(v, WAIT);
}

/* Somebody comes into the corps above the line the cursor is on; Enter opens that line's card. */
static void
the_cursor_stays_on_its_member(void **state)
{
	struct desk *d = *state;
	vt *v = start(d);

	desk_seek(v, "В составе");
	desk_type(v, "<Enter>", "Состав: 87");
	desk_type(v, "<End>", "87 из 87");
	import(d, "lead", "memberships",
	    "person;subject_area;from;to;order;application;end_order;end_reason\\n"
	    "P0016;русский язык;2026-05-01;2026-08-31;R0001;;;\\n");
	desk_see(v, "87 из 87");
	vt_close(v, WAIT);
}

static void
a_changed_account_is_not_removed(void **state)
{
	struct desk *d = *state;
	vt *v = start(d);
	char *rows;

	desk_type(v, "<C-u>", "guest");
	desk_type(v, "<Home><F8>", "Удалить учётную запись «guest»?");
	free(desk_shell(
	    "%s --db %s --user lead user add anna --role viewer", desk_program(), d->db));
	free(desk_shell(
	    "%s --db %s --user lead user set guest --role clerk", desk_program(), d->db));
	desk_type(v, "2", "«guest» тем временем изменили");
	desk_type(v, "<F8>", "Удалить учётную запись «guest»?"); /* the cursor went with it */
	desk_type(v, "2", "«guest» удалена");
	rows = desk_shell("%s --db %s --user lead user list", desk_program(), d->db);
	assert_non_null(strstr(rows, "anna"));
	assert_null(strstr(rows, "guest"));
	free(rows);
	vt_close(v, WAIT);
}

/* The account under the cursor goes: the next F8 would be for another, so it is said. */
static void
a_row_that_has_gone_is_told(void **state)
{
	struct desk *d = *state;
	vt *v = start(d);

	desk_type(v, "<C-u>", "guest");
	desk_type(v, "<Home>", "1 из ");
	free(desk_shell("%s --db %s --user lead user remove guest", desk_program(), d->db));
	desk_see(v, "Строки, на которой стоял курсор, здесь больше нет");
	assert_false(vt_has(v, "guest"));
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(the_application_chosen_goes_on_the_agenda, desk_setup),
	    cmocka_unit_test_setup(a_changed_application_is_refused, desk_setup),
	    cmocka_unit_test_setup(who_leads_no_longer_does_not_move_on, desk_setup),
	    cmocka_unit_test_setup(an_unsaved_plan_follows_the_register, desk_setup),
	    cmocka_unit_test_setup(the_cursor_of_a_plan_stays_on_its_item, desk_setup),
	    cmocka_unit_test_setup(the_person_chosen_leads, desk_setup),
	    cmocka_unit_test_setup(marks_of_attendance_belong_to_people, desk_setup),
	    cmocka_unit_test_setup(another_agenda_is_not_closed, desk_setup),
	    cmocka_unit_test_setup(what_is_asked_at_a_meeting_is_about_its_item, desk_setup),
	    cmocka_unit_test_setup(a_publication_holds_who_agrees_when_it_is_written, desk_setup),
	    cmocka_unit_test_setup(an_order_is_signed_as_it_was_read, desk_setup),
	    cmocka_unit_test_setup(an_undo_is_for_what_was_asked, desk_setup),
	    cmocka_unit_test_setup(the_cursor_stays_on_its_member, desk_setup),
	    cmocka_unit_test_setup(a_changed_account_is_not_removed, desk_setup),
	    cmocka_unit_test_setup(a_row_that_has_gone_is_told, desk_setup),
	};

	return cmocka_run_group_tests(tests, group_setup, desk_group_teardown);
}
