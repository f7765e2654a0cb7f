/* SPDX-License-Identifier: MIT
 * source_person_data.c - all that is kept about somebody: their record, every record that names
 * them, what stood there before, who sees it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "db/record/account.h"
#include "db/record/journal.h"
#include "db/record/records.h"
#include "document/source.h"
#include "document/told.h"
#include "rules/addresses.h"
#include "service/core/naming.h"
#include "service/core/operations.h"
#include "service/core/visibility.h"
#include "service/record/known_addresses.h"
#include "service/record/record_history.h"

struct telling {
	struct fact_row *root;
	struct record_as_of *src;
	struct viewer viewer;
	int64_t records;
};

enum { STEPS_AT_ONCE = 64 };

static void
tell_value(const struct telling *t, const struct record *r, const char *name, const struct field *f)
{
	struct buf value = {0};

	if (f->type == FIELD_REF && !f->own)
		record_as_of_note(t->src, f->target, record_ref(r, f));
	register_put_field(&t->src->view, r, f, &value);
	if (value.len > 0) {
		struct fact_row *row = fact_add(t->root, "rows");

		fact_number(row, "number", t->records);
		fact_text(row, "table", entity_of(r->kind)->many);
		fact_text(row, "record", name);
		fact_text(row, "label", profile_label(t->src->view.session->profile, r->kind, f));
		fact_buf(row, "value", &value);
	}
	buf_free(&value);
}

static void
tell_step(const struct telling *t, enum kind kind, const char *name, const struct step *step)
{
	for (size_t i = 0; i < step->count && step->how == '*'; i++) {
		const struct step_field *f = &step->fields[i];
		struct fact_row *row;

		if (f->before[0] == '\0')
			continue;
		row = fact_add(t->root, "earlier");
		fact_number(row, "number", t->records);
		fact_text(row, "table", entity_of(kind)->many);
		fact_text(row, "record", name);
		fact_text(row, "label", f->label);
		fact_text(row, "value", f->before);
		fact_day(row, "until", clock_date_of(step->row.time));
	}
}

static void
tell_earlier(const struct telling *t, const struct record *r, const char *name)
{
	uint64_t before = UINT64_MAX;
	size_t count = STEPS_AT_ONCE;

	while (count == STEPS_AT_ONCE) {
		struct step *steps;

		count =
		    register_history(&t->src->view, r->kind, r->id, before, STEPS_AT_ONCE, &steps);
		for (size_t i = 0; i < count; i++)
			tell_step(t, r->kind, name, &steps[i]);
		if (count > 0)
			before = steps[count - 1].row.sequence;
		register_history_free(steps, count);
	}
}

static void
tell_record(struct telling *t, const struct record *r)
{
	size_t count;
	const struct field *const *fields =
	    profile_fields(t->src->view.session->profile, r->kind, &count);
	struct buf name = {0};

	if (visibility_of(&t->viewer, t->src->view.txn, r)) {
		t->records++;
		record_as_of_note(t->src, r->kind, r->id);
		register_put_name_of(&t->src->view, r, &name);
		for (size_t i = 0; i < count; i++)
			tell_value(t, r, buf_text(&name), fields[i]);
		tell_earlier(t, r, buf_text(&name));
	}
	buf_free(&name);
}

/* Does an earlier field name them, too: then the record has been told. */
static bool
is_told(const struct record *r, const struct field *by, uint64_t target)
{
	for (const struct field *f = entity_of(r->kind)->fields; f < by; f++)
		if (f->type == FIELD_REF && f->target == by->target && record_ref(r, f) == target)
			return true;
	return false;
}

static void tell_referring(struct telling *t, enum kind kind, const struct field *by, uint64_t to);

/* What the council has decided on somebody's application is about them as well. */
static void
tell_decisions(struct telling *t, uint64_t application)
{
	tell_referring(t, KIND_DECISIONS, field_find(KIND_DECISIONS, "application"), application);
}

static void
tell_referring(struct telling *t, enum kind kind, const struct field *by, uint64_t to)
{
	struct record *r = record_new(kind);
	struct walk *w = walk_referring(t->src->view.txn, kind, by, to);
	uint64_t id;

	while (walk_next(w, &id)) {
		if (!records_get(t->src->view.txn, id, r) || is_told(r, by, to))
			continue;
		tell_record(t, r);
		if (kind == KIND_APPLICATIONS)
			tell_decisions(t, id);
	}
	walk_close(w);
	record_free(r);
}

static void
tell_all_referring(struct telling *t, uint64_t person)
{
	for (enum kind k = 0; k < KIND_COUNT; k++)
		for (size_t i = 0; i < entity_of(k)->count; i++) {
			const struct field *f = &entity_of(k)->fields[i];

			if (f->type == FIELD_REF && f->target == KIND_PEOPLE)
				tell_referring(t, k, f, person);
		}
}

/* One letter that went to an address of theirs. */
static void
tell_letter(struct telling *t, const struct mailing *m, const char *address)
{
	static const char *const fields[] = {"date", "subject"};
	struct fact_row *row;

	t->records++;
	record_as_of_note(t->src, KIND_MAILINGS, m->base.id);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		tell_value(t, &m->base, m->subject, field_find(KIND_MAILINGS, fields[i]));
	row = fact_add(t->root, "rows");
	fact_number(row, "number", t->records);
	fact_text(row, "table", entity_of(KIND_MAILINGS)->many);
	fact_text(row, "record", m->subject);
	fact_text(row, "label", "Ушло на адрес");
	fact_text(row, "value", address);
}

/* Mailings name nobody: whom one went to is said by its addresses. */
static void
tell_mailings(struct telling *t, uint64_t person)
{
	struct mailing *m = (struct mailing *)record_new(KIND_MAILINGS);
	struct walk *w = walk_by_id(t->src->view.txn, KIND_MAILINGS);
	struct known_addresses known;
	uint64_t id;

	known_addresses_read(&t->src->view, person, &known);
	while (known.count > 0 && walk_next(w, &id)) {
		size_t i = 0;

		if (!records_get(t->src->view.txn, id, &m->base))
			continue;
		while (i < known.count && !addresses_have(m->addresses, known.items[i]))
			i++;
		if (i < known.count)
			tell_letter(t, m, known.items[i]);
	}
	known_addresses_free(&known);
	walk_close(w);
	record_free(&m->base);
}

/* The account that stands for them, and how many there are that see all this. */
static void
tell_accounts(struct telling *t, const char *code)
{
	struct account *accounts;
	size_t count = account_list(t->src->view.txn, &accounts);
	int64_t readers = 0;

	for (size_t i = 0; i < count; i++) {
		struct fact_row *row;

		readers += !accounts[i].disabled;
		if (strcmp(accounts[i].person, code) != 0)
			continue;
		row = fact_add(t->root, "rows");
		fact_number(row, "number", ++t->records);
		fact_text(row, "table", "Учётные записи");
		fact_text(row, "record", accounts[i].name);
		fact_text(row, "label", "Имя в программе");
		fact_text(row, "value", accounts[i].full_name);
	}
	fact_number(t->root, "readers", readers);
	free(accounts);
}

/* Since when the person is in the register, and how often tables were taken out since. Papers are
 * not counted: this one is one, and would never be the same twice. */
static void
tell_journal(const struct telling *t, uint64_t person)
{
	struct txn *txn = t->src->view.txn;
	uint64_t *stamps, last = journal_last(txn);
	size_t count = history_stamps(txn, KIND_PEOPLE, person, &stamps);
	struct buf operation = {0};
	int64_t taken = 0;

	if (count > 0) {
		fact_day(t->root, "since", clock_date_of(journal_time(txn, stamps[0])));
		for (uint64_t n = stamps[0]; n <= last; n++) {
			buf_clear(&operation);
			if (journal_operation(txn, n, &operation))
				taken += strcmp(buf_text(&operation), OPERATION_EXPORT) == 0;
		}
	}
	fact_number(t->root, "taken", taken);
	buf_free(&operation);
	free(stamps);
}

static void
tell_person(const struct telling *t, const struct person *p)
{
	fact_text(t->root, "code", p->code);
	told_name(t->root, "name", t->src, KIND_PEOPLE, p->base.id);
	fact_text(t->root, "position", p->position);
	told_name(t->root, "workplace", t->src, KIND_ORGANISATIONS, p->organisation);
}

enum status
source_person_data(struct facts *f, const struct paper_question *q)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	struct telling t = {
	    .root = f->root, .src = q->src, .viewer = visibility_viewer(&q->src->view)};
	bool found = records_get(q->src->view.txn, q->call->record, &p->base);

	if (found) {
		tell_person(&t, p);
		tell_record(&t, &p->base);
		tell_all_referring(&t, p->base.id);
		tell_mailings(&t, p->base.id);
		tell_accounts(&t, p->code);
		tell_journal(&t, p->base.id);
		fact_number(f->root, "records", t.records);
	}
	record_free(&p->base);
	return found ? ST_OK : error_set(q->e, ST_NOTFOUND, "такого человека в реестре нет");
}
