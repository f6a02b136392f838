# The edge against what kills others: a server made of the module, attacked from outside.
add_executable(edge_server ${CMAKE_CURRENT_LIST_DIR}/edge_server.c)
kb_sees(edge_server controller/edge)
add_test(NAME contract_edge
  COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/run.py $<TARGET_FILE:edge_server> ${CMAKE_SOURCE_DIR}
  WORKING_DIRECTORY ${CMAKE_BINARY_DIR})
set_tests_properties(contract_edge PROPERTIES TIMEOUT 300)
