/* SPDX-License-Identifier: MIT
 * unzip.h - the files of an archive, in the order of its directory. The archive is somebody's:
 * every number in it is held against its length.
 */
#ifndef DOCUMENT_UNZIP_H
#define DOCUMENT_UNZIP_H

#include "base/arena.h"
#include "document/writers/zip.h"

struct unzip {
	struct arena arena; /* of names */
	struct zip_copy *files;
	size_t count;
};

/* False: it is no archive, or one this does not read (encrypted, in parts, over 4 GB). unzip_free
 * in any case; the bytes outlive it. */
bool unzip_open(struct unzip *z, struct slice bytes);
void unzip_free(struct unzip *z);
/* Append a file unpacked; false: it is not what the directory says, or larger than `most`. */
bool unzip_put(const struct zip_copy *file, size_t most, struct buf *out);

#endif
