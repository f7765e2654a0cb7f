/* SPDX-License-Identifier: MIT
 * sixty_items.c - a meeting of sixty items from its plan to its closed minutes, by who keeps it and
 * one who follows and votes, each on a terminal of their own: keys an item, bytes an item sends to
 * the follower, and how long what the one does is on its way to the other. make council-figures
 * prints it; docs/performance.md has it.
 */
#include "tests/lib/desk.h"

enum { APPLICATIONS = 57, TOPICS = 3, ITEMS = APPLICATIONS + TOPICS };

/* Of all items, or of all keys of one sort. */
struct figures {
	const char *name, *unit;
	double at[2 * ITEMS];
	size_t count;
};

static struct figures
    keys = {.name = "keys an item takes"},
    bytes = {.name = "bytes an item sends to the follower"},
    arrives = {.name = "a key of who keeps it, until the follower's screen begins to change",
	.unit = " ms"},
    turns = {.name = "the decision, until the follower has the next item", .unit = " ms"},
    votes = {.name = "the follower's vote, until who keeps it sees it", .unit = " ms"};

static void
note(struct figures *f, double value)
{
	assert_true(f->count < sizeof(f->at) / sizeof(f->at[0]));
	f->at[f->count++] = value;
}

static int
compare(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

/* The median and the worst: "keys an item takes: 2, at most 10". */
static void
tell(struct figures *f, double limit)
{
	assert_true(f->count > 0);
	qsort(f->at, f->count, sizeof(f->at[0]), compare);
	printf("# %s: %.0f%s, at most %.0f%s (of %zu)\n", f->name, f->at[f->count / 2],
	    f->unit != NULL ? f->unit : "", f->at[f->count - 1], f->unit != NULL ? f->unit : "",
	    f->count);
	if (f->at[f->count / 2] > limit)
		fail_msg("%s: %.0f, and %.0f were wanted", f->name, f->at[f->count / 2], limit);
}

/* As many more applications as are wanted, each of another person, like the first of the table. */
static int
group_setup(void **state)
{
	static const char *const tables[] = {
	    "applications", "council_members", "consents", "decisions"};
	struct desk *d;

	if (desk_group_setup(state) != 0)
		return -1;
	d = *state;
	free(desk_shell(
	    "awk -F';' -v OFS=';' 'FNR == NR && FNR == 2 { for (i = 1; i <= NF; i++) a[i] = $i }"
	    " FNR == NR { if (FNR == 1 || FNR > 1) print; next }"
	    " $8 == \"педагог\" && $1 > \"P0300\" && $17 == \"\" && n < %d"
	    " { a[1] = sprintf(\"AP9%%03d\", ++n); a[3] = $1; a[4] = $2; a[5] = $3; a[6] = $4;"
	    " a[7] = $6; a[8] = $7; line = a[1]; for (i = 2; i in a; i++) line = line OFS a[i];"
	    " print line }' tests/data/council/applications.csv tests/data/strezhevoy/people.csv"
	    " >%s/applications.csv",
	    APPLICATIONS - 11, d->folder));
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		free(desk_shell("%s --db %s/town --user lead import %s %s/%s.csv", desk_program(),
		    d->folder, tables[i], i == 0 ? d->folder : "tests/data/council", tables[i]));
	free(desk_shell("%s --db %s/town --user lead user add member --role council_member "
			"--person P0006",
	    desk_program(), d->folder));
	return 0;
}

static void
prepare(vt *v)
{
	desk_type(v, "засед", "► Заседания совета");
	desk_type(v, "<Enter>", "всего 15");
	desk_type(v, "<C-g>", "Повестка: 57 из 57");
	for (int i = 0; i < TOPICS; i++) {
		char topic[64];

		snprintf(topic, sizeof(topic), "Вопрос %d", i + 1);
		desk_type(v, "<End><Ins>", "О чём вопрос");
		desk_type(v, topic, topic);
		desk_type(v, "<Enter>", "Кто докладывает");
		desk_type(v, "<Enter>", topic);
		desk_gone(v, "Кто докладывает");
	}
	desk_type(v, "<F2>", "записано");
	desk_type(v, "<F8>", "присутствуют 7 из 7");
	desk_type(v, "<Enter>", "пункт 1 из 60");
}

/* Until something comes, which is taken. */
static double
wait_change(vt *v, size_t before, double begun)
{
	while (v->bytes_in == before && vt_milliseconds() - begun < WAIT)
		vt_pump(v, 1);
	assert_true(v->bytes_in != before);
	return vt_milliseconds() - begun;
}

/* The member's own vote, from the own place, a second after the item came up. */
static void
vote_from_the_own_place(vt *v, vt *m)
{
	double begun;

	desk_type(m, "<PgUp>", "Члены совета"); /* away from the result, which is held */
	vt_pump(m, 1100);
	begun = vt_milliseconds();
	vt_keys(m, "1");
	desk_see(v, "за•");
	note(&votes, vt_milliseconds() - begun);
	desk_see(m, "Ваш голос по пункту");
}

/* Keys of who keeps it up to the outcome; how many they were. */
static int
vote(vt *v, vt *m, int item)
{
	size_t before = m->bytes_in;
	double begun = vt_milliseconds();
	int pressed = vt_keys(v, item % 10 == 4 ? "1" : "+");

	note(&arrives, wait_change(m, before, begun));
	if (item % 10 == 4)
		pressed += vt_keys(v, "111112");
	vt_quiet(v, 30, WAIT);
	while (vt_has(v, "отвод?")) { /* where the cursor is by now */
		pressed += vt_keys(v, "4");
		vt_quiet(v, 60, WAIT);
	}
	return pressed;
}

/* One of ten, and who does not meet the conditions, is put off for a reason; one against is among
 * the votes of another; a topic is decided without words. */
static int
decide(vt *v, vt *m, int item)
{
	bool topic = vt_has(v, ". Вопрос ");
	int pressed;

	if ((item % 10 == 7 && !topic) || vt_has(v, "не соответствует")) {
		pressed = vt_keys(v, "<End>3<Enter>");
		desk_see(v, "Почему отложить");
		return pressed + vt_keys(v, "1");
	}
	if (item % 5 == 0)
		vote_from_the_own_place(v, m);
	pressed = vote(v, m, item) + vt_keys(v, "<Enter>");
	if (topic) {
		desk_see(v, "Решили, пункт");
		pressed += vt_keys(v, "<Enter>");
	}
	return pressed;
}

static void
a_meeting_of_sixty_items(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80), *m;
	char next[64];

	desk_see(v, "F10 Выход");
	prepare(v);
	m = desk_start_as(d, "member", 24, 80);
	desk_seek(m, "Идёт заседание № 9");
	desk_type(m, "<Enter>", "пункт 1 из 60");
	vt_quiet(m, 100, WAIT);
	for (int item = 1; item <= ITEMS; item++) {
		size_t before = m->bytes_in;
		double begun;

		note(&keys, decide(v, m, item));
		begun = vt_milliseconds();
		snprintf(next, sizeof(next), "пункт %d из 60", item + 1);
		if (item < ITEMS) {
			desk_see(m, next);
			note(&turns, vt_milliseconds() - begun);
			desk_see(v, next);
		} else {
			desk_see(v, "Решено по всем пунктам");
		}
		vt_quiet(m, 50, WAIT);
		note(&bytes, (double)(m->bytes_in - before));
	}
	desk_type(v, "<F8>", "Решено по всем.");
	desk_type(v, "<Right><Enter>", "Протокол закрыт");
	desk_see(m, "протокол закрыт");
	vt_close(m, WAIT);
	vt_close(v, WAIT);
}

static void
its_figures(void **state)
{
	(void)state;
	tell(&keys, 2);
	tell(&bytes, 4000);
	tell(&arrives, 500);
	tell(&turns, 500);
	tell(&votes, 1200);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_meeting_of_sixty_items, desk_setup),
	    cmocka_unit_test(its_figures),
	};

	return cmocka_run_group_tests(tests, group_setup, desk_group_teardown);
}
