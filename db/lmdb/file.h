/* SPDX-License-Identifier: MIT
 * file.h - whole files read, copied, synced and named; base/outfile.h writes them.
 */
#ifndef DB_FILE_H
#define DB_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"

/* All functions: false when the system refused; errno tells why. */

/* The folder and its parents; those that exist are left as they are. */
bool file_make_dirs(const char *dir, mode_t mode);

/* Append the folder a path lies in ("." for a bare name). */
void file_put_parent(struct buf *b, const char *path);

/* Make a file's bytes durable. */
bool file_sync(const char *path);

/* The whole file, unless it is larger than limit (errno EFBIG) or no plain file (EINVAL). */
bool file_read_whole(const char *path, size_t limit, struct buf *out);

/* All of an open file, from where it stands, into another; and of another into a new file, 0600. A
 * broken pipe is EPIPE, not the end of the program. */
bool file_send(int from, int to);
bool file_receive(int from, const char *to);

/* The first length bytes of a file into a new one, synced. */
bool file_copy(const char *from, const char *to, uint64_t length, mode_t mode);

#endif
