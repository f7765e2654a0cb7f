/* SPDX-License-Identifier: MIT
 * list_columns.h - what a list has beside its columns; for nobody else.
 */
#ifndef SCREENS_LIST_COLUMNS_H
#define SCREENS_LIST_COLUMNS_H

/* Columns before the first one, for the mark of a row; behind the last one, for the scrollbar. */
enum { MARKERS = 2, SCROLLBAR = 1 };

#endif
