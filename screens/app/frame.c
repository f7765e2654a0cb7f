/* SPDX-License-Identifier: MIT
 * frame.c - what surrounds every screen.
 */
#include "screens/app/frame.h"

#include "base/utf8.h"
#include "screens/widget/text.h"
#include "service/core/changes.h"

enum { TITLE_MIN = 20 }; /* columns a title keeps whatever stands beside it */

void
frame_put_account(const struct session *s, bool with_town, struct buf *out)
{
	const struct account *a = &s->account;

	buf_puts(out, with_town ? profile_word(s->profile, "name") : "");
	buf_puts(out, out->len > 0 ? " · " : "");
	buf_puts(out, a->full_name[0] != '\0' ? a->full_name : a->name);
	if (!changes_permit(s, PERMIT_EDIT) && !changes_permit(s, PERMIT_VOTE))
		buf_puts(out, " · только чтение");
	else if (s->role != NULL)
		buf_printf(out, " · %s", s->role->word);
}

/* What has no room gives way: the name of the town, then the end of the title, at last the end of
 * who is at work. */
void
frame_draw_title(
    struct ui *ui, const char *whole, const char *brief, const char *title, int columns)
{
	int width = (int)utf8_width(title), least = width < TITLE_MIN ? width : TITLE_MIN;
	int room = columns - 5, right;
	const char *who = width + (int)utf8_width(whole) > room ? brief : whole;

	right = (int)utf8_width(who);
	right = right < room - least ? right : room - least;
	right = right > 0 ? right : 0;
	width = width < room - right ? width : room - right;
	ui_fill(ui, 0, 0, 1, columns, STYLE_TITLE);
	if (width > 0)
		ui_put(ui, 0, 1, width, STYLE_TITLE, title);
	if (right > 0)
		ui_put(ui, 0, columns - 1 - right, right, STYLE_TITLE, who);
}

/* A message its line is too short for takes the row above, too, where that is free; what is longer
 * yet is cut, and the key that shows the whole of it is named. */
void
frame_draw_message(struct ui *ui, int row, int columns, enum message kind, const char *text)
{
	static const enum style styles[] = {
	    [MESSAGE_INFO] = STYLE_GOOD,
	    [MESSAGE_WARNING] = STYLE_WARNING,
	    [MESSAGE_ERROR] = STYLE_BAD,
	};
	static const char whole[] = "Ctrl-E — целиком";
	int hint = (int)utf8_width(whole), width = columns - 2;

	if (*text == '\0')
		return;
	if ((int)utf8_width(text) <= width) {
		ui_put(ui, row, 1, columns - 1, styles[kind], text);
		return;
	}
	if (text_height(text, width) <= 2 && ui_is_blank(ui, row - 1)) {
		text_draw(ui, row - 1, 1, 2, width, styles[kind], text);
		return;
	}
	ui_put(ui, row, 1, columns - hint - 3, styles[kind], text);
	ui_put(ui, row, columns - hint - 1, hint, STYLE_FAINT, whole);
}

void
frame_draw_notice(struct ui *ui, int rows, int columns)
{
	char text[200];
	int used;

	snprintf(text, sizeof(text),
	    "Окно %d×%d: нужно не меньше %d×%d. Ничего не потеряно: увеличьте окно.", columns, rows,
	    UI_COLUMNS, UI_ROWS);
	used = text_draw(ui, 0, 0, rows, columns, STYLE_WARNING, text);
	ui_cursor(ui, used > 0 && used <= rows ? used - 1 : 0, 0);
}
