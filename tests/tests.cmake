# Every suite is a ctest; scripts/test adds up what they print.
foreach(m base protocol store ledger drivers drivers/sim drivers/manual drivers/ssh drivers/libvirt
          agent web-terminal controller/edge controller/rooms cli)
  kb_unit(${m})
endforeach()
foreach(m turn org catalog inventory billing billing/metering billing/payments billing/settlement
          desk desk/work-orders controller)
  kb_unit(${m} WORLD)
endforeach()
file(GLOB suites CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/*/suite.cmake)
foreach(s ${suites})
  include(${s})
endforeach()

# Suites of real processes have the machine to themselves: their patience is in seconds.
foreach(alone contract_agent contract_drivers contract_terminal e2e_kill)
  if(TEST ${alone})
    set_tests_properties(${alone} PROPERTIES RUN_SERIAL TRUE)
  endif()
endforeach()
