/* SPDX-License-Identifier: MIT
 * import_record.c - a row is read onto the record that has its key, or onto an empty one, and
 * checked as it will be stored.
 */
#include "exchange/import_record.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/die.h"
#include "db/record/records.h"
#include "exchange/import_heads.h"

/* The id behind a code: of an earlier row of this import, or of a stored record, which is
 * remembered. */
static uint64_t
find_code(void *refs, enum kind kind, struct slice code)
{
	struct import *im = refs;
	size_t number;
	uint64_t id;

	buf_clear(&im->key);
	import_key_put_code(&im->key, kind, code);
	number = import_keys_find(&im->keys, buf_slice(&im->key));
	if (number != SIZE_MAX)
		return im->keys.entries[number].id;
	id = records_find(im->txn, kind, code);
	if (id != 0) {
		number = import_keys_of(&im->keys, buf_slice(&im->key));
		im->keys.entries[number].id = id;
	}
	return id;
}

static bool
put_code(void *refs, enum kind kind, uint64_t id, struct buf *out)
{
	const struct import *im = refs;

	return records_put_code(im->txn, kind, id, out);
}

void
import_record_begin(struct import *im)
{
	struct session_refs refs;

	im->reading = session_reading(im->session, &refs);
	im->reading.refs = im;
	im->reading.find_code = find_code;
	im->reading.put_code = put_code;
}

void
import_record_open(struct import *im, enum kind kind)
{
	size_t count;

	profile_fields(im->session->profile, kind, &count);
	im->columns = NULL;
	im->row = record_new(kind);
	im->stored = record_new(kind);
	im->faulty = xcalloc(count, sizeof(*im->faulty));
}

void
import_record_close(struct import *im)
{
	record_free(im->row);
	record_free(im->stored);
	free(im->faulty);
	import_people_free(&im->people);
	im->row = im->stored = NULL;
	im->faulty = NULL;
}

static void
tell(struct import *im, const struct field *f, const char *sentence)
{
	import_columns_fault(
	    im->columns, im->session->profile, im->place, f, sentence, &im->faults);
}

/* Is the cell what stands in the record already? Rules may have changed since it was written; what
 * is not edited is not judged anew. */
static bool
is_as_stored(struct import *im, const struct field *f, struct slice cell)
{
	struct buf stored = {0};
	bool same;

	if (im->row->id == 0)
		return false;
	value_put_cell(&stored, im->row, f, &im->reading);
	same = slice_equal(buf_slice(&stored), cell);
	buf_free(&stored);
	return same;
}

/* Read the cells of the key fields, or those of the others, into im->row. */
static void
read_cells(struct import *im, const struct import_row *row, bool keys)
{
	for (size_t i = 0; i < row->count; i++) {
		const struct field *f = row->columns->fields[i];
		struct error e;

		if (f->key != keys || im->faulty[i])
			continue;
		if (row->cells[i].len == 0 && im->row->id == 0)
			continue; /* a new record is empty already */
		e.text[0] = '\0';
		if (value_parse(im->row, f, row->cells[i], &im->reading, &e) == ST_OK ||
		    is_as_stored(im, f, row->cells[i]))
			continue;
		im->faulty[i] = true;
		im->nfaulty++;
		tell(im, f, e.text);
	}
}

/* The columns have no code, and the kind may do without. */
static bool
has_no_code(const struct import *im)
{
	const struct field *code = &entity_of(im->row->kind)->fields[0];

	return im->row->kind == KIND_PEOPLE &&
	    import_columns_find(im->columns, code) == im->columns->count;
}

/* Give the row the code of the person it speaks of. With a fault in the row nobody is looked for.
 */
static void
find_person(struct import *im)
{
	static const char *const names[] = {"surname", "given_name"};
	const struct view v = {.session = im->session, .txn = im->txn};
	struct buf code = {0}, sentence = {0};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (record_field_empty(im->row, field_find(KIND_PEOPLE, names[i])))
			return;
	if (im->nfaulty > 0)
		return;
	if (import_people_code(&im->people, &v, im->row, &code) == ST_OK) {
		record_set_text(im->row, &entity_of(KIND_PEOPLE)->fields[0], code.data, code.len);
	} else {
		buf_printf(&sentence,
		    "таких людей в реестре несколько: %s; добавьте столбец code и назовите код",
		    buf_text(&code));
		tell(im, field_find(KIND_PEOPLE, "surname"), buf_text(&sentence));
	}
	buf_free(&code);
	buf_free(&sentence);
}

static bool
has_whole_key(const struct import *im)
{
	const struct entity *e = entity_of(im->row->kind);

	for (size_t i = 0; i < e->count; i++)
		if (e->fields[i].key && field_required(&e->fields[i]) &&
		    record_field_empty(im->row, &e->fields[i]))
			return false;
	return im->nfaulty == 0;
}

/* The key of im->row is that of the row at `first`. */
static void
tell_repeated(struct import *im, size_t first)
{
	const struct entity *e = entity_of(im->row->kind);
	const struct field *f = &e->fields[0];
	struct buf text = {0};

	if (has_no_code(im)) {
		f = field_find(KIND_PEOPLE, "surname");
		buf_puts(&text, "этот человек");
	} else if (f->type == FIELD_CODE) {
		import_put_value(&text, slice_of(record_text(im->row, f)));
	} else {
		buf_puts(&text, "тот же ключ");
		for (size_t i = 0; i < e->count; i++)
			if (e->fields[i].key)
				buf_printf(&text, "%s%s", i == 0 ? " (" : ", ", e->fields[i].id);
		buf_putc(&text, ')');
	}
	buf_printf(&text, " — уже в %s %zu; в одном файле ключ бывает один раз",
	    im->place.source->json ? "элементе" : "строке", first);
	tell(im, f, buf_text(&text));
	buf_free(&text);
}

/* The stored record with the key of im->row; 0 when there is none. */
static uint64_t
find_stored(struct import *im)
{
	const struct field *code = &entity_of(im->row->kind)->fields[0];

	if (im->table_empty)
		return 0;
	if (code->type == FIELD_CODE)
		return records_find(im->txn, im->row->kind, slice_of(record_text(im->row, code)));
	return records_find_same(im->txn, im->row);
}

/* Claim the key for this row; *number names it. When a record has it already, im->row becomes that
 * record. false: an earlier row has the key. */
static bool
claim_key(struct import *im, size_t *number)
{
	struct import_key *key;

	buf_clear(&im->key);
	import_key_put(&im->key, im->row);
	*number = import_keys_of(&im->keys, buf_slice(&im->key));
	key = &im->keys.entries[*number];
	if (key->place != 0) {
		tell_repeated(im, key->place);
		return false;
	}
	key->place = (uint32_t)im->place.at;
	if (key->id == 0)
		key->id = find_stored(im);
	if (key->id != 0 && records_get(im->txn, key->id, im->stored))
		record_copy(im->row, im->stored);
	else
		key->id = 0; /* removed since it was looked up */
	return true;
}

static void
tell_check(void *context, const struct field *f, const char *sentence)
{
	struct import *im = context;
	size_t column = import_columns_find(im->columns, f);

	if (f->type == FIELD_CODE && has_no_code(im))
		return; /* it is given, or there is another fault */
	if (im->termless && import_terms_tells(f))
		return;
	/* Beside a refused value only an empty required field is sure to be a fault of its own:
	 * orders of dates and the like may have been looked at without that value. */
	if (im->nfaulty > 0 &&
	    ((column < im->columns->count && im->faulty[column]) ||
		!record_field_empty(im->row, f) || !vocabulary_requires(im->reading.vocabulary, f)))
		return;
	tell(im, f, sentence);
}

/* What the rules have said of the row when it was among the others. */
static void
tell_refused(struct import *im)
{
	const struct import_remarks *all = &im->refused;
	const struct import_remark *r = import_remarks_find(all, im->row->kind, im->place.at);

	for (; r != NULL && r < all->items + all->count && r->kind == im->row->kind &&
	     r->place == im->place.at;
	     r++)
		tell(im, r->field, r->sentence);
}

/* An item without days has them of its term in words. */
static void
read_term(struct import *im)
{
	const struct field *from = field_find(KIND_PLAN_ITEMS, "from");
	bool given = import_columns_find(im->columns, from) < im->columns->count;
	struct error e = {0};

	im->termless = im->row->kind == KIND_PLAN_ITEMS && im->nfaulty == 0 &&
	    import_terms_fill(&im->terms, im->txn, im->row, &e) != ST_OK;
	if (im->termless)
		tell(im, given ? from : field_find(KIND_PLAN_ITEMS, "term"), error_text(&e));
}

static void
doubt(void *context, const struct field *f, const char *sentence)
{
	struct import *im = context;

	import_remarks_put(&im->doubted, im->row->kind, im->place.at, f, sentence);
}

/* Stage im->row; its key then stands for its id. */
static void
stage(struct import *im, size_t number)
{
	if (im->row->id == 0) {
		vote_trail_note(&im->votes, im->row, false);
		change_put(im->change, im->row);
		im->keys.entries[number].id = im->row->id;
		im->result->created++;
	} else if (record_equal(im->row, im->stored)) {
		im->result->unchanged++;
	} else {
		vote_trail_note(&im->votes, im->row, false);
		change_put(im->change, im->row);
		im->result->updated++;
	}
	if (im->row->kind == KIND_PLANS)
		import_terms_note(&im->terms, im->row);
}

/* What a row of associations says of a head. false: it has none, or one nobody knows since when,
 * which is told. */
static bool
read_head(struct import *im, const struct import_row *row)
{
	const struct field *from = field_find(KIND_ASSOCIATION_HEADS, "from");

	read_cells(im, row, false);
	if (im->nfaulty > 0)
		return true;
	if (!import_heads_complete(im->row))
		return false;
	if (record_date(im->row, from) != DATE_NONE)
		return true;
	tell(im, from,
	    "у руководителя нет дня приказа; назовите его в столбце head_order_date: с этого дня "
	    "он и руководит");
	im->result->faults++;
	return false;
}

void
import_record_take(struct import *im, const struct import_row *row)
{
	size_t told = im->faults.count, number = 0;
	bool keyed;

	im->place = row->place;
	im->columns = row->columns;
	im->nfaulty = 0;
	memset(im->faulty, 0, row->count * sizeof(*im->faulty));
	record_clear(im->row);
	read_cells(im, row, true);
	if (im->place.source->heads && !read_head(im, row))
		return;
	if (has_no_code(im)) {
		read_cells(im, row, false);
		find_person(im);
	}
	keyed = has_whole_key(im);
	if (keyed && !claim_key(im, &number)) {
		im->result->faults++;
		return;
	}
	read_cells(im, row, false);
	read_term(im);
	record_check(im->row, &im->reading, tell_check, im);
	if (im->faults.count == told)
		tell_refused(im);
	if (im->faults.count > told) {
		im->result->faults++;
		return;
	}
	import_used_look(
	    &im->used, &(struct view){.session = im->session, .txn = im->txn}, im->row, doubt, im);
	stage(im, number);
}
