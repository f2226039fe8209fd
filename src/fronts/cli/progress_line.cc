#include "fronts/cli/progress_line.h"

#include <cstdio>

#include <fmt/format.h>

namespace firebreak::cli {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kQuietFor{1000};
constexpr std::chrono::milliseconds kBetween{100};

}  // namespace

ProgressLine::ProgressLine(bool shown, std::string what)
    : shown_(shown), what_(std::move(what)), begun_(Clock::now()), last_(begun_) {}

void ProgressLine::name(std::string what) {
  if (what == what_) return;
  end();
  what_ = std::move(what);
  begun_ = Clock::now();
  started_ = false;
}

void ProgressLine::show(std::uint64_t done, std::uint64_t of) {
  const auto now = Clock::now();
  if (!shown_ || now - begun_ < kQuietFor || now - last_ < kBetween) return;
  last_ = now;
  started_ = true;
  if (of > 0) {
    fmt::print(stderr, "\r{}: {} of {} ({} %)   ", what_, done, of, done * 100 / of);
  } else {
    fmt::print(stderr, "\r{}: {}   ", what_, done);
  }
  std::fflush(stderr);
}

void ProgressLine::end() {
  if (!started_) return;
  const auto seconds = std::chrono::duration<double>(Clock::now() - begun_).count();
  fmt::print(stderr, "\r{}: {:.1f} s                              \n", what_, seconds);
  started_ = false;
}

}  // namespace firebreak::cli
