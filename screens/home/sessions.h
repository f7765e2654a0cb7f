/* SPDX-License-Identifier: MIT
 * sessions.h - who else is at work, in one line.
 */
#ifndef SCREENS_SESSIONS_H
#define SCREENS_SESSIONS_H

#include "screens/app/app.h"

/* "Ещё работают: Иванова Вера, сегодня 10:12, экран, Педагоги; …"; returns how many they are. *out
 * is made anew. */
size_t sessions_put_line(const struct app *app, struct buf *out);

#endif
