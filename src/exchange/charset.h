/* SPDX-License-Identifier: MIT
 * charset.h - which one-byte encoding of Russian a text is written in.
 */
#ifndef EXCHANGE_CHARSET_H
#define EXCHANGE_CHARSET_H

#include "base/buf.h"

/* "KOI8-R", "CP866" or "Mac Cyrillic" when the bytes make words in it and none in Windows-1251;
 * NULL when they are Windows-1251. Told by the case of letters and by signs inside words, so a
 * text of one case alone is taken for Windows-1251. */
const char *charset_other(struct slice bytes);

#endif
