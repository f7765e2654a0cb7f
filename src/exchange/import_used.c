/* SPDX-License-Identifier: MIT
 * import_used.c - values nobody has typed before.
 */
#include "exchange/import_used.h"

#include <string.h>

#include "base/compare.h"
#include "base/suggest.h"
#include "service/list/used_values.h"

/* Its number among the known ones; one that is as great as their count before is new. */
static size_t
number_of(struct import_used_field *f, struct slice text)
{
	struct buf key = {0};
	size_t number;

	compare_put(&key, text);
	number = import_keys_of(&f->known, buf_slice(&key));
	buf_free(&key);
	return number;
}

static void
begin_field(struct import_used_field *f, struct view *v, const struct field *field)
{
	struct used_values used;

	f->field = field;
	used_values_read(v, field, &used);
	f->enough = used_values_tell(&used);
	for (size_t i = 0; i < used.count; i++) {
		number_of(f, slice_of(used.items[i].text));
		buf_put(&f->nearest, used.items[i].text, strlen(used.items[i].text) + 1);
	}
	used_values_free(&used);
}

static void
begin(struct import_used *u, struct view *v, enum kind kind)
{
	const struct entity *e = entity_of(kind);

	import_used_free(u);
	u->kind = kind;
	u->begun = true;
	for (size_t i = 0; i < e->count && u->count < IMPORT_USED; i++)
		if (used_values_repeat(&e->fields[i]) && !used_values_names(&e->fields[i]))
			begin_field(&u->fields[u->count++], v, &e->fields[i]);
}

/* All the known ones are looked at: in a file where nothing is known that is not worth while. */
enum { NEAREST_MOST = 200 };

static void
put_nearest(const struct import_used_field *f, const char *text, struct buf *out)
{
	struct suggest nearest = {.wanted = text};
	const char *p = buf_text(&f->nearest), *end = p + f->nearest.len;

	for (; p < end; p += strlen(p) + 1)
		suggest_try(&nearest, p);
	suggest_put(&nearest, "", out);
}

void
import_used_look(struct import_used *u, struct view *v, const struct record *r,
    import_used_fn *tell, void *context)
{
	struct buf sentence = {0};

	if (!u->begun || u->kind != r->kind)
		begin(u, v, r->kind);
	for (size_t i = 0; i < u->count; i++) {
		struct import_used_field *f = &u->fields[i];
		const char *text = record_text(r, f->field);
		size_t known = f->known.count;

		if (!f->enough || *text == '\0' || number_of(f, slice_of(text)) < known)
			continue;
		buf_clear(&sentence);
		buf_printf(&sentence, "«%s»: раньше такого значения не было", text);
		if (u->told++ < NEAREST_MOST)
			put_nearest(f, text, &sentence);
		tell(context, f->field, buf_text(&sentence));
	}
	buf_free(&sentence);
}

void
import_used_free(struct import_used *u)
{
	for (size_t i = 0; i < u->count; i++) {
		import_keys_free(&u->fields[i].known);
		buf_free(&u->fields[i].nearest);
	}
	*u = (struct import_used){.count = 0};
}
