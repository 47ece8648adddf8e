# What a build for another machine (WebAssembly, AArch64) takes from this one's packages, which hold libraries for this one
# only: Highway's headers and GoogleTest's source.

# Highway's headers alone, never the system's whole folder of headers. A build for one instruction set needs no more of it.
find_path(GRADEVAULT_HIGHWAY_HEADERS hwy/highway.h PATHS /usr/local/include /usr/include NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
if(GRADEVAULT_HIGHWAY_HEADERS)
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/highway)
  file(CREATE_LINK ${GRADEVAULT_HIGHWAY_HEADERS}/hwy ${PROJECT_BINARY_DIR}/highway/hwy SYMBOLIC)
  add_library(hwy::hwy INTERFACE IMPORTED)
  target_include_directories(hwy::hwy SYSTEM INTERFACE ${PROJECT_BINARY_DIR}/highway)
endif()

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
