/* SPDX-License-Identifier: MIT
 * value.h - a field's value as text and back: the one place where text becomes data.
 *
 * Import, forms and the command line all read through value_parse(), so a value refused in one is
 * refused in all, with the same sentence.
 */
#ifndef MODEL_VALUE_H
#define MODEL_VALUE_H

#include "base/status.h"
#include "model/record.h"
#include "model/vocabulary.h"

/* What values are read against. */
struct reading {
	const struct vocabulary *vocabulary;
	int32_t today;
	int32_t latest_day; /* what lies behind it has not happened (clock_latest_day) */
	bool typed; /* dates as a clerk types them: 1.9, сегодня, +7; no words that have ended */
	void *refs; /* handed to the two functions */
	/* The id of the record of that kind and code, 0 when there is none. */
	uint64_t (*find_code)(void *refs, enum kind kind, struct slice code);
	/* Append the code of a record; false when there is none. */
	bool (*put_code)(void *refs, enum kind kind, uint64_t id, struct buf *out);
};

/* Set field f of r from a cell. Trims, composes (NFC), checks everything that one value can tell
 * (FIELD types, length, characters, choices, references); an empty cell clears. On a fault r is
 * unchanged, and e holds "«31.02.1985» — такого дня нет; нужна дата ДД.ММ.ГГГГ или ГГГГ-ММ-ДД"
 * (the value escaped and shortened). Required-ness is not checked here: see record_check(). */
enum status value_parse(struct record *r, const struct field *f, struct slice cell,
    const struct reading *reading, struct error *e);

/* The day of a date field, also of the town's own, which is kept as text. */
int32_t value_date(const struct record *r, const struct field *f);

/* Append the value as a cell holds it: ISO date, да/нет, words, a,b, codes. */
void value_put_cell(
    struct buf *b, const struct record *r, const struct field *f, const struct reading *reading);

/* Append the value as a person reads it: 01.09.2025, да/нет (нет is shown, too), shown words,
 * "a, b", the text of a term; references by their code (screens put the name instead). What the
 * town's rules no longer know stands as it is stored, with " (нет в профиле)" behind it. */
void value_put_shown(
    struct buf *b, const struct record *r, const struct field *f, const struct reading *reading);

/* Append the word of a choice as value_put_shown() does, but never the mark: names have none. */
void value_put_choice(struct buf *b, const struct record *r, const struct field *f);

/* Is a stored value one that the town's rules know: its words, its type, its terms? An empty one
 * is. Words that have ended are known. */
bool value_fits(const struct record *r, const struct field *f, const struct vocabulary *v);

/* The next own value behind `last` (NULL: the first) that no field of the town's rules shows: the
 * field has gone. NULL when there is no more. */
const struct own_value *
value_next_gone(const struct record *r, const struct own_value *last, const struct vocabulary *v);

/* Append such a value as value_put_shown() does. */
void value_put_gone(struct buf *b, const struct own_value *own);

/* One fault of a whole record. */
typedef void fault_fn(void *context, const struct field *f, const char *sentence);

/* Everything that takes more than one value of a record: required fields, order of dates, what is
 * filled together or not, days that have not come, titles only with the highest category. Calls
 * report for each fault; returns their number. Uniqueness is the store's; what takes other records
 * is told by service/guard/rules.h. */
int record_check(
    const struct record *r, const struct reading *reading, fault_fn *report, void *context);

/* Walk the items of a list text ("a,b"); *rest starts as the whole and shrinks. false at the end.
 */
bool value_next_item(struct slice *rest, struct slice *item);

/* "ждём: педагог, руководитель или специалист управления": append what a field wants, for messages
 * and hints. */
void value_put_expected(struct buf *b, const struct field *f, const struct vocabulary *v);

#endif
