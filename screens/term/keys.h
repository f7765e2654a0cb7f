/* SPDX-License-Identifier: MIT
 * keys.h - bytes from the terminal become keys; no terminal needed.
 *
 * Every encoding of a key met in the wild is known whatever TERM says (xterm, Linux, PuTTY in its
 * five modes, SCO, rxvt, vt220), so that no escape sequence is ever taken for typed text: one that
 * is unknown is swallowed whole. A sequence the network has split is waited for.
 */
#ifndef SCREENS_KEYS_H
#define SCREENS_KEYS_H

#include "screens/term/ui.h"

enum {
	KEYS_NEAR = 10,            /* ms in which a terminal answers whose sequences come whole */
	KEYS_NEAR_DELAY = 25,      /* ms a lone Esc waits there for the rest of a sequence */
	KEYS_FAR_DELAY = 100,      /* and elsewhere */
	KEYS_PATIENCE = 1000,      /* ms the rest of a begun sequence or character may take */
	KEYS_PASTE_MAX = 4 << 20,  /* bytes of one paste that are kept */
	KEYS_PASTE_PATIENCE = 3000 /* ms of silence that end a paste whose end was lost */
};

struct keys;

struct keys *keys_new(int escape_delay); /* ms a lone Esc waits for the rest of a sequence */
void keys_free(struct keys *k);

/* What this terminal's description says a key sends; asked before the common encodings. */
void keys_define(struct keys *k, const char *sequence, struct key key);

/* The same of every key the description speaks of; capability: what it says of a name, or NULL. */
void keys_describe(struct keys *k, const char *(*capability)(const char *name));

/* Clicks and the wheel, asked for and not any more. Terminals that do not know the newer form of
 * the answers (1006) give the older one, whose beginning is else a key. */
#define KEYS_MOUSE_ON  "\033[?1000h\033[?1006h"
#define KEYS_MOUSE_OFF "\033[?1006l\033[?1000l"
void keys_set_mouse(struct keys *k, bool on);

/* The terminal was asked at `now` where its cursor is (CSI 6 n). Until it answers a lone Esc waits
 * KEYS_FAR_DELAY, then as its answer was quick or not; one that never answers is not waited for.
 * The answer is no key, whenever it comes. */
void keys_asked(struct keys *k, int64_t now);

/* What the terminal has said of its background, asked by KEYS_ASK_BACKGROUND; known by its form
 * whenever it comes, and no key. */
#define KEYS_ASK_BACKGROUND "\033]11;?\a"
enum keys_background { BACKGROUND_UNKNOWN, BACKGROUND_DARK, BACKGROUND_LIGHT };
enum keys_background keys_background(const struct keys *k);

/* Bytes that came at `now` (milliseconds of any clock that never goes back). */
void keys_feed(struct keys *k, const char *bytes, size_t n, int64_t now);

/* Take the next key that is certain at `now`. false: more bytes or more time are needed. */
bool keys_next(struct keys *k, int64_t now, struct key *out);

/* Milliseconds until keys_next() will be certain without more bytes; -1: nothing is begun. */
int keys_wait(const struct keys *k, int64_t now);

/* Of the last K_PASTED; until the next keys_feed(). */
struct slice keys_pasted(const struct keys *k);

#endif
