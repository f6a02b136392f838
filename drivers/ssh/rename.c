/* rename - posix-rename@openssh.com, spoken over a channel of our own: SFTP version 3 has no rename
 * that replaces (RFC draft 02, 6.5), libssh2 1.10 does not know the extension, and two renames with
 * a moment without authorized_keys in between could lock everybody out for good. */
#include "drivers/ssh/files.h"

#include <string.h>

#define PACKET_MAX 8192
#define EXTENSION  "posix-rename@openssh.com"

enum { INIT = 1, VERSION = 2, STATUS = 101, EXTENDED = 200 };

struct packet {
    unsigned char at[PACKET_MAX];
    size_t n;
};

static void put_u32(struct packet *p, size_t v)
{
    KB_ASSERT(p->n + 4 <= sizeof p->at);
    for (int shift = 24; shift >= 0; shift -= 8) p->at[p->n++] = (unsigned char)(v >> shift);
}

static void put_string(struct packet *p, const char *s)
{
    size_t n = strlen(s);
    put_u32(p, n);
    KB_ASSERT(p->n + n <= sizeof p->at);
    memcpy(p->at + p->n, s, n);
    p->n += n;
}

static size_t u32(const unsigned char *p)
{
    return (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
}

struct raw {
    struct ssh_session *s;
    LIBSSH2_CHANNEL *channel;
};

static void raw_drop(struct raw *r)
{
    struct kb_error ignored;
    while (r->channel && libssh2_channel_free(r->channel) == LIBSSH2_ERROR_EAGAIN)
        if (ssh_session_wait(r->s, &ignored) != KB_OK) break;
}

static enum kb_code raw_open(struct raw *r, struct kb_error *err)
{
    int rc;
    while (!(r->channel = libssh2_channel_open_session(r->s->lib)))
        TRY(ssh_session_again(r->s, "ssh.sftp", "opening a second channel", err));
    while ((rc = libssh2_channel_subsystem(r->channel, "sftp")) != 0)
        TRY(ssh_session_again(r->s, "ssh.sftp", "starting SFTP", err));
    return KB_OK;
}

/* The length is the first u32 of a packet and counts what comes after it. */
static enum kb_code raw_send(struct raw *r, struct packet *p, struct kb_error *err)
{
    ssize_t rc;
    size_t n = p->n;
    p->n = 0;
    put_u32(p, n - 4);
    for (size_t at = 0; at<n; at += rc> 0 ? (size_t)rc : 0) {
        rc = libssh2_channel_write(r->channel, (const char *)p->at + at, n - at);
        if (rc < 0) TRY(ssh_session_again(r->s, "ssh.sftp", "sending", err));
    }
    return KB_OK;
}

static enum kb_code raw_read(struct raw *r, unsigned char *out, size_t n, struct kb_error *err)
{
    for (size_t at = 0; at < n;) {
        ssize_t rc = libssh2_channel_read(r->channel, (char *)out + at, n - at);
        if (rc == 0 && libssh2_channel_eof(r->channel))
            return kb_fail(err, KB_UNAVAILABLE, "ssh.lost", "SFTP ended early");
        if (rc == 0) TRY(ssh_session_wait(r->s, err));
        if (rc < 0) TRY(ssh_session_again(r->s, "ssh.sftp", "receiving", err));
        if (rc > 0) at += (size_t)rc;
    }
    return KB_OK;
}

static enum kb_code raw_receive(struct raw *r, int type, size_t least, struct packet *p,
                                struct kb_error *err)
{
    unsigned char head[4];
    TRY(raw_read(r, head, sizeof head, err));
    p->n = u32(head);
    if (p->n < least || p->n > sizeof p->at)
        return kb_fail(err, KB_UNAVAILABLE, "ssh.sftp", "an SFTP packet of %zu bytes", p->n);
    TRY(raw_read(r, p->at, p->n, err));
    if (p->at[0] != type)
        return kb_fail(err, KB_UNAVAILABLE, "ssh.sftp", "SFTP packet %d instead of %d", p->at[0],
                       type);
    return KB_OK;
}

/* VERSION: type, version, then pairs of strings: name and data of each extension. */
static bool offers_rename(const struct packet *p)
{
    for (size_t at = 5, i = 0; at + 4 <= p->n; i++) {
        size_t n = u32(p->at + at);
        at += 4;
        if (n > p->n - at) return false;
        if (i % 2 == 0 && n == strlen(EXTENSION) && memcmp(p->at + at, EXTENSION, n) == 0)
            return true;
        at += n;
    }
    return false;
}

static enum kb_code greet(struct raw *r, struct kb_error *err)
{
    struct packet p = { .n = 4 };
    p.at[p.n++] = INIT;
    put_u32(&p, 3);
    TRY(raw_send(r, &p, err));
    TRY(raw_receive(r, VERSION, 5, &p, err));
    if (offers_rename(&p)) return KB_OK;
    return kb_fail(err, KB_CONFLICT, "ssh.sftp",
                   "the server cannot replace a file in one step (no " EXTENSION ")");
}

enum kb_code files_replace(struct files *f, const char *from, const char *to, struct kb_error *err)
{
    AUTO(raw_drop) struct raw r = { .s = f->s };
    struct packet p = { .n = 4 };
    TRY(raw_open(&r, err));
    TRY(greet(&r, err));
    p.at[p.n++] = EXTENDED;
    put_u32(&p, 1);
    put_string(&p, EXTENSION);
    put_string(&p, from);
    put_string(&p, to);
    TRY(raw_send(&r, &p, err));
    if (raw_receive(&r, STATUS, 9, &p, err) != KB_OK)
        return kb_fail(err, KB_UNKNOWN, "driver.lost", "the answer to the rename of %.60s was lost",
                       to);
    if (u32(p.at + 5) == 0) return KB_OK;
    return kb_fail(err, KB_UNAVAILABLE, "ssh.sftp", "replacing %.60s was refused (%zu)", to,
                   u32(p.at + 5));
}
