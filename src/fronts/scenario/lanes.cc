#include "fronts/scenario/lanes.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/random.h"

namespace firebreak::scenario {
namespace {

constexpr Duration kLateUpload = Duration::minutes(100);
constexpr int kDoorMinutesMin = 60;  // A team comes to a sealed door after so long.
constexpr int kDoorMinutesMax = 240;
constexpr std::int64_t kAgeDaysMax = 70 * 365;

std::uint8_t capacity_of(const core::State& state, laboratory::PoolRule rule) {
  const int limit = state.pack()->laboratory.pool_size_max;
  return static_cast<std::uint8_t>(
      std::clamp<int>(rule.household_pool != 0 ? limit : rule.pool_size, 1, limit));
}

}  // namespace

Result<void> Lanes::register_strangers(std::vector<Arrival>& arrivals) const {
  registry::RegisterPeople request;
  PersonId next;
  for (Arrival& arrival : arrivals) {
    if (arrival.person.known()) continue;
    const std::uint64_t draw = mix(options_.seed ^ mix(arrival.minute) ^ arrival.station.value);
    registry::PersonRow row{
        .household = sites_.neighbourhood_of(arrival.station),
        .birth_day = day_of(agenda_.now()) - static_cast<int>(6'000 + draw % kAgeDaysMax / 2),
        .sex = draw % 2 == 0 ? registry::Sex::male : registry::Sex::female,
        .presence = static_cast<std::uint8_t>(registry::PresenceLayer::declared_present),
        .provisional = true};
    const Result<PersonId> id = agenda_.admit(row);
    if (!id) return id.error();
    // Without a vault ids are only proposed: several of one request follow each other.
    next = next.known() && *id <= next ? PersonId{next.value + 1} : *id;
    row.person = next;
    arrival.person = next;
    request.people.push_back(row);
  }
  if (request.people.empty()) return {};
  const service::Answer answer = agenda_.ask(registry::Request(std::move(request)),
                                             {.actor = "sampling_lane", .device = "lane"});
  if (!answer) return answer.error();
  return {};
}

std::vector<Lanes::Comer> Lanes::sift(const std::vector<Arrival>& arrivals) const {
  return agenda_.look([&](const core::State& state) {
    std::vector<Comer> comers;
    comers.reserve(arrivals.size());
    const laboratory::Round& round = state.laboratory.round(options_.round);
    const registry::UnitTree& units = state.registry.units();
    for (const Arrival& arrival : arrivals) {
      if (state.laboratory.tube_of(options_.round, arrival.person).known()) continue;
      if (state.quarantine.active(arrival.person) != nullptr) continue;
      Comer comer{.person = arrival.person,
                  .station = arrival.station,
                  .household = state.registry.people().household(arrival.person),
                  .capacity = std::min(round.pool_size, laboratory::kPoolSizeMax)};
      if (!round.pool_rules.empty()) {
        const auto home = round.pool_rule(units, comer.household);
        const auto here = round.pool_rule(units, state.laboratory.stations().unit(arrival.station));
        comer.capacity = std::min(capacity_of(state, home), capacity_of(state, here));
        comer.at_door = home.household_pool != 0 || here.household_pool != 0;
      }
      comers.push_back(comer);
    }
    return comers;
  });
}

void Lanes::add_due_doors(std::vector<Arrival>& arrivals) {
  std::erase_if(at_doors_, [&](const Arrival& waiting) {
    const UnitId household{waiting.minute};  // Of who waits at home: whose door.
    if (door_due_.at(household) > agenda_.now()) return false;
    arrivals.push_back(waiting);
    return true;
  });
}

void Lanes::postpone_to_door(const Comer& comer) {
  const auto minutes =
      static_cast<std::int64_t>(kDoorMinutesMin + mix(options_.seed ^ comer.household.value) %
                                                      (kDoorMinutesMax - kDoorMinutesMin));
  door_due_.try_emplace(comer.household, agenda_.now() + Duration::minutes(minutes));
  at_doors_.push_back(
      {.person = comer.person, .station = comer.station, .minute = comer.household.value});
}

std::string Lanes::next_code(Lane& lane, StationId station) {
  return fmt::format("{}{:04}{:05}", options_.prefix, station.value, ++lane.serial);
}

void Lanes::close(Lane& lane) {
  if (lane.open.count > 0) lane.waiting.push_back(std::move(lane.open.tube));
  lane.open = {};
}

LaneTube& Lanes::tube_for(Lane& lane, const Comer& comer) {
  OpenTube& open = lane.open;
  if (open.count > 0 && (open.count >= open.capacity || open.capacity != comer.capacity)) {
    close(lane);
  }
  if (open.count == 0) {
    open = {.tube = {.code = next_code(lane, comer.station), .station = comer.station},
            .capacity = comer.capacity,
            .opened_at = agenda_.now()};
  }
  ++open.count;
  return open.tube;
}

Result<void> Lanes::serve(std::size_t slot, std::span<const Arrival> planned) {
  std::vector<Arrival> arrivals(planned.begin(), planned.end());
  arrivals.insert(arrivals.end(), again_.begin(), again_.end());
  again_.clear();
  add_due_doors(arrivals);
  if (auto done = register_strangers(arrivals); !done) return done;
  std::vector<Comer> comers = sift(arrivals);
  std::erase_if(comers, [&](const Comer& comer) {
    const auto due = door_due_.find(comer.household);
    const bool visited = due != door_due_.end() && due->second <= agenda_.now();
    if (!comer.at_door || visited) return false;
    postpone_to_door(comer);
    return true;
  });
  std::ranges::stable_sort(comers, {}, [](const Comer& comer) {
    return std::tuple(comer.station, comer.at_door, comer.at_door ? comer.household.value : 0);
  });
  return upload(slot, comers);
}

// One lane's upload; which of its bindings will be undone goes into `undone`.
core::Envelope Lanes::bind(std::size_t slot, std::span<const Comer> comers, Random& random,
                           std::vector<Undone>& undone) {
  const StationId station = comers.front().station;
  Lane& lane = lanes_[station];
  const auto parts = static_cast<std::int64_t>(comers.size()) + 1;
  laboratory::BindSpecimens request;
  request.rows.reserve(comers.size());
  for (std::size_t i = 0; i < comers.size(); ++i) {
    const Comer& comer = comers[i];
    const Instant collected_at =
        agenda_.now() - kSlot +
        Duration{kSlot.milliseconds * (static_cast<std::int64_t>(i) + 1) / parts};
    const bool same_door = i > 0 && comers[i - 1].at_door && comer.at_door &&
                           comers[i - 1].household == comer.household;
    if (comer.at_door && !same_door) {
      lane.waiting.push_back({.code = next_code(lane, station), .station = station});
    }
    LaneTube& tube = comer.at_door ? lane.waiting.back() : tube_for(lane, comer);
    tube.positive |= cast_.positive_by_pcr(comer.person, collected_at);
    request.rows.push_back({.tube_code = tube.code,
                            .person = comer.person,
                            .station = station,
                            .round = options_.round,
                            .collected_at = collected_at});
    if (!comer.at_door && !cast_.infected(comer.person) &&
        random.chance(options_.mistakes.undone)) {
      undone.push_back({.comer = comer, .tube_code = tube.code});
    }
  }
  return {.request = laboratory::Request(std::move(request)),
          .actor = "sampling_lane",
          .device = fmt::format("lane-{}", station.value),
          .key = key_of(fmt::format("bind/{}/{}/{}", options_.round.value, station.value, slot)),
          .occurred_at = agenda_.now()};
}

Result<void> Lanes::upload(std::size_t slot, std::span<const Comer> comers) {
  std::vector<core::Envelope> envelopes;
  std::vector<Undone> undone;
  for (std::size_t first = 0; first < comers.size();) {
    const StationId station = comers[first].station;
    std::size_t last = first;
    while (last < comers.size() && comers[last].station == station) ++last;
    Random random(mix(options_.seed ^ mix((std::uint64_t{station.value} << 20U) | slot)));
    const bool late = random.chance(options_.mistakes.late);
    const bool twice = random.chance(options_.mistakes.twice);
    std::vector<Undone> none;
    core::Envelope envelope =
        bind(slot, comers.subspan(first, last - first), random, late ? none : undone);
    if (late) {
      agenda_.at(agenda_.now() + kLateUpload,
                 [this, envelope] { return note(agenda_.ask_all({envelope})); });
    } else {
      if (twice) envelopes.push_back(envelope);
      envelopes.push_back(std::move(envelope));
    }
    first = last;
  }
  if (auto noted = note(agenda_.ask_all(std::move(envelopes))); !noted) return noted;
  return undo(undone);
}

Result<void> Lanes::undo(const std::vector<Undone>& undone) {
  for (const Undone& wrong : undone) {
    const service::Answer answer = agenda_.ask(
        laboratory::Request(
            laboratory::UndoBinding{.tube_code = wrong.tube_code,
                                    .person = wrong.comer.person,
                                    .reason = "scanned into the wrong tube, sampled again"}),
        {.actor = "sampling_lane", .device = fmt::format("lane-{}", wrong.comer.station.value)});
    if (!answer) return answer.error();
    ++undone_;
    again_.push_back({.person = wrong.comer.person, .station = wrong.comer.station});
  }
  return {};
}

Result<void> Lanes::note(const std::vector<service::Answer>& answers) {
  for (const service::Answer& answer : answers) {
    if (!answer) return answer.error();
    repeated_ += answer->duplicate ? 1 : 0;
    for (const core::RowFate& row : answer->rows) {
      if (row.kind == core::RowFate::Kind::refused) ++refusals_[row.refusal.code];
    }
  }
  return {};
}

Result<LaneTube> Lanes::fill(StationId station, const std::vector<PersonId>& people) {
  Lane& lane = lanes_[station];
  LaneTube tube{.code = next_code(lane, station), .station = station};
  laboratory::BindSpecimens request;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const Instant at =
        agenda_.now() - Duration::minutes(static_cast<std::int64_t>(people.size() - i));
    tube.positive |= cast_.positive_by_pcr(people[i], at);
    request.rows.push_back({.tube_code = tube.code,
                            .person = people[i],
                            .station = station,
                            .round = options_.round,
                            .collected_at = at});
  }
  const service::Answer answer =
      agenda_.ask(laboratory::Request(std::move(request)),
                  {.actor = "sampling_lane", .device = fmt::format("lane-{}", station.value)});
  if (!answer) return answer.error();
  for (const core::RowFate& row : answer->rows) {
    if (row.kind == core::RowFate::Kind::refused) return row.refusal;
  }
  lane.waiting.push_back(tube);
  return tube;
}

std::vector<LaneTube> Lanes::take(Instant open_before, std::uint32_t turn, std::uint32_t turns) {
  std::vector<LaneTube> taken;
  for (auto& [station, lane] : lanes_) {
    if (station.value % turns != turn) continue;
    const bool full = lane.open.count >= lane.open.capacity;
    if (lane.open.count > 0 && (full || lane.open.opened_at < open_before)) close(lane);
    std::ranges::move(lane.waiting, std::back_inserter(taken));
    lane.waiting.clear();
  }
  return taken;
}

}  // namespace firebreak::scenario
