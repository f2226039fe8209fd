// Refusals, in the order in which they are looked for; one odd tube refuses the whole scan, named,
// so that the box can be scanned again without it.
//
//   hand-over  laboratory.too_many_rows  round.unknown  station.unknown  scope.outside  text.length
//              tube by tube: tube.code  tube.other_round  tube.other_station  tube.voided
//              tube.custody (another courier has it)
//   receipt    laboratory.too_many_rows  round.unknown  laboratory.unknown  hand_over.unknown
//              tube by tube: tube.code  tube.voided
//   voiding    tube.code  text.length  tube.unknown  scope.outside  tube.resulted
//
// Scans come late and in any order: a code never seen before opens its tube (its bindings are still
// on some lane's telephone), a hand-over may be uploaded after the receipt or the result, and
// scanning a tube again where it is changes nothing.
#include "domain/laboratory/custody_decision.h"

#include <algorithm>
#include <set>

#include "domain/laboratory/draft.h"
#include "domain/laboratory/refusals.h"

namespace firebreak::laboratory {
namespace {

constexpr std::uint32_t kNoHandOver = CustodyRecord::kNone;

// Each code once, in the order of scanning; a refusal when one cannot be a code.
Result<std::vector<std::string_view>> codes_once(const std::vector<std::string>& codes) {
  std::set<std::string_view> seen;
  std::vector<std::string_view> once;
  for (std::size_t row = 0; row < codes.size(); ++row) {
    if (!tube_code_is_sound(codes[row])) {
      return refuse("tube.code", "tube_codes",
                    {value("row", row), value("limit", kTubeCodeBytesMax)});
    }
    if (seen.insert(codes[row]).second) once.push_back(codes[row]);
  }
  return once;
}

Refusal too_many_rows(std::size_t rows) {
  return refuse("laboratory.too_many_rows", "tube_codes",
                {value("rows", rows), value("limit", kRowsPerRequestMax)});
}

DraftTube& open_on_the_way(Draft& draft, std::string_view code, RoundId round, StationId station) {
  return draft.open(code, {.round = round, .station = station, .purpose = TubePurpose::unknown});
}

Refusal fault_of_request(const View& view, const HandOverTubes& request,
                         const RequestContext& context) {
  if (request.tube_codes.size() > kRowsPerRequestMax) {
    return too_many_rows(request.tube_codes.size());
  }
  if (!view.laboratory.has(request.round)) return refuse("round.unknown", "round");
  const Stations& stations = view.laboratory.stations();
  if (!stations.has(request.station)) return refuse("station.unknown", "station");
  if (!in_scope(view, context, stations.unit(request.station))) {
    return refuse("scope.outside", "station");
  }
  if (!text_is_sound(request.courier)) {
    return refuse("text.length", "courier", {value("limit", kTextBytesMax)});
  }
  return {};
}

// Whether the tube leaves by this hand-over, or why it cannot.
enum class Leaving : std::uint8_t { leaves, already_gone, known_already };

Result<Leaving> leaving(const View& view, const DraftTube& tube, std::string_view code,
                        const HandOverTubes& request) {
  const State& laboratory = view.laboratory;
  const RefusalValue named = value("tube", std::string(code));
  if (tube.round != request.round) {
    return refuse("tube.other_round", "tube_codes",
                  {named, value("round", laboratory.round(tube.round).name)});
  }
  if (tube.station.known() && tube.station != request.station) {
    return refuse("tube.other_station", "tube_codes",
                  {named, value("station", std::string(laboratory.stations().name(tube.station)))});
  }
  if (tube.custody == Custody::voided) return refuse("tube.voided", "tube_codes", {named});
  if (tube.custody == Custody::station) return Leaving::leaves;
  const std::uint32_t earlier = laboratory.tubes().hand_over(tube.id);
  if (earlier == kNoHandOver) return Leaving::already_gone;
  const std::string_view courier = laboratory.custody_record().courier(earlier);
  if (courier == request.courier) return Leaving::known_already;
  return refuse("tube.custody", "tube_codes", {named, value("courier", std::string(courier))});
}

}  // namespace

Result<Decision> decide_hand_over(const View& view, const HandOverTubes& request,
                                  const RequestContext& context) {
  if (Refusal fault = fault_of_request(view, request, context); !fault.code.empty()) return fault;
  auto codes = codes_once(request.tube_codes);
  if (!codes) return codes.error();
  Draft draft(view);
  Fact fact;
  TubesHandedOver& handed = *fact.mutable_tubes_handed_over();
  for (const std::string_view code : *codes) {
    const DraftTube* tube = draft.find(code);
    if (tube == nullptr) tube = &open_on_the_way(draft, code, request.round, request.station);
    const Result<Leaving> how = leaving(view, *tube, code, request);
    if (!how) return how.error();
    if (*how == Leaving::leaves) handed.add_tube(tube->id.value);
    if (*how == Leaving::already_gone) handed.add_already_gone(tube->id.value);
  }
  Decision decision{.facts = draft.facts()};
  if (handed.tube_size() + handed.already_gone_size() == 0) return decision;  // Known, or empty.
  handed.set_hand_over(
      static_cast<std::uint32_t>(view.laboratory.custody_record().hand_overs().size()));
  handed.set_round(request.round.value);
  handed.set_station(request.station.value);
  handed.set_courier(request.courier);
  handed.set_declared_count(request.declared_count);
  decision.facts.push_back(std::move(fact));
  return decision;
}

namespace {

// Puts one scanned tube into the receipt, unless it is known to be here.
Refusal receive(const View& view, const DraftTube& tube, std::string_view code,
                const ReceiveTubes& request, TubesReceived& received) {
  const Tubes& tubes = view.laboratory.tubes();
  if (tube.custody == Custody::voided) {
    return refuse("tube.voided", "tube_codes", {value("tube", std::string(code))});
  }
  const bool known = tubes.has(tube.id);
  if (tube.custody == Custody::resulted) {
    // Its result implied the receipt, if there was none: then the two have the same time.
    if (tubes.received_at(tube.id) == tubes.resulted_at(tube.id)) {
      received.add_already_resulted(tube.id.value);
    }
    return {};
  }
  const bool here = tube.custody == Custody::laboratory;
  if (here && tubes.laboratory(tube.id) == request.laboratory) return {};
  received.add_tube(tube.id.value);
  const bool of_hand_over =
      known && request.hand_over != kNoHandOver && tubes.hand_over(tube.id) == request.hand_over;
  if (tube.custody != Custody::courier || (request.hand_over != kNoHandOver && !of_hand_over)) {
    received.add_unexpected(tube.id.value);
  }
  return {};
}

void name_missing(const View& view, std::uint32_t hand_over, TubesReceived& received) {
  const auto& scanned = received.tube();
  const std::set<std::uint32_t> here(scanned.begin(), scanned.end());
  for (const TubeId tube : view.laboratory.custody_record().tubes_of(hand_over)) {
    if (view.laboratory.tubes().custody(tube) != Custody::courier) continue;
    if (!here.contains(tube.value)) received.add_missing(tube.value);
  }
}

}  // namespace

Result<Decision> decide_receipt(const View& view, const ReceiveTubes& request,
                                const RequestContext& /*context*/) {
  const State& laboratory = view.laboratory;
  if (request.tube_codes.size() > kRowsPerRequestMax) {
    return too_many_rows(request.tube_codes.size());
  }
  if (!laboratory.has(request.round)) return refuse("round.unknown", "round");
  if (!laboratory.laboratories().has(request.laboratory)) {
    return refuse("laboratory.unknown", "laboratory");
  }
  const bool boxed = request.hand_over != kNoHandOver;
  if (boxed && request.hand_over >= laboratory.custody_record().hand_overs().size()) {
    return refuse("hand_over.unknown", "hand_over");
  }
  auto codes = codes_once(request.tube_codes);
  if (!codes) return codes.error();
  Draft draft(view);
  Fact fact;
  TubesReceived& received = *fact.mutable_tubes_received();
  for (const std::string_view code : *codes) {
    const DraftTube* tube = draft.find(code);
    if (tube == nullptr) tube = &open_on_the_way(draft, code, request.round, StationId::none());
    if (Refusal fault = receive(view, *tube, code, request, received); !fault.code.empty()) {
      return fault;
    }
  }
  Decision decision{.facts = draft.facts()};
  const bool empty_box = boxed && codes->empty();
  if (received.tube_size() + received.already_resulted_size() == 0 && !empty_box) return decision;
  if (boxed) name_missing(view, request.hand_over, received);
  received.set_receipt(static_cast<std::uint32_t>(laboratory.custody_record().receipts().size()));
  received.set_laboratory(request.laboratory.value);
  received.set_hand_over(request.hand_over);
  received.set_declared_count(request.declared_count);
  decision.facts.push_back(std::move(fact));
  return decision;
}

Result<Decision> decide_voiding(const View& view, const VoidTube& request,
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
  Decision decision;
  if (tubes.custody(*tube) == Custody::voided) {
    decision.rows.push_back(duplicate(*tube));
    return decision;
  }
  if (tubes.custody(*tube) == Custody::resulted) {
    return refuse("tube.resulted", "tube_code", {code});  // Its result is to be corrected instead.
  }
  TubeVoided& voided = *decision.facts.emplace_back().mutable_tube_voided();
  voided.set_tube(tube->value);
  voided.set_reason(request.reason);
  decision.rows.push_back(accepted(*tube));
  return decision;
}

}  // namespace firebreak::laboratory
