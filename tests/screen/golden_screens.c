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
#include "tests/lib/stage.h"

/* Ways that several places begin with. */
#define ORDER_COMPOSED                                                                             \
	"<F9>Составить_приказ<Enter> 3 <Ins> Балашова_И<Enter> по_заявлению<Enter> <Enter>"
#define PEOPLE_MARKED "<F9>список_Люди<Enter> <Space><Space><Space>"
#define MEETING_TODAY "<F9>список_Заседания<Enter> <Down><F2>"
#define NO_PEOPLE_YET "<F9>список_Мероприятия<Enter> открытых_дверей <F2>"
#define LIST_OPENED   "<F9>Загрузить_таблицу<Enter> <End><Enter> Люди<Enter>"

/* How a place is reached from the first screen where F9 has no line of its own for it: pieces
 * between blanks, as for vt_keys(), each typed when the screen has come to rest. */
static const struct {
	const char *keys;
	/* In a town of its own, for what is done would be seen elsewhere: */
	bool alone;
	const char *town;                    /* that one; NULL: as every desk has it */
	void (*before)(struct stage *stage); /* what is done to it before the program begins */
	const char *account;                 /* NULL: lead */
} reached[PLACE_COUNT] = {
    [PLACE_HOME] = {.keys = "."},
    [PLACE_UPGRADE] = {".", .before = stage_older},
    [PLACE_HELP] = {"<F1>"},
    [PLACE_PALETTE] = {"<F9>"},
    [PLACE_MESSAGES] = {"<F5> <C-b> <F9>список_Люди<Enter> <C-x> <C-e>", .alone = true},
    [PLACE_BUTTONS] = {"<F9>список_Люди<Enter> <F8>"},
    [PLACE_QUESTION] = {NO_PEOPLE_YET " <F4> 113"},
    [PLACE_DAY] = {"<F2> <F6>"},
    [PLACE_CHOICE] = {"<F2> <F4>"},
    [PLACE_OUTPUT] = {"<F2> <C-t>"},
    [PLACE_DOCUMENT_VIEWER] = {"<F9>список_Приказы<Enter> <F2>"},
    [PLACE_SIGNING] = {ORDER_COMPOSED " <F2>", .alone = true},
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
    [PLACE_MENTORS] = {"<F9>Молодые_и_нас<Enter> <Left><Left> <Enter>"},
    [PLACE_PATHWAY] = {"<F9>ИОМ:<Enter> <Enter>"},
    [PLACE_RESOURCES] = {"<F9>список_Банк<Enter>"},
    [PLACE_CONTACTS] = {"<F9>список_Контакты<Enter>"},
    [PLACE_MAILINGS] = {"<F9>список_Рассылки<Enter>"},
    [PLACE_MAILING] = {"<F9>список_Рассылки<Enter> <F2>"},
    [PLACE_CARD] = {"<F9>список_Люди<Enter> <F3>"},
    [PLACE_ENTRY] = {"<F9>Внести:_человек<Enter>"},
    [PLACE_ANY_FORM] = {"<F9>Внести:_приказ<Enter>"},
    [PLACE_APPLICATION_FORM] = {"<F9>Внести:_заявление<Enter>"},
    [PLACE_CONFLICT] = {"<F9>Черновики<Enter> <Enter> <F2>", .before = stage_two_writers},
    [PLACE_MERGE] = {"<F9>Двойники<Enter> <Enter>"},
    [PLACE_PICKER] = {"<F9>Внести:_человек<Enter> <Tab><Tab><Tab><Tab> <F4>"},
    [PLACE_BULK] = {PEOPLE_MARKED " <F2> <Enter>", .alone = true},
    [PLACE_BULK_PREVIEW] = {PEOPLE_MARKED " <F2> <Enter> 12.05<Enter> фио<Enter> <F2>",
	.alone = true},
    [PLACE_MEETING] = {MEETING_TODAY, .town = TOWN_SITTING},
    [PLACE_MEETING_LEAD] = {"<F9>список_Заседания<Enter> <F2>"},
    [PLACE_MEETING_FOLLOW] = {MEETING_TODAY, .town = TOWN_SITTING, .account = "member"},
    [PLACE_HALL] = {.town = TOWN_SITTING},
    [PLACE_ATTENDANCE] = {MEETING_TODAY " <F6>", .town = TOWN_SITTING},
    [PLACE_MINUTES] = {"<F9>список_Заседания<Enter> <F2> <F2>"},
    [PLACE_ORDER] = {"<F9>Составить_приказ<Enter> <Enter>"},
    [PLACE_ORDER_TEXT] = {ORDER_COMPOSED " <F2> <F2>", .alone = true},
    [PLACE_EVENT_PEOPLE] = {"<F9>список_Мероприятия<Enter> <F2>"},
    [PLACE_CONTEST] = {"<F9>список_Мероприятия<Enter> учитель_года <C-g>"},
    [PLACE_NAMES] = {NO_PEOPLE_YET " <F5> Орлова_Галина<Enter>Фокин", .alone = true},
    [PLACE_INDICATOR_NAMES] = {"<F2> <Down> <Enter>"},
    [PLACE_SESSIONS] = {.before = stage_colleague},
    [PLACE_TURN_LINE] = {"<F9>Новый_учебный_год<Enter> <Enter>"},
    [PLACE_JOURNAL] = {.town = TOWN_OFFICE, .account = "ivanova"},
    [PLACE_OPERATION] = {"<F9>Журнал<Enter> <Enter>", .town = TOWN_OFFICE, .account = "ivanova"},
    [PLACE_ACCOUNT_FORM] = {"<F9>Учётные_записи<Enter> <Ins>"},
    [PLACE_IMPORT] = {.before = stage_school_list},
    [PLACE_IMPORT_COLUMNS] = {LIST_OPENED, .before = stage_school_list},
    [PLACE_IMPORT_FAULTS] = {LIST_OPENED " <F2>", .before = stage_school_list},
    [PLACE_MAINTENANCE] = {.before = stage_copy},
    [PLACE_COPY_COMPARISON] = {"<F9>Обслуживание<Enter> <Enter>", .before = stage_copy},
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
	vt_quiet(v, REST, WAIT);
}

/* What is about to be kept is waited for longer: nothing is known of it yet. */
static void
settle(vt *v)
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

/* The end of the hexadecimal digits p begins with, though a line ends among them; *count of them.
 */
static char *
hash_end(char *p, size_t *count)
{
	static const char digits[] = "0123456789abcdef";

	for (*count = 0;;) {
		size_t len = strspn(p, digits);

		*count += len;
		p += len;
		if (len == 0 || p[0] != '\n' || p[1] != ' ' || strspn(p + 2, digits) == 0)
			return p;
		p += 2;
	}
}

/* Hashes rest on identities made at random. */
static void
mask_hashes(char *text)
{
	for (char *p = text; *p != '\0';) {
		size_t count;
		char *end = hash_end(p, &count);

		for (; p < end; p++)
			if (count >= HASH && *p != '\n' && *p != ' ')
				*p = '#';
		p += count == 0;
	}
}

/* stage: whose folder is masked; NULL: none. */
static void
put_screen(vt *v, const struct stage *stage, const struct size *size, struct buf *out)
{
	char *text = vt_text(v);

	mask_hashes(text);
	if (stage != NULL)
		stage_mask(stage, text);
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
take(vt *v, const struct stage *stage, const struct size *size, const struct buf *expected,
    struct buf *out)
{
	double end = vt_milliseconds() + (is_renewing() ? 0 : WAIT);
	size_t start = out->len;

	for (;;) {
		buf_truncate(out, start);
		put_screen(v, stage, size, out);
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

/* Until it looks otherwise than it does now, and has come to rest. */
static void
await_change(vt *v)
{
	char *before = vt_text(v), *now;
	double end = vt_milliseconds() + WAIT;
	bool same;

	do {
		vt_pump(v, 1);
		now = vt_text(v);
		same = strcmp(before, now) == 0;
		free(now);
	} while (same && vt_milliseconds() < end);
	free(before);
	rest(v);
}

/* Back to the first screen, however deep one is: a key too many would end the program. */
static void
go_home(vt *v)
{
	vt_resize(v, sizes[0].rows, sizes[0].columns);
	await_change(v);
	for (int i = 0; i < 8 && !vt_has(v, "F10 Выход"); i++) {
		vt_keys(v, "<F10>");
		await_change(v);
	}
	desk_see(v, "F10 Выход");
}

/* On the first screen: to the place, and its pictures. */
static bool
looks_as_expected(vt *v, const struct stage *stage, int place)
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
			settle(v);
		take(v, stage, &sizes[i], &expected, &got);
	}
	if (is_renewing())
		keep(path, &got);
	same = is_renewing() || strcmp(buf_text(&got), buf_text(&expected)) == 0;
	if (!same)
		fprintf(stderr, "%s: it looks so now:\n%s", path, buf_text(&got));
	buf_free(&expected);
	buf_free(&got);
	return same;
}

static bool
is_alone(int place)
{
	return reached[place].alone || reached[place].town != NULL || reached[place].before != NULL;
}

static void
places_look_as_expected(void **state)
{
	vt *v = desk_start(*state, sizes[0].rows, sizes[0].columns);
	int wrong = 0;

	desk_see(v, "F10 Выход");
	for (int i = 0; i < PLACE_COUNT; i++) {
		if (is_alone(i))
			continue;
		if (reached[i].keys == NULL && places[i].label == NULL)
			fail_msg("%s: nobody says how it is reached", places[i].name);
		wrong += !looks_as_expected(v, NULL, i);
		go_home(v);
	}
	vt_close(v, WAIT);
	assert_int_equal(wrong, 0);
}

static bool
alone_looks_as_expected(struct desk *d, int place)
{
	const char *account = reached[place].account;
	struct stage stage;
	bool same;
	vt *v;

	stage_open(&stage, d, reached[place].town);
	if (reached[place].before != NULL)
		reached[place].before(&stage);
	v = stage_start(
	    &stage, account != NULL ? account : "lead", sizes[0].rows, sizes[0].columns);
	desk_see(v, "F1 Справка");
	same = looks_as_expected(v, &stage, place);
	vt_close(v, WAIT);
	stage_close(&stage);
	return same;
}

static void
what_wants_something_done_first_looks_as_expected(void **state)
{
	int wrong = 0;

	stage_make_towns(*state);
	for (int i = 0; i < PLACE_COUNT; i++)
		if (is_alone(i))
			wrong += !alone_looks_as_expected(*state, i);
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
		settle(v);
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
	put_screen(v, NULL, &small, &got);
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
	    cmocka_unit_test_setup(places_look_as_expected, desk_setup),
	    cmocka_unit_test(what_wants_something_done_first_looks_as_expected),
	    cmocka_unit_test_setup(themes_look_as_expected, desk_setup),
	    cmocka_unit_test_setup(a_window_too_small_says_so, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
