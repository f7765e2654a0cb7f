/* SPDX-License-Identifier: MIT
 * schoolyear.c - 1 September to 31 August.
 */
#include "rules/schoolyear.h"

#include "base/date.h"

int32_t
schoolyear_start(int32_t date)
{
	int year, month, day;

	date_parts(date, &year, &month, &day);
	return date_make(month >= 9 ? year : year - 1, 9, 1);
}

int32_t
schoolyear_end(int32_t date)
{
	int year, month, day;

	date_parts(date, &year, &month, &day);
	return date_make(month >= 9 ? year + 1 : year, 8, 31);
}

int32_t
schoolyear_lessons_end(int32_t date)
{
	int year, month, day;

	date_parts(date, &year, &month, &day);
	return date_make(month >= 5 ? year + 1 : year, 5, 31);
}
