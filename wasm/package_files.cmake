# The preset wasm: makes the module in its three builds, each in a folder of its own by the preset wasm-VARIANT, and gathers what the npm
# package ships in package-files/. Run again, it rebuilds what changed.
include(ExternalProject)
set(gradevault_package_files "${CMAKE_BINARY_DIR}/package-files")

foreach(variant IN ITEMS threads simd baseline)
  # Beside this folder, so that `cmake --build --preset wasm-simd` builds in the same place.
  set(folder "${CMAKE_BINARY_DIR}-${variant}")
  set(choices "")
  foreach(choice IN ITEMS GRADEVAULT_OPENCV_SOURCE GRADEVAULT_OPENCV_URL GRADEVAULT_OPENCV_SHA256 GRADEVAULT_WERROR)
    if(DEFINED ${choice})
      list(APPEND choices "-D${choice}=${${choice}}")
    endif()
  endforeach()
  ExternalProject_Add(wasm-${variant}
    SOURCE_DIR "${CMAKE_SOURCE_DIR}" BINARY_DIR "${folder}" PREFIX "${CMAKE_BINARY_DIR}/${variant}"
    CONFIGURE_COMMAND ${CMAKE_COMMAND} -S <SOURCE_DIR> --preset wasm-${variant} -B <BINARY_DIR> ${choices}
    BUILD_COMMAND ${CMAKE_COMMAND} --build <BINARY_DIR> --target precheck_module
    INSTALL_COMMAND ${CMAKE_COMMAND} --install <BINARY_DIR> --component precheck_module --prefix "${gradevault_package_files}"
    BUILD_ALWAYS ON USES_TERMINAL_CONFIGURE ON USES_TERMINAL_BUILD ON)
endforeach()
