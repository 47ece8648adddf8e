#include <fstream>

#include "api_test.hpp"
#include "gradevault/auth/key_secret.hpp"

namespace gradevault::api {
namespace {

const Json good{{"videoUrl", "https://captures.example.org/a.mp4"}};

class AnalysesTest : public ApiTest {
 protected:
  std::string queue() { return bodyOf(post(good))["id"]; }
  http::Reply remove(const std::string& id) {
    FakeCall request("DELETE", "/v1/analyses/" + id);
    request.withParameter("id", id);
    return call("DELETE", "/v1/analyses/{id}", request);
  }
  http::Reply list(const std::map<std::string, std::string>& query) {
    FakeCall request("GET", "/v1/analyses");
    for (const auto& [name, value] : query) request.withQuery(name, value);
    return call("GET", "/v1/analyses", request);
  }
};

TEST_F(AnalysesTest, TheListGoesPageByPageFromTheNewest) {
  std::vector<std::string> ids;
  for (int i = 0; i < 5; ++i) {
    ids.insert(ids.begin(), queue());
    ++clock_.time;
  }
  std::vector<std::string> seen;
  std::map<std::string, std::string> query{{"limit", "2"}};
  for (int pages = 0; pages < 4; ++pages) {
    const Json page = bodyOf(list(query));
    for (const Json& analysis : page["analyses"]) seen.push_back(analysis["id"]);
    if (!page.contains("next")) break;
    query["after"] = page["next"];
  }
  EXPECT_EQ(seen, ids);
}

TEST_F(AnalysesTest, TheListIsFilteredAndItsQueryIsChecked) {
  const std::string id = queue();
  EXPECT_EQ(bodyOf(list({{"status", "done"}}))["analyses"].size(), 0U);
  finishNext();
  EXPECT_EQ(bodyOf(list({{"status", "done"}}))["analyses"][0]["id"], id);
  for (const auto& query : std::vector<std::map<std::string, std::string>>{{{"limit", "0"}},
                                                                           {{"limit", "201"}},
                                                                           {{"limit", "2x"}},
                                                                           {{"limit", ""}},
                                                                           {{"status", "odd"}},
                                                                           {{"after", "an_nothing"}}})
    EXPECT_EQ(list(query).status, 400) << query.begin()->first;
}

TEST_F(AnalysesTest, OneThatIsDoneHasItsReportAndLinksThatOpenItsArtifacts) {
  const std::string id = queue();
  finishNext();
  const Json analysis = bodyOf(get(id));
  EXPECT_EQ(analysis["status"], "done");
  EXPECT_EQ(analysis["report"]["verdict"], "good");
  const std::string url = analysis["artifacts"][0]["url"];
  FakeCall request("GET", url);
  request.withParameter("id", id).withParameter("name", "golden_01.png");
  const http::Reply reply = call("GET", "/v1/analyses/{id}/artifacts/{name}", request);
  const auto* file = std::get_if<http::FileBody>(&reply.body);
  ASSERT_NE(file, nullptr) << bodyOf(reply);
  EXPECT_EQ(file->mediaType, "image/png");
  EXPECT_EQ(file->etag, std::string(64, 'a'));
  EXPECT_TRUE(std::filesystem::exists(file->path));
}

TEST_F(AnalysesTest, OnlyListedArtifactsArePaths) {
  const std::string id = queue();
  finishNext();
  for (const std::string name :
       {"report.json", "../gradevault.sqlite3", "../../signing.key", "", ".", "golden_01.png/."}) {
    FakeCall request("GET", "/v1/analyses/" + id + "/artifacts/x");
    request.withParameter("id", id).withParameter("name", name);
    EXPECT_EQ(call("GET", "/v1/analyses/{id}/artifacts/{name}", request).status, 404) << name;
  }
}

/// Object storage in a folder; counts how often a file was fetched.
class FolderSink final : public delivery::ArtifactSink {
 public:
  Status put(const std::filesystem::path&, const std::string&) override { return {}; }
  Status remove(const std::string& prefix) override {
    removed = prefix;
    return {};
  }
  Status fetch(const std::string& prefix, const std::string& name,
               const std::filesystem::path& file) override {
    ++fetched;
    std::ofstream(file) << prefix << name;
    return {};
  }
  std::string removed;
  std::atomic<int> fetched{0};
};

TEST_F(AnalysesTest, WhatLiesInObjectStorageComesThroughThisServerAndIsFetchedOnce) {
  FolderSink sink;
  sink_ = &sink;
  remake({});
  const std::string id = queue();
  const auto job = store_->jobs().claim({.worker = "test", .tiers = {jobs::Tier::standard}});
  const std::string prefix = id + "/1/";
  const jobs::Outcome outcome{prefix, "{}", {{"golden_01.png", "image/png", 9, std::string(64, 'a')}}};
  ASSERT_TRUE(store_->jobs().commit({id, (*job)->token}, outcome).ok());
  for (int i = 0; i < 3; ++i) {
    FakeCall request("GET", "/v1/analyses/" + id + "/artifacts/golden_01.png");
    request.withParameter("id", id).withParameter("name", "golden_01.png");
    const http::Reply reply = call("GET", "/v1/analyses/{id}/artifacts/{name}", request);
    const auto* file = std::get_if<http::FileBody>(&reply.body);
    ASSERT_NE(file, nullptr) << bodyOf(reply);
    std::string text;
    std::ifstream(file->path) >> text;
    EXPECT_EQ(text, prefix + "golden_01.png");
  }
  EXPECT_EQ(sink.fetched, 1);
  EXPECT_EQ(remove(id).status, 204);
  EXPECT_EQ(sink.removed, prefix);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "cache" / id));
}

TEST_F(AnalysesTest, OneThatWaitsIsCancelledAndOneThatEndedIsRemovedWithItsFiles) {
  const std::string waiting = queue();
  const http::Reply cancelled = remove(waiting);
  EXPECT_EQ(cancelled.status, 200);
  EXPECT_EQ(bodyOf(cancelled)["status"], "cancelled");
  const std::string done = queue();
  const jobs::Job job = finishNext();
  ASSERT_TRUE(std::filesystem::exists(data_->results(job.results)));
  EXPECT_EQ(remove(done).status, 204);
  EXPECT_EQ(get(done).status, 404);
  EXPECT_FALSE(std::filesystem::exists(data_->results(job.results)));
  EXPECT_EQ(remove(done).status, 404);
}

TEST_F(AnalysesTest, OneThatAWorkerHasIsCancelledOnItsNextHeartBeat) {
  const std::string id = queue();
  const auto job = store_->jobs().claim({.worker = "test", .tiers = {jobs::Tier::standard}});
  ASSERT_TRUE(job.ok() && *job);
  const http::Reply reply = remove(id);
  EXPECT_EQ(reply.status, 202);
  EXPECT_EQ(bodyOf(reply)["cancelRequested"], true);
  EXPECT_EQ(*store_->jobs().heartbeat({id, (*job)->token}, 1000), jobs::Standing::cancelled);
}

TEST_F(AnalysesTest, OnlyOneThatFailedIsRetried) {
  const auto retry = [&](const std::string& id) {
    FakeCall request("POST", "/v1/analyses/" + id + "/retry");
    request.withParameter("id", id);
    return call("POST", "/v1/analyses/{id}/retry", request);
  };
  const std::string id = queue();
  EXPECT_EQ(codeOf(retry(id)), "not_retryable");
  const auto job = store_->jobs().claim({.worker = "test", .tiers = {jobs::Tier::standard}});
  ASSERT_TRUE(store_->jobs()
                  .fail({id, (*job)->token}, jobs::Failure::rejected, {"unreadable_capture", "no video"})
                  .ok());
  EXPECT_EQ(bodyOf(get(id))["problem"]["code"], "unreadable_capture");
  EXPECT_EQ(retry(id).status, 202);
  EXPECT_EQ(bodyOf(get(id))["status"], "queued");
  EXPECT_EQ(retry("an_nothing").status, 404);
}

class KeysTest : public AnalysesTest {
 protected:
  std::string key(std::vector<std::string> scopes) {
    const auto secret = auth::makeKeySecret();
    EXPECT_TRUE(store_->keys()
                    .add({.id = secret->keyId,
                          .name = "test",
                          .hash = auth::hashOf(secret->secret),
                          .scopes = std::move(scopes),
                          .created = 1})
                    .ok());
    clock_.time += 2000;  // an open server looks for keys once a second
    return secret->secret;
  }
  http::Reply with(const std::string& secret, const std::string& method, const std::string& pattern,
                   const std::string& id = "") {
    FakeCall request(method, pattern);
    if (!secret.empty()) request.with("Authorization", "Bearer " + secret);
    if (method == "POST" && id.empty()) request.withBody(good.dump());
    request.withParameter("id", id).withParameter("name", "golden_01.png");
    return call(method, pattern, request);
  }
};

TEST_F(KeysTest, AFirstKeyShutsTheServer) {
  EXPECT_TRUE(api_->open());
  EXPECT_EQ(with("", "GET", "/v1/analyses").status, 200);
  const std::string secret = key({"analyses:read"});
  EXPECT_FALSE(api_->open());
  EXPECT_EQ(codeOf(with("", "GET", "/v1/analyses")), "unauthorized");
  EXPECT_EQ(with(secret, "GET", "/v1/analyses").status, 200);
  EXPECT_EQ(with(secret.substr(0, secret.size() - 1) + "!", "GET", "/v1/analyses").status, 401);
  EXPECT_EQ(with("gv_nonsense", "GET", "/v1/analyses").status, 401);
}

TEST_F(KeysTest, EachRouteAsksForItsScope) {
  const std::string reader = key({"analyses:read"});
  const std::string writer = key({"analyses:write"});
  const std::string admin = key({"admin"});
  struct Case {
    const char* method;
    const char* pattern;
    std::string scope;
  };
  const std::vector<Case> cases{{"POST", "/v1/analyses", "w"},
                                {"GET", "/v1/analyses", "r"},
                                {"GET", "/v1/analyses/{id}", "r"},
                                {"DELETE", "/v1/analyses/{id}", "w"},
                                {"POST", "/v1/analyses/{id}/retry", "a"},
                                {"GET", "/v1/analyses/{id}/artifacts/{name}", "r"},
                                {"GET", "/v1/analyses/{id}/events", "r"},
                                {"GET", "/v1/engines", "r"}};
  for (const Case& route : cases) {
    EXPECT_EQ(with("", route.method, route.pattern, "x").status, 401) << route.pattern;
    EXPECT_EQ(with(reader, route.method, route.pattern, "x").status == 403, route.scope != "r")
        << route.pattern;
    EXPECT_EQ(with(writer, route.method, route.pattern, "x").status == 403, route.scope != "w")
        << route.pattern;
    EXPECT_NE(with(admin, route.method, route.pattern, "x").status, 403) << route.pattern;
  }
}

TEST_F(KeysTest, WhatBelongsToOneKeyDoesNotExistForAnother) {
  const std::string mine = key({"analyses:read", "analyses:write"});
  const std::string other = key({"analyses:read", "analyses:write"});
  const std::string admin = key({"admin"});
  const std::string id = bodyOf(with(mine, "POST", "/v1/analyses"))["id"];
  EXPECT_EQ(with(mine, "GET", "/v1/analyses/{id}", id).status, 200);
  EXPECT_EQ(with(admin, "GET", "/v1/analyses/{id}", id).status, 200);
  for (const char* pattern :
       {"/v1/analyses/{id}", "/v1/analyses/{id}/events", "/v1/analyses/{id}/artifacts/{name}"})
    EXPECT_EQ(with(other, "GET", pattern, id).status, 404) << pattern;
  EXPECT_EQ(with(other, "DELETE", "/v1/analyses/{id}", id).status, 404);
  EXPECT_EQ(bodyOf(with(other, "GET", "/v1/analyses"))["analyses"].size(), 0U);
  EXPECT_EQ(bodyOf(with(mine, "GET", "/v1/analyses"))["analyses"].size(), 1U);
}

TEST_F(KeysTest, ASignedLinkOpensItsPathAndNoOtherAndForAWhileOnly) {
  const std::string mine = key({"analyses:read", "analyses:write"});
  const std::string id = bodyOf(with(mine, "POST", "/v1/analyses"))["id"];
  finishNext();
  const Json analysis = bodyOf(with(mine, "GET", "/v1/analyses/{id}", id));
  const std::string url = analysis["artifacts"][0]["url"];
  const std::size_t expires = url.find("expires=") + 8;
  const std::size_t signature = url.find("&signature=");
  const auto open = [&](const std::string& path, const std::string& pattern) {
    FakeCall request("GET", path + url.substr(url.find('?')));
    request.withParameter("id", id).withParameter("name", "golden_01.png");
    request.withQuery("expires", url.substr(expires, signature - expires))
        .withQuery("signature", url.substr(signature + 11));
    return call("GET", pattern, request);
  };
  const std::string path = url.substr(0, url.find('?'));
  const std::string pattern = "/v1/analyses/{id}/artifacts/{name}";
  EXPECT_EQ(open(path, pattern).status, 200);
  EXPECT_EQ(codeOf(open(path + "x", pattern)), "link_refused");
  EXPECT_EQ(codeOf(open("/v1/analyses/" + id + "/events", "/v1/analyses/{id}/events")), "link_refused");
  clock_.time += 901'000;
  EXPECT_EQ(codeOf(open(path, pattern)), "link_refused");
}

TEST_F(KeysTest, AKeyThatAsksTooOftenWaits) {
  Settings settings;
  settings.requestsPerSecond = 1;
  settings.requestBurst = 3;
  remake(settings);
  const std::string mine = key({"analyses:read"});
  const std::string other = key({"analyses:read"});
  int refused = 0;
  for (int i = 0; i < 6; ++i) {
    const http::Reply reply = with(mine, "GET", "/v1/analyses");
    refused += reply.status == 429 ? 1 : 0;
    EXPECT_EQ(reply.status == 429, headerOf(reply, "Retry-After") != "");
  }
  EXPECT_GE(refused, 2);
  EXPECT_EQ(with(other, "GET", "/v1/analyses").status, 200);
}

TEST_F(KeysTest, ATierThatAKeyDoesNotHaveAndTrustedMediaAreRefused) {
  const std::string limited = key({"analyses:write", "tier:standard"});
  const auto ask = [&](const Json& body) {
    FakeCall request("POST", "/v1/analyses");
    request.withBody(body.dump()).with("Authorization", "Bearer " + limited);
    return call("POST", "/v1/analyses", request);
  };
  Json body = good;
  EXPECT_EQ(ask(body).status, 202);
  body["tier"] = "premium";
  EXPECT_EQ(ask(body).status, 403);
  body["tier"] = "standard";
  body["trusted"] = true;
  EXPECT_EQ(ask(body).status, 403);
}

TEST_F(ApiTest, ReadinessIsFalseWithoutWorkersAndWhileDraining) {
  FakeCall request("GET", "/readyz");
  EXPECT_EQ(call("GET", "/readyz", request).status, 200);
  ready_ = false;
  const http::Reply reply = call("GET", "/readyz", request);
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(bodyOf(reply)["detail"], "no worker is alive");
  ready_ = true;
  api_->drain();
  EXPECT_EQ(call("GET", "/readyz", request).status, 503);
  EXPECT_EQ(call("GET", "/healthz", request).status, 200);
}

}  // namespace
}  // namespace gradevault::api
