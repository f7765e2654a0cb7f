/* SPDX-License-Identifier: MIT
 * record_form.c - a record being typed: its items, their texts, the focus.
 */
#include "screens/form/record_form.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/die.h"
#include "db/record/draft.h"
#include "screens/app/shown.h"
#include "service/core/modules.h"
#include "service/core/naming.h"
#include "service/record/save_errors.h"

/* Parts and items. */

static struct part *
add_part(struct record_form *sh)
{
	sh->parts = xrealloc(sh->parts, (sh->nparts + 1) * sizeof(*sh->parts));
	sh->parts[sh->nparts] = (struct part){.item = RECORD_FORM_NONE};
	return &sh->parts[sh->nparts++];
}

void
record_form_add_text(struct record_form *sh, const char *text, enum style style, enum align align)
{
	struct part *part = add_part(sh);

	part->text = xstrdup(text);
	part->style = style;
	part->align = align;
}

static enum input_kind
way_of(const struct field *f)
{
	switch (f->type) {
	case FIELD_LONG:
		return INPUT_TEXT;
	case FIELD_CHOICES:
	case FIELD_TERM:
	case FIELD_TERMS:
		return INPUT_CHECKS;
	case FIELD_YESNO:
		return INPUT_YESNO;
	default:
		return INPUT_LINE;
	}
}

/* Digits of the largest number value_parse takes; a date and a choice are short, a name is not. */
static size_t
limit_of(const struct field *f)
{
	return f->type == FIELD_NUMBER ? 15
	    : f->type == FIELD_DATE    ? 40
	    : f->type == FIELD_REF     ? TEXT_LENGTH
	    : field_is_text(f)         ? field_max_length(f)
				       : TEXT_LENGTH;
}

/* The words of a choice in this town, today; NULL for what is no choice. */
static const char **
words_of(const struct record_form *sh, const struct field *f)
{
	const struct vocabulary *v = profile_vocabulary(sh->session->profile);
	const char **words;
	size_t n = 0;

	if (f->words == NULL)
		return NULL;
	while (vocabulary_offered(v, f, n, clock_today()) != NULL)
		n++;
	words = xcalloc(n + 1, sizeof(*words));
	for (size_t i = 0; i < n; i++)
		words[i] = vocabulary_offered(v, f, i, clock_today());
	return words;
}

void
record_form_add_field(struct record_form *sh, const struct field *f, const char *label)
{
	struct form_field *it;

	if (record_form_find(sh, f->id) != RECORD_FORM_NONE)
		return;
	sh->items = xrealloc(sh->items, (sh->count + 1) * sizeof(*sh->items));
	it = &sh->items[sh->count];
	*it = (struct form_field){.field = f,
	    .label = label,
	    .note = "",
	    .input = way_of(f),
	    .words = words_of(sh, f),
	    .required = vocabulary_requires(profile_vocabulary(sh->session->profile), f)};
	if (it->input == INPUT_TEXT)
		it->editor = editor_new(field_max_length(f), false);
	else if (it->input == INPUT_LINE)
		it->slot = form_add(sh->form, limit_of(f),
		    f->type == FIELD_CODE         ? FORM_CODE
			: f->type == FIELD_NUMBER ? FORM_DIGITS
						  : FORM_TEXT);
	it->loaded = xstrdup("");
	add_part(sh)->item = sh->count++;
}

static bool
is_narrow(const struct field *f)
{
	return f->type == FIELD_NUMBER || f->type == FIELD_DATE;
}

/* Narrow fields of one row stand side by side, others each on a row of their own. */
void
record_form_add_row(struct record_form *sh, const struct form_row *row)
{
	bool narrow = true;
	size_t first = sh->count;

	for (size_t i = 0; i < row->count; i++)
		narrow = narrow && is_narrow(row->fields[i]);
	for (size_t i = 0; i < row->count; i++) {
		const char *label = profile_label(sh->session->profile, sh->kind, row->fields[i]);
		size_t before = sh->count;

		record_form_add_field(sh, row->fields[i], i == 0 || narrow ? row->label : label);
		if (sh->count == before)
			continue;
		sh->items[before].note = row->note != NULL ? row->note : "";
		sh->items[before].beside_previous = narrow && before > first;
	}
}

size_t
record_form_find(const struct record_form *sh, const char *field_id)
{
	for (size_t i = 0; i < sh->count; i++)
		if (strcmp(sh->items[i].field->id, field_id) == 0)
			return i;
	return RECORD_FORM_NONE;
}

struct form_field *
record_form_item(const struct record_form *sh, const char *field_id)
{
	size_t i = record_form_find(sh, field_id);

	return i != RECORD_FORM_NONE ? &sh->items[i] : NULL;
}

struct form_field *
record_form_focused(const struct record_form *sh)
{
	return &sh->items[sh->focus];
}

/* Every field the profile's rows do not name stands where it stands in the entity: before the row
 * of the field that follows it. */
static void
lay_out_plain(struct record_form *sh)
{
	const struct profile *p = sh->session->profile;
	size_t nrows, nfields;
	const struct form_row *rows = profile_form(p, sh->kind, &nrows);
	const struct field *const *fields = profile_fields(p, sh->kind, &nfields);

	if (nrows > 0 && rows[0].count > 0)
		for (size_t i = 0; i < nfields && fields[i] != rows[0].fields[0]; i++) {
			bool in_rows = false;

			for (size_t r = 0; r < nrows; r++)
				for (size_t k = 0; k < rows[r].count; k++)
					in_rows = in_rows || rows[r].fields[k] == fields[i];
			if (!in_rows)
				record_form_add_field(
				    sh, fields[i], profile_label(p, sh->kind, fields[i]));
		}
	for (size_t r = 0; r < nrows; r++)
		record_form_add_row(sh, &rows[r]);
	for (size_t i = 0; i < nfields; i++)
		record_form_add_field(sh, fields[i], profile_label(p, sh->kind, fields[i]));
}

/* Texts. */

const char *
form_field_text(const struct record_form *sh, const struct form_field *it)
{
	if (it->editor != NULL)
		return editor_text(it->editor);
	return it->input == INPUT_LINE ? form_text(sh->form, it->slot) : buf_text(&it->text);
}

/* A line libform cannot hold gets an editor of its own. */
static void
set_line(struct record_form *sh, struct form_field *it, const char *text)
{
	if (form_set(sh->form, it->slot, text)) {
		editor_free(it->editor);
		it->editor = NULL;
		return;
	}
	if (it->editor == NULL)
		it->editor = editor_new(limit_of(it->field), true);
	editor_set(it->editor, text);
}

void
form_field_put_text(struct record_form *sh, struct form_field *it, const char *text)
{
	char *copy = xstrdup(text); /* it may be the item's own */

	if (it->input == INPUT_LINE) {
		set_line(sh, it, copy);
	} else if (it->input == INPUT_TEXT) {
		editor_set(it->editor, copy);
	} else {
		buf_clear(&it->text);
		buf_puts(&it->text, copy);
	}
	free(copy);
	it->asked = false;
}

void
form_field_set_text(struct record_form *sh, struct form_field *it, const char *text)
{
	form_field_put_text(sh, it, text);
	text_history_note(&it->history, form_field_text(sh, it), false);
}

bool
form_field_has_paragraphs(const struct form_field *it)
{
	return it->input == INPUT_TEXT && strchr(editor_text(it->editor), '\n') != NULL;
}

bool
form_field_is_selected(const struct record_form *sh, const struct form_field *it)
{
	return it->fresh && (it->input == INPUT_LINE || it->input == INPUT_TEXT) &&
	    form_field_text(sh, it)[0] != '\0' && !form_field_has_paragraphs(it);
}

bool
form_field_is_changed(const struct record_form *sh, const struct form_field *it)
{
	return strcmp(form_field_text(sh, it), it->loaded) != 0;
}

bool
form_field_is_untouched(const struct record_form *sh, const struct form_field *it)
{
	return sh->base->id != 0 && !form_field_is_changed(sh, it);
}

bool
record_form_is_changed(const struct record_form *sh)
{
	for (size_t i = 0; i < sh->count; i++)
		if (form_field_is_changed(sh, &sh->items[i]))
			return true;
	return false;
}

struct reading
record_form_reading(struct record_form *sh, struct session_refs *refs)
{
	struct reading reading =
	    sh->view != NULL ? view_reading(sh->view, refs) : session_reading(sh->session, refs);

	reading.typed = true;
	return reading;
}

void
record_form_begin_view(struct record_form *sh, struct view *v)
{
	view_open(v, sh->session);
	sh->view = v;
}

void
record_form_end_view(struct record_form *sh, struct view *v)
{
	sh->view = NULL;
	view_close(v);
}

/* The text of a field as it is typed: dates in Russian, lists with blanks, references by code. */
static void
put_typed(struct record_form *sh, const struct record *r, const struct field *f, struct buf *out)
{
	struct session_refs refs;
	struct reading reading = record_form_reading(sh, &refs);
	bool shown = f->type == FIELD_DATE || f->type == FIELD_LIST || f->type == FIELD_CHOICE;

	if (shown && value_fits(r, f, reading.vocabulary))
		value_put_shown(out, r, f, &reading);
	else
		value_put_cell(out, r, f, &reading);
}

/* Fill all items from a record; there is nothing to take back. */
static void
load_texts(struct record_form *sh, const struct record *r)
{
	for (size_t i = 0; i < sh->count; i++) {
		struct form_field *it = &sh->items[i];
		struct buf text = {0};

		put_typed(sh, r, it->field, &text);
		form_field_put_text(sh, it, buf_text(&text));
		text_history_begin(&it->history, buf_text(&text));
		free(it->loaded);
		it->loaded = buf_detach(&text);
		buf_clear(&it->fault);
		buf_clear(&it->told);
		form_field_tell_misfit(sh, it);
		form_field_update_beside(sh, it);
	}
}

void
record_form_fill(struct record_form *sh, const struct record *r, const struct record *before)
{
	for (size_t i = 0; i < sh->count; i++) {
		struct form_field *it = &sh->items[i];
		struct buf text = {0};

		if (record_field_equal(r, before, it->field))
			continue;
		put_typed(sh, r, it->field, &text);
		form_field_set_text(sh, it, buf_text(&text));
		form_field_settle(sh, it);
		buf_free(&text);
	}
}

/* A new record gets the next free code, which can be overtyped. */
static void
propose_code(struct record_form *sh)
{
	struct form_field *it = record_form_item(sh, "code");
	struct buf code = {0};

	if (it == NULL || it->field->type != FIELD_CODE || form_field_text(sh, it)[0] != '\0')
		return;
	register_next_code(sh->view, sh->kind, &code);
	form_field_set_text(sh, it, buf_text(&code));
	free(it->loaded);
	it->loaded = buf_detach(&code);
}

/* The next paper of the stack: what it has in common with the one before can be overtyped. */
static void
propose_of_stack(struct record_form *sh)
{
	struct session_refs refs;
	struct reading reading = record_form_reading(sh, &refs);

	for (size_t i = 0; i < sh->count; i++) {
		struct form_field *it = &sh->items[i];
		struct buf text = {0};

		if (!it->field->of_the_stack || form_field_text(sh, it)[0] != '\0' ||
		    record_field_empty(sh->previous, it->field))
			continue;
		value_put_cell(&text, sh->previous, it->field, &reading);
		form_field_set_text(sh, it, buf_text(&text));
		form_field_settle(sh, it);
		free(it->loaded);
		it->loaded = xstrdup(form_field_text(sh, it));
		buf_free(&text);
	}
}

/* What is typed first: the first item that is empty, else the first one behind the code, which is
 * proposed, and never changed later. */
static size_t
first_item(const struct record_form *sh)
{
	size_t usual = sh->count > 1 && sh->items[0].field->type == FIELD_CODE ? 1 : 0;

	for (size_t i = usual; i < sh->count; i++)
		if (sh->items[i].input != INPUT_YESNO &&
		    form_field_text(sh, &sh->items[i])[0] == '\0')
			return i;
	return usual;
}

void
record_form_focus(struct record_form *sh, size_t item)
{
	struct form_field *it = &sh->items[item];

	sh->focus = item;
	it->fresh = true;
	buf_clear(&it->recalled);
	free(it->entered);
	it->entered = xstrdup(form_field_text(sh, it));
	if (it->input == INPUT_LINE)
		form_focus(sh->form, it->slot);
}

void
record_form_renew(struct record_form *sh)
{
	struct view v;

	record_clear(sh->base);
	for (size_t i = 0; i < sh->count; i++)
		form_field_forget_used(&sh->items[i]); /* there is one more */
	drafting_renew(&sh->drafting, 0);
	record_form_begin_view(sh, &v);
	load_texts(sh, sh->base);
	propose_code(sh);
	if (sh->previous != NULL)
		propose_of_stack(sh);
	record_form_end_view(sh, &v);
	sh->zoomed = sh->warned = false;
	sh->top = 0;
	record_form_focus(sh, first_item(sh));
}

/* Somebody else may save our record while it is typed at; said once, nothing is taken away. */
void
record_form_look(struct record_form *sh)
{
	struct record *now;
	struct view v;

	if (sh->base->id == 0 || sh->warned)
		return;
	view_open(&v, sh->session);
	now = register_load(&v, sh->kind, sh->base->id);
	sh->warned = now == NULL || now->stamp != sh->base->stamp;
	if (sh->warned)
		shown_tell_any(sh->app, &v, sh->kind, sh->base->id, sh->base->stamp,
		    now == NULL ? " Набранное не пропадёт." : " F2 покажет различия.");
	view_close(&v);
	record_free(now);
}

static enum status
load_base(struct record_form *sh, uint64_t id, struct error *e)
{
	if (id == 0) {
		sh->base = record_new(sh->kind);
		return ST_OK;
	}
	sh->base = register_load(sh->view, sh->kind, id);
	if (sh->base == NULL)
		return error_set(
		    e, ST_NOTFOUND, "Этой записи больше нет: её удалил другой сотрудник.");
	return ST_OK;
}

enum status
record_form_open(struct record_form **out, struct app *app, enum kind kind, uint64_t id,
    const struct record *initial, void (*lay_out)(struct record_form *sh), struct error *e)
{
	struct record_form *sh;
	struct view v;
	enum status st;

	sh = xcalloc(1, sizeof(*sh));
	sh->app = app;
	sh->session = app_session(app);
	sh->kind = kind;
	sh->drafting = (struct drafting){.ops = &record_form_drafting, .app = app, .work = sh};
	sh->form = form_new();
	sh->lay_out = lay_out != NULL ? lay_out : lay_out_plain;
	record_form_begin_view(sh, &v);
	st = view_require(&v, PERMIT_EDIT, e);
	if (st == ST_OK)
		st = module_require_kind(sh->session, kind, e);
	if (st == ST_OK)
		st = load_base(sh, id, e);
	if (st == ST_OK) {
		sh->lay_out(sh);
		load_texts(sh, id == 0 && initial != NULL ? initial : sh->base);
	}
	if (st == ST_OK && id == 0)
		propose_code(sh);
	record_form_end_view(sh, &v);
	if (st != ST_OK) {
		record_form_close(sh);
		return st;
	}
	record_form_focus(sh, first_item(sh));
	drafting_open(&sh->drafting, draft_of_form(kind, id));
	*out = sh;
	return ST_OK;
}

void
record_form_close(struct record_form *sh)
{
	if (sh == NULL)
		return;
	for (size_t i = 0; i < sh->count; i++) {
		struct form_field *it = &sh->items[i];

		editor_free(it->editor);
		buf_free(&it->text);
		buf_free(&it->beside);
		buf_free(&it->fault);
		buf_free(&it->told);
		buf_free(&it->recalled);
		form_field_forget_used(it);
		text_history_free(&it->history);
		free(it->loaded);
		free(it->entered);
		free(it->words);
	}
	for (size_t i = 0; i < sh->nparts; i++)
		free(sh->parts[i].text);
	form_free(sh->form);
	record_free(sh->base);
	record_free(sh->previous);
	record_free(sh->pending);
	drafting_close(&sh->drafting);
	buf_free(&sh->saved_too);
	free(sh->items);
	free(sh->parts);
	free(sh);
}

struct record_form *
record_form_of(const struct screen *sc)
{
	struct record_form *const *first = screen_state(sc);

	return *first;
}
