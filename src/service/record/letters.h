/* SPDX-License-Identifier: MIT
 * letters.h - mailings that went to an address.
 */
#ifndef SERVICE_LETTERS_H
#define SERVICE_LETTERS_H

#include "service/core/view.h"

/* Those whose kept addresses have the one of the record now; none of a kind without one. The caller
 * frees *ids. */
size_t letters_to(const struct view *v, const struct record *r, uint64_t **ids);

#endif
