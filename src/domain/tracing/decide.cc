#include "domain/tracing/decide.h"

#include "domain/tracing/contact_rules.h"
#include "domain/tracing/contact_search.h"
#include "domain/tracing/infectious_period.h"
#include "domain/tracing/record_stays.h"

namespace firebreak::tracing {
namespace {

using Decided = Result<Decision>;

constexpr int kCaseAgeDaysMax = 3650;    // An onset further back is a slip of the pen;
constexpr Day kListedOnsetMin{-43'829};  // in a line list of a past outbreak, before 1850.

Refusal refusal(std::string code, std::string field) {
  return {.code = std::move(code), .field = std::move(field)};
}

Refusal case_unknown(CaseId id, std::string field) {
  return {.code = "case.unknown",
          .field = std::move(field),
          .values = {{.name = "case", .value = std::to_string(id.value)}}};
}

Refusal in_future(std::string field) {
  return {.code = "case.future", .field = field, .values = {{.name = "field", .value = field}}};
}

Decided one(Fact fact) {
  Decision decision;
  decision.facts.push_back(std::move(fact));
  return decision;
}

bool in_scope(const View& view, PersonId person, const RequestContext& context) {
  return context.scope.value == 0 || !person.known() ||
         view.registry.units().contains(context.scope, view.registry.people().household(person));
}

// What is wrong with the dates of a case, if anything.
std::optional<Refusal> fault_of(const CaseDates& dates, CaseFound found_how, Instant now) {
  const Day today = day_of(now);
  const Day earliest =
      found_how == CaseFound::imported_list ? kListedOnsetMin : today - kCaseAgeDaysMax;
  if (dates.onset && (*dates.onset > today || *dates.onset < earliest)) {
    return refusal("case.onset", "onset");
  }
  if (dates.positive_specimen_at && *dates.positive_specimen_at > now) {
    return in_future("positive_specimen_at");
  }
  if (dates.isolated_at && *dates.isolated_at > now) return in_future("isolated_at");
  return std::nullopt;
}

Decided decide_drop(const View& view, const DropStays& request, const RequestContext& context) {
  if (view.pack == nullptr) return refusal("pack.none", {});
  const auto kept = view.pack->retention_days.find("stays");
  const int kept_days = kept == view.pack->retention_days.end() ? 0 : kept->second;
  const Day earliest = day_of(context.now) - kept_days;
  if (kept_days == 0 || request.before > earliest) {
    return Refusal{.code = "stays.kept_longer",
                   .field = "before",
                   .values = {{.name = "days", .value = std::to_string(kept_days)}}};
  }
  Decision decision;
  if (request.before <= view.tracing.stays().kept_from()) return decision;
  decision.facts.emplace_back().mutable_stays_dropped()->set_before_day(request.before.number);
  return decision;
}

Decided decide_open(const View& view, const OpenCase& request, const RequestContext& context) {
  const bool registered = request.person.known();
  if (registered && !view.registry.people().has(request.person)) {
    return refusal("person.unknown", "person");
  }
  if ((!registered && request.label.empty()) || request.label.size() > kLabelBytesMax) {
    return refusal("case.label", "label");
  }
  if (!in_scope(view, request.person, context)) return refusal("scope.outside", "person");
  if (auto fault =
          fault_of({.onset = request.onset, .positive_specimen_at = request.positive_specimen_at},
                   request.found_how, context.now)) {
    return *fault;
  }
  if (registered) {
    if (const std::optional<CaseId> open = view.tracing.open_case_of(request.person)) {
      return Refusal{.code = "case.already_open",
                     .field = "person",
                     .values = {{.name = "case", .value = std::to_string(open->value)}}};
    }
  }
  if (!request.label.empty() && view.tracing.find_label(request.label)) {
    return Refusal{.code = "case.label_taken",
                   .field = "label",
                   .values = {{.name = "label", .value = request.label}}};
  }
  Fact fact;
  CaseOpened& opened = *fact.mutable_case_opened();
  opened.set_case_id(static_cast<std::uint32_t>(view.tracing.case_count()));
  opened.set_person(request.person.value);
  opened.set_label(request.label);
  opened.set_classification(static_cast<std::uint32_t>(request.classification));
  opened.set_origin(static_cast<std::uint32_t>(request.origin));
  opened.set_tube(request.tube.value);
  opened.set_found_how(static_cast<std::uint32_t>(request.found_how));
  if (request.onset) opened.set_onset_day(request.onset->number);
  if (request.positive_specimen_at) {
    opened.set_positive_specimen_at(request.positive_specimen_at->milliseconds);
  }
  return one(std::move(fact));
}

Decided decide_update(const View& view, const UpdateCase& request, const RequestContext& context) {
  if (!view.tracing.has(request.case_id)) return case_unknown(request.case_id, "case_id");
  const CaseRecord before = view.tracing.case_record(request.case_id);
  if (!in_scope(view, before.person, context)) return refusal("scope.outside", "case_id");
  if (request.without_onset && request.onset) return refusal("case.onset", "without_onset");
  if (auto fault = fault_of({.onset = request.onset,
                             .positive_specimen_at = request.positive_specimen_at,
                             .isolated_at = request.isolated_at},
                            before.found_how, context.now)) {
    return *fault;
  }
  // A discarded case may be taken up again, unless the person has got another one since.
  const bool reopens =
      before.classification == CaseClassification::discarded &&
      request.classification.value_or(before.classification) != CaseClassification::discarded;
  if (reopens && before.person.known() && view.tracing.open_case_of(before.person)) {
    return refusal("case.already_open", "classification");
  }
  Fact fact;
  CaseUpdated& updated = *fact.mutable_case_updated();
  updated.set_case_id(request.case_id.value);
  if (request.classification && *request.classification != before.classification) {
    updated.set_classification(static_cast<std::uint32_t>(*request.classification));
  }
  if (request.origin && *request.origin != before.origin) {
    updated.set_origin(static_cast<std::uint32_t>(*request.origin));
  }
  if (request.onset && request.onset != before.onset) updated.set_onset_day(request.onset->number);
  if (request.positive_specimen_at && request.positive_specimen_at != before.positive_specimen_at) {
    updated.set_positive_specimen_at(request.positive_specimen_at->milliseconds);
  }
  if (request.isolated_at && request.isolated_at != before.isolated_at) {
    updated.set_isolated_at(request.isolated_at->milliseconds);
  }
  updated.set_without_onset(request.without_onset && before.onset.has_value());
  const bool changes = updated.has_classification() || updated.has_origin() ||
                       updated.has_onset_day() || updated.has_positive_specimen_at() ||
                       updated.has_isolated_at() || updated.without_onset();
  if (!changes) return Decision{};
  return one(std::move(fact));
}

Fact listed_fact(CaseId id, const policy::Pack& pack, InstantRange window,
                 const ContactsFound& found) {
  Fact fact;
  ContactsListed& listed = *fact.mutable_contacts_listed();
  listed.set_case_id(id.value);
  listed.set_pack_id(pack.id);
  listed.set_pack_version(pack.version);
  listed.set_window_from(window.from.milliseconds);
  listed.set_window_until(window.until.milliseconds);
  listed.set_truncated(found.truncated);
  const auto second_of = [&](Instant instant) {
    return static_cast<std::uint32_t>((instant - window.from).milliseconds /
                                      kMillisecondsPerSecond);
  };
  for (const Contact& contact : found.contacts) {
    listed.add_person(contact.person.value);
    listed.add_class_index(contact.class_index);
    listed.add_rule_index(contact.rule_index);
    listed.add_degree(contact.degree);
    listed.add_via(contact.via.value);
    listed.add_place(contact.place.value);
    listed.add_first_second(second_of(contact.first_at));
    listed.add_last_second(second_of(contact.last_at));
    listed.add_minutes(contact.minutes);
    listed.add_rules_held(contact.rules_held);
  }
  return fact;
}

Decided decide_contacts(const View& view, const ListContacts& request,
                        const RequestContext& context) {
  if (!view.tracing.has(request.case_id)) return case_unknown(request.case_id, "case_id");
  if (view.pack == nullptr) return refusal("pack.none", {});
  const CaseRecord record = view.tracing.case_record(request.case_id);
  if (!record.person.known()) return refusal("case.not_registered", "case_id");
  if (!in_scope(view, record.person, context)) return refusal("scope.outside", "case_id");
  const Result<InstantRange> window =
      infectious_period({.onset = record.onset,
                         .positive_specimen_at = record.positive_specimen_at,
                         .isolated_at = record.isolated_at},
                        view.pack->infectious_period, context.now);
  if (!window) return window.error();
  ContactSearch search;
  const ContactsFound& found =
      search.find(view.tracing.stays(), view.registry, ContactRules(*view.pack),
                  {.person = record.person,
                   .window = *window,
                   .now = context.now,
                   .held_since = view.held_since,
                   .cancelled = view.cancelled});
  return one(listed_fact(request.case_id, *view.pack, *window, found));
}

Decided decide_link(const View& view, const RecordLink& request, const RequestContext& context) {
  const State& state = view.tracing;
  if (!state.has(request.from_case)) return case_unknown(request.from_case, "from_case");
  if (request.to_case.known() == request.to_person.known() ||
      request.to_case == request.from_case) {
    return refusal("link.ends", "to_case");
  }
  if (request.to_case.known() && !state.has(request.to_case)) {
    return case_unknown(request.to_case, "to_case");
  }
  if (request.to_person.known() && !view.registry.people().has(request.to_person)) {
    return refusal("person.unknown", "to_person");
  }
  if (!in_scope(view, state.case_record(request.from_case).person, context)) {
    return refusal("scope.outside", "from_case");
  }
  if (request.setting.size() > kSettingBytesMax) return refusal("link.setting", "setting");
  if (request.day && *request.day > day_of(context.now)) return in_future("day");
  if (state.has_link({.from_case = request.from_case,
                      .to_case = request.to_case,
                      .to_person = request.to_person,
                      .setting = request.setting,
                      .day = request.day})) {
    return refusal("link.duplicate", {});
  }
  Fact fact;
  ContactLinkRecorded& recorded = *fact.mutable_contact_link_recorded();
  recorded.set_from_case(request.from_case.value);
  recorded.set_to_case(request.to_case.value);
  recorded.set_to_person(request.to_person.value);
  recorded.set_setting(request.setting);
  if (request.day) recorded.set_day(request.day->number);
  return one(std::move(fact));
}

}  // namespace

Decided decide(const View& view, const Request& request, const RequestContext& context) {
  struct Visitor {
    const View& view;
    const RequestContext& context;
    Decided operator()(const RecordStays& r) const { return decide_stays(view, r, context); }
    Decided operator()(const DropStays& r) const { return decide_drop(view, r, context); }
    Decided operator()(const OpenCase& r) const { return decide_open(view, r, context); }
    Decided operator()(const UpdateCase& r) const { return decide_update(view, r, context); }
    Decided operator()(const ListContacts& r) const { return decide_contacts(view, r, context); }
    Decided operator()(const RecordLink& r) const { return decide_link(view, r, context); }
  };
  return std::visit(Visitor{view, context}, request);
}

}  // namespace firebreak::tracing
