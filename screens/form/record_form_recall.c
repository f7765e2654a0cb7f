/* SPDX-License-Identifier: MIT
 * record_form_recall.c - what was typed into a field before: the rest of a word in grey, a list
 * with counts.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/form/record_form.h"
#include "service/list/used_values.h"

enum { SHOWN_MOST = 500 };

/* Between a value and how often it was used. */
static const char times[] = " · ";

void
form_field_recall(struct record_form *sh, struct form_field *it)
{
	struct slice typed = slice_of(form_field_text(sh, it));
	const char *word;

	buf_clear(&it->recalled);
	if (form_field_used(sh, it) == NULL || typed.len == 0)
		return;
	word = used_values_begun(it->used, typed);
	buf_puts(&it->recalled, word != NULL ? word : "");
	if (utf8_count(buf_text(&it->recalled)) <= utf8_count(form_field_text(sh, it)))
		buf_clear(&it->recalled);
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
