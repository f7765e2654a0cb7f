/* SPDX-License-Identifier: MIT
 * profile_set.c - every record is read against the old rules and the new ones; what fits under
 * another name is written anew together with the rules, what does not is counted.
 */
#include "service/core/profile_set.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/fold.h"
#include "base/pairs.h"
#include "base/utf8.h"
#include "db/record/journal.h"
#include "db/record/meta.h"
#include "db/record/records.h"
#include "service/core/modules.h"
#include "service/core/operations.h"
#include "service/core/rules.h"

struct migration {
	struct session *session;
	const struct profile_set *what;
	const struct profile *old, *new;
	const struct vocabulary *was;
	struct reading reading; /* by the new rules */
	struct txn *t;
	struct change *change;
	struct profile_losses losses;
	uint64_t seen; /* journal_changes() */
	bool same;     /* the text is in force already */
	size_t versions;
};

/* --- What is lost. */

static void
free_items(struct profile_losses *losses)
{
	arena_clear(&losses->texts);
	losses->count = losses->migrated = 0;
}

void
profile_losses_free(struct profile_losses *losses)
{
	arena_free(&losses->texts);
	free(losses->items);
	*losses = (struct profile_losses){0};
}

/* One more of them; id, label and word are copied. */
static void
lose(struct migration *m, const struct profile_loss *loss, size_t records)
{
	struct profile_losses *all = &m->losses;

	for (size_t i = 0; i < all->count; i++) {
		struct profile_loss *known = &all->items[i];

		if (known->what != loss->what || known->kind != loss->kind ||
		    strcmp(known->id, loss->id) != 0 || strcmp(known->word, loss->word) != 0)
			continue;
		known->records += records;
		return;
	}
	ARRAY_ROOM(all->items, all->count, all->room);
	all->items[all->count++] = (struct profile_loss){.what = loss->what,
	    .kind = loss->kind,
	    .id = arena_strdup(&all->texts, loss->id),
	    .label = arena_strdup(&all->texts, loss->label),
	    .word = arena_strdup(&all->texts, loss->word),
	    .records = records};
}

static bool
is_forgiven(const struct profile_loss *loss, bool force)
{
	return force && (loss->what == LOSS_MODULE || loss->what == LOSS_TOWN);
}

static size_t
unforgiven(const struct profile_losses *losses, bool force)
{
	size_t count = 0;

	for (size_t i = 0; i < losses->count; i++)
		count += !is_forgiven(&losses->items[i], force);
	return count;
}

void
profile_loss_put(const struct profile_loss *loss, struct buf *out)
{
	struct buf shown = {0};

	switch (loss->what) {
	case LOSS_WORD:
		utf8_put_shown(&shown, slice_of(loss->word), false);
		buf_printf(out, "«%s», «%s»: слова «%s» больше нет", entity_of(loss->kind)->many,
		    loss->label, buf_text(&shown));
		break;
	case LOSS_TYPE:
		buf_printf(out, "«%s», «%s»: значение не подходит полю",
		    entity_of(loss->kind)->many, loss->label);
		break;
	case LOSS_FIELD:
		buf_printf(out, "«%s»: поля «%s» (%s) больше нет", entity_of(loss->kind)->many,
		    loss->label, loss->id);
		break;
	case LOSS_MUST:
		buf_printf(out, "требования %s (п. %s) больше нет, а по нему судили заявления",
		    loss->id, loss->label);
		break;
	case LOSS_MODULE:
		buf_printf(out, "раздела %s (%s) больше нет: «%s»", loss->id, loss->label,
		    entity_of(loss->kind)->many);
		break;
	case LOSS_TOWN:
		buf_printf(out, "это правила другого города: id «%s», а в базе «%s»", loss->label,
		    loss->id);
		break;
	}
	if (loss->what != LOSS_TOWN)
		buf_printf(out, " — записей: %zu", loss->records);
	buf_free(&shown);
}

/* --- What things are called now. */

/* The new name of a word or an id; false when the map does not say. Its lines are all paired. */
static bool
renamed(const struct migration *m, struct slice old, struct slice *now)
{
	struct pair_line l = {.rest = m->what->map};

	while (pairs_next(&l))
		if (fold_equal(l.left, old)) {
			*now = l.right;
			return true;
		}
	return false;
}

static enum status
check_map(const struct profile_set *what, struct error *e)
{
	struct pair_line l = {.rest = what->map}, before;

	while (pairs_next(&l)) {
		if (!l.paired)
			return error_set(e, ST_INVALID,
			    "%s, строка %zu: нужна строка вида «было = стало»", what->map_name,
			    l.number);
		before = (struct pair_line){.rest = what->map};
		for (pairs_next(&before); before.number < l.number; pairs_next(&before))
			if (fold_equal(before.left, l.left))
				return error_set(e, ST_INVALID,
				    "%s, строка %zu: замена названа дважды, впервые в строке %zu",
				    what->map_name, l.number, before.number);
	}
	return ST_OK;
}

/* Values of own fields whose id has a new name go over to it. */
static void
rename_fields(const struct migration *m, struct record *r)
{
	const struct own_value *own = NULL, *next;

	for (own = value_next_gone(r, NULL, m->reading.vocabulary); own != NULL; own = next) {
		struct slice now;
		const struct field *f;

		next = value_next_gone(r, own, m->reading.vocabulary);
		f = renamed(m, slice_of(own->id), &now) ? profile_field(m->new, r->kind, now)
							: NULL;
		if (f == NULL || !f->own || record_own(r, f->id)[0] != '\0')
			continue;
		record_set_own(r, f->id, own->text, strlen(own->text));
		record_set_own(r, own->id, "", 0);
	}
}

/* The value as it is to be called: the whole, or the items of a list. */
static void
put_renamed(const struct migration *m, const struct field *f, struct slice value, struct buf *out)
{
	struct slice item, now;
	const char *between = "";

	if (!field_is_list(f)) {
		buf_put_slice(out, renamed(m, value, &now) ? now : value);
		return;
	}
	while (value_next_item(&value, &item)) {
		buf_puts(out, between);
		buf_put_slice(out, renamed(m, item, &now) ? now : item);
		between = ",";
	}
}

/* --- One record. */

static bool
knows_item(const struct field *f, struct slice item, const struct vocabulary *v)
{
	if (f->type == FIELD_TERM || f->type == FIELD_TERMS)
		return vocabulary_term(v, f->terms, item) != NULL;
	for (size_t i = 0; f->words[i] != NULL; i++)
		if (slice_equal(slice_of(f->words[i]), item))
			return true;
	return false;
}

/* The words that stand in the way, or the type. It fitted a field of the old rules. */
static void
lose_value(struct migration *m, const struct record *r, const struct field *f, const char *value)
{
	struct profile_loss loss = {.what = LOSS_WORD,
	    .kind = r->kind,
	    .id = f->id,
	    .label = profile_label(m->new, r->kind, f),
	    .word = ""};
	struct slice rest = slice_of(value), item;
	const struct field *old = profile_field(m->old, r->kind, slice_of(f->id));

	if (f->own && (f->words == NULL || old->type != f->type)) {
		loss.what = LOSS_TYPE;
		lose(m, &loss, 1);
		return;
	}
	while (value_next_item(&rest, &item)) {
		char *word = xstrndup(item.data, item.len);

		loss.word = word;
		if (!knows_item(f, item, m->reading.vocabulary))
			lose(m, &loss, 1);
		free(word);
	}
}

/* Did it fit so far? What did not is not lost now. */
static bool
fitted(const struct migration *m, const struct record *stored, const struct field *f)
{
	const struct field *old = profile_field(m->old, stored->kind, slice_of(f->id));

	return old != NULL && value_fits(stored, old, m->was);
}

static void
migrate_field(
    struct migration *m, const struct record *stored, struct record *r, const struct field *f)
{
	struct buf value = {0}, now = {0};

	if (f->type == FIELD_REF || record_field_empty(r, f) ||
	    (!f->own && value_fits(r, f, m->reading.vocabulary)))
		return;
	if (f->own)
		buf_puts(&value, record_own(r, f->id));
	else
		value_put_cell(&value, r, f, &m->reading);
	if (value_parse(r, f, buf_slice(&value), &m->reading, NULL) != ST_OK) {
		put_renamed(m, f, buf_slice(&value), &now);
		if (value_parse(r, f, buf_slice(&now), &m->reading, NULL) != ST_OK &&
		    fitted(m, stored, f))
			lose_value(m, r, f, buf_text(&value));
	}
	buf_free(&value);
	buf_free(&now);
}

static void
lose_fields(struct migration *m, const struct record *r)
{
	const struct own_value *own = NULL;

	while ((own = value_next_gone(r, own, m->reading.vocabulary)) != NULL) {
		const struct field *old = profile_field(m->old, r->kind, slice_of(own->id));

		if (old != NULL)
			lose(m,
			    &(struct profile_loss){.what = LOSS_FIELD,
				.kind = r->kind,
				.id = own->id,
				.label = profile_label(m->old, r->kind, old),
				.word = ""},
			    1);
	}
}

/* A record of the stored one's kind to work on. */
static void
migrate_record(struct migration *m, const struct record *stored, struct record *r)
{
	const struct kind_words *words = &m->reading.vocabulary->kinds[stored->kind];

	record_copy(r, stored);
	rename_fields(m, r);
	for (size_t i = 0; i < words->count; i++)
		migrate_field(m, stored, r, words->fields[i]);
	lose_fields(m, r);
	if (record_equal(r, stored))
		return;
	m->losses.migrated++;
	change_put(m->change, r);
}

/* --- The whole. */

static bool
is_hidden(const struct migration *m, enum kind kind)
{
	return !profile_has_module(m->new, entity_of(kind)->module);
}

static void
migrate_kind(struct migration *m, enum kind kind)
{
	struct record *stored = record_new(kind), *r = record_new(kind);
	struct walk *w = walk_by_id(m->t, kind);
	uint64_t id;

	while (walk_next(w, &id) && records_get(m->t, id, stored))
		migrate_record(m, stored, r);
	walk_close(w);
	record_free(stored);
	record_free(r);
}

static void
lose_module(struct migration *m, enum kind kind)
{
	const char *module = entity_of(kind)->module;
	size_t records = records_count(m->t, kind);

	if (records > 0 && profile_has_module(m->old, module))
		lose(m,
		    &(struct profile_loss){.what = LOSS_MODULE,
			.kind = kind,
			.id = module,
			.label = module_genitive(module),
			.word = ""},
		    records);
}

static bool
has_must(const struct profile *p, const char *id)
{
	size_t count;
	const struct must *musts = profile_musts(p, &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(musts[i].id, id) == 0)
			return true;
	return false;
}

static void
lose_musts(struct migration *m)
{
	size_t count, applications = records_count(m->t, KIND_APPLICATIONS);
	const struct must *musts = profile_musts(m->old, &count);

	if (applications == 0 || is_hidden(m, KIND_APPLICATIONS))
		return;
	for (size_t i = 0; i < count; i++)
		if (!has_must(m->new, musts[i].id))
			lose(m,
			    &(struct profile_loss){.what = LOSS_MUST,
				.kind = KIND_APPLICATIONS,
				.id = musts[i].id,
				.label = musts[i].clause,
				.word = ""},
			    applications);
}

static void
lose_town(struct migration *m)
{
	const char *was = profile_id(m->old), *is = profile_id(m->new);

	if (strcmp(was, is) != 0)
		lose(m,
		    &(struct profile_loss){.what = LOSS_TOWN, .id = was, .label = is, .word = ""},
		    0);
}

static void
migrate_all(struct migration *m)
{
	lose_town(m);
	lose_musts(m);
	for (enum kind k = 0; k < KIND_COUNT; k++) {
		if (is_hidden(m, k))
			lose_module(m, k);
		else
			migrate_kind(m, k);
	}
}

static enum status
nothing_since(void *context, struct txn *t)
{
	const struct migration *m = context;

	return journal_changes(t) == m->seen ? ST_OK : ST_CONFLICT;
}

static void
begin_change(struct migration *m)
{
	struct session *s = m->session;
	struct buf reason = {0};

	buf_printf(&reason, "правила города «%s»", profile_id(m->new));
	m->change = change_new(s->store, &s->actor, OPERATION_PROFILE, buf_text(&reason));
	change_set_guard(m->change, nothing_since, m);
	buf_free(&reason);
}

/* Read everything in one state of the database; the change holds what is to be written. */
static enum status
look(struct migration *m, struct error *e)
{
	struct meta_blank *blanks;
	struct meta_rules rules = session_rules(m->new, &blanks);
	enum status st;

	free_items(&m->losses);
	begin_change(m);
	m->t = txn_read(m->session->store);
	m->seen = journal_changes(m->t);
	m->same = meta_profile_is(m->t, &rules);
	free(blanks);
	m->versions = meta_profile_versions(m->t);
	migrate_all(m);
	st = txn_status(m->t);
	txn_abort(m->t);
	return st == ST_OK ? ST_OK
			   : error_set(e, st, "базу прочитать не удалось: %s", status_text(st));
}

static enum status
refuse(const struct migration *m, struct error *e)
{
	size_t all = unforgiven(&m->losses, false), serious = unforgiven(&m->losses, true);

	if (serious == 0)
		return error_set(e, ST_REFUSED,
		    "правила не введены: %s; если так и нужно, повторите с --force",
		    all == 1 && m->losses.items[0].what == LOSS_TOWN
			? "это правила другого города"
			: "без раздела его записи не будут видны");
	return error_set(e, ST_REFUSED,
	    "правила не введены: с ними перестанет подходить записанное (случаев: %zu). Верните "
	    "слову, полю или условию его место (слову и условию можно поставить until) или "
	    "назовите замены: --map ФАЙЛ со строками «было = стало»",
	    serious);
}

static enum status
explain(struct migration *m, enum status st, const struct change_obstacle *o, struct error *e)
{
	if (st == ST_INVALID)
		return error_set(e, ST_REFUSED,
		    "правила не введены: после замен две записи таблицы «%s» стали бы одной",
		    entity_of(o->kind)->many);
	return store_not_done(m->session->store, st, e, "правила города не записаны");
}

/* One attempt; *again: somebody wrote meanwhile. The change is freed. */
static enum status
attempt(struct migration *m, bool *again, struct error *e)
{
	struct change_obstacle obstacle = {0};
	enum status st = look(m, e);

	*again = false;
	if (st == ST_OK && unforgiven(&m->losses, m->what->force) > 0)
		st = refuse(m, e);
	if (st != ST_OK || m->what->dry_run) {
		change_free(m->change);
		return st;
	}
	if (!m->same)
		session_stage_rules(m->change, m->versions, m->new);
	st = change_commit(m->change, NULL, &obstacle);
	*again = st == ST_CONFLICT;
	return st == ST_OK ? ST_OK : explain(m, st, &obstacle, e);
}

static enum status
migrate(struct session *s, const struct profile_set *what, const struct profile *p,
    struct profile_losses *losses, size_t *edition, struct error *e)
{
	struct migration m = {.session = s,
	    .what = what,
	    .old = s->profile,
	    .new = p,
	    .was = profile_vocabulary(s->profile),
	    .reading = {.vocabulary = profile_vocabulary(p), .today = clock_today()}};
	enum status st = ST_CONFLICT;
	bool again = true;

	for (unsigned tries = 0; again && store_next_try(s->store, &tries);)
		st = attempt(&m, &again, e);
	store_leave_turn(s->store);
	*edition = m.versions + !m.same;
	if (losses != NULL)
		*losses = m.losses;
	else
		profile_losses_free(&m.losses);
	return st;
}

enum status
session_set_profile(struct session *s, const struct profile_set *what,
    struct profile_losses *losses, struct error *e)
{
	struct profile *p = NULL;
	size_t edition = 0;
	enum status st = session_require(s, PERMIT_ACCOUNTS, e);

	if (losses != NULL)
		*losses = (struct profile_losses){0};
	if (st == ST_OK)
		st = check_map(what, e);
	if (st == ST_OK)
		st = profile_load(&p, what->file, e);
	if (st == ST_OK && what->check != NULL)
		st = what->check(p, e);
	if (st == ST_OK)
		st = migrate(s, what, p, losses, &edition, e);
	if (st != ST_OK || what->dry_run) {
		profile_free(p);
		return st;
	}
	profile_free(s->profile);
	s->profile = p;
	s->actor.rules = edition;
	return ST_OK;
}
