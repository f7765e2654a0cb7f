/* SPDX-License-Identifier: MIT
 * import_columns.c - what the columns of a file are, and what holds for all of its rows.
 */
#include <stdlib.h>
#include <string.h>

#include "db/record/meta.h"
#include "screens/app/ask.h"
#include "screens/app/list_screen.h"
#include "screens/import/import_screens.h"
#include "service/core/view.h"
#include "service/record/register.h"

enum { FIELDS_MOST = 100, SCHOOLS_MOST = 200, TOP_ROWS = 10 };

struct import_columns_state {
	struct list_state base; /* first: list_screen.h */
	struct intake *in;
};

/* A column of the file, or a field of every row. */
struct column_row {
	const struct field *field; /* NULL: a column */
	size_t column;
};

static struct intake *
intake_of(const struct screen *sc)
{
	return ((struct import_columns_state *)screen_state(sc))->in;
}

static enum status
columns_open(struct screen *sc, const void *args, struct error *e)
{
	struct import_columns_state *c = screen_state(sc);

	(void)e;
	c->in = ((const struct import_file_args *)args)->intake;
	if (c->in->known)
		app_say(
		    screen_app(sc), MESSAGE_INFO, "Взято то, что запомнено: %s.", c->in->school);
	return ST_OK;
}

static void
columns_close(struct screen *sc)
{
	intake_free(intake_of(sc));
}

static void
columns_title(const struct screen *sc, struct buf *out)
{
	const struct intake *in = intake_of(sc);

	buf_printf(
	    out, "%s → «%s» · заголовок в строке %zu", in->name, import_table(in), in->plan.header);
	if (in->sheets.count > 1)
		buf_printf(out, " · лист «%s»", in->sheets.items[in->sheet]);
}

static void
add_row(struct list_rows *out, const struct field *field, size_t column)
{
	list_rows_add(out, &(struct column_row){.field = field, .column = column});
}

static bool
columns_read(struct screen *sc, struct list_rows *out)
{
	const struct import_plan *plan = &intake_of(sc)->plan;
	const struct field *f;

	for (size_t i = 0; i < plan->ncolumns; i++)
		add_row(out, NULL, i);
	for (size_t i = 0; (f = intake_missing(intake_of(sc), i)) != NULL; i++)
		add_row(out, f, 0);
	for (size_t i = 0; i < plan->nvalues; i++)
		if (!field_required(plan->values[i].field))
			add_row(out, plan->values[i].field, 0);
	return true;
}

static const char *
use_name(const struct intake *in, struct plan_column column)
{
	if (column.use == PLAN_FIELD)
		return import_label(in, column.field);
	return column.use == PLAN_FULL_NAME ? "Фамилия, имя, отчество" : "— не брать";
}

/* The code a reference holds is nothing to see: the record's name. */
static void
put_value(const struct intake *in, const struct view *v, const struct field *f, struct buf *out)
{
	const char *value = plan_value(&in->plan, f);
	struct record *r = NULL;

	if (value == NULL) {
		buf_puts(out, "нужно значение: Enter");
		return;
	}
	if (f->type == FIELD_REF)
		r = register_load_code(v, f->target, value);
	if (r != NULL)
		register_put_name_of(v, r, out);
	else
		buf_puts(out, value);
	record_free(r);
}

/* A field of every row. */
static void
put_whole(const struct intake *in, const struct field *f, struct list_cells *out)
{
	buf_puts(&out->text[0], "весь файл");
	put_value(in, out->view, f, &out->text[1]);
	buf_puts(&out->text[2], import_label(in, f));
	if (plan_value(&in->plan, f) == NULL)
		out->style = STYLE_WARNING;
}

static void
put_column(const struct intake *in, size_t column, struct list_cells *out)
{
	static const char *const by[] = {[GUESS_NONE] = "",
	    [GUESS_NAME] = "по названию",
	    [GUESS_SYNONYM] = "по смыслу",
	    [GUESS_CONTENT] = "по значениям"};
	const struct intake_column *c = &in->columns[column];

	if (c->name[0] != '\0')
		buf_puts(&out->text[0], c->name);
	else
		buf_printf(&out->text[0], "столбец %zu", column + 1);
	buf_puts(&out->text[1], c->example);
	buf_puts(&out->text[2], use_name(in, in->plan.columns[column]));
	buf_puts(&out->text[3], in->known ? "запомнено" : by[c->by]);
	if (in->plan.columns[column].use == PLAN_SKIP)
		out->style = STYLE_FAINT;
}

static void
put_row(const void *row, struct list_cells *out)
{
	const struct column_row *r = row;

	if (r->field != NULL)
		put_whole(intake_of(out->screen), r->field, out);
	else
		put_column(intake_of(out->screen), r->column, out);
}

/* What a column is. */

/* The choices in their order: nothing, a full name where there is one, the fields. */
static struct plan_column
use_at(const struct intake *in, size_t i)
{
	size_t count;
	const struct field *const *fields = profile_fields(in->session->profile, in->kind, &count);
	bool full_name = plan_may_have_full_name(in->kind);

	if (i == 0)
		return (struct plan_column){.use = PLAN_SKIP};
	if (full_name && i == 1)
		return (struct plan_column){.use = PLAN_FULL_NAME};
	i -= 1 + full_name;
	return (struct plan_column){.use = PLAN_FIELD, .field = i < count ? fields[i] : NULL};
}

static void
take_use(struct screen *sc, const void *about, const struct answer *answer)
{
	const size_t *column = about;
	struct intake *in = intake_of(sc);

	if (answer->code <= 0)
		return;
	plan_use_column(&in->plan, *column, use_at(in, (size_t)answer->code - 1));
	in->columns[*column].by = GUESS_NONE;
	in->known = false;
	list_screen_load(sc);
}

static void
ask_use(struct screen *sc, size_t column)
{
	const struct intake *in = intake_of(sc);
	const struct plan_column now = in->plan.columns[column];
	struct plan_column use;
	const char *lines[FIELDS_MOST];
	size_t count = 0, current = 1;

	for (; count < FIELDS_MOST; count++) {
		use = use_at(in, count);
		if (use.use == PLAN_FIELD && use.field == NULL)
			break;
		lines[count] = use_name(in, use);
		if (use.use == now.use && use.field == now.field)
			current = count + 1;
	}
	ask_choice(
	    screen_app(sc), ABOUT(take_use, &column), "Что в этом столбце", lines, count, current);
}

/* What holds for all rows. */

static void
take_value(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct field *const *f = about;
	struct intake *in = intake_of(sc);
	struct buf text = {0};

	if (import_answer_put(screen_app(sc), *f, answer, &text))
		intake_set_value(in, *f, text.len > 0 ? buf_text(&text) : NULL);
	buf_free(&text);
	list_screen_load(sc);
}

static void
ask_value(struct screen *sc, const struct field *f)
{
	const char *value = plan_value(&intake_of(sc)->plan, f);

	import_ask_value(
	    screen_app(sc), ABOUT(take_value, &f), intake_of(sc), f, value != NULL ? value : "");
}

static void
change(struct screen *sc, const void *row)
{
	const struct column_row *r = row;

	if (r->field != NULL)
		ask_value(sc, r->field);
	else
		ask_use(sc, r->column);
}

/* Field i of those that no column is. */
static const struct field *
free_field(const struct intake *in, size_t i)
{
	size_t count, found = 0;
	const struct field *const *fields = profile_fields(in->session->profile, in->kind, &count);

	for (size_t n = 0; n < count; n++)
		if (fields[n]->type != FIELD_CODE &&
		    plan_find_column(&in->plan, fields[n]) == in->plan.ncolumns && found++ == i)
			return fields[n];
	return NULL;
}

static void
take_field(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct field *f =
	    answer->code > 0 ? free_field(intake_of(sc), (size_t)answer->code - 1) : NULL;

	(void)about;
	if (f != NULL)
		ask_value(sc, f);
}

static void
ask_field(struct screen *sc)
{
	const struct intake *in = intake_of(sc);
	const char *lines[FIELDS_MOST];
	const struct field *f;
	size_t count = 0;

	for (; count < FIELDS_MOST && (f = free_field(in, count)) != NULL; count++)
		lines[count] = import_label(in, f);
	if (count == 0)
		app_say(screen_app(sc), MESSAGE_INFO, "Для каждого поля есть столбец.");
	else
		ask_choice(screen_app(sc), THEN(take_field), "Одно значение на весь файл", lines,
		    count, 0);
}

/* Columns as a school calls them. */

struct schools {
	struct arena arena;
	const char *names[SCHOOLS_MOST];
	size_t count;
};

static void
read_schools(struct screen *sc, struct schools *out)
{
	struct buf name = {0};
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	while (out->count < SCHOOLS_MOST && meta_columns_next(v.txn, &name))
		out->names[out->count++] = arena_strdup(&out->arena, buf_text(&name));
	view_close(&v);
	buf_free(&name);
}

static void
take_school(struct screen *sc, const void *about, const struct answer *answer)
{
	struct intake *in = intake_of(sc);
	struct slice text;
	struct view v;
	bool taken;

	(void)about;
	if (answer->code <= 0)
		return;
	view_open(&v, app_session(screen_app(sc)));
	taken = meta_columns(v.txn, answer->text, &text) && intake_take(in, answer->text, text);
	view_close(&v);
	if (!taken)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "У «%s» столбцы другие: к этому файлу не подходит.", answer->text);
	list_screen_load(sc);
}

static void
ask_school(struct screen *sc)
{
	struct schools schools = {.count = 0};

	read_schools(sc, &schools);
	if (schools.count == 0)
		app_say(screen_app(sc), MESSAGE_INFO,
		    "Пока ничего не запомнено: это делается, когда таблицу вносят.");
	else
		ask_choice(screen_app(sc), THEN(take_school), "Взять столбцы, как у школы",
		    schools.names, schools.count, 0);
	arena_free(&schools.arena);
}

/* Another sheet, another row of names. */

static void
begin_anew(struct screen *sc, size_t sheet, size_t header)
{
	struct intake *in = intake_of(sc);
	size_t was = in->plan.header, sheet_was = in->sheet;
	struct error e = {0};

	if (intake_begin(in, in->kind, sheet, header, &e) != ST_OK) {
		app_say_error(screen_app(sc), &e);
		e = (struct error){0};
		intake_begin(in, in->kind, sheet_was, was, &e);
	}
	list_screen_begin(sc);
}

static void
take_sheet(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code > 0)
		begin_anew(sc, (size_t)answer->code - 1, 0);
}

static void
ask_sheet(struct screen *sc)
{
	const struct intake *in = intake_of(sc);

	if (in->sheets.count < 2)
		app_say(screen_app(sc), MESSAGE_INFO, "Лист здесь один.");
	else
		ask_choice(screen_app(sc), THEN(take_sheet), "Какой лист книги", in->sheets.items,
		    in->sheets.count, in->sheet + 1);
}

static void
take_header(struct screen *sc, const void *about, const struct answer *answer)
{
	const size_t *lines = about;

	if (answer->code > 0)
		begin_anew(sc, intake_of(sc)->sheet, lines[answer->code - 1]);
}

static void
ask_header(struct screen *sc)
{
	struct intake *in = intake_of(sc);
	struct arena arena = {0};
	struct intake_top_row rows[TOP_ROWS];
	const char *texts[TOP_ROWS];
	size_t lines[TOP_ROWS], here = 0, count = intake_top(in, &arena, rows, TOP_ROWS);

	for (size_t i = 0; i < count; i++) {
		lines[i] = rows[i].line;
		texts[i] = rows[i].text;
		if (rows[i].line == in->plan.header)
			here = i + 1;
	}
	ask_choice(screen_app(sc), ABOUT(take_header, &lines), "В какой строке названия столбцов",
	    texts, count, here);
	arena_free(&arena);
}

/* On to what is wrong with it. */

static void
take_done(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code == 1)
		app_pop(screen_app(sc), answer);
}

static void
check(struct screen *sc)
{
	struct intake *in = intake_of(sc);
	struct app *app = screen_app(sc);
	const struct field *missing = intake_missing_key(in);
	struct error e = {0};
	enum status st;

	if (missing != NULL) {
		app_say(app, MESSAGE_WARNING,
		    "Нет столбца «%s», а без него запись не узнать; назовите его: Enter на "
		    "столбце.",
		    import_label(in, missing));
		return;
	}
	st = import_run(app, in, true, &e);
	if (st == ST_OK || st == ST_INVALID)
		place_open(app, PLACE_IMPORT_FAULTS, THEN(take_done),
		    &(struct import_file_args){.intake = in});
	else
		app_say_error(app, &e);
}

enum { DO_CHECK = ACT_OWN, DO_VALUE, DO_SCHOOL, DO_SHEET, DO_HEADER };

const struct screen_ops import_columns_screen = {
    .name = "import-columns",
    .about = "Что в каких столбцах файла; чего в нём нет — одно значение на весь файл.",
    .open = columns_open,
    .actions = LIST_WORK(ACTION(ACT_OPEN, "Enter F4", "Сказать, что в этом столбце",
			     .word = "Изменить", .on_row = change),
	ACTION(DO_CHECK, "F2", "Проверить строки файла", .word = "Дальше", .on_screen = check),
	ACTION(DO_VALUE, "F6 Ins", "Задать одно значение на весь файл", .word = "На весь файл",
	    .on_screen = ask_field),
	ACTION(DO_SCHOOL, "F5", "Взять столбцы, запомненные за школой", .word = "Прежние",
	    .synonyms = "соответствие школа", .on_screen = ask_school),
	ACTION(DO_SHEET, "F7", "Другой лист книги", .word = "Лист", .on_screen = ask_sheet),
	ACTION(DO_HEADER, "F8", "Строка, в которой названия столбцов", .word = "Заголовок",
	    .on_screen = ask_header)),
    LIST_SCREEN(struct import_columns_state, struct column_row,
	COLUMNS({.title = "Столбец файла", .width = 22, .lead = true},
	    {.title = "Что в нём", .width = 26, .grows = true},
	    {.title = "Поле", .width = 24, .lead = true},
	    {.title = "Откуда", .width = 12, .rank = 1}),
	.put_title = columns_title, .read = columns_read, .put = put_row,
	.key_size = sizeof(struct column_row), .close = columns_close),
};
