/* SPDX-License-Identifier: MIT
 * profile_file.h - a libconfig file read strictly: every setting known, of its type, and blamed by
 * file and line. For profile_parse.c and profile_form.c only.
 */
#ifndef MODEL_PROFILE_FILE_H
#define MODEL_PROFILE_FILE_H

#include <libconfig.h>

#include "model/profile/profile_parts.h"

/* A profile on its way out of a file. The first fault is kept; after it everything returns at once
 * with empty values, so that callers look at `st` where it matters. */
struct profile_file {
	struct profile *p;
	const char *name;
	struct error *e;
	enum status st;
	/* Where each field of a kind got its label; NULL: from the program. */
	const config_setting_t **label_at[KIND_COUNT];
};

enum setting_type { SET_STRING, SET_NUMBER, SET_FLAG, SET_DATE, SET_STRINGS, SET_GROUP, SET_LIST };

/* One setting a group may hold. */
struct setting_rule {
	const char *name;
	enum setting_type type;
	bool required;
};

/* Keep the first fault: "file, строка N: ...". */
void file_blame(struct profile_file *in, const config_setting_t *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The group holds what the rules (ended by a NULL name) say and nothing else; false and a fault
 * otherwise. `what` names the group in messages. */
bool file_check_group(struct profile_file *in, const config_setting_t *group,
    const struct setting_rule *rules, const char *what);

/* Members of a checked group. Texts are copied in NFC into the profile's arena. */
const char *file_string(struct profile_file *in, const config_setting_t *group, const char *name);
/* The array's strings, NULL-terminated in the profile's arena; NULL when the setting is absent. */
const char **file_strings(struct profile_file *in, const config_setting_t *group, const char *name);
int file_number(const config_setting_t *group, const char *name, int otherwise);
bool file_flag(const config_setting_t *group, const char *name);
int32_t file_date(struct profile_file *in, const config_setting_t *group, const char *name);
config_setting_t *file_member(const config_setting_t *group, const char *name);
config_setting_t *file_element(const config_setting_t *list, int i);
int file_length(const config_setting_t *list); /* 0 when NULL */

/* An id ([a-z][a-z0-9_]*, up to 64) of the group; a fault otherwise. */
const char *file_id(struct profile_file *in, const config_setting_t *group);

/* Place of the text among the words (any case), from 1; a fault that lists them when there is none.
 */
uint8_t file_word(struct profile_file *in, const config_setting_t *at, const char *text,
    const char *const *words);

/* The field of that id, or a fault. */
const struct field *
file_field(struct profile_file *in, const config_setting_t *at, enum kind kind, const char *id);

/* The town's forms (profile_form.c): rows, labels, heading, consent. */
void profile_read_forms(struct profile_file *in, const config_setting_t *root);

/* How the council votes (profile_council.c); group may be NULL. */
void profile_read_council(struct profile_file *in, const config_setting_t *group);

/* The town's calendar (profile_calendar.c); group may be NULL. */
void profile_read_calendar(struct profile_file *in, const config_setting_t *group);

#endif
