# WebAssembly with SIMD128, by the Emscripten of the path (Debian's 3.1.6 or newer), to run under Node.
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
  set(CMAKE_CXX_LINKER_LAUNCHER ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs)
endif()
set(CMAKE_CXX_FLAGS_INIT "-msimd128 -fexceptions -pthread")
# main() runs on a thread of its own: a main thread that waits cannot let Node start others. The memory's size is fixed,
# because Emscripten warns of memory that several threads share and that grows.
set(CMAKE_EXE_LINKER_FLAGS_INIT
  "-fexceptions -pthread -sPROXY_TO_PTHREAD=1 -sEXIT_RUNTIME=1 -sINITIAL_MEMORY=1024MB")
