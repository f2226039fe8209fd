// The command line: reads arguments, runs one command, gives its exit code.
#pragma once

namespace firebreak::cli {

int run(int argc, char** argv);

}  // namespace firebreak::cli
