#include <fstream>
#include <future>

#include "api_test.hpp"
#include "gradevault/digest.hpp"

namespace gradevault::api {
namespace {

class UploadsTest : public ApiTest {
 protected:
  std::string begin(std::size_t length, const std::string& metadata = "filename YS5tcDQ=") {
    FakeCall request("POST", "/v1/uploads");
    request.with("Tus-Resumable", "1.0.0")
        .with("Upload-Length", std::to_string(length))
        .with("Upload-Metadata", metadata);
    const http::Reply reply = call("POST", "/v1/uploads", request);
    EXPECT_EQ(reply.status, 201) << bodyOf(reply);
    return headerOf(reply, "Location").substr(std::string("/v1/uploads/").size());
  }
  http::Reply patch(FakeCall& request, std::size_t offset, const std::string& bytes) {
    request.with("Upload-Offset", std::to_string(offset)).withBody(bytes, "application/offset+octet-stream");
    return call("PATCH", "/v1/uploads/{id}", request);
  }
  http::Reply patch(const std::string& id, std::size_t offset, const std::string& bytes) {
    FakeCall request("PATCH", "/v1/uploads/" + id);
    request.with("Tus-Resumable", "1.0.0").withParameter("id", id);
    return patch(request, offset, bytes);
  }
  http::Reply head(const std::string& id) {
    FakeCall request("HEAD", "/v1/uploads/" + id);
    request.with("Tus-Resumable", "1.0.0").withParameter("id", id);
    return call("HEAD", "/v1/uploads/{id}", request);
  }
};

TEST_F(UploadsTest, DiscoverySaysVersionExtensionsAndSize) {
  FakeCall request("OPTIONS", "/v1/uploads");
  const http::Reply reply = call("OPTIONS", "/v1/uploads", request);
  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(headerOf(reply, "Tus-Version"), "1.0.0");
  EXPECT_NE(headerOf(reply, "Tus-Max-Size"), "");
}

TEST_F(UploadsTest, PiecesAddUpAndTheWholeIsAnalysedAsOftenAsWished) {
  const std::string id = begin(5000);
  EXPECT_EQ(headerOf(head(id), "Upload-Offset"), "0");
  EXPECT_EQ(patch(id, 0, std::string(3000, 'a')).status, 204);
  EXPECT_EQ(headerOf(head(id), "Upload-Offset"), "3000");
  EXPECT_EQ(codeOf(post({{"uploadId", id}})), "upload_incomplete");
  EXPECT_EQ(headerOf(patch(id, 3000, std::string(2000, 'b')), "Upload-Offset"), "5000");
  EXPECT_EQ(post({{"uploadId", id}}).status, 202);
  EXPECT_EQ(post({{"uploadId", id}}).status, 202);
  const auto jobs = store_->jobs().list({});
  EXPECT_EQ(jobs->at(0).request.fileName, "a.mp4");
  EXPECT_NE(jobs->at(0).request.captureFile, jobs->at(1).request.captureFile);
  EXPECT_EQ(std::filesystem::file_size(data_->capture(jobs->at(0).request.captureFile)), 5000U);
  EXPECT_EQ(codeOf(post({{"uploadId", "up_nothing"}})), "not_found");
}

TEST_F(UploadsTest, ARequestThatWasAnsweredIsAnsweredAgainWhenItsUploadIsGone) {
  const std::string id = begin(4);
  ASSERT_EQ(patch(id, 0, "abcd").status, 204);
  const auto ask = [&] {
    FakeCall request("POST", "/v1/analyses");
    request.with("Idempotency-Key", "once").withBody(Json{{"uploadId", id}}.dump(), "application/json");
    return call("POST", "/v1/analyses", request);
  };
  const http::Reply first = ask();
  ASSERT_EQ(first.status, 202);
  ASSERT_TRUE(store_->uploads().remove(id).ok());
  std::filesystem::remove(data_->upload(id));
  const http::Reply again = ask();
  EXPECT_EQ(again.status, 202);
  EXPECT_EQ(headerOf(again, "Location"), headerOf(first, "Location"));
  EXPECT_EQ(headerOf(again, "Idempotent-Replayed"), "true");
}

TEST_F(UploadsTest, WhatCameBeforeACutStays) {
  const std::string id = begin(5000);
  FakeCall request("PATCH", "/v1/uploads/" + id);
  request.with("Tus-Resumable", "1.0.0").withParameter("id", id).cutAfter(2500);
  EXPECT_EQ(patch(request, 0, std::string(5000, 'a')).status, 400);
  EXPECT_EQ(headerOf(head(id), "Upload-Offset"), "2500");
  const http::Reply wrong = patch(id, 0, std::string(5000, 'a'));
  EXPECT_EQ(wrong.status, 409);
  EXPECT_EQ(headerOf(wrong, "Upload-Offset"), "2500");
  EXPECT_EQ(patch(id, 2500, std::string(2500, 'a')).status, 204);
}

TEST_F(UploadsTest, MoreThanWasAnnouncedIsRefused) {
  const std::string id = begin(1500);
  EXPECT_EQ(patch(id, 0, std::string(1501, 'a')).status, 413);
  EXPECT_LE(std::stoi(headerOf(head(id), "Upload-Offset")), 1500);
}

TEST_F(UploadsTest, APieceWhoseChecksumIsWrongIsDropped) {
  const std::string id = begin(6);
  const auto send = [&](const std::string& checksum) {
    FakeCall request("PATCH", "/v1/uploads/" + id);
    request.with("Tus-Resumable", "1.0.0").withParameter("id", id).with("Upload-Checksum", checksum);
    return patch(request, 0, "abcdef");
  };
  EXPECT_EQ(send("sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=").status, 460);
  EXPECT_EQ(headerOf(head(id), "Upload-Offset"), "0");
  EXPECT_EQ(send("crc32 AAAA").status, 400);
  EXPECT_EQ(send("sha1 H4rBDyPFs0/qF0brAoAFmuJ9FPE=").status, 460);
  EXPECT_EQ(send("sha1 H4rBDyPFtbwRZ72oS4M+XAV6d9I=").status, 204);
}

TEST_F(UploadsTest, AnotherVersionWrongLengthsAndMetadataAreRefused) {
  FakeCall other("POST", "/v1/uploads");
  other.with("Tus-Resumable", "0.2.2").with("Upload-Length", "5");
  EXPECT_EQ(codeOf(call("POST", "/v1/uploads", other)), "tus_version");
  for (const auto& [name, value] :
       std::vector<std::pair<std::string, std::string>>{{"Upload-Length", "-1"},
                                                        {"Upload-Length", "5 "},
                                                        {"Upload-Length", "0x5"},
                                                        {"Upload-Length", ""},
                                                        {"Upload-Length", "99999999999999999999"},
                                                        {"Upload-Defer-Length", "1"}}) {
    FakeCall request("POST", "/v1/uploads");
    request.with("Tus-Resumable", "1.0.0").with(name, value);
    EXPECT_EQ(call("POST", "/v1/uploads", request).status, 400) << name << value;
  }
  for (const std::string metadata : {"a b c", "a YQ==,a YQ==", ",", "a !!!!", "a YQ=", "a YQ==,"}) {
    FakeCall request("POST", "/v1/uploads");
    request.with("Tus-Resumable", "1.0.0").with("Upload-Length", "5").with("Upload-Metadata", metadata);
    EXPECT_EQ(call("POST", "/v1/uploads", request).status, 400) << metadata;
  }
}

TEST_F(UploadsTest, AnExpiredOneIsGoneAndARemovedOneIsNotThere) {
  const std::string id = begin(5);
  clock_.time += 86'400'001;
  EXPECT_EQ(head(id).status, 410);
  const std::string another = begin(5);
  FakeCall request("DELETE", "/v1/uploads/" + another);
  request.with("Tus-Resumable", "1.0.0").withParameter("id", another);
  EXPECT_EQ(call("DELETE", "/v1/uploads/{id}", request).status, 204);
  EXPECT_EQ(head(another).status, 404);
  EXPECT_FALSE(std::filesystem::exists(data_->upload(another)));
}

TEST_F(UploadsTest, TwoRequestsNeverInterleave) {
  const std::string id = begin(400'000);
  std::promise<void> begun;
  bool first = true;
  std::atomic<bool> done{false};
  FakeCall slow("PATCH", "/v1/uploads/" + id);
  slow.with("Tus-Resumable", "1.0.0").withParameter("id", id).beforePiece([&] {
    if (std::exchange(first, false)) begun.set_value();
    if (!done) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  });
  std::thread client([&] { EXPECT_EQ(patch(slow, 0, std::string(400'000, 'a')).status, 204); });
  begun.get_future().wait();
  // It waits for the other a while, and then gives up without having written anything.
  const http::Reply second = patch(id, 0, std::string(100, 'b'));
  EXPECT_TRUE(second.status == 423 || second.status == 409) << second.status;
  done = true;
  client.join();
  std::ifstream file(data_->upload(id));
  const std::string content((std::istreambuf_iterator<char>(file)), {});
  EXPECT_EQ(content, std::string(400'000, 'a'));
}

TEST_F(UploadsTest, WhoFellSilentLosesTheUploadToWhoComesBack) {
  const std::string id = begin(3000);
  std::promise<void> begun;
  std::promise<void> resume;
  int pieces = 0;
  FakeCall silent("PATCH", "/v1/uploads/" + id);
  silent.with("Tus-Resumable", "1.0.0").withParameter("id", id).beforePiece([&] {
    if (++pieces != 2) return;
    begun.set_value();
    resume.get_future().wait();
  });
  std::thread client([&] { EXPECT_EQ(patch(silent, 0, std::string(3000, 'a')).status, 423); });
  begun.get_future().wait();
  EXPECT_EQ(headerOf(head(id), "Upload-Offset"), "1000");
  EXPECT_EQ(patch(id, 1000, std::string(2000, 'b')).status, 204);
  resume.set_value();
  client.join();
  std::ifstream file(data_->upload(id));
  const std::string content((std::istreambuf_iterator<char>(file)), {});
  EXPECT_EQ(content, std::string(1000, 'a') + std::string(2000, 'b'));
}

}  // namespace
}  // namespace gradevault::api
