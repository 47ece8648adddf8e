#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <opencv2/core.hpp>

#include "commands.hpp"
#include "device_flags.hpp"
#include "engines.hpp"
#include "gradevault/thread_pool.hpp"
#include "gradevault/engines/cpu.hpp"
#include "gradevault/media/video_reader.hpp"
#include "gradevault/sandbox/sandboxed_reader.hpp"

namespace gradevault::cli {
namespace {

void line(const char* what, const std::string& found) { std::printf("%-14s %s\n", what, found.c_str()); }

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string instructionSets() {
  std::string sets;
#if defined(__x86_64__)
  const auto add = [&sets](const char* name, bool there) {
    if (there) sets += (sets.empty() ? "" : " ") + std::string(name);
  };
  add("SSE2", __builtin_cpu_supports("sse2"));
  add("SSE4.1", __builtin_cpu_supports("sse4.1"));
  add("AVX", __builtin_cpu_supports("avx"));
  add("AVX2", __builtin_cpu_supports("avx2"));
  add("FMA", __builtin_cpu_supports("fma"));
  add("AVX-512F", __builtin_cpu_supports("avx512f"));
  add("AVX-512BW", __builtin_cpu_supports("avx512bw"));
#elif defined(__aarch64__)
  sets = "NEON";
#endif
  return sets.empty() ? "none known of" : sets;
}

ExitCode doctor(const DevicePlace& place) {
  line("gradevault", GRADEVAULT_VERSION);
  for (const std::string& version : media::libraryVersions()) line("FFmpeg", version);
  bool complete = true;
  for (const auto& [codec, decoder] : media::codecSupport()) {
    line(("codec " + codec).c_str(), decoder.empty() ? "missing: install an FFmpeg with this decoder" : decoder);
    complete = complete && !decoder.empty();
  }
  for (const std::string& measure : sandbox::protections()) line("decoder", measure);
  line("OpenCV", cv::getVersionString());
  line("instructions", instructionSets());
  line("--isa", joined(cpuInstructionSets()));
  line("threads", std::to_string(availableThreads()));
  const auto devices = cudaDeviceNames(place);
  line("CUDA", devices.ok() ? joined(*devices) : "not used: " + devices.error().message);
  for (const EngineEntry& entry : engines(place)) {
    // A device that has just not answered is not waited for once more.
    const bool gone = entry.name == "cuda" && !devices.ok();
    const auto engine = gone ? devices.error() : entry.make({});
    line(("engine " + std::string(entry.name)).c_str(),
         engine.ok() ? (*engine)->info().device + ", " + (*engine)->info().isa + ", " + (*engine)->info().detail
                     : engine.error().message);
    complete = complete && (engine.ok() || engine.error().code == ErrorCode::unsupported);
  }
  return complete ? done : failed;
}

}  // namespace

void addDoctorCommand(CLI::App& app, ExitCode* exit) {
  CLI::App* command = app.add_subcommand(
      "doctor", "Say what was found on this machine: libraries, codecs, instruction sets, CUDA or why not");
  const auto place = std::make_shared<DevicePlace>();
  addDeviceFlags(*command, *place);
  command->callback([place, exit] { *exit = doctor(*place); });
}

}  // namespace gradevault::cli
