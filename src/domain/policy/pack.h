// A policy pack: every number of a response that a rule may change, with where it is from.
//
// Read from TOML by pack_reader.h, which refuses unknown keys, missing units and impossible values
// with file, line and reason; so code that holds a Pack may rely on the invariants written here.
// A decision records the id and version of the pack that it used.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "domain/policy/clock_rule.h"
#include "domain/policy/place_kind.h"

namespace firebreak::policy {

// --- Contacts ---------------------------------------------------------------------------------

enum class Anchor : std::uint8_t {
  onset_or_first_positive = 0,  // Whichever came first.
  onset = 1,                    // Symptom onset (Ebola, MERS); for measles the rash.
};

struct InfectiousPeriodRule {
  Anchor anchor = Anchor::onset_or_first_positive;
  int days_before_anchor = 0;                  // 0..30; whole local days, 0 = anchor's day.
  std::optional<int> days_after_anchor_max{};  // Absent: until isolated.
};

// One predicate: sharing a place of one of these kinds for at least so long makes a contact.
struct ContactRule {
  std::string id;  // "same_household", "same_class": names the evidence.
  Text title;
  std::vector<PlaceKind> places;  // Not empty.
  int minutes_min = 0;            // Shared minutes summed over the window; 0: any overlap.
  int gap_minutes_max = 0;        // Room still dangerous after the case has left (measles: 120).
  int crowd_max = 0;              // Applies while at most so many shared it; 0: no limit.
};

struct ContactClass {
  std::string id;                  // "close_contact", "contact_of_contact", "casual_contact"
  Text title;                      // 密切接触者
  int degree = 1;                  // 1: of a case; 2: of a contact of degree 1, in time order.
  std::vector<ContactRule> rules;  // Not empty; the first that holds names the evidence.
};

struct SecondDegreeRule {
  bool traced = false;
  int people_per_case_max = 0;  // The budget: a search stops there and says so.
};

// --- Quarantine -------------------------------------------------------------------------------

struct QuarantineRule {
  std::string contact_class;  // Of ContactClass::id.
  int facility_days = 0;
  int home_days = 0;                    // After the facility days.
  std::vector<int> facility_test_days;  // 1-based, counted from the last exposure.
  std::vector<int> home_test_days;      // 1-based, counted from the first day at home.
};

// --- Zones ------------------------------------------------------------------------------------

// Ordered: a higher level is stricter: 防范区, 管控区, 封控区.
enum class ZoneLevel : std::uint8_t { none = 0, precautionary = 1, restricted = 2, lockdown = 3 };

struct ZoneRule {
  ZoneLevel level = ZoneLevel::none;
  Text title;                   // As the pack's document calls it: 高风险区.
  Text regime;                  // What people there may do.
  int pool_size = 1;            // 1..20, at most LaboratoryRule::pool_size_max.
  bool household_pool = false;  // People of one door may share a tube, up to pool_size_max.
  int release_days_without_case = 0;
  int release_round_within_days =
      0;                        // A full round, all negative, in the last so many days; 0: none.
  int residents_per_staff = 0;  // Staffing norm; 0: none given.
  std::vector<int> test_days;   // 1-based from sealing.
};

// --- Laboratory and rounds --------------------------------------------------------------------

struct LaboratoryRule {
  int pool_size = 10;  // Where no zone says otherwise; 1..pool_size_max.
  int pool_size_max = 20;
  bool single_target_is_positive = false;
  double cycle_threshold_positive_max = 40.0;  // A gene target at or below it is detected.
  int single_targets_min = 2;                  // Targets detected for a plain positive.
};

struct RoundRule {
  int hours_to_finish = 24;
  int people_per_site_min = 2000;
  int people_per_site_max = 3000;
  int people_per_sampler = 360;
  int swabs_per_sampler_hour = 60;
  bool planned = false;  // A pack without [round] plans no area-wide round: the rest means nothing.
};

struct ExemptionReason {
  std::string id;  // "vaccinated_48h", "infant", "bedridden", "away_with_proof"
  Text title;
  int hours_max = 0;  // It ends by itself; > 0.
};

// --- Epidemiology -----------------------------------------------------------------------------

struct Distribution {  // In days.
  enum class Family : std::uint8_t { gamma, lognormal, weibull } family = Family::gamma;
  double mean = 0;
  double standard_deviation = 0;
};

struct Epidemiology {
  Distribution incubation;
  Distribution generation_time;
  double reproduction_number = 0;
  double dispersion = 0;  // k of the negative binomial; 0: unknown.
};

// What personal records are kept for, each with its own days until erasure.
inline constexpr std::array<std::string_view, 5> kRetentionPurposes{
    "stays", "contacts", "results", "hotline_tickets", "volunteers"};

// How the text of a source begins where nobody has verified the number: an assumption of ours.
inline constexpr std::string_view kUnverifiedPrefix = "unverified default: ";

struct Pack {
  std::string id;        // "covid19_edition_9"; a file name without ".toml".
  std::string version;   // "2022-06-28"
  std::string pathogen;  // "sars-cov-2"
  Text title;
  Day effective_from;
  std::optional<Day> effective_until{};  // Inclusive.

  InfectiousPeriodRule infectious_period;
  std::vector<ContactClass> contact_classes;  // In order of severity; ids unique.
  SecondDegreeRule second_degree;
  std::vector<QuarantineRule> quarantine;
  std::array<ZoneRule, 4> zones;  // Indexed by ZoneLevel; absent levels: empty title.
  LaboratoryRule laboratory;
  RoundRule round;
  std::vector<ExemptionReason> exemptions;
  std::array<ClockRule, kDutyKindCount> clocks;  // Indexed by DutyKind.
  Epidemiology epidemiology;
  std::map<std::string, int> retention_days;  // By purpose: "stays", "contacts", ...

  // Where each number is from, by its key path in the file; every number has one, e.g.
  // "contacts.close_contact.rules.same_class.shared_min". See docs/formats/policy_pack.md.
  std::map<std::string, std::string> sources;

  const ClockRule& clock(DutyKind kind) const { return clocks[static_cast<std::size_t>(kind)]; }
  const ZoneRule& zone(ZoneLevel level) const { return zones[static_cast<std::size_t>(level)]; }
};

std::string_view code_of(ZoneLevel level);  // "lockdown"
std::optional<ZoneLevel> zone_level_of(std::string_view code);

}  // namespace firebreak::policy
