/* SPDX-License-Identifier: MIT
 * lines.c - the screens over a real sshd on loopback, and what happens to a line: cut, gone silent,
 * a key taken away, the database changed under it.
 */
#include "tests/lib/ages.h"
#include "tests/lib/ssh_desk.h"

enum {
	SOON = 2000, /* milliseconds: how long a session may outlive its line, or a save take */
	/* for sshd to give up a silent line: it asks three times, each after a second or two */
	PATIENCE = 10000
};

static void
a_killed_client_leaves_the_draft(void **state)
{
	const struct desk *d = *state;
	vt *v = ssh_type_request(ssh_come_in(d, "vera", 24, 80));

	ssh_hang_up(v);
	ssh_ends_within(d, "vera", SOON);
	ssh_draft_is_there(d);
}

static void
a_server_that_drops_the_line_leaves_the_draft(void **state)
{
	const struct desk *d = *state;
	vt *v = ssh_type_request(ssh_come_in(d, "vera", 24, 80));

	kill(ssh_server_of(ssh_program_of(d, "vera")), SIGKILL);
	ssh_ends_within(d, "vera", SOON);
	assert_int_equal(vt_close(v, WAIT), 255);
	ssh_draft_is_there(d);
}

/* Nothing comes and nothing says so: a cable pulled out, a notebook shut. */
static void
a_silent_line_is_given_up_and_leaves_the_draft(void **state)
{
	const struct desk *d = *state;
	vt *v = ssh_type_request(ssh_come_in(d, "vera", 24, 80));

	kill(v->pid, SIGSTOP);
	ssh_ends_within(d, "vera", PATIENCE + SOON);
	ssh_hang_up(v);
	ssh_draft_is_there(d);
}

/* The one who saves while another's terminal takes nothing: over SSH, too. */
static void
save_a_request(vt *v)
{
	double begun;

	desk_new(v, "Запросы о помощи");
	desk_type(v, "30.5<Tab><Tab><Tab><Tab><Tab><Tab>", "F4 во всё окно");
	desk_type(v, "Другой запрос", "Другой запрос");
	desk_type(v, "<S-Tab>", "оказание консультационной");
	vt_keys(v, "1");
	vt_quiet(v, 100, WAIT);
	begun = vt_milliseconds();
	desk_type(v, "<F2>", "Сохранено");
	assert_in_range(vt_milliseconds() - begun, 0, SOON);
}

/* What is drawn goes nowhere: sshd's process holds the terminal and takes nothing out of it. */
static void
a_frozen_line_keeps_nobody_waiting(void **state)
{
	const struct desk *d = *state;
	vt *v = ssh_type_request(ssh_come_in(d, "vera", 24, 80)),
	   *other = ssh_come_in(d, "lead", 24, 80);
	pid_t program = ssh_program_of(d, "vera"), server = ssh_server_of(program);

	desk_see(other, "► ");
	for (int i = 0; i < 400; i++)
		vt_keys(v, "<C-l>");
	vt_pump(v, 20);
	kill(server, SIGSTOP);
	kill(v->pid, SIGSTOP);
	save_a_request(other);
	kill(v->pid, SIGKILL);
	kill(server, SIGCONT);
	ssh_ends_within(d, "vera", SOON);
	ssh_hang_up(v);
	vt_close(other, WAIT);
	ssh_draft_is_there(d);
}

static void
a_frozen_client_keeps_nobody_waiting(void **state)
{
	const struct desk *d = *state;
	vt *v = ssh_type_request(ssh_come_in(d, "vera", 24, 80)),
	   *other = ssh_come_in(d, "lead", 24, 80);

	desk_see(other, "► ");
	for (int i = 0; i < 400; i++)
		vt_keys(v, "<C-l>");
	vt_pump(v, 20);
	kill(v->pid, SIGSTOP);
	save_a_request(other);
	ssh_hang_up(v);
	ssh_ends_within(d, "vera", SOON);
	vt_close(other, WAIT);
	ssh_draft_is_there(d);
}

static void
a_removed_key_ends_the_session(void **state)
{
	const struct desk *d = *state;
	vt *v = ssh_type_request(ssh_come_in(d, "vera", 24, 80)), *again;

	vt_quiet(v, 500, WAIT);
	free(desk_lab(d,
	    "$program --db $db --user lead user key remove vera "
	    "$(ssh-keygen -lf $lab/vera.pub | cut -d\" \" -f2); refresh_keys"));
	ssh_ends_within(d, "vera", SOON);
	assert_int_equal(vt_wait_end(v, WAIT), 1);
	desk_see(v, "ключ SSH, по которому вы вошли, удалили");
	vt_close(v, WAIT);
	again = ssh_come_in(d, "vera", 24, 80);
	assert_int_equal(vt_wait_end(again, WAIT), 1);
	desk_see(again, "Permission denied");
	assert_int_equal(vt_close(again, WAIT), 255);
	free(desk_lab(
	    d, "$program --db $db --user lead user key add vera $lab/vera.pub; refresh_keys"));
	ssh_draft_is_there(d);
}

static void
a_disabled_account_ends_the_session(void **state)
{
	const struct desk *d = *state;
	vt *v = ssh_type_request(ssh_come_in(d, "vera", 24, 80));

	vt_quiet(v, 500, WAIT);
	free(desk_lab(d, "$program --db $db --user lead user set vera --disable"));
	ssh_ends_within(d, "vera", SOON);
	vt_close(v, WAIT);
	free(desk_lab(d, "$program --db $db --user lead user set vera --enable"));
	ssh_draft_is_there(d);
}

/* Where the server's sessions put what the database cannot take: below the home of whoever runs
 * them, which is not HOME. What is found there is taken away. */
static void
is_in_the_state_folder(const char *text)
{
	free(desk_shell(
	    "cd $(getent passwd $(id -u) | cut -d: -f6)/.local/state/metodaktiv/drafts && "
	    "grep -lr '%s' . | (read -r file && rm \"$file\")",
	    text));
}

static void
an_upgrade_is_told_and_loses_nothing(void **state)
{
	const struct desk *d = *state;
	vt *v = ssh_type_request(ssh_come_in(d, "vera", 24, 80));

	age_upgrade_folder(d->db);
	desk_type(v, " и третья", "База не приняла черновик");
	desk_type(v, "<S-Tab>", "оказание консультационной");
	vt_keys(v, "1");
	desk_type(v, "<F2>", "Ничего не записано: программу обновили: выйдите");
	desk_type(v, "<F10>", "Форма не сохранена");
	desk_type(v, "2", "► ");
	vt_close(v, WAIT);
	ssh_ends_within(d, "vera", SOON);
	is_in_the_state_folder("Вторая строка и третья");
}

static void
new_rules_are_told_and_lose_nothing(void **state)
{
	const struct desk *d = *state;
	vt *v = ssh_type_request(ssh_come_in(d, "vera", 24, 80));

	free(desk_lab(d,
	    "cd $work && $program --db $db --user lead profile show | "
	    "sed \"s/Управление образования/Отдел образования/\" >rules && "
	    "$program --db $db --user lead profile set rules"));
	desk_type(v, "<S-Tab>", "оказание консультационной");
	vt_keys(v, "1");
	desk_type(v, "<F2>", "правила города сменили: выйдите");
	desk_type(v, "<Tab>", "F4 во всё окно");
	desk_type(v, " и третья", "Вторая строка и третья");
	desk_type(v, "<F10>", "Форма не сохранена");
	desk_type(v, "2", "► ");
	vt_close(v, WAIT);
	ssh_ends_within(d, "vera", SOON);
	ssh_draft_is_there(d);
}

/* A copy is put back while a form stands open. */
static void
a_restored_database_ends_the_session(void **state)
{
	const struct desk *d = *state;
	vt *v;

	free(desk_lab(d, "$program --db $db --user lead backup $db.copy"));
	v = ssh_type_request(ssh_come_in(d, "vera", 24, 80));
	vt_quiet(v, 500, WAIT);
	free(desk_lab(d, "mv $db $db.away && $program --db $db --user lead restore $db.copy"));
	assert_int_equal(vt_wait_end(v, WAIT), 1);
	desk_see(v, "перенесён, пока она была открыта");
	desk_see(v, "черновиков 1, они в папке");
	assert_int_equal(vt_close(v, WAIT), 3);
	ssh_draft_is_there(d);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_killed_client_leaves_the_draft, ssh_setup),
	    cmocka_unit_test_setup(a_server_that_drops_the_line_leaves_the_draft, ssh_setup),
	    cmocka_unit_test_setup(a_silent_line_is_given_up_and_leaves_the_draft, ssh_setup),
	    cmocka_unit_test_setup(a_frozen_line_keeps_nobody_waiting, ssh_setup),
	    cmocka_unit_test_setup(a_frozen_client_keeps_nobody_waiting, ssh_setup),
	    cmocka_unit_test_setup(a_removed_key_ends_the_session, ssh_setup),
	    cmocka_unit_test_setup(a_disabled_account_ends_the_session, ssh_setup),
	    cmocka_unit_test_setup(an_upgrade_is_told_and_loses_nothing, ssh_setup),
	    cmocka_unit_test_setup(new_rules_are_told_and_lose_nothing, ssh_setup),
	    cmocka_unit_test_setup(a_restored_database_ends_the_session, ssh_setup),
	};

	if (ssh_is_missing())
		return 0;
	return cmocka_run_group_tests(tests, ssh_group_setup, ssh_group_teardown);
}
