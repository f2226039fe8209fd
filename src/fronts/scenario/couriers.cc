#include "fronts/scenario/couriers.h"

#include <map>

#include <fmt/format.h>

#include "base/random.h"

namespace firebreak::scenario {
namespace {

constexpr Duration kTubeOpenMax = Duration::minutes(105);  // Then it goes though not full.
constexpr Duration kTurn = Duration::minutes(15);
constexpr std::uint32_t kTurns = 4;
constexpr std::int64_t kRideStepMinutes = 5;
constexpr Duration kFoundAfter = Duration::hours(3);  // A tube that its box lacked turns up.

// A number in [0, 1) that depends on the text alone.
double draw(std::uint64_t seed, std::string_view text) {
  return Random(mix(seed ^ key_of(text).low)).unit();
}

}  // namespace

void Couriers::start(Instant last) {
  const Instant next = agenda_.now() + kTurn;
  if (next > last) return;
  agenda_.at(next, [this, last] {
    start(last);
    turn_ = (turn_ + 1) % kTurns;
    return collect(lanes_.take(agenda_.now() - kTubeOpenMax, turn_, kTurns));
  });
}

Result<void> Couriers::collect_all() {
  return collect(lanes_.take(agenda_.now() + Duration::minutes(1), 0, 1));
}

// One box a site. Tubes found leaking are voided there and stay.
Result<std::vector<Couriers::Box>> Couriers::pack(std::vector<LaneTube> tubes) {
  std::map<StationId, Box> boxes;
  for (LaneTube& tube : tubes) {
    if (!tube.positive && draw(options_.seed, tube.code) < options_.voided) {
      const service::Answer answer =
          agenda_.ask(laboratory::Request(laboratory::VoidTube{
                          .tube_code = tube.code, .reason = "cap not tight, medium lost"}),
                      {.actor = "courier", .device = "courier"});
      if (answer) continue;
      // Of an upload that is still on its way: nobody can void what nobody has heard of.
      if (answer.error().code != "tube.unknown") return answer.error();
    }
    Box& box = boxes[tube.station];
    box.station = tube.station;
    box.laboratory = laboratories_.nearest(tube.station);
    box.courier = fmt::format("C{:02}-{:04}", box.laboratory.value, tube.station.value);
    box.tubes.push_back(std::move(tube));
  }
  std::vector<Box> packed;
  for (auto& [station, box] : boxes) packed.push_back(std::move(box));
  return packed;
}

Result<void> Couriers::collect(std::vector<LaneTube> tubes) {
  auto boxes = pack(std::move(tubes));
  if (!boxes) return boxes.error();
  std::vector<core::Envelope> envelopes;
  std::map<std::int64_t, std::vector<Box>> rides;  // By minutes on the way.
  for (Box& box : *boxes) {
    laboratory::HandOverTubes request{
        .round = lanes_.round(),
        .station = box.station,
        // Each box has a label of its own: the site's tubes of this hour.
        .courier = fmt::format("{} {}", box.courier, to_short_text(agenda_.now())),
        .tube_codes = {},
        .declared_count = static_cast<std::uint32_t>(box.tubes.size())};
    for (const LaneTube& tube : box.tubes) request.tube_codes.push_back(tube.code);
    const Span& ride = options_.ride_minutes;
    const double drawn = draw(options_.seed, request.courier);
    const auto minutes = static_cast<std::int64_t>(ride.first + drawn * (ride.last - ride.first));
    envelopes.push_back({.request = laboratory::Request(std::move(request)),
                         .actor = "courier",
                         .device = fmt::format("courier-{}", box.laboratory.value),
                         .occurred_at = agenda_.now()});
    rides[minutes / kRideStepMinutes * kRideStepMinutes].push_back(std::move(box));
  }
  for (const service::Answer& answer : agenda_.ask_all(std::move(envelopes))) {
    if (!answer) return answer.error();
  }
  for (auto& [minutes, box_list] : rides) {
    agenda_.at(agenda_.now() + Duration::minutes(minutes),
               [this, arrived = std::move(box_list)] { return deliver(arrived); });
  }
  return {};
}

Result<void> Couriers::deliver(const std::vector<Box>& boxes) {
  std::vector<core::Envelope> envelopes;
  const auto hand_overs = agenda_.look([&](const core::State& state) {
    std::vector<std::uint32_t> numbers;
    for (const Box& box : boxes) {
      const auto tube = state.laboratory.tubes().find(box.tubes.front().code);
      numbers.push_back(tube ? state.laboratory.tubes().hand_over(*tube)
                             : laboratory::CustodyRecord::kNone);
    }
    return numbers;
  });
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const Box& box = boxes[i];
    laboratory::ReceiveTubes request{
        .round = lanes_.round(), .laboratory = box.laboratory, .hand_over = hand_overs[i]};
    if (box.found_later) request.hand_over = laboratory::CustodyRecord::kNone;
    const bool lacks = box.tubes.size() > 1 &&
                       draw(options_.seed, box.tubes.front().code + "/box") < options_.box_lacks;
    const std::size_t here = box.tubes.size() - (lacks ? 1 : 0);
    if (lacks) {
      Box rest{.station = box.station,
               .laboratory = box.laboratory,
               .courier = box.courier,
               .tubes = {box.tubes.back()},
               .found_later = true};
      agenda_.at(agenda_.now() + kFoundAfter,
                 [this, rest = std::vector{std::move(rest)}] { return deliver(rest); });
    }
    for (std::size_t k = 0; k < here; ++k) {
      request.tube_codes.push_back(box.tubes[k].code);
      laboratories_.take(box.laboratory, box.tubes[k], options_.hours);
    }
    request.declared_count = static_cast<std::uint32_t>(box.tubes.size());
    envelopes.push_back({.request = laboratory::Request(std::move(request)),
                         .actor = "laboratory",
                         .device = fmt::format("laboratory-{}", box.laboratory.value),
                         .occurred_at = agenda_.now()});
  }
  for (const service::Answer& answer : agenda_.ask_all(std::move(envelopes))) {
    if (!answer) return answer.error();
  }
  return {};
}

}  // namespace firebreak::scenario
