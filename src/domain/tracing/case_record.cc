#include "domain/tracing/case_record.h"

#include <utility>

namespace firebreak::tracing {
namespace {

constexpr std::array kClassificationCodes{
    std::pair{CaseClassification::suspected, std::string_view{"suspected"}},
    std::pair{CaseClassification::probable, std::string_view{"probable"}},
    std::pair{CaseClassification::confirmed, std::string_view{"confirmed"}},
    std::pair{CaseClassification::asymptomatic, std::string_view{"asymptomatic"}},
    std::pair{CaseClassification::discarded, std::string_view{"discarded"}},
};
constexpr std::array kOriginCodes{
    std::pair{CaseOrigin::local, std::string_view{"local"}},
    std::pair{CaseOrigin::imported, std::string_view{"imported"}},
};
constexpr std::array kFoundCodes{
    std::pair{CaseFound::unknown, std::string_view{"unknown"}},
    std::pair{CaseFound::screening, std::string_view{"screening"}},
    std::pair{CaseFound::contact_tracing, std::string_view{"contact_tracing"}},
    std::pair{CaseFound::clinic, std::string_view{"clinic"}},
    std::pair{CaseFound::other_province, std::string_view{"other_province"}},
    std::pair{CaseFound::imported_list, std::string_view{"imported_list"}},
};

template <class Codes>
std::string_view code_in(const Codes& codes, auto value) {
  for (const auto& [each, code] : codes) {
    if (each == value) return code;
  }
  return {};
}

template <class T, std::size_t kCount>
std::optional<T> value_in(const std::array<std::pair<T, std::string_view>, kCount>& codes,
                          std::string_view wanted) {
  for (const auto& [each, code] : codes) {
    if (code == wanted) return each;
  }
  return std::nullopt;
}

}  // namespace

std::string_view code_of(CaseClassification classification) {
  return code_in(kClassificationCodes, classification);
}
std::string_view code_of(CaseOrigin origin) { return code_in(kOriginCodes, origin); }
std::string_view code_of(CaseFound found_how) { return code_in(kFoundCodes, found_how); }

std::optional<CaseClassification> case_classification_of(std::string_view code) {
  return value_in(kClassificationCodes, code);
}
std::optional<CaseOrigin> case_origin_of(std::string_view code) {
  return value_in(kOriginCodes, code);
}
std::optional<CaseFound> case_found_of(std::string_view code) {
  return value_in(kFoundCodes, code);
}

}  // namespace firebreak::tracing
