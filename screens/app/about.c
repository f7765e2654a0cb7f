/* SPDX-License-Identifier: MIT
 * about.c - what a question carries of the records it is about.
 */
#include "screens/app/about.h"

#include <assert.h>
#include <string.h>

#include "base/die.h"
#include "base/utf8.h"
#include "service/record/register.h"

/* As much of the name as there is room for, by whole characters. */
static void
put_cut(char *out, const char *name)
{
	size_t columns = ABOUT_NAME / 2, n = utf8_fit(name, columns);

	while (n >= ABOUT_NAME)
		n = utf8_fit(name, --columns);
	memcpy(out, name, n);
	out[n] = '\0';
}

struct about_record
about_record(struct session *s, const struct record *r)
{
	struct about_record a = {.kind = r->kind, .id = r->id, .stamp = r->stamp};
	struct buf name = {0}, shown = {0};

	register_put_name_of(s, NULL, r, &name);
	utf8_put_shown(&shown, buf_slice(&name), false);
	put_cut(a.name, buf_text(&shown));
	buf_free(&name);
	buf_free(&shown);
	return a;
}

struct record *
about_load(struct session *s, const struct about_record *a, struct error *e)
{
	struct record *r = register_load(s, a->kind, a->id);

	assert(a->id != 0);
	if (r != NULL && r->stamp == a->stamp)
		return r;
	if (r != NULL)
		error_set(e, ST_CONFLICT,
		    "«%s»: эту запись тем временем изменил другой сотрудник, поэтому ничего не "
		    "сделано; посмотрите на неё и повторите",
		    a->name);
	else
		error_set(e, ST_NOTFOUND,
		    "«%s»: этой записи больше нет, её удалил другой сотрудник; ничего не сделано",
		    a->name);
	record_free(r);
	return NULL;
}

struct about_ids *
about_ids(const uint64_t *ids, size_t count)
{
	struct about_ids *a = xcalloc(1, sizeof(*a) + count * sizeof(*ids));

	a->count = count;
	if (count > 0) /* of none there may be no array */
		memcpy(a->ids, ids, count * sizeof(*ids));
	return a;
}

struct question
about_them(answer_fn *then, const struct about_ids *a)
{
	return (struct question){
	    .then = then, .about = a, .size = sizeof(*a) + a->count * sizeof(a->ids[0])};
}
