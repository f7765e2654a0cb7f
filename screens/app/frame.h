/* SPDX-License-Identifier: MIT
 * frame.h - what surrounds every screen: the title bar and the message line; the notice that stands
 * in for both where the window is too small.
 */
#ifndef SCREENS_FRAME_H
#define SCREENS_FRAME_H

#include "screens/app/log.h"
#include "screens/term/ui.h"
#include "service/core/session.h"

/* The town, who works, and as what. */
void frame_put_account(const struct session *s, bool with_town, struct buf *out);
/* Left the title, right whose screens these are: the whole of it, or what is brief where there is
 * no room for that. */
void frame_draw_title(
    struct ui *ui, const char *whole, const char *brief, const char *title, int columns);
void frame_draw_message(struct ui *ui, int row, int columns, enum message kind, const char *text);
void frame_draw_notice(struct ui *ui, int rows, int columns);

#endif
