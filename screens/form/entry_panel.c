/* SPDX-License-Identifier: MIT
 * entry_panel.c - beside a form in a wide window: what the field may hold, and what is still to do.
 */
#include "screens/form/entry_panel.h"

#include <stdlib.h>
#include <string.h>

#include "screens/widget/words.h"
#include "service/list/listing.h"

/* Where the next line goes; lines that do not fit are left out. */
struct pen {
	struct ui *ui;
	int row, last, column, columns;
};

__attribute__((format(printf, 3, 4))) static void
line(struct pen *pen, enum style style, const char *format, ...)
{
	char text[1024];
	va_list args;

	if (pen->row >= pen->last)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	ui_put(pen->ui, pen->row++, pen->column, pen->columns, style, text);
}

void
entry_panel_clear(struct entry_panel *p)
{
	for (size_t i = 0; i < p->count; i++)
		free(p->names[i]);
	p->count = p->all = 0;
	p->item = RECORD_FORM_NONE;
}

static void
look_up(struct entry_panel *p, struct record_form *sh, enum kind kind)
{
	struct listing_spec spec = {.kind = kind, .search = buf_text(&p->typed)};
	struct record *rows[PANEL_MATCHES];
	struct listing *l;
	struct view v;

	view_open(&v, sh->session);
	if (listing_open(&l, &v, &spec, NULL, NULL) != ST_OK) {
		view_close(&v);
		return;
	}
	for (size_t i = 0; i < PANEL_MATCHES; i++)
		rows[i] = record_new(kind);
	p->all = listing_count(l);
	p->count = listing_page(l, &v, 0, PANEL_MATCHES, rows);
	for (size_t i = 0; i < PANEL_MATCHES; i++) {
		struct buf name = {0};

		if (i < p->count) {
			register_put_name_of(&v, rows[i], &name);
			p->names[i] = buf_detach(&name);
		}
		record_free(rows[i]);
	}
	view_close(&v);
	listing_close(l);
}

void
entry_panel_update(struct entry_panel *p, struct record_form *sh)
{
	const struct form_field *it = record_form_focused(sh);
	const char *typed = form_field_text(sh, it);

	if (it->field->type != FIELD_REF || it->ref != 0) {
		entry_panel_clear(p);
		return;
	}
	if (p->item == sh->focus && strcmp(buf_text(&p->typed), typed) == 0)
		return;
	entry_panel_clear(p);
	buf_clear(&p->typed);
	buf_puts(&p->typed, typed);
	p->item = sh->focus;
	look_up(p, sh, it->field->target);
}

static void
draw_matches(const struct entry_panel *p, const struct record_form *sh, struct pen *pen)
{
	struct buf found = {0};

	if (p->item != sh->focus)
		return;
	words_put_count(&found, p->all, "запись", "записи", "записей");
	line(pen, STYLE_FAINT, "Подходит: %s", buf_text(&found));
	for (size_t i = 0; i < p->count; i++)
		line(pen, STYLE_PLAIN, "%s", p->names[i]);
	if (p->all > p->count)
		line(pen, STYLE_FAINT, "… F4 покажет все");
	buf_free(&found);
}

static void
draw_words(const struct record_form *sh, const struct form_field *it, struct pen *pen)
{
	size_t n = form_field_options(sh, it), others;
	const char *word = form_field_completion(sh, it, &others);

	for (size_t i = 0; i < n; i++)
		line(pen, word == it->words[i] ? STYLE_STRONG : STYLE_PLAIN, "%zu  %s", i + 1,
		    form_field_option_text(sh, it, i));
}

/* A new record: the required fields that are empty. */
static void
draw_wanted(const struct record_form *sh, struct pen *pen)
{
	size_t wanted = 0;

	for (size_t i = 0; i < sh->count; i++)
		wanted += sh->items[i].required && form_field_text(sh, &sh->items[i])[0] == '\0';
	if (wanted == 0) {
		line(pen, STYLE_GOOD, "Обязательное заполнено");
		return;
	}
	line(pen, STYLE_HEADER, "Осталось обязательных: %zu", wanted);
	for (size_t i = 0; i < sh->count; i++)
		if (sh->items[i].required && form_field_text(sh, &sh->items[i])[0] == '\0')
			line(pen, STYLE_PLAIN, "%s", sh->items[i].field->label);
}

/* A stored record: what will change. */
static void
draw_changes(const struct record_form *sh, struct pen *pen)
{
	line(
	    pen, STYLE_HEADER, record_form_is_changed(sh) ? "Изменено" : "Пока ничего не изменено");
	for (size_t i = 0; i < sh->count; i++) {
		const struct form_field *it = &sh->items[i];

		if (!form_field_is_changed(sh, it))
			continue;
		line(pen, STYLE_PLAIN, "%s", it->field->label);
		line(pen, STYLE_FAINT, "  было: %s", it->loaded[0] != '\0' ? it->loaded : "пусто");
	}
}

void
entry_panel_draw(const struct entry_panel *p, const struct record_form *sh, struct ui *ui, int row,
    int rows, int column, int columns)
{
	const struct form_field *it = record_form_focused(sh);
	struct pen pen = {
	    .ui = ui, .row = row, .last = row + rows, .column = column, .columns = columns};

	line(&pen, STYLE_HEADER, "%s", it->field->label);
	if (it->field->type == FIELD_CHOICE)
		draw_words(sh, it, &pen);
	else if (it->field->type == FIELD_REF)
		draw_matches(p, sh, &pen);
	pen.row++;
	if (sh->base->id == 0)
		draw_wanted(sh, &pen);
	else
		draw_changes(sh, &pen);
}
