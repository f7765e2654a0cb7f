/* SPDX-License-Identifier: MIT
 * form.c - one-line fields edited by libform.
 */
#include "screens/widget/form.h"

#include <form.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/die.h"
#include "base/utf8.h"

struct slot {
	struct buf text; /* the truth */
	size_t limit;
	enum form_accepts accepts;
	int width;
	bool sound; /* libform holds the same text */
	FIELD *field;
};

struct form {
	struct slot *slots;
	size_t count, room;
	size_t current;
	size_t position; /* characters before the cursor, kept over a rebuild */
	FORM *form;      /* NULL: to be built */
	FIELD **fields;
	WINDOW *pad; /* field i is row i */
};

/* Building and taking apart. */

static void
take_apart(struct form *f)
{
	if (f->form == NULL)
		return;
	unpost_form(f->form);
	free_form(f->form);
	for (size_t i = 0; i < f->count && f->fields[i] != NULL; i++)
		free_field(f->fields[i]);
	for (size_t i = 0; i < f->count; i++)
		f->slots[i].field = NULL;
	free(f->fields);
	delwin(f->pad);
	f->form = NULL;
	f->fields = NULL;
	f->pad = NULL;
}

/* Characters before the cursor, where the driver has it: fields hold one-column characters only. */
static size_t
driver_position(const struct form *f)
{
	return f->form != NULL ? (size_t)f->form->curcol : f->position;
}

/* The buffer without its padding. false when the field cannot be read. */
static const char *
buffer_of(FIELD *field, size_t *len)
{
	const char *s = field_buffer(field, 0);

	*len = s != NULL ? strlen(s) : 0;
	while (*len > 0 && s[*len - 1] == ' ')
		(*len)--;
	return s;
}

static size_t
trimmed_length(const struct buf *b)
{
	size_t len = b->len;

	while (len > 0 && b->data[len - 1] == ' ')
		len--;
	return len;
}

/* Every character must have one column, else libform cuts and shifts. */
static bool
is_plain(const char *s)
{
	const char *p = s, *end = s + strlen(s);

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (cp == UTF8_BAD || utf8_columns(cp) != 1 || utf8_is_forbidden(cp, false))
			return false;
	}
	return true;
}

/* Give a slot's text to its field and compare what came to be there. */
static void
give(struct slot *slot)
{
	const char *read;
	size_t len;

	slot->sound = is_plain(buf_text(&slot->text)) &&
	    set_field_buffer(slot->field, 0, buf_text(&slot->text)) == E_OK;
	if (!slot->sound) {
		set_field_buffer(slot->field, 0, "");
		return;
	}
	read = buffer_of(slot->field, &len);
	slot->sound = read != NULL && len == trimmed_length(&slot->text) &&
	    memcmp(read, buf_text(&slot->text), len) == 0;
}

static FIELD *
make_field(const struct slot *slot, size_t row)
{
	FIELD *field = new_field(1, slot->width, (int)row, 0, 0, 0);

	if (field == NULL)
		die("Не удалось построить поле формы.");
	field_opts_off(field, O_BLANK | O_AUTOSKIP | O_STATIC);
	return field;
}

static void
drive(struct form *f, int request)
{
	form_driver(f->form, request);
}

static void
go_to(struct form *f, size_t position)
{
	drive(f, REQ_BEG_FIELD);
	for (size_t i = 0; i < position; i++)
		drive(f, REQ_NEXT_CHAR);
}

static void
build(struct form *f)
{
	int widest = 2;

	if (f->form != NULL || f->count == 0)
		return;
	f->fields = xcalloc(f->count + 1, sizeof(*f->fields));
	for (size_t i = 0; i < f->count; i++) {
		struct slot *slot = &f->slots[i];

		f->fields[i] = slot->field = make_field(slot, i);
		widest = slot->width > widest ? slot->width : widest;
	}
	f->pad = newpad((int)f->count, widest);
	f->form = new_form(f->fields);
	if (f->pad == NULL || f->form == NULL)
		die("Не удалось построить форму.");
	set_form_win(f->form, f->pad);
	set_form_sub(f->form, f->pad);
	if (post_form(f->form) != E_OK)
		die("Не удалось показать форму.");
	drive(f, REQ_INS_MODE);
	for (size_t i = 0; i < f->count; i++)
		give(&f->slots[i]);
	set_current_field(f->form, f->fields[f->current]);
	go_to(f, f->position);
}

/* Read the focused field into its slot; true when the text differs. Call after every change. */
static bool
read_back(struct form *f)
{
	struct slot *slot = &f->slots[f->current];
	const char *text;
	size_t len;

	if (!slot->sound)
		return false;
	drive(f, REQ_VALIDATION);
	f->position = driver_position(f);
	text = buffer_of(slot->field, &len);
	if (text == NULL ||
	    (len == slot->text.len && memcmp(text, buf_text(&slot->text), len) == 0))
		return false;
	buf_clear(&slot->text);
	buf_put(&slot->text, text, len);
	return true;
}

struct form *
form_new(void)
{
	return xcalloc(1, sizeof(struct form));
}

void
form_free(struct form *f)
{
	if (f == NULL)
		return;
	take_apart(f);
	for (size_t i = 0; i < f->count; i++)
		buf_free(&f->slots[i].text);
	free(f->slots);
	free(f);
}

size_t
form_add(struct form *f, size_t limit, enum form_accepts accepts)
{
	take_apart(f);
	ARRAY_ROOM(f->slots, f->count, f->room);
	f->slots[f->count] =
	    (struct slot){.limit = limit, .accepts = accepts, .width = 20, .sound = true};
	return f->count++;
}

void
form_resize(struct form *f, size_t field, int width)
{
	width = width < 2 ? 2 : width;
	if (f->slots[field].width == width)
		return;
	take_apart(f);
	f->slots[field].width = width;
}

/* Put a text into the slot and its field, the cursor (of the focused one) at a position. */
static bool
put(struct form *f, size_t field, const char *text, size_t position)
{
	struct slot *slot = &f->slots[field];

	build(f);
	if (field == f->current)
		drive(f, REQ_VALIDATION);
	buf_clear(&slot->text);
	buf_puts(&slot->text, text);
	give(slot);
	if (field == f->current && slot->sound) {
		f->position = position;
		go_to(f, position);
	}
	return slot->sound;
}

bool
form_set(struct form *f, size_t field, const char *text)
{
	return put(f, field, text, utf8_count(text));
}

const char *
form_text(const struct form *f, size_t field)
{
	return buf_text(&f->slots[field].text);
}

void
form_focus(struct form *f, size_t field)
{
	build(f);
	if (field == f->current)
		return;
	drive(f, REQ_VALIDATION);
	f->current = field;
	set_current_field(f->form, f->fields[field]);
	form_move(f, utf8_count(form_text(f, field)));
}

/* Keys. */

static const char *
refusal(const struct slot *slot, uint32_t cp)
{
	if (slot->accepts == FORM_DIGITS && !(cp >= '0' && cp <= '9'))
		return "Здесь набираются только цифры.";
	if (slot->accepts == FORM_CODE && (utf8_is_blank(cp) || cp == ',' || cp == ':'))
		return "В коде не бывает пробелов, запятых и двоеточий.";
	if (utf8_is_forbidden(cp, false) || utf8_columns(cp) != 1)
		return "Такой знак в этом поле не набирается.";
	return NULL;
}

/* A mark typed behind a letter: it becomes one letter with it, or is refused. */
static enum form_result
type_mark(struct form *f, uint32_t mark, struct error *e)
{
	const char *text = form_text(f, f->current), *p;
	size_t at = driver_position(f), before = at > 0 ? typed_offset(text, at - 1) : 0;
	struct buf whole = {0};
	uint32_t cp = 0;

	p = text + before;
	if (at > 0 && *p != '\0')
		cp = typed_compose(utf8_next(&p, text + strlen(text)), mark);
	if (cp == 0) {
		error_set(e, ST_REFUSED, "Этот надстрочный знак не сочетается с буквой перед ним.");
		return FORM_REFUSED;
	}
	buf_put(&whole, text, before);
	utf8_put(&whole, cp);
	buf_puts(&whole, p);
	put(f, f->current, buf_text(&whole), at);
	buf_free(&whole);
	return FORM_CHANGED;
}

static enum form_result
type(struct form *f, uint32_t cp, struct error *e)
{
	struct slot *slot = &f->slots[f->current];
	const char *why;

	if (typed_is_mark(cp))
		return type_mark(f, cp, e);
	why = refusal(slot, cp);
	if (why != NULL)
		return error_set(e, ST_REFUSED, "%s", why), FORM_REFUSED;
	if (utf8_count(buf_text(&slot->text)) >= slot->limit || driver_position(f) >= slot->limit) {
		error_set(e, ST_REFUSED, "Больше %zu знаков сюда не поместится.", slot->limit);
		return FORM_REFUSED;
	}
	form_driver_w(f->form, OK, (wchar_t)cp);
	/* A blank at the end is padding to libform: it moved the cursor, the text follows later. */
	return read_back(f) ? FORM_CHANGED : FORM_MOVED;
}

/* Take the characters [from, to) out. */
static enum form_result
take_out(struct form *f, size_t from, size_t to)
{
	const char *text = form_text(f, f->current);
	struct buf rest = {0};

	if (from >= to || typed_offset(text, from) == strlen(text))
		return FORM_MOVED;
	buf_put(&rest, text, typed_offset(text, from));
	buf_puts(&rest, text + typed_offset(text, to));
	put(f, f->current, buf_text(&rest), from);
	buf_free(&rest);
	return FORM_CHANGED;
}

static size_t
word_before(const struct form *f, size_t at)
{
	const char *text = form_text(f, f->current);
	size_t i = typed_offset(text, at), n = at;

	while (i > 0 && text[i - 1] == ' ')
		i--, n--;
	while (i > 0 && text[i - 1] != ' ')
		if (((unsigned char)text[--i] & 0xC0) != 0x80)
			n--;
	return n;
}

static enum form_result
control(struct form *f, uint32_t letter)
{
	size_t at = driver_position(f), count = utf8_count(form_text(f, f->current));

	switch (letter) {
	case 'a':
		return form_move(f, 0), FORM_MOVED;
	case 'w':
		return take_out(f, word_before(f, at < count ? at : count), at);
	case 'k':
		return take_out(f, at, count);
	case 'u':
		return take_out(f, 0, count);
	default:
		return FORM_PASSED;
	}
}

static enum form_result
edit(struct form *f, int request)
{
	drive(f, request);
	return read_back(f) ? FORM_CHANGED : FORM_MOVED;
}

enum form_result
form_key(struct form *f, const struct key *key, struct error *e)
{
	build(f);
	switch (key->code) {
	case K_CHARACTER:
		return type(f, key->ch, e);
	case K_CONTROL:
		return control(f, key->ch);
	case K_BACK:
		return driver_position(f) > 0 ? edit(f, REQ_DEL_PREV) : FORM_MOVED;
	case K_DELETE:
		return edit(f, REQ_DEL_CHAR);
	case K_ARROW_LEFT:
		return edit(f, REQ_PREV_CHAR);
	case K_ARROW_RIGHT:
		if (driver_position(f) < utf8_count(form_text(f, f->current)))
			return edit(f, REQ_NEXT_CHAR);
		return FORM_MOVED;
	case K_TO_START:
		return form_move(f, 0), FORM_MOVED;
	case K_TO_END:
		return form_move(f, utf8_count(form_text(f, f->current))), FORM_MOVED;
	default:
		return FORM_PASSED;
	}
}

/* What of a paste the field may hold: digits fields and codes drop the rest. */
static void
keep_accepted(const struct slot *slot, struct buf *clean, struct cleaned *what)
{
	const char *p = buf_text(clean), *end = p + clean->len;
	struct buf kept = {0};

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (refusal(slot, cp) == NULL)
			utf8_put(&kept, cp);
		else if (!utf8_is_blank(cp))
			what->controls++;
	}
	buf_free(clean);
	*clean = kept;
}

size_t
form_paste(struct form *f, struct slice text, struct cleaned *what)
{
	struct slot *slot = &f->slots[f->current];
	const char *old = form_text(f, f->current);
	size_t count = utf8_count(old), at = driver_position(f), n;
	struct buf clean = {0}, whole = {0};

	build(f);
	typed_clean(&clean, text, false, what);
	keep_accepted(slot, &clean, what);
	while (at > count && count < slot->limit) { /* blanks typed at the end */
		buf_putc(&slot->text, ' ');
		count++;
	}
	typed_limit(&clean, slot->limit > count ? slot->limit - count : 0, what);
	n = utf8_count(buf_text(&clean));
	old = form_text(f, f->current);
	buf_put(&whole, old, typed_offset(old, at));
	buf_put_slice(&whole, buf_slice(&clean));
	buf_puts(&whole, old + typed_offset(old, at));
	if (n > 0)
		put(f, f->current, buf_text(&whole), at + n);
	buf_free(&whole);
	buf_free(&clean);
	return n;
}

/* What is seen. */

void
form_line(const struct form *f, size_t field, struct buf *out, bool *more_left, bool *more_right)
{
	const struct slot *slot = &f->slots[field];
	const char *text = buf_text(&slot->text);
	size_t count = utf8_count(text), first = 0, shown = (size_t)slot->width, from, to;

	if (f->form != NULL && field == f->current && slot->sound && f->form->begincol > 0)
		first = (size_t)f->form->begincol;
	*more_left = first > 0;
	*more_right = count > first + shown;
	from = typed_offset(text, first);
	to = typed_offset(text, first + shown);
	buf_put(out, text + from, to - from);
}

int
form_cursor(const struct form *f)
{
	if (f->form == NULL)
		return 0;
	return f->form->curcol - (f->form->begincol > 0 ? f->form->begincol : 0);
}

size_t
form_position(const struct form *f)
{
	return driver_position(f);
}

void
form_move(struct form *f, size_t position)
{
	build(f);
	drive(f, REQ_VALIDATION);
	go_to(f, position);
	f->position = driver_position(f);
}
