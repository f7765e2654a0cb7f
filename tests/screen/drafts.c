/* SPDX-License-Identifier: MIT
 * drafts.c - what was typed survives whatever ends the program.
 */
#include "tests/lib/ages.h"
#include "tests/lib/desk.h"

/* A request whose long text is being typed. */
static vt *
request_being_typed(const struct desk *d)
{
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Запросы о помощи");
	desk_type(v, "31.5<Tab><Tab><Tab><Tab><Tab><Tab>", "F4 во всё окно");
	desk_type(v, "Просим помочь с дорожной картой.<C-j>Вторая строка", "Вторая строка");
	return v;
}

/* The program has nothing more to do: it wrote the draft in a pause of typing. */
static void
wait_for_draft(const struct desk *d)
{
	char *list;

	for (int i = 0; i < 100; i++) {
		vt *v = desk_start(d, 24, 80);

		desk_see(v, "► ");
		vt_keys(v, "<F4>");
		desk_see(v, "Черновики");
		vt_quiet(v, 50, WAIT);
		if (vt_has(v, "Запросы о помощи")) {
			vt_close(v, WAIT);
			return;
		}
		vt_close(v, WAIT);
	}
	list = desk_shell("ls -la %s", d->db);
	fail_msg("no draft: %s", list);
}

/* Start again and go on: the draft is offered and holds everything. */
static vt *
go_on(const struct desk *d)
{
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Запросы о помощи");
	desk_see(v, "Есть черновик");
	desk_see(v, "31.05.2026 12:00");
	desk_see(v, "[1 Продолжить]");
	vt_keys(v, "<Enter>");
	desk_gone(v, "Есть черновик");
	desk_see(v, "Просим помочь с дорожной картой.");
	desk_see(v, "Вторая строка");
	desk_see(v, "31.05.2026");
	return v;
}

static void
a_killed_program_loses_nothing(void **state)
{
	struct desk *d = *state;
	vt *v = request_being_typed(d);

	wait_for_draft(d);
	vt_quiet(v, 500, WAIT);
	kill(v->pid, SIGKILL);
	vt_close(v, WAIT);
	v = go_on(d);
	desk_type(v, " и третья", "Вторая строка и третья");
	vt_close(v, WAIT);
}

static void
a_closed_line_loses_nothing(void **state)
{
	struct desk *d = *state;
	vt *v = request_being_typed(d);

	vt_close(v, WAIT); /* the terminal is gone: SIGHUP */
	v = go_on(d);
	vt_close(v, WAIT);
}

static void
a_terminated_program_loses_nothing(void **state)
{
	struct desk *d = *state;
	vt *v = request_being_typed(d);

	kill(v->pid, SIGTERM);
	assert_int_equal(vt_wait_end(v, WAIT), 1);
	vt_close(v, WAIT);
	v = go_on(d);
	vt_close(v, WAIT);
}

static void
leaving_asks_and_keeps_the_draft(void **state)
{
	struct desk *d = *state;
	vt *v = request_being_typed(d);

	desk_type(v, "<F10>", "Черновик сохранён: вернётесь — продолжите.");
	vt_keys(v, "<Enter>"); /* the safe answer: go on */
	desk_gone(v, "Форма не сохранена");
	desk_type(v, "<Esc>", "Форма не сохранена");
	desk_type(v, "2", "► ");
	desk_type(v, "<F4>", "Черновики");
	desk_type(v, "<Enter>", "Вторая строка"); /* chosen here, so not asked for again */
	assert_false(vt_has(v, "Есть черновик"));
	vt_close(v, WAIT);
}

static void
a_refused_draft_is_gone(void **state)
{
	struct desk *d = *state;
	vt *v = request_being_typed(d);

	desk_type(v, "<F10>", "Форма не сохранена");
	desk_type(v, "<Left><Enter>", "► ");
	vt_keys(v, "<Ins>");
	desk_see(v, "Запросы о помощи: новая запись");
	vt_quiet(v, 50, WAIT);
	assert_false(vt_has(v, "Есть черновик"));
	assert_false(vt_has(v, "Вторая строка"));
	vt_close(v, WAIT);
}

/* The form of a record that is there already, and a letter more in it. */
static vt *
person_being_changed(const struct desk *d, const char *offered)
{
	vt *v = desk_start(d, 24, 80);

	desk_see(v, "► ");
	desk_type(v, "люди", "► Люди");
	desk_type(v, "<Enter>", "1 из ");
	desk_type(v, "<F4>", offered);
	return v;
}

/* One record at two terminals: leaving one does not erase what the other has written since. */
static void
a_draft_written_on_elsewhere_is_not_refused(void **state)
{
	struct desk *d = *state;
	vt *a = person_being_changed(d, "Фамилия *"), *b;

	desk_type(a, "<Tab><End>щщщ", "щщщ");
	desk_type(a, "<F10>", "Форма не сохранена");
	b = person_being_changed(d, "[1 Продолжить]");
	desk_type(b, "<Enter>", "щщщ");
	desk_type(b, "<End>эээ", "щщщэээ");
	desk_type(b, "<F10>", "Форма не сохранена"); /* written by now */
	desk_type(a, "<Left><Enter>", "тем временем его дописали в другом окне");
	vt_close(a, WAIT);
	desk_type(b, "2", "Черновик сохранён");
	vt_close(b, WAIT);
	b = person_being_changed(d, "[1 Продолжить]");
	desk_type(b, "<Enter>", "щщщэээ");
	vt_close(b, WAIT);
}

/* A new record at two terminals of one account: each has a draft of its own. */
static void
two_at_one_new_form_keep_each_its_own(void **state)
{
	struct desk *d = *state;
	vt *a = request_being_typed(d), *b = desk_start(d, 24, 80);

	desk_new(b, "Запросы о помощи");
	vt_quiet(b, 50, WAIT);
	assert_false(vt_has(b, "Есть черновик"));
	desk_type(b, "31.5<Tab><Tab><Tab><Tab><Tab><Tab>", "F4 во всё окно");
	desk_type(b, "Другой запрос", "Другой запрос");
	vt_close(a, WAIT);
	vt_close(b, WAIT);
	a = desk_start(d, 24, 80);
	desk_see(a, "2 черновика: запрос");
	vt_close(a, WAIT);
	/* the later first; it is this session's when it was taken */
	b = desk_start(d, 24, 80);
	desk_new(b, "Запросы о помощи");
	desk_see(b, "[1 Продолжить]");
	vt_keys(b, "<Enter>");
	desk_gone(b, "Есть черновик");
	a = desk_start(d, 24, 80);
	desk_new(a, "Запросы о помощи");
	desk_see(a, "[1 Продолжить]");
	vt_keys(a, "<Enter>");
	desk_gone(a, "Есть черновик");
	assert_true(vt_has(a, "Другой запрос") != vt_has(b, "Другой запрос"));
	assert_true(vt_has(a, "Вторая строка") != vt_has(b, "Вторая строка"));
	vt_close(a, WAIT);
	vt_close(b, WAIT);
}

/* What was typed ahead of a box that comes by itself answers nothing, and no digit erases. */
static void
a_box_that_comes_by_itself_waits(void **state)
{
	struct desk *d = *state;
	vt *v = request_being_typed(d);

	vt_close(v, WAIT);
	v = desk_start(d, 24, 80);
	desk_see(v, "► ");
	desk_type(v, "запросы о", "► Запросы о помощи");
	vt_keys(v, "<Ins>2<Right><Enter>");
	desk_see(v, "[Начать заново]");
	desk_type(v, "2", "[Начать заново]");
	vt_quiet(v, 50, WAIT);
	assert_true(vt_has(v, "Есть черновик"));
	vt_keys(v, "<Enter>");
	desk_see(v, "Вторая строка");
	vt_close(v, WAIT);
}

static void
a_draft_can_be_begun_anew(void **state)
{
	struct desk *d = *state;
	vt *v = request_being_typed(d);

	vt_close(v, WAIT);
	v = desk_start(d, 24, 80);
	desk_new(v, "Запросы о помощи");
	desk_see(v, "[Начать заново]");
	desk_type(v, "<Right><Enter>", "Q0072");
	desk_gone(v, "Есть черновик");
	assert_false(vt_has(v, "Вторая строка"));
	vt_keys(v, "<F10>");
	desk_see(v, "Черновиков нет");
	vt_close(v, WAIT);
}

static void
saving_removes_the_draft(void **state)
{
	struct desk *d = *state;
	vt *v = request_being_typed(d);

	desk_type(v, "<S-Tab>", "оказание консультационной");
	vt_keys(v, "1");
	desk_type(v, "<F2>", "Сохранено");
	desk_see(v, "Черновиков нет");
	vt_close(v, WAIT);
}

/* The program was replaced while a form stood open: nothing is saved, and what was typed lies in
 * the folder of drafts. */
static void
an_upgraded_database_takes_nothing_and_nothing_is_lost(void **state)
{
	struct desk *d = *state;
	vt *v = request_being_typed(d);

	wait_for_draft(d);
	age_upgrade_folder(d->db);
	desk_type(v, " и третья", "Вторая строка и третья");
	desk_see(v, "База не приняла черновик");
	desk_type(v, "<S-Tab>", "оказание консультационной");
	vt_keys(v, "1");
	desk_type(v, "<F2>", "Ничего не записано: программу обновили: выйдите");
	desk_type(v, "<F10>", "Форма не сохранена");
	desk_type(v, "2", "► ");
	vt_close(v, WAIT);
	free(desk_shell("grep -r 'Вторая строка и третья' '%s/metodaktiv'", d->folder));
}

/* What may happen to the file under an open session, and how all is as it was again. */
static const struct {
	const char *deed, *undo;
} moved[] = {
    {.deed = "cp $d/data.mdb $d/new && mv $d/data.mdb $d/old && mv $d/new $d/data.mdb",
	.undo = "mv $d/old $d/data.mdb"},
    {.deed = "mv $d/data.mdb $d/old", .undo = "mv $d/old $d/data.mdb"},
    {.deed = "mv $d $d.away", .undo = "mv $d.away $d"},
};

static void
end_moved(vt *v)
{
	assert_int_equal(vt_wait_end(v, 10 * 1000), 1);
	desk_see(v, "перенесён, пока она была открыта");
	desk_see(v, "черновиков 1, они в папке");
	assert_int_equal(vt_close(v, WAIT), 3);
}

static void
a_file_that_is_not_ours_any_more_ends_the_session(void **state)
{
	struct desk *d = *state;

	for (size_t i = 0; i < sizeof(moved) / sizeof(moved[0]); i++) {
		vt *v = request_being_typed(d);

		wait_for_draft(d); /* it lies in the file that goes */
		free(desk_shell("d=%s; %s", d->db, moved[i].deed));
		end_moved(v);
		free(desk_shell("d=%s; %s", d->db, moved[i].undo));
		v = go_on(d);
		desk_type(v, "<F10>", "Форма не сохранена");
		desk_type(v, "<Left><Enter>", "► ");
		vt_close(v, WAIT);
	}
}

/* The key that saves and the file that goes: nothing is said to be saved. */
static void
nothing_is_saved_into_a_file_that_is_gone(void **state)
{
	struct desk *d = *state;
	vt *v = request_being_typed(d);

	desk_type(v, "<S-Tab>", "оказание консультационной");
	vt_keys(v, "1");
	vt_quiet(v, 50, WAIT);
	free(desk_shell("cd %s && mv data.mdb old", d->db));
	vt_keys(v, "<F2>");
	assert_int_equal(vt_wait_end(v, 10 * 1000), 1);
	assert_false(vt_has(v, "Сохранено"));
	desk_see(v, "черновиков 1, они в папке");
	assert_int_equal(vt_close(v, WAIT), 3);
	free(desk_shell("grep -qr 'Вторая строка' '%s/metodaktiv'", d->folder));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_killed_program_loses_nothing, desk_setup),
	    cmocka_unit_test_setup(a_closed_line_loses_nothing, desk_setup),
	    cmocka_unit_test_setup(a_terminated_program_loses_nothing, desk_setup),
	    cmocka_unit_test_setup(leaving_asks_and_keeps_the_draft, desk_setup),
	    cmocka_unit_test_setup(a_refused_draft_is_gone, desk_setup),
	    cmocka_unit_test_setup(a_draft_written_on_elsewhere_is_not_refused, desk_setup),
	    cmocka_unit_test_setup(two_at_one_new_form_keep_each_its_own, desk_setup),
	    cmocka_unit_test_setup(a_box_that_comes_by_itself_waits, desk_setup),
	    cmocka_unit_test_setup(a_draft_can_be_begun_anew, desk_setup),
	    cmocka_unit_test_setup(saving_removes_the_draft, desk_setup),
	    cmocka_unit_test_setup(
		an_upgraded_database_takes_nothing_and_nothing_is_lost, desk_setup),
	    cmocka_unit_test_setup(a_file_that_is_not_ours_any_more_ends_the_session, desk_setup),
	    cmocka_unit_test_setup(nothing_is_saved_into_a_file_that_is_gone, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
