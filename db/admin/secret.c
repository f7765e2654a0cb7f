/* SPDX-License-Identifier: MIT
 * secret.c - libsodium's secretstream over a file.
 */
#include "db/admin/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"
#include "db/lmdb/shortage.h"

#define stream(name) crypto_secretstream_xchacha20poly1305_##name
enum {
	NAME = 16,
	COSTS = NAME,
	SALT = COSTS + 16,
	STREAM = SALT + crypto_pwhash_SALTBYTES,
	START = STREAM + crypto_secretstream_xchacha20poly1305_HEADERBYTES,
	CHUNK = 1 << 16,
	SEALED = CHUNK + crypto_secretstream_xchacha20poly1305_ABYTES
};

static const char secret_name[NAME + 1] = "metodaktiv-secr1";
/* A file asks for no more than this, and no less than a key takes: it may come from anybody. */
static const uint64_t most_operations = 16, most_memory = UINT64_C(1) << 30;

struct passing {
	FILE *from, *to;
	unsigned char start[START], key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
	crypto_secretstream_xchacha20poly1305_state state;
	unsigned char plain[CHUNK], sealed[SEALED];
};

static enum status
make_key(struct passing *p, struct slice password)
{
	uint64_t operations = be_read(p->start + COSTS, 8);
	uint64_t memory = be_read(p->start + COSTS + 8, 8);

	if (operations > most_operations || operations < crypto_pwhash_OPSLIMIT_MIN ||
	    memory > most_memory || memory < crypto_pwhash_MEMLIMIT_MIN)
		return ST_DAMAGED;
	if (crypto_pwhash(p->key, sizeof(p->key), password.data, password.len, p->start + SALT,
		operations, (size_t)memory, crypto_pwhash_ALG_ARGON2ID13) == 0)
		return ST_OK;
	errno = ENOMEM;
	return ST_FULL;
}

static enum status
open_files(struct passing *p, const char *from, const char *to)
{
	int fd;

	p->from = fopen(from, "rbe");
	if (p->from == NULL)
		return shortage_status(errno);
	fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	p->to = fd >= 0 ? fdopen(fd, "wb") : NULL;
	return p->to != NULL ? ST_OK : shortage_status(errno);
}

/* Durable, or not there. */
static enum status
close_files(struct passing *p, const char *to, enum status st)
{
	if (st == ST_OK && (fflush(p->to) != 0 || fsync(fileno(p->to)) != 0))
		st = shortage_status(errno);
	if (p->to != NULL && fclose(p->to) != 0 && st == ST_OK)
		st = shortage_status(errno);
	if (p->to != NULL && st != ST_OK)
		unlink(to);
	if (p->from != NULL)
		fclose(p->from);
	sodium_memzero(p, sizeof(*p));
	free(p);
	return st;
}

bool
secret_is(const char *file)
{
	char name[NAME];
	int fd =
	    open(file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC); /* a pipe does not wait */
	bool is =
	    fd >= 0 && pread(fd, name, NAME, 0) == NAME && memcmp(name, secret_name, NAME) == 0;

	if (fd >= 0)
		close(fd);
	return is;
}

static enum status
put_chunks(struct passing *p)
{
	unsigned char tag = 0;

	while (tag != stream(TAG_FINAL)) {
		unsigned long long sealed = 0;
		size_t n = fread(p->plain, 1, CHUNK, p->from);
		int next = n < CHUNK ? EOF : getc(p->from);

		if (ferror(p->from))
			return shortage_status(errno);
		if (next != EOF)
			ungetc(next, p->from);
		tag = next == EOF ? stream(TAG_FINAL) : stream(TAG_MESSAGE);
		stream(push)(&p->state, p->sealed, &sealed, p->plain, n, NULL, 0, tag);
		if (fwrite(p->sealed, 1, (size_t)sealed, p->to) != sealed)
			return shortage_status(errno);
	}
	return ST_OK;
}

enum status
secret_put(const char *from, const char *to, struct slice password)
{
	struct passing *p = xcalloc(1, sizeof(*p));
	enum status st = open_files(p, from, to);

	memcpy(p->start, secret_name, NAME);
	be_write(p->start + COSTS, crypto_pwhash_OPSLIMIT_MODERATE, 8);
	be_write(p->start + COSTS + 8, crypto_pwhash_MEMLIMIT_INTERACTIVE, 8);
	randombytes_buf(p->start + SALT, crypto_pwhash_SALTBYTES);
	if (st == ST_OK)
		st = make_key(p, password);
	if (st == ST_OK)
		stream(init_push)(&p->state, p->start + STREAM, p->key);
	if (st == ST_OK && fwrite(p->start, START, 1, p->to) != 1)
		st = shortage_status(errno);
	if (st == ST_OK)
		st = put_chunks(p);
	return close_files(p, to, st);
}

static enum status
get_chunks(struct passing *p)
{
	unsigned char tag = 0;

	for (bool first = true; tag != stream(TAG_FINAL); first = false) {
		unsigned long long plain = 0;
		size_t n = fread(p->sealed, 1, SEALED, p->from);

		if (ferror(p->from))
			return shortage_status(errno);
		if (stream(pull)(&p->state, p->plain, &plain, &tag, p->sealed, n, NULL, 0) != 0)
			return first ? ST_DENIED : ST_DAMAGED;
		if (fwrite(p->plain, 1, (size_t)plain, p->to) != plain)
			return shortage_status(errno);
	}
	return getc(p->from) == EOF ? ST_OK : ST_DAMAGED;
}

enum status
secret_get(const char *from, const char *to, struct slice password)
{
	struct passing *p = xcalloc(1, sizeof(*p));
	enum status st = open_files(p, from, to);

	if (st == ST_OK && fread(p->start, START, 1, p->from) != 1)
		st = ferror(p->from) ? shortage_status(errno) : ST_DAMAGED;
	if (st == ST_OK && memcmp(p->start, secret_name, NAME) != 0)
		st = ST_DAMAGED;
	if (st == ST_OK)
		st = make_key(p, password);
	if (st == ST_OK && stream(init_pull)(&p->state, p->start + STREAM, p->key) != 0)
		st = ST_DAMAGED;
	if (st == ST_OK)
		st = get_chunks(p);
	return close_files(p, to, st);
}
