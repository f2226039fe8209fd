#include "analysis/synthesis/city_writer.h"

#include "base/check.h"

namespace firebreak::synthesis {

std::uint32_t CityWriter::open(registry::UnitLevel level, std::uint32_t name, std::uint64_t code) {
  Units& units = city_.units;
  const auto unit = static_cast<std::uint32_t>(units.size());
  units.level.push_back(level);
  units.parent.push_back(open_.empty() ? kNone : open_.back());
  units.end.push_back(unit + 1);
  units.name.push_back(name);
  units.code.push_back(code);
  units.longitude_microdegrees.push_back(0);
  units.latitude_microdegrees.push_back(0);
  units.floor.push_back(0);
  units.collective.push_back(0);
  units.first_person.push_back(people());
  open_.push_back(unit);
  if (level == registry::UnitLevel::neighbourhood) city_.neighbourhoods.push_back(unit);
  return unit;
}

std::uint32_t CityWriter::open_at(registry::UnitLevel level, std::uint32_t name, Point point,
                                  std::uint64_t code) {
  const std::uint32_t unit = open(level, name, code);
  const registry::GeoPoint position = geo_point_of(point);
  city_.units.longitude_microdegrees[unit] = position.longitude_microdegrees;
  city_.units.latitude_microdegrees[unit] = position.latitude_microdegrees;
  return unit;
}

void CityWriter::close() {
  CHECK(!open_.empty());
  city_.units.end[open_.back()] = static_cast<std::uint32_t>(city_.units.size());
  open_.pop_back();
}

void CityWriter::household(std::uint32_t name, int floor, std::span<const Member> members,
                           bool collective) {
  const std::uint32_t unit = open(registry::UnitLevel::household, name);
  city_.units.floor[unit] = static_cast<std::int8_t>(floor);
  city_.units.collective[unit] = collective ? 1 : 0;
  for (const Member& member : members) {
    city_.people.household.push_back(unit);
    city_.people.birth_day.push_back(member.birth_day);
    city_.people.sex.push_back(member.sex);
    city_.people.affiliation.push_back(kNone);
    city_.people.priority.push_back(member.priority);
    city_.people.presence.push_back(member.presence);
  }
  close();
}

void CityWriter::finish() {
  CHECK(open_.empty());
  city_.units.first_person.push_back(people());
}

}  // namespace firebreak::synthesis
