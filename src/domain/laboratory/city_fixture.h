// A small register and a laboratory room for tests: facts go through decide, the wire and apply.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "domain/laboratory/decide.h"
#include "domain/registry/facts.pb.h"

namespace firebreak::laboratory {

inline constexpr Instant kOpens{1'648'650'000'000};  // 2022-03-30 22:20 local.

class City {
 public:
  City() {
    pack.id = "invented";
    pack.version = "1";
    pack.laboratory = {.pool_size = 3, .pool_size_max = 20, .single_target_is_positive = true};
    pack.exemptions = {{.id = "vaccinated", .title = {}, .hours_max = 48},
                       {.id = "bedridden", .title = {}, .hours_max = 9000}};
    add_unit(UnitId{0}, registry::UnitLevel::province);
  }

  UnitId add_unit(UnitId parent, registry::UnitLevel level) {
    const auto id = static_cast<std::uint32_t>(registry.units().size());
    registry::Fact fact;
    registry::UnitsRegistered& columns = *fact.mutable_units_registered();
    columns.set_first_unit(id);
    columns.add_parent(parent.value);
    columns.add_level(static_cast<std::uint32_t>(level));
    columns.add_name("unit " + std::to_string(id));
    apply(fact);
    return UnitId{id};
  }

  PersonId add_person(UnitId home, bool provisional = false, std::uint8_t presence = 5) {
    registry::Fact fact;
    registry::PeopleRegistered& columns = *fact.mutable_people_registered();
    columns.add_person(next_person_);
    columns.add_household(home.value);
    columns.add_birth_day(0);
    columns.add_sex(1);
    columns.add_presence(presence);
    columns.add_priority(0);
    columns.add_affiliation(PlaceId::kNone);
    columns.set_provisional(provisional);
    apply(fact);
    return PersonId{next_person_++};
  }

  void move_person(PersonId person, UnitId home) {
    registry::Fact fact;
    fact.mutable_person_moved()->set_person(person.value);
    fact.mutable_person_moved()->set_household(home.value);
    apply(fact);
  }

  void renumber() {
    registry::Fact fact;
    fact.mutable_renumbered();
    apply(fact);
  }

  Result<Decision> ask(const Request& request) const {
    return decide({.laboratory = laboratory, .registry = registry, .pack = &pack}, request,
                  context());
  }
  std::string refusal(const Request& request) const {
    const Result<Decision> decision = ask(request);
    return decision ? "" : decision.error().code;
  }
  Decision accept(const Request& request) {
    Result<Decision> decision = ask(request);
    EXPECT_TRUE(decision.has_value()) << (decision ? "" : decision.error().code);
    if (!decision) return {};
    record(*decision);
    return *std::move(decision);
  }
  bool offer(const Request& request) {  // Applied when accepted.
    const Result<Decision> decision = ask(request);
    if (decision) record(*decision);
    return decision.has_value();
  }

  RequestContext context() const { return {.now = now, .occurred_at = now, .scope = scope}; }
  std::uint32_t people() const { return next_person_; }

  registry::State registry;
  State laboratory;
  policy::Pack pack;
  Instant now = kOpens;
  UnitId scope{0};
  std::uint64_t facts_applied = 0;

 private:
  void record(const Decision& decision) {
    for (const Fact& fact : decision.facts) {
      Fact read;  // What the journal will give back.
      EXPECT_TRUE(read.ParseFromString(fact.SerializeAsString()));
      laboratory.apply(read, {.occurred_at = now, .recorded_at = now}, registry);
      ++facts_applied;
    }
  }
  void apply(const registry::Fact& fact) {
    const registry::PositionChanges changes =
        registry.apply(fact, {.occurred_at = now, .recorded_at = now});
    laboratory.follow(changes, registry);
  }

  std::uint32_t next_person_ = 0;
};

// Two compounds of three households each, ids in order; one round over the first, two stations.
class TwoCompounds : public City {
 public:
  TwoCompounds() {
    using registry::UnitLevel;
    for (UnitId* compound : {&east, &west}) {
      *compound = add_unit(UnitId{0}, UnitLevel::compound);
      for (int i = 0; i < 3; ++i) doors.push_back(add_unit(*compound, UnitLevel::household));
    }
    for (const UnitId door : doors) {
      for (int i = 0; i < 3; ++i) add_person(door);
    }
    renumber();
    accept(OpenRound{.campaign = "drill",
                     .name = "first",
                     .units = {east},
                     .opens_at = kOpens,
                     .deadline = kOpens + Duration::hours(14)});
    accept(OpenStation{.name = "east gate", .unit = east});
    accept(OpenStation{.name = "west gate", .unit = west});
    accept(OpenLaboratory{.name = "first laboratory", .tubes_per_day = 100});
    accept(OpenLaboratory{.name = "second laboratory", .tubes_per_day = 100});
    now = kOpens + Duration::hours(1);
  }

  BindSpecimen binding(std::string code, std::uint32_t person) const {
    return {.tube_code = std::move(code),
            .person = PersonId{person},
            .station = StationId{0},
            .round = RoundId{0},
            .collected_at = now};
  }
  BindSpecimen retest(std::string code, std::uint32_t person) const {
    BindSpecimen row = binding(std::move(code), person);
    row.purpose = TubePurpose::retest;
    return row;
  }
  HandOverTubes hand_over(std::vector<std::string> codes) const {
    return {.round = RoundId{0},
            .station = StationId{0},
            .courier = "box 7",
            .tube_codes = std::move(codes)};
  }
  ReceiveTubes receipt(std::vector<std::string> codes) const {
    return {.round = RoundId{0}, .laboratory = LaboratoryId{0}, .tube_codes = std::move(codes)};
  }
  ReportResult result(std::string code, Outcome outcome) const {
    return {.tube_code = std::move(code), .laboratory = LaboratoryId{0}, .outcome = outcome};
  }
  TubeId tube(std::string_view code) const { return *laboratory.tubes().find(code); }
  void later(std::int64_t minutes) { now = now + Duration::minutes(minutes); }

  UnitId east;
  UnitId west;
  std::vector<UnitId> doors;
};

}  // namespace firebreak::laboratory
