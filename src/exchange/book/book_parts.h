/* SPDX-License-Identifier: MIT
 * book_parts.h - the parts of a workbook, which is an archive of XML files. Inside this room.
 *
 * The archive is somebody's: what is unpacked of it is counted, and so is what its directory
 * promises. It is read by libarchive, which is loaded with the first workbook.
 */
#ifndef EXCHANGE_BOOK_PARTS_H
#define EXCHANGE_BOOK_PARTS_H

#include "base/buf.h"
#include "base/status.h"

/* Of all parts together, unpacked. */
enum { BOOK_UNPACKED = 256 * 1024 * 1024 };

struct book_parts;

/* The bytes outlive the parts. ST_INVALID with a sentence: no archive, or one that is encrypted or
 * unpacks to more than BOOK_UNPACKED. ST_SYSTEM: the library is not there. *out is NULL then. */
enum status book_parts_open(struct book_parts **out, struct slice bytes, struct error *e);
void book_parts_close(struct book_parts *parts); /* NULL is fine */

/* The name is that of a file of the archive, in any case, with / between folders. */
bool book_parts_have(const struct book_parts *parts, const char *name);

/* Hand over the bytes of a part, piece by piece, until take says otherwise: then its status comes
 * back. ST_INVALID with a sentence when the part is not there or cannot be unpacked. */
enum status book_parts_read(struct book_parts *parts, const char *name,
    enum status (*take)(void *context, struct slice piece, struct error *e), void *context,
    struct error *e);

/* The sentence about a workbook that is not what it says it is. */
enum status book_damaged(struct error *e, const char *part, const char *what);
/* The sentence about one that unpacks to more than can be. */
enum status book_too_large(struct error *e);

#endif
