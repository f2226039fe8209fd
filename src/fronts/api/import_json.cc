#include "fronts/api/import_json.h"

#include <boost/json.hpp>

#include "fronts/api/messages.h"

namespace firebreak::api {

namespace json = boost::json;

std::string reason_words(const Refusal& refusal) {
  return words_of(refusal, Language::zh) + " / " + words_of(refusal, Language::en);
}

json::object import_json(const imports::ImportOutcome& outcome, bool dry_run) {
  json::array rejections;
  for (const imports::ImportProblem& problem : outcome.problems) {
    if (rejections.size() == kRejectionsAnswered) break;
    rejections.emplace_back(json::object{{"line", problem.line},
                                         {"column", problem.refusal.field},
                                         {"code", problem.refusal.code},
                                         {"held", problem.held},
                                         {"detail_zh", words_of(problem.refusal, Language::zh)},
                                         {"detail_en", words_of(problem.refusal, Language::en)}});
  }
  json::object notes;
  for (const auto& [kind, count] : outcome.notes) notes[kind] = count;
  return {{"dry_run", dry_run},
          {"position", dry_run ? json::value(nullptr) : json::value(outcome.position)},
          {"rows", outcome.rows_read},
          {"created", outcome.created},
          {"updated", outcome.updated},
          {"held", outcome.held},
          {"rejected", outcome.rejected},
          {"at_row_limit", outcome.at_row_limit},
          {"notes", std::move(notes)},
          {"rejections", std::move(rejections)}};
}

}  // namespace firebreak::api
