/* SPDX-License-Identifier: MIT
 * schoolyear.h - the school year a day belongs to (1 September to 31 August). Pure.
 */
#ifndef RULES_SCHOOLYEAR_H
#define RULES_SCHOOLYEAR_H

#include <stdint.h>

int32_t schoolyear_start(int32_t date); /* the 1 September that starts the year of date */
int32_t schoolyear_end(int32_t date);   /* the 31 August that ends it */
/* The 31 May that comes next, in May that of the next year: what is begun now ends with the
 * lessons.
 */
int32_t schoolyear_lessons_end(int32_t date);

#endif
