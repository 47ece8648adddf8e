#pragma once

#include <functional>
#include <string>
#include <vector>

#include "context.hpp"

namespace gradevault::api {

using Handler = std::function<http::Reply(http::Call&, const Caller&)>;

/// A handler that is called for those who may: by a key of that scope …
[[nodiscard]] std::function<http::Reply(http::Call&)> withKey(const Context& context, std::string scope,
                                                              Handler handler);
/// … or by a signed link of that very path.
[[nodiscard]] std::function<http::Reply(http::Call&)> withKeyOrLink(const Context& context, std::string scope,
                                                                    Handler handler);

[[nodiscard]] http::Reply json(int status, std::string body);

/// One function a group; together they are all that is served (Api::routes).
[[nodiscard]] std::vector<http::Route> creationRoutes(const Context& context);
[[nodiscard]] std::vector<http::Route> analysisRoutes(const Context& context);
[[nodiscard]] std::vector<http::Route> artifactRoutes(const Context& context);
[[nodiscard]] std::vector<http::Route> eventRoutes(const Context& context);
[[nodiscard]] std::vector<http::Route> uploadRoutes(const Context& context);
[[nodiscard]] std::vector<http::Route> prototypeRoutes(const Context& context);
[[nodiscard]] std::vector<http::Route> stateRoutes(const Context& context);
[[nodiscard]] std::vector<http::Route> documentRoutes();
[[nodiscard]] std::vector<http::Route> pageRoutes(const Settings& settings);

}  // namespace gradevault::api
