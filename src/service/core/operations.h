/* SPDX-License-Identifier: MIT
 * operations.h - the operations a journal row may name: one table.
 */
#ifndef SERVICE_OPERATIONS_H
#define SERVICE_OPERATIONS_H

#include <stdbool.h>

#define OPERATION_FORGET       "forget"
#define OPERATION_INIT         "init"
#define OPERATION_SAVE         "save"
#define OPERATION_REMOVE       "remove"
#define OPERATION_MERGE        "merge"
#define OPERATION_IMPORT       "import"
#define OPERATION_UNDO         "undo"
#define OPERATION_ACCOUNT      "account"
#define OPERATION_PROFILE      "profile"
#define OPERATION_ORDER        "order"
#define OPERATION_PUBLISH      "publish"
#define OPERATION_BULK         "bulk"
#define OPERATION_UPGRADE      "upgrade"
#define OPERATION_REPAIR       "repair"
#define OPERATION_TAKE_BACK    "take_back"
#define OPERATION_PARTICIPANTS "participants"
#define OPERATION_PLAN         "plan"
#define OPERATION_REQUEST      "request"
#define OPERATION_BANK         "bank"
#define OPERATION_MENTORING    "mentoring"
#define OPERATION_PATHWAY      "pathway"
#define OPERATION_RESERVE      "reserve"
#define OPERATION_MOVE         "move"
#define OPERATION_TURN         "turn"
#define OPERATION_REPORTS      "reports"

/* Rows that are no change: who came, who was refused, what was taken out. */
#define OPERATION_LOGIN   "login"
#define OPERATION_REFUSAL "refusal"
#define OPERATION_EXPORT  "export"
#define OPERATION_PAPER   "paper"
/* The town's key for what it sends to its region was made. */
#define OPERATION_FEED_KEY "feed_key"

/* Of the council: preparing a meeting; its course (start, items, who comes and goes); and so on. */
#define OPERATION_MEETING   "meeting"
#define OPERATION_SITTING   "sitting"
#define OPERATION_VOTE      "vote"
#define OPERATION_RECUSAL   "recusal"
#define OPERATION_DECISION  "decision"
#define OPERATION_STEP_BACK "step_back"
#define OPERATION_CLOSE     "minutes_close"
#define OPERATION_REOPEN    "minutes_reopen"
#define OPERATION_AGREEMENT "agreement"

/* "save" -> "сохранение"; an operation of another version of the program is its own word. */
const char *operation_word(const char *operation);

/* Is a row of it no change of the register (change_note)? */
bool operation_is_note(const char *operation);

/* Can its writer take it back? */
bool operation_can_be_undone(const char *operation);

#endif
