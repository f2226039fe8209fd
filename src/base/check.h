// CHECK: a programmer's promise, verified in every build.
//
// A failed CHECK prints the place and the promise and aborts: the journal is durable, so the
// program starts again and replays. Never used on what a user or a file can get wrong.
#pragma once

namespace firebreak {

[[noreturn]] void check_failed(const char* promise, const char* file, int line);

}  // namespace firebreak

#define CHECK(promise) \
  ((promise) ? static_cast<void>(0) : ::firebreak::check_failed(#promise, __FILE__, __LINE__))
