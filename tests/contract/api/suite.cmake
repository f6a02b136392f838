# Every route of the program against bad input and strangers, made from the route tables; and every
# query of every module against the schema.
file(GLOB api_tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/contract/api/*.c)
file(GLOB api_sql CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/*/*.sql
     ${CMAKE_SOURCE_DIR}/desk/*/*.sql ${CMAKE_SOURCE_DIR}/billing/*/*.sql)
set(all_queries ${CMAKE_BINARY_DIR}/gen/all_queries.c)
add_custom_command(OUTPUT ${all_queries}
  COMMAND ${CMAKE_COMMAND} "-DFILES=${api_sql}" -DROOT=${CMAKE_SOURCE_DIR} -DOUT=${all_queries}
          -P ${CMAKE_SOURCE_DIR}/cmake/embed_all_queries.cmake
  DEPENDS ${api_sql} ${CMAKE_SOURCE_DIR}/cmake/embed_all_queries.cmake
          ${CMAKE_SOURCE_DIR}/cmake/cut_queries.cmake VERBATIM)
kb_lib(cmocka)
kb_lib(sqlite3)
add_executable(contract_api ${api_tests} ${all_queries} ${CMAKE_SOURCE_DIR}/tests/kt_main.c)
target_include_directories(contract_api PRIVATE ${CMAKE_SOURCE_DIR}/tests)
kb_world(contract_api)
target_link_libraries(contract_api PRIVATE PkgConfig::cmocka PkgConfig::sqlite3)
add_test(NAME contract_api COMMAND contract_api WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(contract_api PROPERTIES TIMEOUT 600)
