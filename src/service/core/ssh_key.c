/* SPDX-License-Identifier: MIT
 * ssh_key.c - the lines OpenSSH writes, the blocks PuTTYgen writes, and what is encoded in them
 * (RFC 4253 6.6, RFC 5656 3.1, RFC 8709 4, OpenSSH's PROTOCOL.u2f).
 */
#include "service/core/ssh_key.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { RSA_BITS_LEAST = 1024, RSA_BITS_MOST = 16384, COMMENT_MOST = 200, FINGERPRINT_TAIL = 44 };

/* What stands behind the type in a key. */
static const struct key_type {
	const char *name;
	const char *curve; /* of ECDSA; NULL: none */
	size_t point;      /* bytes of the public point or key; 0: RSA */
	bool token;        /* in a token: for whom it was made follows */
} types[] = {
    {.name = "ssh-ed25519", .point = 32},
    {.name = "ssh-rsa"},
    {.name = "ecdsa-sha2-nistp256", .curve = "nistp256", .point = 65},
    {.name = "ecdsa-sha2-nistp384", .curve = "nistp384", .point = 97},
    {.name = "ecdsa-sha2-nistp521", .curve = "nistp521", .point = 133},
    {.name = "sk-ssh-ed25519@openssh.com", .point = 32, .token = true},
    {.name = "sk-ecdsa-sha2-nistp256@openssh.com", .curve = "nistp256", .point = 65, .token = true},
};

static const unsigned char *
bytes(struct slice s)
{
	return s.data;
}

static const struct key_type *
type_of(struct slice name)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (slice_equal(slice_of(types[i].name), name))
			return &types[i];
	return NULL;
}

/* The words of a line are parted by blanks. */
static struct slice
take_word(struct slice *rest)
{
	const char *p = rest->data, *end = p + rest->len;
	const char *word;

	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	for (word = p; p < end && *p != ' ' && *p != '\t';)
		p++;
	*rest = slice_make(p, (size_t)(end - p));
	return slice_make(word, (size_t)(p - word));
}

/* A string of the protocol: length in four bytes, then so many. */
static bool
take_string(struct slice *rest, struct slice *out)
{
	uint64_t len;

	if (rest->len < 4)
		return false;
	len = be_read(rest->data, 4);
	if (len > rest->len - 4)
		return false;
	*out = slice_make(bytes(*rest) + 4, len);
	*rest = slice_make(bytes(*rest) + 4 + len, rest->len - 4 - len);
	return true;
}

/* A positive number, shortest form. */
static bool
take_number(struct slice *rest, size_t *bits)
{
	struct slice n;
	unsigned first;

	if (!take_string(rest, &n) || n.len == 0 || (bytes(n)[0] & 0x80) != 0)
		return false;
	if (bytes(n)[0] == 0) {
		if (n.len < 2 || (bytes(n)[1] & 0x80) == 0)
			return false;
		n = slice_make(bytes(n) + 1, n.len - 1);
	}
	*bits = n.len * 8;
	for (first = bytes(n)[0]; (first & 0x80) == 0; first <<= 1)
		--*bits;
	return true;
}

static bool
is_rsa(struct slice *rest)
{
	size_t exponent, modulus;

	return take_number(rest, &exponent) && take_number(rest, &modulus) && exponent > 1 &&
	    exponent <= 64 && modulus >= RSA_BITS_LEAST && modulus <= RSA_BITS_MOST;
}

/* Is what is encoded a key of that type, and nothing besides? */
static bool
is_whole(const struct key_type *type, struct slice blob)
{
	struct slice part;

	if (!take_string(&blob, &part) || !slice_equal(part, slice_of(type->name)))
		return false;
	if (type->point == 0)
		return is_rsa(&blob) && blob.len == 0;
	if (type->curve != NULL &&
	    (!take_string(&blob, &part) || !slice_equal(part, slice_of(type->curve))))
		return false;
	if (!take_string(&blob, &part) || part.len != type->point ||
	    (type->curve != NULL && bytes(part)[0] != 4)) /* an uncompressed point */
		return false;
	return (!type->token || (take_string(&blob, &part) && part.len > 0)) && blob.len == 0;
}

/* false: not well encoded. libsodium 1.0.18 takes every byte beyond ASCII for a slash. */
static bool
decode(struct slice base64, struct buf *blob)
{
	size_t len;

	buf_clear(blob);
	if (!utf8_is_ascii(base64))
		return false;
	buf_reserve(blob, base64.len + 1);
	if (sodium_base642bin((unsigned char *)blob->data, base64.len + 1, base64.data, base64.len,
		NULL, &len, NULL, sodium_base64_VARIANT_ORIGINAL) != 0)
		return false;
	blob->len = len;
	return true;
}

static bool
is_certificate(struct slice word)
{
	static const char mark[] = "-cert-v01@openssh.com";
	size_t len = sizeof(mark) - 1;

	return word.len > len && memcmp(bytes(word) + word.len - len, mark, len) == 0;
}

static enum status
no_type(struct slice word, struct error *e)
{
	struct buf names = {0};

	if (is_certificate(word))
		return error_set(e, ST_INVALID,
		    "это сертификат OpenSSH; нужен сам открытый ключ — строка из файла .pub без "
		    "слова cert в названии");
	if (slice_equal(word, slice_of("ssh-dss")))
		return error_set(e, ST_INVALID,
		    "ключи DSA OpenSSH больше не принимает; сделайте новый: ssh-keygen -t ed25519");
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		buf_printf(&names, "%s%s", i == 0 ? "" : ", ", types[i].name);
	error_set(e, ST_INVALID,
	    "это не открытый ключ OpenSSH: строка начинается с названия типа (%s), за ним — сам "
	    "ключ",
	    buf_text(&names));
	buf_free(&names);
	return ST_INVALID;
}

static void
put_comment(struct slice comment, struct buf *line)
{
	const char *p = comment.data, *end = p + comment.len;

	if (comment.len == 0 || comment.len > COMMENT_MOST || utf8_bad_at(comment) < comment.len)
		return;
	while (p < end)
		if (utf8_is_forbidden(utf8_next(&p, end), false))
			return;
	buf_putc(line, ' ');
	buf_put_slice(line, comment);
}

/* "type key comment" */
static enum status
read_line(struct slice text, struct buf *line, struct error *e)
{
	struct slice name = take_word(&text), key = take_word(&text);
	const struct key_type *type = type_of(name);
	struct buf blob = {0};
	bool good;

	if (type == NULL)
		return no_type(name, e);
	good = key.len > 0 && decode(key, &blob) && is_whole(type, buf_slice(&blob));
	buf_free(&blob);
	if (!good)
		return error_set(e, ST_INVALID,
		    "ключ %s испорчен: скопируйте строку из файла .pub целиком ещё раз",
		    type->name);
	buf_printf(line, "%s ", type->name);
	buf_put_slice(line, key);
	put_comment(utf8_trim(text), line);
	return ST_OK;
}

/* The next line without its end; false: there is none. */
static bool
take_line(struct slice *rest, struct slice *out)
{
	const char *p = rest->data;
	const char *end = rest->len > 0 ? memchr(p, '\n', rest->len) : NULL;
	size_t len = end != NULL ? (size_t)(end - p) : rest->len;

	if (rest->len == 0)
		return false;
	*out = utf8_trim(slice_make(p, len > 0 && p[len - 1] == '\r' ? len - 1 : len));
	*rest = slice_make(p + len + (end != NULL), rest->len - len - (end != NULL));
	return true;
}

/* Comment: "rsa-key-20260101" */
static void
take_header(struct slice header, struct buf *comment)
{
	static const char name[] = "Comment:";
	struct slice value;

	if (!slice_starts(header, slice_of(name)))
		return;
	value = utf8_trim(
	    slice_make(bytes(header) + sizeof(name) - 1, header.len - (sizeof(name) - 1)));
	if (value.len > 1 && bytes(value)[0] == '"' && bytes(value)[value.len - 1] == '"')
		value = slice_make(bytes(value) + 1, value.len - 2);
	buf_put_slice(comment, value);
}

/* What stands between BEGIN and END (RFC 4716), made a line: the type is in the key itself. */
static enum status
read_block(struct slice text, struct buf *line, struct error *e)
{
	struct buf base64 = {0}, comment = {0}, blob = {0}, made = {0};
	struct slice row, rest, name;
	bool goes_on = false;
	enum status st;

	while (take_line(&text, &row) && !slice_starts(row, slice_of("---- END"))) {
		if (goes_on || memchr(row.data, ':', row.len) != NULL) {
			if (!goes_on)
				take_header(row, &comment);
			goes_on = row.len > 0 && bytes(row)[row.len - 1] == '\\';
		} else {
			buf_put_slice(&base64, row);
		}
	}
	rest = decode(buf_slice(&base64), &blob) ? buf_slice(&blob) : (struct slice){0};
	if (take_string(&rest, &name)) {
		buf_put_slice(&made, name);
		buf_printf(&made, " %s %s", buf_text(&base64), buf_text(&comment));
		st = read_line(buf_slice(&made), line, e);
	} else
		st = error_set(e, ST_INVALID,
		    "ключ испорчен: между BEGIN и END стоит не то; сохраните открытый ключ ещё "
		    "раз");
	buf_free(&base64);
	buf_free(&comment);
	buf_free(&blob);
	buf_free(&made);
	return st;
}

static bool
holds(struct slice text, const char *words)
{
	return memmem(text.data, text.len, words, strlen(words)) != NULL;
}

static enum status
private_key(struct error *e)
{
	return error_set(e, ST_INVALID,
	    "это закрытый ключ: его никому не показывают и никуда не посылают. Нужен открытый — "
	    "файл с окончанием .pub (в PuTTYgen — поле «Public key»). Если закрытый ключ уже "
	    "куда-то попал, сделайте новую пару");
}

enum status
ssh_key_read(struct slice text, struct buf *line, struct error *e)
{
	struct slice row, key = {0};
	size_t count = 0;

	if (text.len > SSH_KEY_TEXT)
		return error_set(e, ST_INVALID,
		    "это не открытый ключ: он занимает одну строку, а здесь больше %d КБ",
		    SSH_KEY_TEXT / 1024);
	if (holds(text, "PRIVATE KEY") || holds(text, "PuTTY-User-Key-File"))
		return private_key(e);
	if (slice_starts(text, slice_of("\xEF\xBB\xBF")))
		text = slice_make(bytes(text) + 3, text.len - 3);
	while (take_line(&text, &row)) {
		if (slice_starts(row, slice_of("---- BEGIN SSH2 PUBLIC KEY")))
			return read_block(text, line, e);
		if (row.len == 0 || bytes(row)[0] == '#')
			continue;
		key = row;
		count++;
	}
	if (count == 0)
		return error_set(e, ST_INVALID,
		    "ключа здесь нет: нужна строка вида ssh-ed25519 AAAA… из файла .pub");
	if (count > 1 && type_of(take_word(&(struct slice){key.data, key.len})) == NULL)
		return error_set(e, ST_INVALID,
		    "ключ разорван на несколько строк; в файле .pub он стоит одной строкой");
	if (count > 1)
		return error_set(e, ST_INVALID,
		    "здесь несколько строк; ключи заводятся по одному, каждый одной строкой");
	return read_line(key, line, e);
}

struct slice
ssh_key_bare(const char *line)
{
	struct slice rest = slice_of(line), last;

	take_word(&rest);
	last = take_word(&rest);
	return slice_make(line,
	    last.len > 0 ? (size_t)((const char *)last.data - line) + last.len : strlen(line));
}

const char *
ssh_key_comment(const char *line)
{
	const char *behind = line + ssh_key_bare(line).len;

	return behind + strspn(behind, " ");
}

bool
ssh_key_equal(const char *line, const char *other)
{
	return slice_equal(ssh_key_bare(line), ssh_key_bare(other));
}

bool
ssh_key_fingerprint(const char *line, char out[SSH_KEY_FINGERPRINT])
{
	struct slice rest = slice_of(line), key;
	unsigned char hash[crypto_hash_sha256_BYTES];
	struct buf blob = {0};
	bool good;

	take_word(&rest);
	key = take_word(&rest);
	good = key.len > 0 && decode(key, &blob);
	out[0] = '\0';
	if (good) {
		crypto_hash_sha256(hash, (const unsigned char *)blob.data, blob.len);
		memcpy(out, "SHA256:", 7);
		sodium_bin2base64(out + 7, FINGERPRINT_TAIL, hash, sizeof(hash),
		    sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
	}
	buf_free(&blob);
	return good;
}
