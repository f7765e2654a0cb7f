/* SPDX-License-Identifier: MIT
 * clipboard.h - text put into the clipboard of the terminal by its control sequence OSC 52.
 */
#ifndef SCREENS_CLIPBOARD_H
#define SCREENS_CLIPBOARD_H

#include "base/buf.h"

/* The longest text terminals take: xterm and tmux no more than 74,994 bytes once it is encoded. */
enum { CLIPBOARD_MOST = 74994 / 4 * 3 };

/* Append the sequence; false: the text is longer than CLIPBOARD_MOST. */
bool clipboard_put(struct buf *out, struct slice text);

#endif
