/* SPDX-License-Identifier: MIT
 * card_output.c - a card on its way out.
 */
#include "screens/record/card_output.h"

enum { LABEL_WIDTH = 30, TEXT_WIDTH = 50 };

static const struct {
	enum kind kind;
	const char *id;
} papers[] = {
    {.kind = KIND_APPLICATIONS, .id = "application"},
    {.kind = KIND_MEETINGS, .id = "minutes"},
    {.kind = KIND_DECISIONS, .id = "extract"},
    {.kind = KIND_TOPIC_DECISIONS, .id = "topic-extract"},
    {.kind = KIND_ORDERS, .id = "order"},
    {.kind = KIND_ASSOCIATIONS, .id = "association-report"},
    {.kind = KIND_EVENTS, .id = "event"},
};

static const char *
paper_of(enum kind kind)
{
	for (size_t i = 0; i < sizeof(papers) / sizeof(papers[0]); i++)
		if (papers[i].kind == kind)
			return papers[i].id;
	return NULL;
}

/* Of the history as much as is looked at is read, so it stays. */
static void
put_lines(const struct card_lines *lines, struct grid *g)
{
	grid_column(g, (struct grid_column){.label = "Сведение", .width = LABEL_WIDTH});
	grid_column(g, (struct grid_column){.label = "Значение", .width = TEXT_WIDTH});
	for (size_t i = 0; i < lines->count; i++) {
		const struct line *line = &lines->lines[i];

		if (line->heading || line->text[0] == '\0' || line->section == SECTION_HISTORY)
			continue;
		grid_cell(g, line->label);
		grid_cell(g, line->text);
	}
}

enum status
card_give_out(const struct card_given *card, struct session *s, struct output *out, struct error *e)
{
	const char *paper = paper_of(card->kind);
	struct buf title = {0};

	buf_printf(&title, "%s: %s", entity_of(card->kind)->one, card->name);
	output_set_title(out, buf_text(&title));
	buf_free(&title);
	put_lines(card->lines, &out->grid);
	if (paper == NULL || !card->present)
		return ST_OK;
	return output_set_paper(out, s, paper, card->id, e);
}
