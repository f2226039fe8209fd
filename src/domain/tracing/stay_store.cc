#include "domain/tracing/stay_store.h"

#include <algorithm>

#include "base/check.h"
#include "base/reached.h"

namespace firebreak::tracing {
namespace {

constexpr std::size_t kCompactShare = 32;

using Segments = std::vector<std::shared_ptr<const StaySegment>>;

// Replaces the segments from `first` on, and `entries`, by one segment.
void merge_from(Segments& segments, std::size_t first, std::vector<StayEntry> entries) {
  std::size_t rows = entries.size();
  for (std::size_t i = first; i < segments.size(); ++i) rows += segments[i]->size();
  std::vector<StayEntry> all;
  all.reserve(rows);
  for (std::size_t i = first; i < segments.size(); ++i) {
    segments[i]->append_to(all);
    segments[i].reset();  // Freed as soon as it is read, unless a copy of the State shares it.
  }
  all.insert(all.end(), entries.begin(), entries.end());
  std::vector<StayEntry>().swap(entries);
  segments.resize(first);
  segments.push_back(StaySegment::build(std::move(all)));
}

void seal_tail(DayStays& stays) {
  std::size_t rows = stays.tail.size();
  std::size_t first = stays.segments.size();
  while (first > 0 && stays.segments[first - 1]->size() < kGrowth * rows) {
    --first;
    rows += stays.segments[first]->size();
  }
  merge_from(stays.segments, first, std::move(stays.tail));
  stays.tail = {};
}

// Merges a day to one segment, where what lies beside its largest is worth the work.
void compact(DayStays& stays) {
  std::size_t beside = stays.tail.size();
  for (std::size_t i = 1; i < stays.segments.size(); ++i) beside += stays.segments[i]->size();
  if (beside == 0) return;
  if (!stays.segments.empty() && beside * kCompactShare < stays.segments[0]->size()) return;
  merge_from(stays.segments, 0, std::move(stays.tail));
  stays.tail = {};
}

}  // namespace

std::uint64_t StayStore::size() const {
  std::uint64_t rows = 0;
  for (const DayStays& stays : days_) {
    rows += stays.tail.size();
    for (const auto& segment : stays.segments) rows += segment->size();
  }
  return rows;
}

std::size_t StayStore::resident_bytes() const {
  std::size_t bytes = days_.capacity() * sizeof(DayStays);
  for (const DayStays& stays : days_) {
    bytes += stays.tail.capacity() * sizeof(StayEntry);
    for (const auto& segment : stays.segments) bytes += segment->resident_bytes();
  }
  return bytes;
}

DayStays& StayStore::day_stays(std::int32_t day) {
  const auto at = std::ranges::lower_bound(days_, day, {}, &DayStays::day);
  if (at != days_.end() && at->day == day) return *at;
  const bool newest = at == days_.end();
  DayStays& added = *days_.insert(at, DayStays{.day = day});
  if (!newest) {
    REACHED("tracing.stays_of_a_day_skipped");
    return added;
  }
  // Few stays are still to come for the days before yesterday, and one segment is searched fastest.
  for (DayStays& stays : days_) {
    if (stays.day < day - 1) compact(stays);
  }
  return days_.back();
}

void StayStore::add(Day day, std::vector<StayEntry> entries) {
  if (entries.empty() || day.number < kept_from_) return;  // Dropped meanwhile: forgotten.
  DayStays& stays = day_stays(day.number);
  stays.tail.insert(stays.tail.end(), entries.begin(), entries.end());
  std::vector<StayEntry>().swap(entries);
  if (stays.tail.size() >= kTailRowsMax) seal_tail(stays);
}

void StayStore::drop_before(Day day) {
  kept_from_ = std::max(kept_from_, day.number);
  const auto kept = std::ranges::lower_bound(days_, kept_from_, {}, &DayStays::day);
  days_.erase(days_.begin(), kept);
}

const DayStays* StayStore::find(std::int32_t day) const {
  const auto at = std::ranges::lower_bound(days_, day, {}, &DayStays::day);
  return at != days_.end() && at->day == day ? &*at : nullptr;
}

bool StayStore::holds_sealed(Day day, const StayEntry& entry) const {
  const DayStays* stays = find(day.number);
  return stays != nullptr && std::ranges::any_of(stays->segments, [&](const auto& segment) {
           return segment->holds(entry);
         });
}

std::span<const StayEntry> StayStore::tail(Day day) const {
  const DayStays* stays = find(day.number);
  return stays != nullptr ? std::span(stays->tail) : std::span<const StayEntry>{};
}

std::span<const DayStays> StayStore::days_touching(LocalRange range) const {
  if (range.empty()) return {};
  // A stay of the day before may last into the range: at most kStaySecondsMax.
  const std::int32_t first = day_number_of(range.from - kStaySecondsMax);
  const std::int32_t last = day_number_of(range.until - 1);
  const auto begin = std::ranges::lower_bound(days_, first, {}, &DayStays::day);
  const auto end = std::ranges::upper_bound(begin, days_.end(), last, {}, &DayStays::day);
  return {begin, end};
}

}  // namespace firebreak::tracing
