# Style as a test, and the test of that test.
add_test(NAME tidy COMMAND python3 -B ${CMAKE_SOURCE_DIR}/tests/tidy/tidy.py)
add_test(NAME tidy_test COMMAND python3 -B ${CMAKE_SOURCE_DIR}/tests/tidy/tidy_test.py)
set_tests_properties(tidy tidy_test PROPERTIES TIMEOUT 300)
