/* SPDX-License-Identifier: MIT
 * db_help.h - what the tests of the store's heart share: a fresh store, records of any kind.
 */
#ifndef TESTS_LIB_DB_HELP_H
#define TESTS_LIB_DB_HELP_H

#include "tests/lib/lab.h"

#include "base/date.h"
#include "db/record/codec.h"
#include "db/record/key.h"

extern char help_folder[LAB_PATH], help_db[LAB_PATH + 16];
extern struct store *help_store;

int help_make(void **state);
int help_remove(void **state);
/* The same numbers in every run. */
uint32_t help_random(uint32_t below);
/* About two thirds of the fields filled, all of them when `full`; two own values at times. */
void help_fill(struct record *r, bool full);
void help_image(struct buf *out, const struct record *r, uint64_t stamp);
struct person *help_person(const char *code, const char *surname, uint64_t organisation);
struct change *help_change(const char *operation);
/* Write it, which must succeed, and free it; returns the operation's number. */
uint64_t help_commit(struct change *c);
/* One record as one operation; r->stamp is the new one afterwards. */
uint64_t help_put(struct record *r);
/* An organisation with the id and stamp it got. */
uint64_t help_organisation(const char *code);

#endif
