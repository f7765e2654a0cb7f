/* SPDX-License-Identifier: MIT
 * datafile.h - what lies in the folder, looked at before LMDB maps and trusts it.
 *
 * LMDB maps the file and follows page numbers: a file cut short ends the program with SIGBUS, and a
 * page size of 0 with SIGFPE. So the two header pages are read and weighed here first.
 */
#ifndef DB_DATAFILE_H
#define DB_DATAFILE_H

#include <sys/types.h>

#include "base/buf.h"
#include "base/status.h"

#define DATA_FILE "data.mdb"
#define LOCK_FILE "lock.mdb"

/* dir/file */
char *datafile_path(const char *dir, const char *file);

/* Is there a sound header, on a file system of this machine? *short_by is how many bytes the file
 * lacks of what its header promises: pages given back before they were ever written may be missing
 * from a sound file, so the caller has to look closer. Errors as in store_open(). */
enum status datafile_check(const char *dir, off_t *short_by, struct error *e);

/* Give a sound file that is short its full length, so that nobody doubts it again; bytes that
 * somebody else wrote meanwhile stay. */
void datafile_lengthen(const char *dir, off_t by);

/* Read it once from end to end, so that it is in memory. */
void datafile_read_through(int fd);

/* The size of a map larger than `now`, which holds `needed` bytes: twice as large or, when there is
 * no address space for that, just large enough. 0: there is none for that either. */
size_t datafile_larger_map(size_t now, size_t needed);

/* Refuse file systems whose maps and locks other machines do not see (ST_NETWORK). */
enum status datafile_check_local(const char *dir, struct error *e);

/* Make dir with its parents and an empty data file in it; *made counts the folders made. A data
 * file already there is ST_REFUSED. */
enum status datafile_claim(const char *dir, unsigned *made, struct error *e);
/* Take back what datafile_claim made. */
void datafile_unclaim(const char *dir, unsigned made);

#endif
