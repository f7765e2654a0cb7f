/* SPDX-License-Identifier: MIT
 * shorten.c - a frame of curses said in fewer bytes.
 */
#include "screens/term/shorten.h"

#include <stdio.h>
#include <string.h>

enum { ESCAPE = 0x1B, PARAMETERS_MOST = 16 };

/* Length of the control sequence or character at p. */
static size_t
unit_length(const char *p, size_t n)
{
	size_t i = 2;

	if (p[0] != ESCAPE || n < 2)
		return 1;
	if (p[1] == '(' || p[1] == ')')
		return n < 3 ? n : 3;
	if (p[1] != '[')
		return 2;
	while (i < n && p[i] >= 0x20 && p[i] <= 0x3F)
		i++;
	return i < n ? i + 1 : n;
}

/* Is it CSI n ; n … m, with digits alone? */
static bool
is_sgr(const char *p, size_t n)
{
	if (n < 3 || p[0] != ESCAPE || p[1] != '[' || p[n - 1] != 'm')
		return false;
	return strspn(p + 2, "0123456789;") == n - 3;
}

/* Where what is drawn next will stand: no change of attributes is needed for that. */
static bool
is_move(const char *p, size_t n)
{
	if (n == 1)
		return p[0] == '\r' || p[0] == '\b';
	return n > 2 && p[1] == '[' && (p[2] < '<' || p[2] > '?') &&
	    strchr("ABCDGHd", p[n - 1]) != NULL;
}

/* false: a parameter that is not known here. */
static bool
apply(struct attributes *a, unsigned parameter)
{
	if (parameter == 0)
		*a = (struct attributes){0};
	else if (parameter <= 9)
		a->on |= (uint16_t)(1U << parameter);
	else if (parameter == 39)
		a->front = 0;
	else if (parameter == 49)
		a->back = 0;
	else if (parameter >= 30 && parameter <= 37)
		a->front = (uint8_t)parameter;
	else if (parameter >= 40 && parameter <= 47)
		a->back = (uint8_t)parameter;
	else
		return false;
	return true;
}

/* What the sequence makes of the attributes; false: it cannot be told. */
static bool
apply_sgr(struct attributes *a, const char *p, size_t n)
{
	struct attributes after = *a;
	unsigned parameter = 0;

	for (size_t i = 2; i < n; i++) {
		if (p[i] >= '0' && p[i] <= '9') {
			parameter =
			    parameter < 1000 ? parameter * 10 + (unsigned)(p[i] - '0') : parameter;
			continue;
		}
		if (!apply(&after, parameter))
			return false;
		parameter = 0;
	}
	*a = after;
	return true;
}

static bool
is_same(const struct attributes *a, const struct attributes *b)
{
	return a->on == b->on && a->front == b->front && a->back == b->back;
}

/* A blank, drawn or left by what clears, shows of its attributes the background and what is below
 * or across it: reverse, underlined, struck out. */
static bool
is_same_on_blanks(const struct attributes *a, const struct attributes *b)
{
	return ((a->on ^ b->on) & (1U << 4 | 1U << 7 | 1U << 9)) == 0 && a->back == b->back &&
	    ((a->on & 1U << 7) == 0 || a->front == b->front);
}

/* A blank, or CSI n K or X. */
static bool
is_blank(const char *p, size_t n)
{
	return n == 1 ? p[0] == ' ' : p[1] == '[' && (p[n - 1] == 'K' || p[n - 1] == 'X');
}

/* Room for a reset and every attribute. */
struct change {
	char text[64];
	size_t len;
};

static void
put_parameter(struct change *c, unsigned parameter)
{
	c->len += (size_t)snprintf(
	    c->text + c->len, sizeof(c->text) - c->len, c->len == 2 ? "%u" : ";%u", parameter);
}

/* What leads from one to the other; with a reset from whatever there is. */
static struct change
change_of(struct attributes from, const struct attributes *to, bool reset)
{
	struct change c = {.text = "\033[", .len = 2};

	if (reset) {
		from = (struct attributes){0};
		if (!is_same(&from, to))
			put_parameter(&c, 0);
	}
	for (unsigned n = 1; n <= 9; n++)
		if ((to->on & ~from.on & (1U << n)) != 0)
			put_parameter(&c, n);
	if (to->front != from.front)
		put_parameter(&c, to->front != 0 ? to->front : 39);
	if (to->back != from.back)
		put_parameter(&c, to->back != 0 ? to->back : 49);
	c.text[c.len++] = 'm';
	return c;
}

/* Say the attributes that are wanted, if they are not shown already. Colours may be taken back one
 * by one, the rest only all at once: not every terminal knows another way. */
static void
settle(struct shortener *s, struct buf *out)
{
	struct change reset, step;

	if (is_same(&s->shown, &s->wanted))
		return;
	reset = change_of(s->shown, &s->wanted, true);
	step = change_of(s->shown, &s->wanted, false);
	if ((s->shown.on & ~s->wanted.on) == 0 && step.len < reset.len)
		reset = step;
	buf_put(out, reset.text, reset.len);
	s->shown = s->wanted;
}

/* A change of attributes. Among unknown ones nothing is collected, until all are taken back. */
static void
take_sgr(struct shortener *s, const char *p, size_t n, struct buf *out)
{
	bool resets = n == 3 || (p[2] == '0' && (p[3] == ';' || p[3] == 'm'));

	if (s->opaque && !resets) {
		buf_put(out, p, n);
	} else if (apply_sgr(&s->wanted, p, n)) {
		if (s->opaque)
			buf_puts(out, "\033[m");
		s->shown = s->opaque ? (struct attributes){0} : s->shown;
		s->opaque = false;
	} else {
		settle(s, out);
		buf_put(out, p, n);
		s->opaque = true;
	}
}

/* Characters are chosen once, unless curses goes to and fro. */
static bool
is_needless(struct shortener *s, const char *p, size_t n)
{
	bool usual = n == 3 && memcmp(p, "\033(B", 3) == 0;

	if (n == 3 && p[1] == '(' && !usual)
		s->drawing = true;
	if (!usual || s->drawing || !s->charset) {
		s->charset = s->charset || usual;
		return false;
	}
	return true;
}

void
shorten(struct shortener *s, struct slice frame, struct buf *out)
{
	const char *p = frame.data, *end = p + frame.len;

	for (size_t n; p < end; p += n) {
		n = unit_length(p, (size_t)(end - p));
		if (is_sgr(p, n)) {
			take_sgr(s, p, n, out);
			continue;
		}
		if (is_needless(s, p, n))
			continue;
		if (!is_move(p, n) && !(is_blank(p, n) && is_same_on_blanks(&s->shown, &s->wanted)))
			settle(s, out);
		buf_put(out, p, n);
		if (n == 2 && p[1] == '7')
			s->saved = s->shown;
		else if (n == 2 && p[1] == '8')
			s->shown = s->saved;
	}
}
