/* SPDX-License-Identifier: MIT
 * import_record.h - one row into one record: new, changed or refused.
 */
#ifndef EXCHANGE_IMPORT_RECORD_H
#define EXCHANGE_IMPORT_RECORD_H

#include "exchange/import.h"
#include "exchange/import_keys.h"
#include "exchange/import_people.h"
#include "exchange/import_remarks.h"
#include "exchange/import_rows.h"
#include "exchange/import_used.h"
#include "exchange/import_terms.h"
#include "service/guard/vote_trail.h"

/* What one attempt at an import builds. */
struct import {
	struct session *session;
	const struct import_options *options;
	struct import_result *result;
	struct change *change;
	struct vote_trail votes; /* that it writes */
	struct reading reading;  /* codes: of the import, then of the database */
	struct import_keys keys;
	struct import_faults faults;
	struct import_remarks refused; /* rows an attempt before has found at fault */
	struct import_remarks doubted; /* rows that are let in */
	struct import_terms terms;     /* of what days the plans are that it brings */
	struct import_used used;       /* values of rows that nobody has typed before */
	struct txn *txn; /* stored records are looked up in it; NULL between chunks of rows */

	/* Of the source being read. */
	struct record *row, *stored;
	bool table_empty; /* no record of the kind is stored: nothing to look up */
	bool *faulty;     /* columns whose value was refused in this row */
	size_t nfaulty;   /* how many of them */
	bool termless;    /* that the item's words name no days is told */
	struct import_place place;
	const struct import_columns *columns;
	struct import_people people; /* read when a row of people has no code */
	struct buf key;
};

/* Let values be read against the import. */
void import_record_begin(struct import *im);

/* Make room for a source; import_record_end after its last row. */
void import_record_open(struct import *im, enum kind kind);
void import_record_close(struct import *im);

/* Take one row: stage its record, or add its faults. im->txn is open. */
void import_record_take(struct import *im, const struct import_row *row);

#endif
