/* SPDX-License-Identifier: MIT
 * command_roster.c - metodaktiv-region roster: the towns' public lists as one.
 */
#include <string.h>

#include "base/json.h"
#include "exchange/table/table.h"
#include "region/command.h"
#include "region/store/roster.h"
#include "region/store/towns.h"

static const char *const names[BATCH_ROSTER_COLUMNS] = {
    "surname", "given_name", "patronymic", "organisation", "position", "subject_area", "email"};

static void
put_json(struct buf *b, const struct region_roster *r)
{
	buf_putc(b, '[');
	for (size_t i = 0; i < r->count; i++) {
		buf_puts(b, i > 0 ? ",\n{\"municipality\": " : "\n{\"municipality\": ");
		json_put_string(b, r->rows[i].municipality);
		for (int k = 0; k < BATCH_ROSTER_COLUMNS; k++) {
			const char *value = r->rows[i].values[k];

			buf_printf(b, ", \"%s\": ", names[k]);
			json_put_string_or_null(b, value != NULL ? value : "");
		}
		buf_putc(b, '}');
	}
	buf_puts(b, "\n]");
}

static void
put_csv(struct buf *b, const struct region_roster *r)
{
	buf_puts(b, "municipality");
	for (int k = 0; k < BATCH_ROSTER_COLUMNS; k++)
		buf_printf(b, ";%s", names[k]);
	for (size_t i = 0; i < r->count; i++) {
		buf_putc(b, '\n');
		table_put_cell(b, slice_of(r->rows[i].municipality));
		for (int k = 0; k < BATCH_ROSTER_COLUMNS; k++) {
			const char *value = r->rows[i].values[k];

			buf_putc(b, ';');
			table_put_cell(b, slice_of(value != NULL ? value : ""));
		}
	}
}

static void
put_text(struct buf *b, const struct region_roster *r)
{
	if (r->count == 0)
		buf_puts(b, "Список пуст: города присылают свои списки уровнем roster.");
	for (size_t i = 0; i < r->count; i++) {
		const struct roster_row *row = &r->rows[i];

		buf_puts(b, i > 0 ? "\n" : "");
		for (int k = 0; k < 3; k++)
			buf_printf(b, "%s%s", k > 0 && row->values[k] != NULL ? " " : "",
			    row->values[k] != NULL ? row->values[k] : "");
		buf_printf(b, " · %s", row->municipality);
		for (int k = 3; k < BATCH_ROSTER_COLUMNS; k++)
			if (row->values[k] != NULL)
				buf_printf(b, " · %s", row->values[k]);
	}
}

static const struct {
	const char *format;
	void (*put)(struct buf *b, const struct region_roster *r);
} formats[] = {{.format = "text", .put = put_text}, {.format = "json", .put = put_json},
    {.format = "csv", .put = put_csv}};

static void
tell(void *context, const char *sentence)
{
	(void)context;
	region_complain(sentence);
}

enum status
region_command_roster(struct region_call *c, struct error *e)
{
	const char *oktmo = c->values[REGION_TOWN];
	struct region_roster r = {0};
	struct buf text = {0};
	enum status st = oktmo != NULL ? town_check_number(oktmo, e) : ST_OK;

	if (st == ST_OK)
		st = region_roster(c->pg, oktmo, &r, tell, NULL, e);
	if (st == ST_OK) {
		for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
			if (region_format_is(c, formats[i].format))
				formats[i].put(&text, &r);
		st = region_deliver(c, &text, e);
	}
	region_roster_free(&r);
	buf_free(&text);
	return st;
}
