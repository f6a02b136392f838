/* peer - libssh2 says "unable to exchange encryption keys" whatever the reason. The server's offer
 * has passed by in clear (RFC 4253 §7.1), so it is kept and read here when a handshake has failed.
 */
#include "drivers/ssh/peer.h"

#include <string.h>

#define KEXINIT 20

void peer_hear(struct peer_heard *h, const void *in, size_t n)
{
    if (n > sizeof h->at - h->n) n = sizeof h->at - h->n;
    memcpy(h->at + h->n, in, n);
    h->n += n;
}

static size_t u32(const unsigned char *p)
{
    return (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
}

/* Behind the line that begins with "SSH-"; servers may say other lines before it. */
static size_t after_banner(const struct peer_heard *h)
{
    bool banner = false;
    for (size_t line = 0, i = 0; i < h->n; i++) {
        if (i == line) banner = h->n - i > 4 && memcmp(h->at + i, "SSH-", 4) == 0;
        if (h->at[i] != '\n') continue;
        if (banner) return i + 1;
        line = i + 1;
    }
    return h->n;
}

bool peer_host_keys(const struct peer_heard *h, char out[PEER_LIST_MAX])
{
    size_t at = after_banner(h) + 4 + 1; /* length, padding */
    out[0] = 0;
    if (at + 1 + 16 + 4 > h->n || h->at[at] != KEXINIT) return false;
    at += 1 + 16; /* type, cookie */
    size_t kex = u32(h->at + at);
    if (kex > h->n || at + 4 + kex + 4 > h->n) return false;
    at += 4 + kex;
    size_t n = u32(h->at + at);
    if (n >= PEER_LIST_MAX || at + 4 + n > h->n) return false;
    memcpy(out, h->at + at + 4, n);
    out[n] = 0;
    return strlen(out) == n;
}

bool peer_lists(const char *list, const char *name)
{
    size_t n = strlen(name);
    for (const char *p = list; *p; p += strcspn(p, ","), p += *p == ',')
        if (strcspn(p, ",") == n && memcmp(p, name, n) == 0) return true;
    return false;
}

bool peer_rsa_only(const char *list)
{
    static const char *const usable[] = { "ssh-ed25519", "ecdsa-sha2-nistp256",
                                          "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521" };
    for (size_t i = 0; i < COUNT(usable); i++)
        if (peer_lists(list, usable[i])) return false;
    return strstr(list, "rsa") || strstr(list, "ssh-dss");
}
