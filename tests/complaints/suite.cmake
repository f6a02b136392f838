# What is complained of elsewhere has a test here, by name.
add_test(NAME complaints COMMAND python3 -B ${CMAKE_CURRENT_LIST_DIR}/complaints.py)
