/* SPDX-License-Identifier: MIT
 * record_form_save.c - from texts to a stored record: faults, conflicts, answers, leaving.
 */
#include "screens/form/record_form.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/app/place_args.h"
#include "screens/widget/words.h"

/* From texts to a record. */

int
record_form_assemble(struct record_form *sh, struct record *r, fault_fn *report, void *context)
{
	struct session_refs refs;
	struct reading reading = record_form_reading(sh, &refs);
	int faults = 0;

	record_copy(r, sh->base);
	for (size_t i = 0; i < sh->count; i++) {
		const struct form_field *it = &sh->items[i];
		struct error e = {0};

		if (form_field_is_untouched(sh, it))
			continue;
		if (value_parse(r, it->field, slice_of(form_field_text(sh, it)), &reading, &e) ==
		    ST_OK)
			continue;
		/* Empty rather than as it was before: what cannot be read says nothing about the
		 * other fields. */
		value_parse(r, it->field, slice_of(""), &reading, NULL);
		faults++;
		if (report != NULL)
			report(context, it->field, error_text(&e));
	}
	return faults;
}

/* What is wrong, without what is right when a line of the window cannot hold both: the hint under
 * the field says it all. */
static void
put_short(struct record_form *sh, const char *sentence, struct buf *line)
{
	size_t most;
	int rows, columns;

	app_size(sh->app, &rows, &columns);
	most = columns > 8 ? (size_t)columns - 8 : 0;
	if (utf8_width(buf_text(line)) + utf8_width(sentence) <= most)
		buf_puts(line, sentence);
	else
		buf_put(line, sentence, strcspn(sentence, ";"));
}

/* Faults as lines of a window, from the form's top to its bottom; the place of each is kept for the
 * jump. */
struct faults {
	struct record_form *sh;
	char **lines;
	size_t *items;
	size_t count;
	bool parsed; /* what could not be read is among them already */
};

/* The field and what is wrong with it; a sentence that names the field itself needs it once only.
 */
static void
put_fault(struct record_form *sh, const struct field *f, const char *sentence, struct buf *line)
{
	struct buf named = {0}, rest = {0};
	const char *at;

	buf_printf(&named, " «%s»", profile_label(sh->session->profile, sh->kind, f));
	at = strstr(sentence, buf_text(&named));
	if (!fold_starts(slice_of(sentence), slice_of(f->label)) &&
	    !fold_starts(slice_of(sentence), slice_of(buf_text(&named) + 1)))
		buf_printf(line, "%s: ", f->label);
	buf_put(&rest, sentence, at != NULL ? (size_t)(at - sentence) : strlen(sentence));
	buf_puts(&rest, at != NULL ? at + named.len : "");
	put_short(sh, buf_text(&rest), line);
	buf_free(&named);
	buf_free(&rest);
}

static void
add_fault(struct faults *faults, size_t item, const char *line)
{
	struct buf told = {0};
	size_t at = faults->count++;

	faults->lines = xrealloc(faults->lines, faults->count * sizeof(*faults->lines));
	faults->items = xrealloc(faults->items, faults->count * sizeof(*faults->items));
	for (; at > 0 && faults->items[at - 1] > item; at--) {
		faults->lines[at] = faults->lines[at - 1];
		faults->items[at] = faults->items[at - 1];
	}
	utf8_put_capital(&told, line);
	faults->lines[at] = buf_detach(&told);
	faults->items[at] = item;
}

/* A field that could not be read is empty in the record: that it is empty is no news. */
static bool
is_told_already(const struct faults *faults, size_t item)
{
	bool told = false;

	for (size_t i = 0; faults->parsed && i < faults->count; i++)
		told = told || (faults->items[i] == item && item != RECORD_FORM_NONE);
	return told;
}

static void
note_fault(void *context, const struct field *f, const char *sentence)
{
	struct faults *faults = context;
	size_t item = f != NULL ? record_form_find(faults->sh, f->id) : RECORD_FORM_NONE;
	struct buf line = {0};

	if (is_told_already(faults, item))
		return;

	if (item != RECORD_FORM_NONE) {
		struct form_field *it = &faults->sh->items[item];

		buf_clear(&it->fault);
		buf_puts(&it->fault, sentence);
		put_fault(faults->sh, it->field, sentence, &line);
	} else {
		put_short(faults->sh, sentence, &line);
	}
	add_fault(faults, item, buf_text(&line));
	buf_free(&line);
}

/* The items of the lines shown in a window, RECORD_FORM_NONE where a line stands for none. */
struct listed {
	size_t count;
	size_t items[];
};

static void
go_to_listed(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct listed *listed = about;
	size_t item;

	assert(listed != NULL);
	if (answer->code == 0)
		return;
	assert((size_t)answer->code <= listed->count);
	item = listed->items[answer->code - 1];
	if (item != RECORD_FORM_NONE)
		record_form_focus(record_form_of(sc), item);
}

void
record_form_list(struct record_form *sh, const char *title, const char *const *lines,
    const size_t *items, size_t count)
{
	size_t size = sizeof(struct listed) + count * sizeof(*items);
	struct listed *listed = xcalloc(1, size);

	listed->count = count;
	memcpy(listed->items, items, count * sizeof(*items));
	ask_choice(sh->app, (struct question){.then = go_to_listed, .about = listed, .size = size},
	    title, lines, count, 1);
	free(listed);
}

static void
show_faults(struct record_form *sh, const struct faults *faults)
{
	const char **lines = xcalloc(faults->count, sizeof(*lines));
	struct buf title = {0};

	for (size_t i = 0; i < faults->count; i++)
		lines[i] = faults->lines[i];
	buf_printf(&title, "Не сохранено, замечаний: %zu. Enter — к полю", faults->count);
	record_form_list(sh, buf_text(&title), lines, faults->items, faults->count);
	buf_free(&title);
	free(lines);
}

static void
free_faults(struct faults *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		free(faults->lines[i]);
	free(faults->lines);
	free(faults->items);
}

/* Saving. */

static void
finish(struct record_form *sh, uint64_t id)
{
	struct answer answer = {.code = 1, .id = id};
	struct view v;

	drafting_forget(&sh->drafting);
	if (!sh->save_next) {
		sh->finished = true;
		app_pop(sh->app, &answer);
		return;
	}
	record_free(sh->previous);
	view_open(&v, sh->session);
	sh->previous = register_load(&v, sh->kind, id);
	view_close(&v);
	record_form_renew(sh);
}

static void
say_saved(struct record_form *sh, const char *name, const struct saved *saved)
{
	if (saved->unchanged)
		app_say(sh->app, MESSAGE_INFO, "Ничего не изменилось: %s.", name);
	else if (saved->doubt[0] != '\0')
		app_say(sh->app, MESSAGE_INFO, "Сохранено: %s. Стоит проверить: %s.%s", name,
		    saved->doubt, buf_text(&sh->saved_too));
	else
		app_say(sh->app, MESSAGE_INFO, "Сохранено: %s.%s%s", name,
		    sh->save_next ? " Новая форма." : "", buf_text(&sh->saved_too));
}

static void
conflict_is_over(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code == 1)
		finish(record_form_of(sc), answer->id);
}

static answer_fn save_as_new;

/* Somebody else was faster: both are shown; or the record is gone and mine may become a new one. */
static void
meet_conflict(struct record_form *sh, const struct record *mine)
{
	static const char *const buttons[] = {"Вернуться к форме", "Сохранить как новую", NULL};
	struct record *theirs;
	struct view v;

	view_open(&v, sh->session);
	theirs = register_load(&v, sh->kind, mine->id);
	view_close(&v);
	if (theirs != NULL) {
		place_open(sh->app, PLACE_CONFLICT, THEN(conflict_is_over),
		    &(struct conflict_args){.mine = mine, .before = sh->base});
	} else {
		record_free(sh->pending);
		sh->pending = record_dup(mine);
		ask_buttons(sh->app, THEN(save_as_new), "Записи больше нет",
		    "Пока вы печатали, эту запись удалил другой сотрудник.\nНабранное осталось в "
		    "форме и в черновике.",
		    buttons);
	}
	record_free(theirs);
}

/* Not stored: what was typed stays in the form, and from now on in the draft. */
static void
say_not_saved(struct record_form *sh, const struct error *e)
{
	struct buf why = {0};

	drafting_save(&sh->drafting, true);
	words_put_sentence(&why, error_text(e));
	app_say(
	    sh->app, MESSAGE_ERROR, "%s Набранное осталось в форме и в черновике.", buf_text(&why));
	buf_free(&why);
}

/* Compared, checked, named and written as the view sees it, which is closed afterwards. */
static void
store_record(struct record_form *sh, struct view *v, const struct record *r, struct faults *faults)
{
	const struct save save = {.record = r,
	    .report = note_fault,
	    .context = faults,
	    .drop_draft = true,
	    .draft = sh->drafting.of.id};
	struct saved saved = {0};
	struct buf name = {0};
	struct error e = {0};
	enum status st;

	register_put_name_of(v, r, &name);
	st = register_save(v, &save, &saved, &e);
	record_form_end_view(sh, v);
	if (st == ST_OK) {
		say_saved(sh, buf_text(&name), &saved);
		finish(sh, saved.id);
	} else if (st == ST_CONFLICT) {
		drafting_save(&sh->drafting, true);
		meet_conflict(sh, r);
	} else if (faults->count == 0) {
		say_not_saved(sh, &e);
	}
	buf_free(&name);
}

void
record_form_save(struct record_form *sh, bool then_next)
{
	struct record *r = record_new(sh->kind);
	struct faults faults = {.sh = sh};
	struct view v;

	sh->save_next = then_next;
	form_field_take_only(sh, record_form_focused(sh));
	record_form_begin_view(sh, &v);
	for (size_t i = 0; i < sh->count; i++)
		form_field_settle(sh, &sh->items[i]);
	if (record_form_assemble(sh, r, note_fault, &faults) == 0) {
		store_record(sh, &v, r, &faults);
	} else {
		faults.parsed = true;
		register_check(&v, r, note_fault, &faults);
		record_form_end_view(sh, &v);
	}
	if (faults.count > 0) {
		drafting_save(&sh->drafting, true);
		show_faults(sh, &faults);
	}
	free_faults(&faults);
	record_free(r);
}

/* What was typed and met the removal is kept apart: the form's own texts may be typed on. */
static void
save_as_new(struct screen *sc, const void *about, const struct answer *answer)
{
	struct record_form *sh = record_form_of(sc);
	struct faults faults = {.sh = sh};
	struct view v;

	(void)about;
	if (answer->code != 2)
		return;
	assert(sh->pending != NULL);
	sh->pending->id = sh->pending->stamp = 0;
	record_form_begin_view(sh, &v);
	store_record(sh, &v, sh->pending, &faults);
	if (faults.count > 0)
		show_faults(sh, &faults);
	free_faults(&faults);
}

/* Answers of the windows a field opens. */

void
record_form_take_record(struct screen *sc, const void *about, const struct answer *answer)
{
	struct record_form *sh = record_form_of(sc);
	const struct record_form_place *place = about;
	struct session_refs refs;
	struct reading reading = record_form_reading(sh, &refs);
	struct buf code = {0};
	struct form_field *it;

	assert(place != NULL && place->item < sh->count);
	if (answer->code != 1)
		return;
	it = &sh->items[place->item];
	reading.put_code(reading.refs, it->field->target, answer->id, &code);
	if (code.len > 0) {
		form_field_set_text(sh, it, buf_text(&code));
		form_field_settle(sh, it);
		drafting_touched(&sh->drafting);
		if (place->after < sh->count)
			record_form_focus(sh, place->after);
		else if (place->item + 1 < sh->count)
			record_form_focus(sh, place->item + 1);
	} else {
		app_say(sh->app, MESSAGE_ERROR,
		    "%s: выбранную запись только что удалил другой сотрудник; выберите другую.",
		    it->label);
	}
	buf_free(&code);
}

void
record_form_take_text(struct screen *sc, const void *about, const struct answer *answer)
{
	struct record_form *sh = record_form_of(sc);
	const struct record_form_place *place = about;
	struct form_field *it;

	assert(place != NULL && place->item < sh->count);
	if (answer->code == 0)
		return;
	it = &sh->items[place->item];
	form_field_set_text(sh, it, answer->text);
	form_field_settle(sh, it);
	drafting_touched(&sh->drafting);
	if (place->item + 1 < sh->count)
		record_form_focus(sh, place->item + 1);
}

bool
record_form_may_close(struct record_form *sh)
{
	if (sh->zoomed) {
		sh->zoomed = false;
		return false;
	}
	if (!record_form_is_changed(sh)) {
		drafting_drop(&sh->drafting);
		return true;
	}
	drafting_ask_leaving(&sh->drafting, NULL);
	return false;
}
