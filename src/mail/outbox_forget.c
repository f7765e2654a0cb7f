/* SPDX-License-Identifier: MIT
 * outbox_forget.c - letters to one address are taken out of every parcel.
 */
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "mail/outbox_parts.h"

/* A header of the letter is "To: address": they end with an empty line. */
static bool
is_to(const char *letter, const char *address)
{
	static const char to[] = "To: ";
	size_t len = strlen(address);

	for (const char *line = letter; *line != '\0' && *line != '\r' && *line != '\n';
	     line += strcspn(line, "\n"), line += *line == '\n') {
		const char *value = line + strlen(to);

		if (strncasecmp(line, to, strlen(to)) == 0 &&
		    strncasecmp(value, address, len) == 0 && strcspn(value, "\r\n") == len)
			return true;
	}
	return false;
}

static size_t
forget_letters(int parcel, const char *suffix, const char *address)
{
	char **letters, path[OUTBOX_PATH];
	size_t count = outbox_letters(parcel, suffix, &letters), gone = 0;

	for (size_t i = 0; i < count; i++) {
		struct buf text = {0};

		outbox_name(path, letters[i], suffix);
		if (outbox_read_letter(parcel, path, &text) && is_to(buf_text(&text), address))
			gone += unlinkat(parcel, path, 0) == 0;
		buf_free(&text);
	}
	outbox_free_names(letters, count);
	return gone;
}

static size_t
forget_in(struct outbox *o, const char *folder, const char *address)
{
	static const char *const suffixes[] = {"", OUTBOX_LEAVES, OUTBOX_DOUBT};
	int parcel = openat(o->folder, folder, OUTBOX_PARCEL);
	size_t gone = 0;

	for (size_t i = 0; parcel >= 0 && i < sizeof(suffixes) / sizeof(suffixes[0]); i++)
		gone += forget_letters(parcel, suffixes[i], address);
	if (gone > 0)
		fsync(parcel);
	outbox_shut(&parcel);
	return gone;
}

size_t
outbox_forget(struct outbox *o, const char *address)
{
	static const char *const suffixes[] = {"", OUTBOX_NEW};
	size_t gone = 0;

	for (size_t k = 0; k < sizeof(suffixes) / sizeof(suffixes[0]); k++) {
		char **parcels, path[OUTBOX_PATH];
		size_t count = outbox_folders(o, suffixes[k], &parcels);

		for (size_t i = 0; i < count; i++) {
			outbox_name(path, parcels[i], suffixes[k]);
			gone += forget_in(o, path, address);
		}
		outbox_free_names(parcels, count);
	}
	return gone;
}
