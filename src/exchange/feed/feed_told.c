/* SPDX-License-Identifier: MIT
 * feed_told.c - a batch as people are told of it: what is in it, what the law says, when it went.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "exchange/feed/feed.h"
#include "rules/facts.h"
#include "service/core/operations.h"

/* What the row of a journal begins with when a batch leaves. */
#define NOTE "передача в регион: "

enum { PREVIEW_ROWS = 2 }; /* of each sort */

static const struct {
	const char *about, *remark;
} levels[FEED_LEVELS] = {
    [FEED_FIGURES] = {.about = "суммы показателей",
	.remark = "Суммы по городу, организациям, объединениям и уровням на концы месяцев. "
		  "Персональных данных здесь нет."},
    [FEED_FACTS] = {.about = "сведения о людях под псевдонимами",
	.remark =
	    "Псевдонимы вместо имён и кодов, организация, уровень и даты; ни имён, ни должностей, "
	    "ни контактов, ни дней рождения. Всё равно это персональные данные: для передачи нужно "
	    "основание или поручение оператора (152-ФЗ, статья 6, части 1 и 3)."},
    [FEED_ROSTER] = {.about = "список методического актива для сайта",
	.remark = "Те, чьё согласие на распространение действует сегодня, и только разрешённые ими "
		  "сведения (152-ФЗ, статья 10.1). Кто отозвал согласие, того в следующей передаче "
		  "нет: передавайте не реже, чем согласия отзывают."},
};

const char *
feed_level_about(enum feed_level level)
{
	return levels[level].about;
}

void
feed_put_remark(const struct session *s, enum feed_level level, struct buf *out)
{
	buf_puts(out, levels[level].remark);
	if (level == FEED_FIGURES)
		buf_printf(out,
		    " Числа, за которыми меньше %d человек, не передаются, и те, из которых их "
		    "можно вычесть, тоже.",
		    profile_feed(s->profile)->smallest);
}

static const char *const sort_words[FEED_TYPES][FEED_SORTS] = {
    [FEED_PART] = {"организации", "объединения"},
    [FEED_PERSON] = {"люди под псевдонимами"},
    [FEED_FACT] = {[FACT_MEMBER] = "участие в объединениях",
	[FACT_ASSESSED] = "диагностика",
	[FACT_TRAINED] = "программы ДПО",
	[FACT_PATHWAY] = "ИОМ педагогов",
	[FACT_METHODIST] = "статус методиста",
	[FACT_ATTACHED] = "закрепление за методистами",
	[FACT_SUPPORTED] = "поддержка молодых"},
    [FEED_ITEM] = {"пункты дорожных карт", "мероприятия дорожных карт без пункта"},
    [FEED_ROSTER_ROW] = {"члены актива"},
};

static void
put_range(const struct feed_batch *b, struct buf *out)
{
	if (b->since)
		buf_printf(out, "изменения № %llu–%llu", (unsigned long long)b->from.sequence,
		    (unsigned long long)b->to.sequence);
	else
		buf_printf(out, "целиком на № %llu", (unsigned long long)b->to.sequence);
}

enum { LABEL_COLUMNS = 40, NUMBER_COLUMNS = 9 };

static void
put_cell(struct buf *out, const char *text, size_t columns, bool right)
{
	size_t width = utf8_width(text), blanks = width < columns ? columns - width : 0;

	buf_puts(out, right ? "" : text);
	for (; blanks > 0; blanks--)
		buf_putc(out, ' ');
	buf_puts(out, right ? text : "");
}

static void
put_count(struct buf *out, const char *label, const struct feed_count *count)
{
	char number[24];

	put_cell(out, "  ", 2, false);
	put_cell(out, label, LABEL_COLUMNS, false);
	snprintf(number, sizeof(number), "%zu", count->put);
	put_cell(out, number, NUMBER_COLUMNS, true);
	snprintf(number, sizeof(number), "%zu", count->removed);
	put_cell(out, number, NUMBER_COLUMNS, true);
	buf_putc(out, '\n');
}

/* How many rows of each sort, and of how many it is said that they are no more. */
static void
put_counts(const struct feed_batch *b, struct buf *out)
{
	if (b->rows == 0) {
		buf_puts(out,
		    b->level == FEED_FIGURES ? "  только строки показателей\n"
					     : "  строк о записях нет\n");
		return;
	}
	put_cell(out, "", LABEL_COLUMNS + 2, false);
	put_cell(out, "уйдёт", NUMBER_COLUMNS, true);
	put_cell(out, "снято", NUMBER_COLUMNS, true);
	buf_putc(out, '\n');
	for (int type = 0; type < FEED_TYPES; type++)
		for (int sort = 0; sort < FEED_SORTS; sort++)
			if (b->counts[type][sort].put + b->counts[type][sort].removed > 0)
				put_count(out, sort_words[type][sort], &b->counts[type][sort]);
}

/* Lines as they leave, some of so many; *at moves behind all of them. */
static void
put_lines(const char **at, size_t lines, size_t shown, struct buf *out)
{
	for (size_t i = 0; i < lines && **at != '\0'; i++) {
		const char *end = strchr(*at, '\n') + 1;

		if (i < shown)
			buf_put(out, *at, (size_t)(end - *at));
		*at = end;
	}
	if (lines > shown)
		buf_puts(out, "…\n");
}

/* The head, the first rows of each sort, the first figures. */
static void
put_first_lines(const struct feed_batch *b, struct buf *out)
{
	const char *at = buf_text(&b->text);

	put_lines(&at, 1, 1, out);
	for (int type = 0; type < FEED_TYPES; type++)
		for (int sort = 0; sort < FEED_SORTS; sort++)
			put_lines(&at, b->counts[type][sort].put + b->counts[type][sort].removed,
			    PREVIEW_ROWS, out);
	if (b->rows == 0 && *at != '\0')
		put_lines(&at, 1, 1, out);
}

void
feed_put_preview(const struct session *s, const struct feed_batch *b, struct buf *out)
{
	buf_printf(out, "Уровень %s — %s, ", feed_level_words[b->level], levels[b->level].about);
	put_range(b, out);
	buf_printf(out, "; %zu КБ\n", (b->text.len + 1023) / 1024);
	if (b->level == FEED_FACTS) {
		buf_puts(out, "Дней раньше ");
		date_put_russian(out, b->horizon);
		buf_puts(out, " в ней нет\n");
	}
	buf_puts(out, "\nЧто уйдёт:\n");
	put_counts(b, out);
	buf_puts(out, "\nПервые строки, как они есть:\n");
	put_first_lines(b, out);
	buf_putc(out, '\n');
	feed_put_remark(s, b->level, out);
	buf_putc(out, '\n');
}

void
feed_put_note(const struct feed_batch *b, struct buf *out)
{
	buf_printf(out, NOTE "%s, ", feed_level_words[b->level]);
	put_range(b, out);
	buf_printf(out, ", строк %zu", b->rows);
}

/* What the row tells of a batch; NULL: it tells of none. */
static const char *
batch_in(struct txn *t, uint64_t sequence, struct journal_row *row)
{
	struct buf operation = {0};
	const char *what = NULL;
	bool maybe = journal_operation(t, sequence, &operation) &&
	    strcmp(buf_text(&operation), OPERATION_EXPORT) == 0;

	buf_free(&operation);
	if (!maybe || !journal_get(t, sequence, row))
		return NULL;
	if (strncmp(row->reason, NOTE, strlen(NOTE)) == 0)
		what = row->reason + strlen(NOTE);
	else
		journal_row_free(row);
	return what;
}

void
feed_each_sent(const struct view *v, uint64_t after, feed_sent_fn *fn, void *context)
{
	bool more = true;

	for (uint64_t n = journal_last(v->txn); n > after && more; n--) {
		struct journal_row row;
		const char *what = batch_in(v->txn, n, &row);

		if (what == NULL)
			continue;
		more = fn(context,
		    &(struct feed_sent){.sequence = n,
			.time = row.time,
			.account = row.account,
			.via = row.via,
			.address = row.address,
			.what = what});
		journal_row_free(&row);
	}
}

struct last_sent {
	const char *level;
	uint64_t sequence; /* 0: none */
};

/* "facts, изменения № 12–34, строк 5": the last number behind № and a dash is where it ended. */
static bool
find_sent(void *context, const struct feed_sent *sent)
{
	struct last_sent *last = context;
	const size_t len = strlen(last->level);
	const char *number = strstr(sent->what, "№ "), *dash;

	if (strncmp(sent->what, last->level, len) != 0 || sent->what[len] != ',' || number == NULL)
		return true;
	number += strlen("№ ");
	dash = number + strspn(number, "0123456789");
	if (strncmp(dash, "–", strlen("–")) == 0)
		number = dash + strlen("–");
	last->sequence = strtoull(number, NULL, 10);
	return false;
}

bool
feed_token_sent(const struct view *v, enum feed_level level, struct feed_token *out)
{
	struct last_sent last = {.level = feed_level_words[level]};
	struct journal_row row;

	*out = feed_token_now(v);
	feed_each_sent(v, 0, find_sent, &last);
	if (last.sequence == 0 || !journal_get(v->txn, last.sequence, &row))
		return false;
	out->sequence = last.sequence;
	memcpy(out->head, row.hash, JOURNAL_HASH);
	journal_row_free(&row);
	return true;
}
