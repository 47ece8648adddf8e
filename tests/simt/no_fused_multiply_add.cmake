# Makes PTX of one .cu file with the build's flags (before -P: NVCC, its HOST compiler or nothing, SOURCE, INCLUDE, FLAGS with ';', OUT)
# and fails where it fuses multiplications with additions, divides or takes roots approximately, or flushes denormals: the exactness
# contract.
if(HOST)
  list(APPEND FLAGS -ccbin=${HOST})
endif()
execute_process(
  COMMAND ${NVCC} -std=c++17 -O3 ${FLAGS} -I${INCLUDE} -arch=compute_75 -ptx -o ${OUT} ${SOURCE}
  RESULT_VARIABLE failed ERROR_VARIABLE said)
if(failed)
  message(FATAL_ERROR "${said}")
endif()
file(STRINGS ${OUT} inexact REGEX "(fma|mad)\\.(rn|rz|f32|f64)|(div|sqrt|rcp|rsqrt)\\.(approx|full)|\\.ftz")
file(STRINGS ${OUT} multiplications REGEX "mul\\.(rn\\.)?f32")
if(inexact)
  message(FATAL_ERROR "${SOURCE}: not exact:\n${inexact}")
endif()
list(LENGTH multiplications count)
message(STATUS "${SOURCE}: ${count} plain multiplications, nothing inexact")
