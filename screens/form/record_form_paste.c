/* SPDX-License-Identifier: MIT
 * record_form_paste.c - what is pasted into a field; a row of a table into the fields from it on.
 */
#include "screens/form/record_form.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "screens/app/ask.h"

/* Cells of a row are parted so. */
static const char between[] = "\t\r\n";

enum { ROW_MOST = 2048 /* bytes; more is no row */ };

/* A row that waits for an answer, and the field it was pasted into. */
struct pasted_row {
	size_t item;
	char text[ROW_MOST + 1];
};

static void
paste_here(struct record_form *sh, struct form_field *it, struct slice text)
{
	struct cleaned what = {0};
	struct buf told = {0};
	size_t inserted;

	if (form_field_is_selected(sh, it))
		form_field_put_text(sh, it, "");
	inserted = it->editor != NULL ? editor_paste(it->editor, text, &what)
				      : form_paste(sh->form, text, &what);
	if (inserted > 0)
		form_field_changed(sh, it, false);
	else
		form_field_put_text(sh, it, buf_text(&it->history.text));
	typed_put_told(&told, &what);
	buf_clear(&it->told);
	buf_put_slice(&it->told, buf_slice(&told));
	if (told.len > 0)
		app_say(sh->app, MESSAGE_WARNING, "Вставлено знаков: %zu. %s", inserted,
		    buf_text(&told));
	buf_free(&told);
}

/* A cell for each field, the last that is left for the last. */
static void
spread(struct record_form *sh, size_t item, const char *row)
{
	size_t filled = 0;

	for (row += strspn(row, between); *row != '\0' && item < sh->count;
	     item = record_form_to_type(sh, item + 1)) {
		size_t len = strcspn(row, between);
		struct cleaned what = {0};
		struct buf cell = {0};

		typed_clean(&cell, utf8_trim(slice_make(row, len)), false, &what);
		form_field_set_text(sh, &sh->items[item], buf_text(&cell));
		form_field_settle(sh, &sh->items[item]);
		buf_free(&cell);
		filled++;
		row += len;
		row += strspn(row, between);
	}
	drafting_touched(&sh->drafting);
	record_form_focus(sh, item < sh->count ? item : sh->count - 1);
	app_say(sh->app, MESSAGE_INFO, "Разложено по полям: %zu. Проверьте каждое.", filled);
}

static void
take_row(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct pasted_row *row = about;
	struct record_form *sh = record_form_of(sc);

	assert(row != NULL && row->item < sh->count);
	if (answer->code == 1)
		paste_here(sh, &sh->items[row->item], slice_of(row->text));
	else if (answer->code == 2)
		spread(sh, row->item, row->text);
}

/* Tabs or line ends between words, in a field of one line. */
static bool
is_row(const struct form_field *it, struct slice text)
{
	const char *s;
	size_t first = 0;

	text = utf8_trim(text);
	s = text.data;
	if (it->input != INPUT_LINE || text.len == 0 || text.len > ROW_MOST ||
	    memchr(s, '\0', text.len) != NULL)
		return false;
	while (first < text.len && strchr(between, s[first]) == NULL)
		first++;
	while (first < text.len && strchr(between, s[first]) != NULL)
		first++;
	return first < text.len;
}

bool
record_form_paste(struct record_form *sh, struct form_field *it)
{
	static const char *const buttons[] = {"Всё в это поле", "Разложить по полям", NULL};
	struct slice text = app_pasted(sh->app);
	struct pasted_row row = {.item = sh->focus};

	if (it->input == INPUT_CHECKS || it->input == INPUT_YESNO)
		return false;
	if (!is_row(it, text) || sh->focus + 1 == sh->count) {
		paste_here(sh, it, text);
		return true;
	}
	memcpy(row.text, text.data, text.len < ROW_MOST ? text.len : ROW_MOST);
	ask_buttons(sh->app, ABOUT(take_row, &row), "Вставлена строка таблицы",
	    "Во вставленном тексте несколько значений. Разложить их по полям, начиная с этого?",
	    buttons);
	return true;
}
