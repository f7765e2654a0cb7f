/* SPDX-License-Identifier: MIT
 * verdict_panel.c - clause by clause: done, not done, does not apply, no data.
 */
#include "screens/form/verdict_panel.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "screens/form/record_form.h"

enum { AIRY = 24 }; /* from so many rows on, a blank one between */

static const struct verdict_look looks[] = {
    [MUST_MET] = {.sign = "✓", .style = STYLE_GOOD},
    [MUST_UNMET] = {.sign = "✗", .style = STYLE_BAD},
    [MUST_NOT_APPLICABLE] = {.sign = "–", .style = STYLE_FAINT},
    [MUST_UNKNOWN] = {.sign = "?", .style = STYLE_WARNING},
};

const struct verdict_look *
verdict_look(enum must_state state)
{
	return &looks[state];
}

/* Lines from `row` on, as many as fit; returns the next row. */
static int
put(struct ui *ui, int row, int last, int column, int columns, enum style style, const char *text)
{
	if (row >= last || *text == '\0')
		return row;
	return row +
	    record_form_wrap(ui, row, column, columns, last - row, style, ALIGN_LEFT, text);
}

static int
draw_must(struct ui *ui, int row, int last, int column, int columns, const struct must_verdict *m)
{
	struct buf line = {0};

	if (row >= last)
		return row;
	/* "нет данных: ..." says the state itself */
	if (strncmp(m->because, must_state_word(m->state), strlen(must_state_word(m->state))) == 0)
		buf_puts(&line, m->must->text);
	else
		buf_printf(&line, "%s — %s", m->must->text, must_state_word(m->state));
	ui_put(ui, row, column, 1, looks[m->state].style, looks[m->state].sign);
	row = put(ui, row, last, column + 2, columns - 2, looks[m->state].style, buf_text(&line));
	buf_free(&line);
	return put(ui, row, last, column + 2, columns - 2, STYLE_FAINT, m->because);
}

static int
draw_grounds(struct ui *ui, int row, int last, int column, int columns, const struct verdict *v)
{
	if (v->ngrounds > 0 && verdict_claimed(v) == 0 && row < last) {
		ui_put(ui, row, column, 1, STYLE_BAD, looks[MUST_UNMET].sign);
		return put(ui, row, last, column + 2, columns - 2, STYLE_BAD,
		    "ни одно основание не отмечено, нужно хотя бы одно");
	}
	for (size_t i = 0; i < v->ngrounds && row < last; i++) {
		const struct ground_verdict *g = &v->grounds[i];

		if (!g->claimed)
			continue;
		ui_put(ui, row, column, 1, STYLE_GOOD, looks[MUST_MET].sign);
		row += record_form_wrap(ui, row, column + 2, columns - 2,
		    last - row < 2 ? last - row : 2, STYLE_GOOD, ALIGN_LEFT, g->ground->text);
		if (row < last && g->evidence[0] == '\0')
			row = put(ui, row, last, column + 2, columns - 2, STYLE_WARNING,
			    "в заявлении не подтверждено");
	}
	return row;
}

static const char *
outcome(const struct verdict *v)
{
	return v->eligible ? "соответствует" : "не соответствует";
}

static const char *
clause_of(const struct verdict *v)
{
	return v->nmusts > 0  ? v->musts[0].must->clause
	    : v->ngrounds > 0 ? v->grounds[0].ground->clause
			      : "";
}

int
verdict_draw(struct ui *ui, int row, int rows, int column, int columns, const struct verdict *v)
{
	struct buf day = {0};
	int at = row, last = row + rows, width, airy = rows >= AIRY;

	date_put_russian(&day, v->on);
	width = columns - (int)utf8_width(outcome(v));
	ui_printf(
	    ui, at, column, width, STYLE_HEADER, "Пункт %s на %s", clause_of(v), buf_text(&day));
	ui_put(ui, at++, column + width, 0, v->eligible ? STYLE_GOOD : STYLE_BAD, outcome(v));
	for (size_t i = 0; i < v->nmusts; i++)
		at = draw_must(ui, at + airy, last, column, columns, &v->musts[i]);
	at = draw_grounds(ui, at + airy, last, column, columns, v);
	buf_free(&day);
	return at - row;
}

/* "Не соответствует п. 2.4: ✓1 ✗1 ?1, оснований 0": the verdict is never cut. */
void
verdict_draw_line(
    struct ui *ui, int row, int column, int columns, const struct verdict *v, const char *more)
{
	int at = column, right = (int)utf8_width(more);
	struct buf outcome = {0}, counts = {0};

	verdict_put_outcome(v, &outcome);
	verdict_put_counts(v, &counts);
	at += ui_put(ui, row, at, 0, v->eligible ? STYLE_GOOD : STYLE_BAD, buf_text(&outcome));
	at += ui_put(ui, row, at, 0, STYLE_PLAIN, buf_text(&counts));
	if (at + right + 2 <= column + columns)
		ui_put(ui, row, column + columns - right, right, STYLE_FAINT, more);
	buf_free(&outcome);
	buf_free(&counts);
}
