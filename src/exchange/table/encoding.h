/* SPDX-License-Identifier: MIT
 * encoding.h - which of the encodings of clerks' files this one is, and its text as UTF-8.
 */
#ifndef EXCHANGE_ENCODING_H
#define EXCHANGE_ENCODING_H

#include "exchange/table/table.h"

/* Make the bytes UTF-8 without its byte order mark.
 *
 * A file with a UTF-8 mark, one without ill-formed bytes, and one in which more letters decode as
 * Cyrillic UTF-8 than bytes are ill-formed, is UTF-8: an ill-formed byte in it is a fault, never a
 * reason to take the file for something else. Any other file is Windows-1251. UTF-16, KOI8-R,
 * CP866, Mac Cyrillic, and what is no text at all (a workbook, a PDF, a page of HTML) are refused
 * by name. The characters that utf8_is_ghost() tells and a ^Z at the end are dropped. */
enum status encoding_settle(struct buf *bytes, struct table_fault *fault);

/* Append the text (UTF-8) as Windows-1251, "?" for what it has no sign for; returns how many. */
size_t encoding_put_windows_1251(struct buf *out, const char *text);

/* Append a file as UTF-8 (base/infile.h); ST_INVALID: it is no text, with the line. */
enum status encoding_read_file(const char *path, struct buf *out, struct error *e);

/* The physical line of an offset, the first being 1. */
size_t encoding_line_of(const struct buf *bytes, size_t offset);

/* Fill the fault and return ST_INVALID. */
enum status table_fault_set(struct table_fault *fault, size_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
