# A floor is a folder of src/ and one static library; its tests are one program.
# Sources are globbed, so a test file cannot be left out of the build by mistake.

# src/domain/tracing/facts.proto is included as "domain/tracing/facts.pb.h".
function(firebreak_facts)
  file(GLOB_RECURSE protos CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/src
       ${PROJECT_SOURCE_DIR}/src/*.proto)
  set(generated ${PROJECT_BINARY_DIR}/generated)
  file(MAKE_DIRECTORY ${generated})
  set(sources)
  foreach(proto ${protos})
    string(REGEX REPLACE "\\.proto$" "" stem ${proto})
    add_custom_command(
      OUTPUT ${generated}/${stem}.pb.cc ${generated}/${stem}.pb.h
      COMMAND protobuf::protoc -I ${PROJECT_SOURCE_DIR}/src --cpp_out=${generated}
              ${PROJECT_SOURCE_DIR}/src/${proto}
      DEPENDS ${PROJECT_SOURCE_DIR}/src/${proto} VERBATIM)
    list(APPEND sources ${generated}/${stem}.pb.cc)
  endforeach()
  add_library(firebreak_facts STATIC ${sources})
  target_link_libraries(firebreak_facts PUBLIC protobuf::libprotobuf)
  target_include_directories(firebreak_facts SYSTEM PUBLIC ${generated})
endfunction()

function(firebreak_floor floor)
  cmake_parse_arguments(FLOOR "" "" "USES" ${ARGN})
  set(folder ${PROJECT_SOURCE_DIR}/src/${floor})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cc)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "(_test|_bench|_fuzz)\\.cc$|/main\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  if(sources)
    add_library(firebreak_${floor} STATIC ${sources})
    target_link_libraries(firebreak_${floor} PUBLIC firebreak_options ${FLOOR_USES})
  else()
    add_library(firebreak_${floor} INTERFACE)
    target_link_libraries(firebreak_${floor} INTERFACE firebreak_options ${FLOOR_USES})
  endif()
  if(tests AND NOT FIREBREAK_FUZZ)
    add_executable(${floor}_tests ${tests})
    target_link_libraries(${floor}_tests PRIVATE firebreak_${floor} GTest::gtest GTest::gmock
                          GTest::gtest_main)
    target_compile_definitions(${floor}_tests PRIVATE
      FIREBREAK_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${floor} COMMAND ${floor}_tests)
  endif()
  firebreak_fuzzers(${floor})
  firebreak_benches(${floor})
endfunction()

# x_fuzz.cc becomes the program fuzz_x, linked with libFuzzer's main.
function(firebreak_fuzzers floor)
  file(GLOB_RECURSE fuzzers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${floor}/*_fuzz.cc)
  if(FIREBREAK_FUZZ)
    foreach(source ${fuzzers})
      get_filename_component(name ${source} NAME_WE)
      string(REGEX REPLACE "_fuzz$" "" name ${name})
      add_executable(fuzz_${name} ${source})
      target_link_libraries(fuzz_${name} PRIVATE firebreak_${floor})
      target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    endforeach()
  endif()
endfunction()

# All *_bench.cc of a floor become the program <floor>_benches (Google Benchmark).
function(firebreak_benches floor)
  file(GLOB_RECURSE benches CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${floor}/*_bench.cc)
  if(benches AND NOT FIREBREAK_FUZZ)
    add_executable(${floor}_benches ${benches})
    target_link_libraries(${floor}_benches PRIVATE firebreak_${floor} benchmark::benchmark
                          benchmark::benchmark_main)
  endif()
endfunction()
