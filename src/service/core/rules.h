/* SPDX-License-Identifier: MIT
 * rules.h - a profile as the database keeps it: its text and the forms it names.
 */
#ifndef SERVICE_RULES_H
#define SERVICE_RULES_H

#include "db/record/meta.h"
#include "model/profile/profile.h"

/* Borrowed of p; the caller frees *blanks. */
struct meta_rules session_rules(const struct profile *p, struct meta_blank **blanks);
/* Stage it as the version behind those. */
void session_stage_rules(struct change *c, size_t versions, const struct profile *p);

#endif
