/* SPDX-License-Identifier: MIT
 * record_form_recall.c - what was typed into a field before: the rest of a word in grey, a list
 * with counts, a word about what is new.
 */
#include "screens/form/record_form.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "service/list/used_values.h"

/* Lines of the list; records with a value from which on a new one is worth a word. */
enum { SHOWN_MOST = 500, ENOUGH = 20 };

/* Between a value and how often it was used. */
static const char times[] = " · ";

static void
recall(struct record_form *sh, struct form_field *it)
{
	struct view own = {.session = sh->session}, *v = sh->view != NULL ? sh->view : &own;

	if (it->used != NULL || !used_values_repeat(it->field))
		return;
	it->used = xcalloc(1, sizeof(*it->used));
	if (v == &own)
		view_open(v, sh->session);
	used_values_read(v, it->field, it->used);
	view_close(&own);
}

void
form_field_forget_used(struct form_field *it)
{
	if (it->used != NULL)
		used_values_free(it->used);
	free(it->used);
	it->used = NULL;
}

void
form_field_recall(struct record_form *sh, struct form_field *it)
{
	struct slice typed = slice_of(form_field_text(sh, it));
	const char *word;

	buf_clear(&it->recalled);
	recall(sh, it);
	if (it->used == NULL || typed.len == 0)
		return;
	word = used_values_begun(it->used, typed);
	buf_puts(&it->recalled, word != NULL ? word : "");
	if (utf8_count(buf_text(&it->recalled)) <= utf8_count(form_field_text(sh, it)))
		buf_clear(&it->recalled);
}

void
form_field_tell_new(struct record_form *sh, struct form_field *it)
{
	struct slice text = slice_of(form_field_text(sh, it));

	if (text.len == 0 || it->told.len > 0 || it->fault.len > 0 ||
	    !form_field_is_changed(sh, it))
		return;
	recall(sh, it);
	if (it->used != NULL && it->used->total >= ENOUGH && !used_values_has(it->used, text))
		buf_puts(&it->told, "раньше такого значения не было; F4 — какие были.");
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
	const struct record_form_place place = {.item = sh->focus, .after = RECORD_FORM_NONE};
	char *lines[SHOWN_MOST];
	size_t count;

	recall(sh, it);
	if (it->used == NULL || it->used->count == 0)
		return false;
	count = it->used->count < SHOWN_MOST ? it->used->count : SHOWN_MOST;
	for (size_t i = 0; i < count; i++) {
		struct buf line = {0};

		buf_printf(
		    &line, "%s%s%zu", it->used->items[i].text, times, it->used->items[i].count);
		lines[i] = buf_detach(&line);
	}
	ask_choice(
	    sh->app, ABOUT(take_used, &place), it->label, (const char *const *)lines, count, 1);
	for (size_t i = 0; i < count; i++)
		free(lines[i]);
	return true;
}
