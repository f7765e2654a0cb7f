/* SPDX-License-Identifier: MIT
 * messages.c - everything the message line has said in this session.
 */
#include "base/clock.h"
#include "screens/app/list_screen.h"
#include "screens/widget/text.h"
#include "screens/widget/words.h"

enum { WHOLE = 4 }; /* rows for the whole of the message under the cursor */

static bool
messages_read(struct screen *sc, struct list_rows *out)
{
	const struct app *app = screen_app(sc);

	for (size_t i = 0; i < app_messages(app); i++) {
		struct message_row row = app_message(app, i);

		row.text = arena_strdup(&out->texts, row.text);
		list_rows_add(out, &row);
	}
	return true;
}

static void
put_message(const void *row, struct list_cells *out)
{
	static const enum style styles[] = {[MESSAGE_INFO] = STYLE_PLAIN,
	    [MESSAGE_WARNING] = STYLE_WARNING,
	    [MESSAGE_ERROR] = STYLE_BAD};
	const struct message_row *message = row;

	words_put_moment(&out->text[0], message->time, clock_today());
	buf_puts(&out->text[1], message->text);
	out->style = styles[message->kind];
}

static void
draw_whole(const struct screen *sc, const void *row, struct ui *ui, int at, int columns)
{
	const struct message_row *message = row;

	(void)sc;
	text_draw(ui, at, 2, WHOLE, columns - 4, STYLE_PLAIN, message->text);
}

const struct screen_ops messages_screen = {
    .name = "messages",
    .about = "Всё, что программа сообщила в этом сеансе; внизу — сообщение целиком.",
    .actions = LIST_TO_READ,
    LIST_SCREEN(struct list_state, struct message_row,
	COLUMNS({.title = "Когда", .width = 16, .lead = true},
	    {.title = "Сообщение", .width = 58, .rank = 1, .grows = true}),
	.title = "Сообщения", .read = messages_read, .put = put_message, .from_last = true,
	.empty = "В этом сеансе программа ещё ничего не сообщала.", .foot = WHOLE + 1,
	.draw_foot = draw_whole),
};
