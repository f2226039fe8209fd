// All stays that are kept: for each local day a few immutable segments and a small unsorted tail.
//
// New stays of a day collect in its tail; a tail of kTailRowsMax becomes a segment, and segments
// are merged while the last is not kGrowth times smaller than the one before, so a day has few of
// them. When a new day begins, a day before its eve is merged to one segment unless what lies
// beside its largest is little. All of it depends on the facts alone. Late stays of old days are
// taken the same way. Dropping a day is forgetting a pointer; a copy shares all segments.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/instant.h"
#include "domain/tracing/local_second.h"
#include "domain/tracing/stay_segment.h"

namespace firebreak::tracing {

inline constexpr std::size_t kTailRowsMax = 4'096;
inline constexpr std::size_t kGrowth = 3;
inline constexpr std::size_t kStayDaysKeptMax = 400;

struct DayStays {
  std::int32_t day = 0;
  std::vector<std::shared_ptr<const StaySegment>> segments;  // Largest first.
  std::vector<StayEntry> tail;

  template <class Archive>
  void columns(Archive& archive) {
    archive("day", day);
    archive("segments", segments);
    archive("tail", tail);
  }
};

class StayStore {
 public:
  std::uint64_t size() const;
  std::size_t resident_bytes() const;
  std::span<const DayStays> days() const { return days_; }  // Ascending; days without stays absent.
  Day kept_from() const { return Day{kept_from_}; }         // Earlier days were dropped.

  void add(Day day, std::vector<StayEntry> entries);
  void drop_before(Day day);
  // Whether this very stay is there: in a segment of the day; in its tail, look yourself.
  bool holds_sealed(Day day, const StayEntry& entry) const;
  std::span<const StayEntry> tail(Day day) const;

  // Calls visit(place, range) for the stays of a person that intersect `range`, uncut; by day,
  // within a day in no promised order.
  template <class Visit>
  void for_each_of_person(std::uint32_t person, LocalRange range, Visit visit) const;

  // Calls visit(person, range) for the stays at a place that intersect `range`, uncut.
  template <class Visit>
  void for_each_at_place(std::uint32_t place, LocalRange range, Visit visit) const;

  template <class Archive>
  void columns(Archive& archive) {
    archive("days", days_);
    archive("kept_from", kept_from_);
  }

 private:
  static constexpr std::int32_t kAllKept = -0x7fffffff;
  DayStays& day_stays(std::int32_t day);
  const DayStays* find(std::int32_t day) const;
  std::span<const DayStays> days_touching(LocalRange range) const;

  std::vector<DayStays> days_;
  std::int32_t kept_from_ = kAllKept;
};

template <class Visit>
void StayStore::for_each_of_person(std::uint32_t person, LocalRange range, Visit visit) const {
  for (const DayStays& stays : days_touching(range)) {
    const LocalSecond midnight = start_of_day(stays.day);
    const auto each = [&](const StayEntry& entry) {
      const LocalSecond from = midnight + entry.start_second;
      const LocalSecond until = from + entry.duration_seconds;
      if (from < range.until && until > range.from) {
        visit(entry.place, LocalRange{.from = from, .until = until});
      }
    };
    for (const auto& segment : stays.segments) segment->for_each_of_person(person, each);
    for (const StayEntry& entry : stays.tail) {
      if (entry.person == person) each(entry);
    }
  }
}

template <class Visit>
void StayStore::for_each_at_place(std::uint32_t place, LocalRange range, Visit visit) const {
  for (const DayStays& stays : days_touching(range)) {
    const LocalSecond midnight = start_of_day(stays.day);
    const auto from = static_cast<std::uint32_t>(std::max<LocalSecond>(0, range.from - midnight));
    const auto until = static_cast<std::uint32_t>(std::min(kSecondsPerDay, range.until - midnight));
    const auto each = [&](std::uint32_t person, std::uint32_t start, std::uint32_t end) {
      visit(person, LocalRange{.from = midnight + start, .until = midnight + end});
    };
    for (const auto& segment : stays.segments) {
      segment->for_each_overlap(segment->at_place(place), from, until, each);
    }
    for (const StayEntry& entry : stays.tail) {
      const std::uint32_t end = entry.start_second + entry.duration_seconds;
      if (entry.place == place && entry.start_second < until && end > from) {
        each(entry.person, entry.start_second, end);
      }
    }
  }
}

}  // namespace firebreak::tracing
