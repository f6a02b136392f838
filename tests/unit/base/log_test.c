/* The log: one line per event whatever the values hold. Standard error is a pipe for these
 * tests. */
#include "base/log.h"
#include "base/text.h"
#include "kt.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct captured {
    int saved, pipe[2];
};

static struct captured capture_begin(void)
{
    struct captured c;
    fflush(stderr);
    c.saved = dup(STDERR_FILENO);
    assert_int_equal(pipe(c.pipe), 0);
    assert_int_equal(fcntl(c.pipe[0], F_SETFL, O_NONBLOCK), 0);
    dup2(c.pipe[1], STDERR_FILENO);
    return c;
}

/* Puts standard error back first, so that failures after it are seen. */
static void capture_end(struct captured *c, char *out, size_t size)
{
    dup2(c->saved, STDERR_FILENO);
    ssize_t n = read(c->pipe[0], out, size - 1);
    out[n > 0 ? n : 0] = '\0';
    close(c->saved);
    close(c->pipe[0]);
    close(c->pipe[1]);
}

TEST(a_line_has_a_time_a_level_an_event_and_its_values)
{
    char out[200];
    struct captured c = capture_begin();
    kb_log(KB_LOG_WARN, "agent.late", "agent=%s silent_ms=%d", "a1", 15000);
    capture_end(&c, out, sizeof out);
    assert_int_equal(strlen(out), 24 + strlen(" warn agent.late agent=a1 silent_ms=15000\n"));
    assert_string_equal(out + 24, " warn agent.late agent=a1 silent_ms=15000\n");
    for (size_t i = 0; i < 24; i++) {
        bool digit = out[i] >= '0' && out[i] <= '9';
        assert_true("dddd-dd-ddTdd:dd:dd.dddZ"[i] == (digit ? 'd' : out[i]));
    }
}

TEST(a_line_without_values_ends_after_its_event)
{
    char out[200];
    struct captured c = capture_begin();
    kb_log(KB_LOG_ERROR, "stop", "%s", "");
    capture_end(&c, out, sizeof out);
    assert_string_equal(out + 24, " error stop\n");
}

TEST(no_value_can_forge_a_second_line)
{
    char out[300];
    struct captured c = capture_begin();
    kb_log(KB_LOG_INFO, "login", "name=%s",
           "x\n2026-01-01T00:00:00.000Z info login name=admin\r\x1b[2J\xff");
    capture_end(&c, out, sizeof out);
    assert_ptr_equal(strchr(out, '\n'), out + strlen(out) - 1);
    assert_null(strchr(out, '\r'));
    assert_null(strchr(out, '\x1b'));
    assert_true(kb_utf8_valid(out, strlen(out)));
}

TEST(a_line_too_long_is_cut_and_still_a_line)
{
    static char value[10000], out[9000];
    memset(value, 'v', sizeof value - 1);
    struct captured c = capture_begin();
    kb_log(KB_LOG_INFO, "big", "value=%s", value);
    capture_end(&c, out, sizeof out);
    assert_in_range(strlen(out), 4000, 4096);
    assert_ptr_equal(strchr(out, '\n'), out + strlen(out) - 1);
}

TEST(lines_below_the_level_are_dropped)
{
    char out[300];
    struct captured c = capture_begin();
    kb_log(KB_LOG_DEBUG, "debug", "x=1");
    kb_log_level(KB_LOG_ERROR);
    kb_log(KB_LOG_WARN, "warn", "x=1");
    kb_log(KB_LOG_ERROR, "error", "x=1");
    kb_log_level(KB_LOG_INFO);
    capture_end(&c, out, sizeof out);
    assert_string_equal(out + 24, " error error x=1\n");
}

TEST(values_are_quoted_when_they_must_be)
{
    static const struct {
        const char *in;
        size_t size;
        const char *out;
    } rows[] = {
        { "plain", 32, "plain" },
        { "密钥", 32, "密钥" },
        { "", 32, "\"\"" },
        { "two words", 32, "\"two words\"" },
        { "a=b", 32, "\"a=b\"" },
        { "say \"x\"", 32, "\"say \\\"x\\\"\"" },
        { "back\\slash", 32, "\"back\\\\slash\"" },
        { "line\nline", 32, "\"line?line\"" },
        { "tab\t", 32, "\"tab?\"" },
        { "del\x7f", 32, "del?" },
        { "bad\xff", 32, "bad?" },
        { "longer than its room", 12, "\"longer t\"" },
        { "\"\"\"\"\"\"\"\"", 8, "\"\\\"\\\"\"" },
        { "longplain", 5, "long" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char buf[32];
        kt_row("%s", rows[i].in);
        assert_string_equal(kb_log_value(buf, rows[i].size, rows[i].in), rows[i].out);
        assert_true(strlen(buf) < rows[i].size);
    }
}
