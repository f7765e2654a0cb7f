/* SPDX-License-Identifier: MIT
 * unlikely.c - values a record most likely should not have.
 */
#include "rules/unlikely.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"

enum { LONG_AGO = 3 /* years */, ANY_KIND = KIND_COUNT };

/* Names. */

struct letters {
	size_t small, capital, digits;
};

static struct letters
count_letters(const char *text)
{
	struct letters n = {0};
	const char *p = text, *end = text + strlen(text);

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		n.digits += cp >= '0' && cp <= '9';
		n.capital += utf8_small(cp) != cp;
		n.small += utf8_capital(cp) != cp;
	}
	return n;
}

/* "ИВАНОВА-петрова" becomes "Иванова-Петрова"; digits go. */
static void
put_as_name(const char *text, struct buf *out)
{
	const char *p = text, *end = text + strlen(text);
	bool begins = true;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (cp >= '0' && cp <= '9')
			continue;
		utf8_put(out, begins ? utf8_capital(cp) : utf8_small(cp));
		begins = cp == ' ' || cp == '-';
	}
}

static bool
look_at_name(const struct record *r, const struct field *f, int32_t today, struct unlikely *out)
{
	const char *text = record_text(r, f);
	struct letters n = count_letters(text);
	const char *what = n.digits > 0     ? "в имени цифры"
	    : n.capital == 0 && n.small > 0 ? "набрано строчными буквами"
	    : n.small == 0 && n.capital > 1 ? "набрано одними прописными буквами"
					    : NULL;

	(void)today;
	if (what == NULL)
		return false;
	put_as_name(text, &out->mended);
	buf_puts(&out->sentence, what);
	if (out->mended.len > 0)
		buf_printf(&out->sentence, "; похоже, это «%s»", buf_text(&out->mended));
	return true;
}

static bool
look_at_phone(const struct record *r, const struct field *f, int32_t today, struct unlikely *out)
{
	const char *text = record_text(r, f);

	(void)today;
	if (text[0] == '\0' || count_letters(text).digits > 0)
		return false;
	buf_puts(&out->sentence, "в телефоне нет ни одной цифры");
	return true;
}

/* Days. */

/* The day of the year, this year or, where that is still to come, last year. */
static void
put_latest(int32_t date, int32_t today, struct buf *out)
{
	int year, month, day;
	int32_t latest;

	date_parts(date, &year, &month, &day);
	latest = date_make(date_year(today), month, day);
	if (latest > today)
		latest = date_make(date_year(today) - 1, month, day);
	if (latest != DATE_NONE)
		date_put_russian(out, latest);
}

static bool
look_at_submitted(
    const struct record *r, const struct field *f, int32_t today, struct unlikely *out)
{
	int32_t date = record_date(r, f);

	if (date == DATE_NONE || date_add_years(date, LONG_AGO) > today)
		return false;
	date_put_russian(&out->sentence, date);
	buf_printf(&out->sentence, " — больше %d лет назад; проверьте год", LONG_AGO);
	put_latest(date, today, &out->mended);
	return true;
}

static bool
look_at_consent(const struct record *r, const struct field *f, int32_t today, struct unlikely *out)
{
	const struct field *given = field_find(r->kind, "publication_consent");
	const struct field *submitted = field_find(r->kind, "submitted");

	(void)today;
	if (!record_yes(r, given) || record_date(r, f) != DATE_NONE)
		return false;
	buf_puts(&out->sentence, "согласие дано, а какого числа — не сказано");
	if (record_date(r, submitted) != DATE_NONE)
		date_put_russian(&out->mended, record_date(r, submitted));
	return true;
}

/* Something done on a day that is still to come. */
static bool
look_ahead(const struct record *r, const struct field *f, int32_t today, struct unlikely *out)
{
	if (record_date(r, f) == DATE_NONE || record_date(r, f) <= today)
		return false;
	out->which = DOUBT_AHEAD;
	date_put_russian(&out->sentence, record_date(r, f));
	buf_puts(&out->sentence, " ещё не наступило; проверьте год");
	put_latest(record_date(r, f), today, &out->mended);
	return true;
}

typedef bool
look_fn(const struct record *r, const struct field *f, int32_t today, struct unlikely *out);

static const struct row {
	const char *field;
	int kind; /* ANY_KIND: in every kind that has the field */
	look_fn *look;
	const char *beside;
} rows[] = {
    {.field = "surname", .kind = ANY_KIND, .look = look_at_name},
    {.field = "given_name", .kind = ANY_KIND, .look = look_at_name},
    {.field = "patronymic", .kind = ANY_KIND, .look = look_at_name},
    {.field = "phone", .kind = ANY_KIND, .look = look_at_phone},
    {.field = "submitted", .kind = KIND_APPLICATIONS, .look = look_at_submitted},
    {.field = "consent_date",
	.kind = KIND_APPLICATIONS,
	.look = look_at_consent,
	.beside = "publication_consent"},
};

static const struct row *
row_of(enum kind kind, const struct field *f)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if ((rows[i].kind == ANY_KIND || rows[i].kind == (int)kind) && !f->own &&
		    strcmp(rows[i].field, f->id) == 0)
			return &rows[i];
	return NULL;
}

bool
unlikely_value(const struct record *r, const struct field *f, int32_t today, struct unlikely *out)
{
	const struct row *row = row_of(r->kind, f);

	buf_clear(&out->sentence);
	buf_clear(&out->mended);
	out->which = DOUBT_VALUE;
	if (f->of_the_past && look_ahead(r, f, today, out))
		return true;
	return row != NULL && row->look(r, f, today, out);
}

void
unlikely_free(struct unlikely *u)
{
	buf_free(&u->sentence);
	buf_free(&u->mended);
}

bool
unlikely_possible(enum kind kind)
{
	const struct entity *e = entity_of(kind);

	for (size_t i = 0; i < e->count; i++)
		if (e->fields[i].of_the_past || row_of(kind, &e->fields[i]) != NULL)
			return true;
	return false;
}

const struct field *
unlikely_beside(enum kind kind, const struct field *f)
{
	const struct row *row = row_of(kind, f);

	return row != NULL && row->beside != NULL ? field_find(kind, row->beside) : NULL;
}
