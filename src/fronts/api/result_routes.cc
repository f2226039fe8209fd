// What laboratories and grid workers report: results of tubes and people, exemptions, lost tubes.
#include <algorithm>
#include <array>

#include <boost/json.hpp>

#include "fronts/api/laboratory_routes.h"
#include "fronts/api/person_documents.h"
#include "fronts/api/result_table.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;
using laboratory::Outcome;

constexpr std::size_t kResultsMax = 10'000;

// The outcome that a word means; `single_target` is judged by the readings where there are some,
// else by the pack.
std::optional<Outcome> outcome_of(Body& row, bool has_readings, const policy::Pack* pack) {
  const std::string word = row.text("outcome");
  if (word == "negative") return Outcome::negative;
  if (word == "positive") return Outcome::positive;
  if (word == "inconclusive") return Outcome::inconclusive;
  if (word != "single_target") {
    row.blame("request.word", "outcome");
    return std::nullopt;
  }
  if (has_readings) return std::nullopt;
  const bool positive = pack != nullptr && pack->laboratory.single_target_is_positive;
  return positive ? Outcome::positive : Outcome::inconclusive;
}

laboratory::ReportResult read_result(Body& row, LaboratoryId laboratory, const policy::Pack* pack) {
  laboratory::ReportResult result{.tube_code = row.text("tube"), .laboratory = laboratory};
  if (auto readings = row.object_if("cycle_thresholds")) {
    for (const auto& [gene, threshold] : readings->object()) {
      const std::string name(gene);
      result.readings.push_back({.gene = name, .cycle_threshold = readings->real(name)});
    }
    if (readings->fault()) row.blame(*readings->fault());
  }
  result.outcome = outcome_of(row, !result.readings.empty(), pack);
  result.corrects = row.flag_or("corrects", false);
  return result;
}

Result<Plan> report_results(const Shown& shown, const Parameters& /*parameters*/, Body& body) {
  std::vector<Body> rows = body.rows("items");
  if (rows.size() > kResultsMax) {
    return Refusal{.code = "request.too_many_rows",
                   .field = "items",
                   .values = {{.name = "field", .value = "items"},
                              {.name = "rows", .value = std::to_string(rows.size())},
                              {.name = "limit", .value = std::to_string(kResultsMax)}}};
  }
  // Tables say it row by row.
  const LaboratoryId laboratory = body.id_or_none<LaboratoryId>("laboratory");
  laboratory::ReportResults request;
  request.rows.reserve(rows.size());
  for (Body& row : rows) {
    const LaboratoryId here =
        row.has("laboratory") ? row.id<LaboratoryId>("laboratory") : laboratory;
    if (!here.known()) body.blame("request.missing", "laboratory");
    request.rows.push_back(read_result(row, here, shown.state.pack()));
    if (row.fault()) body.blame(*row.fault());
  }
  return Plan{.envelope = {.request = laboratory::Request(std::move(request))}, .counted = true};
}

Result<Plan> report_antigen(const Shown& /*shown*/, const Parameters& /*parameters*/, Body& body) {
  const std::string outcome = body.text("outcome");
  if (outcome == "invalid") return Refusal{.code = "antigen.invalid", .field = "outcome"};
  if (outcome != "positive" && outcome != "negative") body.blame("request.word", "outcome");
  return Plan{.envelope = {.request = laboratory::Request(laboratory::ReportAntigen{
                               .person = person_of(body), .positive = outcome == "positive"})}};
}

Result<Plan> exempt(const Shown& /*shown*/, const Parameters& /*parameters*/, Body& body) {
  return Plan{.envelope = {.request = laboratory::Request(
                               laboratory::GrantExemption{.people = {body.id<PersonId>("person")},
                                                          .round = body.id<RoundId>("round"),
                                                          .reason = body.text("reason"),
                                                          .expires_at = body.time("until")})}};
}

Result<Plan> void_tube(const Shown& /*shown*/, const Parameters& parameters, Body& body) {
  constexpr std::array<std::string_view, 6> kReasons{"leaked",       "lost",    "mislabelled",
                                                     "broken_chain", "too_old", "other"};
  std::string reason = body.text("reason");
  if (std::ranges::find(kReasons, reason) == kReasons.end()) {
    body.blame("request.word", "reason");
  }
  const std::string note = body.text_or("note", {});
  if (!note.empty()) reason += ": " + note;
  return Plan{.envelope = {.request = laboratory::Request(laboratory::VoidTube{
                               .tube_code = parameters.text("code"), .reason = reason})}};
}

}  // namespace

void add_result_routes(Router& router) {
  router.post("/laboratory/results", report_results, {.table = results_from_table});
  router.post("/laboratory/antigen-results", report_antigen, {.documents = Documents::find});
  router.post("/laboratory/exemptions", exempt);
  router.post("/laboratory/tubes/{code}/void", void_tube);
}

}  // namespace firebreak::api
