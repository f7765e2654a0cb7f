/* SPDX-License-Identifier: MIT
 * json.h - texts as JSON holds them, for those who write it.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

/* Append a text in its quotes, escaped. */
void json_put_string(struct buf *b, const char *s);
/* The same, of "" null. */
void json_put_string_or_null(struct buf *b, const char *s);

#endif
