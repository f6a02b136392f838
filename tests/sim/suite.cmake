# The whole world from one seed: kboss-sim; and the same with a bug planted in one source file each,
# to see that the bug is found. Not part of a plain build: scripts/test asks for sim_all.
file(GLOB sim_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.c)
set(sim_folder ${CMAKE_CURRENT_LIST_DIR})
add_library(kb_sim OBJECT EXCLUDE_FROM_ALL ${sim_sources})
target_include_directories(kb_sim PUBLIC ${sim_folder})
kb_sees(kb_sim agent)
kb_sees(kb_sim controller)

function(kb_simulator name)
  add_executable(${name} EXCLUDE_FROM_ALL $<TARGET_OBJECTS:kb_sim> ${ARGN})
  kb_sees(${name} agent)
  kb_sees(${name} controller)
endfunction()
kb_simulator(kboss-sim)

# The object of the changed file defines what the archive's does, so the archive's is not taken.
function(kb_planted plant)
  get_filename_component(name ${plant} NAME_WE)
  file(STRINGS ${plant} file REGEX "^file ")
  string(REPLACE "file " "" file "${file}")
  get_filename_component(folder ${file} DIRECTORY)
  kb_target(module ${folder})
  set(changed ${CMAKE_BINARY_DIR}/planted/${name}/${file})
  add_custom_command(OUTPUT ${changed}
    COMMAND python3 -B ${sim_folder}/plant.py ${plant} ${CMAKE_SOURCE_DIR} ${changed}
    DEPENDS ${plant} ${CMAKE_SOURCE_DIR}/${file} ${sim_folder}/plant.py VERBATIM)
  add_library(planted_${name} OBJECT EXCLUDE_FROM_ALL ${changed})
  target_include_directories(planted_${name} PRIVATE
    $<TARGET_PROPERTY:${module},INCLUDE_DIRECTORIES> ${CMAKE_SOURCE_DIR}/${folder})
  target_link_libraries(planted_${name} PRIVATE $<TARGET_PROPERTY:${module},LINK_LIBRARIES>)
  target_compile_options(planted_${name} PRIVATE -Wno-unused -Wno-unused-const-variable)
  add_dependencies(planted_${name} ${module})
  kb_simulator(kboss-sim-${name} $<TARGET_OBJECTS:planted_${name}>)
  add_dependencies(sim_all kboss-sim-${name})
endfunction()
add_custom_target(sim_all DEPENDS kboss-sim)
file(GLOB plants CONFIGURE_DEPENDS ${sim_folder}/planted/*.plant)
foreach(p ${plants})
  kb_planted(${p})
endforeach()

if(KB_TESTS)
  add_test(NAME sim
    COMMAND kboss-sim --seeds 1..12 --events 5000 --jobs 2 WORKING_DIRECTORY ${CMAKE_BINARY_DIR})
  set_target_properties(kboss-sim PROPERTIES EXCLUDE_FROM_ALL OFF)
endif()
