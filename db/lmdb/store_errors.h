/* SPDX-License-Identifier: MIT
 * store_errors.h - what to tell a person when the database does not do what it should, and what to
 * do.
 */
#ifndef DB_STORE_ERRORS_H
#define DB_STORE_ERRORS_H

#include "base/status.h"

/* The database cannot be opened or made, for a status and its errno. Of a write cut short the cause
 * is looked for (shortage.h). All return what e then is. */
enum status store_error_tell_opening(const char *dir, enum status why, int error, struct error *e);
enum status store_error_tell_rights(const char *dir, struct error *e);
enum status store_error_tell_cut(const char *dir, struct error *e);

/* What is said of the database in dir when the program ends by a signal while it is at work with
 * it; to be freed. */
char *store_error_crash_words(const char *dir);

/* LMDB has found what cannot be in a sound file, and would abort: the program ends with those words
 * (crash.h). */
struct MDB_env;
_Noreturn void store_error_assert(struct MDB_env *env, const char *message);

#endif
