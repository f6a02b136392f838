/* SSH keys: what is let into authorized_keys, fingerprints as ssh-keygen prints them, fresh
 * pairs. */
#include "drivers/sshkey.h"
#include "kt.h"

#include <sodium.h>
#include <string.h>

/* Made with ssh-keygen, fingerprints printed by ssh-keygen -lf. */
static const struct {
    const char *line, *fingerprint;
} known[] = {
    { "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF2Q+svJPv5gvxkqk5nhVlLv/iGrtA7e5yVYXeHbP9"
      "Ea a key, of mine",
      "SHA256:85xaR5JypqSDRg3XO50Tv7iMOl4jnmt7uKA8lmH43Vo" },
    { "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBODZuj"
      "vHJ5hAlKbLgVd2Ij1VXWVqEHJRhq15ZKiUyfE6FgvdZM85Gn25PBEDai7t3qn7+4oHbi+qI/esDjdJ"
      "4QM= a key, of mine",
      "SHA256:rTAxqYElez9Y2f2QBlrojl3+ZchAJaHXly6uBp+vhv0" },
    { "ecdsa-sha2-nistp384 AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBEop1b"
      "9MBDMT5aq+QhljNyfNnITgxG5RLhoF70i1v1mEEL9OND5Y6pin9Gv5arrObqxxFfv1QiWNQFUhTjn7"
      "scaGFhkwpiB7Q7R1x8Ml5AGh1vJVOzroKvtpfViFjcwfRQ== a key, of mine",
      "SHA256:XW5SUMCBWrW941UJZGLum6rLGYldLqr8w7ml/7einQY" },
    { "ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBABkOJ"
      "BMxt2YVm3/cDVqX2vK+Z2qD+lQ/mxbLj3w8nBZghQRIfwV/0+rLzsRboymFkIFlHpeznXSUrB9hdn0"
      "3u3IKgB5nQG+QDqcNka3UdhPKgM5Qz7P/ogzaGhxuxlR0JAmwE5HZsdzwNugKLar5Ck9nWJyRmq8/W"
      "UtNyPC5YZALwmkUQ== a key, of mine",
      "SHA256:R75ghGew6X3XKWDVaUnUodikyAYjf7BfxXCoDj+yIrQ" },
};

TEST(keys_of_ssh_keygen_have_the_fingerprints_that_it_prints)
{
    struct kb_arena a = { 0 };
    struct kb_error err;
    for (size_t i = 0; i < COUNT(known); i++) {
        struct drv_key key;
        kt_row("%s", known[i].line);
        assert_ok(drv_key_read(known[i].line, "ssh_keys", &a, &key, &err));
        assert_string_equal(key.fingerprint, known[i].fingerprint);
        assert_string_equal(key.line, known[i].line);
        assert_true(drv_fingerprint_ok(key.fingerprint));
    }
    kb_arena_done(&a);
}

TEST(every_damaged_byte_of_a_key_is_noticed_or_is_another_key)
{
    struct kb_arena a = { 0 };
    struct kb_error err;
    struct drv_key key;
    const char *line = known[0].line;
    size_t blob = strlen("ssh-ed25519 ");
    for (size_t i = 0; i < blob + 68; i++) {
        char *bad = kb_strdup(&a, line);
        bad[i] = bad[i] == '!' ? '?' : '!';
        kt_row("byte %zu", i);
        assert_refused(drv_key_read(bad, "ssh_keys", &a, &key, &err), KB_INVALID,
                       "ssh_key.invalid");
        assert_string_equal(err.field, "ssh_keys");
    }
    kb_arena_done(&a);
}

TEST(nothing_but_one_plain_key_is_a_key)
{
    static const struct {
        const char *line, *reason;
    } rows[] = {
        { "", "ssh_key.invalid" },
        { "ssh-ed25519", "ssh_key.invalid" },
        { "ssh-ed25519 ", "ssh_key.invalid" },
        { "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ== x", "ssh_key.rsa" },
        { "ssh-dss AAAAB3NzaC1kc3MAAACBAJ", "ssh_key.invalid" },
        { "no-pty ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA", "ssh_key.invalid" },
        { "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA", "ssh_key.invalid" },
        { "ssh-ed25519\tAAAAC3NzaC1lZDI1NTE5AAAAIA", "ssh_key.invalid" },
    };
    struct kb_arena a = { 0 };
    struct kb_error err;
    struct drv_key key;
    for (size_t i = 0; i < COUNT(rows); i++) {
        kt_row("%s", rows[i].line);
        assert_refused(drv_key_read(rows[i].line, "f", &a, &key, &err), KB_INVALID, rows[i].reason);
    }
    char *two = kb_printf(&a, "%s\n%s", known[0].line, known[1].line);
    assert_refused(drv_key_read(two, "f", &a, &key, &err), KB_INVALID, "ssh_key.invalid");
    char *swapped = kb_printf(&a, "ssh-ed25519 %s", strchr(known[1].line, ' ') + 1);
    assert_refused(drv_key_read(swapped, "f", &a, &key, &err), KB_INVALID, "ssh_key.invalid");
    kb_arena_done(&a);
}

TEST(a_list_of_keys_counts_each_once_and_at_most_sixteen)
{
    struct kb_arena a = { 0 };
    struct kb_error err;
    struct drv_keys keys;
    char *list =
        kb_printf(&a, "[\"%s\",\"%s\",\"%s\"]", known[0].line, known[1].line, known[0].line);
    assert_ok(drv_keys_read(list, "ssh_keys", &a, &keys, &err));
    assert_int_equal(keys.n, 2);
    assert_ok(drv_keys_read("{}", "ssh_keys", &a, &keys, &err));
    assert_int_equal(keys.n, 0);
    assert_ok(drv_keys_read("[]", "ssh_keys", &a, &keys, &err));
    assert_int_equal(keys.n, 0);
    assert_int_equal(drv_keys_read("[1]", "ssh_keys", &a, &keys, &err), KB_INVALID);
    assert_int_equal(drv_keys_read("\"x\"", "ssh_keys", &a, &keys, &err), KB_INVALID);
    list = kb_strdup(&a, "[\"x\"");
    for (int i = 0; i < DRV_KEYS_MAX; i++) list = kb_printf(&a, "%s,\"x\"", list);
    assert_refused(drv_keys_read(kb_printf(&a, "%s]", list), "ssh_keys", &a, &keys, &err),
                   KB_INVALID, "request.field");
    kb_arena_done(&a);
}

TEST(a_fresh_pair_is_from_the_worlds_randomness_and_readable)
{
    struct kb_arena a = { 0 };
    struct kb_error err;
    struct kt_world w;
    struct drv_key_pair first, again, other;
    struct drv_key key;
    kt_world_init(&w, 5);
    drv_key_make(&w.world, "room", &a, &first);
    drv_key_make(&w.world, "room", &a, &other);
    kt_world_init(&w, 5);
    drv_key_make(&w.world, "room", &a, &again);
    assert_string_equal(first.openssh, again.openssh);
    assert_memory_equal(first.dropbear, again.dropbear, sizeof first.dropbear);
    assert_string_not_equal(first.line, other.line);
    assert_ok(drv_key_read(first.line, "f", &a, &key, &err));
    assert_string_equal(key.fingerprint, first.fingerprint);
    assert_non_null(strstr(first.line, " room"));
    kb_arena_done(&a);
}

/* dropbear: name, 64 bytes of seed and public key; the public half is the line's. */
TEST(the_dropbear_form_holds_the_public_key_of_the_line)
{
    struct kb_arena a = { 0 };
    struct kt_world w;
    struct drv_key_pair pair;
    unsigned char blob[64], public[32], secret[64];
    size_t n;
    kt_world_init(&w, 6);
    drv_key_make(&w.world, "x", &a, &pair);
    assert_int_equal(sodium_base642bin(blob, sizeof blob, pair.line + 12, 68, NULL, &n, NULL,
                                       sodium_base64_VARIANT_ORIGINAL),
                     0);
    assert_memory_equal(pair.dropbear, "\0\0\0\013ssh-ed25519\0\0\0\100", 19);
    assert_memory_equal(pair.dropbear + 19 + 32, blob + 19, 32);
    crypto_sign_seed_keypair(public, secret, pair.dropbear + 19);
    assert_memory_equal(public, blob + 19, 32);
    kb_arena_done(&a);
}

TEST(fingerprints_are_of_one_form)
{
    static const char *const bad[] = {
        "", "SHA256:", "MD5:00", "sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "SHA256:AAAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAA",
    };
    assert_true(drv_fingerprint_ok("SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
    for (size_t i = 0; i < COUNT(bad); i++) {
        kt_row("%s", bad[i]);
        assert_false(drv_fingerprint_ok(bad[i]));
    }
}
