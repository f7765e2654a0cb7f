/* SPDX-License-Identifier: MIT
 * record_form_value.c - what the fields of a sheet mean: options, completion, checking, mending,
 * hints.
 */
#include "screens/form/record_form.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/compare.h"
#include "base/date.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "rules/unlikely.h"
#include "service/list/listing.h"
#include "service/list/used_values.h"

/* Options of a check list: words of the field, or terms of the profile. */

size_t
form_field_options(const struct record_form *sh, const struct form_field *it)
{
	size_t n = 0;

	if (it->field->type == FIELD_TERM || it->field->type == FIELD_TERMS) {
		profile_terms(sh->session->profile, it->field->terms, &n);
		return n;
	}
	while (it->words != NULL && it->words[n] != NULL)
		n++;
	return n;
}

static const struct term *
term_at(const struct record_form *sh, const struct form_field *it, size_t i)
{
	size_t n;
	const struct term *terms = profile_terms(sh->session->profile, it->field->terms, &n);

	return i < n ? &terms[i] : NULL;
}

static const char *
option_id(const struct record_form *sh, const struct form_field *it, size_t i)
{
	if (it->words != NULL)
		return it->words[i];
	return term_at(sh, it, i)->id;
}

const char *
form_field_option_text(const struct record_form *sh, const struct form_field *it, size_t i)
{
	if (it->words != NULL)
		return it->field->shown != NULL ? it->field->shown[i] : it->words[i];
	return term_at(sh, it, i)->text;
}

bool
form_field_option_is_on(const struct record_form *sh, const struct form_field *it, size_t i)
{
	struct slice rest = slice_of(form_field_text(sh, it)), item,
		     id = slice_of(option_id(sh, it, i));

	while (value_next_item(&rest, &item))
		if (slice_equal(utf8_trim(item), id))
			return true;
	return false;
}

void
form_field_toggle(struct record_form *sh, struct form_field *it, size_t i)
{
	const char *id = option_id(sh, it, i);
	bool on = form_field_option_is_on(sh, it, i);
	struct slice rest = slice_of(form_field_text(sh, it)), item;
	struct buf list = {0};

	while (it->field->type != FIELD_TERM && value_next_item(&rest, &item)) {
		if (slice_equal(utf8_trim(item), slice_of(id)))
			continue;
		buf_puts(&list, list.len > 0 ? "," : "");
		buf_put_slice(&list, item);
	}
	if (!on) {
		buf_puts(&list, list.len > 0 ? "," : "");
		buf_puts(&list, id);
	}
	form_field_set_text(sh, it, buf_text(&list));
	buf_free(&list);
}

void
form_field_put_proposed(const struct form_field *it, struct buf *out)
{
	const char *before = "предложено по заполненным строкам: ";

	for (int i = 0; i < PROPOSED_MOST; i++)
		if (it->proposed >> i & 1) {
			buf_printf(out, "%s%d", before, i + 1);
			before = ", ";
		}
}

/* Choices. */

static const char *
word_begun_by(const struct form_field *it, struct slice start, size_t *others)
{
	const char *found = NULL;

	*others = 0;
	for (int i = 0; it->words[i] != NULL; i++) {
		struct slice word = slice_of(it->words[i]);

		if (fold_equal(word, start)) {
			*others = 0;
			return it->words[i];
		}
		if (!fold_starts(word, start))
			continue;
		if (found == NULL)
			found = it->words[i];
		else
			(*others)++;
	}
	return found;
}

/* A single digit is the number of a word: the hint shows them so. */
static const char *
word_of_digit(const struct record_form *sh, const struct form_field *it, struct slice text)
{
	const char *s = text.data;

	if (text.len != 1 || s[0] < '1' || s[0] > '9' ||
	    (size_t)(s[0] - '1') >= form_field_options(sh, it))
		return NULL;
	return it->words[s[0] - '1'];
}

const char *
form_field_completion(const struct record_form *sh, const struct form_field *it, size_t *others)
{
	struct slice typed = utf8_trim(slice_of(form_field_text(sh, it)));
	struct buf other = {0};
	const char *word;

	*others = 0;
	if (it->field->type != FIELD_CHOICE || typed.len == 0)
		return NULL;
	word = word_of_digit(sh, it, typed);
	if (word == NULL)
		word = word_begun_by(it, typed, others);
	if (word == NULL && fold_put_other_layout(&other, typed))
		word = word_begun_by(it, buf_slice(&other), others);
	buf_free(&other);
	return word;
}

/* References. */

/* Letters drawn as Latin ones are those. */
static void
put_latin(struct buf *out, struct slice text)
{
	const char *p = text.data, *end = p + text.len;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end), alike = fold_look_alike(cp);

		utf8_put(out, cp >= 0x80 && alike != 0 && alike < 0x80 ? alike : cp);
	}
}

/* A code as typed, in the other keyboard layout, with Latin letters for those drawn alike; false:
 * there is no such way. */
static bool
put_code_as(struct buf *out, struct slice code, int way)
{
	if (way == 1)
		return fold_put_other_layout(out, code);
	if (way == 2)
		put_latin(out, code);
	else
		buf_put_slice(out, code);
	return true;
}

/* Each as it is and in capitals: щ008 and о008 are O008. */
static uint64_t
find_code(struct record_form *sh, enum kind kind, struct slice code)
{
	struct session_refs refs;
	struct reading reading = record_form_reading(sh, &refs);
	struct buf other = {0};
	uint64_t id = 0;

	for (int way = 0; id == 0 && way < 3; way++) {
		buf_clear(&other);
		if (!put_code_as(&other, code, way))
			continue;
		id = reading.find_code(reading.refs, kind, buf_slice(&other));
		for (size_t i = 0; i < other.len; i++)
			if (other.data[i] >= 'a' && other.data[i] <= 'z')
				other.data[i] = (char)(other.data[i] - 'a' + 'A');
		if (id == 0)
			id = reading.find_code(reading.refs, kind, buf_slice(&other));
	}
	buf_free(&other);
	return id;
}

/* Every word typed stands in the name as a word of its own. */
static bool
is_named_so(const struct buf *name, const struct buf *typed)
{
	struct buf word = {0};
	bool all = true;

	for (size_t from = 0, to; all && from < typed->len; from = to + 1) {
		for (to = from; to < typed->len && typed->data[to] != COMPARE_BLANK; to++)
			;
		buf_clear(&word);
		buf_putc(&word, COMPARE_BLANK);
		buf_put(&word, typed->data + from, to - from);
		buf_putc(&word, COMPARE_BLANK);
		all = memmem(name->data, name->len, word.data, word.len) != NULL;
	}
	buf_free(&word);
	return all;
}

/* Of several found the only one whose name it is: «5» is «СОШ № 5», though others have a 5 in
 * their telephone. 0: none, or again several. */
static uint64_t
find_named(struct view *v, enum kind kind, const char *words, const uint64_t *ids, size_t count)
{
	struct buf typed = {0}, name = {0}, form = {0};
	uint64_t only = 0;
	size_t found = 0;

	compare_put(&typed, slice_of(words));
	for (size_t i = 0; typed.len > 0 && i < count; i++) {
		buf_clear(&name);
		buf_clear(&form);
		register_put_name(v, kind, ids[i], &name);
		buf_putc(&form, COMPARE_BLANK);
		compare_put(&form, buf_slice(&name));
		buf_putc(&form, COMPARE_BLANK);
		if (!is_named_so(&form, &typed))
			continue;
		only = ids[i];
		found++;
	}
	buf_free(&typed);
	buf_free(&name);
	buf_free(&form);
	return found == 1 ? only : 0;
}

enum { LOOKED_AT_MOST = 100 };

/* The only record found by the words typed, *count of those that were. */
static uint64_t
find_words(struct record_form *sh, enum kind kind, const char *words, size_t *count)
{
	struct listing_spec spec = {.kind = kind, .search = words};
	struct listing *l = NULL;
	uint64_t id = 0, *ids = NULL;
	struct view own, *v = record_form_view(sh, &own);

	if (listing_open(&l, v, &spec, NULL, NULL) == ST_OK) {
		*count = listing_count(l);
		if (*count > 0 && *count <= LOOKED_AT_MOST && listing_ids(l, v, &ids) == *count)
			id = *count == 1 ? ids[0] : find_named(v, kind, words, ids, *count);
		*count = id != 0 ? 1 : *count;
		free(ids);
		listing_close(l);
	}
	view_close(&own);
	return id;
}

/* The only record the typed text can mean, 0 when none or several; *count of those found. */
static uint64_t
resolve(struct record_form *sh, struct form_field *it, size_t *count)
{
	struct slice typed = utf8_trim(slice_of(form_field_text(sh, it)));
	uint64_t id;
	char *words;

	*count = 0;
	if (typed.len == 0)
		return 0;
	id = find_code(sh, it->field->target, typed);
	if (id != 0) {
		*count = 1;
		return id;
	}
	words = strndup(typed.data, typed.len);
	id = find_words(sh, it->field->target, words, count);
	free(words);
	return id;
}

/* The reference's text becomes the code of the record. */
static void
settle_reference(struct record_form *sh, struct form_field *it)
{
	struct session_refs refs;
	struct reading reading = record_form_reading(sh, &refs);
	struct buf code = {0};
	size_t count;
	uint64_t id = resolve(sh, it, &count);

	it->ref = id;
	if (id != 0 && reading.put_code(reading.refs, it->field->target, id, &code) && code.len > 0)
		if (strcmp(buf_text(&code), form_field_text(sh, it)) != 0)
			form_field_set_text(sh, it, buf_text(&code));
	buf_free(&code);
}

/* Dates. */

static int32_t
date_typed(struct slice typed)
{
	int32_t date;

	return date_parse_typed(typed, clock_today(), &date) == DATE_PARSED ? date : DATE_NONE;
}

static const char *
weekday(int32_t date)
{
	static const char *const names[] = {
	    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"};

	return names[date_weekday(date)];
}

/* The date in full while it is typed in short, then its day. */
static void
put_beside_date(int32_t date, struct slice typed, struct buf *out)
{
	struct buf full = {0};

	date_put_russian(&full, date);
	if (slice_equal(buf_slice(&full), typed))
		buf_puts(out, weekday(date));
	else
		buf_put_slice(out, buf_slice(&full));
	buf_free(&full);
}

static void
settle_date(struct record_form *sh, struct form_field *it, struct slice typed)
{
	int32_t date = date_typed(typed);
	struct buf text = {0};

	if (date == DATE_NONE)
		return;
	date_put_russian(&text, date);
	form_field_set_text(sh, it, buf_text(&text));
	buf_free(&text);
}

/* Leaving a field. */

static void
settle_list(struct record_form *sh, struct form_field *it, struct slice typed)
{
	struct slice item;
	struct buf text = {0};

	while (value_next_item(&typed, &item)) {
		item = utf8_trim(item);
		if (item.len == 0)
			continue;
		buf_puts(&text, text.len > 0 ? ", " : "");
		buf_put_slice(&text, item);
	}
	form_field_set_text(sh, it, buf_text(&text));
	buf_free(&text);
}

static void
settle_text(struct record_form *sh, struct form_field *it)
{
	struct slice typed = utf8_trim(slice_of(form_field_text(sh, it)));
	size_t others;
	const char *word;
	char *copy = strndup(typed.data, typed.len);

	typed.data = copy;
	if (it->field->type == FIELD_DATE)
		settle_date(sh, it, typed);
	else if (it->field->type == FIELD_LIST)
		settle_list(sh, it, typed);
	else if (it->field->type == FIELD_REF)
		settle_reference(sh, it);
	else if ((word = form_field_completion(sh, it, &others)) != NULL)
		form_field_set_text(sh, it, word);
	else if (strcmp(copy, form_field_text(sh, it)) != 0)
		form_field_set_text(sh, it, copy);
	free(copy);
}

/* Mixed alphabets make sense in codes and addresses of documents, not in names and sentences. */
static bool
may_be_mixed(const struct field *f)
{
	return f->type == FIELD_CODE || f->type == FIELD_EMAIL || f->type == FIELD_REF;
}

static bool
is_name(const struct field *f)
{
	return strcmp(f->id, "surname") == 0 || strcmp(f->id, "given_name") == 0 ||
	    strcmp(f->id, "patronymic") == 0;
}

/* A name in Latin letters alone: the keyboard was in the other layout. Figures are the same in
 * both. */
static bool
is_other_layout(const struct record_form *sh, const struct form_field *it)
{
	const char *text = form_field_text(sh, it);
	bool has_letter = false;

	for (const char *p = text; *p != '\0' && !has_letter; p++)
		has_letter = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z');
	return is_name(it->field) && has_letter && utf8_is_ascii(slice_of(text));
}

static void
tell_mixed(const struct record_form *sh, struct form_field *it)
{
	struct buf mended = {0};

	if (is_other_layout(sh, it))
		buf_puts(&it->told, "латинские буквы, F6 наберёт те же клавиши по-русски.");
	if (it->told.len > 0 || may_be_mixed(it->field) || it->input == INPUT_CHECKS ||
	    it->input == INPUT_YESNO)
		return;
	if (fold_put_mended(&mended, slice_of(form_field_text(sh, it))))
		buf_puts(&it->told, "русские и латинские буквы в одном слове, F6 исправит.");
	buf_free(&mended);
}

/* The record as far as one value is held against another: days, ticks, and the field itself. */
static bool
look_unlikely(struct record_form *sh, const struct form_field *it, struct unlikely *out)
{
	struct session_refs refs;
	struct reading reading = record_form_reading(sh, &refs);
	struct record *r = record_new(sh->kind);
	bool unlikely;

	for (size_t i = 0; i < sh->count; i++) {
		const struct form_field *other = &sh->items[i];

		if (other == it || other->field->type == FIELD_DATE ||
		    other->field->type == FIELD_YESNO)
			value_parse(
			    r, other->field, slice_of(form_field_text(sh, other)), &reading, NULL);
	}
	unlikely = unlikely_value(r, it->field, clock_today(), out);
	record_free(r);
	return unlikely;
}

static void
tell_unlikely(struct record_form *sh, struct form_field *it)
{
	struct unlikely u = {0};

	if (it->told.len == 0 && it->fault.len == 0 && it->input == INPUT_LINE &&
	    look_unlikely(sh, it, &u)) {
		buf_put_slice(&it->told, buf_slice(&u.sentence));
		buf_puts(&it->told, u.mended.len > 0 ? ", F6 исправит." : ".");
	}
	unlikely_free(&u);
}

static bool
mend_unlikely(struct record_form *sh, const struct form_field *it, struct buf *out)
{
	struct unlikely u = {0};
	bool mends = it->input == INPUT_LINE && look_unlikely(sh, it, &u) && u.mended.len > 0;

	if (mends)
		buf_put_slice(out, buf_slice(&u.mended));
	unlikely_free(&u);
	return mends;
}

void
form_field_fill_beside(struct record_form *sh, const struct form_field *it)
{
	for (size_t i = 0; i < sh->count; i++) {
		struct form_field *other = &sh->items[i];
		struct buf value = {0};

		if (unlikely_beside(sh->kind, other->field) == it->field &&
		    form_field_text(sh, other)[0] == '\0' && mend_unlikely(sh, other, &value)) {
			form_field_set_text(sh, other, buf_text(&value));
			form_field_settle(sh, other);
		}
		buf_free(&value);
	}
}

void
form_field_tell_misfit(const struct record_form *sh, struct form_field *it)
{
	if (form_field_is_untouched(sh, it) &&
	    !value_fits(sh->base, it->field, profile_vocabulary(sh->session->profile)))
		buf_puts(
		    &it->told, "этого значения в профиле нет; пока его не изменят, оно останется.");
}

static void
check(struct record_form *sh, struct form_field *it)
{
	struct session_refs refs;
	struct reading reading = record_form_reading(sh, &refs);
	struct record *scratch;
	struct error e = {0};
	size_t others = 0;

	buf_clear(&it->fault);
	if (form_field_is_untouched(sh, it)) {
		form_field_tell_misfit(sh, it);
		return;
	}
	scratch = record_new(sh->kind);
	if (it->field->type == FIELD_REF && it->ref == 0 && form_field_text(sh, it)[0] != '\0')
		resolve(sh, it, &others);
	if (others > 1)
		buf_printf(&it->fault, "Подходят %zu: F4 покажет их, Enter возьмёт нужную запись.",
		    others);
	else if (value_parse(scratch, it->field, slice_of(form_field_text(sh, it)), &reading, &e) !=
	    ST_OK)
		buf_puts(&it->fault, error_text(&e));
	record_free(scratch);
}

static void
tell_new(struct record_form *sh, struct form_field *it)
{
	struct slice text = slice_of(form_field_text(sh, it));

	if (text.len == 0 || it->told.len > 0 || it->fault.len > 0 ||
	    !form_field_is_changed(sh, it))
		return;
	if (!used_values_names(it->field) && form_field_used(sh, it) != NULL &&
	    used_values_tell(it->used) && !used_values_has(it->used, text))
		buf_puts(&it->told, "раньше такого значения не было; F4 — какие были.");
}

void
form_field_settle(struct record_form *sh, struct form_field *it)
{
	if (it->input == INPUT_LINE && !form_field_is_untouched(sh, it))
		settle_text(sh, it);
	buf_clear(&it->told);
	check(sh, it);
	tell_mixed(sh, it);
	tell_unlikely(sh, it);
	tell_new(sh, it);
	form_field_update_beside(sh, it);
}

static void
put_name(struct record_form *sh, enum kind kind, uint64_t id, struct buf *out)
{
	struct view own;

	register_put_name(record_form_view(sh, &own), kind, id, out);
	view_close(&own);
}

static void
update_reference(struct record_form *sh, struct form_field *it, struct slice typed)
{
	it->ref = typed.len > 0 ? find_code(sh, it->field->target, typed) : 0;
	if (it->ref != 0)
		put_name(sh, it->field->target, it->ref, &it->beside);
}

void
form_field_update_beside(struct record_form *sh, struct form_field *it)
{
	struct slice typed = utf8_trim(slice_of(form_field_text(sh, it)));
	int32_t date;

	buf_clear(&it->beside);
	if (it->field->type == FIELD_REF) {
		update_reference(sh, it, typed);
	} else if (it->field->type == FIELD_DATE && typed.len > 0) {
		date = date_typed(typed);
		if (date != DATE_NONE)
			put_beside_date(date, typed, &it->beside);
	}
}

/* Mending. */

/* An address with Russian letters: look-alikes first, then the other keyboard layout. */
static bool
mend_email(const char *text, struct buf *out)
{
	if (fold_put_mended(out, slice_of(text)) && utf8_is_ascii(buf_slice(out)))
		return true;
	buf_clear(out);
	return fold_put_other_layout(out, slice_of(text)) && utf8_is_ascii(buf_slice(out));
}

bool
form_field_mend(struct record_form *sh, struct form_field *it)
{
	const char *text = form_field_text(sh, it);
	struct buf mended = {0};
	bool done = false;

	if (it->field->type == FIELD_EMAIL || it->field->type == FIELD_CODE)
		done = mend_email(text, &mended) && strcmp(buf_text(&mended), text) != 0;
	else if (is_other_layout(sh, it))
		done = fold_put_other_layout(&mended, slice_of(text));
	else if (!may_be_mixed(it->field) && (it->input == INPUT_LINE || it->input == INPUT_TEXT))
		done = fold_put_mended(&mended, slice_of(text));
	if (!done)
		done = mend_unlikely(sh, it, &mended);
	if (done) {
		form_field_set_text(sh, it, buf_text(&mended));
		form_field_settle(sh, it);
	}
	buf_free(&mended);
	return done;
}
