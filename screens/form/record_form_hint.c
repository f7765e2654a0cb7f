/* SPDX-License-Identifier: MIT
 * record_form_hint.c - the lines under a sheet: what is wrong with the field, what it wants, which
 * keys help.
 */
#include "base/utf8.h"
#include "screens/form/record_form.h"

#include <string.h>

#include "screens/widget/words.h"

/* The rule above included; the text of a term is shown in full. */
enum { HINT_ROWS = 4, HINT_ROWS_OF_TERMS = 7 };

/* "ждём: ..." as a sentence. */
static void
put_expected(const struct record_form *sh, const struct form_field *it, struct buf *out)
{
	static const char begins[] = "ждём: ";
	struct buf expected = {0};
	const char *text;

	value_put_expected(&expected, it->field, profile_vocabulary(sh->session->profile));
	text = buf_text(&expected);
	if (strncmp(text, begins, sizeof(begins) - 1) == 0)
		text += sizeof(begins) - 1;
	buf_printf(out, "Нужно: %s.", text);
	buf_free(&expected);
}

/* The term the cursor is on. */
static const struct term *
term_at(const struct record_form *sh, const struct form_field *it, size_t i)
{
	size_t n;
	const struct term *terms = profile_terms(sh->session->profile, it->field->terms, &n);

	return i < n ? &terms[i] : NULL;
}

static void
put_choice_hint(const struct record_form *sh, const struct form_field *it, struct buf *out)
{
	size_t n = form_field_options(sh, it);

	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s%zu\u00A0%s", i == 0 ? "" : " · ", i + 1,
		    form_field_option_text(sh, it, i));
	buf_puts(out, ". Наберите начало слова или цифру; F4 — список.");
}

static void
put_checks_hint(const struct record_form *sh, const struct form_field *it, struct buf *out)
{
	const struct term *term = it->words == NULL ? term_at(sh, it, it->option) : NULL;
	const struct form_field *evidence =
	    term != NULL && term->evidence[0] != '\0' ? record_form_item(sh, term->evidence) : NULL;

	if (term != NULL) {
		if (term->clause[0] != '\0')
			buf_printf(out, "п. %s: ", term->clause);
		buf_printf(out, "%s\n", term->text);
	}
	if (evidence != NULL)
		buf_printf(out, "Подтверждение в заявлении: %s\n",
		    form_field_text(sh, evidence)[0] != '\0' ? form_field_text(sh, evidence)
							     : "не заполнено");
	buf_puts(out,
	    it->proposed != 0
		? "Предложенное пробел снимает, цифра подтверждает; Enter — дальше."
		: "Пробел или цифра — отметить или снять, стрелки — по строкам, Enter — дальше.");
}

static void
put_text_hint(const struct form_field *it, struct buf *out)
{
	buf_printf(
	    out, "Знаков %zu из %zu.", editor_count(it->editor), field_max_length(it->field));
}

static void
put_hint(const struct record_form *sh, const struct form_field *it, struct buf *out)
{
	if (it->label_cut || it->label[0] == '\0')
		buf_printf(out, "%s\n", it->label[0] != '\0' ? it->label : it->field->label);
	if (it->note[0] != '\0')
		buf_printf(out, "%s. ", it->note);
	if (it->beside_previous)
		buf_printf(out, "%s. ", it->field->label);
	switch (it->field->type) {
	case FIELD_CHOICE:
		put_choice_hint(sh, it, out);
		break;
	case FIELD_CHOICES:
	case FIELD_TERM:
	case FIELD_TERMS:
		put_checks_hint(sh, it, out);
		break;
	case FIELD_LONG:
		put_text_hint(it, out);
		break;
	case FIELD_YESNO:
		buf_puts(out, "Пробел меняет да и нет; можно набрать д или н.");
		break;
	case FIELD_DATE:
		buf_puts(out,
		    form_field_is_selected(sh, it)
			? "+ и - меняют дату на день; F4 — календарь."
			: "Дата: 15.5, 15 (этого месяца), 15.5.26, 15 мая, вчера, +7. F4 — "
			  "календарь.");
		break;
	case FIELD_REF:
		buf_puts(out,
		    "Код или слова из названия в любом порядке. F4 — найти в списке, Ins — завести "
		    "новую запись.");
		break;
	case FIELD_CODE:
		buf_puts(out,
		    sh->base->id == 0
			? "Код предложен программой, его можно набрать свой: без пробелов, "
			  "запятых и двоеточий."
			: "Код записи: без пробелов, запятых и двоеточий.");
		break;
	case FIELD_TEXT: /* it wants what its label says */
		break;
	default:
		put_expected(sh, it, out);
		break;
	}
}

/* The keys of the text that is being typed, in the last row: a row of 80 columns has no room for
 * them in the footer. NULL: it is no text. */
static const char *
keys_line(const struct record_form *sh, const struct form_field *it)
{
	if (it->input != INPUT_LINE && it->input != INPUT_TEXT)
		return NULL;
	if (form_field_is_selected(sh, it))
		return "Набранное заменит выделенное · ← → править · Del стереть · Ctrl-D как "
		       "раньше";
	if (form_field_is_only(sh, it))
		return "Enter или → взять серое · F4 что набирали раньше · Ctrl-Z отменить";
	if (it->recalled.len > 0)
		return "→ взять серое · F4 что набирали раньше · Enter дальше · Ctrl-Z отменить";
	if (it->input == INPUT_LINE)
		return "Enter дальше · ↑ назад · Ctrl-U стереть · Ctrl-Z отменить · Ctrl-D как "
		       "раньше";
	return form_field_has_paragraphs(it) || sh->zoomed
	    ? "Enter новая строка · Tab дальше · F4 во всё окно · Ctrl-Z отменить"
	    : "Enter дальше · Alt-Enter новая строка · F4 во всё окно · Ctrl-Z отменить";
}

int
record_form_hint_rows(const struct record_form *sh)
{
	const struct form_field *it = record_form_focused(sh);

	return it->input == INPUT_CHECKS && it->words == NULL ? HINT_ROWS_OF_TERMS : HINT_ROWS;
}

void
record_form_draw_hint(struct record_form *sh, struct ui *ui, int row, int rows, int columns)
{
	const struct form_field *it = record_form_focused(sh);
	const char *keys = keys_line(sh, it);
	int used = 1, room = keys != NULL ? rows - 1 : rows;
	bool wrong = it->fault.len > 0;
	struct buf told = {0}, hint = {0};

	ui_rule(ui, row, 0, columns);
	utf8_put_capital(&told, buf_text(wrong ? &it->fault : &it->told));
	if (told.len > 0)
		used += record_form_wrap(ui, row + used, 1, columns - 2,
		    room - used < 2 ? room - used : 2, wrong ? STYLE_BAD : STYLE_WARNING,
		    ALIGN_LEFT, buf_text(&told));
	put_hint(sh, it, &hint);
	if (used < room && hint.len > 0)
		record_form_wrap(ui, row + used, 1, columns - 2, room - used, STYLE_PLAIN,
		    ALIGN_LEFT, buf_text(&hint));
	if (keys != NULL)
		ui_put(ui, row + rows - 1, 1, columns - 2, STYLE_FAINT, keys);
	buf_free(&told);
	buf_free(&hint);
}
