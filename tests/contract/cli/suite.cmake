# kboss against kbossd as it runs, and against servers that misbehave; kbossd's own backup.
if(TARGET kbossd AND TARGET kboss)
  add_test(NAME contract_cli
    COMMAND python3 -B ${CMAKE_CURRENT_LIST_DIR}/run.py $<TARGET_FILE:kbossd> $<TARGET_FILE:kboss>
    WORKING_DIRECTORY ${CMAKE_BINARY_DIR})
  set_tests_properties(contract_cli PROPERTIES TIMEOUT 300)
endif()
if(TARGET kbossd AND TARGET kboss AND TARGET kboss-agent)
  add_test(NAME contract_readme
    COMMAND python3 -B ${CMAKE_CURRENT_LIST_DIR}/readme.py ${CMAKE_SOURCE_DIR}/README.md
      $<TARGET_FILE:kbossd> $<TARGET_FILE:kboss> $<TARGET_FILE:kboss-agent>
    WORKING_DIRECTORY ${CMAKE_BINARY_DIR})
  set_tests_properties(contract_readme PROPERTIES TIMEOUT 300)
endif()
