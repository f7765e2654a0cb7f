/* SPDX-License-Identifier: MIT
 * card_lines.c - the sections of a card.
 */
#include "screens/record/card_lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "rules/schoolyear.h"
#include "service/core/operations.h"
#include "service/corps/activity_figures.h"
#include "service/record/letters.h"
#include "service/record/register.h"

/* Columns of a reason that are shown; the journal has the whole of it. */
enum { REASON = 40 };
/* Of a history, in which they take two lines and more each: what a screen can show. */
enum { STEPS_AT_ONCE = 64 };

void
card_lines_clear(struct card_lines *l)
{
	arena_clear(&l->arena);
	l->count = 0;
}

void
card_lines_free(struct card_lines *l)
{
	arena_free(&l->arena);
	free(l->lines);
	*l = (struct card_lines){0};
}

static struct line *
add_line(struct card_lines *l, enum section section, const char *label, const char *text)
{
	struct line *line;

	ARRAY_ROOM(l->lines, l->count, l->room);
	line = &l->lines[l->count++];
	*line = (struct line){.section = section,
	    .label = arena_strdup(&l->arena, label),
	    .text = arena_strdup(&l->arena, text)};
	return line;
}

static void
add_heading(struct card_lines *l, enum section section, const char *text)
{
	struct line *line = add_line(l, section, text, "");

	line->heading = true;
	line->style = STYLE_HEADER;
}

/* What stands in fields that the town's rules no longer have. */
static void
add_gone(struct card_lines *l, const struct record *r, const struct vocabulary *v)
{
	const struct own_value *own = NULL;

	while ((own = value_next_gone(r, own, v)) != NULL) {
		struct buf text = {0};

		value_put_gone(&text, own);
		add_line(l, SECTION_FIELDS, own->id, buf_text(&text))->style = STYLE_FAINT;
		buf_free(&text);
	}
}

void
card_lines_add_derived(
    struct card_lines *l, const struct view *v, const struct derived *d, struct record *r)
{
	struct buf texts[LIST_DERIVED] = {{0}};

	if (d != NULL)
		d->put(v, &r, 1, texts);
	for (size_t i = 0; d != NULL && i < d->count; i++) {
		struct line *line =
		    add_line(l, SECTION_FIELDS, d->columns[i].label, buf_text(&texts[i]));

		line->style = STYLE_STRONG;
		line->part = i;
		buf_free(&texts[i]);
	}
}

void
card_lines_add_fields(struct card_lines *l, const struct view *v, const struct record *r)
{
	struct buf text = {0};
	size_t count;
	const struct field *const *fields = profile_fields(v->session->profile, r->kind, &count);

	add_heading(l, SECTION_FIELDS, "Сведения");
	for (size_t i = 0; i < count; i++) {
		const struct field *f = fields[i];
		struct line *line;

		buf_clear(&text);
		register_put_field(v, r, f, &text);
		line = add_line(l, SECTION_FIELDS, profile_label(v->session->profile, r->kind, f),
		    buf_text(&text));
		line->field = f;
		if (f->type == FIELD_REF && !f->own && record_ref(r, f) != 0) {
			line->lead = LEAD_CARD;
			line->kind = f->target;
			line->id = record_ref(r, f);
		}
	}
	add_gone(l, r, profile_vocabulary(v->session->profile));
	buf_free(&text);
}

/* Mailings name nobody: it is their addresses that tell. */
static void
add_letters(struct card_lines *l, size_t count)
{
	struct buf text = {0};
	struct line *line;

	buf_printf(&text, "%zu · Ушли на этот адрес", count);
	line = add_line(l, SECTION_REFERRERS, entity_of(KIND_MAILINGS)->many, buf_text(&text));
	line->lead = LEAD_LETTERS;
	buf_free(&text);
}

void
card_lines_add_referrers(struct card_lines *l, const struct view *v, const struct record *of)
{
	struct referrer *referrers;
	size_t count = register_referrers(v, of->kind, of->id, &referrers);
	uint64_t *ids;
	size_t letters = letters_to(v, of, &ids);
	struct buf text = {0};

	free(ids);
	add_heading(l, SECTION_REFERRERS, "Что связано с этой записью");
	if (count + letters == 0)
		add_line(l, SECTION_REFERRERS, "", "пока ничего")->style = STYLE_FAINT;
	for (size_t i = 0; i < count; i++) {
		const struct referrer *r = &referrers[i];
		struct line *line;

		buf_clear(&text);
		buf_printf(&text, "%zu · %s", r->count,
		    profile_label(v->session->profile, r->kind, r->field));
		line = add_line(l, SECTION_REFERRERS, entity_of(r->kind)->many, buf_text(&text));
		line->lead = LEAD_LIST;
		line->kind = r->kind;
		line->field = r->field;
	}
	if (letters > 0)
		add_letters(l, letters);
	free(referrers);
	buf_free(&text);
}

struct period
card_lines_activity_period(void)
{
	int32_t today = clock_today();

	return (struct period){.from = schoolyear_start(today), .to = today};
}

/* "3 · часов 5" */
static void
add_activity(
    struct card_lines *l, size_t direction, const char *label, uint64_t entries, uint64_t hours)
{
	struct buf text = {0};
	struct line *line;

	buf_printf(&text, "%llu", (unsigned long long)entries);
	if (entries > 0)
		buf_printf(&text, " · часов %llu", (unsigned long long)hours);
	line = add_line(l, SECTION_ACTIVITY, label, buf_text(&text));
	line->lead = entries > 0 ? LEAD_ENTRIES : LEAD_NOWHERE;
	line->part = direction;
	buf_free(&text);
}

static void
add_directions(
    struct card_lines *l, const struct activity_figures *f, const struct member_activity *m)
{
	struct buf text = {0};

	buf_puts(&text, "Дела в активе с ");
	date_put_russian(&text, f->period.from);
	add_heading(l, SECTION_ACTIVITY, buf_text(&text));
	for (size_t i = 0; i < f->ndirections; i++) {
		buf_clear(&text);
		buf_printf(&text, "%zu. %s", i + 1, f->directions[i].text);
		add_activity(
		    l, i + 1, buf_text(&text), m->directions[i].entries, m->directions[i].hours);
	}
	add_activity(l, 0, "Всего дел", m->entries, m->hours);
	buf_free(&text);
}

void
card_lines_add_activity(struct card_lines *l, const struct view *v, uint64_t person)
{
	struct activity_figures f;
	struct error ignored = {0};

	if (activity_figures_of(v, card_lines_activity_period(), person, &f, &ignored) == ST_OK &&
	    f.count > 0)
		add_directions(l, &f, &f.members[0]);
	activity_figures_free(&f);
}

static const char *
value_or_dash(const char *text)
{
	return text[0] != '\0' ? text : "—";
}

static struct line *
add_history_line(
    struct card_lines *l, const struct step *step, size_t part, const char *label, const char *text)
{
	struct line *line = add_line(l, SECTION_HISTORY, label, text);

	line->id = step->row.sequence;
	line->part = part;
	return line;
}

static void
add_step(struct card_lines *l, const struct step *step)
{
	struct buf label = {0}, text = {0};

	clock_put_russian(&label, step->row.time);
	buf_printf(&text, "%s: %s (%s)", step->row.account, operation_word(step->row.operation),
	    visitor_via_word(step->row.via));
	if (step->row.reason[0] != '\0')
		buf_printf(&text, " — %.*s%s", (int)utf8_fit(step->row.reason, REASON),
		    step->row.reason, utf8_width(step->row.reason) > REASON ? "…" : "");
	add_history_line(l, step, 0, buf_text(&label), buf_text(&text))->style = STYLE_STRONG;
	for (size_t i = 0; step->how == '*' && i < step->count; i++) {
		const struct step_field *f = &step->fields[i];

		buf_clear(&text);
		buf_printf(&text, "%s → %s", value_or_dash(f->before), value_or_dash(f->after));
		buf_clear(&label);
		buf_printf(&label, "  %s", f->label);
		add_history_line(l, step, i + 1, buf_text(&label), buf_text(&text));
	}
	if (step->how != '*')
		add_history_line(l, step, 1, "",
		    step->how == '+'       ? "запись внесена"
			: step->how == '-' ? "запись удалена"
					   : "прежний вид записи уничтожен");
	buf_free(&label);
	buf_free(&text);
}

uint64_t
card_lines_add_history(
    struct card_lines *l, const struct view *v, enum kind kind, uint64_t id, uint64_t before)
{
	struct step *steps;
	size_t count = register_history(v, kind, id, before, STEPS_AT_ONCE, &steps);
	uint64_t next = count == STEPS_AT_ONCE ? steps[count - 1].row.sequence : 0;

	if (before == UINT64_MAX)
		add_heading(l, SECTION_HISTORY, "История");
	for (size_t i = 0; i < count; i++)
		add_step(l, &steps[i]);
	register_history_free(steps, count);
	return next;
}

void
card_lines_add_notice(struct card_lines *l, const char *text)
{
	add_line(l, SECTION_FIELDS, "", text)->style = STYLE_WARNING;
}

size_t
card_lines_find(const struct card_lines *l, const struct line *was)
{
	size_t i = 0;

	for (; i < l->count; i++) {
		const struct line *line = &l->lines[i];

		if (line->section == was->section && line->heading == was->heading &&
		    line->field == was->field && line->part == was->part &&
		    (line->section != SECTION_HISTORY || line->id == was->id))
			break;
	}
	return i;
}

size_t
card_lines_section(const struct card_lines *l, enum section section)
{
	size_t i = 0;

	while (i < l->count && l->lines[i].section < section)
		i++;
	return i;
}
