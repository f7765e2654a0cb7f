/* SPDX-License-Identifier: MIT
 * sittings.c - random sittings of a council over applications and topics: several writers, comings
 * and goings, recusals, speeches, steps back, reopenings. After every commit the decisions follow
 * from the votes, and the minutes, read as anybody would read them, say the same.
 */
#include "tests/lib/chamber.h"

#include "db/record/records.h"
#include "document/document.h"
#include "tests/lib/in_view.h"

enum { SITTINGS = 5, ITEMS = 4, DEEDS = 140, WRITERS = 4 };

/* The same row in every run. */
static uint32_t
chance(uint32_t below)
{
	static uint64_t seed = 20260531;

	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(seed >> 33) % below;
}

struct sitting {
	struct chamber *h;
	struct session *writers[WRITERS]; /* who keeps it, the secretary, two members */
	uint64_t items[ITEMS];
	size_t done;
};

/* What is said and decided on a topic. */
static const char speech[] = "сказано";
static const char *const points[] = {"", "Утвердить.", "Утвердить.\nОпубликовать."};

/* What is counted, from the records or from the text. */
struct tally {
	int64_t votes_for, against, abstained, silent;
	int64_t speeches, points;
	uint8_t outcome;
	bool decided, contrary, voted;
};

/* --- The test's own count. */

static void
count_records(struct sitting *x, size_t item, struct tally *out)
{
	struct chamber *h = x->h;
	struct council_meeting s;
	const struct meeting_item *i;

	*out = (struct tally){.outcome = 0};
	chamber_look(h, &s);
	i = &s.items[item];
	assert_true(i->id == x->items[item]);
	for (size_t m = 0; m < s.nmembers; m++) {
		const struct meeting_ballot *b = &i->ballots[m];

		out->votes_for += b->vote == VOTE_FOR;
		out->against += b->vote == VOTE_AGAINST;
		out->abstained += b->vote == VOTE_ABSTAINED;
		out->silent += b->present && b->vote == 0;
		assert_true(b->vote == 0 || b->present);
	}
	out->outcome = i->outcome;
	out->decided = i->outcome != 0;
	out->speeches = (int64_t)i->nspeeches;
	out->points = i->text[0] == '\0' ? 0 : 1 + (strchr(i->text, '\n') != NULL);
	out->contrary = i->outcome != 0 && i->reason[0] != '\0';
	out->voted = out->votes_for + out->against + out->abstained > 0;
	council_meeting_free(&s);
}

/* More than half of those voting, the chair settles a tie: the rules of Стрежевой. */
static void
assert_follows(const struct tally *t)
{
	int64_t cast = t->votes_for + t->against + t->abstained;

	if (t->outcome == 0 || t->contrary)
		return;
	if (t->outcome == OUTCOME_ADMIT || (t->outcome == OUTCOME_NOTED && cast > 0))
		assert_true(t->votes_for * 2 > cast || t->votes_for == t->against);
	if (t->outcome == OUTCOME_REFUSE)
		assert_true(t->votes_for * 2 <= cast && cast > 0);
}

/* --- The test's own reader of the minutes. */

/* The number behind the words, 0 where they are not said before `end`. */
static int64_t
number_behind(const char *from, const char *end, const char *words)
{
	const char *at = strstr(from, words);

	return at != NULL && at < end ? strtoll(at + strlen(words), NULL, 10) : 0;
}

/* Lines are wrapped where they are full: a line feed reads as a blank. */
static void
read_minutes(struct sitting *x, struct buf *text)
{
	struct page page;
	char *p;

	assert_done(x->h, document_of_record(&page, x->h->s, "minutes", x->h->meeting, &x->h->e));
	buf_clear(text);
	page_put_text(&page, text);
	page_free(&page);
	for (p = text->data; *p != '\0'; p++)
		if (*p == '\n' && p[1] != '\n' && p > text->data && p[-1] != '\n')
			*p = ' ';
}

/* How often the words are said before `end`. */
static int64_t
count_words(const char *from, const char *end, const char *words)
{
	int64_t count = 0;

	while ((from = strstr(from, words)) != NULL && from < end) {
		from += strlen(words);
		count++;
	}
	return count;
}

/* What stands under an item's heading, which is a line of its own. */
static const char *
find_item(const struct buf *text, size_t item, const char *title)
{
	struct buf head = {0};
	const char *found;

	buf_printf(&head, "\n\n%zu. %s\n", item + 1, title);
	found = strstr(text->data, buf_text(&head));
	buf_free(&head);
	assert_non_null(found);
	return found;
}

static void
count_text(struct sitting *x, const struct buf *text, size_t item, struct tally *out)
{
	struct council_meeting s;
	struct buf point = {0};
	const char *from, *end;

	chamber_look(x->h, &s);
	from = find_item(text, item, s.items[item].title);
	end = item + 1 < ITEMS ? find_item(text, item + 1, s.items[item + 1].title)
			       : strstr(from, "Итоги голосования");
	council_meeting_free(&s);
	assert_non_null(end);
	buf_printf(&point, "%zu.2. Опубликовать.", item + 1);
	*out = (struct tally){.votes_for = number_behind(from, end, "«за» — "),
	    .against = number_behind(from, end, "«против» — "),
	    .abstained = number_behind(from, end, "«воздержались» — "),
	    .silent = number_behind(from, end, "не голосовали — "),
	    .speeches = count_words(from, end, speech),
	    .points =
		count_words(from, end, ".1. Утвердить.") + count_words(from, end, buf_text(&point)),
	    .decided = count_words(from, end, "вопрос не рассмотрен") == 0};
	buf_free(&point);
}

static void
assert_holds(struct sitting *x)
{
	struct buf text = {0};

	read_minutes(x, &text);
	for (size_t i = 0; i < ITEMS; i++) {
		struct tally kept, told;

		count_records(x, i, &kept);
		assert_follows(&kept);
		count_text(x, &text, i, &told);
		assert_int_equal(told.decided, kept.decided);
		assert_int_equal(told.speeches, kept.speeches);
		assert_int_equal(told.points, kept.points);
		if (!kept.voted)
			continue;
		assert_int_equal(told.votes_for, kept.votes_for);
		assert_int_equal(told.against, kept.against);
		assert_int_equal(told.abstained, kept.abstained);
		assert_int_equal(told.silent, kept.silent);
	}
	buf_free(&text);
}

/* --- What people do, sensible or not. */

static struct session *
anybody(struct sitting *x)
{
	return x->writers[chance(WRITERS)];
}

/* What whoever is at the screen sees there. */
static uint8_t
seen_vote(struct chamber *h, size_t item, size_t member)
{
	struct council_meeting s;
	uint8_t vote;

	chamber_look(h, &s);
	vote = s.items[item].ballots[council_meeting_member(&s, h->members[member])].vote;
	council_meeting_free(&s);
	return vote;
}

static void
vote(struct sitting *x)
{
	size_t item = chance(ITEMS), member = chance(MEMBERS);
	struct chamber *h = x->h;
	uint8_t now = seen_vote(h, item, member);

	if (chance(4) == 0)
		council_change_vote(x->writers[chance(2)], h->meeting, x->items[item],
		    h->members[member], (uint8_t)chance(5), now, "поправка", &h->e);
	else
		council_vote(anybody(x), h->meeting, x->items[item], h->members[member],
		    (uint8_t)chance(5), now, &h->e);
}

static void
decide(struct sitting *x)
{
	const struct council_decision d = {.item = x->items[chance(ITEMS)],
	    .outcome = (uint8_t)(1 + chance(4)),
	    .text = points[chance(3)],
	    .reason = chance(2) == 0 ? "" : "так решили",
	    .contrary = chance(3) == 0,
	    .move = chance(2) == 0};

	council_decide(x->writers[chance(2)], x->h->meeting, &d, &x->h->e);
}

static void
come_and_go(struct sitting *x)
{
	uint64_t person = x->h->members[chance(MEMBERS)];

	if (chance(2) == 0)
		council_leave(x->h->s, x->h->meeting, person, &x->h->e);
	else
		council_arrive(x->h->s, x->h->meeting, person, &x->h->e);
}

static void
recuse(struct sitting *x)
{
	size_t item = chance(ITEMS), member = chance(MEMBERS);
	uint64_t about = x->items[item], person = x->h->members[member];
	uint8_t seen = seen_vote(x->h, item, member);

	if (chance(2) == 0)
		council_recuse(anybody(x), x->h->meeting, about, person, seen, "родня", &x->h->e);
	else
		council_dismiss_recusal(
		    anybody(x), x->h->meeting, about, person, seen, "не родня", &x->h->e);
}

static void
close_and_open(struct sitting *x)
{
	if (chance(2) == 0)
		council_close(x->h->s, x->h->meeting, chance(2) == 0, &x->h->e);
	else
		council_reopen(x->h->s, x->h->meeting, "ошибка", false, &x->h->e);
}

static void
turn_voting(struct sitting *x)
{
	uint64_t item = x->items[chance(ITEMS)];

	if (chance(2) == 0)
		council_open_vote(x->writers[chance(2)], x->h->meeting, item, &x->h->e);
	else
		council_close_vote(x->writers[chance(2)], x->h->meeting, item, 0, &x->h->e);
}

static void
step_back(struct sitting *x)
{
	council_undo(x->writers[chance(2)], x->h->meeting, NULL, &x->h->e);
}

static void
move(struct sitting *x)
{
	council_move(x->h->s, x->h->meeting, x->items[chance(ITEMS)], &x->h->e);
}

static void
vote_rest(struct sitting *x)
{
	size_t voted;

	council_vote_rest(x->h->s, x->h->meeting, x->items[chance(ITEMS)], &voted, &x->h->e);
}

/* A new speech, the first one in other words, or without any. */
static void
speak(struct sitting *x)
{
	struct council_speech said = {.person = x->h->members[chance(MEMBERS)], .text = speech};
	size_t item = chance(ITEMS);
	struct council_meeting s;

	chamber_look(x->h, &s);
	if (chance(2) == 0 && s.items[item].nspeeches > 0)
		said.id = s.items[item].speeches[0].id;
	council_meeting_free(&s);
	if (said.id != 0 && chance(2) == 0)
		council_drop_speech(x->h->s, x->h->meeting, x->items[item], said.id, 0, &x->h->e);
	else
		council_put_speech(
		    x->writers[chance(2)], x->h->meeting, x->items[item], &said, &x->h->e);
}

/* Any as likely as another; votes are what there is most of. */
static void (*const deeds[])(struct sitting *x) = {decide, step_back, come_and_go, recuse,
    close_and_open, move, vote_rest, turn_voting, speak, decide, vote, vote, vote, vote, vote};

/* Applications and topics in some order, at least one of each. */
static void
prepare(struct sitting *x)
{
	static const char *const topics[ITEMS] = {"О плане", "О награждении", "О смотре", "Разное"};
	struct agenda_entry agenda[ITEMS] = {{.application = 0}}, *proposed;
	uint32_t which = 1 + chance((1 << ITEMS) - 2); /* bits: of the topics */
	struct chamber *h = x->h;
	struct council_meeting s;
	struct meeting_plan plan;

	for (size_t i = 0; i < ITEMS; i++)
		if ((which >> i & 1) != 0)
			agenda[i].topic = topics[i];
		else
			agenda[i].application =
			    chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	IN_VIEW(h->s, council_propose(VIEW, clock_today(), &plan, &proposed));
	free(proposed);
	plan.agenda = agenda;
	plan.nagenda = ITEMS;
	assert_done(h, council_prepare(h->s, &plan, &h->meeting, &h->e));
	assert_done(h, council_start(h->s, h->meeting, h->members, 4 + chance(4), &h->e));
	chamber_look(h, &s);
	for (size_t i = 0; i < ITEMS; i++)
		x->items[i] = s.items[i].id;
	council_meeting_free(&s);
}

static void
the_council_s_word_holds(void **state)
{
	struct sitting x = {.h = *state};
	struct chamber *h = x.h;

	x.writers[0] = h->s;
	x.writers[1] = chamber_account(h, "sekr", "secretary", "P0002");
	x.writers[2] = chamber_account(h, "vish", "council_member", "P0003");
	x.writers[3] = chamber_account(h, "glav", "chair", "P0001");
	prepare(&x);
	for (size_t i = 0; i < DEEDS; i++) {
		uint64_t version = store_version(h->s->store);

		h->e = (struct error){0};
		deeds[chance(sizeof(deeds) / sizeof(deeds[0]))](&x);
		if (store_version(h->s->store) == version)
			continue;
		x.done++;
		assert_holds(&x);
	}
	for (size_t i = 1; i < sizeof(x.writers) / sizeof(x.writers[0]); i++)
		town_second_close(x.writers[i]);
	assert_true(x.done > DEEDS / 10); /* it was a sitting, not a row of refusals */
}

int
main(void)
{
	struct CMUnitTest tests[SITTINGS];

	for (size_t i = 0; i < SITTINGS; i++)
		tests[i] = (struct CMUnitTest)cmocka_unit_test_setup_teardown(
		    the_council_s_word_holds, chamber_open, chamber_close);
	return _cmocka_run_group_tests(
	    "random sittings of the council", tests, SITTINGS, NULL, NULL);
}
