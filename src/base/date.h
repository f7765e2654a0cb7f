/* SPDX-License-Identifier: MIT
 * date.h - civil dates as day numbers.
 *
 * A date is an int32_t: days since 1970-01-01 in the proleptic Gregorian calendar. DATE_NONE means
 * "not given". Years 1 to 9999 are dates; nothing else is.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

enum { DATE_NONE = INT32_MIN };

/* DATE_NONE when that day does not exist. */
int32_t date_make(int year, int month, int day);
void date_parts(int32_t date, int *year, int *month, int *day);
int date_year(int32_t date);
int date_month(int32_t date);   /* 1: January */
int date_weekday(int32_t date); /* 0: Monday */
int date_month_days(int year, int month);

/* 1: "январь"; and of it: "января". */
const char *date_month_name(int month);
const char *date_of_month(int month);

enum date_parse {
	DATE_PARSED,
	DATE_NOT_A_DATE,  /* neither ДД.ММ.ГГГГ nor ГГГГ-ММ-ДД */
	DATE_NOT_EXISTING /* 31.02.2025 */
};

/* Exactly ДД.ММ.ГГГГ or ГГГГ-ММ-ДД. */
enum date_parse date_parse(struct slice text, int32_t *out);

/* What a clerk types (date_typed.c): either form above, the day with or without month and year
 * behind it in any marks or a word for the month (15.5.26, 15-05-2026, 15 мая 2026 г., 15), digits
 * alone (1505, 150526, 15052026), сегодня, вчера, завтра, +7, -3 (days from today); in either
 * keyboard layout. What is not typed is today's. Two digits of a year mean one at most ten years
 * ahead, else of the century before: show the clerk which. */
enum date_parse date_parse_typed(struct slice text, int32_t today, int32_t *out);
/* Why it is none (DATE_PARSED is not asked), and what would be one, behind "«…» — ". */
const char *date_typed_fault(enum date_parse found);

void date_put_iso(struct buf *b, int32_t date);     /* 2025-09-01; nothing for DATE_NONE */
void date_put_russian(struct buf *b, int32_t date); /* 01.09.2025 */

/* The anniversary n years after date; 29 February's is 1 March in a common year. */
int32_t date_add_years(int32_t date, int n);

/* The first day whose anniversary after `years` years lies behind `to`: who was born then or later
 * is younger than that on `to`. */
int32_t date_first_within(int32_t to, int years);

/* Full years from `from` to `to`, both given, from <= to. */
int date_full_years(int32_t from, int32_t to);

/* Do two spans share a day? Each has a first day; one without a last (DATE_NONE) goes on. */
bool date_spans_meet(int32_t from, int32_t to, int32_t other_from, int32_t other_to);

#endif
