/* SPDX-License-Identifier: MIT
 * record_history.c - a record's images one after another, and what differs between them.
 */
#include "service/record/record_history.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "service/core/naming.h"
#include "service/core/visibility.h"

/* Two images of a record; there may be none on either side of a step. */
struct image {
	struct record *record;
	bool present, erased;
};

static bool
differs(const struct image *before, const struct image *after, const struct field *f)
{
	if (before->present && after->present)
		return !record_field_equal(before->record, after->record, f);
	return !record_field_empty((before->present ? before : after)->record, f);
}

static char *
value_text(const struct view *v, const struct image *image, const struct field *f)
{
	struct buf b = {0};

	/* An empty yes/no would read "нет", which nobody said of a record that is not there. */
	if (image->present)
		register_put_field(v, image->record, f, &b);
	return buf_detach(&b);
}

static void
add_field(struct step *step, struct step_field field)
{
	step->fields = xrealloc(step->fields, (step->count + 1) * sizeof(*step->fields));
	step->fields[step->count++] = field;
}

static char *
gone_text(const struct image *image, const char *id)
{
	struct own_value own = {
	    .id = id, .text = image->present ? record_own(image->record, id) : ""};
	struct buf b = {0};

	if (own.text[0] != '\0')
		value_put_gone(&b, &own);
	return buf_detach(&b);
}

/* Values of fields that are no more, of one of the two images; what both have is told once. */
static void
compare_gone(const struct view *v, struct step *step, const struct image *of,
    const struct image *before, const struct image *after)
{
	const struct vocabulary *words = profile_vocabulary(v->session->profile);
	const struct own_value *own = NULL;

	while (of->present && (own = value_next_gone(of->record, own, words)) != NULL) {
		const char *was = before->present ? record_own(before->record, own->id) : "";
		const char *is = after->present ? record_own(after->record, own->id) : "";

		if (strcmp(was, is) == 0 || (of == after && was[0] != '\0'))
			continue;
		add_field(step,
		    (struct step_field){.id = xstrdup(own->id),
			.label = xstrdup(own->id),
			.before = gone_text(before, own->id),
			.after = gone_text(after, own->id)});
	}
}

static void
compare_images(
    const struct view *v, struct step *step, const struct image *before, const struct image *after)
{
	const struct profile *profile = v->session->profile;
	enum kind kind = before->record->kind;
	size_t count;
	const struct field *const *fields = profile_fields(profile, kind, &count);

	step->how = after->erased || before->erased ? '~'
	    : !after->present                       ? '-'
	    : before->present                       ? '*'
						    : '+';
	if (step->how == '~')
		return;
	for (size_t i = 0; i < count && (before->present || after->present); i++)
		if (differs(before, after, fields[i]))
			add_field(step,
			    (struct step_field){.id = xstrdup(fields[i]->id),
				.label = xstrdup(profile_label(profile, kind, fields[i])),
				.before = value_text(v, before, fields[i]),
				.after = value_text(v, after, fields[i])});
	compare_gone(v, step, before, before, after);
	compare_gone(v, step, after, before, after);
}

static bool
is_hidden_then(
    const struct view *view, struct viewer *v, struct record *r, uint64_t id, uint64_t stamp)
{
	return history_get(view->txn, id, stamp, r, NULL) && !visibility_of(v, view->txn, r);
}

/* Is one of a record's images not to be seen yet, or the one of that stamp (0: any)? Then none of
 * its history is. */
static bool
is_hidden(const struct view *view, enum kind kind, uint64_t id, uint64_t stamp)
{
	struct viewer v = visibility_viewer(view);
	uint64_t *stamps = NULL;
	bool hidden = false;
	struct record *r;
	size_t count;

	if (v.sees_everything || !visibility_concerns(kind))
		return false;
	r = record_new(kind);
	if (stamp != 0)
		hidden = is_hidden_then(view, &v, r, id, stamp);
	count = stamp == 0 ? history_stamps(view->txn, kind, id, &stamps) : 0;
	for (size_t i = 0; i < count && !hidden; i++)
		hidden = is_hidden_then(view, &v, r, id, stamps[i]);
	free(stamps);
	record_free(r);
	return hidden;
}

size_t
register_history(const struct view *v, enum kind kind, uint64_t id, uint64_t before, size_t most,
    struct step **out)
{
	struct image images[2] = {{.record = record_new(kind)}, {.record = record_new(kind)}};
	size_t stamps_count, count;
	uint64_t *stamps;

	stamps = xcalloc(most + 1, sizeof(*stamps));
	count = stamps_count = view_may(v, PERMIT_READ) && !is_hidden(v, kind, id, 0)
	    ? history_stamps_before(v->txn, kind, id, before, most + 1, stamps)
	    : 0;
	if (count > most)
		count = most;
	*out = xcalloc(count, sizeof(**out));
	for (size_t i = 0; i < stamps_count; i++) {
		struct image *image = &images[i % 2], *after = &images[(i + 1) % 2];

		image->present = history_get(v->txn, id, stamps[i], image->record, NULL);
		image->erased = !image->present && history_is_erased(v->txn, kind, id, stamps[i]);
		if (i > 0)
			compare_images(v, &(*out)[i - 1], image, after);
		if (i < count && !journal_get(v->txn, stamps[i], &(*out)[i].row))
			(*out)[i].row = journal_empty_row(stamps[i]);
	}
	if (count > 0 && count == stamps_count) { /* the oldest of all: nothing was before */
		images[count % 2].present = images[count % 2].erased = false;
		compare_images(v, &(*out)[count - 1], &images[count % 2], &images[(count - 1) % 2]);
	}
	free(stamps);
	record_free(images[0].record);
	record_free(images[1].record);
	return count;
}

void
register_history_free(struct step *steps, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < steps[i].count; k++) {
			free(steps[i].fields[k].id);
			free(steps[i].fields[k].label);
			free(steps[i].fields[k].before);
			free(steps[i].fields[k].after);
		}
		free(steps[i].fields);
		journal_row_free(&steps[i].row);
	}
	free(steps);
}

struct record *
register_as_of(const struct view *v, enum kind kind, uint64_t id, int32_t day)
{
	struct record *r = record_new(kind);
	bool found = false;
	uint64_t stamp;

	if (view_may(v, PERMIT_READ)) {
		stamp = history_stamp_on(v->txn, kind, id, day);
		found = stamp != 0 && history_get(v->txn, id, stamp, r, NULL) &&
		    !is_hidden(v, kind, id, stamp);
	}
	if (found)
		return r;
	record_free(r);
	return NULL;
}
