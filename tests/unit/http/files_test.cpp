#include <algorithm>
#include <chrono>
#include <fstream>

#include "gradevault/http/static_files.hpp"
#include "server_fixture.hpp"

namespace gradevault::http {
namespace {

namespace fs = std::filesystem;

fs::path freshFolder() {
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  auto folder = fs::path(::testing::TempDir()) / ("http-" + std::string(test->name()));
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

void write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

class Files : public ServerTest {
 protected:
  void SetUp() override {
    file_ = freshFolder() / "a.mp4";
    for (int at = 0; at < 300'000; ++at) content_.push_back(static_cast<char>('a' + at % 23));
    write(file_, content_);
    start();
  }
  std::string content_;
};

TEST_F(Files, AreSentWhole) {
  auto client = this->client();
  const auto answer = client.ask(get("/file"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, content_);
  EXPECT_EQ(answer.header("Content-Type"), "video/mp4");
  EXPECT_EQ(answer.header("ETag"), "\"tag\"");
  EXPECT_EQ(answer.header("Accept-Ranges"), "bytes");
  const auto head = client.ask("HEAD /file HTTP/1.1\r\nHost: test\r\n\r\n", true);
  EXPECT_EQ(head.header("Content-Length"), "300000");
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
}

TEST_F(Files, AreSentInRanges) {
  auto client = this->client();
  const auto range = [&](const std::string& wanted) {
    return client.ask(get("/file", "Range: " + wanted + "\r\n"));
  };
  const auto middle = range("bytes=100000-250000");
  EXPECT_EQ(middle.status, 206);
  EXPECT_EQ(middle.header("Content-Range"), "bytes 100000-250000/300000");
  EXPECT_EQ(middle.body, content_.substr(100'000, 150'001));
  EXPECT_EQ(range("bytes=-5").body, content_.substr(299'995));
  EXPECT_EQ(range("bytes=299999-400000").body, content_.substr(299'999));
  const auto beyond = range("bytes=300000-");
  EXPECT_EQ(beyond.status, 416);
  EXPECT_EQ(beyond.header("Content-Range"), "bytes */300000");
  EXPECT_EQ(range("bytes=5-4").status, 200);
  EXPECT_EQ(range("bytes=0-,0-,0-,0-").status, 200);
}

TEST_F(Files, AreSentInSeveralRanges) {
  const auto answer = client().ask(get("/file", "Range: bytes=0-4, 100-104\r\n"));
  EXPECT_EQ(answer.status, 206);
  const auto type = answer.header("Content-Type");
  ASSERT_TRUE(type.starts_with("multipart/byteranges; boundary="));
  EXPECT_EQ(answer.body.size(), std::stoul(answer.header("Content-Length")));
  EXPECT_NE(answer.body.find("Content-Type: video/mp4\r\nContent-Range: bytes 100-104/300000\r\n\r\n" +
                             content_.substr(100, 5) + "\r\n--"),
            std::string::npos);
  EXPECT_TRUE(answer.body.ends_with("--" + type.substr(type.find('=') + 1) + "--"));
}

TEST_F(Files, AreNotSentTwice) {
  auto client = this->client();
  for (const std::string tags : {"\"tag\"", "W/\"tag\"", "\"x\", \"tag\"", "*"}) {
    const auto answer = client.ask(get("/file", "If-None-Match: " + tags + "\r\n"));
    EXPECT_EQ(answer.status, 304) << tags;
    EXPECT_EQ(answer.header("ETag"), "\"tag\"");
    EXPECT_EQ(answer.header("Content-Length"), "");
  }
  EXPECT_EQ(client.ask(get("/file", "If-None-Match: \"other\", tag\r\n")).status, 200);
}

TEST_F(Files, OfAnotherVersionAreSentWhole) {
  auto client = this->client();
  const auto status = [&](const std::string& condition) {
    return client.ask(get("/file", "Range: bytes=0-4\r\nIf-Range: " + condition + "\r\n")).status;
  };
  EXPECT_EQ(status("\"tag\""), 206);
  EXPECT_EQ(status("\"other\""), 200);
  EXPECT_EQ(status("W/\"tag\""), 200);
  EXPECT_EQ(status("Wed, 21 Oct 2015 07:28:00 GMT"), 200);
}

TEST_F(Files, ThatAreGoneAreNotFound) {
  fs::remove(file_);
  EXPECT_EQ(client().ask(get("/file")).status, 404);
  file_ = file_.parent_path();
  const auto folder = client().ask(get("/file"));
  EXPECT_EQ(folder.status, 404);
  EXPECT_EQ(folder.body.find(file_.string()), std::string::npos);
}

TEST_F(Files, MayBeEmpty) {
  write(file_, "");
  auto client = this->client();
  const auto answer = client.ask(get("/file"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Content-Length"), "0");
  EXPECT_EQ(client.ask(get("/file", "Range: bytes=0-\r\n")).status, 416);
}

class StaticFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto outside = freshFolder();
    folder_ = outside / "pages";
    write(outside / "secret.txt", "secret");
    write(folder_ / "index.html", "<p>start</p>");
    write(folder_ / "assets/main-Bx3kQ9aT.js", "let a;");
    write(folder_ / "assets/core.wasm", "wasm");
    write(folder_ / "assets/application.js", "let b;");
    write(folder_ / "help/index.html", "<p>help</p>");
    write(folder_ / "with space {x}.txt", "odd");
    write(folder_ / ".env", "secret");
    write(folder_ / ".git/config", "secret");
    fs::create_symlink(outside / "secret.txt", folder_ / "link.txt");
    fs::create_directory_symlink(outside, folder_ / "links");
    serveAsItIsNow();
  }
  void serveAsItIsNow() {
    auto routes = staticRoutes(folder_);
    ASSERT_TRUE(routes.ok()) << routes.error().message;
    auto started = Server::start({}, std::move(*routes));
    ASSERT_TRUE(started.ok()) << started.error().message;
    server_ = std::move(*started);
  }
  Answer ask(const std::string& path, const std::string& headers = "") {
    return RawClient(server_->port()).ask(get(path, headers));
  }
  fs::path folder_;
  std::unique_ptr<Server> server_;
};

TEST_F(StaticFiles, AreServed) {
  EXPECT_EQ(ask("/").body, "<p>start</p>");
  EXPECT_EQ(ask("/index.html").header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(ask("/help/").body, "<p>help</p>");
  EXPECT_EQ(ask("/assets/core.wasm").header("Content-Type"), "application/wasm");
  EXPECT_EQ(ask("/with%20space%20%7Bx%7D.txt").body, "odd");
}

TEST_F(StaticFiles, LastAsLongAsTheirNamesSay) {
  EXPECT_EQ(ask("/assets/main-Bx3kQ9aT.js").header("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(ask("/assets/application.js").header("Cache-Control"), "no-cache");
  const auto start = ask("/");
  EXPECT_EQ(start.header("Cache-Control"), "no-cache");
  EXPECT_EQ(ask("/", "If-None-Match: " + start.header("ETag") + "\r\n").status, 304);
  write(folder_ / "index.html", "<p>new start</p>");
  EXPECT_EQ(ask("/", "If-None-Match: " + start.header("ETag") + "\r\n").body, "<p>new start</p>");
}

TEST_F(StaticFiles, WhoseNamesCarryADigestLast) {
  for (const std::string name : {"main-Bx3kQ9aT.js", "main-DiWrgTda.js", "main-D-iwrgT4.js",
                                 "core.3f2a9c1b.wasm", "a-3f2a9c1b77aa.css"})
    write(folder_ / "lasting" / name, "x");
  for (const std::string name : {"precheck-baseline.js", "sample-video-v2.mp4", "page-myWorker.js",
                                 "x-golden_01.png", "index-Overview.js", "Bx3kQ9aT.js", "a.min.js"})
    write(folder_ / "changing" / name, "x");
  serveAsItIsNow();
  for (const auto& entry : fs::directory_iterator(folder_ / "lasting"))
    EXPECT_EQ(ask("/lasting/" + entry.path().filename().string()).header("Cache-Control"),
              "public, max-age=31536000, immutable")
        << entry.path();
  for (const auto& entry : fs::directory_iterator(folder_ / "changing"))
    EXPECT_EQ(ask("/changing/" + entry.path().filename().string()).header("Cache-Control"), "no-cache")
        << entry.path();
}

TEST_F(StaticFiles, ComeWithAPolicyWherePagesCanBeMadeToRunThings) {
  const auto policy = ask("/").header("Content-Security-Policy");
  for (const std::string rule : {"default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'",
                                 "worker-src 'self' blob:", "frame-ancestors 'none'"})
    EXPECT_NE(policy.find(rule), std::string::npos) << rule;
  EXPECT_EQ(policy.find(" 'unsafe-eval'"), std::string::npos);
  EXPECT_EQ(ask("/").header("Cross-Origin-Opener-Policy"), "same-origin");
  EXPECT_EQ(ask("/").header("Cross-Origin-Embedder-Policy"), "require-corp");
  const auto script = ask("/assets/application.js");
  EXPECT_EQ(script.header("Cross-Origin-Embedder-Policy"),
            "require-corp");  // else no worker may run it there
  EXPECT_EQ(script.header("Cross-Origin-Resource-Policy"), "same-origin");
  EXPECT_EQ(script.header("Content-Type"), "text/javascript; charset=utf-8");
}

class CompressedFiles : public StaticFiles {
 protected:
  void SetUp() override {
    StaticFiles::SetUp();
    write(folder_ / "assets/core.wasm.br", "brotli");
    write(folder_ / "assets/core.wasm.gz", "gzipped");
    write(folder_ / "assets/notes.txt.gz", "alone");
    serveAsItIsNow();
  }
  Answer accepting(const std::string& codings, const std::string& headers = "") {
    return ask("/assets/core.wasm", "Accept-Encoding: " + codings + "\r\n" + headers);
  }
};

TEST_F(CompressedFiles, GoToWhoTakesThem) {
  const auto best = accepting("gzip, deflate, br, zstd");
  EXPECT_EQ(best.body, "brotli");
  EXPECT_EQ(best.header("Content-Encoding"), "br");
  EXPECT_EQ(best.header("Content-Type"), "application/wasm");
  EXPECT_EQ(best.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(accepting("br;q=0, gzip").body, "gzipped");
  EXPECT_EQ(accepting("br;q=0.000, *").body, "gzipped");
  EXPECT_EQ(accepting("GZIP;q=0.5").header("Content-Encoding"), "gzip");
  for (const std::string codings : {"identity", "br;q=0, gzip;q=0.0", "brotli", ""}) {
    const auto plain = accepting(codings);
    EXPECT_EQ(plain.body, "wasm") << codings;
    EXPECT_EQ(plain.header("Content-Encoding"), "");
    EXPECT_EQ(plain.header("Vary"), "Accept-Encoding");
  }
  EXPECT_EQ(ask("/assets/application.js", "Accept-Encoding: br\r\n").header("Vary"), "");
}

TEST_F(CompressedFiles, AreOtherVersionsForCaches) {
  const auto tag = accepting("br").header("ETag");
  EXPECT_NE(tag, accepting("identity").header("ETag"));
  EXPECT_EQ(accepting("br", "If-None-Match: " + tag + "\r\n").status, 304);
  EXPECT_EQ(accepting("identity", "If-None-Match: " + tag + "\r\n").status, 200);
}

TEST_F(CompressedFiles, AreNotSentInParts) {
  const auto part = accepting("br", "Range: bytes=1-2\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, "as");
  EXPECT_EQ(part.header("Content-Encoding"), "");
}

TEST_F(CompressedFiles, FromBeforeTheFilesLastChangeAreNotSent) {
  fs::last_write_time(folder_ / "assets/core.wasm.br",
                      fs::last_write_time(folder_ / "assets/core.wasm") - std::chrono::seconds(1));
  EXPECT_EQ(accepting("br, gzip").body, "gzipped");
}

TEST_F(CompressedFiles, AreNoFilesOfTheirOwn) {
  EXPECT_EQ(ask("/assets/core.wasm.br").status, 404);
  EXPECT_EQ(ask("/assets/core.wasm.gz").status, 404);
  EXPECT_EQ(ask("/assets/notes.txt.gz").body, "alone");
}

TEST_F(StaticFiles, AreAllThatIsServed) {
  for (const std::string path :
       {"/.env", "/.git/config", "/link.txt", "/links/secret.txt", "/assets", "/assets/", "/nothing"}) {
    EXPECT_EQ(ask(path).status, 404) << path;
  }
  for (const std::string path :
       {"/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt", "/..%2fsecret.txt",
        "/assets/..%5c..%5csecret.txt", "//secret.txt", "/%2fetc/passwd"}) {
    const auto answer = ask(path);
    EXPECT_GE(answer.status, 400) << path;
    EXPECT_EQ(answer.body.find("secret"), std::string::npos);
  }
}

TEST(StaticRoutes, OfNoFolderAreAnError) {
  EXPECT_EQ(staticRoutes("/does/not/exist").error().code, ErrorCode::unreadable_input);
}

}  // namespace
}  // namespace gradevault::http
