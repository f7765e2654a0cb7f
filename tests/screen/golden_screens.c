/* SPDX-License-Identifier: MIT
 * golden_screens.c - every place of the program as it looks in the town of tests/data, at the three
 * sizes people have, held whole against tests/data/screens; two themes as attributes; the notice of
 * a terminal that is too small.
 *
 * `make golden` writes the files anew: their diff is what a change has done to the screens.
 */
#include "base/buf.h"
#include "tests/lib/desk.h"
#include "tests/lib/golden.h"
#include "tests/lib/places.h"

/* How a place is reached from the first screen where F9 has no line of its own for it: pieces
 * between blanks, as for vt_keys(), each typed when the screen has come to rest. */
static const struct {
	const char *keys;
	const char *unseen; /* why there is no picture of it */
} reached[PLACE_COUNT] = {
    [PLACE_HOME] = {.keys = "."},
    [PLACE_UPGRADE] = {.unseen = "wants an older database (upgrade.c)"},
    [PLACE_HELP] = {"<F1>"},
    [PLACE_PALETTE] = {"<F9>"},
    [PLACE_MESSAGES] = {.unseen = "is empty before anything was done (messages.c)"},
    [PLACE_BUTTONS] = {"<F9>список_Люди<Enter> <F8>"},
    [PLACE_QUESTION] = {.unseen = "is what asks it"},
    [PLACE_DAY] = {"<F2> <F6>"},
    [PLACE_CHOICE] = {"<F2> <F4>"},
    [PLACE_OUTPUT] = {"<F2> <C-t>"},
    [PLACE_DOCUMENT_VIEWER] = {"<F9>список_Приказы<Enter> <F2>"},
    [PLACE_SIGNING] = {.unseen = "wants an order that is composed (order.c)"},
    [PLACE_BROWSER] = {"<F9>список_Организации<Enter>"},
    [PLACE_ANY_LIST] = {"<F9>список_Диагностика<Enter>"},
    [PLACE_PEOPLE] = {"<F9>список_Люди<Enter>"},
    [PLACE_APPLICATIONS] = {"<F9>список_Заявления<Enter>"},
    [PLACE_MEETINGS] = {"<F9>список_Заседания<Enter>"},
    [PLACE_ORDERS] = {"<F9>список_Приказы<Enter>"},
    [PLACE_ASSOCIATIONS] = {"<F9>список_Методические_объединения<Enter>"},
    [PLACE_ASSOCIATION_HEADS] = {"<F9>список_Руководители<Enter>"},
    [PLACE_MEMBERSHIPS] = {"<F9>список_Методический<Enter>"},
    [PLACE_EVENTS] = {"<F9>список_Мероприятия<Enter>"},
    [PLACE_REQUESTS] = {"<F9>список_Запросы_о_помощи<Enter>"},
    [PLACE_REPORT_REQUESTS] = {"<F9>список_Запрос_отчётов<Enter>"},
    [PLACE_HELPERS] = {"<F9>доска<Enter> <Enter>"},
    [PLACE_SUPPORT] = {"<F9>список_Поддержка_молодых<Enter>"},
    [PLACE_PATHWAYS] = {"<F9>список_ИОМ_педагогов<Enter>"},
    [PLACE_METHODISTS] = {"<F9>список_Региональные_методисты<Enter>"},
    [PLACE_ATTACHMENTS] = {"<F9>список_Закрепление_за<Enter>"},
    [PLACE_RESERVE] = {"<F9>список_Кадровый_резерв<Enter>"},
    [PLACE_MENTORS] = {.unseen = "wants young teachers (mentoring.c)"},
    [PLACE_PATHWAY] = {"<F9>ИОМ:<Enter> <Enter>"},
    [PLACE_RESOURCES] = {"<F9>список_Банк<Enter>"},
    [PLACE_CONTACTS] = {"<F9>список_Контакты<Enter>"},
    [PLACE_MAILINGS] = {"<F9>список_Рассылки<Enter>"},
    [PLACE_MAILING] = {"<F9>список_Рассылки<Enter> <F2>"},
    [PLACE_CARD] = {"<F9>список_Люди<Enter> <F3>"},
    [PLACE_ENTRY] = {"<F9>Внести:_человек<Enter>"},
    [PLACE_ANY_FORM] = {"<F9>Внести:_приказ<Enter>"},
    [PLACE_APPLICATION_FORM] = {"<F9>Внести:_заявление<Enter>"},
    [PLACE_CONFLICT] = {.unseen = "wants two who write (conflict.c)"},
    [PLACE_MERGE] = {.unseen = "wants two records (doubles.c)"},
    [PLACE_PICKER] = {"<F9>Внести:_человек<Enter> <Tab><Tab><Tab><Tab> <F4>"},
    [PLACE_BULK] = {.unseen = "wants people marked (bulk.c)"},
    [PLACE_BULK_PREVIEW] = {.unseen = "wants people marked (bulk.c)"},
    [PLACE_MEETING] = {.unseen = "is one of the two below"},
    [PLACE_MEETING_LEAD] = {"<F9>список_Заседания<Enter> <F2>"},
    [PLACE_MEETING_FOLLOW] = {.unseen = "wants somebody who leads (council_ssh.c)"},
    [PLACE_ATTENDANCE] = {.unseen = "wants a meeting that is held (attendance.c)"},
    [PLACE_MINUTES] = {.unseen = "wants a meeting that was held (minutes.c)"},
    [PLACE_ORDER] = {"<F9>Составить_приказ<Enter> <Enter>"},
    [PLACE_ORDER_TEXT] = {.unseen = "wants an order that has not come into force (order.c)"},
    [PLACE_EVENT_PEOPLE] = {"<F9>список_Мероприятия<Enter> <F2>"},
    [PLACE_CONTEST] = {.unseen = "wants a contest under the cursor (contest.c)"},
    [PLACE_NAMES] = {.unseen = "wants names that were pasted (events.c)"},
    [PLACE_INDICATOR_NAMES] = {"<F2> <Down> <Enter>"},
    [PLACE_SESSIONS] = {.unseen = "tells of this machine's processes"},
    [PLACE_TURN_LINE] = {"<F9>Новый_учебный_год<Enter> <Enter>"},
    [PLACE_JOURNAL] = {.unseen = "tells of identities made at random"},
    [PLACE_OPERATION] = {.unseen = "tells of identities made at random"},
    [PLACE_ACCOUNT_FORM] = {"<F9>Учётные_записи<Enter> <Ins>"},
    [PLACE_IMPORT] = {.unseen = "tells of this machine's folders"},
    [PLACE_IMPORT_COLUMNS] = {.unseen = "wants a file (import.c)"},
    [PLACE_IMPORT_FAULTS] = {.unseen = "wants a file (import.c)"},
    [PLACE_MAINTENANCE] = {.unseen = "tells of this machine's folders"},
    [PLACE_FEED] = {.unseen = "tells of pseudonyms made by a random secret"},
    [PLACE_COPY_COMPARISON] = {.unseen = "wants a copy (maintenance.c)"},
};

static const struct size {
	int rows, columns;
} sizes[] = {{24, 80}, {40, 120}, {60, 200}};
enum { SIZES = sizeof(sizes) / sizeof(sizes[0]), REST = 15, REST_RENEWING = 400, HASH = 16 };

static bool
is_renewing(void)
{
	return getenv("METODAKTIV_GOLDEN") != NULL;
}

static void
rest(vt *v)
{
	vt_quiet(v, is_renewing() ? REST_RENEWING : REST, WAIT);
}

/* A blank within a piece is written _. */
static void
type_pieces(vt *v, const char *keys)
{
	char copy[256], *left = copy, *piece;

	snprintf(copy, sizeof(copy), "%s", keys);
	while ((piece = strsep(&left, " ")) != NULL) {
		for (char *p = piece; *p != '\0'; p++)
			*p = *p == '_' ? ' ' : *p;
		if (strcmp(piece, ".") != 0)
			assert_true(vt_keys(v, piece) >= 0);
		rest(v);
	}
}

/* Hashes rest on identities made at random. */
static void
mask_hashes(char *text)
{
	for (char *p = text; *p != '\0';) {
		size_t len = strspn(p, "0123456789abcdef");

		if (len >= HASH)
			memset(p, '#', len);
		p += len > 0 ? len : 1;
	}
}

static void
put_screen(vt *v, const struct size *size, struct buf *out)
{
	char *text = vt_text(v);

	mask_hashes(text);
	buf_printf(out, "=== %dx%d\n%s\n", size->columns, size->rows, text);
	free(text);
}

static bool
read_whole(const char *path, struct buf *out)
{
	FILE *f = fopen(path, "r");
	bool good = f != NULL && buf_read_file(out, f);

	if (f != NULL)
		fclose(f);
	return good;
}

/* Wait until the screen of that size is the expected one; it is added to out as it is then. */
static void
take(vt *v, const struct size *size, const struct buf *expected, struct buf *out)
{
	double end = vt_milliseconds() + (is_renewing() ? 0 : WAIT);
	size_t start = out->len;

	for (;;) {
		buf_truncate(out, start);
		put_screen(v, size, out);
		if ((expected->len >= out->len &&
			memcmp(expected->data + start, out->data + start, out->len - start) == 0) ||
		    vt_milliseconds() > end)
			return;
		vt_pump(v, 5);
	}
}

static void
path_of(int place, char *path, size_t size)
{
	int len = snprintf(path, size, "tests/data/screens/%s.txt", places[place].name);

	for (int i = 0; i < len; i++)
		if (path[i] >= 'A' && path[i] <= 'Z')
			path[i] = (char)(path[i] - 'A' + 'a');
}

static void
keep(const char *path, const struct buf *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(text->data, 1, text->len, f), text->len);
	assert_int_equal(fclose(f), 0);
}

/* Back to the first screen, however deep one is. */
static void
go_home(vt *v)
{
	vt_resize(v, sizes[0].rows, sizes[0].columns);
	rest(v);
	for (int i = 0; i < 8 && !vt_has(v, "F10 Выход"); i++) {
		vt_keys(v, "<F10>");
		rest(v);
	}
	desk_see(v, "F10 Выход");
}

static bool
looks_as_expected(vt *v, int place)
{
	struct buf expected = {0}, got = {0};
	char path[128], keys[256];
	bool same;

	path_of(place, path, sizeof(path));
	read_whole(path, &expected);
	snprintf(keys, sizeof(keys), "<F9>%s<Enter>",
	    places[place].label != NULL ? places[place].label : "");
	for (char *p = keys; *p != '\0'; p++)
		*p = *p == ' ' ? '_' : *p;
	type_pieces(v, reached[place].keys != NULL ? reached[place].keys : keys);
	for (size_t i = 0; i < SIZES; i++) {
		if (i > 0)
			vt_resize(v, sizes[i].rows, sizes[i].columns);
		if (is_renewing())
			rest(v);
		take(v, &sizes[i], &expected, &got);
	}
	go_home(v);
	if (is_renewing())
		keep(path, &got);
	same = is_renewing() || strcmp(buf_text(&got), buf_text(&expected)) == 0;
	if (!same)
		fprintf(stderr, "%s: it looks so now:\n%s", path, buf_text(&got));
	buf_free(&expected);
	buf_free(&got);
	return same;
}

static void
every_place_looks_as_expected(void **state)
{
	vt *v = desk_start(*state, sizes[0].rows, sizes[0].columns);
	int seen = 0, wrong = 0;

	desk_see(v, "F10 Выход");
	for (int i = 0; i < PLACE_COUNT; i++) {
		if (reached[i].unseen != NULL)
			continue;
		if (reached[i].keys == NULL && places[i].label == NULL)
			fail_msg("%s: nobody says how it is reached", places[i].name);
		wrong += !looks_as_expected(v, i);
		seen++;
	}
	vt_close(v, WAIT);
	assert_true(seen >= 50);
	assert_int_equal(wrong, 0);
}

/* Themes: a letter for each manner of a cell, in the order in which they are met, and what each
 * stands for at the end. */

enum { MANNERS = 52 };

struct manners {
	char names[MANNERS][64];
	int count;
};

static void
put_colour(char *out, size_t size, const VTermColor *colour)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour))
		snprintf(out, size, "own");
	else if (VTERM_COLOR_IS_INDEXED(colour))
		snprintf(out, size, "%d", colour->indexed.idx);
	else
		snprintf(out, size, "#%02x%02x%02x", colour->rgb.red, colour->rgb.green,
		    colour->rgb.blue);
}

static char
letter_of(struct manners *m, const VTermScreenCell *cell)
{
	/* a blank shows no colour of its own, whatever was left there */
	bool blank = (cell->chars[0] == 0 || cell->chars[0] == ' ') && !cell->attrs.reverse;
	char text[16] = "own", ground[16], name[64];
	int i;

	if (!blank)
		put_colour(text, sizeof(text), &cell->fg);
	put_colour(ground, sizeof(ground), &cell->bg);
	snprintf(name, sizeof(name), "%s on %s%s%s%s", text, ground,
	    cell->attrs.bold && !blank ? ", bold" : "", cell->attrs.reverse ? ", reverse" : "",
	    cell->attrs.underline ? ", underline" : "");
	for (i = 0; i < m->count && strcmp(m->names[i], name) != 0; i++)
		;
	assert_true(i < MANNERS);
	if (i == m->count)
		memcpy(m->names[m->count++], name, sizeof(name));
	return i == 0 ? '.' : (char)(i <= 26 ? 'a' + i - 1 : 'A' + i - 27);
}

static void
put_manners(vt *v, struct manners *m, struct buf *out)
{
	VTermScreenCell cell;

	for (int y = 0; y < v->rows; y++) {
		for (int x = 0; x < v->cols; x++) {
			vterm_screen_get_cell(v->screen, (VTermPos){y, x}, &cell);
			buf_putc(out, letter_of(m, &cell));
		}
		buf_putc(out, '\n');
	}
}

/* As take(), of how the cells look. */
static void
take_manners(vt *v, struct manners *m, const struct buf *expected, struct buf *out)
{
	double end = vt_milliseconds() + (is_renewing() ? 0 : WAIT);
	const struct manners before = *m;
	size_t start = out->len;

	for (;;) {
		*m = before;
		buf_truncate(out, start);
		put_manners(v, m, out);
		if ((expected->len >= out->len &&
			memcmp(expected->data, out->data, out->len) == 0) ||
		    vt_milliseconds() > end)
			return;
		vt_pump(v, 5);
	}
}

static vt *
start_in(const struct desk *d, const char *theme)
{
	const char *argv[] = {desk_program(), "--db", d->db, "--user", "lead", NULL};
	char wish[64];
	const char *env[] = {wish, "NO_COLOR", NULL};
	vt *v;

	snprintf(wish, sizeof(wish), "METODAKTIV_THEME=%s", theme);
	v = vt_spawn(sizes[0].rows, sizes[0].columns, "xterm-256color", env, argv);
	assert_non_null(v);
	return v;
}

static void
check_theme(const struct desk *d, const char *theme)
{
	static const struct {
		const char *keys, *seen;
	} screens[] = {{".", "F10 Выход"}, {"<F9>список_Люди<Enter>", "Чтобы найти"},
	    {"<F3>", "Дата рождения"}, {"<F4>", "Фамилия *"}, {"<F10>", "Сведения"},
	    {"<F10>", "Чтобы найти"}, {"<F10>", "F10 Выход"}, {"<F2>", "Показатели: "}};
	struct manners manners = {.count = 0};
	struct buf expected = {0}, got = {0};
	vt *v = start_in(d, theme);
	char path[128];

	snprintf(path, sizeof(path), "tests/data/screens/theme-%s.txt", theme);
	read_whole(path, &expected);
	for (size_t i = 0; i < sizeof(screens) / sizeof(screens[0]); i++) {
		type_pieces(v, screens[i].keys);
		desk_see(v, screens[i].seen);
		rest(v);
		take_manners(v, &manners, &expected, &got);
	}
	for (int i = 0; i < manners.count; i++)
		buf_printf(&got, "%c  %s\n", i == 0 ? '.' : (i <= 26 ? 'a' + i - 1 : 'A' + i - 27),
		    manners.names[i]);
	vt_close(v, WAIT);
	assert_golden(path, &got);
	buf_free(&expected);
	buf_free(&got);
}

static void
themes_look_as_expected(void **state)
{
	check_theme(*state, "dark");
	check_theme(*state, "light");
}

static void
a_window_too_small_says_so(void **state)
{
	const struct size small = {20, 60};
	vt *v = desk_start(*state, small.rows, small.columns);
	struct buf got = {0};

	desk_see(v, "нужно не меньше");
	put_screen(v, &small, &got);
	assert_golden("tests/data/screens/too_small.txt", &got);
	vt_resize(v, sizes[0].rows, sizes[0].columns);
	desk_see(v, "F10 Выход");
	vt_close(v, WAIT);
	buf_free(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(every_place_looks_as_expected, desk_setup),
	    cmocka_unit_test_setup(themes_look_as_expected, desk_setup),
	    cmocka_unit_test_setup(a_window_too_small_says_so, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
