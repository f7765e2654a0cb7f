/* SPDX-License-Identifier: MIT
 * command_load.c - metodaktiv-region load: batches from a file, a pipe or a folder.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/infile.h"
#include "region/command.h"
#include "region/take.h"

/* A file of a folder, and where its batch belongs. */
struct found {
	char *path;
	struct batch_head head;
};

struct found_list {
	struct found *items;
	size_t count, room;
	size_t bad;
};

/* Town by town, in the order of their histories, so that each finds the one before it. */
static int
compare_found(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int towns = strcmp(x->head.town, y->head.town);
	int identities = strcmp(x->head.identity, y->head.identity);

	if (towns != 0 || identities != 0)
		return towns != 0 ? towns : identities;
	if (x->head.to.sequence != y->head.to.sequence)
		return x->head.to.sequence < y->head.to.sequence ? -1 : 1;
	return (int)y->head.whole - (int)x->head.whole;
}

static int
is_batch(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return dot != NULL && (strcmp(dot, ".ndjson") == 0 || strcmp(dot, ".jsonl") == 0);
}

static void
look_at(struct found_list *list, const char *folder, const char *name)
{
	struct buf path = {0};
	struct batch *b;
	struct error e = {0};

	buf_printf(&path, "%s/%s", folder, name);
	if (batch_open(&b, buf_text(&path), &e) != ST_OK) {
		list->bad++;
		region_complain(error_text(&e));
		buf_free(&path);
		return;
	}
	ARRAY_ROOM(list->items, list->count, list->room);
	list->items[list->count++] =
	    (struct found){.path = buf_detach(&path), .head = *batch_head(b)};
	batch_close(b);
}

static enum status
look_into(struct found_list *list, const char *folder, struct error *e)
{
	struct dirent **names;
	int count = scandir(folder, &names, is_batch, alphasort);

	if (count < 0)
		return infile_unreadable(folder, e);
	for (int i = 0; i < count; i++) {
		look_at(list, folder, names[i]->d_name);
		free(names[i]);
	}
	free(names);
	if (count == 0)
		return error_set(
		    e, ST_NOTFOUND, "в папке «%s» нет передач (*.jsonl, *.ndjson)", folder);
	if (list->count > 0)
		qsort(list->items, list->count, sizeof(*list->items), compare_found);
	return ST_OK;
}

static enum status
load_file(struct region_call *c, const char *path, struct error *e)
{
	const struct sender from = {.oktmo = c->values[REGION_TOWN]};
	struct batch *b;
	enum status st = batch_open(&b, path, e);

	if (st != ST_OK)
		return st;
	st = region_take(c->pg, b, &from, e);
	batch_close(b);
	return st;
}

/* Each by itself: one that is refused leaves the others be, while there is a database. */
static enum status
load_folder(struct region_call *c, const char *folder, struct error *e)
{
	struct found_list list = {0};
	enum status st = look_into(&list, folder, e);

	for (size_t i = 0; st == ST_OK && i < list.count; i++) {
		struct error refused = {0};

		st = load_file(c, list.items[i].path, &refused);
		if (st != ST_OK)
			st = region_pass_over(c, st, &refused, &list.bad, e);
	}
	if (st == ST_OK && list.bad > 0)
		st = error_set(e, ST_REFUSED, "не приняты передачи: %zu", list.bad);
	for (size_t i = 0; i < list.count; i++)
		free(list.items[i].path);
	free(list.items);
	return st;
}

enum status
region_command_load(struct region_call *c, struct error *e)
{
	const char *path = c->operands[0];
	struct stat about;

	if (strcmp(path, "-") != 0 && stat(path, &about) == 0 && S_ISDIR(about.st_mode))
		return load_folder(c, path, e);
	return load_file(c, path, e);
}
