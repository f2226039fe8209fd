// Entries are sorted by two radix sorts: by (place, start) for the columns, then by person for the
// order in which a person's rows are found. A bucket of people covers about 24 rows, so that its
// directory costs a sixth of a byte a stay and a search in it touches few lines of memory.
#include "domain/tracing/stay_segment.h"

#include "base/check.h"
#include "domain/tracing/radix_sort.h"

namespace firebreak::tracing {
namespace {

constexpr std::uint32_t kDaySeconds = 86'400;
constexpr int kStartBits = 17;  // 86,399 fits.
constexpr std::uint32_t kRowsPerBucket = 24;

struct PersonRow {
  std::uint32_t person;
  std::uint32_t row;
};

}  // namespace

std::shared_ptr<const StaySegment> StaySegment::build(std::vector<StayEntry> entries) {
  CHECK(entries.size() <= kRowsMax);
  std::uint32_t place_max = 0;
  for (const StayEntry& entry : entries) {
    CHECK(entry.start_second < kDaySeconds);
    CHECK(entry.duration_seconds > 0 && entry.duration_seconds <= kStaySecondsMax);
    place_max = std::max(place_max, entry.place);
  }
  {
    std::vector<StayEntry> scratch;
    radix_sort(entries, scratch, std::bit_width(place_max) + kStartBits, [](const StayEntry& e) {
      return std::uint64_t{e.place} << kStartBits | e.start_second;
    });
  }
  auto segment = std::make_shared<StaySegment>();
  const std::size_t count = entries.size();
  segment->person_.reserve(count);
  segment->start_second_.reserve(count);
  segment->duration_seconds_.reserve(count);
  segment->block_end_max_.assign((count + kBlockRows - 1) / kBlockRows, 0);
  std::size_t places = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (i == 0 || entries[i].place != entries[i - 1].place) ++places;
  }
  segment->place_.reserve(places);
  segment->place_begin_.reserve(places + 1);
  for (std::uint32_t row = 0; row < count; ++row) {
    const StayEntry& entry = entries[row];
    if (row == 0 || entry.place != entries[row - 1].place) {
      segment->place_.push_back(entry.place);
      segment->place_begin_.push_back(row);
    }
    segment->person_.push_back(entry.person);
    segment->start_second_.push_back(entry.start_second);
    segment->duration_seconds_.push_back(static_cast<std::uint16_t>(entry.duration_seconds));
    std::uint32_t& end_max = segment->block_end_max_[row / kBlockRows];
    end_max = std::max(end_max, entry.start_second + entry.duration_seconds);
  }
  segment->place_begin_.push_back(static_cast<std::uint32_t>(count));
  std::vector<StayEntry>().swap(entries);
  segment->index_people();
  return segment;
}

void StaySegment::index_people() {
  std::vector<PersonRow> order(person_.size());
  std::uint32_t person_max = 0;
  for (std::uint32_t row = 0; row < person_.size(); ++row) {
    order[row] = {.person = person_[row], .row = row};
    person_max = std::max(person_max, person_[row]);
  }
  std::vector<PersonRow> scratch;
  radix_sort(order, scratch, std::bit_width(person_max), [](PersonRow r) { return r.person; });

  const std::size_t buckets_wanted = person_.size() / kRowsPerBucket + 1;
  person_shift_ = 0;
  while ((person_max >> person_shift_) + 1 > buckets_wanted) ++person_shift_;
  bucket_begin_.assign((person_max >> person_shift_) + 2, 0);
  by_person_.resize(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    by_person_[i] = order[i].row;
    ++bucket_begin_[(order[i].person >> person_shift_) + 1];
  }
  for (std::size_t i = 1; i < bucket_begin_.size(); ++i) bucket_begin_[i] += bucket_begin_[i - 1];
}

std::span<const std::uint32_t> StaySegment::person_bucket(std::uint32_t person) const {
  const std::size_t bucket = person >> person_shift_;
  if (bucket + 1 >= bucket_begin_.size()) return {};
  return std::span(by_person_)
      .subspan(bucket_begin_[bucket], bucket_begin_[bucket + 1] - bucket_begin_[bucket]);
}

StaySegment::Rows StaySegment::at_place(std::uint32_t place) const {
  const auto at = std::ranges::lower_bound(place_, place);
  if (at == place_.end() || *at != place) return {};
  const auto index = static_cast<std::size_t>(at - place_.begin());
  return {.first = place_begin_[index], .last = place_begin_[index + 1]};
}

std::uint32_t StaySegment::place_of_row(std::uint32_t row) const {
  const auto after = std::ranges::upper_bound(place_begin_, row);
  return place_[static_cast<std::size_t>(after - place_begin_.begin()) - 1];
}

StayEntry StaySegment::entry(std::uint32_t row) const {
  return {.place = place_of_row(row),
          .person = person_[row],
          .start_second = start_second_[row],
          .duration_seconds = duration_seconds_[row]};
}

bool StaySegment::holds(const StayEntry& wanted) const {
  const Rows rows = at_place(wanted.place);
  const auto first = start_second_.begin() + rows.first;
  const auto last = start_second_.begin() + rows.last;
  for (auto at = std::lower_bound(first, last, wanted.start_second);
       at != last && *at == wanted.start_second; ++at) {
    const auto row = static_cast<std::size_t>(at - start_second_.begin());
    if (person_[row] == wanted.person && duration_seconds_[row] == wanted.duration_seconds) {
      return true;
    }
  }
  return false;
}

void StaySegment::append_to(std::vector<StayEntry>& entries) const {
  for (std::size_t i = 0; i < place_.size(); ++i) {
    for (std::uint32_t row = place_begin_[i]; row < place_begin_[i + 1]; ++row) {
      entries.push_back({.place = place_[i],
                         .person = person_[row],
                         .start_second = start_second_[row],
                         .duration_seconds = duration_seconds_[row]});
    }
  }
}

std::size_t StaySegment::resident_bytes() const {
  return sizeof(*this) + place_.capacity() * sizeof(place_[0]) +
         place_begin_.capacity() * sizeof(place_begin_[0]) +
         person_.capacity() * sizeof(person_[0]) +
         start_second_.capacity() * sizeof(start_second_[0]) +
         duration_seconds_.capacity() * sizeof(duration_seconds_[0]) +
         block_end_max_.capacity() * sizeof(block_end_max_[0]) +
         by_person_.capacity() * sizeof(by_person_[0]) +
         bucket_begin_.capacity() * sizeof(bucket_begin_[0]);
}

}  // namespace firebreak::tracing
