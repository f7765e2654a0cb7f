/* SPDX-License-Identifier: MIT
 * scope_words.h - parts of the town in words and back.
 */
#ifndef SERVICE_SCOPE_WORDS_H
#define SERVICE_SCOPE_WORDS_H

#include "rules/indicators.h"
#include "service/core/view.h"

/* "city", "association:A01", "organisation:O03", "level:начальное" (any case, ё = е). ST_NOTFOUND
 * with a sentence that says what there is. */
enum status scope_parse(const struct view *v, const char *text, struct scope *out, struct error *e);
/* Does the text begin as one does, whether there is such a part or not? */
bool scope_is_named(const char *text);
/* The same text back. */
void scope_put(const struct view *v, struct scope scope, struct buf *out);
/* As people call it: "весь город", "ММО учителей математики", "начальное образование". */
void scope_put_name(const struct view *v, struct scope scope, struct buf *out);

#endif
