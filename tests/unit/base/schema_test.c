/* Schemas: what a shape tells the makers of forms, types and documents. */
#include "field_priv.h"
#include "kt.h"

#include <string.h>

/* The JSON text of what a path ("properties/name/maxLength") leads to; "" when there is nothing. */
static const char *at(json_t *json, const char *path, struct kb_arena *a)
{
    while (json && *path) {
        size_t n = strcspn(path, "/");
        const char *step = kb_strndup(a, path, n);
        json = json_is_array(json) ? json_array_get(json, (size_t)(step[0] - '0'))
                                   : json_object_get(json, step);
        path += n + (path[n] == '/');
    }
    return json ? kb_json_text(json, a) : "";
}

static const struct {
    const char *path, *input, *output;
} rows[] = {
    { "title", "\"all\"", "\"all\"" },
    { "type", "\"object\"", "\"object\"" },
    { "additionalProperties", "false", "false" },
    { "properties/id/type", "\"string\"", "\"string\"" },
    { "properties/id/description", "\"The order.\"", "\"The order.\"" },
    { "properties/id/x-id", "\"ord\"", "\"ord\"" },
    { "properties/id/pattern", "\"^ord_[0-9a-f][0-9a-hjkmnp-tv-z]{12}$\"",
      "\"^(ord_[0-9a-f][0-9a-hjkmnp-tv-z]{12})?$\"" },
    { "properties/seller_id/pattern", "\"^(org_[0-9a-f][0-9a-hjkmnp-tv-z]{12})?$\"",
      "\"^(org_[0-9a-f][0-9a-hjkmnp-tv-z]{12})?$\"" },
    { "properties/name/minLength", "1", "1" },
    { "properties/name/maxLength", "12", "12" },
    { "properties/name/x-min-bytes", "2", "2" },
    { "properties/state/enum", "[\"placed\",\"paid\"]", "[\"placed\",\"paid\"]" },
    { "properties/mood/enum", "[\"placed\",\"paid\",\"\"]", "[\"placed\",\"paid\",\"\"]" },
    { "properties/mood/minLength", "", "" },
    { "properties/password/writeOnly", "true", "" },
    { "properties/password/minLength", "2", "" },
    { "properties/free", "{\"type\":\"string\"}", "{\"type\":\"string\"}" },
    { "properties/config", "{}", "{}" },
    { "properties/paid_fen/type", "\"integer\"", "\"integer\"" },
    { "properties/paid_fen/minimum", "1", "1" },
    { "properties/paid_fen/maximum", "100", "100" },
    { "properties/paid_fen/x-unit", "\"fen\"", "\"fen\"" },
    { "properties/offset_ms/minimum", "-5", "-5" },
    { "properties/rate_bp/minimum", "0", "0" },
    { "properties/rate_bp/maximum", "", "" },
    { "properties/urgent", "{\"type\":\"boolean\"}", "{\"type\":\"boolean\"}" },
    { "properties/lines/type", "\"array\"", "\"array\"" },
    { "properties/lines/minItems", "1", "1" },
    { "properties/lines/maxItems", "3", "3" },
    { "properties/lines/items/properties/qty/maximum", "1000", "1000" },
    { "properties/lines/items/required", "[\"sku\",\"qty\"]", "[\"sku\",\"qty\"]" },
    { "properties/note/title", "\"note\"", "" },
    { "properties/note/anyOf/0/title", "", "\"note\"" },
    { "properties/extra/anyOf/0/title", "\"note\"", "\"note\"" },
    { "properties/extra/anyOf/1", "{\"type\":\"null\"}", "{\"type\":\"null\"}" },
};

TEST(a_schema_tells_kinds_limits_words_units_and_sentences)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    AUTO_JSON input = kb_schema(&all_shape, true);
    AUTO_JSON output = kb_schema(&all_shape, false);
    for (size_t i = 0; i < COUNT(rows); i++) {
        kt_row("%s", rows[i].path);
        assert_string_equal(at(input, rows[i].path, &a), rows[i].input);
        assert_string_equal(at(output, rows[i].path, &a), rows[i].output);
    }
}

TEST(input_requires_what_is_not_optional_and_output_promises_everything)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    AUTO_JSON input = kb_schema(&all_shape, true);
    AUTO_JSON output = kb_schema(&all_shape, false);
    assert_string_equal(at(input, "required", &a),
                        "[\"id\",\"org_id\",\"name\",\"state\",\"password\",\"paid_fen\","
                        "\"offset_ms\",\"urgent\",\"lines\",\"note\"]");
    assert_int_equal(json_array_size(json_object_get(output, "required")), COUNT(all_fields) - 2);
    assert_int_equal(json_object_size(json_object_get(output, "properties")),
                     COUNT(all_fields) - 2);
}

TEST(a_written_struct_has_exactly_the_properties_its_output_schema_names)
{
    AUTO_JSON output = kb_schema(&all_shape, false);
    AUTO_JSON written = kb_write(&all_shape, &(struct all){ .name = "" }, NULL);
    json_t *properties = json_object_get(output, "properties");
    const char *name;
    json_t *v;
    assert_int_equal(json_object_size(written), json_object_size(properties));
    json_object_foreach(written, name, v) assert_non_null(json_object_get(properties, name));
}
