// The reactions, one function a file; react() calls those that a fact concerns.
#pragma once

#include <span>

#include "engine/core/recorder.h"

namespace firebreak::laboratory {
class ResultReported;
class RoundOpened;
class SpecimensCollected;
class AntigenReported;
}  // namespace firebreak::laboratory
namespace firebreak::tracing {
class CaseOpened;
class CaseUpdated;
class ContactsListed;
}  // namespace firebreak::tracing
namespace firebreak::quarantine {
class HoldConfirmed;
}  // namespace firebreak::quarantine

namespace firebreak::core {

// A pool turned positive: everyone in it is held where last known, three parties are told, single
// re-tests are ordered, each with its own clock.
void react_to_pool(Recorder& recorder, const laboratory::ResultReported& result);
// Somebody was bound, late, to a tube that is positive already.
void react_to_late_member(Recorder& recorder, const laboratory::SpecimensCollected& collected);
// A single specimen has its result: its duty is done; a positive one opens a case.
void react_to_single(Recorder& recorder, const laboratory::ResultReported& result);
// An antigen result acts at once when positive; a negative one never clears.
void react_to_antigen(Recorder& recorder, const laboratory::AntigenReported& antigen);
// A case's clocks start; the person is held until taken to hospital.
void react_to_case(Recorder& recorder, const tracing::CaseOpened& opened);
void react_to_case_update(Recorder& recorder, const tracing::CaseUpdated& updated);
// Every contact whose class is quarantined is to be isolated within the pack's hours.
void react_to_contacts(Recorder& recorder, const tracing::ContactsListed& listed);
// Somebody has been at the door: what waited for the person to be found is done.
void react_to_confirmation(Recorder& recorder, const quarantine::HoldConfirmed& confirmed);
// A zone's level decides how many share a tube there, and each area below must acknowledge it.
void react_to_zone(Recorder& recorder, ZoneId zone);
// A new round takes over what the zones in force say.
void react_to_round(Recorder& recorder, const laboratory::RoundOpened& opened);
// The register's overflow has grown: lay it out anew.
void react_to_arrivals(Recorder& recorder);

}  // namespace firebreak::core
