# `cmake --install` leaves the program, the libraries, the headers, the schemas and a package that
# find_package(gradevault) finds; tests/install builds a consumer against it.
include(CMakePackageConfigHelpers)

set(gradevault_packaged core thread_pool engine_reference engine_cpu engine_cuda_host engine_cuda)
install(DIRECTORY core/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY core/executors/thread_pool/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY core/engines/reference/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY core/engines/cpu/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY core/engines/cuda/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY core/schema/ DESTINATION ${CMAKE_INSTALL_DATADIR}/gradevault/schema)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/gradevault)
if(GRADEVAULT_SERVER)
  list(APPEND gradevault_packaged engine_opencv engine_opencv_cuda align media artifacts analyze process device_process)
  foreach(folder IN ITEMS core/engines/opencv core/engines/opencv-cuda native-server/media native-server/artifacts native-server/analyze native-server/process native-server/device-process)
    install(DIRECTORY ${folder}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  endforeach()
  # `cmake --install BUILD --component program` leaves what a server needs and nothing to build against.
  install(TARGETS gradevault RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
  configure_file(packaging/gradevault.service.in ${PROJECT_BINARY_DIR}/packaging/gradevault.service @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/packaging/gradevault.service DESTINATION lib/systemd/system COMPONENT program)
  # The page, where it has been built (scripts/build-web); `serve` finds it there by itself.
  install(DIRECTORY web-demo/dist/ DESTINATION ${CMAKE_INSTALL_DATADIR}/gradevault/web COMPONENT program OPTIONAL)
  install(FILES packaging/gradevault.toml docs/operations.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
endif()
list(TRANSFORM gradevault_packaged PREPEND gradevault_)
install(TARGETS ${gradevault_packaged} EXPORT gradevaultTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT gradevaultTargets NAMESPACE gradevault:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/gradevault)
configure_package_config_file(cmake/gradevaultConfig.cmake.in ${PROJECT_BINARY_DIR}/gradevaultConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/gradevault)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/gradevaultConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/gradevaultConfig.cmake ${PROJECT_BINARY_DIR}/gradevaultConfigVersion.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/gradevault)
