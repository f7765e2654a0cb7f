/* SPDX-License-Identifier: MIT
 * register.c - saving and removing records, and the sentences when that cannot be done.
 */
#include "service/record/register.h"

#include <string.h>

#include "base/die.h"
#include "base/fold.h"
#include "db/record/draft.h"
#include "service/core/modules.h"
#include "service/guard/council_check.h"
#include "service/guard/minutes_lock.h"
#include "service/guard/vote_trail.h"
#include "service/guard/record_rules.h"
#include "service/record/save_errors.h"
#include "service/core/operations.h"
#include "service/guard/orders_guard.h"
#include "service/core/visibility.h"

/* A new record whose id somebody else took in the same moment is staged again so many times. */

static int
check_module(const struct session *s, const struct record *r, fault_fn *report, void *context)
{
	struct error e = {0};

	if (module_require_kind(s, r->kind, &e) == ST_OK)
		return 0;
	report(context, &entity_of(r->kind)->fields[0], error_text(&e));
	return 1;
}

static int
check_key(const struct view *v, const struct record *r, fault_fn *report, void *context)
{
	uint64_t other = records_find_same(v->txn, r);
	struct buf sentence = {0};

	if (other == 0 || other == r->id)
		return 0;
	save_error_put_same_key(v, r, other, &sentence);
	/* a key begins with the first field of its kind */
	report(context, &entity_of(r->kind)->fields[0], buf_text(&sentence));
	buf_free(&sentence);
	return 1;
}

static int
check_references(struct txn *t, const struct record *r, fault_fn *report, void *context)
{
	const struct entity *entity = entity_of(r->kind);
	struct buf code = {0};
	int faults = 0;

	for (size_t i = 0; i < entity->count; i++) {
		const struct field *f = &entity->fields[i];
		uint64_t target = f->type == FIELD_REF ? record_ref(r, f) : 0;

		if (target == 0 || records_put_code(t, f->target, target, &code))
			continue;
		report(context, f,
		    "запись, которая здесь указана, тем временем удалена; выберите другую");
		faults++;
	}
	buf_free(&code);
	return faults;
}

static void
count_only(void *context, const struct field *f, const char *sentence)
{
	(void)context;
	(void)f;
	(void)sentence;
}

int
register_check(const struct view *v, const struct record *r, fault_fn *report, void *context)
{
	struct session_refs refs;
	struct reading reading = view_reading(v, &refs);
	int faults;

	if (report == NULL)
		report = count_only;
	faults = check_module(v->session, r, report, context);
	faults += record_check(r, &reading, report, context);
	faults += check_key(v, r, report, context);
	faults += check_references(v->txn, r, report, context);
	faults += council_check(v->txn, r, report, context);
	return faults;
}

/* The first fault becomes the sentence of the whole. */
struct first_fault {
	const struct session *session;
	const struct save *what;
	struct buf text;
};

static void
note_first(void *context, const struct field *f, const char *sentence)
{
	struct first_fault *first = context;
	const char *label = profile_label(first->session->profile, first->what->record->kind, f);

	if (first->what->report != NULL)
		first->what->report(first->what->context, f, sentence);
	if (first->text.len > 0)
		return;
	/* "код «P0001» уже есть" names its field itself. */
	if (!fold_starts(slice_of(sentence), slice_of(label)))
		buf_printf(&first->text, "%s: ", label);
	buf_puts(&first->text, sentence);
}

static enum status
require_faultless(const struct view *v, const struct save *what, struct error *e)
{
	struct first_fault first = {.session = v->session, .what = what};
	int faults = register_check(v, what->record, note_first, &first);

	if (faults > 1)
		buf_printf(&first.text, " (всего ошибок: %d)", faults);
	if (faults > 0)
		error_set(e, ST_INVALID, "%s", buf_text(&first.text));
	buf_free(&first.text);
	return faults > 0 ? ST_INVALID : ST_OK;
}

/* What a record in the clerk's hands is compared with. */
enum against {
	AGAINST_SAME,    /* stored as it is: nothing to do */
	AGAINST_BASE,    /* stored as the clerk began from */
	AGAINST_CHANGED, /* somebody has changed it since */
	AGAINST_NOTHING  /* somebody has removed it */
};

/* stored: a record of the kind, gets what is stored. */
static enum against
compare_with_stored(const struct view *v, const struct record *r, struct record *stored)
{
	bool found = records_get(v->txn, r->id, stored);

	return !found                   ? AGAINST_NOTHING
	    : record_equal(stored, r)   ? AGAINST_SAME
	    : stored->stamp == r->stamp ? AGAINST_BASE
					: AGAINST_CHANGED;
}

/* Neither where the record stands nor where it is to stand are the minutes closed. */
static enum status
require_thawed(
    const struct view *v, const struct record *r, const struct record *stored, struct error *e)
{
	enum status st = minutes_lock_check(v, r, e);

	return st == ST_OK && r->id != 0 ? minutes_lock_check(v, stored, e) : st;
}

/* All that is asked before anything is written. unchanged: there is nothing to write. */
static enum status
require_writable(const struct view *v, const struct save *what, struct saved *out, struct error *e)
{
	const struct record *r = what->record;
	struct record *stored = record_new(r->kind);
	enum against against = AGAINST_BASE;
	enum status st = view_require(v, PERMIT_EDIT, e);

	if (st == ST_OK && r->id != 0) {
		against = compare_with_stored(v, r, stored);
		out->stamp = stored->stamp;
	}
	out->unchanged = against == AGAINST_SAME;
	if (against == AGAINST_CHANGED || against == AGAINST_NOTHING)
		st = save_error_conflict(v, r->kind, r->id, e);
	if (st == ST_OK && !out->unchanged)
		st = require_thawed(v, r, stored, e);
	if (st == ST_OK && !out->unchanged)
		st = require_faultless(v, what, e);
	record_free(stored);
	return st;
}

/* One attempt: ST_CONFLICT for a new record means that its id was taken. The view is closed between
 * staging and writing. */
static enum status
write_record(struct view *v, const struct save *what, struct saved *out, struct record_rules *rules,
    struct change_obstacle *obstacle)
{
	struct session *s = v->session;
	struct change *c = change_new(s->store, &s->actor, OPERATION_SAVE, "");
	struct record *copy = record_dup(what->record);
	struct minutes_lock lock = {0};
	struct vote_trail trail = {.count = 0};
	enum status st;

	change_look_in(c, v->txn);
	vote_trail_note(&trail, copy, false);
	change_put(c, copy);
	vote_trail_stage(&trail, v, c);
	change_look_in(c, NULL);
	view_close(v);
	if (what->drop_draft)
		draft_stage_removal(c, s->account.name, draft_of_form(copy->kind, what->draft));
	minutes_lock_note(&lock, copy);
	minutes_lock_watch(&lock, c);
	st = record_rules_commit(rules, c, &out->stamp, obstacle);
	out->id = copy->id;
	record_free(copy);
	minutes_lock_free(&lock);
	vote_trail_free(&trail);
	return st;
}

/* What the rules say to the record among the others: its own faults are told by field, too. */
static enum status
explain_rules(
    const struct record_rules *rules, const struct save *what, uint64_t id, struct error *e)
{
	struct record *r = record_dup(what->record);

	r->id = id;
	for (size_t i = 0; i < rules->refused.count; i++) {
		const struct rule_fault *f = &rules->refused.items[i];

		if (what->report != NULL && f->kind == r->kind && f->id == id)
			what->report(what->context, f->field, f->sentence);
	}
	record_rules_explain(rules, r, e);
	record_free(r);
	return ST_INVALID;
}

/* The sentence for what the write transaction met that the view had not seen. */
static enum status
explain_save(struct session *s, enum status why, const struct record *r,
    const struct change_obstacle *obstacle, struct error *e)
{
	enum status st = why;
	struct view v;

	if (why != ST_REFUSED && (why != ST_CONFLICT || r->id == 0))
		return save_error_explain(s, why, r, obstacle, e);
	view_open(&v, s);
	st = why == ST_REFUSED ? minutes_lock_check(&v, r, e)
			       : save_error_conflict(&v, r->kind, r->id, e);
	view_close(&v);
	return st;
}

/* A draft row has gone with the record; without a record, and outside the database, it goes now. */
static void
forget_draft(struct session *s, const struct save *what, const struct saved *saved)
{
	struct draft_name of = draft_of_form(what->record->kind, what->draft);

	if (!what->drop_draft)
		return;
	if (saved->unchanged)
		draft_remove(s->store, s->account.name, of);
	else
		draft_forget_files(s->store, s->account.name, of);
}

/* "С какого дня: в эти дни человек уже состоит в активе ..." */
static void
put_doubt(const struct session *s, const struct record_rules *rules, struct saved *out)
{
	const struct rule_fault *first = rules->doubted.items;
	struct buf text = {0};

	if (rules->doubted.count == 0)
		return;
	buf_printf(
	    &text, "%s: %s", profile_label(s->profile, first->kind, first->field), first->sentence);
	if (text.len < sizeof(out->doubt))
		memcpy(out->doubt, buf_text(&text), text.len + 1);
	buf_free(&text);
}

/* An id was taken meanwhile, of a new record or of what is written beside it: once more. */
static bool
is_disturbed(enum status st, const struct record *r, const struct change_obstacle *obstacle)
{
	return st == ST_CONFLICT && (r->id == 0 || obstacle->kind != r->kind);
}

static enum status
reopen(struct view *v, bool in_turn)
{
	if (in_turn)
		store_take_turn(v->session->store);
	view_open(v, v->session);
	return ST_OK;
}

enum status
register_save(struct view *v, const struct save *what, struct saved *out, struct error *e)
{
	struct record_rules rules = {.session = v->session, .door = RULES_HAND};
	const struct record *r = what->record;
	struct change_obstacle obstacle = {0};
	enum status st;

	*out = (struct saved){.id = r->id};
	st = require_writable(v, what, out, e);
	for (int i = 0; st == ST_OK && !out->unchanged; i++) {
		st = write_record(v, what, out, &rules, &obstacle);
		if (st == ST_OK) {
			put_doubt(v->session, &rules, out);
			break;
		}
		if (rules.refused.count > 0)
			st = explain_rules(&rules, what, out->id, e);
		else if (!is_disturbed(st, r, &obstacle) || i == STORE_TRIES)
			st = explain_save(v->session, st, r, &obstacle, e);
		else
			st = reopen(v, i + 1 == STORE_TRIES);
	}
	view_close(v);
	store_leave_turn(v->session->store);
	record_rules_free(&rules);
	if (st == ST_OK)
		forget_draft(v->session, what, out);
	return st;
}

static enum status
require_removable(const struct view *v, const struct record *r, struct error *e)
{
	struct record *stored = record_new(r->kind);
	enum status st = view_require(v, PERMIT_EDIT, e);

	if (st == ST_OK && compare_with_stored(v, r, stored) == AGAINST_NOTHING)
		st = error_set(e, ST_NOTFOUND, "запись уже удалена");
	else if (st == ST_OK && stored->stamp != r->stamp)
		st = save_error_conflict(v, r->kind, r->id, e);
	record_free(stored);
	if (st == ST_OK)
		st = minutes_lock_check(v, r, e);
	if (st == ST_OK)
		st = orders_check_removal(v, r, e);
	return st == ST_OK ? save_error_referrers(v, r->kind, r->id, e) : st;
}

/* Somebody began to refer to it between the look and the commit: who, says the second look. */
static enum status
explain_removal(struct session *s, enum status why, const struct record *r,
    const struct change_obstacle *obstacle, struct error *e)
{
	enum status st = ST_OK;
	struct view v;

	view_open(&v, s);
	if (why == ST_REFUSED)
		st = minutes_lock_check(&v, r, e);
	else if (why == ST_CONFLICT)
		st = save_error_conflict(&v, r->kind, r->id, e);
	else if (why == ST_INVALID)
		st = save_error_referrers(&v, r->kind, r->id, e);
	view_close(&v);
	return st != ST_OK ? st : save_error_explain(s, why, r, obstacle, e);
}

enum status
register_remove(struct session *s, const struct record *r, struct error *e)
{
	struct record_rules rules = {.session = s, .door = RULES_HAND};
	struct change_obstacle obstacle = {0};
	struct minutes_lock lock = {0};
	struct vote_trail trail = {.count = 0};
	struct change *c;
	enum status st;
	struct view v;

	view_open(&v, s);
	st = require_removable(&v, r, e);
	if (st != ST_OK) {
		view_close(&v);
		return st;
	}
	c = change_new(s->store, &s->actor, OPERATION_REMOVE, "");
	change_remove(c, r->kind, r->id, r->stamp);
	vote_trail_note(&trail, r, true);
	change_look_in(c, v.txn);
	vote_trail_stage(&trail, &v, c);
	change_look_in(c, NULL);
	vote_trail_free(&trail);
	view_close(&v);
	minutes_lock_note(&lock, r);
	minutes_lock_watch(&lock, c);
	st = record_rules_commit(&rules, c, NULL, &obstacle);
	minutes_lock_free(&lock);
	if (rules.refused.count > 0)
		record_rules_explain(&rules, r, e);
	else if (st != ST_OK)
		st = explain_removal(s, st, r, &obstacle, e);
	record_rules_free(&rules);
	return st;
}

struct record *
register_load(const struct view *v, enum kind kind, uint64_t id)
{
	struct record *r = record_new(kind);
	bool found = id != 0 && view_may(v, PERMIT_READ) && records_get(v->txn, id, r);

	if (found && visibility_concerns(kind)) {
		struct viewer viewer = visibility_viewer(v);

		found = visibility_of(&viewer, v->txn, r);
	}
	if (found)
		return r;
	record_free(r);
	return NULL;
}

struct record *
register_load_code(const struct view *v, enum kind kind, const char *code)
{
	return register_load(v, kind, records_find(v->txn, kind, slice_of(code)));
}

static size_t
count_referring(struct txn *t, const struct idset *hidden, enum kind kind, const struct field *f,
    uint64_t target)
{
	struct walk *w = walk_referring(t, kind, f, target);
	size_t count = 0;
	uint64_t id;

	while (walk_next(w, &id))
		count += !idset_has(hidden, id);
	walk_close(w);
	return count;
}

size_t
register_referrers(const struct view *v, enum kind kind, uint64_t id, struct referrer **out)
{
	struct viewer viewer = visibility_viewer(v);
	size_t found = 0;

	*out = NULL;
	for (enum kind k = 0; k < KIND_COUNT; k++) {
		const struct entity *entity = entity_of(k);
		struct idset hidden = {0};

		visibility_hidden(&viewer, v->txn, k, &hidden);
		for (size_t i = 0; i < entity->count; i++) {
			const struct field *f = &entity->fields[i];
			bool points = f->type == FIELD_REF && f->target == kind;
			size_t count = points ? count_referring(v->txn, &hidden, k, f, id) : 0;

			if (count == 0)
				continue;
			*out = xrealloc(*out, (found + 1) * sizeof(**out));
			(*out)[found++] = (struct referrer){.kind = k, .field = f, .count = count};
		}
		idset_free(&hidden);
	}
	return found;
}
