# A module's X.sql, cut at "-- :name" lines, becomes X_sql.h: one struct db_query per query.
include(${CMAKE_CURRENT_LIST_DIR}/cut_queries.cmake)
set_property(GLOBAL PROPERTY body
  "/* made from ${NAME}.sql */\n#pragma once\n#include \"store/store.h\"\n")
function(each_query name sql)
  set_property(GLOBAL APPEND_STRING PROPERTY body
    "static const struct db_query q_${name} = { \"${name}\",\n    \"${sql}\" };\n")
endfunction()
cut_queries(${IN})
get_property(body GLOBAL PROPERTY body)
file(WRITE ${OUT} "${body}")
