/* SPDX-License-Identifier: MIT
 * application_form.c - the order of an application's form.
 */
#include "screens/form/application_form.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"

static bool
is_title_line(const char *line)
{
	return strncmp(line, "ЗАЯВЛЕНИЕ", strlen("ЗАЯВЛЕНИЕ")) == 0;
}

static void
add_field(struct record_form *sh, const char *id)
{
	const struct field *f = field_find(sh->kind, id);

	if (f != NULL)
		record_form_add_field(sh, f, f->label);
}

/* Above the title the addressee, on the right as on the paper; below it the appeal. */
static void
add_heading(struct record_form *sh, bool below)
{
	bool reached = false;

	for (const char *const *line = profile_heading(sh->session->profile); *line != NULL;
	     line++) {
		reached = reached || is_title_line(*line);
		if (reached != below || **line == '\0')
			continue;
		record_form_add_text(sh, *line, is_title_line(*line) ? STYLE_STRONG : STYLE_FAINT,
		    !below                     ? ALIGN_RIGHT
			: is_title_line(*line) ? ALIGN_CENTRE
					       : ALIGN_LEFT);
	}
}

static void
add_rows(struct record_form *sh, bool paper)
{
	size_t n;
	const struct form_row *rows = profile_form(sh->session->profile, sh->kind, &n);

	for (size_t i = 0; i < n; i++)
		if (rows[i].paper == paper)
			record_form_add_row(sh, &rows[i]);
}

static bool
has_rows(const struct record_form *sh, bool paper)
{
	size_t n;
	const struct form_row *rows = profile_form(sh->session->profile, sh->kind, &n);

	for (size_t i = 0; i < n; i++)
		if (rows[i].paper == paper)
			return true;
	return false;
}

static void
add_consent(struct record_form *sh)
{
	int32_t until = profile_rules(sh->session->profile)->consent_in_application_until;
	struct buf law = {0};

	record_form_add_text(sh, "", STYLE_PLAIN, ALIGN_LEFT);
	record_form_add_text(
	    sh, profile_consent_sentence(sh->session->profile), STYLE_FAINT, ALIGN_LEFT);
	add_field(sh, "publication_consent");
	add_field(sh, "consent_date");
	if (until != DATE_NONE) {
		buf_puts(&law, "Закон требует согласие отдельным документом с ");
		date_put_russian(&law, until + 1);
		buf_puts(&law, ": строка в заявлении действует, если дана раньше.");
		record_form_add_text(sh, buf_text(&law), STYLE_WARNING, ALIGN_LEFT);
	}
	buf_free(&law);
}

void
application_lay_out(struct record_form *sh)
{
	size_t n;
	const struct field *const *fields = profile_fields(sh->session->profile, sh->kind, &n);

	add_field(sh, "code");
	add_field(sh, "submitted");
	add_heading(sh, false);
	add_field(sh, "surname");
	add_field(sh, "given_name");
	add_field(sh, "patronymic");
	add_field(sh, "person");
	record_form_item(sh, "person")->by_register = true;
	add_heading(sh, true);
	add_rows(sh, true);
	add_consent(sh);
	record_form_add_text(sh, "", STYLE_PLAIN, ALIGN_LEFT);
	if (has_rows(sh, false))
		record_form_add_text(
		    sh, "В бланке не спрашивается, а положение требует:", STYLE_HEADER, ALIGN_LEFT);
	add_rows(sh, false);
	add_field(sh, "grounds");
	add_field(sh, "agreed");
	for (size_t i = 0; i < n; i++)
		record_form_add_field(
		    sh, fields[i], profile_label(sh->session->profile, sh->kind, fields[i]));
}

size_t
application_find_appeal(const struct record_form *sh, const char **text)
{
	size_t found = RECORD_FORM_NONE;

	*text = "";
	for (size_t i = 0; i < sh->nparts; i++)
		if (sh->parts[i].item == RECORD_FORM_NONE && strchr(sh->parts[i].text, '_') != NULL)
			found = i;
	for (const char *const *line = profile_heading(sh->session->profile); *line != NULL; line++)
		if (found != RECORD_FORM_NONE && strcmp(*line, sh->parts[found].text) == 0)
			*text = *line;
	return found;
}

void
application_fill_appeal(
    struct record_form *sh, size_t part, const char *text, const struct application *a)
{
	size_t before = strcspn(text, "_");
	struct buf line = {0};

	if (part == RECORD_FORM_NONE)
		return;
	buf_put(&line, text, before);
	buf_puts(&line, a->surname);
	if (a->given_name[0] != '\0')
		buf_printf(&line, " %s", a->given_name);
	if (a->patronymic[0] != '\0')
		buf_printf(&line, " %s", a->patronymic);
	if (line.len == before)
		buf_puts(&line, "_____");
	buf_puts(&line, text + before + strspn(text + before, "_"));
	free(sh->parts[part].text);
	sh->parts[part].text = buf_detach(&line);
}
