/* SPDX-License-Identifier: MIT
 * paper_text.h - the little language of a paper's texts.
 *
 *   {name}          the field's value: 26.05.2026, 12, Озерская Ирина Григорьевна
 *   {name:format}   long (26 мая 2026 года), capital (Первая буква), capitals (ВСЕ БУКВЫ),
 *                   accusative (заместитель начальника: на заместителя начальника),
 *                   member|members|members (after a number: 1 член, 2 члена, 5 членов),
 *                   word=text|word=text|=text (a text for each value, the last for any other),
 *                   or text (what stands where the value is empty: {site:or ______})
 *   [text {name}]   stands only where every field right in it is filled; brackets nest
 *   {{ }} [[ ]]     the signs themselves; within brackets ]] closes two of them
 *
 * A condition is a field's name (it is filled), !name (it is empty), name = value, name != value.
 */
#ifndef MODEL_PAPER_TEXT_H
#define MODEL_PAPER_TEXT_H

#include <stdbool.h>

#include "base/buf.h"

enum paper_value_type { PAPER_VALUE_TEXT, PAPER_VALUE_DAY, PAPER_VALUE_NUMBER };

struct paper_value {
	enum paper_value_type type;
	const char *text;
	int32_t day;    /* DATE_NONE: empty */
	int64_t number; /* NUMBER_NONE: empty */
};

/* The value of a name; false: there is no such name. */
typedef bool paper_value_fn(const void *context, struct slice name, struct paper_value *out);

/* Append the text; what is no name is left out. */
void paper_text_put(struct buf *out, const char *text, paper_value_fn *value, const void *context);

bool paper_condition_holds(const char *condition, paper_value_fn *value, const void *context);

/* Is there a name, for a check. */
typedef bool paper_name_fn(const void *context, struct slice name);

/* Append what is wrong with a text, a condition: a Russian sentence without its full stop; nothing
 * when all is right. `unknown`, when a name is, becomes that name. */
void paper_text_check(struct buf *why, const char *text, paper_name_fn *knows, const void *context,
    struct slice *unknown);
void paper_condition_check(struct buf *why, const char *condition, paper_name_fn *knows,
    const void *context, struct slice *unknown);

/* Append a post as somebody is laid a duty on: its words up to the noun; initials and what stands
 * so already are left as they are written. */
void paper_put_accusative(struct buf *out, const char *post);

/* Take a condition apart; false: it compares with nothing. */
bool paper_condition_compares(const char *condition, struct slice *name, struct slice *value);

#endif
