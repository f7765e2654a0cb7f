/* SPDX-License-Identifier: MIT
 * kinds_only.h - kinds.def without its fields: whoever includes it has defined KIND, which is gone
 * afterwards. Included several times, so without a guard.
 */
#define END
#define CODE(...)
#define TEXT(...)
#define LONG(...)
#define EMAIL(...)
#define DATE(...)
#define NUMBER(...)
#define YESNO(...)
#define CHOICE(...)
#define CHOICES(...)
#define LIST(...)
#define REF(...)
#define REF_AS(...)
#define TERM(...)
#define TERMS(...)
#include "model/kinds.def"
