# What a build for another machine (WebAssembly, AArch64) takes from this one's packages, which hold libraries for this one
# only: headers of Highway and nlohmann-json, and GoogleTest's source.

# gradevault_foreign_headers(TARGET FOLDER HEADER): the library TARGET of headers alone, FOLDER of the system's headers and never all
# of them. A build for one instruction set needs no more of Highway.
function(gradevault_foreign_headers target folder header)
  find_path(GRADEVAULT_HEADERS_${folder} ${folder}/${header} PATHS /usr/local/include /usr/include NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
  if(GRADEVAULT_HEADERS_${folder})
    file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/headers-${folder})
    file(CREATE_LINK ${GRADEVAULT_HEADERS_${folder}}/${folder} ${PROJECT_BINARY_DIR}/headers-${folder}/${folder} SYMBOLIC)
    add_library(${target} INTERFACE IMPORTED GLOBAL)
    target_include_directories(${target} SYSTEM INTERFACE ${PROJECT_BINARY_DIR}/headers-${folder})
  endif()
endfunction()

gradevault_foreign_headers(hwy::hwy hwy highway.h)
gradevault_foreign_headers(nlohmann_json::nlohmann_json nlohmann json.hpp)

if(GRADEVAULT_TESTS)
  find_path(GRADEVAULT_GOOGLETEST_SOURCE googletest/src/gtest-all.cc
    PATHS /usr/src/googletest /usr/local/src/googletest NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
  if(GRADEVAULT_GOOGLETEST_SOURCE)
    set(BUILD_GMOCK OFF)
    set(INSTALL_GTEST OFF)
    add_subdirectory(${GRADEVAULT_GOOGLETEST_SOURCE} googletest EXCLUDE_FROM_ALL)
    if(NOT TARGET GTest::gtest_main)
      add_library(GTest::gtest_main ALIAS gtest_main)
    endif()
  endif()
endif()
