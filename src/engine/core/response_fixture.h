// A response in memory for tests of any floor above: a small register, a pack of policies/, and
// requests answered by step(). Every batch is kept as the bytes that a journal would hold.
//
// One compound of two buildings with doors of two people each, an office, a round over the
// district, a station and a laboratory. Everybody in it is invented.
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/core/fact.pb.h"
#include "engine/core/step.h"

namespace firebreak::core {

inline constexpr Instant kAfternoon{1'648'625'400'000};  // 2022-03-30 15:30 local.

class SmallResponse {
 public:
  static constexpr std::uint32_t kDoorsPerBuilding = 8;
  static constexpr std::uint32_t kPeople = 4 * kDoorsPerBuilding;  // Two a door.

  explicit SmallResponse(const std::string& pack = "covid19_omicron_city") {
    accept(policy::AdoptPack{.toml = shipped(pack), .file_name = pack + ".toml"});
    register_city();
    accept(laboratory::OpenRound{.campaign = "drill",
                                 .name = "first",
                                 .units = {district},
                                 .opens_at = kAfternoon,
                                 .deadline = kAfternoon + Duration::hours(20)});
    accept(laboratory::OpenStation{.name = "east gate", .unit = neighbourhood});
    accept(laboratory::OpenLaboratory{.name = "first laboratory", .tubes_per_day = 100});
    later(60);
  }

  static std::string shipped(const std::string& pack) {
    std::ifstream file(std::string(FIREBREAK_SOURCE_DIR) + "/policies/" + pack + ".toml");
    return {std::istreambuf_iterator<char>(file), {}};
  }

  Result<Accepted> ask(Envelope envelope) {
    Batch batch;
    batch.set_recorded_at(now.milliseconds);
    Result<Accepted> accepted = step(state, envelope, now, batch);
    if (batch.facts_size() > 0) batches.push_back(batch.SerializeAsString());
    return accepted;
  }
  Result<Accepted> ask(Request request) { return ask(Envelope{.request = std::move(request)}); }
  Accepted accept(Request request) {
    const Result<Accepted> accepted = ask(std::move(request));
    EXPECT_TRUE(accepted.has_value()) << (accepted ? "" : accepted.error().code);
    return accepted ? *accepted : Accepted{};
  }
  std::string refusal(Request request) {
    const Result<Accepted> accepted = ask(std::move(request));
    return accepted ? "" : accepted.error().code;
  }

  void bind(const std::string& tube, std::uint32_t person,
            laboratory::TubePurpose purpose = laboratory::TubePurpose::screening) {
    accept(laboratory::BindSpecimen{.tube_code = tube,
                                    .person = PersonId{person},
                                    .station = StationId{0},
                                    .round = RoundId{0},
                                    .collected_at = now,
                                    .purpose = purpose});
  }
  void report(const std::string& tube, laboratory::Outcome outcome) {
    accept(laboratory::ReportResult{
        .tube_code = tube, .laboratory = LaboratoryId{0}, .outcome = outcome});
  }
  // The first `size` people in one tube, and its result an hour later.
  void pool(const std::string& tube, std::uint32_t size, laboratory::Outcome outcome) {
    for (std::uint32_t person = 0; person < size; ++person) bind(tube, person);
    later(60);
    report(tube, outcome);
  }
  void retest(const std::string& tube, std::uint32_t person, laboratory::Outcome outcome) {
    bind(tube, person, laboratory::TubePurpose::retest);
    later(30);
    report(tube, outcome);
  }
  void later(std::int64_t minutes) { now = now + Duration::minutes(minutes); }

  // The state that the recorded bytes add up to.
  State replayed() const {
    State again;
    for (const std::string& bytes : batches) {
      Batch batch;
      EXPECT_TRUE(batch.ParseFromString(bytes));
      for (const Fact& fact : batch.facts()) again.apply(fact, Instant{batch.recorded_at()});
    }
    return again;
  }

  const duties::Duty* open_duty(policy::DutyKind kind, duties::SubjectKind subject,
                                std::uint32_t id) const {
    const auto found = state.duties.find_open(kind, {.kind = subject, .id = id});
    return found ? &state.duties.duty(*found) : nullptr;
  }
  std::size_t open_duties(policy::DutyKind kind) const {
    std::size_t count = 0;
    for (const duties::Duty& duty : state.duties.duties()) {
      count += duty.open() && duty.kind == kind ? 1 : 0;
    }
    return count;
  }
  TubeId tube(const std::string& code) const { return *state.laboratory.tubes().find(code); }

  State state;
  Instant now = kAfternoon;
  std::vector<std::string> batches;
  UnitId district{1};
  UnitId subdistrict{2};
  UnitId neighbourhood{3};
  UnitId compound{4};
  UnitId building{5};  // Doors follow; then the other building and its doors.
  UnitId other_building{6};
  PlaceId office{0};

 private:
  void register_city() {
    using registry::UnitLevel;
    registry::RegisterUnits request{.first = UnitId{0}};
    const auto add = [&](UnitId parent, UnitLevel level, const std::string& name) {
      request.units.push_back({.parent = parent, .level = level, .name = name});
    };
    add(UnitId{0}, UnitLevel::city, "invented city");
    add(UnitId{0}, UnitLevel::district, "invented district");
    add(district, UnitLevel::subdistrict, "invented street");
    add(subdistrict, UnitLevel::neighbourhood, "invented community");
    add(neighbourhood, UnitLevel::compound, "invented compound");
    add(compound, UnitLevel::building, "1");
    add(compound, UnitLevel::building, "2");
    registry::RegisterPeople people;
    for (std::uint32_t door = 0; door < 2 * kDoorsPerBuilding; ++door) {
      const auto unit = UnitId{static_cast<std::uint32_t>(request.units.size())};
      add(door < kDoorsPerBuilding ? building : other_building, UnitLevel::household,
          std::to_string(100 + door));
      for (std::uint32_t i = 0; i < 2; ++i) {
        people.people.push_back({.person = PersonId{2 * door + i},
                                 .household = unit,
                                 .birth_day = Day{static_cast<std::int32_t>(500 * door)},
                                 .sex = i == 0 ? registry::Sex::male : registry::Sex::female,
                                 .presence = 1,
                                 .affiliation = door % 4 == 0 ? office : PlaceId::none()});
      }
    }
    accept(std::move(request));
    accept(registry::RegisterPlaces{.first = PlaceId{0},
                                    .places = {{.kind = policy::PlaceKind::workplace,
                                                .unit = other_building,
                                                .name = "invented office"}}});
    accept(std::move(people));
    accept(registry::Renumber{});
  }
};

}  // namespace firebreak::core
