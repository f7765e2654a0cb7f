/* SPDX-License-Identifier: MIT
 * presence.c - files of a fixed length in here/, each locked by the process it tells of.
 *
 * A file is a few lines of text, the first and the last with the same number: a reader that finds
 * two has come in between, and reads again.
 */
#include "service/core/presence.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/folder.h"
#include "base/utf8.h"
#include "db/lmdb/datafile.h"
#include "db/record/draft.h"

enum { LENGTH = 1536, NAME = 16, TRIES = 8, MOST = 4096 };

struct presence {
	int folder, file;
	char name[NAME + 1];
	uint64_t written; /* how often */
	struct present me;
};

/* Folders and files. */

static void
put_name(char name[NAME + 1], uint64_t token)
{
	snprintf(name, NAME + 1, "%016llx", (unsigned long long)token);
}

static bool
read_name(const char *name, uint64_t *token)
{
	if (strlen(name) != NAME || strspn(name, "0123456789abcdef") != NAME)
		return false;
	*token = strtoull(name, NULL, 16);
	return *token != 0;
}

/* A new file with our lock on it: a reader that came before the lock has taken the file away. */
static bool
make_file(struct presence *p)
{
	struct stat s;

	for (int i = 0; i < TRIES; i++) {
		randombytes_buf(&p->me.token, sizeof(p->me.token));
		p->me.token |= DRAFT_NEW; /* never 0 */
		put_name(p->name, p->me.token);
		p->file = openat(
		    p->folder, p->name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (p->file < 0)
			return false;
		folder_give(p->folder, p->file);
		if (flock(p->file, LOCK_EX) == 0 && fstat(p->file, &s) == 0 && s.st_nlink > 0)
			return true;
		close(p->file);
		p->file = -1;
	}
	return false;
}

/* Texts, clean and as long as there is room. */

static void
take_text(char *out, size_t size, const char *text)
{
	struct buf clean = {0};
	size_t len;

	utf8_put_shown(&clean, slice_of(text), false);
	for (len = clean.len; len >= size || (len < clean.len && (clean.data[len] & 0xC0) == 0x80);)
		len--;
	memcpy(out, buf_text(&clean), len);
	out[len] = '\0';
	buf_free(&clean);
}
#define TAKE(array, text) take_text((array), sizeof(array), (text))

static void
write_all(struct presence *p)
{
	const struct present *me = &p->me;
	unsigned long long count = (unsigned long long)++p->written;
	struct buf text = {0};

	buf_printf(&text, "1 %llu\n%s\n%s\n%s\n%s\n%d\n%lld\n%d %llu %lld\n%s\n%llu\n", count,
	    me->account, me->full_name, me->os_user, me->address, (int)me->way,
	    (long long)me->since, (int)me->kind, (unsigned long long)me->id,
	    (long long)me->editing_since, me->screen, count);
	while (text.len < LENGTH)
		buf_putc(&text, '\0');
	/* of a full disk nobody need be told: the presence is as it was */
	(void)!pwrite(p->file, text.data, LENGTH, 0);
	futimens(p->folder, NULL); /* presence_stamp() */
	buf_free(&text);
}

struct presence *
presence_begin(const char *dir, const struct visitor *visitor, const char *full_name)
{
	struct presence *p = xcalloc(1, sizeof(*p));

	p->file = -1;
	p->me.way = visitor->way;
	p->me.since = clock_now();
	TAKE(p->me.account, visitor->account);
	TAKE(p->me.full_name, full_name);
	TAKE(p->me.os_user, visitor->os_user);
	TAKE(p->me.address, visitor->address);
	p->folder = folder_open(dir, DATAFILE_HERE, true);
	if (p->folder < 0 || !make_file(p)) {
		presence_end(p);
		return NULL;
	}
	write_all(p);
	return p;
}

void
presence_end(struct presence *p)
{
	if (p == NULL)
		return;
	if (p->file >= 0) {
		unlinkat(p->folder, p->name, 0);
		close(p->file);
	}
	if (p->folder >= 0)
		close(p->folder);
	free(p);
}

uint64_t
presence_token(const struct presence *p)
{
	return p != NULL ? p->me.token : 0;
}

void
presence_show(struct presence *p, const char *screen, enum kind kind, uint64_t id)
{
	char clean[sizeof(p->me.screen)];
	bool same;

	if (p == NULL)
		return;
	TAKE(clean, screen);
	same = p->me.id == id && (id == 0 || p->me.kind == kind);
	if (same && strcmp(clean, p->me.screen) == 0)
		return;
	if (!same) {
		p->me.kind = kind;
		p->me.id = id;
		p->me.editing_since = clock_now();
	}
	memcpy(p->me.screen, clean, sizeof(clean));
	write_all(p);
}

/* Reading. */

static bool
is_number(const char *text)
{
	return *text != '\0' && strspn(text, "0123456789") == strlen(text) && strlen(text) < 20;
}

/* The lines of a whole file; false: it is none, or was being written. */
static bool
read_lines(char *text, struct present *out)
{
	enum {
		FIRST,
		ACCOUNT,
		FULL_NAME,
		OS_USER,
		ADDRESS,
		WAY,
		SINCE,
		EDITS,
		SCREEN,
		LAST,
		LINES
	};
	char *line[LINES];
	long long editing;
	unsigned long long id;
	int kind;

	for (int i = 0; i < LINES; i++) {
		line[i] = strsep(&text, "\n");
		if (text == NULL)
			return false;
	}
	if (strncmp(line[FIRST], "1 ", 2) != 0 || strcmp(line[FIRST] + 2, line[LAST]) != 0 ||
	    !is_number(line[SINCE]) || !is_number(line[WAY]) || atoi(line[WAY]) >= WAY_COUNT ||
	    sscanf(line[EDITS], "%d %llu %lld", &kind, &id, &editing) != 3)
		return false;
	TAKE(out->account, line[ACCOUNT]);
	TAKE(out->full_name, line[FULL_NAME]);
	TAKE(out->os_user, line[OS_USER]);
	TAKE(out->address, line[ADDRESS]);
	TAKE(out->screen, line[SCREEN]);
	out->way = (enum way)atoi(line[WAY]);
	out->since = atoll(line[SINCE]);
	out->id = kind >= 0 && kind < KIND_COUNT ? id : 0;
	out->kind = out->id != 0 ? (enum kind)kind : 0;
	out->editing_since = editing;
	return true;
}

static bool
read_file(int file, struct present *out)
{
	char text[LENGTH + 1];
	bool whole = false;

	for (int i = 0; i < TRIES && !whole; i++) {
		ssize_t n = pread(file, text, LENGTH, 0);

		text[n > 0 ? n : 0] = '\0';
		whole = read_lines(text, out);
	}
	return whole;
}

/* The file of that name, if a process holds it; what nobody holds is taken away. -1: nobody. */
static int
open_held(int folder, const char *name)
{
	/* a pipe or device of that name is neither waited for nor woken */
	int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat s;

	if (file < 0)
		return -1;
	if (fstat(file, &s) == 0 && S_ISREG(s.st_mode)) {
		if (flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK)
			return file;
		unlinkat(folder, name, 0);
	}
	close(file);
	return -1;
}

static int
first_to_come(const void *a, const void *b)
{
	const struct present *x = a, *y = b;

	if (x->since != y->since)
		return x->since < y->since ? -1 : 1;
	return (x->token > y->token) - (x->token < y->token);
}

size_t
presence_list(const char *dir, const struct presence *p, struct present **out)
{
	int folder = folder_open(dir, DATAFILE_HERE, false);
	DIR *d = folder >= 0 ? fdopendir(folder) : NULL;
	const struct dirent *entry;
	size_t count = 0, room = 0;

	*out = NULL;
	if (d == NULL && folder >= 0)
		close(folder);
	while (d != NULL && count < MOST && (entry = readdir(d)) != NULL) {
		struct present who = {0};
		int file;

		if (!read_name(entry->d_name, &who.token) || who.token == presence_token(p))
			continue;
		file = open_held(folder, entry->d_name);
		if (file < 0)
			continue;
		if (read_file(file, &who)) {
			ARRAY_ROOM(*out, count, room);
			(*out)[count++] = who;
		}
		close(file);
	}
	if (d != NULL)
		closedir(d);
	if (count > 1)
		qsort(*out, count, sizeof(**out), first_to_come);
	return count;
}

/* A moment only just gone may be that of a deed still to come: clocks of files are coarse. */
int64_t
presence_stamp(const char *dir)
{
	enum { COARSE = 100 * 1000 * 1000, SECOND = 1000 * 1000 * 1000 };
	int folder = folder_open(dir, DATAFILE_HERE, false);
	struct timespec now;
	int64_t stamp = 0;
	struct stat s;

	if (folder < 0)
		return 0;
	clock_gettime(CLOCK_REALTIME, &now);
	if (fstat(folder, &s) == 0)
		stamp = (int64_t)s.st_mtim.tv_sec * SECOND + s.st_mtim.tv_nsec;
	close(folder);
	return (int64_t)now.tv_sec * SECOND + now.tv_nsec - stamp > COARSE ? stamp : 0;
}

bool
presence_lives(const char *dir, uint64_t token)
{
	int folder = folder_open(dir, DATAFILE_HERE, false), file;
	char name[NAME + 1];

	if (folder < 0)
		return false;
	put_name(name, token);
	file = open_held(folder, name);
	if (file >= 0)
		close(file);
	close(folder);
	return file >= 0;
}

const char *
present_name(const struct present *who)
{
	return who->full_name[0] != '\0' ? who->full_name : who->account;
}
