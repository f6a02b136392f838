/* Call: words and options become a path, a query and a body. */
#include "cli/call.h"
#include "kt.h"
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WORDS_MAX 24

/* Everything of a command line, from its text: words are separated by one blank. */
struct line {
    struct sample sample;
    struct cli_options options;
    struct cli_call call;
    struct kb_error err;
};

static void line_done(struct line *l)
{
    cli_call_done(&l->call);
    sample_done(&l->sample);
}

static enum kb_code line_read(struct line *l, const char *text)
{
    char *argv[WORDS_MAX + 2] = { (char[]){ "kboss" } };
    int argc = 1;
    *l = (struct line){ .options = { 0 } };
    sample_open(&l->sample);
    for (const char *p = text; *p; p += *p == ' ') {
        size_t n = strcspn(p, " ");
        assert_true(argc <= WORDS_MAX);
        argv[argc++] = kb_strndup(&l->sample.arena, p, n);
        p += n;
    }
    TRY(cli_options_read(argc, argv, &l->sample.arena, &l->options, &l->err));
    const struct cli_op *op = sample_op(&l->sample, l->options.words[0], l->options.words[1]);
    return cli_call_read(op, &l->options, 2, &l->sample.arena, &l->call, &l->err);
}

static void assert_reads(const char *text, const char *path, const char *query, const char *body)
{
    AUTO(line_done) struct line l;
    kt_row("%s", text);
    enum kb_code code = line_read(&l, text);
    struct kb_error err = l.err;
    assert_ok(code);
    assert_string_equal(l.call.path, path);
    assert_string_equal(l.call.query, query);
    assert_string_equal(l.call.body ? kb_json_text(l.call.body, &l.sample.arena) : "", body);
}

static void assert_wrong(const char *text, const char *reason, const char *field)
{
    AUTO(line_done) struct line l;
    kt_row("%s", text);
    enum kb_code code = line_read(&l, text);
    struct kb_error err = l.err;
    assert_refused(code, KB_INVALID, reason);
    assert_string_equal(err.field, field);
    assert_null(l.call.body);
}

TEST(options_of_a_get_are_its_query)
{
    assert_reads("orders list", "/v1/orders", "", "");
    assert_reads("orders list --limit 10", "/v1/orders", "limit=10", "");
    assert_reads("orders list --limit=10 --text a&b=c%/", "/v1/orders",
                 "limit=10&text=a%26b%3dc%25%2f", "");
    assert_reads("orders list --open --limit 3", "/v1/orders", "open=true&limit=3", "");
    assert_reads("orders list --open false", "/v1/orders", "open=false", "");
    assert_reads("orders list --no-open", "/v1/orders", "open=false", "");
    assert_reads("--output json orders list -o csv", "/v1/orders", "", "");
}

TEST(words_fill_the_path_and_cannot_leave_it)
{
    assert_reads("orders get ord_1", "/v1/orders/ord_1", "", "");
    assert_reads("orders get ../../x?y#z", "/v1/orders/..%2f..%2fx%3fy%23z", "", "");
    assert_reads("orders get -- --all", "/v1/orders/--all", "", "");
    assert_reads("jobs give-up job_1 --reason late", "/v1/jobs/job_1/give-up", "",
                 "{\"reason\":\"late\"}");
    assert_reads("jobs give-up --reason late job_1", "/v1/jobs/job_1/give-up", "",
                 "{\"reason\":\"late\"}");
}

TEST(a_body_is_typed_by_its_schema)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    char path[] = "/tmp/kboss-call-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "s3cret words\n", 13), 13);
    close(fd);
    assert_reads(kb_printf(&a,
                           "members create --login 7 --password @%s --kind robot --max-n 9 --on "
                           "--spec {\"a\":[1,null]}",
                           path),
                 "/v1/members", "",
                 "{\"login\":\"7\",\"password\":\"s3cret words\",\"kind\":\"robot\",\"max_n\":9,"
                 "\"on\":true,\"spec\":{\"a\":[1,null]}}");
    assert_reads(kb_printf(&a, "members create --login @@x --password @%s", path), "/v1/members",
                 "", "{\"login\":\"@x\",\"password\":\"s3cret words\"}");
    unlink(path);
}

TEST(a_field_named_all_is_the_operations_own)
{
    assert_reads("members create --login x --password @/dev/null --all", "/v1/members", "",
                 "{\"login\":\"x\",\"password\":\"\",\"all\":true}");
    assert_reads("members create --login x --password @/dev/null --all=false", "/v1/members", "",
                 "{\"login\":\"x\",\"password\":\"\",\"all\":false}");
}

TEST(a_whole_body_is_taken_and_options_change_it)
{
    assert_reads("jobs give-up j --json {\"reason\":\"a\"}", "/v1/jobs/j/give-up", "",
                 "{\"reason\":\"a\"}");
    assert_reads("jobs give-up j --json {\"reason\":\"a\",\"x\":1} --reason b",
                 "/v1/jobs/j/give-up", "", "{\"reason\":\"b\",\"x\":1}");
}

TEST(a_secret_on_the_command_line_is_refused)
{
    assert_wrong("members create --login x --password hunter2hunter2", "cli.secret_typed",
                 "password");
    assert_wrong("members create --login x --password=hunter2", "cli.secret_typed", "password");
    assert_wrong("members create --login x --password @@x", "cli.secret_typed", "password");
    assert_wrong("members create --json {\"login\":\"x\",\"password\":\"y\"}", "cli.secret_typed",
                 "password");
}

TEST(what_is_wrong_on_the_line_is_named)
{
    static const struct {
        const char *line, *field;
    } rows[] = {
        { "orders get", "id" },
        { "orders get a b", "" },
        { "orders list a", "" },
        { "orders list --limit", "limit" },
        { "orders list --limit ten", "limit" },
        { "orders list --limit 201", "limit" },
        { "orders list --limit -1", "limit" },
        { "orders list --limit 99999999999999999999", "limit" },
        { "orders list --limit 1.5", "limit" },
        { "orders list --nothing 1", "nothing" },
        { "orders list --no-limit", "no-limit" },
        { "orders list --no-open=true", "no-open" },
        { "orders list --open=perhaps", "open" },
        { "orders list --output xml", "output" },
        { "orders list --timeout 0", "timeout" },
        { "orders list --server", "server" },
        { "orders get a --id b", "id" },
        { "jobs give-up j", "reason" },
        { "members create --kind cat --login x", "kind" },
        { "members create --spec {", "spec" },
        { "members create --json []", "json" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_wrong(rows[i].line, "cli.usage", rows[i].field);
    }
    assert_wrong("members create --json {", "request.body", "");
    assert_wrong("members create --login @/nowhere/there", "cli.file", "");
}

TEST(percent_keeps_what_needs_no_escape)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    assert_string_equal(cli_percent(&a, "aZ0-._~"), "aZ0-._~");
    assert_string_equal(cli_percent(&a, "中 /"), "%e4%b8%ad%20%2f");
    assert_string_equal(cli_percent(&a, ""), "");
}
