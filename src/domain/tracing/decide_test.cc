// Requests, their refusals in the order in which they are found, and the State that facts make.
#include "domain/tracing/decide.h"

#include <gtest/gtest.h>

#include "base/archive.h"
#include "base/memory_bytes.h"
#include "domain/tracing/small_city.h"

namespace firebreak::tracing {
namespace {

const Instant kNow = start_of(kCityMonday + 4) + Duration::hours(12);

class Tracing : public testing::Test {
 protected:
  Tracing() : city_(1, {.people = 12, .households = 4, .places = 3}) {
    pack_.id = "test_pack";
    pack_.version = "1";
    pack_.infectious_period.days_before_anchor = 2;
    pack_.contact_classes = {
        {.id = "close_contact",
         .rules = {{.id = "same_place",
                    .places = {policy::PlaceKind::shop, policy::PlaceKind::restaurant,
                               policy::PlaceKind::workplace, policy::PlaceKind::class_group,
                               policy::PlaceKind::school},
                    .minutes_min = 15}}}};
    pack_.retention_days = {{"stays", 3}};
  }

  Result<Decision> ask(const Request& request) {
    const View view{.tracing = state_, .registry = city_.registry, .pack = pack_in_force_};
    return decide(view, request, {.now = kNow, .occurred_at = kNow});
  }

  Decision accept(const Request& request) {
    Result<Decision> decided = ask(request);
    EXPECT_TRUE(decided.has_value()) << (decided ? "" : decided.error().code);
    if (!decided) return {};
    for (const Fact& fact : decided->facts) {
      state_.apply(fact, {.occurred_at = kNow, .recorded_at = kNow});
    }
    return *decided;
  }

  std::string refusal(const Request& request) {
    const Result<Decision> decided = ask(request);
    return decided ? "accepted" : decided.error().code;
  }

  static StayRow stay(std::uint32_t person, std::uint32_t place, int hour, int minutes) {
    const Instant from = start_of(kCityMonday + 3) + Duration::hours(hour);
    return {.person = PersonId{person},
            .place = PlaceId{place},
            .entered_at = from,
            .left_at = from + Duration::minutes(minutes)};
  }

  SmallCity city_;
  policy::Pack pack_;
  const policy::Pack* pack_in_force_ = &pack_;
  State state_;
};

TEST_F(Tracing, StaysAreTakenRowByRow) {
  StayRow future = stay(1, 1, 9, 10);
  future.entered_at = kNow + Duration::hours(1);
  future.left_at = future.entered_at + Duration::minutes(1);
  StayRow old = stay(1, 1, 9, 10);
  old.entered_at = old.entered_at - Duration::days(400);
  old.left_at = old.left_at - Duration::days(400);
  const Decision decision = accept(RecordStays{
      {stay(0, 0, 9, 30), stay(500, 0, 9, 30), stay(0, 77, 9, 30), stay(0, 0, 9, 0),
       stay(0, 0, 9, 21 * 24 * 60), future, old, stay(0, 0, 9, 30), stay(2, 0, 9, 30)}});
  std::vector<std::pair<std::uint32_t, std::string>> refused;
  for (const RowRefusal& each : decision.row_refusals) refused.emplace_back(each.row, each.code);
  EXPECT_EQ(refused, (std::vector<std::pair<std::uint32_t, std::string>>{{1, "person.unknown"},
                                                                         {2, "place.unknown"},
                                                                         {3, "stay.duration"},
                                                                         {4, "stay.too_long"},
                                                                         {5, "stay.future"},
                                                                         {6, "stay.expired"},
                                                                         {7, "stay.duplicate"}}));
  EXPECT_EQ(decision.rows_accepted + decision.row_refusals.size(), 9U);
  EXPECT_EQ(state_.stays().size(), 2U);
}

TEST_F(Tracing, LongStaysAreCutAndAFileSentTwiceDoesNoHarm) {
  const RecordStays file{{stay(0, 0, 20, 30 * 60), stay(1, 0, 9, 20)}};
  EXPECT_EQ(refusal(file), "accepted");
  const Result<Decision> too_late = ask(file);
  EXPECT_EQ(too_late->rows_accepted, 1U);  // Thirty hours from 20:00 end beyond tomorrow.
  StayRow long_stay = stay(0, 0, 20, 30 * 60);
  long_stay.entered_at = long_stay.entered_at - Duration::days(2);
  long_stay.left_at = long_stay.left_at - Duration::days(2);
  EXPECT_EQ(accept(RecordStays{{long_stay}}).facts.size(), 2U);  // 20:00, 08:00, 20:00: two days.
  EXPECT_EQ(state_.stays().size(), 3U);
  const Decision again = accept(RecordStays{{long_stay}});
  EXPECT_TRUE(again.facts.empty());
  ASSERT_EQ(again.row_refusals.size(), 1U);
  EXPECT_EQ(again.row_refusals[0].code, "stay.duplicate");
}

TEST_F(Tracing, RetentionDropsOnlyWhatMayGo) {
  accept(RecordStays{{stay(0, 0, 9, 30)}});
  EXPECT_EQ(refusal(DropStays{kCityMonday + 2}), "stays.kept_longer");
  EXPECT_EQ(accept(DropStays{kCityMonday + 1}).facts.size(), 1U);
  EXPECT_EQ(state_.stays().size(), 1U);
  pack_in_force_ = nullptr;
  EXPECT_EQ(refusal(DropStays{kCityMonday}), "pack.none");
}

TEST_F(Tracing, ACaseIsOpenedOncePerPersonAndLabel) {
  EXPECT_EQ(refusal(OpenCase{.person = PersonId{900}}), "person.unknown");
  EXPECT_EQ(refusal(OpenCase{}), "case.label");
  EXPECT_EQ(refusal(OpenCase{.person = PersonId{1}, .onset = kCityMonday + 9}), "case.onset");
  EXPECT_EQ(
      refusal(OpenCase{.person = PersonId{1}, .positive_specimen_at = kNow + Duration::hours(1)}),
      "case.future");
  accept(OpenCase{.person = PersonId{1}});
  accept(OpenCase{.label = "SK_14", .origin = CaseOrigin::imported});
  EXPECT_EQ(refusal(OpenCase{.person = PersonId{1}}), "case.already_open");
  EXPECT_EQ(refusal(OpenCase{.label = "SK_14"}), "case.label_taken");
  EXPECT_EQ(state_.find_label("SK_14"), CaseId{1});
  EXPECT_EQ(state_.case_record(CaseId{1}).label, "SK_14");
  accept(UpdateCase{.case_id = CaseId{0}, .classification = CaseClassification::discarded});
  EXPECT_FALSE(state_.open_case_of(PersonId{1}).has_value());
  accept(OpenCase{.person = PersonId{1}});
  EXPECT_EQ(state_.open_case_of(PersonId{1}), CaseId{2});
  EXPECT_EQ(
      refusal(UpdateCase{.case_id = CaseId{0}, .classification = CaseClassification::confirmed}),
      "case.already_open");
}

TEST_F(Tracing, AnUpdateRecordsOnlyWhatChanges) {
  EXPECT_EQ(refusal(UpdateCase{.case_id = CaseId{0}}), "case.unknown");
  accept(OpenCase{.person = PersonId{1}, .onset = kCityMonday});
  EXPECT_TRUE(accept(UpdateCase{.case_id = CaseId{0}, .onset = kCityMonday}).facts.empty());
  EXPECT_EQ(refusal(UpdateCase{.case_id = CaseId{0}, .onset = kCityMonday, .without_onset = true}),
            "case.onset");
  accept(UpdateCase{.case_id = CaseId{0}, .isolated_at = kNow, .without_onset = true});
  const CaseRecord record = state_.case_record(CaseId{0});
  EXPECT_FALSE(record.onset.has_value());
  EXPECT_EQ(record.isolated_at, kNow);
}

TEST_F(Tracing, ContactsAreListedWithTheirEvidence) {
  EXPECT_EQ(refusal(ListContacts{CaseId{0}}), "case.unknown");
  accept(OpenCase{.person = PersonId{1}});
  accept(OpenCase{.label = "SK_1"});
  EXPECT_EQ(refusal(ListContacts{CaseId{0}}), "case.no_anchor");
  EXPECT_EQ(refusal(ListContacts{CaseId{1}}), "case.not_registered");
  accept(UpdateCase{.case_id = CaseId{0}, .onset = kCityMonday + 4});
  pack_in_force_ = nullptr;
  EXPECT_EQ(refusal(ListContacts{CaseId{0}}), "pack.none");
  pack_in_force_ = &pack_;
  accept(RecordStays{{stay(1, 0, 3, 60), stay(2, 0, 3, 30), stay(3, 0, 3, 14)}});
  accept(ListContacts{CaseId{0}});
  const ContactList* list = state_.contacts(CaseId{0});
  ASSERT_NE(list, nullptr);
  EXPECT_EQ(list->pack_id, "test_pack");
  EXPECT_EQ(list->window_from, start_of(kCityMonday + 2));
  const auto found = std::ranges::find(list->contacts, PersonId{2}, &Contact::person);
  ASSERT_NE(found, list->contacts.end());
  const Instant met = start_of(kCityMonday + 3) + Duration::hours(3);
  EXPECT_LE(found->first_at, met);
  EXPECT_GE(found->minutes, 30U);
  EXPECT_EQ(state_.contacts(CaseId{1}), nullptr);
}

TEST_F(Tracing, RolesAreKeptInOrder) {
  accept(OpenCase{.person = PersonId{1}, .onset = kCityMonday + 4});
  accept(RecordStays{{stay(1, 0, 3, 60), stay(2, 0, 3, 30)}});
  accept(ListContacts{CaseId{0}});
  accept(ListContacts{CaseId{0}});
  accept(OpenCase{.person = PersonId{2}, .onset = kCityMonday + 4});
  accept(ListContacts{CaseId{1}});
  const std::vector<RoleChange> history = state_.roles().of(PersonId{2});
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history[0].case_id, CaseId{0});
  EXPECT_EQ(history[0].degree, 1);
  EXPECT_TRUE(history[1].is_case());
  EXPECT_EQ(history[1].case_id, CaseId{1});
  EXPECT_TRUE(state_.roles().current(PersonId{1})->is_case());
}

TEST_F(Tracing, LinksNameOneEndThatIsKnown) {
  accept(OpenCase{.label = "SK_1"});
  accept(OpenCase{.label = "SK_14"});
  const RecordLink link{.from_case = CaseId{0}, .to_case = CaseId{1}, .setting = "Emergency room"};
  EXPECT_EQ(refusal(RecordLink{.from_case = CaseId{7}, .to_case = CaseId{1}}), "case.unknown");
  EXPECT_EQ(refusal(RecordLink{.from_case = CaseId{0}, .to_case = CaseId{7}}), "case.unknown");
  EXPECT_EQ(refusal(RecordLink{.from_case = CaseId{0}}), "link.ends");
  EXPECT_EQ(refusal(RecordLink{.from_case = CaseId{0}, .to_case = CaseId{0}}), "link.ends");
  EXPECT_EQ(refusal(RecordLink{.from_case = CaseId{0}, .to_person = PersonId{99}}),
            "person.unknown");
  EXPECT_EQ(refusal(RecordLink{.from_case = CaseId{0},
                               .to_case = CaseId{1},
                               .setting = std::string(kSettingBytesMax + 1, 'x')}),
            "link.setting");
  accept(link);
  EXPECT_EQ(refusal(link), "link.duplicate");
  ASSERT_EQ(state_.link_count(), 1U);
  EXPECT_EQ(state_.link(0).setting, "Emergency room");
  EXPECT_FALSE(state_.link(0).day.has_value());
}

TEST_F(Tracing, ActsOnlyWithinItsScope) {
  const View view{.tracing = state_, .registry = city_.registry, .pack = &pack_};
  const UnitId home = city_.registry.people().household(PersonId{1});
  const UnitId other{home.value == 2 ? 3U : 2U};
  const auto within = [&](UnitId scope) {
    return decide(view, OpenCase{.person = PersonId{1}}, {.now = kNow, .scope = scope});
  };
  EXPECT_TRUE(within(home).has_value());
  EXPECT_EQ(within(other).error().code, "scope.outside");
}

TEST_F(Tracing, StateSurvivesASnapshot) {
  accept(OpenCase{.person = PersonId{1}, .onset = kCityMonday + 4});
  accept(OpenCase{.label = "SK_14"});
  accept(RecordStays{{stay(1, 0, 3, 60), stay(2, 0, 3, 30)}});
  accept(ListContacts{CaseId{0}});
  accept(RecordLink{.from_case = CaseId{0}, .to_case = CaseId{1}, .setting = "Ward"});
  MemorySink sink;
  SaveArchive save(sink);
  state_.columns(save);
  MemorySource source(sink.bytes());
  LoadArchive load(source);
  State loaded;
  loaded.columns(load);
  ASSERT_FALSE(load.failed());
  HashArchive a;
  HashArchive b;
  state_.columns(a);
  loaded.columns(b);
  EXPECT_EQ(a.hex(), b.hex());
  EXPECT_EQ(loaded.contacts(CaseId{0})->contacts, state_.contacts(CaseId{0})->contacts);
  EXPECT_EQ(loaded.link(0).setting, "Ward");
}

}  // namespace
}  // namespace firebreak::tracing
