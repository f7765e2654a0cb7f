/* SPDX-License-Identifier: MIT
 * register.c - saving and removing records, and the sentences when that cannot be done.
 */
#include "service/register.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/die.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "service/council_check.h"
#include "service/freeze.h"
#include "service/obstacles.h"
#include "service/operations.h"
#include "service/orders_guard.h"
#include "service/visibility.h"

/* A new record whose id somebody else took in the same moment is staged again so many times. */
enum { ATTEMPTS = 20 };

static int
check_module(struct session *s, const struct record *r, fault_fn *report, void *context)
{
	const struct entity *entity = entity_of(r->kind);
	struct buf sentence = {0};

	if (profile_has_module(s->profile, entity->module))
		return 0;
	buf_printf(&sentence, "в этом городе раздел «%s» не ведётся", entity->many);
	report(context, &entity->fields[0], buf_text(&sentence));
	buf_free(&sentence);
	return 1;
}

static const struct field *
first_key(enum kind kind)
{
	const struct entity *entity = entity_of(kind);
	size_t i = 0;

	while (i + 1 < entity->count && !entity->fields[i].key)
		i++;
	return &entity->fields[i];
}

static int
check_key(struct session *s, struct txn *t, const struct record *r, fault_fn *report, void *context)
{
	uint64_t other = records_find_same(t, r);
	struct buf sentence = {0};

	if (other == 0 || other == r->id)
		return 0;
	obstacle_put_same_key(s, t, r, other, &sentence);
	report(context, first_key(r->kind), buf_text(&sentence));
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
register_check(struct session *s, const struct record *r, fault_fn *report, void *context)
{
	struct txn *t = txn_read(s->store);
	struct session_refs refs;
	struct reading reading = session_reading_in(s, &refs, t);
	int faults;

	if (report == NULL)
		report = count_only;
	faults = check_module(s, r, report, context);
	faults += record_check(r, &reading, report, context);
	faults += check_key(s, t, r, report, context);
	faults += check_references(t, r, report, context);
	faults += council_check(t, r, report, context);
	faults += orders_check_record(t, r, report, context);
	txn_abort(t);
	return faults;
}

/* The first fault becomes the sentence of the whole. */
struct first_fault {
	struct session *session;
	enum kind kind;
	struct buf text;
};

static void
note_first(void *context, const struct field *f, const char *sentence)
{
	struct first_fault *first = context;
	const char *label = profile_label(first->session->profile, first->kind, f);

	if (first->text.len > 0)
		return;
	/* "код «P0001» уже есть" names its field itself. */
	if (!fold_starts(slice_of(sentence), slice_of(label)))
		buf_printf(&first->text, "%s: ", label);
	buf_puts(&first->text, sentence);
}

static enum status
require_faultless(struct session *s, const struct record *r, struct error *e)
{
	struct first_fault first = {.session = s, .kind = r->kind};
	int faults = register_check(s, r, note_first, &first);

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

static enum against
compare_with_stored(struct session *s, const struct record *r, uint64_t *stamp)
{
	struct record *stored = record_new(r->kind);
	struct txn *t = txn_read(s->store);
	bool found = records_get(t, r->id, stored);
	enum against against = !found   ? AGAINST_NOTHING
	    : record_equal(stored, r)   ? AGAINST_SAME
	    : stored->stamp == r->stamp ? AGAINST_BASE
					: AGAINST_CHANGED;

	*stamp = stored->stamp;
	txn_abort(t);
	record_free(stored);
	return against;
}

/* One attempt: ST_CONFLICT for a new record means that its id was taken. */
static enum status
write_record(
    struct session *s, const struct record *r, struct saved *out, struct change_obstacle *obstacle)
{
	struct change *c = change_new(s->store, &s->actor, OPERATION_SAVE, "");
	struct record *copy = record_dup(r);
	struct freeze freeze = {0};
	enum status st;

	change_put(c, copy);
	freeze_note(&freeze, copy);
	freeze_watch(&freeze, c);
	st = change_commit(c, &out->stamp, obstacle);
	out->id = copy->id;
	record_free(copy);
	freeze_free(&freeze);
	return st;
}

/* Neither where the record stands nor where it is to stand are the minutes closed. */
static enum status
require_thawed(struct session *s, const struct record *r, struct error *e)
{
	enum status st = freeze_check(s, r, e);
	struct record *stored = r->id != 0 && st == ST_OK ? record_new(r->kind) : NULL;
	struct txn *t;

	if (stored == NULL)
		return st;
	t = txn_read(s->store);
	records_get(t, r->id, stored);
	txn_abort(t);
	st = freeze_check(s, stored, e);
	record_free(stored);
	return st;
}

enum status
register_save(struct session *s, const struct record *r, struct saved *out, struct error *e)
{
	struct change_obstacle obstacle = {0};
	enum against against = AGAINST_BASE;
	enum status st = session_require(s, PERMIT_EDIT, e);

	*out = (struct saved){.id = r->id};
	if (st != ST_OK)
		return st;
	if (r->id != 0)
		against = compare_with_stored(s, r, &out->stamp);
	if (against == AGAINST_SAME) {
		out->unchanged = true;
		return ST_OK;
	}
	if (against != AGAINST_BASE)
		return obstacle_conflict(s, r->kind, r->id, e);
	st = require_thawed(s, r, e);
	if (st == ST_OK)
		st = require_faultless(s, r, e);
	if (st != ST_OK)
		return st;
	st = ST_CONFLICT;
	for (int i = 0; i < ATTEMPTS && st == ST_CONFLICT && (r->id == 0 || i == 0); i++)
		st = write_record(s, r, out, &obstacle);
	if (st == ST_OK)
		return ST_OK;
	if (st == ST_CONFLICT && r->id != 0)
		return obstacle_conflict(s, r->kind, r->id, e);
	if (st == ST_REFUSED)
		return freeze_check(s, r, e);
	return obstacle_explain(s, st, r, &obstacle, e);
}

enum status
register_remove(struct session *s, const struct record *r, struct error *e)
{
	struct change_obstacle obstacle = {0};
	enum status st = session_require(s, PERMIT_EDIT, e);
	struct freeze freeze = {0};
	struct change *c;
	uint64_t stamp;

	if (st != ST_OK)
		return st;
	if (compare_with_stored(s, r, &stamp) == AGAINST_NOTHING)
		return error_set(e, ST_NOTFOUND, "запись уже удалена");
	if (stamp != r->stamp)
		return obstacle_conflict(s, r->kind, r->id, e);
	st = freeze_check(s, r, e);
	if (st == ST_OK)
		st = orders_check_removal(s, r, e);
	if (st == ST_OK)
		st = obstacle_referrers(s, r->kind, r->id, e);
	if (st != ST_OK)
		return st;
	c = change_new(s->store, &s->actor, OPERATION_REMOVE, "");
	change_remove(c, r->kind, r->id, r->stamp);
	freeze_note(&freeze, r);
	freeze_watch(&freeze, c);
	st = change_commit(c, NULL, &obstacle);
	freeze_free(&freeze);
	if (st == ST_REFUSED)
		return freeze_check(s, r, e);
	if (st == ST_CONFLICT)
		return obstacle_conflict(s, r->kind, r->id, e);
	/* Somebody began to refer to it between the look and the commit. */
	if (st == ST_INVALID && obstacle_referrers(s, r->kind, r->id, e) != ST_OK)
		return ST_REFUSED;
	return st == ST_OK ? ST_OK : obstacle_explain(s, st, r, &obstacle, e);
}

struct record *
register_load(struct session *s, enum kind kind, uint64_t id)
{
	struct record *r = record_new(kind);
	bool found = false;
	struct txn *t;

	if (session_may(s, PERMIT_READ)) {
		t = txn_read(s->store);
		found = id != 0 && records_get(t, id, r);
		if (found && kind == KIND_VOTES) {
			struct viewer v = visibility_viewer(s, t);

			found = visibility_of(&v, t, r);
		}
		txn_abort(t);
	}
	if (found)
		return r;
	record_free(r);
	return NULL;
}

struct record *
register_load_code(struct session *s, enum kind kind, const char *code)
{
	struct txn *t = txn_read(s->store);
	uint64_t id = records_find(t, kind, slice_of(code));

	txn_abort(t);
	return register_load(s, kind, id);
}

static size_t
count_referring(struct txn *t, const struct idset *hidden, enum kind kind, const struct field *f,
    uint64_t target)
{
	struct walk *w = walk_referring(t, kind, f, target);
	size_t count = 0;
	uint64_t id;

	while (walk_next(w, &id))
		count += kind != KIND_VOTES || !idset_has(hidden, id);
	walk_close(w);
	return count;
}

size_t
register_referrers(struct session *s, enum kind kind, uint64_t id, struct referrer **out)
{
	struct txn *t = txn_read(s->store);
	struct viewer viewer = visibility_viewer(s, t);
	struct idset hidden = {0};
	size_t found = 0;

	*out = NULL;
	visibility_hidden(&viewer, t, KIND_VOTES, &hidden);
	for (enum kind k = 0; k < KIND_COUNT; k++) {
		const struct entity *entity = entity_of(k);

		for (size_t i = 0; i < entity->count; i++) {
			const struct field *f = &entity->fields[i];
			bool points = f->type == FIELD_REF && f->target == kind;
			size_t count = points ? count_referring(t, &hidden, k, f, id) : 0;

			if (count == 0)
				continue;
			*out = xrealloc(*out, (found + 1) * sizeof(**out));
			(*out)[found++] = (struct referrer){.kind = k, .field = f, .count = count};
		}
	}
	idset_free(&hidden);
	txn_abort(t);
	return found;
}
