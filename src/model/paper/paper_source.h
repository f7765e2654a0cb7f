/* SPDX-License-Identifier: MIT
 * paper_source.h - where a paper's facts come from: the named sources, their fields and groups.
 *
 * src/document fills them; descriptions of papers may name what stands here and nothing else.
 */
#ifndef MODEL_PAPER_SOURCE_H
#define MODEL_PAPER_SOURCE_H

#include "model/entity.h"

struct paper_field {
	const char *name, *about;
	const struct paper_field *rows; /* a group: the fields of its rows; its value: how many */
};

/* What a paper is asked of. */
enum paper_argument {
	PAPER_OF_RECORD,
	PAPER_OF_DAY,
	PAPER_OF_PERIOD,
	PAPER_OF_RECORD_AND_PERIOD,
	PAPER_OF_MONTH,
	PAPER_OF_OPERATION /* its number in the journal */
};

enum paper_source_id {
	SOURCE_APPLICATION,
	SOURCE_MINUTES,
	SOURCE_EXTRACT,
	SOURCE_TOPIC_EXTRACT,
	SOURCE_ORDER,
	SOURCE_ROSTER,
	SOURCE_JUSTIFICATION,
	SOURCE_CONSENT,
	SOURCE_PATHWAY,
	SOURCE_PLAN,
	SOURCE_MONTH,
	SOURCE_EVENT,
	SOURCE_CONTEST,
	SOURCE_DIGEST,
	SOURCE_PERSON_DATA,
	SOURCE_DESTRUCTION,
	SOURCE_WORKLISTS,
	SOURCE_HEADS,
	SOURCE_MENTORING,
	SOURCE_ASSOCIATION,
	SOURCE_INDICATORS,
	SOURCE_MEMBER,
	SOURCE_CORPS,
	SOURCE_REQUESTS,
	SOURCE_CATALOGUE,
	SOURCE_LIST, /* the records of any kind: `source = "people"` */
	PAPER_SOURCES
};

struct paper_source {
	const char *id, *about;
	enum paper_argument argument;
	enum kind kind;     /* of the record; KIND_COUNT: of none */
	const char *module; /* the part of the program it is of; "" */
	const struct paper_field *fields;
};

const struct paper_source *paper_source(enum paper_source_id id);
/* NULL when there is none of that id. */
const struct paper_source *paper_source_find(const char *id);
enum paper_source_id paper_source_id(const struct paper_source *source);
const struct paper_field *paper_field_find(const struct paper_field *fields, struct slice name);

/* The reference of all sources with their fields, for docs/profiles.md. */
void paper_sources_put_reference(struct buf *b);

#endif
