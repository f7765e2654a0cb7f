/* SPDX-License-Identifier: MIT
 * import.c - the flow of an import: every source into one change, which is written or thrown away.
 *
 * What rows have to do with each other and with what is stored is asked of the whole change inside
 * its write transaction. Rows the rules refuse are named by reading all again without them: so they
 * stand among the other faults in their order, and what leans on them is at fault, too.
 *
 * Stored records are looked up in read transactions of a chunk of rows; none is open while a file
 * is opened or progress is told. What changes in the database between chunks is noticed by the
 * commit, and all is read again.
 */
#include "exchange/import.h"

#include <assert.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/die.h"
#include "db/record/meta.h"
#include "db/record/records.h"
#include "exchange/import_record.h"
#include "service/core/modules.h"

enum { CHUNK_ROWS = 1024, PROGRESS_MS = 100, MANY_RECORDS = 4096 };

/* All attempts. */
struct importing {
	struct import im;
	struct import_source **sources; /* in the order of kinds */
	size_t count;
	size_t bytes_before, bytes_total;
	int64_t told; /* when progress was told last */
	bool refused; /* the store did not take the change */
	bool blamed;  /* rows were refused by the rules: all is to be read again without them */
	struct record_rules rules;
	bool in_turn;               /* others wait for us */
	bool has_heads;             /* of the file read last: it speaks of heads of associations */
	struct import_source heads; /* the associations' file, read again for their heads */
};

static int
by_kind(const void *a, const void *b)
{
	const struct import_source *const *x = a, *const *y = b;

	return ((*x)->kind > (*y)->kind) - ((*x)->kind < (*y)->kind);
}

static enum status
check_kinds(const struct importing *g, struct error *e)
{
	for (size_t i = 0; i < g->count; i++) {
		const struct entity *entity = entity_of(g->sources[i]->kind);

		enum status st = module_require_kind(g->im.session, g->sources[i]->kind, e);

		if (st != ST_OK)
			return st;
		if (i > 0 && g->sources[i - 1]->kind == entity->kind)
			return error_set(e, ST_REFUSED,
			    "таблица «%s» (%s) дана дважды; за один раз нужна одна", entity->many,
			    entity->id);
	}
	return ST_OK;
}

/* Tell how far we are, with no transaction open. */
static enum status
tell_progress(struct importing *g, const struct import_source *source, size_t position)
{
	const struct import_options *o = g->im.options;

	g->told = clock_monotonic();
	if (o->progress == NULL || g->in_turn ||
	    o->progress(o->context, source->name, g->im.result->rows, g->bytes_before + position,
		g->bytes_total))
		return ST_OK;
	return ST_CANCELLED;
}

/* End the chunk's transaction: what it could not read is nobody's fault but the database's. */
static enum status
close_chunk(struct importing *g)
{
	enum status st = txn_status(g->im.txn);

	txn_abort(g->im.txn);
	g->im.txn = NULL;
	return st;
}

static void
let_go(struct import_source *source)
{
	if (source->again != NULL)
		buf_free(&source->bytes);
}

/* But what may be read twice in one attempt. */
static void
let_go_of_taken(struct import_source *source, size_t position)
{
	if (source->again != NULL && !source->json && source->kind != KIND_ASSOCIATIONS)
		buf_forget(&source->bytes, position);
}

/* Read rows up to the end of the chunk. */
static enum status
read_chunk(struct importing *g, struct import_rows *rows, bool *more)
{
	struct import *im = &g->im;
	struct import_row row;

	im->txn = txn_read(im->session->store);
	im->table_empty = records_count(im->txn, im->row->kind) == 0;
	for (int i = 0; i < CHUNK_ROWS && *more; i++) {
		enum import_found found = rows->ops->next(rows, &row);

		*more = found != IMPORT_END;
		im->result->rows += found != IMPORT_END;
		if (found == IMPORT_ROW)
			import_record_take(im, &row);
		else if (found == IMPORT_BAD_ROW)
			im->result->faults++;
	}
	return close_chunk(g);
}

/* A file of nothing but faults: somebody has named the wrong one. */
static bool
has_enough(struct importing *g)
{
	struct import_result *r = g->im.result;

	r->stopped = r->faults >= IMPORT_STOP && !g->im.options->keep_going;
	return r->stopped;
}

static enum status
read_rows(struct importing *g, struct import_source *source, struct import_rows *rows)
{
	enum status st = ST_OK;
	bool more = true;

	import_record_open(&g->im, source->kind);
	while (st == ST_OK && more) {
		st = read_chunk(g, rows, &more);
		let_go_of_taken(source, rows->ops->position(rows));
		if (st == ST_OK && has_enough(g))
			st = ST_INVALID;
		if (st == ST_OK && clock_monotonic() - g->told >= PROGRESS_MS)
			st = tell_progress(g, source, rows->ops->position(rows));
	}
	g->has_heads = !source->heads && g->im.columns != NULL && g->im.columns->heads;
	import_record_close(&g->im);
	return st;
}

static enum status
refuse_source(struct importing *g, const struct import_source *source, const char *sentence)
{
	import_faults_add(
	    &g->im.faults, (struct import_place){.source = source}, NULL, NULL, sentence);
	g->im.result->faults++;
	return ST_INVALID;
}

/* The text of a million people is a third of what an import holds: it goes when its rows are taken,
 * and is read again where all begins anew. What was said of its rows then is said of the same ones.
 */
static enum status
have_bytes(struct importing *g, struct import_source *source)
{
	struct error e = {0};

	if (source->bytes.data != NULL || source->again == NULL)
		return ST_OK;
	if (source->again(source->path, &source->bytes, &e) != ST_OK)
		return refuse_source(g, source, error_text(&e));
	if (source->bytes.len != source->size)
		return refuse_source(g, source,
		    "файл изменился, пока его читали; ничего не записано, повторите импорт");
	return ST_OK;
}

static enum status
read_file(struct importing *g, struct import_source *source)
{
	enum status st = tell_progress(g, source, 0);
	struct import_rows *rows;

	if (st == ST_OK)
		st = have_bytes(g, source);
	if (st != ST_OK)
		return st;
	rows = import_rows_open(source, g->im.session->profile, &g->im.faults);
	if (rows == NULL) {
		g->im.result->faults++;
		g->bytes_before += source->bytes.len;
		/* Without its rows every reference to them would be a fault, too. */
		return g->im.options->keep_going ? ST_OK : ST_INVALID;
	}
	st = read_rows(g, source, rows);
	rows->ops->close(rows);
	g->bytes_before += source->bytes.len;
	return st != ST_OK ? st : tell_progress(g, source, 0);
}

static struct import_source *
given(const struct importing *g, enum kind kind)
{
	for (size_t i = 0; i < g->count; i++)
		if (g->sources[i]->kind == kind)
			return g->sources[i];
	return NULL;
}

/* A row is known by its kind and place: those of two files would be taken for each other. */
static enum status
refuse_heads(struct importing *g, const struct import_source *source, const char *other)
{
	const struct entity *heads = entity_of(KIND_ASSOCIATION_HEADS);
	struct buf text = {0};

	buf_printf(&text,
	    "таблица «%s» (%s) дана дважды, столбцами здесь и файлом %s; за один раз нужна одна",
	    heads->many, heads->id, other);
	import_faults_add(
	    &g->im.faults, (struct import_place){.source = source}, NULL, NULL, buf_text(&text));
	buf_free(&text);
	g->im.result->faults++;
	return g->im.options->keep_going ? ST_OK : ST_INVALID;
}

/* A file of associations may speak of their heads, too. */
static enum status
read_source(struct importing *g, struct import_source *source)
{
	const struct import_source *heads = given(g, KIND_ASSOCIATION_HEADS);
	enum status st = read_file(g, source);

	if (st != ST_OK || !g->has_heads) {
		let_go(source);
		return st;
	}
	if (heads != NULL)
		return refuse_heads(g, source, heads->name);
	g->heads = *source;
	g->heads.kind = KIND_ASSOCIATION_HEADS;
	g->heads.heads = true;
	g->bytes_total += source->size;
	st = read_file(g, &g->heads);
	let_go(source);
	g->heads.bytes = (struct buf){0};
	return st;
}

static enum status
read_sources(struct importing *g)
{
	enum status st = ST_OK;

	g->bytes_before = g->bytes_total = 0;
	for (size_t i = 0; i < g->count; i++) {
		struct import_source *source = g->sources[i];

		if (source->bytes.data != NULL && source->size == 0)
			source->size = source->bytes.len;
		g->bytes_total += source->size;
	}
	for (size_t i = 0; i < g->count && st == ST_OK; i++)
		st = read_source(g, g->sources[i]);
	return st;
}

/* The journal's reason is the names of the files. */
static struct change *
new_change(const struct importing *g)
{
	struct buf files = {0};
	struct change *change;

	for (size_t i = 0; i < g->count; i++)
		buf_printf(&files, "%s%s", i > 0 ? ", " : "", g->sources[i]->name);
	change =
	    change_new(g->im.session->store, &g->im.session->actor, "import", buf_text(&files));
	buf_free(&files);
	return change;
}

/* With a fault nothing is written, but what the rules say to the rest is told with it. */
static bool
is_only_try(const struct importing *g)
{
	const struct import_options *o = g->im.options;

	return o->dry_run || (g->im.result->faults > 0 && !o->keep_going);
}

/* Nothing to write, or nothing more to learn: all has been tried, and what is left out now is not
 * written. */
static bool
is_done(const struct importing *g)
{
	return change_size(g->im.change) == 0 ||
	    (g->im.refused.count > 0 && !g->im.options->keep_going);
}

/* From here to its end nothing is told, for others wait; it can still be stopped. */
static void
tell_writing(const struct importing *g)
{
	const struct import_options *o = g->im.options;
	size_t records = change_size(g->im.change);

	change_set_stop(g->im.change, o->stopped, o->context);
	if (o->writing != NULL && !g->in_turn && records >= MANY_RECORDS)
		o->writing(o->context, records);
}

/* Write what was staged, or try how it would be. The change is gone afterwards. */
static enum status
write_change(struct importing *g)
{
	struct import *im = &g->im;
	struct change *change = im->change;
	struct change_obstacle obstacle;
	struct view v;
	bool only_try = is_only_try(g);
	enum status st;

	tell_writing(g);
	im->change = NULL;
	if (only_try)
		change_only_try(change);
	if (!only_try && im->options->school != NULL)
		meta_stage_columns(change, im->options->school, im->options->remembered);
	view_open(&v, im->session);
	change_look_in(change, v.txn);
	vote_trail_stage(&im->votes, &v, change);
	change_look_in(change, NULL);
	view_close(&v);
	st = record_rules_commit(&g->rules, change, &im->result->operation, &obstacle);
	im->result->written = st == ST_OK && !only_try;
	if (!im->result->written)
		im->result->operation = 0;
	g->refused = st != ST_OK;
	g->blamed = st == ST_INVALID && g->rules.refused.count > 0 &&
	    import_remarks_add(
		&im->refused, &im->keys, g->rules.refused.items, g->rules.refused.count) > 0;
	if (st == ST_OK)
		import_remarks_add(
		    &im->doubted, &im->keys, g->rules.doubted.items, g->rules.doubted.count);
	return st;
}

static enum status
attempt(struct importing *g)
{
	struct import *im = &g->im;
	enum status st;

	*im->result = (struct import_result){0};
	g->refused = g->blamed = false;
	import_keys_clear(&im->keys);
	import_terms_clear(&im->terms);
	import_faults_clear(&im->faults);
	import_remarks_clear(&im->doubted);
	import_used_free(&im->used);
	im->change = new_change(g);
	st = read_sources(g);
	if (st == ST_OK && !is_done(g))
		st = write_change(g);
	change_free(im->change);
	im->change = NULL;
	vote_trail_free(&im->votes);
	return st;
}

/* Attempts, until one is not disturbed by others. A key or reference found bad only by the commit
 * has become so since we looked: reading again names its row. Rows are left out for what the rules
 * have said of the database as it is: once others have changed it, all are asked about anew. The
 * last attempt is made while others wait; rows it has left out stay so, though it begins once more
 * without them. */
static enum status
attempts(struct importing *g)
{
	struct store *store = g->im.session->store;
	uint64_t before = 0;
	enum status st;
	int tries = 0;
	bool again;

	do {
		uint64_t version = store_version(store);
		bool disturbed;

		g->in_turn = tries + 1 >= IMPORT_TRIES;
		if (g->in_turn)
			store_take_turn(store);
		else if (version != before)
			import_remarks_clear(&g->im.refused);
		before = version;
		st = attempt(g);
		disturbed = store_version(store) != version;
		again = g->blamed ||
		    (g->refused && (st == ST_CONFLICT || (st == ST_INVALID && disturbed)));
		tries += !g->blamed || disturbed;
	} while (again && (tries < IMPORT_TRIES || g->blamed));
	store_leave_turn(store);
	g->im.result->tries = (unsigned)tries;
	return again ? ST_CONFLICT : st;
}

static void
tell_faults(struct import_faults *f, const struct import_options *o,
    void (*told)(void *context, const char *sentence), bool doubts)
{
	for (size_t i = 0; i < import_faults_kept(f); i++) {
		assert(f->items != NULL); /* one is kept */
		f->items[i].doubt = doubts;
		if (told != NULL)
			told(o->context, f->items[i].sentence);
		if (o->found != NULL)
			o->found(o->context, &f->items[i]);
	}
}

/* Doubts are told as faults are, line and column. */
static void
tell_doubts(struct importing *g)
{
	const struct import_options *o = g->im.options;
	struct import_faults doubts = {.most = o->most};

	import_remarks_sort(&g->im.doubted);
	for (size_t i = 0; i < g->im.doubted.count; i++) {
		const struct import_remark *r = &g->im.doubted.items[i];
		const struct import_source *source = given(g, r->kind);

		import_faults_add(&doubts,
		    (struct import_place){.source = source != NULL ? source : &g->heads,
			.at = r->place,
			.field = r->field},
		    r->field->id, NULL, r->sentence);
	}
	tell_faults(&doubts, o, o->warned, true);
	g->im.result->doubts = doubts.count;
	import_faults_free(&doubts);
}

static enum status
conclude(struct importing *g, enum status st, struct error *e)
{
	struct import_result *r = g->im.result;

	if (st == ST_CANCELLED)
		return error_set(e, st, "%s", status_text(st));
	tell_faults(&g->im.faults, g->im.options, g->im.options->told, false);
	tell_doubts(g);
	r->sentences = g->im.faults.count;
	if (st == ST_CONFLICT)
		return error_set(
		    e, st, "базу тем временем меняют другие; ничего не записано, повторите импорт");
	if (g->refused &&
	    g->rules.refused.count > 0) /* of no row: rather a fault of the program's */
		return record_rules_explain(&g->rules, NULL, e);
	if (g->refused || (st != ST_OK && st != ST_INVALID))
		return store_not_done(g->im.session->store, st, e, "ничего не записано");
	if (r->faults == 0)
		return ST_OK;
	return error_set(e, ST_INVALID, "строк с ошибками: %zu%s; %s", r->faults,
	    r->stopped ? ", дальше файл не читался" : "",
	    r->written ? "остальные записаны" : "ничего не записано");
}

enum status
import_tables(struct session *s, struct import_source *sources, size_t count,
    const struct import_options *options, struct import_result *out, struct error *e)
{
	struct importing g = {.im = {.session = s, .options = options, .result = out},
	    .count = count,
	    .rules = {.session = s, .door = RULES_HAND}};
	enum status st = session_require(s, PERMIT_IMPORT, e);

	*out = (struct import_result){0};
	if (st != ST_OK)
		return st;
	g.sources = xcalloc(count + 1, sizeof(struct import_source *));
	for (size_t i = 0; i < count; i++)
		g.sources[i] = &sources[i];
	qsort(g.sources, count, sizeof(struct import_source *), by_kind);
	st = check_kinds(&g, e);
	if (st == ST_OK) {
		g.im.faults.most = options->most;
		import_record_begin(&g.im);
		st = conclude(&g, attempts(&g), e);
	}
	import_keys_free(&g.im.keys);
	import_terms_free(&g.im.terms);
	import_faults_free(&g.im.faults);
	import_remarks_free(&g.im.refused);
	import_remarks_free(&g.im.doubted);
	import_used_free(&g.im.used);
	record_rules_free(&g.rules);
	buf_free(&g.im.key);
	free(g.sources);
	return st;
}
