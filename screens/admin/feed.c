/* SPDX-License-Identifier: MIT
 * feed.c - what leaves for the region: the very lines, what the law says of them, when some went
 * and by whose hand.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "exchange/feed/feed.h"
#include "screens/app/list_screen.h"
#include "screens/output/saving.h"
#include "screens/output/take_home.h"
#include "screens/widget/text.h"
#include "screens/widget/words.h"
#include "service/core/operations.h"

enum { LABEL = 11, REMARK_ROWS = 4, HEAD_ROWS = REMARK_ROWS + 3, FOOT_ROWS = 4 };

struct feed {
	struct list_state base; /* first: list_screen.h */
	enum feed_level level;
	bool since; /* what has changed since such a batch went last */
	struct feed_batch batch;
	uint64_t looked; /* the journal's rows up to here were looked at for what went before */
	struct buf about, size, remark, last;
};

/* A line as it leaves. */
struct feed_line {
	const char *text;
};

static const struct {
	const char *mark, *word, *gone;
} sorts[] = {
    {"{\"format\"", "начало", ""},
    {"\"t\":\"part\"", "часть города", "части нет"},
    {"\"t\":\"person\"", "человек", "человека нет"},
    {"\"t\":\"fact\"", "сведение", "сведения нет"},
    {"\"t\":\"item\"", "пункт", "пункта нет"},
    {"\"t\":\"roster\"", "член актива", ""},
    {"{\"figures\"", "показатели", ""},
    {"{\"end\"", "конец", ""},
};

/* What the line is, and where that which all of its sort begin with ends. */
static const char *
sort_of(const char *line, const char **said)
{
	static const char put[] = "{\"op\":\"+\",";
	bool row = strncmp(line, "{\"op\":\"", strlen("{\"op\":\"")) == 0;
	const char *mark = row ? line + strlen(put) : line;
	size_t i = 0;

	while (strncmp(mark, sorts[i].mark, strlen(sorts[i].mark)) != 0)
		i++;
	*said = row ? mark + strlen(sorts[i].mark) + 1 : line;
	return row && strncmp(line, put, strlen(put)) != 0 ? sorts[i].gone : sorts[i].word;
}

/* Before the first view: the secret of the pseudonyms may have to be made. */
static enum status
feed_open(struct screen *sc, const void *args, struct error *e)
{
	struct session *s = app_session(screen_app(sc));
	struct feed *f = screen_state(sc);

	(void)args;
	f->level = profile_feed(s->profile)->level;
	return feed_secrets_ready(s, e);
}

static void
feed_close(struct screen *sc)
{
	struct feed *f = screen_state(sc);

	feed_batch_free(&f->batch);
	buf_free(&f->about);
	buf_free(&f->size);
	buf_free(&f->remark);
	buf_free(&f->last);
}

/* "30.11.2026 02:05, region, SSH, 10.0.0.1: facts, целиком на № 14" */
static bool
take_sent(void *context, const struct feed_sent *sent)
{
	struct feed *f = context;

	buf_clear(&f->last);
	words_put_moment(&f->last, sent->time, clock_today());
	buf_printf(&f->last, ", %s, %s%s%s: %s", sent->account, visitor_via_word(sent->via),
	    sent->address[0] != '\0' ? ", " : "", sent->address, sent->what);
	return false;
}

static void
put_head(struct feed *f, struct session *s)
{
	const struct feed_batch *b = &f->batch;

	buf_clear(&f->about);
	buf_printf(&f->about, "%s — %s", feed_level_words[b->level], feed_level_about(b->level));
	buf_clear(&f->size);
	buf_puts(&f->size, b->since ? "изменения с прошлой передачи, " : "целиком, ");
	if (b->level != FEED_FIGURES) { /* which has no rows but figures */
		words_put_count(&f->size, b->rows, "строка", "строки", "строк");
		buf_puts(&f->size, ", ");
	}
	buf_printf(&f->size, "%zu КБ", (b->text.len + 1023) / 1024);
	buf_clear(&f->remark);
	feed_put_remark(s, b->level, &f->remark);
	if (f->last.len == 0)
		buf_puts(&f->last, "ещё ничего");
}

static void
add_lines(const struct feed_batch *b, struct list_rows *out)
{
	const char *at = buf_text(&b->text), *end;

	for (; *at != '\0'; at = end + 1) {
		end = strchr(at, '\n');
		list_rows_add(out,
		    &(struct feed_line){
			.text = arena_strndup(&out->texts, at, (size_t)(end - at))});
	}
}

/* What leaves now, and what has gone meanwhile. */
static enum status
look(struct feed *f, const struct view *v, struct error *e)
{
	struct feed_batch b = {.rows = 0};
	struct feed_token since;
	bool continues = f->since && feed_token_sent(v, f->level, &since);
	enum status st = feed_make(v, f->level, continues ? &since : NULL, &b, e);

	if (st != ST_OK) {
		feed_batch_free(&b);
		return st;
	}
	feed_batch_free(&f->batch);
	f->batch = b;
	feed_each_sent(v, f->looked, take_sent, f);
	f->looked = journal_last(v->txn);
	put_head(f, v->session);
	return ST_OK;
}

static bool
feed_read(struct screen *sc, struct list_rows *out)
{
	struct feed *f = screen_state(sc);
	struct error e = {0};

	if (look(f, out->view, &e) == ST_OK)
		add_lines(&f->batch, out);
	else
		app_say_error(screen_app(sc), &e);
	return e.status == ST_OK;
}

static bool
is_same_line(const void *row, const void *other)
{
	return strcmp(((const struct feed_line *)row)->text,
		   ((const struct feed_line *)other)->text) == 0;
}

static void
put_line(const void *row, struct list_cells *out)
{
	const char *text = ((const struct feed_line *)row)->text;

	const char *said;

	buf_puts(&out->text[0], sort_of(text, &said));
	buf_puts(&out->text[1], said);
	buf_puts(&out->more, text);
}

static void
draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	static const char *const labels[] = {"Уровень", "Объём", "Ушло", "Закон"};
	const struct feed *f = screen_state(sc);
	const struct buf *texts[] = {&f->about, &f->size, &f->last, &f->remark};
	const int width = columns - LABEL - 2;

	for (int i = 0; i < 4; i++) {
		ui_put(ui, row + i, 1, LABEL, STYLE_FAINT, labels[i]);
		text_draw(ui, row + i, 1 + LABEL, i < 3 ? 1 : REMARK_ROWS, width, STYLE_PLAIN,
		    buf_text(texts[i]));
	}
}

/* Does the town have what the level tells of? */
static bool
has_level(const struct session *s, enum feed_level level)
{
	return profile_has_module(s->profile, level == FEED_ROSTER ? "corps" : "associations");
}

static void
next_level(struct screen *sc)
{
	struct session *s = app_session(screen_app(sc));
	struct feed *f = screen_state(sc);

	do
		f->level = (f->level + 1) % FEED_LEVELS;
	while (!has_level(s, f->level));
	f->since = false;
	list_screen_begin(sc);
}

static void
turn_since(struct screen *sc)
{
	struct feed *f = screen_state(sc);

	f->since = !f->since;
	list_screen_begin(sc);
	if (f->since && !f->batch.since) {
		app_say(screen_app(sc), MESSAGE_WARNING,
		    f->level == FEED_FACTS
			? "Такой передачи ещё не было, или с тех пор изменились правила: целиком."
			: "Этот уровень передаётся целиком всегда.");
		f->since = false;
	}
}

/* sequence: where the batch ended that was seen when the path was asked for. */
static void
write_file(struct screen *sc, int sequence, const char *path, bool replace)
{
	const struct feed *f = screen_state(sc);
	struct buf what = {0};

	if ((int)f->batch.to.sequence != sequence) {
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Реестр тем временем изменился: посмотрите, что уйдёт теперь, и повторите.");
		return;
	}
	feed_put_note(&f->batch, &what);
	saving_write(screen_app(sc), OPERATION_EXPORT, buf_text(&what), path, replace,
	    buf_slice(&f->batch.text));
	buf_free(&what);
	list_screen_load(sc);
}

static void
send(struct screen *sc)
{
	struct app *app = screen_app(sc);
	const struct feed *f = screen_state(sc);
	struct buf name = {0}, command = {0};

	buf_printf(&name, "передача-%s-%llu.jsonl", feed_level_words[f->batch.level],
	    (unsigned long long)f->batch.to.sequence);
	buf_printf(&command, "changes --level %s", feed_level_words[f->batch.level]);
	if (f->batch.since) {
		buf_puts(&command, " --since ");
		feed_token_put(&f->batch.from, &command);
	}
	if (take_home_must(app))
		take_home_line(app, buf_text(&command), buf_text(&name), NULL);
	else
		saving_ask(app, write_file, (int)f->batch.to.sequence, "Передача в регион",
		    buf_text(&name));
	buf_free(&name);
	buf_free(&command);
}

enum { DO_SEND = ACT_OWN, DO_LEVEL, DO_SINCE };

const struct screen_ops feed_screen = {
    .name = "feed",
    .about = "Что город передаёт региону: те самые строки, и когда что ушло.",
    .open = feed_open,
    .actions = LIST_WORK(
	ACTION(DO_SEND, "F2", "Записать передачу в файл, для региона", .word = "В файл",
	    .synonyms = "передать отправить регион", .permit = PERMIT_EXPORT, .on_screen = send),
	ACTION(DO_LEVEL, "F4", "Другой уровень: суммы, сведения под псевдонимами, список актива",
	    .word = "Уровень", .on_screen = next_level),
	ACTION(DO_SINCE, "F6", "Только то, что изменилось с прошлой передачи, или всё",
	    .word = "Изменения", .on_screen = turn_since)),
    LIST_SCREEN(struct feed, struct feed_line,
	COLUMNS({.title = "Что", .width = 13, .lead = true},
	    {.title = "Что в строке; целиком она внизу", .width = 40, .grows = true}),
	.title = "Передача в регион", .read = feed_read, .put = put_line, .same = is_same_line,
	.close = feed_close, .head = HEAD_ROWS + 1, .draw_head = draw_head, .foot = FOOT_ROWS,
	.empty = "Передавать нечего."),
};
