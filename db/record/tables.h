/* SPDX-License-Identifier: MIT
 * tables.h - the tables of a database; db/open.c has their names.
 */
#ifndef DB_TABLES_H
#define DB_TABLES_H

#include "db/lmdb/store.h"
#include "model/entity.h"

enum table {
	TABLE_META,    /* schema, features, profile versions, counters */
	TABLE_INDEX,   /* db/record/key.h: composite, order-preserving keys -> nothing */
	TABLE_WORDS,   /* db/record/words.h: the words of records, and who has them */
	TABLE_HISTORY, /* kind, id, stamp -> superseded image */
	TABLE_JOURNAL, /* sequence -> who, when, what, hash of the row before */
	TABLE_DRAFT,
	TABLE_ACCOUNT,
	TABLE_COLUMNS, /* db/record/columns.h: fields of fixed width, packed in blocks */
	TABLE_RECORDS, /* one per kind follows: id -> current image */
	TABLE_COUNT = TABLE_RECORDS + KIND_COUNT
};

static inline enum table
table_of(enum kind kind)
{
	return (enum table)(TABLE_RECORDS + kind);
}

#endif
