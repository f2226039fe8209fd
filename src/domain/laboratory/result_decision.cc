// Refusals of a tube's result, in the order in which they are looked for:
//
//   tube.code  laboratory.unknown  result.readings  result.no_outcome  tube.unknown  tube.voided
//   (the same outcome again: a duplicate)
//   result.conflicting  another outcome before, unless that was inconclusive or is being corrected
//   result.empty_tube   nobody is in it and it never left its station: a number typed wrongly
//
// A tube that did leave may be empty only because a lane has not uploaded yet: its result is kept,
// and whoever is bound later gets it at once. Of an antigen: person.unknown, scope.outside.
// Laboratories work for every area, so a result asks for no scope.
#include "domain/laboratory/result_decision.h"

#include <algorithm>
#include <cmath>

#include "domain/laboratory/pool_resolution.h"
#include "domain/laboratory/refusals.h"

namespace firebreak::laboratory {
namespace {

constexpr std::size_t kGeneBytesMax = 20;
constexpr double kCycleThresholdMax = 60.0;

struct Interpreted {
  Outcome outcome = Outcome::none;
  bool single_target = false;
};

bool readings_are_sound(const std::vector<GeneReading>& readings) {
  return readings.size() <= kGeneTargetsMax &&
         std::ranges::all_of(readings, [](const GeneReading& reading) {
           return !reading.gene.empty() && reading.gene.size() <= kGeneBytesMax &&
                  reading.cycle_threshold >= 0.0 && reading.cycle_threshold <= kCycleThresholdMax;
         });
}

// As the laboratory said it, or by the pack's rule from the readings.
Interpreted interpret(const ReportResult& row, const policy::LaboratoryRule& rule) {
  const auto detected = std::ranges::count_if(row.readings, [&](const GeneReading& reading) {
    return reading.cycle_threshold > 0.0 &&
           reading.cycle_threshold <= rule.cycle_threshold_positive_max;
  });
  const bool single_target = detected > 0 && detected < rule.single_targets_min;
  if (row.outcome) return {.outcome = *row.outcome, .single_target = single_target};
  if (detected == 0) return {.outcome = Outcome::negative};
  if (!single_target) return {.outcome = Outcome::positive};
  return {.outcome = rule.single_target_is_positive ? Outcome::positive : Outcome::inconclusive,
          .single_target = true};
}

Refusal fault_of_row(const View& view, const ReportResult& row) {
  if (!tube_code_is_sound(row.tube_code)) {
    return refuse("tube.code", "tube_code", {value("limit", kTubeCodeBytesMax)});
  }
  if (!view.laboratory.laboratories().has(row.laboratory)) {
    return refuse("laboratory.unknown", "laboratory");
  }
  if (!readings_are_sound(row.readings)) return refuse("result.readings", "readings");
  const bool said =
      row.outcome && *row.outcome >= Outcome::negative && *row.outcome <= Outcome::inconclusive;
  if (row.outcome ? !said : row.readings.empty()) return refuse("result.no_outcome", "outcome");
  return {};
}

// Rows of one request, with the outcomes that earlier ones gave.
class ResultDraft {
 public:
  explicit ResultDraft(const View& view) : view_(view) {}

  RowOutcome report(const ReportResult& row) {
    if (Refusal fault = fault_of_row(view_, row); !fault.code.empty()) {
      return refused(std::move(fault));
    }
    const Tubes& tubes = view_.laboratory.tubes();
    const RefusalValue code = value("tube", row.tube_code);
    const std::optional<TubeId> tube = tubes.find(row.tube_code);
    if (!tube) return refused(refuse("tube.unknown", "tube_code", {code}));
    if (tubes.custody(*tube) == Custody::voided) {
      return refused(refuse("tube.voided", "tube_code", {code}));
    }
    const Interpreted result = interpret(row, view_.pack->laboratory);
    const Outcome before = Pending{.outcomes = outcomes_}.outcome(tubes, *tube);
    if (before == result.outcome) return duplicate(*tube);
    const bool replaces = before == Outcome::positive || before == Outcome::negative;
    if (replaces && !row.corrects) {
      return refused(refuse("result.conflicting", "outcome", {code}));
    }
    if (tubes.members(*tube).empty() && tubes.custody(*tube) == Custody::station) {
      return refused(refuse("result.empty_tube", "tube_code", {code}));
    }
    record(*tube, result, row, before != Outcome::none);
    return accepted(*tube);
  }

  // The results, then what they make known of pools.
  std::vector<Fact> facts() {
    std::ranges::sort(pools_);
    const auto [first, last] = std::ranges::unique(pools_);
    pools_.erase(first, last);
    for (const TubeId pool : pools_) {
      if (!is_positive_pool(view_.laboratory, pool, {.outcomes = outcomes_})) continue;
      append_resolution(view_.laboratory, pool, {.outcomes = outcomes_}, facts_);
    }
    return std::move(facts_);
  }

 private:
  void record(TubeId tube, const Interpreted& result, const ReportResult& row, bool corrects) {
    ResultReported& fact = *facts_.emplace_back().mutable_result_reported();
    fact.set_tube(tube.value);
    fact.set_outcome(static_cast<std::uint32_t>(result.outcome));
    fact.set_single_target(result.single_target);
    fact.set_laboratory(row.laboratory.value);
    for (const GeneReading& reading : row.readings) {
      fact.add_gene(reading.gene);
      fact.add_cycle_threshold_hundredths(
          static_cast<std::uint32_t>(std::lround(reading.cycle_threshold * 100.0)));
    }
    fact.set_corrects(corrects);
    outcomes_.emplace_back(tube, result.outcome);
    const Tubes& tubes = view_.laboratory.tubes();
    if (tubes.purpose(tube) != TubePurpose::retest) {
      pools_.push_back(tube);
    } else {
      for (const PersonId person : tubes.members(tube)) {
        pools_.push_back(view_.laboratory.tube_of(tubes.round(tube), person));
      }
    }
  }

  const View& view_;
  std::vector<std::pair<TubeId, Outcome>> outcomes_;
  std::vector<TubeId> pools_;  // That may be resolved by this.
  std::vector<Fact> facts_;
};

}  // namespace

Result<Decision> decide_result(const View& view, const ReportResult& row) {
  ResultDraft draft(view);
  RowOutcome outcome = draft.report(row);
  if (outcome.fate == RowFate::refused) return std::move(outcome.refusal);
  Decision decision{.facts = draft.facts()};
  decision.rows.push_back(std::move(outcome));
  return decision;
}

Result<Decision> decide_results(const View& view, const ReportResults& request) {
  if (request.rows.size() > kRowsPerRequestMax) {
    return refuse("laboratory.too_many_rows", "rows",
                  {value("rows", request.rows.size()), value("limit", kRowsPerRequestMax)});
  }
  ResultDraft draft(view);
  Decision decision;
  decision.rows.reserve(request.rows.size());
  for (const ReportResult& row : request.rows) decision.rows.push_back(draft.report(row));
  decision.facts = draft.facts();
  return decision;
}

Result<Decision> decide_antigen(const View& view, const ReportAntigen& request,
                                const RequestContext& context) {
  const registry::Population& people = view.registry.people();
  if (!people.has(request.person)) return refuse("person.unknown", "person");
  if (!in_scope(view, context, people.household(request.person))) {
    return refuse("scope.outside", "person");
  }
  Decision decision;
  const AntigenRow* last = view.laboratory.results().last_antigen(request.person);
  if (last != nullptr && last->at == context.occurred_at &&
      (last->positive != 0) == request.positive) {
    decision.rows.push_back(duplicate(TubeId::none()));
    return decision;
  }
  AntigenReported& reported = *decision.facts.emplace_back().mutable_antigen_reported();
  reported.set_person(request.person.value);
  reported.set_positive(request.positive);
  decision.rows.push_back(accepted(TubeId::none()));
  return decision;
}

}  // namespace firebreak::laboratory
