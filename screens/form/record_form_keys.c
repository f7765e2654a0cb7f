/* SPDX-License-Identifier: MIT
 * record_form_keys.c - typing: moving from field to field, and what the keys do inside each.
 */
#include "screens/form/record_form.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/app/place_args.h"
#include "screens/widget/words.h"

/* Going from field to field. */

static void
enter(struct record_form *sh, size_t item, bool forward)
{
	struct form_field *it = &sh->items[item];

	record_form_focus(sh, item);
	if (it->input == INPUT_CHECKS)
		it->option = forward ? 0 : form_field_options(sh, it) - 1;
}

/* A name that could be several people's, or nobody's: the list decides. Once for a text. */
static bool
must_pick(struct record_form *sh, const struct form_field *it)
{
	return it->field->type == FIELD_REF && it->ref == 0 && !it->asked &&
	    form_field_text(sh, it)[0] != '\0';
}

static void
pick_record(struct record_form *sh, size_t after)
{
	struct form_field *it = record_form_focused(sh);
	const struct record_form_place place = {.item = sh->focus, .after = after};

	it->asked = true;
	place_open(sh->app, PLACE_PICKER, ABOUT(record_form_take_record, &place),
	    &(struct picker_args){
		.kind = it->field->target, .typed = it->ref == 0 ? form_field_text(sh, it) : ""});
}

/* One sentence about the field that was left. Where the line has no room for its label too, the
 * sentence goes first: the field has its mark. */
static void
tell(struct record_form *sh, const struct form_field *it)
{
	const char *what = it->fault.len > 0 ? buf_text(&it->fault) : buf_text(&it->told);
	struct buf alone = {0};
	int rows, columns;

	if (*what == '\0')
		return;
	app_size(sh->app, &rows, &columns);
	if ((int)(utf8_width(it->field->label) + utf8_width(what)) + 4 <= columns) {
		app_say(sh->app, MESSAGE_WARNING, "%s: %s", it->field->label, what);
		return;
	}
	utf8_put_capital(&alone, what);
	app_say(sh->app, MESSAGE_WARNING, "%s", buf_text(&alone));
	buf_free(&alone);
}

/* Leave the focused item and enter another. */
static void
leave_for(struct record_form *sh, size_t item, bool forward)
{
	struct form_field *it = record_form_focused(sh);
	bool asked = it->asked, only = form_field_take_only(sh, it);

	form_field_settle(sh, it);
	form_field_fill_days(sh, it);
	it->asked = asked;
	if (forward && must_pick(sh, it)) {
		pick_record(sh, item);
		return;
	}
	tell(sh, it);
	if (only && it->told.len == 0)
		app_say(sh->app, MESSAGE_INFO,
		    "%s: дописано «%s» — так набирали раньше. Ctrl-Z в этом поле вернёт набранное.",
		    it->field->label, form_field_text(sh, it));
	if (item < sh->count)
		enter(sh, item, forward);
}

size_t
record_form_to_type(const struct record_form *sh, size_t item)
{
	while (item < sh->count && sh->items[item].by_register &&
	    form_field_text(sh, &sh->items[item])[0] == '\0')
		item++;
	return item;
}

/* To the item, which is behind the focused one. */
static void
go_on(struct record_form *sh, size_t item)
{
	if (item < sh->count) {
		leave_for(sh, item, true);
		return;
	}
	leave_for(sh, sh->focus, true);
	if (record_form_focused(sh)->fault.len == 0)
		app_say(sh->app, MESSAGE_INFO,
		    "Это последнее поле: F2 — сохранить, Ctrl-N — сохранить и начать следующую.");
}

static void
go_previous(struct record_form *sh)
{
	if (sh->focus > 0)
		leave_for(sh, sh->focus - 1, false);
	else
		app_say(sh->app, MESSAGE_INFO, "Это первое поле.");
}

static void
go_page(struct record_form *sh, bool down)
{
	int target = record_form_focused(sh)->row + (down ? sh->rows : -sh->rows);
	size_t to = down ? sh->count - 1 : 0;

	for (size_t i = 0; i < sh->count; i++) {
		size_t k = down ? i : sh->count - 1 - i;

		if (down ? sh->items[k].row >= target : sh->items[k].row <= target) {
			to = k;
			break;
		}
	}
	leave_for(sh, to, false);
}

/* Choosing. */

static void
choose_word(struct record_form *sh)
{
	struct form_field *it = record_form_focused(sh);
	const struct record_form_place place = {.item = sh->focus, .after = RECORD_FORM_NONE};
	size_t n = form_field_options(sh, it), current = 0, others;
	const char *word = form_field_completion(sh, it, &others);

	for (size_t i = 0; i < n; i++)
		if (word == it->words[i])
			current = i + 1;
	ask_choice(sh->app, ABOUT(record_form_take_text, &place), it->label, it->words, n, current);
}

void
form_field_changed(struct record_form *sh, struct form_field *it, bool by_key)
{
	text_history_note(&it->history, form_field_text(sh, it), by_key);
	buf_clear(&it->fault);
	buf_clear(&it->told);
	it->asked = it->fresh = false;
	form_field_update_beside(sh, it);
	drafting_touched(&sh->drafting);
}

static uint64_t
bit_of(size_t option)
{
	return option < PROPOSED_MOST ? UINT64_C(1) << option : 0;
}

static void
toggle(struct record_form *sh, struct form_field *it)
{
	if (it->input == INPUT_CHECKS) {
		it->proposed &= ~bit_of(it->option);
		form_field_toggle(sh, it, it->option);
	} else
		form_field_set_text(
		    sh, it, strcmp(form_field_text(sh, it), "да") == 0 ? "нет" : "да");
	form_field_changed(sh, it, false);
	form_field_fill_beside(sh, it);
}

static void
choose_day(struct record_form *sh)
{
	const struct form_field *it = record_form_focused(sh);
	const struct record_form_place place = {.item = sh->focus, .after = RECORD_FORM_NONE};
	int32_t day;

	if (date_parse_typed(utf8_trim(slice_of(form_field_text(sh, it))), clock_today(), &day) !=
	    DATE_PARSED)
		day = DATE_NONE;
	ask_calendar(sh->app, ABOUT(record_form_take_text, &place), it->label, day);
}

static void
choose(struct record_form *sh)
{
	struct form_field *it = record_form_focused(sh);

	if (it->field->type == FIELD_CHOICE)
		choose_word(sh);
	else if (it->field->type == FIELD_DATE)
		choose_day(sh);
	else if (it->field->type == FIELD_REF)
		pick_record(sh, RECORD_FORM_NONE);
	else if (it->input == INPUT_TEXT)
		sh->zoomed = !sh->zoomed;
	else if (it->input == INPUT_CHECKS || it->input == INPUT_YESNO)
		toggle(sh, it);
	else if (!record_form_choose_used(sh))
		app_say(
		    sh->app, MESSAGE_INFO, "В этом поле выбирать не из чего: наберите значение.");
}

static void
make_new(struct record_form *sh)
{
	struct form_field *it = record_form_focused(sh);
	const struct record_form_place place = {.item = sh->focus, .after = RECORD_FORM_NONE};

	if (it->field->type != FIELD_REF) {
		choose(sh);
		return;
	}
	place_open(sh->app, PLACE_ENTRY, ABOUT(record_form_take_record, &place),
	    &(struct entry_args){
		.kind = it->field->target, .typed = it->ref == 0 ? form_field_text(sh, it) : ""});
}

/* Taking back, copying, mending. */

/* The cursor to a byte of the text. */
static void
place_cursor(struct record_form *sh, struct form_field *it, size_t at)
{
	const char *text = form_field_text(sh, it);
	char *before = strndup(text, at);

	if (it->editor != NULL)
		editor_place(it->editor, at);
	else if (it->input == INPUT_LINE)
		form_move(sh->form, utf8_count(before));
	free(before);
}

/* A step back in the text of the field, or forth again. */
static void
go_along(struct record_form *sh, bool forth)
{
	struct form_field *it = record_form_focused(sh);
	size_t at;

	if (!text_history_go(&it->history, forth, &at)) {
		app_say(sh->app, MESSAGE_INFO,
		    forth ? "В этом поле ничего не отменено, возвращать нечего."
			  : "В этом поле отменять больше нечего.");
		return;
	}
	form_field_put_text(sh, it, buf_text(&it->history.text));
	place_cursor(sh, it, at);
	form_field_changed(sh, it, false);
}

/* Esc: a filled field becomes what it was when the cursor came to it; where it is so, out. */
static void
restore(struct record_form *sh)
{
	struct form_field *it = record_form_focused(sh);

	if (sh->zoomed || it->entered[0] == '\0' ||
	    strcmp(form_field_text(sh, it), it->entered) == 0) {
		app_do(sh->app, ACT_BACK);
		return;
	}
	form_field_set_text(sh, it, it->entered);
	form_field_changed(sh, it, false);
	it->fresh = true;
	app_say(sh->app, MESSAGE_INFO,
	    "В поле снова то, что было. Ctrl-Z — набранное, ещё раз Esc — выйти.");
}

/* The newest record of the kind: its ids grow. */
static struct record *
newest(struct record_form *sh)
{
	struct txn *t = txn_read(sh->session->store);
	struct walk *w = walk_by_id(t, sh->kind);
	struct record *r = NULL;
	uint64_t id;

	walk_to_last(w);
	if (walk_prev(w, &id) && id != sh->base->id) {
		r = record_new(sh->kind);
		if (!records_get(t, id, r)) {
			record_free(r);
			r = NULL;
		}
	}
	walk_close(w);
	txn_abort(t);
	return r;
}

static void
copy_previous(struct record_form *sh)
{
	struct form_field *it = record_form_focused(sh);
	struct session_refs refs;
	struct reading reading = record_form_reading(sh, &refs);
	struct buf text = {0};

	if (sh->previous == NULL)
		sh->previous = newest(sh);
	if (sh->previous == NULL || record_field_empty(sh->previous, it->field)) {
		app_say(sh->app, MESSAGE_INFO, "В прошлый раз это поле было пустым.");
		return;
	}
	value_put_cell(&text, sh->previous, it->field, &reading);
	form_field_set_text(sh, it, buf_text(&text));
	form_field_settle(sh, it);
	form_field_changed(sh, it, false);
	buf_free(&text);
	app_say(sh->app, MESSAGE_INFO, "Как в прошлый раз.");
	go_on(sh, sh->focus + 1);
}

static void
mend(struct record_form *sh)
{
	struct form_field *it = record_form_focused(sh);

	/* What was told belongs to the field just left as a rule. */
	if (!form_field_mend(sh, it) && !(sh->focus > 0 && form_field_mend(sh, it = it - 1))) {
		app_say(sh->app, MESSAGE_INFO,
		    record_form_focused(sh)->fault.len > 0
			? "Это F6 исправить не может: наберите поле заново (Ctrl-U сотрёт его)."
			: "Исправлять нечего: в этом поле программа ничего странного не видит.");
		return;
	}
	drafting_touched(&sh->drafting);
	app_say(sh->app, MESSAGE_INFO, "%s: исправлено.", it->field->label);
}

void
record_form_act(struct record_form *sh, int act)
{
	switch (act) {
	case ACT_SAVE:
		record_form_save(sh, false);
		break;
	case RECORD_FORM_SAVE_NEXT:
		record_form_save(sh, true);
		break;
	case ACT_CHOOSE:
		choose(sh);
		break;
	case ACT_NEW:
		make_new(sh);
		break;
	case ACT_UNDO:
	case RECORD_FORM_REDO:
		go_along(sh, act == RECORD_FORM_REDO);
		break;
	case RECORD_FORM_RESTORE:
		restore(sh);
		break;
	case RECORD_FORM_COPY_ABOVE:
		copy_previous(sh);
		break;
	case RECORD_FORM_MEND:
		mend(sh);
		break;
	default:
		break;
	}
}

/* Typing. */

static uint32_t
typed_in_date(uint32_t cp)
{
	return cp == ',' || cp == '/' || cp == 0x44E || cp == 0x42E ? '.' : cp;
}

/* + and - step a day while a date is selected. */
static bool
step_day(struct record_form *sh, struct form_field *it, const struct key *key)
{
	struct buf text = {0};
	int32_t date;

	if (it->field->type != FIELD_DATE || !form_field_is_selected(sh, it) ||
	    key->code != K_CHARACTER || (key->ch != '+' && key->ch != '-'))
		return false;
	if (date_parse_typed(slice_of(form_field_text(sh, it)), clock_today(), &date) !=
	    DATE_PARSED)
		return false;
	date_put_russian(&text, key->ch == '+' ? date + 1 : date - 1);
	form_field_put_text(sh, it, buf_text(&text));
	buf_free(&text);
	form_field_changed(sh, it, false);
	it->fresh = true;
	return true;
}

/* → at the end of the text takes the rest that stands there in grey. */
static bool
take_recalled(struct record_form *sh, struct form_field *it, const struct key *key)
{
	if (key->code != K_ARROW_RIGHT || it->recalled.len == 0 || it->editor != NULL ||
	    form_position(sh->form) < utf8_count(form_field_text(sh, it)))
		return false;
	form_field_set_text(sh, it, buf_text(&it->recalled));
	buf_clear(&it->recalled);
	form_field_changed(sh, it, false);
	return true;
}

/* To the line or the text of the field. */
static int
key_in_field(struct record_form *sh, struct form_field *it, const struct key *key, struct error *e)
{
	struct key typed = *key;

	_Static_assert((int)EDIT_PASSED == (int)FORM_PASSED && (int)EDIT_MOVED == (int)FORM_MOVED &&
		(int)EDIT_CHANGED == (int)FORM_CHANGED && (int)EDIT_REFUSED == (int)FORM_REFUSED,
	    "the results of the two have the same order");
	if (key->code == K_CHARACTER && it->field->type == FIELD_DATE &&
	    form_field_text(sh, it)[0] != '\0')
		typed.ch = typed_in_date(key->ch);
	return it->editor != NULL ? (int)editor_key(it->editor, &typed, e)
				  : (int)form_key(sh->form, &typed, e);
}

/* Enter goes on until the text has paragraphs, or the whole window. */
static bool
goes_on(const struct record_form *sh, const struct form_field *it, const struct key *key)
{
	return key->code == K_ENTER && !sh->zoomed && !form_field_has_paragraphs(it);
}

static bool
key_in_text(struct record_form *sh, struct form_field *it, const struct key *key)
{
	bool replaces = form_field_is_selected(sh, it) && editor_key_replaces(key);
	struct error e = {0};
	int result;

	if (goes_on(sh, it, key))
		return false;
	if (step_day(sh, it, key) || take_recalled(sh, it, key))
		return true;
	if (replaces)
		form_field_put_text(sh, it, "");
	result = key_in_field(sh, it, key, &e);
	if (result == EDIT_PASSED)
		return false;
	if (result == EDIT_REFUSED) {
		if (replaces)
			form_field_put_text(sh, it, buf_text(&it->history.text));
		app_say(sh->app, MESSAGE_WARNING, "%s", error_text(&e));
		return true;
	}
	it->fresh = false;
	if (replaces || result == EDIT_CHANGED) {
		form_field_changed(sh, it, editor_key_replaces(key));
		form_field_recall(sh, it);
	}
	return true;
}

/* Whoever types the ticks of a paper by their digits means what was proposed, too. */
static void
press_option(struct record_form *sh, struct form_field *it)
{
	if ((it->proposed & bit_of(it->option)) != 0)
		it->proposed &= ~bit_of(it->option);
	else
		toggle(sh, it);
}

static bool
key_in_checks(struct record_form *sh, struct form_field *it, const struct key *key)
{
	size_t n = form_field_options(sh, it);

	if (key->code == K_ARROW_UP && it->option > 0)
		it->option--;
	else if (key->code == K_ARROW_DOWN && it->option + 1 < n)
		it->option++;
	else if (key->code == K_TO_START)
		it->option = 0;
	else if (key->code == K_TO_END)
		it->option = n - 1;
	else if (key->code == K_CHARACTER && key->ch == ' ')
		toggle(sh, it);
	else if (key->code == K_CHARACTER && key->ch >= '1' && key->ch <= '9' &&
	    key->ch - '1' < n) {
		it->option = key->ch - '1';
		press_option(sh, it);
	} else
		return false;
	return true;
}

/* д, н by the letter or, in the Latin layout, by the key of д. The key of н is y: never taken. */
static bool
key_in_yesno(struct record_form *sh, struct form_field *it, const struct key *key)
{
	uint32_t cp = key->code == K_CHARACTER ? key->ch : 0;

	if (cp == ' ') {
		toggle(sh, it);
		return true;
	}
	if (cp == 0x434 || cp == 0x414 || cp == 'l' || cp == 'L' || cp == '1')
		form_field_set_text(sh, it, "да");
	else if (cp == 0x43D || cp == 0x41D || cp == '0')
		form_field_set_text(sh, it, "нет");
	else
		return false;
	form_field_changed(sh, it, false);
	form_field_fill_beside(sh, it);
	return true;
}

static bool
key_inside(struct record_form *sh, struct form_field *it, const struct key *key)
{
	switch (it->input) {
	case INPUT_LINE:
	case INPUT_TEXT:
		return key_in_text(sh, it, key);
	case INPUT_CHECKS:
		return key_in_checks(sh, it, key);
	default:
		return key_in_yesno(sh, it, key);
	}
}

/* The byte of a line that stands in a column. */
static size_t
byte_at(struct slice line, int column)
{
	char *copy = strndup(line.data, line.len);
	size_t at = utf8_fit(copy, (size_t)(column > 0 ? column : 0));

	free(copy);
	return at;
}

/* The cursor to where the click was, and the selection is gone. */
static void
place_at(struct record_form *sh, struct form_field *it, struct press press)
{
	size_t line, lines;
	struct slice text;
	int column, skipped;

	it->fresh = false;
	if (it->editor == NULL) {
		column = (int)form_position(sh->form) - form_cursor(sh->form) + press.column;
		lines = utf8_count(form_field_text(sh, it));
		form_move(sh->form, column < (int)lines ? (size_t)column : lines);
		return;
	}
	editor_cursor(it->editor, &line, &column);
	skipped = it->input == INPUT_LINE && column >= it->width ? column - it->width + 1 : 0;
	line = it->input == INPUT_LINE ? 0 : editor_top(it->editor) + (size_t)press.line;
	lines = editor_lines(it->editor);
	text = editor_line(it->editor, line < lines ? line : lines - 1);
	editor_place(it->editor,
	    (size_t)((const char *)text.data - editor_text(it->editor)) +
		(line < lines ? byte_at(text, skipped + press.column) : text.len));
}

void
record_form_press(struct record_form *sh, struct press press)
{
	size_t item = (size_t)press.spot;
	bool here = item == sh->focus;

	if (!here)
		leave_for(sh, item, item > sh->focus);
	if (sh->focus != item) /* a name that may be several people's is asked about first */
		return;
	if (sh->items[item].input == INPUT_CHECKS) {
		sh->items[item].option = (size_t)press.line;
		toggle(sh, &sh->items[item]);
	} else if (here && sh->items[item].input == INPUT_YESNO) {
		toggle(sh, &sh->items[item]);
	} else if (here) {
		place_at(sh, &sh->items[item], press);
	}
}

/* Keys that move between fields. */
static bool
key_between(struct record_form *sh, const struct key *key)
{
	switch (key->code) {
	case K_ENTER:
	case K_NEW_LINE:
	case K_TAB:
	case K_ARROW_DOWN:
		sh->zoomed = false;
		go_on(sh,
		    key->code == K_ENTER ? record_form_to_type(sh, sh->focus + 1) : sh->focus + 1);
		return true;
	case K_BACKTAB:
	case K_ARROW_UP:
		sh->zoomed = false;
		go_previous(sh);
		return true;
	case K_PAGE_DOWN:
	case K_PAGE_UP:
		go_page(sh, key->code == K_PAGE_DOWN);
		return true;
	default:
		return false;
	}
}

bool
record_form_key(struct record_form *sh, const struct key *key)
{
	struct form_field *it = record_form_focused(sh);

	if (key->code == K_PASTED)
		return record_form_paste(sh, it);
	return key_inside(sh, it, key) || key_between(sh, key);
}
