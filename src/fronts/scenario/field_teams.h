// The people who do what is due: each duty that Firebreak opens is met after a time that the
// scenario gives for its kind, sometimes late, sometimes never.
//
// They find the held, take antigen tests and single swabs, take contacts into quarantine, bring
// cases to hospital, acknowledge orders. What a test shows is the truth of the cast. A visit to a
// person is one visit: everything due there is done at the same time.
#pragma once

#include <map>

#include "fronts/scenario/laboratories_day.h"

namespace firebreak::scenario {

struct Response {
  Span after_minutes{};  // From the opening of the duty.
  double late = 0;       // Share of duties met 20 to 140 minutes after their limit.
  double never = 0;      // Share that nobody meets in this story.
};

struct RetestHours {  // Of a single swab, from the visit.
  double hand_over_minutes = 10;
  double ride_minutes = 25;
  LaboratoryHours hours{.least = 3.5, .most = 4.0};
};

class FieldTeams {
 public:
  FieldTeams(Agenda& agenda, const Cast& cast, LaboratoriesDay& laboratories, std::uint64_t seed)
      : agenda_(agenda), cast_(cast), laboratories_(laboratories), seed_(seed) {}

  void set(policy::DutyKind kind, const Response& response) { responses_[kind] = response; }
  void reach(PersonId person, Instant at) { reached_at_[person] = at; }
  // Single swabs that no pool asks for belong to this round; the held are exempt from it.
  void set_round(RoundId round) { round_ = round; }

  // From now on, until then: looks for new duties every five minutes.
  Result<void> start(Instant last);

 private:
  void tick(Instant last);
  void plan(DutyId id, const duties::Duty& duty);
  Result<void> meet(DutyId id);
  Result<void> meet_person(const duties::Duty& duty);
  Result<void> take_into_quarantine(PersonId person, const duties::Duty& duty);
  Result<void> test(PersonId person, RoundId round);
  Result<void> antigen(PersonId person);
  Result<void> swab(PersonId person, RoundId round);
  Result<void> send_to_laboratory(const LaneTube& tube, RoundId round);
  Result<void> exempt(PersonId person);
  Result<void> bring_to_hospital(CaseId id);
  Result<void> ask(core::Request request) const;
  double draw(std::uint64_t of, std::uint64_t salt) const;

  Agenda& agenda_;
  const Cast& cast_;
  LaboratoriesDay& laboratories_;
  std::uint64_t seed_;
  std::map<policy::DutyKind, Response> responses_;
  std::map<PersonId, Instant> reached_at_;
  std::map<std::pair<PersonId, RoundId>, Instant> swabbed_at_;
  std::map<PersonId, Instant> antigen_at_;
  RoundId round_{};
  StationId station_{};
  std::uint32_t next_duty_ = 0;
  std::uint32_t serial_ = 0;
  RetestHours retest_{};
};

}  // namespace firebreak::scenario
