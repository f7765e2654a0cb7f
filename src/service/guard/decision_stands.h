/* SPDX-License-Identifier: MIT
 * decision_stands.h - does what an order rests on still stand? (inside the service layer)
 */
#ifndef SERVICE_DECISION_STANDS_H
#define SERVICE_DECISION_STANDS_H

#include "db/lmdb/store.h"

/* false: the council has dealt with the application, and no decision to admit it is left. */
bool decision_stands(struct txn *t, uint64_t application);

#endif
