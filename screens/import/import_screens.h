/* SPDX-License-Identifier: MIT
 * import_screens.h - what the screens of an import share: the file goes from one to the next.
 */
#ifndef SCREENS_IMPORT_SCREENS_H
#define SCREENS_IMPORT_SCREENS_H

#include "exchange/intake.h"
#include "screens/app/app.h"

/* PLACE_IMPORT_COLUMNS, whose screen frees it; PLACE_IMPORT_FAULTS, which borrows it. The answer:
 * code 1 when it is in. */
struct import_file_args {
	struct intake *intake;
};

/* intake_run() before the eyes of whoever waits, who may stop it. */
enum status import_run(struct app *app, struct intake *in, bool dry_run, struct error *e);

/* Ask for a value of a field, by its kind: a word, a day, a record, a line. The answer's text is
 * what a cell would say, in whatever way it was asked: import_answer_put() has it. */
void import_ask_value(struct app *app, struct question question, const struct intake *in,
    const struct field *f, const char *current);
/* Append what was answered; false: nothing was, or, which is said, it is no day or a record that is
 * gone. */
bool import_answer_put(
    struct app *app, const struct field *f, const struct answer *answer, struct buf *out);

/* "Люди": the table it goes into; a field as the town calls it. */
const char *import_table(const struct intake *in);
const char *import_label(const struct intake *in, const struct field *f);

#endif
