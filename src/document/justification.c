/* SPDX-License-Identifier: MIT
 * justification.c - how many members the corps needs: the sheet of clause 2.3.
 */
#include "base/date.h"
#include "document/document.h"

static void
add_part(struct page *p, const char *caption, const char *what, const char *of,
    const struct justification_part *part)
{
	struct page_table *t = page_table(p, caption);

	page_column(p, t, what, 6, false);
	page_column(p, t, of, 2, true);
	for (size_t i = 0; i < part->count; i++) {
		page_row_heading(p, t, part->lines[i].name);
		page_number_cell(p, t, (int64_t)part->lines[i].count);
	}
	page_row_heading(p, t, "Всего");
	page_number_cell(p, t, (int64_t)part->sum);
}

/* "мероприятий 120, по 12 на человека: нужно 10" */
static void
add_need(struct page *p, const char *number, const char *what, size_t sum, int each, int64_t need)
{
	struct buf text = {0};

	buf_printf(&text, "%s: %zu", what, sum);
	if (need != NUMBER_NONE)
		buf_printf(
		    &text, ", по %d на одного члена актива: нужно %lld.", each, (long long)need);
	else
		buf_puts(&text, "; сколько ведёт один член актива, правила города не говорят.");
	page_point(p, number, buf_text(&text));
	buf_free(&text);
}

static void
add_conclusion(struct page *p, const struct town_rules *rules, const struct justification *j)
{
	struct buf text = {0};

	page_subheading(p, "Что из этого следует");
	add_need(p, "1.", "Мероприятий за учебный год", j->events.sum, rules->events_per_member,
	    j->need_events);
	add_need(p, "2.", "Людей, которым нужна поддержка", j->institutions.sum,
	    rules->supported_per_member, j->need_support);
	buf_printf(&text, "Учреждений, где нужна поддержка: %zu. В активе сейчас человек: %zu.",
	    j->institutions.count, j->members);
	if (j->need != NUMBER_NONE)
		buf_printf(&text, " Нужная численность: %lld.", (long long)j->need);
	page_point(p, "3.", buf_text(&text));
	buf_free(&text);
}

enum status
document_justification(struct page *p, struct session *s, int32_t on, struct error *e)
{
	const char *corps = profile_word(s->profile, "corps_genitive");
	struct justification j;
	struct buf text = {0};
	enum status st;
	struct view v;

	view_open(&v, s);
	st = orders_justify(&j, &v, on, e);
	view_close(&v);
	buf_printf(&text, "Обоснование численности %s", corps);
	page_begin(p, buf_text(&text));
	page_heading(p, 1, buf_text(&text));
	buf_clear(&text);
	buf_puts(&text, "учебный год с ");
	date_put_russian(&text, j.from);
	buf_puts(&text, " по ");
	date_put_russian(&text, j.until);
	buf_puts(&text, "; состав на ");
	date_put_russian(&text, on);
	page_paragraph(p, PAGE_CENTRE, buf_text(&text));
	if (st == ST_OK) {
		add_part(p, "Запланированные мероприятия", "Объединение", "Мероприятий", &j.events);
		add_part(p, "Обращения за помощью (этот учебный год и прошлый)", "Направление",
		    "Обращений", &j.requests);
		add_part(p,
		    "Кому нужна поддержка: молодые педагоги, маршруты, закрепление за методистом",
		    "Учреждение", "Человек", &j.institutions);
		add_conclusion(p, profile_rules(s->profile), &j);
	}
	buf_clear(&text);
	date_put_iso(&text, on);
	page_set_command(p, "document justification --on %s", buf_text(&text));
	justification_free(&j);
	buf_free(&text);
	return st;
}
