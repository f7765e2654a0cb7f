/* SPDX-License-Identifier: MIT
 * profile_parts.h - what a profile is made of; for the files of this room only.
 */
#ifndef MODEL_PROFILE_PARTS_H
#define MODEL_PROFILE_PARTS_H

#include "model/paper/paper.h"
#include "model/profile/profile.h"
#include "model/profile/profile_council.h"

enum { ORDER_KINDS_MOST = 15 };

struct town_words {
#define WORD(id, module, about, sample) const char *id;
#include "model/profile/words.def"
#undef WORD
};

/* The rows of a kind's form. */
struct kind_form {
	struct form_row *rows;
	size_t count;
};

struct profile {
	struct arena arena; /* owns everything below */
	struct slice source;
	const char *id;
	struct town_words words;
	struct town_rules rules;
	struct feed_rules feed;
	enum order_numbers order_numbers;
	uint8_t registers[ORDER_KINDS_MOST + 1]; /* by kind: the first kind of its register */
	struct vocabulary vocabulary;
	struct kind_form forms[KIND_COUNT];
	const char **heading; /* ends with NULL, as every list of texts here */
	const char *consent;
	struct must *musts;
	size_t nmusts;
	int32_t *days[DAY_LISTS];
	size_t ndays[DAY_LISTS];
	struct council_rules council;
	struct paper **papers; /* those the file describes; ends with NULL */
	size_t npapers;
	const struct profile_blank *blanks; /* of a file: their bytes are in the arena */
	size_t nblanks;
	const char **reasons[OUTCOME_POSTPONE + 1]; /* by outcome */
};

/* A profile or a form: no larger. */
enum { PROFILE_LARGEST_FILE = 1024 * 1024 };
bool profile_is_file(const char *path);
enum status profile_read_file(struct buf *text, const char *path, struct error *e);

/* profile_blanks.c: the forms of a profile's papers, from beside its file. */
enum status blanks_read(struct profile *p, const char *file, struct error *e);

#endif
