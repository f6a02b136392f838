/* show - single values for people. Control characters become '?', so that a name or a device's text
 * cannot move the cursor or set a title. */
#include "base/field.h"
#include "cli/print.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

#define TIMES_FROM_MS 100000000000LL /* smaller is a duration: 1973 has no orders */

int cli_width(const char *text)
{
    mbstate_t state = { 0 };
    int width = 0;
    wchar_t c;
    size_t n;
    while ((n = mbrtowc(&c, text, MB_CUR_MAX, &state)) != 0) {
        if (n > 16) { /* not a character of this locale: one byte, one column */
            state = (mbstate_t){ 0 };
            n = 1;
            width++;
        } else {
            width += wcwidth(c) > 0 ? wcwidth(c) : 0;
        }
        text += n;
    }
    return width;
}

/* C0, DEL and, as UTF-8, C1 (U+0080..U+009F), of which terminals obey some. */
static const char *harmless(const char *s, struct kb_arena *a)
{
    char *out = kb_strdup(a, s);
    for (unsigned char *p = (unsigned char *)out; *p; p++) {
        if (*p < 0x20 || *p == 0x7f) *p = '?';
        if (*p == 0xc2 && p[1] >= 0x80 && p[1] < 0xa0) p[0] = p[1] = '?';
    }
    return out;
}

static const char *show_fen(int64_t fen, struct kb_arena *a)
{
    uint64_t v = fen < 0 ? 0 - (uint64_t)fen : (uint64_t)fen;
    return kb_printf(a, "%s%llu.%02llu", fen < 0 ? "-" : "", (unsigned long long)(v / 100),
                     (unsigned long long)(v % 100));
}

static const char *show_ms(int64_t ms, struct kb_arena *a)
{
    struct tm tm;
    time_t s = (time_t)(ms / 1000);
    if (ms == 0) return "-";
    if (ms < TIMES_FROM_MS || !gmtime_r(&s, &tm)) return kb_printf(a, "%lld ms", (long long)ms);
    return kb_printf(a, "%04d-%02d-%02d %02d:%02d:%02dZ", tm.tm_year + 1900, tm.tm_mon + 1,
                     tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static const char *show_integer(int64_t v, const json_t *schema, struct kb_arena *a)
{
    const char *unit = json_string_value(json_object_get(schema, "x-unit"));
    if (unit && strcmp(unit, "fen") == 0) return show_fen(v, a);
    if (unit && strcmp(unit, "ms") == 0) return show_ms(v, a);
    if (unit && strcmp(unit, "bp") == 0) return kb_printf(a, "%s%%", show_fen(v, a));
    return kb_printf(a, "%lld", (long long)v);
}

const char *cli_show(const json_t *value, const json_t *schema, struct kb_arena *a)
{
    if (!value) return "";
    if (json_is_null(value)) return "-";
    if (json_is_string(value)) return harmless(json_string_value(value), a);
    if (json_is_boolean(value)) return json_is_true(value) ? "yes" : "no";
    if (json_is_integer(value)) return show_integer(json_integer_value(value), schema, a);
    return harmless(kb_json_text(value, a), a);
}
