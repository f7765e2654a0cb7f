/* SPDX-License-Identifier: MIT
 * council_check.h - faults of a single record of the council, saved by hand (inside the service
 * layer). What service/council/council.h does is checked there.
 */
#ifndef SERVICE_COUNCIL_CHECK_H
#define SERVICE_COUNCIL_CHECK_H

#include "db/lmdb/store.h"
#include "model/value.h"

/* A meeting held before an application on its agenda was submitted; a vote or a decision on an
 * application that is not on the agenda. Returns how many were reported. */
int council_check(struct txn *t, const struct record *r, fault_fn *report, void *context);

#endif
