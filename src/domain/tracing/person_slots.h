// A small map from people to slots, made for one search and emptied for the next.
//
// Open addressing with linear probing, at most half full. A search meets some hundreds of people
// out of millions: a table of their number stays in the cache, a column of all people does not.
#pragma once

#include <cstdint>
#include <vector>

namespace firebreak::tracing {

class PersonSlots {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffU;

  PersonSlots() { reset(); }

  void reset() {
    entries_.assign(kInitialSize, Entry{});
    entries_.shrink_to_fit();  // A crowd met once must not slow every later reset.
    shift_ = kInitialShift;
    count_ = 0;
  }

  // The slot of a person, kNone when new; valid until the next call.
  std::uint32_t& operator[](std::uint32_t person) {
    Entry* entry = find(person);
    if (entry->person == person) return entry->slot;
    if (++count_ * 2 > entries_.size()) {
      grow();
      entry = find(person);
    }
    entry->person = person;
    return entry->slot;
  }

 private:
  struct Entry {
    std::uint32_t person = kNone;
    std::uint32_t slot = kNone;
  };
  static constexpr std::size_t kInitialSize = 4096;  // 32 KiB.
  static constexpr int kInitialShift = 64 - 12;

  Entry* find(std::uint32_t person) {
    const std::size_t mask = entries_.size() - 1;
    std::size_t at = (person * std::uint64_t{0x9e3779b97f4a7c15}) >> shift_;
    while (entries_[at].person != person && entries_[at].person != kNone) at = (at + 1) & mask;
    return &entries_[at];
  }

  void grow() {
    std::vector<Entry> before(entries_.size() * 4);
    before.swap(entries_);
    shift_ -= 2;
    for (const Entry& entry : before) {
      if (entry.person != kNone) *find(entry.person) = entry;
    }
  }

  std::vector<Entry> entries_;
  std::size_t count_ = 0;
  int shift_ = kInitialShift;
};

}  // namespace firebreak::tracing
