// The contacts of a case by a pack's classes: of degree 1, and of those contacts in time order.
//
// Degree 2 starts from each contact whose class is graver than the class of degree 2: from the
// first second shared with the case until that contact was held (or now). It has a budget of
// people, most exposed contacts first; seconds in crowds count less; and it can be cancelled. What
// was cut short says so (truncated). A person is listed once: gravest class, then degree 1, then
// earliest. The case itself is never listed. Same input, same list.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "base/ids.h"
#include "domain/tracing/contact_list.h"
#include "domain/tracing/contact_rules.h"
#include "domain/tracing/exposure_search.h"
#include "domain/tracing/infectious_period.h"

namespace firebreak::tracing {

// Our assumption; no pack names a number yet.
inline constexpr std::uint32_t kCrowdReference = 50;         // Of degree 2: crowds above it dilute.
inline constexpr std::size_t kContactsPerCaseMax = 200'000;  // The gravest are kept.

struct ContactQuestion {
  PersonId person;
  InstantRange window;  // The infectious period.
  Instant now;
  std::function<std::optional<Instant>(PersonId)> held_since{};  // Absent: at large.
  std::function<bool()> cancelled{};  // Asked once for each contact traced on.
};

struct ContactsFound {
  std::vector<Contact> contacts;  // By class, then person.
  bool truncated = false;
};

class ContactSearch {
 public:
  // The person must be on the register. Valid until the next search.
  const ContactsFound& find(const StayStore& stays, const registry::State& registry,
                            const ContactRules& rules, const ContactQuestion& question);

 private:
  struct SortKey {
    std::uint64_t key;
    std::uint32_t index;
  };
  struct Source {
    std::uint16_t class_index;
    std::uint32_t minutes;
    std::uint32_t index;  // Of contacts found so far.
  };

  void trace_on(const StayStore& stays, const registry::State& registry, const ContactRules& rules,
                const ContactQuestion& question);
  bool merge_second(const Exposure& exposure, PersonId via, std::uint32_t people_max);
  template <class Found>
  void sort(std::span<const Found> found);  // Fills order_.

  ExposureSearch exposures_;
  PersonSlots slots_;  // Person -> index in unsorted_.
  std::vector<Contact> unsorted_;
  std::vector<Source> sources_;
  std::vector<SortKey> order_;
  std::vector<SortKey> scratch_;
  std::uint32_t second_people_ = 0;
  ContactsFound found_;
};

}  // namespace firebreak::tracing
