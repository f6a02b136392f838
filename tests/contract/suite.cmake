# Contract suites: one folder each, one suite.cmake each.
file(GLOB contract_suites CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*/suite.cmake)
foreach(contract_suite ${contract_suites})
  include(${contract_suite})
endforeach()
