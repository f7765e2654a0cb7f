/* SPDX-License-Identifier: MIT
 * applications.h - what the clerk is helped with while typing an application.
 */
#ifndef SERVICE_APPLICATIONS_H
#define SERVICE_APPLICATIONS_H

#include "rules/eligibility.h"
#include "service/core/view.h"
#include "service/record/register.h"

/* Fill from the person what the application does not say yet (never over something typed). Returns
 * how many fields were filled. Experience is left to the person's dates, which go on counting;
 * titles are taken only along with the category they belong to. What the person has won at contests
 * of the region and above is taken as evidence of the ground it makes. */
size_t applications_take_person(const struct view *v, struct application *a, uint64_t person);

/* Somebody the register does not know yet, as the application tells of them (free with
 * record_free). A teacher, and here since the day of the application at the latest: a clerk looks
 * at both. */
struct record *applications_make_person(const struct application *a);

/* Put that person into the register, under the next free code; *saved tells which it is. ST_INVALID
 * when the application does not say enough for it. The view is closed when it returns. */
enum status applications_enrol(
    struct view *v, const struct application *a, struct saved *saved, struct error *e);

/* Another application of the same person in the same school year (the latest); 0 when there is
 * none. An application without a person of the register is known by its three names. */
uint64_t
applications_second(const struct view *v, const struct application *a, struct buf *name_and_date);

/* The verdict on an application as it stands (saved or not). Free with verdict_free; a's texts
 * outlive it. */
void applications_judge(
    const struct view *v, const struct application *a, int32_t on, struct verdict *out);

#endif
