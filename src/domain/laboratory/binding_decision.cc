// Refusals of a binding, in the order in which they are looked for:
//
//   tube.code           round.unknown      station.unknown    scope.outside     person.unknown
//   (the same person in the same tube already: a duplicate, whatever else has changed since)
//   clock.ahead         more than a day in the future
//   round.closed        collected after the closing
//   tube.other_round    tube.voided        tube.purpose       tube.other_station
//   tube.closed         collected after the tube had left its station
//   person.bound_twice  in another screening tube of the round
//   tube.full           tube.other_household
//
// What has happened in a lane is recorded whenever it can be: a clock that is off, a home outside
// the area, an upload after the hand-over or even after the result are accepted and flagged. A
// person bound after the result was in the tube, so the tube's result is the person's.
#include "domain/laboratory/binding_decision.h"

#include <algorithm>

#include "domain/laboratory/draft.h"
#include "domain/laboratory/pool_resolution.h"
#include "domain/laboratory/refusals.h"

namespace firebreak::laboratory {
namespace {

constexpr Duration kClockTolerance = Duration::minutes(10);
constexpr Duration kClockAheadMax = Duration::days(1);

// What is wrong with a row before its tube is looked at; an empty code when nothing is.
Refusal fault_of_row(const View& view, const BindSpecimen& row, const RequestContext& context) {
  if (!tube_code_is_sound(row.tube_code)) {
    return refuse("tube.code", "tube_code", {value("limit", kTubeCodeBytesMax)});
  }
  if (!view.laboratory.has(row.round)) return refuse("round.unknown", "round");
  if (!view.laboratory.stations().has(row.station)) return refuse("station.unknown", "station");
  if (!in_scope(view, context, view.laboratory.stations().unit(row.station))) {
    return refuse("scope.outside", "station");
  }
  if (!view.registry.people().has(row.person)) return refuse("person.unknown", "person");
  return {};
}

Refusal fault_of_time(const View& view, const BindSpecimen& row, const RequestContext& context) {
  if (row.collected_at - context.now > kClockAheadMax) {
    return refuse("clock.ahead", "collected_at",
                  {value("collected_at", to_text(row.collected_at))});
  }
  const Round& round = view.laboratory.round(row.round);
  if (!round.open() && row.collected_at - round.closed_at > kClockTolerance) {
    return refuse("round.closed", "round", {value("closed_at", to_text(round.closed_at))});
  }
  return {};
}

// What is wrong with putting the row into this tube that is there already.
Refusal fault_of_tube(const Draft& draft, const DraftTube& tube, const BindSpecimen& row) {
  const State& laboratory = draft.view().laboratory;
  const RefusalValue code = value("tube", row.tube_code);
  if (tube.round != row.round) {
    return refuse("tube.other_round", "tube_code",
                  {code, value("round", laboratory.round(tube.round).name)});
  }
  if (tube.custody == Custody::voided) return refuse("tube.voided", "tube_code", {code});
  if (tube.purpose != TubePurpose::unknown && tube.purpose != row.purpose) {
    return refuse("tube.purpose", "tube_code", {code});
  }
  if (tube.station.known() && tube.station != row.station) {
    const std::string_view name = laboratory.stations().name(tube.station);
    return refuse("tube.other_station", "tube_code", {code, value("station", std::string(name))});
  }
  if (tube.closed_at && row.collected_at - *tube.closed_at > kClockTolerance) {
    return refuse("tube.closed", "tube_code", {code, value("closed_at", to_text(*tube.closed_at))});
  }
  return {};
}

Refusal fault_of_person(const Draft& draft, const DraftTube* tube, const BindSpecimen& row) {
  if (row.purpose == TubePurpose::screening) {
    const TubeId other = draft.screening_tube_of(row.round, row.person);
    if (other.known()) {
      return refuse("person.bound_twice", "person",
                    {value("tube", std::string(draft.code(other)))});
    }
  }
  if (tube == nullptr || tube->purpose == TubePurpose::unknown) return {};
  if (draft.count(*tube) >= tube->capacity) {
    return refuse("tube.full", "tube_code",
                  {value("tube", row.tube_code), value("capacity", tube->capacity)});
  }
  const PersonId first = draft.first_member(*tube);
  const registry::Population& people = draft.view().registry.people();
  if (tube->household_pool && first.known() &&
      people.household(first) != people.household(row.person)) {
    return refuse("tube.other_household", "tube_code", {value("tube", row.tube_code)});
  }
  return {};
}

// The tube that this row would open: the stricter rule of its station and the person's home.
DraftTube new_tube(const View& view, const BindSpecimen& row) {
  DraftTube tube{.round = row.round, .station = row.station, .purpose = row.purpose};
  if (row.purpose == TubePurpose::retest) return tube;
  const Round& round = view.laboratory.round(row.round);
  const registry::UnitTree& units = view.registry.units();
  const PoolRule here = round.pool_rule(units, view.laboratory.stations().unit(row.station));
  const PoolRule home = round.pool_rule(units, view.registry.people().household(row.person));
  tube.capacity = std::min(capacity_of(here, *view.pack), capacity_of(home, *view.pack));
  tube.household_pool = here.household_pool != 0 || home.household_pool != 0;
  return tube;
}

std::uint8_t flags_of(const View& view, const DraftTube& tube, const BindSpecimen& row,
                      const RequestContext& context) {
  const Round& round = view.laboratory.round(row.round);
  const UnitId home = view.registry.people().household(row.person);
  int flags = 0;
  if (tube.closed_at) flags |= kLate;
  if (tube.outcome != Outcome::none) flags |= kAfterResult;
  if (row.collected_at - context.now > kClockTolerance) flags |= kClockAhead;
  if (round.opens_at - row.collected_at > kClockTolerance) flags |= kClockBehind;
  if (!round.covers(view.registry.units(), home)) flags |= kOutsideArea;
  if (view.registry.people().provisional(row.person)) flags |= kNotRegistered;
  if (!round.open()) flags |= kAfterClosing;
  if (!round.pool_rules.empty() && !tube.household_pool) {
    const PoolRule rule = round.pool_rule(view.registry.units(), home);
    if (rule.household_pool != 0 || rule.pool_size < tube.capacity) flags |= kStricterPool;
  }
  return static_cast<std::uint8_t>(flags);
}

RowOutcome bind(Draft& draft, const BindSpecimen& row, const RequestContext& context) {
  const View& view = draft.view();
  if (Refusal fault = fault_of_row(view, row, context); !fault.code.empty()) {
    return refused(std::move(fault));
  }
  DraftTube* tube = draft.find(row.tube_code);
  if (tube != nullptr && tube->round == row.round && draft.contains(*tube, row.person)) {
    return duplicate(tube->id);
  }
  if (Refusal fault = fault_of_time(view, row, context); !fault.code.empty()) {
    return refused(std::move(fault));
  }
  if (tube != nullptr) {
    if (Refusal fault = fault_of_tube(draft, *tube, row); !fault.code.empty()) {
      return refused(std::move(fault));
    }
  }
  if (Refusal fault = fault_of_person(draft, tube, row); !fault.code.empty()) {
    return refused(std::move(fault));
  }
  if (tube == nullptr) {
    tube = &draft.open(row.tube_code, new_tube(view, row));
  } else if (tube->purpose == TubePurpose::unknown) {
    const DraftTube fresh = new_tube(view, row);
    tube->station = row.station;
    tube->capacity = fresh.capacity;
    tube->purpose = row.purpose;
    tube->household_pool = fresh.household_pool;
    draft.claim(*tube);
  }
  const std::uint8_t flags = flags_of(view, *tube, row, context);
  draft.bind(*tube, row.person, row.collected_at, flags);
  return accepted(tube->id, flags);
}

}  // namespace

Result<Decision> decide_binding(const View& view, const BindSpecimen& row,
                                const RequestContext& context) {
  Draft draft(view);
  RowOutcome outcome = bind(draft, row, context);
  if (outcome.fate == RowFate::refused) return std::move(outcome.refusal);
  Decision decision{.facts = draft.facts()};
  decision.rows.push_back(std::move(outcome));
  return decision;
}

Result<Decision> decide_bindings(const View& view, const BindSpecimens& request,
                                 const RequestContext& context) {
  if (request.rows.size() > kRowsPerRequestMax) {
    return refuse("laboratory.too_many_rows", "rows",
                  {value("rows", request.rows.size()), value("limit", kRowsPerRequestMax)});
  }
  Draft draft(view);
  Decision decision;
  decision.rows.reserve(request.rows.size());
  for (const BindSpecimen& row : request.rows) {
    decision.rows.push_back(bind(draft, row, context));
  }
  decision.facts = draft.facts();
  return decision;
}

// Refuses, in this order: tube.code, text.length, tube.unknown, scope.outside, tube.voided,
// binding.unknown.
Result<Decision> decide_undoing(const View& view, const UndoBinding& request,
                                const RequestContext& context) {
  const Tubes& tubes = view.laboratory.tubes();
  const RefusalValue code = value("tube", request.tube_code);
  if (!tube_code_is_sound(request.tube_code)) {
    return refuse("tube.code", "tube_code", {value("limit", kTubeCodeBytesMax)});
  }
  if (!text_is_sound(request.reason)) {
    return refuse("text.length", "reason", {value("limit", kTextBytesMax)});
  }
  const std::optional<TubeId> tube = tubes.find(request.tube_code);
  if (!tube) return refuse("tube.unknown", "tube_code", {code});
  const StationId station = tubes.station(*tube);
  if (station.known() && !in_scope(view, context, view.laboratory.stations().unit(station))) {
    return refuse("scope.outside", "tube_code");
  }
  if (tubes.custody(*tube) == Custody::voided) return refuse("tube.voided", "tube_code", {code});
  if (!tubes.contains(*tube, request.person)) return refuse("binding.unknown", "person", {code});

  Decision decision;
  BindingUndone& undone = *decision.facts.emplace_back().mutable_binding_undone();
  undone.set_tube(tube->value);
  undone.set_person(request.person.value);
  undone.set_reason(request.reason);
  decision.rows.push_back(accepted(*tube));
  // Perhaps this was the one that the pool waited for.
  if (is_positive_pool(view.laboratory, *tube)) {
    append_resolution(view.laboratory, *tube, {.undone = request.person}, decision.facts);
  }
  return decision;
}

}  // namespace firebreak::laboratory
