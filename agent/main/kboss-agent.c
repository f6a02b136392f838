/* kboss-agent - the daemon of a machine room. Runs in the foreground, logs to standard error, ends
 * on SIGTERM. The worker forms are for itself only. */
#include "agent/session.h"
#include "agent/terminal.h"
#include "agent/worker.h"
#include "base/log.h"
#include "base/text.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>

#define LOCK_WAIT_MS  30000
#define ENROL_WAIT_MS 30000
#define CODE_MAX      128

struct arguments {
    const char *state;
    struct enrol_request enrol;
    char code[CODE_MAX + 2];
};

static int usage(void)
{
    fputs("kboss-agent " KBOSS_VERSION "\n"
          "  enrol --state DIR --controller tcp://HOST:PORT --server-key KEY --code CODE --name "
          "NAME\n"
          "        [--stream tcp://HOST:PORT] [--templates DIR] [--drivers 'ssh libvirt …']\n"
          "                       make the keys, ask to be admitted; CODE - reads it from standard "
          "input\n"
          "  run --state DIR      serve the room\n"
          "  fingerprint --state DIR   of our key, for the administrator to compare\n",
          stderr);
    return 2;
}

static int fail(const struct kb_error *err)
{
    fprintf(stderr, "kboss-agent: %s (%s)\n", err->text, err->reason);
    return 1;
}

static bool parse(int argc, char **argv, struct arguments *a)
{
    static const struct option options[] = {
        { "state", 1, NULL, 's' },      { "controller", 1, NULL, 'c' }, { "stream", 1, NULL, 't' },
        { "server-key", 1, NULL, 'k' }, { "code", 1, NULL, 'o' },       { "name", 1, NULL, 'n' },
        { "templates", 1, NULL, 'p' },  { "drivers", 1, NULL, 'd' },    { 0 },
    };
    struct enrol_request *e = &a->enrol;
    *e = (struct enrol_request){ .templates_dir = "", .drivers = "", .wait_ms = ENROL_WAIT_MS };
    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        switch (c) {
        case 's': a->state = optarg; break;
        case 'c': e->control = optarg; break;
        case 't': e->stream = optarg; break;
        case 'k': e->server_key = optarg; break;
        case 'o': e->code = optarg; break;
        case 'n': e->name = optarg; break;
        case 'p': e->templates_dir = optarg; break;
        case 'd': e->drivers = optarg; break;
        default: return false;
        }
    }
    return a->state && optind == argc;
}

static bool read_code(struct arguments *a)
{
    if (strcmp(a->enrol.code, "-") != 0) return true;
    if (!fgets(a->code, sizeof a->code, stdin)) return false;
    a->code[strcspn(a->code, "\r\n")] = '\0';
    a->enrol.code = a->code;
    return true;
}

static enum kb_code enrol(struct agent_state *s, struct arguments *a, struct kb_error *err)
{
    TRY(agent_state_lock(s, 0, err));
    if (!a->enrol.stream)
        TRY(agent_stream_endpoint(a->enrol.control, &s->arena, &a->enrol.stream, err));
    return session_enrol(s, &a->enrol, err);
}

static void print_fingerprint(const struct agent_state *s)
{
    char text[PROTOCOL_FINGERPRINT_MAX];
    protocol_key_fingerprint(s->public_key, text);
    printf("%s\n", text);
    fflush(stdout);
}

static int do_enrol(struct agent_state *s, struct arguments *a)
{
    struct kb_error err;
    const struct enrol_request *e = &a->enrol;
    if (!e->control || !e->server_key || !e->code || !e->name || !read_code(a)) return usage();
    print_fingerprint(s);
    if (enrol(s, a, &err) != KB_OK) return fail(&err);
    if (s->config.agent_id[0]) /* older controllers do not say */
        printf("enrolled as agent %s of room %s\n", s->config.agent_id, s->config.room_id);
    else
        printf("enrolled as %s\n", s->config.name);
    return 0;
}

static enum kb_code serve(struct agent_state *s, struct kb_world *w, struct kb_error *err)
{
    struct session_options options = { 0 };
    TRY(agent_state_load(s, err));
    TRY(agent_state_lock(s, LOCK_WAIT_MS, err)); /* workers of the run before may still be dying */
    return session_run(s, w, &options, err);
}

static int with_state(int argc, char **argv)
{
    AUTO(agent_state_close) struct agent_state s = { .lock = -1 };
    struct arguments a = { 0 };
    struct kb_id_key none = { { 0 } };
    struct kb_world w;
    struct kb_error err;
    if (!parse(argc - 1, argv + 1, &a)) return usage();
    kb_world_real(&w, 0, &none);
    if (agent_state_open(a.state, &w, &s, &err) != KB_OK) return fail(&err);
    if (strcmp(argv[1], "enrol") == 0) return do_enrol(&s, &a);
    if (strcmp(argv[1], "run") == 0) return serve(&s, &w, &err) == KB_OK ? 0 : fail(&err);
    print_fingerprint(&s);
    return 0;
}

int main(int argc, char **argv)
{
    const char *verb = argc > 1 ? argv[1] : "";
    umask(077);
    if (strcmp(verb, "worker") == 0 && argc == 3)
        return strcmp(argv[2], "stream") == 0 ? terminal_main() : worker_main();
    if (!WORKER_SANITIZED) prctl(PR_SET_DUMPABLE, 0);
    if (strcmp(verb, "enrol") == 0 || strcmp(verb, "run") == 0 || strcmp(verb, "fingerprint") == 0)
        return with_state(argc, argv);
    return usage();
}
