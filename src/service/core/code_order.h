/* SPDX-License-Identifier: MIT
 * code_order.h - ids in the order of their codes (inside the service layer).
 */
#ifndef SERVICE_CODE_ORDER_H
#define SERVICE_CODE_ORDER_H

#include "base/idset.h"
#include "db/record/tables.h"

/* Ids of the set (NULL: of all records) of a kind that has codes, by code points of the codes. The
 * caller frees *ids. */
size_t code_order(struct txn *t, enum kind kind, const struct idset *set, uint64_t **ids);

#endif
