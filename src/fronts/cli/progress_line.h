// One line on standard error for whatever takes longer than a second; nothing for the rest.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace firebreak::cli {

class ProgressLine {
 public:
  ProgressLine(bool shown, std::string what);
  ~ProgressLine() { end(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(std::uint64_t done, std::uint64_t of = 0);  // At most ten times a second.
  void name(std::string what);                          // What follows is something else.
  void end();                                           // The line is finished, once.

 private:
  bool shown_;
  bool started_ = false;
  std::string what_;
  std::chrono::steady_clock::time_point begun_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace firebreak::cli
