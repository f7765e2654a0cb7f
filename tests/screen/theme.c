/* SPDX-License-Identifier: MIT
 * theme.c - colours as the terminal's background wants them, or as somebody does, who finds them so
 * again.
 */
#include "tests/lib/desk.h"

static vt *
coloured(const struct desk *d)
{
	vt *v = desk_start_counted(d, false);

	desk_see(v, "F10 Выход");
	return v;
}

/* The colour of the first heading: "" for the terminal's own. */
static void
see_heading(vt *v, bool own_colour)
{
	for (int waited = 0;; waited += 10) {
		char *row = vt_row(v, 1), *attrs = vt_attrs(v, 1);
		bool own = attrs[4] != 'C';

		free(row);
		free(attrs);
		if (own == own_colour)
			return;
		if (waited > WAIT)
			fail_msg("the heading is %s colour", own ? "without" : "in");
		vt_pump(v, 10);
	}
}

static void
colours_follow_the_background(void **state)
{
	static const char white[] = "\033]11;rgb:ffff/ffff/ffff\033\\";
	vt *v = coloured(*state);

	see_heading(v, true); /* nothing is known of it: readable on both */
	vt_raw(v, white, sizeof(white) - 1);
	see_heading(v, false);
	vt_close(v, WAIT);
}

static void
chosen_colours_are_kept(void **state)
{
	vt *v = coloured(*state);

	desk_type(v, "<F9>цвет<Enter>", "Цвета: для тёмного фона");
	see_heading(v, false);
	vt_close(v, WAIT);
	v = coloured(*state);
	see_heading(v, false);
	desk_see(v, "Черновиков нет");
	vt_close(v, WAIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(colours_follow_the_background, desk_setup),
	    cmocka_unit_test_setup(chosen_colours_are_kept, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
