/* SPDX-License-Identifier: MIT
 * saving.h - writing a file somebody asked for: where to, and whether over one that is there.
 *
 * Where it may go says base/delivery.h; besides, no hidden file or folder (a name that begins with
 * a dot) is written from a screen: programs read them unasked, a shell its own at each login.
 */
#ifndef SCREENS_SAVING_H
#define SCREENS_SAVING_H

#include "screens/app/app.h"

/* The path is settled: write to it, over a file that is there where that was said. `what` is the
 * number it was asked with. */
typedef void saving_fn(struct screen *asker, int what, const char *path, bool replace);

/* Over SSH nothing is asked nor written, which is said (take_home.h is for that). Ask where; `name`
 * without a folder is proposed in the home folder. */
void saving_ask(struct app *app, saving_fn *write, int what, const char *title, const char *name);
/* The whole file or nothing; both are said. The journal gets a row of the operation that `what` was
 * taken, with the file's digest; without it nothing is written. */
bool saving_write(struct app *app, const char *operation, const char *what, const char *path,
    bool replace, struct slice bytes);

#endif
