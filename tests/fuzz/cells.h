/* SPDX-License-Identifier: MIT
 * cells.h - what the targets that read cells share: made-up codes, and the way there and back.
 */
#ifndef TESTS_FUZZ_CELLS_H
#define TESTS_FUZZ_CELLS_H

#include <stdint.h>
#include <stdlib.h>

#include "model/profile/profile.h"
#include "model/value.h"

/* A day in 2024, so that there are days before and after it. */
enum { TODAY = 20000 };

/* Any code is known: its length tells which record it is. */
static inline uint64_t
find_any(void *refs, enum kind kind, struct slice code)
{
	(void)refs;
	(void)kind;
	return code.len;
}

static inline bool
put_some_code(void *refs, enum kind kind, uint64_t id, struct buf *out)
{
	(void)refs;
	(void)kind;
	for (uint64_t i = 0; i < id; i++)
		buf_putc(out, 'P');
	return true;
}

static inline struct reading
made_up_reading(const struct profile *profile)
{
	return (struct reading){.vocabulary = profile_vocabulary(profile),
	    .today = TODAY,
	    .latest_day = TODAY,
	    .find_code = find_any,
	    .put_code = put_some_code};
}

/* A refusal comes with a sentence. What was accepted is written as a cell, and must be read back as
 * the same value. */
static inline void
read_cell(struct record *r, struct record *again, const struct field *f, struct slice cell,
    const struct reading *reading)
{
	struct buf out = {0};
	struct error e = {0};

	if (value_parse(r, f, cell, reading, &e) == ST_OK) {
		value_put_cell(&out, r, f, reading);
		if (value_parse(again, f, buf_slice(&out), reading, &e) != ST_OK ||
		    !record_field_equal(r, again, f))
			abort();
	} else if (e.text[0] == '\0') {
		abort();
	}
	buf_free(&out);
}

/* Whole records may have faults, too; each is a sentence. */
static inline void
count_fault(void *context, const struct field *f, const char *sentence)
{
	(void)f;
	if (sentence[0] == '\0')
		abort();
	++*(int *)context;
}

static inline void
check_record(const struct record *r, const struct reading *reading)
{
	int told = 0;

	if (record_check(r, reading, count_fault, &told) != told)
		abort();
}

/* A town's rules, read once; the program is run from the project's folder. */
static inline const struct profile *
fuzz_profile(const char *file)
{
	struct profile *p = NULL;
	struct error e = {0};

	if (profile_load(&p, file, &e) != ST_OK)
		abort();
	return p;
}

#endif
