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
/* A folder beside them, of who is at work: it may be missing, and is no part of the database. */
#define DATAFILE_HERE "here"

/* dir/file */
char *datafile_path(const char *dir, const char *file);

/* Is there a sound header, on a file system of this machine? *short_by is how many bytes the file
 * lacks of what its header promises: pages given back before they were ever written may be missing
 * from a sound file, so the caller has to look closer. Errors as in store_open(). What killed
 * processes have left beside it is taken away. */
enum status datafile_check(const char *dir, off_t *short_by, struct error *e);

/* Give a sound file that is short its full length, so that nobody doubts it again; bytes that
 * somebody else wrote meanwhile stay. */
void datafile_lengthen(const char *dir, off_t by);

/* Read it once from end to end, so that it is in memory. */
void datafile_read_through(int fd);

/* The size of a map larger than `now`, which holds `needed` bytes: twice as large or, when there is
 * no address space for that, just large enough. 0: there is none for that either. */
size_t datafile_larger_map(size_t now, size_t needed);

/* A data file that is open: its name, and which file it is. */
struct datafile_seen {
	char *path; /* to be freed */
	dev_t device;
	ino_t inode;
};
void datafile_see(struct datafile_seen *out, const char *dir, int fd);
/* Is the file of that name still the same one? */
bool datafile_is_there(const struct datafile_seen *seen);

/* Refuse file systems whose maps and locks other machines do not see (ST_NETWORK). */
enum status datafile_check_local(const char *dir, struct error *e);

/* A nest is a folder that holds a data file while a process makes it, its lock and nothing else;
 * its name ends in the number of that process. The first takes it away, as far as it is one. */
void datafile_remove_nest(const char *nest);
/* All nests in dir with names of that start whose processes are gone; start NULL: of all starts
 * that there are in the folder of a database. On a network disk nothing is done: numbers there may
 * be those of other machines. */
void datafile_remove_old_nests(const char *dir, const char *start);

#define DATAFILE_NEST "create.tmp-" /* the start of a new database's */

/* Where a new data file is written until it is whole. */
struct datafile_nest {
	char *dir;     /* a folder of its own in that of the database, named by this process */
	unsigned made; /* folders that the database's one needed */
};

/* Take dir (newfolder_take), and make the nest in it; what a process that is gone has left of its
 * nest goes. datafile_unclaim() frees the nest. */
enum status datafile_claim(const char *dir, struct datafile_nest *nest, struct error *e);
/* The nest's data file, which is closed, comes into its place; never over another one
 * (ST_REFUSED). */
enum status datafile_settle(const char *dir, const struct datafile_nest *nest, struct error *e);
/* Take away the nest and, when it failed, the folders that were made. */
void datafile_unclaim(const char *dir, struct datafile_nest *nest, bool failed);

#endif
