/* SPDX-License-Identifier: MIT
 * desk.c - the program on a terminal, before the data of a town.
 */
#include "tests/lib/desk.h"

const char *
desk_program(void)
{
	const char *program = getenv("METODAKTIV");

	return program != NULL ? program : "./metodaktiv";
}

/* Run a shell command made from the format; its output (to be freed), or a failing test. */
char *
desk_shell(const char *format, ...)
{
	char command[4096], *text = NULL;
	size_t len = 0, room = 0, n;
	va_list args;
	FILE *f;

	va_start(args, format);
	vsnprintf(command, sizeof(command), format, args);
	va_end(args);
	f = popen(command, "r");
	assert_non_null(f);
	do {
		if (room - len < 4096)
			text = realloc(text, room += 65536);
		n = fread(text + len, 1, room - len - 1, f);
		len += n;
	} while (n > 0);
	text[len] = '\0';
	if (pclose(f) != 0)
		fail_msg("%s\n%s", command, text);
	return text;
}

/* A folder of this test program, and the clock that stands in it. NULL: there is none. */
static struct desk *
make_room(void)
{
	struct desk *d = calloc(1, sizeof(*d));
	const char *tmp = getenv("TMPDIR");

	setenv("METODAKTIV_NOW", "2026-05-31T12:00:00", 1);
	setenv("TZ", "Asia/Tomsk", 1);
	setenv("NO_COLOR", "1", 1);
	snprintf(d->folder, sizeof(d->folder), "%s/desk.XXXXXX", tmp != NULL ? tmp : "/tmp");
	if (mkdtemp(d->folder) == NULL) {
		free(d);
		return NULL;
	}
	setenv("XDG_STATE_HOME", d->folder, 1);
	return d;
}

int
desk_group_setup(void **state)
{
	struct desk *d = make_room();

	*state = d;
	if (d == NULL)
		return -1;
	free(desk_shell("%s --db %s/town --user lead init --profile strezhevoy --rehearsal",
	    desk_program(), d->folder));
	free(desk_shell("%s --db %s/town --user lead import --all tests/data/strezhevoy",
	    desk_program(), d->folder));
	return 0;
}

void
desk_import_council(const char *db)
{
	static const char *const tables[] = {
	    "applications", "council_members", "consents", "decisions"};

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		free(desk_shell("%s --db %s --user lead import %s tests/data/council/%s.csv",
		    desk_program(), db, tables[i], tables[i]));
}

int
desk_council_setup(void **state, const char *const *accounts)
{
	char town[sizeof(((struct desk *)NULL)->db)];
	const struct desk *d;

	if (desk_group_setup(state) != 0)
		return -1;
	d = *state;
	setenv("HOME", d->folder, 1);
	snprintf(town, sizeof(town), "%s/town", d->folder);
	desk_import_council(town);
	for (; *accounts != NULL; accounts++)
		free(desk_shell(
		    "%s --db %s --user lead user add %s", desk_program(), town, *accounts));
	return 0;
}

int
desk_demo_setup(void **state)
{
	struct desk *d = make_room();

	*state = d;
	if (d == NULL)
		return -1;
	free(desk_shell("demo/make.sh %s %s/town ivanova", desk_program(), d->folder));
	return 0;
}

int
desk_group_teardown(void **state)
{
	struct desk *d = *state;

	free(desk_shell("rm -rf '%s'", d->folder));
	free(d);
	return 0;
}

int
desk_setup(void **state)
{
	struct desk *d = *state;

	snprintf(d->db, sizeof(d->db), "%s/%d", d->folder, ++d->number);
	free(desk_shell("cp -r %s/town %s", d->folder, d->db));
	return 0;
}

static vt *
spawn(const char *const *argv, int rows, int columns)
{
	vt *v = vt_spawn(rows, columns, "xterm-256color", NULL, argv);

	assert_non_null(v);
	return v;
}

vt *
desk_start_as(const struct desk *d, const char *account, int rows, int columns)
{
	const char *argv[] = {desk_program(), "--db", d->db, "--user", account, NULL};

	return spawn(argv, rows, columns);
}

vt *
desk_open_as(const struct desk *d, const char *account, int rows, int columns)
{
	vt *v = desk_start_as(d, account, rows, columns);

	desk_see(v, "F10 Выход");
	return v;
}

vt *
desk_start_over_ssh(const struct desk *d, const char *account, int rows, int columns)
{
	const char *argv[] = {
	    desk_program(), "--db", d->db, "ssh-session", "--account", account, NULL};

	return spawn(argv, rows, columns);
}

vt *
desk_start(const struct desk *d, int rows, int columns)
{
	return desk_start_as(d, "lead", rows, columns);
}

vt *
desk_open(const struct desk *d, int rows, int columns)
{
	return desk_open_as(d, "lead", rows, columns);
}

vt *
desk_start_counted(const struct desk *d, bool from_elsewhere)
{
	const char *argv[] = {desk_program(), "--db", d->db, "--user", "lead", NULL};
	char file[400];
	const char *env[] = {"METODAKTIV_TRACE=send", file, "NO_COLOR",
	    from_elsewhere ? "SSH_CONNECTION=192.0.2.1 50000 192.0.2.2 22" : "SSH_CONNECTION",
	    NULL};
	vt *v;

	snprintf(file, sizeof(file), "METODAKTIV_TRACE_FILE=%s.sent", d->db);
	v = vt_spawn(24, 80, "xterm-256color", env, argv);
	assert_non_null(v);
	desk_see(v, "F10 Выход");
	return v;
}

struct desk_sent
desk_sent(const struct desk *d)
{
	struct desk_sent s = {0};
	char file[400], line[64];
	FILE *f;

	snprintf(file, sizeof(file), "%s.sent", d->db);
	f = fopen(file, "r");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		s.writes++;
		s.bytes += atol(line + strlen("send "));
	}
	if (f != NULL)
		fclose(f);
	return s;
}

/* cmocka cuts its messages: the screen is shown before it speaks. */
void
desk_show(vt *v)
{
	char *text = vt_text(v);

	fprintf(stderr, "%s\n", text);
	free(text);
}

/* Wait for a text; the screen is shown when it does not come. */
void
desk_see(vt *v, const char *text)
{
	if (vt_wait(v, text, WAIT) == 1)
		return;
	desk_show(v);
	fail_msg("%s: not on the screen", text);
}

void
desk_gone(vt *v, const char *text)
{
	if (vt_wait_gone(v, text, WAIT) == 1)
		return;
	desk_show(v);
	fail_msg("%s: still on the screen", text);
}

/* Where the cursor came to rest: it is sent behind the text. */
void
desk_cursor(vt *v, int *row, int *column)
{
	vt_quiet(v, 50, WAIT);
	vt_cursor(v, row, column);
}

void
desk_cursor_on(vt *v, const char *text)
{
	int row, column;
	char *line;

	desk_cursor(v, &row, &column);
	line = vt_row(v, row);
	if (strstr(line, text) == NULL)
		fail_msg("%s, not %s", line, text);
	free(line);
}

/* Type, then wait for what must come of it. */
void
desk_type(vt *v, const char *keys, const char *text)
{
	assert_true(vt_keys(v, keys) >= 0);
	desk_see(v, text);
}

/* The line of the first screen the cursor is on, from its mark to the row's end. To be freed. */
static char *
desk_spot(vt *v)
{
	char *text = vt_text(v), *mark = strstr(text, "► "), *spot;

	spot = mark != NULL ? strndup(mark, strcspn(mark, "\n")) : strdup("");
	free(text);
	return spot;
}

/* Press a key and wait until the cursor of the first screen is somewhere else. */
void
desk_step(vt *v, const char *key)
{
	char *before = desk_spot(v), *after;
	bool moved = false;

	vt_keys(v, key);
	for (int waited = 0; !moved && waited < WAIT; waited += 10) {
		vt_pump(v, 10);
		after = desk_spot(v);
		moved = after[0] != '\0' && strcmp(before, after) != 0;
		free(after);
	}
	free(before);
	assert_true(moved);
}

/* From the first screen to the empty form of a kind: the arrow goes down to its line. */
void
desk_new(vt *v, const char *kind)
{
	char line[128], title[128];

	snprintf(line, sizeof(line), "► %s", kind);
	snprintf(title, sizeof(title), "%s: новая запись", kind);
	desk_see(v, "► ");
	for (int i = 0; i < 25 && !vt_has(v, line); i++)
		desk_step(v, "<Down>");
	desk_see(v, line);
	desk_type(v, "<Ins>", title);
}

/* From the last line up, along each, a pause after every key; true when the cursor is there. */
static bool
desk_walk(vt *v, const char *wanted, int pause)
{
	vt_keys(v, "<End>");
	for (int row = 0; row < 6; row++) {
		for (int column = 0; column < 4; column++) {
			vt_quiet(v, pause, WAIT);
			if (vt_has(v, wanted))
				return true;
			vt_keys(v, "<Right>");
		}
		vt_keys(v, "<Left><Left><Left><Up>");
	}
	return false;
}

/* On the first screen, put the cursor on a line or a cell of «В работе». A key at the edge changes
 * nothing that could be waited for, so a machine too busy for a short pause gets longer ones. */
void
desk_seek(vt *v, const char *label)
{
	char wanted[128];

	desk_see(v, label);
	snprintf(wanted, sizeof(wanted), "► %s", label);
	for (int pause = 40; pause <= 1000; pause *= 5)
		if (desk_walk(v, wanted, pause))
			return;
	desk_show(v);
	fail_msg("%s: not on the first screen", label);
}

void
desk_home(vt *v)
{
	while (!vt_has(v, "F10 Выход")) {
		char *before = vt_text(v);
		bool same = true;

		vt_keys(v, "<Esc>");
		for (int waited = 0; same && waited < WAIT; waited++) {
			char *now;

			vt_pump(v, 1);
			now = vt_text(v);
			same = strcmp(before, now) == 0;
			free(now);
		}
		free(before);
		if (same) {
			desk_show(v);
			fail_msg("Esc leads nowhere");
		}
	}
}

/* One column of the row of an exported table that holds `mark`, as cut by a shell. To be freed. */
char *
desk_export(const struct desk *d, const char *kind, const char *mark)
{
	return desk_shell("%s --db %s --user lead export %s | grep -F -e '%s' || true",
	    desk_program(), d->db, kind, mark);
}

int
desk_journal_rows(const struct desk *d, const char *words)
{
	char *count =
	    desk_shell("%s --db '%s' --user lead log --format json | grep -c '%s' || true",
		desk_program(), d->db, words);
	int n = atoi(count);

	free(count);
	return n;
}

void
desk_paste(vt *v, const char *text, size_t len)
{
	vt_raw(v, "\033[200~", 6);
	vt_raw(v, text, len);
	vt_raw(v, "\033[201~", 6);
}
