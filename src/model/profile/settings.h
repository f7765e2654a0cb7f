/* SPDX-License-Identifier: MIT
 * settings.h - every setting a profile may hold, described once, and the reading that follows the
 * table: names, types, bounds, usual values. For the files of this room only.
 */
#ifndef MODEL_PROFILE_SETTINGS_H
#define MODEL_PROFILE_SETTINGS_H

#include <libconfig.h>

#include "model/profile/profile_parts.h"

enum { FAULTS_TOLD = 5 }; /* one error has room for about as many */

/* What a file says before it is known whether it makes sense. */
struct row_setting {
	const config_setting_t *at;
	const char *label, *note;
	const char **fields;
};

struct form_setting {
	enum kind kind;
	struct row_setting *rows;
	size_t nrows;
};

/* Words of a choice, ended by NULL, and the last day of each. */
struct choices_setting {
	const char **words;
	int32_t *ends; /* NULL: none ends */
};

struct own_setting {
	enum kind kind;
	unsigned type; /* place among the types an own field may have */
	const char *id, *label;
	struct choices_setting choices;
	bool required, not_after_today;
	int width;
};

enum { ROWS_OF_PAPER, ROWS_NEEDED, ROW_LISTS };

/* A profile on its way out of a file. Unknown, missing and misshapen settings are told together;
 * of what does not make sense the first is, and after it everything returns at once. */
struct profile_file {
	struct profile p;
	const char *name;
	struct error *e;
	enum status st;
	int faults;
	bool stored; /* in force already: what this program does not know is passed over */
	struct row_setting *rows[ROW_LISTS];
	size_t nrows[ROW_LISTS];
	struct form_setting *forms;
	size_t nforms;
	struct own_setting *own;
	size_t nown;
	struct paper_setting *papers;
	size_t npapers;
	/* Where each field of a kind got its label; NULL: from the program. */
	const config_setting_t **label_at[KIND_COUNT];
};

enum setting_type {
	SET_STRING,      /* const char * */
	SET_ID,          /* const char * */
	SET_NUMBER,      /* int */
	SET_FLAG,        /* bool */
	SET_DATE,        /* int32_t */
	SET_SHARE,       /* struct share */
	SET_WORD,        /* an enum: the place among `words` */
	SET_KIND,        /* enum kind */
	SET_FIELD,       /* const struct field *, of applications */
	SET_STRINGS,     /* const char **, ended by NULL */
	SET_ONE_OR_MORE, /* the same, or one string alone; NULL when left out */
	SET_STAFF,       /* unsigned, bits (1 << staff_kind) */
	SET_DAYS,        /* int32_t *, how many at `count` */
	SET_CHOICES,     /* struct choices_setting */
	SET_REGISTERS,   /* uint8_t[], by kind of order */
	SET_LABELS,      /* read by what is done with it */
	SET_GROUP,       /* its members, into the same struct */
	SET_LIST,        /* an array of structs of `size`, how many at `count` */
	SETTING_TYPES
};

struct setting;

/* What is left to do with a setting that was read: checks that take more than one value. `into` is
 * the struct it was read into; for a list it is called for each element, with the element. */
typedef void done_fn(struct profile_file *in, const config_setting_t *at, void *into);

struct setting {
	const char *name;
	enum setting_type type;
	const char *module; /* required with that module, "" everywhere; NULL: may be left out */
	int32_t otherwise;  /* number, flag, date, word: what holds when it is left out */
	int32_t least, most;
	const char *const *words;      /* SET_WORD */
	const struct setting *members; /* of a group, of each element of a list; a NULL name ends */
	size_t at, count, size;
	done_fn *done;
	const char *about;  /* what it means, Russian, for the reference and a new file */
	bool later;         /* read, but nothing follows it yet: not in the reference */
	const char *usual;  /* what holds when left out, where `otherwise` does not say it */
	const char *sample; /* its value in a new file */
};

/* The whole file: settings in the order they are read in; a NULL name ends it. */
extern const struct setting profile_settings[];
/* A file of papers alone. */
extern const struct setting papers_only[];
enum status
profile_parse_papers(struct profile **out, struct slice text, const char *file, struct error *e);

/* Take root into in by that table, everything it says checked. */
void settings_read(
    struct profile_file *in, const config_setting_t *root, const struct setting *settings);

/* How a value of that type is written, for messages and the reference. */
const char *setting_type_text(enum setting_type type);

/* Keep a fault: "file, строка N: ..."; without the line where at is NULL. */
void file_blame(struct profile_file *in, const config_setting_t *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

config_setting_t *file_member(const config_setting_t *group, const char *name);
config_setting_t *file_element(const config_setting_t *list, int i);
int file_length(const config_setting_t *list); /* 0 when NULL */
/* A text setting, in NFC, in the profile's arena. */
const char *file_text(struct profile_file *in, const config_setting_t *s);

/* Place of the text among the words (any case), from 1; 0 and a fault that lists them. */
uint8_t file_word(struct profile_file *in, const config_setting_t *at, const char *text,
    const char *const *words);

/* The field of that id, or NULL and a fault. */
const struct field *
file_field(struct profile_file *in, const config_setting_t *at, enum kind kind, const char *id);

/* What is done with settings that were read (profile_checks.c, profile_calendar.c, profile_own.c,
 * profile_form.c). */
extern done_fn check_words, check_modules, check_staff, check_town_word, check_oktmo;
extern done_fn check_ground, check_direction, check_indicator, check_target, check_must;
extern done_fn check_days_off, check_days_worked;
extern done_fn own_field_done, labels_done, row_done, form_done;

/* What a file says of a block of a paper, and of a paper, before its texts are checked. */
struct block_setting {
	const config_setting_t *at;
	enum paper_block_type type;
	const char *texts[PAPER_ANNEX + 1]; /* by type of block; "" */
	const char **pairs[PAPER_ANNEX + 1];
	const char *table, *each;
	const char *number, *caption, *empty, *group, *total, *order;
	const char *const *conditions;
	struct paper_column *columns;
	size_t ncolumns;
	struct block_setting *blocks;
	size_t nblocks;
};

struct paper_setting {
	const char *id, *name, *title, *source, *module, *like, *docx, *odt;
	const char *const *conditions;
	bool landscape;
	struct block_setting *blocks;
	size_t nblocks;
};

extern const struct setting paper_settings[];
/* A block that was read; a whole paper, which goes behind the profile's others. */
extern done_fn block_done, paper_done;

/* Before reading: every kind has the program's fields and labels. */
void kinds_begin(struct profile_file *in);
/* After it: forms of every kind, no label twice. */
void forms_finish(struct profile_file *in);

/* Types a town's own field may have, ended by NULL; what a must may look at, in the order of enum
 * must_test, ended by NULL. */
extern const char *const own_type_words[], *const must_test_words[];

#endif
