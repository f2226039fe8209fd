// The contacts of one case, as a search found them, with the evidence of each.
//
// Sorted by class, then person; a person is in it once, under the gravest class that holds. Never
// changed once made: a new search makes a new list.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"

namespace firebreak::tracing {

struct Contact {
  PersonId person;
  std::uint16_t class_index = 0;  // Of Pack::contact_classes.
  std::uint16_t rule_index = 0;   // Of ContactClass::rules: the first that holds.
  std::uint16_t degree = 1;       // 1: of the case; 2: of `via`.
  std::uint16_t rules_held = 1;   // Of that degree, with this one: how much other evidence.
  PersonId via{};                 // The contact between; none for degree 1.
  PlaceId place{};                // Where most of the minutes were; none: the household.
  std::uint32_t minutes = 0;      // Shared under that rule, rounded down.
  Instant first_at;               // Of sharing under that rule.
  Instant last_at;
  friend bool operator==(const Contact&, const Contact&) = default;
};

struct ContactList {
  std::string pack_id;
  std::string pack_version;
  Instant listed_at;
  Instant window_from;  // The infectious period that was searched, half open.
  Instant window_until;
  std::uint32_t truncated = 0;  // 1: the budget of the second degree was used up.
  std::vector<Contact> contacts;

  template <class Archive>
  void columns(Archive& archive) {
    archive("pack_id", pack_id);
    archive("pack_version", pack_version);
    archive("listed_at", listed_at);
    archive("window_from", window_from);
    archive("window_until", window_until);
    archive("truncated", truncated);
    archive("contacts", contacts);
  }
};

}  // namespace firebreak::tracing
