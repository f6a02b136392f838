/* site - a machine room on this machine: the gateway in this process, agents as processes of their
 * own with their state in a folder of their own under /tmp. */
#ifndef TESTS_CONTRACT_AGENT_SITE_H
#define TESTS_CONTRACT_AGENT_SITE_H

#include "drivers/sim/sim.h"
#include "gate.h"

#include <sys/types.h>

#define SITE_AGENT 7

struct site {
    struct gate gate;
    char dir[64], state[96];
    pid_t agent;                /* that runs, 0: none */
    char key[PROTOCOL_KEY_HEX]; /* that it enrolled with */
};

void site_open(struct site *s);
void site_close(struct site *s);

/* Runs "kboss-agent …" and waits for its end. Returns the exit status; what it printed is in out.
 * */
int site_command(struct site *s, const char *const *args, char *out, size_t size);
/* The enrol command; starts it and returns its pid. Its output goes to DIR/enrol.out. */
pid_t site_enrol_start(struct site *s, const char *code, const char *server_key);
int site_wait(pid_t pid); /* exit status, or 128 + signal */
char *site_output(struct site *s, const char *name, char *out, size_t size);
/* Enrolled and admitted. */
void site_enrol(struct site *s);

/* Runs the agent; returns when its hello has come. */
void site_run(struct site *s);
pid_t site_run_from(struct site *s, const char *state, const char *log);
void site_kill(struct site *s, int signal_number);
/* A worker of that kind under the agent; 0: none. */
pid_t site_worker(pid_t agent, const char *kind);

/* Sends the job, once. */
void site_job(struct site *s, int64_t job, int64_t epoch, const char *verb, const char *device,
              const char *fault);
/* job, epoch, driver, verb, target and spec of j; the rest is filled in. */
void site_send_job(struct site *s, const struct protocol_job *j, int64_t left_ms);
void site_ack(struct site *s, int64_t job, int64_t epoch);
/* The next message of that type about the job, into the event's body. */
struct gate_event site_hears(struct site *s, const char *type, int64_t job);
/* How often the made-up device was really changed. */
int64_t site_switched(struct site *s, const char *device);

#endif
