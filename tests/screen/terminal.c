/* SPDX-License-Identifier: MIT
 * terminal.c - the program on every terminal: kinds, sizes, languages, colours, bytes, and its end.
 */
#include "tests/lib/desk.h"

#include <signal.h>
#include <termios.h>
#include <unistd.h>

static vt *
start_on(const struct desk *d, const char *term, const char *const *env)
{
	const char *argv[] = {desk_program(), "--db", d->db, "--user", "lead", NULL};
	vt *v = vt_spawn(24, 80, term, env, argv);

	assert_non_null(v);
	return v;
}

static char *
home_screen_on(const struct desk *d, const char *term, const char *const *env)
{
	vt *v = start_on(d, term, env);
	char *text;

	desk_see(v, "Люди и организации");
	desk_see(v, "F10 Выход");
	text = vt_text(v);
	vt_close(v, WAIT);
	return text;
}

static void
every_terminal_shows_the_same(void **state)
{
	static const char *const terms[] = {"linux", "putty", "vt100", "vt220", "screen",
	    "tmux-256color", "rxvt-unicode", "xterm", "no-such-terminal", ""};
	char *expected = home_screen_on(*state, "xterm-256color", NULL);

	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		char *text = home_screen_on(*state, terms[i], NULL);

		if (strcmp(text, expected) != 0)
			fprintf(stderr, "%s:\n%s", terms[i], text);
		assert_string_equal(text, expected);
		free(text);
	}
	free(expected);
}

static void
every_language_setting_shows_the_same(void **state)
{
	static const char *const settings[][4] = {
	    {"LANG", "LC_ALL", "LC_CTYPE", NULL},
	    {"LANG=C", "LC_ALL", "LC_CTYPE", NULL},
	    {"LANG=ru_RU.KOI8-R", "LC_ALL", "LC_CTYPE", NULL},
	    {"LC_ALL=POSIX", "LANG", "LC_CTYPE", NULL},
	};
	char *expected = home_screen_on(*state, "xterm-256color", NULL);

	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++) {
		char *text = home_screen_on(*state, "xterm-256color", settings[i]);

		assert_string_equal(text, expected);
		free(text);
	}
	free(expected);
}

static void
a_terminal_without_a_cursor_is_refused(void **state)
{
	vt *v = start_on(*state, "dumb", NULL);

	desk_see(v, "не умеет ставить курсор");
	assert_int_equal(vt_wait_end(v, WAIT), 1);
	assert_int_equal(vt_close(v, WAIT), 1);
}

/* A shell that tells, after the program has ended, what stands on the cursor's line. */
static vt *
start_in_shell(const struct desk *d, const char *term)
{
	char command[600];
	const char *argv[] = {"sh", "-c", command, NULL};
	vt *v;

	snprintf(command, sizeof(command), "%s --db %s --user lead; printf 'prompt>'; read answer",
	    desk_program(), d->db);
	v = vt_spawn(24, 80, term, NULL, argv);
	assert_non_null(v);
	return v;
}

static void
a_refused_terminal_is_as_it_was(void **state)
{
	vt *v = start_in_shell(*state, "dumb");
	struct termios line;

	desk_see(v, "prompt>");
	assert_int_equal(tcgetattr(v->fd, &line), 0);
	assert_int_equal(line.c_lflag & (ICANON | ECHO | ISIG), ICANON | ECHO | ISIG);
	assert_true((line.c_oflag & ONLCR) != 0 && (line.c_iflag & ICRNL) != 0);
	vt_close(v, WAIT);
}

static void
the_prompt_comes_on_a_clean_line(void **state)
{
	static const char *const terms[] = {"linux", "vt100", "xterm-256color"};

	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		vt *v = start_in_shell(*state, terms[i]);
		int row, column;
		char *text;

		desk_see(v, "F10 Выход");
		assert_true(vt_marks_paste(v));
		desk_type(v, "<F10>", "prompt>");
		assert_false(vt_marks_paste(v));
		desk_cursor(v, &row, &column);
		text = vt_row(v, row);
		assert_string_equal(text, "prompt>");
		free(text);
		assert_false(vt_has(v, "Люди и организации"));
		vt_close(v, WAIT);
	}
}

static void
every_size_works_and_nothing_is_lost_between(void **state)
{
	static const int sizes[][2] = {{24, 80}, {40, 120}, {100, 300}, {5, 20}, {1, 1}, {24, 79},
	    {23, 80}, {30, 150}, {24, 80}};
	vt *v = desk_start(*state, 24, 80);

	desk_type(v, "<Enter>", "Фамилия, имя, отчество");
	desk_type(v, "сорок", "Поиск: сорок");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		vt_resize(v, sizes[i][0], sizes[i][1]);
		if (sizes[i][0] >= 24 && sizes[i][1] >= 80) {
			desk_see(v, "Поиск: сорок");
			desk_see(v, "F10 Назад");
		} else if (sizes[i][1] >= 20) {
			desk_see(v, "Окно");
		} else {
			vt_quiet(v, 50, WAIT);
		}
	}
	desk_type(v, "<Esc>", "начните набирать");
	vt_close(v, WAIT);
}

static void
the_notice_says_both_sizes(void **state)
{
	vt *v = desk_start(*state, 5, 20);

	desk_see(v, "Окно 20×5: нужно не");
	desk_see(v, "меньше 80×24");
	vt_resize(v, 24, 80);
	desk_see(v, "Люди и организации");
	vt_close(v, WAIT);
}

static bool
is_coloured(vt *v)
{
	bool coloured = false;

	for (int row = 0; row < 24; row++) {
		char *attributes = vt_attrs(v, row);

		coloured = coloured || strchr(attributes, 'C') != NULL;
		free(attributes);
	}
	return coloured;
}

static void
colours_can_be_refused(void **state)
{
	static const char *const colour[] = {"NO_COLOR", NULL};
	static const char *const mono[] = {"NO_COLOR", "METODAKTIV_THEME=mono", NULL};
	static const char *const no_color[] = {"NO_COLOR=1", NULL};
	static const char *const *const settings[] = {colour, mono, no_color};

	for (size_t i = 0; i < 3; i++) {
		vt *v = start_on(*state, "xterm-256color", settings[i]);

		desk_see(v, "F10 Выход");
		vt_quiet(v, 50, WAIT);
		assert_int_equal(is_coloured(v), i == 0);
		vt_close(v, WAIT);
	}
}

/* Without colours the place of the cursor and the key names are still told apart. */
static void
the_cursor_is_seen_without_colours(void **state)
{
	vt *v = desk_start(*state, 24, 80);
	int row, column;
	char *attributes;

	desk_type(v, "<Enter><Down><Down>", "3 из 500");
	desk_cursor(v, &row, &column);
	attributes = vt_attrs(v, row);
	assert_int_equal(attributes[column], 'R');
	free(attributes);
	attributes = vt_attrs(v, row - 1);
	assert_int_equal(attributes[column], '.');
	free(attributes);
	vt_close(v, WAIT);
}

static void
bytes_that_are_no_text_are_told_and_cost_nothing(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_type(v, "<Enter>", "1 из 500");
	vt_raw(v, "\xD0\xFF\x80\xC0", 4);
	vt_raw(v, "q", 1);
	desk_see(v, "Поиск: q");
	vt_raw(v, "\xFF", 1);
	desk_see(v, "Байт 0xFF — не буква UTF-8");
	desk_type(v, "w", "Поиск: qw");
	vt_close(v, WAIT);
}

static void
a_megabyte_pasted_outside_text_is_refused_at_once(void **state)
{
	enum { SIZE = 1 << 20 };
	vt *v = desk_start(*state, 24, 80);
	char *text = malloc(SIZE);
	double begun;
	size_t before;

	for (size_t i = 0; i < SIZE; i++)
		text[i] = i % 50 == 49 ? '\r' : 'q';
	desk_see(v, "F10 Выход");
	vt_quiet(v, 50, WAIT);
	before = v->bytes_in;
	begun = vt_milliseconds();
	desk_paste(v, text, SIZE);
	desk_see(v, "здесь она не выполнена");
	assert_true(vt_milliseconds() - begun < 2000);
	assert_true(v->bytes_in - before < 1000);
	desk_type(v, "<Enter>", "1 из 500");
	desk_type(v, "<F7>", "Поиск:");
	desk_paste(v, text, SIZE);
	desk_see(v, "Поиск: qqqqqqq");
	desk_type(v, "<Esc>", "1 из 500");
	free(text);
	vt_close(v, WAIT);
}

static void
function_keys_are_known_in_every_dress(void **state)
{
	static const char *const dresses[] = {"\033OP", "\033[11~", "\033[[A", "\033[M", "\0331"};
	vt *v = desk_open(*state, 24, 80);

	for (size_t i = 0; i < sizeof(dresses) / sizeof(dresses[0]); i++) {
		vt_raw(v, dresses[i], strlen(dresses[i]));
		desk_see(v, "Справка: Методактив");
		vt_raw(v, "\0330", 2);
		desk_see(v, "F10 Выход");
	}
	vt_close(v, WAIT);
}

static void
an_unknown_sequence_types_nothing(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_type(v, "<Enter>", "1 из 500");
	vt_raw(v, "\033[1;6X\033[200;5u\033O5P", 17);
	desk_see(v, "здесь ничего не значит");
	assert_true(vt_has(v, "начните набирать"));
	vt_close(v, WAIT);
}

static void
nothing_is_sent_while_nothing_happens(void **state)
{
	vt *v = desk_start(*state, 24, 80);
	size_t before;

	desk_type(v, "<Enter>", "1 из 500");
	vt_quiet(v, 100, WAIT);
	before = v->bytes_in;
	vt_pump(v, 1500);
	assert_int_equal(v->bytes_in, before);
	vt_close(v, WAIT);
}

static void
the_program_ends_with_its_line(void **state)
{
	vt *v = desk_start(*state, 24, 80);
	double begun;

	desk_type(v, "<Enter>", "1 из 500");
	begun = vt_milliseconds();
	assert_int_equal(vt_close(v, WAIT), 0);
	assert_true(vt_milliseconds() - begun < 1000);
}

static void
a_signal_ends_it_and_gives_the_terminal_back(void **state)
{
	static const int signals[] = {SIGTERM, SIGHUP};

	for (size_t i = 0; i < 2; i++) {
		vt *v = desk_start(*state, 24, 80);

		desk_type(v, "<Enter>", "1 из 500");
		assert_true(v->altscreen);
		kill(v->pid, signals[i]);
		assert_int_equal(vt_wait_end(v, WAIT), 1);
		assert_false(v->altscreen);
		assert_int_equal(vt_close(v, WAIT), 0);
	}
}

/* A shell that stays when the program it has started at "$0" ends, and tells how. */
static vt *
ask_for_password_in_shell(const struct desk *d, const char *of, const char *place)
{
	static const char command[] =
	    "trap : INT; sh -c 'echo $$ >\"$1.pid\"; exec \"$0\" --db \"$1$3\" --user lead "
	    "$2 --password \"$1.copy\"' \"$0\" \"$1\" \"$2\" \"$3\"; echo \"ended $?.\"; read "
	    "answer";
	const char *argv[] = {"sh", "-c", command, desk_program(), d->db, of, place, NULL};
	vt *v = vt_spawn(24, 80, "xterm-256color", NULL, argv);

	assert_non_null(v);
	desk_see(v, "Пароль к копии:");
	return v;
}

static bool
shows_what_is_typed(const vt *v)
{
	struct termios line;

	assert_int_equal(tcgetattr(v->fd, &line), 0);
	return (line.c_lflag & ECHO) != 0;
}

static void
a_signal_at_the_password_gives_the_terminal_back(void **state)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
	const struct desk *d = *state;

	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		vt *v = ask_for_password_in_shell(d, "backup", "");
		char *pid = desk_shell("cat '%s.pid'", d->db);
		char ended[20];

		assert_false(shows_what_is_typed(v));
		vt_keys(v, "half");
		vt_pump(v, 1);
		kill((pid_t)atol(pid), signals[i]);
		snprintf(ended, sizeof(ended), "ended %d.", 128 + signals[i]);
		desk_see(v, ended);
		assert_true(shows_what_is_typed(v));
		free(pid);
		vt_close(v, WAIT);
	}
}

static void
a_password_is_typed_unseen(void **state)
{
	vt *v = ask_for_password_in_shell(*state, "backup", "");

	assert_false(shows_what_is_typed(v));
	desk_type(v, "secret<Enter>", "Ещё раз:");
	desk_type(v, "secret<Enter>", "ended 0.");
	assert_false(vt_has(v, "secret"));
	assert_true(shows_what_is_typed(v));
	vt_close(v, WAIT);
	v = ask_for_password_in_shell(*state, "restore", ".again"); /* asked once */
	desk_type(v, "secret<Enter>", "ended 0.");
	vt_close(v, WAIT);
}

static void
a_password_that_is_none_makes_no_copy(void **state)
{
	static const struct {
		const char *once, *twice, *told;
	} rows[] = {
	    {"<Enter>", NULL, "пароль не набран"},
	    {"<C-d>", NULL, "пароль не набран"},
	    {"secret<Enter>", "other<Enter>", "второй раз набрано другое"},
	    {"secret<Enter>", "<Enter>", "второй раз набрано другое"},
	    {"secret<Enter>", "<C-d>", "второй раз набрано другое"},
	};
	const struct desk *d = *state;

	free(desk_shell("rm -f '%s.copy'", d->db));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		vt *v = ask_for_password_in_shell(d, "backup", "");

		if (rows[i].twice != NULL)
			desk_type(v, rows[i].once, "Ещё раз:");
		desk_type(v, rows[i].twice != NULL ? rows[i].twice : rows[i].once, "ended 2.");
		desk_see(v, rows[i].told);
		assert_true(shows_what_is_typed(v));
		vt_close(v, WAIT);
	}
	free(desk_shell("test ! -e '%s.copy'", d->db));
}

static void
ctrl_z_does_not_stop_it(void **state)
{
	vt *v = desk_open(*state, 24, 80);

	kill(v->pid, SIGTSTP);
	desk_type(v, "<Enter>", "1 из 500");
	vt_close(v, WAIT);
}

static void
without_a_terminal_it_says_so(void **state)
{
	struct desk *d = *state;
	char *text =
	    desk_shell("%s --db %s --user lead </dev/null 2>&1 || true", desk_program(), d->db);

	assert_true(strlen(text) > 0);
	assert_null(strchr(text, '\033'));
	free(text);
}

#define DESK_TEST(name) cmocka_unit_test_setup(name, desk_setup)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    DESK_TEST(every_terminal_shows_the_same),
	    DESK_TEST(every_language_setting_shows_the_same),
	    DESK_TEST(a_terminal_without_a_cursor_is_refused),
	    DESK_TEST(a_refused_terminal_is_as_it_was),
	    DESK_TEST(the_prompt_comes_on_a_clean_line),
	    DESK_TEST(every_size_works_and_nothing_is_lost_between),
	    DESK_TEST(the_notice_says_both_sizes),
	    DESK_TEST(colours_can_be_refused),
	    DESK_TEST(the_cursor_is_seen_without_colours),
	    DESK_TEST(bytes_that_are_no_text_are_told_and_cost_nothing),
	    DESK_TEST(a_megabyte_pasted_outside_text_is_refused_at_once),
	    DESK_TEST(function_keys_are_known_in_every_dress),
	    DESK_TEST(an_unknown_sequence_types_nothing),
	    DESK_TEST(nothing_is_sent_while_nothing_happens),
	    DESK_TEST(the_program_ends_with_its_line),
	    DESK_TEST(a_signal_ends_it_and_gives_the_terminal_back),
	    DESK_TEST(a_signal_at_the_password_gives_the_terminal_back),
	    DESK_TEST(a_password_is_typed_unseen),
	    DESK_TEST(a_password_that_is_none_makes_no_copy),
	    DESK_TEST(ctrl_z_does_not_stop_it),
	    DESK_TEST(without_a_terminal_it_says_so),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
