/* SPDX-License-Identifier: MIT
 * candidates.h - whom of the register a typed name may mean.
 */
#ifndef SERVICE_CANDIDATES_H
#define SERVICE_CANDIDATES_H

#include "rules/names.h"
#include "service/core/view.h"

/* People of the register who may be meant by the name as typed so far, best first; of equally good
 * ones in Russian order. Nobody while no surname is typed. */
struct candidate {
	uint64_t id;
	enum name_match match;
	char line[512]; /* "Озерская Ирина Григорьевна · 31.05.1991 · МБОУ «СОШ № 8» · учитель" */
};
size_t candidates_find(
    const struct view *v, const struct name_typed *typed, struct candidate *out, size_t max);

#endif
