/* SPDX-License-Identifier: MIT
 * lab.h - what the crash and fault tests share: folders, writers that can be killed, whole checks.
 */
#ifndef TESTS_LIB_LAB_H
#define TESTS_LIB_LAB_H

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/die.h"
#include "db/open.h"
#include "db/record/change.h"
#include "db/record/journal.h"
#include "db/record/records.h"
#include "db/admin/verify.h"

enum { LAB_PATH = 512, LAB_PATIENCE = 60000 /* ms until a test gives up waiting */ };

extern const struct actor lab_actor;

/* How often a heavy loop runs: from the environment, else few enough for every day. */
unsigned lab_count(const char *variable, unsigned otherwise);
void lab_folder(char out[LAB_PATH]);
void lab_remove(const char *dir);
/* How many names a folder holds. */
unsigned lab_entries(const char *dir);
struct store *lab_create(const char *dir);
struct store *lab_open(const char *dir);
/* The whole database is sound. */
struct verify_report lab_verify(struct store *st);
void lab_verify_dir(const char *dir);
void lab_set(struct record *r, const char *field, const char *text);
struct record *lab_organisation(const char *code);
/* One organisation in one operation; others may write at the same time. */
enum status lab_put(struct store *st, const char *code);
/* Is the organisation there, and whole? */
bool lab_has(struct store *st, const char *code);
size_t lab_records(struct store *st);
/* A child process that writes and says so through a pipe, four bytes for each record. */
struct lab_child {
	pid_t pid;
	int from;       /* acknowledgements */
	uint32_t acked; /* the last number read */
};

typedef void lab_work(const char *dir, int out, unsigned round);

struct lab_child lab_start(lab_work *work, const char *dir, unsigned round);
void lab_acknowledge(int out, uint32_t number);
/* Read one acknowledgement; false at the end, or when none came in time. */
bool lab_read_ack(struct lab_child *child, int ms);
void lab_wait_for(struct lab_child *child, uint32_t number);
int lab_wait(struct lab_child *child);
/* kill -9, then take in what it had still acknowledged. */
void lab_kill(struct lab_child *child);
/* It ended by itself, and well. */
void lab_finish(struct lab_child *child);

#endif
