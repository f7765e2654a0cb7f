/* SPDX-License-Identifier: MIT
 * intake.c - the columns of a file, what is kept of them, and its way into the register.
 */
#include "exchange/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fold.h"
#include "base/pairs.h"
#include "base/utf8.h"
#include "db/record/meta.h"
#include "exchange/table/table.h"
#include "service/core/view.h"

enum { EXAMPLES = 3, MOST_EXAMPLE = 200 };

enum status
intake_open(
    struct intake **out, struct session *s, const char *name, struct buf *bytes, struct error *e)
{
	struct intake *in = xcalloc(1, sizeof(*in));
	enum status st = ST_OK;

	*in = (struct intake){.session = s, .name = xstrdup(name), .bytes = *bytes};
	*bytes = (struct buf){.len = 0};
	in->kind = KIND_COUNT;
	if (book_is(buf_slice(&in->bytes)))
		st = book_names_read(&in->sheets, buf_slice(&in->bytes), e);
	*out = st == ST_OK ? in : NULL;
	if (st != ST_OK)
		intake_free(in);
	return st;
}

static void
forget_faults(struct intake *in)
{
	in->checked = false;
	in->nfaults = 0;
	in->result = (struct import_result){0};
	arena_clear(&in->found);
}

void
intake_free(struct intake *in)
{
	if (in == NULL)
		return;
	free(in->name);
	free(in->school);
	free(in->columns);
	free(in->faults);
	buf_free(&in->bytes);
	book_names_free(&in->sheets);
	plan_free(&in->plan);
	arena_free(&in->arena);
	arena_free(&in->found);
	free(in);
}

static const char *
sheet_name(const struct intake *in)
{
	return in->sheet < in->sheets.count ? in->sheets.items[in->sheet] : NULL;
}

static struct import_names
names_of(const struct intake *in, enum kind kind)
{
	return (struct import_names){.profile = in->session->profile, .kind = kind};
}

/* From its header on; line 0: from the first filled row. */
static enum status
open_table(struct intake *in, size_t line, struct table_reader **out, struct error *e)
{
	const struct table_header header = {.sheet = sheet_name(in), .line = line > 0 ? line : 1};
	struct table_fault fault;
	enum status st = table_open(out, &in->bytes, &header, &fault);

	if (st == ST_NOTFOUND)
		return error_set(e, ST_INVALID, "в файле нет строк с такого места");
	if (st != ST_OK && fault.line > 0)
		return error_set(e, st, "строка %zu: %s", fault.line, fault.text);
	return st == ST_OK ? ST_OK : error_set(e, st, "%s", fault.text);
}

/* How many of the cells name a column of the kind. */
static size_t
count_known(const struct intake *in, enum kind kind, const struct slice *cells, size_t count)
{
	const struct import_names names = names_of(in, kind);
	size_t known = 0;

	for (size_t i = 0; i < count; i++)
		known += cells[i].len > 0 && guess_knows(&names, cells[i]);
	return known;
}

static size_t
count_filled(const struct slice *cells, size_t count)
{
	size_t filled = 0;

	for (size_t i = 0; i < count; i++)
		filled += cells[i].len > 0;
	return filled;
}

/* The first rows of a file, each with the separator it has itself. {.in}: none is read yet. */
struct top {
	struct intake *in;
	struct table_reader *table;
	const struct slice *cells;
	size_t count, line;
	size_t rows;
};

static bool
top_next(struct top *top, struct error *e)
{
	if (top->rows++ > TABLE_ROWS_ABOVE)
		return false;
	if (top->table == NULL || !table_is_sheet(top->table)) {
		table_close(top->table);
		top->table = NULL;
		if (open_table(top->in, top->line + 1, &top->table, e) != ST_OK)
			return false;
	}
	return table_next(top->table, &top->cells, &top->count, &top->line);
}

/* The line of the header: the first that names a column, else the first of more than one cell. */
static enum status
find_header(struct intake *in, size_t *line, struct error *e)
{
	struct top top = {.in = in};
	size_t wide = 0, first = 0;

	*line = 0;
	while (*line == 0 && top_next(&top, e)) {
		if (count_known(in, in->kind, top.cells, top.count) > 0)
			*line = top.line;
		if (first == 0)
			first = top.line;
		if (wide == 0 && count_filled(top.cells, top.count) > 1)
			wide = top.line;
	}
	table_close(top.table);
	if (*line == 0)
		*line = wide > 0 ? wide : first;
	return *line > 0 ? ST_OK : ST_INVALID;
}

enum kind
intake_guess_kind(struct intake *in)
{
	struct top top = {.in = in};
	struct error e = {0};
	size_t best = 0;
	enum kind guess = KIND_COUNT;

	while (top_next(&top, &e))
		for (enum kind kind = 0; kind < KIND_COUNT; kind++) {
			size_t known = count_known(in, kind, top.cells, top.count);

			if (known > best || (known == best && known > 0 && kind == KIND_PEOPLE)) {
				best = known;
				guess = kind;
			}
		}
	table_close(top.table);
	return guess;
}

static void
put_cells(const struct slice *cells, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++)
		if (cells[i].len > 0) {
			buf_puts(out, out->len > 0 ? " · " : "");
			utf8_put_shown(out, cells[i], false);
		}
}

size_t
intake_top(struct intake *in, struct arena *arena, struct intake_top_row *out, size_t most)
{
	struct top top = {.in = in};
	struct error e = {0};
	struct buf text = {0};
	size_t count = 0;

	while (count < most && top_next(&top, &e)) {
		buf_clear(&text);
		put_cells(top.cells, top.count, &text);
		out[count++] = (struct intake_top_row){
		    .line = top.line, .text = arena_strdup(arena, buf_text(&text))};
	}
	table_close(top.table);
	buf_free(&text);
	return count;
}

static const char *
keep(struct arena *arena, struct slice text)
{
	return arena_strndup(arena, text.data, text.len);
}

/* The columns' names and what stands in their first rows. */
static void
read_samples(struct intake *in, struct table_reader *t, const struct slice *names,
    struct guess_sample *samples)
{
	const struct slice *cells;
	size_t count, line;

	for (size_t i = 0; i < in->plan.ncolumns; i++)
		samples[i].name = slice_of(keep(&in->arena, names[i]));
	for (int row = 0; row < GUESS_SAMPLES && table_next(t, &cells, &count, &line); row++)
		for (size_t i = 0; i < count && i < in->plan.ncolumns; i++)
			if (cells[i].len > 0)
				samples[i].cells[samples[i].count++] =
				    slice_of(keep(&in->arena, cells[i]));
}

/* The first few that differ. */
static const char *
put_example(struct intake *in, const struct guess_sample *sample)
{
	struct buf text = {0};
	const char *example;
	size_t shown = 0;

	for (size_t n = 0; n < sample->count && shown < EXAMPLES && text.len < MOST_EXAMPLE; n++) {
		if (n > 0 && slice_equal(sample->cells[n], sample->cells[n - 1]))
			continue;
		buf_puts(&text, shown++ > 0 ? " · " : "");
		utf8_put_shown(&text, sample->cells[n], false);
	}
	example = arena_strdup(&in->arena, buf_text(&text));
	buf_free(&text);
	return example;
}

static void
guess(struct intake *in, struct guess_sample *samples)
{
	const struct import_names names = names_of(in, in->kind);
	enum guess_by *by = xcalloc(in->plan.ncolumns + 1, sizeof(*by));
	struct session_refs refs;
	struct reading reading = session_reading(in->session, &refs);

	guess_columns(&in->plan, &names, &reading, samples, by);
	for (size_t i = 0; i < in->plan.ncolumns; i++)
		in->columns[i] = (struct intake_column){.name = samples[i].name.data,
		    .example = put_example(in, &samples[i]),
		    .by = by[i]};
	free(by);
}

/* Of a choice that every new record wants the first word is what most are; it is shown, and can be
 * changed. */
static void
propose_values(struct intake *in)
{
	const struct field *f;

	for (size_t i = 0; (f = intake_missing(in, i)) != NULL; i++)
		if (f->type == FIELD_CHOICE && plan_value(&in->plan, f) == NULL)
			plan_set_value(&in->plan, f, f->words[0]);
}

/* A school that calls all columns of the table so. */
static void
find_school(struct intake *in)
{
	struct buf school = {0};
	struct slice text;
	struct view v;
	bool found = false;

	view_open(&v, in->session);
	while (!found && meta_columns_next(v.txn, &school))
		found = meta_columns(v.txn, buf_text(&school), &text) &&
		    intake_take(in, buf_text(&school), text);
	view_close(&v);
	buf_free(&school);
}

static enum status
read_columns(struct intake *in, struct error *e)
{
	struct table_reader *t = NULL;
	struct guess_sample *samples;
	const struct slice *names;
	size_t count, line;
	enum status st = open_table(in, in->plan.header, &t, e);

	if (st != ST_OK)
		return st;
	if (!table_next(t, &names, &count, &line)) {
		table_close(t);
		return error_set(e, ST_INVALID, "в файле нет ни одной строки");
	}
	in->plan.header = line;
	plan_set_columns(&in->plan, count);
	in->columns = xrealloc(in->columns, (count + 1) * sizeof(*in->columns));
	samples = xcalloc(count + 1, sizeof(*samples));
	read_samples(in, t, names, samples);
	guess(in, samples);
	free(samples);
	table_close(t);
	return ST_OK;
}

enum status
intake_begin(struct intake *in, enum kind kind, size_t sheet, size_t header, struct error *e)
{
	enum status st = ST_OK;

	plan_free(&in->plan);
	arena_clear(&in->arena);
	forget_faults(in);
	free(in->school);
	in->school = NULL;
	in->known = false;
	in->kind = kind;
	in->sheet = sheet;
	if (header == 0)
		st = find_header(in, &header, e);
	in->plan.header = header;
	if (st == ST_OK)
		st = read_columns(in, e);
	if (st != ST_OK)
		return st;
	find_school(in);
	propose_values(in);
	return ST_OK;
}

/* What is kept of a school: lines "what = its column", as of --map, and two more kinds of them. */
#define FULL_NAME   "ФИО"
#define PASSED_OVER "№ п/п"
#define FOR_ALL     "весь файл: "
#define INSTEAD     "вместо: "

bool
intake_keeps(const struct field *f)
{
	return f->type == FIELD_CHOICE || f->type == FIELD_CHOICES || f->type == FIELD_REF ||
	    f->type == FIELD_TERM;
}

/* What is to be kept: the table, then a line for each of what was said. */
static void
put_kept(const struct intake *in, struct buf *out)
{
	const struct import_plan *plan = &in->plan;

	buf_printf(out, "таблица = %s\n", entity_of(in->kind)->id);
	for (size_t i = 0; i < plan->ncolumns; i++)
		if (in->columns[i].name[0] != '\0')
			buf_printf(out, "%s = %s\n", in->columns[i].name,
			    plan->columns[i].use == PLAN_FIELD ? plan->columns[i].field->id
				: plan->columns[i].use == PLAN_FULL_NAME ? FULL_NAME
									 : PASSED_OVER);
	for (size_t i = 0; i < plan->nvalues; i++)
		buf_printf(
		    out, FOR_ALL "%s = %s\n", plan->values[i].field->id, plan->values[i].text);
	for (size_t i = 0; i < plan->nfixes; i++)
		if (plan->fixes[i].line == 0 && intake_keeps(plan->fixes[i].field) &&
		    strchr(plan->fixes[i].to, '=') == NULL)
			buf_printf(out, INSTEAD "%s: %s = %s\n", plan->fixes[i].field->id,
			    plan->fixes[i].from, plan->fixes[i].to);
}

static bool
starts(struct slice text, const char *with, struct slice *rest)
{
	size_t len = strlen(with);

	if (!slice_starts(text, slice_of(with)))
		return false;
	*rest = slice_make((const char *)text.data + len, text.len - len);
	return true;
}

static const struct field *
field_named(const struct intake *in, struct slice id)
{
	return profile_field(in->session->profile, in->kind, utf8_trim(id));
}

/* The column a line tells of; ncolumns: none of the file's. */
static size_t
find_name(const struct intake *in, struct slice name)
{
	size_t i = 0;

	while (i < in->plan.ncolumns && !fold_equal(slice_of(in->columns[i].name), name))
		i++;
	return i;
}

/* Is it of this table, and does it tell of every column of the file? */
static bool
is_of_file(const struct intake *in, struct slice text)
{
	struct pair_line l = {.rest = text};
	size_t named = 0, told = 0;
	bool kind = false;

	for (size_t i = 0; i < in->plan.ncolumns; i++)
		named += in->columns[i].name[0] != '\0';
	while (pairs_next(&l)) {
		if (slice_equal(l.left, slice_of("таблица")))
			kind = slice_equal(l.right, slice_of(entity_of(in->kind)->id));
		else
			told += find_name(in, l.left) < in->plan.ncolumns;
	}
	return kind && told > 0 && told >= named;
}

static void
take_column(struct intake *in, size_t column, struct slice what)
{
	const struct field *f = field_named(in, what);
	struct plan_column use = {.use = f != NULL ? PLAN_FIELD : PLAN_SKIP, .field = f};

	if (slice_equal(what, slice_of(FULL_NAME)))
		use.use = PLAN_FULL_NAME;
	plan_use_column(&in->plan, column, use);
}

static void
take_line(struct intake *in, const struct pair_line *l)
{
	const struct field *f;
	struct slice rest;
	size_t column = find_name(in, l->left);

	if (starts(l->left, FOR_ALL, &rest)) {
		f = field_named(in, rest);
		if (f != NULL && plan_find_column(&in->plan, f) == in->plan.ncolumns)
			plan_set_value(&in->plan, f, keep(&in->arena, l->right));
	} else if (starts(l->left, INSTEAD, &rest)) {
		const char *p = rest.data, *colon = memchr(p, ':', rest.len);
		size_t id = colon != NULL ? (size_t)(colon - p) : rest.len;

		f = field_named(in, slice_make(p, id));
		if (f != NULL && colon != NULL)
			plan_replace(&in->plan, f,
			    utf8_trim(slice_make(colon + 1, rest.len - id - 1)),
			    keep(&in->arena, l->right));
	} else if (column < in->plan.ncolumns) {
		take_column(in, column, l->right);
	}
}

bool
intake_take(struct intake *in, const char *school, struct slice text)
{
	struct pair_line l = {.rest = text};

	if (!is_of_file(in, text))
		return false;
	while (pairs_next(&l))
		if (l.paired)
			take_line(in, &l);
	free(in->school);
	in->school = xstrdup(school);
	in->known = true;
	return true;
}

void
intake_set_value(struct intake *in, const struct field *f, const char *text)
{
	const char *was = plan_value(&in->plan, f);

	if (was != NULL && (text == NULL || strcmp(was, text) != 0)) {
		in->known = false;
		if (strcmp(f->id, "organisation") == 0) {
			free(in->school);
			in->school = NULL;
		}
	}
	plan_set_value(&in->plan, f, text);
}

const struct field *
intake_missing_key(const struct intake *in)
{
	const struct entity *e = entity_of(in->kind);

	for (size_t i = 0; i < e->count; i++) {
		const struct field *f = &e->fields[i];

		if (f->key && field_required(f) && intake_lacks(in, f) &&
		    !(in->kind == KIND_PEOPLE && f->type == FIELD_CODE))
			return f;
	}
	return NULL;
}

bool
intake_lacks(const struct intake *in, const struct field *f)
{
	return plan_find_column(&in->plan, f) == in->plan.ncolumns &&
	    plan_value(&in->plan, f) == NULL;
}

const struct field *
intake_missing(const struct intake *in, size_t i)
{
	size_t count, found = 0;
	const struct field *const *fields = profile_fields(in->session->profile, in->kind, &count);

	for (size_t n = 0; n < count; n++) {
		if (!field_required(fields[n]) || fields[n]->type == FIELD_CODE ||
		    plan_find_column(&in->plan, fields[n]) < in->plan.ncolumns)
			continue;
		if (found++ == i)
			return fields[n];
	}
	return NULL;
}

/* A run. */

struct run {
	struct intake *in;
	const struct intake_watch *watch;
};

static bool
tell_progress(void *context, const char *name, size_t rows, size_t bytes, size_t total_bytes)
{
	struct run *r = context;

	(void)name, (void)rows;
	return r->watch->progress(r->watch->context, bytes / 1024, total_bytes / 1024);
}

static void
tell_writing(void *context, size_t records)
{
	const struct intake_watch *watch = ((struct run *)context)->watch;

	if (watch->writing != NULL)
		watch->writing(watch->context, records);
}

static bool
is_stopped(void *context)
{
	const struct intake_watch *watch = ((struct run *)context)->watch;

	return watch->stopped != NULL && watch->stopped(watch->context);
}

/* Every row would say the same: it is said once, of the file. */
static void
take_lack(struct intake *in, const struct field *f)
{
	for (size_t i = 0; i < in->nfaults; i++)
		if (in->faults[i].field == f && in->faults[i].line == 0)
			return;
	ARRAY_ROOM(in->faults, in->nfaults, in->faults_room);
	in->faults[in->nfaults++] = (struct intake_fault){.field = f,
	    .sentence =
		"столбца нет, а без этого поля новую запись не внести; нужно одно значение на "
		"весь файл",
	    .value = ""};
}

static void
take_fault(void *context, const struct import_fault *fault)
{
	struct intake *in = ((struct run *)context)->in;

	if (fault->place.field != NULL && intake_lacks(in, fault->place.field)) {
		take_lack(in, fault->place.field);
		return;
	}
	ARRAY_ROOM(in->faults, in->nfaults, in->faults_room);
	in->faults[in->nfaults++] = (struct intake_fault){.line = fault->place.at,
	    .column = fault->place.column,
	    .field = fault->place.field,
	    .sentence = arena_strdup(&in->found, fault->said),
	    .value = "",
	    .doubt = fault->doubt};
}

static int
by_line(const void *a, const void *b)
{
	const struct intake_fault *x = a, *y = b;

	if (x->line != y->line)
		return (x->line > y->line) - (x->line < y->line);
	return (x->doubt > y->doubt) - (x->doubt < y->doubt);
}

/* What stands in the cells, by one walk along rows and faults. */
static void
read_values(struct intake *in)
{
	struct table_reader *t = NULL;
	struct error e = {0};
	const struct slice *cells;
	size_t count, line, i = 0;

	if (in->nfaults == 0 || open_table(in, in->plan.header, &t, &e) != ST_OK)
		return;
	while (i < in->nfaults && table_next(t, &cells, &count, &line)) {
		while (i < in->nfaults && in->faults[i].line < line)
			i++;
		for (; i < in->nfaults && in->faults[i].line == line; i++)
			if (in->faults[i].column > 0 && in->faults[i].column <= count)
				in->faults[i].value =
				    keep(&in->found, cells[in->faults[i].column - 1]);
	}
	table_close(t);
}

enum status
intake_run(struct intake *in, bool dry_run, const struct intake_watch *watch, struct error *e)
{
	struct run run = {.in = in, .watch = watch};
	struct import_source source = {.kind = in->kind,
	    .name = in->name,
	    .bytes = in->bytes,
	    .sheet = sheet_name(in),
	    .plan = &in->plan};
	struct buf kept = {0};
	struct import_options how = {.dry_run = dry_run,
	    .keep_going = true,
	    .progress = tell_progress,
	    .writing = tell_writing,
	    .stopped = is_stopped,
	    .found = take_fault,
	    .most = INTAKE_FAULTS,
	    .context = &run,
	    .school = in->school};
	enum status st;

	put_kept(in, &kept);
	how.remembered = buf_slice(&kept);
	forget_faults(in);
	st = import_tables(in->session, &source, 1, &how, &in->result, e);
	in->checked = st == ST_OK || st == ST_INVALID;
	in->bytes = source.bytes;
	if (in->nfaults > 0)
		qsort(in->faults, in->nfaults, sizeof(*in->faults), by_line);
	read_values(in);
	buf_free(&kept);
	return st;
}

void
intake_put_row(struct intake *in, size_t line, struct buf *out)
{
	struct table_reader *t = NULL;
	struct error e = {0};
	const struct slice *cells;
	size_t count, at = 0;

	if (open_table(in, in->plan.header, &t, &e) != ST_OK)
		return;
	while (table_next(t, &cells, &count, &at) && at < line)
		;
	for (size_t i = 0; at == line && i < count; i++) {
		buf_printf(out, "%s: ", i < in->plan.ncolumns ? in->columns[i].name : "");
		utf8_put_shown(out, cells[i], true);
		buf_putc(out, '\n');
	}
	table_close(t);
}
