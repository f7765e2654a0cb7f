/* SPDX-License-Identifier: MIT
 * import_remarks.h - what the rules between records have said of rows: why they are refused, which
 * is told when their file is read again without them, or what is doubtful about them.
 */
#ifndef EXCHANGE_IMPORT_REMARKS_H
#define EXCHANGE_IMPORT_REMARKS_H

#include "exchange/import_keys.h"
#include "service/guard/record_rules.h"

/* What is said of a row; a row may have several. */
struct import_remark {
	enum kind kind;
	uint32_t place; /* of the row, as import_place.at */
	const struct field *field;
	const char *sentence;
};

/* {0} is empty. */
struct import_remarks {
	struct import_remark *items; /* by kind and place */
	size_t count, room;
	struct arena arena; /* owns the sentences */
};

/* Take what the rules have said of records that rows of the import stand for. The number of those
 * rows: 0 when none of the faults is a row's. */
size_t import_remarks_add(struct import_remarks *remarks, const struct import_keys *keys,
    const struct rule_fault *faults, size_t count);

/* One that is no rule's. Sorted with the next of the rules', or by import_remarks_sort(). */
void import_remarks_put(struct import_remarks *remarks, enum kind kind, size_t place,
    const struct field *field, const char *sentence);
void import_remarks_sort(struct import_remarks *remarks);

/* The first remark on the row; NULL: there is none. Others of it follow, up to the end. */
const struct import_remark *
import_remarks_find(const struct import_remarks *remarks, enum kind kind, size_t place);

void import_remarks_clear(struct import_remarks *remarks);
void import_remarks_free(struct import_remarks *remarks);

#endif
