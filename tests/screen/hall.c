/* SPDX-License-Identifier: MIT
 * hall.c - the view for the projector follows a meeting by itself and shows no more than is said
 * aloud; an account may begin with it.
 */
#include "tests/lib/desk.h"

enum { ROWS = 24, COLUMNS = 100 };

static int
group_setup(void **state)
{
	static const char *const accounts[] = {"wall --role viewer", NULL};
	const struct desk *d;

	if (desk_council_setup(state, accounts) != 0)
		return -1;
	d = *state;
	free(desk_shell(
	    "%s --db %s/town --user lead user set wall --opens hall", desk_program(), d->folder));
	return 0;
}

static vt *
start_as(const struct desk *d, const char *user, const char *sees)
{
	vt *v = desk_start_as(d, user, ROWS, COLUMNS);

	desk_see(v, sees);
	return v;
}

static vt *
start_lead(const struct desk *d)
{
	return start_as(d, "lead", "F10 Выход");
}

static vt *
start_wall(const struct desk *d)
{
	return start_as(d, "wall", "Заседание в зале");
}

/* A meeting with six on its agenda and seven there, the first under discussion. */
static void
begin(vt *v)
{
	desk_type(v, "засед", "► Заседания совета");
	desk_type(v, "<Enter>", "всего 15");
	desk_type(v, "<C-g>", "Повестка: 11 из 11");
	desk_type(v, "<Home><Down><Down><Down><Down><Down><Space><Space><Space><Space><Space>",
	    "Повестка: 6 из 11");
	desk_type(v, "<F2>", "Заседание № 9 от 31.05.2026 записано");
	desk_type(v, "<F8>", "присутствуют 7 из 7");
	desk_type(v, "<Enter>", "пункт 1 из 6");
}

/* Of the row that is drawn of blocks, those in the third (0 to 2) of the screen: "######". */
static void
put_blocks(vt *v, int row, int third, char *out)
{
	char *text = vt_row(v, row);
	int column = 0, each = (COLUMNS - 2) / 3;

	for (const char *p = text; *p != '\0'; column++) {
		bool block = strncmp(p, "█", strlen("█")) == 0;

		if (block && column > third * each && column <= (third + 1) * each)
			*out++ = '#';
		for (p++; (*p & 0xC0) == 0x80;)
			p++;
	}
	*out = '\0';
	free(text);
}

/* The row of words, "з а" among them: the digits are below it. */
static int
words_row(vt *v)
{
	for (int row = 0; row < ROWS; row++) {
		char *text = vt_row(v, row);
		bool is = strstr(text, "в о з д е р ж а л с я") != NULL;

		free(text);
		if (is)
			return row;
	}
	desk_show(v);
	fail_msg("no words above the digits");
	return -1;
}

/* How many blocks the five rows of a digit have: 0 to 9. */
static const int blocks[] = {24, 16, 22, 22, 18, 22, 24, 14, 26, 24};

static int
count_blocks(vt *v, int third)
{
	int count = 0, row = words_row(v);

	for (int y = 1; y <= 5; y++) {
		char line[COLUMNS + 1];

		put_blocks(v, row + y, third, line);
		count += (int)strlen(line);
	}
	return count;
}

static void
see_tally(vt *v, int votes_for, int against, int abstained)
{
	const int wanted[] = {blocks[votes_for], blocks[against], blocks[abstained]};

	for (int third = 0, waited = 0; third < 3;) {
		if (count_blocks(v, third) == wanted[third]) {
			third++;
			continue;
		}
		if ((waited += 10) > WAIT) {
			desk_show(v);
			fail_msg("%d blocks in the third %d, not %d", count_blocks(v, third), third,
			    wanted[third]);
		}
		vt_pump(v, 10);
	}
}

/* Row 4 tells 6 from 9 and 0; the whole shape of one digit is looked at once. */
static void
see_shape_of_six(vt *v)
{
	static const char *const six[] = {"######", "##", "######", "####", "######"};
	int row = words_row(v);

	for (int y = 0; y < 5; y++) {
		char line[COLUMNS + 1];

		put_blocks(v, row + 1 + y, 0, line);
		assert_string_equal(line, six[y]);
	}
}

static void
the_hall_follows_a_meeting(void **state)
{
	struct desk *d = *state;
	vt *wall = start_wall(d), *lead = start_lead(d), *late;

	desk_see(wall, "З а с е д а н и е   н е   и д ё т");
	begin(lead);
	desk_see(wall, "Пункт 1 из 6");
	desk_see(wall, "присутствуют 7 из 7, кворум есть: нужно 4");
	desk_see(wall, "Щ у к и н а");
	see_tally(wall, 0, 0, 0);
	desk_type(lead, "1111112", "за 6 из 7");
	see_tally(wall, 6, 1, 0);
	see_shape_of_six(wall);
	desk_see(wall, "проголосовали 7 из 7");
	assert_false(vt_has(wall, "Харитонов")); /* who votes how is not for the wall */
	desk_type(lead, "<Enter>", "пункт 2 из 6");
	desk_see(wall, "П Р И Н Я Т О"); /* stands on, though the second is under discussion */
	desk_see(wall, "Далее пункт 2: ");
	see_tally(wall, 6, 1, 0);
	desk_type(lead, "3", "возд");
	see_tally(wall, 0, 0, 1);
	desk_see(wall, "Пункт 1: Щукина Юлия Борисовна — принято");
	desk_gone(wall, "П Р И Н Я Т О");
	late = start_wall(d); /* a projector switched on anew shows the same */
	desk_see(late, "Пункт 1: Щукина Юлия Борисовна — принято");
	vt_close(late, WAIT);
	vt_keys(lead, "<Up>0"); /* what is voted on is not put off */
	see_tally(wall, 0, 0, 0);
	desk_type(lead, "<F8>", "Пунктов в повестке: 6");
	desk_type(lead, "2", "протокол закрыт");
	desk_see(wall, "З а с е д а н и е   н е   и д ё т");
	vt_close(lead, WAIT);
	vt_close(wall, WAIT);
}

static char *
exported_votes(const struct desk *d)
{
	return desk_shell("%s --db %s --user lead export votes", desk_program(), d->db);
}

static void
no_key_changes_anything(void **state)
{
	struct desk *d = *state;
	vt *lead = start_lead(d), *wall;
	char *before, *after;

	begin(lead);
	before = exported_votes(d);
	/* the very account that keeps the meeting */
	desk_type(lead, "<F9>заседание в зале<Enter>", "Пункт 1 из 6");
	vt_keys(lead, "1<Enter>2<Enter><F2><F8>3<Enter><Tab><Down>1");
	desk_type(lead, "<F10>", "F8 Закрыть");
	wall = start_wall(d);
	desk_see(wall, "Голосов по этому пункту ещё нет");
	after = exported_votes(d);
	assert_string_equal(before, after);
	free(before);
	free(after);
	vt_close(wall, WAIT);
	vt_close(lead, WAIT);
}

/* The profile shows votes after the decision: so does the hall, and not sooner to who keeps the
 * meeting. */
static void
votes_are_hidden_until_the_decision(void **state)
{
	struct desk *d = *state;
	vt *lead, *wall, *own;

	free(desk_shell(
	    "%s --db %s --user lead profile show >%s/town.conf && "
	    "sed -i 's/votes_shown = \"at_once\"/votes_shown = \"after\"/' %s/town.conf && "
	    "%s --db %s --user lead profile set %s/town.conf",
	    desk_program(), d->db, d->folder, d->folder, desk_program(), d->db, d->folder));
	lead = start_lead(d);
	begin(lead);
	wall = start_wall(d);
	own = start_lead(d);
	desk_type(own, "<F9>заседание в зале<Enter>", "Пункт 1 из 6");
	desk_type(lead, "1111112", "за 6 из 7");
	desk_see(wall, "проголосовали 7 из 7. Итог — после решения");
	desk_see(own, "проголосовали 7 из 7. Итог — после решения");
	assert_int_equal(count_blocks(wall, 0), 6); /* a dash */
	assert_int_equal(count_blocks(own, 0), 6);
	desk_type(lead, "<Enter>", "пункт 2 из 6");
	desk_see(wall, "П Р И Н Я Т О");
	see_tally(wall, 6, 1, 0);
	see_tally(own, 6, 1, 0);
	vt_close(own, WAIT);
	vt_close(wall, WAIT);
	vt_close(lead, WAIT);
}

/* What a key of SSH runs. */
static void
a_session_over_ssh_begins_with_it(void **state)
{
	const struct desk *d = *state;
	vt *wall = desk_start_over_ssh(d, "wall", ROWS, COLUMNS);

	desk_see(wall, "З а с е д а н и е   н е   и д ё т");
	vt_close(wall, WAIT);
}

static void
an_account_begins_with_the_hall(void **state)
{
	struct desk *d = *state;
	vt *wall = start_wall(d);

	desk_see(wall, "З а с е д а н и е   н е   и д ё т");
	desk_type(wall, "<F10>", "F10 Выход"); /* behind it, the first screen as always */
	vt_keys(wall, "<F10>");
	assert_int_equal(vt_wait_end(wall, WAIT), 1);
	vt_close(wall, WAIT);
	free(
	    desk_shell("%s --db %s --user lead user set wall --opens home", desk_program(), d->db));
	wall = start_as(d, "wall", "F10 Выход");
	vt_close(wall, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(the_hall_follows_a_meeting, desk_setup),
	    cmocka_unit_test_setup(no_key_changes_anything, desk_setup),
	    cmocka_unit_test_setup(votes_are_hidden_until_the_decision, desk_setup),
	    cmocka_unit_test_setup(an_account_begins_with_the_hall, desk_setup),
	    cmocka_unit_test_setup(a_session_over_ssh_begins_with_it, desk_setup),
	};

	return cmocka_run_group_tests(tests, group_setup, desk_group_teardown);
}
