# The money of random chains, by an independent model and by the program: kboss-money reads what the
# model wrote. Not part of a plain build of an operator: scripts/test asks for it.
file(GLOB money_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.c)
add_executable(kboss-money EXCLUDE_FROM_ALL ${money_sources})
target_include_directories(kboss-money PRIVATE ${CMAKE_BINARY_DIR}/private/kb_billing)
kb_sees(kboss-money billing)
if(KB_TESTS)
  add_test(NAME money COMMAND python3 -B ${CMAKE_CURRENT_LIST_DIR}/run.py ${CMAKE_BINARY_DIR} 400
    WORKING_DIRECTORY ${CMAKE_BINARY_DIR})
  set_target_properties(kboss-money PROPERTIES EXCLUDE_FROM_ALL OFF)
endif()
