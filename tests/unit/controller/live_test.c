/* The live channel over a real socket: who loses an organisation stops hearing of it at once, and
 * goes on hearing of his others. */
#include "daemon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* --- a page with its live channel (RFC 6455) --- */

struct page {
    int fd;
};

static void take(int fd, void *out, size_t n)
{
    for (size_t at = 0; at < n;) {
        ssize_t got = recv(fd, (char *)out + at, n - at, 0);
        if (got <= 0) fail_msg("the socket gave out");
        at += (size_t)got;
    }
}

static void upgrade(struct daemon *d, int fd)
{
    char text[600], c[5] = "";
    int n = snprintf(text, sizeof text,
                     "GET /v1/ws/live HTTP/1.1\r\nHost: kboss.test\r\nUpgrade: websocket\r\n"
                     "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                     "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: kboss.live.1\r\n"
                     "Origin: %s\r\n\r\n",
                     d->origin);
    assert_int_equal(send(fd, text, (size_t)n, MSG_NOSIGNAL), n);
    take(fd, text, 12);
    assert_memory_equal(text, "HTTP/1.1 101", 12);
    while (strcmp(c, "\r\n\r\n") != 0) {
        memmove(c, c + 1, 3);
        take(fd, c + 3, 1);
    }
}

/* A short text frame, masked with zeros. */
static void say_text(int fd, const char *text)
{
    unsigned char frame[256] = { 0x81 };
    size_t n = strlen(text);
    assert_true(n < 126);
    frame[1] = (unsigned char)(0x80 | n);
    memcpy(frame + 6, text, n);
    assert_int_equal(send(fd, frame, n + 6, MSG_NOSIGNAL), (ssize_t)n + 6);
}

/* The next frame's text, or "closed NNNN". */
static const char *hear(struct page *p, char out[256])
{
    unsigned char head[2], body[126];
    take(p->fd, head, 2);
    assert_true((head[1] & 0x80) == 0 && head[1] < 126);
    take(p->fd, body, head[1]);
    if ((head[0] & 0xf) == 8)
        snprintf(out, 256, "closed %d", body[0] << 8 | body[1]);
    else
        snprintf(out, 256, "%.*s", (int)head[1], (char *)body);
    return out;
}

static void page_open(struct page *p, struct person *who, const char *org)
{
    char text[256];
    person_acts_for(who, org);
    person_posts(who, "/v1/live-tickets", "{}");
    p->fd = daemon_connect(who->d);
    upgrade(who->d, p->fd);
    snprintf(text, sizeof text, "{\"ticket\":\"%s\"}", person_was_told(who, "", "ticket"));
    say_text(p->fd, text);
    assert_string_equal(hear(p, text), "{\"topic\":\"hello\"}");
}

static void page_close(struct page *p)
{
    close(p->fd);
}

/* Pushes until one of this topic, or the end. */
static const char *hear_of(struct page *p, const char *topic, char out[256])
{
    char want[64];
    snprintf(want, sizeof want, "\"topic\":\"%s\"", topic);
    do hear(p, out);
    while (!strstr(out, want) && strncmp(out, "closed", 6) != 0);
    return out;
}

TEST(who_is_removed_hears_no_more_of_that_organisation_and_goes_on_hearing_of_his_others)
{
    AUTO(daemon_stop) struct daemon d;
    AUTO(person_done) struct person root = { 0 };
    AUTO(person_done) struct person boss = { 0 };
    char text[400], user[40], dist[40], platform[40];
    daemon_start(&d, "http://kboss.test");
    person_signs_in(&d, &root, "root");
    person_posts(&root, "/v1/distributors/invite", "{}");
    AUTO(person_done) struct person nobody = { .d = &d };
    snprintf(text, sizeof text,
             "{\"code\":\"%s\",\"login\":\"boss\",\"name\":\"Boss\",\"password\":\"" DAEMON_PASSWORD
             "\",\"org_name\":\"D\"}",
             person_was_told(&root, "", "code"));
    person_posts(&nobody, "/v1/invitations/accept", text);
    snprintf(dist, sizeof dist, "%s", person_was_told(&nobody, "org", "id"));

    /* the distributor's administrator also works for the platform, and has both open */
    person_posts(&root, "/v1/members/invite", "{\"roles\":[\"admin\"]}");
    person_signs_in(&d, &boss, "boss");
    snprintf(text, sizeof text, "{\"code\":\"%s\"}", person_was_told(&root, "", "code"));
    person_posts(&boss, "/v1/invitations/accept", text);
    snprintf(platform, sizeof platform, "%s", person_was_told(&boss, "org", "id"));
    snprintf(user, sizeof user, "%s", person_was_told(&boss, "user", "id"));
    AUTO(page_close) struct page at_home = { -1 };
    AUTO(page_close) struct page at_work = { -1 };
    page_open(&at_home, &boss, dist);
    page_open(&at_work, &boss, platform);
    person_posts(&root, "/v1/departments", "{\"name\":\"x\"}");
    assert_non_null(strstr(hear_of(&at_work, "department", text), "dpt_"));

    snprintf(text, sizeof text, "/v1/members/%s/disable", user);
    person_posts(&root, text, "{}");
    assert_string_equal(hear_of(&at_work, "department", text), "closed 4401");
    person_acts_for(&boss, dist);
    person_posts(&boss, "/v1/departments", "{\"name\":\"y\"}");
    assert_non_null(strstr(hear_of(&at_home, "department", text), "dpt_"));

    /* and a disabled organisation ends what its people have open there */
    snprintf(text, sizeof text, "/v1/orgs/%s/state", dist);
    person_posts(&root, text, "{\"state\":\"disabled\"}");
    assert_string_equal(hear_of(&at_home, "nothing", text), "closed 4401");
}
