/* SPDX-License-Identifier: MIT
 * card.c - a record's card: where its lines lead, its history, itself on an earlier date; and the
 * journal.
 */
#include "tests/lib/desk.h"

/* From the first screen to the card of the only person the words find. */
static void
open_person(vt *v, const char *words, const char *name)
{
	char title[256];

	snprintf(title, sizeof(title), "Люди › %s", name);
	desk_see(v, "► Люди");
	desk_type(v, "<Enter>", "всего 500");
	desk_type(v, words, "показано 1 из");
	vt_keys(v, "<Esc>");
	desk_type(v, "<Enter>", title);
}

/* The number on the card's line for a related kind ("Диагностика   ›1 · Педагог"). */
static int
related(vt *v, const char *kind)
{
	char *text, *line, *number;
	int n;

	vt_quiet(v, 50, WAIT); /* the whole card is there */
	text = vt_text(v);
	line = strstr(text, kind);
	assert_non_null(line);
	number = strstr(line, "›");
	assert_non_null(number);
	n = atoi(number + strlen("›"));
	free(text);
	return n;
}

static void
a_line_leads_to_the_record_it_names(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	open_person(v, "абрамова елена", "Абрамова Елена Ивановна");
	desk_see(v, "P0036");
	desk_type(v, "<Enter>", "никуда не ведёт");
	vt_keys(v, "<Down><Down><Down><Down><Down>");
	desk_type(v, "<Enter>", "Организации › МДОУ «Детский сад № 9");
	desk_type(v, "<Esc>", "Люди › Абрамова Елена Ивановна");
	assert_int_equal(vt_close(v, WAIT), 0);
}

static void
every_number_of_related_records_is_its_list(void **state)
{
	vt *v = desk_start(*state, 40, 120);
	char shown[64];

	open_person(v, "абрамова елена", "Абрамова Елена Ивановна");
	desk_see(v, "Что связано с этой записью");
	snprintf(shown, sizeof(shown), "показано %d из", related(v, "Повышение квалификации"));
	vt_keys(v, "<Tab><Down><Down>");
	desk_type(v, "<Enter>", "Повышение квалификации");
	desk_see(v, shown);
	vt_close(v, WAIT);
}

/* The eight numbers of the year stand on the card of who was in the corps, and each is its list. */
static void
a_member_has_the_numbers_of_the_year(void **state)
{
	vt *v = desk_start(*state, 40, 120);
	char shown[64];
	int all;

	open_person(v, "заболоцкая александра", "Заболоцкая Александра Игоревна");
	desk_see(v, "Дела в активе с 01.09.2025");
	desk_see(v, "7. информирование");
	all = related(v, "Всего дел");
	assert_int_equal(all, 8);
	snprintf(shown, sizeof(shown), "1 из %d", all);
	vt_keys(v, "<Tab><Tab><Up>"); /* from the first of the activity, to the last of the links */
	desk_type(v, "<Enter>", "Отчёты актива");
	desk_type(v, "<F10><Down><Down><Down><Down><Down><Down><Down>", "Дела в активе");
	desk_type(v, "<Enter>", "1 из 2");
	desk_see(v, "Деятельность актива");
	desk_type(v, "<F10><Down>", "Дела в активе");
	desk_type(v, "<Enter>", "никуда не ведёт"); /* a zero */
	desk_type(v, "<Down><Enter>", shown);
	vt_close(v, WAIT);
}

static void
who_was_in_no_corps_has_none(void **state)
{
	vt *v = desk_start(*state, 40, 120);

	open_person(v, "абрамова елена", "Абрамова Елена Ивановна");
	desk_see(v, "История");
	desk_gone(v, "Дела в активе");
	vt_close(v, WAIT);
}

/* Another phone for P0036, recorded at that moment. */
static void
change_phone(const struct desk *d, const char *phone, const char *now)
{
	free(desk_shell("%s --db %s --user lead export people | awk -F';' -v OFS=';' "
			"'NR == 1 || $1 == \"P0036\" { if (NR > 1) $18 = \"%s\"; print }' >%s.csv; "
			"METODAKTIV_NOW=%s %s --db %s --user lead import people %s.csv",
	    desk_program(), d->db, phone, d->db, now, desk_program(), d->db, d->db));
}

static void
history_tells_what_changed_and_the_card_goes_back(void **state)
{
	struct desk *d = *state;
	vt *v;

	change_phone(d, "8 800 100", "2026-06-10T10:00:00");
	change_phone(d, "8 800 200", "2026-06-20T10:00:00");
	v = desk_start(d, 40, 120);
	open_person(v, "абрамова елена", "Абрамова Елена Ивановна");
	desk_see(v, "8 800 100 → 8 800 200");
	desk_see(v, "20.06.2026 10:00:00");
	vt_keys(v, "<F6><C-u>");
	desk_type(v, "15.06.2026<Enter>", "как было записано 15.06.2026");
	desk_see(v, "Телефон                          8 800 100");
	desk_type(v, "<F4>", "как она есть сейчас");
	desk_type(v, "<F6>", "Телефон                          8 800 200");
	vt_keys(v, "<F6><C-u>");
	desk_type(v, "01.01.2020<Enter>", "В тот день этой записи");
	vt_close(v, WAIT);
}

/* More changes than are read at once: the newest stand there at once, the first when the cursor
 * goes there, and the cursor stays where it is when somebody adds another. */
static void
a_long_history_is_read_as_it_is_looked_at(void **state)
{
	struct desk *d = *state;
	vt *v;

	free(desk_shell(
	    "%s --db %s --user lead export people | grep -e '^code' -e '^P0036;' >%s.csv; "
	    "for i in $(seq 1001 1070); do "
	    "awk -F';' -v OFS=';' -v phone=$i 'NR > 1 { $18 = phone } { print }' %s.csv "
	    "| "
	    "METODAKTIV_NOW=2026-06-10T10:00:00 "
	    "%s --db %s --user lead import people -; done",
	    desk_program(), d->db, d->db, d->db, desk_program(), d->db));
	v = desk_start(d, 40, 120);
	open_person(v, "абрамова елена", "Абрамова Елена Ивановна");
	desk_see(v, "1069 → 1070");
	vt_keys(v, "<F3>");
	desk_type(v, "<End>", "запись внесена");
	assert_false(vt_has(v, "→ 1070"));
	change_phone(d, "8 800 200", "2026-06-20T10:00:00");
	vt_quiet(v, 1500, WAIT);
	assert_true(vt_has(v, "запись внесена"));
	desk_type(v, "<F3>", "1070 → 8 800 200");
	vt_close(v, WAIT);
}

static void
a_date_that_is_none_is_told(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	open_person(v, "абрамова елена", "Абрамова Елена Ивановна");
	vt_keys(v, "<F6><C-u>");
	desk_type(v, "31.02.2026<Enter>", "«31.02.2026» — такого дня нет");
	vt_close(v, WAIT);
}

static void
the_card_of_a_record_somebody_removes_shows_its_history(void **state)
{
	struct desk *d = *state;
	vt *v;

	free(desk_shell("printf 'code;name;type\\nO900;Школа на час;школа\\n' "
			"| %s --db %s --user lead import organisations -",
	    desk_program(), d->db));
	v = desk_start(d, 24, 80);
	desk_type(v, "<Down><Enter>", "всего 13");
	desk_type(v, "школа на час", "показано 1 из");
	vt_keys(v, "<Esc>");
	desk_type(v, "<Enter>", "Организации › Школа на час");
	free(desk_shell("%s --db %s --user lead undo", desk_program(), d->db));
	desk_see(v, "Запись удалена; ниже её история.");
	vt_close(v, WAIT);
}

static void
the_journal_leads_to_operations_and_their_records(void **state)
{
	struct desk *d = *state;
	vt *v;

	change_phone(d, "8 800 100", "2026-06-10T10:00:00");
	v = desk_open(d, 24, 80);
	vt_keys(v, "<F9>");
	desk_type(v, "журнал", "Журнал");
	desk_type(v, "<Enter>", "Журнал › 1 из 3");
	desk_see(v, "загрузка таблиц");
	assert_false(vt_has(v, "вход"));
	/* what changed nothing: change_phone() reads the table first, then we came */
	desk_type(v, "<F4>", "Журнал, все строки › 1 из 5");
	desk_see(v, "вход");
	desk_see(v, "выгрузка");
	desk_type(v, "<F4>", "Журнал › 1 из 3");
	desk_type(v, "<Enter>", "Журнал › операция 4 › 1 из 1");
	desk_see(v, "Абрамова Елена Ивановна");
	desk_type(v, "<Enter>", "Люди › Абрамова Елена Ивановна");
	vt_close(v, WAIT);
}

#define CASE(test) cmocka_unit_test_setup(test, desk_setup)

/* Keys of a card one after another: its ends, its sections in turn, the record as it was. */
static void
every_key_of_a_card_is_answered(void **state)
{
	static const struct {
		const char *keys, *seen;
	} steps[] = {
	    {"<Ins>", "Отсюда вносят записи о человеке и участников"},
	    {"<Home><Up><Enter>", "Эта строка никуда не ведёт"},
	    {"<End><Down><Enter>", "Эта строка никуда не ведёт"},
	    {"<Tab><Tab><Down><Enter>", "показано "},
	    {"<F10>", "Организации › МБОУ"},
	    {"<F6><Esc>", "Организации › МБОУ"},
	    {"<F6>вчера<Enter>", "В тот день этой записи ещё не было"},
	    {"<F4>", "Изменить можно только запись, как она есть сейчас"},
	    {"<F8>", "Изменить можно только запись, как она есть сейчас"},
	    {"<Ins>", "Отсюда вносят записи о человеке и участников"},
	    {"<F7>", "К какому виду?"},
	    {"<F6>", "Что связано с этой записью"},
	    {"<F7>", "К какому виду?"},
	    {"<F3><F7>", "┌─ Прежний вид"},
	    {"<Esc>", "Организации › МБОУ"},
	    {"<F10><F10>", "F10 Выход"},
	    {"<F9>список Мероприятия<Enter><Enter><Ins>", "Участники: "},
	};
	vt *v = desk_open(*state, 24, 80);

	desk_type(v, "<F9>список Организации<Enter><Enter>", "Организации › МБОУ");
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		desk_type(v, steps[i].keys, steps[i].seen);
	vt_close(v, WAIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(a_line_leads_to_the_record_it_names),
	    CASE(every_number_of_related_records_is_its_list),
	    CASE(a_member_has_the_numbers_of_the_year),
	    CASE(who_was_in_no_corps_has_none),
	    CASE(history_tells_what_changed_and_the_card_goes_back),
	    CASE(a_long_history_is_read_as_it_is_looked_at),
	    CASE(a_date_that_is_none_is_told),
	    CASE(the_card_of_a_record_somebody_removes_shows_its_history),
	    CASE(the_journal_leads_to_operations_and_their_records),
	    cmocka_unit_test_setup(every_key_of_a_card_is_answered, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
