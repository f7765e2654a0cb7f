/* SPDX-License-Identifier: MIT
 * load.c - one transaction: where the batch stands in the town's history, its rows, its figures,
 * the judgement.
 */
#include "region/store/load.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "region/store/hide.h"
#include "region/store/roster.h"
#include "region/store/shards.h"
#include "rules/schoolyear.h"

enum { COPIED_AT_ONCE = 1 << 16, DIFFERENCES_NAMED = 3 };

struct load {
	struct pg *home; /* the region's database */
	struct pg *pg;   /* where the town lies */
	struct batch *batch;
	const struct batch_head *head;
	const struct sender *from;
	struct receipt *receipt;
	struct buf rows, judges; /* lines that are to be copied */
	bool refused;            /* by what the batch is; the town's status tells */
	bool quarantined;
};

/* What the region knows of the town, for the sentence. */
struct known {
	struct pg_rows *rows;
	const char *answer, *name, *identity, *sequence, *head, *other, *key;
	bool turned;
};

static enum status refuse(struct load *l, struct error *e, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static enum status
refuse(struct load *l, struct error *e, const char *format, ...)
{
	struct buf text = {0};
	va_list args;

	l->refused = true;
	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	error_set(e, ST_REFUSED, "%s", buf_text(&text));
	buf_free(&text);
	return ST_REFUSED;
}

static enum status
refuse_unknown(struct load *l, const struct known *k, struct error *e)
{
	(void)k;
	return error_set(e, ST_NOTFOUND,
	    "города %s в регионе нет: если передача — его, заведите его: town add %s НАЗВАНИЕ",
	    l->receipt->town, l->receipt->town);
}

static enum status
refuse_retired(struct load *l, const struct known *k, struct error *e)
{
	return refuse(l, e, "город %s (%s) снят с учёта; вернуть его может town add %s НАЗВАНИЕ",
	    l->receipt->town, k->name, l->receipt->town);
}

static enum status
refuse_elsewhere(struct load *l, const struct known *k, struct error *e)
{
	return refuse(l, e,
	    "база %s уже принадлежит городу %s: папку базы скопировали. Город %s должен завести "
	    "свою базу (metodaktiv init) и внести в неё свои таблицы",
	    l->head->identity, k->other, l->receipt->town);
}

static enum status
refuse_foreign(struct load *l, const struct known *k, struct error *e)
{
	return refuse(l, e,
	    "это передача чужой базы: у города %s (%s) база %s, а передача — базы %s. Если город "
	    "завёл базу заново, разрешите это: town reset %s — и запросите снимок (changes --level "
	    "%s)",
	    l->receipt->town, k->name, k->identity, l->head->identity, l->receipt->town,
	    batch_level_word(l->head->level));
}

static enum status
refuse_first(struct load *l, const struct known *k, struct error *e)
{
	return refuse(l, e,
	    "от города %s (%s) нужен снимок, а это продолжение с %lld: снимка регион ещё не видел, "
	    "или с тех пор сменились правила города или уровень. Запросите changes --level %s без "
	    "--since",
	    l->receipt->town, k->name, (long long)l->head->from.sequence,
	    batch_level_word(l->head->level));
}

static enum status
refuse_fork(struct load *l, const struct known *k, struct error *e)
{
	return refuse(l, e,
	    "история города %s (%s) разошлась с той, что знает регион (по %s): базу восстановили "
	    "из копии или работают в двух. Запросите снимок: changes --level %s без --since",
	    l->receipt->town, k->name, k->sequence, batch_level_word(l->head->level));
}

static enum status
refuse_gap(struct load *l, const struct known *k, struct error *e)
{
	return refuse(l, e,
	    "передача города %s (%s) начинается с %lld, а регион знает по %s: продолжайте с %s: "
	    "changes --since %s:%s:%s --level %s",
	    l->receipt->town, k->name, (long long)l->head->from.sequence, k->sequence, k->sequence,
	    k->identity, k->sequence, k->head, batch_level_word(l->head->level));
}

static enum status
refuse_old(struct load *l, const struct known *k, struct error *e)
{
	return error_set(e, ST_REFUSED,
	    "список города %s (%s) старше того, что есть в регионе: с тех пор согласие могли "
	    "отозвать. "
	    "Запросите новый: changes --level roster",
	    l->receipt->town, k->name);
}

/* The answers of the function place() under which nothing is taken. */
static const struct {
	const char *answer;
	enum status (*refuse)(struct load *l, const struct known *k, struct error *e);
} refusals[] = {
    {.answer = "unknown", .refuse = refuse_unknown},
    {.answer = "retired", .refuse = refuse_retired},
    {.answer = "elsewhere", .refuse = refuse_elsewhere},
    {.answer = "foreign", .refuse = refuse_foreign},
    {.answer = "first", .refuse = refuse_first},
    {.answer = "fork", .refuse = refuse_fork},
    {.answer = "gap", .refuse = refuse_gap},
    {.answer = "old", .refuse = refuse_old},
};

static void
put_number(char *to, size_t size, int64_t number)
{
	snprintf(to, size, "%lld", (long long)number);
}

/* Ask the region what the batch is to it; the town is locked from here on. */
static enum status
ask_place(struct load *l, struct known *k, struct error *e)
{
	const struct batch_head *h = l->head;
	char from[24], to[24];
	const char *given[] = {l->receipt->town, h->identity, h->whole ? NULL : from,
	    h->whole ? NULL : h->from.head, to, h->to.head, h->hash, batch_level_word(h->level),
	    h->rules, l->from->fresh ? "t" : "f"};
	enum status st;

	put_number(from, sizeof(from), h->from.sequence);
	put_number(to, sizeof(to), h->to.sequence);
	st = pg_ask(l->pg,
	    "SELECT answer, name, identity, sequence, head, other, turned, key FROM "
	    "place($1::int, $2, $3::bigint, $4, $5::bigint, $6, $7, $8, $9, $10)",
	    given, 10, &k->rows, e);
	if (st != ST_OK)
		return st;
	k->answer = pg_cell(k->rows, 0, 0);
	k->name = pg_cell(k->rows, 0, 1);
	k->identity = pg_cell(k->rows, 0, 2);
	k->sequence = pg_cell(k->rows, 0, 3);
	k->head = pg_cell(k->rows, 0, 4);
	k->other = pg_cell(k->rows, 0, 5);
	k->turned = pg_is_true(k->rows, 0, 6);
	k->key = pg_cell(k->rows, 0, 7);
	return ST_OK;
}

static enum status
check_signature(struct load *l, const struct known *k, struct error *e)
{
	if (k->key == NULL || batch_is_signed_by(l->batch, k->key))
		return ST_OK;
	if (l->head->signature[0] == '\0')
		return refuse(l, e,
		    "передача города %s (%s) не подписана, а регион знает ключ города: город "
		    "должен "
		    "подписывать передачи; если ключа у него больше нет — town set %s --key none",
		    l->receipt->town, k->name, l->receipt->town);
	return refuse(l, e,
	    "подпись передачи не сходится с ключом города %s (%s): передача не его, или он сменил "
	    "ключ. "
	    "Узнайте у города его ключ и введите: town set %s --key КЛЮЧ",
	    l->receipt->town, k->name, l->receipt->town);
}

static enum status
find_place(struct load *l, struct error *e)
{
	struct known k = {0};
	enum status st = ask_place(l, &k, e);

	if (st != ST_OK)
		return st;
	buf_puts(&l->receipt->name, k.name != NULL ? k.name : "");
	l->receipt->already = strcmp(k.answer, "already") == 0;
	l->receipt->turned = k.turned && l->head->level != BATCH_ROSTER;
	l->receipt->behind = l->receipt->already && l->head->level != BATCH_ROSTER &&
	    (k.sequence == NULL || strcmp(k.head, l->head->to.head) != 0);
	for (size_t i = 0; st == ST_OK && i < sizeof(refusals) / sizeof(refusals[0]); i++)
		if (strcmp(refusals[i].answer, k.answer) == 0)
			st = refusals[i].refuse(l, &k, e);
	if (st == ST_OK)
		st = check_signature(l, &k, e);
	pg_rows_free(k.rows);
	return st;
}

/* Whose batch it is: the number in it, what the caller knows, or the town of that identity. */
static enum status
find_town(struct load *l, struct error *e)
{
	const char *oktmo = l->from->oktmo;
	const char *identity = l->head->identity;
	struct pg_rows *rows;
	enum status st = ST_OK;

	if (oktmo != NULL && l->head->town[0] != '\0' && strcmp(oktmo, l->head->town) != 0)
		return error_set(e, ST_REFUSED,
		    "передача называет себя передачей города %s, а ждали её от %s", l->head->town,
		    oktmo);
	if (oktmo == NULL)
		oktmo = l->head->town;
	if (*oktmo != '\0') {
		snprintf(l->receipt->town, sizeof(l->receipt->town), "%s", oktmo);
		return strlen(oktmo) == 8
		    ? ST_OK
		    : error_set(e, ST_INVALID, "в передаче негодный ОКТМО «%s»", oktmo);
	}
	st = pg_ask(l->pg,
	    "SELECT lpad(town::text, 8, '0') FROM town WHERE identity = $1 AND retired IS NULL",
	    &identity, 1, &rows, e);
	if (st != ST_OK)
		return st;
	if (pg_count(rows) == 1)
		snprintf(l->receipt->town, sizeof(l->receipt->town), "%s", pg_cell(rows, 0, 0));
	else
		st = error_set(e, ST_REFUSED,
		    "в передаче нет ОКТМО, и базы %s регион не знает: укажите город: --town ОКТМО",
		    identity);
	pg_rows_free(rows);
	return st;
}

static const char staging[] =
    "CREATE TEMP TABLE incoming (op text, t text, kind text, id text, name text, organisation "
    "text, "
    "level smallint, hired date, dismissed date, young text, since date, until date, person uuid, "
    "association text, methodist uuid, ok boolean) ON COMMIT DROP; "
    "CREATE TEMP TABLE judge (since date, until date, scope text COLLATE \"C\", code text COLLATE "
    "\"C\", staff int, unknown int, levels smallint, num int[], den int[]) ON COMMIT DROP";

static enum status
take_row(void *context, const struct batch_row *row, struct error *e)
{
	struct load *l = context;
	enum status st = ST_OK;

	for (int i = 0; i < BATCH_COLUMNS; i++) {
		if (i > 0)
			buf_putc(&l->rows, '\t');
		pg_put_copied(&l->rows, row->values[i]);
	}
	buf_putc(&l->rows, '\n');
	if (l->rows.len > COPIED_AT_ONCE) {
		st = pg_copy_put(l->pg, buf_slice(&l->rows), e);
		buf_clear(&l->rows);
	}
	return st;
}

static void
put_count(struct buf *b, int64_t count, const char *none)
{
	if (count < 0)
		buf_puts(b, none);
	else
		buf_printf(b, "%lld", (long long)count);
}

static void
put_counts(struct buf *b, const int64_t *counts)
{
	for (int i = 0; i < BATCH_IDS; i++) {
		buf_putc(b, i == 0 ? '{' : ',');
		put_count(b, counts[i], "NULL");
	}
	buf_putc(b, '}');
}

/* They are kept till all rows are sent: one stream at a time. */
static enum status
take_judge(void *context, const struct batch_judge *j, struct error *e)
{
	struct load *l = context;
	struct buf *b = &l->judges;

	(void)e;
	date_put_iso(b, schoolyear_start(j->until));
	buf_putc(b, '\t');
	date_put_iso(b, j->until);
	buf_putc(b, '\t');
	pg_put_copied(b, j->scope);
	buf_putc(b, '\t');
	pg_put_copied(b, j->code);
	buf_putc(b, '\t');
	put_count(b, j->staff, "\\N");
	buf_putc(b, '\t');
	put_count(b, j->unknown, "\\N");
	buf_putc(b, '\t');
	put_count(b, j->levels, "\\N");
	buf_putc(b, '\t');
	put_counts(b, j->num);
	buf_putc(b, '\t');
	put_counts(b, j->den);
	buf_putc(b, '\n');
	return ST_OK;
}

static enum status
send_rows(struct load *l, struct error *e)
{
	struct batch_taker taker = {.row = take_row, .judge = take_judge, .context = l};
	enum status st = pg_do(l->pg, staging, e);

	if (st == ST_OK)
		st = pg_copy_begin(l->pg, "COPY incoming FROM STDIN", e);
	if (st == ST_OK)
		st = batch_each(l->batch, &taker, e);
	if (st == ST_OK && l->rows.len > 0)
		st = pg_copy_put(l->pg, buf_slice(&l->rows), e);
	if (st == ST_OK)
		st = pg_copy_end(l->pg, e);
	if (st == ST_OK)
		st = pg_copy_begin(l->pg, "COPY judge FROM STDIN", e);
	if (st == ST_OK)
		st = pg_copy_put(l->pg, buf_slice(&l->judges), e);
	if (st == ST_OK)
		st = pg_copy_end(l->pg, e);
	return st;
}

static enum status
apply_rows(struct load *l, struct error *e)
{
	const bool whole = l->head->whole || l->head->level != BATCH_FACTS;
	const char *given[] = {l->receipt->town, whole ? "t" : "f"};
	struct pg_rows *rows;
	enum status st = pg_ask(l->pg, "SELECT apply($1::int, $2::boolean)", given, 2, &rows, e);

	if (st != ST_OK)
		return st;
	if (pg_cell(rows, 0, 0) != NULL)
		st = refuse(
		    l, e, "передача негодна: строка «%s» стоит в ней дважды", pg_cell(rows, 0, 0));
	pg_rows_free(rows);
	return st;
}

/* The first few of what differs, and how many more there are. */
static void
put_differences(struct buf *b, const struct pg_rows *rows)
{
	size_t count = pg_count(rows);

	for (size_t i = 0; i < count && i < DIFFERENCES_NAMED; i++) {
		const char *code = pg_cell(rows, i, 2), *ours = pg_cell(rows, i, 5);

		buf_printf(b, "%s%s %s%s%s: %s у города %s, у региона %s", i > 0 ? "; " : "",
		    pg_cell(rows, i, 0), pg_cell(rows, i, 1), *code != '\0' ? ":" : "", code,
		    pg_cell(rows, i, 3), pg_cell(rows, i, 4) != NULL ? pg_cell(rows, i, 4) : "—",
		    ours != NULL ? ours : "—");
	}
	if (count > DIFFERENCES_NAMED)
		buf_printf(b, "; и ещё %zu", count - DIFFERENCES_NAMED);
}

/* The region's own figures, and what the town says of itself. */
static enum status
judge(struct load *l, struct error *e)
{
	const char *town = l->receipt->town;
	struct pg_rows *rows;
	struct buf text = {0};
	enum status st =
	    pg_ask(l->pg, "SELECT until, scope, code, what, theirs, ours FROM judged($1::int)",
		&town, 1, &rows, e);

	if (st != ST_OK)
		return st;
	if (pg_count(rows) > 0) {
		put_differences(&text, rows);
		st = refuse(l, e,
		    "город %s (%s): его показатели не сходятся с тем, что вышло в регионе (%s). "
		    "Передача в карантине, из неё ничего не принято; запросите снимок (changes "
		    "--level "
		    "facts без --since), а если не сойдётся и он — обновите программу города или "
		    "региона",
		    town, buf_text(&l->receipt->name), buf_text(&text));
		l->quarantined = true;
	}
	buf_free(&text);
	pg_rows_free(rows);
	return st;
}

static enum status
refresh(struct load *l, struct error *e)
{
	struct buf horizon = {0};
	const char *given[] = {l->receipt->town, NULL};
	enum status st;

	if (l->head->level != BATCH_FACTS)
		return pg_ask(l->pg, "SELECT store_told($1::int)", given, 1, NULL, e);
	date_put_iso(&horizon, l->head->horizon);
	given[1] = horizon.len > 0 ? buf_text(&horizon) : NULL;
	st = pg_ask(l->pg, "SELECT refresh_town($1::int, $2::date)", given, 2, NULL, e);
	if (st == ST_OK)
		st = judge(l, e);
	if (st == ST_OK)
		st = region_hide(l->pg, l->receipt->town, given[1], e);
	buf_free(&horizon);
	return st;
}

/* The town stands where the batch leads. */
static enum status
move_on(struct load *l, struct error *e)
{
	const struct batch_head *h = l->head;
	struct buf horizon = {0};
	char from[24], to[24], rows[24];
	const char *given[] = {l->receipt->town, h->hash, to, h->to.head, h->whole ? NULL : from,
	    rows, batch_level_word(h->level), h->rules,
	    l->receipt->turned ? "история города разошлась с прежней; взят снимок" : NULL,
	    h->identity, NULL};
	enum status st;

	put_number(from, sizeof(from), h->from.sequence);
	put_number(to, sizeof(to), h->to.sequence);
	put_number(rows, sizeof(rows), (int64_t)h->rows);
	date_put_iso(&horizon, h->horizon);
	given[10] = horizon.len > 0 ? buf_text(&horizon) : NULL;
	st = pg_ask(l->pg,
	    "WITH again AS (UPDATE batch SET received = now(), remark = $9 WHERE town = $1::int "
	    "AND "
	    "hash = $2 RETURNING 1), b AS (INSERT INTO batch (town, hash, sequence, head, "
	    "from_sequence, rows, level, rules, remark) SELECT $1::int, $2, $3::bigint, $4, "
	    "$5::bigint, $6::bigint, $7, $8, $9 WHERE NOT EXISTS (SELECT FROM again)) "
	    "UPDATE town SET identity = $10, sequence = $3::bigint, head = $4, level = $7, rules = "
	    "$8, horizon = $11::date, received = now(), trouble = $9, trouble_at = CASE WHEN $9 IS "
	    "NOT NULL THEN now() END, quarantined = false WHERE town = $1::int",
	    given, 11, NULL, e);
	buf_free(&horizon);
	return st;
}

static enum status
take(struct load *l, struct error *e)
{
	enum status st = find_place(l, e);

	if (st != ST_OK || l->receipt->already)
		return st;
	l->receipt->rows = l->head->rows;
	if (l->head->level == BATCH_ROSTER)
		return roster_take(l->pg, l->batch, l->receipt->town, e);
	if (l->head->judges == 0)
		return refuse(l, e,
		    "в передаче нет показателей города: проверить её нечем; обновите программу "
		    "города");
	st = send_rows(l, e);
	if (st == ST_OK)
		st = apply_rows(l, e);
	if (st == ST_OK)
		st = refresh(l, e);
	if (st == ST_OK)
		st = move_on(l, e);
	return st;
}

/* In a transaction of its own, for that of the batch is taken back. */
static void
note_trouble(struct load *l, const struct error *refused)
{
	const char *given[] = {l->receipt->town, error_text(refused), l->quarantined ? "t" : "f"};
	struct error ignored = {0};

	pg_ask(l->pg, "SELECT note_trouble($1::int, $2, $3::boolean)", given, 3, NULL, &ignored);
}

/* The server of the town knows those beside it alone; here all are known. */
static enum status
check_elsewhere(struct load *l, struct error *e)
{
	const char *given[] = {l->head->identity, l->receipt->town};
	struct known k = {0};
	enum status st = pg_ask(l->home,
	    "SELECT name || ' (' || town || ')' FROM town WHERE identity = $1 AND town <> $2::int "
	    "AND retired IS NULL LIMIT 1",
	    given, 2, &k.rows, e);

	if (st != ST_OK)
		return st;
	if (pg_count(k.rows) > 0) {
		k.other = pg_cell(k.rows, 0, 0);
		st = refuse_elsewhere(l, &k, e);
	}
	pg_rows_free(k.rows);
	return st;
}

static enum status
load_there(struct load *l, struct error *e)
{
	enum status st = pg_do(l->pg,
	    "BEGIN; SET LOCAL lock_timeout = '60s'; SET LOCAL "
	    "idle_in_transaction_session_timeout = '5min'",
	    e);

	if (st != ST_OK)
		return st;
	return pg_finish(l->pg, take(l, e), e);
}

enum status
region_load(struct pg *pg, struct batch *b, const struct sender *from, struct receipt *receipt,
    struct error *e)
{
	struct load l = {.home = pg,
	    .pg = pg,
	    .batch = b,
	    .head = batch_head(b),
	    .from = from,
	    .receipt = receipt};
	enum status st;

	*receipt = (struct receipt){0};
	st = find_town(&l, e);
	if (st == ST_OK)
		st = shard_open(&l.pg, l.home, receipt->town, e);
	if (st != ST_OK)
		return st;
	if (l.pg != l.home)
		st = check_elsewhere(&l, e);
	if (st == ST_OK)
		st = load_there(&l, e);
	if (l.refused)
		note_trouble(&l, e);
	shard_close(l.pg, l.home);
	buf_free(&l.rows);
	buf_free(&l.judges);
	return st;
}
