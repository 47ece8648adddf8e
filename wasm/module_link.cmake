# The target precheck_module: wasm/module and core under it, linked as the ES module precheck-VARIANT.js with its precheck-VARIANT.wasm.
# What JavaScript may call is what precheck_api.h declares, and malloc and free.
set(api ${CMAKE_CURRENT_SOURCE_DIR}/module/precheck_api.h)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${api})
file(STRINGS ${api} declarations REGEX "^[A-Za-z].*gv_[a-z_]+\\(.*;")
set(exported _malloc _free)
foreach(declaration IN LISTS declarations)
  string(REGEX REPLACE "^.*[ *](gv_[a-z_]+)\\(.*$" "_\\1" name "${declaration}")
  list(APPEND exported ${name})
endforeach()
list(JOIN exported "," exported)

add_executable(precheck_module $<TARGET_OBJECTS:gradevault_precheck_api>)
target_link_libraries(precheck_module PRIVATE gradevault_defaults gradevault::precheck_api)
set_target_properties(precheck_module PROPERTIES
  OUTPUT_NAME precheck-${GRADEVAULT_WASM_VARIANT} SUFFIX .js RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/module)
target_link_options(precheck_module PRIVATE
  -O3 --no-entry -sEXPORTED_FUNCTIONS=${exported}
  -sMODULARIZE=1 -sEXPORT_ES6=1 -sUSE_ES6_IMPORT_META=1 -sENVIRONMENT=web,worker,node
  # Neither eval nor new Function, so that pages may forbid them (Content-Security-Policy).
  -sDYNAMIC_EXECUTION=0 -sFILESYSTEM=0
  -sINCOMING_MODULE_JS_API=instantiateWasm,locateFile,mainScriptUrlOrBlob,onAbort,print,printErr
  # 4K frames with their golden pictures take some 300 MB; more than 1 GB at a time phones do not give.
  -sINITIAL_MEMORY=64MB -sMAXIMUM_MEMORY=1GB -sALLOW_MEMORY_GROWTH=1 -sTOTAL_STACK=1MB)
if(GRADEVAULT_WASM_VARIANT STREQUAL "threads")
  # The threads are there before the module is: a worker that waits cannot let the browser start others. The loader says how many.
  target_link_options(precheck_module PRIVATE
    "-sPTHREAD_POOL_SIZE=Module.gradevaultThreads-1" -sPTHREAD_POOL_SIZE_STRICT=2 -sDEFAULT_PTHREAD_STACK_SIZE=1MB -Wno-pthreads-mem-growth)
endif()

install(FILES $<TARGET_FILE:precheck_module> ${PROJECT_BINARY_DIR}/module/precheck-${GRADEVAULT_WASM_VARIANT}.wasm
  DESTINATION . COMPONENT precheck_module)
# Emscripten before 3.1.58 starts threads by a file of its own.
install(FILES ${PROJECT_BINARY_DIR}/module/precheck-${GRADEVAULT_WASM_VARIANT}.worker.js DESTINATION . COMPONENT precheck_module OPTIONAL)
