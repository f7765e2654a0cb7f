/* SPDX-License-Identifier: MIT
 * secret.c - files under a password: of every length, and everything that may be wrong with one.
 */
#include "db/admin/secret.h"
#include "tests/lib/db_help.h"

static const char plain[] = "plain", sealed[] = "sealed", back[] = "back";

static void
write_file(const char *name, size_t len)
{
	FILE *f = fopen(name, "wb");

	assert_non_null(f);
	for (size_t i = 0; i < len; i++)
		putc((int)(i * 7 % 251), f);
	assert_int_equal(fclose(f), 0);
}

static void
same_files(const char *a, const char *b)
{
	FILE *f = fopen(a, "rb"), *g = fopen(b, "rb");
	int c;

	assert_non_null(f);
	assert_non_null(g);
	do {
		c = getc(f);
		assert_int_equal(c, getc(g));
	} while (c != EOF);
	fclose(f);
	fclose(g);
}

static void
seal(size_t len)
{
	unlink(plain);
	unlink(sealed);
	unlink(back);
	write_file(plain, len);
	assert_int_equal(secret_put(plain, sealed, slice_of("тайна")), ST_OK);
	assert_true(secret_is(sealed));
	assert_false(secret_is(plain));
}

/* A key costs a third of a second, so each is asked about more than one thing. */

static void
what_goes_in_comes_out(void **state)
{
	static const size_t lengths[] = {0, 65536, 200000};

	(void)state;
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		seal(lengths[i]);
		assert_int_equal(secret_get(sealed, back, slice_of("тайна")), ST_OK);
		same_files(plain, back);
	}
}

static void
another_password_is_told_and_nothing_made(void **state)
{
	(void)state;
	assert_int_equal(secret_get(sealed, plain, slice_of("тайна")), ST_SYSTEM); /* is there */
	unlink(back);
	assert_int_equal(secret_get(sealed, back, slice_of("Тайна")), ST_DENIED);
	assert_int_equal(access(back, F_OK), -1);
	assert_int_equal(secret_put(plain, sealed, slice_of("тайна")), ST_SYSTEM);
}

static void
damage_is_told(void **state)
{
	FILE *f = fopen(sealed, "ab");

	(void)state;
	assert_non_null(f);
	putc('x', f);
	fclose(f);
	assert_int_equal(secret_get(sealed, back, slice_of("тайна")), ST_DAMAGED);
	for (off_t kept = 131072; kept > 0; kept = kept > 100 ? 60 : kept - 50) {
		assert_int_equal(truncate(sealed, kept), 0);
		assert_int_equal(secret_get(sealed, back, slice_of("тайна")), ST_DAMAGED);
		assert_int_equal(access(back, F_OK), -1);
	}
}

/* Costs below and beyond what any key of ours has; no key is made. */
static void
costs_of_no_key_are_told_as_damage(void **state)
{
	static const uint64_t costs[][2] = {{0, 1 << 26}, {3, 0}, {17, 1 << 26}, {3, 1U << 31}};
	struct buf bytes = {0};
	FILE *f;

	(void)state;
	seal(0);
	for (size_t i = 0; i < sizeof(costs) / sizeof(costs[0]); i++) {
		buf_clear(&bytes);
		buf_put_be(&bytes, costs[i][0], 8);
		buf_put_be(&bytes, costs[i][1], 8);
		f = fopen(sealed, "r+b");
		assert_non_null(f);
		assert_int_equal(fseek(f, 16, SEEK_SET), 0);
		assert_int_equal(fwrite(bytes.data, 1, bytes.len, f), 16);
		assert_int_equal(fclose(f), 0);
		assert_int_equal(secret_get(sealed, back, slice_of("тайна")), ST_DAMAGED);
		assert_int_equal(access(back, F_OK), -1);
	}
	buf_free(&bytes);
}

/* All of it happens in a folder of its own. */
static int
setup(void **state)
{
	static char dir[] = "/tmp/secret.XXXXXX";

	*state = dir;
	return mkdtemp(dir) == NULL || chdir(dir) != 0;
}

static int
teardown(void **state)
{
	unlink(plain);
	unlink(sealed);
	unlink(back);
	return rmdir(*state);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_goes_in_comes_out),
	    cmocka_unit_test(another_password_is_told_and_nothing_made),
	    cmocka_unit_test(damage_is_told),
	    cmocka_unit_test(costs_of_no_key_are_told_as_damage),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
