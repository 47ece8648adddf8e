#pragma once

#include <string>

namespace gradevault::delivery {

struct SupabaseSettings {
  std::string url;         ///< "https://<project>.supabase.co"
  std::string serviceKey;  ///< of the role service_role
  std::string bucket;      ///< of Storage
  std::string prefix;      ///< before every path, such as "gradevault/"; or empty
};

}  // namespace gradevault::delivery
