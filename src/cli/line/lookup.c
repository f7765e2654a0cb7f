/* SPDX-License-Identifier: MIT
 * lookup.c - the record a code on the command line means.
 */
#include "cli/line/lookup.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/suggest.h"
#include "db/record/history.h"
#include "db/record/records.h"
#include "service/core/modules.h"

enum {
	KEY_FIELDS = 8,      /* more than any kind has */
	NEAR_RECORDS = 50000 /* looked through for codes like the one typed */
};

bool
lookup_has_code(enum kind kind)
{
	return field_find(kind, "code") != NULL;
}

static size_t
key_fields(enum kind kind, const struct field *out[KEY_FIELDS])
{
	const struct entity *entity = entity_of(kind);
	size_t count = 0;

	for (size_t i = 0; i < entity->count && count < KEY_FIELDS; i++)
		if (entity->fields[i].key)
			out[count++] = &entity->fields[i];
	return count;
}

size_t
lookup_key_parts(enum kind kind)
{
	const struct field *keys[KEY_FIELDS];

	return key_fields(kind, keys);
}

/* Cut off what stands before the first comma. */
static struct slice
cut_first(struct slice *rest)
{
	const char *start = rest->data, *comma = memchr(start, ',', rest->len);
	size_t len = comma != NULL ? (size_t)(comma - start) : rest->len;
	struct slice part = slice_make(start, len);

	*rest =
	    comma != NULL ? slice_make(comma + 1, rest->len - len - 1) : slice_make(start + len, 0);
	return part;
}

static struct slice
cut_last(struct slice *rest)
{
	const char *start = rest->data, *comma = memrchr(start, ',', rest->len);
	struct slice part = *rest;

	if (comma != NULL)
		part = slice_make(comma + 1, rest->len - (size_t)(comma - start) - 1);
	*rest = slice_make(start, comma != NULL ? (size_t)(comma - start) : 0);
	return part;
}

static bool
may_hold_comma(const struct field *f)
{
	return f->type == FIELD_TEXT || f->type == FIELD_LONG;
}

/* Free text may hold commas: fields before it are cut off in front, fields behind it at the end. */
static void
split_key(const char *text, const struct field *const *keys, size_t count, struct slice *parts)
{
	struct slice rest = slice_of(text);
	size_t first = 0, last = count;

	while (first + 1 < last && !may_hold_comma(keys[first]))
		parts[first++] = cut_first(&rest);
	while (last > first + 1)
		parts[--last] = cut_last(&rest);
	parts[first] = rest;
}

static enum status
find_by_key(struct session *s, enum kind kind, const char *text, uint64_t *id, struct error *e)
{
	const struct field *keys[KEY_FIELDS];
	size_t count = key_fields(kind, keys);
	struct slice parts[KEY_FIELDS];
	struct record *wanted = record_new(kind);
	struct session_refs refs;
	struct reading reading = session_reading(s, &refs);
	enum status st = ST_OK;
	struct txn *t;

	split_key(text, keys, count, parts);
	for (size_t i = 0; i < count && st == ST_OK; i++) {
		struct error fault = {0};

		st = value_parse(wanted, keys[i], parts[i], &reading, &fault);
		if (st != ST_OK)
			error_set(e, st, "ключ таблицы %s, %s: %s", entity_of(kind)->id,
			    keys[i]->id, error_text(&fault));
	}
	if (st == ST_OK) {
		t = txn_read(s->store);
		*id = records_find_same(t, wanted);
		st = txn_status(t);
		txn_abort(t);
	}
	record_free(wanted);
	return st;
}

static void
find_near(struct session *s, enum kind kind, const char *code, struct buf *hint)
{
	struct suggest near = {.wanted = code};
	struct txn *t = txn_read(s->store);
	struct walk *w = walk_by_id(t, kind);
	struct buf other = {0};
	uint64_t id;

	for (size_t i = 0; i < NEAR_RECORDS && walk_next(w, &id); i++) {
		buf_clear(&other);
		if (records_put_code(t, kind, id, &other))
			suggest_try(&near, buf_text(&other));
	}
	walk_close(w);
	txn_abort(t);
	suggest_put(&near, "", hint);
	buf_free(&other);
}

static void
put_key_form(enum kind kind, struct buf *out)
{
	const struct field *keys[KEY_FIELDS];
	size_t count = key_fields(kind, keys);

	buf_puts(out, "; ключ этой таблицы: ");
	for (size_t i = 0; i < count; i++)
		buf_printf(out, "%s%s", i == 0 ? "" : ",", keys[i]->id);
}

static enum status
not_found(struct session *s, enum kind kind, const char *code, struct error *e)
{
	struct buf hint = {0};

	if (lookup_has_code(kind))
		find_near(s, kind, code, &hint);
	else
		put_key_form(kind, &hint);
	error_set(e, ST_NOTFOUND, "в таблице %s нет записи «%s»%s", entity_of(kind)->id, code,
	    buf_text(&hint));
	buf_free(&hint);
	return ST_NOTFOUND;
}

enum status
lookup_record(struct session *s, enum kind kind, const char *code, bool deleted_too, uint64_t *id,
    struct error *e)
{
	enum status st = module_require_kind(s, kind, e);
	struct txn *t;

	*id = 0;
	if (st != ST_OK)
		return st;
	if (!lookup_has_code(kind)) {
		st = find_by_key(s, kind, code, id, e);
	} else {
		t = txn_read(s->store);
		*id = records_find(t, kind, slice_of(code));
		if (*id == 0 && deleted_too)
			*id = history_find_code(t, kind, slice_of(code));
		st = txn_status(t);
		txn_abort(t);
	}
	if (st != ST_OK || *id != 0)
		return st;
	return not_found(s, kind, code, e);
}
