/* zap - the handler thread. The User-Id it answers with is the hex of the key, which libzmq then
 * attaches to every message of that connection: the only identity the gateway believes. */
#include "controller/rooms/zap.h"
#include "base/text.h"
#include "protocol/key.h"

#include <inttypes.h>
#include <string.h>

#define ZAP_ENDPOINT "inproc://zeromq.zap.01"
#define ZAP_FRAMES   7 /* version, request id, domain, address, identity, mechanism, key */

struct zap {
    struct kb_world *world;
    zsock_t *handler;
    zhashx_t *allowed; /* key hex -> the list itself: a set */
    int64_t window_ms; /* Unix */
    int64_t minute, strangers;
};

static bool admit_stranger(struct zap *z)
{
    int64_t now = kb_now_ms(z->world);
    if (now >= z->window_ms) return false;
    if (now / 60000 != z->minute) z->strangers = 0;
    z->minute = now / 60000;
    return ++z->strangers <= ZAP_STRANGERS_PER_MINUTE;
}

static bool is_word(zframe_t *frame, const char *word)
{
    return zframe_size(frame) == strlen(word) &&
           memcmp(zframe_data(frame), word, strlen(word)) == 0;
}

static void answer(struct zap *z)
{
    zframe_t *part[ZAP_FRAMES] = { 0 };
    zmsg_t *request = zmsg_recv(z->handler);
    if (!request) return;
    for (size_t i = 0; i < ZAP_FRAMES; i++) part[i] = i ? zmsg_next(request) : zmsg_first(request);
    bool whole = zmsg_size(request) == ZAP_FRAMES && is_word(part[0], "1.0") &&
                 is_word(part[2], ZAP_DOMAIN) && is_word(part[5], "CURVE") &&
                 zframe_size(part[6]) == PROTOCOL_KEY_BYTES;
    char hex[PROTOCOL_KEY_HEX] = "";
    if (whole) protocol_key_hex(zframe_data(part[6]), hex);
    bool ok = whole && (zhashx_lookup(z->allowed, hex) || admit_stranger(z));
    zmsg_t *reply = zmsg_new();
    zmsg_addstr(reply, "1.0");
    zmsg_addmem(reply, part[1] ? zframe_data(part[1]) : NULL, part[1] ? zframe_size(part[1]) : 0);
    zmsg_addstr(reply, ok ? "200" : "400");
    zmsg_addstr(reply, ok ? "OK" : "key not admitted");
    zmsg_addstr(reply, ok ? hex : "");
    zmsg_addmem(reply, NULL, 0);
    zmsg_send(&reply, z->handler);
    zmsg_destroy(&request);
}

/* false: the end. */
static bool obey(struct zap *z, zsock_t *pipe)
{
    char *verb = NULL, *arg = NULL;
    if (zstr_recvx(pipe, &verb, &arg, NULL) < 0 || !verb) return false;
    bool go_on = strcmp(verb, "$TERM") != 0;
    if (strcmp(verb, "ALLOW") == 0) zhashx_update(z->allowed, arg, z->allowed);
    if (strcmp(verb, "REVOKE") == 0) zhashx_delete(z->allowed, arg);
    if (strcmp(verb, "WINDOW") == 0 && !kb_parse_int(arg, 0, INT64_MAX, &z->window_ms))
        z->window_ms = 0;
    zstr_free(&verb);
    zstr_free(&arg);
    if (go_on) zsock_signal(pipe, 0);
    return go_on;
}

/* arg is the struct zap_start made; the actor frees it. */
static void run(zsock_t *pipe, void *arg)
{
    struct zap *z = arg;
    zpoller_t *poller = zpoller_new(pipe, z->handler, NULL);
    zpoller_set_nonstop(poller, true);
    zsock_signal(pipe, 0);
    for (bool go_on = true; go_on;) {
        void *which = zpoller_wait(poller, -1);
        if (which == pipe)
            go_on = obey(z, pipe);
        else if (which == z->handler)
            answer(z);
        else
            go_on = !zpoller_terminated(poller);
    }
    zpoller_destroy(&poller);
    zsock_unbind(z->handler, ZAP_ENDPOINT);
    zsock_destroy(&z->handler);
    zhashx_destroy(&z->allowed);
    free(z);
}

zactor_t *zap_start(struct kb_world *world)
{
    struct zap *z = calloc(1, sizeof *z);
    KB_ASSERT(z);
    *z = (struct zap){ .world = world, .allowed = zhashx_new(), .handler = zsock_new(ZMQ_REP) };
    if (zsock_bind(z->handler, ZAP_ENDPOINT) == 0) return zactor_new(run, z);
    zsock_destroy(&z->handler);
    zhashx_destroy(&z->allowed);
    free(z);
    return NULL;
}

static void tell(zactor_t *zap, const char *verb, const char *arg)
{
    zstr_sendx(zap, verb, arg, NULL);
    zsock_wait(zap);
}

void zap_allow(zactor_t *zap, const char *key_hex)
{
    tell(zap, "ALLOW", key_hex);
}

void zap_revoke(zactor_t *zap, const char *key_hex)
{
    tell(zap, "REVOKE", key_hex);
}

void zap_window(zactor_t *zap, int64_t until_ms)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, until_ms);
    tell(zap, "WINDOW", text);
}
