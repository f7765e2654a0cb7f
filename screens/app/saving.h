/* SPDX-License-Identifier: MIT
 * saving.h - writing a file somebody asked for: where to, and whether over one that is there.
 */
#ifndef SCREENS_SAVING_H
#define SCREENS_SAVING_H

#include "screens/app/app.h"

/* The path is settled: write to it. `what` is the number it was asked with. */
typedef void saving_fn(struct screen *asker, int what, const char *path);

/* Ask where; `name` without a folder is proposed in the home folder. */
void saving_ask(struct app *app, saving_fn *write, int what, const char *title, const char *name);
/* The whole file or nothing; both are said. */
bool saving_write(struct app *app, const char *path, struct slice bytes);

#endif
