/* SPDX-License-Identifier: MIT
 * minutes.c - the minutes of a meeting, from its facts alone.
 */
#include <string.h>

#include "base/date.h"
#include "db/record/records.h"
#include "document/document.h"
#include "document/record_as_of.h"
#include "service/council/council_meeting.h"

struct writing {
	struct page *page;
	const struct profile *profile;
	const struct council_meeting *sitting;
	struct record_as_of src;
};

static const char *
word(const struct writing *w, const char *id)
{
	return profile_word(w->profile, id);
}

/* The newest operation that wrote something about the meeting: what the minutes rest on. */
static uint64_t
last_operation(struct txn *t, uint64_t meeting)
{
	struct record *r = record_new(KIND_MEETINGS);
	uint64_t last = records_get(t, meeting, r) ? r->stamp : 0, id;

	record_free(r);
	for (enum kind k = 0; k < KIND_COUNT; k++) {
		const struct field *f = field_find(k, "meeting");
		struct walk *w;

		if (f == NULL || f->type != FIELD_REF || f->target != KIND_MEETINGS)
			continue;
		r = record_new(k);
		w = walk_referring(t, k, f, meeting);
		while (walk_next(w, &id))
			if (records_get(t, id, r) && r->stamp > last)
				last = r->stamp;
		walk_close(w);
		record_free(r);
	}
	return last;
}

static void
add_head(struct writing *w)
{
	const struct meeting *m = w->sitting->meeting;
	struct buf text = {0}, number = {0};

	record_as_of_put_capital(&text, word(w, "council"));
	page_paragraph(w->page, PAGE_CENTRE, buf_text(&text));
	page_heading(w->page, 1, "ПРОТОКОЛ");
	buf_clear(&text);
	date_put_russian(&text, m->date);
	buf_printf(&number, "№ %s", m->number);
	page_sides(w->page, buf_text(&text), buf_text(&number));
	if (*word(w, "place") != '\0')
		page_paragraph(w->page, PAGE_CENTRE, word(w, "place"));
	buf_free(&text);
	buf_free(&number);
}

/* At items that were postponed without a vote an imported meeting tells nobody's presence. */
static bool
is_attended(const struct council_meeting *s, size_t item)
{
	for (size_t i = 0; i < s->nmembers; i++)
		if (s->items[item].ballots[i].present)
			return true;
	return false;
}

/* At which items a member was. */
struct stay {
	size_t first, last, count; /* of the attended items */
	bool whole, unbroken;
};

static struct stay
stay_of(const struct council_meeting *s, size_t member)
{
	struct stay stay = {.whole = true, .unbroken = true};
	size_t missed = 0; /* since the item present at last */

	for (size_t i = 0; i < s->nitems; i++) {
		if (!s->items[i].ballots[member].present) {
			missed += is_attended(s, i);
			continue;
		}
		if (stay.count++ == 0)
			stay.first = i;
		else if (missed > 0)
			stay.unbroken = false;
		if (missed > 0)
			stay.whole = false;
		stay.last = i;
		missed = 0;
	}
	stay.whole = stay.whole && missed == 0;
	return stay;
}

/* "Хохлова М. П. (пункты с 2 по 5)": who came later or went earlier, with the items in between. */
static void
put_present(const struct council_meeting *s, size_t member, struct buf *out)
{
	struct stay stay = stay_of(s, member);

	if (stay.count == 0)
		return;
	buf_printf(out, "%s%s", out->len > 0 ? ", " : "", s->members[member].name);
	if (stay.whole)
		return;
	if (stay.first == stay.last)
		buf_printf(out, " (пункт %lld)", (long long)s->items[stay.first].position);
	else
		buf_printf(out, " (%sпункты с %lld по %lld)", stay.unbroken ? "" : "с перерывами, ",
		    (long long)s->items[stay.first].position,
		    (long long)s->items[stay.last].position);
}

static void
add_line(struct writing *w, const char *what, const struct buf *value)
{
	struct buf text = {0};

	if (value->len > 0) {
		buf_printf(&text, "%s: %s", what, buf_text(value));
		page_paragraph(w->page, PAGE_LEFT, buf_text(&text));
	}
	buf_free(&text);
}

static void
add_attendance(struct writing *w)
{
	const struct council_meeting *s = w->sitting;
	struct buf chair = {0}, secretary = {0}, present = {0}, quorum = {0};

	for (size_t i = 0; i < s->nmembers; i++) {
		if (s->members[i].chairs)
			buf_puts(&chair, s->members[i].name);
		if (s->members[i].keeps_minutes)
			buf_puts(&secretary, s->members[i].name);
		put_present(s, i, &present);
	}
	add_line(w, "Председатель", &chair);
	add_line(w, "Секретарь", &secretary);
	add_line(w, "Присутствовали", &present);
	if (s->nitems > 0)
		council_put_quorum(&quorum, &s->rules, &s->items[0].count);
	add_line(w, "Кворум", &quorum);
	buf_free(&chair);
	buf_free(&secretary);
	buf_free(&present);
	buf_free(&quorum);
}

static void
put_number(struct buf *out, const struct meeting_item *item)
{
	buf_clear(out);
	buf_printf(out, "%lld.", (long long)item->position);
}

static void
add_agenda(struct writing *w)
{
	const struct council_meeting *s = w->sitting;
	struct buf number = {0}, text = {0};

	page_subheading(w->page, "ПОВЕСТКА ДНЯ");
	buf_printf(&text, "О включении в %s:", word(w, "corps"));
	page_paragraph(w->page, PAGE_LEFT, buf_text(&text));
	for (size_t i = 0; i < s->nitems; i++) {
		const struct meeting_item *item = &s->items[i];

		put_number(&number, item);
		buf_clear(&text);
		buf_printf(&text, "%s, %s, %s", item->applicant, item->post, item->workplace);
		page_point(w->page, buf_text(&number), buf_text(&text));
	}
	buf_free(&number);
	buf_free(&text);
}

static const char *
outcome_text(uint8_t outcome)
{
	static const char *const texts[] = {
	    "решение не принято", [OUTCOME_ADMIT] = "принять в состав",
	    [OUTCOME_REFUSE] = "отказать во включении в состав",
	    [OUTCOME_POSTPONE] = "рассмотрение отложить"};

	return texts[outcome];
}

static void
add_recusals(struct writing *w, const struct meeting_item *item)
{
	struct buf text = {0};

	for (size_t i = 0; i < w->sitting->nmembers; i++) {
		const struct meeting_ballot *b = &item->ballots[i];

		if (b->recusal != RECUSAL_IS_TAKEN && b->recusal != RECUSAL_IS_DISMISSED)
			continue;
		buf_clear(&text);
		buf_printf(&text, "%s: %s%s%s.",
		    b->recusal == RECUSAL_IS_TAKEN ? "Отвод" : "Отвод отклонён",
		    w->sitting->members[i].name, *b->why != '\0' ? " — " : "", b->why);
		page_paragraph(w->page, PAGE_LEFT, buf_text(&text));
	}
	buf_free(&text);
}

static void
add_votes(struct writing *w, const struct meeting_item *item)
{
	const struct council_count *c = &item->count;
	struct buf text = {0};

	if (item->hidden) {
		page_paragraph(w->page, PAGE_LEFT, "ГОЛОСОВАЛИ: голоса ещё не раскрыты.");
		return;
	}
	buf_printf(&text, "ГОЛОСОВАЛИ: «за» — %lld, «против» — %lld, «воздержались» — %lld.",
	    (long long)c->votes_for, (long long)c->against, (long long)c->abstained);
	if (item->result.ground == COUNCIL_CASTING_VOTE)
		buf_puts(&text, " Голоса разделились поровну, решил голос председателя.");
	page_paragraph(w->page, PAGE_LEFT, buf_text(&text));
	buf_free(&text);
}

/* quorum: what the item before said of it, to be told again only when it changes. */
static void
add_item(struct writing *w, const struct meeting_item *item, struct buf *quorum)
{
	struct buf text = {0}, now = {0};

	put_number(&text, item);
	buf_printf(&text, " %s", item->applicant);
	page_subheading(w->page, buf_text(&text));
	if (is_attended(w->sitting, (size_t)(item - w->sitting->items))) {
		council_put_quorum(&now, &w->sitting->rules, &item->count);
		if (quorum->len > 0 && !slice_equal(buf_slice(&now), buf_slice(quorum)))
			add_line(w, "Кворум", &now);
		buf_clear(quorum);
		buf_put_slice(quorum, buf_slice(&now));
	}
	buf_clear(&text);
	buf_printf(
	    &text, "СЛУШАЛИ: заявление: %s, %s, %s.", item->applicant, item->post, item->workplace);
	if (*item->subject_area != '\0')
		buf_printf(&text, " Предметная область: %s.", item->subject_area);
	buf_printf(&text, " Требования пункта %s %s.", word(w, "clause_admission"),
	    item->eligible ? "выполнены" : "не подтверждены");
	page_paragraph(w->page, PAGE_LEFT, buf_text(&text));
	add_recusals(w, item);
	buf_clear(&text);
	buf_printf(&text, "РЕШИЛИ: %s", outcome_text(item->outcome));
	if (item->outcome == OUTCOME_ADMIT || item->outcome == OUTCOME_REFUSE)
		buf_printf(&text, " %s", word(w, "corps_genitive"));
	buf_printf(&text, "%s%s.", *item->reason != '\0' ? "; " : "", item->reason);
	page_paragraph(w->page, PAGE_LEFT, buf_text(&text));
	if (item->outcome != OUTCOME_POSTPONE ||
	    item->count.votes_for + item->count.against + item->count.abstained > 0)
		add_votes(w, item);
	buf_free(&text);
	buf_free(&now);
}

static void
add_count(struct writing *w, struct page_table *t, const struct meeting_item *item, int64_t count)
{
	if (item->hidden)
		page_cell(w->page, t, "");
	else
		page_number_cell(w->page, t, count);
}

static void
add_table(struct writing *w)
{
	static const char *const outcomes[] = {"", [OUTCOME_ADMIT] = "принять",
	    [OUTCOME_REFUSE] = "отклонить", [OUTCOME_POSTPONE] = "отложить"};
	struct page_table *t = page_table(w->page, "Итоги голосования");
	struct buf clause = {0};

	buf_printf(&clause, "п. %s", word(w, "clause_admission"));
	page_column(w->page, t, "№", 1, true);
	page_column(w->page, t, "Кандидат", 5, false);
	page_column(w->page, t, "Организация", 5, false);
	page_column(w->page, t, buf_text(&clause), 2, false);
	page_column(w->page, t, "За", 1, true);
	page_column(w->page, t, "Пр.", 1, true);
	page_column(w->page, t, "Возд.", 1, true);
	page_column(w->page, t, "Решение", 3, false);
	page_column(w->page, t, "Основание", 4, false);
	for (size_t i = 0; i < w->sitting->nitems; i++) {
		const struct meeting_item *item = &w->sitting->items[i];

		page_number_cell(w->page, t, item->position);
		page_row_heading(w->page, t, item->applicant);
		page_cell(w->page, t, item->workplace);
		page_cell(w->page, t, item->eligible ? "да" : "нет");
		add_count(w, t, item, item->count.votes_for);
		add_count(w, t, item, item->count.against);
		add_count(w, t, item, item->count.abstained);
		page_cell(w->page, t, outcomes[item->outcome]);
		page_cell(w->page, t, item->reason);
	}
	buf_free(&clause);
}

static void
add_signatures(struct writing *w)
{
	struct buf chair = {0}, secretary = {0};

	record_as_of_put_signature(&w->src, w->sitting->meeting->chair, &chair);
	record_as_of_put_signature(&w->src, w->sitting->meeting->secretary, &secretary);
	page_signature(w->page, "Председатель", buf_text(&chair));
	page_signature(w->page, "Секретарь", buf_text(&secretary));
	buf_free(&chair);
	buf_free(&secretary);
}

static void
fill(struct writing *w)
{
	const struct council_meeting *s = w->sitting;
	struct buf text = {0};

	buf_printf(&text, "Протокол № %s от ", s->meeting->number);
	date_put_russian(&text, s->meeting->date);
	page_begin(w->page, buf_text(&text));
	add_head(w);
	add_attendance(w);
	buf_clear(&text);
	if (s->nitems > 0) {
		add_agenda(w);
		for (size_t i = 0; i < s->nitems; i++)
			add_item(w, &s->items[i], &text);
		add_table(w);
	} else {
		page_paragraph(w->page, PAGE_LEFT, "Повестка пуста.");
	}
	add_signatures(w);
	record_as_of_put_seal(
	    &w->src, last_operation(w->src.view.txn, s->meeting->base.id), w->page);
	buf_free(&text);
}

static const char *
keep_name(struct council_meeting *s, const struct buf *name, const char *otherwise)
{
	return name->len > 0 ? arena_strndup(&s->arena, name->data, name->len) : otherwise;
}

/* Closed minutes are a signed paper: people are called as they were called when they were closed.
 */
static void
call_as_signed(struct council_meeting *s, const struct record_as_of *src)
{
	struct buf name = {0};

	for (size_t i = 0; i < s->nmembers; i++) {
		buf_clear(&name);
		record_as_of_put_short_name(src, s->members[i].person, &name);
		s->members[i].name = keep_name(s, &name, s->members[i].name);
	}
	for (size_t i = 0; i < s->nitems; i++) {
		buf_clear(&name);
		record_as_of_put_name(src, KIND_APPLICATIONS, s->items[i].application, &name);
		s->items[i].applicant = keep_name(s, &name, s->items[i].applicant);
	}
	buf_free(&name);
}

enum status
document_minutes(struct page *p, struct session *s, uint64_t meeting, struct error *e)
{
	struct council_meeting sitting;
	struct writing w = {.page = p, .profile = s->profile, .sitting = &sitting};
	enum status st;
	struct view v;

	*p = (struct page){0};
	view_open(&v, s);
	st = council_meeting_load(&v, meeting, &sitting, e);
	view_close(&v);
	if (st == ST_OK) {
		record_as_of_open(&w.src, s);
		if (sitting.state == MEETING_CLOSED) {
			w.src.as_of = last_operation(w.src.view.txn, meeting);
			call_as_signed(&sitting, &w.src);
		}
		fill(&w);
		page_set_command(p, "document minutes %s", sitting.meeting->code);
		st = record_as_of_close(&w.src, e);
	}
	council_meeting_free(&sitting);
	return st;
}
