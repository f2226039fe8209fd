// The stays of one day in columns sorted by place and start, found by place and by person.
//
// Never changed once built. About 14.5 bytes a stay: person 4, start 4, duration 2, the order by
// person 4, and directories of places, of people (in buckets) and of block ends. A stay may end
// after midnight: its second of the day then exceeds 86,400. Refuses (CHECK) what decide must have
// refused: a duration of 0 or beyond kStaySecondsMax.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace firebreak::tracing {

inline constexpr std::uint32_t kStaySecondsMax = 12 * 3600;  // Longer stays are split by decide.

struct StayEntry {  // A stay within its day.
  std::uint32_t place;
  std::uint32_t person;
  std::uint32_t start_second;  // Of the day, 0..86399.
  std::uint32_t duration_seconds;
  friend auto operator<=>(const StayEntry&, const StayEntry&) = default;
};

class StaySegment {
 public:
  struct Rows {  // Half open.
    std::uint32_t first = 0;
    std::uint32_t last = 0;
  };
  static constexpr std::uint32_t kBlockRows = 64;
  static constexpr std::uint32_t kRowsMax = 0x7fffffffU;

  static std::shared_ptr<const StaySegment> build(std::vector<StayEntry> entries);

  std::uint32_t size() const { return static_cast<std::uint32_t>(person_.size()); }
  Rows at_place(std::uint32_t place) const;
  std::uint32_t place_of_row(std::uint32_t row) const;
  StayEntry entry(std::uint32_t row) const;
  bool holds(const StayEntry& entry) const;               // This very stay, to the second.
  void append_to(std::vector<StayEntry>& entries) const;  // All, in order of place and start.
  std::size_t resident_bytes() const;

  // Calls visit(entry) for the stays of one person, by place and start.
  template <class Visit>
  void for_each_of_person(std::uint32_t person, Visit visit) const {
    const std::span<const std::uint32_t> bucket = person_bucket(person);
    auto at = std::ranges::lower_bound(bucket, person, {},
                                       [this](std::uint32_t row) { return person_[row]; });
    for (; at != bucket.end() && person_[*at] == person; ++at) visit(entry(*at));
  }

  // Calls visit(person, start, end) for the stays among `rows`, which are of one place, that
  // intersect [from, until), in seconds of this day.
  template <class Visit>
  void for_each_overlap(Rows rows, std::uint32_t from, std::uint32_t until, Visit visit) const {
    const std::uint32_t* start = start_second_.data();
    const auto last = static_cast<std::uint32_t>(
        std::lower_bound(start + rows.first, start + rows.last, until) - start);
    std::uint32_t row = rows.first;
    if (from > kStaySecondsMax) {  // What began earlier has ended.
      row = static_cast<std::uint32_t>(
          std::lower_bound(start + row, start + last, from - kStaySecondsMax) - start);
    }
    while (row < last) {
      const std::uint32_t block = row / kBlockRows;
      const std::uint32_t block_last = std::min(last, (block + 1) * kBlockRows);
      if (block_end_max_[block] <= from) {
        row = block_last;
        continue;
      }
      for (; row < block_last; ++row) {
        const std::uint32_t end = start[row] + duration_seconds_[row];
        if (end > from) visit(person_[row], start[row], end);
      }
    }
  }

  template <class Archive>
  void columns(Archive& archive) {
    archive("place", place_);
    archive("place_begin", place_begin_);
    archive("person", person_);
    archive("start_second", start_second_);
    archive("duration_seconds", duration_seconds_);
    archive("block_end_max", block_end_max_);
    archive("by_person", by_person_);
    archive("person_shift", person_shift_);
    archive("bucket_begin", bucket_begin_);
  }

 private:
  std::span<const std::uint32_t> person_bucket(std::uint32_t person) const;
  void index_people();

  std::vector<std::uint32_t> place_;        // Distinct, ascending.
  std::vector<std::uint32_t> place_begin_;  // One more than place_.
  std::vector<std::uint32_t> person_;
  std::vector<std::uint32_t> start_second_;
  std::vector<std::uint16_t> duration_seconds_;
  std::vector<std::uint32_t> block_end_max_;  // Of kBlockRows rows each, whatever their place.
  std::vector<std::uint32_t> by_person_;      // Rows sorted by person, then row.
  std::uint32_t person_shift_ = 0;            // Bucket of a person: person >> person_shift_.
  std::vector<std::uint32_t> bucket_begin_;   // Into by_person_, one more than buckets.
};

}  // namespace firebreak::tracing
