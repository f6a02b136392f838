/* streams_priv - the streams thread as its files see it: the connection (streams.c) and the
 * workers, one a terminal (streams_worker.c). */
#ifndef AGENT_STREAMS_PRIV_H
#define AGENT_STREAMS_PRIV_H

#include "agent/dial.h"
#include "agent/spawn.h"
#include "agent/streams.h"
#include "protocol/stream.h"

#include <zmq.h>

#define STREAMS_TURN_MAX 64 /* frames of one side before the other is asked */

struct session {
    uint64_t id; /* 0: free */
    struct spawn_child child;
    uint64_t out_end;
    bool exit_told, ready, dying, eof;
    int64_t kill_us; /* when it is killed, 0: not at all */
};

struct streams {
    const struct streams_plan *plan;
    zsock_t *pipe;
    struct dial dial;
    struct session *session;
    int live, epoll;
    bool up, end;
    int64_t dialled_us, idle_since_us;
    zmq_msg_t waiting; /* could not be sent yet */
    bool blocked;
};

int64_t streams_now_us(struct streams *s);
/* To the controller. Takes the message. While one waits nothing else is to be sent. */
void streams_put(struct streams *s, zmq_msg_t *m);
void streams_put_exit(struct streams *s, uint64_t id, uint64_t out_end, const char *reason);

/* NULL: no terminal has this id. */
struct session *streams_find(struct streams *s, uint64_t id);
/* A frame that asks for a terminal: a worker for it, or its exit at once. */
void streams_open(struct streams *s, const struct stream_frame *f, const void *bytes, size_t len);
/* false: the worker does not take it. */
bool streams_give(struct session *t, const void *bytes, size_t len);
/* Passes on what workers tell and collects those that ended. true: there may be more. */
bool streams_read_workers(struct streams *s);
/* Kills them all and tells nobody. */
void streams_end_all(struct streams *s);

#endif
