#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "exit_code.hpp"
#include "gradevault/options.hpp"

namespace CLI {
class App;
}

namespace gradevault::cli {

/// Each adds its sub-command with its flags to `app`; after parsing, the command that was chosen has set `*exit`.
void addAnalyzeCommand(CLI::App& app, ExitCode* exit);
void addCompareCommand(CLI::App& app, ExitCode* exit);
void addBenchCommand(CLI::App& app, ExitCode* exit);
void addPlanCommand(CLI::App& app, ExitCode* exit);
void addDoctorCommand(CLI::App& app, ExitCode* exit);
void addKeysCommand(CLI::App& app, ExitCode* exit);
void addDeviceProcessCommand(CLI::App& app, ExitCode* exit);
void addDecoderCommand(CLI::App& app, ExitCode* exit);
void addEnginesCommand(CLI::App& app, ExitCode* exit);
void addRunnerCommand(CLI::App& app, ExitCode* exit);
void addServeCommand(CLI::App& app, ExitCode* exit);
void addWorkerCommand(CLI::App& app, ExitCode* exit);

/// One line on stderr: what, where and what to do.
void complain(const std::string& message);

}  // namespace gradevault::cli
