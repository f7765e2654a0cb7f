/* SPDX-License-Identifier: MIT
 * line.c - the line to a terminal that reads, that does not, and that goes away.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"
#include "screens/term/line.h"

enum { MUCH = 1 << 18 }; /* more than a pseudo-terminal holds */

struct end {
	int master, slave;
	struct line *line;
};

static int
open_end(void **state)
{
	struct end *t = calloc(1, sizeof(*t));
	struct winsize size = {.ws_row = 31, .ws_col = 97};

	if (t == NULL || openpty(&t->master, &t->slave, NULL, NULL, &size) != 0)
		return -1;
	fcntl(t->master, F_SETFL, O_NONBLOCK);
	t->line = line_open(t->slave, t->slave);
	*state = t;
	return t->line == NULL;
}

static int
close_end(void **state)
{
	struct end *t = *state;

	line_close(t->line);
	close(t->slave);
	if (t->master >= 0)
		close(t->master);
	free(t);
	return 0;
}

/* Bytes that have come to the terminal; all of them are of this value. */
static size_t
read_all(const struct end *t, char value)
{
	struct pollfd p = {.fd = t->master, .events = POLLIN};
	char bytes[4096];
	size_t total = 0;
	ssize_t n;

	while (poll(&p, 1, 50) > 0 && (n = read(t->master, bytes, sizeof(bytes))) > 0) {
		for (ssize_t i = 0; i < n; i++)
			assert_int_equal(bytes[i], value);
		total += (size_t)n;
	}
	return total;
}

static void
put_much(struct end *t)
{
	char *bytes = malloc(MUCH);

	memset(bytes, 'x', MUCH);
	line_put(t->line, bytes, MUCH);
	free(bytes);
}

static void
the_modes_are_taken_and_given_back(void **state)
{
	struct end *t = *state;
	struct termios modes;
	int rows, columns;

	assert_true(line_size(t->line, &rows, &columns));
	assert_int_equal(rows, 31);
	assert_int_equal(columns, 97);
	tcgetattr(t->slave, &modes);
	assert_int_equal(modes.c_lflag & (ICANON | ECHO | ISIG), 0);
	assert_int_equal(modes.c_oflag & OPOST, 0);
	line_close(t->line);
	t->line = NULL;
	tcgetattr(t->slave, &modes);
	assert_int_equal(modes.c_lflag & (ICANON | ECHO | ISIG), ICANON | ECHO | ISIG);
	assert_true((modes.c_oflag & OPOST) != 0 && (modes.c_iflag & ICRNL) != 0);
	assert_int_equal(fcntl(t->slave, F_GETFL) & O_NONBLOCK, 0);
}

static void
a_file_is_no_terminal(void **state)
{
	int fd = open("/dev/null", O_RDWR);

	(void)state;
	assert_null(line_open(fd, fd));
	close(fd);
}

static void
what_is_typed_comes_as_it_is(void **state)
{
	struct end *t = *state;
	char bytes[16];

	assert_false(line_has_input(t->line));
	assert_int_equal(line_take(t->line, bytes, sizeof(bytes)), 0);
	assert_int_equal(write(t->master, "q\r\003\032", 4), 4);
	line_wait(t->line, 5000);
	assert_true(line_has_input(t->line));
	assert_int_equal(line_take(t->line, bytes, sizeof(bytes)), 4);
	assert_memory_equal(bytes, "q\r\003\032", 4);
	assert_false(line_is_closed(t->line));
}

/* Kept, sent in order when the terminal reads again, and never waited for. */
static void
a_terminal_that_does_not_read_blocks_nobody(void **state)
{
	struct end *t = *state;
	int64_t begun = clock_monotonic();
	size_t read = 0;

	put_much(t);
	assert_false(line_push(t->line));
	assert_false(line_push(t->line));
	line_wait(t->line, 20);
	assert_true(clock_monotonic() - begun < 1000);
	assert_false(line_is_closed(t->line));
	while (!line_push(t->line)) {
		read += read_all(t, 'x');
		line_wait(t->line, 5000);
		assert_true(clock_monotonic() - begun < 20000);
	}
	assert_int_equal(read + read_all(t, 'x'), MUCH);
}

static void
a_signal_is_seen_before_a_stalled_terminal(void **state)
{
	struct end *t = *state;
	int64_t begun = clock_monotonic();

	put_much(t);
	line_push(t->line);
	kill(getpid(), SIGTERM);
	assert_true(line_is_closed(t->line));
	line_close(t->line);
	t->line = NULL;
	assert_true(clock_monotonic() - begun < 1000);
}

static void
the_last_words_are_sent(void **state)
{
	struct end *t = *state;

	line_put(t->line, "bbb", 3);
	line_close(t->line);
	t->line = NULL;
	assert_int_equal(read_all(t, 'b'), 3);
}

static void
a_line_without_end_is_closed(void **state)
{
	struct end *t = *state;
	int64_t begun = clock_monotonic();

	put_much(t);
	line_push(t->line);
	close(t->master);
	t->master = -1;
	assert_true(line_is_closed(t->line));
	line_wait(t->line, 5000);
	line_close(t->line);
	t->line = NULL;
	assert_true(clock_monotonic() - begun < 1000);
}

static void
a_new_size_is_told_once(void **state)
{
	struct end *t = *state;

	assert_false(line_was_resized(t->line));
	kill(getpid(), SIGWINCH);
	assert_false(line_was_resized(t->line)); /* not let in yet */
	assert_false(line_is_closed(t->line));
	assert_true(line_was_resized(t->line));
	assert_false(line_was_resized(t->line));
}

#define END_TEST(name) cmocka_unit_test_setup_teardown(name, open_end, close_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    END_TEST(the_modes_are_taken_and_given_back),
	    cmocka_unit_test(a_file_is_no_terminal),
	    END_TEST(what_is_typed_comes_as_it_is),
	    END_TEST(a_terminal_that_does_not_read_blocks_nobody),
	    END_TEST(a_signal_is_seen_before_a_stalled_terminal),
	    END_TEST(the_last_words_are_sent),
	    END_TEST(a_line_without_end_is_closed),
	    END_TEST(a_new_size_is_told_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
