/* SPDX-License-Identifier: MIT
 * rules_mailings.c - whom a mailing is for: one of the words there are, a part of the town that is
 * there, and stays there as long as a mailing names it by its code.
 */
#include <string.h>

#include "db/record/records.h"
#include "service/core/audience_words.h"
#include "service/guard/record_rules_parts.h"

/* What has gone before may be for what is there no more. */
static void
check_audience(struct asking *a, const struct mailing *now, const struct mailing *before)
{
	struct audience audience;
	struct error e = {0};

	if (before != NULL && strcmp(before->audience, now->audience) == 0)
		return;
	if (audience_parse(&a->view, now->audience, &audience, &e) != ST_OK)
		rule_broken(a, &now->base, "audience", "%s", error_text(&e));
}

/* The word of a part before its code, NULL: the kind is no part of the town. */
static const char *
part_word(enum kind kind)
{
	return kind == KIND_ASSOCIATIONS ? "association:"
	    : kind == KIND_ORGANISATIONS ? "organisation:"
					 : NULL;
}

/* The mailing, as the change leaves it, is for the part of that code. */
static bool
is_for(const struct mailing *m, const char *word, const char *code)
{
	size_t len = strlen(word);

	return strncasecmp(m->audience, word, len) == 0 && strcmp(m->audience + len, code) == 0;
}

/* A code that a mailing names is neither removed nor written otherwise; two that become one are
 * one. */
static void
check_part(struct asking *a, const struct asked *r, const char *word)
{
	const struct field *f = field_find(r->kind, "code");
	const char *code = record_text(r->before, f);
	struct mailing *m = (struct mailing *)record_new(KIND_MAILINGS);
	struct walk *w = walk_by_id(a->view.txn, KIND_MAILINGS);
	bool named = false;
	uint64_t id;

	while (!named && walk_next(w, &id))
		named = records_get(a->view.txn, id, &m->base) && is_for(m, word, code);
	walk_close(w);
	if (named)
		rule_broken(a, r->now != NULL ? r->now : r->before, "code",
		    "этим кодом (%s) названо, кому рассылка %s: он остаётся", code, m->code);
	record_free(&m->base);
}

static bool
keeps_code(const struct asked *r)
{
	return r->now != NULL && record_field_equal(r->before, r->now, field_find(r->kind, "code"));
}

bool
rules_of_mailings(enum kind kind)
{
	return kind == KIND_MAILINGS || part_word(kind) != NULL;
}

void
rules_mailings(struct asking *a, const struct asked *r)
{
	if (r->kind == KIND_MAILINGS && r->now != NULL)
		check_audience(
		    a, (const struct mailing *)r->now, (const struct mailing *)r->before);
	else if (part_word(r->kind) != NULL && r->before != NULL && !keeps_code(r) &&
	    a->rules->door != RULES_MERGE)
		check_part(a, r, part_word(r->kind));
}
