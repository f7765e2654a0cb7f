/* SPDX-License-Identifier: MIT
 * source.h - who fills the facts of papers (inside the document room).
 */
#ifndef DOCUMENT_SOURCE_H
#define DOCUMENT_SOURCE_H

#include "document/document.h"
#include "document/facts.h"
#include "document/record_as_of.h"
#include "model/paper/paper.h"
#include "rules/indicators.h"
#include "service/corps/activity_figures.h"

/* What a source is asked: the paper, of which record, on which day or period. */
struct paper_question {
	const struct paper *paper;
	const struct paper_call *call;
	struct record_as_of *src; /* open; the source sets as_of where the paper is a signed one */
	struct error *e;
};

/* Facts are begun. ST_NOTFOUND, ST_DENIED, ST_INVALID with a sentence. */
typedef enum status source_fn(struct facts *f, const struct paper_question *q);

extern source_fn source_application, source_minutes, source_extract, source_order, source_roster,
    source_justification, source_consent, source_pathway, source_plan, source_month, source_digest,
    source_event, source_contest, source_association, source_person_data, source_destruction,
    source_worklists, source_heads, source_catalogue, source_mentoring, source_indicators,
    source_member, source_corps, source_requests, source_list;

/* The rows and the staff of the indicators, of a part of the town too. */
enum status source_tell_indicators(
    struct facts *f, const struct paper_question *q, struct period p, struct scope scope);

/* What one member of the corps did: the facts of source_member, into a row. */
void source_tell_member(struct fact_row *row, struct record_as_of *src,
    const struct activity_figures *f, const struct member_activity *m);

/* Facts of what is not in the register yet: an order being prepared; of a roster read already. */
void source_order_project(
    struct facts *f, struct record_as_of *src, const struct order_project *project);
void source_roster_read(
    struct facts *f, struct record_as_of *src, const struct roster *r, bool publicly);

#endif
