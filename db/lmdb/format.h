/* SPDX-License-Identifier: MIT
 * format.h - how a database tells that it is ours: names of tables, rows "format", "schema" and
 * "features" of TABLE_META.
 *
 * "schema" is a number (4 bytes, big-endian); "features" two sets of bits (8 bytes each): what a
 * program must know to read the database, and what to write to it.
 */
#ifndef DB_FORMAT_H
#define DB_FORMAT_H

#include "db/lmdb/store.h"

/* The name LMDB knows a table by. */
const char *format_table_name(int table);

/* Ours, and of a schema and features we know? ST_FOREIGN, ST_NEWER; dir is for the sentence. */
enum status format_check(struct txn *t, const char *dir, struct error *e);
void format_write(struct txn *t);

/* A database of an older program has no facts: make them, in one transaction that changes nothing
 * else. */
enum status format_ensure_facts(struct store *st);

/* The file is shorter than its header says. Either it was cut (ST_DAMAGED), or the missing tail is
 * pages given back before they were ever written: a look at all pages in use tells. */
enum status format_check_pages(struct store *st, struct error *e);

#endif
