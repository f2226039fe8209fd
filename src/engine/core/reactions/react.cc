#include "domain/laboratory/facts.pb.h"
#include "domain/quarantine/facts.pb.h"
#include "domain/registry/facts.pb.h"
#include "domain/tracing/facts.pb.h"
#include "domain/zoning/facts.pb.h"
#include "engine/core/fact.pb.h"
#include "engine/core/reactions.h"
#include "engine/core/reactions/reactions.h"

namespace firebreak::core {
namespace {

void react_in(Recorder& recorder, const laboratory::Fact& fact) {
  switch (fact.fact_case()) {
    case laboratory::Fact::kSpecimensCollected:
      react_to_late_member(recorder, fact.specimens_collected());
      break;
    case laboratory::Fact::kResultReported:
      react_to_pool(recorder, fact.result_reported());
      react_to_single(recorder, fact.result_reported());
      break;
    case laboratory::Fact::kAntigenReported:
      react_to_antigen(recorder, fact.antigen_reported());
      break;
    case laboratory::Fact::kRoundOpened:
      react_to_round(recorder, fact.round_opened());
      break;
    default:
      break;
  }
}

void react_in(Recorder& recorder, const tracing::Fact& fact) {
  if (fact.has_case_opened()) react_to_case(recorder, fact.case_opened());
  if (fact.has_case_updated()) react_to_case_update(recorder, fact.case_updated());
  if (fact.has_contacts_listed()) react_to_contacts(recorder, fact.contacts_listed());
}

void react_in(Recorder& recorder, const zoning::Fact& fact) {
  if (fact.has_zone_adopted()) react_to_zone(recorder, ZoneId{fact.zone_adopted().zone()});
  if (fact.has_zone_level_changed()) {
    react_to_zone(recorder, ZoneId{fact.zone_level_changed().zone()});
  }
  if (fact.has_zone_lifted()) react_to_zone(recorder, ZoneId{fact.zone_lifted().zone()});
}

}  // namespace

void react(Recorder& recorder, const Fact& fact) {
  switch (fact.room_case()) {
    case Fact::kLaboratory:
      react_in(recorder, fact.laboratory());
      break;
    case Fact::kTracing:
      react_in(recorder, fact.tracing());
      break;
    case Fact::kZoning:
      react_in(recorder, fact.zoning());
      break;
    case Fact::kQuarantine:
      if (fact.quarantine().has_hold_confirmed()) {
        react_to_confirmation(recorder, fact.quarantine().hold_confirmed());
      }
      break;
    case Fact::kRegistry:
      if (fact.registry().has_people_registered() || fact.registry().has_person_moved()) {
        react_to_arrivals(recorder);
      }
      break;
    default:
      break;
  }
}

}  // namespace firebreak::core
