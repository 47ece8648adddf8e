# What every target of ours is built with. The floating-point flags belong to the exactness contract
# (docs/decisions/0001-exactness.md): GCC fuses multiply-adds by default outside strict ISO mode.
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)

find_program(GRADEVAULT_CCACHE ccache)
if(GRADEVAULT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths within the project count as relative ones, so that another checkout finds what this one compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${GRADEVAULT_CCACHE})
endif()

add_library(gradevault_defaults INTERFACE)
target_compile_features(gradevault_defaults INTERFACE cxx_std_20)
target_compile_options(gradevault_defaults INTERFACE
  -ffp-contract=off -fno-fast-math
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
  $<$<BOOL:${GRADEVAULT_WERROR}>:-Werror>)
# GCC 12 sees overlapping copies in std::string's operator+ where there are none (GCC bug 105651).
target_compile_options(gradevault_defaults INTERFACE
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)
if(GRADEVAULT_SANITIZE)
  target_compile_options(gradevault_defaults INTERFACE
    -fsanitize=${GRADEVAULT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(gradevault_defaults INTERFACE -fsanitize=${GRADEVAULT_SANITIZE})
  # GCC's flow analysis reports false positives in sanitised code.
  target_compile_options(gradevault_defaults INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
if(GRADEVAULT_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "GRADEVAULT_FUZZ needs clang with its fuzzer runtime (Debian: clang libclang-rt-14-dev); use the preset fuzz")
  endif()
  target_compile_options(gradevault_defaults INTERFACE -fsanitize=fuzzer-no-link)
  target_compile_definitions(gradevault_defaults INTERFACE _GLIBCXX_ASSERTIONS)
endif()

# gradevault_library(NAME SOURCES...): one of our static libraries, alias gradevault::NAME.
function(gradevault_library name)
  add_library(gradevault_${name} STATIC ${ARGN})
  add_library(gradevault::${name} ALIAS gradevault_${name})
  set_target_properties(gradevault_${name} PROPERTIES EXPORT_NAME ${name})
  target_link_libraries(gradevault_${name} PRIVATE $<BUILD_INTERFACE:gradevault_defaults>)
endfunction()
