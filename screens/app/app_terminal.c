/* SPDX-License-Identifier: MIT
 * app_terminal.c - what screens ask of the terminal itself.
 */
#include "screens/app/stack.h"

void
app_ring(struct app *app)
{
	ui_ring(app->ui);
}

bool
app_copy(struct app *app, struct slice text)
{
	return ui_copy(app->ui, text);
}

void
app_print(struct app *app, struct slice text)
{
	ui_print(app->ui, text);
}

bool
app_can_print(const struct app *app)
{
	return ui_can_print(app->ui);
}
