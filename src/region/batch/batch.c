/* SPDX-License-Identifier: MIT
 * batch.c - a batch is put aside as it comes, checked line by line, then gone over again.
 */
#include "region/batch/batch.h"

#include <errno.h>
#include <jansson.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/die.h"
#include "base/infile.h"
#include "base/reason.h"
#include "region/batch/row.h"

/* A line of figures of a town of 5,000 organisations is 1 MB long. */
enum { LINE_MOST = 16 << 20, HASH_BYTES = 32 };

struct batch {
	FILE *f; /* a file without a name */
	struct batch_head head;
	const char *name;
	unsigned char hash[HASH_BYTES];
};

/* The walk over its lines. */
struct walk {
	struct batch *batch;
	const struct batch_taker *taker; /* NULL: everything is only checked */
	struct buf line, why;
	size_t number;
	size_t rows, judges;
	bool ended;
	crypto_generichash_state hash;
};

static const char *const level_words[BATCH_LEVELS] = {
    [BATCH_FIGURES] = "figures", [BATCH_FACTS] = "facts", [BATCH_ROSTER] = "roster"};

const char *
batch_level_word(enum batch_level level)
{
	return level_words[level];
}

const struct batch_head *
batch_head(const struct batch *b)
{
	return &b->head;
}

/* One of the texts of the first or last line: of these characters, as long as that; "" where there
 * is none. */
static bool
take_text(const json_t *line, const char *key, const char *of, char *to, size_t size)
{
	const char *text = json_string_value(json_object_get(line, key));

	if (text == NULL)
		text = "";
	if (strlen(text) >= size || (of != NULL && strspn(text, of) != strlen(text)))
		return false;
	memcpy(to, text, strlen(text) + 1);
	return true;
}

static bool
take_place(const json_t *place, struct batch_place *out)
{
	const json_t *sequence = json_object_get(place, "sequence");

	out->sequence = json_is_integer(sequence) ? json_integer_value(sequence) : -1;
	return out->sequence >= 0 &&
	    take_text(place, "head", "0123456789abcdef", out->head, sizeof(out->head)) &&
	    out->head[0] != '\0';
}

static bool
take_level(const json_t *line, enum batch_level *out)
{
	const char *word = json_string_value(json_object_get(line, "level"));
	int level = 0;

	while (level < BATCH_LEVELS && (word == NULL || strcmp(level_words[level], word) != 0))
		level++;
	*out = (enum batch_level)level;
	return level < BATCH_LEVELS;
}

static bool
take_horizon(const json_t *line, int32_t *out)
{
	const char *day = json_string_value(json_object_get(line, "horizon"));

	*out = DATE_NONE;
	return day == NULL || date_parse(slice_of(day), out) == DATE_PARSED;
}

/* A format of the future is told apart from what was never a batch. */
static enum status
check_format(const struct walk *w, const json_t *line, struct error *e)
{
	const json_t *format = json_object_get(line, "format");

	if (!json_is_integer(format))
		return error_set(e, ST_INVALID,
		    "%s: это не передача города: первая строка — не её начало", w->batch->name);
	if (json_integer_value(format) > BATCH_FORMAT)
		return error_set(e, ST_INVALID,
		    "%s: передача формата %lld, эта программа знает по %d: обновите программу "
		    "региона",
		    w->batch->name, (long long)json_integer_value(format), BATCH_FORMAT);
	return ST_OK;
}

static enum status
take_head(struct walk *w, const json_t *line, struct error *e)
{
	struct batch_head *h = &w->batch->head;
	const json_t *from = json_object_get(line, "from");
	enum status st = check_format(w, line, e);

	if (st != ST_OK)
		return st;
	h->whole = from == NULL || json_typeof(from) == JSON_NULL;
	if (!take_text(line, "identity", "0123456789abcdef-", h->identity, sizeof(h->identity)) ||
	    h->identity[0] == '\0' ||
	    !take_text(line, "town", "0123456789", h->town, sizeof(h->town)) ||
	    !take_text(line, "name", NULL, h->name, sizeof(h->name)) ||
	    !take_text(line, "rules", NULL, h->rules, sizeof(h->rules)) ||
	    !take_place(json_object_get(line, "to"), &h->to) ||
	    (!h->whole && !take_place(from, &h->from)) || !take_level(line, &h->level) ||
	    !take_horizon(line, &h->horizon) || (!h->whole && h->from.sequence > h->to.sequence))
		return error_set(e, ST_INVALID,
		    "%s: первая строка передачи негодна (город, опознавательный номер, откуда и "
		    "докуда, уровень)",
		    w->batch->name);
	return ST_OK;
}

static enum status
bad_line(const struct walk *w, struct error *e)
{
	return error_set(
	    e, ST_INVALID, "%s, строка %zu: %s", w->batch->name, w->number, buf_text(&w->why));
}

static enum status
take_row(struct walk *w, const json_t *line, struct error *e)
{
	struct batch_row row;

	w->rows++;
	if (!row_read(&row, line, w->batch->head.level, &w->why))
		return bad_line(w, e);
	return w->taker != NULL ? w->taker->row(w->taker->context, &row, e) : ST_OK;
}

static enum status
take_judges(struct walk *w, const json_t *line, struct error *e)
{
	enum status st = judges_read(line, w->taker, &w->why, e);

	w->judges += json_object_size(json_object_get(line, "figures"));
	return w->why.len > 0 ? bad_line(w, e) : st;
}

/* The last line: what it says of those above. */
static enum status
take_end(struct walk *w, const json_t *line, struct error *e)
{
	struct batch *b = w->batch;
	const json_t *rows = json_object_get(line, "rows");
	char found[2 * HASH_BYTES + 1];

	w->ended = true;
	if (w->taker != NULL) /* all this was seen the first time */
		return ST_OK;
	crypto_generichash_final(&w->hash, b->hash, HASH_BYTES);
	sodium_bin2hex(found, sizeof(found), b->hash, HASH_BYTES);
	if (!take_text(line, "hash", "0123456789abcdef", b->head.hash, sizeof(b->head.hash)) ||
	    !take_text(line, "signature", "0123456789abcdef", b->head.signature,
		sizeof(b->head.signature)) ||
	    !json_is_integer(rows))
		return error_set(e, ST_INVALID, "%s: последняя строка негодна", b->name);
	if ((json_int_t)w->rows != json_integer_value(rows))
		return error_set(e, ST_INVALID,
		    "%s: строк %zu, а по последней строке должно быть %lld: передача неполна, "
		    "запросите её ещё раз",
		    b->name, w->rows, (long long)json_integer_value(rows));
	if (strcmp(found, b->head.hash) != 0)
		return error_set(e, ST_INVALID,
		    "%s: хеш не сходится: передача в пути изменена, запросите её ещё раз", b->name);
	b->head.rows = w->rows;
	b->head.judges = w->judges;
	return ST_OK;
}

static enum status
take_line(struct walk *w, const json_t *line, struct error *e)
{
	if (w->ended) {
		buf_puts(&w->why, "за последней строкой передачи ещё что-то есть");
		return bad_line(w, e);
	}
	if (json_is_true(json_object_get(line, "end")))
		return take_end(w, line, e);
	if (w->taker == NULL)
		crypto_generichash_update(
		    &w->hash, (const unsigned char *)w->line.data, w->line.len);
	if (w->number == 1)
		return take_head(w, line, e);
	if (json_object_get(line, "op") != NULL)
		return take_row(w, line, e);
	if (json_object_get(line, "figures") != NULL && w->batch->head.level != BATCH_ROSTER)
		return take_judges(w, line, e);
	buf_puts(&w->why, "неизвестный вид строки");
	return bad_line(w, e);
}

/* The next line with its line feed; false: there is none, or it is longer than any may be. */
static bool
next_line(struct walk *w)
{
	int c;

	buf_clear(&w->line);
	while (w->line.len < LINE_MOST && (c = getc_unlocked(w->batch->f)) != EOF) {
		buf_putc(&w->line, (char)c);
		if (c == '\n')
			return true;
	}
	return w->line.len > 0;
}

static enum status
read_line(struct walk *w, struct error *e)
{
	enum status st;
	json_t *line;

	w->number++;
	buf_clear(&w->why);
	if (w->line.data[w->line.len - 1] != '\n')
		return error_set(e, ST_INVALID,
		    "%s: передача оборвана на строке %zu; ничего не изменено, запросите её ещё раз",
		    w->batch->name, w->number);
	line = json_loadb(w->line.data, w->line.len, JSON_REJECT_DUPLICATES, NULL);
	if (!json_is_object(line)) {
		buf_puts(&w->why, w->number == 1 ? "это не передача города: не JSON" : "не JSON");
		st = bad_line(w, e);
	} else
		st = take_line(w, line, e);
	json_decref(line);
	return st;
}

static enum status
walk(struct batch *b, const struct batch_taker *taker, struct error *e)
{
	struct walk w = {.batch = b, .taker = taker};
	enum status st = ST_OK;

	crypto_generichash_init(&w.hash, NULL, 0, HASH_BYTES);
	rewind(b->f);
	while (st == ST_OK && next_line(&w))
		st = read_line(&w, e);
	if (st == ST_OK && ferror(b->f))
		st = error_set(e, ST_SYSTEM, "%s: %s", b->name, reason_of(errno).text);
	else if (st == ST_OK && w.number == 0)
		st = error_set(e, ST_INVALID, "%s: передача пуста", b->name);
	else if (st == ST_OK && !w.ended)
		st = error_set(e, ST_INVALID,
		    "%s: передача оборвана: нет последней строки; ничего не изменено, запросите её "
		    "ещё раз",
		    b->name);
	buf_free(&w.line);
	buf_free(&w.why);
	return st;
}

static bool
put_aside(FILE *to, FILE *from)
{
	char bytes[1 << 16];
	size_t n;

	while ((n = fread(bytes, 1, sizeof(bytes), from)) > 0)
		if (fwrite(bytes, 1, n, to) != n)
			return false;
	return !ferror(from) && fflush(to) == 0;
}

enum status
batch_read(struct batch **out, FILE *f, const char *name, struct error *e)
{
	struct batch *b = xcalloc(1, sizeof(*b));
	enum status st;

	*out = NULL;
	b->name = name;
	b->f = tmpfile();
	if (b->f == NULL || !put_aside(b->f, f))
		st = error_set(e, ST_SYSTEM, "%s: %s", name, reason_of(errno).text);
	else
		st = walk(b, NULL, e);
	if (st == ST_OK)
		*out = b;
	else
		batch_close(b);
	return st;
}

enum status
batch_open(struct batch **out, const char *path, struct error *e)
{
	bool is_input = strcmp(path, "-") == 0;
	FILE *f = is_input ? stdin : fopen(path, "re");
	enum status st;

	*out = NULL;
	if (f == NULL)
		return infile_unreadable(path, e);
	st = batch_read(out, f, is_input ? "стандартный ввод" : path, e);
	if (!is_input)
		fclose(f);
	return st;
}

void
batch_close(struct batch *b)
{
	if (b->f != NULL)
		fclose(b->f);
	free(b);
}

bool
batch_is_signed_by(const struct batch *b, const char *key)
{
	unsigned char public_key[crypto_sign_PUBLICKEYBYTES], signature[crypto_sign_BYTES];
	size_t len;

	return sodium_hex2bin(public_key, sizeof(public_key), key, strlen(key), NULL, &len, NULL) ==
	    0 &&
	    len == sizeof(public_key) &&
	    sodium_hex2bin(signature, sizeof(signature), b->head.signature,
		strlen(b->head.signature), NULL, &len, NULL) == 0 &&
	    len == sizeof(signature) &&
	    crypto_sign_verify_detached(signature, b->hash, HASH_BYTES, public_key) == 0;
}

enum status
batch_each(struct batch *b, const struct batch_taker *taker, struct error *e)
{
	return walk(b, taker, e);
}
