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
 * command "": no verb prints it, and the text itself is what is copied. Everything is copied. */
void take_home_ask(struct app *app, const char *command, const char *name, struct slice text);

#endif
