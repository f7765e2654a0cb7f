/* SPDX-License-Identifier: MIT
 * minutes_people.h - who was at a meeting of the council: members with their coming and going, who
 * led it, who was invited (inside the document layer).
 */
#ifndef DOCUMENT_MINUTES_PEOPLE_H
#define DOCUMENT_MINUTES_PEOPLE_H

#include "document/facts.h"
#include "document/record_as_of.h"
#include "service/council/council_meeting.h"

/* Did anybody note who was there? Not at what an imported meeting postponed without a vote. */
bool minutes_attended(const struct council_meeting *s, size_t item);

/* Into the root: present, absent, leaders, chair, secretary, invited. */
void minutes_put_people(struct facts *f, struct record_as_of *src, const struct council_meeting *s);

/* The live records of a kind that belong to the meeting, each into r; end with walk_close. */
struct walk *
minutes_walk(struct record_as_of *src, const struct council_meeting *s, enum kind kind);
bool minutes_next(struct record_as_of *src, struct walk *w, struct record *r);

#endif
