/* SPDX-License-Identifier: MIT
 * damaged.c - the file goes bad while screens are open, or the program itself does: the terminal is
 * given back, one sentence says why, and the status is 3.
 */
#include "tests/lib/desk.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

enum { PAGE = 4096, ROUNDS = 12 };

/* A shell that stays when the program it started at "$0" ends, and tells how. */
static vt *
start_in_shell(const struct desk *d)
{
	static const char command[] =
	    "sh -c 'echo $$ >\"$1.pid\"; exec \"$0\" --db \"$1\" --user lead' \"$0\" \"$1\";"
	    "echo \"ended $?.\"; read answer";
	const char *argv[] = {"sh", "-c", command, desk_program(), d->db, NULL};
	vt *v = vt_spawn(24, 300, "xterm-256color", NULL, argv);

	assert_non_null(v);
	desk_see(v, "F10 Выход");
	return v;
}

static void
assert_terminal_is_back(vt *v)
{
	struct termios line;

	assert_false(v->altscreen);
	assert_false(vt_marks_paste(v));
	assert_int_equal(v->mouse, 0);
	assert_int_equal(tcgetattr(v->fd, &line), 0);
	assert_int_equal(line.c_lflag & (ICANON | ECHO | ISIG), ICANON | ECHO | ISIG);
	assert_true((line.c_oflag & ONLCR) != 0 && (line.c_iflag & ICRNL) != 0);
}

static void
a_signal_of_its_own_gives_the_terminal_back(void **state)
{
	static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
	const struct desk *d = *state;

	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		vt *v = start_in_shell(d);
		char *pid = desk_shell("cat '%s.pid'", d->db);

		assert_true(v->altscreen);
		kill((pid_t)atol(pid), signals[i]);
		desk_see(v, "ended 3.");
		assert_true(vt_has(v, "база повреждена или ошибка в самой программе"));
		assert_true(vt_has(v, "metodaktiv restore ФАЙЛ"));
		assert_terminal_is_back(v);
		free(pid);
		vt_close(v, WAIT);
	}
}

/* All pages but the headers, from one on, are as a disk might give them back. */
static void
spoil(const struct desk *d, unsigned round)
{
	char path[400], page[PAGE];
	off_t length;
	int fd;

	snprintf(path, sizeof(path), "%s/data.mdb", d->db);
	fd = open(path, O_RDWR | O_CLOEXEC);
	assert_true(fd >= 0);
	length = lseek(fd, 0, SEEK_END);
	srand(round);
	for (off_t at = 2 * PAGE; at + PAGE <= length; at += PAGE) {
		assert_int_equal(pread(fd, page, PAGE, at), PAGE);
		for (int n = 0; n < 40; n++)
			page[(round % 2 == 0 ? 10 : 0) +
			    rand() % (round % 3 == 0 ? 64 : PAGE - 10)] = (char)rand();
		assert_int_equal(pwrite(fd, page, PAGE, at), PAGE);
	}
	close(fd);
}

/* Whatever comes of it is told: on the screen, or when the program ends. */
static void
a_file_that_goes_bad_ends_in_a_sentence(void **state)
{
	struct desk *d = *state;
	unsigned ended = 0;

	for (unsigned round = 0; round < ROUNDS; round++) {
		vt *v;

		desk_setup(state);
		v = start_in_shell(d);
		spoil(d, round);
		vt_keys(v, "<Enter>");
		vt_quiet(v, 100, WAIT);
		if (!vt_has(v, "ended ")) {
			vt_keys(v, "<F10>");
			vt_quiet(v, 100, WAIT);
			vt_keys(v, "<F10>");
			desk_see(v, "ended ");
		}
		assert_terminal_is_back(v);
		if (vt_has(v, "ended 3."))
			ended++;
		else if (!vt_has(v, "ended 0.")) {
			desk_show(v);
			fail_msg("round %u: neither 3 nor 0", round);
		}
		vt_close(v, WAIT);
	}
	assert_true(ended > 0);
}

#define DESK_TEST(name) cmocka_unit_test_setup(name, desk_setup)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    DESK_TEST(a_signal_of_its_own_gives_the_terminal_back),
	    DESK_TEST(a_file_that_goes_bad_ends_in_a_sentence),
	};

#ifdef __SANITIZE_ADDRESS__
	printf("1..1\nok 1 - damaged # SKIP a sanitizer takes the signals itself\n");
	return 0;
#endif
	return cmocka_run_group_tests_name("damaged", tests, desk_group_setup, desk_group_teardown);
}
