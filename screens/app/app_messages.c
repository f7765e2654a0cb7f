/* SPDX-License-Identifier: MIT
 * app_messages.c - what is said in the line of messages, and what has been said.
 */
#include <stdarg.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/utf8.h"
#include "screens/app/behind.h"
#include "screens/app/stack.h"
#include "screens/widget/words.h"

void
app_say(struct app *app, enum message kind, const char *format, ...)
{
	char *text = NULL;
	va_list args;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		die("не хватает памяти");
	va_end(args);
	buf_clear(&app->message);
	utf8_put_capital(&app->message, text);
	app->message_kind = kind;
	app->said = app->dirty = true;
	log_add(&app->log, kind, buf_text(&app->message));
	free(text);
}

/* Errors are phrases that a command puts after its name; here they begin and end as sentences. */
void
app_say_error(struct app *app, const struct error *e)
{
	struct buf text = {0};

	words_put_sentence(&text, error_text(e));
	app_say(app, MESSAGE_ERROR, "%s", buf_text(&text));
	buf_free(&text);
}

void
app_say_unread(struct app *app)
{
	struct error e = {0};

	if (behind_take_unread(app->session, &e) != ST_OK &&
	    (app->message.len == 0 || app->message_kind == MESSAGE_INFO))
		app_say_error(app, &e);
	app->said = false;
}

void
app_tell(struct app *app, uint64_t operation, const char *text)
{
	if (operation == app->told)
		return;
	app->told = operation;
	if (app->said)
		log_add(&app->log, MESSAGE_WARNING, text);
	else
		app_say(app, MESSAGE_WARNING, "%s", text);
}

bool
app_has_said(const struct app *app)
{
	return app->said;
}

size_t
app_messages(const struct app *app)
{
	return app->log.count;
}

struct message_row
app_message(const struct app *app, size_t i)
{
	return log_row(&app->log, i);
}
