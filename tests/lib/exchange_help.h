/* SPDX-License-Identifier: MIT
 * exchange_help.h - a throwaway database, tables in and out of it. Run from the root of the
 * sources.
 */
#ifndef TESTS_LIB_EXCHANGE_HELP_H
#define TESTS_LIB_EXCHANGE_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"
#include "db/lmdb/store.h"
#include "exchange/export.h"
#include "exchange/import.h"

/* A database in a folder of its own, under the rules of Strezhevoy. */
struct place {
	char dir[64];
	struct session *session;
};

void place_make(struct place *p);
void place_close(struct place *p);
/* Go on as somebody who may only look. */
void place_become_viewer(struct place *p);
uint64_t place_version(const struct place *p);
bool read_whole(const char *path, struct buf *out);
/* What an import said and did. */
struct outcome {
	enum status status;
	struct import_result result;
	struct error e;
	struct buf told; /* a sentence a line */
	size_t sentences;
};

void outcome_free(struct outcome *o);
/* Import sources (their bytes are freed) with the options' flags; o is filled anew. */
void import_sources(struct place *p, struct import_source *sources, size_t count,
    struct import_options options, struct outcome *o);
void import_bytes(struct place *p, enum kind kind, const char *name, struct slice bytes,
    struct import_options options, struct outcome *o);
/* A table given in the test. */
void import_text(struct place *p, enum kind kind, const char *text, struct outcome *o);
/* Every KIND.csv there is in a folder. */
size_t read_folder(const char *folder, struct import_source sources[KIND_COUNT]);
void import_folder(struct place *p, const char *folder, struct outcome *o);
/* The table as bytes; returns the number of rows. */
size_t
export_bytes(struct place *p, enum kind kind, struct export_options options, struct buf *out);
void assert_accepted(const struct outcome *o);
/* Refused, and the sentences hold the part. */
void assert_refused(const struct outcome *o, const char *part);
void assert_same_bytes(const char *what, const struct buf *got, const struct buf *expected);

#endif
