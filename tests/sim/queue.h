/* queue - what will happen and when: the earliest first, what was put first first. */
#ifndef TESTS_SIM_QUEUE_H
#define TESTS_SIM_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum event_kind {
    EV_CORE,      /* the controller's core looks at its queue and clock */
    EV_ASK,       /* a request reaches the controller */
    EV_REPLY,     /* its reply reaches who asked */
    EV_AGAIN,     /* no reply in time: ask again with the same key */
    EV_TO_SITE,   /* a message reaches an agent */
    EV_TO_CTL,    /* a message reaches the gateway */
    EV_SITE_TICK, /* an agent's core wanted to be called */
    EV_WORK,      /* a worker touches its device */
    EV_WORK_END,  /* a worker is done, or dead */
    EV_PULSE,     /* heartbeats and how long there were none */
    EV_PEOPLE,    /* somebody does something */
    EV_FAULT,     /* something breaks */
    EV_HEAL,      /* a cut line is whole again */
    EV_CTL_UP,    /* the controller starts */
    EV_SITE_UP,   /* an agent starts */
    EV_KINDS,
};

struct event {
    int64_t due_ms; /* monotonic */
    uint64_t seq;
    enum event_kind kind;
    int a, b;       /* meaning by kind */
    void *p;
};

struct queue {
    struct event *at;
    size_t n, cap;
    uint64_t seq;
};

void queue_put(struct queue *q, struct event e); /* seq is set here */
bool queue_take(struct queue *q, struct event *out);
size_t queue_count(const struct queue *q, enum event_kind kind);
void queue_done(struct queue *q);

#endif
