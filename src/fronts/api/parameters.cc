#include "fronts/api/parameters.h"

#include <charconv>

#include <boost/json.hpp>

namespace firebreak::api {
namespace {

namespace json = boost::json;

std::optional<std::uint64_t> read_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::string Parameters::text(std::string_view name) const {
  const std::string key(name);
  if (const auto found = path_.find(key); found != path_.end()) return found->second;
  if (const auto found = call_.query.find(key); found != call_.query.end()) return found->second;
  return {};
}

bool Parameters::has(std::string_view name) const { return !text(name).empty(); }

Refusal Parameters::bad_number(std::string_view name) const {
  return {.code = "request.number",
          .field = std::string(name),
          .values = {{.name = "value", .value = text(name)}}};
}

Result<std::uint64_t> Parameters::number(std::string_view name) const {
  if (!has(name)) return Refusal{.code = "request.missing", .field = std::string(name)};
  const auto value = read_number(text(name));
  if (!value) return bad_number(name);
  return *value;
}

Result<std::uint64_t> Parameters::number_or(std::string_view name, std::uint64_t otherwise) const {
  if (!has(name)) return otherwise;
  return number(name);
}

Result<std::size_t> Parameters::limit(std::size_t usual, std::size_t most) const {
  const auto limit = number_or("limit", usual);
  if (!limit) return limit.error();
  if (*limit == 0) return bad_number("limit");
  return std::min<std::size_t>(*limit, most);  // A wish, as the contract says.
}

Result<Body> Body::read(const Call& call) {
  boost::system::error_code error;
  json::value value = json::parse(call.body.empty() ? "{}" : call.body, error);
  if (error || !value.is_object()) {
    return Refusal{.code = "request.json",
                   .values = {{.name = "reason", .value = error ? error.message() : "no object"}}};
  }
  return Body(std::move(value.as_object()));
}

void Body::blame(std::string_view code, std::string_view name) {
  if (!fault_) fault_ = Refusal{.code = std::string(code), .field = std::string(name)};
}

void Body::blame(Refusal refusal) {
  if (!fault_) fault_ = std::move(refusal);
}

const json::value* Body::find(std::string_view name) const {
  const json::value* value = object_.if_contains(name);
  return value != nullptr && !value->is_null() ? value : nullptr;
}

bool Body::has(std::string_view name) const { return find(name) != nullptr; }

std::string Body::text(std::string_view name) {
  if (find(name) == nullptr) blame("request.missing", name);
  return text_or(name, {});
}

std::string Body::text_or(std::string_view name, std::string otherwise) {
  const json::value* value = find(name);
  if (value == nullptr) return otherwise;
  if (!value->is_string()) {
    blame("request.word", name);
    return otherwise;
  }
  return std::string(value->get_string());
}

std::int64_t Body::number(std::string_view name) {
  if (find(name) == nullptr) blame("request.missing", name);
  return number_or(name, 0);
}

std::int64_t Body::number_or(std::string_view name, std::int64_t otherwise) {
  const json::value* value = find(name);
  if (value == nullptr) return otherwise;
  boost::system::error_code error;
  const auto number = value->to_number<std::int64_t>(error);
  if (error || number < 0 || number > 0xffffffffLL) {
    blame("request.number", name);
    return otherwise;
  }
  return number;
}

double Body::real(std::string_view name) {
  if (find(name) == nullptr) blame("request.missing", name);
  return real_or(name, 0);
}

double Body::real_or(std::string_view name, double otherwise) {
  const json::value* value = find(name);
  if (value == nullptr) return otherwise;
  boost::system::error_code error;
  const auto number = value->to_number<double>(error);
  if (error) blame("request.number", name);
  return error ? otherwise : number;
}

bool Body::flag_or(std::string_view name, bool otherwise) {
  const json::value* value = find(name);
  if (value == nullptr) return otherwise;
  if (!value->is_bool()) {
    blame("request.word", name);
    return otherwise;
  }
  return value->get_bool();
}

Instant Body::time(std::string_view name) {
  if (find(name) == nullptr) blame("request.missing", name);
  return time_if(name).value_or(Instant{});
}

std::optional<Instant> Body::time_if(std::string_view name) {
  if (find(name) == nullptr) return std::nullopt;
  const auto instant = parse_instant(text_or(name, {}));
  if (!instant) blame("request.time", name);
  return instant;
}

std::optional<Day> Body::day_if(std::string_view name) {
  if (find(name) == nullptr) return std::nullopt;
  const auto day = parse_day(text_or(name, {}));
  if (!day) blame("request.time", name);
  return day;
}

std::vector<std::int64_t> Body::numbers(std::string_view name) {
  std::vector<std::int64_t> numbers;
  const json::value* value = find(name);
  if (value == nullptr || !value->is_array()) {
    blame("request.missing", name);
    return numbers;
  }
  for (const json::value& entry : value->get_array()) {
    boost::system::error_code error;
    const auto number = entry.to_number<std::int64_t>(error);
    if (error || number < 0 || number > 0xffffffffLL) blame("request.number", name);
    numbers.push_back(error ? 0 : number);
  }
  return numbers;
}

std::vector<std::string> Body::texts(std::string_view name) {
  std::vector<std::string> texts;
  const json::value* value = find(name);
  if (value == nullptr || !value->is_array()) {
    blame("request.missing", name);
    return texts;
  }
  for (const json::value& entry : value->get_array()) {
    if (!entry.is_string()) blame("request.word", name);
    texts.emplace_back(entry.is_string() ? std::string(entry.get_string()) : std::string{});
  }
  return texts;
}

std::optional<Body> Body::object_if(std::string_view name) {
  const json::value* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_object()) {
    blame("request.word", name);
    return std::nullopt;
  }
  return Body(value->get_object());
}

std::vector<Body> Body::rows(std::string_view name) {
  std::vector<Body> rows;
  const json::value* value = find(name);
  if (value == nullptr || !value->is_array()) {
    blame("request.missing", name);
    return rows;
  }
  for (const json::value& entry : value->get_array()) {
    if (!entry.is_object()) blame("request.word", name);
    rows.emplace_back(entry.is_object() ? entry.get_object() : json::object{});
  }
  return rows;
}

}  // namespace firebreak::api
