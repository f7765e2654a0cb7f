/* SPDX-License-Identifier: MIT
 * workbook.h - an Excel workbook being written (inside this room).
 *
 * The library that writes it is loaded when the first workbook is made: it brings libcrypto, and
 * loading the two would be half of every start. A session that has confined itself may still read
 * and map it.
 */
#ifndef EXCHANGE_WORKBOOK_H
#define EXCHANGE_WORKBOOK_H

#include <limits.h>
#include <stdio.h>
#include <xlsxwriter.h>

#include "base/library.h"
#include "service/core/session.h"

/* What is used of the library. */
#define XLSX_FUNCTIONS(X)                                                                          \
	X(workbook_new)                                                                            \
	X(workbook_close)                                                                          \
	X(workbook_set_properties)                                                                 \
	X(workbook_add_format)                                                                     \
	X(workbook_add_worksheet)                                                                  \
	X(workbook_add_chart)                                                                      \
	X(worksheet_write_string)                                                                  \
	X(worksheet_write_number)                                                                  \
	X(worksheet_write_datetime)                                                                \
	X(worksheet_set_landscape)                                                                 \
	X(worksheet_fit_to_pages)                                                                  \
	X(worksheet_repeat_rows)                                                                   \
	X(worksheet_set_column)                                                                    \
	X(worksheet_freeze_panes)                                                                  \
	X(worksheet_autofilter)                                                                    \
	X(worksheet_insert_chart_opt)                                                              \
	X(format_set_num_format)                                                                   \
	X(format_set_bold)                                                                         \
	X(format_set_italic)                                                                       \
	X(format_set_align)                                                                        \
	X(format_set_text_wrap)                                                                    \
	X(chart_add_series)                                                                        \
	X(chart_series_set_categories)                                                             \
	X(chart_series_set_values)                                                                 \
	X(chart_series_set_name_range)                                                             \
	X(chart_axis_set_reverse)                                                                  \
	X(chart_legend_set_position)

struct xlsx {
	XLSX_FUNCTIONS(LIBRARY_MEMBER)
};

/* On its way into a temporary file, which the library wants by name. */
struct workbook {
	struct xlsx x;
	struct session *session;
	lxw_workbook *book;
	lxw_format *head, *text, *percent, *number, *count, *note, *day;
	int fd;        /* of the file in memory */
	char path[40]; /* of the same */
};

enum status workbook_begin(struct workbook *w, struct session *s, struct error *e);
/* Close it and hand its bytes over; in any case its file is gone. */
enum status workbook_finish(struct workbook *w, FILE *f, struct error *e);

/* A row of headings, ended by NULL; what is above the next row stays in sight. */
void workbook_heads(
    const struct workbook *w, lxw_worksheet *sheet, lxw_row_t row, const char *const *heads);

/* A cell as its type: a day as a day, a number as a number, else text; nothing where it is empty.
 */
void workbook_text(
    const struct workbook *w, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, const char *text);
void workbook_day(
    const struct workbook *w, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, int32_t day);
void workbook_number(
    const struct workbook *w, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, int64_t number);

/* Rows a sheet holds. */
enum { WORKBOOK_ROWS = LXW_ROW_MAX - 1 };
/* ST_REFUSED with a sentence where there are more. */
enum status workbook_fits(size_t rows, struct error *e);

/* A sheet that is a table from its first row: filter, print on as many pages as it takes, one wide,
 * its headings on each. */
void workbook_print_set_up(
    const struct workbook *w, lxw_worksheet *sheet, lxw_row_t last, lxw_col_t columns);

#endif
