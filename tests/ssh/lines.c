/* SPDX-License-Identifier: MIT
 * lines.c - the screens over a real sshd on loopback, and what happens to a line: cut, gone silent,
 * a key taken away, the database changed under it.
 */
#include <ctype.h>
#include <dirent.h>
#include <time.h>

#include "tests/lib/ages.h"
#include "tests/lib/desk.h"

enum {
	SOON = 2000, /* milliseconds: how long a session may outlive its line, or a save take */
	/* for sshd to give up a silent line: it asks three times, each after a second or two */
	PATIENCE = 10000
};

/* A command of bash, without single quotes, with all of tests/ssh/lab.bash at hand. To be freed. */
static char *
lab(const struct desk *d, const char *command)
{
	return desk_shell("work='%s' db='%s' program=$(realpath '%s') boss=lead "
			  "bash -c '. tests/ssh/lab.bash; %s'",
	    d->folder, d->db, desk_program(), command);
}

static int
group_setup(void **state)
{
	struct desk *d;

	if (desk_group_setup(state) != 0)
		return -1;
	d = *state;
	snprintf(d->db, sizeof(d->db), "%s/town", d->folder);
	free(lab(d, "start_sshd && add_person lead administrator && add_person vera clerk"));
	return 0;
}

static int
group_teardown(void **state)
{
	free(lab(*state, "stop_sshd"));
	return desk_group_teardown(state);
}

static int
setup(void **state)
{
	int failed = desk_setup(state);

	if (failed == 0)
		free(lab(*state, "refresh_keys"));
	return failed;
}

/* ssh to the screens; its process is that of the terminal. */
static vt *
come_in(const struct desk *d, const char *name, int rows, int columns)
{
	char client[300];
	const char *argv[] = {"ssh", "-tt", "-F", client, name, NULL};
	vt *v;

	snprintf(client, sizeof(client), "%s/ssh/client", d->folder);
	v = vt_spawn(rows, columns, "xterm-256color", NULL, argv);
	assert_non_null(v);
	return v;
}

/* A request whose long text is being typed by vera. */
static vt *
request_being_typed(const struct desk *d)
{
	vt *v = come_in(d, "vera", 24, 80);

	desk_new(v, "Запросы о помощи");
	desk_type(v, "31.5<Tab><Tab><Tab><Tab><Tab><Tab>", "F4 — во всё окно");
	desk_type(v, "Просим помочь с дорожной картой.<Enter>Вторая строка", "Вторая строка");
	return v;
}

/* At the next login the draft is offered and holds everything. */
static void
the_draft_is_there(const struct desk *d)
{
	vt *v = come_in(d, "vera", 24, 80);

	desk_new(v, "Запросы о помощи");
	desk_see(v, "Есть черновик");
	desk_see(v, "[1 Продолжить]"); /* a box that comes by itself takes no key at once */
	vt_keys(v, "<Enter>");
	desk_gone(v, "Есть черновик");
	desk_see(v, "Просим помочь с дорожной картой.");
	desk_see(v, "Вторая строка");
	desk_type(v, "<F10>", "Форма не сохранена");
	desk_type(v, "<Left><Enter>", "► ");
	vt_close(v, WAIT);
}

/* All of a file of /proc; the bytes between the words of a command line become line feeds. */
static size_t
read_process(const char *pid, const char *file, char *text, size_t size)
{
	char path[300];
	size_t len = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%s/%s", pid, file);
	f = fopen(path, "r");
	if (f != NULL) {
		len = fread(text, 1, size - 1, f);
		fclose(f);
	}
	text[len] = '\0';
	for (size_t i = 0; i < len; i++)
		if (text[i] == '\0')
			text[i] = '\n';
	return len;
}

/* The process of a session over SSH of this database and account; 0: none. */
static pid_t
program_of(const struct desk *d, const char *account)
{
	char wanted[600], line[4096];
	pid_t found = 0;
	DIR *all = opendir("/proc");
	struct dirent *one;

	snprintf(
	    wanted, sizeof(wanted), "\n--db\n%s\nssh-session\n--account\n%s\n", d->db, account);
	while (found == 0 && (one = readdir(all)) != NULL)
		if (isdigit((unsigned char)one->d_name[0]) &&
		    read_process(one->d_name, "cmdline", line, sizeof(line)) > 0 &&
		    strstr(line, wanted) != NULL)
			found = atoi(one->d_name);
	closedir(all);
	return found;
}

/* The process of sshd that holds the other end of a session's terminal. */
static pid_t
sshd_of(pid_t pid)
{
	char number[32], text[4096], *parent;

	do {
		snprintf(number, sizeof(number), "%d", (int)pid);
		assert_true(read_process(number, "status", text, sizeof(text)) > 0);
		parent = strstr(text, "PPid:");
		assert_non_null(parent);
		if (strncmp(text, "Name:\tsshd", 10) == 0)
			return pid;
		pid = atoi(parent + 5);
	} while (pid > 1);
	fail_msg("no sshd above the program");
	return 0;
}

static long
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
ends_within(const struct desk *d, const char *account, long limit)
{
	const struct timespec pause = {.tv_nsec = 10 * 1000000};
	long begun = milliseconds(), taken;

	while (program_of(d, account) != 0 && milliseconds() - begun < limit)
		nanosleep(&pause, NULL);
	taken = milliseconds() - begun;
	if (taken >= limit)
		fail_msg("%s's program still runs after %ld ms", account, taken);
	fprintf(stderr, "# %s's program gone after %ld ms\n", account, taken);
}

/* ssh is killed, stopped or not, and waited for. */
static void
hang_up(vt *v)
{
	kill(v->pid, SIGKILL);
	kill(v->pid, SIGCONT);
	vt_close(v, WAIT);
}

static void
a_killed_client_leaves_the_draft(void **state)
{
	const struct desk *d = *state;
	vt *v = request_being_typed(d);

	hang_up(v);
	ends_within(d, "vera", SOON);
	the_draft_is_there(d);
}

static void
a_server_that_drops_the_line_leaves_the_draft(void **state)
{
	const struct desk *d = *state;
	vt *v = request_being_typed(d);

	kill(sshd_of(program_of(d, "vera")), SIGKILL);
	ends_within(d, "vera", SOON);
	assert_int_equal(vt_close(v, WAIT), 255);
	the_draft_is_there(d);
}

/* Nothing comes and nothing says so: a cable pulled out, a notebook shut. */
static void
a_silent_line_is_given_up_and_leaves_the_draft(void **state)
{
	const struct desk *d = *state;
	vt *v = request_being_typed(d);

	kill(v->pid, SIGSTOP);
	ends_within(d, "vera", PATIENCE + SOON);
	hang_up(v);
	the_draft_is_there(d);
}

/* The one who saves while another's terminal takes nothing: over SSH, too. */
static void
save_a_request(vt *v)
{
	long begun;

	desk_new(v, "Запросы о помощи");
	desk_type(v, "30.5<Tab><Tab><Tab><Tab><Tab><Tab>", "F4 — во всё окно");
	desk_type(v, "Другой запрос", "Другой запрос");
	desk_type(v, "<S-Tab>", "оказание консультационной");
	vt_keys(v, "1");
	vt_quiet(v, 100, WAIT);
	begun = milliseconds();
	desk_type(v, "<F2>", "Сохранено");
	assert_in_range(milliseconds() - begun, 0, SOON);
}

/* What is drawn goes nowhere: sshd's process holds the terminal and takes nothing out of it. */
static void
a_frozen_line_keeps_nobody_waiting(void **state)
{
	const struct desk *d = *state;
	vt *v = request_being_typed(d), *other = come_in(d, "lead", 24, 80);
	pid_t program = program_of(d, "vera"), server = sshd_of(program);

	desk_see(other, "► ");
	for (int i = 0; i < 400; i++)
		vt_keys(v, "<C-l>");
	vt_pump(v, 20);
	kill(server, SIGSTOP);
	kill(v->pid, SIGSTOP);
	save_a_request(other);
	kill(v->pid, SIGKILL);
	kill(server, SIGCONT);
	ends_within(d, "vera", SOON);
	hang_up(v);
	vt_close(other, WAIT);
	the_draft_is_there(d);
}

static void
a_frozen_client_keeps_nobody_waiting(void **state)
{
	const struct desk *d = *state;
	vt *v = request_being_typed(d), *other = come_in(d, "lead", 24, 80);

	desk_see(other, "► ");
	for (int i = 0; i < 400; i++)
		vt_keys(v, "<C-l>");
	vt_pump(v, 20);
	kill(v->pid, SIGSTOP);
	save_a_request(other);
	hang_up(v);
	ends_within(d, "vera", SOON);
	vt_close(other, WAIT);
	the_draft_is_there(d);
}

static void
a_removed_key_ends_the_session(void **state)
{
	const struct desk *d = *state;
	vt *v = request_being_typed(d), *again;

	vt_quiet(v, 500, WAIT);
	free(lab(d,
	    "$program --db $db --user lead user key remove vera "
	    "$(ssh-keygen -lf $lab/vera.pub | cut -d\" \" -f2); refresh_keys"));
	ends_within(d, "vera", SOON);
	assert_int_equal(vt_wait_end(v, WAIT), 1);
	desk_see(v, "ключ SSH, по которому вы вошли, удалили");
	vt_close(v, WAIT);
	again = come_in(d, "vera", 24, 80);
	assert_int_equal(vt_wait_end(again, WAIT), 1);
	desk_see(again, "Permission denied");
	assert_int_equal(vt_close(again, WAIT), 255);
	free(lab(d, "$program --db $db --user lead user key add vera $lab/vera.pub; refresh_keys"));
	the_draft_is_there(d);
}

static void
a_disabled_account_ends_the_session(void **state)
{
	const struct desk *d = *state;
	vt *v = request_being_typed(d);

	vt_quiet(v, 500, WAIT);
	free(lab(d, "$program --db $db --user lead user set vera --disable"));
	ends_within(d, "vera", SOON);
	vt_close(v, WAIT);
	free(lab(d, "$program --db $db --user lead user set vera --enable"));
	the_draft_is_there(d);
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
	vt *v = request_being_typed(d);

	age_upgrade_folder(d->db);
	desk_type(v, " и третья", "База не приняла черновик");
	desk_type(v, "<S-Tab>", "оказание консультационной");
	vt_keys(v, "1");
	desk_type(v, "<F2>", "Ничего не записано: программу обновили: выйдите");
	desk_type(v, "<F10>", "Форма не сохранена");
	desk_type(v, "2", "► ");
	vt_close(v, WAIT);
	ends_within(d, "vera", SOON);
	is_in_the_state_folder("Вторая строка и третья");
}

static void
new_rules_are_told_and_lose_nothing(void **state)
{
	const struct desk *d = *state;
	vt *v = request_being_typed(d);

	free(lab(d,
	    "cd $work && $program --db $db --user lead profile show | "
	    "sed \"s/Управление образования/Отдел образования/\" >rules && "
	    "$program --db $db --user lead profile set rules"));
	desk_type(v, "<S-Tab>", "оказание консультационной");
	vt_keys(v, "1");
	desk_type(v, "<F2>", "правила города сменили: выйдите");
	desk_type(v, "<Tab>", "F4 — во всё окно");
	desk_type(v, " и третья", "Вторая строка и третья");
	desk_type(v, "<F10>", "Форма не сохранена");
	desk_type(v, "2", "► ");
	vt_close(v, WAIT);
	ends_within(d, "vera", SOON);
	the_draft_is_there(d);
}

/* A copy is put back while a form stands open. */
static void
a_restored_database_ends_the_session(void **state)
{
	const struct desk *d = *state;
	vt *v;

	free(lab(d, "$program --db $db --user lead backup $db.copy"));
	v = request_being_typed(d);
	vt_quiet(v, 500, WAIT);
	free(lab(d, "mv $db $db.away && $program --db $db --user lead restore $db.copy"));
	assert_int_equal(vt_wait_end(v, WAIT), 1);
	desk_see(v, "перенесён, пока она была открыта");
	desk_see(v, "черновиков 1, они в папке");
	assert_int_equal(vt_close(v, WAIT), 3);
	the_draft_is_there(d);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_killed_client_leaves_the_draft, setup),
	    cmocka_unit_test_setup(a_server_that_drops_the_line_leaves_the_draft, setup),
	    cmocka_unit_test_setup(a_silent_line_is_given_up_and_leaves_the_draft, setup),
	    cmocka_unit_test_setup(a_frozen_line_keeps_nobody_waiting, setup),
	    cmocka_unit_test_setup(a_frozen_client_keeps_nobody_waiting, setup),
	    cmocka_unit_test_setup(a_removed_key_ends_the_session, setup),
	    cmocka_unit_test_setup(a_disabled_account_ends_the_session, setup),
	    cmocka_unit_test_setup(an_upgrade_is_told_and_loses_nothing, setup),
	    cmocka_unit_test_setup(new_rules_are_told_and_lose_nothing, setup),
	    cmocka_unit_test_setup(a_restored_database_ends_the_session, setup),
	};
	char *reason =
	    desk_shell("work=. program=. db=. bash -c '. tests/ssh/lab.bash; why_no_sshd'");

	if (reason[0] != '\0') {
		printf("1..1\nok 1 # SKIP %s\n", reason);
		free(reason);
		return 0;
	}
	free(reason);
	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
