/* SPDX-License-Identifier: MIT
 * trial.h - the program run as a person runs it, in a folder of its own, and what became of it.
 *
 * METODAKTIV names the program. Nothing of the machine's environment reaches it but what is told.
 */
#ifndef TESTS_LIB_TRIAL_H
#define TESTS_LIB_TRIAL_H

#include "base/buf.h"
#include "tests/lib/lab.h"

enum { TRIAL_SECONDS = 30, TRIAL_WORDS = 24 };

struct trial {
	int status;          /* of the exit, or the negative number of the signal */
	bool hung;           /* it was still at work after TRIAL_SECONDS */
	struct buf out, err; /* what it said */
};

/* Run the words of `command` (divided by blanks) in `folder`, which is also its home; the database
 * is its db/. preload: a library that lies beneath all calls, told by `settings` ("NAME=value"
 * divided by blanks); both may be NULL. Free it. */
void trial_run(struct trial *t, const char *folder, const char *preload, const char *settings,
    const char *command);
void trial_free(struct trial *t);

/* It ended with one of the statuses people are promised, in time, and said something in Russian
 * unless all was well; else what is wrong with that. */
const char *trial_fault(const struct trial *t);

/* A town's database, made once: folder/db. */
void trial_make_town(const char *folder);
/* The files and folders of one folder into another that is not there yet. */
void trial_copy(const char *from, const char *to);

/* Where the library lies that makes calls fail (tests/store/shim). */
void trial_shim(char out[2 * LAB_PATH]);

/* A shell's sentence; it must succeed. */
void trial_shell(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Numbers from a seed, the same on every machine. */
struct dice {
	uint64_t state;
};
uint64_t dice_throw(struct dice *d, uint64_t below);

#endif
