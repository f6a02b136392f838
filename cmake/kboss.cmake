# kb_module, kb_program, kb_unit: what CMakeLists.txt is written in. The folder is the module: every
# *.c in it is compiled, every *.sql in it is cut into queries, subfolders are modules of their own.
set(CMAKE_C_STANDARD 17)
set(CMAKE_C_EXTENSIONS ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
add_compile_definitions(_GNU_SOURCE KBOSS_VERSION="${PROJECT_VERSION}")
add_compile_options(-Wall -Wextra -Werror -Wshadow -Wconversion -Wno-sign-conversion
  -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wswitch-enum -Wimplicit-fallthrough -Wformat=2
  -fno-common -Wno-missing-field-initializers)
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wunused-const-variable=2)
else()
  # clang does not see that generated query headers are shared by one .c file
  add_compile_options(-Wno-unused-const-variable)
endif()
if(KB_SANITIZE)
  add_compile_options(-fsanitize=${KB_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=${KB_SANITIZE})
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  add_compile_options(-g -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
    -fstack-clash-protection)
  add_link_options(-pie -Wl,-z,relro,-z,now,-z,noexecstack)
endif()
enable_testing()

function(kb_lib name)  # pkg-config package -> imported target PkgConfig::name, once
  string(MAKE_C_IDENTIFIER ${name} id)
  if(NOT TARGET PkgConfig::${id})
    pkg_check_modules(${id} REQUIRED IMPORTED_TARGET GLOBAL ${name})
  endif()
endfunction()

function(kb_target out folder)
  string(REPLACE "/" "_" t ${folder})
  set(${out} kb_${t} PARENT_SCOPE)
endfunction()

# The headers of a folder, link by link, in two folders of the build tree: view/ is what users of
# the module see, private/ (*_priv.h) is for itself and its unit tests. A subfolder is not in its
# parent's.
function(kb_view target folder)
  set(view ${CMAKE_BINARY_DIR}/view/${target})
  set(private ${CMAKE_BINARY_DIR}/private/${target})
  file(REMOVE_RECURSE ${view} ${private})
  file(MAKE_DIRECTORY ${view}/${folder} ${private}/${folder})
  file(GLOB headers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.h
       ${CMAKE_SOURCE_DIR}/${folder}/*.def)
  foreach(h ${headers})
    get_filename_component(name ${h} NAME)
    set(to ${view})
    if(name MATCHES "_priv\\.h$")
      set(to ${private})
    endif()
    file(CREATE_LINK ${h} ${to}/${folder}/${name} SYMBOLIC)
  endforeach()
  target_include_directories(${target} PUBLIC ${view} PRIVATE ${private})
endfunction()

# kb_module(<folder> [USES <folder>...] [LIBS <pkg-config name>...])
function(kb_module folder)
  cmake_parse_arguments(M "" "" "USES;LIBS" ${ARGN})
  kb_target(target ${folder})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.c)
  file(GLOB queries CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.sql)
  set(gen ${CMAKE_BINARY_DIR}/gen/${target})
  file(MAKE_DIRECTORY ${gen})
  foreach(q ${queries})
    get_filename_component(n ${q} NAME_WE)
    add_custom_command(OUTPUT ${gen}/${n}_sql.h
      COMMAND ${CMAKE_COMMAND} -DIN=${q} -DOUT=${gen}/${n}_sql.h -DNAME=${n}
              -P ${CMAKE_SOURCE_DIR}/cmake/embed_queries.cmake
      DEPENDS ${q} ${CMAKE_SOURCE_DIR}/cmake/embed_queries.cmake
              ${CMAKE_SOURCE_DIR}/cmake/cut_queries.cmake VERBATIM)
    list(APPEND sources ${gen}/${n}_sql.h)
  endforeach()
  if(folder STREQUAL "store")
    file(GLOB migrations CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/store/migrations/*.sql)
    add_custom_command(OUTPUT ${gen}/migrations.c
      COMMAND ${CMAKE_COMMAND} -DOUT=${gen}/migrations.c -DDIR=${CMAKE_SOURCE_DIR}/store/migrations
              -P ${CMAKE_SOURCE_DIR}/cmake/embed_migrations.cmake
      DEPENDS ${migrations} ${CMAKE_SOURCE_DIR}/cmake/embed_migrations.cmake VERBATIM)
    list(APPEND sources ${gen}/migrations.c)
  endif()
  if(NOT sources)  # a folder whose first file is still to come
    file(WRITE ${gen}/empty.c "typedef int kb_empty;\n")
    set(sources ${gen}/empty.c)
  endif()
  add_library(${target} STATIC ${sources})
  set_target_properties(${target} PROPERTIES LINKER_LANGUAGE C)
  kb_view(${target} ${folder})
  target_include_directories(${target} PRIVATE ${gen})
  foreach(u ${M_USES})
    kb_target(used ${u})
    if(NOT TARGET ${used})
      message(FATAL_ERROR
        "${folder} USES ${u}, which is not above it: modules are listed lowest first")
    endif()
    target_link_libraries(${target} PRIVATE ${used})
  endforeach()
  foreach(l ${M_LIBS})
    kb_lib(${l})
    string(MAKE_C_IDENTIFIER ${l} id)
    target_link_libraries(${target} PRIVATE PkgConfig::${id})
  endforeach()
  target_link_libraries(${target} PRIVATE Threads::Threads m)
  set_target_properties(${target} PROPERTIES KB_USES "${M_USES}" KB_LIBS "${M_LIBS}")
endfunction()

# The headers and vendor libraries a program or test sees: those of the module it is made from.
function(kb_sees target)
  foreach(m ${ARGN})
    kb_target(t ${m})
    get_target_property(uses ${t} KB_USES)
    target_link_libraries(${target} PRIVATE ${t})
    foreach(u ${uses})
      kb_target(used ${u})
      target_link_libraries(${target} PRIVATE ${used})
    endforeach()
    get_target_property(libs ${t} KB_LIBS)
    foreach(l ${libs})
      string(MAKE_C_IDENTIFIER ${l} id)
      target_link_libraries(${target} PRIVATE PkgConfig::${id})
    endforeach()
  endforeach()
  target_link_libraries(${target} PRIVATE Threads::Threads)
endfunction()

# kb_program(<name> <main.c> USES <folder>...)
function(kb_program name main)
  cmake_parse_arguments(P "" "" "USES" ${ARGN})
  if(NOT EXISTS ${CMAKE_SOURCE_DIR}/${main})
    return()
  endif()
  add_executable(${name} ${main})
  kb_sees(${name} ${P_USES})
endfunction()

# What a program that includes tests/world.h is made of besides its own files.
function(kb_world target)
  target_sources(${target} PRIVATE ${CMAKE_SOURCE_DIR}/tests/world.c
    ${CMAKE_SOURCE_DIR}/tests/world_inside.c ${CMAKE_SOURCE_DIR}/tests/demo.c)
  kb_sees(${target} controller)
endfunction()

# kb_unit(<folder> [WORLD]): tests/unit/<folder>/*_test.c, whose TESTs register themselves, and
# tests/kt_main.c: one program, a ctest of the same name. WORLD: it includes tests/world.h.
function(kb_unit folder)
  cmake_parse_arguments(U "WORLD" "" "ALSO" ${ARGN})
  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/unit/${folder}/*.c)
  if(NOT tests)
    return()
  endif()
  kb_lib(cmocka)
  string(REPLACE "/" "_" t ${folder})
  add_executable(unit_${t} ${tests} ${CMAKE_SOURCE_DIR}/tests/kt_main.c)
  target_include_directories(unit_${t} PRIVATE ${CMAKE_SOURCE_DIR}/tests
    ${CMAKE_BINARY_DIR}/private/kb_${t})
  kb_sees(unit_${t} ${folder} ${U_ALSO})
  if(U_WORLD)
    kb_world(unit_${t})
  endif()
  target_link_libraries(unit_${t} PRIVATE PkgConfig::cmocka)
  add_test(NAME unit_${t} COMMAND unit_${t} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endfunction()
