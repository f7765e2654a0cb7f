/* SPDX-License-Identifier: MIT
 * import_refused.h - rows the rules between records have refused: what is told of them when their
 * file is read again without them.
 */
#ifndef EXCHANGE_IMPORT_REFUSED_H
#define EXCHANGE_IMPORT_REFUSED_H

#include "exchange/import_keys.h"
#include "service/guard/record_rules.h"

/* What is said of a row; a row may have several. */
struct import_refusal {
	enum kind kind;
	uint32_t place; /* of the row, as import_place.at */
	const struct field *field;
	const char *sentence;
};

/* {0} is empty. */
struct import_refused {
	struct import_refusal *items; /* by kind and place */
	size_t count, room;
	struct arena arena; /* owns the sentences */
};

/* Take what the rules have said of records that rows of the import stand for. How many rows are
 * new among the refused: 0 when none of the faults is a row's. */
size_t import_refused_add(struct import_refused *refused, const struct import_keys *keys,
    const struct rule_fault *faults, size_t count);

/* The first refusal of the row; NULL: it is not refused. Others of it follow, up to the end. */
const struct import_refusal *
import_refused_find(const struct import_refused *refused, enum kind kind, size_t place);

void import_refused_clear(struct import_refused *refused);
void import_refused_free(struct import_refused *refused);

#endif
