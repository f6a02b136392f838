/* log - one write(2) per event, so that lines of several threads never mix; no byte of a value
 * can end the line or start another. */
#include "base/log.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LINE_MAX_BYTES 4096

static enum kb_log_level lowest = KB_LOG_INFO;

void kb_log_level(enum kb_log_level level)
{
    lowest = level;
}

static size_t put_time(char *out, size_t size)
{
    struct timespec ts = { 0 };
    struct tm tm = { 0 };
    clock_gettime(CLOCK_REALTIME, &ts);
    gmtime_r(&ts.tv_sec, &tm);
    size_t n = strftime(out, size, "%Y-%m-%dT%H:%M:%S", &tm);
    return n + (size_t)snprintf(out + n, size - n, ".%03ldZ", ts.tv_nsec / 1000000);
}

static void hide_controls(char *s)
{
    kb_utf8_clean(s);
    for (; *s; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7f) *s = '?';
}

void kb_log(enum kb_log_level level, const char *event, const char *fmt, ...)
{
    static const char *const names[] = { "debug", "info", "warn", "error" };
    char line[LINE_MAX_BYTES];
    va_list ap;
    if (level < lowest) return;
    size_t n = put_time(line, sizeof line);
    snprintf(line + n, sizeof line - 1 - n, " %s %s ", names[level], event);
    n = strlen(line);
    va_start(ap, fmt);
    vsnprintf(line + n, sizeof line - 1 - n, fmt, ap);
    va_end(ap);
    hide_controls(line);
    n = strlen(line);
    while (n > 0 && line[n - 1] == ' ') n--;
    line[n++] = '\n';
    (void)!write(STDERR_FILENO, line, n);
}

static bool plain(const char *value)
{
    for (const char *s = value; *s; s++)
        if (*s == ' ' || *s == '"' || *s == '=' || *s == '\\' || (unsigned char)*s < 0x20)
            return false;
    return value[0] != '\0';
}

const char *kb_log_value(char *buf, size_t size, const char *value)
{
    KB_ASSERT(size >= 4);
    if (plain(value)) {
        snprintf(buf, size, "%s", value);
    } else {
        size_t n = 0;
        buf[n++] = '"';
        for (; *value && n + 4 <= size; value++) {
            if (*value == '"' || *value == '\\') buf[n++] = '\\';
            buf[n++] = *value;
        }
        buf[n++] = '"';
        buf[n] = '\0';
    }
    hide_controls(buf);
    return buf;
}
