/* SPDX-License-Identifier: MIT
 * print_through.h - text for the printer that hangs on the terminal itself.
 */
#ifndef SCREENS_PRINT_THROUGH_H
#define SCREENS_PRINT_THROUGH_H

#include "base/buf.h"

/* From here on the terminal passes on what it is sent, until it is told to stop. */
#define PRINT_THROUGH_ON  "\033[5i"
#define PRINT_THROUGH_OFF "\033[4i"

/* Append the text as a page of its own, between the two; no sequence of the text's reaches the
 * terminal. */
void print_through_put(struct buf *out, struct slice text);

#endif
