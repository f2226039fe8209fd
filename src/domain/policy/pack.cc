#include "domain/policy/pack.h"

#include "base/check.h"

namespace firebreak::policy {
namespace {

// Each list is in the order of its enumeration, which is also the number kept in journals.
constexpr std::array<std::string_view, kDutyKindCount> kDutyKindCodes{
    "notify_sampling_team", "notify_community",      "notify_police",         "hold_pool_member",
    "single_retest",        "antigen_test",          "case_report",           "case_transfer",
    "core_facts",           "isolate_close_contact", "isolate_second_degree", "full_report",
    "collect_missing",      "mend_exception",        "acknowledge_order",     "release_test"};
constexpr std::array<std::string_view, 4> kPartyCodes{"territory", "department", "unit",
                                                      "individual"};
constexpr std::array<std::string_view, 4> kZoneLevelCodes{"none", "precautionary", "restricted",
                                                          "lockdown"};

template <class Word, std::size_t kCount>
std::string_view code_in(const std::array<std::string_view, kCount>& codes, Word word) {
  const auto index = static_cast<std::size_t>(word);
  CHECK(index < kCount);
  return codes[index];
}

template <class Word, std::size_t kCount>
std::optional<Word> word_in(const std::array<std::string_view, kCount>& codes,
                            std::string_view code) {
  for (std::size_t i = 0; i < kCount; ++i) {
    if (codes[i] == code) return static_cast<Word>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view code_of(DutyKind kind) { return code_in(kDutyKindCodes, kind); }
std::string_view code_of(Party party) { return code_in(kPartyCodes, party); }
std::string_view code_of(ZoneLevel level) { return code_in(kZoneLevelCodes, level); }

std::optional<DutyKind> duty_kind_of(std::string_view code) {
  return word_in<DutyKind>(kDutyKindCodes, code);
}
std::optional<Party> party_of(std::string_view code) { return word_in<Party>(kPartyCodes, code); }
std::optional<ZoneLevel> zone_level_of(std::string_view code) {
  return word_in<ZoneLevel>(kZoneLevelCodes, code);
}

}  // namespace firebreak::policy
