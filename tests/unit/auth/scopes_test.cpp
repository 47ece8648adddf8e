#include "gradevault/auth/scopes.hpp"

#include <gtest/gtest.h>

namespace gradevault::auth {
namespace {

TEST(Scopes, EachAllowsItselfAndAdminAllowsAll) {
  for (const Scope wanted : {Scope::analysesRead, Scope::analysesWrite, Scope::admin}) {
    EXPECT_TRUE(allows({std::string(name(wanted))}, wanted));
    EXPECT_TRUE(allows({"admin"}, wanted));
    EXPECT_FALSE(allows({}, wanted));
    EXPECT_FALSE(allows({"analyses", "analyses:*", "Admin"}, wanted));
  }
  EXPECT_FALSE(allows({"analyses:write"}, Scope::analysesRead));
  EXPECT_FALSE(allows({"analyses:read", "analyses:write"}, Scope::admin));
}

TEST(Scopes, AListIsReadInAFixedOrderWithoutRepetition) {
  EXPECT_EQ(*parseScopes("analyses:write,analyses:read,analyses:write"),
            (std::vector<std::string>{"analyses:read", "analyses:write"}));
  EXPECT_EQ(*parseScopes("admin"), std::vector<std::string>{"admin"});
}

TEST(Scopes, AnotherWordIsAnErrorThatSaysWhich) {
  for (const char* list : {"", "analyses:read,", "analyses:read, admin", "delete"}) {
    const auto scopes = parseScopes(list);
    ASSERT_FALSE(scopes.ok()) << list;
    EXPECT_EQ(scopes.error().code, ErrorCode::invalid_argument);
  }
  EXPECT_NE(parseScopes("analyses:read,delete").error().message.find("'delete'"), std::string::npos);
}

}  // namespace
}  // namespace gradevault::auth
