/* SPDX-License-Identifier: MIT
 * source_consent.c - the consents a person is asked for, with what is known of those they gave.
 */
#include "base/clock.h"
#include "base/date.h"
#include "db/record/records.h"
#include "document/source.h"
#include "document/told.h"
#include "rules/publication.h"

/* The consent of a kind that is in force today: of several the one given last. false: none. */
static bool
find_consent(struct record_as_of *src, uint64_t person, uint8_t kind, struct consent *out)
{
	struct consent *c = (struct consent *)record_new(KIND_CONSENTS);
	struct walk *w = walk_referring(
	    src->view.txn, KIND_CONSENTS, field_find(KIND_CONSENTS, "person"), person);
	int32_t today = clock_today();
	uint64_t id;

	while (walk_next(w, &id))
		if (records_get(src->view.txn, id, &c->base) && c->kind == kind &&
		    c->given <= today && c->revoked == DATE_NONE &&
		    (c->until == DATE_NONE || c->until >= today) &&
		    (out->base.id == 0 || c->given > out->given))
			record_copy(&out->base, &c->base);
	walk_close(w);
	record_free(&c->base);
	record_as_of_note(src, KIND_CONSENTS, out->base.id);
	return out->base.id != 0;
}

/* The area of the membership that began last. */
static void
put_subject_area(struct record_as_of *src, uint64_t person, struct buf *out)
{
	struct membership *m = (struct membership *)record_new(KIND_MEMBERSHIPS);
	struct walk *w = walk_referring(
	    src->view.txn, KIND_MEMBERSHIPS, field_find(KIND_MEMBERSHIPS, "person"), person);
	int32_t latest = DATE_NONE;
	uint64_t id, found = 0;

	while (walk_next(w, &id)) {
		if (!records_get(src->view.txn, id, &m->base) || m->from < latest)
			continue;
		latest = m->from;
		found = id;
		buf_clear(out);
		buf_puts(out, m->subject_area);
	}
	walk_close(w);
	record_free(&m->base);
	record_as_of_note(src, KIND_MEMBERSHIPS, found);
}

struct telling {
	struct fact_row *root;
	struct record_as_of *src;
	const struct person *person;
};

static void
put_own(const struct telling *t, unsigned part, struct buf *out)
{
	switch (part) {
	case PUBLISH_NAME:
		record_as_of_put_name(t->src, KIND_PEOPLE, t->person->base.id, out);
		break;
	case PUBLISH_WORKPLACE:
		record_as_of_put_name(t->src, KIND_ORGANISATIONS, t->person->organisation, out);
		break;
	case PUBLISH_POSITION:
		buf_puts(out, t->person->position);
		break;
	case PUBLISH_SUBJECT_AREA:
		put_subject_area(t->src, t->person->base.id, out);
		break;
	default:
		buf_puts(out, t->person->email);
	}
}

static void
tell_parts(const struct telling *t, const struct consent *given)
{
	const struct field *f = field_find(KIND_CONSENTS, "fields");
	struct buf text = {0};

	for (int i = 0; f->shown[i] != NULL; i++) {
		struct fact_row *row = fact_add(t->root, "allowed");
		unsigned part = 1U << i;

		fact_text(row, "text", f->shown[i]);
		put_own(t, part, &text);
		fact_buf(row, "value", &text);
		if (given->base.id != 0)
			fact_text(row, "answer",
			    (publish_fields_of(given->fields) & part) != 0 ? "да" : "нет");
	}
	buf_free(&text);
}

static void
tell_person(const struct telling *t)
{
	const struct person *p = t->person;

	told_name(t->root, "name", t->src, KIND_PEOPLE, p->base.id);
	told_signature(t->root, "signature", t->src, p->base.id);
	fact_text(t->root, "position", p->position);
	told_name(t->root, "workplace", t->src, KIND_ORGANISATIONS, p->organisation);
	fact_text(t->root, "phone", p->phone);
	fact_text(t->root, "email", p->email);
}

static void
tell(const struct telling *t)
{
	struct consent *c = (struct consent *)record_new(KIND_CONSENTS);

	tell_person(t);
	if (find_consent(t->src, t->person->base.id, CONSENT_PROCESSING, c)) {
		fact_day(t->root, "processing_given", c->given);
		fact_day(t->root, "processing_until", c->until);
	}
	record_clear(&c->base);
	if (find_consent(t->src, t->person->base.id, CONSENT_DISTRIBUTION, c)) {
		fact_day(t->root, "distribution_given", c->given);
		fact_day(t->root, "distribution_until", c->until);
	}
	if (profile_has_module(t->src->view.session->profile, "corps"))
		tell_parts(t, c);
	record_free(&c->base);
}

enum status
source_consent(struct facts *f, const struct paper_question *q)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	struct telling t = {.root = f->root, .src = q->src, .person = p};
	bool found = record_as_of_get(q->src, q->call->record, &p->base);

	if (found)
		tell(&t);
	record_free(&p->base);
	return found ? ST_OK : error_set(q->e, ST_NOTFOUND, "такого человека нет");
}
