/* SPDX-License-Identifier: MIT
 * audience_words.c - whom a letter is for, in words and back.
 */
#include "service/core/audience_words.h"

#include "base/fold.h"

static const struct {
	const char *word, *name, *module;
} types[AUDIENCE_TYPES] = {
    [AUDIENCE_PART] = {"city", "весь город", ""},
    [AUDIENCE_CORPS] = {"corps", "методактив", "corps"},
    [AUDIENCE_HEADS] = {"heads", "руководители объединений", "associations"},
    [AUDIENCE_YOUNG] = {"young", "молодые педагоги", ""},
};

static enum status
refuse(const char *text, struct error *e)
{
	for (int type = 0; type < AUDIENCE_TYPES; type++)
		if (fold_equal(slice_of(text), slice_of(types[type].name)))
			return error_set(
			    e, ST_NOTFOUND, "«%s» пишется словом %s", text, types[type].word);
	return error_set(e, ST_NOTFOUND,
	    "«%s» — неизвестно, кому это; бывает методактив (corps), руководители объединений "
	    "(heads), молодые педагоги (young), весь город (city), association:КОД, "
	    "organisation:КОД и level:УРОВЕНЬ",
	    text);
}

enum status
audience_parse(const struct view *v, const char *text, struct audience *out, struct error *e)
{
	*out = (struct audience){.type = AUDIENCE_PART};
	for (int type = 0; type < AUDIENCE_TYPES; type++)
		if (fold_equal(slice_of(text), slice_of(types[type].word))) {
			out->type = (enum audience_type)type;
			return ST_OK;
		}
	return scope_is_named(text) ? scope_parse(v, text, &out->part, e) : refuse(text, e);
}

void
audience_put(const struct view *v, struct audience a, struct buf *out)
{
	if (a.type == AUDIENCE_PART)
		scope_put(v, a.part, out);
	else
		buf_puts(out, types[a.type].word);
}

void
audience_put_name(const struct view *v, struct audience a, struct buf *out)
{
	if (a.type == AUDIENCE_PART)
		scope_put_name(v, a.part, out);
	else
		buf_puts(out, types[a.type].name);
}

const char *
audience_module(struct audience a)
{
	return types[a.type].module;
}
