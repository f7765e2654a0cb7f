/* SPDX-License-Identifier: MIT
 * slow_line.c - terminals that are slow to read, do not read at all, or are gone, and what a frame
 * costs them.
 *
 * The trace tells every write(2) to the terminal: "send BYTES".
 */
#include "tests/lib/desk.h"

#include <poll.h>
#include <unistd.h>

enum { QUICK = 60 }; /* ms for an Esc, on a busy machine; 100 is slow */

/* Type without reading what comes of it. */
static void
type_unread(vt *v, const char *keys)
{
	assert_int_equal(write(v->fd, keys, strlen(keys)), (ssize_t)strlen(keys));
}

/* Have the whole screen sent again and again, until the terminal takes no more. */
static void
stall(vt *v, const struct desk *d)
{
	for (int i = 0; i < 200; i++) {
		struct desk_sent before = desk_sent(d);
		double end = vt_milliseconds() + 300;

		type_unread(v, "\014");
		while (desk_sent(d).bytes == before.bytes && vt_milliseconds() < end)
			poll(NULL, 0, 1);
		if (desk_sent(d).bytes == before.bytes)
			return;
	}
	fail_msg("the terminal takes everything");
}

/* As vt_attrs(), but of a blank only what can be seen. To be freed. */
static char *
shown_attributes(vt *v, int row)
{
	char *attributes = vt_attrs(v, row);
	VTermScreenCell cell;

	for (int x = 0; x < v->cols; x++) {
		vterm_screen_get_cell(v->screen, (VTermPos){row, x}, &cell);
		if ((cell.chars[0] == 0 || cell.chars[0] == ' ') && !cell.attrs.reverse &&
		    !cell.attrs.underline && VTERM_COLOR_IS_DEFAULT_BG(&cell.bg))
			attributes[x] = '.';
	}
	return attributes;
}

/* Text, colours and the cursor. To be freed. */
static char *
picture(vt *v)
{
	char *text, *out;
	size_t n = 0;
	int row, column;

	vt_quiet(v, 150, WAIT);
	text = vt_text(v);
	out = malloc(strlen(text) + 24 * 81 + 32);
	n = (size_t)sprintf(out, "%s", text);
	for (int i = 0; i < 24; i++) {
		char *attributes = shown_attributes(v, i);

		n += (size_t)sprintf(out + n, "%s\n", attributes);
		free(attributes);
	}
	vt_cursor(v, &row, &column);
	sprintf(out + n, "%d %d", row, column);
	free(text);
	return out;
}

static void
the_screen_is_right_after_dropped_frames(void **state)
{
	static const char *const typed[] = {
	    "\033[6~", "\033[6~", "\033[B", "\033[B", "\033[F", "ка"};
	struct desk *d = *state;
	vt *v = desk_start_counted(d, false);
	char *after, *anew;

	desk_type(v, "<Enter>", "1 из 500");
	stall(v, d);
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		type_unread(v, typed[i]);
		poll(NULL, 0, 120); /* longer than a frame is put off: each would be sent */
	}
	desk_see(v, "Поиск: ка");
	after = picture(v);
	vt_keys(v, "<C-l>");
	anew = picture(v);
	assert_string_equal(after, anew);
	free(after);
	free(anew);
	assert_int_equal(desk_sent(d).bytes, v->bytes_in);
	vt_close(v, WAIT);
}

/* How long until the program has ended, nobody reading its terminal. */
static double
ended_after(vt *v)
{
	double begun = vt_milliseconds();
	siginfo_t info = {0};

	while (waitid(P_PID, (id_t)v->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
	    info.si_pid == 0 && vt_milliseconds() - begun < WAIT)
		poll(NULL, 0, 5);
	return vt_milliseconds() - begun;
}

/* A form is being filled before a terminal that shows nothing any more. */
static void
end_stalled(const struct desk *d, int signal)
{
	vt *v = desk_start_counted(d, false);

	desk_new(v, "Запросы о помощи");
	stall(v, d);
	type_unread(v, "31.5\t\t\t\tПросит");
	poll(NULL, 0, 300);
	kill(v->pid, signal);
	assert_true(ended_after(v) < 1000);
	assert_int_equal(vt_close(v, WAIT), 0);
	v = desk_start_counted(d, false);
	desk_type(v, "<F4>", "Черновики");
	desk_type(v, "<Enter>", "Просит");
	vt_close(v, WAIT);
}

static void
a_stalled_terminal_keeps_nobody(void **state)
{
	end_stalled(*state, SIGTERM);
}

static void
a_hangup_behind_a_stalled_terminal_is_heard(void **state)
{
	end_stalled(*state, SIGHUP);
}

static void
a_line_closed_with_a_backlog_is_left_at_once(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start_counted(d, false);
	double begun;

	desk_type(v, "<Enter>", "1 из 500");
	stall(v, d);
	for (int i = 0; i < 100; i++)
		type_unread(v, "\033[6~\033[5~\033[B\033[B");
	begun = vt_milliseconds();
	assert_int_equal(vt_close(v, WAIT), 0);
	assert_true(vt_milliseconds() - begun < 1000);
}

/* How long an Esc takes that ends a search, the quickest of some. */
static double
escape_time(vt *v)
{
	double best = WAIT;

	desk_type(v, "<Enter>", "1 из 500");
	for (int i = 0; i < 5; i++) {
		double begun, took;

		desk_type(v, "ка", "Поиск: ка");
		vt_quiet(v, 50, WAIT);
		begun = vt_milliseconds();
		desk_type(v, "<Esc>", "начните набирать");
		took = vt_milliseconds() - begun;
		best = took < best ? took : best;
	}
	return best;
}

static void
escape_is_quick_here(void **state)
{
	vt *v = desk_start_counted(*state, false);
	double took = escape_time(v);

	assert_true(took >= 20 && took < QUICK);
	vt_close(v, WAIT);
}

/* The terminal of the tests answers; on a busy machine not always in time. */
static void
escape_is_quick_on_a_fast_line(void **state)
{
	double took = WAIT;

	for (int i = 0; i < 10 && took >= QUICK; i++) {
		vt *v = desk_start_counted(*state, true);

		took = escape_time(v);
		vt_close(v, WAIT);
	}
	assert_true(took >= 20 && took < QUICK);
}

static void
no_answer(const char *bytes, size_t n, void *user)
{
	(void)bytes;
	(void)n;
	(void)user;
}

/* How long an Esc takes in a session from elsewhere whose terminal does not answer. */
static double
unanswered(const char *const *argv)
{
	static const char *const env[] = {"SSH_CONNECTION=192.0.2.1 50000 192.0.2.2 22", NULL};
	vt *v = vt_spawn(24, 80, "xterm-256color", env, argv);
	double took;

	assert_non_null(v);
	vterm_output_set_callback(v->vt, no_answer, NULL);
	desk_see(v, "F10 Выход");
	took = escape_time(v);
	vt_close(v, WAIT);
	return took;
}

static void
a_terminal_that_answers_nothing_is_not_waited_for(void **state)
{
	const struct desk *d = *state;
	const char *screens[] = {desk_program(), "--db", d->db, "--user", "lead", NULL};
	const char *forced[] = {
	    desk_program(), "--db", d->db, "ssh-session", "--account", "lead", NULL};
	const char *const *const sessions[] = {screens, forced};

	for (size_t i = 0; i < 2; i++) {
		double took = unanswered(sessions[i]);

		assert_true(took >= 95 && took < 95 + QUICK);
	}
}

#define DESK_TEST(name) cmocka_unit_test_setup(name, desk_setup)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    DESK_TEST(the_screen_is_right_after_dropped_frames),
	    DESK_TEST(a_stalled_terminal_keeps_nobody),
	    DESK_TEST(a_hangup_behind_a_stalled_terminal_is_heard),
	    DESK_TEST(a_line_closed_with_a_backlog_is_left_at_once),
	    DESK_TEST(escape_is_quick_here),
	    DESK_TEST(escape_is_quick_on_a_fast_line),
	    DESK_TEST(a_terminal_that_answers_nothing_is_not_waited_for),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
