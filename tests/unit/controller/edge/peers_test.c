/* Addresses and their accounts: who is behind a proxy, who has had enough. */
#include "controller/edge/peers_priv.h"

#include "kt.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

static struct edge_address address(const char *text)
{
    struct edge_address a;
    assert_true(edge_address_parse(text, strlen(text), &a));
    return a;
}

static const char *forwarded(const char *direct, const char *list, char out[EDGE_ADDRESS_TEXT])
{
    struct edge_address d = address(direct);
    struct edge_address a = edge_address_forwarded(&d, list, list ? strlen(list) : 0);
    return edge_address_text(&a, out);
}

TEST(only_the_last_forwarded_address_counts_and_only_if_it_is_one)
{
    static const struct {
        const char *list, *want;
    } cases[] = {
        { NULL, "127.0.0.1" },
        { "", "127.0.0.1" },
        { "203.0.113.9", "203.0.113.9" },
        { "6.6.6.6,\t203.0.113.9 ", "203.0.113.9" },
        { "203.0.113.9, ", "127.0.0.1" },
        { "203.0.113.9, unknown", "127.0.0.1" },
        { "203.0.113.9:80", "127.0.0.1" },
        { "0x7f.1", "127.0.0.1" },
        { "2001:db8::1", "2001:db8::1" },
        { "::ffff:198.51.100.4", "198.51.100.4" },
        { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "127.0.0.1" },
    };
    char out[EDGE_ADDRESS_TEXT];
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].list ? cases[i].list : "(none)");
        assert_string_equal(forwarded("127.0.0.1", cases[i].list, out), cases[i].want);
    }
}

TEST(loopback_and_unix_sockets_are_local_and_nothing_else)
{
    static const struct {
        const char *text;
        bool local;
    } cases[] = { { "127.0.0.1", true },        { "127.9.9.9", true }, { "::1", true },
                  { "::ffff:127.0.0.1", true }, { "10.0.0.1", false }, { "128.0.0.1", false },
                  { "fe80::1", false },         { "::", false } };
    struct edge_address un = { .family = EDGE_UNIX };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct edge_address a = address(cases[i].text);
        kt_row("%s", cases[i].text);
        assert_int_equal(edge_address_is_local(&a), cases[i].local);
    }
    assert_true(edge_address_is_local(&un));
}

TEST(an_address_is_read_from_a_socket_address)
{
    struct sockaddr_in in = { .sin_family = AF_INET };
    struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };
    char out[EDGE_ADDRESS_TEXT];
    inet_pton(AF_INET, "192.0.2.7", &in.sin_addr);
    inet_pton(AF_INET6, "::ffff:192.0.2.8", &in6.sin6_addr);
    struct edge_address a = edge_address_of((struct sockaddr *)&in, sizeof in);
    assert_string_equal(edge_address_text(&a, out), "192.0.2.7");
    a = edge_address_of((struct sockaddr *)&in6, sizeof in6);
    assert_string_equal(edge_address_text(&a, out), "192.0.2.8");
    a = edge_address_of((struct sockaddr *)&in, 3);
    assert_int_equal(a.family, EDGE_NOWHERE);
    a = edge_address_of(&(struct sockaddr){ .sa_family = AF_UNIX }, sizeof(sa_family_t));
    assert_int_equal(a.family, EDGE_UNIX);
}

TEST(an_address_opens_its_share_and_no_more)
{
    struct edge_peers *p = edge_peers_new(3, 0, 0, 7);
    struct edge_address a = address("192.0.2.1"), b = address("192.0.2.2");
    for (int i = 0; i < 3; i++) assert_true(edge_peers_open(p, &a));
    assert_false(edge_peers_open(p, &a));
    assert_true(edge_peers_open(p, &b));
    edge_peers_close(p, &a);
    assert_true(edge_peers_open(p, &a));
    assert_false(edge_peers_open(p, &a));
    edge_peers_free(p);
}

TEST(one_slash_64_is_one_account_and_unix_peers_have_none)
{
    struct edge_peers *p = edge_peers_new(1, 1, 1, 7);
    struct edge_address a = address("2001:db8:1:2::1"), b = address("2001:db8:1:2:ffff::2");
    struct edge_address c = address("2001:db8:1:3::1"), un = { .family = EDGE_UNIX };
    assert_true(edge_peers_open(p, &a));
    assert_false(edge_peers_open(p, &b));
    assert_true(edge_peers_open(p, &c));
    for (int i = 0; i < 50; i++) {
        assert_true(edge_peers_open(p, &un));
        assert_int_equal(edge_peers_take(p, &un, 0), 0);
    }
    edge_peers_free(p);
}

TEST(a_bucket_gives_its_burst_then_its_rate)
{
    struct edge_peers *p = edge_peers_new(0, 10, 20, 7);
    struct edge_address a = address("192.0.2.1");
    int64_t now = 5000;
    for (int i = 0; i < 20; i++) assert_int_equal(edge_peers_take(p, &a, now), 0);
    assert_int_equal(edge_peers_take(p, &a, now), 1);
    assert_int_equal(edge_peers_take(p, &a, now + 99), 1);
    assert_int_equal(edge_peers_take(p, &a, now + 100), 0);
    assert_int_equal(edge_peers_take(p, &a, now + 100), 1);
    assert_int_equal(edge_peers_take(p, &a, now - 100000),
                     1);                      /* a clock that steps back gives nothing */
    now += (int64_t)86400 * 1000 * 365 * 100; /* a century fills it, once */
    int taken = 0;
    while (edge_peers_take(p, &a, now) == 0) taken++;
    assert_int_equal(taken, 20);
    edge_peers_free(p);
}

TEST(a_million_addresses_neither_grow_the_table_nor_free_a_busy_one)
{
    struct edge_peers *p = edge_peers_new(2, 10, 20, 99);
    struct edge_address busy = address("192.0.2.1"), a = { .family = EDGE_V4 };
    assert_true(edge_peers_open(p, &busy));
    assert_true(edge_peers_open(p, &busy));
    for (uint32_t i = 0; i < 1000000; i++) {
        uint32_t n = htonl(0x0a000000u + i);
        memcpy(a.bytes, &n, 4);
        assert_int_equal(edge_peers_take(p, &a, 1), 0);
    }
    assert_false(edge_peers_open(p, &busy));
    edge_peers_free(p);
}
