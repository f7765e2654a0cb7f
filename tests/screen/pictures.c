/* SPDX-License-Identifier: MIT
 * pictures.c - the screens the guide and README show are those of the demonstration town.
 *
 * A picture stands in a fenced block behind a mark, one of
 *   <!-- screen NAME | KEYS -->          NAME in a town as it was made
 *   <!-- screen + | KEYS -->             what becomes of the picture before by these keys
 *   <!-- screen + NAME | KEYS -->        NAME in the town of the picture before
 * and, when it shows some of the rows alone, with " | FIRST-LAST" behind the keys. KEYS are pieces
 * between blanks, as for vt_keys(), each typed when the screen has come to rest from the one
 * before; "." is none, "600ms" a pause, as buttons want one before they take a key. With
 * METODAKTIV_GOLDEN set (make guide) the blocks are written anew.
 */
#include "base/buf.h"
#include "tests/lib/desk.h"

enum { ROWS = 24, COLUMNS = 80 };

struct picture {
	char mark[640]; /* for who reads of a fault */
	bool goes_on;
	char name[32]; /* "": who sits there already */
	char keys[512];
	int first, last;
};

struct studio {
	struct desk *desk;
	vt *v;
	bool renewing;
	int wrong, taken;
};

static void
leave(struct studio *s)
{
	if (s->v != NULL)
		vt_close(s->v, WAIT);
	s->v = NULL;
}

static void
sit_down(struct studio *s, const struct picture *p)
{
	const char *argv[] = {desk_program(), "--db", s->desk->db, "--user", p->name, NULL};
	const char *env[] = {"NO_COLOR", NULL};

	leave(s);
	if (!p->goes_on) {
		void *state = s->desk;

		assert_int_equal(desk_setup(&state), 0);
	}
	s->v = vt_spawn(ROWS, COLUMNS, "xterm-256color", env, argv);
	assert_non_null(s->v);
	desk_see(s->v, "F10");
}

static void
type_pieces(struct studio *s, const char *keys)
{
	char copy[512], *rest = copy, *piece;

	snprintf(copy, sizeof(copy), "%s", keys);
	while ((piece = strsep(&rest, " ")) != NULL) {
		int ms = 0, end = 0;

		vt_quiet(s->v, s->renewing ? 600 : 60, WAIT);
		if (sscanf(piece, "%dms%n", &ms, &end) == 1 && end > 0)
			vt_pump(s->v, ms);
		else if (strcmp(piece, ".") != 0)
			assert_true(vt_keys(s->v, piece) >= 0);
	}
}

static void
put_rows(struct studio *s, const struct picture *p, struct buf *out)
{
	buf_clear(out);
	for (int row = p->first; row <= p->last; row++) {
		char *text = vt_row(s->v, row - 1);

		buf_printf(out, "%s\n", text);
		free(text);
	}
}

/* The rows as they are in the end: as expected, or as they are when nothing comes any more. */
static void
take(struct studio *s, const struct picture *p, const char *expected, struct buf *out)
{
	double end = vt_milliseconds() + WAIT;

	if (!p->goes_on || p->name[0] != '\0')
		sit_down(s, p);
	assert_non_null(s->v);
	type_pieces(s, p->keys);
	if (s->renewing)
		vt_quiet(s->v, 1000, WAIT);
	for (put_rows(s, p, out); !s->renewing && strcmp(buf_text(out), expected) != 0;
	     put_rows(s, p, out)) {
		if (vt_milliseconds() > end)
			break;
		vt_pump(s->v, 20);
	}
	s->taken++;
	if (strcmp(buf_text(out), expected) == 0 || s->renewing)
		return;
	s->wrong++;
	fprintf(stderr, "%s\nthe page has\n%sthe program\n%s", p->mark, expected, buf_text(out));
}

/* false: the line is no mark. */
static bool
read_mark(const char *line, struct picture *p)
{
	static const char begin[] = "<!-- screen ", end[] = " -->";
	char *part[3] = {NULL, NULL, NULL}, *rest, copy[640];
	size_t len = strlen(line);

	if (strncmp(line, begin, sizeof(begin) - 1) != 0)
		return false;
	*p = (struct picture){.first = 1, .last = ROWS};
	assert_true(len < sizeof(copy));
	assert_string_equal(line + len - strlen(end), end);
	snprintf(p->mark, sizeof(p->mark), "%s", line);
	snprintf(copy, sizeof(copy), "%.*s", (int)(len - sizeof(begin) + 1 - strlen(end)),
	    line + sizeof(begin) - 1);
	rest = copy;
	for (size_t i = 0; i < 3 && rest != NULL; i++) {
		char *bar = strstr(rest, " | ");

		part[i] = rest;
		rest = bar != NULL ? bar + strlen(" | ") : NULL;
		if (bar != NULL)
			*bar = '\0';
	}
	assert_non_null(part[1]);
	p->goes_on = part[0][0] == '+';
	snprintf(
	    p->name, sizeof(p->name), "%s", part[0] + (p->goes_on ? strspn(part[0], "+ ") : 0));
	snprintf(p->keys, sizeof(p->keys), "%s", part[1]);
	assert_true(part[2] == NULL || sscanf(part[2], "%d-%d", &p->first, &p->last) == 2);
	return true;
}

/* The lines of a fenced block up to its end, which stays. */
static void
read_block(char **rest, struct buf *out)
{
	buf_clear(out);
	while (*rest != NULL && strncmp(*rest, "```", 3) != 0)
		buf_printf(out, "%s\n", strsep(rest, "\n"));
	assert_non_null(*rest);
}

/* Hold a page against the program; what it should be is appended to out. */
static void
look_through(struct studio *s, char *text, struct buf *out)
{
	struct buf expected = {0}, got = {0};
	struct picture p;
	char *line;

	while ((line = strsep(&text, "\n")) != NULL && text != NULL) {
		buf_printf(out, "%s\n", line);
		if (!read_mark(line, &p))
			continue;
		line = strsep(&text, "\n");
		assert_true(strncmp(line, "```", 3) == 0);
		buf_printf(out, "%s\n", line);
		read_block(&text, &expected);
		take(s, &p, buf_text(&expected), &got);
		buf_put_slice(out, buf_slice(&got));
	}
	leave(s);
	buf_free(&expected);
	buf_free(&got);
}

static void
check_page(void **state, const char *path, int least)
{
	struct studio s = {.desk = *state, .renewing = getenv("METODAKTIV_GOLDEN") != NULL};
	struct buf page = {0}, renewed = {0};
	FILE *f = fopen(path, "r");
	char *text;

	assert_non_null(f);
	assert_true(buf_read_file(&page, f));
	fclose(f);
	text = buf_detach(&page);
	look_through(&s, text, &renewed);
	free(text);
	if (s.renewing) {
		f = fopen(path, "w");
		assert_non_null(f);
		assert_int_equal(fwrite(renewed.data, 1, renewed.len, f), renewed.len);
		assert_int_equal(fclose(f), 0);
	}
	buf_free(&renewed);
	assert_true(s.taken >= least);
	assert_int_equal(s.wrong, 0);
}

static void
the_guide_shows_what_is_seen(void **state)
{
	check_page(state, "docs/guide.md", 6);
}

static void
readme_shows_what_is_seen(void **state)
{
	check_page(state, "README.md", 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_guide_shows_what_is_seen),
	    cmocka_unit_test(readme_shows_what_is_seen),
	};

	return cmocka_run_group_tests(tests, desk_demo_setup, desk_group_teardown);
}
