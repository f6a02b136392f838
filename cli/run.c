/* run - from the command line to a reply on standard output. */
#include "cli/run_priv.h"
#include "cli/cli.h"
#include "cli/file.h"
#include "cli/print.h"
#include "cli/run_priv.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define PAGES_MAX 1000
#define PAGE_ROWS "200"

/* --- operations --- */

/* From memory first; before it is refused, from the server: that may know more by now. */
static enum kb_code find_op(struct cli *c, const struct cli_op **out)
{
    char **words = c->options.words;
    TRY(cli_document_load(c));
    *out = cli_document_find(&c->document, words[0], words[1]);
    if (*out) return KB_OK;
    TRY(cli_document_refresh(c));
    *out = cli_document_find(&c->document, words[0], words[1]);
    if (*out) return KB_OK;
    if (cli_document_noun(&c->document, words[0]))
        return kb_fail(&c->err, KB_INVALID, "cli.usage",
                       "%s cannot %s; kboss help %s lists what it can", words[0], words[1],
                       words[0]);
    const char *near = cli_help_near(c, words[0]);
    return kb_fail(&c->err, KB_INVALID, "cli.usage", "there is no command %s%s%s%s", words[0],
                   near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

static enum kb_code read_call(struct cli *c, struct cli_call *call)
{
    const struct cli_op *op;
    TRY(find_op(c, &op));
    if (cli_call_read(op, &c->options, 2, &c->arena, call, &c->err) == KB_OK) return KB_OK;
    bool asked = c->options.json && strcmp(c->options.json, "-") == 0; /* is read already */
    if (c->fresh || asked || strcmp(c->err.reason, "cli.usage") != 0) return c->err.code;
    TRY(cli_document_refresh(c));
    TRY(find_op(c, &op));
    return cli_call_read(op, &c->options, 2, &c->arena, call, &c->err);
}

/* A key that was never used: 128 random bits. */
static const char *new_key(struct cli *c)
{
    unsigned char bytes[16];
    char hex[33];
    kb_random(&c->world, bytes, sizeof bytes);
    kb_hex(hex, bytes, sizeof bytes);
    return kb_strdup(&c->arena, hex);
}

static enum kb_code send_call(struct cli *c, const struct cli_call *call, const char *query,
                              json_t **reply)
{
    struct cli_request r = { .method = call->op->method, .path = call->path, .query = query };
    if (call->body) r.body = kb_json_text(call->body, &c->arena);
    if (call->op->keyed) c->key = c->options.key ? c->options.key : new_key(c);
    r.key = c->key;
    return cli_ask(c, &r, reply);
}

static const char *next_of(const json_t *page)
{
    const char *next = json_string_value(json_object_get(page, "next"));
    return next ? next : "";
}

/* Every page in one reply. */
static enum kb_code send_pages(struct cli *c, const struct cli_call *call, json_t **reply)
{
    const char *cursor = "";
    if (!call->op->list) return kb_fail_field(&c->err, "all", "cli.usage", "--all is for lists");
    *reply = json_pack("{s:[],s:s}", "items", "next", "");
    for (int page = 0; page < PAGES_MAX; page++) {
        AUTO_JSON one = NULL;
        const char *query =
            kb_printf(&c->arena, "%s%slimit=" PAGE_ROWS "%s%s", call->query,
                      call->query[0] ? "&" : "", cursor[0] ? "&cursor=" : "", cursor);
        TRY(send_call(c, call, query, &one));
        json_array_extend(json_object_get(*reply, "items"), json_object_get(one, "items"));
        cursor = cli_percent(&c->arena, next_of(one));
        if (!cursor[0]) return KB_OK;
    }
    return kb_fail(&c->err, KB_EXHAUSTED, "limit.reached", "more than %d pages", PAGES_MAX);
}

static int terminal_width(void)
{
    struct winsize size;
    if (!isatty(STDOUT_FILENO)) return 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 20) return 80;
    return size.ws_col;
}

static enum kb_code tell(struct cli *c, const struct cli_call *call, const json_t *reply)
{
    AUTO(kb_text_done) struct kb_text out = { 0 };
    const struct cli_options *o = &c->options;
    struct cli_style style = { o->output, o->columns, o->get, terminal_width() };
    kb_text_init(&out, CLI_PRINT_MAX);
    TRY(cli_print(reply, call->op->reply, &style, &out, &c->err));
    if (out.overflowed)
        return kb_fail(&c->err, KB_EXHAUSTED, "limit.reached", "the reply is too long to print");
    fwrite(out.at, 1, out.len, stdout);
    if (!o->get && strcmp(o->output, "table") == 0 && next_of(reply)[0])
        fprintf(stderr, "There are more: --all, or --cursor %s\n", next_of(reply));
    if (fflush(stdout) == 0) return KB_OK;
    return kb_fail(&c->err, KB_INVALID, "cli.file", "standard output cannot be written");
}

static void call_done(struct cli_call *call)
{
    cli_call_done(call);
}

static enum kb_code run_operation(struct cli *c)
{
    AUTO(call_done) struct cli_call call = { 0 };
    AUTO_JSON reply = NULL;
    if (c->options.words_n < 2)
        return kb_fail(&c->err, KB_INVALID, "cli.usage", "what shall %s do? kboss help %s lists it",
                       c->options.words[0], c->options.words[0]);
    if (c->options.help) {
        const struct cli_op *op;
        TRY(find_op(c, &op));
        return cli_help_op(c, op);
    }
    TRY(read_call(c, &call));
    bool pages = c->options.all && !cli_op_field(call.op, "all");
    TRY(pages ? send_pages(c, &call, &reply) : send_call(c, &call, call.query, &reply));
    return tell(c, &call, reply);
}

/* --- commands --- */

static const struct cli_command *command_named(const char *name)
{
    static const struct cli_command *const tables[] = { cli_session_commands, cli_help_commands };
    for (size_t t = 0; t < COUNT(tables); t++)
        for (const struct cli_command *k = tables[t]; k->name; k++)
            if (strcmp(k->name, name) == 0) return k;
    return NULL;
}

static enum kb_code run(struct cli *c, int argc, char **argv)
{
    TRY(cli_options_read(argc, argv, &c->arena, &c->options, &c->err));
    if (c->options.version) {
        puts("kboss " KBOSS_VERSION);
        return KB_OK;
    }
    if (!c->options.words_n) {
        cli_help_usage(c->options.help ? stdout : stderr);
        if (c->options.help) return KB_OK;
        return kb_fail(&c->err, KB_INVALID, "cli.usage", "which command?");
    }
    TRY(cli_profile_path(c->options.profile, &c->arena, &c->profile_path, &c->err));
    TRY(cli_profile_load(c->profile_path, &c->arena, &c->profile, &c->err));
    const struct cli_command *k = command_named(c->options.words[0]);
    if (k && c->options.help) {
        cli_help_usage(stdout);
        return KB_OK;
    }
    return k ? k->run(c) : run_operation(c);
}

int cli_run(int argc, char **argv)
{
    struct cli c = { .profile = { "", "", "", "", "", "", "", { 0 } } };
    static const struct kb_id_key no_ids; /* ids are the server's business */
    setlocale(LC_CTYPE, "C.UTF-8");
    kb_world_real(&c.world, 0, &no_ids);
    int status = run(&c, argc, argv) == KB_OK ? 0 : cli_fail(&c);
    cli_http_free(c.http);
    cli_document_done(&c.document);
    json_decref(c.refusal);
    kb_arena_done(&c.arena);
    return status;
}
