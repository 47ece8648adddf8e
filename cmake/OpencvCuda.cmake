# GRADEVAULT_OPENCV_CUDA: OFF takes the OpenCV of the machine; a folder takes the OpenCV that is installed there; ON lets
# scripts/build-opencv-cuda build one with its CUDA modules (some 30 minutes, once) and takes that. The engine opencv-cuda is built
# wherever the OpenCV found has those modules, whatever this says.
set(GRADEVAULT_OPENCV_CUDA OFF CACHE STRING "OpenCV with CUDA for the engine opencv-cuda: OFF, ON or the folder of an OpenCV")
set(GRADEVAULT_OPENCV_CUDA_ARCHITECTURES 9.0 CACHE STRING "Compute capabilities that ON builds OpenCV for, such as 7.5,9.0")

# The folder of the OpenCV that was asked for, or nothing.
function(gradevault_opencv_cuda_folder out)
  if(NOT GRADEVAULT_OPENCV_CUDA)
    set(${out} "" PARENT_SCOPE)
    return()
  endif()
  set(folder "${GRADEVAULT_OPENCV_CUDA}")
  if(GRADEVAULT_OPENCV_CUDA STREQUAL "ON")
    message(STATUS "Engine opencv-cuda: OpenCV with CUDA for ${GRADEVAULT_OPENCV_CUDA_ARCHITECTURES} (builds it where it is not there)")
    execute_process(
      COMMAND ${PROJECT_SOURCE_DIR}/scripts/build-opencv-cuda --architectures ${GRADEVAULT_OPENCV_CUDA_ARCHITECTURES}
      OUTPUT_VARIABLE folder OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  endif()
  set(${out} "${folder}" PARENT_SCOPE)
endfunction()

gradevault_opencv_cuda_folder(gradevault_opencv_folder)
if(gradevault_opencv_folder)
  find_path(gradevault_opencv_config OpenCVConfig.cmake NO_CACHE NO_DEFAULT_PATH PATHS ${gradevault_opencv_folder}
    PATH_SUFFIXES lib/cmake/opencv4 lib64/cmake/opencv4 lib/${CMAKE_LIBRARY_ARCHITECTURE}/cmake/opencv4)
  if(NOT gradevault_opencv_config)
    message(FATAL_ERROR "GRADEVAULT_OPENCV_CUDA: no OpenCV is installed in ${gradevault_opencv_folder} (lib/cmake/opencv4/OpenCVConfig.cmake is missing)")
  endif()
  set(OpenCV_DIR "${gradevault_opencv_config}" CACHE PATH "Where OpenCV was found" FORCE)
  # Two CUDA runtimes must not meet in one program, so the engine cuda is compiled by the toolkit that OpenCV was built with.
  if(EXISTS "${gradevault_opencv_folder}/cuda/bin/nvcc")
    set(CUDA_TOOLKIT_ROOT_DIR "${gradevault_opencv_folder}/cuda" CACHE PATH "CUDA toolkit of that OpenCV" FORCE)
    set(CUDAToolkit_ROOT "${CUDA_TOOLKIT_ROOT_DIR}" CACHE PATH "CUDA toolkit of that OpenCV" FORCE)
    set(GRADEVAULT_NVCC "${CUDA_TOOLKIT_ROOT_DIR}/bin/nvcc" CACHE FILEPATH "nvcc of that toolkit" FORCE)
    set(CMAKE_CUDA_HOST_COMPILER "${CUDA_TOOLKIT_ROOT_DIR}/bin/g++-11" CACHE FILEPATH "The newest g++ that this nvcc takes" FORCE)
  endif()
endif()

# After find_package(OpenCV): sets GRADEVAULT_HAS_OPENCV_CUDA.
macro(gradevault_detect_opencv_cuda)
  set(GRADEVAULT_HAS_OPENCV_CUDA ON)
  foreach(module IN ITEMS cudaarithm cudafilters cudaimgproc cudaoptflow)
    if(NOT TARGET opencv_${module})
      set(GRADEVAULT_HAS_OPENCV_CUDA OFF)
    endif()
  endforeach()
  if(GRADEVAULT_HAS_OPENCV_CUDA)
    get_target_property(type opencv_core TYPE)
    if(type STREQUAL "STATIC_LIBRARY")
      add_link_options(-Wl,--gc-sections)  # the linker drops what a program does not call
    endif()
    message(STATUS "Engine opencv-cuda: OpenCV ${OpenCV_VERSION} with its CUDA modules, ${OpenCV_DIR}")
  elseif(gradevault_opencv_folder)
    message(FATAL_ERROR "GRADEVAULT_OPENCV_CUDA: the OpenCV in ${gradevault_opencv_folder} lacks cudaarithm, cudafilters, cudaimgproc or cudaoptflow")
  else()
    message(STATUS "Engine opencv-cuda: not built (OpenCV ${OpenCV_VERSION} has no CUDA modules; GRADEVAULT_OPENCV_CUDA=ON builds one that has)")
  endif()
endmacro()
