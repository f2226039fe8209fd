// A register of two districts and a room of duties, for tests.
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "domain/duties/decide.h"
#include "domain/registry/facts.pb.h"

namespace firebreak::duties {

class DutiesFixture : public testing::Test {
 protected:
  static constexpr Instant kNow{1'648'641'600'000};

  DutiesFixture() {
    registry::Fact fact;
    registry::UnitsRegistered& units = *fact.mutable_units_registered();
    const auto add = [&](std::uint32_t parent, registry::UnitLevel level) {
      units.add_parent(parent);
      units.add_level(static_cast<std::uint32_t>(level));
      units.add_name("unit " + std::to_string(units.name_size()));
    };
    add(0, registry::UnitLevel::city);
    add(0, registry::UnitLevel::district);
    add(0, registry::UnitLevel::district);
    registry_.apply(fact, {});
    pack_.id = "invented";
    pack_.clocks[static_cast<std::size_t>(policy::DutyKind::single_retest)] = {
        .kept = true,
        .limit = Duration::hours(8),
        .escalate_after = Duration::hours(1),
        .party = policy::Party::department,
        .title = {}};
  }

  static OpenDuty retest(std::uint32_t person, UnitId unit = UnitId{1}) {
    return {.kind = policy::DutyKind::single_retest,
            .subject = {.kind = SubjectKind::person, .id = person},
            .unit = unit,
            .cause = {.kind = SubjectKind::tube, .id = 4}};
  }
  RequestContext context() const { return {.now = now_, .occurred_at = now_, .scope = scope_}; }
  Result<std::vector<Fact>> ask(const Request& request) const {
    return decide({.duties = duties_, .registry = registry_, .pack = has_pack_ ? &pack_ : nullptr},
                  request, context());
  }
  std::string refusal(const Request& request) const {
    const auto facts = ask(request);
    return facts ? "" : facts.error().code;
  }
  std::size_t accept(const Request& request) {
    const auto facts = ask(request);
    EXPECT_TRUE(facts.has_value()) << (facts ? "" : facts.error().code);
    if (!facts) return 0;
    for (const Fact& fact : *facts) {
      Fact read;  // What the journal will give back.
      EXPECT_TRUE(read.ParseFromString(fact.SerializeAsString()));
      duties_.apply(read, {.occurred_at = now_, .recorded_at = now_});
    }
    return facts->size();
  }
  void later(Duration duration) { now_ = now_ + duration; }
  const Duty& duty(std::uint32_t id) const { return duties_.duty(DutyId{id}); }

  registry::State registry_;
  State duties_;
  policy::Pack pack_;
  bool has_pack_ = true;
  Instant now_ = kNow;
  UnitId scope_{0};
};

}  // namespace firebreak::duties
