/* SPDX-License-Identifier: MIT
 * import_value.c - a value for a cell, asked for as a form would.
 */
#include "screens/import/import_screens.h"

#include "base/date.h"
#include "screens/app/ask.h"
#include "screens/app/place_args.h"
#include "service/core/view.h"
#include "service/record/register.h"

static void
ask_word(struct app *app, struct question question, const struct field *f, const char *title)
{
	size_t count = 0;

	while (f->words[count] != NULL)
		count++;
	ask_choice(app, question, title, f->words, count, 0);
}

void
import_ask_value(struct app *app, struct question question, const struct intake *in,
    const struct field *f, const char *current)
{
	const char *title = import_label(in, f);

	if (f->type == FIELD_CHOICE)
		ask_word(app, question, f, title);
	else if (f->type == FIELD_REF)
		place_open(app, PLACE_PICKER, question,
		    &(struct picker_args){.kind = f->target, .typed = current});
	else if (f->type == FIELD_DATE)
		ask_day(app, question, title, "День:", DATE_NONE);
	else
		ask_line(app, question, title, "Значение:", current);
}

static bool
put_code(struct app *app, enum kind kind, uint64_t id, struct buf *out)
{
	struct record *r;
	struct view v;

	view_open(&v, app_session(app));
	r = register_load(&v, kind, id);
	if (r != NULL)
		register_put_field(&v, r, field_find(kind, "code"), out);
	else
		app_say(app, MESSAGE_ERROR,
		    "Этой записи больше нет: её удалил другой сотрудник. Выберите другую.");
	view_close(&v);
	record_free(r);
	return out->len > 0;
}

bool
import_answer_put(
    struct app *app, const struct field *f, const struct answer *answer, struct buf *out)
{
	int32_t day;

	if (answer->code == 0)
		return false;
	if (f->type == FIELD_REF)
		return put_code(app, f->target, answer->id, out);
	if (f->type == FIELD_DATE) {
		if (!ask_read_day(answer, &day))
			return false;
		date_put_russian(out, day);
	} else {
		buf_puts(out, answer->text);
	}
	return true;
}

enum status
import_run(struct app *app, struct intake *in, bool dry_run, struct error *e)
{
	const struct intake_watch watch = {.progress = app_progress,
	    .writing = app_writing,
	    .stopped = app_is_stopped,
	    .context = app};

	return intake_run(in, dry_run, &watch, e);
}

const char *
import_label(const struct intake *in, const struct field *f)
{
	return profile_label(in->session->profile, in->kind, f);
}

const char *
import_table(const struct intake *in)
{
	return entity_of(in->kind)->many;
}
