/* SPDX-License-Identifier: MIT
 * edit.c - one line being typed outside a form.
 */
#include "screens/widget/edit.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/utf8.h"
#include "screens/term/typed.h"

void
edit_set(struct edit *e, const char *text)
{
	char *copy = xstrdup(text); /* may be our own */

	buf_clear(&e->text);
	buf_puts(&e->text, copy);
	e->at = e->text.len;
	free(copy);
}

void
edit_free(struct edit *e)
{
	buf_free(&e->text);
	e->at = 0;
}

static size_t
before(const struct edit *e, size_t at)
{
	const char *s = buf_text(&e->text);

	if (at > 0)
		at--;
	while (at > 0 && ((unsigned char)s[at] & 0xC0) == 0x80)
		at--;
	return at;
}

static size_t
behind(const struct edit *e, size_t at)
{
	const char *s = buf_text(&e->text);

	if (at < e->text.len)
		at++;
	while (at < e->text.len && ((unsigned char)s[at] & 0xC0) == 0x80)
		at++;
	return at;
}

/* Put `middle` in place of the bytes [from, to); the cursor goes behind it. */
static void
replace(struct edit *e, size_t from, size_t to, struct slice middle)
{
	struct buf text = {0};

	buf_put(&text, buf_text(&e->text), from);
	buf_put_slice(&text, middle);
	e->at = text.len;
	buf_put(&text, buf_text(&e->text) + to, e->text.len - to);
	buf_free(&e->text);
	e->text = text;
}

static void
insert(struct edit *e, struct slice text)
{
	struct cleaned what = {0};
	struct buf clean = {0};
	size_t room = EDIT_LENGTH - utf8_count(buf_text(&e->text));

	typed_clean(&clean, text, false, &what);
	typed_limit(&clean, room, &what);
	replace(e, e->at, e->at, buf_slice(&clean));
	buf_free(&clean);
}

static void
insert_character(struct edit *e, uint32_t cp)
{
	size_t from = before(e, e->at);
	const char *p = buf_text(&e->text) + from;
	struct buf one = {0};
	uint32_t composed = 0;

	if (typed_is_mark(cp) && e->at > 0)
		composed = typed_compose(utf8_next(&p, buf_text(&e->text) + e->at), cp);
	utf8_put(&one, composed != 0 ? composed : cp);
	if (composed != 0)
		replace(e, from, e->at, buf_slice(&one));
	else if (!typed_is_mark(cp))
		insert(e, buf_slice(&one));
	buf_free(&one);
}

static size_t
word_before(const struct edit *e)
{
	const char *s = buf_text(&e->text);
	size_t at = e->at;

	while (at > 0 && s[at - 1] == ' ')
		at--;
	while (at > 0 && s[at - 1] != ' ')
		at--;
	return at;
}

static bool
control_key(struct edit *e, uint32_t letter)
{
	if (letter == 'u')
		replace(e, 0, e->text.len, slice_of(""));
	else if (letter == 'w')
		replace(e, word_before(e), e->at, slice_of(""));
	else
		return false;
	return true;
}

bool
edit_key(struct edit *e, const struct key *key, struct slice pasted)
{
	switch (key->code) {
	case K_CHARACTER:
		insert_character(e, key->ch);
		return true;
	case K_PASTED:
		insert(e, pasted);
		return true;
	case K_CONTROL:
		return control_key(e, key->ch);
	case K_BACK:
		replace(e, before(e, e->at), e->at, slice_of(""));
		return true;
	case K_DELETE: {
		size_t at = e->at;

		replace(e, at, behind(e, at), slice_of(""));
		return true;
	}
	case K_ARROW_LEFT:
		e->at = before(e, e->at);
		return true;
	case K_ARROW_RIGHT:
		e->at = behind(e, e->at);
		return true;
	case K_TO_START:
		e->at = 0;
		return true;
	case K_TO_END:
		e->at = e->text.len;
		return true;
	default:
		return false;
	}
}

void
edit_draw(const struct edit *e, struct ui *ui, int row, int column, int width, bool focused)
{
	const char *s = buf_text(&e->text);
	size_t from = 0, fits;
	char *seen;

	for (;;) { /* drop letters on the left until the cursor is inside */
		char *left = xstrndup(s + from, e->at - from);
		bool inside = (int)utf8_width(left) < width;

		free(left);
		if (inside || from >= e->at)
			break;
		from = behind(e, from);
	}
	fits = utf8_fit(s + from, (size_t)width);
	seen = xstrndup(s + from, fits);
	ui_put(ui, row, column, width, focused ? STYLE_FOCUS : STYLE_FIELD, seen);
	free(seen);
	if (focused) {
		char *left = xstrndup(s + from, e->at - from);

		ui_cursor(ui, row, column + (int)utf8_width(left));
		free(left);
	}
}
