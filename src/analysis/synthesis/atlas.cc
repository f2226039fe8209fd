#include "analysis/synthesis/atlas.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace firebreak::synthesis {
namespace {

Refusal bad_source(std::string_view file, std::size_t line, std::string_view reason) {
  return Refusal{.code = "synthesis.bad_source",
                 .field = std::string(file),
                 .values = {{"file", std::string(file)},
                            {"line", std::to_string(line)},
                            {"reason", std::string(reason)}}};
}

template <class Number>
std::optional<Number> number_of(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// The lines of a plain CSV text (no quotes), split at commas; refuses other column counts.
template <std::size_t kColumns>
class PlainTable {
 public:
  using Row = std::array<std::string_view, kColumns>;

  PlainTable(std::string_view file, std::string_view text) : file_(file), rest_(text) {
    if (rest_.starts_with("\xef\xbb\xbf")) rest_.remove_prefix(3);
  }
  std::size_t line() const { return line_; }

  // Absent at the end.
  Result<std::optional<Row>> next() {
    while (!rest_.empty()) {
      ++line_;
      const std::size_t end = std::min(rest_.find('\n'), rest_.size());
      std::string_view text = rest_.substr(0, end);
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
      if (text.ends_with('\r')) text.remove_suffix(1);
      if (text.empty()) continue;
      Row row;
      std::size_t column = 0;
      while (column < kColumns) {
        const std::size_t comma = text.find(',');
        row[column++] = text.substr(0, comma);
        if (comma == std::string_view::npos) {
          text = {};
          break;
        }
        text.remove_prefix(comma + 1);
        if (column == kColumns) return bad_source(file_, line_, "too many columns");
      }
      if (column != kColumns) return bad_source(file_, line_, "too few columns");
      return std::optional<Row>(row);
    }
    return std::optional<Row>();
  }

 private:
  std::string_view file_;
  std::string_view rest_;
  std::size_t line_ = 0;
};

bool is_village(std::string_view name) {
  return name.ends_with("村委会") || name.ends_with("村民委员会");
}

template <class Parent>
Parent& last_with_code(std::vector<Parent>& list, std::uint64_t code, std::string_view name) {
  const auto found = std::ranges::find(list, code, &Parent::code);
  if (found != list.end()) return *found;
  list.push_back(Parent{.code = code, .name = std::string(name)});
  return list.back();
}

Result<Atlas> read_committees(std::string_view text) {
  constexpr std::string_view kFile = "communities.csv";
  PlainTable<6> table(kFile, text);
  Atlas atlas;
  std::size_t count = 0;
  while (true) {
    const auto row = table.next();
    if (!row) return row.error();
    if (!*row) break;
    if (table.line() == 1) {
      if ((**row)[0] != "community_code") return bad_source(kFile, 1, "no column community_code");
      continue;
    }
    const auto code = number_of<std::uint64_t>((**row)[0]);
    const auto street = number_of<std::uint64_t>((**row)[2]);
    const auto district = number_of<std::uint64_t>((**row)[4]);
    if (!code || !street || !district) return bad_source(kFile, table.line(), "code is no number");
    if (*code / 1000 != *street || *street / 1000 != *district) {
      return bad_source(kFile, table.line(), "codes do not nest");
    }
    if (++count > kCommitteesMax) return bad_source(kFile, table.line(), "too many committees");
    District& around = last_with_code(atlas.districts, *district, (**row)[5]);
    Street& place = last_with_code(around.streets, *street, (**row)[3]);
    if (std::ranges::find(place.committees, *code, &Committee::code) != place.committees.end()) {
      return bad_source(kFile, table.line(), "code appears twice");
    }
    if (place.committees.size() >= kPartsMax || around.streets.size() > kPartsMax) {
      return bad_source(kFile, table.line(), "too many streets or communities side by side");
    }
    const std::string_view name = (**row)[1];
    place.committees.push_back({.code = *code,
                                .name = std::string(name),
                                .village = is_village(name),
                                .zone = name.ends_with("虚拟社区"),
                                .landmarks = {}});
  }
  if (count == 0) return bad_source(kFile, table.line(), "no committee");
  return atlas;
}

// Reads the first ring of a GeoJSON polygon that begins after `text`'s "coordinates". Only what
// this file holds is understood: it is ours, and anything else is refused.
std::optional<Ring> ring_after(std::string_view text) {
  const std::size_t key = text.find("\"coordinates\"");
  if (key == std::string_view::npos) return std::nullopt;
  std::size_t at = text.find("[[[", key);
  const std::size_t end = text.find("]]", key);
  if (at == std::string_view::npos || end == std::string_view::npos) return std::nullopt;
  at += 2;
  Ring ring;
  while (at < end && ring.size() < kRingPointsMax) {
    if (text[at] != '[') return std::nullopt;
    double pair[2] = {};
    const char* cursor = text.data() + at + 1;
    for (double& number : pair) {
      const auto [next, error] = std::from_chars(cursor, text.data() + end, number);
      if (error != std::errc{} || !(number > -180) || !(number < 180)) return std::nullopt;
      cursor = next + 1;
    }
    ring.push_back(point_of(pair[0], pair[1]));
    at = static_cast<std::size_t>(cursor - text.data());
    while (at < end && (text[at] == ']' || text[at] == ',' || text[at] == ' ')) ++at;
  }
  if (ring.size() < 4) return std::nullopt;
  const Point first = ring.front();
  const Point last = ring.back();
  if (first.east != last.east || first.north != last.north) ring.push_back(first);
  return ring;
}

std::optional<Refusal> read_outlines(std::string_view text, Atlas& atlas) {
  constexpr std::string_view kFile = "districts.geojson";
  for (District& district : atlas.districts) {
    const std::string key = "\"district_code\":\"" + std::to_string(district.code) + "\"";
    const std::size_t at = text.find(key);
    if (at == std::string_view::npos) return bad_source(kFile, 1, "no outline of " + district.name);
    std::string_view feature = text.substr(at + key.size());
    feature = feature.substr(0, feature.find("\"district_code\""));
    auto ring = ring_after(feature);
    if (!ring) return bad_source(kFile, 1, "bad outline of " + district.name);
    district.outline = std::move(*ring);
    district.centre = centroid({.rings = {district.outline}});
  }
  return std::nullopt;
}

struct LandmarkCode {
  std::string_view text;
  LandmarkKind kind;
};

constexpr LandmarkCode kLandmarkCodes[] = {{"compound", LandmarkKind::compound},
                                           {"section", LandmarkKind::section},
                                           {"building", LandmarkKind::building},
                                           {"village_group", LandmarkKind::village_group},
                                           {"apartment_building", LandmarkKind::apartment_building},
                                           {"office_tower", LandmarkKind::office_tower},
                                           {"college", LandmarkKind::college},
                                           {"school", LandmarkKind::school}};

Street* street_in(Atlas& atlas, std::uint64_t code) {
  for (District& district : atlas.districts) {
    const auto found = std::ranges::find(district.streets, code, &Street::code);
    if (found != district.streets.end()) return &*found;
  }
  return nullptr;
}

// One row: a rough position of a street, or a landmark of a committee. Answers a reason if bad.
std::string_view add_landmark(Atlas& atlas, const std::array<std::string_view, 6>& row) {
  const auto code = number_of<std::uint64_t>(row[1]);
  if (!code) return "unit_code is no number";
  if (row[0] == "street") {
    Street* street = street_in(atlas, *code);
    const auto longitude = number_of<double>(row[4]);
    const auto latitude = number_of<double>(row[5]);
    if (street == nullptr) return "no such street";
    if (!longitude || !latitude) return "a street needs longitude and latitude";
    if (!(*longitude > -180 && *longitude < 180 && *latitude > -90 && *latitude < 90)) {
      return "position out of range";
    }
    street->centre = point_of(*longitude, *latitude);
    return {};
  }
  const auto kind = std::ranges::find(kLandmarkCodes, row[0], &LandmarkCode::text);
  if (kind == std::end(kLandmarkCodes)) return "unknown kind";
  if (row[2].empty()) return "no name";
  Street* street = street_in(atlas, *code / 1000);
  if (street == nullptr) return "no such street";
  const auto committee = std::ranges::find(street->committees, *code, &Committee::code);
  if (committee == street->committees.end()) return "no such committee";
  committee->landmarks.push_back({.kind = kind->kind,
                                  .committee_code = *code,
                                  .name = std::string(row[2]),
                                  .part = std::string(row[3])});
  return {};
}

std::optional<Refusal> read_landmarks(std::string_view text, Atlas& atlas) {
  constexpr std::string_view kFile = "landmarks.csv";
  PlainTable<6> table(kFile, text);
  while (true) {
    const auto row = table.next();
    if (!row) return row.error();
    if (!*row) return std::nullopt;
    if (table.line() == 1) {
      if ((**row)[0] != "kind") return bad_source(kFile, 1, "no column kind");
      continue;
    }
    const std::string_view reason = add_landmark(atlas, **row);
    if (!reason.empty()) return bad_source(kFile, table.line(), reason);
  }
}

}  // namespace

Result<Atlas> read_atlas(const CitySources& sources) {
  if (std::max({sources.communities_csv.size(), sources.districts_geojson.size(),
                sources.landmarks_csv.size()}) > kSourceBytesMax) {
    return bad_source("sources", 0, "larger than 16 MiB");
  }
  Result<Atlas> atlas = read_committees(sources.communities_csv);
  if (!atlas) return atlas;
  if (auto refusal = read_outlines(sources.districts_geojson, *atlas)) return *refusal;
  if (auto refusal = read_landmarks(sources.landmarks_csv, *atlas)) return *refusal;
  return atlas;
}

std::string_view stem_of(std::string_view committee_name) {
  constexpr std::string_view kSuffixes[] = {"居民委员会", "居民委员", "村民委员会", "居委会",
                                            "村委会",     "委员会",   "虚拟社区",   "社区"};
  for (const std::string_view suffix : kSuffixes) {
    if (committee_name.size() > suffix.size() && committee_name.ends_with(suffix)) {
      committee_name.remove_suffix(suffix.size());
    }
  }
  // "张渚村村民委员会" leaves "张渚村", which reads well; a single character does not.
  return committee_name;
}

}  // namespace firebreak::synthesis
