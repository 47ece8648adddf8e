# WebAssembly by the Emscripten of the path (Debian's 3.1.6 or newer), to run in browsers and under Node. GRADEVAULT_WASM_VARIANT is one of
#   threads   SIMD128 and POSIX threads: needs a page that is isolated (SharedArrayBuffer)
#   simd      SIMD128
#   baseline  neither: every browser with WebAssembly
# docs/decisions/0070-wasm-build.md says how exceptions are compiled in each, and why.
set(GRADEVAULT_WASM_VARIANT simd CACHE STRING "Which WebAssembly: threads, simd or baseline")
set_property(CACHE GRADEVAULT_WASM_VARIANT PROPERTY STRINGS threads simd baseline)
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES GRADEVAULT_WASM_VARIANT)

find_program(GRADEVAULT_EMCC emcc)
if(NOT GRADEVAULT_EMCC)
  message(FATAL_ERROR "emcc is missing. On Debian or Ubuntu: apt-get install emscripten")
endif()
get_filename_component(emcc ${GRADEVAULT_EMCC} REALPATH)
get_filename_component(EMSCRIPTEN_ROOT_PATH ${emcc} DIRECTORY)
# What Emscripten 3.1 links reads its own module with fetch() where that is there, which fails for files on Node 18 and newer.
set(CMAKE_CROSSCOMPILING_EMULATOR node --no-experimental-fetch)
include(${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake)

# Debian's Emscripten finds its JavaScript optimiser's modules only if Node is Debian's, too, or is told where they are.
if(IS_DIRECTORY /usr/share/nodejs/acorn)
  set(CMAKE_C_LINKER_LAUNCHER ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs)
  set(CMAKE_CXX_LINKER_LAUNCHER ${CMAKE_C_LINKER_LAUNCHER})
endif()

if(GRADEVAULT_WASM_VARIANT STREQUAL "threads")
  set(gradevault_wasm_flags "-msimd128 -pthread -fexceptions")
elseif(GRADEVAULT_WASM_VARIANT STREQUAL "simd")
  set(gradevault_wasm_flags "-msimd128 -fwasm-exceptions")
elseif(GRADEVAULT_WASM_VARIANT STREQUAL "baseline")
  set(gradevault_wasm_flags "-fexceptions")
else()
  message(FATAL_ERROR "GRADEVAULT_WASM_VARIANT=${GRADEVAULT_WASM_VARIANT}: it is threads, simd or baseline")
endif()
# Bit for bit as on every other machine (docs/decisions/0001-exactness.md); OpenCV is compiled by this file, too.
set(gradevault_wasm_flags "${gradevault_wasm_flags} -ffp-contract=off -fvisibility=hidden")
set(CMAKE_C_FLAGS_INIT "${gradevault_wasm_flags}")
set(CMAKE_CXX_FLAGS_INIT "${gradevault_wasm_flags}")
# clang 14 compiles wrongly what its SLP vectorizer makes of doubles (docs/decisions/0070-wasm-build.md). Not among the flags above: to clang the
# -O3 that follows them is "-fslp-vectorize" once more.
set(gradevault_wasm_flags_after_level -fno-slp-vectorize)
add_compile_options(${gradevault_wasm_flags_after_level})
