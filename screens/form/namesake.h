/* SPDX-License-Identifier: MIT
 * namesake.h - a new card of a person: is there one already?
 */
#ifndef SCREENS_NAMESAKE_H
#define SCREENS_NAMESAKE_H

#include "screens/form/record_form.h"

/* The field where it is asked, when it is left: the last of the names, and the birth date. */
bool namesake_is_due(const struct record_form *sh, size_t left);

/* Ask about the one in the register whose name and birth date agree with what was typed, or who
 * differs in the surname alone; about the same words once: they are kept in *asked. */
void namesake_ask(struct record_form *sh, struct buf *asked);

#endif
