/* SPDX-License-Identifier: MIT
 * batch.h - what a town sends: lines of JSON, one file a batch (docs/region.md). Read whole before
 * anybody acts on it, for it comes over lines that break.
 *
 * The first line says whose it is and from where to where in the town's history it leads; then rows
 * of what changed; then the town's own figures; the last line says how many rows there were and
 * the hash of all before it.
 */
#ifndef REGION_BATCH_BATCH_H
#define REGION_BATCH_BATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/status.h"

enum { BATCH_FORMAT = 1, BATCH_IDS = 8 };

enum batch_level { BATCH_FIGURES, BATCH_FACTS, BATCH_ROSTER, BATCH_LEVELS };
const char *batch_level_word(enum batch_level level);

struct batch_place {
	int64_t sequence;
	char head[129];
};

/* The first line and the last. Texts are checked: digits, hex, dates; `name` is any text. */
struct batch_head {
	char town[9]; /* OKTMO; "": the town's rules do not have it */
	char identity[65];
	char name[256];
	bool whole; /* a snapshot: from is nothing */
	struct batch_place from, to;
	enum batch_level level;
	char rules[129];
	int32_t horizon; /* DATE_NONE: none */
	size_t rows;
	size_t judges; /* days it has figures of */
	char hash[65];
	char signature[129]; /* "": not signed */
};

/* The places of a row's values: columns of the region's table of incoming rows. */
enum batch_column {
	BATCH_OP,   /* + or - */
	BATCH_TYPE, /* part, person, fact, item, roster */
	BATCH_KIND, /* part: o, a; fact: 1 to 7; item: i, e */
	BATCH_ID,
	BATCH_NAME,
	BATCH_ORGANISATION, /* of an item: its venue */
	BATCH_WORD_LEVEL,   /* the place of its word, from 1 */
	BATCH_HIRED,
	BATCH_DISMISSED,
	BATCH_YOUNG, /* k, u, n */
	BATCH_SINCE,
	BATCH_UNTIL,
	BATCH_PERSON,
	BATCH_ASSOCIATION,
	BATCH_METHODIST,
	BATCH_OK,
	BATCH_COLUMNS
};

/* At the level `roster` rows are of these instead. */
enum batch_roster_column {
	BATCH_SURNAME,
	BATCH_GIVEN_NAME,
	BATCH_PATRONYMIC,
	BATCH_WORKPLACE,
	BATCH_POSITION,
	BATCH_SUBJECT_AREA,
	BATCH_EMAIL,
	BATCH_ROSTER_COLUMNS
};

/* Values are texts; NULL: not given. */
struct batch_row {
	const char *values[BATCH_COLUMNS];
	char number[24]; /* holds the one of BATCH_ID where it is a number */
};

/* One figure line's part of a town on a day. */
struct batch_judge {
	int32_t until;
	const char *scope;      /* city, organisation, association, level */
	const char *code;       /* of a level the place of its word, from 1; of the city "" */
	int64_t staff, unknown; /* -1: not told */
	int levels;             /* bits (1 << level); -1: not told */
	int64_t num[BATCH_IDS], den[BATCH_IDS]; /* -1: not told */
};

struct batch;

/* Take the file at path, or with "-" the standard input, and check all of it: every line, the
 * trailer's count and hash. The words of ST_INVALID name the line. batch_close when done, only in
 * the good case. */
enum status batch_open(struct batch **out, const char *path, struct error *e);
/* The same of an open file, which stays the caller's; name stands in sentences. */
enum status batch_read(struct batch **out, FILE *f, const char *name, struct error *e);
void batch_close(struct batch *b);

const struct batch_head *batch_head(const struct batch *b);

/* Is it signed by this key (64 hex digits of ed25519)? */
bool batch_is_signed_by(const struct batch *b, const char *key);

/* Go over the rows, then over the judges, in their order; what is borrowed lives for the call. A
 * status other than ST_OK ends it and is returned. A batch of the level roster has no judges. */
struct batch_taker {
	enum status (*row)(void *context, const struct batch_row *row, struct error *e);
	enum status (*judge)(void *context, const struct batch_judge *judge, struct error *e);
	void *context;
};
enum status batch_each(struct batch *b, const struct batch_taker *taker, struct error *e);

#endif
