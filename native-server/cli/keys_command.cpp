#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "gradevault/auth/key_secret.hpp"
#include "gradevault/auth/scopes.hpp"
#include "gradevault/jobs/data_folder.hpp"
#include "gradevault/jobs/store.hpp"

namespace gradevault::cli {
namespace {

namespace fs = std::filesystem;

struct KeysFlags {
  std::string data = "gradevault-data";
  std::string name;
  std::string scopes = "analyses:read,analyses:write";
  std::string id;
  bool json = false;
};

ExitCode complainOf(const Error& error) {
  complain(error.message);
  return exitCode(error);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

nlohmann::ordered_json toJson(const jobs::ApiKey& key) {
  nlohmann::ordered_json json{{"id", key.id}, {"name", key.name}, {"scopes", key.scopes}};
  json["created"] = jobs::rfc3339(key.created);
  json["revoked"] =
      key.revoked == 0 ? nlohmann::ordered_json() : nlohmann::ordered_json(jobs::rfc3339(key.revoked));
  return json;
}

void print(const nlohmann::ordered_json& json) {
  std::printf("%s\n", json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace).c_str());
}

/// The store that a server has used or will use; it may run meanwhile.
Result<std::unique_ptr<jobs::Store>> openStore(const KeysFlags& flags, const jobs::WallClock& clock) {
  const auto folder = jobs::DataFolder::open(flags.data);
  if (!folder) return folder.error();
  return jobs::openSqliteStore(folder->root(), {}, clock);
}

/// As above, for what asks about keys that must be there: looking makes no folder.
Result<std::unique_ptr<jobs::Store>> openExistingStore(const KeysFlags& flags, const jobs::WallClock& clock) {
  if (!jobs::hasSqliteStore(flags.data)) {
    return Error{ErrorCode::unreadable_input,
                 "there are no keys in " + flags.data + "; name the server's data folder with --data"};
  }
  return openStore(flags, clock);
}

ExitCode create(const KeysFlags& flags) {
  const auto scopes = auth::parseScopes(flags.scopes);
  if (!scopes) return complainOf({scopes.error().code, "--scopes: " + scopes.error().message});
  const bool isPrintable = std::none_of(flags.name.begin(), flags.name.end(), [](char letter) {
    return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f;
  });
  if (flags.name.empty() || flags.name.size() > 100 || !isPrintable) {
    return complainOf({ErrorCode::invalid_argument, "--name: 1 to 100 characters that can be printed"});
  }
  const jobs::SystemWallClock clock;
  const auto store = openStore(flags, clock);
  if (!store) return complainOf(store.error());
  const auto made = auth::makeKeySecret();
  if (!made) return complainOf(made.error());
  const jobs::ApiKey key{made->keyId, flags.name, auth::hashOf(made->secret), *scopes, clock.now(), 0};
  if (const Status added = (*store)->keys().add(key); !added) return complainOf(added.error());
  if (flags.json) {
    auto json = toJson(key);
    json["secret"] = made->secret;
    print(json);
    return done;
  }
  // The secret alone on stdout, so that a script can take it.
  std::fprintf(stderr, "%s '%s' (%s). Keep its secret; it is shown this once:\n", key.id.c_str(),
               key.name.c_str(), joined(key.scopes).c_str());
  std::printf("%s\n", made->secret.c_str());
  return done;
}

ExitCode list(const KeysFlags& flags) {
  const jobs::SystemWallClock clock;
  const auto store = openExistingStore(flags, clock);
  if (!store) return complainOf(store.error());
  const auto keys = (*store)->keys().list();
  if (!keys) return complainOf(keys.error());
  if (flags.json) {
    auto json = nlohmann::ordered_json::array();
    for (const jobs::ApiKey& key : *keys) json.push_back(toJson(key));
    print(json);
    return done;
  }
  for (const jobs::ApiKey& key : *keys) {
    const std::string state = key.revoked == 0 ? "valid" : "revoked " + jobs::rfc3339(key.revoked);
    std::printf("%s  %s  %-35s  %s  %s\n", key.id.c_str(), jobs::rfc3339(key.created).c_str(),
                joined(key.scopes).c_str(), state.c_str(), key.name.c_str());
  }
  return done;
}

ExitCode revoke(const KeysFlags& flags) {
  const jobs::SystemWallClock clock;
  const auto store = openExistingStore(flags, clock);
  if (!store) return complainOf(store.error());
  const auto revoked = (*store)->keys().revoke(flags.id);
  if (!revoked) return complainOf(revoked.error());
  const auto key = (*store)->keys().find(flags.id);
  if (!key) return complainOf(key.error());
  if (!key->has_value()) {
    return complainOf({ErrorCode::invalid_argument,
                       "there is no key '" + flags.id + "' in " + flags.data + "; see gradevault keys list"});
  }
  if (flags.json) {
    print(toJson(**key));
  } else {
    std::printf("%s '%s' %s\n", (*key)->id.c_str(), (*key)->name.c_str(),
                *revoked ? "is revoked" : ("was revoked at " + jobs::rfc3339((*key)->revoked)).c_str());
  }
  return done;
}

CLI::App* addPart(CLI::App& keys, const char* name, const char* about,
                  const std::shared_ptr<KeysFlags>& flags) {
  CLI::App* part = keys.add_subcommand(name, about);
  part->add_option("--data", flags->data, "the server's data folder")
      ->capture_default_str()
      ->envname("GRADEVAULT_DATA");
  part->add_flag("--json", flags->json, "print JSON");
  return part;
}

}  // namespace

void addKeysCommand(CLI::App& app, ExitCode* exit) {
  CLI::App* command = app.add_subcommand("keys", "Make, list and revoke the server's API keys");
  command->require_subcommand(1);
  const auto flags = std::make_shared<KeysFlags>();

  CLI::App* making = addPart(*command, "create", "Make a key; its secret is printed once", flags);
  making->add_option("--name", flags->name, "whose it is, for people")->required();
  making
      ->add_option("--scopes", flags->scopes,
                   "analyses:read, analyses:write, admin, separated by commas; tier:standard and the like "
                   "limit a key to tiers")
      ->capture_default_str();
  making->callback([flags, exit] { *exit = create(*flags); });

  addPart(*command, "list", "All keys, without their secrets", flags)->callback([flags, exit] {
    *exit = list(*flags);
  });

  CLI::App* revoking = addPart(*command, "revoke", "End a key at once, also for a server that runs", flags);
  revoking->add_option("id", flags->id, "key_…")->required();
  revoking->callback([flags, exit] { *exit = revoke(*flags); });
}

}  // namespace gradevault::cli
