/* SPDX-License-Identifier: MIT
 * undo.c - operations taken back and done again.
 */
#include "screens/app/undo.h"

#include <assert.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/widget/words.h"
#include "service/core/operations.h"
#include "service/record/register.h"

/* One's own work back and forth, and any row of the journal. */
enum undo_way { UNDO_OWN, REDO_OWN, UNDO_ANY };

struct asked_undo {
	enum undo_way way;
	uint64_t operation;
};

/* An operation as it is told, before it is taken back and afterwards. */
struct told {
	struct undo_effect effect;
	size_t total;
	bool again;       /* it is taken back, and would be done once more */
	struct buf what;  /* "сохранение, сегодня 12:03" */
	struct buf kinds; /* "Люди — 500, Заявления — 100" */
	struct buf name; /* of the first record: "заявление «Попова Мария»" */
};

static void
told_free(struct told *t)
{
	buf_free(&t->what);
	buf_free(&t->kinds);
	buf_free(&t->name);
}

static void
put_kinds(const struct journal_row *row, struct buf *out)
{
	for (int k = 0; k < KIND_COUNT; k++) {
		if (row->counts[k] == 0)
			continue;
		buf_printf(out, "%s%s\u00A0—\u00A0", out->len > 0 ? ", " : "",
		    entity_of((enum kind)k)->many);
		words_put_number(out, row->counts[k]);
	}
}

/* The work itself, behind undos of undos; *again: it is not in force, and would be done once more.
 */
static bool
find_work(const struct view *v, uint64_t operation, struct journal_row *out, bool *again)
{
	*again = false;
	while (journal_get(v->txn, operation, out)) {
		if (out->undoes == 0)
			return true;
		operation = out->undoes;
		*again = !*again;
		journal_row_free(out);
	}
	return false;
}

/* false: there is no such operation. */
static bool
tell(const struct view *v, uint64_t operation, struct told *t)
{
	struct journal_row row;

	*t = (struct told){.total = 0};
	if (!find_work(v, operation, &row, &t->again))
		return false;
	t->total = row.total;
	buf_puts(&t->what, operation_word(row.operation));
	if (strcmp(row.account, v->session->account.name) != 0)
		buf_printf(&t->what, ", %s", row.account);
	buf_puts(&t->what, ", ");
	words_put_moment(&t->what, row.time, clock_today());
	put_kinds(&row, &t->kinds);
	journal_row_free(&row);
	register_undo_effect(v, operation, &t->effect);
	if (t->effect.id == 0)
		return true;
	buf_printf(&t->name, "%s «", entity_of(t->effect.kind)->one);
	register_put_last_name(v, t->effect.kind, t->effect.id, &t->name);
	buf_puts(&t->name, "»");
	return true;
}

/* What becomes of the records, in the words for one, and for many before and after. */
static void
put_effects(const struct told *t, bool done, struct buf *out)
{
	const struct {
		size_t count;
		const char *one, *one_again, *will, *did;
	} rows[] = {
	    {t->effect.removed, "внесение отменено, удалено", "снова удалено", "удалит записей",
		"удалено записей"},
	    {t->effect.returned, "удаление отменено, возвращено", "снова внесено",
		"вернёт удалённых", "возвращено удалённых"},
	    {t->effect.changed, "изменение отменено, прежний вид возвращён", "снова изменено",
		"вернёт к прежнему виду", "возвращено к прежнему виду"},
	};
	const char *comma = "";

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].count == 0)
			continue;
		if (done && t->total == 1) {
			buf_printf(out, "%s: %s", t->again ? rows[i].one_again : rows[i].one,
			    buf_text(&t->name));
			continue;
		}
		buf_printf(out, "%s%s: ", comma, done ? rows[i].did : rows[i].will);
		words_put_number(out, rows[i].count);
		comma = ", ";
	}
}

static const char *
way_back(enum undo_way way)
{
	return way == UNDO_OWN ? " Ctrl-Y — снова." : way == REDO_OWN ? " Ctrl-Z — отменить." : "";
}

static void
say(struct app *app, const struct told *t, enum undo_way way)
{
	struct buf text = {0};

	if (t->total > 1)
		buf_printf(
		    &text, "%s: %s; ", t->again ? "сделано снова" : "отменено", buf_text(&t->what));
	put_effects(t, true, &text);
	app_say(app, MESSAGE_INFO, "%s.%s", buf_text(&text), way_back(way));
	buf_free(&text);
}

static enum status
take(struct session *s, const struct asked_undo *a, struct error *e)
{
	if (a->way == UNDO_OWN)
		return register_undo(s, a->operation, NULL, NULL, e);
	if (a->way == REDO_OWN)
		return register_redo(s, a->operation, NULL, NULL, e);
	return register_undo_operation(s, a->operation, e);
}

static void
run(struct app *app, const struct asked_undo *a, const struct told *t)
{
	struct error e = {0};

	if (take(app_session(app), a, &e) == ST_OK)
		say(app, t, a->way);
	else
		app_say_error(app, &e);
}

static void
take_answer(struct screen *asker, const void *about, const struct answer *answer)
{
	const struct asked_undo *a = about;
	struct app *app = screen_app(asker);
	struct told t;
	struct view v;

	assert(a != NULL);
	if (answer->code != 2)
		return;
	view_open(&v, app_session(app));
	tell(&v, a->operation, &t);
	view_close(&v);
	run(app, a, &t);
	told_free(&t);
}

static void
ask(struct app *app, const struct asked_undo *a, const struct told *t)
{
	static const char *const undo[] = {"Не отменять", "Отменить", NULL};
	static const char *const redo[] = {"Не возвращать", "Сделать снова", NULL};
	struct buf text = {0};

	buf_printf(
	    &text, "%s: %s?\n\nЭто ", t->again ? "Сделать снова" : "Отменить", buf_text(&t->what));
	put_effects(t, false, &text);
	buf_puts(&text, ".\n");
	utf8_put_capital(&text, t->total == 1 ? buf_text(&t->name) : buf_text(&t->kinds));
	buf_puts(&text, ".");
	ask_buttons(app, ABOUT(take_answer, a), t->again ? "Вернуть отменённое" : "Отмена",
	    buf_text(&text), t->again ? redo : undo);
	buf_free(&text);
}

static bool
run_own(struct app *app, enum undo_way way)
{
	struct asked_undo a = {.way = way};
	struct journal_row row = {0};
	struct told t = {0};
	struct view v;
	bool asks;

	view_open(&v, app_session(app));
	if (way == UNDO_OWN ? register_undo_next(&v, &row) : register_redo_next(&v, &row)) {
		a.operation = row.sequence;
		tell(&v, a.operation, &t);
		journal_row_free(&row);
	}
	view_close(&v);
	asks = t.total > UNDO_ASKS_ABOVE;
	if (asks)
		ask(app, &a, &t);
	else
		run(app, &a, &t); /* it says why, when there is nothing */
	told_free(&t);
	return !asks;
}

bool
undo_own(struct app *app)
{
	return run_own(app, UNDO_OWN);
}

bool
redo_own(struct app *app)
{
	return run_own(app, REDO_OWN);
}

void
undo_here(struct screen *sc)
{
	if (undo_own(screen_app(sc)))
		app_reload(screen_app(sc));
}

void
redo_here(struct screen *sc)
{
	if (redo_own(screen_app(sc)))
		app_reload(screen_app(sc));
}

void
undo_ask(struct app *app, uint64_t operation)
{
	const struct asked_undo a = {.way = UNDO_ANY, .operation = operation};
	struct told t;
	struct view v;
	bool known;

	view_open(&v, app_session(app));
	known = tell(&v, operation, &t);
	view_close(&v);
	if (known && t.total > 0)
		ask(app, &a, &t);
	else
		run(app, &a, &t); /* it says what is in the way */
	told_free(&t);
}
