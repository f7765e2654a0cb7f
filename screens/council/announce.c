/* SPDX-License-Identifier: MIT
 * announce.c - an item of the agenda in large letters, and how long what was decided stands.
 */
#include "screens/council/announce.h"

#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "base/wrap.h"
#include "screens/council/hall_digits.h"
#include "screens/council/meeting_view.h"

enum {
	BANNER = 3,   /* rows */
	CONTENT = 18, /* rows when nothing stands apart by more than a row */
	GAPS = 4,     /* what is below a gap may stand further apart */
	GAP_MOST = 3, /* rows */
	NAME_ROWS = 2 /* the surname, the given names */
};

static const char *const banners[] = {
    [OUTCOME_ADMIT] = "ПРИНЯТО",
    [OUTCOME_REFUSE] = "ОТКЛОНЕНО",
    [OUTCOME_POSTPONE] = "ОТЛОЖЕНО",
    [OUTCOME_NOTED] = "ПРИНЯТО К СВЕДЕНИЮ",
};

/* How long. */

static const struct meeting_item *
item_of(const struct council_meeting *s, uint64_t id)
{
	size_t i = s != NULL ? council_meeting_item(s, id) : 0;

	return s != NULL && i < s->nitems ? &s->items[i] : NULL;
}

static const struct meeting_item *
current_item(const struct council_meeting *s)
{
	return s != NULL && s->current < s->nitems ? &s->items[s->current] : NULL;
}

/* The next vote has begun: by a key; where votes open themselves, with the first that is cast. */
static bool
goes_on(const struct council_meeting *s, const struct meeting_item *now)
{
	return now == NULL || now->cast > 0 || now->outcome != 0 ||
	    (s->rules.votes_open == VOTES_OPEN_BY_KEY && now->voting == VOTING_OPEN);
}

static bool
is_decided(const struct meeting_item *item)
{
	return item != NULL && item->outcome != 0;
}

void
announcement_look(struct announcement *a, const struct council_meeting *s)
{
	const struct meeting_item *now = current_item(s), *before = item_of(s, a->discussed);
	uint64_t discussed = now != NULL ? now->id : 0;

	if (discussed != a->discussed || (a->undecided && is_decided(now))) {
		a->held = is_decided(before) ? before->id : 0;
		a->since = clock_monotonic();
	}
	a->discussed = discussed;
	a->undecided = now != NULL && !is_decided(now);
	if (!is_decided(item_of(s, a->held)) || (a->held != discussed && goes_on(s, now)))
		a->held = 0;
}

bool
announcement_lapse(struct announcement *a, const struct council_meeting *s, int64_t most)
{
	if (a->held == 0 || s->rules.votes_open == VOTES_OPEN_BY_KEY ||
	    clock_monotonic() - a->since < most)
		return false;
	a->held = 0;
	return true;
}

const struct meeting_item *
announcement_item(const struct announcement *a, const struct council_meeting *s)
{
	return a->held != 0 ? item_of(s, a->held) : NULL;
}

/* How it looks. */

static bool
are_votes_hidden(const struct council_meeting *s, const struct meeting_item *item)
{
	return item->outcome == 0 && (item->hidden || s->rules.votes_shown == VOTES_AFTER_DECISION);
}

void
announce_put(struct ui *ui, int row, int column, int width, enum style style, const char *text)
{
	int used = (int)utf8_width(text);

	if (used > width)
		ui_put(ui, row, column, width, style, text);
	else
		ui_put(ui, row, column + (width - used) / 2, used, style, text);
}

/* "С е д о в а": letters apart where the width allows it. */
void
announce_put_spaced(
    struct ui *ui, int row, int column, int width, enum style style, struct slice text)
{
	const char *p = text.data, *end = p + text.len;
	struct buf spaced = {0}, close = {0};

	buf_put_slice(&close, text);
	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (spaced.len > 0 && utf8_columns(cp) > 0)
			buf_puts(&spaced, " ");
		utf8_put(&spaced, cp);
	}
	announce_put(ui, row, column, width, style,
	    buf_text((int)utf8_width(buf_text(&spaced)) <= width ? &spaced : &close));
	buf_free(&close);
	buf_free(&spaced);
}

/* The surname stands alone. */
static void
draw_name(struct ui *ui, int row, int columns, const char *name)
{
	struct slice whole = slice_of(name);
	const char *blank = strchr(name, ' ');
	size_t first = blank == NULL ? whole.len : (size_t)(blank - name);

	announce_put_spaced(ui, row, 2, columns - 4, STYLE_STRONG, slice_make(name, first));
	if (blank != NULL)
		announce_put_spaced(ui, row + 1, 2, columns - 4, STYLE_STRONG,
		    slice_make(blank + 1, whole.len - first - 1));
}

/* A topic is a sentence: as many lines of it as there is room for. */
static void
draw_topic(struct ui *ui, int row, int columns, const char *topic)
{
	const char *p = topic;
	struct slice line;

	for (int i = 0; i < NAME_ROWS && wrap_line(&p, (size_t)(columns - 8), &line); i++) {
		struct buf text = {0};

		buf_put_slice(&text, line);
		announce_put(ui, row + i, 2, columns - 4, STYLE_STRONG, buf_text(&text));
		buf_free(&text);
	}
}

/* What the item is about, and below it where the applicant works, or who reports. */
static void
draw_subject(const struct meeting_item *item, struct ui *ui, int row, int columns)
{
	struct buf below = {0};

	if (item->application != 0) {
		draw_name(ui, row, columns, item->title);
		buf_puts(&below, item->workplace);
	} else {
		draw_topic(ui, row, columns, item->topic);
		if (item->speaker[0] != '\0')
			buf_printf(&below, "Докладчик: %s", item->speaker);
	}
	announce_put(ui, row + NAME_ROWS, 1, columns - 2, STYLE_PLAIN, buf_text(&below));
	buf_free(&below);
}

static void
draw_head(const struct council_meeting *s, const struct meeting_item *item, struct ui *ui, int row,
    int columns)
{
	struct quorum quorum = council_quorum(&s->rules, &item->count);
	struct buf text = {0};

	buf_printf(&text, "Пункт %lld из %zu · ", (long long)item->position, s->nitems);
	council_put_quorum(&text, &s->rules, &item->count);
	announce_put(
	    ui, row, 1, columns - 2, quorum.reached ? STYLE_PLAIN : STYLE_BAD, buf_text(&text));
	buf_free(&text);
}

static void
draw_tally(const struct council_meeting *s, const struct meeting_item *item, struct ui *ui, int row,
    int columns)
{
	bool hidden = are_votes_hidden(s, item);
	const struct {
		const char *word;
		int64_t votes;
	} tallies[] = {{"за", item->count.votes_for}, {"против", item->count.against},
	    {"воздержался", item->count.abstained}};
	int each = (columns - 2) / 3;

	for (int i = 0; i < 3; i++) {
		announce_put_spaced(
		    ui, row, 1 + i * each, each, STYLE_STRONG, slice_of(tallies[i].word));
		hall_digits_draw(
		    ui, row + 1, 1 + i * each, each, STYLE_STRONG, hidden ? -1 : tallies[i].votes);
	}
}

static void
put_voting(const struct council_meeting *s, const struct meeting_item *item, struct buf *out)
{
	if (item->cast > 0)
		buf_printf(out, "%s: проголосовали %zu из %lld",
		    item->voting == VOTING_CLOSED ? "Голосование закрыто" : "Идёт голосование",
		    item->cast, (long long)(item->count.present - item->count.recused));
	else if (council_meeting_takes_votes(s, item))
		buf_puts(out, "Голосов по этому пункту ещё нет");
	else
		buf_puts(out, "Голосование по этому пункту не открыто");
	if (are_votes_hidden(s, item))
		buf_puts(out, ". Итог — после решения");
}

static void
draw_result(const struct council_meeting *s, const struct meeting_item *item, struct ui *ui,
    int row, int columns)
{
	struct buf text = {0};

	if (item->outcome != 0) {
		ui_fill(ui, row, 2, BANNER, columns - 4, STYLE_TITLE);
		announce_put_spaced(ui, row + BANNER / 2, 2, columns - 4, STYLE_TITLE,
		    slice_of(banners[item->outcome]));
		return;
	}
	put_voting(s, item, &text);
	announce_put(ui, row + BANNER / 2, 1, columns - 2, STYLE_PLAIN, buf_text(&text));
	buf_free(&text);
}

/* Who comes next, or who was decided on last. */
static void
draw_other(const struct council_meeting *s, const struct meeting_item *item, struct ui *ui, int row,
    int columns)
{
	const struct meeting_item *next = current_item(s),
				  *last = s->last < s->nitems ? &s->items[s->last] : NULL;
	struct buf text = {0};

	if (next != item)
		buf_printf(&text, "Далее пункт %lld: %s", (long long)next->position, next->title);
	else if (last != NULL && last != item)
		buf_printf(&text, "Пункт %lld: %s — %s", (long long)last->position, last->title,
		    meeting_view_outcome_word(last->outcome));
	announce_put(ui, row, 1, columns - 2, STYLE_PLAIN, buf_text(&text));
	buf_free(&text);
}

void
announce_draw(const struct council_meeting *s, const struct meeting_item *item, struct ui *ui,
    int row, int rows, int columns)
{
	int spare = rows > CONTENT ? rows - CONTENT : 0, apart = spare / (GAPS + 1);

	apart = apart < GAP_MOST - 1 ? apart : GAP_MOST - 1;
	row += (spare - GAPS * apart) / 2;
	draw_head(s, item, ui, row, columns);
	row += 2 + apart;
	draw_subject(item, ui, row, columns);
	ui_cursor(ui, row, 2);
	row += NAME_ROWS + 2 + apart;
	draw_tally(s, item, ui, row, columns);
	row += 1 + HALL_DIGITS_ROWS + 1 + apart;
	draw_result(s, item, ui, row, columns);
	row += BANNER + 1 + apart;
	draw_other(s, item, ui, row, columns);
}
