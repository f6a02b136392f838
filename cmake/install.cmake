# cmake --install: programs, console, systemd units and samples. Units name the programs where they
# are installed; the console is there when scripts/build --console made it.
include(GNUInstallDirs)
install(TARGETS kbossd kboss kboss-agent RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/console/dist/
  DESTINATION ${CMAKE_INSTALL_DATADIR}/kboss/console OPTIONAL)
foreach(unit kbossd.service kboss-agent.service)
  configure_file(${CMAKE_SOURCE_DIR}/ops/systemd/${unit} ${CMAKE_BINARY_DIR}/systemd/${unit} @ONLY)
  install(FILES ${CMAKE_BINARY_DIR}/systemd/${unit} DESTINATION lib/systemd/system)
endforeach()
install(DIRECTORY ${CMAKE_SOURCE_DIR}/ops/nginx ${CMAKE_SOURCE_DIR}/ops/sample
  DESTINATION ${CMAKE_INSTALL_DATADIR}/kboss)
install(FILES LICENSE README.md docs/operator-guide.md docs/operator-guide.zh.md
  DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
install(FILES ${CMAKE_SOURCE_DIR}/ops/sample/kboss.bash-completion RENAME kboss
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
