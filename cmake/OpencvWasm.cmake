# OpenCV's core and imgproc for WebAssembly, built once into the user's cache by scripts/build-opencv-wasm. Its sources, in this order:
# GRADEVAULT_OPENCV_SOURCE, a folder; GRADEVAULT_OPENCV_URL with GRADEVAULT_OPENCV_SHA256, an archive of a release; the source package of
# the distribution. OpenCV_DIR, an OpenCV for WebAssembly of one's own that fits the variant's flags, leaves all of that out.
set(GRADEVAULT_OPENCV_SOURCE "" CACHE PATH "Folder with OpenCV's sources, 4.5 to 4.x; empty: fetch them")
set(GRADEVAULT_OPENCV_URL "" CACHE STRING "Archive of an OpenCV release to fetch instead of the distribution's source package")
set(GRADEVAULT_OPENCV_SHA256 "" CACHE STRING "SHA-256 of that archive")

function(gradevault_opencv_wasm out)
  set(arguments --variant ${GRADEVAULT_WASM_VARIANT})
  if(GRADEVAULT_OPENCV_SOURCE)
    list(APPEND arguments --source "${GRADEVAULT_OPENCV_SOURCE}")
  elseif(GRADEVAULT_OPENCV_URL)
    if(NOT GRADEVAULT_OPENCV_SHA256)
      message(FATAL_ERROR "GRADEVAULT_OPENCV_URL needs GRADEVAULT_OPENCV_SHA256, the archive's SHA-256")
    endif()
    include(FetchContent)
    FetchContent_Declare(opencv_release URL "${GRADEVAULT_OPENCV_URL}" URL_HASH SHA256=${GRADEVAULT_OPENCV_SHA256}
      DOWNLOAD_EXTRACT_TIMESTAMP ON SOURCE_SUBDIR nothing-of-its-own-is-built)
    FetchContent_MakeAvailable(opencv_release)
    list(APPEND arguments --source "${opencv_release_SOURCE_DIR}")
  endif()
  message(STATUS "OpenCV for WebAssembly, ${GRADEVAULT_WASM_VARIANT} (builds it where it is not there: some minutes)")
  execute_process(COMMAND ${PROJECT_SOURCE_DIR}/scripts/build-opencv-wasm ${arguments}
    OUTPUT_VARIABLE folder OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "OpenCV for WebAssembly is missing and could not be built; what went wrong is above")
  endif()
  set(${out} "${folder}" PARENT_SCOPE)
endfunction()

if(NOT OpenCV_DIR OR OpenCV_DIR STREQUAL GRADEVAULT_OPENCV_WASM_BUILT)
  gradevault_opencv_wasm(gradevault_opencv_folder)
  set(GRADEVAULT_OPENCV_WASM_BUILT "${gradevault_opencv_folder}/lib/cmake/opencv4" CACHE INTERNAL "The OpenCV that was built for this")
  set(OpenCV_DIR "${GRADEVAULT_OPENCV_WASM_BUILT}" CACHE PATH "Where OpenCV was found" FORCE)
endif()
