// What a bench measured: metric names to numbers, printed as it goes and written as JSON.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace firebreak::bench {

using Metrics = std::map<std::string, double>;

struct Options {
  std::uint32_t people = 7'462'135;
  int days = 14;
  std::string directory = "build/bench";  // Full cities are made once and kept here.
};

double seconds_since_start();
std::uint64_t resident_bytes();  // Of this process, now.
double quantile(std::vector<double> values, double share);
double median(std::vector<double> values);

// Runs `part` of this program in a process of its own and reads the metrics it prints, so that
// memory and start-up are those of a fresh start.
Metrics run_apart(const std::string& part, const Options& options);

Metrics bench_state(const Options& options);
Metrics bench_reconcile(const Options& options);
Metrics bench_contacts(const Options& options);
Metrics part_start(const Options& options);  // In a fresh process.

}  // namespace firebreak::bench
