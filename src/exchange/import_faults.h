/* SPDX-License-Identifier: MIT
 * import_faults.h - what is imported, and the faults of an import: the first IMPORT_FAULTS as
 * sentences, all as a number.
 */
#ifndef EXCHANGE_IMPORT_FAULTS_H
#define EXCHANGE_IMPORT_FAULTS_H

#include "base/status.h"
#include "base/arena.h"
#include "base/buf.h"
#include "model/entity.h"

struct import_map;
struct import_plan;

struct import_source {
	enum kind kind;
	const char *name; /* of the file, for messages */
	struct buf bytes; /* the import may alter it, and lets go of it where it can be had again */
	/* Appends the bytes of `path` once more, for another attempt; NULL: they are kept */
	enum status (*again)(const char *path, struct buf *out, struct error *e);
	const char *path;
	size_t size;       /* of the bytes as they were given; the import's own */
	bool json;         /* an array of objects as export writes it; else a table (table.h) */
	const char *sheet; /* of a workbook; NULL: the first */
	bool cells;        /* its places are those of a spreadsheet; the import's own */
	const struct import_map *map;   /* what its columns are called; NULL: as ours */
	const struct import_plan *plan; /* what somebody has said of the file; NULL: nothing */
	bool heads; /* a file of associations, read for their heads (import_heads.h) */
};

enum { IMPORT_FAULTS = 50 };

/* Where in a file: a line of a table, an element of JSON; 0 is the file as a whole. */
struct import_place {
	const struct import_source *source;
	size_t at;
	size_t column;             /* from 1; 0: none */
	const struct field *field; /* whose value it is; NULL: of no field */
};

/* A fault, or a doubt. */
struct import_fault {
	struct import_place place;
	const char *sentence; /* with the place in words */
	const char *said;     /* the end of it, behind the place */
	bool doubt;
};

/* {0} holds none. */
struct import_faults {
	struct arena arena;
	struct import_fault *items; /* the first of them */
	size_t most;                /* so many; 0: IMPORT_FAULTS */
	size_t count, room;
	struct buf text;
};

/* Add "people.csv, строка 3, столбец birth_date («Дата рождения»): sentence", of a spreadsheet with
 * ", ячейка D3" before the colon. column and label may be NULL. */
void import_faults_add(struct import_faults *f, struct import_place place, const char *column,
    const char *label, const char *sentence);
/* How many are kept. */
size_t import_faults_kept(const struct import_faults *f);
void import_faults_clear(struct import_faults *f);
void import_faults_free(struct import_faults *f);

/* Append «value», escaped and shortened. */
void import_put_value(struct buf *b, struct slice value);

#endif
