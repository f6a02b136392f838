/* Peer addresses. Text is parsed by inet_pton only, so that a forged X-Forwarded-For can be nothing
 * but an address; the last element counts because everything before it came from the client. */
#include "controller/edge/address_priv.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

static struct edge_address from_v6(const unsigned char b[16])
{
    static const unsigned char mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
    struct edge_address a = { .family = EDGE_V6 };
    if (memcmp(b, mapped, sizeof mapped) == 0) {
        a.family = EDGE_V4;
        memcpy(a.bytes, b + 12, 4);
        return a;
    }
    memcpy(a.bytes, b, 16);
    return a;
}

struct edge_address edge_address_of(const struct sockaddr *sa, socklen_t n)
{
    struct edge_address a = { .family = EDGE_NOWHERE };
    if (!sa || n < sizeof sa->sa_family) return a;
    if (sa->sa_family == AF_UNIX) {
        a.family = EDGE_UNIX;
    } else if (sa->sa_family == AF_INET && n >= sizeof(struct sockaddr_in)) {
        struct sockaddr_in in;
        memcpy(&in, sa, sizeof in);
        a.family = EDGE_V4;
        memcpy(a.bytes, &in.sin_addr, 4);
    } else if (sa->sa_family == AF_INET6 && n >= sizeof(struct sockaddr_in6)) {
        struct sockaddr_in6 in6;
        memcpy(&in6, sa, sizeof in6);
        return from_v6(in6.sin6_addr.s6_addr);
    }
    return a;
}

bool edge_address_parse(const char *text, size_t n, struct edge_address *out)
{
    char buf[EDGE_ADDRESS_TEXT];
    unsigned char v6[16];
    if (n == 0 || n >= sizeof buf) return false;
    memcpy(buf, text, n);
    buf[n] = 0;
    *out = (struct edge_address){ .family = EDGE_V4 };
    if (inet_pton(AF_INET, buf, out->bytes) == 1) return true;
    if (inet_pton(AF_INET6, buf, v6) != 1) return false;
    *out = from_v6(v6);
    return true;
}

const char *edge_address_text(const struct edge_address *a, char out[EDGE_ADDRESS_TEXT])
{
    int family = a->family == EDGE_V4 ? AF_INET : AF_INET6;
    if (a->family == EDGE_UNIX || a->family == EDGE_NOWHERE)
        snprintf(out, EDGE_ADDRESS_TEXT, "%s", a->family == EDGE_UNIX ? "unix" : "");
    else if (!inet_ntop(family, a->bytes, out, EDGE_ADDRESS_TEXT))
        out[0] = 0;
    return out;
}

bool edge_address_is_local(const struct edge_address *a)
{
    static const unsigned char one[16] = { [15] = 1 };
    if (a->family == EDGE_V4) return a->bytes[0] == 127;
    if (a->family == EDGE_V6) return memcmp(a->bytes, one, 16) == 0;
    return a->family == EDGE_UNIX;
}

struct edge_address edge_address_forwarded(const struct edge_address *direct, const char *list,
                                           size_t n)
{
    struct edge_address a;
    size_t from = n;
    if (!list) return *direct;
    while (from > 0 && list[from - 1] != ',') from--;
    while (from < n && (list[from] == ' ' || list[from] == '\t')) from++;
    while (n > from && (list[n - 1] == ' ' || list[n - 1] == '\t')) n--;
    return edge_address_parse(list + from, n - from, &a) ? a : *direct;
}
