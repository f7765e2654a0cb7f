/* SPDX-License-Identifier: MIT
 * bulk.c - the same record for many people at once.
 */
#include "service/record/bulk.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/die.h"
#include "db/record/draft.h"
#include "service/guard/record_rules.h"
#include "service/record/save_errors.h"
#include "service/core/operations.h"
#include "service/record/register.h"

/* Ids somebody else took in the same moment are given anew so many times; people named in a
 * refusal. */
enum { NAMED = 3 };

static const enum kind kinds[] = {KIND_ASSESSMENTS, KIND_TRAININGS, KIND_PATHWAYS, KIND_METHODISTS,
    KIND_ATTACHMENTS, KIND_SUPPORT, KIND_ASSOCIATION_MEMBERS, KIND_PARTICIPANTS, KIND_COUNT};

const enum kind *
bulk_kinds(void)
{
	return kinds;
}

const struct field *
bulk_person_field(enum kind kind)
{
	for (const enum kind *k = kinds; *k != KIND_COUNT; k++)
		if (*k == kind)
			return field_find(kind, "person");
	return NULL;
}

struct collected {
	struct bulk_fault *faults;
	size_t count, room, at;
};

static void
collect(void *context, const struct field *f, const char *sentence)
{
	struct collected *c = context;

	ARRAY_ROOM(c->faults, c->count, c->room);
	c->faults[c->count++] =
	    (struct bulk_fault){.at = c->at, .field = f, .sentence = xstrdup(sentence)};
}

size_t
bulk_check(const struct view *v, const struct record *pattern, const uint64_t *people, size_t count,
    struct bulk_fault **faults, size_t *nfaults)
{
	const struct field *person = bulk_person_field(pattern->kind);
	struct record *r = record_dup(pattern);
	struct collected c = {.count = 0};
	size_t faulty = 0;

	for (c.at = 0; person != NULL && c.at < count; c.at++) {
		record_set_ref(r, person, people[c.at]);
		faulty += register_check(v, r, collect, &c) > 0;
	}
	record_free(r);
	*faults = c.faults;
	*nfaults = c.count;
	return faulty;
}

void
bulk_faults_free(struct bulk_fault *faults, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(faults[i].sentence);
	free(faults);
}

/* "не внесено ни одной записи: помехи у 2 из 20 — Абрамова Елена Ивановна: ...; ..." */
static enum status
refuse(const struct view *v, const uint64_t *people, size_t count, size_t faulty,
    const struct bulk_fault *faults, size_t nfaults, struct error *e)
{
	struct buf text = {0};
	size_t named = 0;

	buf_printf(&text, "не внесено ни одной записи: помехи у %zu из %zu", faulty, count);
	for (size_t i = 0; i < nfaults && named < NAMED; i++) {
		if (i > 0 && faults[i].at == faults[i - 1].at)
			continue;
		buf_puts(&text, named++ == 0 ? " — " : "; ");
		register_put_name(v, KIND_PEOPLE, people[faults[i].at], &text);
		buf_printf(&text, ": %s", faults[i].sentence);
	}
	if (faulty > named)
		buf_puts(&text, "; и другие");
	error_set(e, ST_INVALID, "%s", buf_text(&text));
	buf_free(&text);
	return ST_INVALID;
}

static enum status
require_faultless(const struct view *v, const struct record *pattern, const uint64_t *people,
    size_t count, struct error *e)
{
	struct bulk_fault *faults;
	size_t nfaults, faulty = bulk_check(v, pattern, people, count, &faults, &nfaults);
	enum status st = faulty > 0 ? refuse(v, people, count, faulty, faults, nfaults, e) : ST_OK;

	bulk_faults_free(faults, nfaults);
	return st;
}

/* One attempt: ST_CONFLICT means that the new ids were taken. */
static enum status
write_all(struct session *s, const struct record *pattern, const uint64_t *people, size_t count,
    const uint64_t *draft, struct record_rules *rules, struct change_obstacle *obstacle)
{
	const struct field *person = bulk_person_field(pattern->kind);
	struct change *c = change_new(s->store, &s->actor, OPERATION_BULK, "");

	for (size_t i = 0; i < count; i++) {
		struct record *r = record_dup(pattern);

		r->id = r->stamp = 0;
		record_set_ref(r, person, people[i]);
		change_put(c, r);
		record_free(r);
	}
	if (draft != NULL)
		draft_stage_removal(c, s->account.name, draft_of_form(pattern->kind, *draft));
	return record_rules_commit(rules, c, NULL, obstacle);
}

static enum status
require_sensible(const struct record *pattern, size_t count, struct error *e)
{
	if (bulk_person_field(pattern->kind) == NULL)
		return error_set(
		    e, ST_REFUSED, "записи «%s» вносятся по одной", entity_of(pattern->kind)->many);
	if (count == 0)
		return error_set(e, ST_REFUSED, "не отмечен ни один человек");
	if (count > BULK_MOST)
		return error_set(e, ST_REFUSED,
		    "за один раз вносится не больше %d записей, а людей %zu: отметьте меньше",
		    BULK_MOST, count);
	return ST_OK;
}

enum status
bulk_save(struct session *s, const struct record *pattern, const uint64_t *people, size_t count,
    const uint64_t *draft, struct error *e)
{
	struct record_rules rules = {.session = s, .door = RULES_HAND};
	struct change_obstacle obstacle = {0};
	enum status st;
	struct view v;

	view_open(&v, s);
	st = view_require(&v, PERMIT_EDIT, e);
	if (st == ST_OK)
		st = require_sensible(pattern, count, e);
	if (st == ST_OK)
		st = require_faultless(&v, pattern, people, count, e);
	view_close(&v);
	if (st != ST_OK)
		return st;
	st = ST_CONFLICT;
	for (unsigned tries = 0; st == ST_CONFLICT && store_next_try(s->store, &tries);)
		st = write_all(s, pattern, people, count, draft, &rules, &obstacle);
	store_leave_turn(s->store);
	if (rules.refused.count > 0)
		st = record_rules_explain(&rules, NULL, e);
	else if (st != ST_OK)
		st = save_error_explain(s, st, pattern, &obstacle, e);
	record_rules_free(&rules);
	if (st == ST_OK && draft != NULL)
		draft_forget_files(s->store, s->account.name, draft_of_form(pattern->kind, *draft));
	return st;
}
