# Compiler and linker flags that every target of ours gets.
add_library(firebreak_options INTERFACE)
target_include_directories(firebreak_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(firebreak_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align
  -Wimplicit-fallthrough -Wunused-result -Wno-missing-field-initializers -Werror -fno-fast-math -ffp-contract=off)
# Release keeps enough to profile and to read a stack from a crash.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports false positives of these two in its own library at -O2.
  target_compile_options(firebreak_options INTERFACE -Wno-maybe-uninitialized -Wno-restrict)
  add_link_options(-fuse-ld=mold)
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  # libstdc++ 12's own stable_sort uses what C++23 has deprecated.
  target_compile_options(firebreak_options INTERFACE -Wno-deprecated-declarations)
endif()
if(FIREBREAK_SANITIZE)
  add_compile_options(-fsanitize=${FIREBREAK_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${FIREBREAK_SANITIZE})
endif()
if(FIREBREAK_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined -fuse-ld=lld-19)
endif()
