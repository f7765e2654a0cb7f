/* SPDX-License-Identifier: MIT
 * feed_token.c - identity:sequence:head, and whether it names a place in the life of this database.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/feed/feed.h"

/* Exactly so many bytes in small hexadecimal digits. */
static bool
read_hex(const char *text, size_t digits, unsigned char *out, size_t len)
{
	size_t read = 0;

	return digits == 2 * len && strspn(text, "0123456789abcdef") >= digits &&
	    sodium_hex2bin(out, len, text, digits, NULL, &read, NULL) == 0 && read == len;
}

static bool
read_sequence(const char *text, size_t digits, uint64_t *out)
{
	enum { MOST_DIGITS = 18 };

	*out = 0;
	for (size_t i = 0; i < digits; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		*out = *out * 10 + (uint64_t)(text[i] - '0');
	}
	return digits > 0 && digits <= MOST_DIGITS;
}

enum status
feed_token_parse(const char *text, struct feed_token *out, struct error *e)
{
	size_t identity = strcspn(text, ":");
	const char *number = text + identity + (text[identity] == ':');
	size_t digits = strcspn(number, ":");
	const char *head = number + digits + (number[digits] == ':');

	if (read_hex(text, identity, out->identity, JOURNAL_IDENTITY) &&
	    read_sequence(number, digits, &out->sequence) &&
	    read_hex(head, strlen(head), out->head, JOURNAL_HASH))
		return ST_OK;
	return error_set(e, ST_USAGE,
	    "--since «%s» — не метка: нужно «номер базы:номер операции:хеш», как стоит в строке "
	    "«to» прошлой передачи (32 знака, число и 64 знака через двоеточие)",
	    text);
}

void
feed_token_put(const struct feed_token *token, struct buf *out)
{
	char identity[2 * JOURNAL_IDENTITY + 1], head[2 * JOURNAL_HASH + 1];

	sodium_bin2hex(identity, sizeof(identity), token->identity, JOURNAL_IDENTITY);
	sodium_bin2hex(head, sizeof(head), token->head, JOURNAL_HASH);
	buf_printf(out, "%s:%llu:%s", identity, (unsigned long long)token->sequence, head);
}

struct feed_token
feed_token_now(const struct view *v)
{
	struct feed_token now = {.sequence = 0};
	struct journal_state state;

	journal_state(v->txn, &state);
	memcpy(now.identity, state.identity, JOURNAL_IDENTITY);
	memcpy(now.head, state.head, JOURNAL_HASH);
	now.sequence = state.sequence;
	return now;
}

static bool
stands_in_chain(struct txn *t, const struct feed_token *token)
{
	struct journal_row row;
	bool stands;

	if (token->sequence == 0 || !journal_get(t, token->sequence, &row))
		return false;
	stands = memcmp(row.hash, token->head, JOURNAL_HASH) == 0;
	journal_row_free(&row);
	return stands;
}

enum status
feed_token_check(const struct view *v, const struct feed_token *token, struct error *e)
{
	struct feed_token now = feed_token_now(v);
	uint64_t last = journal_last(v->txn);

	if (memcmp(token->identity, now.identity, JOURNAL_IDENTITY) != 0)
		return error_set(e, ST_REFUSED,
		    "метка --since — другой базы, с другим опознавательным номером: изменений от "
		    "неё здесь нет. Если база города заведена заново, передайте снимок целиком: "
		    "changes без --since");
	if (token->sequence > last)
		return error_set(e, ST_REFUSED,
		    "метка --since — об операции № %llu, а в этой базе их %llu: её развернули из "
		    "копии, сделанной раньше. Передайте снимок целиком: changes без --since",
		    (unsigned long long)token->sequence, (unsigned long long)last);
	if (stands_in_chain(v->txn, token))
		return ST_OK;
	return error_set(e, ST_REFUSED,
	    "операция № %llu в этой базе не та, что в метке --since: базу развернули из копии, и с "
	    "тех пор она шла своим путём. Передайте снимок целиком: changes без --since",
	    (unsigned long long)token->sequence);
}
