/* SPDX-License-Identifier: MIT
 * indicators_json.c - figures as JSON and the cells of CSV, the same of a town and of a region.
 */
#include "rules/indicators_json.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"

void
indicator_put_ratio(struct buf *b, struct fraction f)
{
	double value = (double)f.numerator / (double)f.denominator;
	char text[40];

	for (int digits = 1; digits <= 17; digits++) {
		snprintf(text, sizeof(text), "%.*g", digits, value);
		if (strtod(text, NULL) == value)
			break;
	}
	buf_puts(b, text);
	if (strpbrk(text, ".e") == NULL)
		buf_puts(b, ".0");
}

void
indicators_put_levels(struct buf *b, unsigned levels, const char *quote, const char *between)
{
	const char *const *words = field_find(KIND_EVENTS, "level")->words;
	const char *separator = "";

	for (unsigned i = 0; words[i] != NULL; i++) {
		if ((levels >> (i + 1) & 1) == 0)
			continue;
		buf_printf(b, "%s%s%s%s", separator, quote, words[i], quote);
		separator = between;
	}
}

static void
put_figures(struct buf *b, enum indicator which, struct fraction f)
{
	const char *name = which == INDICATOR_LOAD ? "per_methodist" : "percent";

	if (f.denominator == 0) {
		buf_printf(b, "\"value\": null, \"%s\": null", name);
		return;
	}
	buf_puts(b, "\"value\": ");
	indicator_put_ratio(b, f);
	buf_printf(b, ", \"%s\": \"", name);
	indicator_put_figure(b, which, f, '.');
	buf_putc(b, '"');
}

static void
put_indicator(
    struct buf *b, const struct indicators *a, enum indicator which, struct indicator_said said)
{
	struct fraction f = a->values[which];

	buf_printf(b, "{\"id\": \"%s\", \"title\": ", indicator_info(which)->id);
	json_put_string(b, said.title);
	buf_puts(b, ", \"clause\": ");
	json_put_string(b, said.clause);
	buf_printf(b, ", \"numerator\": %llu, \"denominator\": %llu, ",
	    (unsigned long long)f.numerator, (unsigned long long)f.denominator);
	put_figures(b, which, f);
	if (which == INDICATOR_ROADMAP) {
		buf_puts(b, ", \"levels\": [");
		indicators_put_levels(b, a->levels, "\"", ", ");
		buf_putc(b, ']');
	}
	if (which == INDICATOR_YOUNG)
		buf_printf(b, ", \"unknown\": %llu", (unsigned long long)a->unknown);
	buf_putc(b, '}');
}

void
indicators_put_object(struct buf *b, const struct indicators *a, const char *scope,
    indicator_say *say, const void *context)
{
	buf_puts(b, "{\"from\": \"");
	date_put_iso(b, a->period.from);
	buf_puts(b, "\", \"to\": \"");
	date_put_iso(b, a->period.to);
	buf_puts(b, "\", \"scope\": ");
	json_put_string(b, scope);
	buf_printf(b, ", \"staff\": %llu, \"indicators\": [", (unsigned long long)a->staff);
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++) {
		buf_puts(b, i > 0 ? ",\n  " : "\n  ");
		put_indicator(b, a, i, say(context, i));
	}
	buf_puts(b, "\n]}");
}

void
indicators_put_cells(struct buf *b, const struct indicators *a, enum indicator which)
{
	struct fraction f = a->values[which];

	buf_printf(
	    b, "%llu;%llu;", (unsigned long long)f.numerator, (unsigned long long)f.denominator);
	if (f.denominator > 0)
		indicator_put_ratio(b, f);
	buf_putc(b, ';');
	if (which != INDICATOR_LOAD)
		indicator_put_figure(b, which, f, '.');
	buf_putc(b, ';');
	if (which == INDICATOR_LOAD)
		indicator_put_figure(b, which, f, '.');
	buf_putc(b, ';');
	if (which == INDICATOR_ROADMAP)
		indicators_put_levels(b, a->levels, "", ",");
	buf_putc(b, ';');
	if (which == INDICATOR_YOUNG)
		buf_printf(b, "%llu", (unsigned long long)a->unknown);
}
