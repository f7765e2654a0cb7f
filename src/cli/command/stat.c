/* SPDX-License-Identifier: MIT
 * stat.c - metodaktiv stat: sizes and counts, and the summary of a call without a command.
 */
#include <sodium.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "cli/command/command.h"
#include "cli/line/out.h"
#include "db/format.h"
#include "db/record/journal.h"
#include "db/record/meta.h"
#include "db/record/records.h"
#include "exchange/export.h"
#include "service/core/operations.h"

struct census {
	size_t counts[KIND_COUNT], total, versions;
	uint64_t operations;
	struct format format;
	enum format_age age;
	struct journal_state state;
	struct buf last; /* the last operation in words */
};

static void
put_last(struct buf *out, const struct journal_row *row)
{
	buf_printf(out, "%s, ", row->account);
	clock_put_russian(out, row->time);
	buf_printf(out, ", %s", operation_word(row->operation));
}

static enum status
take_census(struct census *n, struct store *store)
{
	struct txn *t = txn_read(store);
	struct journal_row row;
	enum status st;

	for (enum kind k = 0; k < KIND_COUNT; k++) {
		n->counts[k] = records_count(t, k);
		n->total += n->counts[k];
	}
	n->age = format_read(t, &n->format);
	n->operations = journal_last(t);
	journal_state(t, &n->state);
	n->versions = meta_profile_versions(t);
	if (n->operations > 0 && journal_get(t, n->operations, &row)) {
		put_last(&n->last, &row);
		journal_row_free(&row);
	}
	st = txn_status(t);
	txn_abort(t);
	return st;
}

static size_t
widest_title(void)
{
	size_t widest = 0;

	for (enum kind k = 0; k < KIND_COUNT; k++)
		if (utf8_width(entity_of(k)->many) > widest)
			widest = utf8_width(entity_of(k)->many);
	return widest;
}

static void
print_counts(struct call *c, const struct census *n)
{
	const struct profile *profile = c->session->profile;
	const size_t titles = widest_title();

	for (enum kind k = 0; k < KIND_COUNT; k++) {
		const struct entity *entity = entity_of(k);

		if (n->counts[k] == 0 && profile != NULL &&
		    !profile_has_module(profile, entity->module))
			continue;
		fputs("  ", c->out);
		out_padded(c->out, entity->many, titles);
		fprintf(c->out, " %9zu\n", n->counts[k]);
	}
	fputs("  ", c->out);
	out_padded(c->out, "Всего записей", titles);
	fprintf(c->out, " %9zu\n", n->total);
}

static void
print_line(struct call *c, const char *label, const char *value)
{
	fprintf(c->out, "%s: ", label);
	out_shown(c->out, value);
	fputc('\n', c->out);
}

static void
print_head(struct call *c)
{
	if (c->session->profile != NULL) /* rules of an older form cannot be read */
		print_line(c, "Город", profile_word(c->session->profile, "name"));
	print_line(c, "База", store_dir(c->session->store));
}

static void
print_account(struct call *c)
{
	const struct account *a = &c->session->account;
	struct buf who = {0};

	buf_printf(&who, "%s%s%s, %s", a->name, *a->full_name != '\0' ? ", " : "", a->full_name,
	    c->session->role->word);
	print_line(c, "Сотрудник", buf_text(&who));
	buf_free(&who);
}

enum status
summary_print(struct call *c, struct error *e)
{
	struct census n = {0};
	enum status st = take_census(&n, c->session->store);

	if (st != ST_OK)
		return error_set(e, st, "%s", status_text(st));
	fputs("Методактив " VERSION " — реестр методической службы города\n", c->out);
	print_head(c);
	print_account(c);
	if (n.last.len > 0)
		print_line(c, "Последняя операция", buf_text(&n.last));
	print_counts(c, &n);
	buf_free(&n.last);
	return ST_OK;
}

static void
print_format(FILE *f, const struct format *format, enum format_age age)
{
	struct buf name = {0};

	format_put_name(format, &name);
	fprintf(f, "Программа: " VERSION "\nФормат базы: %s%s\n", buf_text(&name),
	    age == FORMAT_OLDER ? " (прежний: базу нужно обновить, metodaktiv upgrade)" : "");
	buf_free(&name);
}

static void
print_sizes(struct call *c, const struct census *n)
{
	struct store_size size;

	store_size(c->session->store, &size);
	fprintf(c->out, "Файл базы: %llu КиБ, занято %llu КиБ из %llu МиБ возможных\n",
	    (unsigned long long)size.file_bytes >> 10, (unsigned long long)size.used_bytes >> 10,
	    (unsigned long long)size.map_bytes >> 20);
	fprintf(c->out, "Читают сейчас: %u из %u возможных\n", size.readers, size.max_readers);
	if (c->session->profile != NULL)
		fprintf(c->out, "Профиль: %s, редакций %zu\n", profile_id(c->session->profile),
		    n->versions);
	print_format(c->out, &n->format, n->age);
	fprintf(c->out, "Операций в журнале: %llu\n", (unsigned long long)n->operations);
}

/* "" where the database has none yet. */
struct state_text {
	char identity[2 * JOURNAL_IDENTITY + 1], head[2 * JOURNAL_HASH + 1];
};

static struct state_text
text_of(const struct journal_state *state)
{
	struct state_text out = {"", ""};

	if (state->has_identity)
		sodium_bin2hex(
		    out.identity, sizeof(out.identity), state->identity, JOURNAL_IDENTITY);
	if (state->sequence > 0)
		sodium_bin2hex(out.head, sizeof(out.head), state->head, JOURNAL_HASH);
	return out;
}

static void
print_state(struct call *c, const struct journal_state *state)
{
	struct state_text text = text_of(state);

	if (*text.identity != '\0')
		fprintf(c->out, "Опознавательный номер базы: %s\n", text.identity);
	if (*text.head != '\0')
		fprintf(c->out, "Последнее изменение: № %llu, %s\n",
		    (unsigned long long)state->sequence, text.head);
}

/* What a machine asks of a database: which it is, and up to where. */
static void
print_json(struct call *c, const struct census *n)
{
	struct state_text text = text_of(&n->state);
	struct buf b = {0};

	buf_printf(
	    &b, "{\"program\": \"" VERSION "\", \"format\": %u, \"identity\": ", n->format.number);
	json_put_string_or_null(&b, text.identity);
	buf_printf(&b, ", \"sequence\": %llu, \"head\": ", (unsigned long long)n->state.sequence);
	json_put_string_or_null(&b, text.head);
	buf_puts(&b, "}\n");
	out_buf(c->out, &b);
	buf_free(&b);
}

static void
print_text(struct call *c, const struct census *n)
{
	print_head(c);
	print_sizes(c, n);
	print_state(c, &n->state);
	if (n->last.len > 0)
		print_line(c, "Последняя операция", buf_text(&n->last));
	print_counts(c, n);
}

enum status
command_stat(struct call *c, struct error *e)
{
	struct census n = {0};
	enum status st = take_census(&n, c->session->store);

	if (st != ST_OK)
		return error_set(e, st, "%s", status_text(st));
	if (call_format_is(c, "json"))
		print_json(c, &n);
	else
		print_text(c, &n);
	buf_free(&n.last);
	return ST_OK;
}
