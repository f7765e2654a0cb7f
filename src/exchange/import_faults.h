/* SPDX-License-Identifier: MIT
 * import_faults.h - the faults of an import: the first IMPORT_FAULTS as sentences, all as a number.
 */
#ifndef EXCHANGE_IMPORT_FAULTS_H
#define EXCHANGE_IMPORT_FAULTS_H

#include "exchange/import.h"

/* {0} holds none. */
struct import_faults {
	struct arena arena;
	const char *sentences[IMPORT_FAULTS];
	size_t count;
	struct buf text;
};

/* Where in a file: a line of a table, an element of JSON; 0 is the file as a whole. */
struct import_place {
	const struct import_source *source;
	size_t at;
};

/* Add "people.csv, строка 3, столбец birth_date («Дата рождения»): sentence". column and label may
 * be NULL. */
void import_faults_add(struct import_faults *f, struct import_place place, const char *column,
    const char *label, const char *sentence);
void import_faults_tell(const struct import_faults *f, const struct import_options *options);
void import_faults_clear(struct import_faults *f);
void import_faults_free(struct import_faults *f);

/* Append «value», escaped and shortened. */
void import_put_value(struct buf *b, struct slice value);

#endif
