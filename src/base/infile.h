/* SPDX-License-Identifier: MIT
 * infile.h - a file that is read whole before anything is done with it.
 */
#ifndef BASE_INFILE_H
#define BASE_INFILE_H

#include "base/buf.h"
#include "base/status.h"

/* Append a file, or with "-" the standard input; the transaction that follows never waits for a
 * pipe or a disk. ST_NOTFOUND: it is not there or cannot be read; ST_INVALID: it is no file, or
 * beyond the size of a table. */
enum status infile_read(const char *path, struct buf *out, struct error *e);
/* The same of a table, with what else can be done with a folder or a table too large. */
enum status infile_read_table(const char *path, struct buf *out, struct error *e);

/* ST_NOTFOUND with what errno says of the path. */
enum status infile_unreadable(const char *path, struct error *e);

#endif
