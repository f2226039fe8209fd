// A small invented city for the tests of this room: a service over a log in memory, and a vault.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "engine/imports/import_table.h"
#include "engine/service/replay.h"
#include "platform/journal/memory_log.h"
#include "platform/vault/testing_folder.h"
#include "platform/vault/vault.h"

namespace firebreak::imports {

inline constexpr std::string_view kInventedUnits =
    "community_code,community,street_code,street,district_code,district\n"
    "990101001,春申社区居委会,990101,虚江街道,9901,甲区\n"
    "990101002,夏禾社区居委会,990101,虚江街道,9901,甲区\n"
    "990102001,秋实村委会,990102,远山镇,9901,甲区\n"
    "990201001,春申社区居委会,990201,云桥街道,9902,乙区\n";

// A resident number of area 990101 with a right check character.
inline std::string resident_number(std::string_view birth, int sequence) {
  std::string number =
      "990101" + std::string(birth) + std::to_string(1000 + sequence % 1000).substr(1);
  number.push_back(vault::resident_check_character(number));
  return number;
}

class TestingCity : public testing::Test {
 public:
  static constexpr Instant kNow{1'648'641'600'000};  // 2022-03-30 20:00 in the city.

 protected:
  TestingCity() { start(log_); }

  // A service over what is in the log, which may be wrapped in one that fails.
  void start(journal::Log& log) {
    service_.reset();
    core::State state;
    EXPECT_TRUE(service::replay(log, state, log.head().position).has_value());
    past_ = std::make_unique<service::TimeMachine>(log_, std::function<void()>{},
                                                   service::StoredState{});
    service_ = std::make_unique<service::Service>(std::move(state), log, clock_, *past_);
  }

  Result<ImportOutcome> import(ImportedTable table, std::string_view bytes,
                               ImportOptions options = {}) {
    return import_table(table, *service_, *vault_, bytes, options);
  }
  ImportOutcome imported(ImportedTable table, std::string_view bytes, ImportOptions options = {}) {
    auto outcome = import(table, bytes, std::move(options));
    EXPECT_TRUE(outcome.has_value()) << outcome.error().code << " " << outcome.error().field;
    return outcome ? *outcome : ImportOutcome{};
  }
  void import_invented_units() {
    imported(ImportedTable::units, kInventedUnits, {.city_name = "虚构市"});
  }

  // "created updated held rejected".
  static std::string counts(const ImportOutcome& outcome) {
    EXPECT_EQ(outcome.rows_read,
              outcome.created + outcome.updated + outcome.held + outcome.rejected);
    return std::to_string(outcome.created) + " " + std::to_string(outcome.updated) + " " +
           std::to_string(outcome.held) + " " + std::to_string(outcome.rejected);
  }
  static std::string codes(const ImportOutcome& outcome) {
    std::string codes;
    for (const ImportProblem& problem : outcome.problems) {
      codes +=
          (codes.empty() ? "" : " ") + std::to_string(problem.line) + ":" + problem.refusal.code;
    }
    return codes;
  }

  template <class Query>
  auto read(Query query) const {
    return service_->read(query);
  }
  std::string hash() const {
    return read([](const core::State& state) { return state.hash(); });
  }
  std::size_t people() const {
    return read([](const core::State& state) { return state.registry.people().size(); });
  }
  // Everything that the journal holds.
  std::string journal_bytes() {
    std::string bytes;
    EXPECT_TRUE(log_.read(0,
                          [&](const journal::BatchRow& row) {
                            bytes.append(reinterpret_cast<const char*>(row.body.data()),
                                         row.body.size());
                            return true;
                          })
                    .has_value());
    return bytes;
  }
  PersonId person_of(const std::string& number) {
    const auto found =
        vault_->find_by_document(vault::DocumentKind::resident_identity_card, number);
    EXPECT_EQ(found.value().size(), 1U) << number;
    return found->empty() ? PersonId::none() : found->front();
  }
  registry::PersonRow row_of(PersonId person) const {
    return read([&](const core::State& state) { return state.registry.people().row(person); });
  }
  // Names from the district down: "甲区/虚江街道/...".
  std::string home_of(PersonId person) const {
    return read([&](const core::State& state) {
      std::string path;
      const registry::UnitTree& units = state.registry.units();
      for (const UnitId unit : units.path(state.registry.people().household(person))) {
        if (unit.value != 0) path += (path.empty() ? "" : "/") + std::string(units.name(unit));
      }
      return path;
    });
  }

  io::ManualClock clock_{kNow};
  journal::MemoryLog log_{journal::JournalId{}, kNow};
  vault::TestingFolder folder_;
  vault::SeededEntropy entropy_{1};
  std::unique_ptr<vault::KeyRing> ring_ =
      std::move(vault::KeyRing::create(folder_.file("keys"), entropy_).value());
  std::unique_ptr<vault::Vault> vault_ =
      std::move(vault::Vault::create(folder_.file("vault"), *ring_, entropy_).value());
  std::unique_ptr<service::TimeMachine> past_;
  std::unique_ptr<service::Service> service_;
};

}  // namespace firebreak::imports
