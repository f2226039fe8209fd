// What is wrong with a pack: all of it, in the order of the file, so that one reading mends all.
//
// Each is a Refusal whose values name the file, line, column, key, what was found and what may
// stand there. Keeps the first kPackProblemsMax.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace firebreak::policy {

inline constexpr std::size_t kPackProblemsMax = 100;

struct PackProblem {
  std::string code;  // "pack.missing_key"
  std::string key;   // The whole path: "infectious_period.before_anchor".
  int line = 1;
  int column = 1;
  std::string found{};     // As written; empty where nothing is.
  std::string expected{};  // A range, words, or an example: the same in every language.
};

class PackProblems {
 public:
  void add(PackProblem problem);
  bool empty() const { return problems_.empty(); }
  std::vector<Refusal> refusals(std::string_view file_name) const;  // By line.

 private:
  std::vector<PackProblem> problems_;
};

}  // namespace firebreak::policy
