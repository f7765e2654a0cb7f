/* SPDX-License-Identifier: MIT
 * indicators.c - metodaktiv indicators: the eight figures for a period and a part of the town, the
 * same divided, and the people behind one of them.
 */
#include "service/indicators/indicators.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "cli/command/command.h"
#include "base/suggest.h"
#include "cli/line/out.h"
#include "cli/line/reply.h"
#include "exchange/indicators_out.h"
#include "service/core/operations.h"

/* What the command line asks for. */
struct asked {
	struct period period;
	struct scope scope;
	enum indicators_by by;
	enum indicator names; /* INDICATOR_COUNT: no names */
};

enum { TITLE_COLUMNS = 24, FIGURE_COLUMNS = 9, CHANGE_COLUMNS = 13, NAME_COLUMNS = 28 };

static bool
has_people(enum indicator i)
{
	return i != INDICATOR_ROADMAP && i != INDICATOR_LOAD;
}

void
indicators_put_words(struct buf *b)
{
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++)
		if (has_people(i))
			buf_printf(b, "%s%s", b->len > 0 ? " " : "", indicator_info(i)->id);
}

static enum status
find_names(const char *id, enum indicator *out, struct error *e)
{
	struct suggest near = {.wanted = id};
	struct buf hint = {0};

	*out = indicator_find(id);
	if (*out != INDICATOR_COUNT && !has_people(*out))
		return error_set(e, ST_REFUSED,
		    "у показателя %s нет списка людей; списки есть у assessed, trained, pathways, "
		    "methodists, pathways_done и young",
		    id);
	if (*out != INDICATOR_COUNT)
		return ST_OK;
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++)
		suggest_try(&near, indicator_info(i)->id);
	suggest_put(&near, "", &hint);
	error_set(e, ST_NOTFOUND, "показателя «%s» нет%s", id, buf_text(&hint));
	buf_free(&hint);
	return ST_NOTFOUND;
}

static enum indicators_by
by_of(const char *word)
{
	static const char *const words[] = {[BY_ASSOCIATION] = "association",
	    [BY_ORGANISATION] = "organisation",
	    [BY_MONTH] = "month"};

	for (int by = BY_ASSOCIATION; word != NULL && by <= BY_MONTH; by++)
		if (strcmp(words[by], word) == 0)
			return (enum indicators_by)by;
	return BY_NOTHING;
}

static enum status
read_asked(struct call *c, struct asked *a, struct error *e)
{
	const char *scope = c->values[OPTION_SCOPE], *names = c->values[OPTION_NAMES];
	enum status st;
	struct view v;

	*a = (struct asked){
	    .period = {.from = call_date(c, OPTION_FROM, DATE_NONE),
		.to = call_date(c, OPTION_TO, DATE_NONE)},
	    .by = by_of(c->values[OPTION_BY]),
	    .names = INDICATOR_COUNT,
	};
	st = indicators_period(&a->period, e);
	view_open(&v, c->session);
	if (st == ST_OK)
		st = scope_parse(&v, scope != NULL ? scope : "city", &a->scope, e);
	view_close(&v);
	if (st == ST_OK && names != NULL)
		st = find_names(names, &a->names, e);
	if (st == ST_OK && names != NULL && a->by != BY_NOTHING)
		st = error_set(e, ST_REFUSED,
		    "--names называет людей одной части города; вместе с --by не бывает: укажите "
		    "--scope");
	return st;
}

static void
put_blanks(struct buf *b, size_t from, size_t columns)
{
	for (; from < columns; from++)
		buf_putc(b, ' ');
}

/* Text in so many columns, cut or filled; to the right when it is a figure. */
static void
put_left(struct buf *b, const char *text, size_t columns)
{
	size_t fit = utf8_fit(text, columns), width;

	buf_put(b, text, fit);
	width = utf8_width(text) < columns ? utf8_width(text) : columns;
	put_blanks(b, width, columns);
}

static void
put_right(struct buf *b, const char *text, size_t columns)
{
	put_blanks(b, utf8_width(text), columns);
	buf_puts(b, text);
}

static void
put_figure(struct buf *b, enum indicator which, struct fraction f, size_t columns)
{
	struct buf text = {0};

	indicator_put_figure(&text, which, f, ',');
	if (text.len == 0)
		buf_puts(&text, "—");
	put_right(b, buf_text(&text), columns);
	buf_free(&text);
}

static void
put_heading(struct call *c, struct period p, struct scope scope, struct buf *b)
{
	struct view v;

	buf_puts(b, "Показатели: ");
	view_open(&v, c->session);
	scope_put_name(&v, scope, b);
	view_close(&v);
	buf_puts(b, ", с ");
	date_put_russian(b, p.from);
	buf_puts(b, " по ");
	date_put_russian(b, p.to);
	buf_putc(b, '\n');
}

static void
put_change(struct buf *b, enum indicator which, struct fraction now, struct fraction before)
{
	struct buf text = {0};
	int64_t tenths;

	if (!indicator_change(which, now, before, &tenths))
		buf_puts(&text, "—");
	else
		buf_printf(&text, "%s%lld,%lld",
		    tenths > 0       ? "+"
			: tenths < 0 ? "−"
				     : "",
		    llabs(tenths) / 10, llabs(tenths) % 10);
	put_right(b, buf_text(&text), CHANGE_COLUMNS);
	buf_free(&text);
}

static void
put_target(struct call *c, struct buf *b, enum indicator which, int32_t on)
{
	char text[24] = "—";
	int target;

	if (indicators_target(c->session, which, on, &target))
		snprintf(text, sizeof(text), "%d", target);
	put_right(b, text, FIGURE_COLUMNS - 2);
}

static void
put_clause(struct call *c, struct buf *b, enum indicator which)
{
	const char *clause = indicators_clause(c->session, which);

	if (*clause != '\0')
		buf_printf(b, "  п. %s", clause);
}

/* What stands beside single figures. */
static void
put_notes(struct buf *b, enum indicator which, const struct indicators *a)
{
	struct roadmap_parts parts = roadmap_parts(a);

	if (which == INDICATOR_ROADMAP && parts.drawn_up)
		buf_printf(b,
		    "      разработана: да; реализуется: %s; все три уровня: %s; отменено: %llu\n",
		    parts.carried_out ? "да" : "нет", parts.all_levels ? "да" : "нет",
		    (unsigned long long)a->cancelled);
	if (which == INDICATOR_ROADMAP && !parts.drawn_up)
		buf_puts(b, "      разработана: нет — на период ничего не запланировано\n");
	if (which == INDICATOR_LOAD && a->values[which].denominator > 0)
		buf_printf(b, "      меньше всего — %llu, больше всего — %llu\n",
		    (unsigned long long)a->load_least, (unsigned long long)a->load_most);
	if (which == INDICATOR_YOUNG && a->unknown > 0)
		buf_printf(b, "      нет даты рождения или начала работы: %llu\n",
		    (unsigned long long)a->unknown);
	if (indicator_is_small(a->values[which]))
		buf_puts(b, "      малая численность: одна единица меняет многое\n");
}

static void
put_line(struct call *c, struct buf *b, enum indicator which, const struct indicators *now,
    const struct indicators *before)
{
	struct fraction f = now->values[which];
	char of[64];

	snprintf(of, sizeof(of), "%llu %s %llu", (unsigned long long)f.numerator,
	    which == INDICATOR_LOAD ? "на" : "из", (unsigned long long)f.denominator);
	put_left(b, indicator_info(which)->brief, TITLE_COLUMNS);
	put_figure(b, which, f, FIGURE_COLUMNS);
	buf_puts(b, which == INDICATOR_LOAD || f.denominator == 0 ? "  " : " %");
	put_right(b, of, 20);
	put_change(b, which, f, before->values[which]);
	put_target(c, b, which, now->period.to);
	put_clause(c, b, which);
	buf_puts(b, "\n      ");
	indicators_put_rule(c->session, which, b);
	buf_putc(b, '\n');
	put_notes(b, which, now);
}

static void
put_part_note(struct buf *b, enum scope_type of)
{
	const char *note = indicators_part_note(of);

	if (note[0] != '\0')
		buf_printf(b, "\n%s\n", note);
}

/* The eight with their rules, beside the same day a year ago. */
static enum status
put_text_one(struct call *c, const struct asked *a, struct buf *b, struct error *e)
{
	const struct indicator_question questions[] = {{.period = a->period, .scope = a->scope},
	    {.period = period_year_before(a->period), .scope = a->scope}};
	struct indicators answers[2];
	enum status st;
	struct view v;

	view_open(&v, c->session);
	st = indicators_ask(&v, questions, 2, answers, e);
	view_close(&v);
	if (st != ST_OK)
		return st;
	put_heading(c, a->period, a->scope, b);
	buf_printf(b, "Педагогов: %llu\n\n", (unsigned long long)answers[0].staff);
	put_left(b, "", TITLE_COLUMNS);
	put_right(b, "значение", FIGURE_COLUMNS);
	put_right(b, "число / всего", 22);
	put_right(b, "изм. за год", CHANGE_COLUMNS);
	put_right(b, "цель", FIGURE_COLUMNS - 2);
	buf_putc(b, '\n');
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++)
		put_line(c, b, i, &answers[0], &answers[1]);
	put_part_note(b, a->scope.type);
	return ST_OK;
}

/* A row of figures and under it N/M. */
static void
put_table_row(struct call *c, struct buf *b, const struct indicators *a, enum indicators_by by)
{
	struct buf label = {0};
	char text[64];
	struct view v;

	view_open(&v, c->session);
	if (by == BY_MONTH)
		date_put_russian(&label, a->period.to);
	else
		scope_put_name(&v, a->scope, &label);
	view_close(&v);
	put_left(b, buf_text(&label), NAME_COLUMNS);
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++)
		put_figure(b, i, a->values[i], FIGURE_COLUMNS);
	snprintf(text, sizeof(text), "  педагогов: %llu", (unsigned long long)a->staff);
	buf_putc(b, '\n');
	put_left(b, text, NAME_COLUMNS);
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++) {
		snprintf(text, sizeof(text), " %llu/%llu",
		    (unsigned long long)a->values[i].numerator,
		    (unsigned long long)a->values[i].denominator);
		put_right(b, text, FIGURE_COLUMNS);
	}
	buf_putc(b, '\n');
	buf_free(&label);
}

static void
put_legend(struct call *c, struct buf *b)
{
	buf_putc(b, '\n');
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++) {
		buf_printf(b, "%d  %s%s", (int)i + 1, indicator_info(i)->brief,
		    i == INDICATOR_LOAD ? "" : ", %");
		put_clause(c, b, i);
		buf_puts(b, "\n      ");
		indicators_put_rule(c->session, i, b);
		buf_putc(b, '\n');
	}
}

static enum status
put_text_many(struct call *c, const struct asked *a, struct buf *b, struct error *e)
{
	struct indicators_table t;
	enum status st;
	struct view v;

	view_open(&v, c->session);
	st = indicators_table(&v, a->period, a->scope, a->by, &t, e);
	view_close(&v);
	if (st != ST_OK)
		return st;
	put_heading(c, a->period, a->scope, b);
	buf_putc(b, '\n');
	put_left(b, a->by == BY_MONTH ? "По день" : "", NAME_COLUMNS);
	for (int i = 1; i <= INDICATOR_COUNT; i++)
		buf_printf(b, "%*d", FIGURE_COLUMNS, i);
	buf_putc(b, '\n');
	for (size_t i = 0; i < t.count; i++)
		put_table_row(c, b, &t.rows[i], a->by);
	put_legend(c, b);
	put_part_note(b, a->by == BY_ORGANISATION ? SCOPE_ORGANISATION : a->scope.type);
	indicators_table_free(&t);
	return ST_OK;
}

static enum status
put_json(struct call *c, const struct asked *a, struct buf *b, struct error *e)
{
	struct indicators_table t;
	enum status st;
	struct view v;

	view_open(&v, c->session);
	st = indicators_table(&v, a->period, a->scope, a->by, &t, e);
	if (st != ST_OK) {
		view_close(&v);
		return st;
	}
	buf_puts(b, a->by != BY_NOTHING ? "[\n" : "");
	for (size_t i = 0; i < t.count; i++) {
		buf_puts(b, i > 0 ? ",\n" : "");
		indicators_put_json(&v, &t.rows[i], b);
	}
	view_close(&v);
	buf_puts(b, a->by != BY_NOTHING ? "\n]\n" : "\n");
	indicators_table_free(&t);
	return ST_OK;
}

static enum status
put_csv(struct call *c, const struct asked *a, struct buf *b, struct error *e)
{
	struct indicators_table t;
	enum status st;
	struct view v;

	view_open(&v, c->session);
	st = indicators_table(&v, a->period, a->scope, a->by, &t, e);
	if (st == ST_OK) {
		indicators_put_csv(&v, t.rows, t.count, b);
		indicators_table_free(&t);
	}
	view_close(&v);
	return st;
}

static void
put_person(void *context, const struct indicator_person *p)
{
	struct buf *b = context;

	buf_puts(b, "  ");
	put_left(b, p->code, 12);
	buf_printf(
	    b, " %s %s %s · %s\n", p->surname, p->given_name, p->patronymic, p->organisation);
}

static void
put_names_text(
    struct call *c, const struct asked *a, const struct indicator_names *names, struct buf *b)
{
	const struct indicator_info *info = indicator_info(a->names);

	put_heading(c, a->period, a->scope, b);
	buf_printf(b, "%s: %zu из %zu\n\nУчтены — %s: %zu\n", info->brief, names->ncounted,
	    names->ncounted + names->nmissing, info->counted, names->ncounted);
	indicators_each_person(c->session, names->counted, names->ncounted, put_person, b);
	buf_printf(b, "\nНе учтены — %s: %zu\n", info->missing, names->nmissing);
	indicators_each_person(c->session, names->missing, names->nmissing, put_person, b);
}

static enum status
write_names(struct call *c, const struct asked *a, FILE *f, struct buf *b, struct error *e)
{
	struct indicator_names names;
	enum status st;
	struct view v;

	view_open(&v, c->session);
	st = indicators_names(&v, a->period, a->scope, a->names, &names, e);
	if (st == ST_OK && call_format_is(c, "json"))
		indicators_put_names_json(&v, a->names, &names, b);
	view_close(&v);
	if (st != ST_OK)
		return st;
	if (call_format_is(c, "xlsx"))
		st = indicators_write_names_xlsx(c->session, a->names, &names, f, e);
	else if (call_format_is(c, "csv"))
		indicators_put_names_csv(c->session, &names, b);
	else if (call_format_is(c, "json"))
		buf_putc(b, '\n');
	else
		put_names_text(c, a, &names, b);
	indicator_names_free(&names);
	return st;
}

/* Text is read by people and shown escaped; the rest goes out as it is. */
static void
print(struct call *c, FILE *f, struct buf *text)
{
	struct buf shown = {0};

	if (call_format_is(c, "text"))
		utf8_put_shown(&shown, buf_slice(text), true);
	out_buf(f, call_format_is(c, "text") ? &shown : text);
	buf_free(&shown);
}

static enum status
write_answer(struct call *c, const struct asked *a, FILE *f, struct error *e)
{
	struct buf text = {0};
	enum status st;

	if (a->names != INDICATOR_COUNT)
		st = write_names(c, a, f, &text, e);
	else if (call_format_is(c, "xlsx"))
		st = indicators_write_xlsx(c->session, a->period, a->scope, a->by, f, e);
	else if (call_format_is(c, "csv"))
		st = put_csv(c, a, &text, e);
	else if (call_format_is(c, "json"))
		st = put_json(c, a, &text, e);
	else
		st = a->by == BY_NOTHING ? put_text_one(c, a, &text, e)
					 : put_text_many(c, a, &text, e);
	print(c, f, &text);
	buf_free(&text);
	return st;
}

enum status
command_indicators(struct call *c, struct error *e)
{
	struct buf what = {0};
	struct reply reply;
	struct asked a;
	enum status st = read_asked(c, &a, e);
	bool names = st == ST_OK && a.names != INDICATOR_COUNT;

	if (st != ST_OK)
		return st;
	if (call_format_is(c, "xlsx") && reply_require_file(c, "книга xlsx", e) != ST_OK)
		return ST_USAGE;
	if (names)
		buf_printf(&what, "люди показателя «%s»", indicator_info(a.names)->brief);
	st = reply_begin(&reply, c, names ? OPERATION_EXPORT : NULL, buf_text(&what), e);
	buf_free(&what);
	return st == ST_OK ? reply_end(&reply, write_answer(c, &a, reply.f, e), e) : st;
}
