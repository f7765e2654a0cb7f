/* SPDX-License-Identifier: MIT
 * zip.h - an archive as office documents are: few small files, no dates, no names of users.
 *
 * Written by hand upon zlib, for an ODT has to begin with a file that is stored, of a size that
 * stands before it and without extra fields; the libraries that write archives give all but that.
 */
#ifndef DOCUMENT_ZIP_H
#define DOCUMENT_ZIP_H

#include "base/buf.h"

enum { ZIP_STORED = 0, ZIP_DEFLATED = 8 }; /* methods */

struct zip {
	struct buf *out; /* borrowed; the archive begins where it stood */
	struct buf directory;
	size_t start;
	unsigned count;
};

void zip_begin(struct zip *z, struct buf *out);
/* As it is. */
void zip_store(struct zip *z, const char *name, struct slice bytes);
/* Packed. */
void zip_add(struct zip *z, const char *name, struct slice bytes);

/* As another archive has it packed: its method, sum of the bytes unpacked, and how many they are.
 */
struct zip_copy {
	const char *name;
	size_t flags; /* of those, only that the name is UTF-8 */
	size_t method, sum, size;
	struct slice packed;
};
void zip_add_copy(struct zip *z, const struct zip_copy *file);

/* Files made of a page, each packed in its turn. */
struct page;
struct zip_part {
	const char *name;
	void (*put)(struct buf *out, const struct page *p);
};
void zip_add_parts(struct zip *z, const struct page *p, const struct zip_part *parts, size_t count);

void zip_end(struct zip *z);

#endif
