# The layering, tried with the real compiler: on this tree, and on small trees that break it.
add_test(NAME layering COMMAND python3 ${CMAKE_SOURCE_DIR}/tests/layering/layering.py
  --source ${CMAKE_SOURCE_DIR} --build ${CMAKE_BINARY_DIR} --cmake ${CMAKE_COMMAND}
  --cc ${CMAKE_C_COMPILER})
set_tests_properties(layering PROPERTIES TIMEOUT 300)
