/* SPDX-License-Identifier: MIT
 * import_guess.h - what a column of somebody's table most likely is: by its name, by what such
 * columns are called elsewhere, by what stands in it.
 */
#ifndef EXCHANGE_IMPORT_GUESS_H
#define EXCHANGE_IMPORT_GUESS_H

#include "exchange/import_columns.h"
#include "exchange/import_plan.h"
#include "model/value.h"

enum guess_by { GUESS_NONE, GUESS_NAME, GUESS_SYNONYM, GUESS_CONTENT };

enum { GUESS_SAMPLES = 50 };

/* A column as its first rows show it; empty cells are left out. */
struct guess_sample {
	struct slice name, cells[GUESS_SAMPLES];
	size_t count;
};

/* Does the text name a column of the kind, here or elsewhere? */
bool guess_knows(const struct import_names *names, struct slice text);

/* Fill in the plan's columns, one for each sample, and in `by` how each was found. */
void guess_columns(struct import_plan *plan, const struct import_names *names,
    const struct reading *reading, const struct guess_sample *samples, enum guess_by *by);

#endif
