/* SPDX-License-Identifier: MIT
 * charset.h - which one-byte encoding of Russian a text is written in.
 */
#ifndef EXCHANGE_CHARSET_H
#define EXCHANGE_CHARSET_H

#include "base/buf.h"

/* "KOI8-R", "CP866" or "Mac Cyrillic" when the bytes make words in it and hardly any in
 * Windows-1251; NULL when they are Windows-1251, or too few to tell. Capitals of CP866 and Mac
 * Cyrillic are the same bytes: a text of nothing else is called CP866. */
const char *charset_other(struct slice bytes);

#endif
