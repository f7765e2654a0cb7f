/* SPDX-License-Identifier: MIT
 * council_speech.c - who reports on the items of a meeting, and what was said on them.
 */
#include <string.h>

#include "base/utf8.h"
#include "db/record/records.h"
#include "service/council/council.h"
#include "service/council/council_txn.h"
#include "service/core/operations.h"

struct speech_wish {
	uint64_t item;
	struct council_speech speech;
	bool drop;
};

/* The speech meant, or a new one behind the item's others; NULL (and e): it is gone. */
static struct speech *
find(struct council_txn *d, const struct meeting_item *item, uint64_t id)
{
	struct speech *row = (struct speech *)record_new(KIND_SPEECHES);

	for (size_t i = 0; i < item->nspeeches && id != 0; i++)
		if (item->speeches[i].id == id && records_get(d->view.txn, id, &row->base))
			return row;
	if (id != 0) {
		error_set(
		    d->e, ST_NOTFOUND, "этого выступления больше нет: его тем временем убрали");
		record_free(&row->base);
		return NULL;
	}
	council_txn_refer(d, &row->base, item, 0);
	row->number = item->nspeeches > 0 ? item->speeches[item->nspeeches - 1].number + 1 : 1;
	return row;
}

static enum status
fill(struct council_txn *d, struct speech *row, const struct council_speech *wish)
{
	const char *speaker = wish->person == 0 && wish->speaker != NULL ? wish->speaker : "";
	enum status st;

	if (wish->person == 0 && utf8_says_nothing(speaker))
		return error_set(d->e, ST_INVALID, "напишите, кто выступил");
	row->person = wish->person;
	st = council_txn_set_text(d, &row->base, "speaker", speaker);
	return st == ST_OK ? council_txn_set_text(d, &row->base, "text", wish->text) : st;
}

static enum status
plan_speech(struct council_txn *d)
{
	const struct speech_wish *wish = d->wish;
	struct meeting_item *item;
	struct speech *row;
	enum status st = council_txn_require_started(d);

	if (st == ST_OK)
		st = council_txn_item(d, wish->item, &item);
	if (st != ST_OK)
		return st;
	row = find(d, item, wish->speech.id);
	if (row == NULL)
		return ST_NOTFOUND;
	if (wish->speech.stamp != 0 && wish->speech.stamp != row->base.stamp)
		st = error_set(d->e, ST_CONFLICT,
		    "это выступление тем временем изменил другой сотрудник; посмотрите на него и "
		    "повторите");
	else if (wish->drop)
		change_remove(d->change, KIND_SPEECHES, row->base.id, row->base.stamp);
	else
		st = fill(d, row, &wish->speech);
	if (st == ST_OK && !wish->drop)
		change_put(d->change, &row->base);
	record_free(&row->base);
	return st;
}

static enum status
do_speech(struct session *s, uint64_t meeting, const struct speech_wish *wish, struct error *e)
{
	return council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_SITTING,
		.reason = wish->drop ? "выступление убрано" : "выступление",
		.item = wish->item,
		.permit = PERMIT_COUNCIL,
		.meeting = meeting,
		.plan = plan_speech,
		.wish = wish},
	    NULL, e);
}

enum status
council_put_speech(struct session *s, uint64_t meeting, uint64_t item,
    const struct council_speech *speech, struct error *e)
{
	return do_speech(s, meeting, &(struct speech_wish){.item = item, .speech = *speech}, e);
}

enum status
council_drop_speech(struct session *s, uint64_t meeting, uint64_t item, uint64_t speech,
    uint64_t stamp, struct error *e)
{
	return do_speech(s, meeting,
	    &(struct speech_wish){
		.item = item, .speech = {.id = speech, .stamp = stamp}, .drop = true},
	    e);
}

/* Who reports. */

struct report_wish {
	uint64_t item;
	const char *was, *speaker;
};

static enum status
plan_reporter(struct council_txn *d)
{
	const struct report_wish *wish = d->wish;
	struct meeting_item *item;
	struct record *row;
	enum status st = council_txn_item(d, wish->item, &item);

	if (st != ST_OK)
		return st;
	if (strcmp(item->speaker, wish->was) != 0)
		return error_set(d->e, ST_CONFLICT,
		    "докладчика тем временем назначил другой сотрудник: %s; посмотрите и повторите",
		    item->speaker[0] != '\0' ? item->speaker : "никто");
	row = council_txn_record(d, KIND_AGENDA, item, 0);
	if (row->id == 0)
		st = error_set(d->e, ST_REFUSED,
		    "пункта %lld в повестке нет: о нём известно только решение; докладчика у него "
		    "не бывает",
		    (long long)item->position);
	else
		st = council_txn_set_text(d, row, "speaker", wish->speaker);
	if (st == ST_OK)
		change_put(d->change, row);
	record_free(row);
	return st;
}

enum status
council_set_reporter(struct session *s, uint64_t meeting, uint64_t item, const char *was,
    const char *speaker, struct error *e)
{
	return council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_SITTING,
		.reason = "докладчик",
		.item = item,
		.permit = PERMIT_COUNCIL,
		.meeting = meeting,
		.plan = plan_reporter,
		.wish = &(struct report_wish){.item = item, .was = was, .speaker = speaker}},
	    NULL, e);
}
