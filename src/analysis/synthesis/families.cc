// A family has a shape, "ABCE": head, partner, child, elder. The head's age is drawn to suit the
// shape, and everybody else's from the head's.
#include "analysis/synthesis/families.h"

#include <algorithm>
#include <string_view>

#include "base/check.h"

namespace firebreak::synthesis {
namespace {

// A head, B partner, C child of 0-14, Y child of 15-24, O another adult, E and F elders of 60 and
// over. Weights were solved for 2.561 people a family and the census's three age groups; `rural`
// says how much commoner the shape is in villages.
struct Shape {
  std::string_view roles;
  double weight;
  double rural;
};

constexpr Shape kShapes[] = {
    {"A", 16900, -0.5},  {"E", 4000, 0.5},     {"AB", 17923, -0.2}, {"EF", 6700, 0.6},
    {"AC", 1675, -0.2},  {"AE", 2178, 0.2},    {"AO", 5025, -0.5},  {"ABC", 12450, -0.1},
    {"ABY", 6050, 0.1},  {"AEF", 1450, 0.3},   {"ABE", 1750, 0.4},  {"AOO", 2750, -0.5},
    {"ACE", 750, 0.1},   {"ABCC", 3280, 0.0},  {"ABCE", 3120, 0.3}, {"ABYE", 960, 0.4},
    {"ABYC", 2520, 0.1}, {"ABEF", 950, 0.5},   {"ABYO", 1280, 0.1}, {"ABCEF", 3050, 0.5},
    {"ABYEF", 780, 0.5}, {"ABCCE", 1440, 0.3}, {"ABYOO", 900, 0.1}, {"ABCCEF", 2016, 0.5},
    {"ABYCEF", 504, 0.5}};

constexpr int kElderAge = 60;

bool has(std::string_view roles, char role) { return roles.find(role) != std::string_view::npos; }

int draw(int first, int last, Random& random) {
  return static_cast<int>(random.between(first, last));
}

// 60 and over: 73 % of them 65 and over, thinning out towards 100.
int elder_age(Random& random) {
  constexpr struct {
    double share;
    int first;
    int last;
  } kBands[] = {{0.25, 60, 64},  {0.285, 65, 69}, {0.185, 70, 74}, {0.13, 75, 79},
                {0.085, 80, 84}, {0.045, 85, 89}, {0.019, 90, 95}, {0.001, 96, 103}};
  double left = random.unit();
  for (const auto& band : kBands) {
    if (left < band.share) return draw(band.first, band.last, random);
    left -= band.share;
  }
  return 62;
}

int head_age(std::string_view roles, Random& random) {
  if (has(roles, 'Y')) return draw(40, 54, random);
  if (has(roles, 'C')) return draw(26, 44, random);
  if (has(roles, 'E')) return draw(35, 57, random);
  if (roles == "AB") return random.chance(0.4) ? draw(23, 34, random) : draw(40, 59, random);
  if (roles == "A") return random.chance(0.6) ? draw(20, 38, random) : draw(35, 59, random);
  return draw(19, 45, random);
}

Sex sex_with(double male_share, Random& random) {
  return random.chance(male_share) ? Sex::male : Sex::female;
}

std::uint8_t priorities(int age, Sex sex, Random& random) {
  std::uint8_t bits = 0;
  const double chronic = age >= 60 ? 0.22 : age >= 40 ? 0.06 : 0.005;
  const double dialysis = age >= 60 ? 0.0016 : age >= 18 ? 0.0005 : 0;
  const double disabled = age >= 75 ? 0.08 : age >= 60 ? 0.03 : 0.012;
  if (random.chance(chronic)) bits |= kChronic;
  if (random.chance(dialysis)) bits |= kDialysis | kChronic;
  if (random.chance(disabled)) bits |= kDisabled;
  if (sex == Sex::female && age >= 21 && age <= 40 && random.chance(0.045)) bits |= kPregnant;
  return bits;
}

// The layers that know of one member of a household of locals or of newcomers.
std::uint8_t presence_of(bool newcomer, int age, Random& random) {
  if (!newcomer && random.chance(0.022)) return kHouseholdRegister;  // Lives elsewhere now.
  std::uint8_t bits = newcomer ? 0 : kHouseholdRegister;
  if (newcomer && random.chance(0.86)) bits |= kResidenceRegister;
  if (random.chance(newcomer ? 0.88 : 0.95)) bits |= kDeclaredPresent;
  const double scans = age < 6 ? 0.15 : age < 12 ? 0.45 : age < 70 ? 0.97 : age < 80 ? 0.8 : 0.5;
  if (random.chance(scans)) bits |= kSeenByScan;
  return bits == 0 ? kDeclaredPresent : bits;  // Somebody must have told of everyone.
}

}  // namespace

int age_on(Day day, std::int32_t birth_day) { return (day.number - birth_day) * 4 / 1461; }

FamilyMaker::FamilyMaker(Day today) : today_(today) {
  double weight = 0;
  double rural = 0;
  for (const Shape& shape : kShapes) {
    weight += shape.weight;
    rural += shape.weight * shape.rural;
  }
  for (int mix = 0; mix < kMixes; ++mix) {
    const double rurality = static_cast<double>(mix) / (kMixes - 1) * 2 - 1;
    std::vector<double> weights;
    for (const Shape& shape : kShapes) {
      weights.push_back(shape.weight * (1 + rurality * (shape.rural - rural / weight)));
    }
    mixes_.add(weights);
  }
}

Member FamilyMaker::member(int age, Sex sex, Random& random) const {
  const int born_before = (age * 1461 + 3) / 4 + static_cast<int>(random.below(365));
  return {.birth_day = today_.number - born_before,
          .sex = sex,
          .priority = priorities(age, sex, random),
          .presence = 0};
}

void FamilyMaker::grow(Family& family, std::uint32_t shape, Random& random) const {
  const std::string_view roles = kShapes[shape].roles;
  const bool lone = roles.size() == 1;
  const int head = roles[0] == 'E' ? elder_age(random) : head_age(roles, random);
  const Sex head_sex = sex_with(lone ? (head >= kElderAge ? 0.36 : 0.60) : 0.52, random);
  const Sex partner_sex = head_sex == Sex::male ? Sex::female : Sex::male;
  for (const char role : roles) {
    int age = head;
    Sex sex = head_sex;
    switch (role) {
      case 'B':
        age = std::clamp(head + draw(-4, 3, random), 20, 59);
        sex = partner_sex;
        break;
      case 'C':
        age = std::clamp(head - draw(24, 33, random), 0, 14);
        if (age == 0 || age == 14) age = draw(std::max(0, age - 4), std::min(14, age + 4), random);
        sex = sex_with(0.53, random);
        break;
      case 'Y':
        age = std::clamp(head - draw(23, 31, random), 15, 24);
        sex = sex_with(0.53, random);
        break;
      case 'O':
        age = std::clamp(head + draw(-8, 8, random), 18, 59);
        sex = sex_with(0.58, random);
        break;
      case 'E':
        if (roles[0] != 'E') {
          age = std::min(head + draw(23, 34, random), 96);
          if (age < kElderAge) age = draw(kElderAge, kElderAge + 7, random);
          sex = sex_with(has(roles, 'F') ? 0.5 : 0.35, random);
        }
        break;
      case 'F': {
        const Member& elder = family.members[family.size - 1];
        age = std::clamp(age_on(today_, elder.birth_day) + draw(-4, 4, random), kElderAge, 99);
        sex = elder.sex == Sex::male ? Sex::female : Sex::male;
        break;
      }
      default:
        CHECK(role == 'A');
    }
    family.members[family.size++] = member(age, sex, random);
  }
}

Family FamilyMaker::family(std::uint32_t size_max, double rurality, Random& random) const {
  CHECK(size_max >= 1);
  const double mix = (std::clamp(rurality, -1.0, 1.0) + 1) / 2 * (kMixes - 1);
  // Between two steps either may be taken, so that the mean is exact.
  const auto table =
      std::min(static_cast<std::uint32_t>(mix + random.unit()), std::uint32_t{kMixes - 1});
  Family family;
  std::uint32_t shape = mixes_.pick(table, random.next());
  while (kShapes[shape].roles.size() > size_max) shape = mixes_.pick(table, random.next());
  grow(family, shape, random);
  const bool elderly = age_on(today_, family.members[0].birth_day) >= kElderAge;
  if (family.size == 1 && elderly) family.members[0].priority |= kElderlyAlone;
  const double newcomers = elderly ? 0.05 : has(kShapes[shape].roles, 'E') ? 0.15 : 0.42;
  const bool newcomer = random.chance(newcomers);
  for (std::uint32_t i = 0; i < family.size; ++i) {
    Member& member = family.members[i];
    member.presence = presence_of(newcomer, age_on(today_, member.birth_day), random);
  }
  return family;
}

Member FamilyMaker::resident(CollectiveKind kind, Random& random) const {
  int age = 0;
  double male = 0.5;
  double newcomer = 0.8;
  switch (kind) {
    case CollectiveKind::college:
      age = draw(18, 22, random);
      male = 0.54;
      break;
    case CollectiveKind::factory:
      age = random.chance(0.7) ? draw(18, 34, random) : draw(30, 54, random);
      male = 0.66;
      newcomer = 0.9;
      break;
    case CollectiveKind::hospital:
      age = draw(22, 45, random);
      male = 0.3;
      newcomer = 0.4;
      break;
    case CollectiveKind::care_home:
      age = std::max(65, elder_age(random) + 6);
      male = 0.42;
      newcomer = 0.05;
      break;
  }
  Member person = member(age, sex_with(male, random), random);
  person.presence = presence_of(random.chance(newcomer), age, random);
  return person;
}

}  // namespace firebreak::synthesis
