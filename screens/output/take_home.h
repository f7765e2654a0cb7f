/* SPDX-License-Identifier: MIT
 * take_home.h - a paper taken away over SSH, where no file can be written: the line to type on
 * one's own machine, which prints the same paper there, or the text for the terminal's clipboard.
 */
#ifndef SCREENS_TAKE_HOME_H
#define SCREENS_TAKE_HOME_H

#include "screens/app/app.h"

/* The session came by a forced command: files are written on the other machine alone. */
bool take_home_must(struct app *app);

/* Show the line that makes file `name` out of the answer of a verb, and copy it if that is wished.
 * `then` is told when the window is left; NULL: nobody wants to know. */
void take_home_line(struct app *app, const char *command, const char *name, answer_fn *then);
/* Of what no verb prints: its text to the clipboard, where it is not too long, with a row of the
 * journal that names it by its title. */
void take_home_text(
    struct app *app, const char *operation, const char *title, struct slice text, answer_fn *then);
/* What is said when something went to the clipboard. */
#define TAKE_HOME_COPIED                                                                           \
	"Отправлено в буфер обмена. Если не вставляется, терминал этого не умеет: выделите мышью."

#endif
