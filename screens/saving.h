/* SPDX-License-Identifier: MIT
 * saving.h - writing a file somebody asked for: where to, and whether over one that is there.
 */
#ifndef SCREENS_SAVING_H
#define SCREENS_SAVING_H

#include "screens/app.h"

/* The screen that saves hands the answers of questions [SAVING_QUESTION, SAVING_END) over. */
enum { SAVING_QUESTION = 110, SAVING_OVER, SAVING_END };

struct saving {
	char *path;
};

/* Ask where; `name` without a folder is proposed in the home folder. */
void saving_ask(struct saving *s, struct app *app, const char *title, const char *name);
/* true: s->path is settled. */
bool saving_answered(struct saving *s, struct app *app, int question, const struct answer *answer);
/* The whole file or nothing; both are said. */
bool saving_write(struct saving *s, struct app *app, struct slice bytes);
void saving_free(struct saving *s);

#endif
