/* SPDX-License-Identifier: MIT
 * together.c - several at work over a line of 200 ms and 10 kB/s: stalled, killed, idle, disabled;
 * a hundred idle sessions; and what a key costs on such a line. Three at one record are in
 * tests/screen/together.c.
 */
#include "tests/lib/crowd.h"
#include "tests/lib/ssh_desk.h"

enum {
	SOON = 2000,    /* ms until a session has noticed that its line is gone */
	AT_ONCE = 1000, /* after SIGTERM */
	MINUTE = 60000,
	REST = 900 /* longer than there and back: nothing more comes */
};

static const struct slowness slow = {.milliseconds = 200, .bytes = 10000};
static const struct slowness compressed = {.milliseconds = 200, .bytes = 10000, .compressed = true};

/* Another's save of a record of its own. */
static void
others_save_quickly(vt *other)
{
	double begun;

	desk_new(other, "Организации");
	desk_type(other, "O777<Tab>Школа на горе<Tab>", "Школа на горе");
	vt_keys(other, "1");
	vt_quiet(other, 100, WAIT);
	begun = vt_milliseconds();
	desk_type(other, "<F2>", "Сохранено");
	assert_in_range(vt_milliseconds() - begun, 0, SOON);
}

static void
a_stalled_terminal_keeps_nobody(void **state)
{
	const struct desk *d = *state;
	vt *v = ssh_type_request(ssh_come_in_slowly(d, "vera", &slow)),
	   *other = ssh_come_in(d, "lead", 24, 80);

	desk_see(other, "► ");
	vt_quiet(v, REST, WAIT);
	for (int i = 0; i < 400; i++)
		vt_keys(v, "<C-l>");
	vt_pump(v, 500);
	kill(v->pid, SIGSTOP);
	others_save_quickly(other);
	kill(ssh_program_of(d, "vera"), SIGTERM);
	ssh_ends_within(d, "vera", AT_ONCE);
	ssh_hang_up(v);
	vt_close(other, WAIT);
	ssh_draft_is_there(d);
}

static void
a_killed_client_leaves_its_draft(void **state)
{
	const struct desk *d = *state;
	vt *v = ssh_type_request(ssh_come_in_slowly(d, "vera", &slow));

	ssh_hang_up(v);
	ssh_ends_within(d, "vera", SOON);
	ssh_draft_is_there(d);
}

static void
a_disabled_account_is_told_and_ends(void **state)
{
	const struct desk *d = *state;
	vt *v = ssh_type_request(ssh_come_in_slowly(d, "vera", &slow));

	vt_quiet(v, REST, WAIT);
	free(desk_lab(d, "$program --db $db --user lead user set vera --disable"));
	ssh_ends_within(d, "vera", SOON);
	desk_see(v, "сеанс закрыт: вашу учётную запись отключили");
	vt_close(v, WAIT);
	free(desk_lab(d, "$program --db $db --user lead user set vera --enable"));
	ssh_draft_is_there(d);
}

static void
nobody_at_the_keys_ends_with_the_draft(void **state)
{
	const struct desk *d = *state;
	vt *v;

	free(desk_lab(d,
	    "cd $work && $program --db $db --user lead profile show | "
	    "sed \"s/^rules = {/&\\n    idle_minutes = 1;/\" >rules.conf && "
	    "$program --db $db --user lead profile set rules.conf"));
	v = ssh_type_request(ssh_come_in_slowly(d, "vera", &slow));
	assert_int_equal(vt_wait(v, "сеанс закрыт: 1 минуту не было нажатий", MINUTE + WAIT), 1);
	assert_false(vt_has(v, "Вторая строка")); /* the screen is blank */
	ssh_ends_within(d, "vera", SOON);
	vt_close(v, WAIT);
	ssh_draft_is_there(d);
}

static void
a_hundred_idle_sessions_cost_little(void **state)
{
	crowd_costs_little(*state, CROWD_MOST);
}

#define DOWN_8 "<Down><Down><Down><Down><Down><Down><Down><Down>"

/* One after another, from the first screen on. Those without a name only lead there. */
static const struct action {
	const char *name, *keys, *seen;
} person_actions[] =
    {
	{"first screen", "", "F10 Выход"},
	{NULL, "люди", "► Люди"},
	{"list opened", "<Enter>", "1 из 500"},
	{"cursor down", "<Down>", "2 из 500"},
	{"page down", "<PgDn>", "19 из 500"},
	{NULL, DOWN_8 DOWN_8, "35 из 500"},
	{"row scrolled in", "<Down>", "36 из 500"},
	{"letter of a search", "о", "Поиск: о"},
	{NULL, "з", "Поиск: оз"},
	{"card opened", "<Enter>", "F2 Вывод"},
	{"form opened", "<F4>", "F2 Сохранить"},
	{NULL, "<PgUp><PgUp>", "Фамилия"},
	{"next field", "<Tab>", "Багиров"},
	{NULL, "<End>", "Багиров"},
	{"letter in a field", "ж", "Багировж"},
	{"saved", "<F2>", "Сохранено"},
},
  meeting_actions[] = {
      {NULL, "", "F10 Выход"},
      {NULL, "засед", "► Заседания совета"},
      {NULL, "<Enter>", "всего 15"},
      {NULL, "<C-g>", "Повестка: 1"},
      {NULL, "<F2>", "Заседание № 9 от"},
      {NULL, "<F8>", "кворум есть: нужно 4"},
      {NULL, "<Enter>", "пункт 1 из 1"},
      {"vote", "1", "за 1 из 1"},
};

/* A key is one question and one answer: never more than two turns of the line, the second for a
 * frame that comes when a pause has passed. */
static void
walk(const struct desk *d, const struct action *actions, size_t count, const struct slowness *line)
{
	volatile struct passed *passed = ssh_passed(d, "lead");
	vt *v;

	*passed = (struct passed){0};
	v = ssh_come_in_slowly(d, "lead", line);
	for (size_t i = 0; i < count; i++) {
		const struct action *a = &actions[i];
		struct passed before = *passed;
		double begun = vt_milliseconds(), taken;
		size_t arrived = v->bytes_in;

		vt_keys(v, a->keys);
		desk_see(v, a->seen);
		vt_quiet(v, REST, WAIT);
		taken = vt_milliseconds() - begun - REST; /* until the last byte came */
		if (a->name == NULL)
			continue;
		fprintf(stderr,
		    "# %s%s: %ld bytes up, %ld down (%zu of them the frame's), %ld round trips, "
		    "%.0f ms\n",
		    a->name, line->compressed ? ", ssh -C" : "", passed->up - before.up,
		    passed->down - before.down, v->bytes_in - arrived,
		    passed->round_trips - before.round_trips, taken);
		if (a->keys[0] != '\0')
			assert_in_range(passed->round_trips - before.round_trips, 1, 2);
	}
	vt_close(v, WAIT);
}

#define WALK(d, actions, line) walk(d, actions, sizeof(actions) / sizeof((actions)[0]), line)

static void
a_key_is_one_round_trip(void **state)
{
	static const char *const tables[] = {"applications", "council_members", "consents"};
	const struct desk *d = *state;

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		free(desk_shell("%s --db %s --user lead import %s tests/data/council/%s.csv",
		    desk_program(), d->db, tables[i], tables[i]));
	WALK(d, meeting_actions, &slow);
	WALK(d, person_actions, &slow);
}

static void
a_key_is_one_round_trip_compressed(void **state)
{
	const struct desk *d = *state;

	WALK(d, person_actions, &compressed);
}

int
main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_stalled_terminal_keeps_nobody, ssh_setup),
	    cmocka_unit_test_setup(a_killed_client_leaves_its_draft, ssh_setup),
	    cmocka_unit_test_setup(a_disabled_account_is_told_and_ends, ssh_setup),
	    cmocka_unit_test_setup(nobody_at_the_keys_ends_with_the_draft, ssh_setup),
	    cmocka_unit_test_setup(a_hundred_idle_sessions_cost_little, ssh_setup),
	    cmocka_unit_test_setup(a_key_is_one_round_trip, ssh_setup),
	    cmocka_unit_test_setup(a_key_is_one_round_trip_compressed, ssh_setup),
	};

	if (argc > 1 && strcmp(argv[1], SLOW_LINE) == 0)
		return slow_line(argc, argv);
	if (ssh_is_missing())
		return 0;
	return cmocka_run_group_tests(tests, ssh_group_setup, ssh_group_teardown);
}
