/* SPDX-License-Identifier: MIT
 * undo.c - taking back the account's own last operation.
 */
#include "screens/record/undo.h"

#include <assert.h>

#include "base/clock.h"
#include "screens/app/ask.h"
#include "screens/widget/words.h"
#include "service/core/operations.h"
#include "service/record/register.h"

static void
put_operation(struct session *s, uint64_t operation, struct buf *out)
{
	struct txn *t = txn_read(s->store);
	struct journal_row row = {0};

	if (journal_get(t, operation, &row)) {
		buf_printf(out, "%s, ", operation_word(row.operation));
		words_put_moment(out, row.time, clock_today());
		journal_row_free(&row);
	}
	txn_abort(t);
}

static void
undo(struct app *app, uint64_t expected)
{
	struct session *s = app_session(app);
	struct buf text = {0};
	struct error e = {0};
	uint64_t operation = 0;
	size_t records = 0;

	if (register_undo(s, expected, &operation, &records, &e) != ST_OK) {
		app_say_error(app, &e);
		return;
	}
	buf_puts(&text, "Отменено: ");
	put_operation(s, operation, &text);
	buf_puts(&text, "; ");
	words_put_count(
	    &text, records, "запись возвращена", "записи возвращены", "записей возвращено");
	app_say(app, MESSAGE_INFO, "%s к прежнему виду.", buf_text(&text));
	buf_free(&text);
}

/* "Люди — 500, Заявления — 100" */
static void
put_counts(const struct journal_row *row, struct buf *out)
{
	size_t told = 0;

	for (int k = 0; k < KIND_COUNT; k++) {
		if (row->counts[k] == 0)
			continue;
		buf_printf(out, "%s%s\u00A0—\u00A0", told++ > 0 ? ", " : "",
		    entity_of((enum kind)k)->many);
		words_put_number(out, row->counts[k]);
	}
}

static void
take_undo(struct screen *asker, const void *about, const struct answer *answer)
{
	const uint64_t *operation = about;

	assert(operation != NULL);
	if (answer->code == 2)
		undo(screen_app(asker), *operation);
}

bool
undo_ask(struct app *app)
{
	static const char *const buttons[] = {"Не отменять", "Отменить", NULL};
	struct journal_row row = {0};
	struct buf text = {0};
	uint64_t operation;
	size_t total;
	struct view v;
	bool found;

	view_open(&v, app_session(app));
	found = register_undo_next(&v, &row);
	view_close(&v);
	if (!found) {
		undo(app, 0); /* it says why there is nothing */
		return true;
	}
	total = row.total;
	operation = row.sequence;
	buf_printf(&text, "Отменить: %s, ", operation_word(row.operation));
	words_put_moment(&text, row.time, clock_today());
	buf_puts(&text, "?\n\n");
	words_put_count(&text, row.total, "запись вернётся", "записи вернутся", "записей вернутся");
	buf_puts(&text, " к прежнему виду: ");
	put_counts(&row, &text);
	buf_puts(&text, ".");
	journal_row_free(&row);
	if (total > 1)
		ask_buttons(app, ABOUT(take_undo, &operation), "Отмена", buf_text(&text), buttons);
	else
		undo(app, operation);
	buf_free(&text);
	return total <= 1;
}
