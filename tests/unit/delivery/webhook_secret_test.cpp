#include "gradevault/delivery/webhook_secret.hpp"

#include <gtest/gtest.h>

#include "base64.hpp"

namespace gradevault::delivery {
namespace {

// The example of the Standard Webhooks libraries; tests/server/node/webhook_receiver.mjs checks ours with the
// real one.
constexpr const char* secretText = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr const char* exampleId = "msg_p5jXN8AQM9LWM0D4loKWxJek";
constexpr const char* exampleBody = R"({"test": 2432232314})";

TEST(WebhookSecret, SignsAsTheConventionSays) {
  const auto secret = WebhookSecret::read(secretText);
  ASSERT_TRUE(secret.ok());
  EXPECT_EQ(secret->sign(exampleId, 1614265330, exampleBody),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(WebhookSecret, SeveralSecretsEachSign) {
  const std::string other = *WebhookSecret::make();
  const auto both = webhookSecrets(std::string(secretText) + ", " + other);
  ASSERT_TRUE(both.ok());
  ASSERT_EQ(both->size(), 2U);
  EXPECT_EQ(webhookSignature(*both, "a", 1, "b"), WebhookSecret::read(secretText)->sign("a", 1, "b") + ' ' +
                                                      WebhookSecret::read(other)->sign("a", 1, "b"));
  EXPECT_NE(*WebhookSecret::make(), other);
}

TEST(WebhookSecret, RefusesWhatIsNoneAndDoesNotRepeatIt) {
  for (const std::string& text :
       {std::string(""), std::string("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), std::string("whsec_"),
        std::string("whsec_c2hvcnQ="), std::string("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS"),
        std::string("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa!w"), "whsec_" + base64(std::string(65, 'x'))}) {
    const auto secret = WebhookSecret::read(text);
    ASSERT_FALSE(secret.ok()) << text;
    EXPECT_TRUE(text.size() < 8 || secret.error().message.find(text) == std::string::npos);
  }
  EXPECT_FALSE(webhookSecrets(" , ").ok());
}

TEST(Base64, GoesBothWays) {
  // RFC 4648, section 10.
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  for (const char* text : {"", "f", "fo", "foo", "foob"}) EXPECT_EQ(fromBase64(base64(text)), text);
  for (const char* text : {"Zg", "Zg=", "Z===", "Zh==", "Zg==Zg==", "Z g=", "Zg==\n", "===="}) {
    EXPECT_FALSE(fromBase64(text)) << text;
  }
}

}  // namespace
}  // namespace gradevault::delivery
