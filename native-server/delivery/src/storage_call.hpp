#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "gradevault/outgoing/http_client.hpp"
#include "gradevault/result.hpp"

namespace gradevault::delivery {

/// A client for what the operator named: any address may be meant, so any may be reached.
[[nodiscard]] outgoing::HttpClient operatorsClient();

/// Makes the request anew for each try (its signature has a time).
using MakeRequest = std::function<outgoing::Request()>;

/// Asks until there is an answer that is not "later" (429, 5xx, a broken connection), four times at most,
/// 0.3, 1 and 3 s apart. `what` names the call in an error: "S3: put". Errors: write_failed with the status
/// or the reason's code, never with headers or the URL's query. Any status below 500 but 429 is an answer.
[[nodiscard]] Result<outgoing::Response> askStorage(const outgoing::HttpClient& client,
                                                    const MakeRequest& make, const std::string& what);

/// Fetches into `file`, under another name first. Errors: unreadable_input when it is not there (404, or what
/// `alsoMissing` names, such as "status_400"); write_failed.
[[nodiscard]] Status fetchFromStorage(const outgoing::HttpClient& client, const MakeRequest& make,
                                      const std::filesystem::path& file, const std::string& what,
                                      std::string_view alsoMissing = {});

/// write_failed unless the status is 2xx.
[[nodiscard]] Status expectSuccess(const outgoing::Response& response, const std::string& what);

/// Whether a prefix or a name may stand in a key: not empty, no "..", no empty part, no control characters.
[[nodiscard]] bool isPlainKey(const std::string& text);

}  // namespace gradevault::delivery
