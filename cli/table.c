/* table - columns come from the schema, in its order. When a terminal is too narrow, ids of other
 * things go first and then columns from the right; --columns says which instead. */
#include "cli/table_priv.h"
#include "base/field.h"

#include <string.h>

#define COLUMNS_MAX 64
#define ARENA_MAX ((size_t)1 << 30) /* all pages of a long list */
#define CELL_MAX 60 /* columns of a terminal; programs read JSON or CSV */

struct column {
    const char *name;
    const json_t *schema;
    int width;
    bool number, foreign;
};
struct layout {
    struct kb_arena arena;
    struct column at[COLUMNS_MAX];
    size_t n;
    const char **cells; /* rows × n */
    size_t rows;
};

static void layout_done(struct layout *l)
{
    kb_arena_done(&l->arena);
}

static bool is_cell(const json_t *schema)
{
    const char *type = json_string_value(json_object_get(schema, "type"));
    return type && strcmp(type, "array") != 0 && strcmp(type, "object") != 0;
}

static void add_column(struct layout *l, const char *name, const json_t *schema)
{
    const char *type = json_string_value(json_object_get(schema, "type"));
    if (l->n == COLUMNS_MAX) return;
    l->at[l->n] = (struct column){ .name = name, .schema = schema };
    l->at[l->n].number = type && strcmp(type, "integer") == 0;
    l->at[l->n].foreign = l->n > 0 && json_object_get(schema, "x-id");
    l->n++;
}

/* "a,b" of --columns; unit endings may be left out, as headings leave them out. */
static enum kb_code chosen_columns(struct layout *l, const json_t *properties, const char *names,
                                   struct kb_error *err)
{
    for (const char *p = names; *p; p += *p == ',') {
        size_t n = strcspn(p, ",");
        const char *name = kb_strndup(&l->arena, p, n);
        const json_t *schema = json_object_get(properties, name);
        static const char *const units[] = { "_fen", "_ms", "_bp" };
        for (size_t i = 0; i < COUNT(units) && !schema; i++) {
            name = kb_printf(&l->arena, "%.*s%s", (int)n, p, units[i]);
            schema = json_object_get(properties, name);
        }
        if (!schema)
            return kb_fail_field(err, "columns", "cli.usage", "--columns: there is no column %.*s",
                                 (int)n, p);
        add_column(l, name, schema);
        p += n;
    }
    return KB_OK;
}

static enum kb_code choose(struct layout *l, const json_t *schema, bool everything,
                           const struct cli_style *style, struct kb_error *err)
{
    json_t *properties = (json_t *)(uintptr_t)json_object_get(schema, "properties");
    const char *name;
    json_t *property;
    if (style->columns) return chosen_columns(l, properties, style->columns, err);
    json_object_foreach(properties, name, property)
        if (everything || is_cell(property)) add_column(l, name, property);
    return KB_OK;
}

static const char *heading(struct layout *l, const struct column *c)
{
    const char *unit = json_string_value(json_object_get(c->schema, "x-unit"));
    size_t n = strlen(c->name), u = unit ? strlen(unit) : 0;
    if (!u || n <= u + 1 || strcmp(c->name + n - u, unit) != 0) return c->name;
    return kb_strndup(&l->arena, c->name, n - u - 1);
}

/* At most CELL_MAX columns, cut between characters. */
static const char *cut(struct layout *l, const char *s)
{
    size_t n = strlen(s);
    if (n <= CELL_MAX || cli_width(s) <= CELL_MAX) return s;
    char *out = kb_strdup(&l->arena, s);
    while (n && cli_width(out) > CELL_MAX - 1) {
        do n--;
        while (n && ((unsigned char)out[n] & 0xc0) == 0x80);
        out[n] = '\0';
    }
    return kb_printf(&l->arena, "%s…", out);
}

static void fill(struct layout *l, const json_t *rows)
{
    size_t i;
    const json_t *row;
    l->rows = json_array_size(rows);
    l->cells = kb_alloc(&l->arena, sizeof *l->cells * (l->rows * l->n + 1));
    for (size_t c = 0; c < l->n; c++) l->at[c].width = cli_width(heading(l, &l->at[c]));
    json_array_foreach(rows, i, row) {
        for (size_t c = 0; c < l->n; c++) {
            const json_t *value = json_object_get(row, l->at[c].name);
            const char *cell = cut(l, cli_show(value, l->at[c].schema, &l->arena));
            int width = cli_width(cell);
            if (width > l->at[c].width) l->at[c].width = width;
            l->cells[i * l->n + c] = cell;
        }
    }
}

static int total_width(const struct layout *l)
{
    int sum = 0;
    for (size_t c = 0; c < l->n; c++)
        if (l->at[c].width >= 0) sum += l->at[c].width + 2;
    return sum - 2;
}

/* A column without a word in it tells nothing. */
static void hide_empty(struct layout *l)
{
    for (size_t c = 1; c < l->n; c++) {
        size_t i = 0;
        while (i < l->rows && !l->cells[i * l->n + c][0]) i++;
        if (i == l->rows) l->at[c].width = -1;
    }
}

/* Hide columns (width -1) until the rest fits. */
static size_t squeeze(struct layout *l, int width)
{
    size_t hidden = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t c = l->n; c-- > 1 && total_width(l) > width;) {
            if (l->at[c].width < 0 || (pass == 0 && !l->at[c].foreign)) continue;
            l->at[c].width = -1;
            hidden++;
        }
    }
    return hidden;
}

static void put_line(const struct layout *l, const char *const *cells, struct kb_text *out)
{
    size_t last = 0;
    for (size_t c = 0; c < l->n; c++)
        if (l->at[c].width >= 0) last = c;
    for (size_t c = 0; c <= last; c++) {
        const struct column *k = &l->at[c];
        if (k->width < 0) continue;
        int gap = k->width - cli_width(cells[c]);
        if (k->number)
            kb_text_addf(out, "%*s%s", gap, "", cells[c]);
        else
            kb_text_addf(out, "%s%*s", cells[c], c < last ? gap : 0, "");
        kb_text_add(out, c < last ? "  " : "\n");
    }
}

enum kb_code cli_table(const json_t *rows, const json_t *schema, const struct cli_style *style,
                       struct kb_text *out, struct kb_error *err)
{
    AUTO(layout_done) struct layout l = { .arena = { .limit = ARENA_MAX } };
    const char *headings[COLUMNS_MAX];
    size_t hidden = 0;
    TRY(choose(&l, schema, false, style, err));
    if (json_array_size(rows) == 0) {
        kb_text_add(out, "(none)\n");
        return KB_OK;
    }
    if (!l.n) return KB_OK;
    fill(&l, rows);
    if (!style->columns) hide_empty(&l);
    if (style->width && !style->columns) hidden = squeeze(&l, style->width);
    for (size_t c = 0; c < l.n; c++) headings[c] = heading(&l, &l.at[c]);
    put_line(&l, headings, out);
    for (size_t i = 0; i < l.rows; i++) put_line(&l, l.cells + i * l.n, out);
    if (hidden)
        kb_text_addf(out, "(%zu columns do not fit: --columns, or --output json)\n", hidden);
    return KB_OK;
}

/* --- CSV --- */

/* RFC 4180. Spreadsheets run what begins with = + - @, so it gets a quote before it. */
static void put_csv(struct kb_text *out, const json_t *value, struct kb_arena *a)
{
    if (json_is_integer(value) || json_is_boolean(value)) {
        kb_text_add(out, kb_json_text(value, a));
        return;
    }
    const char *s = json_string_value(value);
    if (!s) s = value ? kb_json_text(value, a) : "";
    kb_text_add(out, s[0] && strchr("=+-@\t\r", s[0]) ? "\"'" : "\"");
    for (; *s; s++) {
        if (*s == '"') kb_text_add(out, "\"");
        kb_text_addn(out, s, 1);
    }
    kb_text_add(out, "\"");
}

enum kb_code cli_csv(const json_t *rows, const json_t *schema, const struct cli_style *style,
                     struct kb_text *out, struct kb_error *err)
{
    AUTO(layout_done) struct layout l = { .arena = { .limit = ARENA_MAX } };
    AUTO(kb_arena_done) struct kb_arena cells = { 0 };
    size_t i;
    const json_t *row;
    TRY(choose(&l, schema, true, style, err));
    kb_text_add(out, "\xef\xbb\xbf"); /* so that spreadsheets read UTF-8 */
    for (size_t c = 0; c < l.n; c++) kb_text_addf(out, "%s%s", c ? "," : "", l.at[c].name);
    kb_text_add(out, "\r\n");
    json_array_foreach(rows, i, row) {
        for (size_t c = 0; c < l.n; c++) {
            if (c) kb_text_add(out, ",");
            put_csv(out, json_object_get(row, l.at[c].name), &cells);
        }
        kb_text_add(out, "\r\n");
        kb_arena_reset(&cells);
    }
    return KB_OK;
}
