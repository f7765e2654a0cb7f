/* SPDX-License-Identifier: MIT
 * ssh_key.c - keys as people bring them: whole, damaged, and what is no public key at all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#include "service/core/ssh_key.h"

#define ED25519_KEY "AAAAC3NzaC1lZDI1NTE5AAAAIMTObfA1bWtCVuUiOA6xQkIXeGhrWHK2CIGkZ4nAKZ/D"
#define ED25519     "ssh-ed25519 " ED25519_KEY
/* 1025 bits */
#define EIGHT               "\1\1\1\1\1\1\1\1"
#define SIXTY               EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT
#define MODULUS             "\1" SIXTY SIXTY
#define ED25519_FINGERPRINT "SHA256:NH0AwahPjfsUNqza2EhhMASdr+Iy6/WDE4QhlXjl6aQ"

static void
put_string(struct buf *b, const void *data, size_t len)
{
	buf_put_be(b, len, 4);
	buf_put(b, data, len);
}

static void
put_text(struct buf *b, const char *text)
{
	put_string(b, text, strlen(text));
}

/* A line of that type around what was encoded. */
static void
put_line(struct buf *line, const char *type, const struct buf *blob)
{
	char base64[8192];

	sodium_bin2base64(base64, sizeof(base64), (const unsigned char *)blob->data, blob->len,
	    sodium_base64_VARIANT_ORIGINAL);
	buf_printf(line, "%s %s", type, base64);
}

/* An RSA key of so many bytes. */
static void
put_rsa(struct buf *line, size_t bytes)
{
	unsigned char modulus[4096] = {0, 0x80};
	struct buf blob = {0};

	put_text(&blob, "ssh-rsa");
	put_string(&blob, "\x01\x00\x01", 3);
	put_string(&blob, modulus, bytes + 1);
	put_line(line, "ssh-rsa", &blob);
	buf_free(&blob);
}

/* A point on a curve, and for tokens for whom it was made. */
static void
put_point(struct buf *line, const char *type, const char *curve, size_t len, const char *made_for)
{
	unsigned char point[200] = {4};
	struct buf blob = {0};

	put_text(&blob, type);
	if (curve != NULL)
		put_text(&blob, curve);
	put_string(&blob, point, len);
	if (made_for != NULL)
		put_text(&blob, made_for);
	put_line(line, type, &blob);
	buf_free(&blob);
}

static enum status
read_text(const char *text, struct buf *line, struct error *e)
{
	buf_clear(line);
	return ssh_key_read(slice_of(text), line, e);
}

static void
a_line_of_openssh_is_taken(void **state)
{
	char fingerprint[SSH_KEY_FINGERPRINT];
	struct buf line = {0};
	struct error e = {0};

	(void)state;
	assert_int_equal(
	    read_text("\xEF\xBB\xBF# my key\r\n\r\n  " ED25519 "  Иванова, дома \r\n", &line, &e),
	    ST_OK);
	assert_string_equal(buf_text(&line), ED25519 " Иванова, дома");
	assert_true(ssh_key_fingerprint(buf_text(&line), fingerprint));
	assert_string_equal(fingerprint, ED25519_FINGERPRINT);
	assert_string_equal(ssh_key_comment(buf_text(&line)), "Иванова, дома");
	assert_true(ssh_key_equal(buf_text(&line), ED25519));
	assert_string_equal(ssh_key_comment(ED25519), "");
	assert_int_equal(read_text(ED25519 " \xC8\xE2", &line, &e), ST_OK);
	assert_string_equal(buf_text(&line), ED25519); /* a comment in another encoding */
	assert_int_equal(read_text(ED25519 " звонок\a", &line, &e), ST_OK);
	assert_string_equal(buf_text(&line), ED25519); /* one that would ring on a terminal */
	assert_int_equal(read_text("\n\nssh-ed25519\t" ED25519_KEY "\tдома", &line, &e), ST_OK);
	assert_true(ssh_key_equal(buf_text(&line), ED25519));
	assert_string_equal(ssh_key_comment(buf_text(&line)), "дома");
	assert_false(ssh_key_fingerprint("ssh-ed25519", fingerprint));
	assert_false(ssh_key_fingerprint("ssh-ed25519 не-ключ", fingerprint));
	assert_string_equal(fingerprint, "");
	assert_string_equal(ssh_key_comment("ssh-ed25519"), "");
	buf_free(&line);
}

static void
a_comment_has_an_end(void **state)
{
	struct buf text = {0}, line = {0};
	struct error e = {0};

	(void)state;
	for (size_t len = 200; len <= 201; len++) {
		buf_clear(&text);
		buf_puts(&text, ED25519 " ");
		for (size_t i = 0; i < len; i++)
			buf_putc(&text, 'x');
		assert_int_equal(read_text(buf_text(&text), &line, &e), ST_OK);
		assert_int_equal(strlen(ssh_key_comment(buf_text(&line))), len == 200 ? 200 : 0);
	}
	while (text.len <= SSH_KEY_TEXT)
		buf_putc(&text, 'x');
	assert_int_equal(read_text(buf_text(&text), &line, &e), ST_INVALID);
	assert_non_null(strstr(e.text, "занимает одну строку"));
	buf_free(&text);
	buf_free(&line);
}

static void
a_block_of_puttygen_is_taken(void **state)
{
	static const struct {
		const char *headers, *comment;
	} cases[] = {
	    {"Comment: \"ed25519-key-20260101\"\r\nSubject: a \\\r\nlong one\r\n",
		" ed25519-key-20260101"},
	    {"Comment: дома\n", " дома"},
	    {"Comment: \"дома\n", " \"дома"},
	    {"Comment: дома\"\n", " дома\""},
	    {"Comment: \"\n", " \""},
	    {"Subject: a \\\n\n", ""},
	};
	struct buf text = {0}, line = {0};
	struct error e = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&text);
		buf_printf(&text,
		    "---- BEGIN SSH2 PUBLIC KEY ----\r\n%s"
		    "AAAAC3NzaC1lZDI1NTE5AAAAIMTObfA1bWtCVuUi\r\nOA6xQkIXeGhrWHK2CIGkZ4nAKZ/D\r\n"
		    "---- END SSH2 PUBLIC KEY ----\r\n",
		    cases[i].headers);
		assert_int_equal(read_text(buf_text(&text), &line, &e), ST_OK);
		assert_string_equal(ssh_key_comment(buf_text(&line)),
		    cases[i].comment + (cases[i].comment[0] == ' '));
		assert_true(ssh_key_equal(buf_text(&line), ED25519));
	}
	assert_int_equal(
	    read_text("---- BEGIN SSH2 PUBLIC KEY ----\r\nAAAA\r\n", &line, &e), ST_INVALID);
	e = (struct error){0};
	assert_int_equal(
	    read_text("---- BEGIN SSH2 PUBLIC KEY ----\r\nключ\r\n", &line, &e), ST_INVALID);
	assert_non_null(strstr(e.text, "между BEGIN и END"));
	buf_free(&text);
	buf_free(&line);
}

/* What is encoded, as "hex" of its strings, is a key only when each of them is what it must be. */
static void
what_is_encoded_must_be_whole(void **state)
{
	static const struct {
		const char *type;
		const char *strings[4];
		size_t lens[4];
		size_t cut; /* bytes taken away at the end */
	} cases[] = {
	    /* an RSA key: exponent, modulus */
	    {"ssh-rsa", {NULL}, {0}, 0},
	    {"ssh-rsa", {""}, {0}, 0},
	    {"ssh-rsa", {"\x80"}, {1}, 0},
	    {"ssh-rsa", {"\0", MODULUS}, {1, 129}, 0},
	    {"ssh-rsa", {"\0\1", MODULUS}, {2, 129}, 0},
	    {"ssh-rsa", {"\1", MODULUS}, {1, 129}, 0},
	    {"ssh-rsa", {"\1\0\0\0\0\0\0\0\1", MODULUS}, {9, 129}, 0},
	    {"ssh-rsa", {"\3"}, {1}, 0},
	    {"ssh-rsa", {"\3", MODULUS}, {1, 127}, 0},
	    {"ssh-rsa", {"\3", MODULUS, "more"}, {1, 129, 4}, 0},
	    {"ssh-rsa", {"\3", MODULUS}, {1, 129}, 3},
	    /* a point: curve, point, for whom it was made */
	    {"ecdsa-sha2-nistp256", {NULL}, {0}, 0},
	    {"ecdsa-sha2-nistp256", {"nistp384", "\4" MODULUS}, {8, 65}, 0},
	    {"ecdsa-sha2-nistp256", {"nistp256"}, {8}, 0},
	    {"ecdsa-sha2-nistp256", {"nistp256", "\2" MODULUS}, {8, 65}, 0},
	    {"sk-ssh-ed25519@openssh.com", {MODULUS}, {32}, 0},
	    {"sk-ssh-ed25519@openssh.com", {MODULUS, ""}, {32, 0}, 0},
	};
	struct buf line = {0}, out = {0};
	struct error e = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf blob = {0};

		put_text(&blob, cases[i].type);
		for (size_t k = 0; k < 4 && cases[i].strings[k] != NULL; k++)
			put_string(&blob, cases[i].strings[k], cases[i].lens[k]);
		blob.len -= cases[i].cut;
		buf_clear(&line);
		put_line(&line, cases[i].type, &blob);
		if (read_text(buf_text(&line), &out, &e) != ST_INVALID)
			fail_msg("row %zu is a key", i);
		assert_non_null(strstr(e.text, "испорчен"));
		buf_free(&blob);
	}
	buf_free(&line);
	buf_free(&out);
}

static void
every_type_is_taken(void **state)
{
	static const struct {
		const char *type, *curve;
		size_t point;
		const char *made_for;
	} kinds[] = {
	    {"ecdsa-sha2-nistp256", "nistp256", 65, NULL},
	    {"ecdsa-sha2-nistp384", "nistp384", 97, NULL},
	    {"ecdsa-sha2-nistp521", "nistp521", 133, NULL},
	    {"sk-ssh-ed25519@openssh.com", NULL, 32, "ssh:"},
	    {"sk-ecdsa-sha2-nistp256@openssh.com", "nistp256", 65, "ssh:"},
	};
	struct buf line = {0}, out = {0};
	struct error e = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		buf_clear(&line);
		put_point(&line, kinds[i].type, kinds[i].curve, kinds[i].point, kinds[i].made_for);
		assert_int_equal(read_text(buf_text(&line), &out, &e), ST_OK);
		assert_string_equal(buf_text(&out), buf_text(&line));
		/* a point of another length, one without what follows, one with more */
		buf_clear(&line);
		put_point(
		    &line, kinds[i].type, kinds[i].curve, kinds[i].point - 1, kinds[i].made_for);
		assert_int_equal(read_text(buf_text(&line), &out, &e), ST_INVALID);
		buf_clear(&line);
		put_point(&line, kinds[i].type, kinds[i].curve, kinds[i].point,
		    kinds[i].made_for == NULL ? "more" : NULL);
		assert_int_equal(read_text(buf_text(&line), &out, &e), ST_INVALID);
	}
	for (size_t bytes = 64; bytes <= 4095; bytes = bytes * 2 - (bytes == 2048)) {
		buf_clear(&line);
		put_rsa(&line, bytes);
		assert_int_equal(read_text(buf_text(&line), &out, &e),
		    bytes >= 128 && bytes <= 2048 ? ST_OK : ST_INVALID);
	}
	buf_free(&line);
	buf_free(&out);
}

static void
what_is_no_key_is_told_in_words(void **state)
{
	static const struct {
		const char *text, *told;
	} cases[] = {
	    {"", "ключа здесь нет"},
	    {"# only a remark\n", "ключа здесь нет"},
	    {"-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blb", "закрытый ключ"},
	    {"-----BEGIN RSA PRIVATE KEY-----\n", "закрытый ключ"},
	    {"PuTTY-User-Key-File-3: ssh-ed25519\r\n", "закрытый ключ"},
	    {"ssh-ed25519-cert-v01@openssh.com AAAA", "сертификат"},
	    {"-cert-v01@openssh.com AAAA", "названия типа"},
	    {"ssh-ed25519-of-tomorrow@openssh.com AAAA", "названия типа"},
	    {"ssh-dss AAAAB3NzaC1kc3M=", "DSA"},
	    {"ssh-ed25519", "испорчен"},
	    {"ssh-ed25519 AAAA", "испорчен"},
	    {"ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIMTObfA1bWtCVuUiOA6xQkIXeGhrWHK2CIGkZ4nAKZ/D",
		"испорчен"}, /* of another type inside */
	    /* two letters of Russian where four bytes of the key were */
	    {"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMTObfA1bWtCVuUiOA6xQkIXeGhrWHK2CIGkZ4чи/D",
		"испорчен"},
	    {"restrict " ED25519, "названия типа"},
	    {ED25519 "\n" ED25519 "\n", "по одному"},
	    {"ssh-ed25519 AAAAC3NzaC1lZDI1\nNTE5AAAAI\n", "разорван"},
	    {"привет", "названия типа"},
	};
	struct buf line = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct error e = {0};

		assert_int_equal(read_text(cases[i].text, &line, &e), ST_INVALID);
		if (strstr(e.text, cases[i].told) == NULL)
			fail_msg("%s: %s", cases[i].text, e.text);
		assert_int_equal(line.len, 0);
	}
	buf_free(&line);
}

/* Every letter of the key counts, up to the last. */
static void
a_cut_key_is_damaged(void **state)
{
	struct buf line = {0};
	struct error e = {0};

	(void)state;
	for (size_t len = strlen("ssh-ed25519 "); len < strlen(ED25519); len++) {
		buf_clear(&line);
		assert_int_equal(ssh_key_read(slice_make(ED25519, len), &line, &e), ST_INVALID);
	}
	buf_free(&line);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_line_of_openssh_is_taken),
	    cmocka_unit_test(a_comment_has_an_end),
	    cmocka_unit_test(a_block_of_puttygen_is_taken),
	    cmocka_unit_test(what_is_encoded_must_be_whole),
	    cmocka_unit_test(every_type_is_taken),
	    cmocka_unit_test(what_is_no_key_is_told_in_words),
	    cmocka_unit_test(a_cut_key_is_damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
