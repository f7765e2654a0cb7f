/* SPDX-License-Identifier: MIT
 * text_history.c - the steps a text was changed in.
 */
#include "screens/widget/text_history.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* At `at`, bytes were taken out and others put in. */
struct text_step {
	size_t at;
	struct buf taken, put;
	bool open; /* the next key may go on with it */
};

static void
drop_steps(struct text_history *h, size_t from)
{
	while (h->count > from) {
		struct text_step *step = &h->steps[--h->count];

		buf_free(&step->taken);
		buf_free(&step->put);
	}
}

void
text_history_free(struct text_history *h)
{
	drop_steps(h, 0);
	free(h->steps);
	buf_free(&h->text);
	*h = (struct text_history){0};
}

static void
hold(struct text_history *h, const char *text)
{
	buf_clear(&h->text);
	buf_puts(&h->text, text);
}

void
text_history_begin(struct text_history *h, const char *text)
{
	drop_steps(h, 0);
	h->done = 0;
	hold(h, text);
}

static bool
is_inside_character(const char *s, size_t at)
{
	return ((unsigned char)s[at] & 0xC0) == 0x80;
}

static size_t
common_start(const char *was, size_t was_len, const char *now, size_t now_len)
{
	size_t n = 0;

	while (n < was_len && n < now_len && was[n] == now[n])
		n++;
	while (n > 0 && (is_inside_character(was, n) || is_inside_character(now, n)))
		n--;
	return n;
}

static size_t
common_end(const char *was, size_t was_len, const char *now, size_t now_len)
{
	size_t n = 0;

	while (n < was_len && n < now_len && was[was_len - n - 1] == now[now_len - n - 1])
		n++;
	while (n > 0 && is_inside_character(was, was_len - n))
		n--;
	return n;
}

static bool
is_gap(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* A word and the blanks behind it are a step: the next word begins one of its own. (A line tells of
 * a blank only when there is something behind it.) */
static bool
begins_word(char before, struct slice typed)
{
	const char *s = typed.data;

	return (is_gap(before) || is_gap(s[0])) && !is_gap(s[typed.len - 1]);
}

static bool
goes_on_typing(const struct text_step *last, size_t at, struct slice put)
{
	if (at != last->at + last->put.len)
		return false;
	return last->put.len == 0 ? last->taken.len > 0
				  : !begins_word(last->put.data[last->put.len - 1], put);
}

static bool
goes_on_rubbing_out(const struct text_step *last, size_t at, struct slice taken)
{
	if (last->put.len > 0 || last->taken.len == 0)
		return false;
	if (at + taken.len == last->at)
		return !begins_word(last->taken.data[0], taken);
	return at == last->at && !begins_word(last->taken.data[last->taken.len - 1], taken);
}

static void
put_before(struct buf *b, struct slice bytes)
{
	struct buf whole = {0};

	buf_put_slice(&whole, bytes);
	buf_put_slice(&whole, buf_slice(b));
	buf_free(b);
	*b = whole;
}

/* Does the key go on with the last step? Then that has it. */
static bool
joins(struct text_history *h, size_t at, struct slice taken, struct slice put)
{
	struct text_step *last = h->count > 0 ? &h->steps[h->count - 1] : NULL;

	if (last == NULL || !last->open)
		return false;
	if (taken.len == 0 && goes_on_typing(last, at, put)) {
		buf_put_slice(&last->put, put);
		return true;
	}
	if (put.len > 0 || !goes_on_rubbing_out(last, at, taken))
		return false;
	if (at < last->at)
		put_before(&last->taken, taken);
	else
		buf_put_slice(&last->taken, taken);
	last->at = at;
	return true;
}

static void
add(struct text_history *h, size_t at, struct slice taken, struct slice put, bool open)
{
	struct text_step *step;

	ARRAY_ROOM(h->steps, h->count, h->room);
	step = &h->steps[h->count++];
	*step = (struct text_step){.at = at, .open = open};
	buf_put_slice(&step->taken, taken);
	buf_put_slice(&step->put, put);
}

void
text_history_note(struct text_history *h, const char *text, bool by_key)
{
	const char *was = buf_text(&h->text);
	size_t was_len = h->text.len, len = strlen(text);
	size_t start = common_start(was, was_len, text, len);
	size_t end = common_end(was + start, was_len - start, text + start, len - start);
	struct slice taken = slice_make(was + start, was_len - start - end);
	struct slice put = slice_make(text + start, len - start - end);

	if (taken.len == 0 && put.len == 0)
		return;
	drop_steps(h, h->done);
	if (!by_key || !joins(h, start, taken, put))
		add(h, start, taken, put, by_key);
	h->done = h->count;
	hold(h, text);
}

/* Another end to the last step: what comes next begins one of its own. */
static void
close_last(struct text_history *h)
{
	if (h->done > 0)
		h->steps[h->done - 1].open = false;
}

bool
text_history_go(struct text_history *h, bool forth, size_t *at)
{
	const struct text_step *step;
	const struct buf *out, *in;
	struct buf text = {0};

	if (forth ? h->done == h->count : h->done == 0)
		return false;
	step = &h->steps[forth ? h->done : h->done - 1];
	out = forth ? &step->taken : &step->put;
	in = forth ? &step->put : &step->taken;
	buf_put(&text, buf_text(&h->text), step->at);
	buf_put_slice(&text, buf_slice(in));
	*at = text.len;
	buf_puts(&text, buf_text(&h->text) + step->at + out->len);
	buf_free(&h->text);
	h->text = text;
	h->done += forth ? 1 : (size_t)-1;
	close_last(h);
	return true;
}
