# cpp-httplib, header-only, from 0.41 on: older ones, Debian 12's and 13's among them, put no cap on chunked bodies and headers.
# Never in the repository. In this order: GRADEVAULT_HTTPLIB, a folder with httplib.h (nothing is fetched then); the system's, where it is
# new enough and header-only; GRADEVAULT_HTTPLIB_URL with GRADEVAULT_HTTPLIB_SHA256, an archive of yours; scripts/fetch-httplib, which
# takes Debian's source package into the user's cache. Makes the target httplib::httplib.
set(GRADEVAULT_HTTPLIB "" CACHE PATH "Folder that holds httplib.h of cpp-httplib 0.41 or newer; empty: find or fetch it")
set(GRADEVAULT_HTTPLIB_URL "" CACHE STRING "Archive of a cpp-httplib release to fetch instead of Debian's source package")
set(GRADEVAULT_HTTPLIB_SHA256 "" CACHE STRING "SHA-256 of that archive")

# The version of a folder's httplib.h, or nothing where there is none of use: it must hold the implementation, too.
function(gradevault_httplib_version folder out)
  set(${out} "" PARENT_SCOPE)
  if(EXISTS "${folder}/httplib.h")
    file(STRINGS "${folder}/httplib.h" line REGEX "define CPPHTTPLIB_VERSION \"" LIMIT_COUNT 1)
    file(STRINGS "${folder}/httplib.h" implementation REGEX "^Server::process_request\\(" LIMIT_COUNT 1)
    string(REGEX MATCH "[0-9]+\\.[0-9]+\\.[0-9]+" version "${line}")
    if(implementation AND version VERSION_GREATER_EQUAL 0.41.0 AND version VERSION_LESS 1)
      set(${out} "${version}" PARENT_SCOPE)
    endif()
  endif()
endfunction()

function(gradevault_find_httplib out)
  if(GRADEVAULT_HTTPLIB)
    gradevault_httplib_version("${GRADEVAULT_HTTPLIB}" version)
    if(NOT version)
      message(FATAL_ERROR "GRADEVAULT_HTTPLIB: ${GRADEVAULT_HTTPLIB} has no header-only httplib.h of cpp-httplib from 0.41 on, below 1")
    endif()
    set(${out} "${GRADEVAULT_HTTPLIB}" PARENT_SCOPE)
    return()
  endif()
  foreach(folder IN ITEMS /usr/local/include /usr/include)
    gradevault_httplib_version(${folder} version)
    if(version)
      set(${out} ${folder} PARENT_SCOPE)
      return()
    endif()
  endforeach()
  if(GRADEVAULT_HTTPLIB_URL)
    if(NOT GRADEVAULT_HTTPLIB_SHA256)
      message(FATAL_ERROR "GRADEVAULT_HTTPLIB_URL needs GRADEVAULT_HTTPLIB_SHA256, the archive's SHA-256")
    endif()
    include(FetchContent)
    FetchContent_Declare(cpp_httplib URL "${GRADEVAULT_HTTPLIB_URL}" URL_HASH SHA256=${GRADEVAULT_HTTPLIB_SHA256}
      DOWNLOAD_EXTRACT_TIMESTAMP ON SOURCE_SUBDIR nothing-of-its-own-is-built)
    FetchContent_MakeAvailable(cpp_httplib)
    gradevault_httplib_version("${cpp_httplib_SOURCE_DIR}" version)
    if(NOT version)
      message(FATAL_ERROR "GRADEVAULT_HTTPLIB_URL: the archive has no header-only httplib.h of cpp-httplib from 0.41 on, below 1")
    endif()
    set(${out} "${cpp_httplib_SOURCE_DIR}" PARENT_SCOPE)
    return()
  endif()
  execute_process(COMMAND ${PROJECT_SOURCE_DIR}/scripts/fetch-httplib
    OUTPUT_VARIABLE folder OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_VARIABLE said RESULT_VARIABLE status)
  gradevault_httplib_version("${folder}" version)
  if(NOT status EQUAL 0 OR NOT version)
    message(FATAL_ERROR "cpp-httplib from 0.41 on is missing and could not be fetched:\n${said}")
  endif()
  set(${out} "${folder}" PARENT_SCOPE)
endfunction()

function(gradevault_add_httplib)
  gradevault_find_httplib(folder)
  gradevault_httplib_version("${folder}" version)
  message(STATUS "cpp-httplib ${version}: ${folder}")
  add_library(httplib::httplib INTERFACE IMPORTED)
  target_include_directories(httplib::httplib SYSTEM INTERFACE "${folder}")

  # The server derives from httplib::Server and reads by a Stream of its own, which a newer release may have changed.
  set(probe "${PROJECT_BINARY_DIR}/httplib-probe.cpp")
  file(WRITE ${probe} "#include <httplib.h>
struct Server : httplib::Server {
  bool answer(httplib::Stream& stream) {
    svr_sock_ = 0;
    bool closed = false;
    return process_request(stream, {}, 0, {}, 0, false, closed, [](httplib::Request& request) { request.ranges.clear(); });
  }
};
")
  if(NOT GRADEVAULT_HTTPLIB_FITS STREQUAL "${folder} ${version}")
    execute_process(COMMAND ${CMAKE_CXX_COMPILER} -std=c++20 -fsyntax-only -I${folder} ${probe} RESULT_VARIABLE status ERROR_VARIABLE said)
    if(NOT status EQUAL 0)
      message(FATAL_ERROR "cpp-httplib ${version} in ${folder} does not fit this server any more (0.41.0 does; GRADEVAULT_HTTPLIB takes a folder):\n${said}")
    endif()
    set(GRADEVAULT_HTTPLIB_FITS "${folder} ${version}" CACHE INTERNAL "The cpp-httplib that was tried")
  endif()
endfunction()

gradevault_add_httplib()
