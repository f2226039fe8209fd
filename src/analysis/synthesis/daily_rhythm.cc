#include "analysis/synthesis/daily_rhythm.h"

#include <initializer_list>

namespace firebreak::synthesis {
namespace {

using policy::PlaceKind;

constexpr std::uint32_t kHour = 3600;

struct Weight {
  PlaceKind kind;
  double weight;
};

KindWeights weights_of(std::initializer_list<Weight> list) {
  KindWeights weights{};
  for (const Weight& entry : list) weights[static_cast<std::size_t>(entry.kind)] = entry.weight;
  return weights;
}

using enum PlaceKind;

KindWeights worker_weekday(int slot) {
  switch (slot) {
    case 0:
      return weights_of(
          {{transport, 50}, {shop, 22}, {restaurant, 16}, {office_building, 8}, {other, 4}});
    case 1:
      return weights_of({{restaurant, 50},
                         {shop, 20},
                         {workplace, 14},
                         {other, 8},
                         {office_building, 4},
                         {pharmacy, 2},
                         {hospital, 2}});
    case 2:
      return weights_of({{transport, 32},
                         {supermarket, 22},
                         {market, 16},
                         {shop, 18},
                         {workplace, 6},
                         {other, 6}});
    default:
      return weights_of({{restaurant, 26},
                         {shop, 24},
                         {supermarket, 20},
                         {entertainment, 14},
                         {park, 8},
                         {hotel, 3},
                         {pharmacy, 3},
                         {other, 2}});
  }
}

KindWeights pupil_weekday(int slot) {
  return slot < 2 ? weights_of({{shop, 50}, {restaurant, 30}, {transport, 20}})
                  : weights_of({{shop, 44},
                                {other, 16},
                                {restaurant, 16},
                                {park, 10},
                                {transport, 8},
                                {supermarket, 6}});
}

KindWeights free_weekday(bool retired, int slot) {
  const double park_weight = retired ? 20 : 8;
  const double hospital_weight = retired ? 9 : 5;
  switch (slot) {
    case 0:
      return weights_of({{market, 46},
                         {park, park_weight},
                         {supermarket, 10},
                         {shop, 8},
                         {restaurant, 6},
                         {hospital, hospital_weight},
                         {transport, 6}});
    case 1:
      return weights_of({{supermarket, 28},
                         {shop, 22},
                         {hospital, hospital_weight},
                         {restaurant, 12},
                         {pharmacy, 8},
                         {transport, 8},
                         {other, 8}});
    case 2:
      return weights_of({{shop, 24},
                         {supermarket, 20},
                         {park, park_weight},
                         {market, 10},
                         {hospital, hospital_weight},
                         {other, 10},
                         {transport, 6},
                         {pharmacy, 5},
                         {worship, 1}});
    default:
      return weights_of({{park, park_weight},
                         {shop, 22},
                         {supermarket, 20},
                         {restaurant, 14},
                         {entertainment, 6}});
  }
}

KindWeights weekend_weights(bool retired, int slot) {
  if (slot == 0) {
    return weights_of({{market, 36},
                       {park, 14},
                       {restaurant, 14},
                       {supermarket, 12},
                       {shop, 10},
                       {transport, 10},
                       {worship, 2}});
  }
  const double fun = retired ? 3 : 14;
  return weights_of({{shop, 24},
                     {supermarket, 18},
                     {restaurant, 22},
                     {entertainment, fun},
                     {park, 10},
                     {transport, 9},
                     {other, 4},
                     {pharmacy, 2},
                     {hospital, 2},
                     {hotel, 2}});
}

}  // namespace

const Slot& slot(bool weekend, int number) {
  static constexpr Slot kWeekday[kSlots] = {{6 * kHour, 9 * kHour, 11 * kHour},
                                            {11 * kHour, 13 * kHour, 15 * kHour},
                                            {15 * kHour + 1800, 18 * kHour, 18 * kHour + 1500},
                                            {18 * kHour + 1800, 21 * kHour, 23 * kHour + 1800}};
  static constexpr Slot kWeekend[kSlots] = {{7 * kHour, 10 * kHour, 11 * kHour},
                                            {11 * kHour, 13 * kHour + 1800, 14 * kHour},
                                            {14 * kHour, 17 * kHour, 18 * kHour},
                                            {18 * kHour, 21 * kHour, 23 * kHour + 1800}};
  return weekend ? kWeekend[number] : kWeekday[number];
}

KindWeights kind_weights(Routine routine, bool weekend, int slot) {
  const bool old = routine == Routine::retired || routine == Routine::frail;
  if (weekend) return weekend_weights(old, slot);
  if (routine == Routine::worker) return worker_weekday(slot);
  if (routine == Routine::pupil) return pupil_weekday(slot);
  return free_weekday(old, slot);
}

KindWeights outing_weights(bool weekend) {
  return weekend ? weights_of({{restaurant, 34},
                               {supermarket, 24},
                               {shop, 12},
                               {entertainment, 12},
                               {park, 16},
                               {hotel, 2}})
                 : weights_of({{restaurant, 44}, {supermarket, 30}, {park, 14}, {shop, 12}});
}

double slot_share(Routine routine, bool weekend, int slot) {
  constexpr double kWorker[kSlots] = {0.30, 0.26, 0.24, 0.20};
  constexpr double kPupil[kSlots] = {0.10, 0.10, 0.50, 0.30};
  constexpr double kFree[kSlots] = {0.42, 0.22, 0.24, 0.12};
  constexpr double kWeekend[kSlots] = {0.24, 0.28, 0.28, 0.20};
  if (weekend) return kWeekend[slot];
  if (routine == Routine::worker) return kWorker[slot];
  return routine == Routine::pupil ? kPupil[slot] : kFree[slot];
}

double activity(Routine routine, bool weekend) {
  switch (routine) {
    case Routine::worker:
      return weekend ? 1.2 : 1.0;
    case Routine::pupil:
      return weekend ? 0.9 : 0.45;
    case Routine::at_home:
      return weekend ? 1.0 : 0.9;
    case Routine::retired:
      return 0.85;
    case Routine::frail:
      break;
  }
  return 0.35;
}

DurationRange duration_of(PlaceKind kind) {
  switch (kind) {
    case workplace:
      return {15, 90};
    case shop:
      return {4, 25};
    case supermarket:
      return {12, 50};
    case market:
      return {10, 40};
    case restaurant:
      return {20, 95};
    case hospital:
      return {35, 150};
    case pharmacy:
      return {3, 12};
    case transport:
      return {4, 18};
    case entertainment:
      return {60, 170};
    case worship:
      return {20, 70};
    case park:
      return {30, 110};
    case office_building:
      return {10, 60};
    case hotel:
      return {45, 150};
    default:
      return {5, 35};
  }
}

}  // namespace firebreak::synthesis
