/* SPDX-License-Identifier: MIT
 * export.h - the register into tables: the same bytes for the same data, always.
 */
#ifndef EXCHANGE_EXPORT_H
#define EXCHANGE_EXPORT_H

#include <stdio.h>

#include "base/json.h"
#include "service/core/session.h"

enum export_format { EXPORT_CSV, EXPORT_JSON, EXPORT_XLSX };

struct export_options {
	enum export_format format;
	bool russian_headers; /* CSV, XLSX */
};

/* Write the whole table of a kind to f: by code, else by the columns in order. All rows are read in
 * one transaction, which is over before anything is written. ST_DENIED, ST_SYSTEM (the write
 * failed), ST_DAMAGED. *rows may be NULL. */
enum status export_table(struct session *s, enum kind kind, const struct export_options *options,
    FILE *f, size_t *rows, struct error *e);

/* Does a folder of all tables hold this one? Of the tables the town has, those of the contract
 * always (docs/formats.md), the program's own when they have rows. */
bool export_is_due(struct session *s, enum kind kind);

/* One record as a JSON object, the way export_table writes it (for show). */
void export_put_json(struct session *s, const struct record *r, struct buf *out);

#endif
