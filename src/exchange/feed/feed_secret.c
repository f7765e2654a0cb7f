/* SPDX-License-Identifier: MIT
 * feed_secret.c - what makes a batch the town's own: the secret of its pseudonyms, the key of its
 * signature.
 */
#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "db/record/meta.h"
#include "exchange/feed/feed_parts.h"
#include "rules/indicators.h"
#include "rules/schoolyear.h"
#include "service/core/operations.h"
#include "service/core/taken.h"

#define PSEUDONYMS "pseudonyms"
#define SIGNATURE  "signature"

_Static_assert(FEED_SECRET == crypto_auth_hmacsha256_KEYBYTES, "a key of HMAC-SHA-256");
_Static_assert(FEED_SECRET == crypto_sign_SEEDBYTES, "a key is kept as its seed");

/* Write 32 random bytes under the name; unless `replace`, what is there stays. */
static enum status
make_secret(struct session *s, const char *name, bool replace, struct error *e)
{
	unsigned char secret[FEED_SECRET];
	struct txn *t = txn_write(s->store);
	enum status st;

	if (replace || !meta_secret(t, name, secret, sizeof(secret))) {
		randombytes_buf(secret, sizeof(secret));
		meta_put_secret(t, name, secret, sizeof(secret));
	}
	sodium_memzero(secret, sizeof(secret));
	st = txn_commit(t);
	return st == ST_OK ? ST_OK : store_explain(s->store, st, e);
}

static bool
has_secret(struct session *s, const char *name)
{
	unsigned char secret[FEED_SECRET];
	struct txn *t = txn_read(s->store);
	bool has = meta_secret(t, name, secret, sizeof(secret));

	txn_abort(t);
	sodium_memzero(secret, sizeof(secret));
	return has;
}

enum status
feed_secrets_ready(struct session *s, struct error *e)
{
	return has_secret(s, PSEUDONYMS) ? ST_OK : make_secret(s, PSEUDONYMS, false, e);
}

int32_t
feed_horizon(const struct session *s, int32_t today)
{
	int32_t year = schoolyear_start(today), horizon = profile_feed(s->profile)->horizon;

	if (horizon == DATE_NONE)
		return schoolyear_start(year - 1);
	return horizon < year ? horizon : year;
}

enum status
feed_ground_take(const struct view *v, struct feed_ground *out, struct error *e)
{
	*out = (struct feed_ground){.view = v, .today = clock_today()};
	out->horizon = feed_horizon(v->session, out->today);
	if (meta_secret(v->txn, PSEUDONYMS, out->secret, sizeof(out->secret)))
		return ST_OK;
	return error_set(e, ST_REFUSED, "в базе ещё нет секрета псевдонимов: повторите команду");
}

/* The secret is in it as a mark that tells nothing of it: under another one everybody has another
 * pseudonym. */
void
feed_put_rules(const struct feed_ground *g, struct buf *out)
{
	struct indicator_rules rules = indicator_rules(g->view->session->profile);
	unsigned char mark[crypto_auth_hmacsha256_BYTES];
	struct buf text = {0};
	const char name[] = "rules";

	crypto_auth_hmacsha256(mark, (const unsigned char *)name, sizeof(name), g->secret);
	buf_printf(&text, "%x %d %d %d %d ", rules.staff, rules.young_age,
	    rules.young_age_inclusive, rules.young_years, g->horizon);
	buf_put(&text, mark, sizeof(mark));
	taken_put_digest(out, buf_slice(&text));
	buf_free(&text);
}

struct pseudonym
feed_pseudonym(const struct feed_ground *g, uint64_t person)
{
	unsigned char hash[crypto_auth_hmacsha256_BYTES], id[8];
	struct pseudonym out;

	be_write(id, person, sizeof(id));
	crypto_auth_hmacsha256(hash, id, sizeof(id), g->secret);
	sodium_bin2hex(out.text, sizeof(out.text), hash, PSEUDONYM);
	return out;
}

bool
feed_tells_of(const struct feed_ground *g, uint8_t staff_kind, int32_t dismissed)
{
	return (profile_rules(g->view->session->profile)->indicator_staff >> staff_kind & 1) != 0 &&
	    staff_kind != 0 && dismissed > g->horizon;
}

/* The pair of the town; false: it has none. */
static bool
key_pair(struct txn *t, unsigned char public[crypto_sign_PUBLICKEYBYTES],
    unsigned char secret[crypto_sign_SECRETKEYBYTES])
{
	unsigned char seed[FEED_SECRET];
	bool has = meta_secret(t, SIGNATURE, seed, sizeof(seed));

	if (has)
		crypto_sign_seed_keypair(public, secret, seed);
	sodium_memzero(seed, sizeof(seed));
	return has;
}

static void
put_hex(struct buf *out, const unsigned char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		buf_printf(out, "%02x", bytes[i]);
}

/* The public part; nothing where there is no key. */
static void
put_public(struct txn *t, struct buf *out)
{
	unsigned char public[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];

	if (!key_pair(t, public, secret))
		return;
	sodium_memzero(secret, sizeof(secret));
	put_hex(out, public, sizeof(public));
}

bool
feed_put_signature(const struct view *v, const unsigned char hash[JOURNAL_HASH], struct buf *out)
{
	unsigned char public[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
	unsigned char signature[crypto_sign_BYTES];

	if (!key_pair(v->txn, public, secret))
		return false;
	crypto_sign_detached(signature, NULL, hash, JOURNAL_HASH, secret);
	sodium_memzero(secret, sizeof(secret));
	put_hex(out, signature, sizeof(signature));
	return true;
}

enum status
feed_make_key(struct session *s, bool replace, struct buf *out, struct error *e)
{
	enum status st = session_require(s, PERMIT_ACCOUNTS, e);
	struct view v;

	if (st == ST_OK && !replace && has_secret(s, SIGNATURE))
		return error_set(e, ST_REFUSED,
		    "ключ подписи у города уже есть, и регион его знает; новый вместо него — с "
		    "--force, и тогда передайте региону новую открытую часть");
	if (st == ST_OK)
		st = session_note(s, OPERATION_FEED_KEY, replace ? "новый вместо прежнего" : "", e);
	if (st == ST_OK)
		st = make_secret(s, SIGNATURE, true, e);
	if (st != ST_OK)
		return st;
	view_open(&v, s);
	put_public(v.txn, out);
	view_close(&v);
	return ST_OK;
}
