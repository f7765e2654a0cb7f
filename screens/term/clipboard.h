/* SPDX-License-Identifier: MIT
 * clipboard.h - text put into the clipboard of the terminal by its control sequence OSC 52.
 */
#ifndef SCREENS_CLIPBOARD_H
#define SCREENS_CLIPBOARD_H

#include "base/buf.h"

/* Append the sequence; false: the text is longer than terminals take. */
bool clipboard_put(struct buf *out, struct slice text);

#endif
