#include "store_test.hpp"

namespace gradevault::jobs::test {
namespace {

class Uploads : public StoreTest {
 protected:
  [[nodiscard]] UploadTable& uploads() { return store->uploads(); }
  Upload create(Milliseconds life = 1000) {
    Upload upload;
    upload.owner = "key_1";
    upload.length = std::int64_t{5} << 32;
    upload.metadata = "filename Y2FwdHVyZQ==,x";
    upload.fileName = "capture";
    upload.expires = clock.now() + life;
    return uploads().create(upload).value();
  }
};
GRADEVAULT_ON_EVERY_STORE(Uploads);

TEST_P(Uploads, GetAnUnguessableIdAndKeepWhatWasAnnounced) {
  const Upload made = create();
  EXPECT_EQ(made.id.size(), 29U);
  EXPECT_EQ(made.id.rfind("up_", 0), 0U);
  EXPECT_NE(create().id, made.id);
  open();
  const auto upload = uploads().find(made.id).value();
  ASSERT_TRUE(upload);
  EXPECT_EQ(upload->owner, "key_1");
  EXPECT_EQ(upload->length, std::int64_t{5} << 32);
  EXPECT_EQ(upload->metadata, "filename Y2FwdHVyZQ==,x");
  EXPECT_EQ(upload->fileName, "capture");
  EXPECT_EQ(upload->created, clock.now());
  EXPECT_EQ(upload->expires, clock.now() + 1000);
  EXPECT_FALSE(upload->complete);
}

TEST_P(Uploads, AreCompleteWhenTheyAreSaidToBe) {
  const Upload made = create();
  ASSERT_TRUE(uploads().markComplete(made.id).ok());
  EXPECT_TRUE(uploads().find(made.id).value()->complete);
}

TEST_P(Uploads, ExpireWhenTheirTimeIsOver) {
  const Upload made = create(1000);
  create(5000);
  clock.forward(999);
  EXPECT_TRUE(uploads().expired()->empty());
  clock.forward(1);
  const auto expired = uploads().expired().value();
  ASSERT_EQ(expired.size(), 1U);
  EXPECT_EQ(expired[0].id, made.id);
}

TEST_P(Uploads, DoNotExpireWhileTheyAreProlonged) {
  const Upload made = create(1000);
  clock.forward(900);
  ASSERT_TRUE(uploads().prolong(made.id, clock.now() + 1000).ok());
  clock.forward(900);
  EXPECT_TRUE(uploads().expired()->empty());
  clock.forward(100);
  EXPECT_EQ(uploads().expired()->size(), 1U);
}

TEST_P(Uploads, AreGoneWhenRemoved) {
  const Upload made = create();
  ASSERT_TRUE(uploads().remove(made.id).ok());
  EXPECT_FALSE(uploads().find(made.id).value());
  EXPECT_TRUE(uploads().remove(made.id).ok()) << "twice is once";
  for (const Status& status :
       {uploads().markComplete(made.id), uploads().prolong(made.id, clock.now() + 1)}) {
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().code, ErrorCode::invalid_argument);
  }
}

}  // namespace
}  // namespace gradevault::jobs::test
