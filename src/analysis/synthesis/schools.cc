#include "analysis/synthesis/schools.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "analysis/synthesis/place_writer.h"
#include "base/random.h"

namespace firebreak::synthesis {
namespace {

using policy::PlaceKind;

constexpr std::uint8_t kGradeLast = 15;  // Senior 3.
constexpr std::uint32_t kStudentsPerClass = 42;

struct Stage {
  std::uint8_t first_grade;
  std::uint8_t last_grade;
  std::uint32_t class_size;
  std::uint32_t pupils_per_school;
  double attends;
  std::string_view ending;
};

constexpr std::array kStages{
    Stage{1, 3, 30, 330, 0.94, "幼儿园"}, Stage{4, 9, 44, 1400, 1.0, "小学"},
    Stage{10, 12, 46, 1100, 1.0, "初级中学"}, Stage{13, 15, 46, 1500, 0.95, "高级中学"}};

constexpr std::string_view kGradeNames[] = {"",     "小班", "中班", "大班", "一",   "二",   "三",
                                            "四",   "五",   "六",   "初一", "初二", "初三", "高一",
                                            "高二", "高三", "大一", "大二", "大三"};

std::string class_name(std::uint8_t grade, std::uint32_t number) {
  const std::string name(kGradeNames[grade]);
  if (grade <= 3)
    return name.substr(0, name.size() - std::string_view("班").size()) + std::to_string(number) +
           "班";
  return name + "(" + std::to_string(number) + ")班";
}

struct School {
  std::uint32_t community;
  std::uint32_t unit;
  registry::GeoPoint point;
  std::string name;
  std::array<std::vector<std::uint32_t>, kGradeLast + 1> pupils;  // By grade.
};

double squared(registry::GeoPoint a, registry::GeoPoint b) {
  const double east = (a.longitude_microdegrees - b.longitude_microdegrees) * 0.852;
  const double north = a.latitude_microdegrees - b.latitude_microdegrees;
  return east * east + north * north;
}

class SchoolBuilder {
 public:
  SchoolBuilder(std::span<const CommunityPlan> plans, const Settled& settled, NameBook& names,
                City& city, std::uint64_t seed)
      : plans_(plans), settled_(settled), names_(names), city_(city), seed_(seed) {}

  void build_street(std::uint32_t first, std::uint32_t end);
  void build_college(const SettledSite& site);

 private:
  std::vector<School> schools_of(const Stage& stage, std::uint32_t first, std::uint32_t end);
  void add_classes(std::uint32_t school, std::uint8_t grade, std::span<const std::uint32_t> pupils,
                   std::uint32_t class_size);
  std::uint32_t place_of(const School& school);

  std::span<const CommunityPlan> plans_;
  const Settled& settled_;
  NameBook& names_;
  City& city_;
  std::uint64_t seed_;
  std::vector<std::vector<std::uint32_t>> by_grade_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> campuses_;  // Unit and place of landmarks.
};

void SchoolBuilder::add_classes(std::uint32_t school, std::uint8_t grade,
                                std::span<const std::uint32_t> pupils, std::uint32_t class_size) {
  const std::size_t classes = (pupils.size() + class_size - 1) / class_size;
  for (std::uint32_t number = 0; number < classes; ++number) {
    const std::uint32_t place =
        add_place(city_.places, {.kind = PlaceKind::class_group,
                                 .unit = city_.places.unit[school],
                                 .name = names_.number(class_name(grade, number + 1)),
                                 .point = city_.places.point(school),
                                 .parent = school,
                                 .grade = grade});
    for (std::size_t i = number; i < pupils.size(); i += classes) {
      city_.people.affiliation[pupils[i]] = place;
    }
  }
}

// The schools that one stage needs in a street, spread over its communities; a landmark school of
// the street is first among its primary and its junior schools.
std::vector<School> SchoolBuilder::schools_of(const Stage& stage, std::uint32_t first,
                                              std::uint32_t end) {
  std::uint32_t pupils = 0;
  for (std::uint8_t grade = stage.first_grade; grade <= stage.last_grade; ++grade) {
    pupils += static_cast<std::uint32_t>(by_grade_[grade].size());
  }
  const std::uint32_t wanted = (pupils + stage.pupils_per_school - 1) / stage.pupils_per_school;
  std::vector<School> schools;
  for (const SettledLandmark& landmark : settled_.landmarks) {
    const bool here = landmark.community >= first && landmark.community < end;
    const bool stage_fits = stage.first_grade == 4 || stage.first_grade == 10;
    if (landmark.kind == LandmarkKind::school && here && stage_fits) {
      schools.push_back({.community = landmark.community,
                         .unit = landmark.unit,
                         .point = city_.units.point(landmark.unit),
                         .name = landmark.name,
                         .pupils = {}});
    }
  }
  const std::uint32_t communities = end - first;
  for (std::uint32_t i = 0; schools.size() < wanted; ++i) {
    const std::uint32_t community = first + (2 * i + 1) * communities / (2 * wanted) % communities;
    const std::uint32_t unit = city_.neighbourhoods[community];
    registry::GeoPoint point = city_.units.point(unit);
    point.longitude_microdegrees += 700 * (stage.first_grade % 4) - 900;
    schools.push_back({.community = community,
                       .unit = unit,
                       .point = point,
                       .name = std::string(stem_of(plans_[community].committee->name)) +
                               std::string(stage.ending),
                       .pupils = {}});
  }
  return schools;
}

std::uint32_t SchoolBuilder::place_of(const School& school) {
  for (const auto& [unit, place] : campuses_) {  // It was added for an earlier stage.
    if (unit == school.unit) return place;
  }
  const std::uint32_t place = add_place(city_.places, {.kind = PlaceKind::school,
                                                       .unit = school.unit,
                                                       .name = names_.number(school.name),
                                                       .point = school.point});
  const bool campus = city_.units.level[school.unit] != registry::UnitLevel::neighbourhood;
  if (campus) campuses_.emplace_back(school.unit, place);
  return place;
}

void SchoolBuilder::build_street(std::uint32_t first, std::uint32_t end) {
  const Units& units = city_.units;
  by_grade_.assign(kGradeLast + 1, {});
  std::vector<std::uint32_t> community_of;  // Of each person from the street's first.
  const std::uint32_t person_first = units.first_person[city_.neighbourhoods[first]];
  for (std::uint32_t community = first; community < end; ++community) {
    const std::uint32_t unit = city_.neighbourhoods[community];
    for (std::uint32_t p = units.first_person[unit]; p < units.first_person[units.end[unit]]; ++p) {
      community_of.push_back(community);
      const std::uint8_t grade = grade_of(city_.options.first_day, city_.people.birth_day[p]);
      if (grade == 0 || units.collective[city_.people.household[p]] != 0) continue;
      const bool here = (city_.people.presence[p] & ~kHouseholdRegister) != 0;
      const std::size_t stage = grade <= 3 ? 0 : grade <= 9 ? 1 : grade <= 12 ? 2 : 3;
      const double luck = static_cast<double>(mix(seed_ ^ p) >> 11) * 0x1.0p-53;
      if (here && luck < kStages[stage].attends) by_grade_[grade].push_back(p);
    }
  }
  for (const Stage& stage : kStages) {
    std::vector<School> schools = schools_of(stage, first, end);
    if (schools.empty()) continue;
    for (std::uint8_t grade = stage.first_grade; grade <= stage.last_grade; ++grade) {
      for (const std::uint32_t pupil : by_grade_[grade]) {
        const auto home = units.point(city_.neighbourhoods[community_of[pupil - person_first]]);
        std::ranges::min_element(schools, {},
                                 [&](const School& school) { return squared(school.point, home); })
            ->pupils[grade]
            .push_back(pupil);
      }
    }
    for (const School& school : schools) {
      if (std::ranges::all_of(school.pupils, &std::vector<std::uint32_t>::empty)) continue;
      const std::uint32_t place = place_of(school);
      for (std::uint8_t grade = stage.first_grade; grade <= stage.last_grade; ++grade) {
        add_classes(place, grade, school.pupils[grade], stage.class_size);
      }
    }
  }
}

void SchoolBuilder::build_college(const SettledSite& site) {
  const std::uint32_t place = add_place(city_.places, {.kind = PlaceKind::school,
                                                       .unit = site.unit,
                                                       .name = names_.number(site.name),
                                                       .point = city_.units.point(site.unit)});
  const std::uint32_t students = site.person_end - site.first_person;
  for (std::uint32_t year = 0; year < 3; ++year) {
    std::vector<std::uint32_t> pupils;
    for (std::uint32_t i = students * year / 3; i < students * (year + 1) / 3; ++i) {
      const std::uint32_t person = site.first_person + i;
      if ((city_.people.presence[person] & ~kHouseholdRegister) != 0) pupils.push_back(person);
    }
    add_classes(place, static_cast<std::uint8_t>(kGradeLast + 1 + year), pupils, kStudentsPerClass);
  }
}

}  // namespace

std::uint8_t grade_of(Day today, std::int32_t birth_day) {
  const CivilDate date = civil_date(today);
  const int year = date.month >= 9 ? date.year : date.year - 1;
  const std::optional<Day> start = make_day(year, 9, 1);
  if (!start || birth_day > start->number) return 0;
  const int age = age_on(*start, birth_day);
  return age >= 3 && age <= 17 ? static_cast<std::uint8_t>(age - 2) : 0;
}

void build_schools(std::span<const CommunityPlan> plans, const Settled& settled, std::uint64_t seed,
                   NameBook& names, City& city) {
  SchoolBuilder builder(plans, settled, names, city, mix(seed));
  std::uint32_t first = 0;
  for (std::uint32_t i = 1; i <= plans.size(); ++i) {
    if (i < plans.size() && plans[i].street == plans[first].street) continue;
    builder.build_street(first, i);
    first = i;
  }
  for (const SettledSite& site : settled.sites) {
    if (site.kind == CollectiveKind::college) builder.build_college(site);
  }
}

}  // namespace firebreak::synthesis
