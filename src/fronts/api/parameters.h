// What a call says, read strictly: numbers, times, cursors and bodies, or a refusal that names the
// field. Refuses request.number, request.time, request.word, request.missing, request.json,
// cursor.unknown, request.too_large.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"
#include "fronts/api/call.h"

namespace firebreak::api {

inline constexpr std::size_t kPageMax = 1000;
inline constexpr std::size_t kPageUsual = 100;

// Path and query of a GET.
class Parameters {
 public:
  Parameters(const Call& call, std::map<std::string, std::string> path)
      : call_(call), path_(std::move(path)) {}

  const Call& call() const { return call_; }
  std::string text(std::string_view name) const;  // Of the path or query; "" when absent.
  bool has(std::string_view name) const;
  Result<std::uint64_t> number(std::string_view name) const;  // Required.
  Result<std::uint64_t> number_or(std::string_view name, std::uint64_t otherwise) const;
  template <class IdType>
  Result<IdType> id_or_none(std::string_view name) const {
    return has(name) ? id<IdType>(name) : Result<IdType>(IdType::none());
  }
  template <class IdType>
  Result<IdType> id(std::string_view name) const {
    const auto value = number(name);
    if (!value) return value.error();
    if (*value >= IdType::kNone) return bad_number(name);
    return IdType{static_cast<std::uint32_t>(*value)};
  }
  // 1 to `most`, `usual` when absent: a wish, so more than `most` is `most`.
  Result<std::size_t> limit(std::size_t usual = kPageUsual, std::size_t most = kPageMax) const;
  Refusal bad_number(std::string_view name) const;

 private:
  const Call& call_;
  std::map<std::string, std::string> path_;
};

// The JSON object of a POST. Each reader notes the first thing that is wrong; ask fault() once at
// the end instead of after every field.
class Body {
 public:
  static Result<Body> read(const Call& call);
  explicit Body(boost::json::object object) : object_(std::move(object)) {}

  const boost::json::object& object() const { return object_; }
  boost::json::object& object() { return object_; }
  std::string text(std::string_view name);  // Required.
  std::string text_or(std::string_view name, std::string otherwise);
  std::int64_t number(std::string_view name);  // Required.
  std::int64_t number_or(std::string_view name, std::int64_t otherwise);
  double real(std::string_view name);  // Required.
  double real_or(std::string_view name, double otherwise);
  bool flag_or(std::string_view name, bool otherwise);
  Instant time(std::string_view name);  // Required.
  std::optional<Instant> time_if(std::string_view name);
  std::optional<Day> day_if(std::string_view name);
  template <class IdType>
  IdType id(std::string_view name) {  // Required.
    return IdType{static_cast<std::uint32_t>(number(name))};
  }
  template <class IdType>
  IdType id_or_none(std::string_view name) {
    return IdType{static_cast<std::uint32_t>(number_or(name, IdType::kNone))};
  }
  template <class IdType>
  std::vector<IdType> ids(std::string_view name) {
    std::vector<IdType> ids;
    for (const std::int64_t value : numbers(name)) {
      ids.push_back(IdType{static_cast<std::uint32_t>(value)});
    }
    return ids;
  }
  std::vector<std::string> texts(std::string_view name);  // Required array of strings.
  std::vector<Body> rows(std::string_view name);          // Required array of objects.
  std::optional<Body> object_if(std::string_view name);
  bool has(std::string_view name) const;

  const std::optional<Refusal>& fault() const { return fault_; }
  void blame(std::string_view code, std::string_view name);  // Keeps the first only.
  void blame(Refusal refusal);

 private:
  const boost::json::value* find(std::string_view name) const;
  std::vector<std::int64_t> numbers(std::string_view name);

  boost::json::object object_;
  std::optional<Refusal> fault_;
};

}  // namespace firebreak::api
