/* SPDX-License-Identifier: MIT
 * telephones.h - telephones found by their digits, however they are written (inside the service
 * layer).
 *
 * The session remembers the digits of the kind that was looked into last until an operation touches
 * it: some 28 bytes a record that has a telephone.
 */
#ifndef SERVICE_TELEPHONES_H
#define SERVICE_TELEPHONES_H

#include "base/idset.h"
#include "service/core/view.h"

/* Add to `found` the records of the kind whose telephone has the digits that were typed in this
 * order; none when it is no telephone that was typed (anything but digits and what is written
 * between them, or too few of them), or the kind has none. */
void telephones_find(const struct view *v, enum kind kind, const char *typed, struct idset *found);

#endif
