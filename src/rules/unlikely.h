/* SPDX-License-Identifier: MIT
 * unlikely.h - values a record may have and most likely should not: a name in small letters, a
 * telephone without digits, an application of the next year. Pure.
 *
 * One table for every door: a form shows them beside the field and mends them with a key, an import
 * and a save tell them and let the record in.
 */
#ifndef RULES_UNLIKELY_H
#define RULES_UNLIKELY_H

#include "model/record.h"
#include "rules/data_checks.h"

struct unlikely {
	enum data_check which;
	struct buf sentence; /* "набрано строчными буквами; нужно «Иванова»" */
	struct buf mended; /* the value as it is typed, when one is likely; "" */
};

/* What is unlikely about the value of a field, as of today; out is filled anew. false: nothing. */
bool
unlikely_value(const struct record *r, const struct field *f, int32_t today, struct unlikely *out);
void unlikely_free(struct unlikely *u);

/* May a value of the kind be unlikely? */
bool unlikely_possible(enum kind kind);
/* The other field of the record that is looked at with this one; NULL: none is. */
const struct field *unlikely_beside(enum kind kind, const struct field *f);

#endif
