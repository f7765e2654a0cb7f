/* SPDX-License-Identifier: MIT
 * pathway_ask.c - the outcome of pathways and its day; the paper of one.
 */
#include "screens/people/pathway_ask.h"

#include <assert.h>

#include "base/clock.h"
#include "db/record/records.h"
#include "screens/app/ask.h"
#include "screens/output/document_viewer.h"
#include "service/core/naming.h"
#include "service/people/pathways.h"

static void
take_day(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct views_asked *a = about;
	struct error e = {0};
	int32_t day;

	assert(a != NULL);
	if (ask_read_day(answer, &day))
		views_tell(sc, a,
		    pathways_finish(
			app_session(screen_app(sc)), views_records(a), a->outcome, day, &e),
		    &e, "ИОМ завершён");
}

static void
take_outcome(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct views_asked *asked = about;
	struct views_asked a;
	struct buf title = {0};

	assert(asked != NULL);
	a = *asked;
	if (answer->code == 0)
		return;
	a.outcome = (uint8_t)answer->code;
	buf_printf(
	    &title, "ИОМ завершён: %s", field_find(KIND_PATHWAYS, "outcome")->words[a.outcome - 1]);
	ask_day(screen_app(sc), ABOUT(take_day, &a), buf_text(&title), "Когда:", clock_today());
	buf_free(&title);
}

void
pathway_ask_outcome(struct screen *sc, const struct views_asked *asked)
{
	const char *const *words = field_find(KIND_PATHWAYS, "outcome")->words;
	struct buf title = {0};
	size_t count = 0;

	while (words[count] != NULL)
		count++;
	views_put_title(asked, "Чем кончился маршрут", &title);
	ask_numbered(screen_app(sc), ABOUT(take_outcome, asked), buf_text(&title), words, count);
	buf_free(&title);
}

void
pathway_show_paper(struct screen *sc, uint64_t pathway)
{
	open_paper(screen_app(sc), "pathway", &(struct paper_call){.record = pathway},
	    "Индивидуальный образовательный маршрут", "иом");
}
