/* SPDX-License-Identifier: MIT
 * record_form_recall.c - what was typed into a field before: the rest of a word in grey, a list
 * with counts.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/form/record_form.h"
#include "service/list/used_values.h"

enum { SHOWN_MOST = 500 };

/* Between a value and how often it was used. */
static const char times[] = " · ";

static bool
ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), tail = strlen(end);

	return len >= tail && strcmp(text + len - tail, end) == 0;
}

static bool
is_daughters(const char *patronymic)
{
	return ends_with(patronymic, "на");
}

static bool
is_sons(const char *patronymic)
{
	return ends_with(patronymic, "ич");
}

typedef bool fits_fn(const char *text);

/* A patronymic goes with the given name beside it, as far as its last letter tells. */
static fits_fn *
fitting(const struct record_form *sh, const struct form_field *it)
{
	static const char *const men[] = {
	    "Илья", "Никита", "Данила", "Лука", "Кузьма", "Фома", "Савва", "Гаврила", NULL};
	const struct form_field *given = record_form_item(sh, "given_name");
	const char *name = given != NULL ? form_field_text(sh, given) : "";

	if (strcmp(it->field->id, "patronymic") != 0 || *name == '\0' || ends_with(name, "ь"))
		return NULL;
	for (size_t i = 0; men[i] != NULL; i++)
		if (fold_equal(slice_of(name), slice_of(men[i])))
			return is_sons;
	return ends_with(name, "а") || ends_with(name, "я") ? is_daughters : is_sons;
}

void
form_field_recall(struct record_form *sh, struct form_field *it)
{
	struct slice typed = slice_of(form_field_text(sh, it));
	const char *word;

	buf_clear(&it->recalled);
	if (form_field_used(sh, it) == NULL || typed.len == 0)
		return;
	word = used_values_begun(it->used, typed, fitting(sh, it));
	buf_puts(&it->recalled, word != NULL ? word : "");
	if (utf8_count(buf_text(&it->recalled)) <= utf8_count(form_field_text(sh, it)))
		buf_clear(&it->recalled);
}

/* The text ends inside a word of the rest. */
static bool
breaks_word(const char *text, const char *rest)
{
	const char *last = text, *p = text, *end = text + strlen(text);
	uint32_t next = utf8_next(&rest, rest + strlen(rest));

	while (p < end) {
		last = p;
		utf8_next(&p, end);
	}
	return fold_key_position(next) != next && strchr(" .,-0123456789", *last) == NULL;
}

bool
form_field_is_only(const struct record_form *sh, const struct form_field *it)
{
	const char *text = form_field_text(sh, it), *word = buf_text(&it->recalled);
	struct slice typed = slice_of(text);

	return it->recalled.len > 0 && !used_values_names(it->field) &&
	    used_values_only(it->used, typed) != NULL &&
	    breaks_word(text, word + typed_offset(word, utf8_count(text)));
}

bool
form_field_take_only(struct record_form *sh, struct form_field *it)
{
	if (!form_field_is_only(sh, it))
		return false;
	form_field_set_text(sh, it, buf_text(&it->recalled));
	buf_clear(&it->recalled);
	return true;
}

/* Into the field goes the line without its number. */
static void
take_used(struct screen *sc, const void *about, const struct answer *answer)
{
	size_t len = answer->code != 0 ? strlen(answer->text) : 0;
	struct answer value = *answer;
	char *text;

	if (len == 0)
		return;
	while (len > 0 && strncmp(answer->text + len, times, sizeof(times) - 1) != 0)
		len--;
	value.text = text = strndup(answer->text, len);
	record_form_take_text(sc, about, &value);
	free(text);
}

bool
record_form_choose_used(struct record_form *sh)
{
	struct form_field *it = record_form_focused(sh);
	const struct used_values *used = form_field_used(sh, it);
	const struct record_form_place place = {.item = sh->focus, .after = RECORD_FORM_NONE};
	char *lines[SHOWN_MOST];
	size_t count;

	if (used == NULL || used->count == 0)
		return false;
	count = used->count < SHOWN_MOST ? used->count : SHOWN_MOST;
	for (size_t i = 0; i < count; i++) {
		struct buf line = {0};

		buf_printf(&line, "%s%s%zu", used->items[i].text, times, used->items[i].count);
		lines[i] = buf_detach(&line);
	}
	ask_choice(
	    sh->app, ABOUT(take_used, &place), it->label, (const char *const *)lines, count, 1);
	for (size_t i = 0; i < count; i++)
		free(lines[i]);
	return true;
}
