# A terminal end to end but for the network in between: the edge, the hub and an agent's side played
# by a thread with real shells on real pseudo-terminals.
add_executable(terminal_server ${CMAKE_CURRENT_LIST_DIR}/terminal_server.c
  ${CMAKE_CURRENT_LIST_DIR}/shells.c)
target_include_directories(terminal_server PRIVATE ${CMAKE_CURRENT_LIST_DIR})
kb_sees(terminal_server web-terminal controller/edge)
add_test(NAME contract_terminal
  COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/run.py $<TARGET_FILE:terminal_server>
  WORKING_DIRECTORY ${CMAKE_BINARY_DIR})
set_tests_properties(contract_terminal PROPERTIES TIMEOUT 300)
