/* SPDX-License-Identifier: MIT
 * password.c - the password to a copy is nowhere in the program's memory when it ends, however that
 * went.
 */
#include "tests/lib/trial.h"

static const char word[] = "Изумрудная-Птица-17";
static char folder[LAB_PATH];

static int
make_all(void **state)
{
	(void)state;
	lab_folder(folder);
	trial_make_town(folder);
	trial_shell("cd %s && echo %s >right && echo %s-8 >wrong", folder, word, word);
	return 0;
}

static int
remove_all(void **state)
{
	(void)state;
	lab_remove(folder);
	return 0;
}

/* In how many places the word is left behind the command, which ends with that status. */
static void
assert_forgotten(const char *command, int status)
{
	char shim[2 * LAB_PATH], settings[2 * LAB_PATH];
	struct trial t;

	trial_shim(shim);
	snprintf(settings, sizeof(settings), "FAULT_COUNT=%s/counted FAULT_SEEK=%s", folder, word);
	trial_run(&t, folder, shim, settings, command);
	if (t.status != status)
		fail_msg("%s: %d, %s", command, t.status, buf_text(&t.err));
	trial_free(&t);
	trial_shell("grep -qx 'seek 0' %s/counted", folder);
}

static void
a_password_is_forgotten(void **state)
{
	(void)state;
	assert_forgotten("backup --password-file right copy", 0);
	assert_forgotten("backup --password-file right copy", 1); /* there is one */
	assert_forgotten("--db other restore --password-file right copy", 0);
	assert_forgotten("--db third restore --password-file wrong copy", 1);
}

/* What is looked for is found where it is left. */
static void
a_word_that_is_left_is_seen(void **state)
{
	char shim[2 * LAB_PATH], settings[2 * LAB_PATH];
	struct trial t;

	(void)state;
	trial_shim(shim);
	snprintf(settings, sizeof(settings), "FAULT_COUNT=%s/counted FAULT_SEEK=right", folder);
	trial_run(&t, folder, shim, settings, "show people right");
	assert_int_equal(t.status, 1);
	trial_free(&t);
	trial_shell("! grep -qx 'seek 0' %s/counted", folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_password_is_forgotten),
	    cmocka_unit_test(a_word_that_is_left_is_seen),
	};

#ifdef __SANITIZE_ADDRESS__
	print_message("1..1\nok 1 - forgotten # SKIP a sanitizer wants to be first\n");
	return 0;
#endif
	return cmocka_run_group_tests_name("password", tests, make_all, remove_all);
}
