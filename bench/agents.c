/* agents - many agents at once, as much of them as the gateway can see: CURVE connections that said
 * hello and answer beats. Their keys come from their numbers, so that the table can be filled
 * first. argv: keys COUNT | hold COUNT ENDPOINT SERVER-KEY. hold says "online" when all are
 * welcome and stays until standard input ends. */
#include "protocol/key.h"

#include <czmq.h>
#include <poll.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <zmq.h>

#define AT_ONCE 50 /* handshakes under way */
#define BEATS   78 /* and their answers: about as many messages as make an agent dial anew */

static void die(const char *why)
{
    fprintf(stderr, "agents: %s\n", why);
    exit(1);
}

static void make_key(int number, unsigned char public_key[32], unsigned char secret[32])
{
    unsigned char seed[crypto_box_SEEDBYTES];
    crypto_generichash(seed, sizeof seed, (const unsigned char *)&number, sizeof number, NULL, 0);
    crypto_box_seed_keypair(public_key, secret, seed);
}

static void print_keys(int count)
{
    unsigned char public_key[32], secret[32];
    char hex[PROTOCOL_KEY_HEX];
    for (int i = 0; i < count; i++) {
        make_key(i, public_key, secret);
        protocol_key_hex(public_key, hex);
        puts(hex);
    }
}

static zsock_t *connect_one(int number, const char *endpoint, const char *server)
{
    unsigned char public_key[32], secret[32];
    char hello[256];
    make_key(number, public_key, secret);
    zcert_t *cert = zcert_new_from(public_key, secret);
    zsock_t *sock = zsock_new(ZMQ_DEALER);
    if (!sock) die("no more sockets");
    zcert_apply(cert, sock);
    zcert_destroy(&cert);
    zsock_set_curve_serverkey(sock, server);
    zsock_set_linger(sock, 0);
    if (zsock_connect(sock, "%s", endpoint) < 0) die("cannot connect");
    snprintf(hello, sizeof hello,
             "{\"protocol\":1,\"version\":\"bench\",\"boot\":\"%032x\",\"epoch_seen\":0,"
             "\"drivers\":[{\"name\":\"ssh\",\"doc\":\"bench\"}],\"open\":[]}",
             number);
    zstr_sendx(sock, "hello", hello, NULL);
    return sock;
}

/* Takes what is there; answers beats that ask for it. true: a welcome was among it. */
static bool turn(zsock_t *sock)
{
    bool welcome = false;
    while (zsock_events(sock) & ZMQ_POLLIN) {
        char *type = NULL, *body = NULL;
        zstr_recvx(sock, &type, &body, NULL);
        if (!type || strcmp(type, "refuse") == 0) die(body ? body : "refused");
        if (strcmp(type, "welcome") == 0) welcome = true;
        zstr_free(&type);
        zstr_free(&body);
    }
    return welcome;
}

/* libzmq gives a connection more memory as messages pass; agents dial anew before it is much. */
static void wear(zsock_t **sock, int count)
{
    static const char beat[] = "{\"at_ms\":1,\"answer\":true}";
    for (int round = 0; round < BEATS; round++) {
        for (int i = 0; i < count; i++) zstr_sendx(sock[i], "beat", beat, NULL);
        for (int i = 0; i < count; i++) {
            char *type = NULL, *body = NULL;
            zstr_recvx(sock[i], &type, &body, NULL);
            zstr_free(&type);
            zstr_free(&body);
        }
    }
}

static void hold(int count, const char *endpoint, const char *hex)
{
    unsigned char key[PROTOCOL_KEY_BYTES];
    char server[41];
    struct rlimit files = { 8192, 8192 };
    int connected = 0, welcome = 0;
    if (!protocol_key_parse(hex, key)) die("that is no key");
    zmq_z85_encode(server, key, sizeof key);
    setrlimit(RLIMIT_NOFILE, &files);
    zsys_handler_set(NULL);
    zsys_set_max_sockets((size_t)count + 64);
    zsock_t **sock = calloc((size_t)count, sizeof *sock);
    if (!sock) die("no memory");
    struct pollfd in = { .fd = 0, .events = POLLIN };
    for (int64_t beat_ms = zclock_mono(); poll(&in, 1, 5) <= 0;) {
        while (connected < count && connected - welcome < AT_ONCE) {
            sock[connected] = connect_one(connected, endpoint, server);
            connected++;
        }
        int before = welcome;
        for (int i = 0; i < connected; i++) welcome += turn(sock[i]);
        if (before < count && welcome >= count) {
            wear(sock, count);
            puts("online");
            fflush(stdout);
        }
        if (zclock_mono() - beat_ms < 5000) continue;
        beat_ms = zclock_mono();
        for (int i = 0; i < connected; i++)
            zstr_sendx(sock[i], "beat", "{\"at_ms\":1,\"answer\":true}", NULL);
    }
    for (int i = 0; i < connected; i++) zsock_destroy(&sock[i]);
    free(sock);
}

int main(int argc, char **argv)
{
    if (sodium_init() < 0) return 1;
    int count = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 0;
    if (count < 1 || count > 100000) return 64;
    if (argc == 3 && strcmp(argv[1], "keys") == 0)
        print_keys(count);
    else if (argc == 5 && strcmp(argv[1], "hold") == 0)
        hold(count, argv[3], argv[4]);
    else
        return 64;
    return 0;
}
