#include "s3_signature.hpp"

#include <algorithm>
#include <map>

#include "hmac.hpp"
#include "uri_encoding.hpp"

namespace gradevault::delivery {
namespace {

std::string lowerCase(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// Without blanks at the ends, and one blank where there were several.
std::string folded(const std::string& value) {
  std::string result;
  for (const char c : value) {
    const bool blank = c == ' ' || c == '\t';
    if (blank && (result.empty() || result.back() == ' ')) continue;
    result += blank ? ' ' : c;
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

}  // namespace

std::string canonicalQuery(std::vector<std::pair<std::string, std::string>> query) {
  for (auto& [name, value] : query) {
    name = uriEncoded(name);
    value = uriEncoded(value);
  }
  std::sort(query.begin(), query.end());
  std::string text;
  for (const auto& [name, value] : query) {
    if (!text.empty()) text += '&';
    text += name + '=' + value;
  }
  return text;
}

std::string authorization(const SignedParts& parts, const SigningKey& key, const std::string& time) {
  std::map<std::string, std::string> headers;
  for (const auto& [name, value] : parts.headers) headers[lowerCase(name)] = folded(value);
  std::string headerLines;
  std::string names;
  for (const auto& [name, value] : headers) {
    headerLines += name + ':' + value + '\n';
    names += (names.empty() ? "" : ";") + name;
  }
  const std::string request = parts.method + '\n' + parts.path + '\n' + canonicalQuery(parts.query) + '\n' +
                              headerLines + '\n' + names + '\n' + parts.payloadHash;
  const std::string date = time.substr(0, 8);
  const std::string scope = date + '/' + key.region + '/' + key.service + "/aws4_request";
  const std::string toSign = "AWS4-HMAC-SHA256\n" + time + '\n' + scope + '\n' + sha256Hex(request);

  std::string signing = hmacSha256("AWS4" + key.secret, date);
  for (const std::string& step : {key.region, key.service, std::string("aws4_request")}) {
    signing = hmacSha256(signing, step);
  }
  return "AWS4-HMAC-SHA256 Credential=" + key.keyId + '/' + scope + ",SignedHeaders=" + names +
         ",Signature=" + hex(hmacSha256(signing, toSign));
}

}  // namespace gradevault::delivery
