/* SPDX-License-Identifier: MIT
 * year_out.c - the methodical year for programs.
 */
#include "exchange/year_out.h"

#include "base/date.h"
#include "db/record/records.h"
#include "exchange/export.h"
#include "exchange/table.h"
#include "service/indicators/indicators.h"

/* --- Work lists. */

void
worklists_put_json(const struct worklist_count *counts, size_t count, struct buf *out)
{
	buf_putc(out, '[');
	for (size_t i = 0; i < count; i++) {
		buf_printf(
		    out, "%s\n{\"id\": \"%s\", \"title\": ", i > 0 ? "," : "", counts[i].list->id);
		json_put_string(out, counts[i].list->title);
		buf_printf(out, ", \"count\": %zu}", counts[i].count);
	}
	buf_puts(out, "\n]\n");
}

void
worklists_put_csv(const struct worklist_count *counts, size_t count, struct buf *out)
{
	buf_puts(out, "id;title;count\n");
	for (size_t i = 0; i < count; i++) {
		buf_printf(out, "%s;", counts[i].list->id);
		table_put_cell(out, slice_of(counts[i].list->title));
		buf_printf(out, ";%zu\n", counts[i].count);
	}
}

void
worklist_put_json(
    const struct worklist *list, int32_t on, char *const *codes, size_t count, struct buf *out)
{
	buf_printf(out, "{\"id\": \"%s\", \"on\": \"", list->id);
	date_put_iso(out, on);
	buf_puts(out, "\", \"codes\": [");
	for (size_t i = 0; i < count; i++) {
		buf_puts(out, i > 0 ? ", " : "");
		json_put_string(out, codes[i]);
	}
	buf_puts(out, "]}\n");
}

void
worklist_put_csv(char *const *codes, size_t count, struct buf *out)
{
	buf_puts(out, "code\n");
	for (size_t i = 0; i < count; i++) {
		table_put_cell(out, slice_of(codes[i]));
		buf_putc(out, '\n');
	}
}

/* --- The year. */

/* {"семинар": 5}: words that count 0 left out. */
static void
put_words(struct buf *out, const char *name, const char *const *words, const size_t *counts)
{
	const char *between = "";

	buf_printf(out, "\"%s\": {", name);
	for (size_t i = 0; words[i] != NULL; i++) {
		if (counts[i + 1] == 0)
			continue;
		buf_puts(out, between);
		json_put_string(out, words[i]);
		buf_printf(out, ": %zu", counts[i + 1]);
		between = ", ";
	}
	buf_putc(out, '}');
}

static void
put_months(struct buf *out, const struct year_figures *f)
{
	buf_puts(out, "\"by_month\": [");
	for (size_t i = 0; i < f->nmonths; i++) {
		int y, m, d;

		date_parts(f->months[i].first, &y, &m, &d);
		buf_printf(out, "%s{\"month\": \"%04d-%02d\", \"held\": %zu}", i > 0 ? ", " : "", y,
		    m, f->months[i].held);
	}
	buf_putc(out, ']');
}

static void
put_requests(struct buf *out, const struct year_figures *f)
{
	if (!f->has_requests) {
		buf_puts(out, "\"requests\": null");
		return;
	}
	buf_printf(out,
	    "\"requests\": {\"received\": %zu, \"done\": %zu, \"in_time\": %zu, \"late\": %zu, "
	    "\"refused\": %zu, \"open\": %zu, \"overdue\": %zu}",
	    f->requests.received, f->requests.done, f->requests.in_time, f->requests.late,
	    f->requests.refused, f->requests.open, f->requests.overdue);
}

/* "from": ..., "to": ..., "scope": ... */
static void
put_head(const struct view *v, struct period p, struct scope scope, struct buf *out)
{
	struct buf text = {0};

	buf_puts(out, "\"from\": \"");
	date_put_iso(out, p.from);
	buf_puts(out, "\", \"to\": \"");
	date_put_iso(out, p.to);
	buf_puts(out, "\", \"scope\": ");
	indicators_scope_put(v, scope, &text);
	json_put_string(out, buf_text(&text));
	buf_free(&text);
}

void
year_put_json(const struct view *v, const struct year_figures *f, struct buf *out)
{
	buf_putc(out, '{');
	put_head(v, f->period, f->scope, out);
	buf_printf(out, ",\n \"events\": {\"held\": %zu, ", f->held);
	put_words(out, "by_type", field_find(KIND_EVENTS, "type")->words, f->by_type);
	buf_puts(out, ", ");
	put_words(out, "by_level", field_find(KIND_EVENTS, "level")->words, f->by_level);
	buf_puts(out, ", ");
	put_months(out, f);
	buf_printf(out, "},\n \"participations\": %llu, \"people\": %zu, \"organisations\": %zu,\n",
	    (unsigned long long)f->participations, f->people, f->organisations);
	buf_printf(out,
	    " \"contests\": {\"events\": %zu, \"entries\": %zu, \"winners\": %zu, \"prizes\": %zu, "
	    "\"laureates\": %zu},\n",
	    f->contests.events, f->contests.entries, f->contests.winners, f->contests.prizes,
	    f->contests.laureates);
	buf_printf(out,
	    " \"plan\": {\"items\": %zu, \"done\": %zu, \"late\": %zu, \"postponed\": %zu, "
	    "\"cancelled\": %zu, \"overdue\": %zu},\n ",
	    f->plan.items, f->plan.done, f->plan.late, f->plan.postponed, f->plan.cancelled,
	    f->plan.overdue);
	put_requests(out, f);
	buf_puts(out, "}\n");
}

static void
put_member(const struct view *v, const struct activity_figures *f, const struct member_activity *m,
    struct buf *out)
{
	struct buf code = {0};

	records_put_code(v->txn, KIND_PEOPLE, m->person, &code);
	buf_puts(out, "{\"person\": ");
	json_put_string(out, buf_text(&code));
	buf_printf(out,
	    ", \"entries\": %zu, \"hours\": %llu, \"without_hours\": %zu, \"directions\": [",
	    m->entries, (unsigned long long)m->hours, m->without_hours);
	for (size_t i = 0; i < f->ndirections; i++)
		buf_printf(out, "%s{\"id\": \"%s\", \"entries\": %zu, \"hours\": %llu}",
		    i > 0 ? ", " : "", f->directions[i].id, m->directions[i].entries,
		    (unsigned long long)m->directions[i].hours);
	buf_puts(out, "]}");
	buf_free(&code);
}

void
activity_put_json(const struct view *v, const struct activity_figures *f, struct buf *out)
{
	buf_putc(out, '[');
	for (size_t i = 0; i < f->count; i++) {
		buf_puts(out, i > 0 ? ",\n" : "\n");
		put_member(v, f, &f->members[i], out);
	}
	buf_puts(out, "\n]\n");
}
