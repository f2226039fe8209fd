// Poison pill: whatever was accepted must replay, from its bytes, to the very same State. Random
// streams of requests, sound ones and garbage, from the same seed always the same.
#include <gtest/gtest.h>

#include "base/memory_bytes.h"
#include "base/random.h"
#include "engine/core/response_fixture.h"

namespace firebreak::core {
namespace {

class RandomRequests {
 public:
  RandomRequests(std::uint64_t seed, SmallResponse& city) : random_(seed), city_(city) {}

  Envelope next() {
    Envelope envelope{.request = request()};
    if (random_.chance(0.3)) envelope.key = key_of("key " + std::to_string(random_.below(40)));
    if (random_.chance(0.3)) envelope.actor = "actor " + std::to_string(random_.below(5));
    if (random_.chance(0.3)) envelope.device = "lane " + std::to_string(random_.below(5));
    if (random_.chance(0.1)) envelope.actor = garbage();
    if (random_.chance(0.2)) {
      envelope.occurred_at = city_.now - Duration::minutes(random_.between(-60, 600));
    }
    if (random_.chance(0.1)) envelope.scope = unit();
    return envelope;
  }

 private:
  // Mostly an id that exists; sometimes the one after, sometimes none, sometimes nonsense.
  std::uint32_t number(std::uint64_t count) {
    if (random_.chance(0.9)) return static_cast<std::uint32_t>(random_.below(count + 1));
    if (random_.chance(0.3)) return 0xffffffffU;
    return static_cast<std::uint32_t>(random_.below(std::uint64_t{1} << 32));
  }
  UnitId unit() { return UnitId{number(city_.state.registry.units().size())}; }
  PersonId person() { return PersonId{number(SmallResponse::kPeople)}; }
  std::string garbage() {
    constexpr std::array<std::string_view, 5> kTexts{"", "好", "\xff\xfe", "x", "'; --"};
    if (random_.chance(0.1)) return std::string(random_.below(3000), 'z');
    return std::string(kTexts[random_.below(kTexts.size())]);
  }
  std::string text() { return random_.chance(0.8) ? "invented" : garbage(); }
  std::string tube() { return random_.chance(0.95) ? tube_name() : garbage(); }
  std::string tube_name() { return "T" + std::to_string(random_.below(12)); }
  Instant instant() { return city_.now + Duration::minutes(random_.between(-4000, 300)); }
  template <class Enum>
  Enum any(std::uint64_t count) {
    return static_cast<Enum>(random_.below(count));
  }

  Request request() {
    switch (random_.below(6)) {
      case 0:
      case 1:
      case 2:
        return laboratory_request();
      case 3:
        return tracing_request();
      case 4:
        return response_request();
      default:
        return registry_request();
    }
  }

  laboratory::BindSpecimen binding() {
    return {.tube_code = tube(),
            .person = person(),
            .station = StationId{number(1)},
            .round = RoundId{number(city_.state.laboratory.round_count())},
            .collected_at = instant(),
            .purpose = any<laboratory::TubePurpose>(2)};
  }

  laboratory::Request laboratory_request() {
    const RoundId round{number(city_.state.laboratory.round_count())};
    switch (random_.below(9)) {
      case 0:
        return laboratory::HandOverTubes{.round = round,
                                         .station = StationId{number(1)},
                                         .courier = text(),
                                         .tube_codes = {tube(), tube()}};
      case 1:
        return laboratory::ReceiveTubes{
            .round = round, .laboratory = LaboratoryId{number(1)}, .tube_codes = {tube()}};
      case 2:
      case 3:
        return laboratory::ReportResult{.tube_code = tube(),
                                        .laboratory = LaboratoryId{number(1)},
                                        .outcome = any<laboratory::Outcome>(4),
                                        .corrects = random_.chance(0.2)};
      case 4:
        return laboratory::ReportAntigen{.person = person(), .positive = random_.chance(0.5)};
      case 5:
        return laboratory::VoidTube{.tube_code = tube(), .reason = text()};
      case 6:
        return laboratory::UndoBinding{.tube_code = tube(), .person = person(), .reason = text()};
      case 7:
        return laboratory::OpenRound{.campaign = text(),
                                     .name = std::to_string(random_.below(5)),
                                     .units = {unit()},
                                     .opens_at = instant(),
                                     .deadline = instant(),
                                     .pool_size = static_cast<int>(random_.between(-1, 22))};
      default:
        laboratory::BindSpecimens bindings;
        const std::uint64_t rows = random_.below(8);
        for (std::uint64_t i = 0; i < rows; ++i) bindings.rows.push_back(binding());
        return bindings;
    }
  }

  tracing::Request tracing_request() {
    const CaseId id{number(city_.state.tracing.case_count())};
    switch (random_.below(5)) {
      case 0:
        return tracing::OpenCase{.person = person(),
                                 .label = random_.chance(0.2) ? garbage() : "",
                                 .classification = any<tracing::CaseClassification>(5),
                                 .onset = day_of(instant()),
                                 .positive_specimen_at = instant()};
      case 1:
        return tracing::UpdateCase{.case_id = id,
                                   .classification = any<tracing::CaseClassification>(5),
                                   .isolated_at = instant()};
      case 2:
        return tracing::ListContacts{.case_id = id};
      case 3:
        return tracing::RecordLink{.from_case = id,
                                   .to_case = CaseId{number(city_.state.tracing.case_count())},
                                   .setting = text()};
      default:
        tracing::RecordStays stays;
        for (int i = 0; i < 5; ++i) {
          const Instant from = instant();
          stays.stays.push_back({.person = person(),
                                 .place = PlaceId{number(1)},
                                 .entered_at = from,
                                 .left_at = from + Duration::minutes(random_.between(-9, 300))});
        }
        return stays;
    }
  }

  Request response_request() {
    zoning::Adoption adoption{.reason = text(), .adopted_by = text(), .second_person = garbage()};
    const ZoneId zone{number(city_.state.zoning.zones().size())};
    switch (random_.below(8)) {
      case 0:
        return zoning::Request(zoning::AdoptZone{.name = text(),
                                                 .level = any<policy::ZoneLevel>(4),
                                                 .units = {unit(), unit()},
                                                 .adoption = std::move(adoption)});
      case 1:
        return zoning::Request(zoning::ChangeZoneLevel{
            .zone = zone, .level = any<policy::ZoneLevel>(4), .adoption = std::move(adoption)});
      case 2:
        return zoning::Request(zoning::LiftZone{.zone = zone, .adoption = std::move(adoption)});
      case 3:
        return quarantine::Request(quarantine::HoldPerson{.person = person(), .unit = unit()});
      case 4:
        return quarantine::Request(quarantine::ConfirmHold{.person = person()});
      case 5:
        return quarantine::Request(quarantine::ReleasePerson{.person = person(), .reason = text()});
      case 6:
        return duties::Request(duties::CompleteDuty{
            .duty = DutyId{number(city_.state.duties.duties().size())}, .evidence = text()});
      default:
        return duties::Request(duties::EscalateOverdue{});
    }
  }

  Request registry_request() {
    registry::PersonRow row{.person = PersonId{static_cast<std::uint32_t>(random_.below(60))},
                            .household = unit(),
                            .birth_day = Day{static_cast<std::int32_t>(random_.below(20'000))},
                            .provisional = random_.chance(0.3)};
    switch (random_.below(5)) {
      case 0:
        return registry::Request(registry::RegisterPeople{.people = {row}});
      case 1:
        return registry::Request(registry::UpdatePerson{.row = row});
      case 2:
        return registry::Request(registry::Renumber{});
      case 3:
        return HoldRollCall{.label = garbage()};
      default:
        return policy::AdoptPack{
            .toml = random_.chance(0.2) ? SmallResponse::shipped("measles") : garbage(),
            .file_name = text()};
    }
  }

  Random random_;
  SmallResponse& city_;
};

// Sizes of things that must agree whatever happened.
void expect_sound(const State& state) {
  std::size_t held = 0;
  for (const quarantine::Hold& hold : state.quarantine.holds()) held += hold.active() ? 1 : 0;
  EXPECT_EQ(held, state.quarantine.active_count());
  std::size_t open = 0;
  for (const duties::Duty& duty : state.duties.duties()) open += duty.open() ? 1 : 0;
  EXPECT_EQ(open, state.duties.open_count());
}

TEST(Replay, GivesTheSameStateFromTheRecordedBytes) {
  std::size_t accepted = 0;
  std::size_t refused = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    SCOPED_TRACE(seed);
    SmallResponse city;
    RandomRequests requests(seed, city);
    for (int i = 0; i < 250; ++i) {
      const std::string before = city.state.hash();
      const Result<Accepted> answer = city.ask(requests.next());
      ++(answer ? accepted : refused);
      if (!answer) {
        ASSERT_EQ(city.state.hash(), before);  // A refusal changes nothing.
      }
      city.later(static_cast<std::int64_t>(i % 7));
    }
    expect_sound(city.state);
    ASSERT_EQ(city.replayed().hash(), city.state.hash());
  }
  EXPECT_GT(accepted, 2'000U);  // Otherwise the streams have lost their teeth.
  EXPECT_GT(refused, 2'000U);
}

TEST(Replay, TheWholeStateSurvivesASnapshot) {
  SmallResponse city;
  RandomRequests requests(7, city);
  for (int i = 0; i < 300; ++i) static_cast<void>(city.ask(requests.next()));
  MemorySink sink;
  SaveArchive save(sink);
  city.state.columns(save);
  MemorySource source(sink.bytes());
  LoadArchive load(source);
  State loaded;
  loaded.columns(load);
  ASSERT_FALSE(load.failed());
  EXPECT_EQ(loaded.hash(), city.state.hash());
}

}  // namespace
}  // namespace firebreak::core
