/* SPDX-License-Identifier: MIT
 * town.h - what the tests of the service layer share: a town in a temporary folder, filled
 * from tests/data, and short ways to make and name records.
 */
#ifndef TESTS_LIB_TOWN_H
#define TESTS_LIB_TOWN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/compare.h"
#include "base/fold.h"
#include "service/record/register.h"
#include "tests/lib/visitor_help.h"

#define TOWN_PROFILE "profiles/strezhevoy.conf"
#define TOWN_DATA    "tests/data/strezhevoy"

struct town {
	char dir[512];
	struct session *s; /* administrator "boss" */
};

void town_create(struct town *town);
void town_remove(struct town *town);
/* The same for a test's state: a town of its own, and the end of it. */
struct town *town_new(void);
int town_tear_down(void **state);
/* It was done; else the test fails with what was said. */
void assert_done(enum status st, const struct error *e);
/* It was not, and what was said has these words. */
void assert_not_done(enum status st, const struct error *e, const char *words);
/* "2026-05-31" as a day. */
int32_t day_of(const char *iso);
void town_shut(struct town *town);
void town_reopen(struct town *town);
/* Put rules in force, though they be another town's or of fewer modules. */
enum status town_rules(struct session *s, const char *file, struct error *e);
/* The same as a program would that did not look what stops fitting. */
void town_force_rules(struct session *s, const char *file);
/* The town's rules with the one text in place of the other, the first there is. */
void town_rule(struct town *town, const char *text, const char *other);
/* One environment a process: another person at work shares the store of the first. */
struct session *town_second(struct town *town, const char *name, const char *role);
void town_second_close(struct session *s);
/* "id=cell" pairs into a record, NULL behind the last. */
void town_set(struct session *s, struct record *r, const char *const *pairs);
#define SET(s, r, ...) town_set(s, r, (const char *const[]){__VA_ARGS__, NULL})

struct record *town_record(struct session *s, enum kind kind, const char *const *pairs);
#define RECORD(s, kind, ...) town_record(s, kind, (const char *const[]){__VA_ARGS__, NULL})

/* Save and free; the id. */
uint64_t town_save(struct session *s, struct record *r);
/* Change a field of a stored record ("id=cell"), or remove it. */
void town_change(struct session *s, enum kind kind, uint64_t id, const char *pair);
void town_delete(struct session *s, enum kind kind, uint64_t id);
uint64_t town_person(struct session *s, const char *code, const char *surname, const char *given,
    const char *patronymic);
uint64_t town_school(struct session *s, const char *code, const char *name);
/* One with a code nobody has yet: what a session writes meanwhile (meanwhile.h), whatever it is. */
void town_one_more_school(void *session);
/* Bring in KIND.csv of the town as one operation. */
void town_load(struct session *s, enum kind kind);
/* A town with all the tables of tests/data, as a test's state. */
int town_full(void **state);
/* Every record of a kind's table, or every block of columns, becomes bytes that are none; or is
 * gone, though indexes and columns still tell of it. */
void town_spoil(struct txn *t, enum table table);
void town_lose(struct txn *t, enum table table);
uint64_t town_id(struct session *s, enum kind kind, const char *code);

#endif
