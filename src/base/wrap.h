/* SPDX-License-Identifier: MIT
 * wrap.h - where a text is broken into lines of a given width.
 *
 * A line ends at its line feed, else at the last blank that fits; at one that holds (U+00A0, or
 * between "№" and its number) only where there is no other; a word longer than the line is cut,
 * behind its hyphen if it has one.
 */
#ifndef BASE_WRAP_H
#define BASE_WRAP_H

#include <stdbool.h>

#include "base/buf.h"

/* Bytes of the first line of a text without line feeds, at least one character of it; the blanks it
 * is broken at are not counted. columns > 0; a tab takes one. */
size_t wrap_fit(struct slice text, size_t columns);

/* The next line of *rest, which moves behind it and the line feed or blanks it ended at. false: the
 * text is at its end, or there are no columns. */
bool wrap_line(const char **rest, size_t columns, struct slice *line);

#endif
