/* address - who is at the other end: from a socket, or as a trusted proxy tells it. */
#ifndef CONTROLLER_EDGE_ADDRESS_PRIV_H
#define CONTROLLER_EDGE_ADDRESS_PRIV_H

#include "base/base.h"

#include <sys/socket.h>

#define EDGE_ADDRESS_TEXT 46

enum edge_family { EDGE_NOWHERE, EDGE_UNIX, EDGE_V4, EDGE_V6 };

struct edge_address {
    enum edge_family family;
    unsigned char bytes[16]; /* 4 of V4, 16 of V6; v4-mapped V6 is turned into V4 */
};

struct edge_address edge_address_of(const struct sockaddr *sa, socklen_t n);
/* Exactly one address and nothing else; false otherwise. */
bool edge_address_parse(const char *text, size_t n, struct edge_address *out);
const char *edge_address_text(const struct edge_address *a, char out[EDGE_ADDRESS_TEXT]);
bool edge_address_is_local(const struct edge_address *a); /* unix socket or loopback */
/* The peer behind a proxy: the last element of X-Forwarded-For, which the nearest proxy wrote.
 * direct when the header is absent (NULL), empty or not an address. */
struct edge_address edge_address_forwarded(const struct edge_address *direct, const char *list,
                                           size_t n);

#endif
