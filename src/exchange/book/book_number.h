/* SPDX-License-Identifier: MIT
 * book_number.h - numbers of a workbook as text. Inside this room.
 */
#ifndef EXCHANGE_BOOK_NUMBER_H
#define EXCHANGE_BOOK_NUMBER_H

#include "base/buf.h"

/* Is it a day or a time that a number format shows: one of those every workbook has, or by its
 * code? */
bool book_format_is_day(uint32_t id);
bool book_format_code_is_day(const char *code);

/* Append a number as a cell of text: without a fraction all its digits, else as a person would
 * write it. */
void book_put_number(struct buf *b, const char *number);
/* The same as a day, of the calendar from 1904 or from 1900, with the time where there is one. Day
 * 0 is the empty date. What lies outside the calendar stays a number. */
void book_put_day(struct buf *b, const char *number, bool from_1904);
/* A day as some programs write it, 2012-08-20T00:00:00. */
void book_put_iso_day(struct buf *b, struct slice text);

#endif
