#include "api_session.hpp"

#include <cstring>

namespace gradevault::precheck {

ApiSession::ApiSession(const nlohmann::json& request) : session(gv_start(request.dump().c_str(), &error)) {}

ApiSession::~ApiSession() {
  gv_end(session);
}

void ApiSession::show(const Scene& scene, double time) {
  const GrayImage* planes[] = {&scene.y, &scene.u, &scene.v};
  std::size_t bytes = 0;
  for (const GrayImage* plane : planes) bytes += plane->pixels().size();
  std::uint8_t* buffer = gv_buffer(session, bytes);
  GvFrame& frame = *gv_frame(session);
  frame = {};
  frame.format = GV_I420;
  frame.width = scene.y.width();
  frame.height = scene.y.height();
  frame.bits = 8;
  frame.fullRange = 1;
  frame.matrix = 1;
  frame.time = time;
  std::size_t offset = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    std::memcpy(buffer + offset, planes[i]->pixels().data(), planes[i]->pixels().size());
    frame.offset[i] = static_cast<std::int32_t>(offset);
    frame.stride[i] = planes[i]->width();
    offset += planes[i]->pixels().size();
  }
}

std::int32_t ApiSession::push(const Scene& scene, double time) {
  show(scene, time);
  return gv_push(session);
}

}  // namespace gradevault::precheck
