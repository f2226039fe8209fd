// A city that grows, moves and is renumbered while requests of every kind come in, valid ones and
// garbage, twice and out of order. For property tests: the same seed gives the same story.
#pragma once

#include <string>
#include <vector>

#include "base/random.h"
#include "domain/laboratory/city_fixture.h"

namespace firebreak::laboratory {

class RandomIntake : public City {
 public:
  explicit RandomIntake(std::uint64_t seed) : random_(seed) {
    for (int i = 0; i < 12; ++i) grow();
    for (int i = 0; i < 60; ++i) add_random_person();
    renumber();
    for (int i = 0; i < 2; ++i) open_round();
    for (int i = 0; i < 3; ++i) {
      accept(OpenStation{.name = "station", .unit = random_unit()});
      accept(OpenLaboratory{.name = "laboratory " + std::to_string(i)});
    }
  }

  void step() {
    now = now + Duration::minutes(static_cast<std::int64_t>(random_.below(3)));
    const std::uint64_t dice = random_.below(100);
    if (dice < 3) {
      grow();
    } else if (dice < 9) {
      add_random_person();
    } else if (dice < 14) {
      if (registry.people().has(person())) move_person(any_known_person(), random_unit());
    } else if (dice < 15) {
      renumber();
    } else if (dice < 16) {
      open_round();
    } else {
      offer(random_request(dice));
    }
  }

  UnitId random_unit() {
    return UnitId{static_cast<std::uint32_t>(random_.below(registry.units().size()))};
  }
  Random& random() { return random_; }

 private:
  void grow() {
    const UnitId parent = random_unit();
    const int above = static_cast<int>(registry.units().level(parent));
    const int deepest = static_cast<int>(registry::kDeepestLevel);
    if (above < deepest) {
      add_unit(parent, static_cast<registry::UnitLevel>(random_.between(above + 1, deepest)));
    }
  }
  void add_random_person() {
    const bool provisional = random_.chance(0.1);
    add_person(random_unit(), provisional, static_cast<std::uint8_t>(1 + random_.below(15)));
  }
  void open_round() {
    offer(OpenRound{.campaign = "drill",
                    .name = std::to_string(laboratory.round_count()),
                    .units = {random_unit(), random_unit(), random_unit()},
                    .opens_at = now,
                    .deadline = now + Duration::hours(6),
                    .pool_size = static_cast<int>(random_.below(6))});
  }

  // Mostly sound, now and then just past the end of what there is.
  template <class Id>
  Id any(std::size_t count) {
    return Id{static_cast<std::uint32_t>(random_.below(count + (random_.chance(0.02) ? 2 : 0)))};
  }
  PersonId person() { return any<PersonId>(people()); }
  PersonId any_known_person() {
    return PersonId{static_cast<std::uint32_t>(random_.below(people()))};
  }
  RoundId round() { return any<RoundId>(laboratory.round_count()); }
  StationId station() { return any<StationId>(laboratory.stations().size()); }
  LaboratoryId a_laboratory() { return any<LaboratoryId>(laboratory.laboratories().size()); }
  std::string code() {
    if (random_.chance(0.01)) return "no code";
    // Mostly of one round and station, so that tubes fill.
    return "T" + std::to_string(laboratory.tubes().size() / 8 * 4 + random_.below(12));
  }
  std::vector<std::string> codes() {
    std::vector<std::string> codes(random_.below(6));
    for (std::string& one : codes) one = code();
    return codes;
  }

  BindSpecimen binding() {
    const std::string tube_code = code();
    BindSpecimen row{.tube_code = tube_code,
                     .person = person(),
                     .station = station(),
                     .round = round(),
                     .collected_at = now - Duration::minutes(random_.between(-20, 120))};
    if (random_.chance(0.15)) {
      row.purpose = TubePurpose::retest;
      row.tube_code = "R" + row.tube_code;
    }
    const auto known = laboratory.tubes().find(row.tube_code);
    if (known && random_.chance(0.9)) {
      row.round = laboratory.tubes().round(*known);
      if (laboratory.tubes().station(*known).known())
        row.station = laboratory.tubes().station(*known);
    }
    return row;
  }

  HandOverTubes hand_over() {
    HandOverTubes request{.round = round(),
                          .station = station(),
                          .courier = random_.chance(0.5) ? "box 1" : "box 2",
                          .tube_codes = {},
                          .declared_count = 3};
    const Tubes& tubes = laboratory.tubes();
    if (tubes.size() == 0 || random_.chance(0.3)) {
      request.tube_codes = codes();
      return request;
    }
    const TubeId tube{static_cast<std::uint32_t>(random_.below(tubes.size()))};
    request.round = tubes.round(tube);
    request.station = tubes.station(tube);
    request.tube_codes = {std::string(tubes.code(tube))};
    return request;
  }

  ReportResult result() {
    ReportResult row{.tube_code = (random_.chance(0.2) ? "R" : "") + code(),
                     .laboratory = a_laboratory(),
                     .outcome = static_cast<Outcome>(random_.below(4)),
                     .corrects = random_.chance(0.1)};
    if (random_.chance(0.3)) row.readings = {{.gene = "N", .cycle_threshold = 30.0}};
    return row;
  }

  Request random_request(std::uint64_t dice) {
    if (dice < 50) return binding();
    if (dice < 55) return BindSpecimens{{binding(), binding(), binding(), binding()}};
    if (dice < 59) return UndoBinding{.tube_code = code(), .person = person(), .reason = "wrong"};
    if (dice < 67) return hand_over();
    if (dice < 76) {
      return ReceiveTubes{.round = round(),
                          .laboratory = a_laboratory(),
                          .hand_over = random_.chance(0.3)
                                           ? static_cast<std::uint32_t>(random_.below(9))
                                           : CustodyRecord::kNone,
                          .tube_codes = codes()};
    }
    if (dice < 84) return result();
    if (dice < 86) return ReportResults{{result(), result()}};
    if (dice < 89) return VoidTube{.tube_code = code(), .reason = "leaked"};
    if (dice < 94) {
      return GrantExemption{.people = {person(), person()},
                            .round = random_.chance(0.5) ? round() : RoundId::none(),
                            .reason = "vaccinated",
                            .expires_at = now + Duration::minutes(random_.between(-5, 600))};
    }
    if (dice < 96) return ReportAntigen{.person = person(), .positive = random_.chance(0.2)};
    if (dice < 97) return CloseRound{.round = round()};
    return SetPoolSize{.round = round(),
                       .unit = random_unit(),
                       .pool_size = static_cast<int>(random_.below(5)),
                       .household_pool = random_.chance(0.2)};
  }

  Random random_;
};

}  // namespace firebreak::laboratory
