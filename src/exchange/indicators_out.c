/* SPDX-License-Identifier: MIT
 * indicators_out.c - indicators as JSON and as a table.
 */
#include "exchange/indicators_out.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "db/record/records.h"
#include "exchange/export.h"
#include "exchange/table/table.h"
#include "rules/indicators_json.h"
#include "service/core/naming.h"

static void
put_member(struct buf *b, const char *name, const char *value)
{
	buf_printf(b, "\"%s\": ", name);
	json_put_string(b, value);
}

static struct indicator_said
said_by_town(const void *context, enum indicator which)
{
	struct session *s = ((const struct view *)context)->session;

	return (struct indicator_said){
	    .title = indicators_text(s, which), .clause = indicators_clause(s, which)};
}

void
indicators_put_json(const struct view *v, const struct indicators *a, struct buf *b)
{
	struct buf scope = {0};

	scope_put(v, a->scope, &scope);
	indicators_put_object(b, a, buf_text(&scope), said_by_town, v);
	buf_free(&scope);
}

static void
put_codes_json(const struct view *v, const struct indicator_names *names, const uint64_t *ids,
    size_t count, struct buf *b)
{
	struct buf codes = {0};
	const char *code;

	indicators_put_codes(v, names->kind, ids, count, &codes);
	code = buf_text(&codes);
	buf_putc(b, '[');
	for (size_t i = 0; i < count; i++, code += strlen(code) + 1) {
		buf_puts(b, i > 0 ? ", " : "");
		json_put_string(b, code);
	}
	buf_putc(b, ']');
	buf_free(&codes);
}

void
indicators_put_names_json(
    const struct view *v, enum indicator which, const struct indicator_names *names, struct buf *b)
{
	buf_putc(b, '{');
	put_member(b, "id", indicator_info(which)->id);
	buf_puts(b, ", \"counted\": ");
	put_codes_json(v, names, names->counted, names->ncounted, b);
	buf_puts(b, ", \"missing\": ");
	put_codes_json(v, names, names->missing, names->nmissing, b);
	buf_putc(b, '}');
}

static void
put_cell(struct buf *b, const char *text, char behind)
{
	table_put_cell(b, slice_of(text));
	buf_putc(b, behind);
}

static void
put_csv_row(struct session *s, const struct indicators *a, const char *scope, const char *name,
    enum indicator which, struct buf *b)
{
	put_cell(b, scope, ';');
	put_cell(b, name, ';');
	date_put_iso(b, a->period.from);
	buf_putc(b, ';');
	date_put_iso(b, a->period.to);
	buf_printf(b, ";%llu;", (unsigned long long)a->staff);
	put_cell(b, indicator_info(which)->id, ';');
	put_cell(b, indicators_text(s, which), ';');
	put_cell(b, indicators_clause(s, which), ';');
	indicators_put_cells(b, a, which);
	buf_putc(b, '\n');
}

void
indicators_put_csv(
    const struct view *v, const struct indicators *answers, size_t count, struct buf *b)
{
	struct buf scope = {0}, name = {0};

	buf_puts(b,
	    "scope;name;from;to;staff;id;title;clause;numerator;denominator;value;percent;"
	    "per_methodist;levels;unknown\n");
	for (size_t n = 0; n < count; n++) {
		buf_clear(&scope);
		buf_clear(&name);
		scope_put(v, answers[n].scope, &scope);
		scope_put_name(v, answers[n].scope, &name);
		for (enum indicator i = 0; i < INDICATOR_COUNT; i++)
			put_csv_row(
			    v->session, &answers[n], buf_text(&scope), buf_text(&name), i, b);
	}
	buf_free(&scope);
	buf_free(&name);
}

void
indicators_each_person(struct session *s, const uint64_t *ids, size_t count,
    void (*fn)(void *context, const struct indicator_person *p), void *context)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	struct txn *t = txn_read(s->store);
	struct buf organisation = {0};
	uint64_t named = 0;

	for (size_t i = 0; i < count; i++) {
		if (!records_get(t, ids[i], &p->base))
			continue;
		if (p->organisation != named) {
			buf_clear(&organisation);
			register_put_short_name(
			    t, KIND_ORGANISATIONS, p->organisation, &organisation);
			named = p->organisation;
		}
		fn(context,
		    &(struct indicator_person){.code = p->code,
			.surname = p->surname,
			.given_name = p->given_name,
			.patronymic = p->patronymic,
			.organisation = buf_text(&organisation)});
	}
	txn_abort(t);
	buf_free(&organisation);
	record_free(&p->base);
}

struct names_csv {
	struct buf *out;
	const char *counted;
};

static void
put_person_csv(void *context, const struct indicator_person *p)
{
	const struct names_csv *csv = context;

	put_cell(csv->out, p->code, ';');
	put_cell(csv->out, p->surname, ';');
	put_cell(csv->out, p->given_name, ';');
	put_cell(csv->out, p->patronymic, ';');
	put_cell(csv->out, p->organisation, ';');
	put_cell(csv->out, csv->counted, '\n');
}

void
indicators_put_names_csv(struct session *s, const struct indicator_names *names, struct buf *b)
{
	struct names_csv csv = {.out = b, .counted = "да"};

	buf_puts(b, "code;surname;given_name;patronymic;organisation;counted\n");
	indicators_each_person(s, names->counted, names->ncounted, put_person_csv, &csv);
	csv.counted = "нет";
	indicators_each_person(s, names->missing, names->nmissing, put_person_csv, &csv);
}
