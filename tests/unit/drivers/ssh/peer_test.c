/* What a server says in clear: its host key algorithms, out of whole, torn and hostile bytes. */
#include "drivers/ssh/peer.h"
#include "kt.h"

#include <string.h>

static void put_u32(struct peer_heard *h, size_t v)
{
    unsigned char b[4] = { (unsigned char)(v >> 24), (unsigned char)(v >> 16),
                           (unsigned char)(v >> 8), (unsigned char)v };
    peer_hear(h, b, 4);
}

static void hear_kexinit(struct peer_heard *h, const char *banner, const char *host_keys)
{
    static const unsigned char cookie[16];
    const char *kex = "curve25519-sha256,diffie-hellman-group14-sha256";
    peer_hear(h, banner, strlen(banner));
    put_u32(h, 1 + 1 + 16 + 4 + strlen(kex) + 4 + strlen(host_keys));
    peer_hear(h, "\4\24", 2);
    peer_hear(h, cookie, sizeof cookie);
    put_u32(h, strlen(kex));
    peer_hear(h, kex, strlen(kex));
    put_u32(h, strlen(host_keys));
    peer_hear(h, host_keys, strlen(host_keys));
}

TEST(the_servers_host_keys_are_found_behind_its_banner)
{
    static const char *const banners[] = { "SSH-2.0-OpenSSH_9.2\r\n", "SSH-2.0-x\n",
                                           "welcome\r\nto this\nSSH-2.0-dropbear\r\n" };
    for (size_t i = 0; i < COUNT(banners); i++) {
        struct peer_heard h = { .n = 0 };
        char list[PEER_LIST_MAX];
        hear_kexinit(&h, banners[i], "rsa-sha2-512,ssh-rsa");
        assert_true(peer_host_keys(&h, list));
        assert_string_equal(list, "rsa-sha2-512,ssh-rsa");
    }
}

TEST(no_torn_or_changed_packet_is_read_beyond_its_end)
{
    struct peer_heard whole = { .n = 0 };
    char list[PEER_LIST_MAX];
    hear_kexinit(&whole, "SSH-2.0-x\r\n", "rsa-sha2-512,ssh-rsa");
    for (size_t n = 0; n < whole.n; n++) {
        struct peer_heard torn = { .n = 0 };
        peer_hear(&torn, whole.at, n);
        kt_row("%zu bytes", n);
        assert_false(peer_host_keys(&torn, list));
        assert_string_equal(list, "");
    }
    for (uint64_t seed = 1; seed < 5000; seed++) {
        struct peer_heard bad = whole;
        uint64_t s = seed;
        for (int i = 0; i < 3; i++) bad.at[kt_next(&s) % bad.n] = (unsigned char)kt_next(&s);
        if (peer_host_keys(&bad, list)) assert_true(strlen(list) < PEER_LIST_MAX);
    }
}

TEST(more_than_is_kept_is_dropped)
{
    struct peer_heard h = { .n = 0 };
    char junk[3000] = { 0 };
    for (int i = 0; i < 5; i++) peer_hear(&h, junk, sizeof junk);
    assert_int_equal(h.n, PEER_HEARD_MAX);
}

TEST(rsa_only_is_said_of_rsa_only)
{
    static const struct {
        const char *list;
        bool rsa_only;
    } rows[] = {
        { "rsa-sha2-512,rsa-sha2-256,ssh-rsa", true },
        { "ssh-dss", true },
        { "rsa-sha2-512,ssh-ed25519", false },
        { "ecdsa-sha2-nistp521,ssh-rsa", false },
        { "", false },
        { "sk-ssh-ed25519@openssh.com,ssh-rsa", true },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        kt_row("%s", rows[i].list);
        assert_int_equal(peer_rsa_only(rows[i].list), rows[i].rsa_only);
    }
    assert_true(peer_lists("publickey,password", "password"));
    assert_false(peer_lists("publickey,passwords", "password"));
    assert_false(peer_lists("", "password"));
}
