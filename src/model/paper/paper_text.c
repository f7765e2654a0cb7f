/* SPDX-License-Identifier: MIT
 * paper_text.c - texts with fields: written out, and checked before anybody needs them.
 */
#include "model/paper/paper_text.h"

#include <string.h>

#include "base/date.h"
#include "base/plural.h"
#include "base/utf8.h"
#include "model/entity.h"

/* --- Formats. */

static void
put_long_day(struct buf *out, int32_t day)
{
	int y, m, d;

	date_parts(day, &y, &m, &d);
	buf_printf(out, "%d %s %d года", d, date_of_month(m), y);
}

/* The value as it stands without a format. */
static void
put_value(struct buf *out, const struct paper_value *value)
{
	switch (value->type) {
	case PAPER_VALUE_TEXT:
		buf_puts(out, value->text);
		break;
	case PAPER_VALUE_DAY:
		date_put_russian(out, value->day);
		break;
	case PAPER_VALUE_NUMBER:
		if (value->number != NUMBER_NONE)
			buf_printf(out, "%lld", (long long)value->number);
		break;
	}
}

/* The next of the parts that stand between '|'; false behind the last. */
static bool
next_part(struct slice *rest, struct slice *part)
{
	const char *text = rest->data, *bar;

	if (text == NULL)
		return false;
	bar = memchr(text, '|', rest->len);
	*part = slice_make(text, bar != NULL ? (size_t)(bar - text) : rest->len);
	*rest = bar != NULL ? slice_make(bar + 1, rest->len - part->len - 1) : slice_make(NULL, 0);
	return true;
}

/* word=text|word=text|=text */
static void
put_chosen(struct buf *out, struct slice choices, struct slice value)
{
	struct slice part;

	while (next_part(&choices, &part)) {
		const char *text = part.data, *equals = memchr(text, '=', part.len);
		size_t len = equals != NULL ? (size_t)(equals - text) : 0;

		if (equals == NULL || (len > 0 && !slice_equal(slice_make(text, len), value)))
			continue;
		buf_put(out, equals + 1, part.len - len - 1);
		return;
	}
}

/* The three forms are parted by '|'. */
static void
put_counted(struct buf *out, struct slice forms, int64_t n)
{
	struct slice form[3] = {{.data = ""}};
	int wanted = *plural(n > 0 ? (uint64_t)n : 0, "0", "1", "2") - '0';

	for (int i = 0; i < 3 && next_part(&forms, &form[i]); i++)
		;
	buf_put_slice(out, form[wanted]);
}

/* The end of a word and what stands there when somebody is laid a duty on. */
static const struct {
	const char *from, *to;
	bool adjective; /* the noun is still to come */
} accusatives[] = {
    {"ый", "ого", true},
    {"ий", "его", true},
    {"ой", "ого", true},
    {"ь", "я", false},
    {"т", "та", false},
    {"к", "ка", false},
    {"р", "ра", false},
    {"г", "га", false},
    {"н", "на", false},
    {"д", "да", false},
};

static bool
ends_with(struct slice word, const char *end)
{
	size_t len = strlen(end);

	return word.len > len && memcmp((const char *)word.data + word.len - len, end, len) == 0;
}

/* заместитель начальника -> заместителя начальника, главный специалист -> главного специалиста:
 * the words of a post up to its noun. Initials and other endings stay as they are written. */
void
paper_put_accusative(struct buf *out, const char *post)
{
	bool goes_on = true;

	while (goes_on && *post != '\0') {
		struct slice word = slice_make(post, strcspn(post, " "));
		size_t i = 0, n = sizeof(accusatives) / sizeof(accusatives[0]);

		while (i < n && !ends_with(word, accusatives[i].from))
			i++;
		goes_on = i < n && accusatives[i].adjective;
		buf_put(out, word.data, word.len - (i < n ? strlen(accusatives[i].from) : 0));
		buf_puts(out, i < n ? accusatives[i].to : "");
		post += word.len;
		if (*post == ' ')
			buf_putc(out, *post++);
	}
	buf_puts(out, post);
}

static bool
is_named(struct slice s, const char *name)
{
	return slice_equal(s, slice_of(name));
}

/* "or text": what stands in place of an empty value. */
#define OTHERWISE "or "

static bool
is_otherwise(struct slice format)
{
	return slice_starts(format, slice_of(OTHERWISE));
}

static bool
is_choice(struct slice format)
{
	return !is_otherwise(format) && memchr(format.data, '=', format.len) != NULL;
}

static bool
is_counting(struct slice format)
{
	return !is_otherwise(format) && !is_choice(format) &&
	    memchr(format.data, '|', format.len) != NULL;
}

static void
put_formatted(struct buf *out, struct slice format, const struct paper_value *value)
{
	struct buf plain = {0};

	put_value(&plain, value);
	if (is_otherwise(format) && plain.len == 0)
		buf_put(out, (const char *)format.data + strlen(OTHERWISE),
		    format.len - strlen(OTHERWISE));
	else if (is_choice(format))
		put_chosen(out, format, buf_slice(&plain));
	else if (is_counting(format))
		put_counted(out, format, value->type == PAPER_VALUE_NUMBER ? value->number : 0);
	else if (is_named(format, "long") && value->type == PAPER_VALUE_DAY && plain.len > 0)
		put_long_day(out, value->day);
	else if (is_named(format, "capital"))
		utf8_put_capital(out, buf_text(&plain));
	else if (is_named(format, "accusative"))
		paper_put_accusative(out, buf_text(&plain));
	else if (is_named(format, "capitals"))
		utf8_put_capitals(out, buf_text(&plain));
	else
		buf_put_slice(out, buf_slice(&plain));
	buf_free(&plain);
}

/* --- The text. */

/* A field between braces, and where it ends; name.len 0: there is no closing brace. */
struct place {
	struct slice name, format; /* format.len 0: none */
	const char *behind;
};

static struct place
read_place(const char *at)
{
	const char *end = strchr(at, '}'), *colon;
	struct place place = {.behind = at};

	if (end == NULL)
		return place;
	colon = memchr(at, ':', (size_t)(end - at));
	place.name = slice_make(at, (size_t)((colon != NULL ? colon : end) - at));
	place.format = slice_make(
	    colon != NULL ? colon + 1 : end, colon != NULL ? (size_t)(end - colon - 1) : 0);
	place.behind = end + 1;
	return place;
}

struct writing {
	paper_value_fn *value;
	const void *context;
};

/* The sign itself is meant; within brackets "]]" closes two of them. */
static bool
is_doubled(const char *at, int depth)
{
	return strchr("{}[]", *at) != NULL && at[1] == at[0] && (*at != ']' || depth == 0);
}

/* The field at *at, which moves behind it; false: it is empty. */
static bool
put_field(const struct writing *w, const char **at, struct buf *out)
{
	struct place place = read_place(*at);
	struct paper_value value = {.text = ""};
	size_t before = out->len;

	*at = place.behind;
	if (place.name.len > 0 &&
	    (w->value(w->context, place.name, &value) || is_otherwise(place.format)))
		put_formatted(out, place.format, &value);
	return out->len > before;
}

/* Up to the closing bracket, or the end; false: a field right in it is empty. */
static bool
put_piece(const struct writing *w, const char **at, int depth, struct buf *out)
{
	bool filled = true;

	while (**at != '\0' && (**at != ']' || is_doubled(*at, depth))) {
		bool itself = is_doubled(*at, depth);
		char sign = *(*at)++;

		if (itself) {
			buf_putc(out, *(*at)++);
		} else if (sign == '{') {
			filled = put_field(w, at, out) && filled;
		} else if (sign == '[') {
			size_t before = out->len;

			if (!put_piece(w, at, depth + 1, out))
				buf_truncate(out, before);
			*at += **at == ']';
		} else {
			buf_putc(out, sign);
		}
	}
	return filled;
}

void
paper_text_put(struct buf *out, const char *text, paper_value_fn *value, const void *context)
{
	const struct writing w = {.value = value, .context = context};

	while (*text != '\0') {
		put_piece(&w, &text, 0, out);
		text += *text == ']'; /* one too many, which the check refuses */
	}
}

/* --- Conditions: name, !name, name = value, name != value. */

struct condition {
	struct slice name, value;
	bool compares, negative;
};

static struct slice
trimmed(const char *text, size_t len)
{
	while (len > 0 && *text == ' ')
		text++, len--;
	while (len > 0 && text[len - 1] == ' ')
		len--;
	return slice_make(text, len);
}

static struct condition
read_condition(const char *text)
{
	const char *equals = strchr(text, '=');
	struct condition c = {.compares = equals != NULL, .negative = false};

	if (equals != NULL) {
		c.negative = equals > text && equals[-1] == '!';
		c.name = trimmed(text, (size_t)(equals - text) - c.negative);
		c.value = trimmed(equals + 1, strlen(equals + 1));
	} else {
		c.negative = text[0] == '!';
		c.name = trimmed(text + c.negative, strlen(text) - c.negative);
	}
	return c;
}

bool
paper_condition_holds(const char *condition, paper_value_fn *value, const void *context)
{
	struct condition c = read_condition(condition);
	struct paper_value found = {.text = ""};
	struct buf plain = {0};
	bool holds;

	if (value(context, c.name, &found))
		put_value(&plain, &found);
	holds = c.compares ? slice_equal(buf_slice(&plain), c.value) : plain.len > 0;
	buf_free(&plain);
	return holds != c.negative;
}

/* --- Checking. */

static void
check_name(struct buf *why, struct slice name, paper_name_fn *knows, const void *context,
    struct slice *unknown)
{
	if (knows(context, name))
		return;
	*unknown = name;
	buf_printf(why, "поля «%.*s» здесь нет", (int)name.len, (const char *)name.data);
}

static void
check_format(struct buf *why, struct slice format)
{
	static const char *const names[] = {"long", "capital", "capitals", "accusative"};
	int forms = 0;

	if (format.len == 0 || is_choice(format) || is_otherwise(format))
		return;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (is_named(format, names[i]))
			return;
	for (struct slice rest = format, part; next_part(&rest, &part);)
		forms++;
	if (forms != 3)
		buf_printf(why,
		    "вида «%.*s» нет; бывают long, capital, capitals, accusative, or и текст, три "
		    "слова через | и значение=текст через |",
		    (int)format.len, (const char *)format.data);
}

void
paper_text_check(struct buf *why, const char *text, paper_name_fn *knows, const void *context,
    struct slice *unknown)
{
	int open = 0;

	while (*text != '\0' && why->len == 0) {
		bool itself = is_doubled(text, open);
		char sign = *text++;

		if (strchr("{}[]", sign) == NULL)
			continue;
		if (itself) {
			text++;
		} else if (sign == '{') {
			struct place place = read_place(text);

			if (place.behind == text) {
				buf_puts(why, "нет закрывающей скобки }");
				return;
			}
			text = place.behind;
			check_name(why, place.name, knows, context, unknown);
			if (why->len == 0)
				check_format(why, place.format);
		} else if (sign == '}' || (sign == ']' && open == 0)) {
			buf_printf(why, "лишняя скобка %c; сам знак пишется дважды: %c%c", sign,
			    sign, sign);
		} else {
			open += sign == '[' ? 1 : -1;
		}
	}
	if (open > 0 && why->len == 0)
		buf_puts(why, "нет закрывающей скобки ]");
}

void
paper_condition_check(struct buf *why, const char *condition, paper_name_fn *knows,
    const void *context, struct slice *unknown)
{
	check_name(why, read_condition(condition).name, knows, context, unknown);
}

bool
paper_condition_compares(const char *condition, struct slice *name, struct slice *value)
{
	struct condition c = read_condition(condition);

	*name = c.name;
	*value = c.value;
	return c.compares;
}
