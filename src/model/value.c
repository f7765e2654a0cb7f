/* SPDX-License-Identifier: MIT
 * value.c - values as text.
 */
#include "model/value.h"

#include <string.h>

#include "base/date.h"

bool
value_next_item(struct slice *rest, struct slice *item)
{
	const char *start = rest->data, *comma;

	if (rest->len == 0)
		return false;
	comma = memchr(start, ',', rest->len);
	*item = slice_make(start, comma != NULL ? (size_t)(comma - start) : rest->len);
	*rest =
	    comma != NULL ? slice_make(comma + 1, rest->len - item->len - 1) : slice_make(start, 0);
	return true;
}

static void
put_mark(struct buf *b)
{
	buf_puts(b, " (нет в профиле)");
}

/* The word of a choice; "" for none or one this program does not know. */
static const char *
choice_word(const struct field *f, uint8_t choice)
{
	for (int i = 0; i < choice; i++)
		if (f->words[i] == NULL)
			return "";
	return choice > 0 && f->words[choice - 1] != NULL ? f->words[choice - 1] : "";
}

/* As the clerk wrote it: the town's own word, the program's, or a word of an own field. */
static const char *
written_choice(const struct record *r, const struct field *f)
{
	const char *own = f->own ? record_text(r, f) : record_word(r, f);

	return f->own || own[0] != '\0' ? own : choice_word(f, record_choice(r, f));
}

static void
put_code(struct buf *b, const struct reading *reading, enum kind kind, uint64_t id)
{
	if (id != 0 && reading->put_code != NULL)
		reading->put_code(reading->refs, kind, id, b);
}

static void
put_number(struct buf *b, int64_t number)
{
	if (number != NUMBER_NONE)
		buf_printf(b, "%lld", (long long)number);
}

/* A town's own yes/no is kept as "да" or not at all; of an edition in which the field was another
 * there may be any text. */
static bool
is_filled_own(const struct record *r, const struct field *f)
{
	return f->own && record_text(r, f)[0] != '\0';
}

int32_t
value_date(const struct record *r, const struct field *f)
{
	int32_t date;

	if (!f->own)
		return record_date(r, f);
	date_parse(slice_of(record_text(r, f)), &date);
	return date;
}

void
value_put_cell(
    struct buf *b, const struct record *r, const struct field *f, const struct reading *reading)
{
	if (f->type == FIELD_YESNO && !is_filled_own(r, f))
		buf_puts(b, !f->own && record_yes(r, f) ? "да" : "нет");
	else if (field_is_text(f))
		buf_puts(b, record_text(r, f));
	else if (f->type == FIELD_DATE)
		date_put_iso(b, record_date(r, f));
	else if (f->type == FIELD_NUMBER)
		put_number(b, record_number(r, f));
	else if (f->type == FIELD_CHOICE)
		buf_puts(b, written_choice(r, f));
	else
		put_code(b, reading, f->target, record_ref(r, f));
}

static void
put_shown_term(struct buf *b, const struct field *f, struct slice id, const struct vocabulary *v)
{
	const struct term *term = vocabulary_term(v, f->terms, id);

	if (term != NULL)
		buf_puts(b, term->text);
	else
		buf_put_slice(b, id);
}

/* The words people read: the shown ones where the field has them. */
static void
put_shown_word(struct buf *b, const struct field *f, struct slice word)
{
	for (int i = 0; f->words[i] != NULL; i++)
		if (slice_equal(slice_of(f->words[i]), word)) {
			buf_puts(b, f->shown != NULL ? f->shown[i] : f->words[i]);
			return;
		}
	buf_put_slice(b, word);
}

static void
put_shown_items(
    struct buf *b, const struct record *r, const struct field *f, const struct vocabulary *v)
{
	struct slice rest = slice_of(record_text(r, f)), item;
	const char *between = "";

	while (value_next_item(&rest, &item)) {
		buf_puts(b, between);
		if (f->type == FIELD_LIST)
			buf_put_slice(b, item);
		else if (f->type == FIELD_CHOICES)
			put_shown_word(b, f, item);
		else
			put_shown_term(b, f, item, v);
		between = f->type == FIELD_TERMS || f->shown != NULL
		    ? "; "
		    : ", "; /* their texts have commas */
	}
}

void
value_put_choice(struct buf *b, const struct record *r, const struct field *f)
{
	put_shown_word(b, f, slice_of(written_choice(r, f)));
}

void
value_put_shown(
    struct buf *b, const struct record *r, const struct field *f, const struct reading *reading)
{
	if (!value_fits(r, f, reading->vocabulary)) {
		value_put_cell(b, r, f, reading);
		put_mark(b);
		return;
	}
	switch (f->type) {
	case FIELD_DATE:
		date_put_russian(b, value_date(r, f));
		break;
	case FIELD_CHOICE:
		value_put_choice(b, r, f);
		break;
	case FIELD_LIST:
	case FIELD_CHOICES:
	case FIELD_TERMS:
		put_shown_items(b, r, f, reading->vocabulary);
		break;
	case FIELD_TERM:
		if (record_text(r, f)[0] != '\0')
			put_shown_term(b, f, slice_of(record_text(r, f)), reading->vocabulary);
		break;
	default:
		value_put_cell(b, r, f, reading);
		break;
	}
}

void
value_put_gone(struct buf *b, const struct own_value *own)
{
	buf_puts(b, own->text);
	put_mark(b);
}

/* a, b или c; ended words, too, for what is read may be of their time. */
static void
put_one_of(struct buf *b, const struct field *f, const struct vocabulary *v)
{
	const char *word, *next = vocabulary_offered(v, f, 0, DATE_NONE);

	for (size_t i = 0; (word = next) != NULL; i++) {
		next = vocabulary_offered(v, f, i + 1, DATE_NONE);
		buf_puts(b, i == 0 ? "" : next != NULL ? ", " : " или ");
		buf_puts(b, word);
		if (f->shown != NULL)
			buf_printf(b, " (%s)", f->shown[i]);
	}
}

static void
put_terms(struct buf *b, const struct vocabulary *v, enum terms terms)
{
	const struct term *list = v->terms[terms];
	size_t count = v->nterms[terms];

	for (size_t i = 0; i < count; i++)
		buf_printf(b, "%s%s", i == 0 ? "" : i + 1 < count ? ", " : " или ", list[i].id);
}

void
value_put_expected(struct buf *b, const struct field *f, const struct vocabulary *v)
{
	static const char *const texts[] = {
	    [FIELD_CODE] = "код до 64 знаков без пробелов, запятых и двоеточий",
	    [FIELD_TEXT] = "строка до 255 знаков",
	    [FIELD_LONG] = "текст до 65 536 знаков",
	    [FIELD_EMAIL] = "адрес вида ivanova@example.org",
	    [FIELD_DATE] = "дата ДД.ММ.ГГГГ или ГГГГ-ММ-ДД",
	    [FIELD_NUMBER] = "целое число, 0 или больше",
	    [FIELD_YESNO] = "да или нет",
	    [FIELD_CHOICE] = "",
	    [FIELD_CHOICES] = "через запятую из списка: ",
	    [FIELD_LIST] = "перечень через запятую без повторов, до 255 знаков",
	    [FIELD_REF] = "код из таблицы ",
	    [FIELD_TERM] = "",
	    [FIELD_TERMS] = "через запятую из списка: ",
	};

	buf_printf(b, "ждём: %s", texts[f->type]);
	if (f->words != NULL)
		put_one_of(b, f, v);
	else if (f->type == FIELD_TERM || f->type == FIELD_TERMS)
		put_terms(b, v, f->terms);
	else if (f->type == FIELD_REF)
		buf_printf(b, "«%s»", entity_of(f->target)->many);
}
