/* SPDX-License-Identifier: MIT
 * papers.c - the town's papers over the program's.
 */
#include "model/profile/papers.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "model/profile/settings.h"

/* The program's own descriptions are a file of this folder, taken in by the assembler. */
__asm__(".pushsection .rodata\n"
	"standard_papers: .incbin \"src/model/profile/standard_papers.conf\"\n"
	".byte 0\n"
	".popsection\n");
extern const char standard_papers[];

struct papers {
	struct profile *standard; /* owns the program's */
	const struct profile *town;
	const struct paper **list;
};

struct slice
papers_standard(void)
{
	return slice_of(standard_papers);
}

static const struct paper *
own_paper(const struct profile *p, const char *id)
{
	for (size_t i = 0; i < p->npapers; i++)
		if (strcmp(p->papers[i]->id, id) == 0)
			return p->papers[i];
	return NULL;
}

static struct profile *
read_standard(void)
{
	struct profile *p;
	struct error e = {0};

	if (profile_parse_papers(&p, papers_standard(), "standard.conf", &e) != ST_OK)
		die("%s", error_text(&e));
	return p;
}

void
papers_put_standard_ids(struct buf *b)
{
	struct profile *p = read_standard();

	for (size_t i = 0; i < p->npapers; i++)
		buf_printf(b, "%s%s", i > 0 ? " " : "", p->papers[i]->id);
	profile_free(p);
}

/* Somebody else's blocks tell what its source does. */
static bool
has_pattern(const struct profile *town, const struct profile *standard, const struct paper *own)
{
	const struct paper *other;

	if (own->like[0] == '\0') {
		other = own_paper(standard, own->id);
		return other != NULL && other->source == own->source;
	}
	other = own_paper(town, own->like);
	if (other == NULL)
		other = own_paper(standard, own->like);
	return other != NULL && other != own && other->like[0] == '\0' &&
	    other->source->fields == own->source->fields;
}

enum status
papers_require_whole(const struct profile *p, const char *file, struct error *e)
{
	struct profile *standard = NULL;
	enum status st = ST_OK;

	for (size_t i = 0; i < p->npapers && st == ST_OK; i++) {
		const struct paper *own = p->papers[i];

		if (own->nblocks > 0)
			continue;
		if (standard == NULL)
			standard = read_standard();
		if (!has_pattern(p, standard, own))
			st = error_set(e, ST_INVALID,
			    "%s: бумага %s: нужны куски blocks; без них — бумага программы с её id "
			    "и source или бумага с теми же сведениями, названная в like",
			    file, own->id);
	}
	profile_free(standard);
	return st;
}

/* The town's paper; what it says nothing of, only a form, is as the program's. */
static const struct paper *
completed(struct papers *papers, const struct paper *own, const struct paper *ours)
{
	struct paper *whole;

	if (own == NULL || own->nblocks > 0)
		return own != NULL ? own : ours;
	whole = arena_alloc(&papers->standard->arena, sizeof(*whole));
	*whole = *own;
	whole->blocks = ours->blocks;
	whole->nblocks = ours->nblocks;
	if (own->like[0] == '\0')
		whole->like = ours->like;
	if (strcmp(own->title, own->name) == 0)
		whole->title = ours->title;
	return whole;
}

/* The one that is like another, with that one's blocks and forms as far as it has none. */
static const struct paper *
alike(struct papers *papers, const struct paper *paper)
{
	const struct paper *other = papers_find(papers, paper->like);
	struct paper *whole;

	if (paper->nblocks > 0 || other == NULL)
		return paper;
	whole = arena_alloc(&papers->standard->arena, sizeof(*whole));
	*whole = *paper;
	whole->blocks = other->blocks;
	whole->nblocks = other->nblocks;
	whole->landscape = other->landscape;
	if (paper->docx[0] == '\0')
		whole->docx = other->docx;
	if (paper->odt[0] == '\0')
		whole->odt = other->odt;
	if (strcmp(paper->title, paper->name) == 0)
		whole->title = other->title;
	return whole;
}

static void
take(struct papers *papers, size_t *count, const struct profile *town, const struct paper *paper)
{
	if (profile_has_module(town, paper->module))
		papers->list[(*count)++] = paper;
}

struct papers *
papers_open(const struct profile *p)
{
	struct papers *papers = xcalloc(1, sizeof(*papers));
	const struct profile *ours;
	size_t count = 0;

	papers->standard = read_standard();
	papers->town = p;
	ours = papers->standard;
	papers->list = xcalloc(ours->npapers + p->npapers + 1, sizeof(*papers->list));
	for (size_t i = 0; i < ours->npapers; i++) {
		const struct paper *own = own_paper(p, ours->papers[i]->id);

		take(papers, &count, p, completed(papers, own, ours->papers[i]));
	}
	for (size_t i = 0; i < p->npapers; i++)
		if (own_paper(ours, p->papers[i]->id) == NULL)
			take(papers, &count, p, p->papers[i]);
	for (size_t i = 0; i < count; i++)
		papers->list[i] = alike(papers, papers->list[i]);
	return papers;
}

void
papers_free(struct papers *papers)
{
	if (papers == NULL)
		return;
	profile_free(papers->standard);
	free(papers->list);
	free(papers);
}

const struct paper *
papers_at(const struct papers *papers, size_t place)
{
	return papers->list[place];
}

const struct paper *
papers_find(const struct papers *papers, const char *id)
{
	for (size_t i = 0; papers->list[i] != NULL; i++)
		if (strcmp(papers->list[i]->id, id) == 0)
			return papers->list[i];
	return NULL;
}

const char *
papers_lack(const struct papers *papers, const char *id)
{
	const struct paper *paper = own_paper(papers->town, id);

	if (paper == NULL)
		paper = own_paper(papers->standard, id);
	return paper != NULL && !profile_has_module(papers->town, paper->module) ? paper->module
										 : NULL;
}
