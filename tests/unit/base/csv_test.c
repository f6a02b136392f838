/* CSV: cells and rows, quotes, line ends, the mark, and where a fault is. */
#include "base/csv.h"
#include "kt.h"

#include <string.h>

enum { FREE, LINE }; /* cells may run over lines; a row is a line */
static const char *const faults[] = { "", "!cells", "!open", "!behind" };

/* The rows as text: "line: cell|cell;" each, and the fault that ended them. */
static const char *rows_of(struct kb_arena *a, const char *text, bool row_is_line)
{
    struct kb_csv c;
    const char *out = "";
    enum kb_csv_fault fault = KB_CSV_OK;
    for (kb_csv_open(&c, a, text, 3, row_is_line); *c.at && fault == KB_CSV_OK;) {
        fault = kb_csv_row(&c);
        out = kb_printf(a, "%s%lld:", out, (long long)c.line);
        for (int64_t i = 0; i < c.cells_n; i++)
            out = kb_printf(a, "%s%s%s", out, i ? "|" : " ", c.cells[i]);
        out = kb_printf(a, "%s%s%s;", out, c.blank ? " blank" : "", faults[fault]);
    }
    return out;
}

TEST(rows_are_cut_into_cells_the_same_way_for_every_file)
{
    static const struct {
        const char *text, *free, *line;
    } cases[] = {
        { "", "", "" },
        { "a", "1: a;", "1: a;" },
        { "a,b\nc,d", "1: a|b;2: c|d;", "1: a|b;2: c|d;" },
        { "a,b\r\nc,d\r\n", "1: a|b;2: c|d;", "1: a|b;2: c|d;" },
        { "a,b\r", "1: a|b;", "1: a|b;" },
        { "\xef\xbb\xbf\"a\",b", "1: a|b;", "1: a|b;" },
        { "a\n\xef\xbb\xbf", "1: a;2: \xef\xbb\xbf;", "1: a;2: \xef\xbb\xbf;" }, /* no mark */
        { ",,", "1: ||;", "1: ||;" },
        { "a,\n,b\n", "1: a|;2: |b;", "1: a|;2: |b;" },
        { " a , b ", "1:  a | b ;", "1:  a | b ;" },
        { "\n\r\na", "1:  blank;2:  blank;3: a;", "1:  blank;2:  blank;3: a;" },
        { "\"\"\n", "1: ;", "1: ;" },
        { "\"a,b\",\"c\"\"d\"", "1: a,b|c\"d;", "1: a,b|c\"d;" },
        { "\"\"\"\"", "1: \";", "1: \";" },
        { "a\"b,\"c\"\r\nd", "1: a\"b|c;2: d;", "1: a\"b|c;2: d;" },
        { "a,b,c,d", "1: a|b|c!cells;", "1: a|b|c!cells;" },
        { "a,b,c\nd,e,f,g", "1: a|b|c;2: d|e|f!cells;", "1: a|b|c;2: d|e|f!cells;" },
        { "a,\"b", "1: a!open;", "1: a!open;" },
        { "a,\"b\"\"", "1: a!open;", "1: a!open;" },
        { "a,\"", "1: a!open;", "1: a!open;" },
        { "a,b,\"c\"d", "1: a|b!behind;", "1: a|b!behind;" },
        { "\"a\" ,b", "1:!behind;", "1:!behind;" },
        /* where they differ */
        { "\"a\nb\",c\nd", "1: a\nb|c;3: d;", "1:!open;" },
        { "\"a\r\n\r\nb\"\r\nd", "1: a\r\n\r\nb;4: d;", "1:!open;" },
        { "a,b\rc\nd", "1: a|b;2: c;3: d;", "1: a|b\rc;2: d;" },
        { "\"a\"\rb", "1: a;2: b;", "1:!behind;" },
        { "\ra", "1:  blank;2: a;", "1: \ra;" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        kt_row("%zu", i);
        assert_string_equal(rows_of(&a, cases[i].text, FREE), cases[i].free);
        assert_string_equal(rows_of(&a, cases[i].text, LINE), cases[i].line);
    }
}

TEST(behind_the_last_row_there_is_a_blank_one)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct kb_csv c;
    kb_csv_open(&c, &a, "", 1, false);
    for (int64_t line = 1; line <= 3; line++) {
        assert_int_equal(kb_csv_row(&c), KB_CSV_OK);
        assert_int_equal(c.line, line);
        assert_true(c.blank);
        assert_int_equal(c.cells_n, 1);
        assert_string_equal(c.cells[0], "");
    }
}

TEST(a_row_has_as_many_cells_as_there_is_room_for)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct kb_csv c;
    kb_csv_open(&c, &a, ",,,,,,,,,,,,,,,\n,,,,,,,,,,,,,,,,", KB_CSV_CELLS_MAX, true);
    assert_int_equal(kb_csv_row(&c), KB_CSV_OK);
    assert_int_equal(c.cells_n, KB_CSV_CELLS_MAX);
    assert_int_equal(kb_csv_row(&c), KB_CSV_CELLS);
    assert_int_equal(c.cells_n, KB_CSV_CELLS_MAX);
    assert_int_equal(c.line, 2);
}

TEST(cells_stay_until_the_arena_goes)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct kb_csv c;
    kb_csv_open(&c, &a, "one,\"t\"\"wo\"\nthree,", 2, true);
    assert_int_equal(kb_csv_row(&c), KB_CSV_OK);
    const char *one = c.cells[0], *two = c.cells[1];
    assert_int_equal(kb_csv_row(&c), KB_CSV_OK);
    assert_string_equal(one, "one");
    assert_string_equal(two, "t\"wo");
    assert_string_equal(c.cells[0], "three");
    assert_string_equal(c.cells[1], "");
}
