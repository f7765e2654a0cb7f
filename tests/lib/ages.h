/* SPDX-License-Identifier: MIT
 * ages.h - what programs of other ages do to a database.
 */
#ifndef TESTS_LIB_AGES_H
#define TESTS_LIB_AGES_H

#include "db/lmdb/store.h"

/* A newer program has come and made the database its own: it keeps something that ours would leave
 * behind. */
void age_upgrade(struct store *st);
/* The same by another process: the folder may be open in a program that is being tested. */
void age_upgrade_folder(const char *dir);

#endif
