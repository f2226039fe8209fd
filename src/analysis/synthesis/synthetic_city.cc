// Land, then people, then what they go to: territory, settlement, housing, schools, venues, work.
#include "analysis/synthesis/synthetic_city.h"

#include "analysis/synthesis/city_writer.h"
#include "analysis/synthesis/employment.h"
#include "analysis/synthesis/families.h"
#include "analysis/synthesis/housing.h"
#include "analysis/synthesis/schools.h"
#include "analysis/synthesis/settlement.h"
#include "analysis/synthesis/territory.h"
#include "analysis/synthesis/venues.h"
#include "base/archive.h"
#include "base/random.h"

namespace firebreak::synthesis {
namespace {

constexpr std::uint64_t kCityCode = 3202;
enum Stream : std::uint64_t { kGround = 1, kPlan, kHomes, kPupils, kPlaces, kWork };

// Full-size columns are reserved once, not grown: half the peak memory.
void reserve(City& city) {
  const std::size_t people = city.options.people;
  city.people.household.reserve(people);
  city.people.birth_day.reserve(people);
  city.people.sex.reserve(people);
  city.people.affiliation.reserve(people);
  city.people.priority.reserve(people);
  city.people.presence.reserve(people);
  const std::size_t units = people / 2 + 10'000;
  city.units.level.reserve(units);
  city.units.parent.reserve(units);
  city.units.end.reserve(units);
  city.units.name.reserve(units);
  city.units.code.reserve(units);
  city.units.longitude_microdegrees.reserve(units);
  city.units.latitude_microdegrees.reserve(units);
  city.units.floor.reserve(units);
  city.units.collective.reserve(units);
  city.units.first_person.reserve(units + 1);
}

void add_boundary(const Region& region, std::uint32_t unit, Boundaries& boundaries) {
  for (const Ring& ring : region.rings) {
    boundaries.unit.push_back(unit);
    for (const Point point : ring) {
      const registry::GeoPoint position = geo_point_of(point);
      boundaries.longitude_microdegrees.push_back(position.longitude_microdegrees);
      boundaries.latitude_microdegrees.push_back(position.latitude_microdegrees);
    }
    boundaries.point_end.push_back(
        static_cast<std::uint32_t>(boundaries.longitude_microdegrees.size()));
  }
}

Settled build_units(const Atlas& atlas, const Territory& territory,
                    const std::vector<CommunityPlan>& plans, CityWriter& writer, City& city) {
  using registry::UnitLevel;
  Settled settled;
  const FamilyMaker families(city.options.first_day);
  const Random random(city.options.seed);
  const Random homes = random.fork(kHomes);
  const Point middle = territory.districts.front().streets.front().centre;
  writer.open_at(UnitLevel::city, writer.names().number("无锡市"), middle, kCityCode);
  std::uint32_t community = 0;
  for (std::size_t d = 0; d < atlas.districts.size(); ++d) {
    const District& district = atlas.districts[d];
    const DistrictGround& ground = territory.districts[d];
    add_boundary({.rings = {district.outline}},
                 writer.open_at(UnitLevel::district, writer.names().number(district.name),
                                ground.streets.front().centre, district.code),
                 city.boundaries);
    for (std::size_t s = 0; s < district.streets.size(); ++s) {
      const Street& street = district.streets[s];
      add_boundary(ground.streets[s].region,
                   writer.open_at(UnitLevel::subdistrict, writer.names().number(street.name),
                                  ground.streets[s].centre, street.code),
                   city.boundaries);
      for (std::size_t c = 0; c < street.committees.size(); ++c, ++community) {
        const CommunityPlan& plan = plans[community];
        add_boundary(plan.ground->region, static_cast<std::uint32_t>(city.units.size()),
                     city.boundaries);
        build_community(plan, community, district.outline, families, homes.fork(community), writer,
                        settled);
      }
      writer.close();
    }
    writer.close();
  }
  writer.close();
  writer.finish();
  return settled;
}

}  // namespace

Result<City> make_synthetic_city(const CitySources& sources, const CityOptions& options) {
  if (options.people < 1 || options.people > kPeopleMax) {
    return Refusal{.code = "synthesis.people_out_of_range",
                   .field = "people",
                   .values = {{"people", std::to_string(options.people)},
                              {"most", std::to_string(kPeopleMax)}}};
  }
  if (options.days < 0 || options.days > kDaysMax) {
    return Refusal{
        .code = "synthesis.days_out_of_range",
        .field = "days",
        .values = {{"days", std::to_string(options.days)}, {"most", std::to_string(kDaysMax)}}};
  }
  const Result<Atlas> atlas = read_atlas(sources);
  if (!atlas) return atlas.error();
  const Random random(options.seed);
  const auto seed_of = [&](Stream stream) { return random.fork(stream).next(); };
  const Result<Territory> territory = divide_territory(*atlas, seed_of(kGround));
  if (!territory) return territory.error();
  const auto plans = plan_settlement(*atlas, *territory, options.people, seed_of(kPlan));

  City city;
  city.options = options;
  reserve(city);
  CityWriter writer(city);
  const Settled settled = build_units(*atlas, *territory, plans, writer, city);
  build_schools(plans, settled, seed_of(kPupils), writer.names(), city);
  const auto jobs = build_venues(plans, settled, seed_of(kPlaces), writer.names(), city);
  employ(jobs, seed_of(kWork), city);
  return city;
}

std::string City::hash() const {
  HashArchive archive;
  const_cast<City*>(this)->columns(archive);  // Hashing only reads.
  return archive.hex();
}

}  // namespace firebreak::synthesis
