/* SPDX-License-Identifier: MIT
 * associations_lists.c - what the lists of associations and of their heads offer besides what all
 * lists do.
 */
#include "base/clock.h"
#include "db/record/records.h"
#include "screens/output/paper_of_period.h"
#include "screens/record/browser.h"
#include "service/core/naming.h"
#include "service/corps/heads.h"

enum { DO_ORDER = BROWSER_OWN, DO_HEADS, DO_REPORT };

static void
show_heads(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_HEADS, NO_QUESTION, NULL);
}

static void
ask_report(struct screen *sc)
{
	const struct record *r = browser_current(screen_state(sc));

	if (r == NULL)
		app_say(screen_app(sc), MESSAGE_WARNING, "Список пуст: отчитываться некому.");
	else
		ask_paper_of_period(sc,
		    (struct paper_of_period){.id = "association-report",
			.title = "Отчёт объединения",
			.name = "отчёт-объединения",
			.record = r->id});
}

#define ASSOCIATION_ACTIONS                                                                        \
	BROWSER_VIEW_ACTIONS("F2 C-w"),                                                            \
	    ACTION(DO_ORDER, "C-o",                                                                \
		"Составить приказ о руководителях отмеченных объединений: все — Ctrl-A",           \
		.word = "Приказ", .synonyms = "назначить руководителя", .permit = PERMIT_EDIT,     \
		.on_screen = browser_order_heads),                                                 \
	    ACTION(DO_HEADS, "C-k", "Руководители всех объединений на дату",                       \
		.permit = PERMIT_READ, .on_screen = show_heads)

static const struct action association_head_actions[] = {
    ASSOCIATION_ACTIONS,
    BROWSER_ACTIONS,
    {.act = ACT_NONE},
};

static const struct action association_actions[] = {
    ASSOCIATION_ACTIONS,
    ACTION(DO_REPORT, "C-r", "Отчёт объединения за учебный год или другой период",
	.permit = PERMIT_PRINT, .on_screen = ask_report),
    BROWSER_ACTIONS,
    {.act = ACT_NONE},
};

/* "Озерская И. Г.", "и. о. Седова А. П." of who is in force on the day. */
static void
put_head(const struct view *v, uint64_t association, int32_t on, struct buf *out)
{
	struct association_head *h = (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);

	if (heads_find(v->txn, association, on, h) && !head_is_over(h, on)) {
		if (h->manner == MANNER_ACTING)
			buf_printf(out, "%s ", head_manner_brief(h->manner));
		register_put_short_name(v->txn, KIND_PEOPLE, h->person, out);
	}
	record_free(&h->base);
}

static void
put_size(const struct view *v, const struct association *a, int32_t on, struct buf *out)
{
	size_t members = association_size(v->txn, a->base.id, on);

	buf_printf(out, "%zu", members);
	if (a->min_size != NUMBER_NONE)
		buf_printf(out, " из %lld", (long long)a->min_size);
}

static void
put_derived(const struct view *v, struct record *const *records, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		put_head(v, records[i]->id, clock_today(), &out[2 * i]);
		put_size(v, (const struct association *)records[i], clock_today(), &out[2 * i + 1]);
	}
}

static const struct list_work association_work = {
    .derived = {
	.columns = {{.label = "Руководитель", .title = "Руководитель", .width = 20, .rank = 1},
	    {.label = "Состав", .title = "Состав", .width = 10, .rank = 2}},
	.count = 2,
	.put = put_derived}};

const struct screen_ops associations_screen =
    BROWSER_SCREEN(association_actions, &association_work);

const struct screen_ops association_heads_screen = BROWSER_SCREEN(association_head_actions, NULL);
