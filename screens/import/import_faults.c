/* SPDX-License-Identifier: MIT
 * import_faults.c - what is wrong with the rows of a file, mended where it stands or left out; then
 * the rows go in as one operation, which can be taken back at once.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/app/list_screen.h"
#include "screens/import/import_screens.h"
#include "screens/output/document_viewer.h"
#include "screens/widget/words.h"
#include "service/core/view.h"
#include "service/record/register.h"

enum { HEAD_ROWS = 2, FOOT_ROWS = 4, SCHOOL_MOST = 100, VALUE_MOST = 256 };

struct import_faults_state {
	struct list_state base; /* first: list_screen.h */
	struct intake *in;
};

/* The last try was stopped, or could not be made. */
static const char not_checked[] = "Строки не проверены: F5 — проверить.";

struct fault_row {
	size_t line, at; /* at: its number among the faults */
};

static struct intake *
intake_of(const struct screen *sc)
{
	return ((struct import_faults_state *)screen_state(sc))->in;
}

static enum status
faults_open(struct screen *sc, const void *args, struct error *e)
{
	(void)e;
	((struct import_faults_state *)screen_state(sc))->in =
	    ((const struct import_file_args *)args)->intake;
	return ST_OK;
}

static bool
faults_read(struct screen *sc, struct list_rows *out)
{
	const struct intake *in = intake_of(sc);

	for (size_t i = 0; i < in->nfaults; i++)
		list_rows_add(out, &(struct fault_row){.line = in->faults[i].line, .at = i});
	return true;
}

static void
faults_title(const struct screen *sc, struct buf *out)
{
	const struct intake *in = intake_of(sc);

	buf_printf(out, "Проверка: %s → «%s»", in->name, import_table(in));
}

/* The line; of a workbook the cell, where it is one. */
static void
put_place(const struct intake *in, const struct intake_fault *f, struct buf *out)
{
	if (in->sheets.count > 0 && f->column > 0)
		book_put_column(out, f->column - 1);
	if (f->line > 0)
		buf_printf(out, "%zu", f->line);
	else
		buf_puts(out, "все");
}

static void
put_fault(const void *row, struct list_cells *out)
{
	const struct intake *in = intake_of(out->screen);
	const struct intake_fault *f = &in->faults[((const struct fault_row *)row)->at];

	put_place(in, f, &out->text[0]);
	buf_puts(&out->text[1], f->field != NULL ? import_label(in, f->field) : "");
	utf8_put_shown(&out->text[2], slice_of(f->value), false);
	buf_printf(&out->text[3], "%s%s", f->doubt ? "проверьте: " : "", f->sentence);
	buf_puts(&out->more, f->sentence);
	out->style = f->doubt ? STYLE_PLAIN : STYLE_WARNING;
}

static void
put_summary(const struct intake *in, struct buf *out)
{
	const struct import_result *r = &in->result;

	words_put_count(out, r->rows, "строка", "строки", "строк");
	buf_printf(out, ": новых %zu, изменится %zu, без изменений %zu, с ошибками %zu", r->created,
	    r->updated, r->unchanged, r->faults);
	if (in->plan.nleft > 0)
		buf_printf(out, "; оставлено вне базы %zu", in->plan.nleft);
	if (r->doubts > 0)
		buf_printf(out, "; проверить %zu", r->doubts);
}

static void
draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct intake *in = intake_of(sc);
	struct buf text = {0};

	if (in->checked)
		put_summary(in, &text);
	else
		buf_puts(&text, not_checked);
	ui_put(ui, row, 1, columns - 2, STYLE_STRONG, buf_text(&text));
	buf_free(&text);
}

static bool
has_news(const struct intake *in)
{
	return in->checked && in->result.created + in->result.updated > 0;
}

/* Why nothing can go in. */
static const char *
why_nothing(const struct intake *in)
{
	const struct import_result *r = &in->result;

	if (!in->checked)
		return not_checked;
	if (r->faults > 0)
		return "Вносить нечего: ошибки во всех строках, где есть новое.";
	if (r->unchanged > 0)
		return "Вносить нечего: всё это в реестре уже есть.";
	return in->plan.nleft > 0 ? "Вносить нечего: все строки оставлены вне базы."
				  : "Вносить нечего: строк в файле нет.";
}

static const char *
why_empty(const struct screen *sc)
{
	const struct intake *in = intake_of(sc);

	return has_news(in) ? "Ошибок нет. F2 — внести." : why_nothing(in);
}

/* Anew, with what has been said since. */
static void
check(struct screen *sc)
{
	struct app *app = screen_app(sc);
	struct error e = {0};
	enum status st = import_run(app, intake_of(sc), true, &e);

	if (st != ST_OK && st != ST_INVALID)
		app_say_error(app, &e);
	list_screen_load(sc);
}

/* One value mended. */

struct mended {
	const struct field *field;
	size_t line;
	char from[VALUE_MOST], to[VALUE_MOST];
};

static void
take_where(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct mended *m = about;
	struct import_plan *plan = &intake_of(sc)->plan;

	if (answer->code == 1)
		plan_fix(plan, m->line, m->field, m->to);
	else if (answer->code == 2)
		plan_replace(plan, m->field, slice_of(m->from), m->to);
	else
		return;
	check(sc);
}

/* How many other rows at fault say the same. */
static size_t
count_alike(const struct intake *in, const struct mended *m)
{
	size_t count = 0;

	for (size_t i = 0; i < in->nfaults; i++)
		count += in->faults[i].field == m->field && in->faults[i].line != m->line &&
		    !in->faults[i].doubt && strcmp(in->faults[i].value, m->from) == 0;
	return count;
}

static void
ask_where(struct screen *sc, const struct mended *m, size_t alike)
{
	static const char *const buttons[] = {"Только здесь", "Везде", NULL};
	struct buf text = {0};

	buf_printf(&text, "«%s» стоит ещё в ", m->from);
	words_put_count(&text, alike, "строке", "строках", "строках");
	buf_printf(&text, " с ошибкой. Читать «%s» и там?%s", m->to,
	    intake_keeps(m->field) ? " Это запомнится вместе со столбцами." : "");
	ask_buttons(screen_app(sc), ABOUT(take_where, m), "Так же в других строках",
	    buf_text(&text), buttons);
	buf_free(&text);
}

static void
take_value(struct screen *sc, const void *about, const struct answer *answer)
{
	struct mended m = *(const struct mended *)about;
	struct intake *in = intake_of(sc);
	struct buf text = {0};
	size_t alike;

	if (!import_answer_put(screen_app(sc), m.field, answer, &text)) {
		buf_free(&text);
		return;
	}
	if (m.line == 0) {
		intake_set_value(in, m.field, buf_text(&text));
		check(sc);
		buf_free(&text);
		return;
	}
	snprintf(m.to, sizeof(m.to), "%s", buf_text(&text));
	alike = m.from[0] != '\0' && text.len < VALUE_MOST ? count_alike(in, &m) : 0;
	if (alike > 0) {
		ask_where(sc, &m, alike);
	} else {
		plan_fix(&in->plan, m.line, m.field, buf_text(&text));
		check(sc);
	}
	buf_free(&text);
}

/* Nothing of one row, which is said. */
static bool
is_of_all(struct screen *sc, size_t line)
{
	if (line == 0)
		app_say(
		    screen_app(sc), MESSAGE_INFO, "Это обо всех строках: Enter — дать значение.");
	return line == 0;
}

static void
show_row(struct screen *sc, const void *row)
{
	struct intake *in = intake_of(sc);
	const struct intake_fault *f = &in->faults[((const struct fault_row *)row)->at];
	struct buf text = {0}, title = {0};

	if (is_of_all(sc, f->line))
		return;
	buf_printf(&title, "%s, строка %zu", in->name, f->line);
	buf_printf(&text, "%s\n\n", f->sentence);
	intake_put_row(in, f->line, &text);
	open_document(screen_app(sc),
	    &(struct viewed_document){
		.title = buf_text(&title), .name = "строка", .text = buf_slice(&text)});
	buf_free(&text);
	buf_free(&title);
}

/* What is to be mended; a part of a full name is not what its cell says. */
static const char *
value_of(const struct intake *in, const struct intake_fault *f)
{
	bool part = f->column > 0 && in->plan.columns[f->column - 1].use == PLAN_FULL_NAME;

	return part ? "" : f->value;
}

static void
mend(struct screen *sc, const void *row)
{
	const struct intake *in = intake_of(sc);
	const struct intake_fault *f = &in->faults[((const struct fault_row *)row)->at];
	struct app *app = screen_app(sc);
	struct mended m = {.field = f->field, .line = f->line};
	const char *value;

	if (f->field == NULL || (f->line > 0 && intake_lacks(in, f->field))) {
		app_say(app, MESSAGE_INFO,
		    "Эту строку по полям не исправить: F8 — оставить её вне базы.");
		return;
	}
	value = value_of(in, f);
	snprintf(m.from, sizeof(m.from), "%s", strlen(value) < VALUE_MOST ? value : "");
	import_ask_value(app, ABOUT(take_value, &m), in, f->field, value);
}

static void
leave_out(struct screen *sc, const void *row)
{
	size_t line = ((const struct fault_row *)row)->line;

	if (is_of_all(sc, line))
		return;
	plan_leave_out(&intake_of(sc)->plan, line, true);
	check(sc);
}

static void
take_all_in(struct screen *sc)
{
	intake_of(sc)->plan.nleft = 0;
	check(sc);
}

/* In. */

static void
take_undo(struct screen *sc, const void *about, const struct answer *answer)
{
	const uint64_t *operation = about;
	struct app *app = screen_app(sc);
	struct error e = {0};
	size_t records;

	if (answer->code == 2 &&
	    register_undo(app_session(app), *operation, NULL, &records, &e) == ST_OK)
		app_say(app, MESSAGE_INFO,
		    "Импорт отменён: записей возвращено к прежнему виду или удалено: %zu.",
		    records);
	else if (answer->code == 2)
		app_say_error(app, &e);
	app_pop(app, &(struct answer){.code = 1});
}

static void
tell_done(struct screen *sc)
{
	static const char *const buttons[] = {"Закрыть", "Отменить этот импорт", NULL};
	const struct intake *in = intake_of(sc);
	const struct import_result *r = &in->result;
	struct buf text = {0};

	if (app_is_stopped(screen_app(sc)))
		buf_puts(&text, "Прервать не удалось: всё уже записано.\n");
	buf_printf(&text, "«%s»: внесено %zu, изменено %zu, без изменений %zu", import_table(in),
	    r->created, r->updated, r->unchanged);
	if (r->faults + in->plan.nleft > 0)
		buf_printf(&text, ", осталось вне базы %zu", r->faults + in->plan.nleft);
	buf_puts(&text,
	    ".\nЭто одна операция: её можно отменить сейчас, а потом — Ctrl-Z в любом "
	    "списке или в журнале.");
	ask_buttons(screen_app(sc), ABOUT(take_undo, &r->operation), "Таблица внесена",
	    buf_text(&text), buttons);
	buf_free(&text);
}

static void
run(struct screen *sc)
{
	struct import_faults_state *s = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};
	enum status st = import_run(app, s->in, false, &e);

	list_screen_load(sc);
	if (s->in->result.written)
		tell_done(sc);
	else if (st == ST_CANCELLED)
		app_say(app, MESSAGE_WARNING, "Прервано: ничего не внесено. F5 — проверить снова.");
	else if (st != ST_OK)
		app_say_error(app, &e);
}

static void
take_school(struct screen *sc, const void *about, const struct answer *answer)
{
	struct intake *in = intake_of(sc);
	char name[SCHOOL_MOST * 2];

	(void)about;
	if (answer->code != 1)
		return;
	utf8_copy_trimmed(name, sizeof(name), answer->text);
	free(in->school);
	in->school = name[0] != '\0' ? xstrdup(name) : NULL;
	run(sc);
}

/* Whose list it most likely is. */
static void
put_school(struct screen *sc, struct buf *out)
{
	const struct intake *in = intake_of(sc);
	const struct field *f = field_find(in->kind, "organisation");
	const char *code = f != NULL ? plan_value(&in->plan, f) : NULL;
	struct record *r = NULL;
	struct view v;

	if (in->school != NULL) {
		buf_puts(out, in->school);
		return;
	}
	view_open(&v, app_session(screen_app(sc)));
	if (code != NULL)
		r = register_load_code(&v, KIND_ORGANISATIONS, code);
	if (r != NULL)
		register_put_name_of(&v, r, out);
	view_close(&v);
	record_free(r);
}

static void
take_go(struct screen *sc, const void *about, const struct answer *answer)
{
	struct buf school = {0};

	(void)about;
	if (answer->code != 2)
		return;
	if (intake_of(sc)->known) {
		run(sc);
		return;
	}
	put_school(sc, &school);
	ask_line(screen_app(sc), THEN(take_school), "Запомнить столбцы",
	    "Чей это список (пусто — не запоминать):", buf_text(&school));
	buf_free(&school);
}

static void
ask_go(struct screen *sc)
{
	static const char *const all[] = {"Не вносить", "Внести", NULL};
	static const char *const rest[] = {"Вернуться к ошибкам", "Внести остальные", NULL};
	const struct intake *in = intake_of(sc);
	const struct import_result *r = &in->result;
	struct buf text = {0};

	if (!has_news(in)) {
		app_say(screen_app(sc), MESSAGE_INFO, "%s", why_nothing(in));
		return;
	}
	put_summary(in, &text);
	buf_puts(&text, r->faults > 0 ? ".\nСтроки с ошибками останутся вне базы." : ".");
	ask_buttons(screen_app(sc), THEN(take_go), "Внести таблицу", buf_text(&text),
	    r->faults > 0 ? rest : all);
	buf_free(&text);
}

enum { DO_ALL_IN = ACT_OWN };

const struct screen_ops import_faults_screen = {
    .name = "import-faults",
    .about = "Ошибки и сомнения по строкам файла: исправить на месте, оставить строку вне базы, "
	     "внести остальное.",
    .open = faults_open,
    .actions = LIST_WORK(ACTION(ACT_EDIT, "Enter F4", "Исправить значение здесь, файл не меняется",
			     .word = "Исправить", .on_row = mend),
	ACTION(ACT_SAVE, "F2", "Внести строки без ошибок одной операцией", .word = "Внести",
	    .synonyms = "загрузить импорт", .on_screen = ask_go),
	ACTION(ACT_OPEN, "F3", "Вся строка файла", .word = "Строка", .on_row = show_row),
	ACTION(ACT_REFRESH, "F5", "Проверить файл заново", .word = "Проверить", .on_screen = check),
	ACTION(ACT_REMOVE, "F8 Del", "Оставить эту строку вне базы", .word = "Без неё",
	    .on_row = leave_out),
	ACTION(DO_ALL_IN, "F7", "Вернуть все оставленные строки", .on_screen = take_all_in)),
    LIST_SCREEN(struct import_faults_state, struct fault_row,
	COLUMNS({.title = "Строка", .width = 7, .lead = true},
	    {.title = "Поле", .width = 20, .lead = true},
	    {.title = "Значение", .width = 20, .lead = true},
	    {.title = "Что не так", .width = 28, .grows = true}),
	.put_title = faults_title, .read = faults_read, .put = put_fault,
	.key_size = sizeof(size_t), .why_empty = why_empty, .head = HEAD_ROWS,
	.draw_head = draw_head, .foot = FOOT_ROWS),
};
