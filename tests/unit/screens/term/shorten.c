/* SPDX-License-Identifier: MIT
 * shorten.c - fewer bytes, the same picture.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "screens/term/shorten.h"

static void
expect(struct shortener *s, const char *frame, const char *shorter)
{
	struct buf out = {0};

	shorten(s, slice_of(frame), &out);
	assert_string_equal(buf_text(&out), shorter);
	buf_free(&out);
}

static const struct {
	const char *frame, *shorter;
} frames[] = {
    {"", ""},
    {"\033[3;4Hтекст\r\n", "\033[3;4Hтекст\r\n"},
    /* what curses says in three sequences */
    {"\033[0;1m\033[37m\033[44ma\033[39;49m\033[m b", "\033[1;37;44ma\033[m b"},
    {"\033[30m\033[46ma\033[39;49m\033[m\033[1mb", "\033[30;46ma\033[0;1mb"},
    {"\033[1mF1\033[0m\033[30m\033[46m x", "\033[1mF1\033[0;30;46m x"},
    {"\033[36ma\033[31mb\033[39mc", "\033[36ma\033[31mb\033[mc"},
    /* taken back before anything is drawn, across a move */
    {"\033[1ma\033[m\033[5;1H\033[1mb", "\033[1ma\033[5;1Hb"},
    {"\033[1m\033[m\033[2Ga", "\033[2Ga"},
    /* a blank shows its background and its line, not its colour */
    {"\033[1ma\033[m \033[1mb", "\033[1ma b"},
    {"\033[4ma\033[m \033[4mb", "\033[4ma\033[m \033[4mb"},
    {"\033[44ma\033[m\033[5X", "\033[44ma\033[m\033[5X"},
    {"\033[36ma\033[m\033[5X", "\033[36ma\033[5X"},
    {"\033[36ma\033[m\033[Kb", "\033[36ma\033[K\033[mb"},
    {"\033[7;36ma\033[31m b", "\033[7;36ma\033[31m b"},
    /* what may depend on the attributes finds them as they shall be */
    {"\033[44ma\033[m\n", "\033[44ma\033[m\n"},
    {"\033[1ma\033[m\033[?1049l", "\033[1ma\033[m\033[?1049l"},
    {"\033[1ma\0337\033[mb\0338c", "\033[1ma\0337\033[mb\0338\033[mc"},
    /* unknown attributes: as curses says it, until all are taken back */
    {"\033[1m\033[38;5;9ma\033[31m\033[32mb\033[m\033[31mc",
	"\033[1m\033[38;5;9ma\033[31m\033[32mb\033[m\033[31mc"},
    /* characters are chosen once; who draws with them goes on */
    {"\033(Ba\033(Bb", "\033(Bab"},
    {"\033(Ba\033(0q\033(Bb\033(0q", "\033(Ba\033(0q\033(Bb\033(0q"},
    /* other terminals' ways */
    {"\033G4a\033=\033&d@", "\033G4a\033=\033&d@"},
    {"\033[>1;2m\033[1:2m", "\033[>1;2m\033[1:2m"},
    {"\033", "\033"},
    {"a\033[1", "a\033[1"},
};

static void
every_frame_is_said_shorter(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(frames) / sizeof(frames[0]); i++) {
		struct shortener s = {0};

		expect(&s, frames[i].frame, frames[i].shorter);
	}
}

static void
a_frame_goes_on_where_the_last_has_ended(void **state)
{
	struct shortener s = {0};

	(void)state;
	expect(&s, "\033(B\033[1ma\033[m", "\033(B\033[1ma");
	expect(&s, "\033(B\033[1mb", "b");
	expect(&s, "\033(B\033[mc", "\033[mc");
}

static void
what_somebody_has_left_on_is_taken_back(void **state)
{
	struct shortener s = {.opaque = true};

	(void)state;
	expect(&s, "\033[H\033[m\033[J\033[1ma", "\033[H\033[m\033[J\033[1ma");
}

/* A terminal that draws one endless line: what each cell shows, in a row of numbers. */
struct terminal {
	unsigned on, front, back;
	uint32_t cells[4096];
	size_t count;
};

static void
switch_to(struct terminal *t, unsigned n)
{
	if (n == 0)
		t->on = t->front = t->back = 0;
	else if (n < 10)
		t->on |= 1U << n;
	else if (n < 40)
		t->front = n == 39 ? 0 : n;
	else
		t->back = n == 49 ? 0 : n;
}

static void
draw(struct terminal *t, char c)
{
	unsigned on = t->on, front = t->front;

	if (c == ' ' && (on & 1U << 7) == 0)
		front = 0;
	if (c == ' ')
		on &= 1U << 4 | 1U << 7 | 1U << 9;
	assert_true(t->count < sizeof(t->cells) / sizeof(t->cells[0]));
	t->cells[t->count++] = (uint32_t)c << 24 | on << 12 | (front & 63) << 6 | (t->back & 63);
}

static void
show(struct terminal *t, const char *p, const char *end)
{
	while (p < end) {
		if (*p != '\033') {
			draw(t, *p++);
			continue;
		}
		p += 2;
		do {
			switch_to(t, (unsigned)strtoul(p, NULL, 10));
			p += strspn(p, "0123456789");
		} while (*p++ == ';');
	}
}

/* Some thousand frames of chance: each shows on both terminals the same. */
static void
the_picture_is_the_same(void **state)
{
	static const unsigned values[] = {0, 0, 1, 2, 4, 7, 30, 36, 37, 39, 44, 46, 49};
	struct shortener s = {0};
	struct terminal *a = calloc(1, sizeof(*a)), *b = calloc(1, sizeof(*b));
	size_t said = 0, shorter = 0;

	(void)state;
	srandom(7);
	for (int i = 0; i < 2000; i++) {
		struct buf frame = {0}, out = {0};

		for (int k = 0; k < 20; k++)
			if (random() % 2 == 0)
				buf_printf(&frame, "\033[%um",
				    values[(size_t)random() %
					(sizeof(values) / sizeof(values[0]))]);
			else
				buf_putc(&frame, "ab "[random() % 3]);
		shorten(&s, buf_slice(&frame), &out);
		a->count = b->count = 0;
		show(a, buf_text(&frame), buf_text(&frame) + frame.len);
		show(b, buf_text(&out), buf_text(&out) + out.len);
		assert_int_equal(a->count, b->count);
		assert_memory_equal(a->cells, b->cells, a->count * sizeof(a->cells[0]));
		said += frame.len;
		shorter += out.len;
		buf_free(&frame);
		buf_free(&out);
	}
	assert_true(shorter < said);
	free(a);
	free(b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_frame_is_said_shorter),
	    cmocka_unit_test(a_frame_goes_on_where_the_last_has_ended),
	    cmocka_unit_test(what_somebody_has_left_on_is_taken_back),
	    cmocka_unit_test(the_picture_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
