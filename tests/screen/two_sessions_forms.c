/* SPDX-License-Identifier: MIT
 * two_sessions_forms.c - a form's, card's or draft's window is open while somebody else changes the
 * register: what is answered reaches the record that was shown, or is refused in words.
 */
#include "tests/lib/desk.h"

static void
bring_person(const struct desk *d, const char *code, const char *name)
{
	free(desk_shell("printf 'code;surname;given_name;organisation;position;staff_kind;hired\\n"
			"%s;Ааронова;%s;O001;учитель;педагог;2020-09-01\\n' "
			"| %s --db %s --user lead import people -",
	    code, name, desk_program(), d->db));
}

static void
take_back(const struct desk *d)
{
	free(desk_shell("%s --db %s --user lead undo", desk_program(), d->db));
}

/* An application's form, where the surname typed is that of Alpha, Beta and Vega. */
static vt *
candidates(const struct desk *d)
{
	vt *v;

	bring_person(d, "P9001", "Альфа");
	bring_person(d, "P9002", "Бета");
	bring_person(d, "P9003", "Вега");
	v = desk_start(d, 40, 130);
	desk_new(v, "Заявления");
	desk_type(v, "20.5<Enter>", "20.05.2026");
	desk_type(v, "ааронова", "В реестре есть: 3");
	desk_type(v, "<F5>", "Взять из реестра");
	return v;
}

static void
the_candidate_shown_is_taken(void **state)
{
	struct desk *d = *state;
	vt *v = candidates(d);

	bring_person(d, "P9004", "Аврора");
	desk_see(v, "В реестре есть: 4"); /* beside the window, read anew */
	desk_type(v, "<Down><Enter>", "Взято из реестра: Ааронова Бета");
	vt_close(v, WAIT);
}

static void
a_candidate_that_has_gone_is_refused(void **state)
{
	struct desk *d = *state;
	vt *v = candidates(d);

	take_back(d);
	desk_see(v, "В реестре есть: 2");
	desk_type(v, "<End><Enter>", "этого человека в реестре больше нет");
	vt_close(v, WAIT);
}

static vt *
card_of_beta(const struct desk *d)
{
	vt *v;

	bring_person(d, "P9002", "Бета");
	v = desk_start(d, 40, 100);
	desk_see(v, "► ");
	desk_type(v, "люди", "► Люди");
	desk_type(v, "<Enter>", "1 из ");
	desk_type(v, "ааронова", "показано 1 из");
	desk_type(v, "<Enter>", "Сведения");
	return v;
}

static void
a_card_removes_what_it_named_or_nothing(void **state)
{
	struct desk *d = *state;
	vt *v = card_of_beta(d);
	char *row;

	desk_type(v, "<F8>", "Удалить эту запись: человек?");
	desk_see(v, "Ааронова Бета");
	bring_person(d, "P9002", "Белла");
	desk_type(v, "2", "«Ааронова Бета»: эту запись тем временем изменил");
	row = desk_export(d, "people", "P9002");
	assert_non_null(strstr(row, "Белла"));
	free(row);
	vt_close(v, WAIT);
}

static void
nothing_is_entered_about_who_has_gone(void **state)
{
	struct desk *d = *state;
	vt *v = card_of_beta(d);

	desk_type(v, "<Ins>", "Что внести об этом человеке");
	take_back(d);
	desk_see(v, "Запись удалена");
	desk_type(v, "<Enter>", "больше нет");
	vt_close(v, WAIT);
}

/* A list to pick from follows what others save; the cursor stays, or its record's end is said. */
static void
the_picker_keeps_its_record(void **state)
{
	struct desk *d = *state;
	vt *v;

	bring_person(d, "P9001", "Альфа");
	bring_person(d, "P9002", "Бета");
	v = desk_start(d, 40, 100);
	desk_new(v, "Согласия");
	desk_type(v, "<F4>", "Найти:");
	desk_type(v, "ааронова", "1 из 2");
	desk_type(v, "<Down>", "2 из 2");
	bring_person(d, "P9003", "Аврора");
	desk_see(v, "3 из 3");
	take_back(d);
	desk_see(v, "2 из 2");
	take_back(d);
	desk_see(v, "на которой стоял курсор");
	vt_close(v, WAIT);
}

static void
a_picked_record_that_has_gone_is_told(void **state)
{
	struct desk *d = *state;
	vt *v;

	bring_person(d, "P9001", "Альфа");
	v = desk_start(d, 40, 100);
	desk_new(v, "Согласия");
	desk_type(v, "<F4>", "Найти:");
	desk_type(v, "ааронова", "1 из 1");
	desk_type(v, "<Enter>", "P9001");
	take_back(d);
	desk_type(v, "<F2>", "Не сохранено");
	desk_see(v, "P9001");
	vt_close(v, WAIT);
}

/* The same account at two terminals: the draft that was asked about, or none. */
static void
a_draft_is_erased_that_was_named(void **state)
{
	struct desk *d = *state;
	vt *a = desk_start(d, 24, 80), *b;

	desk_new(a, "Согласия");
	desk_type(a, "щщщ", "щщщ");
	vt_close(a, WAIT);
	b = desk_start(d, 24, 80);
	desk_see(b, "► ");
	desk_type(b, "<F9>черновики<Enter>", "новая запись");
	desk_type(b, "<F8>", "Стереть черновик?");
	desk_see(b, "Согласия: новая запись");
	a = desk_start(d, 24, 80);
	desk_see(a, "► ");
	desk_type(a, "<F9>черновики<Enter>", "новая запись");
	desk_type(a, "<F8><Right><Enter>", "Черновик стёрт: Согласия");
	desk_type(b, "<Right><Enter>", "уже нет");
	vt_close(a, WAIT);
	vt_close(b, WAIT);
}

/* The key comes before the list is read anew. */
static void
a_draft_that_is_gone_is_not_gone_on_with(void **state)
{
	struct desk *d = *state;
	vt *a = desk_start(d, 24, 80), *b = desk_start(d, 24, 80);

	desk_new(a, "Согласия");
	desk_type(a, "щщщ", "щщщ");
	vt_close(a, WAIT);
	desk_type(b, "<F9>черновики<Enter>", "новая запись");
	kill(b->pid, SIGSTOP);
	a = desk_start(d, 24, 80);
	desk_type(a, "<F9>черновики<Enter>", "новая запись");
	desk_type(a, "<F8><Right><Enter>", "Черновик стёрт: Согласия");
	vt_keys(b, "<Enter>");
	kill(b->pid, SIGCONT);
	desk_see(b, "Этого черновика уже нет");
	desk_see(b, "Согласия: новая запись");
	vt_close(a, WAIT);
	vt_close(b, WAIT);
}

static void
import(const struct desk *d, const char *kind, const char *rows)
{
	free(desk_shell(
	    "printf '%s' | %s --db %s --user lead import %s -", rows, desk_program(), d->db, kind));
}

/* Consents come in above the line of the council's members; then those members leave. */
static void
a_card_follows_the_line_the_cursor_is_on(void **state)
{
	struct desk *d = *state;
	vt *v = card_of_beta(d);

	import(d, "council_members", "person;from;to;duty\\nP9002;2025-09-01;;член\\n");
	desk_see(v, "Члены совета");
	vt_keys(v, "<F3><Up>");
	import(d, "consents",
	    "person;kind;given;until;revoked;fields;document\\n"
	    "P9002;обработка;2026-05-01;;;;\\n");
	desk_see(v, "Согласия");
	desk_type(v, "<Enter>", "Член совета: Ааронова Бета");
	desk_see(v, "1 из 1");
	desk_type(v, "<F10>", "Что связано с этой записью");
	take_back(d);
	desk_gone(v, "Согласия");
	take_back(d);
	desk_see(v, "Строки, на которой стоял курсор, больше нет");
	vt_close(v, WAIT);
}

static vt *
edit_beta(const struct desk *d)
{
	vt *v = card_of_beta(d);

	desk_type(v, "<F4>", "Люди: Ааронова Бета");
	vt_keys(v, "<PgUp><PgUp>");
	return v;
}

/* The cursor stays on its field while theirs changes; when the record goes, what was chosen becomes
 * a new one. */
static void
a_conflict_is_decided_about_the_field_shown(void **state)
{
	struct desk *d = *state;
	vt *v = edit_beta(d);
	char *row;

	desk_type(v, "<Tab><Tab><Tab>Юрьевна<Tab><Tab><Tab><C-u>методист", "методист");
	import(d, "people",
	    "code;surname;given_name;patronymic;organisation;position;staff_kind;hired\\n"
	    "P9002;Ааронова;Белла;Львовна;O001;психолог;педагог;2020-09-01\\n");
	desk_type(v, "<F2>", "Два сохранения: ");
	desk_type(v, "<Down>", "▸ 1 моё        Юрьевна");
	bring_person(d, "P9002", "Бета"); /* the given name differs no longer */
	desk_see(v, "прочитано заново");
	desk_type(v, "2", "▸ 2 чужое      Львовна");
	take_back(d);
	take_back(d);
	take_back(d);
	desk_see(v, "Записи больше нет: её удалил другой сотрудник");
	desk_type(v, "<F2>", "Сохранить как новую");
	desk_type(v, "2", "Сохранено с выбранными значениями");
	row = desk_export(d, "people", "P9002");
	assert_non_null(strstr(row, "P9002;Ааронова;Бета;Львовна;"));
	assert_non_null(strstr(row, ";методист;"));
	free(row);
	vt_close(v, WAIT);
}

/* What was picked for a field has gone, then the record itself: nothing typed is lost. */
static void
a_removed_record_is_saved_as_new(void **state)
{
	struct desk *d = *state;
	vt *v = edit_beta(d);
	char *row;

	desk_type(v, "<Tab><Tab><C-u>Берта", "Берта");
	take_back(d);
	desk_type(v, "<F2>", "Записи больше нет");
	vt_keys(v, "<Enter>"); /* back to the form, where all stands as it was */
	desk_gone(v, "Записи больше нет");
	desk_see(v, "Берта");
	desk_type(v, "<F2>", "Записи больше нет");
	desk_type(v, "2", "Сохранено: Ааронова Берта");
	row = desk_export(d, "people", "P9002");
	assert_non_null(strstr(row, "P9002;Ааронова;Берта;"));
	free(row);
	vt_close(v, WAIT);
}

/* Its code has been given to another while the question stood: told in the form, where all is left.
 */
static void
a_removed_record_meets_the_rules_of_a_new_one(void **state)
{
	struct desk *d = *state;
	vt *v = edit_beta(d);

	desk_type(v, "<Tab><Tab><C-u>Берта", "Берта");
	take_back(d);
	desk_type(v, "<F2>", "Записи больше нет");
	import(d, "people",
	    "code;surname;given_name;patronymic;organisation;position;staff_kind;hired\\n"
	    "P9002;Ааронова;Белла;Львовна;O001;психолог;педагог;2020-09-01\\n");
	desk_type(v, "2", "Код «P9002» уже есть: Ааронова Белла");
	desk_see(v, "Берта");
	vt_close(v, WAIT);
}

static void
to_people(vt *v)
{
	desk_see(v, "► ");
	desk_type(v, "люди", "► Люди");
	desk_type(v, "<Enter>", "1 из ");
}

/* Two questions about a draft are open while a third terminal types on, all in one second. */
static void
a_draft_typed_on_meanwhile_stays(void **state)
{
	struct desk *d = *state;
	vt *a = desk_start(d, 24, 80), *form = desk_start(d, 24, 80), *list = desk_start(d, 24, 80);

	to_people(a);
	desk_type(a, "<F4>", "Фамилия *");
	desk_type(a, "<PgUp><PgUp><Tab><End>щщщ", "щщщ");
	vt_close(a, WAIT);
	desk_see(list, "► ");
	desk_type(list, "<F9>черновики<Enter>", "Черновики › 1 из 1");
	desk_type(list, "<F8>", "Стереть черновик?");
	to_people(form);
	desk_type(form, "<F4>", "[Начать заново]");
	a = desk_start(d, 24, 80);
	desk_see(a, "► ");
	desk_type(a, "<F9>черновики<Enter>", "Черновики › 1 из 1");
	desk_type(a, "<Enter>", "щщщ");
	desk_type(a, "<End>эээ", "эээ");
	vt_close(a, WAIT);
	desk_type(list, "<Right><Enter>", "не стёрт: в него тем временем печатали");
	desk_type(form, "<Right><Enter>", "тем временем в другом окне его дописали");
	desk_see(form, "[1 Продолжить]");
	desk_type(form, "1", "эээ");
	vt_close(form, WAIT);
	vt_close(list, WAIT);
}

#define DESK_TEST(name) cmocka_unit_test_setup(name, desk_setup)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    DESK_TEST(the_candidate_shown_is_taken),
	    DESK_TEST(a_candidate_that_has_gone_is_refused),
	    DESK_TEST(a_card_removes_what_it_named_or_nothing),
	    DESK_TEST(nothing_is_entered_about_who_has_gone),
	    DESK_TEST(the_picker_keeps_its_record),
	    DESK_TEST(a_picked_record_that_has_gone_is_told),
	    DESK_TEST(a_draft_is_erased_that_was_named),
	    DESK_TEST(a_draft_that_is_gone_is_not_gone_on_with),
	    DESK_TEST(a_draft_typed_on_meanwhile_stays),
	    DESK_TEST(a_card_follows_the_line_the_cursor_is_on),
	    DESK_TEST(a_conflict_is_decided_about_the_field_shown),
	    DESK_TEST(a_removed_record_is_saved_as_new),
	    DESK_TEST(a_removed_record_meets_the_rules_of_a_new_one),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
