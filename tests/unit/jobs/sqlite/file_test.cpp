#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "raw_database.hpp"
#include "store_test.hpp"

namespace gradevault::jobs::test {
namespace {

namespace fs = std::filesystem;

class SqliteFile : public ::testing::Test {
 protected:
  [[nodiscard]] Result<std::unique_ptr<Store>> open() const {
    return openSqliteStore(folder.path(), {}, clock);
  }
  [[nodiscard]] fs::path file() const { return folder.path() / "gradevault.sqlite3"; }
  void expectRefused(ErrorCode code, const std::string& word) const {
    const auto store = open();
    ASSERT_FALSE(store.ok());
    EXPECT_EQ(store.error().code, code) << store.error().message;
    EXPECT_NE(store.error().message.find(word), std::string::npos) << store.error().message;
  }
  /// Writes over the file from `offset` on.
  void damage(std::streamoff offset, std::size_t bytes) const {
    std::fstream stream(file(), std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(offset);
    for (std::size_t i = 0; i < bytes; ++i) stream.put(static_cast<char>(i * 37 + 11));
  }

  ScratchFolder folder;
  MovedClock clock;
};

TEST_F(SqliteFile, IsDurableAndItsOwnersAlone) {
  const auto store = open();
  ASSERT_TRUE(store.ok());
  EXPECT_EQ(RawDatabase(folder.path()).text("PRAGMA journal_mode"), "wal");
  struct stat facts {};
  for (const char* name : {"gradevault.sqlite3", "gradevault.sqlite3-wal"}) {
    ASSERT_EQ(::stat((folder.path() / name).c_str(), &facts), 0) << name;
    EXPECT_EQ(facts.st_mode & 0777U, 0600U) << name;
  }
}

TEST_F(SqliteFile, OfANewerVersionIsRefused) {
  ASSERT_TRUE(open().ok());
  RawDatabase(folder.path()).execute("PRAGMA user_version = 99");
  expectRefused(ErrorCode::unsupported, "newer gradevault");
  EXPECT_EQ(RawDatabase(folder.path()).text("PRAGMA user_version"), "99") << "nothing may have been changed";
}

TEST_F(SqliteFile, OfAnotherProgramIsRefused) {
  RawDatabase(folder.path()).execute("CREATE TABLE songs (title TEXT)");
  expectRefused(ErrorCode::unsupported, "another program");
}

TEST_F(SqliteFile, ThatIsNoDatabaseIsDamagedWithAdvice) {
  std::ofstream(file()) << std::string(10'000, 'x');
  expectRefused(ErrorCode::internal, "back-up");
}

TEST_F(SqliteFile, InAFolderThatIsMissingIsAClearError) {
  const auto store = openSqliteStore(folder.path() / "missing", {}, clock);
  ASSERT_FALSE(store.ok());
  EXPECT_EQ(store.error().code, ErrorCode::write_failed);
  EXPECT_NE(store.error().message.find("--data"), std::string::npos);
}

TEST_F(SqliteFile, DamagedInTheMiddleIsFoundAndSaidWithAdvice) {
  {
    const auto store = open();
    ASSERT_TRUE(store.ok());
    JobRequest request = aRequest();
    request.options = std::string(3000, 'o');
    for (int i = 0; i < 60; ++i) ASSERT_TRUE((*store)->jobs().submit(request, nullptr).ok());
  }
  RawDatabase(folder.path()).execute("PRAGMA wal_checkpoint(TRUNCATE)");
  const auto size = static_cast<std::streamoff>(fs::file_size(file()));
  damage(size / 2, static_cast<std::size_t>(size / 2));
  const auto store = open();
  ASSERT_TRUE(store.ok()) << "the tables' description is whole: " << store.error().message;
  const Status check = (*store)->check();
  ASSERT_FALSE(check.ok());
  EXPECT_EQ(check.error().code, ErrorCode::internal);
  EXPECT_NE(check.error().message.find("is damaged"), std::string::npos) << check.error().message;
  EXPECT_NE(check.error().message.find(".recover"), std::string::npos) << check.error().message;
}

TEST_F(SqliteFile, ThatCannotGrowIsWriteFailedAndWorksAgainWhenItCan) {
  const auto store = open();
  ASSERT_TRUE(store.ok());
  JobRequest large = aRequest();
  large.precheck = std::string(1 << 20, 'p');
  const auto before = ::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &limit), 0);
  const rlimit small{512 << 10, limit.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const auto refused = (*store)->jobs().submit(large, nullptr);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
  ::signal(SIGXFSZ, before);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::write_failed) << refused.error().message;
  EXPECT_EQ((*store)->jobs().counts()->queued, 0);
  EXPECT_TRUE((*store)->jobs().submit(large, nullptr).ok());
  EXPECT_EQ((*store)->jobs().counts()->queued, 1);
}

}  // namespace
}  // namespace gradevault::jobs::test
