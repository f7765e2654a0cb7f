/* SPDX-License-Identifier: MIT
 * shorten.h - a frame of curses said in fewer bytes; no terminal needed.
 *
 * Curses changes an attribute when it comes by it, each by a sequence of its own, and takes back in
 * three steps what one would: of the bytes of a coloured screen a fifth are such. Here the changes
 * are collected until a character is to be drawn in them and said in one sequence. Only what
 * ECMA-48 calls SGR is looked into, and the choice of the usual characters (ESC ( B) behind the
 * first is left out; all else goes through as it is, so terminals of another kind get what they
 * got.
 */
#ifndef SCREENS_SHORTEN_H
#define SCREENS_SHORTEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

struct attributes {
	uint16_t on;         /* bit n: what SGR n switches on, 1 to 9 */
	uint8_t front, back; /* SGR 30 to 37, 40 to 47; 0: the terminal's own */
};

/* {0}: a terminal that shows text plainly; {.opaque = true}: nobody knows how. */
struct shortener {
	struct attributes shown, wanted, saved;
	bool opaque;  /* attributes unknown here are on: all is said as curses says it */
	bool charset; /* chosen once */
	bool drawing; /* curses changes the characters itself */
};

/* Append the frame, which has no sequence cut, to out. */
void shorten(struct shortener *s, struct slice frame, struct buf *out);

#endif
