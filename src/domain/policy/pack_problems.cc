#include "domain/policy/pack_problems.h"

#include <algorithm>
#include <tuple>

namespace firebreak::policy {

void PackProblems::add(PackProblem problem) {
  if (problems_.size() < kPackProblemsMax) problems_.push_back(std::move(problem));
}

std::vector<Refusal> PackProblems::refusals(std::string_view file_name) const {
  std::vector<PackProblem> sorted = problems_;
  std::ranges::sort(sorted, {}, [](const PackProblem& problem) {
    return std::tie(problem.line, problem.column, problem.key, problem.code);
  });
  std::vector<Refusal> refusals;
  for (const PackProblem& problem : sorted) {
    refusals.push_back({.code = problem.code,
                        .field = problem.key,
                        .values = {{"file", std::string(file_name)},
                                   {"line", std::to_string(problem.line)},
                                   {"column", std::to_string(problem.column)},
                                   {"key", problem.key},
                                   {"found", problem.found},
                                   {"expected", problem.expected}}});
  }
  return refusals;
}

}  // namespace firebreak::policy
