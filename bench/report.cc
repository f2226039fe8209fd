#include "report.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <unistd.h>

#include "base/check.h"

namespace firebreak::bench {
namespace {

std::string own_path() {  // Not /proc/self/exe: the shell between us would be meant.
  return std::filesystem::read_symlink("/proc/self/exe").string();
}

}  // namespace

double seconds_since_start() {
  static const auto start = std::chrono::steady_clock::now();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::uint64_t resident_bytes() {
  std::ifstream stat("/proc/self/statm");
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  stat >> total >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

double quantile(std::vector<double> values, double share) {
  CHECK(!values.empty());
  std::ranges::sort(values);
  const auto index = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
  return values[index];
}

double median(std::vector<double> values) { return quantile(std::move(values), 0.5); }

Metrics run_apart(const std::string& part, const Options& options) {
  const std::string line =
      fmt::format("{} --part {} --people {} --days {} --directory {}", own_path(), part,
                  options.people, options.days, options.directory);
  std::FILE* pipe = popen(fmt::format("exec {}", line).c_str(), "r");
  CHECK(pipe != nullptr);
  Metrics metrics;
  std::array<char, 200> name{};
  double value = 0;
  while (std::fscanf(pipe, "%199s %lf", name.data(), &value) == 2) metrics[name.data()] = value;
  CHECK(pclose(pipe) == 0);
  return metrics;
}

}  // namespace firebreak::bench
