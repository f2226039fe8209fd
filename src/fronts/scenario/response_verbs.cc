// Verbs of the response: cases, contacts, zones, roll calls, and the figures of the report.
#include <fmt/format.h>

#include "domain/zoning/zone_proposal.h"
#include "fronts/scenario/verbs.h"

namespace firebreak::scenario {
namespace {

const Asker kInvestigator{.actor = "investigator", .device = "desk"};
const Asker kCommand{.actor = "duty_officer", .device = "desk"};

Result<void> done(const service::Answer& answer) {
  if (!answer) return answer.error();
  return {};
}

Result<void> open_case(Story& story, Arguments& arguments) {
  const auto classification =
      tracing::case_classification_of(arguments.text("classification", "suspected"));
  const auto origin = tracing::case_origin_of(arguments.text("origin", "local"));
  const auto found = tracing::case_found_of(arguments.text("found", "unknown"));
  arguments.expect(classification.has_value(), "classification", "suspected, confirmed, ...");
  arguments.expect(origin.has_value(), "origin", "local or imported");
  arguments.expect(found.has_value(), "found", "screening, contact_tracing, other_province, ...");
  tracing::OpenCase request{.person = story.cast.person(arguments, "", arguments.subject()),
                            .onset = arguments.day("onset"),
                            .positive_specimen_at = arguments.instant("specimen")};
  const std::string tube = arguments.text("tube");
  const auto known = story.tubes.find(tube);
  if (!tube.empty() && known == story.tubes.end()) arguments.unknown("tube");
  if (arguments.fault()) return *arguments.fault();
  request.classification = *classification;
  request.origin = *origin;
  request.found_how = *found;
  if (known != story.tubes.end()) {
    request.tube = story.agenda.look([&](const core::State& state) {
      return state.laboratory.tubes().find(known->second.tube.code).value_or(TubeId::none());
    });
  }
  return done(story.agenda.ask(tracing::Request(request), kInvestigator));
}

std::optional<CaseId> case_of(const Story& story, PersonId person) {
  return story.agenda.look(
      [&](const core::State& state) { return state.tracing.open_case_of(person); });
}

Result<void> classify(Story& story, Arguments& arguments) {
  const PersonId person = story.cast.person(arguments, "", arguments.subject());
  const auto as = tracing::case_classification_of(arguments.text("as"));
  arguments.expect(as.has_value(), "as", "confirmed, asymptomatic, discarded, ...");
  const auto id = person.known() ? case_of(story, person) : std::nullopt;
  arguments.expect(id.has_value(), "", "somebody with a case");
  if (arguments.fault()) return *arguments.fault();
  return done(story.agenda.ask(
      tracing::Request(tracing::UpdateCase{.case_id = *id, .classification = *as}), kInvestigator));
}

Result<void> list_contacts(const Story& story, CaseId id) {
  return done(
      story.agenda.ask(tracing::Request(tracing::ListContacts{.case_id = id}), kInvestigator));
}

std::vector<CaseId> local_cases(const core::State& state) {
  std::vector<CaseId> open;
  for (std::uint32_t i = 0; i < state.tracing.case_count(); ++i) {
    const tracing::CaseRecord record = state.tracing.case_record(CaseId{i});
    if (record.classification != tracing::CaseClassification::discarded &&
        record.origin == tracing::CaseOrigin::local && record.person.known()) {
      open.push_back(CaseId{i});
    }
  }
  return open;
}

// Of one person's case; or, of `all`, of every local case that is not discarded.
Result<void> contacts(Story& story, Arguments& arguments) {
  if (arguments.subject() != "all") {
    const PersonId person = story.cast.person(arguments, "", arguments.subject());
    const auto id = person.known() ? case_of(story, person) : std::nullopt;
    arguments.expect(id.has_value(), "", "somebody with a case");
    if (arguments.fault()) return *arguments.fault();
    return list_contacts(story, *id);
  }
  const auto cases = story.agenda.look(local_cases);
  for (const CaseId id : cases) {
    if (auto listed = list_contacts(story, id); !listed) return listed;
  }
  return {};
}

// What the three widths would cost: looked at before somebody decides.
Result<void> proposals(Story& story, Arguments& arguments) {
  const std::string text = story.agenda.look([&](const core::State& state) {
    std::string lines;
    for (const zoning::ZoneProposal& proposal :
         zoning::propose_zones(state.registry, state.tracing, local_cases(state))) {
      lines += fmt::format("{}: {} people restricted, {:.0f} % of the exposure covered\n",
                           zoning::code_of(proposal.width), proposal.people_restricted,
                           100 * proposal.exposure_covered());
    }
    return lines;
  });
  story.agenda.tell(text, arguments.line());
  return {};
}

Result<void> zone(Story& story, Arguments& arguments) {
  const auto level = policy::zone_level_of(arguments.text("level"));
  arguments.expect(level.has_value(), "level", "lockdown, restricted or precautionary");
  const std::vector<UnitId> units = story.places.units(arguments, "area", arguments.list("area"));
  if (arguments.fault()) return *arguments.fault();
  return done(story.agenda.ask(
      zoning::Request(zoning::AdoptZone{.name = arguments.subject(),
                                        .level = *level,
                                        .units = units,
                                        .from = story.agenda.now(),
                                        .adoption = {.reason = arguments.text("reason"),
                                                     .adopted_by = arguments.text("by"),
                                                     .second_person = arguments.text("second")}}),
      kCommand));
}

Result<void> roll_call(Story& story, Arguments& arguments) {
  if (auto held =
          done(story.agenda.ask(core::HoldRollCall{.label = arguments.subject()}, kCommand));
      !held) {
    return held;
  }
  RollCallReport report{.label = arguments.subject(), .at = story.agenda.now(), .areas = {}};
  const std::string table = story.agenda.look([&](const core::State& state) {
    const queries::Briefing briefing = queries::briefing(state, story.agenda.now());
    const auto add = [&](const queries::BriefingRow& row) {
      report.areas.push_back(
          {.name = std::string(state.registry.units().name(row.unit)), .figures = row.figures});
    };
    for (const queries::BriefingRow& row : briefing.districts) add(row);
    add(briefing.city);
    return to_text(state, briefing);
  });
  story.agenda.tell(table, arguments.line());
  story.report.roll_calls.push_back(std::move(report));
  return {};
}

Result<void> reconcile(Story& story, Arguments& arguments) {
  const auto round = story.rounds.find(arguments.subject());
  if (round == story.rounds.end()) {
    arguments.unknown("");
    return *arguments.fault();
  }
  const queries::Figures counts = story.agenda.look([&](const core::State& state) {
    return queries::figures_of_round(state, round->second.id, story.agenda.now());
  });
  story.agenda.tell(
      fmt::format("registered {} = sampled {} + exempt {} + missing {}; sampled = at stations {} + "
                  "in transit {} + in laboratory {} + resulted {}; not on register {}",
                  counts.registered, counts.sampled, counts.exempt, counts.missing,
                  counts.at_station, counts.in_transit, counts.in_laboratory, counts.resulted,
                  counts.not_on_register),
      arguments.line());
  story.report.reconciliations.push_back(
      {.round = arguments.subject(), .at = story.agenda.now(), .counts = counts});
  if (!arguments.yes("into_report")) return {};
  auto& figures = story.report.figures;
  figures["registered"] = counts.registered;
  figures["sampled"] = counts.sampled;
  figures["at_station"] = counts.at_station;
  figures["in_transit"] = counts.in_transit;
  figures["in_laboratory"] = counts.in_laboratory;
  figures["resulted"] = counts.resulted;
  figures["exempt"] = counts.exempt;
  figures["missing"] = counts.missing;
  figures["not_on_register"] = counts.not_on_register;
  return {};
}

Result<void> note(Story& story, Arguments& arguments) {
  const std::string what = arguments.text("count");
  const auto tube = story.tubes.find(arguments.text("tube"));
  const bool held = what == "held_because_of";
  arguments.expect(!held || tube != story.tubes.end(), "tube", "a tube of an earlier line");
  arguments.expect(held || what == "pcr_positives" || what == "antigen_positives" ||
                       what == "close_contacts" || what == "zones",
                   "count",
                   "pcr_positives, antigen_positives, close_contacts, zones or held_because_of");
  if (arguments.fault()) return *arguments.fault();
  const std::uint64_t value = story.agenda.look([&](const core::State& state) -> std::uint64_t {
    if (held) {
      return held_because_of(
          state, state.laboratory.tubes().find(tube->second.tube.code).value_or(TubeId::none()));
    }
    if (what == "pcr_positives") return pcr_positives(state);
    if (what == "antigen_positives") return antigen_positives_pending(state);
    if (what == "close_contacts") return close_contacts(state);
    return state.zoning.zones().size();
  });
  story.report.figures[arguments.subject()] = value;
  story.agenda.tell(fmt::format("{} {}", arguments.subject(), value), arguments.line());
  return {};
}

constexpr Verb kVerbs[] = {
    {"case",
     true,
     {.subject = true, .known = "classification origin onset specimen found tube"},
     open_case},
    {"classify", true, {.subject = true, .known = "as", .needed = "as"}, classify},
    {"contacts", true, {.subject = true}, contacts},
    {"proposals", true, {}, proposals},
    {"zone",
     true,
     {.subject = true, .known = "level area by second reason", .needed = "level area by reason"},
     zone},
    {"roll_call", true, {.subject = true}, roll_call},
    {"reconcile", true, {.subject = true, .known = "into_report"}, reconcile},
    {"note", true, {.subject = true, .known = "count tube", .needed = "count"}, note},
};

}  // namespace

std::span<const Verb> response_verbs() { return kVerbs; }

const Verb* find_verb(std::string_view name) {
  for (const auto verbs : {setting_verbs(), round_verbs(), response_verbs()}) {
    for (const Verb& verb : verbs) {
      if (verb.name == name) return &verb;
    }
  }
  return nullptr;
}

}  // namespace firebreak::scenario
