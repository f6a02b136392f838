# The drivers against the peers they are for: one program, run inside a demo room where there can be
# one (libvirt with QEMU), and with an sshd of its own. What cannot run here says SKIP and why.
kb_lib(cmocka)
file(GLOB contract_drivers CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.c)
add_executable(contract_drivers ${contract_drivers} ${CMAKE_SOURCE_DIR}/tests/kt_main.c)
target_include_directories(contract_drivers PRIVATE ${CMAKE_SOURCE_DIR}/tests
  ${CMAKE_CURRENT_LIST_DIR})
foreach(m drivers drivers/sim drivers/manual drivers/ssh drivers/libvirt)
  kb_sees(contract_drivers ${m})
endforeach()
target_link_libraries(contract_drivers PRIVATE PkgConfig::cmocka)
add_test(NAME contract_drivers
  COMMAND ${CMAKE_CURRENT_LIST_DIR}/run $<TARGET_FILE:contract_drivers> ${CMAKE_SOURCE_DIR}
          ${CMAKE_BINARY_DIR}/room-contract
  WORKING_DIRECTORY ${CMAKE_BINARY_DIR})
set_tests_properties(contract_drivers PROPERTIES TIMEOUT 400)
