/* SPDX-License-Identifier: MIT
 * infile.h - a file that is read whole before anything is done with it.
 */
#ifndef CLI_INFILE_H
#define CLI_INFILE_H

#include "base/buf.h"
#include "base/status.h"

/* Append a file, or with "-" the standard input; the transaction that follows never waits for a
 * pipe or a disk. What is no file, cannot be read or is beyond the size of a table is refused. */
enum status infile_read(const char *path, struct buf *out, struct error *e);

/* ST_NOTFOUND with what errno says of the path. */
enum status infile_unreadable(const char *path, struct error *e);

#endif
