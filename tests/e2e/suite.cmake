# End to end with real processes: one folder each, one suite.cmake each. Journeys through a browser
# are run by scripts/test.
file(GLOB e2e_suites CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*/suite.cmake)
foreach(e2e_suite ${e2e_suites})
  include(${e2e_suite})
endforeach()
