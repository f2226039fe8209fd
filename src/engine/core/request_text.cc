#include "engine/core/request_text.h"

#include "base/utf8.h"

namespace firebreak::core {
namespace {

struct Texts {
  const char* fault = nullptr;  // The first field that is no UTF-8.

  void look(const char* field, std::string_view text) {
    if (fault == nullptr && !is_utf8(text)) fault = field;
  }
  void look(const zoning::Adoption& adoption) {
    look("reason", adoption.reason);
    look("adopted_by", adoption.adopted_by);
    look("second_person", adoption.second_person);
  }

  template <class... Requests>
  void operator()(const std::variant<Requests...>& request) {
    std::visit([this](const auto& one) { (*this)(one); }, request);
  }
  template <class RequestWithoutText>
  void operator()(const RequestWithoutText&) {}

  void operator()(const policy::AdoptPack& r) { look("toml", r.toml); }
  void operator()(const HoldRollCall& r) { look("label", r.label); }

  void operator()(const registry::RegisterUnits& r) {
    for (const registry::NewUnit& unit : r.units) {
      look("name", unit.name);
      look("code", unit.code);
    }
  }
  void operator()(const registry::RegisterPlaces& r) {
    for (const registry::NewPlace& place : r.places) look("name", place.name);
  }
  void operator()(const registry::ConcludeImport& r) {
    look("file_name", r.file_name);
    look("file_hash", r.file_hash);
  }

  void operator()(const duties::CompleteDuty& r) { look("evidence", r.evidence); }
  void operator()(const duties::WithdrawDuty& r) { look("reason", r.reason); }
  void operator()(const quarantine::ReleasePerson& r) { look("reason", r.reason); }

  void operator()(const laboratory::OpenRound& r) {
    look("campaign", r.campaign);
    look("name", r.name);
  }
  void operator()(const laboratory::OpenStation& r) { look("name", r.name); }
  void operator()(const laboratory::OpenLaboratory& r) { look("name", r.name); }
  void operator()(const laboratory::GrantExemption& r) { look("reason", r.reason); }
  void operator()(const laboratory::UndoBinding& r) { look("reason", r.reason); }
  void operator()(const laboratory::VoidTube& r) { look("reason", r.reason); }
  void operator()(const laboratory::HandOverTubes& r) { look("courier", r.courier); }
  void operator()(const laboratory::ReportResult& r) {
    for (const laboratory::GeneReading& reading : r.readings) look("gene", reading.gene);
  }
  void operator()(const laboratory::ReportResults& r) {
    for (const laboratory::ReportResult& row : r.rows) (*this)(row);
  }

  void operator()(const tracing::OpenCase& r) { look("label", r.label); }
  void operator()(const tracing::RecordLink& r) { look("setting", r.setting); }

  void operator()(const zoning::AdoptZone& r) {
    look("name", r.name);
    look(r.adoption);
  }
  void operator()(const zoning::ChangeZoneLevel& r) { look(r.adoption); }
  void operator()(const zoning::LiftZone& r) { look(r.adoption); }
};

}  // namespace

std::optional<Refusal> fault_of_texts(const Envelope& envelope) {
  Texts texts;
  texts.look("actor", envelope.actor);
  texts.look("device", envelope.device);
  std::visit([&](const auto& request) { texts(request); }, envelope.request);
  if (texts.fault == nullptr) return std::nullopt;
  return Refusal{.code = "request.text",
                 .field = texts.fault,
                 .values = {{.name = "field", .value = texts.fault}}};
}

}  // namespace firebreak::core
