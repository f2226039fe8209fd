// The figures that the synthetic city is made to: its targets, and what tests hold it to.
//
// Seventh National Population Census, Wuxi and Xishan communiques (reference time 1 November 2020).
// The shares of ages are Xishan's, taken for the whole city. District sizes other than Xishan's are
// rounded and scaled to the city's total.
#pragma once

#include <array>
#include <cstdint>

namespace firebreak::synthesis::census {

inline constexpr double kPeople = 7'462'135;
inline constexpr double kMen = 3'848'880;
inline constexpr double kCollectivePeople = 578'525;
inline constexpr double kPeoplePerFamily = 2.561;
inline constexpr double kShareUnder15 = 0.1346;
inline constexpr double kShare60AndOver = 0.1639;
inline constexpr double kShare65AndOver = 0.1196;
inline constexpr double kVenues = 323'000;  // With a code at the door, 30 May 2022.
inline constexpr double kScansPerPersonDay = 0.83;

struct DistrictSize {
  std::uint64_t code;
  double people;
};

inline constexpr double kScaled = (kPeople - 882'387) / 6'549'000;
inline constexpr std::array kDistrictSizes{
    DistrictSize{320205, 882'387},               // Xishan
    DistrictSize{320206, 863'000 * kScaled},     // Huishan
    DistrictSize{320211, 913'000 * kScaled},     // Binhu, with the Economic Development Zone
    DistrictSize{320213, 987'000 * kScaled},     // Liangxi
    DistrictSize{320214, 720'000 * kScaled},     // Xinwu
    DistrictSize{320281, 1'780'000 * kScaled},   // Jiangyin
    DistrictSize{320282, 1'286'000 * kScaled}};  // Yixing

}  // namespace firebreak::synthesis::census
