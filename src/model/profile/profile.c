/* SPDX-License-Identifier: MIT
 * profile.c - where profiles are found, and what is asked of one.
 */
#include "model/profile/profile_parts.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "base/fold.h"
#include "base/reason.h"

static const char suffix[] = ".conf";

/* The folder of the running program's own profiles; "" when that cannot be told. */
static void
put_folder_beside(struct buf *b)
{
	char path[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path));

	while (len > 0 && path[len - 1] != '/')
		len--;
	if (len <= 0)
		return;
	buf_put(b, path, (size_t)len);
	buf_puts(b, "profiles");
}

enum { FOLDERS = 3 };

/* The folders in which a profile is looked for by name, in order. */
static void
put_folder(struct buf *b, int place)
{
	const char *own = getenv("METODAKTIV_PROFILES");

	if (place == 0)
		buf_puts(b, own != NULL ? own : "");
	else if (place == 1)
		put_folder_beside(b);
	else
		buf_puts(b, DATADIR "/metodaktiv/profiles");
}

bool
profile_is_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* The path of profile NAME or of the file itself; false when there is neither. */
static bool
put_path(struct buf *b, const char *name_or_file)
{
	for (int i = 0; i < FOLDERS && strchr(name_or_file, '/') == NULL; i++) {
		buf_clear(b);
		put_folder(b, i);
		if (b->len == 0)
			continue;
		buf_printf(b, "/%s%s", name_or_file, suffix);
		if (profile_is_file(buf_text(b)))
			return true;
	}
	buf_clear(b);
	buf_puts(b, name_or_file);
	return profile_is_file(name_or_file);
}

static bool
is_profile_file(const char *name)
{
	size_t len = strlen(name);

	return len >= sizeof(suffix) && name[0] != '.' &&
	    strcmp(name + len - (sizeof(suffix) - 1), suffix) == 0;
}

/* Append the names of a folder's profiles, each followed by a line feed. */
static void
put_names_of(struct buf *b, const char *folder)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	if (dir == NULL)
		return;
	while ((entry = readdir(dir)) != NULL) {
		if (!is_profile_file(entry->d_name))
			continue;
		buf_put(b, entry->d_name, strlen(entry->d_name) - (sizeof(suffix) - 1));
		buf_putc(b, '\n');
	}
	closedir(dir);
}

static int
compare_names(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

void
profile_put_names(struct buf *b)
{
	struct buf names = {0}, folder = {0};
	const char **list;
	size_t count = 0;

	for (int i = 0; i < FOLDERS; i++) {
		buf_clear(&folder);
		put_folder(&folder, i);
		if (folder.len > 0)
			put_names_of(&names, buf_text(&folder));
	}
	list = xcalloc(names.len, sizeof(*list));
	for (char *name = names.data, *end; name != NULL && *name != '\0'; name = end + 1) {
		end = strchr(name, '\n');
		*end = '\0';
		list[count++] = name;
	}
	qsort(list, count, sizeof(*list), compare_names);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(list[i], list[i - 1]) != 0)
			buf_printf(b, "%s%s", i == 0 ? "" : ", ", list[i]);
	free(list);
	buf_free(&names);
	buf_free(&folder);
}

static enum status
not_found(const char *name, struct error *e)
{
	struct buf names = {0};

	profile_put_names(&names);
	error_set(e, ST_NOTFOUND, "профиля «%s» нет, и файла с таким именем нет; есть профили: %s",
	    name, names.len > 0 ? buf_text(&names) : "ни одного");
	buf_free(&names);
	return ST_NOTFOUND;
}

enum status
profile_read_file(struct buf *text, const char *path, struct error *e)
{
	FILE *f = fopen(path, "re");
	bool whole;

	if (f == NULL)
		return error_set(
		    e, ST_SYSTEM, "файл «%s» не открывается: %s", path, reason_of(errno).text);
	whole = buf_read_file(text, f);
	fclose(f);
	if (!whole)
		return error_set(
		    e, ST_SYSTEM, "файл «%s» не читается: %s", path, reason_of(errno).text);
	if (text->len > PROFILE_LARGEST_FILE)
		return error_set(e, ST_INVALID, "файл «%s» больше 1 МБ", path);
	return ST_OK;
}

enum status
profile_load(struct profile **out, const char *name_or_file, struct error *e)
{
	struct buf path = {0}, text = {0};
	enum status st;

	*out = NULL;
	if (!put_path(&path, name_or_file))
		st = not_found(name_or_file, e);
	else
		st = profile_read_file(&text, buf_text(&path), e);
	if (st == ST_OK)
		st = profile_parse(out, buf_slice(&text), buf_text(&path), e);
	if (st == ST_OK)
		st = blanks_read(*out, buf_text(&path), e);
	if (st != ST_OK) {
		profile_free(*out);
		*out = NULL;
	}
	buf_free(&path);
	buf_free(&text);
	return st;
}

void
profile_free(struct profile *p)
{
	if (p == NULL)
		return;
	arena_free(&p->arena);
	free(p);
}

struct slice
profile_source(const struct profile *p)
{
	return p->source;
}

const char *
profile_id(const struct profile *p)
{
	return p->id;
}

const char *
profile_word(const struct profile *p, const char *id)
{
	static const struct {
		const char *id;
		size_t at;
	} words[] = {
#define WORD(id, module, about, sample) {#id, offsetof(struct town_words, id)},
#include "model/profile/words.def"
#undef WORD
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].id, id) == 0)
			return *(const char *const *)((const char *)&p->words + words[i].at);
	return "";
}

bool
profile_has_module(const struct profile *p, const char *module)
{
	return vocabulary_has_module(&p->vocabulary, module);
}

const struct vocabulary *
profile_vocabulary(const struct profile *p)
{
	return &p->vocabulary;
}

const struct field *const *
profile_fields(const struct profile *p, enum kind kind, size_t *count)
{
	*count = p->vocabulary.kinds[kind].count;
	return p->vocabulary.kinds[kind].fields;
}

/* Ids exactly, then the town's labels, the field's own, and ids in any case. */
const struct field *
profile_field(const struct profile *p, enum kind kind, struct slice id_or_label)
{
	const struct kind_words *part = &p->vocabulary.kinds[kind];

	for (size_t i = 0; i < part->count; i++)
		if (slice_equal(slice_of(part->fields[i]->id), id_or_label))
			return part->fields[i];
	for (size_t i = 0; i < part->count; i++)
		if (fold_equal(slice_of(part->labels[i]), id_or_label))
			return part->fields[i];
	for (size_t i = 0; i < part->count; i++)
		if (fold_equal(slice_of(part->fields[i]->label), id_or_label) ||
		    fold_equal(slice_of(part->fields[i]->id), id_or_label))
			return part->fields[i];
	return NULL;
}

const char *
profile_label(const struct profile *p, enum kind kind, const struct field *f)
{
	return vocabulary_label(&p->vocabulary, kind, f);
}

const struct form_row *
profile_form(const struct profile *p, enum kind kind, size_t *count)
{
	*count = p->forms[kind].count;
	return p->forms[kind].rows;
}

const char *const *
profile_heading(const struct profile *p)
{
	return p->heading;
}

const char *
profile_consent_sentence(const struct profile *p)
{
	return p->consent;
}

const struct must *
profile_musts(const struct profile *p, size_t *count)
{
	*count = p->nmusts;
	return p->musts;
}

const struct term *
profile_terms(const struct profile *p, enum terms terms, size_t *count)
{
	*count = p->vocabulary.nterms[terms];
	return p->vocabulary.terms[terms];
}

const struct term *
profile_term(const struct profile *p, enum terms terms, struct slice id)
{
	return vocabulary_term(&p->vocabulary, terms, id);
}

bool
profile_target(const struct profile *p, const char *indicator, int32_t on, int *least)
{
	const struct term *t = profile_term(p, TERMS_INDICATORS, slice_of(indicator));

	for (size_t i = 0; t != NULL && i < t->ntargets; i++) {
		if (!validity_holds(t->targets[i].validity, on))
			continue;
		*least = t->targets[i].least;
		return true;
	}
	return false;
}

const struct town_rules *
profile_rules(const struct profile *p)
{
	return &p->rules;
}

enum order_numbers
profile_order_numbers(const struct profile *p)
{
	return p->order_numbers;
}

uint8_t
profile_order_register(const struct profile *p, uint8_t kind)
{
	return kind <= ORDER_KINDS_MOST && p->registers[kind] != 0 ? p->registers[kind] : kind;
}

const struct council_rules *
profile_council(const struct profile *p)
{
	return &p->council;
}

const char *const *
profile_reasons(const struct profile *p, uint8_t outcome)
{
	static const char *const none[] = {NULL};

	return outcome >= OUTCOME_ADMIT && outcome <= OUTCOME_POSTPONE ? p->reasons[outcome] : none;
}
