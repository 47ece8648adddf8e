#include "gradevault/artifacts/result_folder.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

namespace gradevault::artifacts {
namespace {

namespace fs = std::filesystem;

class ResultFolderTest : public testing::Test {
 protected:
  ResultFolderTest() {
    std::string pattern = (fs::temp_directory_path() / "gradevault-test-XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
  }
  ~ResultFolderTest() override { fs::remove_all(root_); }

  static std::span<const std::byte> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

  static std::string read(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  [[nodiscard]] std::ptrdiff_t entries() const {
    return std::distance(fs::directory_iterator(root_), fs::directory_iterator());
  }

  fs::path root_;
};

TEST_F(ResultFolderTest, AppearsOnlyWhenCommitted) {
  auto folder = ResultFolder::prepare(root_ / "results");
  ASSERT_TRUE(folder.ok()) << folder.error().message;
  const auto artifact = folder->write("report.json", "application/json", bytes("abc"));
  ASSERT_TRUE(artifact.ok());
  EXPECT_EQ(artifact->bytes, 3);
  EXPECT_EQ(artifact->sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_FALSE(fs::exists(root_ / "results"));
  ASSERT_TRUE(folder->commit().ok());
  EXPECT_EQ(read(root_ / "results" / "report.json"), "abc");
  EXPECT_EQ(entries(), 1);
}

TEST_F(ResultFolderTest, DroppedLeavesNothing) {
  {
    auto folder = ResultFolder::prepare(root_ / "results");
    ASSERT_TRUE(folder.ok());
    ASSERT_TRUE(folder->write("a.png", "image/png", bytes("x")).ok());
  }
  EXPECT_EQ(entries(), 0);
}

TEST_F(ResultFolderTest, ReplacesEarlierResultsInOneStep) {
  for (const char* text : {"first", "second"}) {
    auto folder = ResultFolder::prepare(root_ / "results");
    ASSERT_TRUE(folder.ok());
    ASSERT_TRUE(folder->write("report.json", "application/json", bytes(text)).ok());
    ASSERT_TRUE(folder->write(std::string(text) + ".png", "image/png", bytes(text)).ok());
    ASSERT_TRUE(folder->commit().ok());
  }
  EXPECT_EQ(read(root_ / "results" / "report.json"), "second");
  EXPECT_FALSE(fs::exists(root_ / "results" / "first.png"));
  EXPECT_EQ(entries(), 1);
}

TEST_F(ResultFolderTest, AnEarlierResultSurvivesAFailedRun) {
  {
    auto folder = ResultFolder::prepare(root_ / "results");
    ASSERT_TRUE(folder.ok());
    ASSERT_TRUE(folder->write("report.json", "application/json", bytes("good")).ok());
    ASSERT_TRUE(folder->commit().ok());
  }
  { auto folder = ResultFolder::prepare(root_ / "results"); }
  EXPECT_EQ(read(root_ / "results" / "report.json"), "good");
}

TEST_F(ResultFolderTest, RefusesToTouchWhatIsNotAResult) {
  std::ofstream(root_ / "file") << "mine";
  fs::create_directory(root_ / "photos");
  std::ofstream(root_ / "photos" / "cat.jpg") << "mine";
  for (const char* name : {"file", "photos", "photos/"}) {
    const auto folder = ResultFolder::prepare(root_ / name);
    ASSERT_FALSE(folder.ok()) << name;
    EXPECT_EQ(folder.error().code, ErrorCode::write_failed);
    EXPECT_NE(folder.error().message.find("--out"), std::string::npos);
  }
  EXPECT_EQ(read(root_ / "photos" / "cat.jpg"), "mine");
}

TEST_F(ResultFolderTest, TakesAnEmptyFolderAndATrailingSlash) {
  fs::create_directory(root_ / "empty");
  auto folder = ResultFolder::prepare(root_ / "empty/");
  ASSERT_TRUE(folder.ok()) << folder.error().message;
  ASSERT_TRUE(folder->write("report.json", "application/json", bytes("x")).ok());
  ASSERT_TRUE(folder->commit().ok());
  EXPECT_EQ(read(root_ / "empty" / "report.json"), "x");
}

TEST_F(ResultFolderTest, AFileThatCannotBeWrittenIsOneClearError) {
  auto folder = ResultFolder::prepare(root_ / "results");
  ASSERT_TRUE(folder.ok());
  fs::path hidden;
  for (const auto& entry : fs::directory_iterator(root_)) hidden = entry.path();
  fs::remove_all(hidden);
  const auto artifact = folder->write("a.png", "image/png", bytes("x"));
  ASSERT_FALSE(artifact.ok());
  EXPECT_EQ(artifact.error().code, ErrorCode::write_failed);
  EXPECT_NE(artifact.error().message.find("a.png"), std::string::npos);
}

}  // namespace
}  // namespace gradevault::artifacts
