/* SPDX-License-Identifier: MIT
 * messages.c - everything the message line has said in this session.
 */
#include "screens/widget/list.h"
#include "screens/widget/text.h"
#include "screens/widget/words.h"

#include "base/clock.h"

enum { WHOLE = 4 }; /* rows for the whole of the message under the cursor */

struct messages {
	struct app *app;
	struct list list;
	bool seen;
};

static const struct action actions[] = {
    LIST_ACTIONS,
    {.act = ACT_NONE},
};

static void
title(const struct screen *sc, struct buf *out)
{
	(void)sc;
	buf_puts(out, "Сообщения");
}

static void
load(struct screen *sc)
{
	struct messages *m = screen_state(sc);
	int rows, columns;

	m->app = screen_app(sc);
	app_size(m->app, &rows, &columns);
	list_set(&m->list, app_messages(m->app), rows - WHOLE - 2);
	if (!m->seen)
		list_go(&m->list, m->list.count);
	m->seen = true;
}

static void
cell(const void *context, size_t row, size_t column, struct buf *out)
{
	const struct messages *m = context;
	struct message_row message = app_message(m->app, row);

	if (column == 0)
		words_put_moment(out, message.time, clock_today());
	else
		buf_puts(out, message.text);
}

static enum style
style(const void *context, size_t row)
{
	static const enum style styles[] = {[MESSAGE_INFO] = STYLE_PLAIN,
	    [MESSAGE_WARNING] = STYLE_WARNING,
	    [MESSAGE_ERROR] = STYLE_BAD};
	const struct messages *m = context;

	return styles[app_message(m->app, row).kind];
}

static void
draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	static const struct list_column shown[] = {
	    {.title = "Когда", .width = 16, .lead = true},
	    {.title = "Сообщение", .width = 58, .rank = 1, .grows = true},
	};
	const struct messages *m = screen_state(sc);
	struct list_view view = {.columns = shown,
	    .ncolumns = 2,
	    .context = m,
	    .cell = cell,
	    .style = style,
	    .sorted = 2,
	    .headings = true,
	    .focused = true};

	if (m->list.count == 0) {
		ui_put(ui, row + 2, 4, 0, STYLE_PLAIN,
		    "В этом сеансе программа ещё ничего не сообщала.");
		ui_cursor(ui, row + 2, 4);
		return;
	}
	list_draw_foot(&m->list, ui, row + rows - WHOLE - 1, columns);
	text_draw(ui, row + rows - WHOLE, 2, WHOLE, columns - 4, STYLE_PLAIN,
	    app_message(m->app, m->list.cursor).text);
	list_draw(&m->list, ui, row, 0, rows - WHOLE - 1, columns, &view);
}

static void
act(struct screen *sc, enum act act)
{
	struct messages *m = screen_state(sc);

	list_act(&m->list, act);
}

const struct screen_ops messages_screen = {
    .name = "messages",
    .about = "Всё, что программа сообщила в этом сеансе; внизу — сообщение целиком.",
    .state_size = sizeof(struct messages),
    .actions = actions,
    .title = title,
    .load = load,
    .draw = draw,
    .act = act,
};
