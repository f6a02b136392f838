/* mailbox - orders from any thread to the rooms thread: a bounded queue and an eventfd to sleep on.
 * */
#ifndef CONTROLLER_ROOMS_MAILBOX_H
#define CONTROLLER_ROOMS_MAILBOX_H

#include "protocol/key.h"
#include "protocol/message.h"

#include <pthread.h>

#define MAILBOX_BYTES_MAX ((size_t)64 << 20)

enum mailbox_kind {
    MAILBOX_ALLOW,
    MAILBOX_REVOKE,
    MAILBOX_WINDOW,
    MAILBOX_ENROL_REFUSE,
    MAILBOX_SEND,
    MAILBOX_STREAM,
    MAILBOX_STOP,
};

struct mailbox_order {
    struct mailbox_order *next;
    enum mailbox_kind kind;
    int64_t agent, number; /* number: room of ALLOW, until_ms of WINDOW */
    char key[PROTOCOL_KEY_HEX];
    char word[65]; /* name, reason or type */
    size_t len;
    char data[]; /* body, frame or text; NUL-terminated */
};

struct mailbox {
    pthread_mutex_t lock;
    struct mailbox_order *first, **last;
    size_t bytes;
    int wake; /* eventfd: readable while something waits */
};

void mailbox_init(struct mailbox *m);
void mailbox_done(struct mailbox *m);
/* An order with len bytes of data still to be filled in; owned until mailbox_post. */
struct mailbox_order *mailbox_order_new(enum mailbox_kind kind, size_t len);
/* Takes the order. false: full, the order is gone. must: small, and always fits. */
bool mailbox_post(struct mailbox *m, struct mailbox_order *o, bool must);
/* Everything that waits, oldest first; the caller frees each. NULL: nothing. */
struct mailbox_order *mailbox_take(struct mailbox *m);

#endif
