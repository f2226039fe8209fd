#include "domain/laboratory/state.h"

#include <algorithm>
#include <bit>

#include "base/check.h"
#include "domain/laboratory/facts.pb.h"
#include "domain/laboratory/pool_resolution.h"

namespace firebreak::laboratory {
namespace {

bool screens(const Tubes& tubes, TubeId tube) {
  return tubes.purpose(tube) == TubePurpose::screening;
}

}  // namespace

std::span<const TubeId> State::retests_of(RoundId round, PersonId person) const {
  const auto found = retests_.find({round.value, person.value});
  if (found == retests_.end()) return {};
  return found->second;
}

TubeId State::lost_tube_of(RoundId round, PersonId person) const {
  const auto found = lost_.find({round.value, person.value});
  return found == lost_.end() ? TubeId::none() : found->second;
}

// Somebody came into the pool or a single result left it: it may be pending again.
void State::reopen_pool(TubeId tube) {
  const auto pool = results_.pools().find(tube.value);
  if (pool == results_.pools().end() || !is_positive_pool(*this, tube)) return;
  if (pool_status(*this, tube).resolution == Resolution::pending) pool->second.resolved = 0;
}

void State::open_round(const RoundOpened& fact, const registry::State& registry) {
  CHECK(fact.round() == rounds_.size());
  Round& round = rounds_.emplace_back();
  round.campaign = fact.campaign();
  round.name = fact.name();
  for (const std::uint32_t unit : fact.unit()) round.units.push_back(UnitId{unit});
  round.opens_at = {fact.opens_at()};
  round.deadline = {fact.deadline()};
  round.purpose = static_cast<RoundPurpose>(fact.purpose());
  round.pool_size = static_cast<std::uint8_t>(fact.pool_size());
  round.pack_id = fact.pack_id();
  round.pack_version = fact.pack_version();
  ledger_.add_round();
  round.marks.resize(registry.people().positions());
  for (std::uint32_t i = 0; i < exemptions_.all().size(); ++i) {
    if (!exemptions_.all()[i].round.known()) exempt(i, RoundId{fact.round()}, registry);
  }
}

void State::exempt(std::uint32_t exemption, RoundId id, const registry::State& registry) {
  Round& round = rounds_[id.value];
  const Exemption& row = exemptions_.all()[exemption];
  if (row.expires_at <= round.opens_at) return;
  round.marks.exempt.set(registry.people().position(row.person));
  if (row.expires_at < round.deadline) round.expiring.push_back(exemption);
}

void State::grant(const ExemptionsGranted& fact, const registry::State& registry) {
  const RoundId round{fact.round()};
  for (const std::uint32_t person : fact.person()) {
    const std::uint32_t exemption =
        exemptions_.add(PersonId{person}, round, fact.reason(), {fact.expires_at()});
    if (round.known()) {
      exempt(exemption, round, registry);
    } else {
      for (std::uint32_t i = 0; i < rounds_.size(); ++i) exempt(exemption, RoundId{i}, registry);
    }
  }
}

void State::set_pool_size(const PoolSizeSet& fact) {
  Round& round = rounds_[fact.round()];
  if (fact.pool_size() == 0) {
    round.pool_rules.erase(fact.unit());
    return;
  }
  round.pool_rules[fact.unit()] = {
      .pool_size = static_cast<std::uint8_t>(fact.pool_size()),
      .household_pool = static_cast<std::uint8_t>(fact.household_pool() ? 1 : 0)};
}

void State::open_station(const StationOpened& fact) {
  CHECK(fact.station() == stations_.size());
  stations_.add(fact.name(), UnitId{fact.unit()},
                {.longitude_microdegrees = fact.longitude_microdegrees(),
                 .latitude_microdegrees = fact.latitude_microdegrees()});
  ledger_.add_station();
}

void State::resolve(const PoolResolved& fact) {
  PoolRecord& pool = results_.pools()[fact.tube()];
  pool.resolved = 1;
  pool.positive.clear();
  for (const std::uint32_t person : fact.positive_person()) {
    pool.positive.push_back(PersonId{person});
  }
}

void State::open_tubes(const TubesOpened& fact, Instant at) {
  CHECK(fact.first_tube() == tubes_.size());
  for (int i = 0; i < fact.code_size(); ++i) {
    const TubeRow row{.code = fact.code(i),
                      .round = RoundId{fact.round(i)},
                      .station = StationId{fact.station(i)},
                      .capacity = static_cast<std::uint8_t>(fact.capacity(i)),
                      .purpose = static_cast<TubePurpose>(fact.purpose(i)),
                      .household_pool = fact.household_pool(i),
                      .opened_at = at};
    tubes_.add(row);
    ledger_.open(row.round, row.station);
  }
}

void State::claim(const TubeClaimed& fact) {
  const TubeId tube{fact.tube()};
  const StationId station{fact.station()};
  if (!tubes_.station(tube).known()) ledger_.claim(station, tubes_.custody(tube));
  tubes_.claim(tube, {.station = station,
                      .capacity = static_cast<std::uint8_t>(fact.capacity()),
                      .purpose = static_cast<TubePurpose>(fact.purpose()),
                      .household_pool = fact.household_pool()});
  if (screens(tubes_, tube) && tubes_.outcome(tube) == Outcome::positive) {
    results_.pools()[tube.value] = {};
  }
}

void State::collect(const SpecimensCollected& fact, const registry::State& registry) {
  const registry::Population& people = registry.people();
  const int rows = fact.tube_size();
  for (int i = 0; i < rows; ++i) {
    const TubeId tube{fact.tube(i)};
    const PersonId person{fact.person(i)};
    const Instant at{fact.first_collected_at() + fact.collected_after(i)};
    tubes_.bind(tube, person, unix_seconds(at));
    const RoundId id = tubes_.round(tube);
    if (screens(tubes_, tube)) {
      Round& round = rounds_[id.value];
      round.tube_of.set(person, tube.value);
      round.marks.mark(people.position(person), tubes_.custody(tube));
      if (tubes_.outcome(tube) == Outcome::positive) reopen_pool(tube);
    } else {
      retests_[{id.value, person.value}].push_back(tube);
    }
  }
  for (int i = 0; i < fact.flags_size(); ++i) {
    for (std::uint32_t bits = fact.flags(i); bits != 0; bits &= bits - 1) {
      ++rounds_[tubes_.round(TubeId{fact.tube(i)}).value].flagged[std::countr_zero(bits)];
    }
  }
}

void State::undo(const BindingUndone& fact, const registry::State& registry) {
  const TubeId tube{fact.tube()};
  const PersonId person{fact.person()};
  const RoundId id = tubes_.round(tube);
  Round& round = rounds_[id.value];
  tubes_.unbind(tube, person);
  if (screens(tubes_, tube)) {
    round.tube_of.set(person, PersonColumn::kNone);
    round.marks.unmark(registry.people().position(person));
    lost_[{id.value, person.value}] = tube;
    return;
  }
  std::erase(retests_[{id.value, person.value}], tube);
  // The result in that tube was not this person's: a pool may have relied on it.
  reopen_pool(TubeId{round.tube_of[person]});
}

void State::move(TubeId tube, Custody to, const registry::State& registry) {
  const Custody from = tubes_.custody(tube);
  const RoundId round = tubes_.round(tube);
  ledger_.move(round, tubes_.station(tube), from, to);
  if (from == Custody::laboratory) ledger_.leave(tubes_.laboratory(tube), to);
  tubes_.set_custody(tube, to);
  if (!screens(tubes_, tube)) return;
  for (const PersonId person : tubes_.members(tube)) {
    const std::uint32_t position = registry.people().position(person);
    if (to == Custody::voided) {
      rounds_[round.value].marks.unmark(position);
      rounds_[round.value].tube_of.set(person, PersonColumn::kNone);
      lost_[{round.value, person.value}] = tube;
    } else {
      rounds_[round.value].marks.mark(position, to);
    }
  }
}

void State::hand_over(const TubesHandedOver& fact, Instant at, const registry::State& registry) {
  CHECK(fact.hand_over() == custody_record_.hand_overs().size());
  std::vector<TubeId> tubes;
  for (const std::uint32_t value : fact.tube()) {
    tubes.push_back(TubeId{value});
    move(tubes.back(), Custody::courier, registry);
    tubes_.set_left(tubes.back(), fact.hand_over(), at);
  }
  for (const std::uint32_t value : fact.already_gone()) {
    tubes_.set_left(TubeId{value}, fact.hand_over(), at);
    custody_record_.add(
        {.kind = DiscrepancyKind::already_gone, .record = fact.hand_over(), .tube = TubeId{value}});
  }
  custody_record_.add_hand_over({.station = StationId{fact.station()},
                                 .courier = 0,
                                 .declared_count = fact.declared_count(),
                                 .tubes_end = 0,
                                 .at = at},
                                fact.courier(), tubes);
}

// In this laboratory from now on, wherever it was before.
void State::arrive(TubeId tube, LaboratoryId laboratory, Instant at,
                   const registry::State& registry) {
  if (tubes_.custody(tube) == Custody::laboratory) {
    if (tubes_.laboratory(tube) != laboratory) {
      ledger_.forward(tubes_.laboratory(tube), laboratory);
      tubes_.set_received(tube, laboratory, at);
    }
    return;
  }
  tubes_.set_received(tube, laboratory, at);
  ledger_.arrive(laboratory);
  move(tube, Custody::laboratory, registry);
}

void State::receive(const TubesReceived& fact, Instant at, const registry::State& registry) {
  CHECK(fact.receipt() == custody_record_.receipts().size());
  const LaboratoryId laboratory{fact.laboratory()};
  const auto note = [&](DiscrepancyKind kind, const auto& tubes) {
    for (const std::uint32_t tube : tubes) {
      custody_record_.add({.kind = kind, .record = fact.receipt(), .tube = TubeId{tube}});
    }
  };
  for (const std::uint32_t tube : fact.tube()) arrive(TubeId{tube}, laboratory, at, registry);
  note(DiscrepancyKind::missing, fact.missing());
  note(DiscrepancyKind::unexpected, fact.unexpected());
  note(DiscrepancyKind::already_resulted, fact.already_resulted());
  custody_record_.add_receipt({.laboratory = laboratory,
                               .hand_over = fact.hand_over(),
                               .declared_count = fact.declared_count(),
                               .received_count = static_cast<std::uint32_t>(fact.tube_size()),
                               .at = at});
}

void State::result(const ResultReported& fact, Instant at, const registry::State& registry) {
  const TubeId tube{fact.tube()};
  const auto outcome = static_cast<Outcome>(fact.outcome());
  if (tubes_.custody(tube) != Custody::resulted) {
    arrive(tube, LaboratoryId{fact.laboratory()}, at, registry);
    move(tube, Custody::resulted, registry);
  }
  tubes_.set_outcome(tube, outcome, at);
  std::vector<StoredReading> readings;
  for (int i = 0; outcome != Outcome::negative && i < fact.gene_size(); ++i) {
    readings.push_back({.gene = results_.gene_number(fact.gene(i)),
                        .cycle_threshold_hundredths = fact.cycle_threshold_hundredths(i)});
  }
  results_.set_readings(tube, std::move(readings));
  if (outcome == Outcome::positive && screens(tubes_, tube)) {
    results_.pools()[tube.value] = {};
  } else {
    results_.pools().erase(tube.value);
  }
}

void State::mark_anew(Round& round, const registry::State& registry, RoundId id) const {
  const registry::Population& people = registry.people();
  round.marks = {};
  round.marks.resize(people.positions());
  round.tube_of.for_each([&](PersonId person, std::uint32_t tube) {
    round.marks.mark(people.position(person), tubes_.custody(TubeId{tube}));
  });
  for (const Exemption& row : exemptions_.all()) {
    if (row.round.known() ? row.round != id : row.expires_at <= round.opens_at) continue;
    round.marks.exempt.set(people.position(row.person));
  }
}

void State::follow(const registry::PositionChanges& changes, const registry::State& registry) {
  for (const registry::Repositioned moved : changes.moved) {
    for (Round& round : rounds_) round.marks.move(moved);
  }
  if (!changes.renumbered) return;
  for (std::uint32_t i = 0; i < rounds_.size(); ++i) mark_anew(rounds_[i], registry, RoundId{i});
}

void State::apply(const Fact& fact, const FactHeader& header, const registry::State& registry) {
  const Instant at = header.occurred_at;
  switch (fact.fact_case()) {
    case Fact::kRoundOpened:
      return open_round(fact.round_opened(), registry);
    case Fact::kRoundClosed:
      rounds_[fact.round_closed().round()].closed_at = at;
      return;
    case Fact::kPoolSizeSet:
      return set_pool_size(fact.pool_size_set());
    case Fact::kStationOpened:
      return open_station(fact.station_opened());
    case Fact::kLaboratoryOpened:
      laboratories_.add(fact.laboratory_opened().name(), fact.laboratory_opened().tubes_per_day());
      ledger_.add_laboratory();
      return;
    case Fact::kExemptionsGranted:
      return grant(fact.exemptions_granted(), registry);
    case Fact::kTubesOpened:
      return open_tubes(fact.tubes_opened(), at);
    case Fact::kTubeClaimed:
      return claim(fact.tube_claimed());
    case Fact::kSpecimensCollected:
      return collect(fact.specimens_collected(), registry);
    case Fact::kBindingUndone:
      return undo(fact.binding_undone(), registry);
    case Fact::kTubesHandedOver:
      return hand_over(fact.tubes_handed_over(), at, registry);
    case Fact::kTubesReceived:
      return receive(fact.tubes_received(), at, registry);
    case Fact::kResultReported:
      return result(fact.result_reported(), at, registry);
    case Fact::kTubeVoided:
      return move(TubeId{fact.tube_voided().tube()}, Custody::voided, registry);
    case Fact::kAntigenReported:
      results_.add_antigen(PersonId{fact.antigen_reported().person()},
                           fact.antigen_reported().positive(), at);
      return;
    case Fact::kPoolResolved:
      return resolve(fact.pool_resolved());
    case Fact::FACT_NOT_SET:
      return;
  }
}

}  // namespace firebreak::laboratory
