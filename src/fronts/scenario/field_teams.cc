#include "fronts/scenario/field_teams.h"

#include <fmt/format.h>

#include "base/random.h"

namespace firebreak::scenario {
namespace {

using duties::Duty;
using duties::SubjectKind;
using policy::DutyKind;

constexpr Duration kLook = Duration::minutes(5);
constexpr Duration kSameVisit = Duration::hours(3);  // Nobody is swabbed twice within it.
constexpr double kLateMinutesMin = 20;
constexpr double kLateMinutesMax = 140;
constexpr std::uint64_t kLateSalt = 1;
constexpr std::uint64_t kNeverSalt = 2;
constexpr std::uint64_t kLatenessSalt = 3;
const Asker kTeam{.actor = "field_team", .device = "field_team"};

Duration minutes(double n) { return Duration{static_cast<std::int64_t>(n * 60'000)}; }

bool about_person(const Duty& duty) { return duty.subject.kind == SubjectKind::person; }

}  // namespace

double FieldTeams::draw(std::uint64_t of, std::uint64_t salt) const {
  return Random(mix(seed_ ^ mix(of + (salt << 40U)))).unit();
}

Result<void> FieldTeams::ask(core::Request request) const {
  const service::Answer answer = agenda_.ask(std::move(request), kTeam);
  if (!answer) return answer.error();
  return {};
}

Result<void> FieldTeams::start(Instant last) {
  station_ = agenda_.look([](const core::State& state) {
    return StationId{static_cast<std::uint32_t>(state.laboratory.stations().size())};
  });
  tick(last);
  return ask(laboratory::Request(
      laboratory::OpenStation{.name = "市疾控中心应急采样队", .unit = UnitId{0}}));
}

void FieldTeams::tick(Instant last) {
  const Instant next = agenda_.now() + kLook;
  if (next > last) return;
  agenda_.at(next, [this, last]() -> Result<void> {
    tick(last);
    const auto fresh = agenda_.look([&](const core::State& state) {
      const std::vector<Duty>& all = state.duties.duties();
      return std::vector<Duty>(all.begin() + next_duty_, all.end());
    });
    for (const Duty& duty : fresh) plan(DutyId{next_duty_++}, duty);
    return {};
  });
}

void FieldTeams::plan(DutyId id, const Duty& duty) {
  const auto response = responses_.find(duty.kind);
  if (response == responses_.end() || !duty.open()) return;
  const auto [first, last] = response->second.after_minutes;
  // By person where there is one, so that all that is due there is one visit.
  const std::uint64_t whom =
      about_person(duty) ? duty.subject.id : (std::uint64_t{1} << 33U) + id.value;
  Instant when = duty.opened_at + minutes(first + draw(whom, 0) * (last - first));
  if (draw(whom, kNeverSalt) < response->second.never) return;
  if (draw(whom, kLateSalt) < response->second.late) {
    when = duty.due_at + minutes(kLateMinutesMin +
                                 draw(whom, kLatenessSalt) * (kLateMinutesMax - kLateMinutesMin));
  }
  if (about_person(duty)) {
    const auto reached = reached_at_.find(PersonId{duty.subject.id});
    if (reached != reached_at_.end()) when = reached->second;
  }
  agenda_.at(when, [this, id] { return meet(id); });
}

Result<void> FieldTeams::meet(DutyId id) {
  const Duty duty = agenda_.look([&](const core::State& state) { return state.duties.duty(id); });
  if (!duty.open()) return {};
  if (about_person(duty)) return meet_person(duty);
  if (duty.kind == DutyKind::case_transfer) return bring_to_hospital(CaseId{duty.subject.id});
  return ask(duties::Request(
      duties::CompleteDuty{.duty = id, .evidence = fmt::format("{} done", code_of(duty.kind))}));
}

Result<void> FieldTeams::meet_person(const Duty& duty) {
  const PersonId person{duty.subject.id};
  const RoundId round = agenda_.look([&](const core::State& state) {
    return duty.cause.kind == SubjectKind::tube
               ? state.laboratory.tubes().round(TubeId{duty.cause.id})
               : round_;
  });
  switch (duty.kind) {
    case DutyKind::hold_pool_member:
      if (auto held = ask(quarantine::Request(quarantine::ConfirmHold{.person = person})); !held) {
        return held;
      }
      return exempt(person);
    case DutyKind::isolate_close_contact:
      if (auto taken = take_into_quarantine(person, duty); !taken) return taken;
      return test(person, round);
    case DutyKind::isolate_second_degree:
      return take_into_quarantine(person, duty);
    case DutyKind::antigen_test:
      return antigen(person);
    case DutyKind::single_retest:
      return swab(person, round);
    default:
      return {};
  }
}

Result<void> FieldTeams::take_into_quarantine(PersonId person, const Duty& duty) {
  const bool close = duty.kind == DutyKind::isolate_close_contact;
  const auto reason =
      close ? quarantine::HoldReason::close_contact : quarantine::HoldReason::contact_of_contact;
  if (auto held = ask(quarantine::Request(
          quarantine::HoldPerson{.person = person, .reason = reason, .cause = duty.cause}));
      !held) {
    return held;
  }
  if (auto held = ask(quarantine::Request(quarantine::ConfirmHold{.person = person})); !held) {
    return held;
  }
  return exempt(person);
}

// Sampled at the door from now on, so not expected in a lane.
Result<void> FieldTeams::exempt(PersonId person) {
  if (!round_.known()) return {};
  const bool due = agenda_.look([&](const core::State& state) {
    const laboratory::Round& round = state.laboratory.round(round_);
    const UnitId home = state.registry.people().household(person);
    return round.open() && round.covers(state.registry.units(), home) &&
           !state.laboratory.tube_of(round_, person).known();
  });
  if (!due) return {};
  return ask(laboratory::Request(
      laboratory::GrantExemption{.people = {person},
                                 .round = round_,
                                 .reason = "home_isolated",
                                 .expires_at = agenda_.now() + Duration::hours(24)}));
}

Result<void> FieldTeams::test(PersonId person, RoundId round) {
  if (auto taken = antigen(person); !taken) return taken;
  return swab(person, round);
}

Result<void> FieldTeams::antigen(PersonId person) {
  const auto last = antigen_at_.find(person);
  const bool again = last != antigen_at_.end() && agenda_.now() - last->second < kSameVisit;
  antigen_at_[person] = agenda_.now();
  if (again) return {};
  return ask(laboratory::Request(laboratory::ReportAntigen{
      .person = person, .positive = cast_.positive_by_antigen(person, agenda_.now())}));
}

Result<void> FieldTeams::swab(PersonId person, RoundId round) {
  if (!round.known()) return {};
  const auto last = swabbed_at_.find({person, round});
  const bool again = last != swabbed_at_.end() && agenda_.now() - last->second < kSameVisit;
  if (again) return {};
  swabbed_at_[{person, round}] = agenda_.now();
  const LaneTube tube{.code = fmt::format("R{:07}", ++serial_),
                      .station = station_,
                      .positive = cast_.positive_by_pcr(person, agenda_.now())};
  if (auto bound = ask(laboratory::Request(
          laboratory::BindSpecimen{.tube_code = tube.code,
                                   .person = person,
                                   .station = station_,
                                   .round = round,
                                   .collected_at = agenda_.now(),
                                   .purpose = laboratory::TubePurpose::retest}));
      !bound) {
    return bound;
  }
  agenda_.at(agenda_.now() + minutes(retest_.hand_over_minutes),
             [this, tube, round] { return send_to_laboratory(tube, round); });
  return {};
}

Result<void> FieldTeams::send_to_laboratory(const LaneTube& tube, RoundId round) {
  if (auto left = ask(laboratory::Request(laboratory::HandOverTubes{.round = round,
                                                                    .station = station_,
                                                                    .courier = "express",
                                                                    .tube_codes = {tube.code},
                                                                    .declared_count = 1}));
      !left) {
    return left;
  }
  const LaboratoryId laboratory = laboratories_.nearest(station_);
  const Instant there = agenda_.now() + minutes(retest_.ride_minutes);
  const double hours = retest_.hours.least + draw(key_of(tube.code).low >> 32U, kLatenessSalt) *
                                                 (retest_.hours.most - retest_.hours.least);
  agenda_.at(there, [this, tube, round, laboratory] {
    return ask(laboratory::Request(laboratory::ReceiveTubes{
        .round = round, .laboratory = laboratory, .tube_codes = {tube.code}, .declared_count = 1}));
  });
  agenda_.at(there + minutes(hours * 60),
             [this, tube, laboratory] { return laboratories_.report(laboratory, {tube}); });
  return {};
}

Result<void> FieldTeams::bring_to_hospital(CaseId id) {
  return ask(tracing::Request(tracing::UpdateCase{.case_id = id, .isolated_at = agenda_.now()}));
}

}  // namespace firebreak::scenario
