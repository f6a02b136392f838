# What cmake --install puts down, and how systemd judges the units.
if(TARGET kbossd AND TARGET kboss AND TARGET kboss-agent)
  add_test(NAME contract_install
    COMMAND python3 -B ${CMAKE_CURRENT_LIST_DIR}/run.py ${CMAKE_COMMAND} ${CMAKE_BINARY_DIR})
  set_tests_properties(contract_install PROPERTIES TIMEOUT 120)
endif()
