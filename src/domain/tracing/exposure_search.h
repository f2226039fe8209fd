// Everybody who shared a place with one person over a window, under one list of rules.
//
// Places are shared by recorded stays, by living behind the same door (all of the window), and by
// belonging to the same workplace or class (its hours, Monday to Friday). Where a recorded and an
// implied stay tell of the same place, the longer counts. The person's own stays at a place are
// joined first, each longer by the rule's gap, so no minute counts twice for doubled records.
// Keeps its buffers from search to search; one object belongs to one thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "domain/registry/state.h"
#include "domain/tracing/contact_rules.h"
#include "domain/tracing/local_second.h"
#include "domain/tracing/person_slots.h"
#include "domain/tracing/stay_store.h"

namespace firebreak::tracing {

// Assumed hours of implied sharing, local time, half open.
inline constexpr LocalRange kWorkHours{.from = 9 * 3600, .until = 18 * 3600};
inline constexpr LocalRange kSchoolHours{.from = 8 * 3600, .until = 16 * 3600 + 1800};

// What belonging to a place counts as: a class, a school, else a workplace.
policy::PlaceKind affiliation_kind(policy::PlaceKind kind);
// The parts of the window in which people who belong to such a place are there, ascending.
std::vector<LocalRange> affiliation_hours(policy::PlaceKind kind, LocalRange window);

struct Exposure {
  PersonId person;
  std::uint16_t class_index = 0;
  std::uint16_t rule_index = 0;  // The first rule that holds.
  std::uint32_t rules_held = 0;
  PlaceId place{};  // Where most seconds of that rule were (then the smallest id); none: household.
  std::uint32_t seconds = 0;  // Under that rule; with a crowd discount, after it.
  LocalRange shared;          // From the first to the last shared second of that rule.
  friend bool operator==(const Exposure&, const Exposure&) = default;
};

struct ExposureQuestion {
  PersonId person;
  LocalRange window;
  // Seconds in a place shared by more than so many others count as if divided among them:
  // seconds * reference / crowd. 0: no discount.
  std::uint32_t crowd_reference = 0;
};

class ExposureSearch {
 public:
  // One for each person for whom a rule holds, in the order in which people were met; valid until
  // the next search.
  std::span<const Exposure> find(const StayStore& stays, const registry::State& registry,
                                 const SharingRules& rules, const ExposureQuestion& question);

 private:
  static constexpr std::uint32_t kNone = 0xffffffffU;

  struct OwnStay {
    std::uint32_t place;
    LocalRange range;
  };
  struct Pass {  // One place under one gap.
    std::uint32_t place;
    std::uint32_t kind;
    std::uint32_t gap_seconds;
    bool implied;  // By door or affiliation: there is no air to linger in, so any gap fits.
    std::uint32_t crowd = 0;
    std::uint32_t rules_begin = 0;  // Into pass_rules_: those that apply here.
    std::uint32_t rules_end = 0;
  };
  struct Record {  // One person in one pass.
    std::uint32_t person;
    std::uint32_t pass;
    std::uint32_t next;     // The person's record before this one.
    std::uint32_t seconds;  // Seconds, and first and last, are within the window's seconds.
    std::uint32_t first;
    std::uint32_t last;
    bool superseded;  // A later record of the person leads to it.
  };
  struct Context {
    const StayStore& stays;
    const registry::State& registry;
    const SharingRules& rules;
    const ExposureQuestion& question;
  };

  void search_stays(const Context& context);
  void search_place(const Context& context, std::span<const OwnStay> own);
  void search_household(const Context& context);
  void search_affiliation(const Context& context);
  void begin_pass(const Pass& pass);
  void end_pass(const Context& context);
  void meet(std::uint32_t person, std::uint32_t seconds, std::uint32_t first, std::uint32_t last);
  void evaluate(const Context& context, const Record& head);
  void evaluate_single(const Context& context, const Record& record);
  bool sum_up(const Context& context, const SharingRule& rule, const Record& head,
              Exposure& exposure) const;

  std::vector<OwnStay> own_;
  std::vector<LocalRange> merged_;
  std::vector<Pass> passes_;
  std::vector<std::uint32_t> pass_rules_;
  std::vector<Record> records_;
  std::uint32_t pass_first_record_ = 0;
  PersonSlots slots_;
  std::uint32_t affiliation_ = kNone;  // The implied place of this search, and as what it counts.
  std::uint32_t affiliation_kind_ = 0;
  std::vector<Exposure> exposures_;
};

}  // namespace firebreak::tracing
