/* SPDX-License-Identifier: MIT
 * home_aside.c - the third column of a wide first screen, part below part.
 */
#include "screens/home/home_aside.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "rules/schoolyear.h"
#include "screens/widget/text.h"
#include "screens/widget/words.h"

enum { INDENT = 2, ACCOUNT_ROWS = 5, BASE_ROWS = 3 };

/* Where the next part begins, and what is left for it. */
struct column {
	struct ui *ui;
	int row, rows, column, width;
};

static void
heading(struct column *c, const char *text)
{
	ui_put(c->ui, c->row, c->column, c->width, STYLE_HEADER, text);
	c->row++;
	c->rows--;
}

/* Broken in lines where it is long. */
static void
line(struct column *c, enum style style, const char *text)
{
	int used =
	    text_draw(c->ui, c->row, c->column + INDENT, c->rows, c->width - INDENT, style, text);

	c->row += used;
	c->rows -= used;
}

static void
blank(struct column *c)
{
	c->row++;
	c->rows--;
}

static void
draw_today(struct column *c)
{
	int32_t today = clock_today();
	int year = date_year(schoolyear_start(today));
	struct buf text = {0};

	date_put_russian(&text, today);
	buf_printf(&text, " · %d/%d учебный год", year, year + 1);
	heading(c, "Сегодня");
	line(c, STYLE_PLAIN, buf_text(&text));
	blank(c);
	buf_free(&text);
}

static void
draw_meeting(struct column *c, const struct home_work *work)
{
	if (!work->kept)
		return;
	heading(c, "Заседание совета");
	if (work->meeting != 0)
		line(c, STYLE_PLAIN, work->line);
	else
		line(c, STYLE_FAINT, "не назначено");
	blank(c);
}

static void
draw_list(struct column *c, const struct waiting_list *w)
{
	struct buf count = {0};
	int width;

	words_put_number(&count, w->count);
	width = (int)utf8_width(buf_text(&count));
	ui_put(c->ui, c->row, c->column + INDENT, c->width - INDENT - width - 1,
	    w->list->late ? STYLE_WARNING : STYLE_PLAIN, w->list->title);
	ui_put(c->ui, c->row, c->column + c->width - width, width, STYLE_PLAIN, buf_text(&count));
	blank(c);
	buf_free(&count);
}

/* Those whose term has passed stand first; what has no room is counted. */
static void
draw_waiting(struct column *c, const struct home_aside *a)
{
	size_t n = 0;

	if (a->nwaiting == 0 || c->rows < 3)
		return;
	heading(c, "Сроки и дела, Ctrl-W");
	for (; n < a->nwaiting && (c->rows > 1 || n + 1 == a->nwaiting); n++)
		draw_list(c, &a->waiting[n]);
	if (n < a->nwaiting) {
		ui_printf(c->ui, c->row, c->column + INDENT, c->width - INDENT, STYLE_FAINT,
		    "и ещё %zu", a->nwaiting - n);
		blank(c);
	}
	blank(c);
}

static void
draw_account(struct column *c, const struct session *s)
{
	struct buf way = {0};

	visitor_put_way(&s->visitor, &way);
	heading(c, "Кто работает");
	line(c, STYLE_PLAIN,
	    s->account.full_name[0] != '\0' ? s->account.full_name : s->account.name);
	if (s->role != NULL)
		line(c, STYLE_PLAIN, s->role->word);
	line(c, STYLE_FAINT, buf_text(&way));
	blank(c);
	buf_free(&way);
}

static void
draw_base(struct column *c, const struct session *s)
{
	heading(c, "База");
	line(c, STYLE_PLAIN, profile_word(s->profile, "name"));
	line(c, STYLE_FAINT, store_dir(s->store));
}

void
home_aside_draw(const struct home_aside *a, const struct session *s, struct ui *ui, int row,
    int rows, int column, int width)
{
	struct column c = {.ui = ui, .row = row, .rows = rows, .column = column, .width = width};

	draw_today(&c);
	draw_meeting(&c, a->work);
	draw_waiting(&c, a);
	if (c.rows >= ACCOUNT_ROWS)
		draw_account(&c, s);
	if (c.rows >= BASE_ROWS)
		draw_base(&c, s);
}
