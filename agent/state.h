/* state - the agent's folder: its configuration, its keys, its journal. Mode 0700, files 0600. One
 * agent at a time: the folder is locked, and the lock is passed on to workers that act, so that a
 * new agent does not begin while a worker of the last one still lives. */
#ifndef AGENT_STATE_H
#define AGENT_STATE_H

#include "agent/journal.h"
#include "drivers/sshkey.h"
#include "protocol/key.h"

#define AGENT_PATH_MAX 512

/* agent and room are 0 until the agent is enrolled. drivers: names separated by spaces; "" for all.
 * */
struct agent_config {
    const char *name, *control, *stream, *server_key, *templates_dir, *drivers;
    int64_t agent, room;
    const char *agent_id, *room_id; /* as people read them */
};
extern const struct kb_shape agent_config_shape;

struct agent_state {
    char dir[AGENT_PATH_MAX];
    int lock; /* -1: not held */
    struct agent_config config;
    unsigned char secret_key[PROTOCOL_KEY_BYTES], public_key[PROTOCOL_KEY_BYTES];
    unsigned char server_key[PROTOCOL_KEY_BYTES];
    struct kb_seal_key journal_key;
    char room_key_path[AGENT_PATH_MAX + 16], work_dir[AGENT_PATH_MAX + 16];
    const char *room_key_public; /* its line */
    struct kb_arena arena;
};

/* Makes the folder and the keys when they are absent. KB_INTERNAL agent.state. */
MUST_USE enum kb_code agent_state_open(const char *dir, struct kb_world *w, struct agent_state *s,
                                       struct kb_error *err);
void agent_state_close(struct agent_state *s);
/* Waits up to wait_ms for whoever has it. KB_CONFLICT agent.state. */
MUST_USE enum kb_code agent_state_lock(struct agent_state *s, int wait_ms, struct kb_error *err);
/* KB_NOT_FOUND agent.config: not enrolled yet. */
MUST_USE enum kb_code agent_state_load(struct agent_state *s, struct kb_error *err);
/* Replaces agent.json, on disk when it returns. */
MUST_USE enum kb_code agent_state_save(struct agent_state *s, const struct agent_config *config,
                                       struct kb_error *err);
bool agent_state_driver(const struct agent_state *s, const char *driver);
/* "tcp://host:7780" -> "tcp://host:7781": where terminals go unless told otherwise. */
MUST_USE enum kb_code agent_stream_endpoint(const char *control, struct kb_arena *a,
                                            const char **out, struct kb_error *err);

#endif
