/* SPDX-License-Identifier: MIT
 * applications.h - what the clerk is helped with while typing an application.
 */
#ifndef SERVICE_APPLICATIONS_H
#define SERVICE_APPLICATIONS_H

#include "rules/eligibility.h"
#include "rules/names.h"
#include "service/core/view.h"

/* People of the register who may be meant by the name as typed so far, best first; of equally good
 * ones in Russian order. Nobody while no surname is typed. */
struct candidate {
	uint64_t id;
	enum name_match match;
	char line[512]; /* "Озерская Ирина Григорьевна · 31.05.1991 · МБОУ «СОШ № 8» · учитель" */
};
size_t applications_candidates(
    const struct view *v, const struct name_typed *typed, struct candidate *out, size_t max);

/* Fill from the person what the application does not say yet (never over something typed). Returns
 * how many fields were filled. Experience is left to the person's dates, which go on counting;
 * titles are taken only along with the category they belong to. */
size_t applications_take_person(const struct view *v, struct application *a, uint64_t person);

/* Somebody the register does not know yet, as the application tells of them (free with
 * record_free). A teacher, and here since the day of the application at the latest: a clerk looks
 * at both. */
struct record *applications_make_person(const struct application *a);

/* Another application of the same person in the same school year (the latest); 0 when there is
 * none. An application without a person of the register is known by its three names. */
uint64_t
applications_second(const struct view *v, const struct application *a, struct buf *name_and_date);

/* The verdict on an application as it stands (saved or not). Free with verdict_free; a's texts
 * outlive it. */
void applications_judge(
    const struct view *v, const struct application *a, int32_t on, struct verdict *out);

#endif
