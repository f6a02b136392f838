/* stream - reading and writing terminal frames. A table says what payload each type may have;
 * whatever it does not allow is refused before anybody looks at the bytes. */
#include "protocol/stream.h"

#include <string.h>

#define OFFSET_MAX ((uint64_t)1 << 62) /* positions: far beyond any session, so sums cannot wrap   \
                                        */

static const struct {
    const char *name;
    size_t min, max; /* bytes of payload */
} payloads[STREAM_TYPES] = {
    [STREAM_OPEN] = { "OPEN", 2, STREAM_JSON_MAX },
    [STREAM_OPENED] = { "OPENED", 0, 0 },
    [STREAM_OUT] = { "OUT", 1, STREAM_OUT_MAX },
    [STREAM_OUT_CREDIT] = { "OUT_CREDIT", 0, 0 },
    [STREAM_IN] = { "IN", 1, STREAM_IN_MAX },
    [STREAM_IN_ACK] = { "IN_ACK", 8, 8 },
    [STREAM_RESIZE] = { "RESIZE", 4, 4 },
    [STREAM_BREAK] = { "BREAK", 0, 0 },
    [STREAM_GAP] = { "GAP", 8, 8 },
    [STREAM_CLOSE] = { "CLOSE", 0, STREAM_REASON_MAX },
    [STREAM_EXIT] = { "EXIT", 2, STREAM_JSON_MAX },
};

uint64_t stream_u64(const unsigned char *bytes)
{
    uint64_t v = 0;
    for (int i = 0; i < 8; i++) v = v << 8 | bytes[i];
    return v;
}

void stream_u64_write(unsigned char out[8], uint64_t v)
{
    for (int i = 7; i >= 0; i--, v >>= 8) out[i] = (unsigned char)(v & 0xff);
}

void stream_size(const struct stream_frame *f, int64_t *cols, int64_t *rows)
{
    *cols = f->bytes[0] << 8 | f->bytes[1];
    *rows = f->bytes[2] << 8 | f->bytes[3];
}

void stream_size_write(unsigned char out[4], int64_t cols, int64_t rows)
{
    out[0] = (unsigned char)(cols >> 8 & 0xff);
    out[1] = (unsigned char)(cols & 0xff);
    out[2] = (unsigned char)(rows >> 8 & 0xff);
    out[3] = (unsigned char)(rows & 0xff);
}

void stream_header_write(unsigned char out[STREAM_HEADER], const struct stream_frame *f)
{
    out[0] = STREAM_VERSION;
    out[1] = (unsigned char)f->type;
    out[2] = out[3] = 0;
    stream_u64_write(out + 4, f->session);
    stream_u64_write(out + 12, f->offset);
}

static bool reason_ok(const unsigned char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!((s[i] >= 'a' && s[i] <= 'z') || s[i] == '_' || s[i] == '.')) return false;
    return true;
}

/* What a size alone cannot say. */
static const char *payload_fault(const struct stream_frame *f)
{
    int64_t cols = 1, rows = 1;
    if (f->type == STREAM_RESIZE) stream_size(f, &cols, &rows);
    if (cols < 1 || cols > STREAM_COLS_MAX || rows < 1 || rows > STREAM_ROWS_MAX) return "size";
    if (f->type == STREAM_GAP && stream_u64(f->bytes) <= f->offset) return "end before start";
    if (f->type == STREAM_GAP && stream_u64(f->bytes) > OFFSET_MAX) return "offset";
    if (f->type == STREAM_CLOSE && !reason_ok(f->bytes, f->len)) return "reason word";
    return NULL;
}

enum kb_code stream_frame_read(const void *buf, size_t len, struct stream_frame *f,
                               struct kb_error *err)
{
    const unsigned char *b = buf;
    *f = (struct stream_frame){ 0 };
    if (len < STREAM_HEADER)
        return kb_fail(err, KB_INVALID, "stream.frame", "%zu bytes are less than a header", len);
    if (b[0] != STREAM_VERSION)
        return kb_fail(err, KB_INVALID, "stream.frame", "version %d, not %d", b[0], STREAM_VERSION);
    if (b[1] < STREAM_OPEN || b[1] >= STREAM_TYPES || b[2] || b[3])
        return kb_fail(err, KB_INVALID, "stream.frame", "type %d is not known", b[1]);
    *f = (struct stream_frame){ .type = (enum stream_type)b[1],
                                .session = stream_u64(b + 4),
                                .offset = stream_u64(b + 12),
                                .bytes = b + STREAM_HEADER,
                                .len = len - STREAM_HEADER };
    const char *name = payloads[f->type].name;
    if (f->len < payloads[f->type].min || f->len > payloads[f->type].max)
        return kb_fail(err, KB_INVALID, "stream.frame", "%s with %zu bytes", name, f->len);
    if (!f->session || f->offset > OFFSET_MAX)
        return kb_fail(err, KB_INVALID, "stream.frame", "%s: session or offset", name);
    const char *fault = payload_fault(f);
    if (fault) return kb_fail(err, KB_INVALID, "stream.frame", "%s: %s", name, fault);
    return KB_OK;
}

static enum kb_code read_json(const struct stream_frame *f, const struct kb_shape *shape,
                              struct kb_arena *a, void *out, struct kb_error *err)
{
    AUTO_JSON json = NULL;
    TRY(kb_json_parse((const char *)f->bytes, f->len, STREAM_JSON_MAX, &json, err));
    return kb_read(shape, json, NULL, out, a, err);
}

enum kb_code stream_open_read(const struct stream_frame *f, struct kb_arena *a,
                              struct stream_open *out, struct kb_error *err)
{
    return read_json(f, &stream_open_shape, a, out, err);
}

enum kb_code stream_exit_read(const struct stream_frame *f, struct kb_arena *a,
                              struct stream_exit *out, struct kb_error *err)
{
    return read_json(f, &stream_exit_shape, a, out, err);
}

size_t stream_bind_write(unsigned char out[STREAM_BIND_MAX], const char *boot)
{
    size_t n = strnlen(boot, STREAM_BIND_MAX - 1);
    out[0] = 0;
    memcpy(out + 1, boot, n);
    return n + 1;
}

bool stream_bind_read(const void *buf, size_t len, char boot[STREAM_BIND_MAX])
{
    const char *b = buf;
    if (len < 2 || len > STREAM_BIND_MAX || b[0] != 0) return false;
    memcpy(boot, b + 1, len - 1);
    boot[len - 1] = '\0';
    return strlen(boot) == len - 1;
}
