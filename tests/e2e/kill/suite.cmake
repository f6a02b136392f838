# kill -9 of both daemons fifty times while people are at work, then the invariants.
if(TARGET kbossd AND TARGET kboss-agent)
  add_test(NAME e2e_kill
    COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/run.py $<TARGET_FILE:kbossd>
          $<TARGET_FILE:kboss-agent>
    WORKING_DIRECTORY ${CMAKE_BINARY_DIR})
  set_tests_properties(e2e_kill PROPERTIES TIMEOUT 240)
endif()
