/* SPDX-License-Identifier: MIT
 * codes.c - the next code of a kind, in the manner of those there are.
 */
#include <stdlib.h>
#include <string.h>

#include "db/record/history.h"
#include "db/record/records.h"
#include "service/list/listing.h"
#include "service/record/register.h"

/* A code is a prefix and a number written with at least so many digits: P0001 is "P", 1, 4. */
struct manner {
	char prefix[4 * CODE_LENGTH + 1];
	int width;
	uint64_t number;
};

/* Codes of removed records are looked for in a history up to this long: it has no index of codes.
 */
enum { DIGITS_MAX = 15, HISTORY_LOOKED_AT = 200000 };

/* What the first record of a kind is called. */
static const struct {
	enum kind kind;
	struct manner manner;
} first_codes[] = {
    {.kind = KIND_ORGANISATIONS, .manner = {.prefix = "O", .width = 3}},
    {.kind = KIND_PEOPLE, .manner = {.prefix = "P", .width = 4}},
    {.kind = KIND_CONTACTS, .manner = {.prefix = "C", .width = 3}},
    {.kind = KIND_ASSOCIATIONS, .manner = {.prefix = "A", .width = 2}},
    {.kind = KIND_PLANS, .manner = {.prefix = "PL", .width = 3}},
    {.kind = KIND_PLAN_ITEMS, .manner = {.prefix = "PI", .width = 4}},
    {.kind = KIND_EVENTS, .manner = {.prefix = "E", .width = 5}},
    {.kind = KIND_APPLICATIONS, .manner = {.prefix = "AP", .width = 4}},
    {.kind = KIND_MEETINGS, .manner = {.prefix = "M", .width = 3}},
    {.kind = KIND_ORDERS, .manner = {.prefix = "R", .width = 4}},
    {.kind = KIND_REQUESTS, .manner = {.prefix = "Q", .width = 4}},
    {.kind = KIND_RESOURCES, .manner = {.prefix = "B", .width = 4}},
    {.kind = KIND_REPORT_REQUESTS, .manner = {.prefix = "RR", .width = 2}},
    {.kind = KIND_MAILINGS, .manner = {.prefix = "ML", .width = 3}},
    {.kind = KIND_PUBLICATIONS, .manner = {.prefix = "S", .width = 4}},
};

static bool
first_manner(enum kind kind, struct manner *out)
{
	for (size_t i = 0; i < sizeof(first_codes) / sizeof(first_codes[0]); i++) {
		if (first_codes[i].kind == kind) {
			*out = first_codes[i].manner;
			return true;
		}
	}
	return false;
}

static bool
parse_code(const char *code, struct manner *out)
{
	size_t len = strlen(code), digits = 0;

	while (digits < len && digits < DIGITS_MAX && code[len - digits - 1] >= '0' &&
	    code[len - digits - 1] <= '9')
		digits++;
	if (digits == 0 || len - digits >= sizeof(out->prefix))
		return false;
	memcpy(out->prefix, code, len - digits);
	out->prefix[len - digits] = '\0';
	out->width = (int)digits;
	out->number = strtoull(code + len - digits, NULL, 10);
	return true;
}

/* The manner of the record made last, and of a kind that is not large the highest number in that
 * manner. A few of the newest are looked at: somebody may have typed a code without a number. */
static void
look_around(struct txn *t, enum kind kind, struct manner *m)
{
	size_t newest = 100,
	       left = records_count(t, kind) <= LISTING_SMALL ? LISTING_SMALL : newest;
	struct walk *w = walk_by_id(t, kind);
	bool found = false;
	struct manner other;
	struct buf code = {0};
	uint64_t id;

	walk_to_last(w);
	while (left-- > 0 && walk_prev(w, &id)) {
		buf_clear(&code);
		if (!records_put_code(t, kind, id, &code) || !parse_code(buf_text(&code), &other))
			continue;
		if (!found || (strcmp(other.prefix, m->prefix) == 0 && other.number > m->number))
			*m = other;
		found = true;
	}
	walk_close(w);
	buf_free(&code);
}

static void
put_code(const struct manner *m, uint64_t number, struct buf *out)
{
	buf_printf(out, "%s%0*llu", m->prefix, m->width, (unsigned long long)number);
}

/* Has any record this code, or had one that was removed? */
static bool
is_used(struct txn *t, enum kind kind, const struct manner *m, uint64_t number)
{
	struct buf code = {0};
	bool used;

	put_code(m, number, &code);
	used = records_find(t, kind, buf_slice(&code)) != 0 ||
	    (txn_count(t, TABLE_HISTORY) <= HISTORY_LOOKED_AT &&
		history_find_code(t, kind, buf_slice(&code)) != 0);
	buf_free(&code);
	return used;
}

/* The number behind a run of used ones: leap until one is free, then halve the last leap. */
static uint64_t
free_number(struct txn *t, enum kind kind, const struct manner *m)
{
	uint64_t used = m->number, free_one, leap = 1;

	while (is_used(t, kind, m, used + leap)) {
		used += leap;
		leap *= 2;
	}
	free_one = used + leap;
	while (free_one - used > 1) {
		uint64_t middle = used + (free_one - used) / 2;

		if (is_used(t, kind, m, middle))
			used = middle;
		else
			free_one = middle;
	}
	return free_one;
}

void
register_next_code(const struct view *v, enum kind kind, struct buf *out)
{
	struct manner m;

	if (!first_manner(kind, &m))
		return;
	look_around(v->txn, kind, &m);
	put_code(&m, free_number(v->txn, kind, &m), out);
}

void
register_next_code_after(const struct view *v, enum kind kind, const char *code, struct buf *out)
{
	struct manner m;

	if (parse_code(code, &m))
		put_code(&m, free_number(v->txn, kind, &m), out);
}
