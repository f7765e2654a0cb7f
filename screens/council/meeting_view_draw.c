/* SPDX-License-Identifier: MIT
 * meeting_view_draw.c - how a meeting of the council looks.
 *
 *   narrow                                    wide (from WIDE columns on)
 *   1✓ 2✗ [3] 4 5 6        отклонено 1 ...    agenda │ quorum
 *   присутствуют 5 из 7, кворум есть ...             │ 3. the applicant
 *   3. the applicant                                 │ members │ verdict, answers, earlier
 *   members │ verdict (Tab: answers, earlier)        │ result  │
 *   result  │                                        │         │
 */
#include "screens/council/meeting_view_draw.h"

#include <string.h>

#include "base/utf8.h"
#include "screens/widget/text.h"

enum {
	WIDE = 110,
	AGENDA = 34,  /* columns of the list of the agenda */
	MEMBERS = 34, /* of the members */
	HEAD = 3,     /* rows: quorum, name, post */
	RESULT = 6    /* rows: the rule in words, the outcome */
};

static const struct look {
	const char *sign, *word;
	enum style style;
} outcomes[] = {
    [0] = {.sign = " ", .word = "", .style = STYLE_PLAIN},
    [OUTCOME_ADMIT] = {.sign = "✓", .word = "принято", .style = STYLE_GOOD},
    [OUTCOME_REFUSE] = {.sign = "✗", .word = "отклонено", .style = STYLE_BAD},
    [OUTCOME_POSTPONE] = {.sign = "→", .word = "отложено", .style = STYLE_WARNING},
    [OUTCOME_NOTED] = {.sign = "•", .word = "принято к сведению", .style = STYLE_GOOD},
};

static const struct look votes[] = {
    [VOTE_FOR] = {.sign = "1", .word = "за", .style = STYLE_GOOD},
    [VOTE_AGAINST] = {.sign = "2", .word = "против", .style = STYLE_BAD},
    [VOTE_ABSTAINED] = {.sign = "3", .word = "воздержался", .style = STYLE_WARNING},
    [VOTE_RECUSED] = {.sign = "4", .word = "отвод", .style = STYLE_FAINT},
};

const char *
meeting_view_outcome_word(uint8_t outcome)
{
	return outcomes[outcome].word;
}

struct meeting_view_layout
meeting_view_layout(const struct meeting_view *h, int row, int rows, int columns)
{
	struct meeting_view_layout l = {.wide = columns >= WIDE, .columns = columns};
	int body;

	if (l.wide) {
		l.agenda_row = row;
		l.agenda_rows = rows;
		l.agenda_columns = AGENDA;
		l.left = AGENDA + 2;
		l.columns = columns - l.left;
		l.head_row = row;
	} else {
		l.agenda_row = row;
		l.agenda_rows = 1;
		l.agenda_columns = columns;
		l.head_row = row + 1;
	}
	body = l.head_row + HEAD + 1;
	l.members_columns = MEMBERS;
	l.members_row = body + 1;
	l.result_rows = RESULT;
	l.members_rows = row + rows - RESULT - 1 - l.members_row;
	if (h->loaded && (int)h->sitting.nmembers < l.members_rows)
		l.members_rows = (int)h->sitting.nmembers;
	l.result_row = l.members_row + l.members_rows + 1;
	l.result_rows = row + rows - l.result_row;
	l.applicant_column = l.left + MEMBERS + 2;
	l.applicant_columns = l.left + l.columns - l.applicant_column;
	l.applicant_row = body + !l.wide;
	l.applicant_rows = row + rows - l.applicant_row;
	return l;
}

/* The agenda. */

static void
count_outcomes(const struct council_meeting *s, size_t n[OUTCOME_NOTED + 1])
{
	for (size_t i = 0; i < s->nitems; i++)
		n[s->items[i].outcome]++;
}

/* "принято 2 · отклонено 1 · осталось 7" */
static void
put_summary(const struct council_meeting *s, struct buf *out)
{
	size_t n[OUTCOME_NOTED + 1] = {0};

	count_outcomes(s, n);
	for (int o = OUTCOME_ADMIT; o <= OUTCOME_NOTED; o++)
		if (n[o] > 0)
			buf_printf(out, "%s %zu · ", outcomes[o].word, n[o]);
	buf_printf(out, "осталось %zu", n[0]);
}

/* "[12✓]" and a blank. */
static int
strip_width(const struct council_meeting *s)
{
	int digits = s->nitems < 10 ? 1 : s->nitems < 100 ? 2 : 3;

	return digits + 4;
}

static void
draw_strip(const struct meeting_view *h, struct ui *ui, const struct meeting_view_layout *l)
{
	const struct council_meeting *s = &h->sitting;
	struct buf summary = {0};
	int width, room, column = 1, each = strip_width(s);
	size_t fit, first;

	put_summary(s, &summary);
	width = (int)utf8_width(buf_text(&summary));
	room = l->agenda_columns - width - 4;
	fit = room > each ? (size_t)(room / each) : 1;
	first = h->item > fit / 2 ? h->item - fit / 2 : 0;
	if (first + fit > s->nitems)
		first = s->nitems > fit ? s->nitems - fit : 0;
	for (size_t i = first; i < s->nitems && i < first + fit; i++) {
		const struct look *o = &outcomes[s->items[i].outcome];
		bool here = i == h->item;

		ui_printf(ui, l->agenda_row, column, each - 1, here ? STYLE_CURSOR : o->style,
		    "%s%lld%s%s", here ? "[" : "", (long long)s->items[i].position,
		    strcmp(o->sign, " ") == 0 ? "" : o->sign, here ? "]" : "");
		column += each;
	}
	/* It goes on, on either side. */
	ui_put(ui, l->agenda_row, 0, 1, STYLE_FAINT, first > 0 ? "…" : "");
	ui_put(ui, l->agenda_row, column, 1, STYLE_FAINT, first + fit < s->nitems ? "…" : "");
	ui_put(ui, l->agenda_row, l->agenda_columns - width - 1, width, STYLE_PLAIN,
	    buf_text(&summary));
	buf_free(&summary);
}

static void
draw_agenda(const struct meeting_view *h, struct ui *ui, const struct meeting_view_layout *l)
{
	const struct council_meeting *s = &h->sitting;
	struct buf summary = {0};
	int row = l->agenda_row;
	size_t shown = (size_t)(l->agenda_rows > 3 ? l->agenda_rows - 3 : 0);
	size_t first = h->item > shown / 2 ? h->item - shown / 2 : 0;

	if (first + shown > s->nitems)
		first = s->nitems > shown ? s->nitems - shown : 0;
	ui_put(ui, row++, 1, AGENDA - 2, STYLE_HEADER, "Повестка");
	for (size_t i = first; i < s->nitems && i < first + shown; i++, row++) {
		const struct look *o = &outcomes[s->items[i].outcome];
		bool here = i == h->item;

		ui_put(ui, row, 0, 1, STYLE_STRONG, i == s->current ? "►" : " ");
		ui_printf(
		    ui, row, 1, 4, o->style, "%2lld %s", (long long)s->items[i].position, o->sign);
		ui_printf(ui, row, 6, AGENDA - 7, here ? STYLE_CURSOR : STYLE_PLAIN, "%s%s",
		    s->items[i].registered ? "" : "(нет в реестре) ", s->items[i].title);
	}
	put_summary(s, &summary);
	text_draw(ui, l->agenda_row + l->agenda_rows - 2, 1, 2, AGENDA - 2, STYLE_FAINT,
	    buf_text(&summary));
	ui_vertical(ui, l->agenda_row, AGENDA, l->agenda_rows);
	buf_free(&summary);
}

/* Above the two columns. */

static void
draw_applicant(const struct meeting_view *h, struct ui *ui, const struct meeting_view_layout *l)
{
	const struct meeting_item *item = meeting_view_item(h);
	const char *verdict = !item->registered ? "нет в реестре людей"
	    : item->eligible                    ? "соответствует"
						: "не соответствует";
	int width = (int)utf8_width(verdict);
	struct buf text = {0};

	ui_printf(ui, l->head_row + 1, l->left + 1, l->columns - width - 4, STYLE_STRONG,
	    "%lld. %s", (long long)item->position, item->title);
	ui_put(ui, l->head_row + 1, l->left + l->columns - width - 1, width,
	    item->eligible && item->registered ? STYLE_GOOD : STYLE_BAD, verdict);
	buf_printf(&text, "%s · %s", item->post, item->workplace);
	if (item->subject_area[0] != '\0')
		buf_printf(&text, " · %s", item->subject_area);
	ui_put(ui, l->head_row + 2, l->left + 1, l->columns - 2, STYLE_FAINT, buf_text(&text));
	buf_free(&text);
}

static void
draw_topic(const struct meeting_view *h, struct ui *ui, const struct meeting_view_layout *l)
{
	const struct meeting_item *item = meeting_view_item(h);
	struct buf text = {0};

	buf_printf(&text, "%lld. %s", (long long)item->position, item->topic);
	text_draw(
	    ui, l->head_row + 1, l->left + 1, 2, l->columns - 2, STYLE_STRONG, buf_text(&text));
	buf_free(&text);
}

static void
draw_head(const struct meeting_view *h, struct ui *ui, const struct meeting_view_layout *l)
{
	struct council_count count = meeting_view_count(h);
	struct quorum quorum = council_quorum(&h->sitting.rules, &count);
	struct buf text = {0};

	council_put_quorum(&text, &h->sitting.rules, &count);
	ui_put(ui, l->head_row, l->left + 1, l->columns - 2,
	    quorum.reached ? STYLE_PLAIN : STYLE_BAD, buf_text(&text));
	if (meeting_view_item(h)->application != 0)
		draw_applicant(h, ui, l);
	else
		draw_topic(h, ui, l);
	ui_rule(ui, l->head_row + HEAD, l->left, l->columns);
	buf_free(&text);
}

/* A topic may be taken note of without a vote. */
static bool
was_voted(const struct meeting_item *item)
{
	return item->application != 0 || item->cast > 0 || item->totals;
}

/* What was decided last stays in sight until the next decision, on the rule below the head. */
static void
draw_last(const struct meeting_view *h, struct ui *ui, const struct meeting_view_layout *l)
{
	const struct meeting_item *last;
	struct buf text = {0};
	int width;

	if (h->sitting.last >= h->sitting.nitems || h->sitting.last == h->item)
		return;
	last = &h->sitting.items[h->sitting.last];
	buf_printf(&text, " Предыдущий: %lld. %s — %s ", (long long)last->position, last->title,
	    outcomes[last->outcome].word);
	if (was_voted(last))
		buf_printf(&text, "%lld:%lld:%lld ", (long long)last->count.votes_for,
		    (long long)last->count.against, (long long)last->count.abstained);
	width = (int)utf8_width(buf_text(&text));
	ui_put(ui, l->head_row + HEAD, l->left + 2, width < l->columns - 4 ? width : l->columns - 4,
	    outcomes[last->outcome].style, buf_text(&text));
	buf_free(&text);
}

/* Members. */

static struct look
look_of(const struct meeting_ballot *b)
{
	if (!b->present)
		return (struct look){.sign = "", .word = "отсутствует", .style = STYLE_FAINT};
	if (b->recusal == RECUSAL_IS_TAKEN)
		return votes[VOTE_RECUSED];
	if (b->hidden)
		return (struct look){.sign = "", .word = "голос подан", .style = STYLE_PLAIN};
	if (b->vote != 0)
		return votes[b->vote];
	if (b->recusal == RECUSAL_IS_PROPOSED)
		return (struct look){.sign = "", .word = "отвод?", .style = STYLE_WARNING};
	return (struct look){.sign = "", .word = "·", .style = STYLE_FAINT};
}

static void
draw_member(const struct meeting_view *h, struct ui *ui, const struct meeting_view_layout *l,
    int row, size_t i, bool keeps)
{
	const struct meeting_member *m = &h->sitting.members[i];
	const struct meeting_item *item = meeting_view_item(h);
	const struct meeting_ballot *b = &item->ballots[i];
	struct look look = look_of(b);
	bool here = keeps ? i == h->member : m->person == h->sitting.own;
	const char *own = b->by_owner && b->vote != 0 && b->vote != VOTE_RECUSED ? "•" : "";
	int width = (int)(utf8_width(look.word) + utf8_width(own));
	enum style name = here ? STYLE_CURSOR : b->present ? STYLE_PLAIN : STYLE_FAINT;

	ui_put(ui, row, l->left, 1, STYLE_STRONG,
	    m->person == item->chair ? "П"
		: m->keeps_minutes   ? "С"
				     : " ");
	ui_put(ui, row, l->left + 2, MEMBERS - width - 4, name, m->name);
	ui_printf(
	    ui, row, l->left + MEMBERS - width - 1, width, look.style, "%s%s", look.word, own);
	if (here)
		ui_cursor(ui, row, l->left + 2);
}

static void
draw_members(
    const struct meeting_view *h, struct ui *ui, const struct meeting_view_layout *l, bool keeps)
{
	size_t top = h->members.top;

	ui_put(ui, l->members_row - 1, l->left + 2, MEMBERS - 3, STYLE_HEADER, "Члены совета");
	for (int i = 0; i < l->members_rows && top + (size_t)i < h->sitting.nmembers; i++)
		draw_member(h, ui, l, l->members_row + i, top + (size_t)i, keeps);
	ui_vertical(ui, l->members_row - 1, l->left + MEMBERS,
	    l->applicant_row + l->applicant_rows - l->members_row + 1);
	ui_scrollbar(ui, l->members_row, l->left + MEMBERS, l->members_rows, top,
	    (size_t)l->members_rows, h->sitting.nmembers);
}

/* The result. */

static void
put_rule(const struct meeting_view *h, struct buf *out)
{
	const struct meeting_item *item = meeting_view_item(h);
	struct council_count count = meeting_view_count(h);

	if (h->counted)
		buf_puts(out, "Тайное голосование\n");
	if (item->hidden)
		buf_printf(out, "Проголосовали: %zu. Итог будет виден после решения.", item->cast);
	else
		council_put_result(out, &h->sitting.rules, &count);
}

/* What digits do where the cursor is; why a recusal stands at the member. */
static void
put_hint(const struct meeting_view *h, struct buf *out)
{
	const struct meeting_item *item = meeting_view_item(h);
	const struct meeting_ballot *b;

	if (h->member >= h->sitting.nmembers) {
		buf_puts(out,
		    item->voting == VOTING_CLOSED ? "Закрыто. Enter — решить\n"
						  : "Enter — записать решение\n");
		buf_puts(out,
		    h->by_hand ? "1 принять  2 отклонить  3 отложить" : "End — выбрать другое");
		if (h->by_hand && meeting_item_outcomes(item) == OUTCOME_NOTED)
			buf_puts(out, "  4 принять к сведению");
		return;
	}
	if (item->voting == VOTING_CLOSED && item->outcome == 0) {
		buf_puts(out, "Голосование закрыто\nF5 — открыть снова");
		return;
	}
	if (!council_meeting_takes_votes(&h->sitting, item) && item->outcome == 0 &&
	    item->cast == 0)
		buf_puts(out, "F5 — открыть голосование\n");
	b = &item->ballots[h->member];
	if (b->recusal == RECUSAL_IS_PROPOSED)
		buf_printf(out, "Предлагается отвод: %s. 4 — отвод, 5 — отклонить его", b->why);
	else if (b->recusal == RECUSAL_IS_DISMISSED)
		buf_printf(out, "Отвод отклонён: %s", b->why);
	else if (b->recusal == RECUSAL_IS_TAKEN)
		buf_printf(out, "Отвод%s%s. 5 — снять его, с причиной",
		    b->why[0] != '\0' ? ": " : "", b->why);
	else if (b->present && item->outcome == 0)
		buf_puts(out, "1 за  2 против  3 воздержался\n4 отвод  0 снять голос");
	if (item->application == 0 && item->outcome == 0)
		buf_puts(out, "\nCtrl-G — кто выступил");
}

/* What a follower's digits do now. */
static void
put_voting(const struct meeting_view *h, struct buf *out)
{
	const struct meeting_item *item = meeting_view_item(h);

	if (item->voting == VOTING_CLOSED)
		buf_puts(out, "Голосование закрыто\n");
	else if (!council_meeting_takes_votes(&h->sitting, item))
		buf_puts(out, "Голосование ещё не открыто\n");
	else if (h->sitting.own != 0)
		buf_puts(out, "Ваш голос: 1 за  2 против\n3 воздержался  4 отвод\n");
}

/* No line ends within a name: "Озерская И. Г." */
static void
put_held(struct buf *out, const char *name)
{
	for (; *name != '\0'; name++)
		if (*name == ' ')
			buf_puts(out, "\u00A0");
		else
			buf_putc(out, *name);
}

/* "Ждём: Галкина Д. С., Фирсов О. П." */
static void
put_awaited(const struct meeting_view *h, struct buf *out)
{
	const struct meeting_item *item = meeting_view_item(h);
	size_t named = 0;

	for (size_t i = 0; item->cast > 0 && i < h->sitting.nmembers; i++) {
		if (!council_meeting_awaits(&item->ballots[i]))
			continue;
		buf_puts(out, named++ == 0 ? "Ждём: " : ", ");
		put_held(out, h->sitting.members[i].name);
	}
	buf_puts(out, named > 0 ? "\n" : "");
}

/* Returns the row below it. */
static int
draw_choice(const struct meeting_view *h, struct ui *ui, const struct meeting_view_layout *l,
    int row, bool keeps)
{
	uint8_t chosen = meeting_view_outcome(h),
		most = meeting_item_outcomes(meeting_view_item(h));
	int column = l->left + 1;
	bool here = keeps && h->member >= h->sitting.nmembers;

	for (uint8_t o = OUTCOME_ADMIT; o <= most; o++) {
		const char *word = council_outcome_word(o);
		bool is = o == chosen;

		if (column + (int)utf8_width(word) + 2 > l->left + MEMBERS) {
			row++;
			column = l->left + 1;
		}

		if (is && here)
			ui_cursor(ui, row, column);
		column += ui_printf(ui, row, column, 0,
		    is && here ? STYLE_FOCUS
			: is   ? outcomes[o].style
			       : STYLE_FAINT,
		    is ? "[%s]" : " %s ", word);
	}
	if (here && chosen == 0)
		ui_cursor(ui, row, l->left + 2);
	return row + 1;
}

/* What was decided, and why. */
static int
draw_decided(
    const struct meeting_view *h, struct ui *ui, const struct meeting_view_layout *l, int row)
{
	const struct meeting_item *item = meeting_view_item(h);
	struct buf text = {0};

	buf_printf(&text, "%s %s", outcomes[item->outcome].sign, outcomes[item->outcome].word);
	if (was_voted(item) && (item->totals || !item->hidden))
		buf_printf(&text, "%s: %lld за, %lld против, %lld возд.",
		    item->secret ? " тайно" : "", (long long)item->count.votes_for,
		    (long long)item->count.against, (long long)item->count.abstained);
	row += text_draw(
	    ui, row, l->left + 1, 2, MEMBERS - 2, outcomes[item->outcome].style, buf_text(&text));
	if (item->reason[0] != '\0')
		row += text_draw(ui, row, l->left + 1, l->result_row + l->result_rows - row,
		    MEMBERS - 2, STYLE_PLAIN, item->reason);
	buf_free(&text);
	return row;
}

static void
draw_result(
    const struct meeting_view *h, struct ui *ui, const struct meeting_view_layout *l, bool keeps)
{
	const struct meeting_item *item = meeting_view_item(h);
	int row = l->result_row, last = l->result_row + l->result_rows - 1;
	struct buf text = {0};

	ui_rule(ui, row - 1, l->left, MEMBERS);
	if (item->outcome != 0) {
		row = draw_decided(h, ui, l, row);
		if (keeps && row <= last)
			ui_cursor(ui, l->result_row, l->left + 1);
		return;
	}
	put_rule(h, &text);
	row += text_draw(ui, row, l->left + 1, 3, MEMBERS - 2, STYLE_PLAIN, buf_text(&text));
	if (keeps && !item->hidden && row <= last)
		row = draw_choice(h, ui, l, row, keeps);
	buf_clear(&text);
	if (keeps) {
		put_hint(h, &text);
	} else {
		put_voting(h, &text);
		put_awaited(h, &text);
	}
	text_draw(ui, row, l->left + 1, last - row + 1, MEMBERS - 2, STYLE_FAINT, buf_text(&text));
	buf_free(&text);
}

/* "Условия · Ответы · Раньше": which of the parts is shown. */
static void
draw_parts(const struct meeting_view *h, struct ui *ui, const struct meeting_view_layout *l)
{
	int column = l->applicant_column;

	for (int p = 0; p < APPLICANT_PARTS; p++) {
		if (!applicant_has(&h->applicant, (enum applicant_part)p))
			continue;
		column += ui_put(ui, l->applicant_row - 1, column, 0,
			      (int)h->applicant.part == p ? STYLE_HEADER : STYLE_FAINT,
			      applicant_part_word((enum applicant_part)p)) +
		    2;
	}
	if (applicant_has(&h->applicant, APPLICANT_VERDICT))
		ui_put(ui, l->applicant_row - 1, column, 0, STYLE_FAINT, "Tab — дальше");
}

void
meeting_view_draw(
    const struct meeting_view *h, struct ui *ui, int row, int rows, int columns, bool keeps)
{
	struct meeting_view_layout l = meeting_view_layout(h, row, rows, columns);

	if (meeting_view_item(h) == NULL) {
		text_draw(ui, row + rows / 3, 4, 4, columns - 8 < 64 ? columns - 8 : 64,
		    STYLE_PLAIN,
		    keeps ? "Повестка пуста: ни одного пункта на этом заседании нет.\n\nIns — "
			    "внести в повестку заявление или вопрос."
			  : "Повестка этого заседания пуста.");
		ui_cursor(ui, row + rows / 3, 4);
		return;
	}
	if (l.wide)
		draw_agenda(h, ui, &l);
	else
		draw_strip(h, ui, &l);
	ui_cursor(ui, l.head_row + 1, l.left + 1);
	draw_head(h, ui, &l);
	if (!keeps)
		draw_last(h, ui, &l);
	draw_members(h, ui, &l, keeps);
	draw_result(h, ui, &l, keeps);
	if (!l.wide)
		draw_parts(h, ui, &l);
	applicant_draw(&h->applicant, ui, l.applicant_row, l.applicant_rows, l.applicant_column,
	    l.applicant_columns, l.wide);
}
