/* SPDX-License-Identifier: MIT
 * names.c - names as typed against names as registered.
 */
#include "rules/names.h"

#include "base/compare.h"
#include "base/date.h"
#include "base/utf8.h"

static bool
same(const char *a, const char *b)
{
	return compare_equal(slice_of(a), slice_of(b));
}

/* "А." or "А": one letter, perhaps with a full stop. Gives the letter alone. */
static bool
is_initial(const char *name, struct slice *letter)
{
	struct slice text = utf8_trim(slice_of(name));
	const char *p = text.data, *end = p + text.len;

	if (p == end)
		return false;
	utf8_next(&p, end);
	*letter = slice_make(text.data, (size_t)(p - (const char *)text.data));
	return p == end || (p + 1 == end && *p == '.');
}

/* "А." is a beginning only of another initial: the full stop says that the name is longer. */
static bool
begins(const char *name, const char *start)
{
	struct slice letter, whole = utf8_trim(slice_of(start));

	if (is_initial(start, &letter) && letter.len < whole.len && !is_initial(name, &letter))
		return false;
	return compare_starts(slice_of(name), slice_of(start));
}

/* One of the two is an initial of the other, or a typed beginning of it; nothing typed says
 * nothing. */
static bool
agrees(const char *typed, const char *name)
{
	struct slice letter;

	if (begins(name, typed))
		return true;
	if (is_initial(typed, &letter))
		return compare_starts(slice_of(name), letter);
	return is_initial(name, &letter) && compare_starts(slice_of(typed), letter);
}

static bool
is_blank(const char *s)
{
	return same(s, "");
}

enum name_match
name_compare(const struct name_typed *t, const struct person *p)
{
	bool full = !is_blank(t->given_name) && same(t->given_name, p->given_name) &&
	    same(t->patronymic, p->patronymic);

	if (is_blank(t->surname) && is_blank(t->given_name) && is_blank(t->patronymic))
		return NAME_OTHER;
	if (full && same(t->surname, p->surname))
		return NAME_SAME;
	if (begins(p->surname, t->surname) && begins(p->given_name, t->given_name) &&
	    begins(p->patronymic, t->patronymic))
		return NAME_BEGINS;
	if (!is_blank(t->surname) && begins(p->surname, t->surname) &&
	    agrees(t->given_name, p->given_name) && agrees(t->patronymic, p->patronymic))
		return NAME_INITIALS;
	if (full && !is_blank(t->patronymic) && t->birth_date != DATE_NONE &&
	    t->birth_date == p->birth_date)
		return NAME_CHANGED_SURNAME;
	return NAME_OTHER;
}
