// firebreak_bench [NAME ...] [--json FILE] [--people N] [--days N] [--directory DIR]
//
// Names: state, reconcile, contacts; none: all. Numbers are medians; read them beside the
// machine's.
#include <fstream>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <fmt/format.h>

#include "report.h"

namespace {

using firebreak::bench::Metrics;
using firebreak::bench::Options;
using Bench = Metrics (*)(const Options&);

const std::vector<std::pair<std::string, Bench>> kBenches{
    {"state", firebreak::bench::bench_state},
    {"reconcile", firebreak::bench::bench_reconcile},
    {"contacts", firebreak::bench::bench_contacts},
};

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Measures Firebreak at full size");
  Options options;
  std::vector<std::string> names;
  std::string json_path;
  std::string part;
  app.add_option("NAME", names, "state, reconcile, contacts; none: all");
  app.add_option("--json", json_path, "Write a map of bench to metric to number");
  app.add_option("--people", options.people)->default_val(options.people);
  app.add_option("--days", options.days)->default_val(options.days);
  app.add_option("--directory", options.directory)->default_val(options.directory);
  app.add_option("--part", part)->group("");
  CLI11_PARSE(app, argc, argv);
  if (part == "start") {
    for (const auto& [name, value] : firebreak::bench::part_start(options)) {
      fmt::print("{} {}\n", name, value);
    }
    return 0;
  }
  boost::json::object report;
  for (const auto& [name, bench] : kBenches) {
    if (!names.empty() && std::ranges::find(names, name) == names.end()) continue;
    fmt::print("== {}\n", name);
    boost::json::object& metrics = report[name].emplace_object();
    for (const auto& [metric, value] : bench(options)) {
      fmt::print("   {:<24} {:.6g}\n", metric, value);
      metrics[metric] = value;
    }
    std::fflush(stdout);
  }
  if (report.empty()) {
    fmt::print(stderr, "no such bench; there are state, reconcile, contacts\n");
    return 2;
  }
  if (!json_path.empty()) std::ofstream(json_path) << boost::json::serialize(report) << "\n";
  return 0;
}
