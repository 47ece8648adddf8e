#include "sandbox_flags.hpp"

namespace gradevault::cli {

std::optional<sandbox::SandboxSettings> SandboxFlags::settingsIfAny() const {
  if (mode == "off") return std::nullopt;
  sandbox::SandboxSettings chosen = settings;
  chosen.required = mode != "preferred";
  chosen.memory = memory << 20;
  return chosen;
}

analyze::OpenCapture SandboxFlags::opener() const {
  const auto chosen = settingsIfAny();
  if (!chosen) return &media::VideoReader::open;
  return [chosen = *chosen](const std::filesystem::path& path, const media::Limits& limits, int threads) {
    return sandbox::openSandboxed(path, limits, threads, chosen);
  };
}

void addSandboxFlags(CLI::App& command, SandboxFlags& flags) {
  command
      .add_option("--sandbox", flags.mode,
                  "decode in a process that can reach nothing, for captures of strangers: off, required, or "
                  "preferred (goes on where the kernel has no seccomp)")
      ->check(CLI::IsMember({"off", "required", "preferred"}))
      ->capture_default_str()
      ->envname("GRADEVAULT_SANDBOX");
  const auto limit = [&](const char* name, auto& value, const char* variable, const char* description) {
    command.add_option(name, value, description)
        ->check(CLI::PositiveNumber)
        ->capture_default_str()
        ->envname(variable)
        ->group("Limits");
  };
  limit("--decoder-memory", flags.memory, "GRADEVAULT_DECODER_MEMORY", "sandboxed decoder's memory [MiB]");
  limit("--decoder-cpu-seconds", flags.settings.cpuSeconds, "GRADEVAULT_DECODER_CPU_SECONDS",
        "sandboxed decoder's processor time [s]");
  limit("--decoder-deadline", flags.settings.callDeadline, "GRADEVAULT_DECODER_DEADLINE",
        "longest wait for the sandboxed decoder's next picture [s]");
}

}  // namespace gradevault::cli
