/* kbossd - the daemon's command line: init makes a platform, serve runs, openapi prints what the
 * API is, verify recomputes the books, export writes one of them out. */
#include "controller/app.h"

#include "base/log.h"
#include "billing/payments/payments.h"
#include "billing/settlement/settlement.h"
#include "ledger/ledger.h"
#include "org/org.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <libgen.h>
#include <pthread.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static const char usage[] =
    "kbossd serve   --data DIR [--listen ADDRESS:PORT | --unix PATH] [--origin URL] [--console "
    "DIR]\n"
    "               [--control ENDPOINT] [--stream ENDPOINT] [--trust-forwarded] [--readers N]\n"
    "               [--dial HOST]   where agents are told to connect; the origin's when not given\n"
    "               [--rate N]   requests a second from one address; -1: no limit\n"
    "kbossd init    --data DIR --name NAME --admin LOGIN   the password is read from standard "
    "input\n"
    "kbossd verify  --data DIR                             recompute every book; 1 when one is "
    "wrong\n"
    "kbossd export  --data DIR --org ID [--format hledger | beancount]   a whole book, as plain "
    "text\n"
    "kbossd backup  --data DIR --to FILE                   a checked copy, while kbossd runs or "
    "not\n"
    "kbossd key     --data DIR                             the key agents pin\n"
    "kbossd openapi                                        print the OpenAPI document\n";

struct options {
    struct app_config app;
    const char *name, *admin, *to, *org, *format;
    char address[128], origin[256];
};

static const struct option long_options[] = {
    { "data", required_argument, NULL, 'd' },
    { "listen", required_argument, NULL, 'l' },
    { "unix", required_argument, NULL, 'u' },
    { "origin", required_argument, NULL, 'o' },
    { "console", required_argument, NULL, 'c' },
    { "control", required_argument, NULL, 'C' },
    { "stream", required_argument, NULL, 'S' },
    { "trust-forwarded", no_argument, NULL, 't' },
    { "readers", required_argument, NULL, 'r' },
    { "name", required_argument, NULL, 'n' },
    { "admin", required_argument, NULL, 'a' },
    { "rate", required_argument, NULL, 'R' },
    { "help", no_argument, NULL, 'h' },
    { "to", required_argument, NULL, 'T' },
    { "dial", required_argument, NULL, 'D' },
    { "org", required_argument, NULL, 'O' },
    { "format", required_argument, NULL, 'F' },
    { NULL, 0, NULL, 0 },
};

/* "127.0.0.1:8080", "[::1]:8080" */
static bool set_listen(struct options *o, const char *text)
{
    const char *colon = strrchr(text, ':');
    long port = colon ? strtol(colon + 1, NULL, 10) : 0;
    size_t n = colon ? (size_t)(colon - text) : 0;
    if (!colon || port < 1 || port > 65535 || n == 0 || n >= sizeof o->address) return false;
    bool v6 = text[0] == '[' && text[n - 1] == ']';
    snprintf(o->address, sizeof o->address, "%.*s", (int)(v6 ? n - 2 : n), v6 ? text + 1 : text);
    o->app.address = o->address;
    o->app.port = (int)port;
    return true;
}

static bool parse(int argc, char **argv, struct options *o)
{
    int c;
    while ((c = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        switch (c) {
        case 'd': o->app.data_dir = optarg; break;
        case 'l':
            if (!set_listen(o, optarg)) return false;
            break;
        case 'u':
            o->app.unix_path = optarg;
            o->app.address = NULL;
            break;
        case 'o': o->app.origin = optarg; break;
        case 'c': o->app.console_dir = optarg; break;
        case 'C': o->app.control = optarg; break;
        case 'S': o->app.stream = optarg; break;
        case 'D': o->app.dial = optarg; break;
        case 't': o->app.trust_forwarded = true; break;
        case 'r': o->app.readers = (int)strtol(optarg, NULL, 10); break;
        case 'R': o->app.requests_s = strtol(optarg, NULL, 10); break;
        case 'n': o->name = optarg; break;
        case 'a': o->admin = optarg; break;
        case 'T': o->to = optarg; break;
        case 'O': o->org = optarg; break;
        case 'F': o->format = optarg; break;
        default: return false;
        }
    }
    return optind == argc;
}

static int failed(const struct kb_error *err)
{
    fprintf(stderr, "kbossd: %s: %s\n", err->reason, err->text);
    return 1;
}

/* --- serve --- */

static void raise_files(void)
{
    struct rlimit r;
    if (getrlimit(RLIMIT_NOFILE, &r) != 0) return;
    r.rlim_cur = r.rlim_max;
    setrlimit(RLIMIT_NOFILE, &r);
}

static int serve(struct options *o)
{
    struct app *app = NULL;
    struct kb_error err = { 0 };
    sigset_t set;
    int signal_no = 0;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
    prctl(PR_SET_DUMPABLE, 0);
    raise_files();
    if (app_open(&o->app, &app, &err) != KB_OK || app_start(app, &err) != KB_OK) {
        int code = failed(&err);
        app_stop(app);
        return code;
    }
    kb_log(KB_LOG_INFO, "kbossd.ready", "url=%s port=%d control=%s", o->app.origin,
           edge_port(app->edge), rooms_control_endpoint(app->rooms));
    sigwait(&set, &signal_no);
    bool halted = atomic_load(&app->halted);
    app_stop(app);
    kb_log(KB_LOG_INFO, "kbossd.stopped", "halted=%d", halted);
    return halted ? 2 : 0;
}

/* --- init --- */

static bool read_line(char *buf, size_t n)
{
    if (!fgets(buf, (int)n, stdin)) return false;
    buf[strcspn(buf, "\r\n")] = 0;
    return strlen(buf) >= 10;
}

static enum kb_code make_platform(struct app *app, const struct options *o, const char *password,
                                  struct kb_error *err)
{
    AUTO(kb_arena_done) struct kb_arena arena = { 0 };
    struct turn_actor actor = { .who = WHO_SYSTEM, .name = "init" };
    struct platform_init in = { .name = o->name, .admin_login = o->admin, .admin_name = o->admin };
    struct org out;
    struct db *db = NULL;
    TRY(kb_password_hash(password, &arena, &in.password_hash, err));
    TRY(app_database(app, DB_WRITER, &db, err));
    enum kb_code code =
        turn_system(&app->engine, db, "platform_init", &actor, &in, &out, &arena, err);
    db_close(db);
    return code;
}

static int init(struct options *o)
{
    char password[256] = "";
    struct app *app = NULL;
    struct kb_error err = { 0 };
    if (!o->name || !o->admin) return fputs(usage, stderr), 64;
    if (!read_line(password, sizeof password))
        return fprintf(stderr,
                       "kbossd: give a password of at least 10 characters on standard input\n"),
               64;
    enum kb_code code = app_open(&o->app, &app, &err);
    if (code == KB_OK) code = make_platform(app, o, password, &err);
    app->engine.after = NULL;
    app_stop(app);
    return code == KB_OK ? 0 : failed(&err);
}

/* --- verify, backup --- */

/* What lies unclaimed, at channels and in claims, against the books. */
static enum kb_code check_payments(struct db *db, struct kb_arena *a, bool *sound,
                                   struct kb_error *err)
{
    struct payments_check checks[PAYMENTS_CHECKS];
    TRY(payments_verify(db, a, checks, err));
    for (size_t i = 0; i < PAYMENTS_CHECKS; i++) {
        const struct payments_check *c = &checks[i];
        printf("%-24s %s", c->name, c->failures ? "WRONG" : "ok");
        if (c->failures)
            printf(" %lld times; first: rows %lld fen, books %lld fen", (long long)c->failures,
                   (long long)c->rows_fen, (long long)c->books_fen);
        printf("\n");
        *sound &= !c->failures;
    }
    return KB_OK;
}

static enum kb_code check_books(struct db *db, bool *sound, struct kb_error *err)
{
    AUTO(kb_arena_done) struct kb_arena arena = { 0 };
    struct ledger_report report = { 0 };
    struct settlement_check runs[SETTLEMENT_CHECKS];
    const char *integrity = "";
    TRY(db_integrity(db, &arena, &integrity, err));
    TRY(ledger_verify(db, &arena, 0, &report, err));
    TRY(settlement_verify(db, runs, err));
    printf("%-24s %s\n", "file", integrity);
    for (size_t i = 0; i < LEDGER_CHECKS; i++)
        printf("%-24s %s %s\n", report.checks[i].name, report.checks[i].ok ? "ok" : "WRONG",
               report.checks[i].text);
    printf("%lld vouchers, %lld lines\n", (long long)report.vouchers, (long long)report.lines);
    *sound = report.ok && strcmp(integrity, "ok") == 0;
    for (size_t i = 0; i < SETTLEMENT_CHECKS; i++) {
        printf("%-24s %s\n", runs[i].name, runs[i].failures ? "WRONG" : "ok");
        *sound &= !runs[i].failures;
    }
    return check_payments(db, &arena, sound, err);
}

static int verify(struct options *o)
{
    struct app *app = NULL;
    struct kb_error err = { 0 };
    struct db *db = NULL;
    bool sound = false;
    enum kb_code code = app_open(&o->app, &app, &err);
    if (code == KB_OK) code = app_database(app, DB_READER, &db, &err);
    if (code == KB_OK) code = check_books(db, &sound, &err);
    db_close(db);
    app_stop(app);
    return code != KB_OK ? failed(&err) : !sound;
}

/* --- export --- */

static enum kb_code to_output(void *self, const char *text, size_t n, struct kb_error *err)
{
    if (fwrite(text, 1, n, self) == n) return KB_OK;
    return kb_fail(err, KB_UNAVAILABLE, "app.output", "the output cannot be written");
}

/* On one snapshot, also while kbossd runs. */
static enum kb_code write_book(struct app *app, const struct options *o, struct kb_error *err)
{
    struct ledger_export what = { .format = o->format ? o->format : "hledger",
                                  .ids = &app->world.id_key };
    const struct ledger_sink sink = { to_output, stdout };
    struct db *db = NULL;
    if (!kb_id_parse(&app->world.id_key, "org", o->org, &what.book_id))
        return kb_fail(err, KB_INVALID, "app.org", "%.40s is no id of an organisation", o->org);
    TRY(app_database(app, DB_READER, &db, err));
    enum kb_code code = db_begin(db, err);
    if (code == KB_OK) code = ledger_export_as(db, &what, &sink, err);
    db_rollback(db);
    db_close(db);
    return code;
}

static int export(struct options *o)
{
    struct app *app = NULL;
    struct kb_error err = { 0 };
    if (!o->org) return fputs(usage, stderr), 64;
    enum kb_code code = app_open(&o->app, &app, &err);
    if (code == KB_OK) code = write_book(app, o, &err);
    app_stop(app);
    if (code == KB_OK && fflush(stdout) != 0) return perror("kbossd"), 1;
    return code == KB_OK ? 0 : failed(&err);
}

static bool sync_path(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) close(fd);
    return ok;
}

/* The copy gets its name only when it is whole, on disk and its books are right. */
static enum kb_code copy_checked(const char *from, const char *part, bool *sound,
                                 struct kb_error *err)
{
    struct db *db = NULL;
    TRY(db_open(from, DB_WRITER, &db, err)); /* readers may not even write elsewhere */
    enum kb_code code = db_backup(db, part, err);
    db_close(db);
    db = NULL;
    if (code == KB_OK) code = db_open(part, DB_READER, &db, err);
    if (code == KB_OK) code = check_books(db, sound, err);
    db_close(db);
    return code;
}

static int backup(struct options *o)
{
    char from[1024], part[1024], folder[1024];
    struct kb_error err = { 0 };
    bool sound = false;
    if (!o->to) return fputs(usage, stderr), 64;
    snprintf(from, sizeof from, "%s/kboss.db", o->app.data_dir);
    snprintf(folder, sizeof folder, "%s", o->to);
    if (snprintf(part, sizeof part, "%s.part", o->to) >= (int)sizeof part)
        return fprintf(stderr, "kbossd: the name of the copy is too long\n"), 64;
    if (access(from, R_OK) != 0) return perror(from), 1;
    if (access(o->to, F_OK) == 0) return fprintf(stderr, "kbossd: %s is there already\n", o->to), 1;
    umask(077);
    unlink(part); /* of a backup that was ended */
    enum kb_code code = copy_checked(from, part, &sound, &err);
    if (code == KB_OK && sound && sync_path(part) && rename(part, o->to) == 0 &&
        sync_path(dirname(folder)))
        return 0;
    unlink(part);
    if (code != KB_OK) return failed(&err);
    fprintf(stderr, "kbossd: %s\n", sound ? strerror(errno) : "the copy's books are not right");
    return 1;
}

/* --- key, openapi --- */

static int print_openapi(void)
{
    struct kb_id_key ids = { { 0 } };
    struct kb_world world;
    kb_world_real(&world, 0, &ids);
    struct turn_engine engine = { .world = &world, .routes = app_routes };
    AUTO_JSON doc = turn_openapi(&engine);
    return json_dumpf(doc, stdout, JSON_INDENT(1)) == 0 && putchar('\n') != EOF ? 0 : 1;
}

static int print_key(struct options *o)
{
    unsigned char secret[PROTOCOL_KEY_BYTES], public_key[PROTOCOL_KEY_BYTES];
    char path[1024], hex[PROTOCOL_KEY_HEX];
    struct kb_error err;
    snprintf(path, sizeof path, "%s/rooms.key", o->app.data_dir);
    if (kb_key_load(path, false, secret, sizeof secret, &err) != KB_OK) return failed(&err);
    if (crypto_scalarmult_base(public_key, secret) != 0) return 1;
    protocol_key_hex(public_key, hex);
    return puts(hex) < 0;
}

int main(int argc, char **argv)
{
    struct options o = { .app = { .address = "127.0.0.1",
                                  .port = 8080,
                                  .readers = 2,
                                  .control = "tcp://127.0.0.1:7780",
                                  .stream = "tcp://127.0.0.1:7781" } };
    const char *verb = argc > 1 ? argv[1] : "";
    if (strcmp(verb, "openapi") == 0) return print_openapi();
    if (argc < 2 || !parse(argc - 1, argv + 1, &o) || !o.app.data_dir)
        return fputs(usage, stderr), strcmp(verb, "--help") == 0 ? 0 : 64;
    if (!o.app.origin && o.app.address) {
        snprintf(o.origin, sizeof o.origin, "http://%s:%d", o.app.address, o.app.port);
        o.app.origin = o.origin;
    }
    if (strcmp(verb, "serve") == 0) return serve(&o);
    if (strcmp(verb, "init") == 0) return init(&o);
    if (strcmp(verb, "verify") == 0) return verify(&o);
    if (strcmp(verb, "backup") == 0) return backup(&o);
    if (strcmp(verb, "export") == 0) return export(&o);
    if (strcmp(verb, "key") == 0) return print_key(&o);
    return fputs(usage, stderr), 64;
}
