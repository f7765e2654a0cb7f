/* SPDX-License-Identifier: MIT
 * import.h - tables into the register: all rows or none, and every fault named.
 */
#ifndef EXCHANGE_IMPORT_H
#define EXCHANGE_IMPORT_H

#include "exchange/import_faults.h"
#include "service/core/session.h"

struct import_options {
	bool dry_run, keep_going;
	/* Called some times a second, with no transaction open: false cancels, nothing is changed.
	 * NULL: none. rows and bytes are read so far, of all sources. */
	bool (*progress)(
	    void *context, const char *name, size_t rows, size_t bytes, size_t total_bytes);
	/* All is read, and so many records are checked and written in one go, others waiting: told
	 * before, with no transaction open, where they are many. NULL: none. */
	void (*writing)(void *context, size_t records);
	/* Asked meanwhile: true takes all back (ST_CANCELLED). It says nothing to anybody. NULL:
	 * none. */
	bool (*stopped)(void *context);
	/* A fault: "people.csv, строка 3, столбец birth_date: «31.02.1985» — такого дня нет; ...".
	 * The first IMPORT_FAULTS of them are told, all at the end. NULL: none. */
	void (*told)(void *context, const char *sentence);
	/* The same of doubts: rows that are let in, but are probably wrong. NULL: none. */
	void (*warned)(void *context, const char *sentence);
	/* Both as data, faults before doubts, of each the first `most` (0: IMPORT_FAULTS). NULL:
	 * none. */
	void (*found)(void *context, const struct import_fault *fault);
	size_t most;
	void *context;
	/* What a school calls its columns, kept with what is written (db/record/meta.h); school
	 * NULL: nothing is. */
	const char *school;
	struct slice remembered;
};

/* After so many bad rows the rest of a file is not worth reading, unless the good rows are wanted.
 */
enum { IMPORT_TRIES = 3, IMPORT_STOP = 10000 };

struct import_result {
	size_t rows, created, updated,
	    unchanged; /* read, and what becomes (or would become) of them */
	size_t faults; /* rows refused, or a file's own fault */
	/* About faults, and about rows let in: all there are, of which IMPORT_FAULTS are told. */
	size_t sentences, doubts;
	unsigned tries;     /* how often all was read: anew when others had written meanwhile */
	bool stopped;       /* there were IMPORT_STOP faults: the rest was not read */
	bool written;       /* false: nothing differed, or dry_run, or a fault */
	uint64_t operation; /* what was written; 0: nothing */
};

/* One transaction for all sources, taken in the order of kinds.def, at most one of a kind.
 * ST_INVALID when there was a fault (with keep_going the good rows are in), ST_CANCELLED,
 * ST_DENIED, ST_REFUSED (a kind this town does without, a kind given twice), or the store's. When
 * others change the database meanwhile, all is read again; the last of IMPORT_TRIES times others
 * wait, and no progress is told. */
enum status import_tables(struct session *s, struct import_source *sources, size_t count,
    const struct import_options *options, struct import_result *out, struct error *e);

#endif
