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

/* As a program before facts has it, which is the first format there was: it has none, and says so
 * nowhere. st is good for reading and for upgrade_store() afterwards. */
void age_before_facts(struct store *st);
void age_before_facts_folder(const char *dir);

/* Keys of order and texts for search were made by another version of the comparison; the present
 * ones are taken away. */
void age_comparison(struct store *st, uint32_t version);

#endif
